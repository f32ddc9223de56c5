"""Texts made comparable keep every character in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.text import fold, fold_name

STRANGE = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("İßﬁŉǰΐ’“”«»\u00a0\n\té🙂Ж")), max_size=60)


@given(STRANGE)
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(fold_name(text)) == len(text)


@given(STRANGE, STRANGE)
def test_folding_does_not_look_at_the_neighbours(a, b):
    assert fold_name(a + b) == fold_name(a) + fold_name(b)


@given(STRANGE)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text) and fold_name(fold_name(text)) == fold_name(text)


@pytest.mark.parametrize(
    ("written", "folded"),
    [("“It’s”", '"it\'s"'), ("A\nB\tC\u00a0D", "a b c d"), ("«Да»", '"да"'), ("İx", "İx"), ("ÉLYSÉE", "élysée")],
)
def test_case_quotes_and_spaces_are_made_plain(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"), [("Élysée", "elysee"), ("São", "sao"), ("Ђ", "ђ"), ("ё", "е"), ("أ", "ا")]
)
def test_a_name_loses_its_accents(written, folded):
    assert fold_name(written) == folded
