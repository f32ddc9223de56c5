"""The brief on one sheet, for those who will not read more: made of the same blocks, with the numbers of the full brief's quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimant.model import Assessment, Case, Stance
from claimant.tell.answer import answered, hinges, missing
from claimant.tell.bearing import Bearing, bearings
from claimant.tell.blocks import (
    Address,
    Block,
    Data,
    Item,
    Items,
    Line,
    Page,
    Paragraph,
    Picture,
    Run,
    Section,
    Small,
    Strong,
)
from claimant.tell.clean import shortened
from claimant.tell.event import tolled
from claimant.tell.imprint import Imprint
from claimant.tell.ledger import Held
from claimant.tell.prose import capital, count, in_bits, key, listed, says, who
from claimant.tell.published import kicker, signature
from claimant.tell.quotes import Quotes
from claimant.tell.toll import Course

FULL = "brief.html"
"""The full brief, which lies beside it."""

REASONS = 3
NAMED = 5
LONGEST = 90
"""Characters of a name, so that no name fills the sheet."""


def one_page(
    assessment: Assessment,
    all_held: Sequence[Held],
    courses: Sequence[Course],
    quotes: Quotes,
    *,
    title: str,
    foot: Line,
    imprint: Imprint,
) -> Page:
    """The sheet. `quotes` are those of the full brief, so that a number means the same on both.

    Fits A4 where names, toll and reasons are of usual length; a longer one runs to a second sheet and loses nothing.
    """
    case = assessment.case
    sections = (
        *_for_and_against(assessment, quotes),
        Section("sides", "Who claims it, who denies it", _sides(case, all_held, quotes)),
        Section("toll", "The toll", tuple(Paragraph(tolled(case, course, quotes)) for course in courses)),
        Section("hinges", "What the answer hangs on", _first(hinges(assessment, quotes).blocks)),
        Section("missing", "What is missing", _first(missing(assessment).blocks)),
        Section("check", "How to check this", _check(imprint)),
    )
    return Page(
        title=title,
        kicker=kicker(case, imprint),
        opening=_opening(assessment),
        sections=tuple(replace(one, blocks=_cut(one.blocks)) for one in sections if one.blocks),
        foot=foot,
        full=FULL,
    )


def _opening(assessment: Assessment) -> tuple[Block, ...]:
    """The answer, the picture, then the confidence and what it rests on, which stand beside the picture on paper."""
    told = answered(assessment)
    text = [block for block in told if isinstance(block, Paragraph)]
    return (text[0], *(block for block in told if isinstance(block, Picture)), *text[1:3])


def _for_and_against(assessment: Assessment, quotes: Quotes) -> tuple[Section, ...]:
    """The strongest reasons for and against the answer that comes first, weightiest first."""
    bearing = bearings(assessment, assessment.leader.hypothesis.id)
    found = []
    for id, title, some in (
        ("for", "For the first answer", [one for one in bearing if one.bits > 0]),
        ("against", "Against the first answer", [one for one in bearing if one.bits < 0]),
    ):
        items = tuple(Item(_reason(assessment.case, one, quotes)) for one in some[:REASONS])
        nothing = Paragraph((f"Nothing that was said speaks {id} it directly.",))
        found.append(Section(id, title, (Items(items, ordered=True) if items else nothing,)))
    return tuple(found)


def _reason(case: Case, one: Bearing, quotes: Quotes) -> Line:
    said = (*capital(says(case, one.positions[0])), quotes.positions(one.positions))
    return (*said, f" ({in_bits(one.bits)}).")


def _sides(case: Case, all_held: Sequence[Held], quotes: Quotes) -> tuple[Block, ...]:
    """One line for those who claim it, one for those who deny it; the weightiest first."""
    blocks: list[Block] = []
    for stance, verb in ((Stance.CLAIMS, "Claimed by "), (Stance.DENIES, "Denied by ")):
        speakers: dict[tuple[str, ...], Held] = {}
        for one in all_held:
            if one.stance == stance:
                speakers.setdefault(key(one.speaker), one)
        some = list(speakers.values())
        if some:
            parts: list[Line] = [
                (*who(case, one.speaker), quotes.cite(quotes.statements(one.positions), most=1)) for one in some[:NAMED]
            ]
            if len(some) > NAMED:
                parts.append((count(len(some) - NAMED, "other"),))
            blocks.append(Paragraph((verb, *listed(parts), ".")))
        else:
            nobody = "claims" if stance is Stance.CLAIMS else "denies"
            blocks.append(Paragraph((f"Nobody in these documents {nobody} it.",)))
    return tuple(blocks)


def _first(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The first entries of a section's list; without a list its first paragraph."""
    lists = [block for block in blocks if isinstance(block, Items)]
    if lists:
        return (replace(lists[0], items=lists[0].items[:REASONS]),)
    return tuple(block for block in blocks if isinstance(block, Paragraph))[:1]


def _check(imprint: Imprint) -> tuple[Block, ...]:
    how: Line = (
        "Numbers in brackets are quotes in the full brief, ",
        Address(FULL, FULL),
        ", beside this page, with all positions, sources and reasons. To check both: ",
        Small("claimant verify", code=True),
        " on the folder that holds them.",
    )
    return (Paragraph(how), *signature(imprint))


def _cut(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(
        replace(block, line=_shorter(block.line))
        if isinstance(block, Paragraph)
        else replace(block, items=tuple(replace(item, line=_shorter(item.line)) for item in block.items))
        if isinstance(block, Items)
        else block
        for block in blocks
    )


def _shorter(line: Line) -> Line:
    def run(one: Run) -> Run:
        if isinstance(one, Data | Strong) and len(one.text) > LONGEST:
            return replace(one, text=shortened(one.text, LONGEST))
        return one

    return tuple(run(one) for one in line)
