from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.weigh import weigh
from claimant.weigh.tree import likely_set

from .makers import case
from .strategies import cases

few = settings(max_examples=60, deadline=None)
ARMY = {"part_of": {"army": "red"}, "hypotheses": "red army blue unnamed"}


def numbers(assessment):
    return {one.hypothesis.id: one.probability for one in assessment}


# ---------------------------------------------------------------- branches


@few
@given(cases())
def test_a_branch_is_as_probable_as_its_leaves_together(scene):
    assessment = weigh(scene)
    found = numbers(assessment)
    for branch in assessment.branches:
        assert branch.probability == pytest.approx(fsum(found[leaf] for leaf in branch.leaves), abs=1e-12)
        assert len(branch.leaves) >= 2


@few
@given(cases())
def test_the_interval_of_a_branch_holds_its_probability(scene):
    for branch in weigh(scene).branches:
        assert 0 <= branch.low <= branch.probability <= branch.high <= 1


@few
@given(cases())
def test_no_leaf_hangs_on_two_branches_and_leaves_come_best_first(scene):
    assessment = weigh(scene)
    leaves = [leaf for branch in assessment.branches for leaf in branch.leaves]
    assert len(leaves) == len(set(leaves))
    order = list(numbers(assessment))
    for branch in assessment.branches:
        assert [order.index(leaf) for leaf in branch.leaves] == sorted(order.index(leaf) for leaf in branch.leaves)


def test_an_army_and_its_state_are_one_branch():
    (branch,) = weigh(case("press blames army, forensic", **ARMY)).branches
    assert (branch.id, branch.label, branch.leaves) == ("red", "Red", ("army", "red"))


def test_what_a_side_did_and_what_it_staged_are_one_branch():
    (branch,) = weigh(case("press blames red", hypotheses="red staged:red blue unnamed")).branches
    assert set(branch.leaves) == {"red", "staged:red"}


def test_a_side_with_one_answer_is_no_branch():
    assert weigh(case("press blames red", hypotheses="red blue accident unnamed")).branches == ()


def test_where_all_answers_are_one_side_it_is_certain():
    (branch,) = weigh(case("press blames red", part_of={"army": "red"}, hypotheses="red army")).branches
    assert (branch.probability, branch.low, branch.high) == (1, 1, 1)


def test_branches_come_most_probable_first():
    parts = {"army": "red", "fleet": "blue"}
    scene = case("press blames fleet, forensic", part_of=parts, hypotheses="red army blue fleet unnamed")
    assert [branch.id for branch in weigh(scene).branches] == ["blue", "red"]


# ---------------------------------------------------------------- the likely set

shares = st.lists(st.floats(0.001, 1), min_size=1, max_size=9).map(
    lambda some: sorted((one / fsum(some) for one in some), reverse=True)
)


@given(shares, st.sampled_from([0.5, 0.8, 0.95, 1.0]))
def test_the_likely_set_is_the_smallest_prefix_that_reaches_its_share(probabilities, share):
    ids = [f"h{number}" for number in range(len(probabilities))]
    kept = likely_set(ids, probabilities, share)
    assert kept == tuple(ids[: len(kept)])
    assert sum(probabilities[: len(kept)]) >= share - 1e-9
    assert sum(probabilities[: len(kept) - 1]) < share


@few
@given(cases())
def test_the_likely_answers_of_an_assessment_reach_95_percent_and_none_of_them_is_too_many(scene):
    assessment = weigh(scene)
    chances = [one.probability for one in assessment]
    count = len(assessment.likely)
    assert assessment.likely == tuple(one.hypothesis.id for one in assessment.hypotheses[:count])
    assert sum(chances[:count]) >= 0.95 - 1e-9
    assert sum(chances[: count - 1]) < 0.95


def test_one_answer_that_holds_95_percent_is_likely_alone():
    assert likely_set(["a", "b"], [0.95, 0.05]) == ("a",)
    assert likely_set(["a", "b", "c"], [0.5, 0.45, 0.05]) == ("a", "b")
    assert likely_set(["a"], [1.0]) == ("a",)
