from dataclasses import replace

import pytest

from claimant.weigh import weigh

from .makers import accusation, case, odds, probabilities, ratio


def test_a_bare_accusation_has_the_tables_ratio():
    assert odds(case("press blames red")) == pytest.approx(accusation("blames, nothing offered"))


@pytest.mark.parametrize(
    ("basis", "row"),
    [
        ("none", "blames, nothing offered"),
        ("asserted", "blames, evidence only asserted"),
        ("pattern", "blames, pattern"),
        ("witness", "blames, witness"),
        ("warning", "blames, warning"),
        ("intercept", "blames, intercept"),
        ("arrest", "blames, arrest"),
        ("recording", "blames, recording"),
        ("forensic", "blames, forensic"),
        ("finding", "blames, finding"),
    ],
)
def test_what_is_shown_decides_what_an_accusation_is_worth(basis, row):
    assert odds(case(f"press blames red, {basis}")) == pytest.approx(accusation(row))


def test_a_hostile_speaker_has_ratios_of_its_own_for_words_and_for_hard_evidence():
    soft = ratio("blames, pattern", "hostile speaker, soft basis")
    hard = ratio("blames, arrest", "hostile speaker, hard basis")
    assert odds(case("alpha blames red, pattern", hostile="alpha-red")) == pytest.approx(soft)
    assert odds(case("alpha blames red, arrest", hostile="red-alpha")) == pytest.approx(hard)


def test_an_actor_inherits_the_relations_of_what_it_is_part_of_and_its_own_come_first():
    family = {"office": "alpha", "unit": "red"}
    said = "office blames unit, pattern"
    inherited = case(said, part_of=family, hostile="alpha-red")
    assert odds(inherited) == pytest.approx(ratio("blames, pattern", "hostile speaker, soft basis"))
    own = case(said, part_of=family, hostile="alpha-red", friends="office-red")
    assert odds(own) == pytest.approx(ratio("blames, pattern"))


def test_words_from_a_side_that_is_itself_an_answer_count_less_and_its_hard_evidence_in_full():
    less = accusation("blames, pattern", "own side is a candidate, soft basis")
    assert less < ratio("blames, pattern")
    assert odds(case("blue blames red, witness")) == pytest.approx(ratio("blames, witness"))
    assert odds(case("blue blames red, pattern")) == pytest.approx(less)
    assert odds(case("office blames red, pattern", part_of={"office": "blue"})) == pytest.approx(less)


def test_an_accusation_never_speaks_for_the_accused():
    assert ratio("blames, nothing offered", "own side is a candidate, soft basis") < 1
    assert odds(case("blue blames red")) == pytest.approx(1)
    assert "never speaks for the accused" in weigh(case("blue blames red")).evidence[0].reason


def test_an_accusation_of_ones_own_side_is_not_discounted_as_serving_oneself():
    scene = case(
        "ministry blames rebels, pattern",
        part_of={"ministry": "state", "rebels": "state"},
        hypotheses="rebels blue unnamed",
        hostile="ministry-rebels",
    )
    assert odds(scene, "rebels") == pytest.approx(ratio("blames, pattern", "hostile speaker, soft basis"))


@pytest.mark.parametrize("stance", ["clears", "doubts"])
def test_exculpations_count_by_how_the_speaker_stands_to_the_target(stance):
    said = f"alpha {stance} red"
    friend = min(1, ratio("clears, friend"))  # an exculpation never speaks against whom it clears
    assert odds(case(said)) == pytest.approx(ratio("clears, neutral"))
    assert odds(case(said, hostile="alpha-red")) == pytest.approx(ratio("clears, hostile"))
    assert odds(case(said, friends="alpha-red")) == pytest.approx(friend)
    assert odds(case(f"office {stance} red", part_of={"office": "red"})) == pytest.approx(friend)


