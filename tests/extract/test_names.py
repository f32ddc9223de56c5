"""Known names inside a sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimant.extract import Names
from claimant.extract.tokens import tokens
from claimant.text import fold


def at(names: Names, text: str, start: int = 0) -> list[str]:
    words = tokens(text, start, len(text))
    return [words[i].text for i in sorted(names.at(words, fold(text), start, len(text)))]


def test_a_name_is_found_whatever_its_case_and_length():
    names = Names.of(["Cedar Front", "Кедр"])
    assert at(names, "THE CEDAR FRONT and the Cedar front; КЕДР") == ["CEDAR", "FRONT", "Cedar", "front", "КЕДР"]


def test_a_name_inside_a_longer_word_is_no_name():
    assert at(Names.of(["VLA"]), "VLAD of the VLA; XVLA") == ["VLA"]


def test_names_of_one_or_two_letters_are_left_out():
    assert at(Names.of(["IS", "a"]), "IS is a word") == []


def test_no_names_find_nothing():
    assert at(Names(), "The Cedar Front") == at(Names.of([]), "The Cedar Front") == []


@given(st.text(alphabet="ab c", max_size=30), st.text(alphabet="VLA x", max_size=30))
def test_only_the_given_part_of_the_text_is_searched(before, part):
    names = Names.of(["VLA"])
    assert at(names, f"{before}. {part}", len(before) + 2) == at(names, part)
