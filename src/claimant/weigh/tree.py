"""The tree above the answers: each side with the sum of its answers, and the fewest answers that hold 95 % together."""

from __future__ import annotations

from collections.abc import Sequence

from claimant.model import Branch, Case
from claimant.weigh.odds import Odds, Standing, interval_of
from claimant.weigh.readings import actor_of


def branches(case: Case, odds: Odds, standing: Standing) -> tuple[Branch, ...]:
    """One branch for each side with two answers or more, best first; its interval carries what its answers share."""
    day = case.incident.date.day if case.incident.date else None
    sides: dict[str, list[int]] = {}
    for number, hypothesis in enumerate(case.hypotheses):
        if actor := actor_of(hypothesis):
            sides.setdefault(case.side(actor, day), []).append(number)
    names = {actor.id: actor.name for actor in case.actors}
    found = []
    for side, numbers in sides.items():
        if len(numbers) < 2:
            continue
        probability, low, high = interval_of(standing, numbers)
        leaves = sorted(numbers, key=lambda n: (-odds.probabilities[n], case.hypotheses[n].id))
        found.append(
            Branch(
                id=side,
                label=names.get(side, side),
                leaves=tuple(case.hypotheses[n].id for n in leaves),
                probability=probability,
                low=low,
                high=high,
            )
        )
    return tuple(sorted(found, key=lambda one: (-round(one.probability, 12), one.id)))


def likely_set(ids: Sequence[str], probabilities: Sequence[float], share: float = 0.95) -> tuple[str, ...]:
    """The fewest answers, in the order given (best first), whose probabilities sum to at least `share`."""
    total, kept = 0.0, []
    for id, probability in zip(ids, probabilities, strict=True):
        kept.append(id)
        total += probability
        if total >= share - 1e-12:
            break
    return tuple(kept)
