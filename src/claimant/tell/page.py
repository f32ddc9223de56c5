"""The page as blocks, in the order in which a reader needs it."""

from __future__ import annotations

from claimant.model import Assessment
from claimant.tell import live
from claimant.tell.actors import actors
from claimant.tell.answer import answered, hinges, hypotheses, missing, numbers
from claimant.tell.beside import blocs, interests, precedents
from claimant.tell.blocks import Data, Page
from claimant.tell.clean import one_line
from claimant.tell.colophon import check, method, quoted, sources
from claimant.tell.corrections import corrections
from claimant.tell.course import moved
from claimant.tell.event import happened
from claimant.tell.imprint import Imprint
from claimant.tell.ledger import anchors, aside, held, timeline, who_says_what
from claimant.tell.lint import lint
from claimant.tell.one_page import one_page
from claimant.tell.published import changed, kicker, photo, readers
from claimant.tell.quotes import Quotes
from claimant.tell.toll import courses


def pages(assessment: Assessment, version: str, imprint: Imprint = Imprint()) -> tuple[Page, Page]:  # noqa: B008 (frozen)
    """The full brief, and its one-page form; parts that would be empty are left out.

    The rules of `lint` run on the full one as it will be printed.
    """
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
        actors(assessment, quotes),
        precedents(assessment),
        interests(assessment),
        blocs(assessment),
        moved(assessment, quotes),
        timeline(assessment, tolls, quotes),
        aside(assessment, quotes),
        changed(imprint),
        readers(case, imprint),
        sources(case, imprint),
        corrections(case),
        method(assessment, version, quotes),
        check(case),
    ]
    title = one_line(case.question) or one_line(case.incident.title) or "Who did it?"
    foot = ("Made by Claimant, ", Data(version), ". A ledger and a calculator, not an arbiter of truth.")
    # Before the list of quotes is made, so that nothing is cited there that the list does not have.
    sheet = one_page(assessment, all_held, tolls, quotes, title=title, foot=foot, imprint=imprint)
    sections.append(quoted(quotes))
    opening = (*photo(imprint), *answered(assessment))
    sections = [section for section in sections if section.blocks]
    rules = lint(assessment, opening, sections)
    sections = [
        method(assessment, version, quotes, rules, imprint) if section.id == "method" else section
        for section in sections
    ]
    full = Page(
        title=title,
        kicker=kicker(case, imprint),
        opening=opening,
        sections=tuple(sections),
        live=live.data(assessment),
        foot=foot,
    )
    return full, sheet
