import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.model import ActorKind, Moment
from claimant.weigh import precedents, weigh
from claimant.weigh.library import Known, library
from claimant.weigh.precedents import NEAREST, classes, features, wilson

from .makers import case
from .strategies import cases

few = settings(max_examples=60, deadline=None)
SOME = library()[::9]
LONG_AGO = 4000
"""Days before the day of the other scenes, and no day of theirs."""


def moved(scene, days):
    """The same incident on another day, with all that was said about it."""

    def later(moment):
        return moment and Moment(moment.day + timedelta(days=days))

    return replace(
        scene,
        incident=replace(scene.incident, date=later(scene.incident.date)),
        positions=tuple(replace(one, date=later(one.date)) for one in scene.positions),
    )


def known(scene, truth="red", id="one", days=-LONG_AGO):
    scene = moved(scene, days)
    return Known(
        case=replace(scene, incident=replace(scene.incident, id=id)),
        truth=truth,
        strength="court" if truth else "none",
        outcome="What is known.",
        source="A book",
        country="Eastland",
        region="Europe",
        attack="bombing",
    )


def scene(*lines, victim=None, kinds=(), **more):
    found = case(*lines, **more)
    actors = tuple(replace(one, kind=dict(kinds).get(one.id, one.kind)) for one in found.actors)
    return replace(found, actors=actors, incident=replace(found.incident, victim=victim))


# ---------------------------------------------------------------- features


def test_incidents_are_described_by_kinds_of_actors_and_never_by_their_names():
    assert features(scene("red blames blue, forensic")) == features(scene("blue blames red, forensic"))


def test_the_kind_of_actor_tells_incidents_apart():
    state, group = ((("red", kind),) for kind in (ActorKind.STATE, ActorKind.ARMED_GROUP))
    assert "a state claims it, in the first two days" in features(scene("red claims", kinds=state))
    assert "an armed group claims it, in the first two days" in features(scene("red claims", kinds=group))


def test_a_state_its_government_and_its_services_are_one_kind():
    told = [
        scene("red claims", kinds=(("red", kind),))
        for kind in (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.AGENCY)
    ]
    assert len(set(map(features, told))) == 1


def test_what_was_said_on_the_next_day_is_early_and_on_the_day_after_that_late():
    assert "others claims it, in the first two days" in features(scene("red claims, 2024-03-02"))
    assert "others claims it, later" in features(scene("red claims, 2024-03-03"))


@pytest.mark.parametrize(
    ("told", "feature"),
    [
        (scene(), "nobody claims it"),
        (scene("red claims"), "one side claims it"),
        (scene("red claims", "blue claims"), "rivals claim it"),
        (scene("red claims", "red denies"), "a claim is taken back"),
        (scene("red claims, exclusive"), "a claim comes with material of its own"),
        (scene("press blames red, forensic"), "forensic evidence is shown"),
        (scene("press blames accident"), "others blames an accident, in the first two days"),
        (scene("blue blames red", victim="blue"), "the victims' side (others) blames others, in the first two days"),
        (scene(hypotheses="accident unnamed"), "an accident is spoken of"),
        (scene(hypotheses="staged:red unnamed"), "staging is spoken of"),
    ],
)
def test_what_an_incident_looked_like_is_told_in_words(told, feature):
    assert feature in features(told)


def test_two_organs_of_one_side_are_no_rivals():
    assert "one side claims it" in features(scene("red claims", "army claims", part_of={"army": "red"}))


def test_copies_describe_nothing():
    assert features(scene("press blames red, forensic, via wire")) == features(scene())


# ---------------------------------------------------------------- the nearest incidents


@pytest.mark.parametrize("one", SOME, ids=lambda one: one.id)
def test_an_incident_is_never_its_own_precedent(one):
    found = precedents(one.case, most=len(library()))
    assert one.case.incident.date not in {precedent.date for precedent in found}
    assert len(precedents(one.case)) == NEAREST


@pytest.mark.parametrize("one", SOME, ids=lambda one: one.id)
def test_precedents_come_the_most_like_first(one):
    likeness = [precedent.likeness for precedent in precedents(one.case, most=len(library()))]
    assert [round(value, 12) for value in likeness] == sorted((round(value, 12) for value in likeness), reverse=True)
    assert all(-1e-12 <= value <= 1 + 1e-12 for value in likeness)


@pytest.mark.parametrize("one", SOME, ids=lambda one: one.id)
def test_a_twin_on_another_day_is_found_first(one):
    first = precedents(moved(one.case, -50_000))[0]
    assert (first.id, first.likeness) == (one.id, pytest.approx(1))


@few
@given(cases(), st.lists(cases(), max_size=4))
def test_of_any_incidents_the_twin_is_the_most_like(own, others):
    among = [known(own, None, "twin"), *(known(other, None, f"other{n}") for n, other in enumerate(others))]
    found = precedents(own, among)
    assert found[0].likeness == pytest.approx(1)
    assert "twin" in {one.id for one in found if round(one.likeness, 9) == 1}
    assert all(-1e-12 <= one.likeness <= 1 + 1e-12 for one in found)


def test_incidents_that_share_nothing_are_no_precedents():
    other = known(scene("red claims", hypotheses="red accident", victim="blue"))
    assert precedents(scene("press blames green, forensic", hypotheses="unnamed"), [other]) == ()


def test_what_is_rare_tells_more_than_what_all_share():
    own = scene("red claims", "red denies")
    common = [known(scene("red claims", "press blames red"), id=f"common{n}") for n in range(4)]
    rare = known(scene("red claims", "red denies", "press blames red"), id="rare")
    first = precedents(own, [*common, rare])[0]
    assert first.id == "rare"
    assert "a claim is taken back" in first.shared


