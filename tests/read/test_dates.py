from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.read.dates import read_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-03-22", "2024-03-22"),
        ("2024-03-22T23:15:00+03:00", "2024-03-22T23:15+03:00"),
        ("2024-03-22 23:15:00.000 +0300", "2024-03-22T23:15+03:00"),
        ("Fri, 22 Mar 2024 20:15:00 +0300", "2024-03-22T20:15+03:00"),
        ("20240322", "2024-03-22"),
        ("April 01, 2024", "2024-04-01"),
        ("Published: 22 March 2024", "2024-03-22"),
        ("March 22, 2024 8:15 PM", "2024-03-22T20:15+00:00"),
        ("16 NOV 89", "1989-11-16"),
        ("22/03/2024", "2024-03-22"),
        ("03/22/2024", "2024-03-22"),
        ("05.03.2024", "2024-03-05"),
        ("04/04/2024", "2024-04-04"),
    ],
)
def test_a_date_is_read_as_printed(text, iso):
    moment, note = read_date(text)
    assert moment and moment.iso() == iso
    assert note is None


def test_a_date_in_the_documents_own_language_is_read():
    moment, _ = read_date("22 марта 2024", "ru")
    assert moment and moment.iso() == "2024-03-22"


def test_a_date_with_two_meanings_is_left_out_with_a_note():
    assert read_date("05/03/2024") == (None, 'The date "05/03/2024" is left out: it can mean March 5 or May 3.')


@pytest.mark.parametrize(
    "text", ["yesterday", "last Tuesday", "March 22", "XXXX-03-22", "2024", "soon", "0001-01-01", "9999-12-31"]
)
def test_what_names_no_day_of_a_year_is_no_date(text):
    assert read_date(text)[0] is None


@given(
    st.one_of(
        st.text(max_size=40),
        st.from_regex(
            r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}([T ][0-9]{2}:[0-9]{2}(Z|[+-][0-9]{4})?)?", fullmatch=True
        ),
    )
)
def test_no_text_breaks_the_reading_of_dates(text):
    moment, _ = read_date(text, "xx")
    assert moment is None or moment.key
