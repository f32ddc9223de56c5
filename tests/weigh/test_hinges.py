from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings

import claimant.weigh.hinges as hinges_module
from claimant.weigh import weigh

from .makers import case
from .strategies import cases


def without(scene, ids):
    return weigh(replace(scene, positions=tuple(one for one in scene.positions if one.id not in ids)))


def test_a_single_loss_that_turns_the_answer_is_named_first():
    assessment = weigh(case("press blames red, forensic", "alpha blames blue, forensic, likely"))
    first = assessment.hinges[0]
    assert (first.dropped, first.leader, first.flips) == (("p1",), "blue", True)
    assert first.change < 0


def test_losing_the_strongest_voice_lets_the_next_one_of_its_side_speak_up():
    scene = case("alpha blames red, forensic", "alpha blames red, arrest")
    loss = next(hinge for hinge in weigh(scene).hinges if hinge.dropped == ("p1",))
    assert loss.probability == pytest.approx(without(scene, {"p1"}).leader.probability)
    assert loss.leader == "red"


def test_losing_a_rival_claim_leaves_the_other_alone():
    scene = case("red claims", "blue claims", "press blames red")
    loss = next(hinge for hinge in weigh(scene).hinges if hinge.dropped == ("p2",))
    assert loss.probability == pytest.approx(without(scene, {"p2"}).leader.probability)


def test_two_that_only_together_turn_the_answer_are_found():
    scene = case("press blames red, forensic", "wire blames red, forensic", "alpha blames blue, forensic, likely")
    first = weigh(scene).hinges[0]
    assert first.dropped == ("p1", "p2") and first.leader == "blue" and first.flips


def test_where_no_three_suffice_no_set_is_named():
    scene = case(*(f"s{n} blames red, forensic" for n in range(6)))
    assessment = weigh(scene)
    assert all(len(hinge.dropped) == 1 for hinge in assessment.hinges)
    assert "nor do any 3 together" in assessment.verdict.cause


@settings(max_examples=20, deadline=None)
@given(cases(most=7))
def test_every_loss_equals_weighing_again_without_it(scene):
    assessment = weigh(scene)
    for hinge in assessment.hinges:
        again = without(scene, set(hinge.dropped))
        assert hinge.leader == again.leader.hypothesis.id
        assert hinge.probability == pytest.approx(again.leader.probability, abs=1e-9)
        old = next(one for one in again if one.hypothesis == assessment.leader.hypothesis)
        assert hinge.change == pytest.approx(old.probability - assessment.leader.probability, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(cases(most=6))
def test_the_smallest_set_is_the_smallest(scene):
    check(scene, weigh(scene))


@settings(max_examples=20, deadline=None)
@given(cases(most=6))
def test_skipping_sets_that_cannot_suffice_skips_none_that_can(scene):
    before, hinges_module.ALL_SETS_UP_TO = hinges_module.ALL_SETS_UP_TO, 0
    try:
        assessment = weigh(scene)
    finally:
        hinges_module.ALL_SETS_UP_TO = before
    check(scene, assessment)


def check(scene, assessment):
    """The hinges hold a smallest set whose loss changes the leader exactly if there is one of at most three."""
    leader = assessment.leader.hypothesis.id
    found = min((len(hinge.dropped) for hinge in assessment.hinges if hinge.leader != leader), default=None)
    ids = [one.id for one in scene.positions]
    smallest = next(
        (
            size
            for size in (1, 2, 3)
            if any(without(scene, set(some)).leader.hypothesis.id != leader for some in combinations(ids, size))
        ),
        None,
    )
    assert found == smallest
