"""What several formats ask of a case: who speaks in words, a position as a sentence, its quotes and its sources."""

from __future__ import annotations

from collections.abc import Mapping

from claimant.model import ActorKind, Case, Heard, Hypothesis, HypothesisKind, Linked, Position, Role, Source, Who
from claimant.tell.clean import one_line
from claimant.tell.prose import actor, name, plain, plain_who, says, sentence

STATES = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.AGENCY})
"""Kinds of actors that act for a state."""

ROLE_OF = {
    HypothesisKind.ACTOR: Role.CARRIED_OUT,
    HypothesisKind.DIRECTED: Role.DIRECTED,
    HypothesisKind.SUPPORTED: Role.SUPPORTED,
    HypothesisKind.STAGED: Role.STAGED,
}
"""The role in which a hypothesis has its actor."""


def called(case: Case, who: Who) -> str:
    """Whom a mention means, in words that are never empty."""
    return one_line(plain_who(case, who)) or "not named"


def named(case: Case, id: str) -> str:
    """What a reader would call the actor; never empty."""
    return name(case, id) or one_line(id) or "not named"


def told(case: Case, position: Position) -> str:
    """The position as a sentence without citations."""
    return sentence(plain(says(case, position)))


def is_state(case: Case, id: str) -> bool:
    """Whether the actor is a state or acts for one."""
    found = actor(case, id)
    return bool(found) and (found.kind in STATES or case.side(id) != id and _kind(case, case.side(id)) in STATES)  # type: ignore[union-attr]


def _kind(case: Case, id: str) -> ActorKind | None:
    found = actor(case, id)
    return found.kind if found else None


def heard_by_id(case: Case) -> Mapping[str, Heard]:
    """The statements by their ids, the first where two share one."""
    found: dict[str, Heard] = {}
    for heard in case.heard:
        found.setdefault(heard.statement.id, heard)
    return found


def sources_by_id(case: Case) -> Mapping[str, Source]:
    """The documents by their ids."""
    return {source.id: source for source in case.sources}


def sources_of(known: Mapping[str, Source], position: Position) -> tuple[Source, ...]:
    """The documents of those `known` that carry the position, without repeats, in the order of its reports."""
    ids = dict.fromkeys(report.document for report in position.reports)
    return tuple(known[id] for id in ids if id in known)


def quotes_of(position: Position, heard: Mapping[str, Heard]) -> tuple[str, ...]:
    """The passages that carry the position, without repeats."""
    found = (heard[report.statement].statement.quote.text for report in position.reports if report.statement in heard)
    return tuple(dict.fromkeys(one_line(text) for text in found))


def answer_to(case: Case, position: Position) -> Hypothesis | None:
    """The weighed answer that the position is about: that of its target, else of the nearest side of it, in its role.

    Where no answer has that role, the one that has the same actor carry it out. None where nobody decided is meant.
    """
    if not isinstance(position.target, Linked):
        return None
    sides = case.sides(position.target.actor, position.date.day if position.date else None)
    for role in dict.fromkeys((position.role, Role.CARRIED_OUT)):
        for side in sides:
            for hypothesis in case.hypotheses:
                if hypothesis.actor == side and ROLE_OF.get(hypothesis.kind) == role:
                    return hypothesis
    return None
