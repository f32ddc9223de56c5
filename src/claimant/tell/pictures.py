"""The pictures of the assessment: probabilities, and contributions in bits.

Each is drawn twice, for wide and for narrow pages, and has the same figures as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claimant.model import Assessment, Weighed
from claimant.tell import drawing
from claimant.tell.bearing import bearings
from claimant.tell.blocks import Cell, Data, Picture, Row, Table
from claimant.tell.drawing import BAR, CHARACTER, CON, INK, MUTED, NARROW, PRO, RULE, WIDE, fits, layer, pixel, words
from claimant.tell.prose import answer, capital, counted, interval, percent, plain, rounded, short, signed

MOST_ROWS = 12
MOST_BARS = 6
MOST_PANELS = 3
BANDS = (5, 20, 45, 55, 80, 95)
"""Borders of the ICD 203 words of likelihood, in hundredths."""
_BAND_NAMES = ((12.5, "very unlikely"), (32.5, "unlikely"), (50, "even"), (67.5, "likely"), (87.5, "very likely"))
_BAND_AXIS = {"values": list(BANDS), "format": "d", "grid": False}

# ---------------------------------------------------------------- probabilities


def probabilities(assessment: Assessment, id: str = "figure-probabilities") -> Picture:
    """Every hypothesis with its probability and 95 % interval."""
    shown = assessment.hypotheses[:MOST_ROWS]
    leader = assessment.leader
    description = (
        f"{counted(len(assessment.hypotheses), 'answer')}. Highest: {answer(leader.hypothesis)}, "
        f"{percent(leader.probability)}, interval {interval(leader.low, leader.high)}."
    )
    title = "Probability of each answer"

    def drawn(width: int, size: str) -> str:
        return drawing.draw(_probabilities(shown, width), id=f"{id}-{size}", title=title, description=description)

    table = Table(
        id=f"{id}-table",
        caption=("Probability of each answer, with its 95 % interval",),
        head=("Answer", "In words", "Probability", "Low", "High"),
        numbers=(2, 3, 4),
        rows=tuple(
            Row(
                (
                    Cell(capital((Data(answer(weighed.hypothesis)),)), head=True),
                    Cell((weighed.words,)),
                    Cell((percent(weighed.probability),), number=True),
                    Cell((percent(weighed.low),), number=True),
                    Cell((percent(weighed.high),), number=True),
                )
            )
            for weighed in assessment.hypotheses
        ),
    )
    return Picture(
        id=id,
        caption=(
            "How probable each answer is. The dot is the estimate, the bar its 95 % interval; "
            "the vertical lines are the borders between the words of likelihood.",
        ),
        wide=drawn(WIDE, "wide"),
        narrow=drawn(NARROW, "narrow"),
        table=table,
    )


def _probabilities(shown: Sequence[Weighed], width: int) -> dict[str, Any]:
    step = 46
    rows = [
        {
            "y": row * step + 30,
            "low": rounded(weighed.low),
            "high": rounded(weighed.high),
            "p": rounded(weighed.probability),
        }
        for row, weighed in enumerate(shown)
    ]
    scale = {"scale": {"domain": [0, 100], "nice": False}}
    x = {"field": "p", "type": "quantitative", **scale, "axis": _BAND_AXIS}
    low = {"field": "low", "type": "quantitative", **scale}
    wide = width > NARROW
    labels, values = [], []
    for row, weighed in enumerate(shown):
        value = percent(weighed.probability) + (f"  ({interval(weighed.low, weighed.high)})" if wide else "")
        values.append({"x": width, "y": row * step + 15, "text": value})
        space = width - len(value) * CHARACTER - 16
        labels.append(
            {"x": 0, "y": row * step + 15, "text": fits(plain(capital((answer(weighed.hypothesis),))), space)}
        )
    # The borders of the bands cross the bars only, not the labels above them.
    borders = [{"p": band, "y": row["y"] - 8, "y2": row["y"] + 8} for row in rows for band in BANDS]
    layers = [
        layer(borders, {"type": "rule", "color": RULE}, x=x, y=pixel("y"), y2={"field": "y2"}),
        layer(rows, {"type": "rule", "strokeWidth": 8, "color": BAR}, x=low, x2={"field": "high"}, y=pixel("y")),
        layer(rows, {"type": "point", "filled": True, "size": 90, "color": INK, "opacity": 1}, x=x, y=pixel("y")),
        words(labels),
        words(values, MUTED, align="right"),
    ]
    height = len(shown) * step
    if wide:
        names = [{"p": middle, "y": height + 40, "text": name} for middle, name in _BAND_NAMES]
        style = {
            "type": "text",
            "fontSize": drawing.TEXT - 2,
            "color": MUTED,
            "align": "center",
            "baseline": "alphabetic",
        }
        layers.append(layer(names, style, x=x, y=pixel("y"), text={"field": "text", "type": "nominal"}))
    return drawing.specification(layers, width=width, height=height, below=48 if wide else 30)


# ---------------------------------------------------------------- bits


def contributions(assessment: Assessment, shown: Sequence[Weighed], id: str = "figure-bits") -> Picture | None:
    """What each piece of evidence gives the leading hypotheses, in bits; None where nothing bears on them."""
    case = assessment.case
    panels: list[tuple[Weighed, list[tuple[str, float]]]] = []
    for weighed in shown[:MOST_PANELS]:
        bars = [(short(case, one.positions[0]), one.bits) for one in bearings(assessment, weighed.hypothesis.id)]
        if bars:
            panels.append((weighed, bars))
    if not panels:
        return None
    title = "What each position adds for or against the leading answers, in bits"
    strongest = panels[0][1][0]
    description = (
        f"{counted(len(panels), 'answer')}. Strongest for {answer(panels[0][0].hypothesis)}: "
        f"{strongest[0]}, {signed(strongest[1])} bits."
    )

    def drawn(width: int, size: str) -> str:
        return drawing.draw(_contributions(panels, width), id=f"{id}-{size}", title=title, description=description)

    table = Table(
        id=f"{id}-table",
        caption=("Bits for and against each leading answer",),
        head=("Answer", "Position", "Bits"),
        numbers=(2,),
        rows=tuple(
            Row(
                (
                    Cell((Data(answer(weighed.hypothesis)),), head=True),
                    Cell((Data(text),)),
                    Cell((signed(bits),), number=True),
                )
            )
            for weighed, bars in panels
            for text, bits in bars
        ),
    )
    cut = any(len(bars) > MOST_BARS for _, bars in panels)
    return Picture(
        id=id,
        caption=(
            "What each position adds to the leading answers. One bit doubles the odds, one bit less halves them.",
            f" Only the {MOST_BARS} strongest for each are drawn." if cut else "",
        ),
        wide=drawn(WIDE, "wide"),
        narrow=drawn(NARROW, "narrow"),
        table=table,
    )


def _contributions(panels: list[tuple[Weighed, list[tuple[str, float]]]], width: int) -> dict[str, Any]:
    heads: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    bars: dict[str, list[dict[str, Any]]] = {PRO: [], CON: []}
    ends: list[dict[str, Any]] = []
    y = 0
    for weighed, some in panels:
        y += 22
        heads.append({"x": 0, "y": y, "text": fits(plain(capital((answer(weighed.hypothesis),))), width)})
        y += 8
        for text, bits in some[:MOST_BARS]:
            labels.append({"x": 0, "y": y + 14, "text": fits(text, width)})
            bars[PRO if bits > 0 else CON].append({"zero": 0, "bits": bits, "y": y + 20, "y2": y + 32})
            ends.append({"bits": bits, "y": y + 30, "text": signed(bits)})
            y += 42
        y += 10
    low = min([0.0, *(bits for _, some in panels for _, bits in some)])
    high = max([0.0, *(bits for _, some in panels for _, bits in some)])
    # Air for the numbers at the ends of the bars.
    air = (high - low) * 48 / width
    domain = [round(low - (air if low < 0 else air / 4), 3), round(high + (air if high > 0 else air / 4), 3)]
    x = {"type": "quantitative", "scale": {"domain": domain, "nice": False}, "axis": None}
    layers = [words(heads, fontWeight="bold"), words(labels, MUTED, fontSize=drawing.TEXT - 1)]
    for colour, values in bars.items():
        if values:
            layers.append(
                layer(
                    values,
                    {"type": "rect", "color": colour},
                    x=x | {"field": "zero"},
                    x2={"field": "bits"},
                    y=pixel("y"),
                    y2={"field": "y2"},
                )
            )
    for align, shift, sign in (("left", 5, 1), ("right", -5, -1)):
        some_ends = [end for end in ends if end["bits"] * sign > 0]
        if some_ends:
            mark = {"type": "text", "align": align, "dx": shift, "baseline": "alphabetic", "fontSize": 12, "color": INK}
            layers.append(
                layer(some_ends, mark, x=x | {"field": "bits"}, y=pixel("y"), text={"field": "text", "type": "nominal"})
            )
    return drawing.specification(layers, width=width, height=y, below=4)
