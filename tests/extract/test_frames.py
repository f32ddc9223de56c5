"""Where a cue's speaker and target stand."""

from __future__ import annotations

import pytest

from claimant.extract.frames import _FRAMES, place
from claimant.extract.lexicon import cues, hits
from claimant.extract.sentence import Sentence
from claimant.extract.tokens import english, tokens
from claimant.text import fold

from .makers import document, rules


def placed(text: str) -> list[tuple[str, str | None, str | None]]:
    """(frame, speaker, target) for each cue of the text, in order."""
    folded, words = fold(text), tokens(text, 0, len(text))
    known = rules.names.at(words, folded, 0, len(text))
    sentence = Sentence(document(text), 0, len(text), words, folded, (), known, english())

    def show(phrase: tuple[int, int] | None) -> str | None:
        return sentence.span(phrase).text if phrase else None

    return [
        (hit.cue.frame, show(found.speaker), show(found.target))
        for hit in hits(folded, 0, len(text))
        for found in place(sentence, hit)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The VLA claimed responsibility.", ("speaks", "The VLA", None)),
        ("The raid was claimed by the VLA.", ("claimed_by", "the VLA", None)),
        ("The army blamed the VLA.", ("accuses", "The army", "the VLA")),
        ("The army attributed the raid to the VLA.", ("accuses_on", "The army", "the VLA")),
        ("The army pointed to the VLA.", ("points", "The army", "the VLA")),
        ("The VLA was held responsible by the army.", ("accused", "the army", "The VLA")),
        ("The raid was the work of the VLA.", ("toward", None, "the VLA")),
        ("The VLA was behind it.", ("did", None, "The VLA")),
        ("The mayor was killed by the VLA.", ("by", None, "the VLA")),
        ("The VLA rejected the accusation.", ("rejects", "The VLA", None)),
        ("The army doubted that the VLA was responsible.", ("doubts", "The army", "the VLA")),
        ("The VLA's claim of responsibility came late.", ("possessor", "The VLA", None)),
    ],
)
def test_each_frame_places_its_cue(text, expected):
    assert expected in placed(text)


def test_accused_of_what_is_no_second_target():
    assert placed("The army accused the VLA of the murder of the judge.") == [("accuses", "The army", "the VLA")]


def test_a_deed_between_the_verb_and_the_target_is_passed_over():
    assert placed("The army blamed the deadly bombing on the VLA.") == [("accuses", "The army", "the VLA")]


def test_an_adjective_is_no_cue():
    assert placed("a planned attack") == [] and placed("The suspected rebels fled.") == []


def test_every_frame_of_the_lexicon_is_known():
    assert {cue.frame for cue in cues()} - {"skip"} == set(_FRAMES)
