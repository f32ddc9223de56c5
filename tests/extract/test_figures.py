"""How many were killed, injured or missing, as the words give it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.model import Harm

from .makers import counted, figures, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack killed 93 people.", ["killed 93"]),
        ("The blast left 12 dead and 30 wounded.", ["killed 12", "injured 30"]),
        ("3 killed, 12 injured in blast", ["killed 3", "injured 12"]),
        ("The attack, in which 12 people were killed, was condemned.", ["killed 12"]),
        ("The number of injured has risen to 182.", ["injured 182"]),
        ("Twenty people are missing.", ["missing 20"]),
        ("The bombing killed four judges, two clerks and a driver.", ["killed 4"]),
    ],
)
def test_killed_injured_and_missing_are_told_apart(text, expected):
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 93 people were killed and 140 injured in the attack.", ["killed 93+", "injured 140"]),
        ("More than 1,200 people were injured.", ["injured 1200+"]),
        ("Up to 50 people were injured.", ["injured 0-50"]),
        ("Between 30 and 40 people were killed.", ["killed 30-40"]),
    ],
)
def test_bounds_are_kept_as_bounds(text, expected):
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll rose from 93 to 133.", ["killed 133"]),
        ("The toll rose to 145 by 31 March.", ["killed 145"]),
        ("The toll reached 145, the ministry said.", ["killed 145"]),
    ],
)
def test_a_rise_is_what_it_rose_to(text, expected):
    assert counted(text) == expected


def test_parts_joined_by_and_are_summed():
    assert counted("Six priests and two women were killed.") == ["killed 8"]


@pytest.mark.parametrize(
    ("words_", "value"),
    [("One person", 1), ("Twelve people", 12), ("Twenty people", 20), ("Forty-two people", 42), ("1,234 people", 1234)],
)
def test_numbers_are_read_in_words_and_with_commas(words_, value):
    (found,) = figures(f"{words_} died in the blast.")
    assert (found.low, found.high, found.number.text) == (value, value, words_.split()[0])


@pytest.mark.parametrize(
    "text",
    [
        "In 1999 people were killed in the blast.",
        "The mayor, 54, was killed.",
        "A 31-year-old man was killed.",
        "No one was killed.",
        "Nobody was injured.",
        "Dozens were killed.",
    ],
)
def test_years_ages_and_nobody_are_no_figures(text):
    assert counted(text) == []


def test_a_year_before_a_figure_does_not_hide_it():
    assert counted("In 2004, 334 hostages were killed.") == ["killed 334"]


def test_the_speaker_is_who_gives_the_figure():
    found = figures("The Health Ministry said 12 people had been killed and 40 wounded.")
    assert [words(f.speaker) for f in found] == ["The Health Ministry", "The Health Ministry"]
    assert [f.speaker for f in figures("In all, 12 people were killed.")] == [None]


def test_a_figure_told_in_an_aside_is_the_narrators():
    (found,) = figures("The VLA said that it attacked a hall, where 40 people were killed.")
    assert found.speaker is None


def test_a_figure_is_counted_once():
    assert counted("The death toll is 45: 45 people were killed.") == ["killed 45", "killed 45"]
    assert counted("The blast killed 45 people.") == ["killed 45"]


@given(st.integers(1, 999_999), st.sampled_from(("killed", "injured")))
def test_any_number_comes_back_with_or_without_commas(value, harm):
    if 1900 <= value <= 2100:
        return
    for written in (str(value), f"{value:,}"):
        (found,) = figures(f"At least {written} people were {harm}.")
        assert (found.harm, found.low, found.high, found.number.text) == (Harm(harm), value, None, written)
