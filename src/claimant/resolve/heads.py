"""Where the head of a noun phrase ends, and what follows it: "the command | of | the 5th brigade", "the group | known as | X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claimant.resolve.gazetteer import Match


class Head(NamedTuple):
    """The head at [start, end) of a text, the kind of link behind it, and where the rest begins.

    `link` is "" (nothing follows), "of" (a belonging), "name" (the rest is its name), "," (an apposition), "and", "'s"
    (the head owns the rest) or "who" (the rest only describes).
    """

    start: int
    end: int
    link: str
    rest: int


_LINK = re.compile(
    r"(?=[ ,'])(?:(?P<name>,? (?:also |better |otherwise )?(?:known as|calling itself|calling themselves|(?:which|that|who) calls? (?:it|them)sel(?:f|ves)|called|named) )"
    r"|(?P<s>(?:'s|(?<=s)') )"
    r"|(?P<comma>, )"
    r"|(?P<of> (?:of|from|for|in|at|within|belonging to|representing|on behalf of|with) )"
    r"|(?P<and> (?:and|or|&) )"
    r"|(?P<who> (?:who|whom|which|that|whose|where|now|then|on|to|under|against|near|by|among|outside|out of|wearing|dressed|carrying|consulted"
    r"|linked|tied|close|loyal|opposed|opposing|seeking|headed|led|commanded|directed|controlled|trained|armed with|including|identified|accused"
    r"|suspected|responsible|involved|arrested|guarding|fighting|operating|based|stationed|interested|purportedly|participating) )"
    r"|(?P<dash> -{1,2} ))"
)
_ARTICLE = re.compile(
    r"[\s\"'“”«»]*(?:(?:the|a|an|its|his|her|their|this|that|these|those|some|other|another|our|any|all|certain|various|such|same|alleged|presumed|suspected|so-called)[\s\"'“«]+)*"
)


_BEHALF = re.compile(
    r"\b(?:on behalf of|in the name of|speak(?:s|ing) for|(?:known as|calling itself|calling themselves|calls? (?:it|them)sel(?:f|ves)|identified as|identifying (?:him|her|them)sel(?:f|ves) as)) "
)


def told_name(folded: str, start: int, end: int) -> int | None:
    """Where the name begins that the phrase itself tells ("a group known as X", "a caller on behalf of X")."""
    told = _BEHALF.search(folded, start, end)
    return told.end() if told else None


_LINKS = frozenset({"and", "or", "of", "on", "in", "by", "to", "the", "a"})


def trimmed(folded: str, start: int, end: int) -> int:
    """The end of the phrase without a link that nothing follows ("Moscow and")."""
    whole = end
    while end > start and folded[end - 1] in " ,;:":
        end -= 1
    while (space := folded.rfind(" ", start, end)) > start and folded[space + 1 : end] in _LINKS:
        end = space
        while end > start and folded[end - 1] in " ,;:":
            end -= 1
    return end if end > start else whole


def comma(folded: str, start: int, end: int, inside: Sequence[Match]) -> int | None:
    """Where the first comma outside brackets and names stands, before any clause that only describes."""
    if "," not in folded[start:end]:
        return None
    for link in _LINK.finditer(folded, start, end):
        if link.lastgroup in {"who", "name"} or not _outside(folded, start, link, inside):
            if link.lastgroup in {"who", "name"}:
                return None
            continue
        if link.lastgroup == "comma":
            return link.start()
    return None


def _outside(folded: str, start: int, link: re.Match[str], inside: Sequence[Match]) -> bool:
    at = link.start()
    if at == start or any(m.start <= at < m.end and m.end > link.end() - 1 for m in inside):
        return False
    before = folded[start:at]
    return before.count("(") + before.count("[") <= before.count(")") + before.count("]")


def head(folded: str, start: int, end: int, inside: Sequence[Match]) -> Head:
    """The head of the phrase at [start, end). Links inside a known name, in brackets or before any word are none."""
    article = _ARTICLE.match(folded, start, end)
    if article and article.end() < end and not any(m.start < article.end() for m in inside):
        start = article.end()
    if folded.find(" ", start, end) < 0:
        return Head(start, end, "", end)
    for link in _LINK.finditer(folded, start, end):
        if not _outside(folded, start, link, inside):
            continue
        kind = link.lastgroup or ""
        return Head(start, link.start(), {"s": "'s", "comma": ",", "dash": ","}.get(kind, kind), link.end())
    return Head(start, end, "", end)
