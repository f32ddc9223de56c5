from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.model import Change, Judgement, Moment
from claimant.records import assessment_record
from claimant.weigh import differences, replay, weigh
from claimant.weigh.replay import HOURS_WITHIN, MOST_FRAMES

from .makers import DAY, case, position
from .strategies import any_position, cases

few = settings(max_examples=60, deadline=None)


def hour(hours):
    at = datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC) + timedelta(hours=hours)
    return Moment(at.date(), at)


def day(number):
    return Moment(DAY + timedelta(days=number))


hours = st.integers(0, 3 * 24).map(lambda number: hour(number + 0.5))  # never the midnight that a day begins with
moments = st.integers(0, 3).map(day) | hours
timed = st.builds(lambda one, when: replace(one, date=when), any_position, st.none() | moments)
hourly = st.builds(lambda one, when: replace(one, date=when), any_position, hours)


def numbers(assessment):
    found = {one.hypothesis.id: (one.probability, one.low, one.high) for one in assessment}
    return [found[one.id] for one in assessment.case.hypotheses]


def triples(frame):
    return list(zip(frame.probabilities, frame.low, frame.high, strict=True))


def said(scene, keep):
    return replace(scene, positions=tuple(one for one in scene.positions if keep(one)))


def without(scene, id):
    return said(scene, lambda one: one.id != id)


# ---------------------------------------------------------------- frames


@few
@given(cases(said=timed))
def test_the_last_frame_is_the_whole_weighing(scene):
    assessment = weigh(scene)
    assert bool(assessment.frames) == any(one.date for one in scene.positions)
    if assessment.frames:
        last = assessment.frames[-1]
        assert triples(last) == numbers(assessment)
        assert last.leader == assessment.leader.hypothesis.id
        assert last.leads == (assessment.verdict.state == "leading")


@few
@given(cases(said=timed))
def test_frames_come_in_order_of_time_by_hours_within_two_days_else_by_days(scene):
    frames = replay(scene)
    keys = [frame.at.key for frame in frames]
    assert keys == sorted(keys)
    dates = {one.date for one in scene.positions if one.date}
    days = {Moment(moment.day) for moment in dates}
    with_hours = {moment.day for moment in dates if moment.at}
    told = {moment for moment in dates if moment.at or moment.day not in with_hours}
    assert {frame.at for frame in frames} == (told if len(days) <= HOURS_WITHIN else days)


@few
@given(cases(said=timed), st.lists(moments, max_size=3))
def test_the_order_of_positions_and_of_the_moments_asked_for_changes_nothing(scene, asked):
    backward = replace(scene, positions=scene.positions[::-1])
    assert replay(backward, asked[::-1]) == replay(scene, asked)


@few
@given(cases(said=timed), hours)
def test_an_hour_counts_only_what_was_said_by_then(scene, moment):
    (frame,) = replay(scene, [moment])
    known = said(scene, lambda one: one.date is None or one.date.key <= moment.key)
    assert triples(frame) == numbers(weigh(known))


@few
@given(cases(said=timed), st.integers(0, 3).map(day))
def test_a_day_counts_all_that_was_said_until_it_ended(scene, moment):
    (frame,) = replay(scene, [moment])
    known = said(scene, lambda one: one.date is None or one.date.day <= moment.day)
    assert triples(frame) == numbers(weigh(known))


@few
@given(cases(said=timed), any_position)
def test_what_is_said_later_changes_no_earlier_frame(scene, extra):
    earlier = [day(number) for number in range(4)]
    later = replace(extra, id="late", date=day(9))
    assert replay(replace(scene, positions=(*scene.positions, later)), earlier) == replay(scene, earlier)


def test_what_has_no_hour_counts_from_the_beginning_of_its_day_and_what_has_no_date_from_the_start():
    scene = case("press blames red, 2024-03-01", "wire blames red, undated", "alpha blames red, 2024-03-01T10:00")
    (frame,) = replay(scene, [hour(0)])
    assert triples(frame) == numbers(weigh(without(scene, "p3")))


def test_moments_that_nothing_was_said_at_may_be_asked_for():
    scene = case("press blames red, 2024-03-02")
    before, after = replay(scene, [day(5), day(0)])
    assert (before.at, after.at) == (day(0), day(5))
    assert triples(before) == numbers(weigh(case()))
    assert before.leads is False


def test_where_nothing_has_a_date_there_is_no_frame():
    assert replay(case("press blames red, undated")) == replay(case()) == ()


def test_more_than_sixty_moments_fall_back_to_days():
    moments = [hour(number / 2) for number in range(MOST_FRAMES + 1)]
    told = tuple(position("press blames red", number, date=moment) for number, moment in enumerate(moments))
    assert [frame.at for frame in replay(replace(case(), positions=told[:-1]))] == moments[:-1]
    assert [frame.at for frame in replay(replace(case(), positions=told))] == [day(0), day(1)]


def lone_days(count):
    scene = case()
    told = tuple(position("press blames red", n, date=day(n)) for n in range(count))
    return replace(scene, positions=told)


def test_of_more_than_sixty_days_those_with_the_fewest_new_positions_are_passed_over():
    scene = lone_days(MOST_FRAMES + 5)
    twice = tuple(position("wire blames red", 100 + n, date=day(n)) for n in range(5, MOST_FRAMES + 5))
    frames = replay(replace(scene, positions=(*scene.positions, *twice)))
    assert [frame.at for frame in frames] == [day(n) for n in range(5, MOST_FRAMES + 5)]


