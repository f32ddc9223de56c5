from math import log

import numpy as np
import pytest

from claimant.weigh import weigh
from claimant.weigh.odds import ROWS, Standing, odds_of, prior, shares_of
from claimant.weigh.ratios import COVARIANCE, FLOOR, NINETY_FIVE, RATIOS, variance
from claimant.weigh.readings import gather
from claimant.weigh.weights import strongest

from .makers import accusation, case, probabilities, ratio


def test_with_nothing_said_the_prior_comes_out():
    unnamed = ratio("prior, unnamed")
    share = (1 - FLOOR) / (2 + unnamed)
    assert probabilities(case()) == pytest.approx(
        {"red": share + FLOOR / 3, "blue": share + FLOOR / 3, "unnamed": unnamed * share + FLOOR / 3}
    )


def test_the_formula_can_be_followed_by_hand():
    scores = {
        "red": ratio("blames, forensic", "denies"),
        "blue": accusation("blames, pattern", "own side is a candidate, soft basis"),
        "unnamed": ratio("prior, unnamed"),
    }
    scene = case("press blames red, forensic", "red blames blue, pattern", "red denies")
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
    draws = np.random.default_rng(1).multivariate_normal(middle, COVARIANCE, size=20_000, tol=1e-4)
    weights = np.exp(draws @ powers)
    p = (1 - FLOOR) * weights / weights.sum(axis=1, keepdims=True) + FLOOR / size
    low, high = np.quantile(p, [0.025, 0.975], axis=0)
    for weighed in weigh(scene):
        number = scene.hypotheses.index(weighed.hypothesis)
        assert weighed.low == pytest.approx(low[number], abs=0.05)
        assert weighed.high == pytest.approx(high[number], abs=0.05)


def spread_of(*lines):
    """Standard deviation of the log odds of red against blue, read back from the ends of red's interval."""
    red = next(one for one in weigh(case(*lines, hypotheses="red blue")) if one.hypothesis.id == "red")
    low, high = ((end - FLOOR / 2) / (1 - FLOOR) for end in (red.low, red.high))
    return (log(high / (1 - high)) - log(low / (1 - low))) / (2 * NINETY_FIVE)


def test_positions_that_use_the_same_row_share_its_error():
    same = spread_of("alpha blames red, arrest", "beta blames red, arrest")
    assert same == pytest.approx(2 * RATIOS["blames, arrest"].spread)
    assert spread_of("alpha blames red, arrest", "beta blames blue, arrest") == pytest.approx(0)


def test_positions_on_different_rows_share_as_much_error_as_the_table_says():
    both = spread_of("alpha blames red, arrest", "beta blames red, recording")
    assert both == pytest.approx(variance(("blames, arrest", "blames, recording")) ** 0.5)
    assert both < RATIOS["blames, arrest"].spread + RATIOS["blames, recording"].spread


def test_scores_far_beyond_floating_range_still_give_probabilities():
    odds = odds_of(
        Standing(np.array([0.0, 5000.0, -5000.0]), np.zeros((len(ROWS), 3)), np.zeros(3), np.zeros((len(ROWS), 3)))
    )
    assert sum(odds.probabilities) == pytest.approx(1)
