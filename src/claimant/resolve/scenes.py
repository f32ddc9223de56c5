"""What one document gives as context for its mentions: known names and where they stand, and the states it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from claimant.model import ActorKind, Document, Moment, Who
from claimant.resolve.gazetteer import Gazetteer, Match
from claimant.text import fold_name

_NEAR = 1500
"""Characters back to which "the ministry" still means the ministry that was named: some paragraphs."""
LEAST_SHARE = 0.1
"""A state with a smaller share of what a document says of states is none that the document is about."""
HALF, NEARBY = 800, 0.3
"""Characters back at which a state's name counts half, and the weight of what was named near beside what the whole document names.
Chosen on marked wires and reports; other values change little."""
_PLACED = frozenset({"state", "demonym", "capital", "metonym"})


@dataclass(slots=True)
class Scene:
    """What one document gives as context: known names and where they stand, and its country.

    `countries` weighs states by how often they are meant; `theatre` is the state that the whole case is mostly about;
    `aliases` maps a last name to whom it meant before, with all the words of that name; `said` are those decided so far,
    with their places; `open` the phrases that are being read; `persons` whether the text has a person of a state's name
    too, once it was looked for; `heading` is the document's title as a scene of its own; `publisher` the known outlet's id.
    """

    text: str
    folded: str
    matches: Sequence[Match]
    countries: Counter[str]
    groups: Sequence[tuple[int, str]]
    present: frozenset[str]
    theatre: str | None = None
    date: Moment | None = None
    heading: Scene | None = None
    publisher: str | None = None
    aliases: dict[str, tuple[Who, frozenset[str]]] = field(default_factory=dict)
    said: list[tuple[int, Who]] = field(default_factory=list)
    open: set[tuple[int, int]] = field(default_factory=set)
    persons: dict[str, bool] = field(default_factory=dict)
    starts: Sequence[int] = ()
    home: tuple[tuple[str, float], ...] = ()
    evidence: Sequence[tuple[int, str, float]] = ()
    shouted: bool = False

    def __post_init__(self) -> None:
        self.starts = [match.start for match in self.matches]
        self.home = _home(self.countries)
        self.shouted = self.text[:2000].isupper()

    @property
    def year(self) -> int | None:
        """The year of the document."""
        return self.date.day.year if self.date else None

    @property
    def leading(self) -> str | None:
        """The state that the document is mostly about: half of what it says of states, or more."""
        return self.home[0][0] if self.home and self.home[0][1] >= 0.5 else None

    def home_at(self, offset: int) -> tuple[tuple[str, float], ...]:
        """The states with their shares as they stand to a reader at that place: what was named just before weighs more."""
        if len(self.home) < 2:
            return self.home
        near: dict[str, float] = {}
        for at, state, weight in self.evidence:
            if at > offset:
                break
            near[state] = near.get(state, 0.0) + weight * 0.5 ** ((offset - at) / HALF)
        total, whole = sum(self.countries.values()), sum(near.values())
        if not whole:
            return self.home
        shares = {state: (1 - NEARBY) * count / total for state, count in self.countries.items()}
        for state, weight in near.items():
            shares[state] = shares.get(state, 0.0) + NEARBY * weight / whole
        first = sorted(shares.items(), key=lambda item: -item[1])[:4]
        return tuple((state, share) for state, share in first if share >= LEAST_SHARE)

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


def _home(countries: Counter[str]) -> tuple[tuple[str, float], ...]:
    """The states the document is about with their shares, most first; those under a tenth are left out."""
    total = sum(countries.values())
    return tuple(
        (state, count / total) for state, count in countries.most_common(4) if count >= total * LEAST_SHARE and count
    )


def scene(document: Document, gazetteer: Gazetteer, *, around: Mapping[str, float]) -> Scene:
    """The context that a document gives. `around` are the states of the whole case with weights, which settle what the document leaves open."""
    source = document.source
    year = source.date.day.year if source.date else None
    folded, matches, countries, evidence = _read(document.text, gazetteer, year)
    for found in gazetteer.find(fold_name(source.place or "")):
        match = gazetteer.in_year(found, year)
        if match.sort in {"state", "capital", "metonym", "place"} and len(match.actors) == 1:
            countries[match.actors[0].removesuffix("-government")] += 3
    heading = None
    if source.title and source.title not in document.text[:1000]:
        line, names, of_title, _ = _read(source.title[:1000], gazetteer, year)
        countries.update(of_title)
        heading = _scene(source.title[:1000], line, names, countries, gazetteer, date=source.date)
    publisher = _publisher(source.publisher, gazetteer)
    if publisher and not countries and (state := gazetteer.entries[publisher].country):
        countries[state] += 1
    alone = _scene(document.text, folded, matches, countries, gazetteer, date=source.date)
    alone.heading, alone.publisher, alone.evidence = heading, publisher, evidence
    if heading:
        alone.present |= heading.present
    return settled(alone, around) if around else alone


def settled(alone: Scene, around: Mapping[str, float]) -> Scene:
    """The scene with the states of the whole case for what the document leaves open."""
    countries = Counter(alone.countries)
    for state, weight in around.items():
        countries[state] += 4 * weight  # type: ignore[assignment]  # Counter takes shares as well
    theatre = next((state for state, weight in around.items() if weight >= 0.5), None)
    return replace(alone, countries=countries, theatre=theatre, aliases={}, said=[])


_Read = tuple[str, list[Match], Counter[str], list[tuple[int, str, float]]]


def _read(text: str, gazetteer: Gazetteer, year: int | None) -> _Read:
    folded = fold_name(text)
    matches = gazetteer.find(folded, text)
    countries: Counter[str] = Counter()
    evidence: list[tuple[int, str, float]] = []
    entries = gazetteer.entries
    for at, match in enumerate(matches):
        start, _, actors, sort = match
        if year is not None and len(actors) > 1:
            matches[at] = match = gazetteer.in_year(match, year)
            actors = match.actors
        if sort in {"state", "demonym"} and len(actors) == 1:
            countries[actors[0]] += 2 if start < 400 else 1
            evidence.append((start, actors[0], 1.0))
        elif sort in {"capital", "metonym", "place"} and len(actors) == 1:
            countries[actors[0].removesuffix("-government")] += 1
            evidence.append((start, actors[0].removesuffix("-government"), 1.0))
        elif sort == "name" and len(actors) == 1 and (state := entries[actors[0]].country):
            if entries[actors[0]].kind not in _ABROAD:
                countries[state] += 1
                evidence.append((start, state, 1.0))
    return folded, matches, countries, evidence


_ABROAD = frozenset({ActorKind.MEDIA, ActorKind.INTERNATIONAL_ORG, ActorKind.NGO, ActorKind.COMPANY})
"""Kinds of actors that work everywhere: to name one says little about where a text is set."""


def _scene(
    text: str,
    folded: str,
    matches: Sequence[Match],
    countries: Counter[str],
    gazetteer: Gazetteer,
    *,
    date: Moment | None,
) -> Scene:
    present = frozenset(match.actors[0] for match in matches if match.sort == "name" and len(match.actors) == 1)
    groups = tuple(_groups(matches, folded, countries, gazetteer))
    return Scene(text, folded, matches, countries, groups, present, date=date)


def _publisher(name: str | None, gazetteer: Gazetteer) -> str | None:
    if not name:
        return None
    for match in gazetteer.find(fold_name(name)):
        if match.sort == "name" and len(match.actors) == 1:
            return match.actors[0]
    return None


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
