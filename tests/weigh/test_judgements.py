import copy
import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.errors import JudgementError
from claimant.model import Change, Judgement, Moment
from claimant.weigh import weigh
from claimant.weigh.judgements import LARGEST, judged, judged_prior
from claimant.weigh.odds import prior

from .makers import DAY, case, position
from .strategies import any_position, cases

few = settings(max_examples=60, deadline=None)
SCENE = case("press blames red, forensic", "wire blames blue, witness", "alpha blames red")


def judge(change, about="", **more):
    given = {"by": "Ada", "at": Moment(DAY), "reason": "I know them"} | more
    return Judgement(change=Change(change), about=about, **given)


def likely(scene, *judgements):
    return {one.hypothesis.id: one.probability for one in weigh(scene, judgements)}


def evidence(scene, id, *judgements):
    return next(one for one in weigh(scene, judgements).evidence if one.id == id)


def only(scene, *ids):
    return replace(scene, positions=tuple(one for one in scene.positions if one.id in ids))


def same(found):
    return pytest.approx(found, abs=1e-12)


# ---------------------------------------------------------------- what each changes


def test_without_judgements_the_case_is_as_it_was():
    assert judged(SCENE, ()) == SCENE
    assert judged_prior(SCENE, ()) == prior(SCENE.hypotheses)


def test_who_drops_a_piece_weighs_without_it():
    assert likely(SCENE, judge("drop", "p1")) == likely(only(SCENE, "p2", "p3"))


def test_who_adds_a_position_weighs_with_it():
    extra = position("beta blames blue, arrest", 9)
    assert likely(SCENE, judge("add", position=extra)) == likely(replace(SCENE, positions=(*SCENE.positions, extra)))


def test_a_judged_ratio_is_the_ratio_that_counts():
    judgement = judge("ratio", "p2", value=20.0)
    found = evidence(SCENE, "p2", judgement)
    assert found.ratio == pytest.approx(20) and dict(found.bits)["blue"] == pytest.approx(math.log2(20))
    assert "An analyst set its ratio: 20" in found.reason
    assert likely(SCENE, judgement)["blue"] > likely(SCENE)["blue"]


def test_a_judged_ratio_may_speak_against_the_accused():
    assert evidence(SCENE, "p2", judge("ratio", "p2", value=0.2)).ratio == pytest.approx(0.2)


def test_a_judged_ratio_has_no_spread_of_the_tables():
    found = evidence(SCENE, "p2", judge("ratio", "p2", value=20.0))
    assert found.low == found.ratio == found.high


def test_bounds_hold_a_ratio_that_lies_outside_and_leave_one_inside():
    free = evidence(SCENE, "p1").ratio
    assert evidence(SCENE, "p1", judge("ratio", "p1", low=free * 2)).ratio == pytest.approx(free * 2)
    assert evidence(SCENE, "p1", judge("ratio", "p1", high=free / 2)).ratio == pytest.approx(free / 2)
    assert likely(SCENE, judge("ratio", "p1", low=free / 2, high=free * 2)) == likely(SCENE)


def test_bounds_hold_an_accusation_from_a_side_that_is_itself_an_answer():
    scene = case("blue blames red", "press blames blue")
    assert evidence(scene, "p1", judge("ratio", "p1", low=0.3, high=0.9)).ratio <= 0.9


def test_merging_a_piece_counts_it_once():
    merged = likely(SCENE, judge("merge", "p3", into="p1"))
    assert merged == likely(only(SCENE, "p1", "p2"))


def test_a_merged_piece_stays_in_sight():
    assert evidence(SCENE, "p3", judge("merge", "p3", into="p1")).weight == 0


@few
@given(cases(most=6), st.data())
def test_merging_a_piece_weighs_as_dropping_it(scene, data):
    if len(scene.positions) > 1:
        about, into = data.draw(st.permutations([one.id for one in scene.positions]))[:2]
        assert likely(scene, judge("merge", about, into=into)) == likely(scene, judge("drop", about))


def test_two_pieces_cannot_be_merged_into_each_other():
    back = [judge("merge", "p1", into="p3"), judge("merge", "p3", into="p1")]
    with pytest.raises(JudgementError) as error:
        likely(SCENE, *back)
    assert error.value.number == 1


def test_a_judged_prior_is_where_an_answer_starts():
    silent = case()
    found = likely(silent, judge("prior", "red", value=4.0), judge("prior", "unnamed", value=1.0))
    assert found["red"] > found["blue"] == same(found["unnamed"])
    start = judged_prior(silent, [judge("prior", "red", value=4.0)])
    assert start.logs[0] == math.log(4) and start.logs[1:] == prior(silent.hypotheses).logs[1:]


def test_a_judged_prior_moves_no_evidence():
    assert weigh(SCENE, [judge("prior", "blue", value=30.0)]).evidence == weigh(SCENE).evidence


def test_a_judged_prior_of_nobody_named_has_no_spread_of_the_tables():
    at = [hypothesis.id for hypothesis in SCENE.hypotheses].index("unnamed")
    assert any(values[at] for _, values in prior(SCENE.hypotheses).slopes)
    assert not any(values[at] for _, values in judged_prior(SCENE, [judge("prior", "unnamed", value=1.0)]).slopes)


