"""Times that a text names, as days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.resolve.times import MONTHS, named

WEDNESDAY = date(2024, 5, 8)


def days(text: str, published: date | None = WEDNESDAY) -> list[str]:
    found = named(text, 0, len(text), published)
    return [f"{one.first}" if one.day else f"{one.first}..{one.last}" if one.first else one.text for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 4 may 2024", "2024-05-04"),
        ("on may 4, 2024", "2024-05-04"),
        ("on 2024-05-04", "2024-05-04"),
        ("on 4 may", "2024-05-04"),
        ("on 4 november", "2023-11-04"),
        ("in may 2009", "2009-05-01..2009-05-31"),
        ("in december 2009", "2009-12-01..2009-12-31"),
        ("in 2009", "2009-01-01..2009-12-31"),
        ("since the 1980s", "1980-01-01..1989-12-31"),
        ("two years earlier", "two years earlier"),
        ("an earlier attack", "earlier attack"),
        ("today", "2024-05-08"),
        ("yesterday", "2024-05-07"),
        ("on monday", "2024-05-06"),
        ("on thursday", "2024-05-02"),
        ("on wednesday", "2024-05-08"),
    ],
)
def test_a_time_is_read_from_its_words_and_the_day_of_publication(text, expected):
    assert days(text) == [expected]


@pytest.mark.parametrize(
    "text", ["on 31 february", "on 2024-02-31", "next monday", "on mondays", "he may 40", "room 2009"]
)
def test_what_names_no_day_that_was_is_no_time(text):
    assert days(text) == []


def test_without_a_day_of_publication_only_whole_dates_are_days():
    assert days("on monday, 4 may 2024", None) == ["2024-05-04"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_that_is_written_out_is_read(day):
    assert days(f"on {day.day} {MONTHS[day.month - 1]} {day.year}", None) == [day.isoformat()]
    assert days(day.isoformat(), None) == [day.isoformat()]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_without_its_year_is_never_long_after_the_report(day, published):
    (found,) = days(f"on {day.day} {MONTHS[day.month - 1]}", published) or [published.isoformat()]
    assert (date.fromisoformat(found) - published).days <= 7


@given(st.text("on 4may20-monday yesterday", max_size=40), st.dates(date(1, 1, 1), date(1, 1, 9)))
def test_any_text_and_any_day_are_read_without_an_error(text, published):
    for one in named(text, 0, len(text), published):
        assert text[one.start : one.end] and (one.first is None) == (one.last is None)
