"""Wire agencies: whose words a text carries, from its dateline, byline or credit line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from claimant.read.wordsets import word_set

HEAD, TAIL = 400, 400
"""Characters at the beginning and at the end of a text where a dateline or credit line can stand."""

# The other names under which one agency signs. Only for comparing; what is shown is what was printed.
_SAME = {
    "associated press": "ap", "agence france presse": "afp", "deutsche presse agentur": "dpa",
    "press trust of india": "pti", "united press international": "upi", "asian news international": "ani",
    "anadolu agency": "anadolu", "anadolu": "anadolu", "ria": "ria novosti", "itar tass": "tass",
    "xinhua news agency": "xinhua", "thomson reuters": "reuters", "kyodo news": "kyodo",
    "islamic republic news agency": "irna", "korean central news agency": "kcna", "agencia efe": "efe",
    "press association": "pa media", "austria presse agentur": "apa", "canadian press": "cp",
    "тасс": "tass", "интерфакс": "interfax", "риа новости": "ria novosti", "риа": "ria novosti", "рейтер": "reuters",
    "рейтерс": "reuters", "укринформ": "ukrinform", "униан": "unian", "ассошиэйтед пресс": "ap", "франс пресс": "afp",
}  # fmt: skip
_KNOWN = frozenset(_SAME.values()) | word_set(
    "efe acan-efe ansa interfax interfax-ukraine ukrinform unian yonhap bernama antara lusa notimex belga anp "
    "ritzau ntb bns pap ctk mti tanjug hina tasnim fars sana wam kuna") | {"prensa latina", "ria novosti", "inter press service"}  # fmt: skip
_KNOWN_KEYS = frozenset(key.replace("-", " ") for key in _KNOWN)
FIRST_WORDS = frozenset(key.split()[0] for key in (*_SAME, *_KNOWN_KEYS))
LAST_WORDS = frozenset(key.split()[-1] for key in (*_SAME, *_KNOWN_KEYS))
"""The words, in lower case, with which the names that `is_agency` knows begin and end."""

_NAME = r"[^\W\d_][\w&.’'-]*(?:[ /][\w&.’'-]+){0,4}"
_DASH = r"(?:--?|[–—―])"
_WORD = r"[^\W\d_](?:[^\W\d_]|['’.-])*"
_PLACE = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}(?:,[ ]{_WORD}(?:[ ]{_WORD}){{0,2}})?"
_DAY = r"(?:\d{1,2}[ ][^\W\d_]{3,9}\.?(?:[ ]\d{2,4})?|[^\W\d_]{3,9}\.?[ ]\d{1,2}(?:,?[ ]\d{4})?)"
_DATELINE = re.compile(
    rf"^(?P<place>{_PLACE})?(?P<day>,?[ ]{_DAY})?[.,]?[ ]?"
    rf"(?:\((?P<round>{_NAME})\)|/(?P<slash>{_NAME})/)[ ]?(?:{_DASH}|:|\.)(?=[ \n]|$)"
)
_PLAIN_DATELINE = re.compile(rf"^(?P<place>{_PLACE})(?P<day>,[ ]{_DAY})[ ]?{_DASH}(?=[ ])")
_BYLINE = re.compile(rf"^by:?[ ](?P<name>{_NAME})(?:[ ]?(?:[|,·]|$))", re.IGNORECASE)
_CREDIT = re.compile(
    rf"^[\[(—–-]*[ ]?(?:source|credit|agency|with (?:inputs?|reporting) from|(?P<own>©|\(c\)|copyright)(?:[ ]\d{{4}})?)[ ]?:?[ ]"
    rf"(?P<name>{_NAME})[\])]?\.?$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:as )?(?:first|originally) (?:reported|published|distributed) by (?:the )?(?P<name>[A-ZА-ЯЁ][\w&'’-]*(?:[ ][A-ZА-ЯЁ][\w&'’-]*){0,4})"
)
_ALONE = re.compile(rf"^(?:[—–-]+[ ]?|\()?(?P<name>{_NAME})\)?$")
_NOT_A_NAME = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"updated?|exclusive|opinion|video|photos?|live|analysis|report|text|staff|our)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the first line of a wire text says: agency, place and day as printed, None where it does not."""

    agency: str | None = None
    place: str | None = None
    day: str | None = None


