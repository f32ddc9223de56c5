import pytest

from claimant.weigh import weigh
from claimant.weigh.ratios import RATIOS

from .makers import accusation, case, odds, ratio


def weights(scene):
    return {one.id: one.weight for one in weigh(scene).evidence}


def test_two_sides_count_in_full_each():
    scene = case("alpha blames red, pattern", "beta blames red, witness")
    assert odds(scene) == pytest.approx(ratio("blames, pattern", "blames, witness"))


def test_a_side_counts_once_in_full_and_a_quarter_for_each_further_voice_or_basis():
    family = {"office": "alpha", "army": "alpha"}
    both = ratio("blames, witness") * ratio("blames, pattern") ** 0.25
    assert odds(case("office blames red, pattern", "army blames red, witness", part_of=family)) == pytest.approx(both)
    assert odds(case("alpha blames red, pattern", "alpha blames red, witness")) == pytest.approx(both)


def test_naming_the_state_and_its_unit_is_speaking_once():
    scene = case("alpha blames red, pattern", "alpha blames unit, witness", part_of={"unit": "red"})
    assert odds(scene) == pytest.approx(ratio("blames, witness") * ratio("blames, pattern") ** 0.25)


def test_repeating_it_on_another_day_adds_nothing():
    said = "alpha blames red, pattern"
    scene = case(said, f"{said}, 2024-03-04", f"{said}, 2024-03-05, likely")
    assert odds(scene) == pytest.approx(ratio("blames, pattern"))
    assert weights(scene) == {"p1": 1, "p2": 0, "p3": 0}


def test_for_and_against_are_counted_apart():
    scene = case("alpha blames red, pattern", "office clears red", part_of={"office": "alpha"})
    assert odds(scene) == pytest.approx(ratio("blames, pattern", "clears, neutral"))


def test_a_copy_counts_nothing_even_alone():
    assert odds(case("press blames red, via alpha")) == pytest.approx(1)


def test_a_side_denies_once():
    scene = case("red denies", "office denies red", "red denies, 2024-03-09", part_of={"office": "red"})
    assert odds(scene) == pytest.approx(ratio("denies"))


def test_a_sides_first_denial_is_a_further_voice_beside_a_stronger_exculpation():
    full, quarter = sorted((ratio("denies"), ratio("clears, hostile")))  # the smaller one clears more
    scene = case(
        "office denies",
        "alpha clears office",
        part_of={"office": "alpha"},
        hostile="alpha-office",
        hypotheses="office blue unnamed",
    )
    assert odds(scene, "office") == pytest.approx(full * quarter**0.25)
    full, quarter = sorted((ratio("denies"), ratio("clears, neutral")))
    scene = case("office denies red", "alpha clears red", part_of={"office": "alpha"})
    assert odds(scene) == pytest.approx(full * quarter**0.25)


def test_all_unnamed_speakers_are_one_side():
    scene = case("? blames red", "? blames red, pattern", "? blames red, witness")
    further = accusation("blames, nothing offered") * ratio("blames, pattern")
    assert odds(scene) == pytest.approx(ratio("blames, witness") * further**0.25)


def test_further_voices_together_weigh_at_most_one():
    family = {f"s{n}": "alpha" for n in range(12)}
    scene = case(*(f"s{n} blames red, pattern" for n in range(12)), part_of=family)
    assert odds(scene) == pytest.approx(ratio("blames, pattern") ** 2)


def test_a_claim_with_exclusive_material_is_worth_most():
    exclusive = ratio("claims, exclusive material")
    assert exclusive == max(row.value for row in RATIOS.values())
    for shown in ("exclusive", "recording", "forensic"):
        assert odds(case(f"red claims, {shown}")) == pytest.approx(exclusive)


def test_a_claim_counts_by_warning_and_by_rivals():
    assert odds(case("red claims, warning")) == pytest.approx(ratio("claims, with warning"))
    assert odds(case("red claims")) == pytest.approx(ratio("claims, alone"))
    assert odds(case("red claims", "green claims")) == pytest.approx(ratio("claims, among rivals"))


def test_claims_of_one_side_are_no_rivals_and_copied_claims_neither():
    alone = ratio("claims, alone")
    assert odds(case("red claims", "unit claims", part_of={"unit": "red"})) == pytest.approx(alone * alone**0.25)
    assert odds(case("red claims", "green claims, via alpha")) == pytest.approx(alone)


def test_a_claim_taken_back_has_a_ratio_of_its_own_and_its_denial_counts_nothing():
    withdrawn = ratio("claims, withdrawn")
    for denial in ("red denies, 2024-03-02", "red denies", "red denies, undated"):
        assert odds(case("red claims", denial)) == pytest.approx(withdrawn)


def test_a_denial_before_the_claim_takes_nothing_back():
    assert odds(case("red denies", "red claims, 2024-03-02")) == pytest.approx(ratio("claims, alone"))


def test_another_speakers_denial_takes_no_claim_back():
    scene = case("red claims", "office denies red", part_of={"office": "red"})
    assert odds(scene) == pytest.approx(ratio("claims, alone", "denies"))


def test_who_claims_for_another_of_its_side_speaks_of_that_one():
    assert odds(case("office claims red", part_of={"office": "red"})) == pytest.approx(ratio("claims, alone"))


def test_an_undecided_position_never_pushes_a_decided_one_back():
    scene = case("alpha blames red", "alpha/beta blames red, forensic")
    assert weights(scene)["p1"] == 1
