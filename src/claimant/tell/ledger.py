"""The parts of the page that tell the record: who says what, the days, what was set aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claimant.model import About, Assessment, Basis, Case, Certainty, Heard, Position, Role, Stance, Who
from claimant.tell.bearing import strength
from claimant.tell.blocks import (
    Aside,
    Block,
    Cell,
    Data,
    Heading,
    Item,
    Items,
    Line,
    Live,
    More,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    folded,
)
from claimant.tell.clean import one_line
from claimant.tell.others import incidents
from claimant.tell.prose import (
    BASES,
    CERTAINTIES,
    NARRATOR,
    ROLES,
    STANCES,
    capital,
    count,
    counted,
    day,
    did,
    key,
    name,
    nobody,
    number,
    says,
    who,
)
from claimant.tell.quotes import Quotes
from claimant.tell.timelines import positions as positions_picture
from claimant.tell.toll import HARMS, Count, Course

HELD_SHOWN = 8
DAY_SHOWN = 5
ASIDE_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one actor held on one or several days: positions that differ in nothing but the day, basis and certainty."""

    speaker: Who
    narrator: bool
    stance: Stance
    target: Who
    role: Role
    positions: tuple[Position, ...]
    strength: float

    @property
    def basis(self) -> Basis:
        """The strongest that any of them shows."""
        return max((position.basis for position in self.positions), key=list(Basis).index)

    @property
    def certainty(self) -> Certainty:
        """The surest."""
        return min((position.certainty for position in self.positions), key=list(Certainty).index)

    @property
    def first(self) -> date | None:
        """The first day, where one is known."""
        return min((position.date.day for position in self.positions if position.date), default=None)

    @property
    def days(self) -> int:
        """On how many days it was held."""
        return len({position.date.day for position in self.positions if position.date})

    @property
    def reports(self) -> int:
        """How many documents carry it."""
        return len({report.document for position in self.positions for report in position.reports})

    @property
    def origins(self) -> int:
        """How many independent origins carry it."""
        return len({origin for position in self.positions for origin in position.origins})


def held(assessment: Assessment) -> tuple[Held, ...]:
    """All positions, stance by stance; within one the weightiest first, then the most independently reported."""
    bits: dict[str, float] = {}
    for evidence in assessment.evidence:
        bits[evidence.position.id] = max(bits.get(evidence.position.id, 0.0), strength(evidence))
    folds: dict[tuple[object, ...], list[Position]] = {}
    for position in assessment.case.positions:
        same = key(position.speaker), position.narrator, position.stance, key(position.target), position.role
        folds.setdefault(same, []).append(position)
    found = [
        Held(
            speaker=some[0].speaker,
            narrator=some[0].narrator,
            stance=some[0].stance,
            target=some[0].target,
            role=some[0].role,
            positions=tuple(sorted(some, key=lambda one: (one.date.day if one.date else date.max, one.id))),
            strength=max(bits.get(one.id, 0.0) for one in some),
        )
        for some in folds.values()
    ]
    order = list(Stance)
    found.sort(
        key=lambda one: (
            order.index(one.stance),
            -round(one.strength, 6),
            -one.origins,
            one.first or date.max,
            one.positions[0].id,
        )
    )
    return tuple(found)


def anchors(all_held: Sequence[Held]) -> dict[str, str]:
    """From each position's id to the row in which its quotes are listed."""
    return {position.id: f"position-{number}" for number, one in enumerate(all_held, 1) for position in one.positions}


# ---------------------------------------------------------------- who says what


