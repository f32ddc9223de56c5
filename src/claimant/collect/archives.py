"""Files that hold many captures of their own: web archives (WARC, ISO 28500; the one door to warcio) and mailboxes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from claimant.collect.captures import Found, capture, failure, part, shown, web_address, words
from claimant.collect.kinds import MEDIA_TYPES, Kind, content_type, recognise
from claimant.collect.unpack import inflate, too_large
from claimant.errors import SourceError, TooLarge
from claimant.model import Capture, Failure

_PAGES = {"text/html", "application/xhtml+xml", "text/plain", "application/pdf"}
_CHUNK = 1 << 16


def pages(found: Found, most: int) -> Iterator[Capture | Failure]:
    """One capture for each page in a web archive: a response with success that is HTML, plain text or PDF.

    Address and time are the record's own (WARC-Target-URI, WARC-Date). A record that is cut or damaged is a failure;
    all before it are kept. The pages together may have `most` bytes unpacked; the first above it ends the reading.
    """
    left = most
    for number, record in enumerate(_records(found), start=1):
        if isinstance(record, Failure):
            yield record
            return
        if not _is_page(record):
            continue
        name = f"record {number}"
        try:
            page = _page(found, name, record, left, most)
        except TooLarge as error:
            yield failure(error)
            return
        except SourceError as error:
            yield failure(error)
            continue
        left -= len(page.data)
        kind = recognise(page.data, page.address or "", page.media_type)
        yield capture(page, MEDIA_TYPES[kind] if kind in (Kind.HTML, Kind.PDF) else MEDIA_TYPES[Kind.TEXT])


def _records(found: Found) -> Iterator[Any]:
    """The archive's records; a failure in place of the first that cannot be read."""
    records = WARCIterator(io.BytesIO(found.data))
    while True:
        try:
            # warcio writes its warnings to standard error; what they warn of is seen in the record's length.
            with redirect_stderr(io.StringIO()):
                record = next(records)
        except StopIteration:
            # A record cut inside its headers is the end for warcio; every whole record ends with two line breaks.
            if found.whole and not found.data.endswith((b"\n\r\n", b"\n\n")):
                yield Failure(
                    source=found.source,
                    problem="The web archive breaks off before its end; the complete pages before were kept.",
                    remedy="Fetch the archive again.",
                )
            return
        except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, TypeError, OSError) as error:
            yield Failure(
                source=found.source,
                problem=f"The web archive is damaged here ({words(error)}); the pages before were kept.",
                remedy="Fetch the archive again.",
            )
            return
        yield record


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or not record.http_headers:
        return False
    if not str(record.http_headers.get_statuscode()).startswith("2"):
        return False  # a redirect or an error page is no report
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        is_robots = urlsplit(address).path == "/robots.txt"
    except ValueError:
        return False
    declared, _ = content_type(record.http_headers.get_header("Content-Type"))
    return declared in _PAGES and not is_robots


def _page(found: Found, name: str, record: Any, left: int, most: int) -> Found:
    source = f"{found.source} {name}"
    packed = record.raw_stream.read()
    if len(packed) < record.payload_length:
        raise SourceError(
            source, "The record breaks off before its end; those before were kept.", "Fetch the archive again."
        )
    stream: Any = io.BytesIO(packed)
    if (record.http_headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        stream = ChunkedDataReader(stream)
    encoding = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    pieces, size = [], 0
    for piece in inflate(iter(lambda: stream.read(_CHUNK), b""), encoding, source):
        size += len(piece)
        if size > left:
            raise too_large(found.source, most, unpacked=True)
        pieces.append(piece)
    if not size:
        raise SourceError(source, "The page is empty.", "Leave it out.")
    declared, charset = content_type(record.http_headers.get_header("Content-Type"))
    return part(
        found,
        name,
        b"".join(pieces),
        address=web_address(shown(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")),
        media_type=declared,
        charset=charset,
        collected=_moment(record.rec_headers.get_header("WARC-Date")) or found.collected,
    )


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((text or "").strip().replace("Z", "+00:00"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


# ---------------------------------------------------------------- mailboxes

_FROM_LINE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From \S+ [^\n]*\d{4}\r?\n")


def messages(found: Found) -> Iterator[Capture | Failure]:
    """One capture for each message of a mailbox (mbox, RFC 4155), named "SOURCE message N", without its From line."""
    starts = list(_FROM_LINE.finditer(found.data))
    ends = [match.start() for match in starts[1:]]
    if found.whole:
        ends.append(len(found.data))  # else the last message was cut
    for number, (start, end) in enumerate(zip(starts, ends, strict=False), start=1):
        # "From " at the beginning of a line was written as ">From " to tell it from the separating lines.
        message = re.sub(rb"(?m)^>(>*From )", rb"\1", found.data[start.end() : end])
        if message.strip():
            yield capture(part(found, f"message {number}", message), MEDIA_TYPES[Kind.MAIL])
