"""Every judgement can be told in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from claimant.judging import said
from claimant.model import Accepted, Apart, Certainty, ComesFrom, Concerns, Means, Mended, Rejected, Role, Same, Within

from .makers import BLAME, DENY, judged, span, undoing
from .test_standing import DECISIONS

NAMES = {"a": "The A", "b": "The B", "d": "Coast Herald", "e": "Harbour Mail"}


def told(decision) -> str:
    return said(judged(decision)[0], numbers={}, actor=NAMES.__getitem__, document=NAMES.__getitem__)


BLAMED = (
    "Orrin blames the Red Path (“Orrin blamed the Red Path for the blast, and cleared the Blue Path.”, Coast Herald)"
)


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [
        (Same(actor="a", into="b"), "The A is the same actor as The B."),
        (Apart(actor="a", other="b"), "The A and The B are two actors."),
        (Apart(actor="a", other="c", name="New", mentions=(span("Orrin"),)), "The A and New are two actors. 1 of the mentions means the latter."),
        (Within(actor="a", side="b", start=2014), "The A is part of The B (2014 to today)."),
        (Within(actor="a", side=None), "The A is part of nobody."),
        (Means(mention=span("Orrin"), actor="a"), "“Orrin” in Coast Herald means The A."),
        (Means(mention=span("Orrin"), actor=None), "“Orrin” in Coast Herald means nobody in particular."),
        (Accepted(statement=BLAME), f"Right as it was read: {BLAMED}."),
        (Rejected(statement=DENY), "No such statement: The Red Path denies – (“The Red Path denied it.”, Coast Herald)."),
        (Mended(statement=BLAME, into=replace(BLAME, certainty=Certainty.LIKELY, role=Role.DIRECTED, target=None)), f"{BLAMED}: role directed, not carried_out; certainty likely, not stated; target nobody, not “the Red Path”."),
        (Concerns(statement=BLAME, incident=None), f"{BLAMED} is about the question’s incident."),
        (Concerns(statement=BLAME, incident="Orrin, 2029"), f"{BLAMED} is about another incident, Orrin, 2029."),
        (ComesFrom(document="d", parent="e"), "The words of Coast Herald come from Harbour Mail."),
        (ComesFrom(document="d", parent="e", does=False), "The words of Coast Herald do not come from Harbour Mail."),
    ],
)  # fmt: skip
def test_a_judgement_is_told_with_names(decision, sentence):
    assert told(decision) == sentence


def test_an_undoing_names_the_number():
    (one,) = judged(Same(actor="a", into="b"))
    assert said(undoing(one), numbers={one.id: 4}) == "Judgement 4 is undone."


@given(DECISIONS)
def test_a_sentence_is_one_line_of_sane_length(decision):
    sentence = said(judged(decision)[0], numbers={})
    assert "\n" not in sentence and len(sentence) < 1_000 and sentence.endswith(".")
