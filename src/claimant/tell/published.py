"""The parts of the page that come from the publisher: kicker, picture, what changed, corrections, grades, what readers can do."""

from __future__ import annotations

from claimant.model import Case
from claimant.tell.blocks import (
    Address,
    Block,
    Data,
    Item,
    Items,
    Line,
    Paragraph,
    Run,
    Section,
    Shown,
    Strong,
)
from claimant.tell.clean import one_line, safe_address
from claimant.tell.imprint import CREDIBILITY, Imprint
from claimant.tell.prose import NO_BREAK, day, listed, stopped
from claimant.tell.resources import chosen, topics, topics_of

_RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
_CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}


def kicker(case: Case, imprint: Imprint) -> Line:
    """ "Foreign Policy Brief no. 134 · by Ines Marlow · 2 April 2024 · as of 1 April 2024"."""
    line: list[Run] = [Data(imprint.series) if imprint.series else "A brief on a contested attack"]
    if imprint.number:
        line.append(f"{' ' if imprint.series else ' · '}no.{NO_BREAK}{imprint.number}")
    if imprint.author:
        line.extend((" · by ", Data(imprint.author)))
    if imprint.day:
        line.append(f" · {day(imprint.day)}")
    if case.as_of:
        line.append(f" · as of {day(case.as_of)}")
    return tuple(line)


def signature(imprint: Imprint) -> tuple[Block, ...]:
    """Who answers for the page, and, where a check did not hold, why it was published all the same."""
    signed = imprint.signed
    if signed is None:
        return ()
    line: list[Run] = ["Published by ", Data(signed.by), f" on {day(signed.day)}."]
    if signed.despite:
        line.extend((" A check did not hold; published all the same because: ", Data(stopped(signed.despite))))
    return (Paragraph(tuple(line)),)


def photo(imprint: Imprint) -> tuple[Block, ...]:
    """The picture with its credit, where there is one."""
    shown = imprint.photo
    return (Shown(data=shown.data, alt=shown.alt, credit=shown.credit),) if shown else ()


def changed(imprint: Imprint) -> Section:
    """What changed since an earlier edition, and the log of corrections, latest first."""
    blocks: list[Block] = []
    if imprint.changes:
        since = f" of {day(imprint.changes.since)}" if imprint.changes.since else ""
        if imprint.changes.lines:
            blocks.append(Paragraph((f"Since the edition{since}:",)))
            blocks.append(Items(tuple(Item((Data(stopped(line)),)) for line in imprint.changes.lines)))
        else:
            blocks.append(
                Paragraph((f"Nothing has changed since the edition{since}: the judgement stands as it was.",))
            )
    if imprint.corrections:
        blocks.append(Paragraph(("Corrections:",)))
        latest = sorted(imprint.corrections, key=lambda one: (one.day, one.text), reverse=True)
        blocks.append(Items(tuple(Item((Strong(day(one.day)), ": ", Data(stopped(one.text)))) for one in latest)))
    return Section("changes", "What changed", tuple(blocks))


def grades(imprint: Imprint) -> tuple[Block, ...]:
    """The editor's grades, letters and figures apart: of publishers, then of what single documents say."""
    blocks: list[Block] = []
    for words, scale, what in (
        (_RELIABILITY, "reliability", "Reliability of publishers (Admiralty system, A to F)"),
        (_CREDIBILITY, "credibility", "Credibility of what single documents say (1 to 6)"),
    ):
        given = [one for one in imprint.grades if (one.grade in CREDIBILITY) == (scale == "credibility")]
        if given:
            blocks.append(
                Paragraph((f"{what}, graded by the editor; a source that is not listed is not graded.",), "remark")
            )
            items = (
                Item((Strong(one.of, data=True), f": {one.grade}, {words[one.grade]}; ", Data(stopped(one.because))))
                for one in sorted(given, key=lambda one: (one.grade, one.of))
            )
            blocks.append(Items(tuple(items)))
    return tuple(blocks)


def readers(case: Case, imprint: Imprint) -> Section:
    """Organisations chosen by topic and country, the publisher's own first, and the newsletter."""
    titles, found = topics(), chosen(case, imprint)
    about = [titles[one] for one in topics_of(case, imprint)]
    blocks: list[Block] = []
    if found:
        names: list[Line] = [(title,) for title in about]
        blocks.append(
            Paragraph(
                (
                    "Chosen from a fixed list by what this case touches (",
                    *listed(names),
                    "). None of them has a part in this page or answers for it.",
                ),
                "remark",
            )
        )
        items = []
        for one in found:
            link = Address(one_line(one.address), safe_address(one.address))
            items.append(Item((Strong(one.name, data=True), ": ", Data(stopped(one.does)), " ", link)))
        blocks.append(Items(tuple(items)))
    if imprint.newsletter:
        line: list[Run] = [Data(stopped(imprint.newsletter))]
        if imprint.newsletter_address:
            line.extend((" ", Address(imprint.newsletter_address, safe_address(imprint.newsletter_address))))
        blocks.append(Paragraph(tuple(line)))
    return Section("readers", "What readers can do", tuple(blocks))
