"""Days and times as people and machines print them, read without guessing. The one door to dateparser."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from claimant.model import Moment

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ]\d\d:\d\d)")
_ISO_TAIL = re.compile(r"(?<=\d)\s+(?=[+-]\d\d:?\d\d$|Z$)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)$")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})$")
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}:\d\d))?$")
_WIRE = re.compile(r"(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{2})$")
_WORDS = re.compile(r"^(?=[^\n]{6,60}$)(?=.*\d{1,2}\D)(?=.*(?<!\d)\d{4}(?!\d))[\w\s.,:/+|()-]+$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d\s*[ap]\.?m", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:published|posted|updated|date|on)\s*(?:on\b|at\b)?\s*:?\s*", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_date(text: str | None, language: str | None = None) -> tuple[Moment | None, str | None]:
    """The moment that `text` gives, or None with, where it matters, the reason as a note for the reader.

    `language` is a two-letter code tried besides English. Relative dates ("yesterday") and days without a year give
    None. 05/03/2024 gives None and a note, since it is the 5th of March to some and the 3rd of May to others;
    05.03.2024 is read as day, month, year, as everywhere dots are used.
    """
    line = _PREFIX.sub("", " ".join((text or "").split())[:80]).strip()
    if not line:
        return None, None
    numeric = _NUMERIC.match(line)
    if numeric:
        return _numeric(line, numeric)
    moment = _machine(line) or _wire(line) or _words(line, language)
    return (moment, None) if moment else (None, f'The date "{line}" could not be read and is left out.')


def _machine(line: str) -> Moment | None:
    if _ISO.match(line):
        try:
            return _sensible(Moment.parse(_ISO_TAIL.sub("", line)))
        except (ValueError, OverflowError):
            return None
    for pattern in (_COMPACT, _YEAR_FIRST):
        if match := pattern.match(line):
            return _day(int(match[1]), int(match[2]), int(match[3]))
    try:
        return _at(parsedate_to_datetime(line)) if re.search(r"\d\d:\d\d", line) else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _numeric(line: str, match: re.Match[str]) -> tuple[Moment | None, str | None]:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > 12 or first == second:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    else:
        return (
            None,
            f'The date "{line}" is left out: it can mean {date(2000, second, 1):%B} {first} or {date(2000, first, 1):%B} {second}.'
            if first and second
            else None,
        )
    moment = _day(year, month, day)
    return moment, None if moment else f'The date "{line}" could not be read and is left out.'


def _wire(line: str) -> Moment | None:
    """ "16 NOV 89", as wires of the last century print it; two digits from 30 on are of the 1900s."""
    match = _WIRE.match(line)
    if not match or match[2][:3].lower() not in _MONTHS:
        return None
    year = int(match[3])
    return _day(year + (1900 if year >= 30 else 2000), _MONTHS.index(match[2][:3].lower()) + 1, int(match[1]))


def _words(line: str, language: str | None) -> Moment | None:
    if not _WORDS.match(line):
        return None
    import dateparser  # heavy: only where a date in words stands

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"]}
    for languages in ([language, "en"] if language not in (None, "en") else ["en"], ["en"]):
        try:
            parsed = dateparser.parse(line, languages=languages, settings=settings)
        except Exception:  # free text, and languages that dateparser may not know: a failure means "no date"
            continue
        if parsed:
            return _at(parsed) if _CLOCK.search(line) else _day(parsed.year, parsed.month, parsed.day)
    return None


def _at(at: datetime) -> Moment | None:
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return _sensible(Moment(at.date(), at))


def _day(year: int, month: int, day: int) -> Moment | None:
    try:
        return _sensible(Moment(date(year, month, day)))
    except ValueError:
        return None


def _sensible(moment: Moment) -> Moment | None:
    """Years outside these are slips or attacks, and the calendar's ends break arithmetic with zones."""
    return moment if 1000 <= moment.day.year <= 2200 else None
