"""What kind of file some bytes are: first by the bytes themselves, then by the name's ending or the declared type."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from email.message import Message
from enum import StrEnum
from pathlib import PurePath
from urllib.parse import urlsplit

COLUMNS = ("text", "id", "url", "title", "publisher", "source", "author", "date", "language", "place")
"""The columns of a table that are used; only `text` is required."""

DELIMITERS = ",;\t|"


class Kind(StrEnum):
    """What Claimant can take documents from."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "web page"
    PDF = "PDF"
    DOCX = "Word document"
    MAIL = "mail"
    MAILBOX = "mailbox"
    CSV = "CSV table"
    JSONL = "JSONL table"
    JSON = "JSON table"
    PARQUET = "Parquet table"
    WARC = "web archive"
    FEED = "feed"
    GZIP = "gzip file"


MEDIA_TYPES = {
    Kind.TEXT: "text/plain",
    Kind.MARKDOWN: "text/markdown",
    Kind.HTML: "text/html",
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.MAIL: "message/rfc822",
}
"""The kinds that are one document each, with the media type of their capture."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A kind that Claimant does not read: what it is, and what to do next."""

    problem: str
    remedy: str


_UNKNOWN = Unreadable(
    "It is a kind of file Claimant doesn't read.",
    "Save it as text, PDF, HTML, Markdown, .docx or .eml and give that.",
)
_IMAGE = Unreadable("It is an image; Claimant reads text only.", "Type off its words, and give them as a text file.")
_SOUND = Unreadable("It is sound or video; Claimant reads text only.", "Give a transcript as a text file.")
_SHEET = Unreadable("It is a spreadsheet.", "Save it as CSV (UTF-8) with a column named text.")
_SLIDES = Unreadable("It is a slide show.", "Save it as PDF.")
_OLD_OFFICE = Unreadable("It is a document in an office format Claimant doesn't read.", "Save it as .docx or PDF.")
_PACKED = Unreadable("It is a packed archive.", "Unpack it and give the folder.")
_MACHINE = Unreadable("It is a file made for machines (a script, a style sheet or a program).", "Leave it out.")
_XML = Unreadable("It is XML, but no RSS or Atom feed.", "Save the text in it as a text file, or as a table.")

_MAGIC: tuple[tuple[bytes, Kind | Unreadable], ...] = (
    (b"%PDF-", Kind.PDF),
    (b"PAR1", Kind.PARQUET),
    (b"\x1f\x8b", Kind.GZIP),
    (b"WARC/", Kind.WARC),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"{\\rtf", _OLD_OFFICE),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"\x28\xb5\x2f\xfd", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"Rar!", _PACKED),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
    (b"fLaC", _SOUND),
    (b"\x7fELF", _MACHINE),
)

_ENDINGS_OF: tuple[tuple[str, Kind | Unreadable], ...] = (
    ("txt text", Kind.TEXT),
    ("md markdown mdown", Kind.MARKDOWN),
    ("html htm xhtml shtml", Kind.HTML),
    ("eml", Kind.MAIL),
    ("mbox", Kind.MAILBOX),
    ("csv tsv tab", Kind.CSV),
    ("jsonl ndjson", Kind.JSONL),
    ("json", Kind.JSON),
    ("warc", Kind.WARC),
    ("rss atom", Kind.FEED),
    ("xml rdf", _XML),
    ("jpg jpeg png gif tif tiff bmp webp heic svg ico", _IMAGE),
    ("mp3 mp4 wav m4a mov avi mkv ogg webm", _SOUND),
    ("xls xlsx ods", _SHEET),
    ("ppt pptx odp", _SLIDES),
    ("doc odt rtf pages", _OLD_OFFICE),
    ("zip 7z rar tar bz2 xz zst", _PACKED),
    ("js mjs css map woff woff2 exe dll so", _MACHINE),
)
_ENDINGS = {ending: kind for endings, kind in _ENDINGS_OF for ending in endings.split()}

