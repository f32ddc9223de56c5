"""The page as blocks, in the order in which a reader needs it."""

from __future__ import annotations

from claimant.model import Assessment
from claimant.tell.answer import answered, hinges, hypotheses, missing, numbers
from claimant.tell.beside import blocs, interests, precedents
from claimant.tell.blocks import Data, Page, Run
from claimant.tell.clean import one_line
from claimant.tell.colophon import check, method, quoted, sources
from claimant.tell.course import moved
from claimant.tell.event import happened
from claimant.tell.ledger import anchors, aside, held, timeline, who_says_what
from claimant.tell.prose import day
from claimant.tell.quotes import Quotes
from claimant.tell.toll import courses


def page(assessment: Assessment, version: str) -> Page:
    """The whole brief; parts that would be empty are left out."""
    case = assessment.case
    all_held = held(assessment)
    quotes = Quotes(case, anchors(all_held))
    tolls = courses(case)
    # In the order of the page, because quotes are numbered as they are cited.
    sections = [
        happened(assessment, tolls, quotes),
        who_says_what(assessment, all_held, quotes),
        hypotheses(assessment, quotes),
        numbers(assessment, quotes),
        hinges(assessment, quotes),
        missing(assessment),
        precedents(assessment),
        interests(assessment),
        blocs(assessment),
        moved(assessment, quotes),
        timeline(assessment, tolls, quotes),
        aside(assessment, quotes),
        sources(case),
        method(assessment, version, quotes),
        check(case),
        quoted(quotes),
    ]
    kicker: list[Run] = ["A brief on a contested attack"]
    if case.as_of:
        kicker.append(f" · as of {day(case.as_of)}")
    return Page(
        title=one_line(case.question) or one_line(case.incident.title) or "Who did it?",
        kicker=tuple(kicker),
        opening=answered(assessment),
        sections=tuple(section for section in sections if section.blocks),
        foot=("Made by Claimant, ", Data(version), ". A ledger and a calculator, not an arbiter of truth."),
    )
