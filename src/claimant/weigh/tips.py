"""At which value of the table, or of the prior, another answer would come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

import numpy as np

from claimant.model import Case, Tip
from claimant.weigh.odds import ROWS, Floats, Share, Standing, share_of
from claimant.weigh.ratios import RATIOS
from claimant.weigh.readings import Direction, Piece
from claimant.weigh.weights import Counted, Weights

FARTHEST = 50.0
"""A row that would have to change by more than this factor is not shown: no doubt reaches so far."""

RIVALS = 12
"""Answers that are tried as the one that might come first: the best of the others."""

LEVEL = 1e-6
"""Log odds within which two answers are taken to be level."""

STEPS = 12
"""Newton steps for pieces that are not certain; certain ones are straight lines, and one step is exact."""


def tips(
    case: Case, pieces: Sequence[Piece], weights: Weights, shares: Mapping[int, Share], standing: Standing, first: int
) -> tuple[Tip, ...]:
    """Each row that could put another answer first by itself, the nearest first; then what the runner-up's prior would have to be.

    The rest of the table stays, and so does the ranking of voices within a side.
    """
    found: list[tuple[float, Tip]] = []
    near = sorted(range(len(case.hypotheses)), key=lambda n: (-float(standing.scores[n]), n))[: RIVALS + 1]
    for number, row in enumerate(ROWS):
        if not np.ptp(standing.slopes[number]):
            continue
        users = [
            index for index in weights if any(row in reading.rows and reading.weight for reading in weights[index])
        ]
        best: tuple[float, int] | None = None
        for rival in near:
            if rival == first:
                continue
            step = _step(pieces, weights, shares, standing, users, number, first, rival)
            if step is None or abs(step) > log(FARTHEST):
                continue
            nearer = best is None or (round(abs(step), 12), case.hypotheses[rival].id) < (
                round(abs(best[0]), 12),
                case.hypotheses[best[1]].id,
            )
            if nearer and abs(_lead(pieces, weights, shares, standing, users, number, first, rival, step)) < LEVEL:
                best = step, rival
        if best:
            value = RATIOS[row].value
            tip = Tip(row=row, value=value, tips_at=value * exp(best[0]), rival=case.hypotheses[best[1]].id)
            found.append((abs(best[0]), tip))
    rivals = [number for number in range(len(case.hypotheses)) if number != first]
    if rivals:
        second = min(rivals, key=lambda n: (-round(float(standing.scores[n]), 12), case.hypotheses[n].id))
        start = exp(float(standing.prior[second]))
        margin = float(standing.scores[first] - standing.scores[second])
        id = case.hypotheses[second].id
        found.append((float("inf"), Tip(row="prior", value=start, tips_at=start * exp(margin), rival=id)))
    return tuple(tip for _, tip in sorted(found, key=lambda one: (round(one[0], 9), one[1].row)))


def _step(
    pieces: Sequence[Piece],
    weights: Weights,
    shares: Mapping[int, Share],
    standing: Standing,
    users: Sequence[int],
    row: int,
    first: int,
    rival: int,
) -> float | None:
    """By how much the row's log ratio would have to change for both to be level (nats), or None where it never is."""
    lead = float(standing.scores[first] - standing.scores[rival])
    slope = float(standing.slopes[row, first] - standing.slopes[row, rival])
    straight = all(pieces[index].certain and pieces[index].position.confidence >= 1 for index in users)
    moved, now = 0.0, lead
    for _ in range(1 if straight else STEPS):
        if abs(slope) < 1e-9:
            return None
        moved -= now / slope
        if straight or abs(moved) > 2 * log(FARTHEST):
            break
        now, slope = lead, float(standing.slopes[row, first] - standing.slopes[row, rival])
        for index in users:
            share = share_of(
                pieces[index], [_with(reading, ROWS[row], moved) for reading in weights[index]], len(standing.scores)
            )
            change: Floats = np.array(share.logs) - np.array(shares[index].logs)
            now += float(change[first] - change[rival])
            slope += _slope(share, row, first, rival) - _slope(shares[index], row, first, rival)
        if abs(now) < 1e-9:
            break
    return moved


def _lead(
    pieces: Sequence[Piece],
    weights: Weights,
    shares: Mapping[int, Share],
    standing: Standing,
    users: Sequence[int],
    row: int,
    first: int,
    rival: int,
    moved: float,
) -> float:
    """How far the first one is ahead of the rival with the row moved so much; nothing speaks the other way round there either."""
    lead = float(standing.scores[first] - standing.scores[rival])
    lead += moved * float(standing.prior_slopes[row, first] - standing.prior_slopes[row, rival])
    for index in users:
        sign = 1 if pieces[index].direction is Direction.FOR else -1
        fixed = pieces[index].position.bounds is not None
        readings = [reading if fixed else _with(reading, ROWS[row], moved, sign) for reading in weights[index]]
        change = np.array(share_of(pieces[index], readings, len(standing.scores)).logs) - np.array(shares[index].logs)
        lead += float(change[first] - change[rival])
    return lead


def _with(reading: Counted, row: str, moved: float, sign: int = 0) -> Counted:
    if row not in reading.rows:
        return reading
    log_ratio = reading.log + reading.scale * moved * reading.rows.count(row)
    if sign:
        log_ratio = max(0.0, log_ratio * sign) * sign
    return Counted(
        reading.aim, reading.voice, reading.rows, reading.scale, log_ratio, reading.weight, reading.why, reading.of
    )


def _slope(share: Share, row: int, first: int, rival: int) -> float:
    for number, values in share.slopes:
        if number == row:
            return values[first] - values[rival]
    return 0.0
