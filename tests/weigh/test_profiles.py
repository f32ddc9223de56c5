"""Profiles: who gets one, its sides at the date, and its relations."""

from __future__ import annotations

from dataclasses import replace

from claimant.model import (
    About,
    ActorKind,
    Document,
    Heard,
    Linked,
    PartOf,
    Relation,
    Source,
    Stance,
    Statement,
)
from claimant.weigh import weigh

from .makers import case


def changed(scene, **changes):
    """The scene with fields of its actors changed: red={"kind": …}."""
    actors = tuple(replace(one, **changes.get(one.id, {})) for one in scene.actors)
    return replace(scene, actors=actors)


def profile(scene, id: str):
    return next(one for one in weigh(scene).profiles if one.actor == id)


def order(scene) -> list[str]:
    return [one.actor for one in weigh(scene).profiles]


def test_answers_speakers_those_blamed_and_their_sides_get_one_and_nobody_else():
    scene = case("press blames unit, forensic", hypotheses="red unnamed", part_of={"unit": "blue"})
    assert sorted(order(scene)) == ["blue", "press", "red", "unit"]
    assert profile(scene, "press").speaks and not profile(scene, "press").blamed
    assert profile(scene, "unit").blamed and profile(scene, "red").hypotheses == ("red",)


def test_answers_come_first_by_their_probability_and_then_who_says_most():
    scene = case("green blames blue, forensic", "press blames red", hypotheses="red blue unnamed")
    assert order(scene) == ["blue", "red", "green", "press"]


def test_a_private_person_gets_none():
    scene = case("press blames alpha", hypotheses="red unnamed")
    assert "alpha" in order(scene)
    private = {"kind": ActorKind.PERSON, "public": False}
    assert "alpha" not in order(changed(scene, alpha=private))


def test_a_bare_name_of_the_documents_gets_none():
    scene = case("press blames alpha", hypotheses="red unnamed")
    assert "press" not in order(changed(scene, press={"known": False}))


def test_an_outlet_that_only_reports_gets_none_unless_it_has_a_side():
    scene = case("wire blames red", hypotheses="red unnamed")
    narrated = replace(scene, positions=tuple(replace(one, narrator=True) for one in scene.positions))
    media = {"kind": ActorKind.MEDIA}
    assert "wire" not in order(changed(narrated, wire=media))
    assert "wire" in order(changed(narrated, wire=media | {"part_of": (PartOf("blue"),)}))


# ---------------------------------------------------------------- sides at the date


def test_sides_are_told_with_every_step_nearest_first():
    scene = case("press blames unit", hypotheses="red unnamed", part_of={"unit": "wing", "wing": "red"})
    found = profile(scene, "unit").sides
    assert [(side.actor, side.steps, side.path) for side in found] == [
        ("wing", 1, ("unit", "wing")),
        ("red", 2, ("unit", "wing", "red")),
    ]


def test_what_ended_before_the_day_is_past_and_what_began_later_is_nothing():
    scene = case("press blames unit", hypotheses="red blue unnamed", part_of={"unit": "red"})
    parts = (PartOf("red", 2001, 2020), PartOf("blue", 2021), PartOf("green", 2025))
    found = profile(changed(scene, unit={"part_of": parts}), "unit")
    assert [side.actor for side in found.sides] == ["blue"]
    assert found.former == (parts[0],)


def test_a_side_in_a_circle_ends():
    scene = case("press blames unit", part_of={"unit": "wing", "wing": "unit"})
    assert [side.actor for side in profile(scene, "unit").sides] == ["wing"]


def test_the_reason_says_how_far_the_answer_is_above_the_one_who_is_named():
    scene = case("press blames unit, forensic", hypotheses="red unnamed", part_of={"unit": "wing", "wing": "red"})
    (one,) = weigh(scene).evidence
    assert "Unit is part of Wing, which is part of Red (two steps), so this bears on Red." in one.reason
    (direct,) = weigh(case("press blames red, forensic", hypotheses="red unnamed")).evidence
    assert "part of" not in direct.reason


# ---------------------------------------------------------------- relations


def test_relations_are_those_with_others_of_the_case_turned_to_the_actor_and_each_once():
    scene = case("green blames red", hypotheses="red blue unnamed")
    relations = (
        Relation(a="blue", b="red", sign=-1, basis="war", start=2014),
        Relation(a="red", b="blue", sign=-1, basis="the same war", start=2016),
        Relation(a="red", b="wire", sign=1, basis="nobody asks"),
        Relation(a="red", b="green", sign=1, basis="an alliance to come", start=2025),
    )
    found = profile(replace(scene, relations=relations), "red").relations
    assert found == (Relation(a="red", b="blue", sign=-1, basis="war", start=2014),)


def test_what_a_government_did_is_told_of_its_state():
    scene = case("iran-government blames red", hypotheses="red unnamed", part_of={"iran-government": "iran"})
    assert profile(scene, "iran").past and profile(scene, "iran").since == 1979
    assert not profile(scene, "iran-government").past


# ---------------------------------------------------------------- the documents


def told(stance: Stance, who: str, incident: str | None = "lorn bridge", **more) -> Heard:
    text = "Red said it did the bridge."
    quote = Document(source=Source(id="d", sha256="", capture=""), text=text).span(0, len(text))
    statement = Statement(quote=quote, cue=None, speaker=None, target=None, stance=stance, **more)
    return Heard(
        statement=statement, speaker=Linked(who), target=Linked(who), about=About.OTHER, incident=incident, reason=""
    )


def elsewhere(*heard: Heard, **changes):
    scene = changed(replace(case("press blames red"), heard=heard), **changes)
    return [(one.incident, one.stance, len(one.statements)) for one in profile(scene, "red").elsewhere]


def test_other_incidents_that_the_documents_tell_of_it_are_named_with_their_statements():
    assert elsewhere(told(Stance.CLAIMS, "red"), told(Stance.BLAMES, "red"), told(Stance.BLAMES, "red")) == [
        ("lorn bridge", Stance.CLAIMS, 1),
        ("lorn bridge", Stance.BLAMES, 2),
    ]


def test_denials_doubtful_statements_and_incidents_without_a_name_are_left_out():
    assert elsewhere(told(Stance.DENIES, "red"), told(Stance.CLAIMS, "red", None)) == []
    assert elsewhere(told(Stance.CLAIMS, "red", confidence=0.4), told(Stance.CLAIMS, "red", own=True)) == []


def test_what_a_state_says_of_its_own_deeds_is_no_claim():
    assert elsewhere(told(Stance.CLAIMS, "red"), red={"kind": ActorKind.STATE}) == []
