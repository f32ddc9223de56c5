"""Who is named in a text, and as what: accused, relative, witness, victim, minor, office-holder."""

from __future__ import annotations

import pytest

from claimant.model import PersonRole
from claimant.resolve import gazetteer
from claimant.resolve.persons import Mention, people
from claimant.resolve.scenes import scene

from .makers import document


def mentions(text: str, **source: str | None) -> dict[str, Mention]:
    """The mentions of a text by name; the last of each name."""
    one = document(text, **source)  # type: ignore[arg-type]
    found = people(one, scene(one, gazetteer(), around={}).matches, gazetteer())
    merged: dict[str, Mention] = {}
    for mention in found.mentions:
        if mention.name in merged:
            mention.roles |= merged[mention.name].roles
            mention.minor |= merged[mention.name].minor
        merged[mention.name] = mention
    return merged


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Police arrested a taxi driver, Karl Vossen, on Monday.", "Karl Vossen", "accused"),
        ("Karl Vossen, 34, was detained.", "Karl Vossen", "accused"),
        ("The suspect was identified as Karl Vossen.", "Karl Vossen", "accused"),
        ("Karl Vossen planted the bomb, a caller said.", "Karl Vossen", "accused"),
        ("The alleged gunman, Karl Vossen, fled.", "Karl Vossen", "accused"),
        ("Police blamed Karl Vossen and Ada Kernow.", "Ada Kernow", "accused"),
        ("His brother Emil Vossen wept.", "Emil Vossen", "relative"),
        ("The suspect's mother, Ada Kernow, wept.", "Ada Kernow", "relative"),
        ("Ada Kernow, the wife of the accused, wept.", "Ada Kernow", "relative"),
        ("Ada Kernow, a witness, saw two men.", "Ada Kernow", "witness"),
        ("Resident Ada Kernow heard a blast.", "Ada Kernow", "witness"),
        ("Ada Kernow, who saw the blast, spoke.", "Ada Kernow", "witness"),
        ("The blast killed Ada Kernow and hurt ten.", "Ada Kernow", "victim"),
        ("Ada Kernow, a nurse, was killed.", "Ada Kernow", "victim"),
        ("Police hunted for Karl O'Neil-Vossen.", "Karl O'Neil-Vossen", "accused"),
        ("Police arrested Yusuf al-Rashwani.", "Yusuf al-Rashwani", "accused"),
        ("Police arrested Karl\u200b Vos\u00adsen.", "Karl Vossen", "accused"),
    ],
)
def test_words_beside_a_name_say_as_what_somebody_stands(text: str, name: str, role: str):
    assert PersonRole(role) in mentions(text)[name].roles


@pytest.mark.parametrize(
    "text",
    [
        "Karl Vossen, 17, was arrested.",
        "Police arrested 17-year-old Karl Vossen.",
        "Police arrested a boy of 15, Karl Vossen.",
        "The teenage suspect Karl Vossen was held.",
        "Karl Vossen (16) was held.",
        "Karl Vossen, a school pupil, was held.",
        "Karl Vossen, who was 17 at the time, was held.",
        "Karl Vossen, a seventeen-year-old, was held.",
        "Schoolboy Karl Vossen was held.",
        "Karl Vossen, aged 15, was held.",
        "Karl Vossen, born in 2010, was held.",
        "Karl Vossen was arrested on Monday. The boy is 15.",
        "The suspect, a juvenile, was named as Karl Vossen.",
        "Karl Vossen was arrested. Police said the teenager was held at home.",
    ],
)
def test_who_is_said_to_be_under_eighteen_is_a_minor(text: str):
    assert mentions(text)["Karl Vossen"].minor


@pytest.mark.parametrize(
    "text",
    [
        "Karl Vossen, 34, was arrested.",
        "Karl Vossen was charged with killing a 15-year-old girl.",
        "Karl Vossen was arrested. Two schoolboys were killed.",
        "Karl Vossen was arrested with minor injuries.",
        "Karl Vossen, 41, was arrested with a 16-year-old.",
    ],
)
def test_who_is_not_said_to_be_one_is_none(text: str):
    assert not mentions(text)["Karl Vossen"].minor


def test_a_headline_may_say_it():
    assert mentions("Police arrested Karl Vossen.", title="Teenager held over bridge bomb")["Karl Vossen"].minor


def test_a_suspected_minor_without_a_name_is_remembered():
    one = document("A 17-year-old was arrested over the bombing of the bridge.")
    assert people(one, scene(one, gazetteer(), around={}).matches, gazetteer()).unnamed_minor
    other = document("A 17-year-old was killed in the bombing of the bridge.")
    assert not people(other, scene(other, gazetteer(), around={}).matches, gazetteer()).unnamed_minor


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russia accused Interior Minister Ana Brelova of it.", "Ana Brelova"),
        ("Ana Brelova, the interior minister of Lorn, was blamed.", "Ana Brelova"),
        ("Police Chief Radu Minculescu was accused.", "Radu Minculescu"),
        ("The spokeswoman Ana Brelova denied it.", "Ana Brelova"),
    ],
)
def test_an_office_beside_the_name_makes_it_a_public_one(text: str, name: str):
    assert mentions(text)[name].office


@pytest.mark.parametrize(
    "text",
    [
        "The gang leader Karl Vossen bombed it.",
        "The alleged commander Karl Vossen was held.",
        "Sales director Karl Vossen was held.",
        "Commander Karl Vossen bombed it, an anonymous caller said.",
    ],
)
def test_what_a_rumour_calls_an_office_is_none(text: str):
    assert not mentions(text, publisher="Coast Herald")["Karl Vossen"].office


def test_commander_is_an_office_where_a_publisher_says_so():
    assert mentions("Commander Karl Vossen denied it.", publisher="Coast Herald")["Karl Vossen"].office
    assert not mentions("Commander Karl Vossen denied it.")["Karl Vossen"].office


@pytest.mark.parametrize(
    "text",
    [
        "Police blamed Islamic State for it.",
        "Police arrested two men in Moscow.",
        "The blast killed Shia worshippers.",
        "Thousands were killed.",
        "The Harrow Bridge was hit.",
        "POLICE BLAMED KARL VOSSEN FOR THE BRIDGE BOMB.",
    ],
)
def test_states_groups_places_and_headlines_in_capitals_are_no_persons(text: str):
    private = [m.name for m in mentions(text).values() if m.roles - {PersonRole.SPEAKER} and not m.office]
    assert private == []


def test_a_name_of_many_words_inside_a_sentence_is_a_name():
    name = " ".join(["Karlo"] * 60)
    assert name in mentions(f"Ukraine blamed {name} for it.")
