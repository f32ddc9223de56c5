from math import log2

import pytest

from claimant.weigh import weigh

from .makers import case, ratio


def reasons(scene):
    return {one.id: one.reason for one in weigh(scene).evidence}


def test_the_largest_effect_comes_first():
    assert [one.id for one in weigh(case("press blames red", "alpha blames blue, forensic")).evidence] == ["p2", "p1"]


def test_bits_are_given_for_the_hypotheses_it_bears_on_and_no_others():
    (one,) = weigh(case("press blames red, pattern")).evidence
    assert dict(one.bits) == {"red": pytest.approx(log2(ratio("blames, pattern")))}
    assert one.ratio == pytest.approx(ratio("blames, pattern"))
    assert one.low < one.ratio < one.high


def test_the_reason_says_ratio_relation_and_weight():
    reason = reasons(case("alpha blames red, forensic", hostile="alpha-red"))["p1"]
    assert f"forensic evidence (ratio {ratio('blames, forensic'):.2g})" in reason
    assert f"hostile speaker (× {ratio('hostile speaker, hard basis'):.2g})" in reason
    assert "in full" in reason


def test_what_counts_nothing_is_listed_with_the_reason():
    scene = case(
        "alpha blames red, 2024-03-02",
        "alpha blames red, 2024-03-05",
        "press blames red, via alpha",
        "blue denies",
        "office denies blue",
        "green claims",
        "green denies",
        hypotheses="red blue green unnamed",
        part_of={"office": "blue"},
    )
    said = reasons(scene)
    assert "repeats Alpha blames Red (2024-03-02)" in said["p2"]
    assert "a copy of what Alpha said" in said["p3"]
    assert "a further denial adds nothing" in said["p5"]
    assert "took back" in said["p6"]
    assert "also claimed" in said["p7"]


def test_a_position_that_bears_on_nothing_is_no_evidence():
    assert weigh(case("press blames green")).evidence == ()
    assert weigh(case("press blames ?")).evidence == ()


def test_doubt_about_speaker_target_and_words_is_told():
    said = reasons(case("alpha/beta blames red/blue, possible, belief 0.7"))["p1"]
    assert "speaks is undecided" in said and "means is undecided" in said and "70 %" in said and "possible" in said
