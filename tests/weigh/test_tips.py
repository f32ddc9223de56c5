from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import given, settings

from claimant.model import Change, HypothesisKind, Judgement, Moment
from claimant.weigh import weigh
from claimant.weigh.judgements import LARGEST
from claimant.weigh.odds import prior, share_of
from claimant.weigh.ratios import RATIOS, UNNAMED_ROW
from claimant.weigh.readings import gather
from claimant.weigh.tips import FARTHEST
from claimant.weigh.weights import strongest

from .makers import DAY, case
from .strategies import cases, positions

few = settings(max_examples=60, deadline=None)
SCENE = case("press blames red, forensic", "wire blames red, pattern", "alpha blames blue, witness", "red denies")


def rows(assessment):
    """The tips that are about a row of the table."""
    return [tip for tip in assessment.tips if tip.row != "prior"]


def likely(assessment):
    return {one.hypothesis.id: one.probability for one in assessment}


def scores(scene, row, value):
    """Each answer's log score with that row at that value, and all else as it is: which voice is a side's strongest too."""
    moved = log(value / RATIOS[row].value)
    total = np.array(prior(scene.hypotheses).logs)
    if row == UNNAMED_ROW:
        total += [moved * (hypothesis.kind is HypothesisKind.UNNAMED) for hypothesis in scene.hypotheses]
    pieces = gather(scene)
    for index, readings in strongest(pieces).items():
        counted = [replace(one, log=one.log + one.scale * moved * one.rows.count(row)) for one in readings]
        total += share_of(pieces[index], counted, len(scene.hypotheses)).logs
    return dict(zip((hypothesis.id for hypothesis in scene.hypotheses), total, strict=True))


@settings(max_examples=100, deadline=None)
@given(cases())
def test_at_its_tip_a_row_makes_leader_and_rival_level(scene):
    assessment = weigh(scene)
    for tip in rows(assessment):
        found = scores(scene, tip.row, tip.tips_at)
        assert found[assessment.leader.hypothesis.id] == pytest.approx(found[tip.rival], abs=1e-6)


@pytest.mark.parametrize("tip", rows(weigh(SCENE)), ids=lambda tip: tip.row)
def test_a_table_with_that_value_weighs_both_alike(tip, monkeypatch):
    monkeypatch.setitem(RATIOS, tip.row, replace(RATIOS[tip.row], value=tip.tips_at))
    found = likely(weigh(SCENE))
    assert found["red"] == pytest.approx(found[tip.rival], abs=1e-9)


@pytest.mark.parametrize("tip", rows(weigh(SCENE)), ids=lambda tip: tip.row)
def test_beyond_that_value_the_rival_comes_first(tip, monkeypatch):
    beyond = tip.tips_at * (tip.tips_at / tip.value) ** 0.01
    monkeypatch.setitem(RATIOS, tip.row, replace(RATIOS[tip.row], value=beyond))
    assert weigh(SCENE).leader.hypothesis.id == tip.rival


def test_rows_of_several_pieces_are_moved_together(monkeypatch):
    scene = case("press blames red, witness", "wire blames red, witness", "alpha blames blue, forensic")
    (tip,) = (tip for tip in rows(weigh(scene)) if tip.row == "blames, witness")
    monkeypatch.setitem(RATIOS, tip.row, replace(RATIOS[tip.row], value=tip.tips_at))
    found = likely(weigh(scene))
    assert found["red"] == pytest.approx(found["blue"], abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(cases(said=positions()))
def test_at_its_tip_the_runner_ups_prior_makes_it_level_with_the_leader(scene):
    assessment = weigh(scene)
    (tip,) = (tip for tip in assessment.tips if tip.row == "prior")
    assert likely(assessment)[tip.rival] == pytest.approx(assessment.hypotheses[1].probability, abs=1e-9)
    if 1 / LARGEST <= tip.tips_at <= LARGEST:
        judgement = Judgement(
            change=Change.PRIOR, by="Ada", at=Moment(DAY), reason="to try it", about=tip.rival, value=tip.tips_at
        )
        found = likely(weigh(scene, [judgement]))
        assert found[tip.rival] == pytest.approx(found[assessment.leader.hypothesis.id], abs=1e-6)


def test_the_prior_asked_for_is_that_of_the_second_answer_shown():
    assessment = weigh(case("press blames red", hypotheses="red blue green"))
    assert assessment.tips[-1].rival == assessment.hypotheses[1].hypothesis.id


@few
@given(cases())
def test_tips_come_nearest_first_and_the_prior_last(scene):
    found = weigh(scene).tips
    assert [tip.row for tip in found].count("prior") == 1 and found[-1].row == "prior"
    steps = [round(abs(log(tip.tips_at / tip.value)), 9) for tip in found[:-1]]
    assert steps == sorted(steps)
    assert all(step <= log(FARTHEST) + 1e-9 for step in steps)


@few
@given(cases())
def test_a_tip_tells_what_the_table_says_now_and_names_another_answer_than_the_leader(scene):
    assessment = weigh(scene)
    others = {one.hypothesis.id for one in assessment.hypotheses[1:]}
    assert {tip.rival for tip in assessment.tips} <= others
    assert all(tip.value == RATIOS[tip.row].value for tip in rows(assessment))
    assert len({tip.row for tip in assessment.tips}) == len(assessment.tips)


def test_a_row_that_nobodys_words_take_has_no_tip():
    found = {tip.row for tip in rows(weigh(SCENE))}
    assert found <= {"blames, forensic", "blames, pattern", "blames, witness", "denies", UNNAMED_ROW}
    assert {"blames, forensic", "blames, witness"} <= found


def test_a_row_that_only_a_copy_takes_has_no_tip():
    scene = case("press blames red, forensic", "wire blames blue, witness, via press")
    assert "blames, witness" not in {tip.row for tip in rows(weigh(scene))}


def test_a_row_that_would_have_to_change_beyond_all_doubt_has_no_tip():
    scene = case(*(f"s{number} blames red, forensic" for number in range(9)), "press blames blue, witness")
    assert "blames, witness" not in {tip.row for tip in rows(weigh(scene))}


def test_a_single_answer_has_no_rival():
    assert weigh(case("press blames red", hypotheses="red")).tips == ()


def test_an_accusation_tips_nothing_by_speaking_for_the_accused(monkeypatch):
    scene = case("press blames red, forensic", "wire blames red", "alpha blames blue, witness")
    assessment = weigh(scene)
    for tip in rows(assessment):
        with monkeypatch.context() as patch:
            patch.setitem(RATIOS, tip.row, replace(RATIOS[tip.row], value=tip.tips_at))
            found = likely(weigh(scene))
        assert found[assessment.leader.hypothesis.id] == pytest.approx(found[tip.rival], abs=1e-9), tip.row
