"""Web pages: the article's text without what surrounds it, and what the page says about itself.

The one door to trafilatura and lxml. Nothing is fetched, no entity is expanded, and no page is parsed that nests
deeper than libxml2's own bound of 256.
"""

from __future__ import annotations

import copy
import logging
import re
from typing import Any

import trafilatura
from lxml import etree, html

from claimant.errors import SourceError, TooLarge
from claimant.read.dates import read_date
from claimant.read.found import Found, fact
from claimant.read.languages import language_code
from claimant.read.normal import normalise
from claimant.read.page_facts import page_facts
from claimant.read.traced import Traced
from claimant.read.walk import blocks, live_entries

LITTLE = 200
"""Characters below which the extractor's text is checked against a plain walk over the page."""
_MARKUP_PER_CHARACTER = 4
_MANY_ATTRIBUTES = 2_000
_CROWDED = re.compile(rf"<[A-Za-z](?:[^<>=]*=){{{_MANY_ATTRIBUTES}}}")  # parsers take time with the square of them
_LARGE_PAGE = (
    1_500_000  # characters of markup, and elements: above either the extractor's time grows faster than the page
)
_MANY_ELEMENTS = 30_000

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[a-zA-Z0-9/+.-]{1,60}(?:;[a-zA-Z0-9=-]{1,40}){0,4},[A-Za-z0-9+/=%_-]{64,}")
_BULLET = re.compile(r"^[-•*]\s+")
_CELL_ENDS = re.compile(r"^\|\s*|\s*\|$")

for _name in ("trafilatura", "htmldate", "courlan"):
    # They log at every odd page; without a handler Python would print that on standard error.
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_page(markup: str, source: str, address: str | None, most_characters: int) -> Found:
    """The text of a page and its facts. Raises SourceError where it cannot be parsed, TooLarge where it is too long."""
    tree = _parsed(markup, source, most_characters)
    facts = page_facts(tree, address)
    found = Found(text=Traced(""), kind="page", settled=True)
    found.title, found.publisher, found.author = facts.title, facts.publisher, facts.author
    found.date, found.address = facts.date, facts.address
    found.language = language_code(facts.language)
    found.notes += [facts.note] if facts.note else []

    entries = live_entries(tree, facts.date, certain=facts.live)
    if entries:
        first = min(entries.values(), key=lambda moment: moment.key)
        if not facts.dated or (facts.date and facts.date.at is None and facts.date.day == first.day):
            found.date = first
        _set_text(found, blocks(tree, entries), entries)
    else:
        _set_text(found, [(line, None) for line in _article(tree, found, markup)], {})
    return found


def _parsed(markup: str, source: str, most_characters: int) -> Any:
    markup = _DECLARATION.sub("", _EMBEDDED.sub("data:,", markup))
    most = _MARKUP_PER_CHARACTER * most_characters
    if len(markup) > most:
        raise TooLarge(
            source,
            f"The page has {len(markup):,} characters of markup, over the limit of {most:,}.",
            "Save the article alone as text, or raise max_characters.",
        )
    if _CROWDED.search(markup):
        raise SourceError(
            source,
            f"The page has an element with more than {_MANY_ATTRIBUTES:,} attributes, which no real page has.",
            "Open it in a browser and save the article's text.",
        )
    parser = html.HTMLParser(huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(markup, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, RecursionError) as failure:
        raise SourceError(
            source, "The page is empty or cannot be parsed as HTML.", "Open it in a browser and save it again."
        ) from failure
    if parser.error_log.filter_from_fatals():
        raise SourceError(
            source,
            "The page nests its elements deeper than any real page does, so it cannot be parsed whole.",
            "Open it in a browser and save the article's text.",
        )
    return tree


def _article(tree: Any, found: Found, markup: str) -> list[str]:
    """The article's lines by trafilatura, or by a plain walk where that gives little and the walk gives more."""
    walked: list[str] | None = None
    lines: list[str] = []
    if len(markup) <= _LARGE_PAGE and sum(1 for _ in tree.iter()) <= _MANY_ELEMENTS:
        lines = _extracted(tree, found)
    if sum(map(len, lines)) < LITTLE:
        walked = [line for line, _ in blocks(tree)] or [line for line, _ in blocks(tree, {})]
        if sum(map(len, walked)) > sum(map(len, lines)):
            return walked
    return lines


def _extracted(tree: Any, found: Found) -> list[str]:
    try:
        # The extractor changes the tree it is given, so it gets a copy.
        text = trafilatura.extract(
            copy.deepcopy(tree),
            output_format="txt",
            include_comments=False,
            include_tables=True,
        )
        facts = trafilatura.extract_metadata(
            copy.deepcopy(tree), date_config={"original_date": True, "extensive_search": False}, extensive=False
        )
    except Exception:  # a parser on hostile input; the plain walk is the answer to whatever failed
        return []
    if facts is not None:
        found.title = found.title or fact(facts.title)
        found.author = found.author or fact(facts.author)
        found.publisher = found.publisher or fact(facts.sitename)
        found.date = found.date or read_date(fact(facts.date))[0]
    lines = (_CELL_ENDS.sub("", _BULLET.sub("", line.strip())) for line in (text or "").split("\n"))
    return [line for line in lines if any(character.isalnum() for character in line)]


def _set_text(found: Found, lines: list[tuple[str, Any]], entries: dict[Any, Any]) -> None:
    """Join lines to paragraphs, each normalised alone, so that the offsets of the entries hold."""
    parts: list[str] = []
    times = []
    offset, current = 0, None
    for line, entry in lines:
        clean = normalise(Traced(" ".join(line.split()))).text
        if not clean:
            continue
        if entry is not current:
            current = entry
            moment = entries.get(entry) if entry is not None else found.date
            if moment:
                times.append((offset, moment))
        parts.append(clean)
        offset += len(clean) + 2
    found.text, found.times = Traced("\n\n".join(parts)), tuple(times)