def dateline(text: str) -> Dateline:
    """The dateline at the head of one of the first four paragraphs ("MOSCOW, March 22 (Northline Wire) —")."""
    capitals = text[:HEAD].isupper()
    for paragraph in text[:HEAD].split("\n\n")[:4]:
        line = paragraph.strip()[:160]
        match = _DATELINE.match(line)
        if match:
            name = match["round"] or match["slash"]
            if _NOT_A_NAME.search(name) or not _signs(match, name, capitals):
                continue
            return Dateline(name, match["place"], (match["day"] or "").strip(" ,") or None)
        plain = _PLAIN_DATELINE.match(line)
        if plain and plain["place"].split(",")[0].isupper():
            return Dateline(None, plain["place"], plain["day"].strip(" ,"))
    return Dateline()


def agency_line(text: str, publisher: str | None, author: str | None) -> str | None:
    """The agency whose words the text says it carries, as printed: dateline, credit line, byline, or None.

    A byline counts where it names an agency, or the publisher itself (an agency's own text).
    """
    found = dateline(text).agency
    if found:
        return found
    paragraphs = [part.strip() for part in text[:HEAD].split("\n") if part.strip()][:4]
    closing = [part.strip() for part in text[-TAIL:].split("\n") if part.strip()][-4:]
    for line in (*reversed(closing), *paragraphs):
        if len(line) <= 120:
            name = _credited(line, publisher)
            if name:
                return name
    for part in (text[:HEAD], text[-TAIL:]):
        match = _FIRST.search(part)
        if match:
            return _signature(match["name"])
    if author and (is_agency(author) or (publisher and agency_key(author) == agency_key(publisher))):
        return author
    return None


@lru_cache(maxsize=4096)
def agency_key(name: str) -> str:
    """The form in which agencies' names are compared: without case, article, dots and hyphens, by one name each."""
    key = " ".join(re.sub(r"[^\w\s]", " ", name.casefold().replace(".", "")).split())
    key = key.removeprefix("the ").removesuffix(" staff")
    return _SAME.get(key, key)


def _credited(line: str, publisher: str | None) -> str | None:
    match = _BYLINE.match(line)
    if match and (is_agency(match["name"]) or (publisher and agency_key(match["name"]) == agency_key(publisher))):
        return _signature(match["name"])
    match = _CREDIT.match(line)
    if match and match["name"][0].isupper() and not _NOT_A_NAME.search(match["name"]):
        if match["own"] and not is_agency(match["name"]):
            return None  # a paper's own copyright line says nothing about where the words come from
        return _signature(match["name"])
    match = _ALONE.match(line)
    return _signature(match["name"]) if match and is_agency(match["name"]) else None


def _signature(name: str) -> str:
    """The name as printed, without the full stop of its line."""
    return name.rstrip(".") if name.count(".") == 1 else name


def is_agency(name: str) -> bool:
    """Whether it is the name of a wire agency that is known here."""
    return agency_key(name) in _KNOWN_KEYS


def _signs(match: re.Match[str], name: str, capitals: bool) -> bool:
    """Whether "PLACE, DAY (NAME) —" is a dateline, and not a sentence that begins with a name and its short form.

    It is where the agency is known or named as one, where a day stands before it, or where the place alone is in
    capitals.
    """
    place = match["place"] or ""
    if any(word[0].islower() and word not in _SMALL for word in place.replace(",", "").split()):
        return False
    alone = len(place) > 2 and place.split(",")[0].isupper() and not capitals
    return bool(is_agency(name) or _WIRE_WORD.search(name) or match["day"] or match["slash"] or alone)


_SMALL = {"de", "del", "la", "el", "al", "of", "and", "-"}
_WIRE_WORD = re.compile(r"\b(?:wire|news|press|agency|agencia|agence|radio|service)\b", re.IGNORECASE)
