"""What stands above a plain text: front matter, a byline, a headline."""

from __future__ import annotations

import re

from claimant.model import Moment
from claimant.read import agencies
from claimant.read.dates import read_date
from claimant.read.found import Found, fact, web_address
from claimant.read.languages import language_code
from claimant.read.traced import Traced

_FRONT = re.compile(r"\s{0,20}---[ \t]*\r?\n((?:[^\n]*\n){1,60}?)---[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"([A-Za-z][\w -]{0,30}?)[ \t]*:(?:[ \t]+(.*))?$")
_KEYS = {
    "source": "publisher", "site": "publisher", "outlet": "publisher", "by": "author", "byline": "author",
    "published": "date", "lang": "language", "url": "address", "link": "address", "location": "place",
}  # fmt: skip
_BY = re.compile(r"^by:?[ ]+(?P<name>[^\W\d_][^|\n·]{1,80})$", re.IGNORECASE)
_DATED = re.compile(
    r"(?:published|posted|updated|date|on|\W)*[ ]?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[., ]+)?"
    r"(?:\d{1,4}[-/. ]|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?[ ]\d)",
    re.IGNORECASE,
)
_ENDS = (".", ":", ";", ",", "…", "!", '."', ".”")


def front_matter(traced: Traced) -> tuple[Traced, dict[str, str]]:
    """The text without its front matter (a block of `key: value` lines between two `---` lines), and the block."""
    match = _FRONT.match(traced.text)
    if not match:
        return traced, {}
    values: dict[str, str] = {}
    for line in match[1].splitlines():
        field = _FIELD.match(line.strip())
        if line.strip() and not line.lstrip().startswith("#"):
            if not field:
                return traced, {}
            key = field[1].strip().lower()
            values[_KEYS.get(key, key)] = _unquoted((field[2] or "").strip())
    return traced.cut(match.end(), len(traced.text)), values


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def use_front_matter(found: Found, values: dict[str, str]) -> None:
    """Put what the front matter says into `found`; a date that cannot be read leaves a note."""
    found.title = fact(values.get("title")) or found.title
    found.publisher = fact(values.get("publisher")) or found.publisher
    found.author = fact(values.get("author")) or found.author
    found.place = fact(values.get("place")) or found.place
    found.language = language_code(values.get("language")) or found.language
    found.address = web_address(values.get("address")) or found.address
    if note := fact(values.get("note")):
        found.notes.append(note)
    if values.get("date"):
        found.date, problem = read_date(values["date"], found.language)
        found.notes += [problem] if problem else []


def use_head(found: Found, text: str) -> None:
    """Fill what is still unknown from the first lines of the normalised text: headline, byline, dateline."""
    lines = [line.strip() for line in text[:800].split("\n") if line.strip()]
    if found.title is None and len(lines) > 1 and len(text) > 2 * len(lines[0]):
        first = lines[0]
        if 8 <= len(first) <= 140 and not first.endswith(_ENDS) and not agencies.dateline(text).place:
            found.title = first
    author, date = _byline(lines[:6], found.language)
    found.author = found.author or author
    found.date = found.date or date
    wire = agencies.dateline(text)
    if found.date is None and wire.day:
        found.date, _ = read_date(wire.day, found.language)
    found.place = found.place or wire.place


def _byline(lines: list[str], language: str | None) -> tuple[str | None, Moment | None]:
    """Author and date from short lines such as "By: Jane Roe | April 1, 2024"."""
    author: str | None = None
    date: Moment | None = None
    for line in lines:
        if len(line) > 160:
            break
        for part in re.split(r"[|·•]", line):
            part = part.strip()
            match = _BY.match(part)
            if match and author is None and len(match["name"].split()) <= 8:
                author = match["name"].strip().rstrip(",.")
            elif date is None and len(part) <= 50 and _DATED.match(part):
                date, _ = read_date(part, language)
    return author, date
