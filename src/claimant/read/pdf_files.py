"""PDF files: their text layer. The one door to pypdf and, as the fast path where it is installed, pypdfium2."""

from __future__ import annotations

import io
import logging
import re
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing, suppress

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

from claimant.errors import SourceError, TooLarge
from claimant.read.found import Found, fact
from claimant.read.lines import paragraphs
from claimant.read.traced import Traced

try:
    import pypdfium2
except ImportError:  # the extra is not installed; pypdf reads the same, slower
    pypdfium2 = None

MOST_PAGES = 2_000
MOST_SECONDS = 120.0
"""Time for one file, looked at between pages."""
_SOFTWARE = ("microsoft", "adobe", "untitled", "word -", ".doc", ".indd", ".pdf", "user", "admin", "unknown")
_CUT_WORD = re.compile("[\ufffe\x02](?:\r?\n)?")  # pdfium's sign for a word that it joined over a line end
_ONE_AT_A_TIME = threading.Lock()  # pdfium is not safe to call from two threads

logging.getLogger("pypdf").addHandler(logging.NullHandler())


class _Encrypted(Exception):
    """The file asks for a password."""


def read_pdf(data: bytes, source: str, most_characters: int) -> Found:
    """The text layer of a PDF as paragraphs, with the title and author it names.

    Raises SourceError where the file is encrypted, damaged or has no text layer, TooLarge for too many pages or
    characters.
    """
    found = Found(text=Traced(""), kind="pdf")
    try:
        with closing(_pages(data, found)) as pages:  # at once, since it may hold pdfium's lock
            found.text = Traced(paragraphs(_bounded(pages, source, most_characters)))
    except SourceError:
        raise
    except _Encrypted as failure:
        raise SourceError(
            source, "The PDF is encrypted.", "Open it with its password and save or print it without one."
        ) from failure
    except Exception as failure:  # parsers of a large format on hostile input
        raise SourceError(
            source, "The PDF is damaged or not a PDF.", "Open it in a reader and save or print it as a new PDF."
        ) from failure
    if not found.text.text.strip():
        raise SourceError(
            source,
            "The PDF has no text layer; its pages are pictures.",
            "Run text recognition on it (for example ocrmypdf) and give the result.",
        )
    return found


def _bounded(pages: Iterator[str], source: str, most_characters: int) -> list[str]:
    kept: list[str] = []
    length = 0
    until = time.monotonic() + MOST_SECONDS
    for number, page in enumerate(pages, 1):
        length += len(page)
        if number > MOST_PAGES:
            raise TooLarge(
                source, f"The PDF has more than {MOST_PAGES:,} pages.", "Split it and give the part that reports."
            )
        if length > most_characters:
            raise TooLarge(
                source,
                f"The PDF's text is over the limit of {most_characters:,} characters.",
                "Split it, or raise max_characters.",
            )
        if time.monotonic() > until:
            raise TooLarge(
                source, f"Reading the PDF took over {MOST_SECONDS:.0f} seconds.", "Save its text and give that."
            )
        kept.append(page)
    return kept


def _pages(data: bytes, found: Found) -> Generator[str, None, None]:
    if pypdfium2 is not None:
        return _by_pdfium(data, found)
    return _by_pypdf(data, found)


def _by_pdfium(data: bytes, found: Found) -> Generator[str, None, None]:
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as failure:
            if "password" in str(failure).lower() or "security" in str(failure).lower():
                raise _Encrypted from failure
            raise
        try:
            with suppress(pypdfium2.PdfiumError):
                facts = document.get_metadata_dict()
                _use_facts(found, facts.get("Title"), facts.get("Author"))
            for number in range(len(document)):
                page = document[number]
                text_page = page.get_textpage()
                yield _CUT_WORD.sub("-\n", text_page.get_text_bounded())
                text_page.close()
                page.close()
        finally:
            document.close()


def _by_pypdf(data: bytes, found: Found) -> Generator[str, None, None]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise _Encrypted
        facts = reader.metadata
        if facts is not None:
            _use_facts(found, facts.title, facts.author)
        for page in reader.pages:
            yield page.extract_text()
    except (DependencyError, FileNotDecryptedError, WrongPasswordError) as failure:
        raise _Encrypted from failure


def _use_facts(found: Found, title: object, author: object) -> None:
    """Title and author as the file names them, unless the program that wrote it did. Its dates are the file's own."""
    for name, value in (("title", fact(title)), ("author", fact(author))):
        if value and not any(word in value.lower() for word in _SOFTWARE):
            setattr(found, name, value)
