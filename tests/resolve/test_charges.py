"""What lifts the mask, and, more often, what does not."""

from __future__ import annotations

import pytest

from claimant.model import Lifted
from claimant.resolve import gazetteer
from claimant.resolve.charges import lifts, undone
from claimant.resolve.persons import people
from claimant.resolve.scenes import scene

from .makers import document


def why(text: str, name: str = "Karl Vossen", publisher: str | None = "Coast Herald") -> str | None:
    """Why the text lifts the mask of the name."""
    one = document(text, publisher=publisher)
    found = people(one, scene(one, gazetteer(), around={}).matches, gazetteer())
    for lift in lifts(one, found.mentions, 2024):
        if lift.mention.name == name:
            assert one.text[lift.quote.start : lift.quote.end] == lift.quote.text and name in lift.quote.text
            return str(lift.why)
    return None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Karl Vossen was charged with murder.", "charged"),
        ("Karl Vossen, 34, a taxi driver, has been charged with terrorism offences.", "charged"),
        ("Prosecutors charged Karl Vossen with murder over the blast.", "charged"),
        ("Two days after the blast, Karl Vossen was formally charged with murder.", "charged"),
        ("A grand jury indicted the driver Karl Vossen for the bombing.", "charged"),
        ("Prosecutors said Karl Vossen had been charged with murder.", "charged"),
        ("Karl Vossen and Ada Kernow were charged with murder.", "charged"),
        ("Karl Vossen faces charges of murder.", "charged"),
        ("Karl Vossen was charged on Monday.", "charged"),
        ("Karl Vossen pleaded guilty to murder.", "convicted"),
        ("Karl Vossen pleaded guilty in court.", "convicted"),
        ("Karl Vossen was convicted of the bombing.", "convicted"),
        ("A court found Karl Vossen guilty of murder.", "convicted"),
        ("Karl Vossen was sentenced to life for the attack.", "convicted"),
        ("The inquiry concluded that Karl Vossen had planted the bomb.", "convicted"),
        ("Karl Vossen claimed responsibility for the attack in a video.", "self_identified"),
        ("In a letter, Karl Vossen claimed responsibility for the attack.", "self_identified"),
    ],
)
def test_a_charge_a_conviction_and_an_own_claim_lift_the_mask(text: str, reason: str):
    assert why(text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "Karl Vossen was arrested.",
        "Karl Vossen is suspected of murder.",
        "Karl Vossen was accused of the bombing.",
        "Karl Vossen was questioned over the murder.",
        # not said as a fact
        "Karl Vossen was not charged with murder.",
        "Karl Vossen could be charged with murder.",
        "Prosecutors want to charge Karl Vossen with murder.",
        "Was Karl Vossen charged with murder?",
        "It is false that Karl Vossen was charged with murder.",
        "If Karl Vossen was charged with murder, the case would go on.",
        "Nobody knows whether Karl Vossen was charged with murder.",
        "Karl Vossen was wrongly charged with murder.",
        "Karl Vossen was charged with murder, but the charges were dropped.",
        # said by nobody in particular
        "An anonymous source said Karl Vossen was charged with murder.",
        "Karl Vossen was reportedly charged with murder.",
        "Karl Vossen was charged with murder, according to Telegram channels.",
        "Rumours say that Karl Vossen was charged with murder.",
        "A neighbour said Karl Vossen was charged with murder.",
        "Officials who asked not to be named said Karl Vossen was charged with murder.",
        "Ada Kernow said Karl Vossen was charged with murder.",
        # somebody else
        "The brother of Karl Vossen was charged with murder.",
        "Karl Vossen's brother was charged with murder.",
        "A man who met Karl Vossen was charged with murder.",
        "Prosecutors charged a friend of Karl Vossen with murder.",
        "Prosecutors charged two men with hiding Karl Vossen.",
        "The man whom Karl Vossen accused was charged with murder.",
        "Police searched for Karl Vossen and two men were charged with murder.",
        # something else
        "Karl Vossen was convicted of theft.",
        "Karl Vossen was convicted of murder in 2009.",
        "Karl Vossen was charged with guarding the gate.",
        "The rebels charged Karl Vossen with treason.",
        "Karl Vossen was charged at by the crowd after the attack.",
        # not of one's own will, or not in one's own words
        "Karl Vossen confessed to the bombing in custody.",
        "Karl Vossen claimed responsibility for the attack.",
        "A source said Karl Vossen claimed responsibility for the attack in a video.",
        "Karl Vossen claimed responsibility for the attack in a video under interrogation.",
    ],
)
def test_anything_less_lifts_nothing(text: str):
    assert why(text) is None


def test_a_text_without_publisher_is_itself_anonymous():
    assert why("Karl Vossen was charged with murder.", publisher=None) is None


def test_the_one_of_two_who_is_charged_is_meant():
    text = "Karl Vossen, whose brother Emil Vossen was charged with murder, wept."
    assert why(text) is None
    text = "Karl Vossen wept. His brother Emil Vossen was charged with murder."
    assert why(text) is None and why(text, "Emil Vossen") == Lifted.CHARGED


@pytest.mark.parametrize(
    "text",
    [
        "Karl Vossen was acquitted.",
        "The charges against Karl Vossen were dropped.",
        "Karl Vossen was released without charge.",
        "A court quashed his conviction: Karl Vossen is free. It was a case of mistaken identity.",
    ],
)
def test_what_no_longer_stands_is_undone(text: str):
    here, before = next(undone(document(text)))
    assert "vossen" in here | before


def test_a_plea_of_not_guilty_undoes_nothing():
    assert not list(undone(document("Karl Vossen was charged with murder. Karl Vossen pleaded not guilty.")))
