"""What every kind of source has in common: bytes just found, and how captures and failures are made of them."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from claimant.errors import SourceError
from claimant.model import Capture, Failure, Hints

# Characters that could forge a second line, hide a word or turn the reading direction on the reader's screen:
# controls, line separators, direction overrides; and half characters, which cannot be written as UTF-8.
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")

LONGEST_HINT = 1000
"""Characters above which a column or field cannot be a title, a name or a date; it is left out, never cut."""

MOST_FAILURES = 50
"""Failures named one by one for one table or archive; the rest is counted in one more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Bytes with where and when they were found, before anyone knows what kind they are.

    `source` is what failures and captures show, `name` the file name whose ending may tell the kind.
    `media_type` and `charset` are what the outside named (an HTTP header), or None. `whole` is False where a
    compressed file broke off: then only complete rows and records of `data` may be used.
    """

    data: bytes
    source: str
    name: str
    collected: datetime
    address: str | None = None
    media_type: str | None = None
    charset: str | None = None
    hints: Hints = field(default_factory=Hints)
    whole: bool = True


def capture(found: Found, media_type: str) -> Capture:
    """The bytes found, as a capture of this media type."""
    return Capture(
        data=found.data,
        sha256=hashlib.sha256(found.data).hexdigest(),
        source=found.source,
        address=found.address,
        media_type=media_type,
        charset=found.charset,
        collected=found.collected,
        hints=found.hints,
    )


def part(found: Found, name: str, data: bytes, **changes: object) -> Found:
    """One row, record or message of what was found, named "SOURCE NAME"; the outside's charset is not its own."""
    blank: dict[str, object] = {"media_type": None, "charset": None, "whole": True}
    return replace(found, source=f"{found.source} {name}", data=data, **(blank | changes))  # type: ignore[arg-type]


def failure(error: SourceError) -> Failure:
    """The error as a value."""
    return Failure(source=error.source, problem=error.problem, remedy=error.remedy)


def bounded(
    items: Iterable[Capture | Failure], source: str, most: int, *, nothing: str, most_failures: int | None = None
) -> Iterator[Capture | Failure]:
    """The first `most` captures among `items`, with one more failure where there were more, or none at all.

    `nothing` says what is wrong where `items` gave neither capture nor failure. Failures after the first
    `most_failures` (None: all are given) are only counted.
    """
    captures = failures = 0
    for item in items:
        if isinstance(item, Failure):
            failures += 1
            if most_failures is None or failures <= most_failures:
                yield item
        elif captures == most:
            yield Failure(
                source=source,
                problem=f"It holds more than {most:,} documents; the first {most:,} were taken, the others left.",
                remedy="Give it in smaller parts, or raise the setting max_members.",
            )
            break
        else:
            captures += 1
            yield item
    if most_failures is not None and failures > most_failures:
        yield Failure(
            source=source,
            problem=f"{failures - most_failures:,} further parts of it could not be used either.",
            remedy="Mend those named first; the others probably have the same fault.",
        )
    if not captures and not failures:
        yield Failure(source=source, problem=nothing, remedy="Check that it is the one you meant.")


def shown(text: str) -> str:
    r"""A name as it may be printed: control, direction and half characters become escapes such as \x1b."""
    return _UNSHOWABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def words(error: BaseException, most: int = 200) -> str:
    """What a library said, on one line and no longer than `most` characters; its type where it said nothing."""
    said = " ".join(str(error).split()) or type(error).__name__
    return shown(said if len(said) <= most else said[: most - 1] + "…").rstrip(".")


def mended(text: str) -> str:
    """The text with half characters (lone surrogates) replaced by U+FFFD, so that it can be written as UTF-8."""
    return _HALF_CHARACTER.sub("\ufffd", text)


def web_address(value: str | None) -> str | None:
    """The value where it is an http(s) address, else None: nothing else may become a link in a brief."""
    return value if value and re.match(r"https?://[^\s/]", value, re.IGNORECASE) else None


def hint(value: object) -> str | None:
    """A table's or feed's value as a hint: trimmed text, or None where it is empty, too long, or not a plain value."""
    match value:
        case bool():
            return None
        case str():
            text = mended(value).strip()
        case datetime() | date():
            text = value.isoformat()
        case int():
            text = f"{value:d}" if abs(value) < 10**30 else ""
        case float():
            text = f"{value:g}" if math.isfinite(value) else ""
        case list() | tuple():
            text = ", ".join(known for known in map(hint, value[:50]) if known)
        case _:
            text = ""
    return text if text and len(text) <= LONGEST_HINT else None


def hints(columns: Mapping[str, object]) -> Hints:
    """The known columns of one row; "source" stands for the publisher where there is no column "publisher"."""
    return Hints(
        id=hint(columns.get("id")),
        title=hint(columns.get("title")),
        publisher=hint(columns.get("publisher")) or hint(columns.get("source")),
        author=hint(columns.get("author")),
        date=hint(columns.get("date")),
        language=hint(columns.get("language")),
        place=hint(columns.get("place")),
    )
