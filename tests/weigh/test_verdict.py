import re
from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.model import Report, VerdictState
from claimant.weigh import weigh
from claimant.weigh.verdict import _matched
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


def carried(*origins: str) -> str:
    """The cause of confidence where each accusation is carried by these origins ("a b" is two)."""
    made = case(*STRONG[: len(origins)])
    reported = tuple(
        replace(one, reports=tuple(Report(statement=f"{o}:{one.id}", document=o, origin=o) for o in some.split()))
        for one, some in zip(made.positions, origins, strict=True)
    )
    return weigh(replace(made, positions=reported)).verdict.cause


def test_ten_hearers_of_one_speaker_are_one_origin_and_so_is_one_report_of_ten_speakers():
    assert "one independent origin speaks" in carried("a b c d e f g h i j")
    assert "one independent origin speaks" in carried("a", "a", "a")


def test_each_side_counts_with_an_origin_of_its_own():
    assert "3 independent origins speak" in carried("a b", "a c", "a")
    assert "2 independent origins speak" in carried("a b", "a b", "a b")


@given(st.lists(st.sets(st.sampled_from("abcde"), max_size=3), max_size=5))
def test_no_other_way_of_giving_each_side_an_origin_has_more(choices):
    rows = [[("origin", one) for one in sorted(some)] for some in choices]
    best = max(
        sum(one in some for one, some in zip(way, choices, strict=True)) for way in permutations("abcde", len(choices))
    )
    assert _matched(rows) == best
