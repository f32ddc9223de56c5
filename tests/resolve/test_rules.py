"""The score of a link is how often its rule was right, and a rule that is wrong more often than right links nothing."""

from __future__ import annotations

import pytest

from claimant.model import Linked, Undecided
from claimant.resolve import gazetteer
from claimant.resolve.mentions import Roster
from claimant.resolve.rules import LEAST, SHARES, linked
from claimant.resolve.scenes import scene

from .makers import document, span_of, who


def test_every_share_is_one():
    assert all(0 < share < 1 for share in SHARES.values())


@pytest.mark.parametrize("rule", [*SHARES, "a rule that nobody measured"])
def test_a_rule_links_only_where_it_is_more_often_right_than_wrong(rule):
    meant = linked(rule, "spain", "Spain").who
    if SHARES.get(rule, 0) >= LEAST:
        assert meant == Linked("spain", SHARES[rule])
    else:
        assert isinstance(meant, Undecided) and meant.candidates[0][0] == "spain" and meant.candidates[0][1] < LEAST


def test_a_name_scores_higher_than_an_institution_whose_state_the_text_only_suggests():
    name = who("The FARC did it.", "The FARC")
    army = who("Spain, Spain and Spain; France and France. The army did it.", "The army")
    assert isinstance(name, Linked) and isinstance(army, Linked)
    assert name.score > army.score >= LEAST


@pytest.mark.parametrize(
    ("text", "phrase", "rule"),
    [
        ("The FARC did it.", "The FARC", "name"),
        ("The Spanish army did it.", "The Spanish army", "institution of a state"),
        ("Spain mourned. The army did it.", "The army", "institution here"),
        ("The FARC left. The rebels did it.", "The rebels", "group named"),
        ("Spain did it.", "Spain", "state"),
        ("Unknown men did it.", "Unknown men", ""),
    ],
)
def test_each_decision_says_by_which_rule(text, phrase, rule):
    one = document(text)
    decision = Roster(gazetteer()).decide(span_of(one, phrase), scene(one, gazetteer(), around={}))
    assert decision.rule == rule
