"""DOCX files: paragraphs and tables in order. The one door to python-docx."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from claimant.errors import SourceError, TooLarge
from claimant.read.found import Found, fact
from claimant.read.traced import Traced

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOBODY = ("python-docx", "microsoft office user", "windows user", "user", "admin", "unknown")
MOST_MEMBERS = 5_000
_REMEDY = "Open it in a word processor and save it again as DOCX or as plain text."


def read_docx(data: bytes, source: str, most_bytes: int) -> Found:
    """The text of a DOCX with a blank line between paragraphs and " | " between the cells of a table row.

    Raises SourceError where the file is encrypted or damaged, and TooLarge where it unpacks to over `most_bytes`.
    """
    if data.startswith(_OLD_OFFICE):
        raise SourceError(source, "It is an old or an encrypted Word file.", "Save it as DOCX without a password.")
    _check_unpacked(data, source, most_bytes)
    found = Found(text=Traced(""), kind="docx")
    try:
        import docx

        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        found.text = Traced("\n\n".join(line for line in _lines(body) if line.strip()))
        facts = document.core_properties
        found.title, author = fact(facts.title), fact(facts.author)
    except Exception as failure:  # parsers of a large format on hostile input
        raise SourceError(source, "The DOCX is damaged or not a DOCX.", _REMEDY) from failure
    found.title = None if found.title and found.title.lower() == "word document" else found.title
    found.author = None if author and author.lower() in _NOBODY else author
    return found


def _check_unpacked(data: bytes, source: str, most_bytes: int) -> None:
    """Unpack every member into nothing, so that neither the declared nor the actual size can surprise the parser."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > most_bytes:
                raise _too_large(source, most_bytes)
            unpacked = 0
            for member in members:
                if member.flag_bits & 1:
                    raise SourceError(source, "The DOCX is encrypted.", "Save it without a password.")
                with archive.open(member) as stream:
                    while part := stream.read(1 << 16):
                        unpacked += len(part)
                        if unpacked > most_bytes:
                            raise _too_large(source, most_bytes)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
    ) as failure:
        raise SourceError(source, "The DOCX is damaged or not a DOCX.", _REMEDY) from failure


def _too_large(source: str, most_bytes: int) -> TooLarge:
    return TooLarge(
        source,
        f"The DOCX unpacks to more than {most_bytes:,} bytes.",
        "Save its text alone, or raise max_bytes if you trust it.",
    )


def _lines(body: Any) -> Iterator[str]:
    """Paragraphs, and rows of tables, in the order of the page; inserted words count, deleted ones do not."""
    for element in body.iter(_WORD + "p", _WORD + "tr"):
        if element.tag == _WORD + "tr":
            cells = (" ".join(map(_words, cell.findall(_WORD + "p"))).strip() for cell in element.findall(_WORD + "tc"))
            yield " | ".join(cell for cell in cells if cell)
        elif element.getparent().tag != _WORD + "tc":
            yield _words(element)


def _words(paragraph: Any) -> str:
    parts: list[str] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == _WORD + "t":
            parts.append(element.text or "")
        elif element.tag == _WORD + "tab":
            parts.append(" ")
        elif element.tag in {_WORD + "br", _WORD + "cr"}:
            parts.append("\n")
        elif element.tag == _WORD + "noBreakHyphen":
            parts.append("-")
        elif element.tag != _FALLBACK and (element.tag != _WORD + "p" or element is paragraph):
            # A paragraph inside (a text box) comes on its own; the fallback repeats what is there already.
            waiting += reversed(element)
    return "".join(parts)
