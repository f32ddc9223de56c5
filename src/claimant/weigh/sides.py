"""The way from an actor up to a side, step by step: a unit's act is its side's, and the distance is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from claimant.model import Actor


def paths(known: Mapping[str, Actor], id: str, day: date | None) -> tuple[tuple[str, ...], ...]:
    """For every side that the actor is part of on that day the shortest way to it, both ends included; nearest first.

    `known` are the actors by id. The last way leads to the outermost side, as `Case.side` has it.
    """
    found: dict[str, tuple[str, ...]] = {id: (id,)}
    queue = [id]
    while queue:
        here = queue.pop(0)
        for part in known[here].part_of if here in known else ():
            if part.holds(day) and part.actor not in found:
                found[part.actor] = (*found[here], part.actor)
                queue.append(part.actor)
    return tuple(path for path in found.values() if len(path) > 1)


def way_up(known: Mapping[str, Actor], path: tuple[str, ...]) -> str:
    """The way in words: "46th Brigade is part of Northern Front, which is part of Karsovia (two steps)"."""
    first, *above = (known[id].name if id in known else id for id in path)
    steps = len(above)
    return f"{first} is part of {', which is part of '.join(above)} ({_COUNT.get(steps, str(steps))} step{'s'[: steps > 1]})"


_COUNT = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
