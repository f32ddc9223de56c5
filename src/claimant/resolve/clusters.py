"""Other incidents as things of their own: what places of several documents tell of them, put together where it is one incident.

Two places tell of one incident where they share what was struck, or the day and place, and nothing speaks against it: another
day, another place, another kind of deed, another thing struck. So two attacks of one kind in one city in one week stay apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from claimant.model import OtherIncident, Standing
from claimant.resolve.called import HEADS, stems
from claimant.resolve.deeds import NEW, SERIES, fits
from claimant.resolve.times import MONTHS
from claimant.resolve.told import UNTOLD, Other
from claimant.text import fold_name

_CLOSE = timedelta(days=1)
"""Reports of one deed differ by a day: it was night, or another zone."""
_NEARBY = 600
"""Characters within which "the bombing" and "the blast" of one document are one, where it says no more of either."""
_LATEST = 50
"""Incidents alike in one thing that a place is compared with, the latest: bounds the time on hostile texts."""
_NARROW = 31
"""A time of at most so many days is worth something as a sign that two places tell of one deed."""

_COMMON = HEADS | stems(
    "troops soldiers policemen officers guerrillas rebels unit units forces force barracks base convoy vehicle vehicles patrol post posts military "
    "leaders leader workers union peasants politicians journalists judges judge bus buses car train house home homes residence office offices store "
    "security guard commander minister president candidate population neighborhood neighborhoods village department province region district".split()
)
"""Words of what was struck that are struck again and again: they do not make two deeds one."""


Holder = tuple[str, int]
"""What hangs on a sighting: a list's name and the place in it."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place of one document that tells of another incident, and which statement or figure hangs on it (`holder`)."""

    other: Other
    holder: Holder
    statement: str | None


@dataclass(slots=True, eq=False)
class _Cluster:
    members: list[Sighting] = field(default_factory=list)
    documents: dict[str, int] = field(default_factory=dict)  # with the last place in each
    times: set[str] = field(default_factory=set)
    words: frozenset[str] = frozenset()
    first: date = date.min
    last: date = date.max
    kind: str = "attack"
    place: tuple[str, str] | None = None

    def add(self, one: Sighting) -> None:
        other = one.other
        self.members.append(one)
        self.documents[other.document] = other.at
        self.words = self.words or _words(
            other
        )  # the first's alone: else one would lead to the next, and all run together
        if other.when:
            self.times.add(other.when.text)
        if other.when and other.when.first and other.when.last:
            self.first, self.last = max(self.first, other.when.first), min(self.last, other.when.last)
            if self.first > self.last:  # a day apart
                self.first, self.last = self.last, self.first
        if other.deed and self.kind == "attack":
            self.kind = other.deed.kind
        self.place = self.place or other.place

    def holds(self, other: Other) -> bool:
        """Whether the place tells of this incident: nothing against it, and something for it."""
        kind = other.deed.kind if other.deed else "attack"
        same_document = other.document in self.documents
        if SERIES in {kind, self.kind}:
            return kind == self.kind and same_document
        if not (fits(kind, frozenset({self.kind})) or fits(self.kind, frozenset({kind}))):
            return False
        if other.place and self.place and other.place[1] != self.place[1]:
            return False
        first, last = (other.when.first, other.when.last) if other.when else (None, None)
        agrees = False
        if first and last and self.first > date.min:
            if first > self.last + _CLOSE or last < self.first - _CLOSE:
                return False
            agrees = min((last - first).days, (self.last - self.first).days) <= _NARROW
        words = _words(other)
        if words and same_document and words == self.words:
            return True
        if words and self.words:
            shared = (words & self.words) - _COMMON
            names = any(not word.endswith("s") for word in shared) and bool(other.deed and other.deed.told != NEW)
            return bool(shared) and (agrees or len(shared) > 1 or names)
        if kind != self.kind:
            return False
        if not words | self.words and not other.when and not self.times:
            return same_document and abs(self.documents[other.document] - other.at) < _NEARBY
        same_time = other.when is not None and other.when.text in self.times
        there = bool(other.place and self.place)
        return (same_document and same_time) or (agrees and first == last and there and kind != "attack")


