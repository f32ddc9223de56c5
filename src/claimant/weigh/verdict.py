"""The answer line: a leading hypothesis, or "not established"; and how far to trust it, in a sentence of its own.

ICD 203: a level of confidence and a word of likelihood never share a sentence, and the cause of uncertainty is stated.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimant.model import Case, Hinge, Hypothesis, HypothesisKind, Verdict, VerdictState, Weighed
from claimant.weigh.odds import Odds, Share, ranked
from claimant.weigh.readings import Piece
from claimant.weigh.words import percent, percent_range

MODERATE_ORIGINS, HIGH_ORIGINS = 2, 3
MODERATE_WIDTH, HIGH_WIDTH = 0.50, 0.25
HIGH_SINGLE_LOSS = 0.10
"""Confidence is `high` with at least 3 independent origins for the first answer, an interval of at most 25 points, and no
single piece whose loss costs it more than 10 points or changes the verdict; `moderate` with at least 2 origins, at most 50
points, and no single piece whose loss puts another answer first; else `low`. The thresholds are ours; none is from p."""

HALF = 0.5
"""An answer whose interval goes below it may be less likely than not, so the evidence does not point to it."""


@dataclass(frozen=True, slots=True)
class State:
    """Which hypothesis comes first (its index), whether it leads, and why not where it does not."""

    first: int
    leads: bool
    why_not: str


def state_of(hypotheses: Sequence[Hypothesis], odds: Odds) -> State:
    """Leading only where the first is a named answer, what was said speaks for it, and its interval clears the next one's
    and one half: "the evidence points to X: unlikely to almost certain" would take back what it says.
    """
    order = ranked(hypotheses, odds.probabilities)
    first = order[0]
    if hypotheses[first].kind is HypothesisKind.UNNAMED:
        return State(first, False, "which names nobody")
    if len(order) == 1:
        return State(first, False, "because no other answer was weighed")
    if odds.evidence[first] <= 1e-12:
        return State(first, False, "because nothing said so far speaks for it on balance")
    second = order[1]
    if odds.low[first] <= odds.high[second]:
        rival = f"{hypotheses[second].label} ({percent(odds.probabilities[second])})"
        return State(first, False, f"and its interval does not clear that of {rival}")
    if odds.low[first] < HALF:
        return State(first, False, "and its interval goes below one half")
    return State(first, True, "")


def origins_for(pieces: Sequence[Piece], shares: Mapping[int, Share], first: int) -> int:
    """How many independent origins carry what speaks for that hypothesis: the most sides that each have one of their own.

    One agency report that tells what five sides said is one origin, and one side whose press conference ten reporters heard
    is one too: neither ten copies nor ten hearers are ten sources. A coded position has its side for an origin.
    """
    carried: dict[tuple[str, ...], dict[tuple[str, str], None]] = {}
    for index, share in shares.items():
        if share.logs[first] > 1e-12:
            piece = pieces[index]
            side = tuple(sorted({voice.side or "" for aim in piece.aims for voice in aim.voices[:1]}))
            kept = carried.setdefault(side, {})
            origins = piece.position.origins
            kept.update(dict.fromkeys([("origin", one) for one in origins] or [("side", one) for one in side]))
    return _matched(list(carried.values()))


def _matched(choices: Sequence[Iterable[tuple[str, str]]]) -> int:
    """How many of these can have one of their choices each, no two the same (a greatest matching, by augmenting paths)."""
    holder: dict[tuple[str, str], int] = {}
    held: dict[int, tuple[str, str]] = {}
    for number in range(len(choices)):
        reached: dict[tuple[str, str], int] = {}
        queue = deque([number])
        free: tuple[str, str] | None = None
        while queue and free is None:
            at = queue.popleft()
            new = [choice for choice in choices[at] if choice not in reached]
            reached.update(dict.fromkeys(new, at))
            free = next((choice for choice in new if choice not in holder), None)
            queue.extend(holder[choice] for choice in new if choice in holder)
        while free is not None:  # each choice on the way back goes to the one that came to it
            at = reached[free]
            holder[free] = at
            before = held.get(at)
            held[at] = free
            free = before
    return len(holder)


def of_one_side(case: Case, weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """The answers on the same side as the first one, itself among them: an army and the rest of its state."""
    day = case.incident.date.day if case.incident.date else None
    actors = [(one, one.hypothesis.actor) for one in weighed]
    first = actors[0][1]
    if first is None or first not in {actor.id for actor in case.actors}:
        return (weighed[0],)
    side = case.side(first, day)
    return tuple(one for one, actor in actors if actor is not None and case.side(actor, day) == side)


def decide(
    weighed: Sequence[Weighed],
    state: State,
    origins: int,
    hinges: Sequence[Hinge],
    searched: int,
    together: Sequence[Weighed] = (),
    tried: int | None = None,
) -> Verdict:
    """The verdict on the `weighed` hypotheses, best first.

    `together` are the answers on the first one's side: where the first does not lead, what they stand at together is said.

    `tried` is given where the loss of only so many of the weightiest pieces was tried; confidence is not high then.

    `origins` counts the independent origins that speak for the first; `searched` is the size up to which every set of
    pieces was tried for one whose loss changes the leader.
    """
    leader = weighed[0]
    figures = f"({percent(leader.probability)}; 95 % interval {percent_range(leader.low, leader.high)})"
    if state.leads:
        sentence = f"The evidence points to {leader.hypothesis.label}: {leader.words} {figures}."
    else:
        sentence = (
            f"Who did it is not established: of the answers weighed, {leader.hypothesis.label} comes first, "
            f"{leader.words} {figures}, {state.why_not}."
        )
        if len(together) > 1:
            total = min(0.99, sum(one.probability for one in together))
            sentence += f" The {_number(len(together))} answers on its side together stand at {percent(total)}."
    level, cause = _confidence(leader, origins, hinges, searched, tried)
    return Verdict(
        state=VerdictState.LEADING if state.leads else VerdictState.NOT_ESTABLISHED,
        hypothesis=leader.hypothesis.id if state.leads else None,
        sentence=sentence,
        confidence=level,
        cause=cause,
    )


def _number(count: int) -> str:
    return {2: "two", 3: "three", 4: "four", 5: "five"}.get(count, str(count))


def _confidence(
    leader: Weighed, origins: int, hinges: Sequence[Hinge], searched: int, tried: int | None
) -> tuple[str, str]:
    width = leader.high - leader.low
    singles = [hinge for hinge in hinges if len(hinge.dropped) == 1]
    others = [hinge for hinge in singles if hinge.leader != leader.hypothesis.id]
    loss = max((-hinge.change for hinge in singles), default=0.0)
    turned = any(hinge.flips for hinge in singles)
    if origins < MODERATE_ORIGINS or width > MODERATE_WIDTH or others:
        level = "low"
    elif origins < HIGH_ORIGINS or width > HIGH_WIDTH or turned or loss > HIGH_SINGLE_LOSS or tried is not None:
        level = "moderate"
    else:
        level = "high"
    none = "no single piece" if tried is None else f"none of the {tried} weightiest pieces (the others were not tried)"
    if others:
        hangs = "the loss of a single piece of evidence would put another answer first"
    elif turned:
        hangs = "the loss of a single piece of evidence would change the verdict"
    elif loss >= 0.005:
        hangs = f"{none} turns it, and the largest is worth {_points(loss)}"
    else:
        hangs = f"{none} turns it"
    several = [hinge for hinge in hinges if len(hinge.dropped) > 1]
    if not others and several:
        hangs += f" (it takes the loss of {len(several[0].dropped)} together to put another answer first)"
    elif not others and searched > 1:
        hangs += f" ({'though no' if turned else 'nor do any'} {searched} together put another answer first)"
    independent = {0: "no independent origin speaks", 1: "one independent origin speaks"}.get(
        origins, f"{origins} independent origins speak"
    )
    return level, f"Confidence is {level}: {independent} for it, {hangs}, and its interval is {_points(width)} wide."


def _points(share: float) -> str:
    points = round(100 * share)
    return "1 point" if points == 1 else f"{points} points"
