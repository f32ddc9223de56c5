"""Very many positions in columns: the same numbers as one by one."""

from __future__ import annotations

import importlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@settings(max_examples=200, deadline=None)
@given(cases(said=positions()))
def test_columns_give_the_numbers_of_the_ordinary_way(scene):
    same(scene)


@settings(max_examples=300, deadline=None)
@given(cases(), st.lists(st.booleans(), min_size=40, max_size=40))
def test_so_they_do_for_the_undecided_the_unnamed_and_the_narrators(scene, own):
    told = zip(scene.positions, own, strict=False)
    same(replace(scene, positions=tuple(replace(one, narrator=narrator) for one, narrator in told)))


@settings(max_examples=40, deadline=None)
@given(cases())
def test_a_large_case_is_always_weighed(scene):
    many, weighing.MANY = weighing.MANY, 0
    try:
        assessment = weighing.weigh(scene)
    finally:
        weighing.MANY = many
    assert [one.hypothesis.id for one in assessment] == [one.hypothesis.id for one in weighing.weigh(scene)]
    assert assessment.verdict.confidence != "high"


def test_an_analysts_bounds_hold_alike():
    scene = case("press blames red, forensic", "wire blames blue", "green clears blue")
    bounds = ((2.0, 3.0), (5.0, 5.0), (0.1, 0.2))
    told = zip(scene.positions, bounds, strict=True)
    same(replace(scene, positions=tuple(replace(one, bounds=ends) for one, ends in told)))


def test_a_side_past_the_tenth_is_heard_where_it_shows_something():
    bare_words = [f"x{n} blames red" for n in range(10)]
    same(case(*bare_words, "z blames red, asserted", "z blames red, witness, belief 0.1", "z blames red, pattern"))
    scene = case(*bare_words, "z blames red, forensic", "z blames red, asserted")
    rest = replace(scene, positions=tuple(one for one in scene.positions if one.id != "p11"))
    assert bulk(scene).without("p11").standing().scores == pytest.approx(one_by_one(rest).scores)


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
