"""What stands beside the weighing and moves no number: precedents, interests, and who stands with whom."""

from __future__ import annotations

from typing import Any

from claimant.model import Assessment, Blocs, Case, Tie
from claimant.tell import drawing
from claimant.tell.blocks import (
    Block,
    Cell,
    Data,
    Item,
    Items,
    Line,
    Paragraph,
    Picture,
    Row,
    Run,
    Section,
    Strong,
    Table,
)
from claimant.tell.clean import one_line
from claimant.tell.drawing import CON, INK, MUTED, NARROW, PRO, WIDE, fits, layer, pixel, words
from claimant.tell.prose import (
    ESTABLISHED,
    answer,
    capital,
    count,
    counted,
    day,
    listed,
    name,
    percent,
    sentence,
    stopped,
)

# ---------------------------------------------------------------- precedents


def precedents(assessment: Assessment) -> Section:
    """How often it was so in coded incidents of this kind, then the incidents most like this one, with their outcome."""
    blocks: list[Block] = []
    if assessment.classes:
        blocks.append(Items(tuple(Item((one.sentence,)) for one in assessment.classes)))
    if assessment.precedents:
        blocks.append(Paragraph(("The coded incidents most like this one, by who says what of whom, and when:",)))
        items = []
        for one in assessment.precedents:
            when = f" ({day(one.date)}, {one_line(one.place)})" if one.date else f" ({one_line(one.place)})"
            line: list[Run] = [Strong(one_line(one.question)), when, ": ", sentence(one.outcome)]
            line.append(
                f" Established {ESTABLISHED[one.established]}." if one.truth else " Its author was never established."
            )
            line.append(f" In common: {'; '.join(one.shared)}. Source: {stopped(one.source)}")
            items.append(Item(tuple(line)))
        blocks.append(Items(tuple(items)))
    if blocks:
        blocks.append(
            Paragraph(
                (
                    "Counts and likeness are for orientation and move no number above. The library holds well-known incidents, "
                    "coded as they stood in the first days; it is no random sample.",
                ),
                "remark",
            )
        )
    return Section("precedents", "What became of cases like this", tuple(blocks))


# ---------------------------------------------------------------- interests


def interests(assessment: Assessment) -> Section:
    """Who would gain and who would lose by each answer."""
    case = assessment.case
    items = []
    for weighed in assessment.hypotheses:
        some = [one for one in assessment.interests if one.hypothesis == weighed.hypothesis.id]
        if not some:
            continue
        line: list[Run] = [Strong(answer(weighed.hypothesis), data=True), ". "]
        for sign, verb in ((1, "gain"), (-1, "lose")):
            each: list[Line] = [
                (Data(name(case, one.actor)), f" ({one_line(one.why)})") for one in some if one.sign == sign
            ]
            if each:
                line.extend((f"{verb.capitalize()}: ", *listed(each), ". "))
        items.append(Item(tuple(line)))
    if not items:
        return Section("interests", "", ())
    intro = (
        "Which sides that spoke would gain or lose if an answer were true, by the relations between them as they stood before. "
        "How much a motive tells of who did it has not been measured, so this moves no number."
    )
    return Section("interests", "Who gains, who loses", (Paragraph((intro,)), Items(tuple(items))))


# ---------------------------------------------------------------- blocs


def blocs(assessment: Assessment) -> Section:
    """The best division of the sides in two, what contradicts it, and who stands outside."""
    found, case = assessment.blocs, assessment.case
    if found is None:
        return Section("blocs", "", ())
    line: list[Run] = []
    inside = [tuple(side for side in bloc if side not in found.outside) for bloc in (found.first, found.second)]
    groups = [group for group in inside if group]
    if len(groups) == 2:
        line.extend(
            ("Two blocs: ", *_names(case, groups[0]), " on one side, ", *_names(case, groups[1]), " on the other. ")
        )
    elif groups:
        line.extend(("One bloc: ", *_names(case, groups[0]), ". "))
    if found.outside:
        stands = "stands" if len(found.outside) == 1 else "stand"
        line.extend((*capital(_names(case, found.outside)), f" {stands} outside: neither bloc holds "))
        line.append(
            "it without contradicting its relations. "
            if len(found.outside) == 1
            else "them without contradicting their relations. "
        )
    wrong = len(found.frustrated)
    share = f" ({percent(found.index)})" if wrong else ""
    line.append(
        f"Of {count(len(found.ties), 'relation')}, {count(wrong, 'relation') if wrong else 'none'} "
        f"{'contradicts' if wrong == 1 else 'contradict'} the best division in two{share}. "
    )
    if wrong:
        each: list[Line] = [_tie(case, tie) for tie in found.frustrated[:4]]
        line.extend(("Against it: ", *listed(each), "." if len(found.frustrated) <= 4 else ", and others."))
    return Section("blocs", "Who stands with whom", (Paragraph(tuple(line)), _picture(case, found)))


