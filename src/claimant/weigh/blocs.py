"""Who stands with whom: the best division of a case's sides into two blocs, and the sides that no bloc holds.

The signed network has one edge for each pair of sides: friendly (+1) or hostile (-1), from the case's relations; where those
say nothing, from what was acted out in the case: who blames another as the doer is hostile to it, who
claims the attack is hostile to the victims' side. To clear somebody is no friendship.
A division is as bad as its *frustration*: friendly edges across blocs and hostile edges inside one. The best division has the
least (Harary 1959); the index is that least, divided by the number of edges (0: two blocs explain every relation). It is exact:
sides are eliminated one after the other, each with a table over the sides that it still has ties with (bucket elimination:
Dechter 1999), which the sparse networks of cases allow. Where a table would be too large, HiGHS solves it as an integer
programme (extra `solve`), if asked to: a brief never asks, so that it is the same on every machine.

With a neutral group allowed, an edge with a neutral end is left open and costs a half. Who stands outside is who
is neutral there at no greater cost: its relations contradict either bloc at least as much as they fit one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimant.errors import MissingExtra
from claimant.model import Blocs, Case, Linked, Position, Stance, Tie

LARGEST = 2_000_000
"""Cells of the largest table that elimination may need."""

OPEN = 0.5
"""What an edge with a neutral end costs: half a contradiction. A convention, not measured."""

_OUT = 2


def blocs(case: Case, *, solver: bool = False) -> Blocs | None:
    """The best division of the case's sides, or None where fewer than three sides have relations.

    None too where the network is too dense to be divided exactly without a solver; with `solver` HiGHS does it then. Raises
    MissingExtra where it is needed and not installed.
    """
    ties = tuple(network(case))
    sides = tuple(sorted({end for tie in ties for end in (tie.a, tie.b)}))
    if len(sides) < 3:
        return None
    two = _best(sides, ties, neutral=False, solver=solver)
    three = _best(sides, ties, neutral=True, solver=solver)
    if two is None or three is None:
        return None
    frustrated = tuple(tie for tie in ties if _cost(tie, two) == 1)
    outside = tuple(side for side in sides if three[side] == _OUT)
    first = two[_anchor(sides, ties)]
    return Blocs(
        first=tuple(side for side in sides if two[side] == first),
        second=tuple(side for side in sides if two[side] != first),
        frustrated=frustrated,
        ties=ties,
        index=len(frustrated) / len(ties),
        outside=outside,
        with_neutral=sum(_cost(tie, three) for tie in ties) / len(ties),
    )


def network(case: Case) -> Iterable[Tie]:
    """One tie for each pair of sides that stand to each other in some way, in the order of their ids."""
    day = case.incident.date.day if case.incident.date else None
    known = {actor.id for actor in case.actors}
    stated: dict[tuple[str, str], Tie] = {}
    acted: dict[tuple[str, str], Tie] = {}

    def keep(found: dict[tuple[str, str], Tie], a: str, b: str, sign: int, why: str) -> None:
        a, b = sorted((case.side(a, day), case.side(b, day)))
        if a != b and sign and a in known and b in known:
            if (a, b) not in found or sign < found[a, b].sign:  # of two that contradict, the more hostile one
                found[a, b] = Tie(a=a, b=b, sign=sign, why=why)

    for relation in sorted(case.relations, key=lambda r: (r.a, r.b, r.sign, r.basis)):
        if day is None or (relation.start or 0) <= day.year <= (relation.end or 9999):
            keep(stated, relation.a, relation.b, relation.sign, relation.basis or "as given")
    for position in sorted(case.positions, key=lambda p: p.id):
        if isinstance(position.speaker, Linked) and _plain(position):
            speaker, target = position.speaker.actor, position.target
            if position.stance is Stance.CLAIMS and case.incident.victim:
                keep(acted, speaker, case.incident.victim, -1, "claims the attack")
            elif isinstance(target, Linked) and position.stance is Stance.BLAMES:
                keep(acted, speaker, target.actor, -1, "blames it")
    found = [stated.get(pair) or acted[pair] for pair in sorted({*stated, *acted})]
    # a side whose one tie is a word of the moment tells nothing of blocs: no division contradicts it
    ties = Counter(end for tie in found for end in (tie.a, tie.b))
    return [tie for tie in found if (tie.a, tie.b) in stated or min(ties[tie.a], ties[tie.b]) > 1]


def _plain(position: Position) -> bool:
    """Whether it was more likely than not said, in words of the speaker's own."""
    return not position.narrator and not position.copied and position.confidence > 0.5


def _anchor(sides: Sequence[str], ties: Sequence[Tie]) -> str:
    """The side with the most relations names the first bloc."""
    degree = {side: sum(side in (tie.a, tie.b) for tie in ties) for side in sides}
    return max(sides, key=lambda side: (degree[side], [-ord(c) for c in side]))


def _cost(tie: Tie, placed: Mapping[str, int]) -> float:
    a, b = placed[tie.a], placed[tie.b]
    if _OUT in (a, b):
        return OPEN
    return float((a == b) != (tie.sign > 0))


def _best(sides: Sequence[str], ties: Sequence[Tie], *, neutral: bool, solver: bool) -> dict[str, int] | None:
    """The division of least cost; of several, with `neutral` the one that leaves most out, then the first in order."""
    found = _eliminated(sides, ties, neutral=neutral)
    return _solved(sides, ties, neutral=neutral) if found is None and solver else found


