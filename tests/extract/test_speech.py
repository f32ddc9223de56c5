"""Reporting clauses: who says what stands where."""

from __future__ import annotations

import pytest

from claimant.extract.speech import innermost, is_pronoun, said
from claimant.extract.tokens import english, tokens
from claimant.text import fold


def clauses(text: str) -> list[tuple[str, str, bool]]:
    """(speaker, the words said, whether it only relays)"""
    words = tokens(text, 0, len(text))
    return [
        (text[words[c.speaker[0]].start : words[c.speaker[1] - 1].end], text[c.start : c.end].strip(" ,."), c.relays)
        for c in said(words, fold(text), english())
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The minister said that the rebels did it.", "The minister", "that the rebels did it"),
        ("The rebels did it again today, the minister said.", "the minister", "The rebels did it again today"),
        ('"The rebels did it," said the minister.', "the minister", '"The rebels did it,"'),
        ("The minister, who had flown in, said the rebels had done it.", "The minister", "the rebels had done it"),
        ("They quoted the minister as saying the rebels did it.", "the minister", "the rebels did it"),
    ],
)
def test_what_is_said_stands_on_one_side_of_the_verb(text, speaker, content):
    assert (speaker, content, False) in clauses(text)


def test_according_to_covers_both_sides():
    found = clauses("The rebels, according to the minister, did it.")
    assert ("the minister", "The rebels", False) in found and ("the minister", "did it", False) in found


def test_an_outlet_behind_the_words_relays():
    assert clauses("The rebels bombed the port, reports the Daily Anchor.")[0][0::2] == ("the Daily Anchor", True)


def test_to_say_and_was_told_are_no_clauses():
    assert clauses("It is hard to say who was told.") == []


def test_the_nearest_verb_is_the_innermost_speaker():
    text = "The radio said that the minister said that the rebels did it."
    words = tokens(text, 0, len(text))
    inner, outer = innermost(said(words, fold(text), english()), text.index("did it"))
    assert (
        inner
        and outer
        and words[inner.speaker[1] - 1].text == "minister"
        and words[outer.speaker[1] - 1].text == "radio"
    )


def test_nobody_speaks_where_nothing_is_said():
    assert innermost([], 5) == (None, None) and said((), "", english()) == []


def test_a_lone_pronoun_is_one_and_a_phrase_is_none():
    words = tokens("he spoke", 0, 8)
    assert is_pronoun(words, (0, 1)) and not is_pronoun(words, (0, 2)) and not is_pronoun(words, (1, 2))
