"""One name, in whatever way it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.spellings import COMMON, alike, bones, fold, frame, is_abjad, near, romanised, shadow, shadows, words


def folded(text: str) -> list[str]:
    return [word for seen in shadows(text) for _, _, word in words(seen)]


@pytest.mark.parametrize(
    "written",
    ["Marétti", "MARETTI", "Mar\u200betti", "Mare\u0301tti", "Ma\u00adretti", "\u202eMaretti", "Ｍａｒｅｔｔｉ", "Mаrеtti", "&#77;aretti", "%4Daretti", "Ma<b>ret</b>ti", "Ma*rett*i"],
)  # fmt: skip
def test_what_hides_inside_a_word_is_seen_through(written: str):
    assert "maretti" in folded(written)


def test_a_name_between_angle_brackets_is_seen_too():
    assert {"juna", "maretti"} <= set(folded("Write to <Juna Maretti> today"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Каримова", "Karimova"),
        ("Karimowa", "Karimova"),
        ("Kholodova", "Холодова"),
        ("Yusuf", "Jusuf"),
        ("Yousouf", "Yusuf"),
        ("Sarchevic", "Šarčević"),
        ("Voß", "Voss"),
        ("Tashmatoff", "Ташматов"),
        ("Παπαδακης", "Papadakis"),
    ],
)
def test_other_romanisations_and_scripts_give_the_same(one: str, other: str):
    first, second = romanised(fold(one)), romanised(fold(other))
    assert near(first, second) or alike(first, second)


@pytest.mark.parametrize(("one", "other"), [("Mohammed", "Muhammad"), ("Karimova", "Kerimova"), ("Omar", "Umar")])
def test_vowels_may_differ(one: str, other: str):
    assert near(romanised(fold(one)), romanised(fold(other)))


@pytest.mark.parametrize(
    ("one", "other"), [("Petrov", "Putin"), ("Patton", "Putin"), ("Voss", "Weiss"), ("Brel", "Brown")]
)
def test_other_names_are_not_near(one: str, other: str):
    assert not near(romanised(fold(one)), romanised(fold(other)))


def test_a_script_without_vowels_is_compared_by_its_consonants():
    assert is_abjad(fold("محمد"))
    assert bones(romanised(fold("محمد"))) == bones(romanised(fold("Mohammad")))
    assert frame(romanised("mohamad")) == frame(romanised("muhamed"))


@given(st.text(max_size=80))
def test_a_shadow_is_as_long_as_its_text_and_words_stand_in_it(text: str):
    for seen in shadows(text):
        assert len(seen) == len(text) == len(shadow(text))
        for start, end, word in words(seen):
            assert 0 <= start < end <= len(text) and word


@given(st.text(max_size=30))
def test_any_word_has_one_form(text: str):
    for word in folded(text):
        assert romanised(word) == romanised(word) and fold(word) is not None
        assert near(romanised(word), romanised(word))


def test_ordinary_words_are_folded():
    assert all(fold(word) == word for word in COMMON)
