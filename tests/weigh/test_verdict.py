import re

from hypothesis import given, settings

from claimant.model import VerdictState
from claimant.weigh import weigh
from claimant.weigh.words import WORDS

from .makers import case
from .strategies import cases

STRONG = (
    "press blames red, forensic",
    "wire blames red, arrest",
    "green blames red, witness",
    "alpha blames red, intercept",
)


def test_an_answer_leads_where_its_interval_clears_the_next_one():
    assessment = weigh(case(*STRONG))
    assert assessment.verdict.state is VerdictState.LEADING
    assert assessment.verdict.hypothesis == "red"
    assert assessment.leader.low > assessment.hypotheses[1].high


def test_where_intervals_touch_nothing_is_established():
    verdict = weigh(case("press blames red")).verdict
    assert (verdict.state, verdict.hypothesis) == (VerdictState.NOT_ESTABLISHED, None)
    assert "not established" in verdict.sentence


def test_an_answer_whose_interval_goes_below_one_half_does_not_lead():
    assessment = weigh(case("press blames red, arrest", hypotheses="red blue green alpha north south unnamed"))
    assert assessment.hypotheses[1].high < assessment.leader.low < 0.5
    assert assessment.verdict.state is VerdictState.NOT_ESTABLISHED


def test_what_the_answers_of_one_side_stand_at_together_is_said_where_none_of_them_leads():
    family = {"red": "state", "army": "state"}
    scene = case("wire blames red, witness", "north blames army", part_of=family, hypotheses="red army blue unnamed")
    verdict = weigh(scene).verdict
    assert verdict.state is VerdictState.NOT_ESTABLISHED
    assert "The two answers on its side together stand at" in verdict.sentence


def test_with_nothing_said_nothing_is_established():
    assert weigh(case()).verdict.state is VerdictState.NOT_ESTABLISHED
    assert weigh(case(hypotheses="red unnamed")).verdict.state is VerdictState.NOT_ESTABLISHED
    assert weigh(case(hypotheses="red")).verdict.state is VerdictState.NOT_ESTABLISHED


def test_somebody_not_named_yet_never_leads():
    scene = case(*(f"s{n} clears {name}" for n in range(9) for name in ("red", "blue")))
    assessment = weigh(scene)
    assert assessment.leader.hypothesis.id == "unnamed"
    assert assessment.verdict.state is VerdictState.NOT_ESTABLISHED


def test_confidence_grows_with_independent_origins_and_falls_where_one_piece_decides():
    assert weigh(case("press blames red, forensic", "alpha blames blue, witness")).verdict.confidence == "low"
    assert weigh(case(*STRONG)).verdict.confidence in {"moderate", "high"}
    more = (*STRONG, *(f"s{n} blames red, arrest" for n in range(4)))
    assert weigh(case(*more)).verdict.confidence == "high"


@settings(max_examples=20, deadline=None)
@given(cases())
def test_confidence_and_likelihood_never_share_a_sentence(scene):
    verdict = weigh(scene).verdict
    assert not re.search(r"confiden", verdict.sentence)
    assert verdict.confidence in {"low", "moderate", "high"} and verdict.confidence in verdict.cause
    assert not any(re.search(rf"\b{word}\b", verdict.cause) for word in WORDS)
    assert any(word in verdict.sentence for word in WORDS)
