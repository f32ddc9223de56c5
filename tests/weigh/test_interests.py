from dataclasses import replace

import pytest
from hypothesis import given, settings

from claimant.model import Relation
from claimant.weigh import weigh
from claimant.weigh.interests import interests

from .makers import case
from .strategies import cases

few = settings(max_examples=60, deadline=None)


def signs(*lines, **more):
    return {(one.actor, one.hypothesis): one.sign for one in interests(case(*lines, **more))}


def why(*lines, **more):
    return {(one.actor, one.hypothesis): one.why for one in interests(case(*lines, **more))}


def test_who_is_hostile_to_the_doer_gains():
    assert signs("press blames red", hostile="press-red") == {("press", "red"): 1}


def test_a_friend_of_the_doer_loses():
    assert signs("press clears red", friends="press-red") == {("press", "red"): -1}


def test_who_would_have_done_it_itself_loses():
    assert signs("red denies") == {("red", "red"): -1}
    assert why("red denies")["red", "red"] == "it would have done it itself"


def test_who_claims_the_act_gains():
    assert signs("red claims") == {("red", "red"): 1}
    assert why("red claims")["red", "red"] == "it claims the act"


def test_who_only_repeats_a_claim_does_not_claim_it():
    assert signs("red claims, via press") == {("red", "red"): -1}


def test_who_stands_to_nobody_has_no_interest_that_is_known():
    assert signs("press blames red") == {}


def test_who_does_not_speak_is_not_asked():
    assert signs("press blames red", hostile="alpha-red") == {}
    assert signs("?alpha blames red", hostile="alpha-red") == {}


def test_an_outlet_in_its_own_voice_does_not_speak_for_a_side():
    scene = case("press blames red", hostile="press-red")
    assert interests(replace(scene, positions=tuple(replace(one, narrator=True) for one in scene.positions))) == ()


def test_an_army_speaks_for_its_state_and_would_have_done_what_its_state_did():
    assert signs("army denies", part_of={"army": "red"}) == {("red", "red"): -1}


def test_enemies_of_a_state_gain_by_what_its_army_did():
    found = signs("press blames army", part_of={"army": "red"}, hypotheses="army unnamed", hostile="press-red")
    assert found == {("press", "army"): 1}


def test_an_accident_and_nobody_named_are_no_ones_gain():
    assert signs("press blames red", hypotheses="accident unnamed", hostile="press-red") == {}


def test_a_staging_by_an_enemy_would_have_deceived_too():
    found = why("press blames blue", hypotheses="red staged:red unnamed", hostile="press-red")
    assert found["press", "staged:red"] == f"{found['press', 'red']}, which would have deceived the public"


def test_a_relation_that_had_ended_gives_no_interest():
    scene = case("press blames red")
    year = scene.incident.date.day.year
    old = replace(scene, relations=(Relation(a="press", b="red", sign=-1, end=year - 1),))
    assert interests(old) == ()


def test_interests_come_in_the_order_of_speakers_and_answers():
    found = list(signs("wire blames red", "press blames red", hostile="press-red press-blue wire-blue wire-red"))
    assert found == [("wire", "red"), ("wire", "blue"), ("press", "red"), ("press", "blue")]


@few
@given(cases())
def test_every_interest_is_a_gain_or_a_loss_of_a_side_that_speaks(scene):
    found = interests(scene)
    answers = {one.id for one in scene.hypotheses}
    sides = {scene.side(actor.id) for actor in scene.actors}
    assert all(one.sign in {-1, 1} and one.why and one.hypothesis in answers and one.actor in sides for one in found)
    assert len({(one.actor, one.hypothesis) for one in found}) == len(found)


@pytest.mark.parametrize("sign", [-1, 1])
def test_interests_move_no_number(sign):
    scene = case("press blames red, witness", "wire blames blue", "green blames red")
    moved = replace(scene, relations=(Relation(a="green", b="blue", sign=sign),))
    before, after = weigh(scene), weigh(moved)
    assert {one.hypothesis: one.sign for one in after.interests if one.actor == "green"} == {"blue": -sign}
    assert not before.interests
    assert (after.hypotheses, after.evidence, after.verdict) == (before.hypotheses, before.evidence, before.verdict)
