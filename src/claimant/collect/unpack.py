"""Unpacking with a limit: no more than the limit is ever held, however small the packed bytes are."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator

from claimant.errors import SourceError, TooLarge

_PIECE = 1 << 18
"""Bytes unpacked at once."""


def gunzip(data: bytes, source: str, most: int) -> tuple[bytes, str | None]:
    """The unpacked bytes of a gzip file of one or many members, and what was wrong with its end (None: nothing).

    What came before a broken end is kept. Raises TooLarge above `most` bytes; then nothing is kept.
    """
    pieces: list[bytes] = []
    size = 0
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
        while True:
            try:
                piece = packed.read1(_PIECE)  # read() would lose what it had before the broken end
            except EOFError:
                return b"".join(pieces), "The compressed file breaks off before its end."
            except (OSError, zlib.error):
                return b"".join(pieces), "The compressed file is damaged."
            if not piece:
                return b"".join(pieces), None
            size += len(piece)
            if size > most:
                raise too_large(source, most, unpacked=True)
            pieces.append(piece)


def inflate(chunks: Iterable[bytes], encoding: str, source: str) -> Iterator[bytes]:
    """The pieces of an HTTP body sent as `encoding` ("gzip", "deflate", or "" for as it is), at most 256 KiB each.

    Raises SourceError where the encoding is another one, or where the packed bytes are damaged or break off.
    """
    if encoding in {"", "identity", "none"}:
        yield from chunks
        return
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise SourceError(source, "The page was sent packed in a way Claimant doesn't read.", _SAVE)
    unpacker = None
    try:
        for chunk in chunks:
            # RFC 9110 has "deflate" as zlib; some servers send it bare, which the first byte gives away.
            bare = encoding == "deflate" and chunk[:1] and chunk[0] & 0x0F != 8
            unpacker = unpacker or zlib.decompressobj(-zlib.MAX_WBITS if bare else 32 + zlib.MAX_WBITS)
            while chunk and not unpacker.eof:
                yield unpacker.decompress(chunk, _PIECE)
                chunk = unpacker.unconsumed_tail
    except zlib.error:
        raise SourceError(source, "The page was sent damaged: its packing cannot be undone.", _SAVE) from None
    if unpacker and not unpacker.eof:
        raise SourceError(source, "The page breaks off before its end.", "Try again.")


_SAVE = "Open it in a browser, save the page and give the file."


def too_large(source: str, most: int, *, unpacked: bool = False) -> TooLarge:
    """The error for a source above `most` bytes."""
    return TooLarge(
        source,
        f"It is larger than {most:,} bytes{' when unpacked' if unpacked else ''}.",
        "Give it in smaller parts, or raise the setting max_bytes.",
    )