def test_a_day_and_its_midnight_come_in_an_order_of_their_own():
    scene = case("press blames red, 2024-03-01", "wire blames red, 2024-03-01T00:00")
    asked = [day(number) for number in range(20)] + [hour(24 * number) for number in range(20)]
    assert (
        len({tuple(frame.at.at is None for frame in replay(scene, [asked[n], asked[20 + n]])) for n in range(20)}) == 1
    )


def test_the_last_of_more_than_sixty_days_is_never_passed_over():
    assert replay(lone_days(MOST_FRAMES + 1))[-1].at == day(MOST_FRAMES)


# ---------------------------------------------------------------- what moved the answer


@few
@given(cases(said=hourly))
def test_no_position_is_news_twice(scene):
    news = [id for frame in replay(scene) for id, _ in frame.moved]
    assert len(news) == len(set(news))


def test_where_days_and_hours_are_mixed_no_position_is_news_twice():
    scene = case(
        "press blames red, 2024-03-01", "wire blames red, 2024-03-01T10:00", "alpha blames red, 2024-03-01T12:00"
    )
    news = [id for frame in replay(scene) for id, _ in frame.moved]
    assert sorted(news) == ["p1", "p2", "p3"]


def test_what_moved_the_answer_is_what_its_loss_would_undo():
    scene = case("press blames red, forensic", "wire blames blue, witness", "alpha blames red, arrest, 2024-03-02")
    first, second = replay(scene)
    whole = weigh(scene)
    loss = whole.leader.probability - dict(zip(["red", "blue", "unnamed"], first.probabilities, strict=True))["red"]
    assert second.moved == (("p3", pytest.approx(loss)),)
    assert {id: change > 0 for id, change in first.moved} == {"p1": True, "p2": False}


def test_what_moved_the_answer_most_comes_first():
    scene = case("press blames red", "wire blames red, forensic", "alpha blames blue, arrest")
    (frame,) = replay(scene)
    sizes = [abs(change) for _, change in frame.moved]
    assert sizes == sorted(sizes, reverse=True)


def test_a_copy_moves_nothing():
    scene = case("press blames red, forensic", "wire blames red, forensic, via press, 2024-03-02")
    assert [[id for id, _ in frame.moved] for frame in replay(scene)] == [["p1"], []]


@few
@given(cases(said=timed))
def test_no_change_is_larger_than_all_there_is(scene):
    assert all(-1 <= change <= 1 for frame in replay(scene) for _, change in frame.moved)


def test_a_judged_prior_holds_in_every_frame():
    scene = case("press blames red, forensic", "wire blames red, witness, 2024-03-02")
    judgement = Judgement(change=Change.PRIOR, by="Ada", at=day(3), reason="known before", about="blue", value=50.0)
    judged, plain = weigh(scene, [judgement]), weigh(scene)
    assert triples(judged.frames[-1]) == numbers(judged)
    blue = 1
    for one, other in zip(judged.frames, plain.frames, strict=True):
        assert one.probabilities[blue] > other.probabilities[blue]


# ---------------------------------------------------------------- two versions of an assessment


def record(*lines, **more):
    return assessment_record(weigh(case(*lines, **more)))


def test_between_two_equal_assessments_nothing_changed():
    assert differences(record("press blames red"), record("press blames red")) == ()
    assert differences({}, {}) == ()


def test_another_verdict_is_told_first():
    old, new = record("press blames red"), record("press blames red", *(f"s{n} blames red, forensic" for n in range(6)))
    first = differences(old, new)[0]
    assert old["verdict"]["sentence"] in first and new["verdict"]["sentence"] in first


def test_what_moved_is_told_in_whole_points_the_largest_first():
    old, new = record("press blames red"), record("press blames red", "wire blames red, forensic")
    was, now = (
        next(one["probability"] for one in version["hypotheses"] if one["id"] == "red") for version in (old, new)
    )
    moved = [line for line in differences(old, new) if " went from " in line]
    assert moved[0] == f"Red went from {round(100 * was)} % to {round(100 * now)} %."
    assert len(moved) == 3


def test_an_answer_that_came_or_went_is_told():
    two, three = record(hypotheses="red unnamed"), record(hypotheses="red blue unnamed")
    assert any(line.startswith("Blue is a new answer, at ") for line in differences(two, three))
    assert any(line.startswith("Blue is no longer an answer (it stood at ") for line in differences(three, two))


def test_evidence_that_came_or_went_is_told():
    old, new = record("press blames red"), record("press blames red", "wire blames blue, witness")
    assert any(line.startswith("New: wire blames blue, carried_out, basis witness") for line in differences(old, new))
    assert any(line.startswith("Gone: wire blames blue, carried_out, basis witness") for line in differences(new, old))
    assert not any("press" in line for line in differences(old, new))


def test_evidence_that_weighs_differently_is_told():
    old, new = record("press blames red"), record("press blames red", hostile="press-red")
    (line,) = [line for line in differences(old, new) if line.startswith("Weighs differently: ")]
    assert "press blames red" in line


def test_a_case_read_anew_with_other_ids_is_not_news():
    scene = case("press blames red", "wire blames blue, witness")
    anew = replace(scene, positions=tuple(replace(one, id=f"x{one.id}") for one in scene.positions))
    assert differences(assessment_record(weigh(scene)), assessment_record(weigh(anew))) == ()


@few
@given(cases(most=4), cases(most=4))
def test_any_two_assessments_can_be_compared(one, other):
    lines = differences(assessment_record(weigh(one)), assessment_record(weigh(other)))
    assert all(line.endswith(".") for line in lines)
    assert len(set(lines)) == len(lines)