def test_a_unit_of_the_candidate_is_the_candidate_and_its_sibling_only_of_the_same_side():
    family = {"unit": "red", "corps": "red"}
    full = ratio("blames, witness")
    assert odds(case("press blames unit, witness", part_of=family)) == pytest.approx(full)
    for named in ("unit", "red"):
        scene = case(f"press blames {named}, witness", part_of=family, hypotheses="corps blue unnamed")
        assert odds(scene, "corps") == pytest.approx(full**0.7)


def test_a_statement_about_an_actor_bears_on_its_having_staged_it():
    scene = case("press blames red, witness", hypotheses="red staged:red blue unnamed")
    assert odds(scene, "staged:red") == pytest.approx(ratio("blames, witness"))


def test_a_charge_of_staging_bears_on_the_staged_answer_or_where_there_is_none_on_the_actor():
    said = "press blames red, witness, staged"
    with_it = case(said, hypotheses="red staged:red blue unnamed")
    assert odds(with_it, "staged:red") == pytest.approx(ratio("blames, witness"))
    assert odds(with_it, "red") == pytest.approx(1)
    assert odds(case(said)) == pytest.approx(ratio("blames, witness"))


def test_an_accident_can_be_said_too():
    scene = case("press blames accident, forensic", hypotheses="accident red unnamed")
    assert odds(scene, "accident", "red") == pytest.approx(ratio("blames, forensic"))


@pytest.mark.parametrize(("word", "power"), [("likely", 0.75), ("possible", 0.5), ("directed", 1), ("supported", 0.5)])
def test_hedged_words_and_mere_support_count_by_a_power(word, power):
    assert odds(case(f"press blames red, witness, {word}")) == pytest.approx(ratio("blames, witness") ** power)


def test_an_unnamed_target_bears_on_nothing():
    assert probabilities(case("press blames ?, forensic")) == probabilities(case())
    assert probabilities(case("press blames ?red, forensic")) == probabilities(case())


def test_an_undecided_target_is_a_mixture_over_its_candidates():
    scene = case("press blames red/blue, forensic", hypotheses="red blue green unnamed")
    assert odds(scene, "red", "green") == pytest.approx(0.5 * ratio("blames, forensic") + 0.5)
    assert odds(scene, "red", "blue") == pytest.approx(1)


def test_a_position_that_may_not_have_been_said_is_a_mixture_too():
    scene = case("press blames red, forensic, belief 0.4")
    assert odds(scene) == pytest.approx(0.4 * ratio("blames, forensic") + 0.6)


def test_an_undecided_speaker_counts_by_its_weakest_reading():
    as_a_stranger = ratio("blames, pattern")
    as_an_enemy = ratio("blames, pattern", "hostile speaker, soft basis")
    assert odds(case("alpha/beta blames red, pattern", hostile="alpha-red")) == pytest.approx(
        min(as_a_stranger, as_an_enemy)
    )
    assert odds(case("blue/alpha blames red, pattern")) == pytest.approx(
        min(as_a_stranger, accusation("blames, pattern", "own side is a candidate, soft basis"))
    )
    further = case("alpha blames red, pattern", "alpha/beta blames red, witness")
    assert odds(further) == pytest.approx(ratio("blames, pattern") * ratio("blames, witness") ** 0.25)


def test_somebody_unnamed_of_a_side_speaks_for_that_side_but_never_as_its_enemy():
    as_an_enemy = ratio("blames, pattern", "hostile speaker, soft basis")
    assert odds(case("?alpha blames red, pattern", hostile="alpha-red")) == pytest.approx(
        min(ratio("blames, pattern"), as_an_enemy)
    )
    further = case("alpha blames red, pattern", "?alpha blames red, witness")
    assert odds(further) == pytest.approx(ratio("blames, pattern") * ratio("blames, witness") ** 0.25)


def test_a_publishers_own_voice_is_a_speaker_like_any_other():
    own = case("press blames red, pattern")
    (position,) = own.positions
    assert probabilities(replace(own, positions=(replace(position, narrator=True),))) == probabilities(own)
