"""Who would gain and who would lose by each answer, by relations and sides: shown beside the weighing, and no part of it.

How much an interest tells of who did it has not been measured here, so it moves no number.
"""

from __future__ import annotations

from claimant.model import Case, HypothesisKind, Interest, Linked, Stance
from claimant.weigh.readings import actor_of, signs_of


def interests(case: Case) -> tuple[Interest, ...]:
    """One entry for each side that speaks and each answer that touches it, by the order of speakers and answers."""
    day = case.incident.date.day if case.incident.date else None
    signs = signs_of(case)
    names = {actor.id: actor.name for actor in case.actors}
    claimed = {
        position.speaker.actor
        for position in case.positions
        if position.stance is Stance.CLAIMS and isinstance(position.speaker, Linked) and not position.copied
    }
    speakers = dict.fromkeys(
        case.side(position.speaker.actor, day)
        for position in case.positions
        if isinstance(position.speaker, Linked) and not position.narrator and position.speaker.actor in names
    )
    found = []
    for speaker in speakers:
        for hypothesis in case.hypotheses:
            doer = actor_of(hypothesis)
            if doer is None or doer not in names:
                continue
            side = case.side(doer, day)
            sign, why = 0, ""
            if side == speaker and any(case.side(one, day) == speaker for one in claimed):
                sign, why = 1, "it claims the act"
            elif side == speaker:
                sign, why = -1, "it would have done it itself"
            elif signs(speaker, doer) < 0:
                sign, why = 1, f"it is hostile to {names[doer]}"
            elif signs(speaker, doer) > 0:
                sign, why = -1, f"it is a friend of {names[doer]}"
            if sign and hypothesis.kind is HypothesisKind.STAGED and side != speaker:
                why += ", which would have deceived the public"
            if sign:
                found.append(Interest(actor=speaker, hypothesis=hypothesis.id, sign=sign, why=why))
    return tuple(found)
