"""Words keep their places in the text as given, and their pieces are those of BERT."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.extract.network import shipped
from claimant.extract.wordpiece import UNKNOWN, WordPiece

SMALL = WordPiece.of(
    ["[PAD]", "[UNK]", "the", "rebel", "##s", "den", "##ied", "it", ".", "'", "e", "##lys", "##ee", "中"]
)


def pieces(text: str) -> list[str]:
    names = {number: piece for piece, number in SMALL.vocabulary.items()}
    return [names[number] for number in SMALL.numbers(SMALL.words(text))]


def test_longest_known_piece_first():
    assert pieces("The rebels denied it.") == ["the", "rebel", "##s", "den", "##ied", "it", "."]


def test_case_and_accents_do_not_matter():
    assert pieces("Élysée ÉLYSÉE elysee") == ["e", "##lys", "##ee"] * 3


def test_what_is_not_known_is_one_unknown_piece():
    assert pieces("the Ωmega") == ["the", UNKNOWN]
    assert pieces("x" * 1_000_000) == [UNKNOWN]


def test_nul_and_emoji_move_nothing():
    text = "\x00😀 the rebels"
    assert [text[w.start : w.end] for w in SMALL.words(text)][-2:] == ["the", "rebels"]


@given(st.text())
def test_every_word_is_where_it_says(text):
    end = 0
    for word in SMALL.words(text):
        assert end <= word.start < word.end <= len(text)
        assert word.pieces
        assert not text[word.start : word.end].isspace()
        end = word.end


@pytest.fixture(scope="module")
def oracle():
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = (shipped() / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    own = WordPiece.of(vocabulary)
    theirs = tokenizers.BertWordPieceTokenizer(own.vocabulary, lowercase=True)
    return own, theirs


@given(text=st.text(st.sampled_from("abdeinorstuéüşAEIRST '’\"“”.,;:-()[]0123456789\n\tкремльقال中文"), max_size=80))
def test_pieces_are_those_of_the_tokenizers_library(oracle, text):
    own, theirs = oracle
    assert own.numbers(own.words(text)) == theirs.encode(text, add_special_tokens=False).ids
