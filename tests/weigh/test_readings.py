import pytest

from claimant.weigh import weigh

from .makers import case, odds, probabilities


def test_a_bare_accusation_has_the_tables_ratio():
    assert odds(case("press blames red")) == pytest.approx(1.6)


@pytest.mark.parametrize(
    ("basis", "ratio"),
    [
        ("none", 1.6),
        ("asserted", 1.3),
        ("pattern", 2.4),
        ("witness", 2.9),
        ("warning", 5),
        ("intercept", 5.2),
        ("arrest", 6.4),
        ("recording", 6.4),
        ("forensic", 10),
        ("finding", 10),
    ],
)
def test_what_is_shown_decides_what_an_accusation_is_worth(basis, ratio):
    assert odds(case(f"press blames red, {basis}")) == pytest.approx(ratio)


def test_a_hostile_speaker_adds_a_little_to_words_and_to_hard_evidence():
    assert odds(case("alpha blames red", hostile="alpha-red")) == pytest.approx(1.6 * 1.3)
    assert odds(case("alpha blames red, arrest", hostile="red-alpha")) == pytest.approx(6.4 * 1.4)


def test_an_actor_inherits_the_relations_of_what_it_is_part_of_and_its_own_come_first():
    family = {"office": "alpha", "unit": "red"}
    assert odds(case("office blames unit", part_of=family, hostile="alpha-red")) == pytest.approx(1.6 * 1.3)
    scene = case("office blames unit", part_of=family, hostile="alpha-red", friends="office-red")
    assert odds(scene) == pytest.approx(1.6)


def test_words_from_a_side_that_is_itself_an_answer_count_half_and_its_hard_evidence_in_full():
    assert odds(case("blue blames red, witness")) == pytest.approx(2.9)
    assert odds(case("blue blames red, pattern")) == pytest.approx(2.4 * 0.5)
    assert odds(case("office blames red, pattern", part_of={"office": "blue"})) == pytest.approx(2.4 * 0.5)


def test_an_accusation_never_speaks_for_the_accused():
    assert odds(case("blue blames red")) == pytest.approx(1.0)  # 1.6 x .5 would be less than nothing
    assert "never speaks for the accused" in weigh(case("blue blames red")).evidence[0].reason


def test_an_accusation_of_ones_own_side_is_not_discounted_as_serving_oneself():
    family = {"ministry": "state", "rebels": "state"}
    scene = case("ministry blames rebels", part_of=family, hypotheses="rebels blue unnamed", hostile="ministry-rebels")
    assert odds(scene, "rebels") == pytest.approx(1.6 * 1.3)


def test_exculpations_count_by_how_the_speaker_stands_to_the_target():
    for stance in ("clears", "doubts"):
        assert odds(case(f"alpha {stance} red")) == pytest.approx(0.46)
        assert odds(case(f"alpha {stance} red", hostile="alpha-red")) == pytest.approx(0.66)
        assert odds(case(f"alpha {stance} red", friends="alpha-red")) == pytest.approx(1)
        assert odds(case(f"office {stance} red", part_of={"office": "red"})) == pytest.approx(1)


def test_a_unit_of_the_candidate_is_the_candidate_and_its_sibling_only_of_the_same_side():
    family = {"unit": "red", "corps": "red"}
    assert odds(case("press blames unit", part_of=family)) == pytest.approx(1.6)
    assert odds(case("press blames unit", part_of=family, hypotheses="corps blue unnamed"), "corps") == pytest.approx(
        1.6**0.7
    )
    assert odds(case("press blames red", part_of=family, hypotheses="corps blue unnamed"), "corps") == pytest.approx(
        1.6**0.7
    )


def test_a_statement_about_an_actor_bears_on_its_having_staged_it():
    scene = case("press blames red", hypotheses="red staged:red blue unnamed")
    assert odds(scene, "staged:red") == pytest.approx(1.6)


def test_a_charge_of_staging_bears_on_the_staged_answer_or_where_there_is_none_on_the_actor():
    with_it = case("press blames red, staged", hypotheses="red staged:red blue unnamed")
    assert odds(with_it, "staged:red") == pytest.approx(1.6)
    assert odds(with_it, "red") == pytest.approx(1)
    assert odds(case("press blames red, staged")) == pytest.approx(1.6)


def test_an_accident_can_be_said_too():
    scene = case("press blames accident, forensic", hypotheses="accident red unnamed")
    assert odds(scene, "accident", "red") == pytest.approx(10)


def test_hedged_words_and_mere_support_count_by_a_power():
    assert odds(case("press blames red, likely")) == pytest.approx(1.6**0.75)
    assert odds(case("press blames red, possible")) == pytest.approx(1.6**0.5)
    assert odds(case("press blames red, directed")) == pytest.approx(1.6)
    assert odds(case("press blames red, supported")) == pytest.approx(1.6**0.5)


def test_an_unnamed_target_bears_on_nothing():
    assert probabilities(case("press blames ?")) == probabilities(case())
    assert probabilities(case("press blames ?red")) == probabilities(case())


def test_an_undecided_target_is_a_mixture_over_its_candidates():
    scene = case("press blames red/blue, forensic", hypotheses="red blue green unnamed")
    assert odds(scene, "red", "green") == pytest.approx(0.5 * 10 + 0.5)
    assert odds(scene, "red", "blue") == pytest.approx(1)


def test_a_position_that_may_not_have_been_said_is_a_mixture_too():
    assert odds(case("press blames red, forensic, belief 0.4")) == pytest.approx(0.4 * 10 + 0.6)


def test_an_undecided_speaker_counts_by_its_weakest_reading():
    assert odds(case("alpha/beta blames red", hostile="alpha-red")) == pytest.approx(1.6)
    assert odds(case("alpha blames red", "alpha/beta blames red, pattern")) == pytest.approx(1.6 * 2.4**0.25)
    assert odds(case("alpha/beta clears red")) == pytest.approx(1)


def test_where_readings_of_the_speaker_pull_apart_none_counts():
    assert odds(case("blue/alpha blames red")) == pytest.approx(1)


def test_somebody_unnamed_of_a_side_speaks_for_that_side_but_never_as_its_enemy():
    assert odds(case("?alpha blames red", hostile="alpha-red")) == pytest.approx(1.6)
    assert odds(case("alpha blames red", "?alpha blames red, pattern")) == pytest.approx(1.6 * 2.4**0.25)


def test_a_publishers_own_voice_is_a_speaker_like_any_other():
    own = case("press blames red")
    position = own.positions[0]
    from dataclasses import replace

    assert probabilities(replace(own, positions=(replace(position, narrator=True),))) == probabilities(own)
