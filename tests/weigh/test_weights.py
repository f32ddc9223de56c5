import pytest

from claimant.weigh import weigh

from .makers import case, odds


def weights(scene):
    return {one.id: one.weight for one in weigh(scene).evidence}


def test_two_sides_count_in_full_each():
    assert odds(case("alpha blames red", "beta blames red")) == pytest.approx(1.6 * 1.6)


def test_a_side_counts_once_in_full_and_a_quarter_for_each_further_voice_or_basis():
    scene = case("office blames red", "army blames red, witness", part_of={"office": "alpha", "army": "alpha"})
    assert odds(scene) == pytest.approx(2.9 * 1.6**0.25)
    assert odds(case("alpha blames red", "alpha blames red, witness")) == pytest.approx(2.9 * 1.6**0.25)


def test_naming_the_state_and_its_unit_is_speaking_once():
    scene = case("alpha blames red", "alpha blames unit, witness", part_of={"unit": "red"})
    assert odds(scene) == pytest.approx(2.9 * 1.6**0.25)


def test_repeating_it_on_another_day_adds_nothing():
    scene = case("alpha blames red", "alpha blames red, 2024-03-04", "alpha blames red, 2024-03-05, likely")
    assert odds(scene) == pytest.approx(1.6)
    assert weights(scene) == {"p1": 1, "p2": 0, "p3": 0}


def test_for_and_against_are_counted_apart():
    scene = case("alpha blames red", "office clears red", part_of={"office": "alpha"})
    assert odds(scene) == pytest.approx(1.6 * 0.46)


def test_a_copy_counts_nothing_even_alone():
    assert odds(case("press blames red, via alpha")) == pytest.approx(1)


def test_a_side_denies_once():
    scene = case("red denies", "office denies red", "red denies, 2024-03-09", part_of={"office": "red"})
    assert odds(scene) == pytest.approx(0.6)


def test_a_sides_first_denial_is_a_further_voice_beside_a_stronger_exculpation():
    assert odds(
        case(
            "office denies",
            "alpha clears office",
            part_of={"office": "alpha"},
            hostile="alpha-office",
            hypotheses="office blue unnamed",
        ),
        "office",
    ) == pytest.approx(0.6 * 0.66**0.25)
    assert odds(case("office denies red", "alpha clears red", part_of={"office": "alpha"})) == pytest.approx(
        0.46 * 0.6**0.25
    )


def test_all_unnamed_speakers_are_one_side():
    scene = case("? blames red", "? blames red, pattern", "? blames red, witness")
    assert odds(scene) == pytest.approx(2.9 * (2.4 * 1.6) ** 0.25)


def test_further_voices_together_weigh_at_most_one():
    family = {f"s{n}": "alpha" for n in range(12)}
    scene = case(*(f"s{n} blames red" for n in range(12)), part_of=family)
    assert odds(scene) == pytest.approx(1.6 * 1.6)


def test_a_claim_with_exclusive_material_is_worth_most():
    assert odds(case("red claims, exclusive")) == pytest.approx(24)
    assert odds(case("red claims, recording")) == pytest.approx(24)
    assert odds(case("red claims, forensic")) == pytest.approx(24)


def test_a_claim_counts_by_warning_and_by_rivals():
    assert odds(case("red claims, warning")) == pytest.approx(4.4)
    assert odds(case("red claims")) == pytest.approx(4)
    assert odds(case("red claims", "green claims")) == pytest.approx(1.5)


def test_claims_of_one_side_are_no_rivals_and_copied_claims_neither():
    assert odds(case("red claims", "unit claims", part_of={"unit": "red"})) == pytest.approx(4 * 4**0.25)
    assert odds(case("red claims", "green claims, via alpha")) == pytest.approx(4)


def test_a_claim_taken_back_is_worth_little_and_its_denial_nothing():
    assert odds(case("red claims", "red denies, 2024-03-02")) == pytest.approx(1.2)
    assert odds(case("red claims", "red denies")) == pytest.approx(1.2)
    assert odds(case("red claims", "red denies, undated")) == pytest.approx(1.2)


def test_a_denial_before_the_claim_takes_nothing_back():
    assert odds(case("red denies", "red claims, 2024-03-02")) == pytest.approx(4)


def test_another_speakers_denial_takes_no_claim_back():
    assert odds(case("red claims", "office denies red", part_of={"office": "red"})) == pytest.approx(4 * 0.6)


def test_who_claims_for_another_of_its_side_speaks_of_that_one():
    assert odds(case("office claims red", part_of={"office": "red"})) == pytest.approx(4)


def test_an_undecided_position_never_pushes_a_decided_one_back():
    scene = case("alpha blames red", "alpha/beta blames red, forensic")
    assert weights(scene)["p1"] == 1