_DECLARED: dict[str, Kind | Unreadable] = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "text/markdown": Kind.MARKDOWN,
    "message/rfc822": Kind.MAIL,
    "text/csv": Kind.CSV,
    "text/tab-separated-values": Kind.CSV,
    "application/json": Kind.JSON,
    "application/x-ndjson": Kind.JSONL,
    "application/jsonl": Kind.JSONL,
    "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED,
    "application/xml": _XML,
    "text/xml": _XML,
    "text/css": _MACHINE,
    "text/javascript": _MACHINE,
    "application/javascript": _MACHINE,
}

_HEAD = 16_384
"""Bytes looked at to tell text from other things."""

_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1b\x85")
_HTML_TAGS = frozenset(
    {
        "head",
        "body",
        "title",
        "meta",
        "div",
        "p",
        "article",
        "section",
        "main",
        "table",
        "h1",
        "h2",
        "h3",
        "span",
        "ul",
        "ol",
    }
)
_MAIL_MARKS = frozenset({"message-id", "mime-version", "received", "return-path", "delivered-to"})
_MAIL_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:")


def recognise(data: bytes, name: str = "", media_type: str | None = None) -> Kind | Unreadable:
    """What kind of file `data` is; `name` may be a file name or an address, `media_type` what the outside declared.

    Magic bytes decide first, so that a wrong ending still works; then the marks of text formats; then the declared
    type or the ending; what is left is plain text where it is text at all.
    """
    expected = _expected(name, media_type)
    by_magic = _by_magic(data)
    if by_magic in (_PACKED, _OLD_OFFICE) and isinstance(expected, Unreadable):
        return expected  # the ending tells a spreadsheet from a slide show better than the wrapping they share
    if by_magic:
        return by_magic
    head = _text(data)
    if head is None:
        return expected if isinstance(expected, Unreadable) and expected is not _XML else _UNKNOWN
    return _by_marks(head, data, expected) or expected or _by_weak_marks(head) or Kind.TEXT


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type and charset, in lower case, as a Content-Type header names them; None for what it does not."""
    if not header:
        return None, None
    message = Message()
    message["Content-Type"] = " ".join(header.split())
    try:
        charset = message.get_content_charset()
    except (ValueError, LookupError):
        charset = None
    declared = message.get_content_type() if "/" in header else None
    return declared, charset if charset and re.fullmatch(r"[\w.:-]{1,40}", charset) else None


def _by_magic(data: bytes) -> Kind | Unreadable | None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _by_zip_members(data)
    if data[4:8] == b"ftyp":
        return _IMAGE if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else _SOUND
    if data.startswith(b"RIFF"):
        return _IMAGE if data[8:12] == b"WEBP" else _SOUND
    # The format allows other bytes before the mark; PDFs served by careless programs have blank lines there.
    return Kind.PDF if data[:1024].lstrip(b"\x00\t\n\f\r \xef\xbb\xbf").startswith(b"%PDF-") else None


def _by_zip_members(data: bytes) -> Kind | Unreadable:
    """Which office format a zip file is. Names stand uncompressed in a zip file, so nothing is unpacked to see them."""
    if b"word/document" in data:
        return Kind.DOCX
    if b"xl/workbook" in data or b"opendocument.spreadsheet" in data[:200]:
        return _SHEET
    if b"ppt/presentation" in data or b"opendocument.presentation" in data[:200]:
        return _SLIDES
    return _OLD_OFFICE if b"opendocument.text" in data[:200] else _PACKED


def _expected(name: str, media_type: str | None) -> Kind | Unreadable | None:
    """What the declared type or the ending says. "text/plain" says little: servers give it to tables and Markdown too."""
    if media_type in _DECLARED:
        return _DECLARED[media_type]
    if media_type and media_type.startswith("image/"):
        return _IMAGE
    if media_type and media_type.startswith(("audio/", "video/")):
        return _SOUND
    path = urlsplit(name).path if "://" in name else name
    return _ENDINGS.get(PurePath(path).suffix.lower()[1:])


def _text(data: bytes) -> str | None:
    """The beginning as text, good enough for telling kinds; None where it is not text."""
    head = data[:_HEAD]
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
        if text.count("\ufffd") > 1 + len(text) // 50:
            return None
    else:
        text = head.removeprefix(BOM_UTF8).decode("utf-8", "replace")
    controls = sum(1 for character in text if character < " " and character not in _TEXT_CONTROLS)
    return None if "\x00" in text or controls > len(text) // 20 else text


def _by_marks(head: str, data: bytes, expected: Kind | Unreadable | None) -> Kind | Unreadable | None:
    """Kinds that show themselves so clearly that the ending does not matter."""
    tag = _first_tag(head)
    if tag == "html":
        return Kind.HTML
    if tag in {"rss", "feed", "rdf:rdf"}:
        return Kind.FEED
    if expected is Kind.HTML:
        return None
    if tag and head.lstrip().startswith("<?xml"):
        return _IMAGE if tag == "svg" else _XML
    if re.match(r"From \S+ .{0,60}\d{4}\r?\n>?[A-Za-z-]{1,60}[: ]", head):
        return Kind.MAILBOX
    headers = _mail_headers(head)
    if "from" in headers and headers & _MAIL_MARKS:
        return Kind.MAIL
    if _is_known_header(head):
        return Kind.CSV
    return _json_kind(head, data)


def _by_weak_marks(head: str) -> Kind | None:
    """Kinds that are a good guess where neither ending nor declared type says anything (standard input above all)."""
    if _first_tag(head) in _HTML_TAGS:
        return Kind.HTML
    headers = _mail_headers(head)
    return Kind.MAIL if "from" in headers and headers & {"to", "date", "subject"} else None


def _first_tag(head: str) -> str:
    """The name of the first element, in lower case; "" where the text does not begin with one."""
    rest = head.lstrip("\ufeff \t\r\n")
    for _ in range(20):
        for start, end in (("<!--", "-->"), ("<?", "?>")):
            if rest.startswith(start):
                rest = rest.partition(end)[2].lstrip()
                break
        else:
            if rest[:9].lower() != "<!doctype":
                break
            if rest[9:15].strip().lower().startswith("html"):
                return "html"
            rest = rest.partition(">")[2].lstrip()
    match = re.match(r"<([A-Za-z][\w:.-]{0,60})[\s/>]", rest)
    return match[1].lower() if match else ""


def _mail_headers(head: str) -> set[str]:
    """The names of the header lines that the text begins with; empty where its first block is something else."""
    names: set[str] = set()
    for line in head.lstrip("\r\n").splitlines():
        if not line.strip():
            break
        if line[0] in " \t" and names:
            continue
        if not _MAIL_HEADER.match(line):
            return set()
        names.add(line.partition(":")[0].lower())
    return names


def _is_known_header(head: str) -> bool:
    """Whether the first line names columns of a table of ours and nothing else, `text` among them."""
    line = head.lstrip("\ufeff \t\r\n").split("\n", 1)[0][:500]
    for delimiter in DELIMITERS:
        names = [name.strip(" \r\"'").lower() for name in line.split(delimiter)]
        if len(names) > 1 and "text" in names and set(names) <= set(COLUMNS):
            return True
    return False


def _json_kind(head: str, data: bytes) -> Kind | None:
    """JSONL where the first line is a whole object, JSON where the whole is one; None for everything else."""
    start = head.lstrip("\ufeff \t\r\n")
    if not re.match(r'\{\s*"|\[\s*\{', start):
        return None
    text = data.removeprefix(BOM_UTF8).lstrip()
    if start.startswith("{") and _is_json(text.split(b"\n", 1)[0]):
        return Kind.JSONL
    return Kind.JSON if _is_json(text) else None


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
