from dataclasses import replace

import pytest
from hypothesis import given, settings

from claimant.weigh import weigh
from claimant.weigh.missing import ANSWERS

from .makers import case, position, probabilities
from .strategies import cases

FORENSIC = "forensic evidence, shown by a neutral party"


def absent(scene):
    return {(one.what, one.hypothesis): one for one in weigh(scene).missing}


@pytest.mark.parametrize(
    ("what", "line"),
    [
        (FORENSIC, "wire blames red, forensic"),
        ("an arrest, by a neutral party", "wire blames red, arrest"),
        ("a recording or document, shown by a neutral party", "wire blames red, recording"),
        ("an intercepted message, shown by a neutral party", "wire blames red, intercept"),
        ("its own claim", "red claims"),
        ("its own denial", "red denies"),
    ],
)
def test_each_absent_kind_says_where_its_answer_would_stand_with_it(what, line):
    scene = case("press blames red", "green claims", hypotheses="red blue green unnamed")
    with_it = replace(scene, positions=(*scene.positions, position(line, 9)))
    assert absent(scene)[what, "red"].probability == pytest.approx(probabilities(with_it)["red"])


def test_a_neutral_partys_word_is_asked_for_where_none_was_given():
    word = ("a neutral party's word, with nothing shown for it", "red")
    assert word in absent(case("blue blames red, pattern", hostile="blue-red"))
    assert word not in absent(case("press blames red"))


@settings(max_examples=20, deadline=None)
@given(cases())
def test_what_tells_most_comes_first_and_nothing_tells_less_than_nothing(scene):
    missing = weigh(scene).missing
    bits = [round(one.bits, 9) for one in missing]
    assert bits == sorted(bits, reverse=True)
    assert all(one.bits >= 0 and 0 <= one.chance <= 1 and 0 <= one.probability <= 1 for one in missing)


def test_it_is_likelier_to_come_and_tells_more_where_its_answer_is_open_than_where_it_is_all_but_out():
    missing = absent(case("press blames red, witness", *(f"s{n} clears blue" for n in range(6))))
    red, blue = missing[FORENSIC, "red"], missing[FORENSIC, "blue"]
    assert red.chance > blue.chance and red.bits > blue.bits


def test_what_would_move_nothing_tells_nothing():
    (one, *others) = [one for one in weigh(case(hypotheses="red")).missing if one.what == FORENSIC]
    assert (one.probability, one.bits) == (1, 0) and not others


def test_only_the_best_named_answers_are_asked_about():
    scene = case(
        *("press blames red, forensic", "press blames blue, witness", "press blames green, pattern"),
        *("s1 clears north", "s1 clears south"),
        hypotheses="north red south blue green unnamed",
    )
    assert ANSWERS == 3
    assert {one.hypothesis for one in weigh(scene).missing} == {"red", "blue", "green"}


def test_a_kind_that_was_shown_for_an_answer_is_asked_only_of_the_others():
    missing = absent(case("press blames red, forensic"))
    assert (FORENSIC, "red") not in missing and (FORENSIC, "blue") in missing
    assert ("an arrest, by a neutral party", "red") in missing


def test_a_copy_shows_nothing():
    assert (FORENSIC, "red") in absent(case("press blames red, forensic, via alpha"))


def test_nobody_unnamed_and_no_accident_can_claim():
    scene = case("press blames accident", hypotheses="accident unnamed")
    assert {one.hypothesis for one in weigh(scene).missing} == {"accident"}
    assert all(not one.what.startswith("its own") and "arrest" not in one.what for one in weigh(scene).missing)
    assert weigh(case(hypotheses="unnamed")).missing == ()


def test_who_claimed_is_not_asked_to_claim_or_to_deny():
    missing = absent(case("red claims, exclusive", "blue denies"))
    assert not {("its own claim", "red"), ("its own denial", "red")} & set(missing)
    assert ("its own claim", "blue") in missing and ("its own denial", "blue") not in missing
