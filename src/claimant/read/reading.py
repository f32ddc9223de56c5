"""A capture becomes a document: decoded, taken out of its format, normalised once, dated, cut into sentences."""

from __future__ import annotations

import hashlib
import re

from claimant.errors import SourceError, TooLarge
from claimant.model import Capture, Document, Source
from claimant.read import headers, markdown
from claimant.read.agencies import agency_line
from claimant.read.dates import read_date
from claimant.read.decode import decode
from claimant.read.found import Found, fact, web_address
from claimant.read.languages import detect_language, language_code
from claimant.read.mail_files import read_mail
from claimant.read.normal import normalise
from claimant.read.pages import read_page
from claimant.read.pdf_files import read_pdf
from claimant.read.sentences import segment
from claimant.read.traced import Traced
from claimant.read.word_files import read_docx
from claimant.settings import Settings

VERSION = "2"
"""Raised when reading changes, so that what was read before can be told apart and read again."""

_HTML = frozenset(("text/html", "application/xhtml+xml"))
_MARKDOWN = frozenset(("text/markdown", "text/x-markdown"))
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_VAGUE = frozenset(("", "application/octet-stream", "binary/octet-stream", "application/zip", "unknown/unknown"))
_ROW = re.compile(r"\brow \d+$")
_PAGE_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html)[\s>]", re.I | re.S
)
_NOT_IN_ID = re.compile(r"[^\w.-]+")
_CONFIDENT = 0.9


def read(capture: Capture, *, using: Settings = Settings()) -> Document:  # noqa: B008  (frozen, never changed)
    """Read one capture.

    What its hints say wins over what is found in it. The text is in Unicode NFC with \\n line ends and at most one
    blank line between paragraphs; offsets are code points in it. Plain text, Markdown and table rows keep their
    alignment with the decoded original.

    Raises SourceError where there is no text to be had (binary, encrypted, damaged, empty) and TooLarge where it is
    over `using.max_bytes` or `using.max_characters`; the message says what to do next.
    """
    if len(capture.data) > using.max_bytes:
        raise TooLarge(
            capture.source,
            f"It has {len(capture.data):,} bytes, over the limit of {using.max_bytes:,}.",
            "Give the part that reports, or raise max_bytes.",
        )
    found = _taken_out(capture, using)
    traced = found.text if found.settled else normalise(found.text)
    text = traced.text
    _check_length(text, capture.source, using)
    _use_hints(found, capture)
    headers.use_head(found, text)
    found.language = _language(found.language, capture.hints.language, text)
    paragraphs, sentences = segment(text)
    source = _source(capture, found, text)
    return Document(
        source=source,
        text=text,
        sentences=sentences,
        paragraphs=paragraphs,
        alignment=traced.alignment() if found.aligned else (),
        times=found.times,
    )


# ---------------------------------------------------------------- formats


def _taken_out(capture: Capture, using: Settings) -> Found:
    media = _media_type(capture)
    if media == "application/pdf":
        return read_pdf(capture.data, capture.source, using.max_characters)
    if media == _DOCX:
        return read_docx(capture.data, capture.source, using.max_bytes)
    if media == "message/rfc822":
        return _mail(capture, using)
    text = decode(capture.data, capture.charset, capture.source, markup=media in _HTML)
    if media in _HTML:
        return read_page(text, capture.source, capture.address, using.max_characters)
    if len(text) > 4 * using.max_characters:
        raise _too_long(capture.source, len(text), using)
    row = bool(_ROW.search(capture.source))
    found = Found(text=Traced(text), kind="row" if row else "text", aligned=True)
    if not row:
        found.text, values = headers.front_matter(found.text)
        headers.use_front_matter(found, values)
    if media in _MARKDOWN:
        found.title = found.title or markdown.title(found.text.text)
        found.text = markdown.unmarked(found.text)
    return found


def _media_type(capture: Capture) -> str:
    """The type as collected, corrected by the first bytes where these leave no doubt."""
    media = capture.media_type.split(";")[0].strip().lower()
    if capture.data[:1024].lstrip().startswith(b"%PDF-"):
        return "application/pdf"
    if media in _HTML | _MARKDOWN or media in {"application/pdf", _DOCX, "message/rfc822"}:
        return media
    if capture.data.startswith(b"PK\x03\x04"):
        return _DOCX
    if media in _VAGUE and _PAGE_BEGINS.match(capture.data[:4096]):
        return "text/html"
    if media.startswith("text/") or media in _VAGUE or media.endswith(("json", "xml")):
        return "text/plain"
    raise SourceError(
        capture.source,
        f"It is of the type {media}, which is not read.",
        "Give text, Markdown, HTML, PDF, DOCX or an e-mail message.",
    )


def _mail(capture: Capture, using: Settings) -> Found:
    letter = read_mail(capture.data, capture.source)
    text = decode(letter.body, letter.charset, capture.source, markup=letter.markup)
    if letter.markup:
        found = read_page(text, capture.source, None, using.max_characters)
    else:
        if len(text) > 4 * using.max_characters:
            raise _too_long(capture.source, len(text), using)
        found = Found(text=Traced(text), kind="e-mail")
    found.kind = "e-mail"
    found.title = letter.title or found.title
    found.publisher, found.author = letter.publisher or found.publisher, letter.author or found.author
    found.date = letter.date or found.date
    found.notes += [letter.note] if letter.note else []
    return found


# ---------------------------------------------------------------- facts


def _use_hints(found: Found, capture: Capture) -> None:
    hints = capture.hints
    found.title = fact(hints.title) or found.title
    found.publisher = fact(hints.publisher) or found.publisher
    found.author = fact(hints.author) or found.author
    found.place = fact(hints.place) or found.place
    if note := fact(hints.note):
        found.notes = [note]
    if hints.date and hints.date.strip():
        date, problem = read_date(hints.date, language_code(hints.language) or found.language)
        found.date = date or found.date
        found.notes += [problem] if problem else []


def _language(declared: str | None, hinted: str | None, text: str) -> str | None:
    """The hint, else what the source declares, unless the text itself plainly is in another language."""
    if code := language_code(hinted):
        return code
    detected, belief = detect_language(text)
    return detected if declared is None or (detected and belief >= _CONFIDENT and len(text) >= 200) else declared


def _source(capture: Capture, found: Found, text: str) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    given = _NOT_IN_ID.sub("-", fact(capture.hints.id) or "").strip("-.")[:100]
    # A letter's sender is not a byline: only what its text says counts.
    author = None if found.kind == "e-mail" else found.author
    return Source(
        id=given or digest[:12],
        sha256=digest,
        capture=capture.sha256,
        found_at=capture.source,
        address=found.address or web_address(capture.address),
        title=found.title,
        publisher=found.publisher,
        author=found.author,
        date=found.date,
        language=found.language,
        place=found.place,
        agency=agency_line(text, found.publisher, author),
        note=" ".join(found.notes)[:1000] or None,
        kind=found.kind,
        length=len(text),
    )


def _check_length(text: str, source: str, using: Settings) -> None:
    if not any(character.isalnum() for character in text):
        raise SourceError(source, "There is no text in it.", "Check that it is the right file or page.")
    if len(text) > using.max_characters:
        raise _too_long(source, len(text), using)


def _too_long(source: str, length: int, using: Settings) -> TooLarge:
    return TooLarge(
        source,
        f"Its text has {length:,} characters, over the limit of {using.max_characters:,}.",
        "Give the part that reports, or raise max_characters.",
    )
