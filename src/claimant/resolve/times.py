"""Times that a text names, as days: "on 4 May", "in 2009", "last Friday", "two years earlier".

Without a year a day is the last one of that name before the text was published; a weekday likewise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{m}|{m[:3]}" for m in MONTHS)
DATE = re.compile(
    rf"\b(?=[\djfmasond])(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{_MONTH})\b\.?|(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?!\d))(?:,? (?P<y>(?:19|20)\d\d))?"
)
ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_MONTH_YEAR = re.compile(rf"\b(?=[jfmasond])(?P<m>{'|'.join(MONTHS)}),? (?:of )?(?P<y>(?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:in|of|since|during|from|early|late|mid-?|the|year|,)[ -]((?:19|20)\d\d)(s?)\b")
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NEAR = re.compile(
    rf"\b(?=[tylnecmwfs])(?:(?P<today>today|tonight|this morning|this afternoon|this evening|at dawn today)|(?P<yesterday>yesterday|last night|the night before)|"
    rf"(?P<next>next |every |coming )?(?P<weekday>{'|'.join(WEEKDAYS)})\b(?!s))"
)
_EARLIER = re.compile(
    r"\b(?=[pesydmli])(?:(?:previous|earlier|past|similar) (?:attacks?|bombings?|massacres?|murders?|killings?|assassinations?|crimes?|explosions?)|"
    r"(?:years?|decades?|months?) (?:ago|earlier|before)|last year|in the (?:19|20)?\d0s)\b"
)

_NUMBER = re.compile(r"\b\w+ $")
_AGO = re.compile(
    r"\b(?P<n>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|few|several|some) (?P<unit>days?|weeks?) (?:ago|earlier|before)\b"
)
_NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten".split())} | {
    "a": 1,
    "an": 1,
}
_SOME = (2, 6)
"""How many "a few" and "several" are, at least and at most."""


@dataclass(frozen=True, slots=True)
class Named:
    """A time as the text names it at [start, end): the days it may mean, or none for "years ago", which is only earlier.

    `near` for days told from the day of publication: "yesterday", "on Friday".
    """

    start: int
    end: int
    text: str
    first: date | None = None
    last: date | None = None
    near: bool = False

    @property
    def day(self) -> date | None:
        """The day, where it means one day."""
        return self.first if self.first == self.last else None


def named(folded: str, start: int, end: int, published: date | None) -> Iterator[Named]:
    """The times that folded[start:end] names, earliest place first within each sort, none twice."""
    taken: list[tuple[int, int]] = []
    for match in DATE.finditer(folded, start, end):
        found = day_of(match, published)
        if found:
            taken.append(match.span())
            yield Named(*match.span(), match[0].strip(" ,."), found, found)
    for match in ISO.finditer(folded, start, end):
        try:
            found = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue  # no such day
        taken.append(match.span())
        yield Named(*match.span(), match[0], found, found)
    for match in _MONTH_YEAR.finditer(folded, start, end):
        if not _within(match.span(), taken):
            month, year = MONTHS.index(match["m"]) + 1, int(match["y"])
            after = date(year + month // 12, month % 12 + 1, 1)
            taken.append(match.span())
            yield Named(*match.span(), match[0], date(year, month, 1), after - timedelta(days=1))
    for match in _YEAR.finditer(folded, start, end):
        if not _within(match.span(), taken):
            year = int(match[1])
            span = 9 if match[2] else 0
            taken.append(match.span())
            yield Named(*match.span(), match[1] + match[2], date(year, 1, 1), date(year + span, 12, 31))
    for match in _EARLIER.finditer(folded, start, end):
        if not _within(match.span(), taken):
            number = (
                _NUMBER.search(folded, max(start, match.start() - 12), match.start()) if match[0][0] in "ydm" else None
            )
            begin = number.start() if number else match.start()
            yield Named(begin, match.end(), folded[begin : match.end()])
    if published:
        for match in _AGO.finditer(folded, start, end):
            least, most = _ago(match["n"])
            days = 7 if match["unit"].startswith("week") else 1
            loose = days // 2  # "two weeks ago" is not fourteen days to the day
            if most * days + loose < published.toordinal():
                yield Named(
                    *match.span(),
                    match[0],
                    published - timedelta(days=most * days + loose),
                    published - timedelta(days=max(0, least * days - loose)),
                    near=True,
                )
        for match in _NEAR.finditer(folded, start, end):
            if match["next"]:
                continue
            back = (
                0
                if match["today"]
                else 1
                if match["yesterday"]
                else (published.weekday() - WEEKDAYS.index(match["weekday"])) % 7
            )
            if back < published.toordinal():
                found = published - timedelta(days=back)
                yield Named(*match.span(), match[0], found, found, near=True)


def _ago(number: str) -> tuple[int, int]:
    if number in {"few", "several", "some"}:
        return _SOME
    count = _NUMBERS[number] if number in _NUMBERS else int(number)
    return count, count


def day_of(match: re.Match[str], published: date | None) -> date | None:
    """The day that a match of DATE means; without its year the last one up to a week after publication. None for no day."""
    name = (match["m1"] or match["m2"])[:3]
    month = next(i + 1 for i, m in enumerate(MONTHS) if m.startswith(name))
    year = int(match["y"]) if match["y"] else published.year if published else 0
    number = int(match["d1"] or match["d2"])
    try:
        found = date(year, month, number)
        if published and not match["y"] and (found - published).days > 7:
            found = date(year - 1, month, number)
    except ValueError:
        return None
    return found


def _within(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)
