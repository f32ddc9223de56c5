"""What happened: the incident, and the toll as a range with its evolution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimant.model import About, Assessment, Case, Detail, DetailKind, Figure, Statement
from claimant.tell.blocks import Block, Cell, Data, Line, Paragraph, Row, Run, Section, Table, folded
from claimant.tell.clean import one_line
from claimant.tell.ledger import given
from claimant.tell.prose import counted, day, figure, listed, name, on, sentence
from claimant.tell.quotes import Quotes
from claimant.tell.timelines import tolls as toll_picture
from claimant.tell.toll import HARMS, Course

FIGURES_SHOWN = 12
ACCOUNTS = 2
"""Tellings of the deed in the reports' own words."""
WEAPONS = 5


def happened(assessment: Assessment, courses: Sequence[Course], quotes: Quotes) -> Section:
    """The incident in two or three sentences, the toll harm by harm, every figure in a table."""
    case = assessment.case
    blocks: list[Block] = [Paragraph(_incident(case, quotes))]
    blocks.extend(Paragraph(line) for line in _accounts(case, quotes))
    weapons = _weapons(case, quotes)
    if weapons:
        blocks.append(Paragraph(weapons))
    blocks.extend(Paragraph(tolled(case, course, quotes)) for course in courses)
    picture = toll_picture(courses)
    if picture:
        blocks.append(picture)
    if courses and (len(courses) > 1 or len(courses[0].counts) > 1):
        blocks.extend(_figures(case, courses, quotes))
    return Section("happened", "What happened", tuple(blocks))


def _incident(case: Case, quotes: Quotes) -> Line:
    incident = case.incident
    line: list[Run] = []
    if incident.title and not incident.title.endswith("?"):  # the question stands above already
        line.append(Data(sentence(incident.title)))
    when_where: list[Run] = []
    if incident.date:
        when_where.append(f" on {day(incident.date)}")
    if incident.place:
        when_where.extend((" in ", Data(one_line(incident.place))))
    if when_where:
        line.extend((" It happened" if line else "It happened", *when_where))
        told = list(_telling(case))
        line.append(quotes.cite(told) if told else "")
        line.append("." if told or not case.heard else ", by the case’s own entry: no quote in it names the place.")
    if incident.victim:
        line.extend((" The victims were on the side of ", Data(name(case, incident.victim)), "."))
    return tuple(line)


def _accounts(case: Case, quotes: Quotes) -> Iterator[Line]:
    """The deed in the reports' own words: the earliest telling, and one more of another origin; accusations come last."""
    origin = {document: one.id for one in case.origins for document in one.documents}
    names = {source.id: source.name for source in case.sources}
    deeds = [one.detail for one in case.told if one.about == About.QUESTION and one.detail.kind == DetailKind.DEED]

    def order(deed: Detail) -> tuple[object, ...]:
        return (
            deed.label != "plain",
            deed.date is None,
            deed.date.key if deed.date else (),
            deed.document,
            deed.quote.start,
        )

    shown: dict[str, Detail] = {}
    for deed in sorted(deeds, key=order):
        shown.setdefault(origin.get(deed.document, deed.document), deed)
    for place, deed in enumerate(sorted(tuple(shown.values())[:ACCOUNTS], key=order)):
        source = Data(one_line(names.get(deed.document, deed.document)))
        verb = " reported " if place == 0 else " wrote "
        yield source, f"{verb}{on(deed.date)}: “", Data(one_line(deed.quote.text)), "”", quotes.cite([deed])


def _weapons(case: Case, quotes: Quotes) -> Line:
    """The weapons that the reports name, each with the number of reports."""
    found: dict[str, list[Detail]] = {}
    for one in case.told:
        if one.about == About.QUESTION and one.detail.kind == DetailKind.WEAPON:
            found.setdefault(one.detail.label, []).append(one.detail)
    ranked = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:WEAPONS]
    each: list[Line] = [
        (f"{label} ({counted(len(details), 'report')}", quotes.cite(details), ")") for label, details in ranked
    ]
    return ("Weapons that the reports name: ", *listed(each), ".") if each else ()


def _telling(case: Case) -> Iterator[Statement | Figure]:
    """What is quoted about the incident and names its place, or one of the words by which it is called."""
    incident = case.incident
    calls = [one_line(words).casefold() for words in (incident.place or "", *incident.names)]
    calls = [words for words in calls if len(words) > 3]
    figures = [toll.figure for toll in case.tolls if toll.about == About.QUESTION]
    statements = [heard.statement for heard in case.heard if heard.about == About.QUESTION]
    said: list[Statement | Figure] = [*figures, *statements]
    for one in said:
        if any(words in one_line(one.quote.text).casefold() for words in calls):
            yield one


def tolled(case: Case, course: Course, quotes: Quotes) -> Line:
    """The toll of one harm in a sentence or two: the latest figure with its speaker, and how far the figures run apart."""
    latest = course.latest
    cite = quotes.cite([toll.figure for toll in latest.tolls])
    word = HARMS[course.harm].capitalize()
    if len(course.counts) == 1:
        return (f"{word}: {latest.words}, given by ", *given(case, latest), f" {on(latest.moment)}", cite, ".")
    line: list[Run] = [
        f"{word}: the latest figure is {latest.words}, given by ",
        *given(case, latest),
        f" {on(latest.moment)}",
        cite,
    ]
    lowest, highest = course.lowest, course.highest
    if lowest == highest:
        line.append(f". All {figure(len(course.counts))} figures agree.")
    else:
        ends = [
            toll.figure
            for count in course.counts
            if lowest == count.low or highest == (count.high or count.low)
            for toll in count.tolls[:1]
        ]
        line.extend(
            (
                f". The figures run from {figure(lowest)} to {figure(highest)}",
                quotes.cite(ends, "figures"),
                ".",
            )
        )
    return tuple(line)


def _figures(case: Case, courses: Sequence[Course], quotes: Quotes) -> tuple[Block, ...]:
    table = Table(
        id="figures",
        caption=("Every figure, in order of time",),
        head=("Harm", "Day", "Figure", "According to", "Quotes"),
        rows=(),
        numbers=(2,),
    )
    rows = tuple(
        Row(
            (
                Cell((HARMS[course.harm].capitalize(),), head=True),
                Cell((day(count.moment),)),
                Cell((count.words,), number=True),
                Cell(given(case, count)),
                Cell((quotes.cite([toll.figure for toll in count.tolls]),)),
            )
        )
        for course in courses
        for count in course.counts
    )
    return folded(rows, table, FIGURES_SHOWN, "figure")
