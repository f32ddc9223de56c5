"""How much each position counts: the strongest of a side on one answer in full, further voices a quarter, repeats nothing.

Positions count, not reports. Positions whose speaker or target is undecided come after all decided ones and never push one
of them back; with an undecided speaker the weakest reading counts, so that a mention which nobody resolved cannot weigh as
if it were.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import TypeAlias

from claimant.model import Basis, HypothesisKind, Linked, Moment, Position, Role, Stance
from claimant.weigh.ratios import BARE, CERTAINTY, CHORUS_MOST, FURTHER, FURTHER_MOST, RATIOS, ROLE
from claimant.weigh.readings import PRESS, Aim, Direction, Piece, Voice

CHORUS = "\0all sides that show nothing"
"""Stands for a side where sides are counted whose accusations rest on words alone."""

EXCLUSIVE: frozenset[Basis] = frozenset({Basis.RECORDING, Basis.FORENSIC})
"""Bases of a claim that only the doers would have."""

Group: TypeAlias = "tuple[str | None, tuple[str, HypothesisKind], Direction]"
"""Whose side, of which answer, for or against: here a side has one full vote."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What claims and denials mean for each other: depends on all positions of the case.

    `sides` holds, per claim, the sides it may be about; `claimants` and `denied` are (speaker, side) of decided ones,
    `denied` with the moment of the last denial, None where one has no date.
    """

    sides: frozenset[frozenset[str]]
    claimants: frozenset[tuple[str, str]]
    denied: Mapping[tuple[str, str], Moment | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """One reading as it counts: `log` is the log ratio of its rows after hedging (`scale`), `weight` w.

    `why` is "full", "further", "repeats", "enough", "chorus", "one denial", "copied", or "also claimed"; `of` is the position that
    it repeats, as an index into the pieces.
    """

    aim: Aim
    voice: Voice
    rows: tuple[str, ...]
    scale: float
    log: float
    weight: float
    why: str
    of: int | None = None


@dataclass(slots=True)
class Heard:
    """What a side has said so far of one answer in one direction."""

    first: bool = False
    denied: bool = False
    further: float = 0.0
    said: dict[tuple[str | None, Stance, Role, Basis], int | None] = field(default_factory=dict)

    def weight(self, voice: Voice, position: Position) -> tuple[float, str, int | None]:
        """What another voice would weigh now, why, and which piece it repeats."""
        if not self.first:
            return 1.0, "full", None
        key = voice.speaker, position.stance, position.role, position.basis
        if key in self.said:
            return 0.0, "repeats", self.said[key]
        if position.stance is Stance.DENIES and self.denied:
            return 0.0, "one denial", None
        room = 0.0 if voice.side == PRESS else min(FURTHER, FURTHER_MOST - self.further)
        return (room, "further", None) if room > 0 else (0.0, "enough", None)

    def note(self, voice: Voice, position: Position, weight: float) -> None:
        """Hear one of several that were weighed elsewhere, in any order: 1 for the strongest, less for the others."""
        if weight < 1:
            self.further += weight
        self.first = True
        self.denied |= position.stance is Stance.DENIES
        self.said.setdefault((voice.speaker, position.stance, position.role, position.basis), None)

    def hear(self, voice: Voice, position: Position, weight: float, index: int) -> None:
        """Count it in."""
        if self.first:
            self.further += weight
        self.first = True
        self.denied |= position.stance is Stance.DENIES
        self.said.setdefault((voice.speaker, position.stance, position.role, position.basis), index)


Weights: TypeAlias = dict[int, tuple[Counted, ...]]
"""Per piece (by index), one counted reading for each of its aims."""


Prepared: TypeAlias = "dict[int, tuple[tuple[tuple[Counted, ...], ...], tuple[object, ...]]]"
"""Per piece (by index), its readings not yet weighted, and its rank: the same in every trial with the same claims and denials."""


def strongest(
    pieces: Sequence[Piece],
    keep: Iterable[int] | None = None,
    claims: Claims | None = None,
    prepared: Prepared | None = None,
    before: Mapping[Group, Heard] | None = None,
) -> Weights:
    """The readings that count, with their weights, per piece: {index: one Counted per aim}.

    `keep` limits it to some pieces; `claims` is what claims and denials mean, by default among those kept; `prepared`
    remembers what does not change from one trial to the next with the same claims; `before` is what was heard already.
    Pieces that were copied, and denials of those who also claimed, are there with weight 0.
    """
    kept = range(len(pieces)) if keep is None else tuple(keep)
    claims = claims_of(pieces[index] for index in kept) if claims is None else claims
    heard: dict[Group, Heard] = dict(before or {})
    weights: dict[int, tuple[Counted, ...]] = {}
    ready = _prepare(pieces, kept, claims, {} if prepared is None else prepared)
    for index in sorted(kept, key=lambda index: ready[index][1]):
        piece, counted = pieces[index], []
        for options in ready[index][0]:
            taken = _weakest([_count(heard, piece, option) for option in options])
            if taken.why in {"full", "further"}:
                heard.setdefault(_group(piece, taken), Heard()).hear(taken.voice, piece.position, taken.weight, index)
            if taken.why == "full" and bare(piece.position):
                heard.setdefault((CHORUS, taken.aim.answer, piece.direction), Heard()).further += 1
            counted.append(taken)
        weights[index] = tuple(counted)
    return weights


def _prepare(pieces: Sequence[Piece], kept: Iterable[int], claims: Claims, prepared: Prepared) -> Prepared:
    ready: Prepared = {}
    for index in kept:
        if index in prepared:
            ready[index] = prepared[index]
            continue
        readings = _readings(pieces[index], claims)
        ready[index] = prepared[index] = readings, _rank(pieces[index], readings)
    return ready


def claims_of(pieces: Iterable[Piece]) -> Claims:
    """Who claims and who denies, among pieces that are not copies and were more likely said than not."""
    sides: set[frozenset[str]] = set()
    claimants: set[tuple[str, str]] = set()
    denied: dict[tuple[str, str], Moment | None] = {}
    for piece in pieces:
        position, speaker = piece.position, piece.position.speaker
        if position.copied or position.confidence < 0.5 or position.stance not in {Stance.CLAIMS, Stance.DENIES}:
            continue
        about = frozenset(aim.side for aim in piece.aims)
        if position.stance is Stance.CLAIMS and about:
            sides.add(about)
        if isinstance(speaker, Linked) and piece.certain and about:
            key = (speaker.actor, piece.aims[0].side)
            if position.stance is Stance.CLAIMS:
                claimants.add(key)
            else:
                denied[key] = taken_back(denied, key, position.date)
    return Claims(frozenset(sides), frozenset(claimants), denied)


def taken_back(
    denied: Mapping[tuple[str, str], Moment | None], key: tuple[str, str], when: Moment | None
) -> Moment | None:
    """The moment of the last denial, with one more; None where one of them has no date."""
    if key not in denied:
        return when
    before = denied[key]
    return None if before is None or when is None else max(before, when, key=lambda moment: moment.key)


def _readings(piece: Piece, claims: Claims) -> tuple[tuple[Counted, ...], ...]:
    """Per aim, every way to take the speaker, not yet weighted."""
    return tuple(
        tuple(_reading(piece.position, aim, voice, scale_of(piece.position, aim), claims) for voice in aim.voices)
        for aim in piece.aims
    )


def scale_of(position: Position, aim: Aim) -> float:
    """The power of its words: hedges, and support where that is no answer of its own."""
    direct = aim.answer[1] is HypothesisKind.SUPPORTED
    return CERTAINTY[position.certainty] * (1.0 if direct else ROLE[position.role])


def _reading(position: Position, aim: Aim, voice: Voice, scale: float, claims: Claims) -> Counted:
    rows = voice.rows
    if position.stance is Stance.CLAIMS:
        rows = (claim_row(position, aim, voice, claims),)
    elif position.stance is Stance.DENIES:
        rows = ("denies",)
        if (voice.speaker, aim.side) in claims.claimants:
            return Counted(aim, voice, rows, scale, 0.0, 0.0, "also claimed")
    value = scale * sum(RATIOS[row].log for row in rows)
    if value * (-1 if position.stance in {Stance.BLAMES, Stance.CLAIMS} else 1) > 0:
        # An accusation never speaks for the accused, nor an exculpation against whom it clears: both end at nothing.
        scale = value = 0.0
    if position.bounds is not None:
        low, high = map(log, position.bounds)
        value = min(high, max(low, value))  # an analyst's word; how unsure it is stays the table's
    return Counted(aim, voice, rows, scale, value, 0.0, "copied" if position.copied else "")


def claim_row(position: Position, aim: Aim, voice: Voice, claims: Claims) -> str:
    """The row that a claim takes, by what else was claimed and denied."""
    if position.exclusive or position.basis in EXCLUSIVE:
        return "claims, exclusive material"
    key = (voice.speaker or "", aim.side)
    if key in claims.denied and _not_before(claims.denied[key], position):
        return "claims, withdrawn"
    if position.basis is Basis.WARNING:
        return "claims, with warning"
    rivals = any(aim.side not in sides for sides in claims.sides)
    return "claims, among rivals" if rivals else "claims, alone"


def _not_before(denial: Moment | None, claim: Position) -> bool:
    """Whether the denial came after the claim; on the same day without hours, or without a date, it is taken to."""
    return denial is None or claim.date is None or denial.key >= claim.date.key or _same_day(denial, claim.date)


def _same_day(a: Moment, b: Moment) -> bool:
    return a.day == b.day and (a.at is None or b.at is None)


def _group(piece: Piece, reading: Counted) -> Group:
    return reading.voice.side, reading.aim.answer, piece.direction


def _count(heard: Mapping[Group, Heard], piece: Piece, reading: Counted) -> Counted:
    if reading.why:
        return reading
    before = heard.get(_group(piece, reading)) or Heard()
    weight, why, of = before.weight(reading.voice, piece.position)
    if why == "full" and bare(piece.position):
        chorus = heard.get((CHORUS, reading.aim.answer, piece.direction))
        if chorus is not None and chorus.further >= CHORUS_MOST:
            weight, why = 0.0, "chorus"
    return Counted(reading.aim, reading.voice, reading.rows, reading.scale, reading.log, weight, why, of)


def bare(position: Position) -> bool:
    """Whether it is an accusation for which nothing is shown."""
    return position.stance is Stance.BLAMES and position.basis in BARE


def _weakest(options: Sequence[Counted]) -> Counted:
    """The reading that moves the odds least; all readings of a position pull the same way."""
    return min(options, key=lambda option: (abs(option.weight * option.log), option.rows))


def _rank(piece: Piece, readings: Sequence[Sequence[Counted]]) -> tuple[object, ...]:
    """Decided before undecided, strong before weak, then early before late; never by the order in the case."""
    position = piece.position
    sign = 1 if piece.direction is Direction.FOR else -1
    belief = min(1.0, max(0.0, position.confidence))
    strengths = [
        sign * log(max(1e-300, belief * reading.aim.share * exp(reading.log) + 1 - belief * reading.aim.share))
        for options in readings
        for reading in options
    ]
    logs = sorted((reading.log for options in readings for reading in options), reverse=True)
    rows = sorted(reading.rows for options in readings for reading in options)
    return (
        not piece.certain,
        -max(strengths, default=0.0),
        -belief,
        logs,
        rows,
        [aim.bearing for aim in piece.aims],
        piece.tie,
    )
