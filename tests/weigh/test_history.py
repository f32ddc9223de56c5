"""What part an actor had in earlier incidents, as established later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.model import Actor, ActorKind, Part
from claimant.resolve import gazetteer
from claimant.weigh.history import CODED, key_of, order_of, orders, past
from claimant.weigh.library import library, linked

from .makers import DAY, case
from .strategies import ACTORS, cases
from .test_precedents import known

LINKS = {"red": ("red-front",), "unit": ("red-unit", "red-front"), "blue": ("blueland",)}


def incident(*lines: str, truth: str | None = "red", id: str = "one", links=LINKS, **more):
    scene = case(*lines, **{"hypotheses": "red blue green staged:red unit unnamed accident"} | more)
    return replace(known(scene, truth, id), links=tuple(links.items()))


def parts(*known_ones, key: str = "red-front", day: date | None = DAY):
    return [(one.part, one.others, one.through, one.held) for one in past(key, day, among=known_ones)]


# ---------------------------------------------------------------- what held


def test_a_claim_held_where_the_claimant_had_done_it():
    assert parts(incident("red claims")) == [(Part.DID, (), "", True), (Part.CLAIMED, (), "", True)]
    assert parts(incident("red claims", truth="blue")) == [(Part.CLAIMED, (), "", False)]


def test_an_accusation_held_where_the_accused_had_done_it_and_each_accused_side_counts_once():
    lines = ("red blames blue", "red blames blue, 2024-03-02, forensic", "red blames green")
    assert parts(incident(*lines, truth="blue")) == [
        (Part.ACCUSED, ("Blue",), "", True),
        (Part.ACCUSED, ("Green",), "", False),
    ]


def test_blame_that_others_put_on_it_is_told_with_who_did():
    assert parts(incident("blue blames red", "green blames red", truth="green")) == [
        (Part.BLAMED, ("Blue", "Green"), "", False)
    ]


def test_where_the_author_was_never_established_nothing_held_or_failed():
    assert parts(incident("red claims", "blue blames red", truth=None)) == [
        (Part.CLAIMED, (), "", None),
        (Part.BLAMED, ("Blue",), "", None),
    ]


@pytest.mark.parametrize("truth", ["accident", "unnamed"])
def test_where_nobody_who_was_named_had_done_it_claims_and_accusations_failed(truth: str):
    assert parts(incident("red claims", "red blames blue", truth=truth)) == [
        (Part.CLAIMED, (), "", False),
        (Part.ACCUSED, ("Blue",), "", False),
    ]


def test_an_accident_is_nobody_that_could_be_accused():
    assert parts(incident("red blames accident", truth="accident")) == []


def test_a_copy_adds_nothing():
    assert parts(incident("red blames blue, via green", truth="blue")) == []


def test_staging_is_an_act_too():
    (one,) = past("red-front", DAY, among=[incident(truth="staged:red")])
    assert one.part is Part.DID and one.staged


# ---------------------------------------------------------------- sides


def test_a_units_act_is_its_sides_and_the_unit_is_named():
    of_unit = incident("unit claims", "blue blames unit", truth="unit", part_of={"unit": "red"})
    assert parts(of_unit) == [
        (Part.DID, (), "Unit", True),
        (Part.CLAIMED, (), "Unit", True),
        (Part.BLAMED, ("Blue",), "Unit", True),
    ]
    assert {through for _, _, through, _ in parts(of_unit, key="red-unit")} == {""}


def test_who_accuses_the_side_of_the_doer_was_right_and_so_was_who_names_a_part_of_it():
    over = incident("blue blames red", truth="unit", part_of={"unit": "red"})
    assert parts(over, key="blueland") == [(Part.ACCUSED, ("Red",), "", True)]
    under = incident("blue blames unit", truth="red", part_of={"unit": "red"})
    assert parts(under, key="blueland") == [(Part.ACCUSED, ("Unit",), "", True)]


def test_where_another_part_of_the_accused_side_did_it_neither_is_said():
    scene = incident("blue blames alpha", truth="unit", part_of={"unit": "red", "alpha": "red"})
    assert parts(scene, key="blueland") == [(Part.ACCUSED, ("Alpha",), "", None)]


def test_what_one_part_says_of_another_is_no_accusation_of_the_side():
    assert parts(incident("unit blames red", truth="blue", part_of={"unit": "red"})) == []


def test_who_else_had_a_hand_in_it_and_of_whom_that_stayed_disputed_is_known():
    scene = incident("blue blames green", "blue blames alpha", truth="red")
    assert parts(replace(scene, also=("green",), unsettled=("alpha",)), key="blueland") == [
        (Part.ACCUSED, ("Green",), "", True),
        (Part.ACCUSED, ("Alpha",), "", None),
    ]


# ---------------------------------------------------------------- time


def test_only_earlier_incidents_count_and_they_come_in_order_of_time():
    late, early, same = (
        replace(known(case("red claims"), id=id, days=days), links=tuple(LINKS.items()))
        for id, days in (("late", -10), ("early", -4000), ("same", 0))
    )
    assert [one.case for one in past("red-front", DAY, among=[late, same, early])] == ["early"] * 2 + ["late"] * 2


def test_a_state_answers_for_the_order_it_has_on_the_day_alone():
    assert order_of("iran", date(1978, 8, 20)) is None
    assert order_of("iran-government", date(2024, 1, 3)) == order_of("iran", None) == 1979
    assert all(one.date.day.year >= 1979 for one in past("iran", None, 1979) if one.date)
    assert any(one.case == "rexcinema1978" for one in past("iran", date(1979, 1, 1)))


@given(cases(), st.sampled_from([*ACTORS, None]), st.sampled_from(ACTORS))
@settings(max_examples=60, deadline=None)
def test_every_part_has_its_incident_and_nothing_is_settled_where_the_author_is_not(scene, truth, key):
    ids = {one.id for one in scene.hypotheses}
    one = replace(known(scene, truth if truth in ids else None), links=tuple((id, (id,)) for id in ACTORS))
    found = past(key, DAY, among=[one])
    assert {part.case for part in found} <= {"one"}
    assert all(part.held is None for part in found if one.truth is None)
    assert (Part.DID in {part.part for part in found}) == (one.truth == key)
    assert len({(part.part, part.others) for part in found}) == len(found)
    assert not past(key, one.case.incident.date.day, among=[one])


# ---------------------------------------------------------------- who is who


def test_the_library_knows_an_actor_by_its_id_and_one_of_a_coded_case_by_its_name():
    assert key_of(Actor(id="islamic-state", name="IS")) == "islamic-state"
    assert key_of(Actor(id="iran-government", name="Government of Iran")) == "iran"
    assert key_of(Actor(id="x", name="Islamic State", source=CODED)) == "islamic-state"
    assert key_of(Actor(id="islamic-state", name="The Reed Column", source=CODED)) is None


def test_a_name_that_means_nobody_in_particular_is_nobody():
    assert key_of(Actor(id="x", name="Press", source=CODED)) is None
    assert key_of(Actor(id="x", name="Survivors", source=CODED)) is None


def known_as(id: str) -> Actor | None:
    """The gazetteer's actor of that id, or the government that goes by its state's."""
    for each in (id, f"{id}-government"):
        try:
            return gazetteer().actor(each)
        except KeyError:
            continue
    return None


def test_every_link_leads_from_an_actor_of_the_library_to_one_of_the_gazetteer():
    actors = {one.id: {actor.id for actor in one.case.actors} for one in library()}
    assert linked()["actors"].keys() == actors.keys()
    for name in ("actors", "also", "unsettled"):
        assert {
            case: set(some) - actors[case] for case, some in linked()[name].items() if set(some) - actors[case]
        } == {}
    ids = {id for links in linked()["actors"].values() for some in links.values() for id in some}
    assert sorted(id for id in ids if known_as(id) is None) == []
    assert sorted(id for id in orders() if known_as(id) is None) == []


def test_nobodys_act_is_laid_to_a_person_above_him():
    above = {id for links in linked()["actors"].values() for some in links.values() for id in some[1:]}
    assert [id for id in sorted(above) if (one := known_as(id)) and one.kind is ActorKind.PERSON] == []


def test_years_of_orders_rise():
    assert all(list(years) == sorted(set(years)) for years in orders().values())
