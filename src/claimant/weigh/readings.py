"""What each position may mean: who may be speaking, of whom, and on which hypotheses that bears.

A resolved position has one reading. One with an undecided target has a reading per candidate, each with its share; one with
an undecided speaker has one per candidate and one as a stranger's, of which `strongest` takes the weakest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache

from claimant.model import (
    ActorKind,
    Case,
    Hypothesis,
    HypothesisKind,
    Linked,
    Position,
    Relation,
    Role,
    Stance,
    Undecided,
    Unnamed,
    Who,
)
from claimant.weigh.ratios import BLAMES, SAME_SIDE, SOFT

ACCIDENT = "accident"
"""The target of a position that says nobody attacked: `Linked("accident")`."""

PRESS = "\0the press"
"""The one side of all outlets that speak in their own voice and belong to nobody: a hundred papers that state the same
accusation without a source are not a hundred witnesses. A choice, not measured: the coded cases have no narrators."""


_KINDS = {
    Role.CARRIED_OUT: HypothesisKind.ACTOR,
    Role.DIRECTED: HypothesisKind.DIRECTED,
    Role.SUPPORTED: HypothesisKind.SUPPORTED,
    Role.STAGED: HypothesisKind.STAGED,
}


class Direction(StrEnum):
    """Whether a position speaks for or against its target having done it."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Voice:
    """One way to take the speaker: `speaker` and `side` are None for nobody known; `rows` of the table multiply.

    For claims and denials `rows` stays empty here: they depend on who else claims (`weights.py`).
    """

    speaker: str | None
    side: str | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """One way to take the target, at `share` of the belief (0 to 1).

    `answer` is the hypothesis that the target amounts to (a unit of a candidate is that candidate), so that a side which
    names a state, its ministry and its minister has spoken once. `bearing` is m: its power on each hypothesis, 0 to 1.
    """

    target: str
    side: str
    answer: tuple[str, HypothesisKind]
    share: float
    bearing: tuple[float, ...]
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A position with its readings. `certain` is False where speaker or target is undecided.

    `tie` orders pieces that weigh the same: early ones first, then by id; never by name, so that renaming changes nothing.
    """

    position: Position
    direction: Direction
    aims: tuple[Aim, ...]
    certain: bool
    tie: tuple[object, ...]

    @property
    def bears(self) -> bool:
        """Whether any reading touches any hypothesis."""
        return any(any(aim.bearing) for aim in self.aims)


def gather(case: Case) -> tuple[Piece, ...]:
    """Every position of the case with its readings, in the order of the case; needs the hypotheses to be set."""
    scene = Scene(case)
    return tuple(scene.piece(position) for position in case.positions)


class Scene:
    """Sides and relations on the day of the incident, looked up once."""

    def __init__(self, case: Case) -> None:
        day = case.incident.date.day if case.incident.date else None
        self.hypotheses = case.hypotheses
        self.sides = lru_cache(maxsize=None)(lambda actor: case.sides(actor, day))
        self.signs = _signs(case.relations, day.year if day else None)
        self.press = {actor.id for actor in case.actors if actor.kind is ActorKind.MEDIA and not actor.part_of}
        self.candidates = {actor for hypothesis in case.hypotheses if (actor := actor_of(hypothesis))}
        self.by_kind: dict[HypothesisKind, set[str]] = {}
        for hypothesis in case.hypotheses:
            if actor := actor_of(hypothesis):
                self.by_kind.setdefault(hypothesis.kind, set()).add(actor)
        self.candidate_sides = {self.sides(actor)[-1] for actor in self.candidates}

    def piece(self, position: Position) -> Piece:
        """The position with its readings."""
        target = position.target
        if isinstance(target, Unnamed) and position.stance in {Stance.CLAIMS, Stance.DENIES}:
            target = position.speaker  # who claims or denies without naming anybody speaks of itself
        aims = _joined(self._aim(position, who, share) for who, share in _shares(target))
        direction = Direction.FOR if position.stance in {Stance.CLAIMS, Stance.BLAMES} else Direction.AGAINST
        certain = _decided(position.speaker) and not isinstance(target, Undecided)
        when = position.date.key if position.date else (date.max, datetime.max.replace(tzinfo=UTC))
        tie = (*when, position.id)
        return Piece(position, direction, aims, certain, tie)

    def _aim(self, position: Position, target: str, share: float) -> Aim:
        parts = self.sides(target)
        kind = _KINDS[position.role]
        # an answer of its own for the role that is spoken of, where the case has one; else the actor's own answer
        meant = kind if any(h.kind is kind and actor_of(h) in parts for h in self.hypotheses) else HypothesisKind.ACTOR
        bearing = tuple(self._bearing(target, hypothesis, meant) for hypothesis in self.hypotheses)
        answer = next((part for part in parts if part in self.candidates), target)
        return Aim(target, parts[-1], (answer, meant), share, bearing, self._voices(position, target))

    def _bearing(self, target: str, hypothesis: Hypothesis, meant: HypothesisKind) -> float:
        """m: 1 for the target, or the nearest hypothesis that it is part of; .7 for another of its side; 0 for everybody else.

        Only the nearest: a battalion that is part of the army, which is part of the state, is the army's case where both
        the army and the state are answers, for answers exclude each other. Who is accused without a role that is an answer of
        its own is accused in all of its answers.
        """
        if hypothesis.kind is HypothesisKind.ACCIDENT or target == ACCIDENT:
            return float(hypothesis.kind is HypothesisKind.ACCIDENT and target == ACCIDENT)
        actor = actor_of(hypothesis)
        if actor is None or (meant is not HypothesisKind.ACTOR and hypothesis.kind is not meant):
            return 0.0
        if actor == next((part for part in self.sides(target) if part in self.by_kind[hypothesis.kind]), None):
            return 1.0
        return SAME_SIDE if self.sides(actor)[-1] == self.sides(target)[-1] else 0.0

    def _voices(self, position: Position, target: str) -> tuple[Voice, ...]:
        match position.speaker:
            case Linked(actor):
                return (self._voice(position, target, actor, actor),)
            case Unnamed(_, side) if side is not None:
                of_side = self._voice(position, target, None, side)
                return tuple(dict.fromkeys((of_side, Voice(None, of_side.side, self._rows(position, None, target)))))
            case Unnamed():
                return (self._voice(position, target, None, None),)
            case Undecided(_, candidates):
                known = (self._voice(position, target, actor, actor) for actor, _ in candidates)
                return tuple(dict.fromkeys((*known, self._voice(position, target, None, None))))

    def _voice(self, position: Position, target: str, speaker: str | None, source: str | None) -> Voice:
        return Voice(speaker, self.side_of(position, source), self._rows(position, source, target))

    def side_of(self, position: Position, source: str | None) -> str | None:
        """Whose side the source speaks for; outlets in their own voice that belong to nobody are one."""
        side = None if source is None else self.sides(source)[-1]
        return PRESS if position.narrator and side in self.press else side

    def rivals(self, source: str, side: str) -> bool:
        """Whether the source's own side is an answer too, beside the side that it accuses."""
        own = self.sides(source)[-1]
        return own in self.candidate_sides and own != side

    def _rows(self, position: Position, source: str | None, target: str) -> tuple[str, ...]:
        """The rows of the table for blames, clears and doubts by `source`; a stranger counts as the weakest relation."""
        match position.stance:
            case Stance.BLAMES:
                rows, soft = [BLAMES[position.basis]], position.basis in SOFT
                if source is not None and self.sign(source, target) < 0:
                    rows.append("hostile speaker, soft basis" if soft else "hostile speaker, hard basis")
                if soft and source is not None and self.rivals(source, self.sides(target)[-1]):
                    rows.append("own side is a candidate, soft basis")
                return tuple(rows)
            case Stance.CLEARS | Stance.DOUBTS:
                sign = 1 if source is None else self.sign(source, target)
                return (("clears, hostile", "clears, neutral", "clears, friend")[sign + 1],)
            case _:
                return ()

    def sign(self, a: str, b: str) -> int:
        """How two actors stand to each other: their own relation, else the nearest that they inherit, else by side."""
        pairs = sorted((i + j, i, x, y) for i, x in enumerate(self.sides(a)) for j, y in enumerate(self.sides(b)))
        for _, _, x, y in pairs:
            if (sign := self.signs.get((x, y))) is not None:
                return sign
        return 1 if self.sides(a)[-1] == self.sides(b)[-1] else 0


