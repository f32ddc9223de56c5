"""The same weighing for very many positions, in columns of numbers instead of one object for each.

For archives: the rules are those of `readings.py`, `weights.py` and `odds.py`, and a test holds the two ways together. Decided
positions go through columns; those with an undecided speaker or target, few by nature, go the ordinary way afterwards, as
they do there. Only the weightiest pieces become objects with reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import fsum

import numpy as np
from numpy.typing import NDArray

from claimant.model import Basis, Case, Linked, Moment, Position, Role, Stance, Unnamed
from claimant.weigh.odds import ROWS, Floats, Share, Standing, dense, prior, share_of
from claimant.weigh.ratios import BLAMES, CHORUS_MOST, FURTHER, FURTHER_MOST, RATIOS, SAME_SIDE, SOFT
from claimant.weigh.readings import PRESS, Aim, Direction, Piece, Scene, Voice
from claimant.weigh.weights import (
    CHORUS,
    Claims,
    Counted,
    Group,
    Heard,
    Weights,
    bare,
    claim_row,
    claims_of,
    scale_of,
    strongest,
)

Integers = NDArray[np.int64]

_SAID = {kind: number for number, kind in enumerate(product(Stance, Role, Basis))}
_AGAINST = frozenset({Stance.DENIES, Stance.CLEARS, Stance.DOUBTS})
_OWN = frozenset({Stance.CLAIMS, Stance.DENIES})


@dataclass(frozen=True)
class Bulk:
    """All decided positions as columns, weighed: `order` are their numbers in the case; arrays have one entry for each.

    `rows` are numbers of `tuples`; `pieces` and `weights` those of the ordinary way for the undecided ones.
    """

    case: Case
    scene: Scene
    order: Integers
    aims: tuple[Aim, ...]
    aim: Integers
    voices: tuple[Voice, ...]
    voice: Integers
    speaker: Integers
    tuples: tuple[tuple[str, ...], ...]
    rows: Integers
    scale: Floats
    log: Floats
    belief: Floats
    groups: Integers
    idle: NDArray[np.bool_]
    more: tuple[NDArray[np.bool_], Integers, NDArray[np.bool_]]
    weight: Floats
    pieces: tuple[Piece, ...]
    weights: Weights

    def standing(self, start: Share | None = None) -> Standing:
        """Scores and slopes of all of it."""
        start = prior(self.case.hypotheses) if start is None else start
        bearings = np.array([aim.bearing for aim in self.aims]).reshape(len(self.aims), len(self.case.hypotheses))
        parts: list[list[float]] = [[value] for value in start.logs]
        slopes: Floats = dense(start)
        table: Floats = np.zeros((len(self.tuples), len(ROWS)))
        for number, names in enumerate(self.tuples):
            for row in names:
                table[number, ROWS.index(row)] += 1
        for bearing in (1.0, SAME_SIDE):
            value, slope = self._effects(bearing)
            sums = _sums(value, self.aim, len(self.aims))
            by_row = _sums(slope, self.aim * len(self.tuples) + self.rows, len(self.aims) * len(self.tuples))
            by_aim: Floats = by_row.reshape(len(self.aims), len(self.tuples)) @ table
            bears: NDArray[np.bool_] = np.isclose(bearings, bearing)
            for number in range(len(parts)):
                parts[number].extend(sums[bears[:, number]].tolist())
            slopes = slopes + by_aim.T @ bears
        for index, readings in self.weights.items():
            share = share_of(self.pieces[index], readings, len(parts))
            for number, log in enumerate(share.logs):
                parts[number].append(log)
            slopes = slopes + dense(share)
        return Standing(np.array([fsum(part) for part in parts]), slopes, np.array(start.logs), dense(start))

    def _effects(self, bearing: float) -> tuple[Floats, Floats]:
        """Each piece's log factor on an answer on which it bears so much, and its slope by its rows' log ratios."""
        power = self.weight * bearing
        term = self.belief * np.exp(power * self.log)
        factor = term + 1 - self.belief
        return np.where(self.belief == 1, power * self.log, np.log(factor)), self.scale * power * term / factor

    def weightiest(self, most: int) -> tuple[tuple[Piece, ...], Weights]:
        """The pieces with the largest effect, as objects with their counted readings; those of the ordinary way after them."""
        value, _ = self._effects(1.0)
        ids = self.case.positions
        counts = np.flatnonzero(self.weight * self.log)
        best = sorted(counts.tolist(), key=lambda n: (-round(abs(float(value[n])), 12), ids[self.order[n]].id))[:most]
        pieces: list[Piece] = []
        weights: Weights = {}
        for n in best:
            piece = self.scene.piece(ids[self.order[n]])
            why = "full" if self.weight[n] == 1 else "further"
            counted = Counted(
                piece.aims[0],
                piece.aims[0].voices[0],
                self.tuples[self.rows[n]],
                float(self.scale[n]),
                float(self.log[n]),
                float(self.weight[n]),
                why,
            )
            weights[len(pieces)] = (counted,)
            pieces.append(piece)
        for index, readings in self.weights.items():
            weights[len(pieces)] = readings
            pieces.append(self.pieces[index])
        return tuple(pieces), weights

    def without(self, id: str) -> Bulk:
        """The same without one accusation, exculpation or doubt: only what shares its answer is weighed again.

        The undecided are not; and for a claim or a denial, which may colour others, weigh the case anew. Raises KeyError where
        the id is not here.
        """
        ids = [self.case.positions[number].id for number in self.order.tolist()]
        if id not in ids:
            raise KeyError(id)
        n = ids.index(id)
        _, answers, bare_words = self.more
        group = self.groups == self.groups[n]
        same = answers == answers[n] if bare_words[group].any() else group
        rest = np.flatnonzero(same)
        rest = rest[rest != n]
        positions = [self.case.positions[number] for number in self.order[rest].tolist()]
        sign = np.array([-1 if position.stance in _AGAINST else 1 for position in positions], dtype=np.int64)
        weight = self.weight.copy()
        weight[n] = 0.0
        weight[rest] = _weights(
            positions,
            self.groups[rest],
            sign,
            self.log[rest],
            self.belief[rest],
            self.rows[rest],
            self.tuples,
            self.speaker[rest],
            self.idle[rest],
            *(column[rest] for column in self.more),
        )
        return replace(self, weight=weight)

    def holds(self, id: str) -> bool:
        """Whether a position of that id is in the columns."""
        return any(self.case.positions[number].id == id for number in self.order.tolist())


def bulk(case: Case) -> Bulk:
    """All positions of the case, read and weighed."""
    scene = Scene(case)
    numbers = [n for n, position in enumerate(case.positions) if _decided(position)]
    positions = [case.positions[n] for n in numbers]
    aims, aim = _aims(scene, positions)
    voices, voice = _voices(scene, positions)
    claims = claims_of(scene.piece(position) for position in case.positions if position.stance in _OWN)
    tuples, rows = _rows(scene, positions, aims, aim, voices, voice, claims)
    scales = {(p.certainty, p.role, a.answer[1]): scale_of(p, a) for p, a in _firsts(positions, aims, aim)}
    scale = np.array(
        [scales[p.certainty, p.role, aims[a].answer[1]] for p, a in zip(positions, aim.tolist(), strict=True)]
    )
    sums = np.array([sum(RATIOS[row].log for row in names) for names in tuples] or [0.0])
    sign = np.array([-1 if position.stance in _AGAINST else 1 for position in positions], dtype=np.int64)
    log = scale * sums[rows] if len(rows) else np.zeros(0)
    wrong = log * sign < 0  # no accusation speaks for the accused, no exculpation against anybody
    scale, log = np.where(wrong, 0.0, scale), np.where(wrong, 0.0, log)
    for n, position in enumerate(positions):
        if position.bounds is not None:
            low, high = np.log(position.bounds)
            log[n] = min(high, max(low, log[n]))
    belief = np.array([min(1.0, max(0.0, position.confidence)) for position in positions])
    idle = np.array(
        [
            position.copied
            or (position.stance is Stance.DENIES and (voices[v].speaker, aims[a].side) in claims.claimants)
            for position, v, a in zip(positions, voice.tolist(), aim.tolist(), strict=True)
        ],
        dtype=bool,
    )
    groups, answers = _groups(voices, voice, aims, aim, sign)
    press = np.array([one.side == PRESS for one in voices] or [False])[voice] if len(voice) else np.zeros(0, dtype=bool)
    bare_words = np.array([bare(position) for position in positions], dtype=bool)
    names = {speaker: n for n, speaker in enumerate(dict.fromkeys(one.speaker for one in voices))}
    speaker = np.array([names[one.speaker] for one in voices] or [0], dtype=np.int64)[voice] if len(voice) else voice
    weight = _weights(positions, groups, sign, log, belief, rows, tuples, speaker, idle, press, answers, bare_words)
    undecided = [position for position in case.positions if not _decided(position)]
    pieces = tuple(scene.piece(position) for position in undecided)
    heard = _heard(pieces, positions, voices, voice, aims, aim, sign, weight)
    return Bulk(
        case=case,
        scene=scene,
        order=np.array(numbers, dtype=np.int64),
        aims=aims,
        aim=aim,
        voices=voices,
        voice=voice,
        speaker=speaker,
        tuples=tuples,
        rows=rows,
        scale=scale,
        log=log,
        belief=belief,
        groups=groups,
        idle=idle,
        more=(press, answers, bare_words),
        weight=weight,
        pieces=pieces,
        weights=strongest(pieces, None, claims, None, heard) if pieces else {},
    )


def _decided(position: Position) -> bool:
    """Whether there is one way to take speaker and target."""
    speaker, target = position.speaker, position.target
    known = isinstance(speaker, Linked) or (isinstance(speaker, Unnamed) and speaker.side is None)
    own = isinstance(target, Unnamed) and position.stance in _OWN and isinstance(speaker, Linked)
    return known and (isinstance(target, Linked) or own)


def _aims(scene: Scene, positions: Sequence[Position]) -> tuple[tuple[Aim, ...], Integers]:
    """The distinct aims, without voices, and which one each position has."""
    found: dict[tuple[str, Role], int] = {}
    aims: list[Aim] = []
    numbers = []
    for position in positions:
        target = position.target if isinstance(position.target, Linked) else position.speaker
        assert isinstance(target, Linked)
        key = target.actor, position.role
        if key not in found:
            found[key] = len(aims)
            aims.append(replace(scene.piece(replace(position, target=target)).aims[0], voices=()))
        numbers.append(found[key])
    return tuple(aims), np.array(numbers, dtype=np.int64)


def _voices(scene: Scene, positions: Sequence[Position]) -> tuple[tuple[Voice, ...], Integers]:
    """The distinct speakers with their sides, without rows, and which one each position has."""
    found: dict[tuple[str | None, bool], int] = {}
    voices: list[Voice] = []
    numbers = []
    for position in positions:
        speaker = position.speaker.actor if isinstance(position.speaker, Linked) else None
        key = speaker, position.narrator
        if key not in found:
            found[key] = len(voices)
            voices.append(Voice(speaker, scene.side_of(position, speaker), ()))
        numbers.append(found[key])
    return tuple(voices), np.array(numbers, dtype=np.int64)


def _firsts(positions: Sequence[Position], aims: Sequence[Aim], aim: Integers) -> Iterable[tuple[Position, Aim]]:
    """One position with its aim for each combination that the scale depends on."""
    seen = set()
    for position, number in zip(positions, aim.tolist(), strict=True):
        key = position.certainty, position.role, aims[number].answer[1]
        if key not in seen:
            seen.add(key)
            yield position, aims[number]


def _rows(
    scene: Scene,
    positions: Sequence[Position],
    aims: Sequence[Aim],
    aim: Integers,
    voices: Sequence[Voice],
    voice: Integers,
    claims: Claims,
) -> tuple[tuple[tuple[str, ...], ...], Integers]:
    """The distinct combinations of rows, and which one each position takes."""
    signs: dict[tuple[int, int], int] = {}
    tuples: dict[tuple[str, ...], int] = {}
    numbers = []
    for position, v, a in zip(positions, voice.tolist(), aim.tolist(), strict=True):
        stance, speaker = position.stance, voices[v].speaker
        if stance is Stance.CLAIMS:
            rows: tuple[str, ...] = (claim_row(position, aims[a], voices[v], claims),)
        elif stance is Stance.DENIES:
            rows = ("denies",)
        else:
            if (v, a) not in signs:
                signs[v, a] = scene.sign(speaker, aims[a].target) if speaker is not None else 1
            sign = signs[v, a]
            if stance is Stance.BLAMES:
                soft = position.basis in SOFT
                first = BLAMES[position.basis]
                hostile = speaker is not None and sign < 0
                own = soft and speaker is not None and scene.rivals(speaker, aims[a].side)
                rows = (
                    first,
                    *(("hostile speaker, soft basis" if soft else "hostile speaker, hard basis",) if hostile else ()),
                    *(("own side is a candidate, soft basis",) if own else ()),
                )
            else:
                rows = (("clears, hostile", "clears, neutral", "clears, friend")[sign + 1],)
        numbers.append(tuples.setdefault(rows, len(tuples)))
    return tuple(tuples), np.array(numbers, dtype=np.int64)


def _groups(
    voices: Sequence[Voice], voice: Integers, aims: Sequence[Aim], aim: Integers, sign: Integers
) -> tuple[Integers, Integers]:
    """A number for each side, answer and direction; and for the answer alone."""
    sides = {side: n for n, side in enumerate(dict.fromkeys(one.side for one in voices))}
    answers = {answer: n for n, answer in enumerate(dict.fromkeys(one.answer for one in aims))}
    of_voice = np.array([sides[one.side] for one in voices], dtype=np.int64)
    of_aim = np.array([answers[one.answer] for one in aims], dtype=np.int64)
    if not len(voice):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return (of_voice[voice] * len(answers) + of_aim[aim]) * 2 + (sign > 0), of_aim[aim]


def _weights(
    positions: Sequence[Position],
    groups: Integers,
    sign: Integers,
    log: Floats,
    belief: Floats,
    rows: Integers,
    tuples: Sequence[tuple[str, ...]],
    speaker: Integers,
    idle: NDArray[np.bool_],
    press: NDArray[np.bool_],
    answers: Integers,
    bare_words: NDArray[np.bool_],
) -> Floats:
    """w: in each group 1 for the strongest, a quarter for further ones up to the most, 0 for repeats and further denials."""
    weight = np.zeros(len(positions))
    if not len(positions):
        return weight
    strength = sign * np.log(np.maximum(1e-300, belief * np.exp(log) + 1 - belief))
    rank = {names: n for n, names in enumerate(sorted(tuples))}
    row_rank = np.array([rank[names] for names in tuples], dtype=np.int64)[rows]
    # few days, many positions
    moments = {moment: _when(moment) for moment in {position.date for position in positions}}
    days, times = np.array([moments[position.date] for position in positions]).T
    ids = np.argsort(np.argsort(np.array([position.id for position in positions]), kind="stable"), kind="stable")
    rank_keys = (ids, times, days, row_rank, log, -belief, -strength)
    order = np.lexsort((*rank_keys, groups))
    order = order[~idle[order]]
    said = np.array([_SAID[p.stance, p.role, p.basis] for p in positions], dtype=np.int64)
    many = len(_SAID)
    key = (groups * (int(speaker.max()) + 1) + speaker) * many + said
    denials = np.array([position.stance is Stance.DENIES for position in positions], dtype=bool)
    unheard = np.zeros(len(positions), dtype=bool)
    while True:
        heard = order[~unheard[order]]
        heard = heard[_first_of_each(key[heard])]
        denial = denials[heard]
        later = np.ones(len(heard), dtype=bool)
        later[np.flatnonzero(denial)[_first_of_each(groups[heard][denial])]] = False
        heard = heard[~(denial & later)]
        place = np.arange(len(heard)) - np.searchsorted(groups[heard], groups[heard])
        # of the sides that show nothing, only so many count for an answer; a side that does not has not spoken yet
        firsts = heard[(place == 0) & bare_words[heard]]
        firsts = firsts[np.lexsort((*(key[firsts] for key in rank_keys), answers[firsts]))]
        late = firsts[np.arange(len(firsts)) - np.searchsorted(answers[firsts], answers[firsts]) >= CHORUS_MOST]
        if not len(late):
            break
        unheard[late] = True
    weight[heard[place == 0]] = 1.0
    weight[heard[(place > 0) & (place <= round(FURTHER_MOST / FURTHER)) & ~press[heard]]] = FURTHER
    return weight


def _first_of_each(keys: Integers) -> Integers:
    """Places of the first of each key, in the order they stand."""
    _, places = np.unique(keys, return_index=True)
    return np.sort(places)


def _when(moment: Moment | None) -> tuple[float, float]:
    """Day and time, as `Moment.key` orders them; those without a date come last."""
    if moment is None:
        return np.inf, np.inf
    day, time = moment.key
    return float(day.toordinal()), time.timestamp()


def _sums(values: Floats, keys: Integers, count: int) -> Floats:
    """Exact sums by key, so that no order changes a digit."""
    order = np.argsort(keys, kind="stable")
    sorted_values = values[order].tolist()
    present, starts = np.unique(keys[order], return_index=True)
    sums = np.zeros(count)
    sums[present] = [fsum(sorted_values[a:b]) for a, b in pairwise([*starts.tolist(), len(keys)])]
    return sums


def _heard(
    pieces: Sequence[Piece],
    positions: Sequence[Position],
    voices: Sequence[Voice],
    voice: Integers,
    aims: Sequence[Aim],
    aim: Integers,
    sign: Integers,
    weight: Floats,
) -> Mapping[Group, Heard]:
    """What the groups of the undecided pieces have heard from the decided ones."""
    wanted = {
        (one.side, target.answer, piece.direction) for piece in pieces for target in piece.aims for one in target.voices
    }
    heard: dict[Group, Heard] = {}
    wanted |= {(CHORUS, answer, direction) for _, answer, direction in wanted}
    for n in np.flatnonzero(weight).tolist() if wanted else ():
        direction = Direction.FOR if sign[n] > 0 else Direction.AGAINST
        group = voices[voice[n]].side, aims[aim[n]].answer, direction
        if group in wanted:
            # the order within a group tells nothing here: one of them has 1, the others a quarter
            heard.setdefault(group, Heard()).note(voices[voice[n]], positions[n], float(weight[n]))
        chorus = CHORUS, aims[aim[n]].answer, direction
        if chorus in wanted and weight[n] == 1 and bare(positions[n]):
            heard.setdefault(chorus, Heard()).further += 1
    return heard
