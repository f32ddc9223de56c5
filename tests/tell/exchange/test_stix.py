"""The STIX bundle: valid for an independent reader, the disagreement in it, and the way back to the positions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
import stix2
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.model import (
    Actor,
    Assessment,
    Certainty,
    Linked,
    Moment,
    Position,
    Report,
    Role,
    Stance,
    Undecided,
    Unnamed,
)
from claimant.tell.care import withheld
from claimant.tell.exchange.stix import EXTENSION, TLP_CLEAR, stix
from claimant.tell.exchange.stix_parts import position_record
from claimant.tell.exchange.stix_read import NotOurBundle, _position, read
from claimant.weigh import weigh
from weigh.strategies import cases

from .. import makers

DESK = "The Sarel Desk"


@pytest.fixture(scope="module")
def objects() -> list[dict[str, Any]]:
    return json.loads(stix(withheld(makers.assessment()), desk=DESK))["objects"]


def of(objects: list[dict[str, Any]], type: str, **having: object) -> list[dict[str, Any]]:
    return [
        one for one in objects if one["type"] == type and all(one.get(key) == value for key, value in having.items())
    ]


def named(objects: list[dict[str, Any]], type: str, name: str) -> str:
    (one,) = of(objects, type, name=name)
    return str(one["id"])


# ---------------------------------------------------------------- for an independent reader


def sound(text: str) -> None:
    """Parsed by stix2 without customs; every reference leads somewhere; no null and no empty list, which STIX forbids."""
    stix2.parse(text, allow_custom=False)
    bundle = json.loads(text)
    ids = [one["id"] for one in bundle["objects"]]
    assert len(ids) == len(set(ids))
    for one in bundle["objects"]:
        assert one["modified"] >= one["created"]
        assert set(references(one)) <= {*ids, TLP_CLEAR}
    assert not [value for value in inner(bundle) if value in (None, [], {})]


def references(one: dict[str, Any]) -> Iterator[str]:
    for key, value in one.items():
        if key.endswith("_ref"):
            yield value
        elif key.endswith("_refs"):
            yield from value


def inner(value: Any) -> Iterator[Any]:
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from inner(part)


def test_the_bundle_is_sound():
    sound(stix(withheld(makers.assessment()), desk=DESK))
    sound(stix(withheld(makers.assessment()), desk=DESK, related=True))


@settings(max_examples=30)
@given(cases(), st.text(max_size=10), st.booleans())
def test_so_is_that_of_any_case_and_it_reads_back(case, desk: str, related: bool):
    text = stix(weigh(case), desk=desk, related=related)
    sound(text)
    again = read(text)
    assert (again.positions, again.hypotheses) == (case.positions, case.hypotheses)
    assert (again.question, again.incident, again.as_of) == (case.question, case.incident, case.as_of)
    assert set(again.actors) <= {*case.actors, *(Actor(id=one.id, name="") for one in again.actors)}


# ---------------------------------------------------------------- what it says


def test_answers_are_attributions_with_their_probability(objects):
    (front,) = of(objects, "relationship", target_ref=named(objects, "threat-actor", "Tide Front"), confidence=71)
    assert front["relationship_type"] == "attributed-to" and front["source_ref"].startswith("incident--")
    answer = front["extensions"][EXTENSION]["answer"]
    assert (answer["probability"], answer["low"], answer["high"], answer["wording"]) == (0.71, 0.44, 0.88, "likely")
    groups = {one["extensions"][EXTENSION]["answer"]["exclusive_group"] for one in objects if "answer" in one.get("extensions", {}).get(EXTENSION, {})}  # fmt: skip
    assert groups == {one["id"] for one in of(objects, "grouping")}


def test_an_answer_that_names_nobody_is_a_note(objects):
    notes = [one["content"] for one in of(objects, "note", authors=[DESK])]
    assert any(note.startswith("someone not named yet: very unlikely") for note in notes)
    assert any(note.startswith("an accident: ") for note in notes)


@pytest.mark.parametrize(
    ("stance", "certainty", "opinion"),
    [
        (Stance.CLAIMS, Certainty.STATED, "strongly-agree"),
        (Stance.BLAMES, Certainty.STATED, "strongly-agree"),
        (Stance.BLAMES, Certainty.LIKELY, "agree"),
        (Stance.BLAMES, Certainty.POSSIBLE, "agree"),
        (Stance.DOUBTS, Certainty.POSSIBLE, "disagree"),
        (Stance.CLEARS, Certainty.STATED, "strongly-disagree"),
        (Stance.DENIES, Certainty.LIKELY, "strongly-disagree"),
    ],
)
def test_a_position_is_an_opinion_on_the_attribution(stance: Stance, certainty: Certainty, opinion: str):
    target = "karsovia" if stance != Stance.DENIES else "karsovia-foreign"
    said = Position(
        id="p", speaker=Linked("karsovia-foreign"), stance=stance, target=Linked(target), certainty=certainty
    )
    made = json.loads(stix(makers.assessment(makers.case(positions=(said,))), desk=DESK))["objects"]
    (written,) = of(made, "opinion")
    (attribution,) = of(made, "relationship", id=written["object_refs"][0])
    assert written["opinion"] == opinion
    assert attribution["target_ref"] == named(made, "threat-actor", "Karsovia")
    assert f"stance:{stance}" in written["labels"]


def test_everything_is_created_by_the_desk_and_nothing_by_whom_it_quotes(objects):
    desk = named(objects, "identity", DESK)
    assert {one["created_by_ref"] for one in objects} == {desk}
    authors = {author for one in of(objects, "opinion") for author in one["authors"]}
    assert "Interior Ministry (Velmora)" in authors and DESK not in authors


def test_every_position_has_its_sources_with_hash_and_its_quotes(objects):
    notes = [one for one in of(objects, "note") if "position" in one.get("extensions", {}).get(EXTENSION, {})]
    assert len(notes) == len(makers.case().positions)
    assert all(one["external_references"] for one in notes)
    for reference in (reference for one in notes for reference in one["external_references"]):
        assert re.fullmatch("[0-9a-f]{64}", reference["hashes"]["SHA-256"]) and reference["url"].startswith("https://")
    assert any("“Karsovia's Foreign Ministry denied any part in it.”" in one["content"] for one in notes)


def test_who_is_not_accused_is_no_threat_actor():
    denies = Position(id="d", speaker=Linked("ardenia"), stance=Stance.DENIES, target=Linked("ardenia"))
    doubts = replace(denies, id="q", stance=Stance.DOUBTS, speaker=Linked("karsovia"))
    made = json.loads(stix(makers.assessment(makers.case(positions=(denies, doubts))), desk=DESK))["objects"]
    assert not of(made, "threat-actor", name="Ardenia") and not of(made, "opinion")
    blames = replace(doubts, id="b", stance=Stance.BLAMES)
    made = json.loads(stix(makers.assessment(makers.case(positions=(denies, blames))), desk=DESK))["objects"]
    assert len(of(made, "opinion")) == 2
    (attribution,) = of(made, "relationship", target_ref=named(made, "threat-actor", "Ardenia"))
    assert "not-weighed" in attribution["labels"] and "confidence" not in attribution


def test_a_state_is_a_nation_state_and_all_below_95_per_cent_are_alleged(objects):
    kinds = {one["name"]: (one["threat_actor_types"], one.get("labels")) for one in of(objects, "threat-actor")}
    assert kinds["Karsovia"] == (["nation-state"], ["alleged"])
    assert kinds["Tide Front"] == (["unknown"], ["alleged"])


def test_no_name_of_a_private_person_is_in_it(objects):
    assert "Maretti" not in json.dumps(objects)


def test_the_fallback_relates_the_incident_and_attributes_no_more():
    made = json.loads(stix(withheld(makers.assessment()), desk=DESK, related=True))["objects"]
    kinds = {one["relationship_type"] for one in of(made, "relationship") if one["source_ref"].startswith("incident--")}
    assert kinds == {"related-to"}


# ---------------------------------------------------------------- the same again


def test_the_same_case_gives_the_same_bytes_and_more_reports_only_raise_the_version():
    first, again = (stix(makers.assessment(), desk=DESK) for _ in range(2))
    assert first == again
    later = stix(makers.assessment(makers.case(as_of=Moment.parse("2031-06-01"))), desk=DESK)
    before, after = ({one["id"]: one for one in json.loads(text)["objects"]} for text in (first, later))
    assert set(before) == set(after)
    changed = [id for id in before if not id.startswith("extension-definition--")]
    assert all(before[id]["created"] == after[id]["created"] for id in changed)
    assert all(before[id]["modified"] < after[id]["modified"] for id in changed)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.floats(0, 1)
somebody = st.one_of(
    st.builds(Linked, texts, numbers),
    st.builds(Undecided, texts, st.lists(st.tuples(texts, numbers), min_size=1, max_size=3).map(tuple)),
    st.builds(Unnamed, texts, st.none() | texts),
)
moments = (
    st.none()
    | st.dates().map(Moment)
    | st.datetimes(min_value=datetime(2, 1, 1)).map(lambda at: Moment.parse(f"{at.isoformat()}+05:00"))
)
any_position = st.builds(
    Position,
    id=texts,
    speaker=somebody,
    stance=st.sampled_from(Stance),
    target=somebody,
    role=st.sampled_from(Role),
    exclusive=st.booleans(),
    date=moments,
    via=st.none() | texts,
    copied=st.booleans(),
    confidence=numbers,
    narrator=st.booleans(),
    reports=st.lists(st.builds(Report, statement=texts, document=texts, origin=texts, date=moments), max_size=2).map(tuple),
    bounds=st.none() | st.tuples(numbers, numbers),
)  # fmt: skip


@given(any_position)
def test_any_position_reads_back_exactly(position: Position):
    record = json.loads(json.dumps(position_record(position)))
    assert _position(record, "here") == position
    assert not [value for value in inner(record) if value in (None, [], {})]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "no STIX bundle"),
        ('{"type": "bundle", "objects": 3}', "no STIX bundle"),
        ('{"type": "bundle", "objects": [1, {"extensions": []}]}', "no case"),
        (json.dumps({"type": "bundle", "objects": [{"extensions": {EXTENSION: {"case": []}}}]}), "not as Claimant"),
        (json.dumps({"type": "bundle", "objects": [{"extensions": {EXTENSION: {"case": {"question": "?"}}}}]}), "one incident"),
    ],
)  # fmt: skip
def test_what_is_no_bundle_of_ours_is_refused_with_the_reason(text: str, words: str):
    with pytest.raises(NotOurBundle, match=words):
        read(text)


def test_a_changed_position_is_refused_with_its_place(made: Assessment):
    text = stix(made, desk=DESK).replace('"stance": "claims"', '"stance": "sings"')
    with pytest.raises(NotOurBundle, match=r"objects\[\d+\]: no position"):
        read(text)
