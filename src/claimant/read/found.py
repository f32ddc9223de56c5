"""What a reader finds in one source: its text, and what the source says about itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimant.model import Moment
from claimant.read.traced import Traced

FACT_LENGTH = 500
"""Characters that a title, name, place or note may have; longer ones are cut, since they are no such thing."""


@dataclass(slots=True, kw_only=True)
class Found:
    """What one parser found. `text` is not yet normalised.

    `aligned` says whether the text's places lead back to the decoded original. `settled` says that the parser has
    normalised the text itself, because `times` (offset in the text, moment) hang on it.
    """

    text: Traced
    kind: str
    aligned: bool = False
    settled: bool = False
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: Moment | None = None
    language: str | None = None
    address: str | None = None
    place: str | None = None
    notes: list[str] = field(default_factory=list)
    times: tuple[tuple[int, Moment], ...] = ()


_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\ud800-\udfff]"
)


def fact(value: object) -> str | None:
    """A value as one clean line, or None where it is no text or an empty one."""
    if not isinstance(value, str):
        return None
    line = _SPACE.sub(" ", _UNSEEN.sub("", value[: 4 * FACT_LENGTH])).strip()
    return line[:FACT_LENGTH].strip() or None


def web_address(value: object) -> str | None:
    """A value as an http(s) address of at most 2,000 characters, or None."""
    line = value.strip() if isinstance(value, str) else ""
    good = 0 < len(line) <= 2000 and line.lower().startswith(("http://", "https://"))
    return line if good and not _SPACE.search(line) and not _UNSEEN.search(line) else None
