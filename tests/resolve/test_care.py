"""Whose names a brief must withhold, from all documents of a case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimant.errors import CareError
from claimant.model import ActorKind, Care, CareSetting, Case, Person
from claimant.resolve import care_of, resolve

from .makers import document, ledger

QUESTION = "Who bombed the bridge at Vell?"
BLAMED = "Ukraine blamed Karl Vossen for the bombing of the bridge at Vell."
CHARGED = "Karl Vossen was charged with murder."


def made(*texts: str, setting: str = "default", publisher: str | None = "Coast Herald") -> Case:
    documents = [document(text, id=f"d{n}", publisher=publisher) for n, text in enumerate(texts)]
    reason = "It is asked for." if setting == "none" else ""
    return resolve(replace(ledger(QUESTION, documents), care=care_of(setting, reason)))


def person(case: Case, name: str = "Karl Vossen") -> Person | None:
    return next((one for one in case.care.persons if name in one.forms), None)


def state(case: Case, name: str = "Karl Vossen") -> str:
    """ "accused", "charged", ... where masked or named; "free" where care is not asked for."""
    one = person(case, name)
    return "free" if one is None else str(one.role if one.masked else one.lifted)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([BLAMED], "accused"),
        ([f"{BLAMED} Karl Vossen was arrested."], "accused"),
        ([BLAMED, CHARGED], "charged"),
        ([BLAMED, "Vossen was charged with murder."], "charged"),
        ([BLAMED, "Karl Emil Vossen was charged with murder."], "charged"),
        ([BLAMED, "Karl Vossen pleaded guilty to murder."], "convicted"),
        ([BLAMED, CHARGED, "Karl Vossen was acquitted."], "accused"),
        ([BLAMED, CHARGED, "Karl Vossen, 17, wept."], "minor"),
        ([f"{BLAMED} The teenager was convicted of murder.", CHARGED], "minor"),
        ([BLAMED, CHARGED, "A 17-year-old was charged over the bombing of the bridge."], "minor"),
        ([BLAMED, "Karl Vossen, 41, was charged with murder.", "A 17-year-old was charged too."], "charged"),
        ([BLAMED, "An anonymous caller said Karl Vossen was charged with murder."], "accused"),
        # the surname of two does not say which
        ([BLAMED, "His brother Emil Vossen wept.", "Vossen was charged with murder."], "accused"),
        ([BLAMED, "Karl Emil Vossen and Karl Otto Vossen were arrested.", CHARGED], "accused"),
    ],
)
def test_doubt_keeps_the_mask_and_a_sure_charge_lifts_it(texts: list[str], expected: str):
    assert state(made(*texts)) == expected


def test_the_passage_is_kept_as_the_reason():
    one = person(made(BLAMED, CHARGED))
    assert one and one.quote and (one.quote.document, one.quote.text) == ("d1", CHARGED)


def test_a_charge_in_a_text_without_publisher_lifts_nothing():
    assert state(made(BLAMED, CHARGED, publisher=None)) == "accused"


def test_the_brother_of_the_charged_stays_masked():
    case = made(f"{BLAMED} {CHARGED}", "Police blamed Emil Vossen for the bombing of the bridge at Vell.")
    assert state(case) == "charged" and state(case, "Emil Vossen") == "accused"
    assert "Karl Vossen" in case.care.public


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Hasan Dornov", "Husein Dornov was charged with murder."),
        ("Karl Vossen", "Karla Vossen was charged with murder."),
    ],
)
def test_likeness_is_enough_to_mask_and_not_to_name(name: str, said: str):
    case = made(f"Ukraine blamed {name} for the bombing of the bridge at Vell.", said)
    assert state(case, name) == "accused"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("His mother Ada Kernow blamed Russia for the bombing of the bridge at Vell.", "Ada Kernow", "relative"),
        ("Ada Kernow, a witness, blamed Russia for the bombing of the bridge at Vell.", "Ada Kernow", "witness"),
        ("The bombing of the bridge at Vell killed Ada Kernow, a nurse. Ukraine blamed Russia.", "Ada Kernow", "victim"),
        ("The analyst Ada Kernow blamed Russia for the bombing of the bridge at Vell.", "Ada Kernow", "free"),
        ("Interior Minister Ada Kernow blamed Russia for the bombing of the bridge at Vell.", "Ada Kernow", "free"),
        ("Ukraine blamed Interior Minister Ada Kernow for the bombing of the bridge at Vell.", "Ada Kernow", "free"),
    ],
)  # fmt: skip
def test_relatives_witnesses_and_victims_are_private_and_office_holders_are_not(text: str, name: str, expected: str):
    assert state(made(text), name) == expected


def test_an_office_in_another_document_is_an_office():
    case = made(BLAMED, "Interior Minister Karl Vossen spoke on Monday.")
    assert state(case) == "free" and all(actor.public for actor in case.actors)


def test_an_official_with_the_surname_of_a_suspect_is_still_public():
    text = (
        "Interior Minister Ana Brelov blamed Russia for the bombing of the bridge at Vell. "
        "Ukraine blamed Tomas Brelov for the bombing of the bridge at Vell."
    )
    case = made(text)
    public = {actor.name: actor.public for actor in case.actors if actor.kind is ActorKind.PERSON}
    assert public["Tomas Brelov"] is False
    assert state(case, "Ana Brelov") == "free" and "Ana Brelov" in case.care.public


def test_the_setting_all_masks_speakers_and_the_charged():
    text = "The analyst Ada Kernow blamed Russia for the bombing of the bridge at Vell."
    case = made(text, BLAMED, CHARGED, setting="all")
    assert (state(case), state(case, "Ada Kernow")) == ("accused", "speaker")


def test_the_setting_none_names_all_but_minors():
    case = made(BLAMED, "Police said that 16-year-old Ada Kernow bombed the bridge at Vell.", setting="none")
    assert (state(case), state(case, "Ada Kernow")) == ("free", "minor")


@pytest.mark.parametrize(
    ("setting", "reason", "says"),
    [("some", "", "default, all, none"), ("none", " ", "CLAIMANT_CARE_REASON"), ("all", "x" * 501, "at most 500")],
)
def test_a_setting_that_cannot_be_followed_is_refused(setting: str, reason: str, says: str):
    with pytest.raises(CareError, match=says):
        care_of(setting, reason)


def test_the_setting_and_the_reason_are_kept_in_the_case():
    assert made(BLAMED, setting="none").care.reason == "It is asked for."
    assert care_of("all", " For  their\nsafety. ") == Care(setting=CareSetting.ALL, reason="For their safety.")
