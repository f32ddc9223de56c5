"""How the answer moved: the assessment as of each day, from what had been said by then, and what moved it."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from claimant.model import Assessment, Frame, Moment
from claimant.tell import drawing
from claimant.tell.blocks import Cell, Data, Live, Paragraph, Picture, Row, Run, Section, Table, folded
from claimant.tell.drawing import INK, MUTED, NARROW, RULE, WIDE, fits, layer, pixel, words
from claimant.tell.prose import answer, capital, counted, day, percent, rounded, says, short_day, signed
from claimant.tell.quotes import Quotes

MOST_LINES = 3
ROWS_SHOWN = 10
_COLOURS = (drawing.PRO, drawing.CON, drawing.DOUBTS)


def moved(assessment: Assessment, quotes: Quotes) -> Section:
    """The replay as a picture and a table; left out where everything was said at one moment."""
    frames = assessment.frames
    if len(frames) < 2:
        return Section("moved", "", ())
    labels = {hypothesis.id: answer(hypothesis) for hypothesis in assessment.case.hypotheses}
    known = {position.id: position for position in assessment.case.positions}
    places = {hypothesis.id: place for place, hypothesis in enumerate(assessment.case.hypotheses)}
    rows = []
    for frame in frames:
        line: list[Run] = []
        for id, change in frame.moved[:2]:
            if id in known and abs(change) >= 0.005:
                line.extend(("; " if line else "", *says(assessment.case, known[id])))
                line.extend((f" ({signed(100 * change)} points)", quotes.position(known[id])))
        place = places[frame.leader]
        state = "leads" if frame.leads else "comes first, not established"
        rows.append(
            Row(
                (
                    Cell((_when(frame.at),), head=True),
                    Cell((Data(labels[frame.leader]), f" {state}")),
                    Cell((percent(frame.probabilities[place]),), number=True),
                    Cell(capital(tuple(line)) or ("nothing that weighs",)),
                )
            )
        )
    table = Table(
        id="replay",
        caption=("The assessment as of each moment at which something was said",),
        head=("By then", "Answer", "Probability", "What moved it"),
        rows=(),
        numbers=(2,),
    )
    intro = (
        "Each row weighs only what had been said by then. Points are what the statement's own share adds to the answer that "
        "comes first, or takes from it."
    )
    blocks = [
        Paragraph((intro,)),
        Live("frames", "As of"),
        _picture(assessment),
        *folded(tuple(rows), table, ROWS_SHOWN, "moment"),
    ]
    return Section("moved", "How the answer moved", tuple(blocks))


def _when(moment: Moment) -> str:
    return (
        f"{day(moment.at.astimezone(UTC).date())}, {moment.at.astimezone(UTC):%H:%M} UTC" if moment.at else day(moment)
    )


def _picture(assessment: Assessment, id: str = "figure-moved") -> Picture:
    frames = assessment.frames
    shown = [weighed.hypothesis for weighed in assessment.hypotheses[:MOST_LINES]]
    places = {hypothesis.id: place for place, hypothesis in enumerate(assessment.case.hypotheses)}
    title = "Probability of the leading answers over time"
    first, last = frames[0], frames[-1]
    place = places[shown[0].id]
    description = (
        f"{counted(len(frames), 'moment')}. {answer(shown[0])} goes from {percent(first.probabilities[place])} "
        f"to {percent(last.probabilities[place])}."
    )

    def drawn(width: int, size: str) -> str:
        lines = [(answer(hypothesis), places[hypothesis.id]) for hypothesis in shown]
        return drawing.draw(_lines(frames, lines, width), id=f"{id}-{size}", title=title, description=description)

    table = Table(
        id=f"{id}-table",
        caption=("Probability of the leading answers at each moment",),
        head=("By then", *(answer(hypothesis) for hypothesis in shown)),
        numbers=tuple(range(1, len(shown) + 1)),
        rows=tuple(
            Row(
                (
                    Cell((_when(frame.at),), head=True),
                    *(Cell((percent(frame.probabilities[places[h.id]]),), number=True) for h in shown),
                )
            )
            for frame in frames
        ),
    )
    return Picture(
        id=id,
        caption=("How probable the leading answers were by each moment; the bars are the 95 % interval of the first.",),
        wide=drawn(WIDE, "wide"),
        narrow=drawn(NARROW, "narrow"),
        table=table,
    )


def _lines(frames: tuple[Frame, ...], lines: list[tuple[str, int]], width: int) -> dict[str, Any]:
    top, height, left, right = 24 * len(lines) + 14, 190, 34, 12

    def y(p: float) -> float:
        return round(top + (1 - p) * height, 2)

    # one step for each moment: hours of one night and days of one week would not share a scale
    step = (width - left - right) / max(1, len(frames) - 1)
    xs = [round(left + place * step, 2) for place in range(len(frames))]
    grid = [{"y": y(p / 100), "x": left, "x2": width} for p in (0, 50, 100)]
    marks = [{"x": 0, "y": y(p / 100) + 4, "text": f"{p} %"} for p in (0, 50, 100)]
    layers = [
        layer(grid, {"type": "rule", "color": RULE}, x=pixel("x"), x2={"field": "x2"}, y=pixel("y")),
        words(marks, MUTED, fontSize=11),
    ]
    place = lines[0][1]
    bars = [{"x": x, "y": y(frame.low[place]), "y2": y(frame.high[place])} for x, frame in zip(xs, frames, strict=True)]
    mark = {"type": "rule", "strokeWidth": 5, "color": drawing.BAR, "opacity": 0.6}
    layers.append(layer(bars, mark, x=pixel("x"), y=pixel("y"), y2={"field": "y2"}))
    for number, (label, place) in enumerate(lines):
        colour = _COLOURS[number]
        values = [{"x": x, "y": y(frame.probabilities[place])} for x, frame in zip(xs, frames, strict=True)]
        order = {"field": "x", "type": "quantitative"}
        layers.append(
            layer(values, {"type": "line", "color": colour, "strokeWidth": 2}, x=pixel("x"), y=pixel("y"), order=order)
        )
        dots = {"type": "point", "filled": True, "size": 46, "color": colour, "opacity": 1}
        layers.append(layer(values, dots, x=pixel("x"), y=pixel("y")))
        key = [{"x": 6, "y": 24 * number + 10}]
        layers.append(layer(key, dots | {"size": 90}, x=pixel("x"), y=pixel("y")))
        now = f"{label}: {rounded(frames[-1].probabilities[place])} %"
        layers.append(words([{"x": 18, "y": 24 * number + 15, "text": fits(now, width - 20)}], INK))
    every = max(1, -(-len(frames) // (6 if width > NARROW else 3)))
    ticks = []
    for number, (x, frame) in enumerate(zip(xs, frames, strict=True)):
        if number % every == 0:
            text = short_day(frame.at.day).rsplit("\u00a0", 1)[0]
            ticks.append(
                {"x": x, "y": top + height + 22, "text": f"{text} {frame.at.at:%H:%M}" if frame.at.at else text}
            )
    style = {"align": "center", "fontSize": 12}
    for place_of, some in (("left", ticks[:1]), ("center", ticks[1:])):
        if some:
            layers.append(words(some, MUTED, **(style | {"align": place_of})))
    return drawing.specification(layers, width=width, height=top + height, below=30)
