"""What a reader can try on the page: leave something out, go back in time, filter the positions.

The numbers were all computed before; the page's script only shows them. Without scripts the same figures stand in tables.
"""

from __future__ import annotations

import json
from typing import Any

from claimant.model import Assessment, Loss, Omitted
from claimant.tell.blocks import Block, Cell, Data, Heading, Live, More, Paragraph, Row, Table
from claimant.tell.clean import one_line, shortened
from claimant.tell.prose import BASES, answer, capital, counted, day, name, percent, rounded

LONGEST_LABEL = 90

_KINDS = {Omitted.ORIGIN: "Origin", Omitted.SPEAKER: "Side", Omitted.BASIS: "Shown for it"}


def leave_out(assessment: Assessment) -> tuple[Block, ...]:
    """The answer without each origin, side or kind of evidence: to try, and as a table."""
    losses = [loss for loss in assessment.losses if _differs(assessment, loss)]
    if not losses:
        return ()
    places = {hypothesis.id: place for place, hypothesis in enumerate(assessment.case.hypotheses)}
    labels = {hypothesis.id: answer(hypothesis) for hypothesis in assessment.case.hypotheses}
    rows = tuple(
        Row(
            (
                Cell((f"{_KINDS[loss.omitted]}: ", Data(_label(assessment, loss))), head=True),
                Cell((str(loss.positions),), number=True),
                Cell(capital((Data(labels[loss.leader]),))),
                Cell((percent(loss.probabilities[places[loss.leader]]),), number=True),
                Cell(("leads" if loss.leads else "not established",)),
            )
        )
        for loss in losses
    )
    table = Table(
        id="losses",
        caption=("The answer without one origin, one side or one kind of evidence",),
        head=("Left out", "Positions", "Comes first", "Probability", "Verdict"),
        rows=rows,
        numbers=(1, 3),
    )
    idle = len(assessment.losses) - len(losses)
    also = f" {counted(idle, 'other loss', 'other losses')} would move no figure by a point." if idle else ""
    intro = (
        "An origin counts as left out when every position that only it reports is; a side when nobody of it is heard."
        + also
    )
    return (
        Heading(("Leave something out",), id="leave-out"),
        Paragraph((intro,)),
        Live("losses", "Leave out"),
        More(counted(len(rows), "loss as a table", "losses as a table"), (table,)),
    )


def _differs(assessment: Assessment, loss: Loss) -> bool:
    now = {weighed.hypothesis.id: rounded(weighed.probability) for weighed in assessment.hypotheses}
    pairs = zip(assessment.case.hypotheses, loss.probabilities, strict=True)
    return any(rounded(p) != now[hypothesis.id] for hypothesis, p in pairs)


def _label(assessment: Assessment, loss: Loss) -> str:
    case = assessment.case
    if loss.omitted is Omitted.BASIS:
        return {str(basis): words for basis, words in BASES.items()}.get(loss.id, loss.id)
    if loss.omitted is Omitted.SPEAKER:
        return one_line(name(case, loss.id))
    origin = next((one for one in case.origins if one.id == loss.id), None)
    source = next((one for one in case.sources if origin and one.id == origin.head), None)
    if source is None:
        return one_line(loss.id)
    title = f", “{one_line(source.title)}”" if source.title and source.title != source.name else ""
    return shortened(f"{source.name}{title}", LONGEST_LABEL)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def data(assessment: Assessment) -> str:
    """All that the script needs, as JSON that cannot end the element that holds it; "" where there is nothing to try.

    Probabilities are hundredths as printed. `answers` are in the order of the first picture; the others follow it.
    """
    order = [weighed.hypothesis for weighed in assessment.hypotheses]
    places = {hypothesis.id: place for place, hypothesis in enumerate(assessment.case.hypotheses)}

    def shares(values: tuple[float, ...]) -> list[int]:
        return [rounded(values[places[hypothesis.id]]) for hypothesis in order]

    labels = {hypothesis.id: place for place, hypothesis in enumerate(order)}
    losses: list[dict[str, Any]] = [
        {
            "kind": _KINDS[loss.omitted],
            "label": _label(assessment, loss),
            "now": shares(loss.probabilities),
            "first": labels[loss.leader],
            "leads": loss.leads,
        }
        for loss in assessment.losses
        if _differs(assessment, loss)
    ]
    frames = [
        {
            "at": day(frame.at) + (f", {frame.at.at:%H:%M} UTC" if frame.at.at else ""),
            "now": shares(frame.probabilities),
            "first": labels[frame.leader],
            "leads": frame.leads,
        }
        for frame in assessment.frames
    ]
    if not losses and len(frames) < 2:
        return ""
    record = {
        "answers": [one_line(_capital(answer(hypothesis))) for hypothesis in order],
        "now": [rounded(weighed.probability) for weighed in assessment.hypotheses],
        "losses": losses,
        "frames": frames,
    }
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    # "<" would begin a tag or a comment, and the line separators of Unicode end a line in old scripts
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
