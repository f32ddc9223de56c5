from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.read.normal import normalise
from claimant.read.traced import Traced, same_character

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(" \n\r\t\u00a0\u200b\u202e\u00ade\u0301aé한ᄒ\u1161\u11ab.A\u2029\u0f73"), st.characters()
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\n\n\n \n\nb", "a\n\nb"),
        ("  a\tb\u00a0c  \n d", "a b c\nd"),
        ("min\u00adistry\u200b of\u202e war", "ministry of war"),
        ("e\u0301tat", "état"),
        ("one\u2029two\fthree", "one\n\ntwo\n\nthree"),
        ("two  spaces stay", "two  spaces stay"),
    ],
)
def test_text_is_brought_into_one_form(given_text, kept):
    assert normalise(Traced(given_text)).text == kept


def test_lines_that_are_whole_paragraphs_are_set_apart():
    line = "The ministry said that it would look into it. " * 6
    assert normalise(Traced(f"Headline\n{line}\n{line}")).text == f"Headline\n\n{line.strip()}\n\n{line.strip()}"


def test_lines_wrapped_by_hand_stay_together():
    wrapped = "The ministry said that it\nwould look into it, and that\nno one had been hurt."
    assert normalise(Traced(wrapped)).text == wrapped


@given(TEXTS)
def test_normalising_twice_changes_nothing(text):
    once = normalise(Traced(text)).text
    assert normalise(Traced(once)).text == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n\n\n" not in once
    assert once == once.strip("\n ")


@given(TEXTS)
def test_every_aligned_character_is_the_originals_up_to_normalisation(text):
    traced = normalise(Traced(text))
    for start, original, length in traced.alignment():
        for offset in range(length):
            assert same_character(text[original + offset], traced.text[start + offset])


@given(st.text(alphabet="ab cd.\n", max_size=60))
def test_plain_letters_are_all_aligned(text):
    traced = normalise(Traced(text))
    aligned = {start + offset for start, _, length in traced.alignment() for offset in range(length)}
    assert aligned >= {place for place, character in enumerate(traced.text) if character.isalpha()}
