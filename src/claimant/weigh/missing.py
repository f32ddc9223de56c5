"""What nobody has shown yet, and what the leading answer's probability would become if somebody did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimant.model import (
    Basis,
    Case,
    Hypothesis,
    HypothesisKind,
    Linked,
    Missing,
    Position,
    Role,
    Stance,
)
from claimant.weigh.odds import Odds, add_up, ranked, shares_of
from claimant.weigh.readings import ACCIDENT, Direction, Piece, gather
from claimant.weigh.weights import strongest

_SHOWN: tuple[tuple[str, Basis], ...] = (
    ("forensic evidence, shown by a neutral party", Basis.FORENSIC),
    ("an arrest, by a neutral party", Basis.ARREST),
    ("a recording or document, shown by a neutral party", Basis.RECORDING),
    ("an intercepted message, shown by a neutral party", Basis.INTERCEPT),
)
_NEUTRAL = "a neutral party's word, with nothing shown for it"
_CLAIM = "its own claim"
_DENIAL = "its own denial"


def what_is_missing(case: Case, pieces: Sequence[Piece], odds: Odds) -> tuple[Missing, ...]:
    """Each absent kind of evidence for the best named answer, or (where that has it) the next; largest change first.

    `probability` is the answer's if that piece were added and nothing else changed.
    """
    order = [n for n in ranked(case.hypotheses, odds.probabilities) if _can_be_named(case.hypotheses[n])]
    found: dict[str, tuple[float, Missing]] = {}
    for number in order[:2]:
        for what, position in _absent(case, pieces, number):
            if what not in found:
                after = _with(case, pieces, position).probabilities[number]
                missing = Missing(what=what, hypothesis=case.hypotheses[number].id, probability=after)
                found[what] = abs(after - odds.probabilities[number]), missing
    by_change = sorted(found.values(), key=lambda one: (-round(one[0], 12), one[1].what))
    return tuple(missing for _, missing in by_change)


def _can_be_named(hypothesis: Hypothesis) -> bool:
    return hypothesis.kind is not HypothesisKind.UNNAMED


def _absent(case: Case, pieces: Sequence[Piece], number: int) -> Iterator[tuple[str, Position]]:
    """What nobody has said yet about this hypothesis, with the position that would say it."""
    hypothesis = case.hypotheses[number]
    accident = hypothesis.kind is HypothesisKind.ACCIDENT
    actor = ACCIDENT if accident else hypothesis.actor or hypothesis.id.removeprefix("staged:")
    said = [
        piece for piece in pieces if not piece.position.copied and any(aim.bearing[number] == 1 for aim in piece.aims)
    ]
    blames = [piece.position for piece in said if piece.position.stance is Stance.BLAMES]
    stances = {piece.position.stance for piece in said}
    new = Position(
        id="missing",
        speaker=Linked(_stranger(case)),
        stance=Stance.BLAMES,
        target=Linked(actor),
        role=Role.STAGED if hypothesis.kind is HypothesisKind.STAGED else Role.CARRIED_OUT,
    )
    for what, basis in _SHOWN:
        if not (accident and basis is Basis.ARREST) and basis not in {position.basis for position in blames}:
            yield what, replace(new, basis=basis)
    if not any(_neutral(piece) for piece in said):
        yield _NEUTRAL, new
    if not accident and Stance.CLAIMS not in stances:
        yield _CLAIM, replace(new, speaker=Linked(actor), stance=Stance.CLAIMS)
        if Stance.DENIES not in stances:
            yield _DENIAL, replace(new, speaker=Linked(actor), stance=Stance.DENIES)


def _neutral(piece: Piece) -> bool:
    """An accusation by somebody known who is neither hostile to the target nor on a side that is itself an answer."""
    return (
        piece.direction is Direction.FOR
        and isinstance(piece.position.speaker, Linked)
        and any(len(voice.rows) == 1 and voice.side != aim.side for aim in piece.aims for voice in aim.voices)
    )


def _with(case: Case, pieces: Sequence[Piece], position: Position) -> Odds:
    more = [*pieces, *gather(replace(case, positions=(position,)))]
    return add_up(case.hypotheses, shares_of(more, strongest(more), len(case.hypotheses)).values())


def _stranger(case: Case) -> str:
    """An id that is nobody's: an actor without side or relations."""
    name, taken = "a neutral party", {actor.id for actor in case.actors}
    while name in taken:
        name += "'"
    return name