def _names(case: Case, sides: tuple[str, ...]) -> Line:
    return listed([(Data(name(case, side)),) for side in sides])


def _tie(case: Case, tie: Tie) -> Line:
    word = "hostile to" if tie.sign < 0 else "friendly with"
    return (Data(name(case, tie.a)), f" is {word} ", Data(name(case, tie.b)), f" ({one_line(tie.why)})")


def _picture(case: Case, found: Blocs, id: str = "figure-blocs") -> Picture:
    title = "Who stands with whom"
    description = (
        f"{counted(len(found.first) + len(found.second), 'side')}, {counted(len(found.ties), 'relation')}, "
        f"{len(found.frustrated)} against the division; {len(found.outside)} outside."
    )

    def drawn(width: int, size: str) -> str:
        return drawing.draw(_network(case, found, width), id=f"{id}-{size}", title=title, description=description)

    table = Table(
        id=f"{id}-table",
        caption=("The relations between the sides, and whether the division in two fits them",),
        head=("Side", "Side", "Relation", "From", "Fits"),
        rows=tuple(
            Row(
                (
                    Cell((Data(name(case, tie.a)),), head=True),
                    Cell((Data(name(case, tie.b)),)),
                    Cell(("hostile" if tie.sign < 0 else "friendly",)),
                    Cell((Data(one_line(tie.why)),)),
                    Cell(("no" if tie in found.frustrated else "yes",)),
                )
            )
            for tie in found.ties
        ),
    )
    return Picture(
        id=id,
        caption=(
            "Left and right the two blocs, in the middle who stands outside. Solid lines are friendly, dashed ones hostile.",
        ),
        wide=drawn(WIDE, "wide"),
        narrow=drawn(NARROW, "narrow"),
        table=table,
    )


def _network(case: Case, found: Blocs, width: int) -> dict[str, Any]:
    columns = [
        [side for side in found.first if side not in found.outside],
        list(found.outside),
        [side for side in found.second if side not in found.outside],
    ]
    step, rows = 44, max(map(len, columns))
    edge = 150 if width > NARROW else 116  # the labels' room, outside the lines
    at: dict[str, tuple[float, float]] = {}
    for x, column in zip((edge, width / 2, width - edge), columns, strict=True):
        gap = step * rows / max(1, len(column))
        for place, side in enumerate(column):
            at[side] = round(x, 2), round(gap * (place + 0.5) + 14, 2)
    lines: dict[int, list[dict[str, Any]]] = {1: [], -1: []}
    for tie in found.ties:
        (x, y), (x2, y2) = at[tie.a], at[tie.b]
        if x == x2:  # within one column: a bend to the inside
            bend = 26 if x < width / 2 else -26
            lines[tie.sign] += [
                {"x": x, "y": y, "x2": x + bend, "y2": (y + y2) / 2},
                {"x": x + bend, "y": (y + y2) / 2, "x2": x2, "y2": y2},
            ]
        else:
            lines[tie.sign].append({"x": x, "y": y, "x2": x2, "y2": y2})
    layers = []
    for sign, colour, dash in ((1, PRO, [1, 0]), (-1, CON, [5, 4])):
        if lines[sign]:
            mark = {"type": "rule", "color": colour, "strokeWidth": 1.5, "strokeDash": dash, "opacity": 0.7}
            layers.append(layer(lines[sign], mark, x=pixel("x"), y=pixel("y"), x2={"field": "x2"}, y2={"field": "y2"}))
    dots = [{"x": x, "y": y} for x, y in at.values()]
    layers.append(
        layer(
            dots, {"type": "point", "filled": True, "size": 90, "color": INK, "opacity": 1}, x=pixel("x"), y=pixel("y")
        )
    )
    for align, column, shift, rise in (
        ("right", columns[0], -9, 4),
        ("center", columns[1], 0, -9),
        ("left", columns[2], 9, 4),
    ):
        labels = [
            {"x": at[side][0] + shift, "y": at[side][1] + rise, "text": fits(name(case, side), edge - 10)}
            for side in column
        ]
        if labels:
            layers.append(words(labels, INK, align=align, fontSize=drawing.TEXT - 1))
    if not columns[1]:
        layers.append(
            words([{"x": width / 2, "y": 12, "text": "nobody stands outside"}], MUTED, align="center", fontSize=11)
        )
    return drawing.specification(layers, width=width, height=step * rows + 16, below=4)
