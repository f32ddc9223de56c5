"""Noun phrases beside a cue."""

from __future__ import annotations

import pytest

from claimant.extract import phrases
from claimant.extract.phrases import Phrase
from claimant.extract.tokens import english, tokens

KINDS = english()


def words_of(text: str) -> tuple:
    return tokens(text, 0, len(text))


def text_of(text: str, phrase: Phrase | None) -> str | None:
    words = words_of(text)
    return text[words[phrase[0]].start : words[phrase[1] - 1].end] if phrase else None


def place_of(text: str, word: str) -> int:
    return next(i for i, token in enumerate(words_of(text)) if token.text == word)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The army blamed them.", "blamed", "The army"),
        ("On Monday the army has repeatedly blamed them.", "blamed", "the army"),
        ("General Orban, head of the police, blamed them.", "blamed", "General Orban"),
        ("The minister of the interior blamed them.", "blamed", "The minister of the interior"),
        ("The group (VLA) blamed them.", "blamed", "The group"),
        ("blamed them.", "blamed", None),
    ],
)
def test_the_subject_stands_before_the_verb(text, verb, expected):
    assert text_of(text, phrases.before(words_of(text), place_of(text, verb), KINDS)) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("They blamed the army for it.", "blamed", "the army"),
        ("They blamed the Front for the Liberation of Vastia for it.", "blamed", "the Front for the Liberation of Vastia"),
        ("They accused the army of killing them.", "accused", "the army"),
        ("They accused the army of Vastia of murder.", "accused", "the army of Vastia"),
        ("They blamed.", "blamed", None),
    ],
)  # fmt: skip
def test_the_object_stands_behind_it_and_ends_before_the_deed(text, verb, expected):
    assert text_of(text, phrases.after(words_of(text), place_of(text, verb) + 1, KINDS)) == expected


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The group, in a letter to a paper, claimed it.", "claimed", "The group"),
        ("The army rejected the version and accused them.", "accused", "The army"),
        ("The minister denied that the army did it and blamed them.", "blamed", "The minister"),
    ],
)
def test_a_far_subject_is_found_over_what_hangs_between(text, verb, expected):
    assert text_of(text, phrases.subject(words_of(text), place_of(text, verb), KINDS, speaks=True)) == expected


def test_a_list_ends_with_and():
    text = "the army, the police and the rebels were there"
    found = phrases.coordinated(words_of(text), (0, 2), KINDS)
    assert [text_of(text, one) for one in found] == ["the army", "the police", "the rebels"]
    text = "the army, the president said"
    assert [text_of(text, one) for one in phrases.coordinated(words_of(text), (0, 2), KINDS)] == ["the army"]


def test_a_list_is_read_to_the_left_too_but_not_where_it_hangs():
    text = "The army and the police did it"
    found = phrases.coordinated_left(words_of(text), (3, 5), KINDS)
    assert [text_of(text, one) for one in found] == ["The army", "the police"]
    text = "bombs in Vastia and Norland exploded"
    assert phrases.coordinated_left(words_of(text), (4, 5), KINDS) == []


def test_a_phrase_behind_an_opening_phrase_does_not_hang_on_it():
    text = "In the words of the general, the rebels did it"
    assert phrases.coordinated_left(words_of(text), (7, 9), KINDS) == [(7, 9)]


@pytest.mark.parametrize(
    ("text", "somebody"),
    [
        ("the rebels", True),
        ("two soldiers of the army", True),
        ("then the Norland envoy", True),
        ("then the VLA", True),
        ("a bomb", False),
        ("the deadly evening", False),
    ],
)
def test_somebody_has_an_agents_noun_or_a_name(text, somebody):
    words = words_of(text)
    assert phrases.is_somebody(words, (0, len(words)), KINDS) is somebody


def test_a_known_name_is_somebody_in_any_case():
    words = words_of("CEDAR")
    assert phrases.is_somebody(words, (0, 1), KINDS, frozenset({0}))
    assert not phrases.is_somebody(words, (0, 1), KINDS)


@pytest.mark.parametrize(
    "text", ["two men", "unidentified gunmen", "three heavily armed individuals", "a group of men"]
)
def test_men_and_gunmen_are_nobody(text):
    words = words_of(text)
    assert phrases.is_nobody(words, (0, len(words)), KINDS)


def test_rebels_are_not_nobody():
    assert not phrases.is_nobody(words_of("two rebels"), (0, 2), KINDS)
