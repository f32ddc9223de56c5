import numpy as np
import pytest

from claimant.weigh import weigh
from claimant.weigh.odds import ROWS, odds_of, prior, shares_of
from claimant.weigh.ratios import FLOOR, RATIOS
from claimant.weigh.readings import gather
from claimant.weigh.weights import strongest

from .makers import case, probabilities


def test_with_nothing_said_the_prior_comes_out():
    share = (1 - FLOOR) / 2.4
    assert probabilities(case()) == pytest.approx(
        {"red": share + FLOOR / 3, "blue": share + FLOOR / 3, "unnamed": 0.4 * share + FLOOR / 3}
    )


def test_the_formula_can_be_followed_by_hand():
    scores = {"red": 10 * 0.6, "blue": 1.0, "unnamed": 0.4}
    scene = case("press blames red, forensic", "red blames blue", "red denies")
    expected = {name: 0.95 * score / sum(scores.values()) + 0.05 / 3 for name, score in scores.items()}
    assert probabilities(scene) == pytest.approx(expected)


def test_no_evidence_however_much_goes_past_the_floor():
    scene = case(*(f"s{n} blames red, forensic" for n in range(300)))
    assert probabilities(scene)["blue"] == pytest.approx(0.05 / 3)
    assert all(0 <= one.low <= one.probability <= one.high <= 1 for one in weigh(scene))


def test_a_case_without_hypotheses_has_the_unnamed_one():
    assert probabilities(case(hypotheses="")) == {"unnamed": 1.0}


def test_intervals_come_near_those_of_drawing_the_table_again_and_again():
    scene = case("press blames red, forensic", "alpha blames blue, witness", "red denies", "wire blames red")
    pieces, size = gather(scene), len(scene.hypotheses)
    shares = shares_of(pieces, strongest(pieces), size).values()
    powers = np.zeros((len(ROWS), size))
    for share in (prior(scene.hypotheses), *shares):
        for row, values in share.slopes:
            powers[row] += values
    middle = np.log([RATIOS[row].value for row in ROWS])
    spreads = np.array([RATIOS[row].spread for row in ROWS])
    draws = middle + spreads * np.random.default_rng(1).normal(size=(20_000, len(ROWS)))
    weights = np.exp(draws @ powers)
    p = (1 - FLOOR) * weights / weights.sum(axis=1, keepdims=True) + FLOOR / size
    low, high = np.quantile(p, [0.025, 0.975], axis=0)
    for weighed in weigh(scene):
        number = scene.hypotheses.index(weighed.hypothesis)
        assert weighed.low == pytest.approx(low[number], abs=0.05)
        assert weighed.high == pytest.approx(high[number], abs=0.05)


def test_positions_that_use_the_same_row_share_its_error():
    apart = weigh(case("alpha blames red, arrest", "beta blames red, recording")).leader
    same = weigh(case("alpha blames red, arrest", "beta blames red, arrest")).leader
    assert apart.probability == same.probability
    # 2 x .55 for one row twice, against the root of .55² + .92² for two rows
    assert same.low < apart.low


def test_scores_far_beyond_floating_range_still_give_probabilities():
    odds = odds_of(np.array([0.0, 5000.0, -5000.0]), np.zeros((len(ROWS), 3)), np.zeros(3))
    assert sum(odds.probabilities) == pytest.approx(1)
