"""Very many positions in columns: the same numbers as one by one."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import given, settings

from claimant.weigh import odds
from claimant.weigh.bulk import bulk
from claimant.weigh.odds import add_up, odds_of, shares_of
from claimant.weigh.readings import gather
from claimant.weigh.weights import strongest

from .makers import case
from .strategies import cases, positions

weighing = importlib.import_module("claimant.weigh")


def one_by_one(scene) -> odds.Standing:
    pieces = gather(scene)
    return add_up(scene.hypotheses, shares_of(pieces, strongest(pieces), len(scene.hypotheses)).values())


def same(scene) -> None:
    columns, ordinary = bulk(scene).standing(), one_by_one(scene)
    assert columns.scores == pytest.approx(ordinary.scores, abs=1e-9)
    assert columns.slopes == pytest.approx(ordinary.slopes, abs=1e-9)
    assert odds_of(columns).low == pytest.approx(odds_of(ordinary).low, abs=1e-9)


@settings(max_examples=300, deadline=None)
@given(cases(said=positions()))
def test_columns_give_the_numbers_of_the_ordinary_way(scene):
    same(scene)


def test_further_voices_repeats_denials_and_copies_count_alike():
    same(
        case(
            *(f"office{n} blames red, pattern" for n in range(9)),
            "office1 blames red, forensic",
            "office1 blames red, forensic, 2024-03-02",
            "red denies",
            "unit denies red",
            "red claims, 2024-03-05",
            "blue claims",
            "wire blames blue, via press",
            "? blames blue, witness",
            "?alpha blames red",
            "alpha/beta blames blue, arrest",
            "press clears red/blue",
            "press blames red, belief 0.4",
            part_of={**{f"office{n}": "alpha" for n in range(9)}, "unit": "red"},
            hostile="alpha-red",
        )
    )


def test_a_large_case_is_weighed_alike_and_says_how_many_pieces_have_their_reasons(monkeypatch):
    scene = case("press blames red, forensic", "wire blames blue, witness", "red denies", "alpha blames red")
    ordinary = weighing.weigh(scene)
    monkeypatch.setattr(weighing, "MANY", 1)
    large = weighing.weigh(scene)
    assert [one.hypothesis.id for one in large] == [one.hypothesis.id for one in ordinary]
    assert [one.probability for one in large] == pytest.approx([one.probability for one in ordinary])
    assert {one.id: one.bits for one in large.evidence} == {one.id: one.bits for one in ordinary.evidence}
    assert "of 4 positions" in large.method