Factor = tuple[tuple[str, ...], "NDArray[np.int64]"]
"""A cost for each placing of some sides: an array with an axis for each."""

_UNIT = 10_000
"""What a contradiction costs in whole numbers; leaving a side out is worth one, far less than half a contradiction."""


def _eliminated(sides: Sequence[str], ties: Sequence[Tie], *, neutral: bool) -> dict[str, int] | None:
    """The best division by bucket elimination, or None where a table would be too large."""
    states = 3 if neutral else 2
    factors: list[Factor] = []
    for tie in ties:
        table = np.array(
            [[round(_UNIT * _cost(tie, {tie.a: a, tie.b: b})) for b in range(states)] for a in range(states)]
        )
        factors.append(((tie.a, tie.b), table))
    # which bloc is the first is a matter of naming: the first side of each part of the network is not in the second
    for first in _parts(sides, ties):
        factors.append(((first,), np.array([0, len(ties) * _UNIT * 2, 0][:states])))
    if neutral:
        factors += [((side,), np.array([0, 0, -1])) for side in sides]
    chosen: list[tuple[str, tuple[str, ...], NDArray[np.int64]]] = []
    near: dict[str, set[str]] = {side: set() for side in sides}
    for tie in ties:
        near[tie.a].add(tie.b)
        near[tie.b].add(tie.a)
    while near:
        side = min(near, key=lambda one: (len(near[one]), one))
        scope = tuple(sorted(near.pop(side)))
        if states ** (len(scope) + 1) > LARGEST:
            return None
        total = np.zeros((states,) * (len(scope) + 1), dtype=np.int64)
        for names, table in factors:
            if side in names:
                total = total + _spread(names, table, (*scope, side))
        chosen.append((side, scope, total.argmin(axis=-1)))
        factors = [one for one in factors if side not in one[0]]
        if scope:
            factors.append((scope, total.min(axis=-1)))
        for one in scope:  # who were tied to it are tied to each other now
            near[one] = (near[one] | set(scope)) - {one, side}
    placed: dict[str, int] = {}
    for side, scope, table in reversed(chosen):
        placed[side] = int(table[tuple(placed[one] for one in scope)])
    return {side: placed[side] for side in sides}


def _spread(names: Sequence[str], table: NDArray[np.int64], scope: Sequence[str]) -> NDArray[np.int64]:
    """The table with its axes in the order of `scope`, and an axis of length 1 for each side that it does not know."""
    order = sorted(range(len(names)), key=lambda axis: scope.index(names[axis]))
    turned = table.transpose(order)
    return turned.reshape([turned.shape[0] if one in names else 1 for one in scope])


def _parts(sides: Sequence[str], ties: Sequence[Tie]) -> list[str]:
    """The first side of each connected part of the network."""
    left, firsts = list(sides), []
    while left:
        firsts.append(left[0])
        reached, queue = {left[0]}, [left[0]]
        while queue:
            here = queue.pop()
            for tie in ties:
                for a, b in ((tie.a, tie.b), (tie.b, tie.a)):
                    if a == here and b not in reached:
                        reached.add(b)
                        queue.append(b)
        left = [side for side in left if side not in reached]
    return firsts


def _solved(sides: Sequence[str], ties: Sequence[Tie], *, neutral: bool) -> dict[str, int]:
    """The same division by HiGHS. Variables: a bloc for each side, then (with `neutral`) whether it is left out, then each tie's cost."""
    try:
        import highspy  # the extra `solve`; only here
    except ImportError as error:
        raise MissingExtra("solve", f"Dividing {len(sides)} sides into blocs") from error
    n, at = len(sides), {side: number for number, side in enumerate(sides)}

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802  # here it would print its name, before anybody can ask it not to
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    solver: Any = Quiet()  # type: ignore[no-untyped-call]
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 1e-7)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("random_seed", 1)
    block = [solver.addBinary() for _ in sides]
    # leaving out is worth a hair, so that of equal divisions the one that leaves most out is taken
    out = [solver.addBinary(obj=-1e-4) for _ in sides] if neutral else []
    for tie in ties:
        a, b = at[tie.a], at[tie.b]
        wrong = solver.addVariable(lb=0, ub=1, obj=1.0)
        loose = (out[a] + out[b]) if neutral else 0
        if tie.sign > 0:
            solver.addConstr(wrong + loose >= block[a] - block[b])
            solver.addConstr(wrong + loose >= block[b] - block[a])
        else:
            solver.addConstr(wrong + loose >= block[a] + block[b] - 1)
            solver.addConstr(wrong + loose >= 1 - block[a] - block[b])
        if neutral:
            open_tie = solver.addVariable(lb=0, ub=1, obj=OPEN)
            solver.addConstr(open_tie >= out[a])
            solver.addConstr(open_tie >= out[b])
    solver.addConstr(block[0] <= 0)
    solver.run()
    values = solver.getSolution().col_value
    placed = [round(values[number]) for number in range(n)]
    if neutral:
        placed = [_OUT if round(values[n + number]) else placed[number] for number in range(n)]
    return dict(zip(sides, placed, strict=True))