def who_says_what(assessment: Assessment, all_held: Sequence[Held], quotes: Quotes) -> Section:
    """A table for each stance, in which every row opens its quotes."""
    case = assessment.case
    places = {id(one): f"position-{number}" for number, one in enumerate(all_held, 1)}
    blocks: list[Block] = []
    for stance in Stance:
        some = [one for one in all_held if one.stance == stance]
        if not some:
            continue
        title, meaning = STANCES[stance]
        speakers = len({key(one.speaker) for one in some})
        table = Table(
            id=f"stance-{stance}",
            caption=(f"{meaning} ({counted(len(some), 'position')}, {counted(speakers, 'speaker')})",),
            head=("Speaker", _TARGET[stance], "Shown for it", "Certainty", "First day", "Reports", "Origins", "Quotes"),
            rows=(),
            numbers=(5, 6),
            tone="held",
        )
        blocks.append(Heading((title,), id=f"says-{stance}"))
        rows = tuple(_held_row(case, one, places[id(one)], quotes) for one in some)
        blocks.extend(folded(rows, table, HELD_SHOWN, "position"))
    if not blocks:
        return Section("positions", "", ())
    intro = (
        "A position is what one speaker holds, however often it is printed. Reports counts the documents that carry it, "
        "origins where their words come from: copies, and texts that tell one credited report, have one."
    )
    return Section("positions", "Who says what", (Paragraph((intro,)), Live("filter", "Only rows with"), *blocks))


_TARGET = {
    Stance.CLAIMS: "For",
    Stance.BLAMES: "Whom",
    Stance.DENIES: "For",
    Stance.CLEARS: "Whom",
    Stance.DOUBTS: "Whom",
}


def _held_row(case: Case, one: Held, place: str, quotes: Quotes) -> Row:
    statements = quotes.statements(one.positions)
    speaker: list[Run] = [*who(case, one.speaker)]
    if one.narrator:
        speaker.append(Aside(NARRATOR))
    of_itself = one.stance in {Stance.CLAIMS, Stance.DENIES}
    own = nobody(one.target) or (of_itself and key(one.target) == key(one.speaker))
    target: Line = ("itself" if of_itself else "nobody named",) if own else who(case, one.target)
    role: Line = () if one.role == Role.CARRIED_OUT else (Aside(f"{ROLES[one.role]}"),)
    basis: list[Run] = [BASES[one.basis]]
    if any(position.exclusive for position in one.positions):
        basis.append(Aside("exclusive material"))
    copied = next((position.via for position in one.positions if position.copied and position.via), None)
    if copied:
        basis.append(Aside(f"repeats {name(case, copied)}"))
    on_days = (Aside(f"and {count(one.days - 1, 'later day')}"),) if one.days > 1 else ()
    return Row(
        (
            Cell(capital(tuple(speaker)), head=True),
            Cell((*target, *role)),
            Cell(tuple(basis)),
            Cell((CERTAINTIES[one.certainty],)),
            Cell((day(one.first), *on_days)),
            Cell((str(one.reports),), number=True),
            Cell((str(one.origins),), number=True),
            Cell((quotes.cite(statements) or "no quote",)),
        ),
        id=place,
        opening=quotes.opening(statements),
    )


# ---------------------------------------------------------------- the days


def timeline(assessment: Assessment, courses: Sequence[Course], quotes: Quotes) -> Section:
    """What was said and counted, day by day; the weightiest of each day first."""
    case = assessment.case
    bits: dict[str, float] = {}
    for evidence in assessment.evidence:
        bits[evidence.position.id] = max(bits.get(evidence.position.id, 0.0), strength(evidence))
    days: dict[date, list[Position]] = {}
    for position in case.positions:
        days.setdefault(position.date.day if position.date else date.max, []).append(position)
    figures: dict[date, list[Count]] = {}
    for course in courses:
        for one in course.counts:
            figures.setdefault(one.day or date.max, []).append(one)
    blocks: list[Block] = []
    picture = positions_picture(assessment)
    if picture:
        blocks.append(picture)
    happened = case.incident.date.day if case.incident.date else None
    for at in sorted(days.keys() | figures.keys()):
        known = at != date.max
        after = (at - happened).days if happened and known else None
        title: Line = (day(at) if known else "Day not known",)
        if after is not None:
            title = (*title, Aside(f"{_after(after)}"))
        blocks.append(Heading(title))
        some = sorted(days.get(at, ()), key=lambda one: (-round(bits.get(one.id, 0.0), 6), -len(one.origins), one.id))
        items = [Item((*capital(says(case, position)), quotes.position(position), ".")) for position in some]
        counted_items = _counted(case, figures.get(at, ()), quotes)
        blocks.append(Items((*items[:DAY_SHOWN], *counted_items)))
        if len(items) > DAY_SHOWN:
            more = len(items) - DAY_SHOWN
            blocks.append(More(f"{counted(more, 'further position')} on this day", (Items(tuple(items[DAY_SHOWN:])),)))
    return Section("timeline", "Day by day", tuple(blocks))


