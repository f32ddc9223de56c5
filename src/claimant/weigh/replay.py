"""The assessment as of each day or hour, from what had been said by then, and which statement moved it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from claimant.model import Case, Frame, Moment, Position
from claimant.weigh.odds import Share, Standing, add_up, odds_of, ranked, share_of
from claimant.weigh.ratios import FLOOR
from claimant.weigh.readings import Piece, gather
from claimant.weigh.verdict import state_of
from claimant.weigh.weights import Counted, strongest

HOURS_WITHIN = 2
"""Days up to which the replay goes by hours, if nobody asks for others."""

MOST_FRAMES = 60
"""Frames of one replay; where there are more days, those of the fewest new positions are passed over."""


def replay(case: Case, at: Sequence[Moment] = (), start: Share | None = None) -> tuple[Frame, ...]:
    """A frame for each moment, in order of time; by default for each day on which a position was taken (or hour: `_moments`).

    A position counts from its moment on; one of a day without an hour from the beginning of that day, one without a date from
    the start. Moments may be days or times.
    """
    moments = sorted(set(at), key=_order) or _moments(case.positions)
    pieces = gather(case)
    cache: dict[tuple[int, tuple[Counted, ...]], Share] = {}
    frames: list[Frame] = []
    before: frozenset[int] = frozenset()
    for moment in moments:
        said = frozenset(index for index, piece in enumerate(pieces) if _by(piece.position, moment))
        frames.append(_frame(case, pieces, said, moment, before, start, cache))
        before = said
    return tuple(frames)


def _moments(positions: Sequence[Position]) -> list[Moment]:
    """Every day on which something was said; within two days every hour, where hours are known."""
    found = {position.date for position in positions if position.date is not None}
    days = {moment.day for moment in found}
    if len(days) <= HOURS_WITHIN and len(found) <= MOST_FRAMES:
        by_hour = {moment.day for moment in found if moment.at is not None}
        return sorted((one for one in found if one.at is not None or one.day not in by_hour), key=_order)
    counts = Counter(position.date.day for position in positions if position.date is not None)
    kept = sorted(counts, key=lambda day: (-counts[day], day))[:MOST_FRAMES]
    return [Moment(day) for day in sorted({*kept[: MOST_FRAMES - 1], max(counts)})] if counts else []


def _order(moment: Moment) -> tuple[object, ...]:
    """Hours of a day before the whole of it."""
    return moment.day, moment.at is None, moment.key


def _by(position: Position, moment: Moment) -> bool:
    if position.date is None:
        return True
    if moment.at is None or position.date.at is None:  # a whole day, or a day without an hour: from its beginning on
        return position.date.day <= moment.day
    return position.date.key <= moment.key


def _frame(
    case: Case,
    pieces: Sequence[Piece],
    said: frozenset[int],
    moment: Moment,
    before: frozenset[int],
    start: Share | None,
    cache: dict[tuple[int, tuple[Counted, ...]], Share],
) -> Frame:
    shares: dict[int, Share] = {}
    for index, readings in strongest(pieces, sorted(said)).items():
        key = index, readings
        if key not in cache:
            cache[key] = share_of(pieces[index], readings, len(case.hypotheses))
        shares[index] = cache[key]
    standing = add_up(case.hypotheses, shares.values(), start)
    odds = odds_of(standing)
    state = state_of(case.hypotheses, odds)
    new = {
        pieces[index].position.id: _undone(standing, share, state.first)
        for index, share in shares.items()
        if index not in before
    }
    moved = sorted(new.items(), key=lambda one: (-round(abs(one[1]), 9), one[0]))
    return Frame(
        at=moment,
        probabilities=odds.probabilities,
        low=odds.low,
        high=odds.high,
        leader=case.hypotheses[ranked(case.hypotheses, odds.probabilities)[0]].id,
        leads=state.leads,
        moved=tuple(one for one in moved if abs(one[1]) > 1e-9),
    )


def _undone(standing: Standing, share: Share, leader: int) -> float:
    """How much of the leader's probability is this piece's: what is left without its own share, taken from what there is."""
    count = len(standing.scores)

    def probability(scores: np.ndarray) -> float:
        powers = np.exp(scores - scores.max())
        return float((1 - FLOOR) * powers[leader] / powers.sum() + FLOOR / count)

    return probability(standing.scores) - probability(standing.scores - np.array(share.logs))


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """What changed between two versions of an assessment, as `weigh --json` writes them: sentences, the weightiest first.

    Evidence is known by its words (who says what of whom, and when), so that a case read anew is not all news.
    """
    lines: list[str] = []
    verdicts = [_sentence(one) for one in (old, new)]
    if verdicts[0] != verdicts[1]:
        lines.append(f"The answer was: {verdicts[0]} It is now: {verdicts[1]}")
    before, after = _probabilities(old), _probabilities(new)
    moved = []
    for label in dict.fromkeys((*after, *before)):
        if label not in before:
            moved.append((after[label], f"{label} is a new answer, at {_percent(after[label])}."))
        elif label not in after:
            moved.append((before[label], f"{label} is no longer an answer (it stood at {_percent(before[label])})."))
        elif _percent(before[label]) != _percent(after[label]):
            moved.append(
                (
                    abs(after[label] - before[label]),
                    f"{label} went from {_percent(before[label])} to {_percent(after[label])}.",
                )
            )
    lines += [line for _, line in sorted(moved, key=lambda one: (-one[0], one[1]))]
    said = [_evidence(one) for one in (old, new)]
    lines += [f"New: {words}." for words in said[1] if words not in said[0]]
    lines += [f"Gone: {words}." for words in said[0] if words not in said[1]]
    for words, weight in said[1].items():
        if words in said[0] and said[0][words] != weight:
            lines.append(f"Weighs differently: {words} (ratio x weight was {said[0][words]}, is {weight}).")
    return tuple(lines)


def _sentence(assessment: Mapping[str, Any]) -> str:
    verdict = assessment.get("verdict")
    return str(verdict.get("sentence", "")) if isinstance(verdict, Mapping) else ""


def _probabilities(assessment: Mapping[str, Any]) -> dict[str, float]:
    return {str(one["label"]): float(one["probability"]) for one in _entries(assessment, "hypotheses")}


def _evidence(assessment: Mapping[str, Any]) -> dict[str, str]:
    return {
        f"{_who(one.get('speaker'))} {one.get('stance')} {_who(one.get('target'))}, {one.get('role')}, basis {one.get('basis')}"
        + (
            f" ({one['date']})" if one.get("date") else ""
        ): f"{float(one.get('ratio', 1)):.3g} x {float(one.get('weight', 1)):g}"
        for one in _entries(assessment, "evidence")
    }


def _who(record: Any) -> str:
    if not isinstance(record, Mapping):
        return "somebody"
    if record.get("actor"):
        return str(record["actor"])
    if candidates := record.get("candidates"):
        return " or ".join(str(one.get("actor")) for one in candidates if isinstance(one, Mapping))
    side = f" of the side of {record['side']}" if record.get("side") else ""
    return f"{record.get('unnamed') or 'somebody not named'}{side}"


def _entries(assessment: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    entries = assessment.get(key)
    return [one for one in entries if isinstance(one, Mapping)] if isinstance(entries, list) else []


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
