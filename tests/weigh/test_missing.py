import pytest

from claimant.weigh import weigh

from .makers import case, probabilities


def test_each_absent_kind_says_what_it_would_do_to_the_leading_answer():
    missing = {one.what: one for one in weigh(case("press blames red")).missing}
    forensic = missing["forensic evidence, shown by a neutral party"]
    assert forensic.hypothesis == "red"
    assert forensic.probability == pytest.approx(
        probabilities(case("press blames red", "wire blames red, forensic"))["red"]
    )
    assert missing["its own denial"].probability < weigh(case("press blames red")).leader.probability


def test_the_largest_change_comes_first():
    assessment = weigh(case("press blames red"))
    now = {one.hypothesis.id: one.probability for one in assessment}
    changes = [abs(one.probability - now[one.hypothesis]) for one in assessment.missing]
    assert changes == sorted(changes, reverse=True)


def test_a_kind_shown_for_the_leader_is_asked_for_the_next_answer():
    missing = {one.what: one.hypothesis for one in weigh(case("press blames red, forensic")).missing}
    assert missing["forensic evidence, shown by a neutral party"] == "blue"
    assert missing["an arrest, by a neutral party"] == "red"


def test_nobody_unnamed_and_no_accident_can_claim():
    scene = case("press blames accident", hypotheses="accident unnamed")
    assert {one.hypothesis for one in weigh(scene).missing} == {"accident"}
    assert all(not one.what.startswith("its own") and "arrest" not in one.what for one in weigh(scene).missing)
    assert weigh(case(hypotheses="unnamed")).missing == ()


def test_who_claimed_is_not_asked_to_claim_or_to_deny():
    whats = {one.what for one in weigh(case("red claims, exclusive", "blue denies")).missing if one.hypothesis == "red"}
    assert not whats & {"its own claim", "its own denial"}