def _after(days: int) -> str:
    if days == 0:
        return "the day it happened"
    return f"{count(abs(days), 'day')} {'after' if days > 0 else 'before'} it happened"


def _counted(case: Case, figures: Sequence[Count], quotes: Quotes) -> list[Item]:
    """The figures of a day, harm by harm: "Killed: 40 (Fire Service) [3], 60 (…) [4]"."""
    items = []
    for harm, word in HARMS.items():
        line: list[Run] = []
        for one in figures:
            if one.harm == harm:
                line.extend(
                    (", " if line else f"{word.capitalize()}: ", one.words, " according to ", *given(case, one))
                )
                line.append(quotes.cite([toll.figure for toll in one.tolls]))
        if line:
            items.append(Item((*line, ".")))
    return items


def given(case: Case, one: Count) -> Line:
    """Who gave a figure: its speaker, else the source in whose text it stands."""
    if not nobody(one.speaker):
        return who(case, one.speaker)
    document = one.tolls[0].figure.document
    source = next((source for source in case.sources if source.id == document), None)
    return (Data(one_line(source.name)) if source else "nobody named",)


# ---------------------------------------------------------------- set aside


def aside(assessment: Assessment, quotes: Quotes) -> Section:
    """Statements about other incidents, or with an incident that is undecided: kept, but not weighed."""
    case = assessment.case
    apart = [heard for heard in case.heard if heard.about != About.QUESTION]
    if not apart:
        return Section("aside", "", ())
    sources = {source.id: source for source in case.sources}

    def order(heard: Heard) -> tuple[bool, str, date, str]:
        source = sources.get(heard.statement.document)
        at = heard.statement.date or (source.date if source else None)
        return heard.about == About.UNDECIDED, heard.incident or "", at.day if at else date.max, heard.statement.id

    table = Table(
        id="set-aside",
        caption=("Statements not weighed, by incident",),
        head=("Incident", "What was said", "Why it is set aside"),
        rows=(),
    )
    rows = tuple(_aside_row(case, heard, quotes) for heard in sorted(apart, key=order))
    undecided = sum(heard.about == About.UNDECIDED for heard in apart)
    intro = f"{count(len(apart), 'statement').capitalize()} in these documents {'is' if len(apart) == 1 else 'are'} not weighed"
    if undecided == len(apart):
        intro += ", because it was not decided which incident each is about."
    elif undecided:
        intro += f": they are about other incidents, or (in {number(undecided)}) it was not decided which."
    else:
        intro += f", because {'it is' if len(apart) == 1 else 'they are'} about other incidents."
    return Section(
        "aside",
        "Set aside: other incidents",
        (Paragraph((intro,)), *incidents(case), *folded(rows, table, ASIDE_SHOWN, "statement")),
    )


def _aside_row(case: Case, heard: Heard, quotes: Quotes) -> Row:
    statement = heard.statement
    incident: Line = (Data(one_line(heard.incident)),) if heard.incident else ("not decided",)
    if heard.incident and heard.about == About.UNDECIDED:
        incident = (*incident, Aside("undecided"))
    said = (
        *capital(who(case, heard.speaker)),
        " ",
        *did(case, statement.stance, heard.speaker, heard.target, statement.role),
    )
    return Row(
        (
            Cell(incident, head=True),
            Cell((*said, quotes.cite([statement]))),
            Cell((Data(one_line(heard.reason)),) if heard.reason else ("not about the question’s incident",)),
        )
    )