class _Index:
    """The clusters by what they have in common with a place that is to be put: only the latest few of each are looked at."""

    def __init__(self) -> None:
        self._found: dict[object, list[_Cluster]] = {}

    def near(self, other: Other) -> Iterator[_Cluster]:
        for key in self._keys(other):
            yield from self._found.get(key, [])[-_LATEST:]

    def put(self, other: Other, cluster: _Cluster) -> None:
        for key in self._keys(other):
            some = self._found.setdefault(key, [])
            if cluster not in some[-_LATEST:]:
                some.append(cluster)

    @staticmethod
    def _keys(other: Other) -> Iterator[object]:
        yield from (("word", word) for word in sorted(_words(other) - _COMMON))
        yield "document", other.document
        if other.when and other.when.day:
            yield "day", other.when.day


def others(sightings: Iterable[Sighting], when: date | None) -> tuple[tuple[OtherIncident, ...], dict[Holder, str]]:
    """The other incidents, earliest first and those without a time last; and of each holder the id of its incident.

    `when` is the day of the question's incident. The order in which sightings are given changes nothing.
    """
    clusters: list[_Cluster] = []
    index = _Index()
    for one in sorted(sightings, key=_key):
        found = next((cluster for cluster in index.near(one.other) if cluster.holds(one.other)), None)
        if found is None:
            found = _Cluster()
            clusters.append(found)
        found.add(one)
        index.put(one.other, found)
    told = sorted(((_incident(cluster, when), cluster) for cluster in clusters), key=lambda pair: _order(*pair))
    taken: Counter[str] = Counter()
    incidents: list[OtherIncident] = []
    holders: dict[Holder, str] = {}
    for incident, cluster in told:
        taken[incident.id] += 1
        number = taken[incident.id]
        named = incident if number == 1 else replace(incident, id=f"{incident.id}-{number}")
        incidents.append(named)
        holders |= {one.holder: named.id for one in cluster.members}
    return tuple(incidents), holders


def _words(other: Other) -> frozenset[str]:
    return frozenset(stems(other.deed.words)) if other.deed else frozenset()


def _key(one: Sighting) -> tuple[object, ...]:
    """Those that tell most first: a day, then words; then by document and place."""
    when = one.other.when
    exact = when.first if when and when.first else date.max
    return (
        when is None or when.day is None,
        exact,
        not _words(one.other),
        one.other.document,
        one.other.at,
        one.holder,
    )


def _incident(cluster: _Cluster, when: date | None) -> OtherIncident:
    others = [one.other for one in cluster.members]
    label = _usual(other.label for other in others)
    known = cluster.first > date.min and cluster.last < date.max
    words = _usual(other.when.text for other in others if other.when)
    told = _time(cluster.first, cluster.last) if known else words
    title = f"{label}: {told}" if label == UNTOLD else f"{label}, {told}" if told else label
    standing = Standing.UNKNOWN
    if known and when:
        standing = (
            Standing.EARLIER
            if cluster.last < when - _CLOSE
            else Standing.LATER
            if cluster.first > when + _CLOSE
            else Standing.SAME_TIME
        )
    elif any(other.when for other in others):
        standing = Standing.EARLIER  # "years ago", "an earlier attack"
    return OtherIncident(
        id=re.sub(r"[^a-z0-9]+", "-", fold_name(title)).strip("-")[:80] or "incident",
        label=title[:1].upper() + title[1:],
        kind=None if cluster.kind in {"attack", SERIES} else cluster.kind,
        first=cluster.first if known else None,
        last=cluster.last if known else None,
        time=told,
        standing=standing,
        place=_usual(other.place[0] for other in others if other.place) or None,
        names=tuple(
            dict.fromkeys(other.label for other in sorted(others, key=lambda other: (other.document, other.at)))
        ),
        documents=tuple(sorted({other.document for other in others})),
        statements=tuple(sorted({one.statement for one in cluster.members if one.statement})),
    )


def _usual(labels: Iterable[str]) -> str:
    """The one used most; of several the longest, then the first by letters."""
    counted = Counter(labels)
    return min(counted, key=lambda label: (-counted[label], -len(label), label), default="")


def _time(first: date, last: date) -> str:
    """The days as a reader writes them: "29 April 2024", "May 2009", "2009", "1980 to 1989"."""
    if first == last:
        return f"{first.day} {MONTHS[first.month - 1].title()} {first.year}"
    if (last - first).days == 1:
        return f"{_time(first, first)} or the day after"
    if (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1].title()} {first.year}"
    return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"


def _order(incident: OtherIncident, cluster: _Cluster) -> tuple[object, ...]:
    first = cluster.members[0].other
    return (incident.first is None, incident.first or date.max, incident.label, first.document, first.at)