def signs_of(case: Case) -> Callable[[str, str], int]:
    """How two actors of the case stand to each other: -1, 0 or 1; their own relation, else what their sides inherit."""
    return Scene(case).sign


def _joined(aims: Iterable[Aim]) -> tuple[Aim, ...]:
    """Aims at one answer as one, with their shares together; the likeliest first, whatever the order of candidates."""
    found: dict[tuple[object, ...], Aim] = {}
    for aim in aims:
        key = aim.answer, aim.bearing
        known = found.get(key)
        found[key] = aim if known is None else replace(known, share=known.share + aim.share)
    return tuple(sorted(found.values(), key=lambda aim: (-aim.share, [-bearing for bearing in aim.bearing])))


def actor_of(hypothesis: Hypothesis) -> str | None:
    """The actor that an answer names; None for an accident and for somebody not named yet."""
    if hypothesis.kind in {HypothesisKind.ACCIDENT, HypothesisKind.UNNAMED}:
        return None
    return hypothesis.actor or hypothesis.id.rpartition(":")[2]


def _decided(speaker: Who) -> bool:
    """Whether there is one way to take the speaker; strangers of no known side are one side of their own."""
    return isinstance(speaker, Linked) or (isinstance(speaker, Unnamed) and speaker.side is None)


def _shares(target: Who) -> tuple[tuple[str, float], ...]:
    """Whom the target may be, with shares that sum to at most 1; what is left of 1 is nobody that we know."""
    match target:
        case Linked(actor):
            return ((actor, 1.0),)
        case Undecided(_, candidates):
            scores: dict[str, float] = {}
            for actor, score in candidates:
                scores[actor] = max(scores.get(actor, 0.0), min(1.0, max(0.0, score)))
            total = max(1.0, sum(sorted(scores.values())))
            return tuple((actor, score / total) for actor, score in scores.items())
        case _:
            return ()


def _signs(relations: tuple[Relation, ...], year: int | None) -> Mapping[tuple[str, str], int]:
    """Relations that held in the year of the incident, both ways round; where two contradict, the more hostile one."""
    signs: dict[tuple[str, str], int] = {}
    for relation in relations:
        if year is None or (relation.start or 0) <= year <= (relation.end or 9999):
            for pair in ((relation.a, relation.b), (relation.b, relation.a)):
                signs[pair] = min(signs.get(pair, 1), max(-1, min(1, relation.sign)))
    return signs