def test_a_precedent_says_how_it_ended_and_where_to_check_it():
    (one,) = precedents(scene("red claims"), [known(scene("red claims"))])
    assert (one.truth, one.established, one.outcome, one.source) == ("Red", "court", "What is known.", "A book")
    (never,) = precedents(scene("red claims"), [known(scene("red claims"), truth=None)])
    assert (never.truth, never.established) == (None, "none")


def test_no_more_precedents_are_given_than_asked_for():
    among = [known(scene("red claims"), id=f"i{n}", days=-n - 1) for n in range(9)]
    assert [one.id for one in precedents(scene("red claims"), among, most=3)] == ["i0", "i1", "i2"]
    assert len(precedents(scene("red claims"), among)) == NEAREST


def test_an_incident_without_a_date_has_precedents_too():
    dateless = replace(scene("red claims"), incident=replace(scene().incident, date=None))
    assert len(precedents(dateless)) == NEAREST


def test_an_incident_whose_hour_is_known_is_not_its_own_precedent():
    one = SOME[0]
    hour = Moment.parse(f"{one.case.incident.date.iso()}T04:00")
    own = replace(one.case, incident=replace(one.case.incident, date=hour))
    assert one.id not in {precedent.id for precedent in precedents(own)}
    assert len(classes(own)) == len(classes(one.case))
    assert classes(own) == classes(one.case)


def test_likeness_is_the_same_in_every_process():
    program = (
        "from claimant.weigh import precedents; from claimant.weigh.library import library;"
        "print([p.likeness for one in library()[:9] for p in precedents(one.case, most=50)])"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in (1, 2, 3)
    }
    assert len(told) == 1


def test_precedents_move_no_number(monkeypatch):
    import claimant.weigh as package

    told = case("press blames red, forensic", "blue denies")
    before = weigh(told)
    monkeypatch.setattr(package, "precedents", lambda case: ())
    monkeypatch.setattr(package, "classes", lambda case: ())
    assert replace(before, precedents=(), classes=()) == weigh(told)
    assert before.precedents


# ---------------------------------------------------------------- reference classes

STATE = (("red", ActorKind.STATE),)
KINDS = {
    "somebody claimed the attack with material of its own": (scene("red claims, exclusive"), "red", "blue"),
    "one side alone claimed the attack": (scene("red claims"), "red", "unnamed"),
    "rival sides claimed the attack": (scene("red claims", "blue claims"), "blue", "unnamed"),
    "nobody claimed the attack and one side was blamed by more sides than any other": (
        scene("press blames red", "wire blames red", "alpha blames blue"),
        "red",
        "blue",
    ),
    "the victims' own side blamed one side": (scene("green blames red", victim="green"), "red", "unnamed"),
    "a state was blamed and denied it": (scene("press blames red", "red denies", kinds=STATE), "red", "blue"),
    "somebody was blamed on forensic evidence": (scene("press blames red, forensic"), "red", "blue"),
    "staging was among the answers weighed": (scene(hypotheses="red staged:blue unnamed"), "staged:blue", "red"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_of_such_incidents_those_in_which_it_was_so_are_counted(kind):
    told, hit, miss = KINDS[kind]
    among = [known(told, truth, f"i{n}") for n, truth in enumerate([hit, miss, hit, hit])]
    (found,) = [one for one in classes(told, among) if kind in one.sentence]
    assert (found.hits, found.n) == (3, 4)
    assert found.sentence.startswith(f"In 3 of 4 coded cases in which {kind}, ")
    assert (found.low, found.high) == wilson(3, 4)


@pytest.mark.parametrize("kind", KINDS)
def test_an_incident_of_another_kind_is_neither_counted_nor_asked_about(kind):
    told, hit, _ = KINDS[kind]
    other = scene("press doubts red", hypotheses="red blue unnamed")
    assert classes(other, [known(told, hit)]) == ()
    assert all(one.n == 1 for one in classes(told, [known(told, hit), known(other, "red")]))


def test_incidents_never_established_and_those_of_the_same_day_are_not_counted():
    told = scene("red claims")
    among = [known(told, "red", "a"), known(told, None, "b"), known(told, "red", "c", days=0)]
    assert [one.n for one in classes(told, among)] == [1]


def test_of_sides_an_army_is_its_states():
    told = scene("army claims", part_of={"army": "red"})
    assert [one.hits for one in classes(told, [known(told, "red")])] == [1]


def test_a_side_that_a_copy_alone_blames_is_not_blamed():
    told = scene("press blames red, forensic, via wire")
    assert classes(told, [known(told, "red")]) == ()


@pytest.mark.parametrize("one", SOME, ids=lambda one: one.id)
def test_every_sentence_of_a_reference_class_names_its_hits_and_its_n(one):
    for found in classes(one.case):
        assert found.sentence.startswith(f"In {found.hits} of {found.n} coded cases in which ")
        assert f"(95 % interval {round(100 * found.low)} to {round(100 * found.high)} %)" in found.sentence
        assert 0 <= found.low <= found.hits / found.n + 1e-12 and found.hits / found.n - 1e-12 <= found.high <= 1


# ---------------------------------------------------------------- the interval


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (9, 14, 0.3876, 0.8366),
        (81, 263, 0.2553, 0.3662),  # the rest: Newcombe, Statistics in Medicine 17, 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(hits, n, low, high):
    assert wilson(hits, n) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


def test_of_nothing_nothing_is_known():
    assert wilson(0, 0) == (0, 1)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_turns_round_with_it(count):
    hits, n = count
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n + 1e-12 and hits / n - 1e-12 <= high <= 1
    assert wilson(n - hits, n) == (pytest.approx(1 - high), pytest.approx(1 - low))
