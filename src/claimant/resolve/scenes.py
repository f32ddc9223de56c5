"""What one document gives as context for its mentions: known names and where they stand, and the states it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from claimant.model import ActorKind, Document, Who
from claimant.resolve.gazetteer import Gazetteer, Match
from claimant.text import fold_name

_NEAR = 1500
"""Characters back to which "the ministry" still means the ministry that was named: some paragraphs."""


@dataclass(slots=True)
class Scene:
    """What one document gives as context: known names and where they stand, and its country.

    `countries` weighs states by how often they are meant; `theatre` is the state that the whole case is mostly about;
    `aliases` maps a last name to whom it meant before, with all the words of that name.
    """

    folded: str
    matches: Sequence[Match]
    countries: Counter[str]
    groups: Sequence[tuple[int, str]]
    present: frozenset[str]
    theatre: str | None = None
    aliases: dict[str, tuple[Who, frozenset[str]]] = field(default_factory=dict)
    starts: Sequence[int] = ()

    def __post_init__(self) -> None:
        self.starts = [match.start for match in self.matches]

    def within(self, start: int, end: int) -> Sequence[Match]:
        """The known names that begin in [start, end), in order."""
        return self.matches[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def body_before(self, head: str, offset: int) -> tuple[Match, Match] | None:
        """The last institution with its state beside it ("Russia's Foreign Ministry") whose name ends like "the ministry"."""
        near = self.within(max(0, offset - _NEAR), offset)
        for place, body in zip(reversed(near[:-1]), reversed(near[1:]), strict=True):
            if (
                place.sort in {"state", "demonym"}
                and body.sort in {"body", "office"}
                and 0 < body.start - place.end < 10
            ):
                if (
                    self.folded[body.start : body.end].endswith(f" {head}")
                    or self.folded[body.start : body.end] == head
                ):
                    return place, body
        return None

    @property
    def home(self) -> tuple[tuple[str, float], ...]:
        """The states the document is about with their shares, most first; those under a tenth are left out."""
        total = sum(self.countries.values())
        return tuple((state, count / total) for state, count in self.countries.most_common(4) if count * 10 >= total)


def scene(document: Document, gazetteer: Gazetteer, *, around: Mapping[str, float]) -> Scene:
    """The context that a document gives. `around` are the states of the whole case with weights, which settle what the document leaves open."""
    folded = fold_name(document.text)
    year = document.source.date.day.year if document.source.date else None
    matches = [gazetteer.in_year(match, year) for match in gazetteer.find(folded, document.text)]
    countries: Counter[str] = Counter()
    for match in matches:
        if match.sort in {"state", "demonym"} and len(match.actors) == 1:
            countries[match.actors[0]] += 2 if match.start < 400 else 1
        elif match.sort in {"capital", "metonym"}:
            countries[match.actors[0].removesuffix("-government")] += 1
    for found in gazetteer.find(fold_name(document.source.place or "")):
        match = gazetteer.in_year(found, year)
        if match.sort in {"state", "capital", "metonym"}:
            countries[match.actors[0].removesuffix("-government")] += 3
    for state, weight in around.items():
        countries[state] += 4 * weight  # type: ignore[assignment]  # Counter takes shares as well
    named = [match for match in matches if match.sort == "name" and len(match.actors) == 1]
    groups = tuple(_groups(matches, folded, countries, gazetteer))
    theatre = next((state for state, weight in around.items() if weight >= 0.5), None)
    return Scene(folded, matches, countries, groups, frozenset(m.actors[0] for m in named), theatre)


def _groups(
    matches: Sequence[Match], folded: str, countries: Counter[str], gazetteer: Gazetteer
) -> Iterator[tuple[int, str]]:
    """Where armed groups are named for sure, and where an acronym ("ELN") can mean only one in a text about these states."""
    for match in matches:
        ids = match.actors if match.sort == "name" else ()
        if match.sort == "weak" and folded[match.start : match.end] in gazetteer.acronyms:
            ids = tuple(id for id in match.actors if countries[gazetteer.entries[id].country or ""])
        if len(ids) == 1 and gazetteer.entries[ids[0]].kind is ActorKind.ARMED_GROUP:
            yield match.start, ids[0]
