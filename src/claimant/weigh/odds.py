"""From counted readings to probabilities and their 95 % intervals.

P(h) is proportional to prior(h) times the product of the factors of all pieces on h; at the end the floor is spread evenly.
A piece that may not have been said, or may mean another, is a mixture: its factor on h is the sum over what it may mean,
share x ratio^(weight x bearing), plus whatever share is left, times 1. A resolved and certain one is ratio^(weight x bearing).

Intervals are first-order (the delta method), and so the same for the same input: the log ratios of the table have a joint
normal error (its covariance), which all pieces that use a row share. The logit of each probability before the floor is taken
as normal, and the floor is put on its ends, so an interval contains its point and stays between 0 and 1. They say how well the
table is known, not how well the model fits the next incident; `bench/intervals.py` measures how well they cover.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, fsum, log, sqrt

import numpy as np
from numpy.typing import NDArray

from claimant.model import Hypothesis, HypothesisKind
from claimant.weigh.ratios import COVARIANCE, FLOOR, NINETY_FIVE, RATIOS, UNNAMED_ROW
from claimant.weigh.readings import Piece
from claimant.weigh.weights import Counted, Weights

Floats = NDArray[np.float64]

ROWS: tuple[str, ...] = tuple(RATIOS)
"""The rows of the table in order: the first axis of slopes."""

_ROW = {row: number for number, row in enumerate(ROWS)}


@dataclass(frozen=True, slots=True)
class Share:
    """What one piece adds: `logs` to each hypothesis' log odds (H), `slopes` their derivatives by a row's log ratio."""

    logs: tuple[float, ...]
    slopes: tuple[tuple[int, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Log scores of the hypotheses (H), their slopes by row (rows x H), and the part of both that is the prior's."""

    scores: Floats
    slopes: Floats
    prior: Floats
    prior_slopes: Floats


@dataclass(frozen=True, slots=True)
class Odds:
    """The result: per hypothesis the probability and the ends of its interval (all H long), in the order given.

    `evidence` is what all pieces together add to the log score (nats), the prior left out.
    """

    probabilities: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    evidence: tuple[float, ...]


def add_up(hypotheses: Sequence[Hypothesis], shares: Iterable[Share], start: Share | None = None) -> Standing:
    """The prior and what each piece adds; sums are exact, so order cannot matter. `start` is another prior than `prior`'s."""
    start = prior(hypotheses) if start is None else start
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
    return Standing(np.array([fsum(column) for column in columns]), slopes_by_row, np.array(start.logs), dense(start))


def odds_of(standing: Standing) -> Odds:
    """Probabilities of all hypotheses, with their intervals."""
    scores = standing.scores
    count = len(scores)
    evidence = tuple(map(float, scores - standing.prior))
    shares = _softmax([float(score) for score in scores])
    probabilities = tuple((1 - FLOOR) * share + FLOOR / count for share in shares)
    if count == 1:
        return Odds((1.0,), (1.0,), (1.0,), evidence)
    ends = [_ends(standing, [number], p) for number, p in enumerate(probabilities)]
    return Odds(probabilities, tuple(low for low, _ in ends), tuple(high for _, high in ends), evidence)


def interval_of(standing: Standing, some: Sequence[int]) -> tuple[float, float, float]:
    """Probability and interval of some of the hypotheses together."""
    count = len(standing.scores)
    if len(some) == count:
        return 1.0, 1.0, 1.0
    shares = _softmax([float(score) for score in standing.scores])
    p = (1 - FLOOR) * fsum(shares[number] for number in some) + FLOOR * len(some) / count
    return (p, *_ends(standing, some, p))


def _ends(standing: Standing, some: Sequence[int], p: float) -> tuple[float, float]:
    """The interval's ends for these hypotheses together, whose probability is `p`.

    logit = log sum exp(their scores) - log sum exp(the others'), so its slope is the expected one among them less that of the
    others. The floor is put on the ends afterwards: logits of floored probabilities are far from linear near certainty.
    """
    count = len(standing.scores)
    inside = set(some)
    rest = [other for other in range(count) if other not in inside]
    gap, logit = np.zeros(len(ROWS)), 0.0
    for sign, numbers in ((1, list(some)), (-1, rest)):
        scores = [float(standing.scores[number]) for number in numbers]
        top = max(scores)
        logit += sign * (top + log(fsum(exp(score - top) for score in scores)))
        gap += sign * (standing.slopes[:, numbers] @ np.array(_softmax(scores)))
    spread = sqrt(max(0.0, float(gap @ COVARIANCE @ gap)))
    low, high = _expit(logit - NINETY_FIVE * spread), _expit(logit + NINETY_FIVE * spread)
    floor = FLOOR * len(some) / count
    return min(p, (1 - FLOOR) * low + floor), max(p, (1 - FLOOR) * high + floor)


def prior(hypotheses: Sequence[Hypothesis]) -> Share:
    """Where the weighing starts: 1 for every answer, the table's "prior, unnamed" for somebody not named yet."""
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


def dense(share: Share) -> Floats:
    """The share's slopes as a table (rows x H)."""
    table = np.zeros((len(ROWS), len(share.logs)))
    for row, values in share.slopes:
        table[row] = values
    return table


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
