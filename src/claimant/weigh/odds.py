"""From counted readings to probabilities and their 95 % intervals.

P(h) is proportional to prior(h) times the product of the factors of all pieces on h; at the end the floor is spread evenly.
A piece that may not have been said, or may mean another, is a mixture: its factor on h is the sum over what it may mean,
share x ratio^(weight x bearing), plus whatever share is left, times 1. A resolved and certain one is ratio^(weight x bearing).

Intervals are first-order (the delta method): each row of the table has an independent normal error on its log ratio, and
all pieces that use a row share its error. The logit of each probability before the floor is taken as normal, and the floor
is put on its ends, so an interval contains its point and stays between 0 and 1. They say how well the table is known, not how well the model fits the next incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, fsum, log, sqrt

import numpy as np
from numpy.typing import NDArray

from claimant.model import Hypothesis, HypothesisKind
from claimant.weigh.ratios import FLOOR, NINETY_FIVE, RATIOS, UNNAMED_ROW
from claimant.weigh.readings import Piece
from claimant.weigh.weights import Counted, Weights

Floats = NDArray[np.float64]

ROWS: tuple[str, ...] = tuple(RATIOS)
"""The rows of the table in order: the first axis of slopes."""

_ROW = {row: number for number, row in enumerate(ROWS)}
_SPREADS: Floats = np.array([RATIOS[row].spread for row in ROWS])


@dataclass(frozen=True, slots=True)
class Share:
    """What one piece adds: `logs` to each hypothesis' log odds (H), `slopes` their derivatives by a row's log ratio."""

    logs: tuple[float, ...]
    slopes: tuple[tuple[int, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Odds:
    """The result: per hypothesis the probability and the ends of its interval (all H long), in the order given.

    `evidence` is what all pieces together add to the log score (nats), the prior left out.
    """

    probabilities: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    evidence: tuple[float, ...]


def add_up(hypotheses: Sequence[Hypothesis], shares: Iterable[Share]) -> Odds:
    """Probabilities and intervals from the prior and what each piece adds; sums are exact, so order cannot matter."""
    start = prior(hypotheses)
    columns: list[list[float]] = [[value] for value in start.logs]
    cells: dict[tuple[int, int], list[float]] = {}
    for share in (start, *shares):
        for number, value in enumerate(share.logs if share is not start else ()):
            columns[number].append(value)
        for row, slopes in share.slopes:
            for number, slope in enumerate(slopes):
                if slope:
                    cells.setdefault((row, number), []).append(slope)
    slopes_by_row = np.zeros((len(ROWS), len(hypotheses)))
    for cell, values in cells.items():
        slopes_by_row[cell] = fsum(values)
    return odds_of(np.array([fsum(column) for column in columns]), slopes_by_row, np.array(start.logs))


def odds_of(scores: Floats, slopes: Floats, prior_logs: Floats) -> Odds:
    """Odds from log scores (H), their slopes by row (rows x H), and the part of the scores that is the prior (H)."""
    evidence = tuple(map(float, scores - prior_logs))
    count = len(scores)
    shares = _softmax([float(score) for score in scores])
    probabilities = [(1 - FLOOR) * share + FLOOR / count for share in shares]
    if count == 1:
        return Odds((1.0,), (1.0,), (1.0,), evidence)
    low, high = [], []
    for number, p in enumerate(probabilities):
        # logit = score - log sum exp(other scores), so its slope is its own less the others' expected one. The floor is put
        # on the ends afterwards: logits of floored probabilities are far from linear near certainty.
        rest = [other for other in range(count) if other != number]
        others = _softmax([float(scores[other]) for other in rest])
        gap = slopes[:, number] - slopes[:, rest] @ np.array(others)
        spread = sqrt(fsum((_SPREADS * gap) ** 2))
        top = max(float(scores[other]) for other in rest)
        logit = float(scores[number]) - top - log(fsum(exp(float(scores[other]) - top) for other in rest))
        ends = (_expit(logit - NINETY_FIVE * spread), _expit(logit + NINETY_FIVE * spread))
        low.append(min(p, (1 - FLOOR) * ends[0] + FLOOR / count))
        high.append(max(p, (1 - FLOOR) * ends[1] + FLOOR / count))
    return Odds(tuple(probabilities), tuple(low), tuple(high), evidence)


def prior(hypotheses: Sequence[Hypothesis]) -> Share:
    """Where the weighing starts: 1 for every answer, .4 for somebody not named yet."""
    unnamed = [float(hypothesis.kind is HypothesisKind.UNNAMED) for hypothesis in hypotheses]
    logs = tuple(flag * RATIOS[UNNAMED_ROW].log for flag in unnamed)
    return Share(logs, ((_ROW[UNNAMED_ROW], tuple(unnamed)),))


def share_of(piece: Piece, readings: Sequence[Counted], hypotheses: int) -> Share:
    """What a piece with these counted readings adds to each of the `hypotheses`."""
    logs = []
    slopes: dict[int, list[float]] = {}
    belief = min(1.0, max(0.0, piece.position.confidence))
    for number in range(hypotheses):
        parts = []
        for reading in readings:
            power = reading.weight * reading.aim.bearing[number]
            if power and (belief * reading.aim.share):
                parts.append((reading, power, belief * reading.aim.share))
        if not parts:
            logs.append(0.0)
            continue
        rest = 1 - fsum(share for _, _, share in parts)
        terms = [share * exp(power * reading.log) for reading, power, share in parts]
        factor = fsum((*terms, rest if rest > 1e-12 else 0.0))
        # one certain reading: its logarithm as it is, without the way through exp
        certain = len(parts) == 1 and parts[0][2] == 1
        logs.append(parts[0][1] * parts[0][0].log if certain else log(factor))
        for (reading, power, _), term in zip(parts, terms, strict=True):
            for row in reading.rows:
                cell = slopes.setdefault(_ROW[row], [0.0] * hypotheses)
                cell[number] += reading.scale * power * term / factor
    return Share(tuple(logs), tuple((row, tuple(values)) for row, values in sorted(slopes.items())))


def shares_of(pieces: Sequence[Piece], weights: Weights, hypotheses: int) -> dict[int, Share]:
    """What each kept piece adds, by its index."""
    return {index: share_of(pieces[index], readings, hypotheses) for index, readings in weights.items()}


def ranked(hypotheses: Sequence[Hypothesis], probabilities: Sequence[float]) -> list[int]:
    """Indices of the hypotheses, most probable first; equal ones (to 12 digits) by id."""
    return sorted(range(len(hypotheses)), key=lambda n: (-round(probabilities[n], 12), hypotheses[n].id))


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    weights = [exp(score - top) for score in scores]
    total = fsum(weights)
    return [weight / total for weight in weights]


def _expit(x: float) -> float:
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))
