"""A plain walk over a page, block by block: for live blogs, and where the extractor finds next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from claimant.model import Moment
from claimant.read.page_facts import time_of
from claimant.read.wordsets import word_set

_UNREAD = word_set(
    "script style noscript template svg math nav footer form button select textarea iframe object embed canvas "
    "audio video head aside dialog menu datalist figure picture"
)
_BLOCKS = word_set(
    "p h1 h2 h3 h4 h5 h6 li blockquote td th tr table ul ol dl dt dd div section article main header body pre br hr "
    "figcaption address details summary html center"
)
_WORDS = word_set("p h1 h2 h3 h4 h5 h6 li blockquote td th dd dt pre")
_ENTRY = word_set("article li section div")
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:comments?|disqus|related|sidebar|footer|nav|navigation|menu|promo|teasers?|newsletter|share|"
    r"sharing|social|recommended|most-read|popular|trending|cookie|breadcrumbs?|advert|ads?)(?:$|[\s_-])",
    re.IGNORECASE,
)
LEAST_ENTRY = 40
"""Characters outside links that make an entry of a live blog."""
MOST_ELEMENTS = 200_000
"""Elements above which a page is not searched for the entries of a live blog."""


def blocks(tree: Any, entries: dict[Any, Moment] | None = None) -> list[tuple[str, Any]]:
    """The text of `tree` as (one line of text, the entry it stands in or None), in the page's order.

    Without `entries`, only paragraphs, headings, list items, quotations and cells inside the page's article, main or
    body count. With `entries` (elements with their moments), all text of the page's main part counts, and the
    entries' own <time> elements are left out, since they are kept as moments.
    """
    root = _root(tree, entries)
    found: list[tuple[str, Any]] = []
    words: list[str] = []
    entry: Any = None
    depth = 0  # how many elements that hold words are open

    def flush() -> None:
        line = " ".join("".join(words).split())
        words.clear()
        line = line.lstrip("—–:|· ") if entry is not None else line  # what stood between the time and the words
        if line and any(character.isalnum() for character in line):
            found.append((line, entry))

    def hear(text: str | None) -> None:
        if text and (depth or entries is not None):
            words.append(text)

    for event, element in _events(root, times=entries is None):
        tag = element.tag
        if event == "start":
            if tag in _BLOCKS:
                flush()
            if entries is not None and element in entries:
                entry = element
            depth += tag in _WORDS
            hear(element.text)
        else:
            if event == "end":
                if tag in _BLOCKS:
                    flush()
                depth -= tag in _WORDS
                if element is entry:
                    entry = None
            if element is not root:
                hear(element.tail)
    flush()
    return found


def live_entries(tree: Any, day: Moment | None, *, certain: bool) -> dict[Any, Moment]:
    """The entries of a live blog with their times, in the page's order; empty where the page is none.

    An entry is an <article>, <li>, <section> or <div> with a <time datetime> and text of its own, beside others of
    its kind, and with no such entries inside. A page is a live blog where it has two or more, and they hold at least
    half of its text; `certain` (the page says that it is one) drops the last condition.
    """
    if sum(1 for _ in islice(tree.iter(), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        return {}
    lengths, timed = _survey(tree)
    candidates = [element for element in timed if element.tag in _ENTRY and lengths[element] >= LEAST_ENTRY]
    beside: dict[Any, int] = {}
    for element in candidates:
        parent = element.getparent()
        beside[parent] = beside.get(parent, 0) + 1
    crowded = {element for element in candidates if beside[element.getparent()] >= 2}
    holders = {ancestor for element in crowded for ancestor in element.iterancestors()}
    entries: dict[Any, Moment] = {}
    for element in tree.iter(*_ENTRY):
        if element in crowded and element not in holders:
            moment = next((at for time in element.iter("time") if (at := time_of(time, day))), None)
            if moment:
                entries[element] = moment
    if len(entries) < 2:
        return {}
    root = _root(tree, entries)
    inside = sum(lengths[entry] for entry in entries)
    return entries if certain or 2 * inside >= lengths.get(root, 0) else {}


def _survey(tree: Any) -> tuple[dict[Any, int], dict[Any, None]]:
    """How many characters outside links each element holds, and the elements with a <time datetime> inside."""
    lengths: dict[Any, int] = {}
    timed: dict[Any, None] = {}
    above: list[Any] = []
    counts: list[int] = []
    links = 0
    for event, element in _events(tree, times=True):
        if event == "start":
            above.append(element)
            counts.append(0)
            links += element.tag == "a"
            if element.tag == "time" and element.get("datetime"):
                for holder in reversed(above):
                    if holder in timed:
                        break
                    timed[holder] = None
            text = element.text
        else:
            if event == "end":
                above.pop()
                links -= element.tag == "a"
                lengths[element] = counts.pop()
                if counts:
                    counts[-1] += lengths[element]
            text = element.tail
        if counts and text and not links and not (event == "start" and element.tag == "time"):
            counts[-1] += len(" ".join(text.split()))
    return lengths, timed


def _root(tree: Any, entries: dict[Any, Moment] | None) -> Any:
    """The page's main part: where the entries are, else its only article or main, else the body."""
    for path in ("//main", "//article", "//body"):
        found = [element for element in tree.xpath(path) if not _left_out(element)]
        if len(found) == 1 and (not entries or all(found[0] in entry.iterancestors() for entry in entries)):
            return found[0]
    return tree


def _left_out(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return True
    if element.tag in {"body", "html", "main", "article"}:
        return element.get("hidden") is not None
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return element.get("hidden") is not None or bool(_ASIDE.search(names))


def _events(root: Any, *, times: bool) -> Iterator[tuple[str, Any]]:
    """Start and end of every element that is read, and "skipped" for those that are not; without recursion.

    Without `times`, a <time datetime> that stands alone is skipped; one inside a sentence is part of it.
    """
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, ended = stack.pop()
        if ended:
            yield "end", element
        elif element is not root and (_left_out(element) or (not times and _stands_alone(element))):
            yield "skipped", element
        else:
            yield "start", element
            stack.append((element, True))
            stack += [(child, False) for child in reversed(element)]


def _stands_alone(element: Any) -> bool:
    if element.tag != "time" or not element.get("datetime"):
        return False
    parent = element.getparent()
    return parent.tag != "p" or "".join(parent.itertext()).strip() == "".join(element.itertext()).strip()
