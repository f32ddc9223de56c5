"""What people decided on the case over the machine: who, when, why, and whether it still stands."""

from __future__ import annotations

from typing import Any

from claimant.judging import said
from claimant.model import Case, JudgementState, KeptJudgement
from claimant.tell.blocks import Block, Data, Item, Items, More, Paragraph, Run, Section, Small, Strong
from claimant.tell.clean import one_line, shortened
from claimant.tell.prose import count, counted, day, number

SHOWN = 12
"""Corrections that are open to the eye; further ones are closed below them."""
_LONGEST = 300


def corrections(case: Case) -> Section:
    """The judgements on the case, latest first; no section where there are none."""
    if not case.judgements:
        return Section("corrections", "", ())
    standing = sum(one.state is JudgementState.STANDS for one in case.judgements)
    lead = (
        f"{count(len(case.judgements), 'judgement').capitalize()} by people on what the machine made of the documents; "
        f"{number(standing)} of them {'stands' if standing == 1 else 'stand'}. What the machine had read is in brief.json."
    )
    items = tuple(Item(_line(one, told)) for one, told in reversed(_told(case)))
    blocks: list[Block] = [Paragraph((lead,)), Items(items[:SHOWN])]
    if len(items) > SHOWN:
        blocks.append(More(counted(len(items) - SHOWN, "earlier correction"), (Items(items[SHOWN:]),)))
    return Section("corrections", "Corrections by a person", tuple(blocks))


def judged(case: Case) -> list[dict[str, Any]]:
    """The judgements as brief.json lists them: a view for readers; the records themselves are in its case."""
    return [
        {
            "number": one.number,
            "id": one.judgement.id,
            "by": one.judgement.by,
            "at": one.judgement.at.isoformat(timespec="seconds"),
            "reason": one.judgement.reason,
            "kind": str(one.judgement.decision.kind) if one.judgement.decision else "undo",
            "said": told,
            "state": str(one.state),
            "through": one.through,
            "note": one.note,
        }
        for one, told in _told(case)
    ]


def _told(case: Case) -> list[tuple[KeptJudgement, str]]:
    actors = {actor.id: actor.name for actor in case.actors}
    sources = {source.id: source.name for source in case.sources}
    numbers = {one.judgement.id: one.number for one in reversed(case.judgements)}

    def actor(id: str) -> str:
        return actors.get(id, id)

    def document(id: str) -> str:
        return sources.get(id, id)

    return [(one, said(one.judgement, numbers=numbers, actor=actor, document=document)) for one in case.judgements]


def _line(one: KeptJudgement, told: str) -> tuple[Run, ...]:
    line: list[Run] = [f"{one.number}. ", Data(one_line(told)), " ", Strong(shortened(one.judgement.by, 60), data=True)]
    line.extend((f", {day(one.judgement.at.date())}: ", Data(shortened(one.judgement.reason, _LONGEST))))
    if one.state is not JudgementState.STANDS:
        line.append(Small(f" Does not stand: {one_line(one.note) or one.state}."))
    return tuple(line)
