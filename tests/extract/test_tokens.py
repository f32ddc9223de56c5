"""Words with their places."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from claimant.extract.tokens import LONGEST, english, index_at, pieces, tokens


def texts(text: str) -> list[str]:
    return [token.text for token in tokens(text, 0, len(text))]


def test_hyphens_apostrophes_and_inner_stops_stay_inside_a_word():
    assert texts("US-backed rebels' leader said: it's O’Neil -- no.") == [
        "US-backed", "rebels", "'", "leader", "said", ":", "it's", "O’Neil", "--", "no", ".",
    ]  # fmt: skip


def test_the_lower_form_has_straight_apostrophes():
    assert [token.low for token in tokens("O’NEIL", 0, 6)] == ["o'neil"]


def test_words_of_every_script_are_words():
    assert [t.is_word for t in tokens("Взрыв في 2024 🙂", 0, len("Взрыв في 2024 🙂"))] == [True, True, True, False]


@given(st.text(max_size=80))
def test_tokens_stand_in_order_where_they_say(text):
    found = tokens(text, 0, len(text))
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.text(alphabet="ab .,", max_size=60), st.integers(0, 60))
def test_the_index_at_a_place_is_the_first_token_that_ends_behind_it(text, offset):
    words = tokens(text, 0, len(text))
    assert index_at(words, offset) == next((i for i, t in enumerate(words) if t.end > offset), len(words))


@given(st.text(alphabet="a b", min_size=1, max_size=4000))
def test_a_long_sentence_is_cut_at_spaces_and_nothing_is_lost(text):
    found = list(pieces(text, 0, len(text)))
    assert all(0 < end - start <= LONGEST for start, end in found)
    kept = "".join(text[start:end] for start, end in found)
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_a_sentence_of_usual_length_stays_whole():
    assert list(pieces("The army blamed the rebels.", 0, 27)) == [(0, 27)]


def test_word_classes_do_not_contradict_each_other():
    kinds = english()
    assert not kinds.verbs & kinds.not_verbs
    assert kinds.is_adverb("reportedly") and not kinds.is_adverb("family")
    assert kinds.is_verb("wounded") is False and kinds.is_verb("bombed")
