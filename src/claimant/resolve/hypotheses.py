"""Positions -> hypotheses: the answers that somebody has given to "who did it?", and always "someone not named yet"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from claimant.model import Actor, ActorKind, Hypothesis, HypothesisKind, Linked, Position, Role, Stance, Undecided
from claimant.text import fold_name

UNNAMED = Hypothesis(id="unnamed", label="someone not named yet", kind=HypothesisKind.UNNAMED)
RARE = 0.05
"""An actor named by fewer than a twentieth of the origins that name the most-named one is no hypothesis of its own: in
large archives such mentions are mostly misreadings. In a small case one origin is enough."""
_STATE = {ActorKind.STATE, ActorKind.GOVERNMENT}


def hypotheses(
    positions: Iterable[Position], actors: Mapping[str, Actor], most: int, victims: Collection[str] = ()
) -> tuple[Hypothesis, ...]:
    """The actors that are blamed or claim, each with those of its units that are named, and "someone not named yet".

    A unit is counted with the body it is part of. A state's own body (its army, its police) is a hypothesis of its own
    only where more origins name it than name the state or its government; else it is counted with the state. At most
    `most` actors, those named by most origins first; a staged attack ("false flag") is a hypothesis apart. Whom the question
    names as killed (`victims`, folded names) is no answer to it.
    """
    origins: dict[tuple[str, bool], set[str]] = {}
    for position in positions:
        staged = position.role is Role.STAGED
        for actor in _accused(position):
            if actors[actor].kind is ActorKind.PERSON and fold_name(actors[actor].name) in victims:
                continue
            origins.setdefault((actor, staged), set()).update(position.origins or (position.id,))
    weight = {key: len(found) for key, found in origins.items()}
    chosen: Counter[tuple[str, bool]] = Counter()
    for (actor, staged), count in weight.items():
        chosen[_top(actor, staged, weight, actors), staged] += count
    floor = max(chosen.values(), default=0) * RARE
    ranked = sorted((key for key in chosen if chosen[key] >= floor), key=lambda key: (-chosen[key], key))[:most]
    apart = [actor for actor, staged in ranked if not staged and not _is_state(actor, actors)]
    return (*(_hypothesis(actor, staged, actors, apart) for actor, staged in ranked), UNNAMED)


def _accused(position: Position) -> list[str]:
    who = position.speaker if position.stance is Stance.CLAIMS else position.target
    if position.stance not in {Stance.CLAIMS, Stance.BLAMES}:
        return []
    match who:
        case Linked(actor, _):
            return [actor]
        case Undecided(_, candidates):
            return [actor for actor, score in candidates if score >= 0.5]
    return []


def _top(actor: str, staged: bool, weight: Mapping[tuple[str, bool], int], actors: Mapping[str, Actor]) -> str:
    """The actor that stands for this one in the set of hypotheses."""
    chain = _chain(actor, actors)
    states = [one for one in chain if _is_state(one, actors)]
    bodies = chain[: chain.index(states[0])] if states else chain
    if not states:
        named = [one for one in bodies if (one, staged) in weight]
        return named[-1] if named else actor
    state = states[-1]
    if not bodies:
        return state
    body = bodies[-1]
    if actors[body].kind is ActorKind.PERSON:
        return state
    own = sum(n for (one, s), n in weight.items() if s == staged and body in _chain(one, actors))
    of_state = sum(n for (one, s), n in weight.items() if s == staged and one in states)
    return body if own > of_state and not staged else state


def _is_state(actor: str, actors: Mapping[str, Actor]) -> bool:
    """A state, its government, or the office that leads it: "the president" stands for the government."""
    return actors[actor].kind in _STATE or actor.endswith(("-president", "-prime-minister", "-monarchy"))


def _chain(actor: str, actors: Mapping[str, Actor]) -> list[str]:
    found = [actor]
    while actors[found[-1]].part_of:
        above = actors[found[-1]].part_of[0].actor
        if above in found or above not in actors:
            break
        found.append(above)
    return found


def _hypothesis(actor: str, staged: bool, actors: Mapping[str, Actor], apart: Iterable[str]) -> Hypothesis:
    """The answer "this actor did it"; a state some of whose bodies are answers of their own is the rest of that state."""
    name = actors[actor].name
    bodies = [actors[one].name for one in apart if one != actor and actor in _chain(one, actors)]
    if bodies and not staged:
        name = f"{name}, other than by its {' and '.join(body.removesuffix(f' of {name}') for body in bodies)}"
    if staged:
        return Hypothesis(
            id=f"staged:{actor}",
            label=f"{name}, staging it so that another is blamed",
            kind=HypothesisKind.STAGED,
            actor=actor,
        )
    return Hypothesis(id=actor, label=name, actor=actor)
