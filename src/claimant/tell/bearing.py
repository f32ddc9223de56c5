"""What bears on an answer: evidence whose positions differ in nothing but the day is told once, with its bits summed."""

from __future__ import annotations

from dataclasses import dataclass

from claimant.model import Assessment, Evidence, Position
from claimant.tell.prose import key

NEGLIGIBLE = 0.05
"""Bits that are printed as 0.0."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """The bits that one thing said, on one or several days, gives an answer; the weightiest position first."""

    bits: float
    positions: tuple[Position, ...]


def strength(evidence: Evidence) -> float:
    """The most that it gives or takes from any hypothesis, in bits."""
    return max((abs(bits) for _, bits in evidence.bits), default=0.0)


def bearings(assessment: Assessment, hypothesis: str) -> tuple[Bearing, ...]:
    """All that bears on the hypothesis, weightiest first; what is negligible is left out."""
    folds: dict[tuple[object, ...], list[tuple[float, Evidence]]] = {}
    for one in assessment.evidence:
        bits = dict(one.bits).get(hypothesis, 0.0)
        if bits:
            position = one.position
            said = key(position.speaker), position.narrator, position.stance, key(position.target), position.role
            folds.setdefault(said, []).append((bits, one))
    found = []
    for some in folds.values():
        some.sort(key=lambda pair: (-abs(pair[0]), pair[1].id))
        found.append((sum(bits for bits, _ in some), some))
    found.sort(key=lambda fold: (-abs(fold[0]), fold[1][0][1].id))
    return tuple(
        Bearing(bits, tuple(one.position for _, one in some)) for bits, some in found if abs(bits) >= NEGLIGIBLE
    )
