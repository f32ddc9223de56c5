"""Another incident as one place of one document tells of it: when, what, to whom, where, and what it is called there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claimant.resolve.deeds import PLACE, SERIES, Deed
from claimant.resolve.gazetteer import Match
from claimant.resolve.times import MONTHS, WEEKDAYS, Named
from claimant.text import fold_name

_IN = re.compile(r"\b(?:in|near|at|outside|around) (?:the )?$")
_IN_PLACE = re.compile(r"\b(?:in|near|at|outside) ([A-ZÀ-Ž][\w'-]+(?: [A-ZÀ-Ž][\w'-]+){0,3})")
_CALENDAR = re.compile(rf"(?:{'|'.join([*MONTHS, *WEEKDAYS])})\b")
_SMALL = frozenset("a an the of and two three four five six seven eight nine ten several".split())
NEARBY = 300
"""Characters from a deed within which its place is looked for."""
UNTOLD = "another time"
"""What an incident is called of which only the time is told."""
LABEL_WORDS = 8
"""Words of what was struck that a label has at most."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another incident as the words at `at` of a document tell of it: when, what was done to whom, and where.

    `place` is the place's name with what it is compared by: the state, where the name is a known one. `label` is what the
    document calls it.
    """

    document: str
    at: int
    when: Named | None
    deed: Deed | None
    place: tuple[str, str] | None = None
    label: str = ""

    @property
    def series(self) -> bool:
        """Whether it is not one deed but many."""
        return self.deed is not None and self.deed.kind == SERIES


def place(text: str, folded: str, known: Sequence[Match], at: int, low: int, high: int) -> tuple[str, str] | None:
    """The place named nearest to `at` in text[low:high], after "in" or the like: a known one (`known`: all matches of the
    text), else in mixed case any name.
    """
    low, high = max(low, at - NEARBY), min(high, at + NEARBY)
    found: list[tuple[int, str, str]] = []
    for index in range(bisect_left(known, low, key=lambda one: one.start), len(known)):
        match = known[index]
        if match.start >= high:
            break
        if match.sort in {"state", "capital"} and _IN.search(folded, max(low, match.start - 12), match.start):
            name = " ".join(text[match.start : match.end].split())
            found.append((abs(match.start - at), name, match.actors[0].removesuffix("-government")))
    if not found and not text.isupper():
        for named in _IN_PLACE.finditer(text, low, high):
            name = " ".join(named[1].split())
            if not _CALENDAR.match(name.lower()):
                found.append((abs(named.start() - at), name, fold_name(name)))
    return min(found)[1:] if found else None


def label(text: str, deed: Deed | None) -> str:
    """ "bombing of a bank", "attack on the mayor", "series of deeds": the kind of deed, and what it struck in the document's words."""
    if deed is None:
        return UNTOLD
    if deed.kind == SERIES:
        return "series of deeds"
    if deed.phrase is None or not deed.words:
        return deed.kind
    words = text[slice(*deed.phrase)].split()[:LABEL_WORDS]
    while len(words) > 1 and words[-1].lower() in {"of", "and", "the", "a", "an"}:
        words.pop()
    if text.isupper():
        words = [
            word.lower() if word.lower() in _SMALL else word if "." in word else word.capitalize() for word in words
        ]
    joined = "in" if deed.told == PLACE else "on" if deed.kind == "attack" else "of"
    return f"{deed.kind} {joined} {' '.join(words)}"
