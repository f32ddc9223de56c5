"""Sentences as an editor would write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.model import Basis, Certainty, Linked, Moment, Position, Role, Stance, Undecided, Unnamed
from claimant.tell.prose import (
    count,
    day,
    decimal,
    in_bits,
    interval,
    listed,
    percent,
    plain,
    rounded,
    says,
    sentence,
    signed,
)

from . import makers

CASE = makers.case()


def position(stance: Stance, target=None, **rest) -> Position:
    return Position(id="p", speaker=Linked("tide-front"), stance=stance, target=target or Unnamed(), **rest)


def told(one: Position) -> str:
    return plain(says(CASE, one))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (position(Stance.CLAIMS), "Tide Front claimed responsibility"),
        (position(Stance.CLAIMS, Linked("tide-front"), role=Role.DIRECTED), "Tide Front claimed directing it"),
        (position(Stance.DENIES), "Tide Front denied carrying it out"),
        (position(Stance.DENIES, role=Role.SUPPORTED), "Tide Front denied supporting it"),
        (position(Stance.BLAMES, Linked("ardenia")), "Tide Front blamed Ardenia, offering nothing for it"),
        (
            position(Stance.BLAMES, Linked("ardenia"), role=Role.DIRECTED, basis=Basis.ARREST),
            "Tide Front blamed Ardenia for directing it, citing arrests",
        ),
        (
            position(
                Stance.BLAMES, Linked("ardenia"), role=Role.STAGED, basis=Basis.ASSERTED, certainty=Certainty.LIKELY
            ),
            "Tide Front accused Ardenia of staging it, saying that there is evidence but showing none, and called it likely",
        ),
        (position(Stance.CLEARS, Linked("ardenia")), "Tide Front cleared Ardenia"),
        (position(Stance.DOUBTS, Linked("ardenia")), "Tide Front doubted that Ardenia carried it out"),
        (position(Stance.BLAMES), "Tide Front blamed somebody not named, offering nothing for it"),
        (
            position(Stance.CLEARS, Undecided("the wing", (("tide-front", 0.5), ("ardenia", 0.5)))),
            "Tide Front cleared “the wing” (undecided: Tide Front or Ardenia)",
        ),
        (
            position(Stance.BLAMES, Unnamed("two men", "ardenia"), basis=Basis.WITNESS),
            "Tide Front blamed “two men” (on the side of Ardenia, not named), citing witnesses",
        ),
        (
            position(Stance.CLAIMS, narrator=False, copied=True, via="ardenia"),
            "Tide Front claimed responsibility (repeating Ardenia)",
        ),
    ],
)
def test_each_stance_and_role_has_its_verb(one: Position, words: str):
    assert told(one) == words


def test_a_ministry_is_named_with_its_side_and_a_name_that_says_it_is_not():
    ministry = replace(position(Stance.DENIES), speaker=Linked("karsovia-foreign"))
    service = replace(position(Stance.DENIES), speaker=Linked("ardenia-intelligence"))
    assert told(ministry).startswith("Foreign Ministry (Karsovia) denied")
    assert told(service).startswith("Ardenian intelligence denied")


def test_a_narrator_speaks_in_its_own_voice():
    one = replace(position(Stance.BLAMES, Linked("ardenia")), speaker=Linked("coast-courier"), narrator=True)
    assert told(one).startswith("Coast Courier, in its own voice, blamed Ardenia")


def test_numbers_and_days_are_written_out():
    assert [count(n, "report") for n in (0, 1, 2, 12, 13)] == [
        "no reports", "one report", "two reports", "twelve reports", "13 reports",
    ]  # fmt: skip
    assert day(Moment(date(2024, 3, 22))) == "22\u00a0March\u00a02024"
    assert day(None) == "day not known"
    assert plain(listed([("a",), ("b",), ("c",)])) == "a, b and c"
    assert sentence("it rained") == "It rained." and sentence("Did it?") == "Did it?" and sentence("") == ""


def test_bits_ratios_and_intervals_are_short():
    assert [signed(bits) for bits in (1.44, -0.74, 0.01, -0.04)] == ["+1.4", "−0.7", "0.0", "0.0"]
    assert in_bits(1.0) == "+1.0\u00a0bit"
    assert [decimal(value) for value in (24.0, 2.6, 0.46, 1.0, 1234.0)] == ["24", "2.6", "0.46", "1", "1234"]
    assert interval(0.41, 0.79) == "41 to 79\u00a0%" and interval(0.001, 0.004) == "1\u00a0%"


@given(st.floats(0, 1))
def test_no_probability_is_shown_as_certain(probability: float):
    assert 1 <= rounded(probability) <= 99
    assert percent(probability).endswith("\u00a0%")
