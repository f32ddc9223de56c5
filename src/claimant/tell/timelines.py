"""The pictures with days on their x axis: positions over time, and the toll over time.

Like those of `claimant.tell.pictures`, each is drawn twice, for wide and for narrow pages, and has its figures as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from claimant.model import Assessment, Harm, Position, Stance
from claimant.tell import drawing
from claimant.tell.blocks import Cell, Data, Line, Picture, Row, Table
from claimant.tell.drawing import INK, MUTED, NARROW, RULE, WIDE, fits, layer, pixel, words
from claimant.tell.prose import STANCES, counted, name, plain_who, short_day, side
from claimant.tell.toll import HARMS, Course

MOST_ROWS = 12
MOST_NUMBERS = 7
_SHAPES = {
    Stance.CLAIMS: ("triangle-up", drawing.CLAIMS),
    Stance.BLAMES: ("circle", drawing.BLAMES),
    Stance.DENIES: ("cross", drawing.DENIES),
    Stance.CLEARS: ("square", drawing.CLEARS),
    Stance.DOUBTS: ("diamond", drawing.DOUBTS),
}

# ---------------------------------------------------------------- days


@dataclass(frozen=True, slots=True)
class _Days:
    """The days on the x axis, from the first to the last, with a little air on both sides."""

    first: date
    last: date

    @property
    def encoding(self) -> dict[str, Any]:
        """The x channel: in UTC, so that the machine's time zone moves nothing."""
        start, end = self.first - self._air, self.last + self._air
        return {
            "field": "day",
            "type": "temporal",
            "scale": {"type": "utc", "domain": [_utc(start), _utc(end)], "nice": False},
        }

    @property
    def _air(self) -> timedelta:
        return timedelta(days=max(1, (self.last - self.first).days // 25))

    def axis(self, most: int) -> dict[str, Any]:
        """Ticks on whole days, at most so many."""
        span = (self.last - self.first).days
        step = next(step for step in (1, 2, 5, 7, 14, 30, 61, 91, 182, 365, 3650, 10**6) if span // step < most)
        ticks = [self.first + timedelta(days=days) for days in range(0, span + 1, step)]
        return {"values": [_utc(tick) for tick in ticks], "format": "%-d %b" if span < 300 else "%b %Y", "grid": False}


def _utc(at: date) -> str:
    return f"{at.isoformat()}T00:00:00Z"


# ---------------------------------------------------------------- positions over time


def positions(assessment: Assessment, id: str = "figure-positions") -> Picture | None:
    """Who held what on which day, a row for each speaker's side; None where fewer than two days are known."""
    case = assessment.case
    marks: dict[tuple[str, date, Stance], list[Position]] = {}
    rows: dict[str, list[Position]] = {}
    for position in case.positions:
        if position.date:
            of = side(case, position.speaker, position.date)
            row = name(case, of) if of else plain_who(case, position.speaker)
            rows.setdefault(row, []).append(position)
            marks.setdefault((row, position.date.day, position.stance), []).append(position)
    days = sorted({at for _, at, _ in marks})
    if len(days) < 2:
        return None
    order = sorted(rows, key=lambda row: (-len(rows[row]), row))[:MOST_ROWS]
    order.sort(key=lambda row: (min(position.date.key for position in rows[row] if position.date), row))
    span = _Days(days[0], days[-1])
    left_out = len(rows) - len(order)
    title = "Positions over time, by side and stance"
    description = (
        f"{counted(len(marks), 'mark')} from {short_day(days[0])} to {short_day(days[-1])}, "
        f"for {counted(len(order), 'side')} of {len(rows)}."
    )

    def drawn(width: int, size: str) -> str:
        spec = _positions(order, list(marks), span, width)
        return drawing.draw(spec, id=f"{id}-{size}", title=title, description=description)

    table = Table(
        id=f"{id}-table",
        caption=("Positions by side, day and stance",),
        head=("Side", "Day", "Stance", "Positions"),
        numbers=(3,),
        rows=tuple(
            Row(
                (
                    Cell((Data(row),), head=True),
                    Cell((short_day(at),)),
                    Cell((STANCES[stance][0],)),
                    Cell((str(len(marks[row, at, stance])),), number=True),
                )
            )
            for row, at, stance in sorted(marks, key=lambda mark: (mark[1], mark[0], list(Stance).index(mark[2])))
        ),
    )
    rest: Line = (f" The {left_out} sides that spoke least often are in the table only.",) if left_out > 1 else ()
    return Picture(
        id=id,
        caption=("What each side held on which day; a mark is one or more positions of that stance.", *rest),
        wide=drawn(WIDE, "wide"),
        narrow=drawn(NARROW, "narrow"),
        table=table,
    )


def _positions(order: list[str], marks: list[tuple[str, date, Stance]], span: _Days, width: int) -> dict[str, Any]:
    step, top = 48, 34 if width > NARROW else 60
    bottoms = [{"y": top + row * step + 44} for row in range(len(order))]
    labels = [{"x": 0, "y": top + row * step + 14, "text": fits(side, width)} for row, side in enumerate(order)]
    used = [stance for stance in Stance if any(mark[2] == stance for mark in marks)]
    across = 5 if width > NARROW else 3
    key: list[dict[str, Any]] = [
        {"stance": stance, "x": place % across * 105 + 6, "y": place // across * 24 + 8}
        for place, stance in enumerate(used)
    ]
    key_words = [{"x": mark["x"] + 12, "y": mark["y"] + 5, "text": STANCES[mark["stance"]][0]} for mark in key]
    x = span.encoding | {"axis": span.axis(9 if width > NARROW else 5)}
    layers = [
        layer(
            bottoms,
            {"type": "rule", "color": RULE, "strokeWidth": 1},
            y=pixel("y"),
            x={"value": 0},
            x2={"value": width},
        ),
        words(labels),
        words(key_words, MUTED),
    ]
    for stance in used:
        shape, colour = _SHAPES[stance]
        mark = {"type": "point", "filled": True, "shape": shape, "size": 110, "color": colour, "opacity": 1}
        by_shift: dict[float, list[dict[str, Any]]] = {}
        for row, at, held in marks:
            if held == stance and row in order:
                # Several stances of one side on one day stand beside each other, not on top.
                here = [one for one in Stance if (row, at, one) in marks]
                shift = (here.index(stance) - (len(here) - 1) / 2) * 14
                value = {"day": _utc(at), "y": top + order.index(row) * step + 30}
                by_shift.setdefault(shift, []).append(value)
        for shift, some in sorted(by_shift.items(), key=lambda pair: pair[0]):
            layers.append(layer(some, mark | {"xOffset": shift}, x=x, y=pixel("y")))
        layers.append(layer([one for one in key if one["stance"] == stance], mark, x=pixel("x"), y=pixel("y")))
    return drawing.specification(layers, width=width, height=top + len(order) * step)


# ---------------------------------------------------------------- toll


def tolls(courses: Sequence[Course], id: str = "figure-toll") -> Picture | None:
    """The lowest and highest figure of each day, and their course; None where fewer than two days have figures."""
    series: dict[Harm, dict[date, tuple[int, int]]] = {}
    for course in courses:
        by_day: dict[date, tuple[int, int]] = {}
        for one in course.counts:
            if one.day:
                low, high = by_day.get(one.day, (one.low, one.high or one.low))
                by_day[one.day] = min(low, one.low), max(high, one.high or one.low)
        if by_day:
            series[course.harm] = dict(sorted(by_day.items()))
    days = sorted({at for by_day in series.values() for at in by_day})
    if len(days) < 2:
        return None
    title = "Casualty figures by day"
    description = "; ".join(
        f"{HARMS[harm]}: {len(by_day)} days, from {min(low for low, _ in by_day.values())} "
        f"to {max(high for _, high in by_day.values())}"
        for harm, by_day in series.items()
    )

    def drawn(width: int, size: str) -> str:
        spec = _tolls(series, _Days(days[0], days[-1]), width)
        return drawing.draw(spec, id=f"{id}-{size}", title=title, description=description)

    table = Table(
        id=f"{id}-table",
        caption=("Lowest and highest figure of each day",),
        head=("Harm", "Day", "Lowest", "Highest"),
        numbers=(2, 3),
        rows=tuple(
            Row(
                (
                    Cell((HARMS[harm].capitalize(),), head=True),
                    Cell((short_day(at),)),
                    Cell((str(low),), number=True),
                    Cell((str(high),), number=True),
                )
            )
            for harm, by_day in series.items()
            for at, (low, high) in by_day.items()
        ),
    )
    return Picture(
        id=id,
        caption=("The lowest and the highest figure given on each day, by any speaker.",),
        wide=drawn(WIDE, "wide"),
        narrow=drawn(NARROW, "narrow"),
        table=table,
    )


def _tolls(series: dict[Harm, dict[date, tuple[int, int]]], span: _Days, width: int) -> dict[str, Any]:
    colours = {Harm.KILLED: drawing.CLAIMS, Harm.INJURED: drawing.BLAMES, Harm.MISSING: drawing.DOUBTS}
    x = span.encoding | {"axis": span.axis(9 if width > NARROW else 5)}
    layers: list[dict[str, Any]] = []
    top, panel = 0, 104
    for harm, by_day in series.items():
        # A panel each: those injured would press those killed flat.
        most = max(high for _, high in by_day.values()) or 1

        def place(value: int, top: int = top, most: int = most) -> float:
            return round(top + 22 + (1 - value / most) * (panel - 40), 2)

        rows = [
            {"day": _utc(at), "low": place(low), "high": place(high), "middle": place((low + high) // 2)}
            for at, (low, high) in by_day.items()
        ]
        colour = colours[harm]
        # Every day has its number where there is room, else the first and the last.
        labelled = list(zip(by_day.values(), rows, strict=True))
        labelled = labelled if len(labelled) <= MOST_NUMBERS else [labelled[0], labelled[-1]]
        layers += [
            layer(
                [{"y": place(0)}], {"type": "rule", "color": RULE}, y=pixel("y"), x={"value": 0}, x2={"value": width}
            ),
            words([{"x": 0, "y": top + 13, "text": HARMS[harm].capitalize()}], fontWeight="bold"),
            layer(rows, {"type": "line", "color": colour, "strokeWidth": 1.5}, x=x, y=pixel("middle")),
            layer(rows, {"type": "rule", "color": colour, "strokeWidth": 5}, x=x, y=pixel("low"), y2={"field": "high"}),
            layer(
                rows, {"type": "point", "filled": True, "size": 60, "color": colour, "opacity": 1}, x=x, y=pixel("high")
            ),
        ]
        numbers = [{"day": row["day"], "y": row["high"], "text": str(most)} for (_, most), row in labelled]
        style = {"type": "text", "dy": -9, "fontSize": 12, "color": INK, "align": "center"}
        layers.append(layer(numbers, style, x=x, y=pixel("y"), text={"field": "text", "type": "nominal"}))
        top += panel
    return drawing.specification(layers, width=width, height=top)
