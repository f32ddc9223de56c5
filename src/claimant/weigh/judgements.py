"""An analyst's judgements in the weighing: what they change, always beside the machine's own answer and never in its place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import isfinite, log

from claimant.errors import JudgementError
from claimant.model import Case, Change, Judgement
from claimant.weigh.odds import Share, prior

LARGEST = 1e6
"""Largest ratio or prior odds that a judgement may set, and its inverse the smallest: nobody is certain, and nothing is impossible."""


def judged(case: Case, judgements: Sequence[Judgement]) -> Case:
    """The case with the judgements on its evidence applied, in the order given; those on the prior are `judged_prior`'s.

    Raises JudgementError where one has no reason or name, speaks of evidence that the case does not have, or sets a ratio
    that is not above 0.
    """
    kept = {judgement.into for judgement in judgements if judgement.change is Change.MERGE}
    for number, judgement in enumerate(judgements):
        case = _applied(case, judgement, number, kept)
    return case


def judged_prior(case: Case, judgements: Sequence[Judgement]) -> Share:
    """Where the weighing starts: the table's prior, or what an analyst set for an answer. Raises JudgementError as `judged`."""
    start = prior(case.hypotheses)
    logs = list(start.logs)
    held: set[int] = set()
    for number, judgement in enumerate(judgements):
        if judgement.change is Change.PRIOR:
            ids = [hypothesis.id for hypothesis in case.hypotheses]
            if judgement.about not in ids:
                raise JudgementError(number, f"{judgement.about!r} is no answer of this case ({', '.join(ids)})")
            at = ids.index(judgement.about)
            logs[at] = log(_odds(number, "value", judgement.value))
            held.add(at)
    slopes = tuple(
        (row, tuple(0.0 if at in held else value for at, value in enumerate(values))) for row, values in start.slopes
    )
    return Share(tuple(logs), slopes)


def _applied(case: Case, judgement: Judgement, number: int, merged: Collection[str]) -> Case:
    if not judgement.by.strip() or not judgement.reason.strip():
        raise JudgementError(number, "has no name or no reason; both are printed beside what it changes")
    ids = {position.id for position in case.positions}
    if judgement.change is Change.DROP and judgement.about in merged:
        raise JudgementError(number, f"drops {judgement.about!r}, into which another was merged: neither would count")
    if judgement.change in {Change.RATIO, Change.DROP, Change.MERGE} and judgement.about not in ids:
        raise JudgementError(number, f"speaks of {judgement.about!r}, which is no evidence of this case")
    match judgement.change:
        case Change.DROP:
            kept = tuple(position for position in case.positions if position.id != judgement.about)
            return replace(case, positions=kept)
        case Change.ADD:
            if judgement.position is None or judgement.position.id in ids:
                raise JudgementError(number, "adds no position, or one whose id the case has already")
            if judgement.position.bounds is not None:
                raise JudgementError(number, "adds a position with bounds; bound its ratio by a judgement of its own")
            return replace(case, positions=(*case.positions, judgement.position))
        case Change.MERGE:
            if judgement.into not in ids or judgement.into == judgement.about:
                raise JudgementError(number, f"merges into {judgement.into!r}, which is no other evidence of this case")
            if any(position.id == judgement.into and position.copied for position in case.positions):
                raise JudgementError(
                    number, f"merges into {judgement.into!r}, which is itself a copy: neither would count"
                )
            return _changed(case, judgement.about, copied=True)
        case Change.RATIO:
            return _changed(case, judgement.about, bounds=_bounds(judgement, number))
        case Change.PRIOR:
            return case


def _bounds(judgement: Judgement, number: int) -> tuple[float, float]:
    if judgement.value is None and judgement.low is None and judgement.high is None:
        raise JudgementError(number, "sets no ratio: give a value, or low, high or both")
    if judgement.value is not None:
        if judgement.low is not None or judgement.high is not None:
            raise JudgementError(number, "gives a value and bounds; give one of them")
        value = _odds(number, "value", judgement.value)
        return value, value
    low = 1 / LARGEST if judgement.low is None else _odds(number, "low", judgement.low)
    high = LARGEST if judgement.high is None else _odds(number, "high", judgement.high)
    if low > high:
        raise JudgementError(number, f"bounds the ratio between {low:g} and {high:g}, which is nothing")
    return low, high


def _odds(number: int, what: str, value: float | None) -> float:
    if value is None or not isfinite(value) or not 1 / LARGEST <= value <= LARGEST:
        raise JudgementError(
            number,
            f"its {what} is {value}; it must lie between {1 / LARGEST:g} and {LARGEST:g}, for nothing is certain",
        )
    return value


def _changed(case: Case, id: str, **fields: object) -> Case:
    positions = tuple(
        replace(position, **fields) if position.id == id else position  # type: ignore[arg-type]  # names of Position's fields
        for position in case.positions
    )
    return replace(case, positions=positions)