def test_of_two_judgements_on_the_same_the_later_holds():
    twice = [judge("ratio", "p2", value=2.0), judge("ratio", "p2", value=8.0)]
    assert likely(SCENE, *twice) == likely(SCENE, twice[1])
    priors = [judge("prior", "red", value=2.0), judge("prior", "red", value=8.0)]
    assert likely(SCENE, *priors) == likely(SCENE, priors[1])


def test_what_one_judgement_adds_the_next_may_change():
    extra = position("beta blames blue, arrest", 9)
    steps = [judge("add", position=extra), judge("ratio", "p9", value=50.0)]
    assert likely(SCENE, *steps)["blue"] > likely(SCENE, steps[0])["blue"]
    assert likely(SCENE, steps[0], judge("drop", "p9")) == likely(SCENE)


# ---------------------------------------------------------------- beside the machine's own answer


good = st.sampled_from(
    [
        judge("drop", "p1"),
        judge("ratio", "p2", value=9.0),
        judge("ratio", "p3", low=2.0),
        judge("merge", "p3", into="p1"),
        judge("prior", "blue", value=3.0),
        judge("add", position=position("beta blames blue", 9)),
    ]
)


@few
@given(good)
def test_the_machines_own_answer_is_not_touched(judgement):
    kept, before = copy.deepcopy(SCENE), weigh(SCENE)
    weigh(SCENE, [judgement])
    assert kept == SCENE
    assert weigh(SCENE) == before


# ---------------------------------------------------------------- what is refused

BAD = {
    "no name": judge("drop", "p1", by=" "),
    "no reason": judge("drop", "p1", reason=""),
    "a prior without a reason": judge("prior", "red", value=2.0, reason=" "),
    "drops what is not there": judge("drop", "p99"),
    "weighs what is not there": judge("ratio", "p99", value=2.0),
    "merges what is not there": judge("merge", "p99", into="p1"),
    "merges into what is not there": judge("merge", "p1", into="p99"),
    "merges into itself": judge("merge", "p1", into="p1"),
    "adds nothing": judge("add"),
    "adds an id that is taken": judge("add", position=position("beta blames blue", 1)),
    "a prior of no answer": judge("prior", "green", value=2.0),
    "a prior without a value": judge("prior", "red"),
    "bounds that hold nothing": judge("ratio", "p1", low=3.0, high=2.0),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=list(BAD))
@pytest.mark.parametrize("before", [[], [judge("ratio", "p2", value=2.0), judge("prior", "blue", value=2.0)]])
def test_what_cannot_be_applied_is_refused_by_its_number(bad, before):
    with pytest.raises(JudgementError) as caught:
        weigh(SCENE, [*before, bad])
    assert caught.value.number == len(before)
    assert str(caught.value).startswith(f"judgements[{len(before)}]: ")


@pytest.mark.parametrize("value", [0.0, -1.0, math.inf, -math.inf, math.nan, LARGEST * 2, 0.5 / LARGEST])
def test_nothing_is_certain_and_nothing_impossible(value):
    judgements = [judge("prior", "red", value=value), judge("ratio", "p1", value=value)]
    judgements += [judge("ratio", "p1", low=value), judge("ratio", "p1", high=value)]
    for judgement in judgements:
        with pytest.raises(JudgementError) as caught:
            weigh(SCENE, [judgement])
        assert caught.value.number == 0


@pytest.mark.parametrize("value", [LARGEST, 1 / LARGEST])
def test_the_largest_and_the_smallest_value_may_be_set(value):
    for judgement in (judge("prior", "red", value=value), judge("ratio", "p1", value=value)):
        assert all(0 < p < 1 for p in likely(SCENE, judgement).values())


@pytest.mark.parametrize("bounds", [(math.nan, math.nan), (0.0, 1.0), (math.inf, math.inf)])
def test_an_added_position_with_bounds_that_nobody_may_set_is_refused(bounds):
    extra = position("beta blames blue", 9, bounds=bounds)
    with pytest.raises(JudgementError):
        weigh(SCENE, [judge("add", position=extra)])


ids = st.sampled_from(["p0", "p1", "p2", "red", "unnamed", "nowhere", ""])
values = st.none() | st.floats() | st.sampled_from([0.5, 1.0, 7.0, LARGEST])
anything = st.builds(
    judge,
    st.sampled_from(Change),
    ids,
    into=ids,
    value=values,
    low=values,
    high=values,
    by=st.sampled_from(["Ada", "Ada", "Ada", ""]),
    position=st.none() | st.builds(lambda one, id: replace(one, id=id), any_position, ids),
)


@settings(max_examples=100, deadline=None)
@given(cases(most=4), st.lists(anything, max_size=3))
def test_any_judgements_are_applied_or_refused_by_number_and_never_give_nan(scene, judgements):
    try:
        assessment = weigh(scene, judgements)
    except JudgementError as error:
        assert 0 <= error.number < len(judgements)
        return
    for one in assessment:
        assert 0 <= one.low <= one.probability <= one.high <= 1
    assert sum(one.probability for one in assessment) == pytest.approx(1, abs=1e-12)
