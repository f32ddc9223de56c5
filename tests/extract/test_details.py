"""What a report tells of the deed itself: one sentence that tells it, and the kinds of weapon, as exact quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.extract.details import LONGEST, PLAIN, details
from claimant.model import Detail, DetailKind
from claimant.text import fold

from .makers import document


def found(text: str, kind: DetailKind) -> list[Detail]:
    made = document(text)
    return [one for one in details(made, fold(made.text)) if one.kind == kind]


def deed(text: str) -> Detail | None:
    one = found(text, DetailKind.DEED)
    assert len(one) <= 1
    return one[0] if one else None


@pytest.mark.parametrize(
    "told",
    [
        "Gunmen opened fire in the market of Harrow on Friday evening and killed nine people.",
        "A truck bomb exploded outside the ministry in Tarn on 4 May, killing 31 people.",
        "GUERRILLAS FIRED AT THE BUS, AND SIX PEASANTS WERE KILLED WHEN IT BURNED.",
        "Judge Ilse Tarn was shot dead at the door of her house on Monday morning.",
        "Four men in uniform burst into the residence at night and killed eight people.",
    ],
)
def test_the_sentence_that_tells_the_deed_is_found(told: str):
    one = deed(f"The city is in mourning this week, the mayor wrote. {told} More follows.")
    assert one is not None and one.quote.text == told


@pytest.mark.parametrize(
    "text",
    [
        "The president condemned the attack, in which people were killed, and sent his condolences.",
        "The minister will travel to Harrow on Monday to open the new bridge there.",
        "",
    ],
)
def test_mourning_and_other_news_tell_no_deed(text: str):
    assert deed(text) is None


def test_a_telling_without_an_accusation_is_marked_and_preferred():
    plain = "Gunmen opened fire in the market of Harrow on Friday and killed nine people."
    blaming = "The army blamed the Red Path, whose gunmen opened fire in the market and killed nine people."
    one = deed(f"{blaming} {plain}")
    assert one is not None and one.quote.text == plain and one.label == PLAIN
    alone = deed(blaming)
    assert alone is not None and alone.label == ""


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A car bomb went off beside the barracks.", "a car or truck bomb"),
        ("The men carried assault rifles.", "firearms"),
        ("Inspectors found traces of sarin in the soil.", "poison or gas"),
        ("A drone struck the depot.", "drones"),
        ("They threw petrol bombs and set the hall on fire.", "fire"),
    ],
)
def test_weapons_are_named_by_their_kind(text: str, label: str):
    assert label in [one.label for one in found(text, DetailKind.WEAPON)]


def test_each_kind_of_weapon_is_given_once_where_it_first_stands():
    one = found("A rifle was found. Two more rifles lay in the car.", DetailKind.WEAPON)
    assert [detail.quote.text for detail in one] == ["A rifle was found."]


def test_a_text_without_an_end_gives_no_telling():
    assert deed("Gunmen opened fire in the market and killed nine people " * (LONGEST // 40)) is None


@given(st.text(max_size=400))
def test_quotes_are_the_text_at_their_place(text: str):
    made = document(text)
    for one in details(made, fold(made.text)):
        assert made.text[one.quote.start : one.quote.end] == one.quote.text
