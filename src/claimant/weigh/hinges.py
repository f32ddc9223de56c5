"""What the answer hangs on: each single loss, and the smallest set of pieces whose loss puts another answer first.

A loss is weighed honestly: where the strongest voice of a side goes, its next one counts in full; where a rival claim goes,
the other claims stand alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import log

import numpy as np

from claimant.model import Case, Hinge, Stance
from claimant.weigh.odds import ROWS, Floats, Odds, Share, Standing, dense, odds_of, prior, ranked, share_of
from claimant.weigh.ratios import CHORUS_MOST, RATIOS
from claimant.weigh.readings import Piece
from claimant.weigh.verdict import State, state_of
from claimant.weigh.weights import CHORUS, Claims, Counted, Group, Prepared, Weights, bare, claims_of, strongest

MOST_DROPS = 500
"""Single losses tried: the pieces with the largest effect."""

ALL_SETS_UP_TO = 20
"""Up to so many pieces every set of two and three is tried; beyond, sets that provably cannot suffice are skipped."""

LARGEST_SET = 3
MOST_SETS = 3_000
"""Sets tried for one size; where more would be needed, the search stops at the size before, and says so."""


class Trial:
    """The same case without some of its pieces; only what touches them is weighed again.

    Pieces fall into components that share no vote: what a loss changes in one of them does not depend on the others, but for
    claims and denials, which colour each other wherever they stand. So each change is worked out once and kept.
    """

    def __init__(
        self,
        case: Case,
        pieces: Sequence[Piece],
        weights: Weights,
        shares: dict[int, Share],
        start: Share | None = None,
    ) -> None:
        self.case, self.pieces, self.weights = case, pieces, weights
        self.count = len(case.hypotheses)
        self.start = prior(case.hypotheses) if start is None else start
        self.logs = np.array([self.start.logs, *(shares[index].logs for index in range(len(pieces)))])[1:]
        self.slopes = [dense(shares[index]) for index in range(len(pieces))]
        self.prior_logs, self.prior_slopes = np.array(self.start.logs), dense(self.start)
        self.total = self.prior_logs + self.logs.sum(axis=0)
        self.total_slopes = dense(self.start) + sum(self.slopes, np.zeros((len(ROWS), self.count)))
        self.speaking = frozenset(
            n for n, piece in enumerate(pieces) if piece.position.stance in {Stance.CLAIMS, Stance.DENIES}
        )
        self.near = _neighbours(pieces, weights)
        self.components = list(dict.fromkeys(self.near.values()))
        self.of = {index: number for number, members in enumerate(self.components) for index in members}
        self.coloured = [number for number, members in enumerate(self.components) if members & self.speaking]
        self._numbers: dict[frozenset[int], int] = {}
        self._known: list[tuple[Claims, Prepared]] = []
        self._claims(frozenset())
        self._shares: dict[tuple[int, tuple[Counted, ...]], tuple[Floats, Floats]] = {}
        self._kept: dict[tuple[int, frozenset[int], int], tuple[Floats, Floats]] = {}

    def odds(self, dropped: frozenset[int]) -> Odds:
        """Probabilities and intervals without these pieces."""
        logs, slopes = self.total.copy(), self.total_slopes.copy()
        for change, slope in self._changes(dropped):
            logs += change
            slopes += slope
        return odds_of(Standing(logs, slopes, self.prior_logs, self.prior_slopes))

    def first(self, dropped: frozenset[int]) -> int:
        """Which hypothesis comes first without these pieces; the floor keeps the order, so scores decide."""
        scores = self.total.copy()
        for change, _ in self._changes(dropped):
            scores += change
        return ranked(self.case.hypotheses, np.exp(scores - scores.max()).tolist())[0]

    def _changes(self, dropped: frozenset[int]) -> Iterator[tuple[Floats, Floats]]:
        """What the loss changes in the scores (H) and their slopes (rows x H), component by component."""
        claims = self._claims(dropped & self.speaking)
        touched = {self.of[index] for index in dropped}
        for number in sorted(touched.union(self.coloured) if claims else touched):
            yield self._change(number, dropped & self.components[number], claims)

    def _change(self, number: int, lost: frozenset[int], claims: int) -> tuple[Floats, Floats]:
        key = number, lost, claims if number in self.coloured else 0
        if key not in self._kept:
            logs, slopes = np.zeros(self.count), np.zeros((len(ROWS), self.count))
            for index in sorted(lost):
                logs -= self.logs[index]
                slopes -= self.slopes[index]
            for index, readings in strongest(self.pieces, self.components[number] - lost, *self._known[key[2]]).items():
                if readings != self.weights[index]:
                    now, slope = self._share(index, readings)
                    logs += now - self.logs[index]
                    slopes += slope - self.slopes[index]
            self._kept[key] = logs, slopes
        return self._kept[key]

    def _share(self, index: int, readings: tuple[Counted, ...]) -> tuple[Floats, Floats]:
        key = (index, readings)
        if key not in self._shares:
            share = share_of(self.pieces[index], readings, self.count)
            self._shares[key] = np.array(share.logs), dense(share)
        return self._shares[key]

    def _claims(self, quiet: frozenset[int]) -> int:
        """What claims and denials mean without these, as a number: 0 where they mean what they mean with all."""
        if quiet not in self._numbers:
            claims = claims_of(self.pieces[index] for index in sorted(self.speaking - quiet))
            for number, (known, _) in enumerate(self._known):  # noqa: B007  # used below
                if known == claims:
                    break
            else:
                number = len(self._known)
                silent = self._known[0][1].items() if self._known else ()
                self._known.append((claims, {index: one for index, one in silent if index not in self.speaking}))
            self._numbers[quiet] = number
        return self._numbers[quiet]


def find_hinges(trial: Trial, odds: Odds, state: State) -> tuple[tuple[Hinge, ...], int]:
    """Single losses that matter (those that flip first, then by change), then the smallest larger set, if one is needed.

    Also gives the size up to which every set was tried for one that puts another answer first.
    """
    singles = [_hinge(trial, odds, state, frozenset({index})) for index in _live(trial)]
    order = sorted(
        (hinge for hinge in singles if hinge.flips or abs(hinge.change) > 1e-9),
        key=lambda hinge: (not hinge.flips, -round(abs(hinge.change), 12), hinge.dropped),
    )
    leader = trial.case.hypotheses[state.first].id
    if any(hinge.leader != leader for hinge in order):
        return tuple(order), 1
    dropped, searched = _smallest_set(trial, state.first)
    if dropped:
        order.insert(0, _hinge(trial, odds, state, dropped))
    return tuple(order), searched


def _hinge(trial: Trial, odds: Odds, state: State, dropped: frozenset[int]) -> Hinge:
    without = trial.odds(dropped)
    after = state_of(trial.case.hypotheses, without)
    return Hinge(
        dropped=tuple(sorted(trial.pieces[index].position.id for index in dropped)),
        leader=trial.case.hypotheses[after.first].id,
        probability=without.probabilities[after.first],
        change=without.probabilities[state.first] - odds.probabilities[state.first],
        flips=(after.first, after.leads) != (state.first, state.leads),
    )


def _live(trial: Trial) -> list[int]:
    """Pieces whose single loss can change anything: those that count, and claims and denials that colour others."""
    facts = Counter(_facts(trial.pieces[index]) for index in sorted(trial.speaking))
    found = []
    for index, piece in enumerate(trial.pieces):
        counts = any(reading.weight for reading in trial.weights[index]) and piece.bears
        if not piece.position.copied and (counts or (index in trial.speaking and facts[_facts(piece)] == 1)):
            found.append(index)
    return sorted(found, key=lambda n: (-float(np.abs(trial.logs[n]).max()), trial.pieces[n].position.id))[:MOST_DROPS]


def _facts(piece: Piece) -> tuple[object, ...]:
    position = piece.position
    return position.speaker, position.stance, frozenset(aim.side for aim in piece.aims), position.date


# ---------------------------------------------------------------- sets


def _smallest_set(trial: Trial, first: int) -> tuple[frozenset[int] | None, int]:
    """The smallest set of 2 or 3 whose loss puts another answer first, the most telling one; and the size searched."""
    pool = [n for n, piece in enumerate(trial.pieces) if not piece.position.copied and piece.bears]
    for size in range(2, min(LARGEST_SET, len(pool)) + 1):
        sets = (
            [frozenset(some) for some in combinations(pool, size)]
            if len(pool) <= ALL_SETS_UP_TO
            else _possible_sets(trial, first, pool, size)
        )
        if sets is None:
            return None, size - 1
        found = [some for some in sets if trial.first(some) != first]
        if found:
            return min(found, key=lambda some: _telling(trial, first, some)), size
    return None, max(1, min(LARGEST_SET, len(pool)))


def _telling(trial: Trial, first: int, some: frozenset[int]) -> tuple[float, list[str]]:
    ids = sorted(trial.pieces[index].position.id for index in some)
    return round(trial.odds(some).probabilities[first], 12), ids


def _possible_sets(trial: Trial, first: int, pool: Sequence[int], size: int) -> list[frozenset[int]] | None:
    """All sets of that size that might put another answer first, or None where they are too many.

    A set can narrow the lead over a rival by no more than the sum of its pieces' bounds (`_bounds`), so a set whose sum
    falls short for every rival is skipped without loss.
    """
    bounds = _bounds(trial, first, pool)
    sets: set[frozenset[int]] = set()
    for rival in range(trial.count):
        lead = float(trial.total[first] - trial.total[rival]) - 1e-9
        if rival == first:
            continue
        order = sorted(pool, key=lambda index: -bounds[index][rival])
        for some in _reaching([float(bounds[index][rival]) for index in order], lead, size):
            sets.add(frozenset(order[place] for place in some))
            if len(sets) > MOST_SETS:
                return None
    return sorted(sets, key=sorted)


def _reaching(values: Sequence[float], goal: float, size: int, start: int = 0) -> Iterator[tuple[int, ...]]:
    """Index sets of that size, over values in falling order, whose sum reaches the goal."""
    for place in range(start, len(values) - size + 1):
        if sum(values[place : place + size]) < goal:
            return
        if size == 1:
            yield (place,)
        else:
            for rest in _reaching(values, goal - values[place], size - 1, place + 1):
                yield (place, *rest)


def _bounds(trial: Trial, first: int, pool: Sequence[int]) -> dict[int, Floats]:
    """Per piece, the most that its loss can narrow the lead over each hypothesis (nats), whatever else is lost.

    It takes away at most its own full effect, and hands its weight (at most 1) to others that share a group with it.
    Claims and denials that may colour others have no bound.
    """
    full: dict[int, Floats] = {}
    for index in pool:
        piece = trial.pieces[index]
        most = np.zeros(trial.count)
        for aim_number in range(len(piece.aims)):
            most = most + _full_effect(trial, index, aim_number, first)
        full[index] = most
    bounds: dict[int, Floats] = {}
    for index in pool:
        piece, own = trial.pieces[index], full[index]
        others = [full[n] for n in trial.near[index] if n in full and n != index]
        if piece.position.stance in {Stance.CLAIMS, Stance.DENIES} and _colours(trial, index):
            bounds[index] = np.full(trial.count, np.inf)
        elif piece.certain and all(trial.pieces[n].certain for n in trial.near[index]):
            handed = np.max([np.maximum(-other, 0) for other in others], axis=0) if others else 0.0
            bounds[index] = np.maximum(own, 0) + handed
        else:  # several groups: every neighbour may change in each of them
            reach = np.abs(own) + (np.sum(np.abs(others), axis=0) if others else 0.0)
            bounds[index] = reach
    return bounds


def _full_effect(trial: Trial, index: int, aim_number: int, first: int) -> Floats:
    """How far this reading of the piece, at weight 1, sets the first hypothesis ahead of each other one (nats)."""
    reading = trial.weights[index][aim_number]
    piece = trial.pieces[index]
    if piece.certain:
        belief = min(1.0, max(0.0, piece.position.confidence))
        logs = np.log(belief * np.exp(reading.log * np.array(reading.aim.bearing)) + 1 - belief)
        return np.asarray(logs[first] - logs)
    rows = [voice.rows or reading.rows for voice in reading.aim.voices]
    most = max(abs(sum(RATIOS[row].log for row in some)) for some in rows)
    if piece.position.bounds is not None:  # an analyst's ratio may be larger than any of the table's
        most = max(most, *(abs(log(end)) for end in piece.position.bounds))
    return np.full(trial.count, 2 * most)


def _colours(trial: Trial, index: int) -> bool:
    """Whether the loss of this claim or denial may change what another one means."""
    position = trial.pieces[index].position
    if position.stance is Stance.CLAIMS:
        return len(trial.speaking) > 1
    return any(
        trial.pieces[n].position.stance is Stance.CLAIMS and trial.pieces[n].position.speaker == position.speaker
        for n in trial.speaking
    )


def _neighbours(pieces: Sequence[Piece], weights: Weights) -> dict[int, frozenset[int]]:
    """For each piece, itself and all that may gain or lose weight with it: linked by groups, over any reading."""
    parent = list(range(len(pieces)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    holder: dict[Group, int] = {}
    bare_sides: dict[Group, dict[str | None, int]] = {}
    for index, piece in enumerate(pieces):
        for aim in piece.aims if not piece.position.copied else ():
            for voice in aim.voices:
                group = (voice.side, aim.answer, piece.direction)
                parent[root(index)] = root(holder.setdefault(group, index))
                if bare(piece.position):
                    bare_sides.setdefault((CHORUS, aim.answer, piece.direction), {})[voice.side] = index
    for (
        sides
    ) in bare_sides.values():  # where more sides accuse with nothing shown than may count, one may take another's place
        if len(sides) > CHORUS_MOST:
            for index in sides.values():
                parent[root(index)] = root(next(iter(sides.values())))
    members: dict[int, set[int]] = {}
    for index in weights:
        members.setdefault(root(index), set()).add(index)
    return {index: frozenset(members[root(index)]) for index in weights}
