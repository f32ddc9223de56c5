"""What part an actor had in the coded incidents before a day: what it did, claimed, said of others and was blamed for.

The incidents of the library name their actors in words of their own; `library_actors.json` holds who each of them is among
the known actors, with the sides of its day, nearest first. It was made by matching names, then read and corrected by hand;
names that stand for a crowd ("the press", "residents") and claims in names that nobody answers for are left out of it, and
nobody's act is laid to a person because he stands above the doer: persons have only what they said and did themselves. It also
holds the years in which a state's political order began anew: what was done under an earlier order is not told of a later one.

Whether an accusation or claim held is taken from what was established later: it held where it names the one who had done
it, a side that one is part of, or a part of it; it did not where nobody of that side had a hand in it. Where another part
of the accused side had done it, neither is said. One answer is coded as the true one, so who else had a hand in an incident,
and of whom that stayed disputed, was read from each outcome, and stands in the same file. Nothing of this moves a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from claimant.model import Actor, HypothesisKind, Linked, Part, Past, Position, Stance
from claimant.text import fold_name
from claimant.weigh.library import Known, library, linked
from claimant.weigh.readings import ACCIDENT, actor_of

CODED = "case file"
"""The source of an actor that a coded case names: its id is that file's own."""


@cache
def orders() -> Mapping[str, tuple[int, ...]]:
    """For each state that has had several: the first years of its political orders, by the state's id."""
    return {state: tuple(years) for state, years in linked()["orders"].items()}


def key_of(actor: Actor, among: Sequence[Known] | None = None) -> str | None:
    """The id by which the library knows the actor: its own, or that of the library's actors of the same name; else None.

    A state and its government are one.
    """
    ids, names = _library_keys() if among is None else _keys(among)
    own = plain(actor.id)
    if actor.source != CODED and own in ids:
        return own
    return names.get(fold_name(actor.name))


def plain(id: str) -> str:
    """The id of a state for that of its government."""
    return id.removesuffix("-government")


def order_of(side: str, day: date | None) -> int | None:
    """The first year of the political order that the state `side` had on that day (None: today); None where it has had one."""
    years = [year for year in orders().get(plain(side), ()) if day is None or year <= day.year]
    return max(years, default=None)


def past(
    key: str, day: date | None, since: int | None = None, among: Iterable[Known] | None = None
) -> tuple[Past, ...]:
    """The actor's part in the incidents before that day (None: in all), in order of time; one entry a part and other side."""
    found: list[Past] = []
    for one in library() if among is None else among:
        at = one.case.incident.date
        if at is not None and ((day is not None and at.day >= day) or (since is not None and at.day.year < since)):
            continue
        members = {actor: ids for actor, ids in one.links if key in ids}
        if members:
            found.extend(_Incident(one, key, members).parts())
    return tuple(sorted(found, key=lambda past: (past.date.key if past.date else (date.min,), past.case)))


class _Incident:
    """One incident, as it concerns one actor; `members` are its actors that are the one asked about, or parts of it."""

    def __init__(self, known: Known, key: str, members: Mapping[str, tuple[str, ...]]) -> None:
        self.known, self.case, self.key, self.members = known, known.case, key, members
        self.names = {actor.id: actor.name for actor in known.case.actors}
        self.truth = next((one for one in known.case.hypotheses if one.id == known.truth), None)
        self.doer = actor_of(self.truth) if self.truth else None

    def parts(self) -> Iterable[Past]:
        own = [one for one in self.case.positions if not one.copied and isinstance(one.speaker, Linked)]
        if self.truth and self.doer is not None and self.doer in self.members:
            staged = self.truth.kind is HypothesisKind.STAGED
            yield self._past(Part.DID, True, [self.doer], staged=staged)
        claims = [one for one in own if one.stance is Stance.CLAIMS and _speaker(one) in self.members]
        if claims:
            yield self._past(
                Part.CLAIMED,
                self._any(_target(one) or _speaker(one) for one in claims),
                [_speaker(one) for one in claims],
            )
        blames = [one for one in own if one.stance is Stance.BLAMES and self._across(one)]
        accused: dict[str, list[Position]] = {}
        for one in blames:
            if _speaker(one) in self.members:
                accused.setdefault(self.case.side(_target(one)), []).append(one)
        for side, some in accused.items():
            targets = list(dict.fromkeys(_target(one) for one in some))
            other = self._name(targets[0] if len(targets) == 1 else side)
            yield self._past(Part.ACCUSED, self._any(targets), [_speaker(one) for one in some], [other])
        against = [one for one in blames if _target(one) in self.members]
        if against:
            sides = dict.fromkeys(self.case.side(_speaker(one)) for one in against)
            others = [self._name(side) for side in sides]
            targets = [_target(one) for one in against]
            yield self._past(Part.BLAMED, self._any(targets), targets, others)

    def _across(self, position: Position) -> bool:
        """Whether it accuses somebody of another side."""
        target = _target(position)
        speaker = _speaker(position)
        if target in {"", ACCIDENT} or (speaker in self.members and target in self.members):
            return False
        return self.case.side(speaker) != self.case.side(target)

    def _any(self, named: Iterable[str]) -> bool | None:
        """Whether one of those named had done it; None where that is not established."""
        held = [self._held(one) for one in named]
        return True if True in held else None if None in held else False

    def _held(self, named: str) -> bool | None:
        if self.truth is None or named in self.known.unsettled:
            return None
        if named in self.known.also:
            return True
        if self.doer is None:
            return False  # an accident, or somebody whom nobody had named
        if named in self.case.sides(self.doer) or self.doer in self.case.sides(named):
            return True
        return None if self.case.side(named) == self.case.side(self.doer) else False

    def _past(
        self, part: Part, held: bool | None, by: Sequence[str], others: Sequence[str] = (), staged: bool = False
    ) -> Past:
        itself = any(self.members[actor][0] == self.key for actor in by)
        incident = self.case.incident
        return Past(
            case=self.known.id,
            question=self.case.question,
            date=incident.date,
            place=incident.place or "",
            part=part,
            others=tuple(others),
            through="" if itself else self._name(by[0]),
            staged=staged,
            held=held,
            established=self.known.strength,
        )

    def _name(self, actor: str) -> str:
        return self.names.get(actor, actor)


def _speaker(position: Position) -> str:
    return position.speaker.actor if isinstance(position.speaker, Linked) else ""


def _target(position: Position) -> str:
    return position.target.actor if isinstance(position.target, Linked) else ""


@cache
def _library_keys() -> tuple[frozenset[str], Mapping[str, str]]:
    return _keys(library())


def _keys(among: Sequence[Known]) -> tuple[frozenset[str], Mapping[str, str]]:
    """All ids that the library's actors have, and the one id that every actor of a name has."""
    names: dict[str, set[str | None]] = {}
    for one in among:
        links = dict(one.links)
        for actor in one.case.actors:
            names.setdefault(fold_name(actor.name), set()).add(links.get(actor.id, (None,))[0])
    ids = frozenset(id for one in among for _, some in one.links for id in some)
    sole = {name: next(iter(means)) for name, means in names.items() if len(means) == 1}
    return ids, {name: id for name, id in sole.items() if id is not None}
