"""The answer without one origin, one speaker's side or one kind of evidence: what a reader can switch off and see.

An origin is off when every position that only it reports is left out; a position that another origin carries too stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claimant.model import Case, Linked, Loss, Omitted
from claimant.weigh.hinges import Trial
from claimant.weigh.odds import Odds
from claimant.weigh.readings import Piece
from claimant.weigh.verdict import state_of

MOST = 40
"""Losses of one kind that are kept: those that move the answer most."""


def losses(trial: Trial, odds: Odds, first: int) -> tuple[Loss, ...]:
    """Each loss with the probabilities that remain, by kind, those that move the first answer most first; idle ones too."""
    found: list[Loss] = []
    for kind, groups in _groups(trial.case, trial.pieces).items():
        some = [_loss(trial, kind, id, frozenset(members)) for id, members in groups.items()]
        now = odds.probabilities[first]
        some.sort(key=lambda loss: (-round(abs(loss.probabilities[first] - now), 9), loss.id))
        found.extend(some[:MOST])
    return tuple(found)


def _loss(trial: Trial, kind: Omitted, id: str, dropped: frozenset[int]) -> Loss:
    without = trial.odds(dropped)
    state = state_of(trial.case.hypotheses, without)
    return Loss(
        omitted=kind,
        id=id,
        positions=len(dropped),
        probabilities=without.probabilities,
        leader=trial.case.hypotheses[state.first].id,
        leads=state.leads,
    )


def _groups(case: Case, pieces: Sequence[Piece]) -> Mapping[Omitted, dict[str, list[int]]]:
    """By kind, which pieces go together."""
    day = case.incident.date.day if case.incident.date else None
    found: dict[Omitted, dict[str, list[int]]] = {kind: {} for kind in Omitted}
    for index, piece in enumerate(pieces):
        position = piece.position
        origins = position.origins
        if len(origins) == 1:
            found[Omitted.ORIGIN].setdefault(origins[0], []).append(index)
        if isinstance(position.speaker, Linked):
            found[Omitted.SPEAKER].setdefault(case.side(position.speaker.actor, day), []).append(index)
        found[Omitted.BASIS].setdefault(str(position.basis), []).append(index)
    return found
