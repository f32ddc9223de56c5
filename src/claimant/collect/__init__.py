"""Collect: the world -> Capture. Files, folders, patterns, addresses, feeds, tables, web archives and standard input.

The only stage that fetches and reads files. Everything that comes in is taken for hostile: sizes, times, depths and
counts are bounded, by claimant.settings where a user may want to change them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from claimant.collect import archives, feeds, files, kinds, parquet, tables, web
from claimant.collect.captures import MOST_FAILURES, Found, bounded, capture, failure, shown, words
from claimant.collect.kinds import MEDIA_TYPES, Kind, Unreadable
from claimant.collect.unpack import gunzip
from claimant.errors import MissingExtra, SourceError
from claimant.model import Capture, Failure
from claimant.settings import Settings

__all__ = ["collect"]

_DEFAULTS = Settings()


def _utc_now() -> datetime:
    return datetime.now(UTC)


def collect(
    sources: Iterable[str | os.PathLike[str]],
    *,
    using: Settings = _DEFAULTS,
    stdin: BinaryIO | None = None,
    now: Callable[[], datetime] = _utc_now,
) -> Iterator[Capture | Failure]:
    """The captures of all sources in their order, and a failure for each source, or part of one, that gave none.

    A source is a file, a folder, a pattern ("reports/*.pdf"), an http(s) address, or "-" for standard input
    (`stdin`, or the process's own). What it is, its bytes tell first and its name's ending second. Folders are read
    to the bottom, sorted by name, without hidden files. Tables give one capture a row, web archives one a page,
    feeds one an entry. `now` gives the time of collection. Nothing is read or fetched before it is asked for.

    Raises nothing for what is wrong with a source: that is a Failure, and the others go on.
    """
    hands = _Hands(using, stdin, now)
    for source in [sources] if isinstance(sources, str) else sources:
        name = os.fspath(source)
        yield from _guarded(_shown_source(name), _from_source(name, hands))


@dataclass(frozen=True, slots=True)
class _Hands:
    """What collecting works with."""

    using: Settings
    stdin: BinaryIO | None
    now: Callable[[], datetime]

    def fetch(self, address: str) -> Found:
        answer = web.fetch(address, self.using)
        return Found(
            data=answer.data,
            source=web.without_credentials(address),
            name=answer.address,
            address=answer.address,
            media_type=answer.media_type,
            charset=answer.charset,
            collected=self.now(),
        )


def _from_source(source: str, hands: _Hands) -> Iterator[Capture | Failure]:
    if source == "-":
        data = files.read_stdin(hands.stdin, hands.using.max_bytes)
        yield from _unfold(Found(data=data, source="standard input", name="", collected=hands.now()), hands)
    elif _is_address(source):
        yield from _unfold(hands.fetch(source), hands)
    elif not source.strip():
        raise SourceError("(empty name)", "A source without a name was given.", "Give a file, a folder or an address.")
    else:
        for path in files.paths(source):
            shown_path = shown(str(path))
            yield from _guarded(shown_path, _from_path(path, hands))


def _from_path(path: Path, hands: _Hands) -> Iterator[Capture | Failure]:
    if not files.is_folder(path):
        yield from _from_file(path, hands)
        return
    yield from bounded(
        _from_folder(path, hands),
        shown(str(path)),
        hands.using.max_members,
        nothing="The folder is empty, or all in it is hidden.",
    )


def _from_folder(folder: Path, hands: _Hands) -> Iterator[Capture | Failure]:
    captures = failures = 0
    for path in files.walk(folder):
        found = [path] if isinstance(path, Failure) else _guarded(shown(str(path)), _from_file(path, hands))
        for item in found:
            captures += isinstance(item, Capture)
            failures += isinstance(item, Failure)
            yield item
    if failures and not captures:
        yield Failure(
            source=shown(str(folder)),
            problem="Nothing in the folder could be read.",
            remedy="See what is said about each file; text, PDF, HTML, Markdown, .docx and .eml files are read.",
        )


def _from_file(path: Path, hands: _Hands) -> Iterator[Capture | Failure]:
    source = shown(str(path))
    data = files.read_file(path, source, hands.using.max_bytes)
    yield from _unfold(Found(data=data, source=source, name=path.name, collected=hands.now()), hands)


def _unfold(found: Found, hands: _Hands) -> Iterator[Capture | Failure]:
    """The captures in some bytes: one for a document, one a part for tables, archives and feeds."""
    kind = kinds.recognise(found.data, found.name, found.media_type)
    match kind:
        case Unreadable():
            raise SourceError(found.source, kind.problem, kind.remedy)
        case Kind.GZIP:
            yield from _unpacked(found, hands)
            return
        case _ if kind in MEDIA_TYPES:
            if found.whole:
                yield capture(found, MEDIA_TYPES[kind])
            return
        case Kind.CSV:
            parts, nothing = tables.documents(found, tables.csv_rows(found)), "The table has no rows."
        case Kind.JSONL:
            parts, nothing = tables.documents(found, tables.jsonl_rows(found)), "The table has no rows."
        case Kind.JSON:
            parts, nothing = tables.documents(found, tables.json_rows(found)), "The table has no rows."
        case Kind.PARQUET:
            rows = parquet.parquet_rows(found, hands.using.max_bytes)
            parts, nothing = tables.documents(found, rows), "The table has no rows."
        case Kind.WARC:
            parts, nothing = archives.pages(found, hands.using.max_bytes), "The web archive holds no page with text."
        case Kind.MAILBOX:
            parts, nothing = archives.messages(found), "The mailbox holds no message."
        case _ if not found.whole:
            return
        case _:
            fetch = hands.fetch if found.address else None
            parts, nothing = feeds.entries(found, fetch), "The feed has no entries."
    guarded = _guarded(found.source, parts)  # inside the bound: what broke is said after what was kept
    yield from bounded(guarded, found.source, hands.using.max_members, nothing=nothing, most_failures=MOST_FAILURES)


def _unpacked(found: Found, hands: _Hands) -> Iterator[Capture | Failure]:
    data, problem = gunzip(found.data, found.source, hands.using.max_bytes)
    if data.startswith(b"\x1f\x8b"):
        raise SourceError(found.source, "It is compressed more than once.", "Unpack it and give the file inside.")
    if data:
        name = re.sub(r"\.gz(?=$|[?#])", "", found.name, flags=re.IGNORECASE)
        yield from _unfold(replace(found, data=data, name=name, media_type=None, whole=problem is None), hands)
    if problem:
        yield Failure(
            source=found.source,
            problem=f"{problem} Complete rows, pages and messages before that were kept, single documents are not.",
            remedy="Fetch or compress it again.",
        )
    elif not data:
        raise SourceError(found.source, "There is nothing in the compressed file.", "Check that the text was saved.")


def _guarded(source: str, items: Iterator[Capture | Failure]) -> Iterator[Capture | Failure]:
    """The items; an error on the way becomes the last of them, so that the next source goes on."""
    try:
        yield from items
    except SourceError as error:
        yield failure(error)
    except MissingExtra as error:
        yield Failure(source=source, problem=str(error), remedy="Or save it as CSV (UTF-8).")
    except Exception as error:
        # The last resort for libraries that fail on hostile bytes in ways they do not document.
        yield Failure(
            source=source,
            problem=f"It cannot be read ({type(error).__name__}: {words(error)}).",
            remedy="Save it in another format (text, PDF, HTML) and give that.",
        )


def _is_address(source: str) -> bool:
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", source) is not None


def _shown_source(source: str) -> str:
    return web.without_credentials(source) if _is_address(source) else shown(source)
