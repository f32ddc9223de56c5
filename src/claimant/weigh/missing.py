"""What nobody has shown yet, what it would do, and how much looking for it would tell.

How often a kind of evidence about an answer comes in the first days is measured on the coded incidents: about the doer, and about
a named answer that was wrong; what "a neutral party" shows, on speakers who are not hostile to whom they name and whose side is no answer
itself. What looking for it tells is the expected drop of the answer's entropy, in bits, over both outcomes: it is found, or it is
looked for and not found (mutual information; Lindley 1956).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import fsum, log2

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
from claimant.weigh.odds import Odds, Share, add_up, odds_of, ranked, share_of
from claimant.weigh.ratios import SEEN, SEEN_WRONGLY
from claimant.weigh.readings import ACCIDENT, Direction, Piece, actor_of, gather
from claimant.weigh.weights import Weights, strongest

_SHOWN: tuple[tuple[str, Basis], ...] = (
    ("forensic evidence, shown by a neutral party", Basis.FORENSIC),
    ("an arrest, by a neutral party", Basis.ARREST),
    ("a recording or document, shown by a neutral party", Basis.RECORDING),
    ("an intercepted message, shown by a neutral party", Basis.INTERCEPT),
)
_NEUTRAL = "a neutral party's word, with nothing shown for it"
_CLAIM = "its own claim"
_DENIAL = "its own denial"

_ROLES = {
    HypothesisKind.STAGED: Role.STAGED,
    HypothesisKind.DIRECTED: Role.DIRECTED,
    HypothesisKind.SUPPORTED: Role.SUPPORTED,
}

ANSWERS = 3
"""How many of the best named answers are asked about."""


def what_is_missing(
    case: Case,
    pieces: Sequence[Piece],
    weights: Weights,
    shares: Mapping[int, Share],
    odds: Odds,
    start: Share | None = None,
) -> tuple[Missing, ...]:
    """Each absent kind of evidence for the best named answers, the most telling first.

    `probability` is the answer's if that piece were added and nothing else changed.
    """
    order = [n for n in ranked(case.hypotheses, odds.probabilities) if _can_be_named(case.hypotheses[n])]
    found = []
    for number in order[:ANSWERS]:
        for what, position in _absent(case, pieces, number):
            row, bearing, after = _with(case, pieces, weights, shares, position, start)
            chance, bits = _told(odds.probabilities, bearing, row)
            found.append(
                Missing(
                    what=what,
                    hypothesis=case.hypotheses[number].id,
                    probability=after.probabilities[number],
                    chance=chance,
                    bits=bits,
                )
            )
    return tuple(sorted(found, key=lambda one: (-round(one.bits, 9), one.what, one.hypothesis)))


def _told(before: Sequence[float], bearing: Sequence[float], row: str) -> tuple[float, float]:
    """The chance that it comes, and the expected information in bits, from the answers' probabilities."""
    likely = [SEEN[row] ** m * SEEN_WRONGLY[row] ** (1 - m) for m in bearing]
    chance = fsum(p * q for p, q in zip(before, likely, strict=True))
    if not 0 < chance < 1:
        return chance, 0.0
    comes = [p * q / chance for p, q in zip(before, likely, strict=True)]
    not_comes = [p * (1 - q) / (1 - chance) for p, q in zip(before, likely, strict=True)]
    bits = _entropy(before) - chance * _entropy(comes) - (1 - chance) * _entropy(not_comes)
    return chance, max(0.0, bits)


def _entropy(probabilities: Sequence[float]) -> float:
    return fsum(-p * log2(p) for p in probabilities if p > 0)


def _can_be_named(hypothesis: Hypothesis) -> bool:
    return hypothesis.kind is not HypothesisKind.UNNAMED


def _absent(case: Case, pieces: Sequence[Piece], number: int) -> Iterator[tuple[str, Position]]:
    """What nobody has said yet about this hypothesis, with the position that would say it."""
    hypothesis = case.hypotheses[number]
    actor = actor_of(hypothesis) or ACCIDENT
    accident = actor == ACCIDENT
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
        role=_ROLES.get(hypothesis.kind, Role.CARRIED_OUT),
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


def _with(
    case: Case,
    pieces: Sequence[Piece],
    weights: Weights,
    shares: Mapping[int, Share],
    position: Position,
    start: Share | None,
) -> tuple[str, tuple[float, ...], Odds]:
    """The row that the new position takes, its bearing on the answers, and the odds with it."""
    more = [*pieces, *gather(replace(case, positions=(position,)))]
    after = strongest(more)
    parts = [
        shares[index] if weights.get(index) == readings else share_of(more[index], readings, len(case.hypotheses))
        for index, readings in after.items()
    ]
    new = after[len(pieces)][0]
    return new.rows[0], new.aim.bearing, odds_of(add_up(case.hypotheses, parts, start))


def _stranger(case: Case) -> str:
    """An id that is nobody's: an actor without side or relations."""
    name, taken = "a neutral party", {actor.id for actor in case.actors}
    while name in taken:
        name += "'"
    return name
