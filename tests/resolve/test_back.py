"""Mentions that only refer back: pronouns, "its fighters", "the communique"."""

from __future__ import annotations

import pytest

from claimant.model import Linked, Unnamed, Who
from claimant.resolve import gazetteer
from claimant.resolve.mentions import Roster
from claimant.resolve.scenes import scene

from .makers import document, show


def read_all(text: str, *phrases: str, speaker: Who | None = None, **source: str | None) -> list[Who]:
    """Whom the phrases mean, read in the order of the text, each from its first place behind the one before."""
    one = document(text, **{"date": "1990-02-02", **source})  # type: ignore[arg-type]
    here, roster, at, found = scene(one, gazetteer(), around={}), Roster(gazetteer()), 0, []
    for phrase in phrases:
        start = text.index(phrase, at)
        at = start + len(phrase)
        found.append(roster.who(one.span(start, at), here, speaker=speaker))
    return found


def test_a_pronoun_is_never_a_name():
    assert isinstance(read_all("He said so.", "He")[0], Unnamed)


@pytest.mark.parametrize(
    ("text", "phrases", "actor"),
    [
        (
            "Alfredo Cristiani spoke. The FMLN left. He said so.",
            ("Alfredo Cristiani", "The FMLN", "He"),
            "alfredo-cristiani",
        ),
        ("The FMLN spoke. Alfredo Cristiani left. They said so.", ("The FMLN", "Alfredo Cristiani", "They"), "fmln"),
    ],
)
def test_a_pronoun_is_the_one_of_its_kind_that_was_meant_last(text, phrases, actor):
    assert show(read_all(text, *phrases)[-1]) == actor


def test_a_pronoun_does_not_reach_far_back():
    text = "Alfredo Cristiani spoke." + " Nothing else was said there." * 20 + " He said so."
    assert isinstance(read_all(text, "Alfredo Cristiani", "He")[-1], Unnamed)


@pytest.mark.parametrize("phrase", ["our forces", "all of our men", "we", "our brave fighters"])
def test_the_first_person_is_the_speaker(phrase):
    assert show(read_all(f"They said that {phrase} did it.", phrase, speaker=Linked("fmln"))[0]) == "fmln"


def test_what_an_outlet_of_a_group_calls_ours_is_the_groups():
    assert show(read_all("Our forces did it.", "Our forces", publisher="Radio Venceremos")[0]) == "fmln"
    speaker = Linked("radio-venceremos")
    assert show(read_all("Our forces did it.", "Our forces", speaker=speaker)[0]) == "fmln"
    assert show(read_all("Our forces did it.", "Our forces", publisher="Reuters")[0]) == "nobody"


def test_its_armed_forces_are_a_states_even_where_a_group_speaks():
    text = "The FMLN spoke of El Salvador and its armed forces."
    assert show(read_all(text, "its armed forces", speaker=Linked("fmln"))[0]) == "el-salvador-armed-forces"


def test_his_government_is_his_states():
    text = "President Alfredo Cristiani spoke. His government left."
    assert show(read_all(text, "President Alfredo Cristiani", "His government")[-1]) == "el-salvador-government"


def test_the_communique_speaks_for_whoever_spoke_before():
    assert show(read_all("The FMLN spoke. The communique said so.", "The FMLN", "The communique")[-1]) == "fmln"
    assert show(read_all("The communique said so.", "The communique")[-1]) == "nobody"
