"""Statements and judgements made in one line, on one made-up text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from claimant.judging import Standing, judgement
from claimant.model import (
    Actor,
    By,
    CaseJudgement,
    Decision,
    Document,
    JudgementState,
    Source,
    Span,
    Stance,
    Statement,
)

TEXT = "Orrin blamed the Red Path for the blast, and cleared the Blue Path. Sarn doubted it. The Red Path denied it."
DOCUMENT = Document(source=Source(id="d", sha256="", capture=""), text=TEXT, sentences=((0, 67), (68, 84), (85, 108)))
DOCUMENTS = {"d": DOCUMENT}
NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def span(words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return DOCUMENT.span(at, at + len(words))


def statement(
    speaker: str | None, cue: str, target: str | None, stance: Stance = Stance.BLAMES, **more: object
) -> Statement:
    first = next((s, e) for s, e in DOCUMENT.sentences if s <= TEXT.index(cue) < e)
    found = Statement(
        quote=DOCUMENT.span(*first),
        cue=span(cue),
        speaker=span(speaker) if speaker else None,
        target=span(target) if target else None,
        stance=stance,
        by=By.MODEL,
        confidence=0.8,
    )
    return replace(found, **more)  # type: ignore[arg-type]


BLAME = statement("Orrin", "blamed", "the Red Path")
CLEAR = statement("Orrin", "cleared", "the Blue Path", Stance.CLEARS)
DOUBT = statement("Sarn", "doubted", "the Red Path", Stance.DOUBTS)
DENY = statement("The Red Path", "denied", None, Stance.DENIES)
FOUND = (BLAME, CLEAR, DOUBT, DENY)


def judged(*decisions: Decision, by: str = "A. Editor") -> list[CaseJudgement]:
    """Judgements in this order; each with an id of its own, also where two decide the same."""
    return [
        replace(judgement(decision, by=by, reason="so it is", at=NOON), id=f"j{number}")
        for number, decision in enumerate(decisions, 1)
    ]


def undoing(one: CaseJudgement, id: str = "u") -> CaseJudgement:
    return CaseJudgement(id=id, by="B. Editor", at=NOON, reason="it was not so", undoes=one.id)


def effects(standing: Standing) -> Standing:
    """What stands, without the history that led there."""
    return replace(standing, history=(), origins=tuple(sorted(standing.origins, key=lambda one: one[1].id)))


def states(standing: Standing) -> list[str]:
    return [str(one.state) for one in standing.history]


def note(standing: Standing, number: int) -> str:
    kept = standing.history[number - 1]
    assert kept.number == number and (kept.note != "") == (kept.state is not JudgementState.STANDS)
    return kept.note


def known(*ids: str, **parts: str):
    """A lookup that knows these actors, and those of `parts` with what each is part of."""
    from claimant.model import PartOf

    actors = {id: Actor(id=id, name=id.title()) for id in (*ids, *parts)}
    for id, side in parts.items():
        actors[id] = replace(actors[id], part_of=(PartOf(side),))
    return actors.get
