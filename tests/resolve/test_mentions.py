"""Whom a phrase means in its document: decided, undecided, or nobody named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.model import Actor, ActorKind, Linked, PartOf, Unnamed
from claimant.resolve import gazetteer
from claimant.resolve.mentions import Roster
from claimant.resolve.scenes import scene

from .makers import document, show, span_of, who


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("The Kremlin said so.", "The Kremlin", "russia-government"),
        ("Kyiv blamed them.", "Kyiv", "ukraine-government"),
        ("The White House denied it.", "The White House", "united-states-government"),
        ("Langley and US officials knew.", "Langley", "cia"),
        ("Tehran denied it.", "Tehran", "iran-government"),
    ],
)
def test_a_seat_of_government_means_the_government(text, phrase, actor):
    assert show(who(text, phrase)) == actor


@pytest.mark.parametrize(
    ("date", "actor"), [("1985-05-05", "soviet-union-government"), ("2024-05-05", "russia-government")]
)
def test_moscow_is_the_soviet_unions_before_its_end(date, actor):
    assert show(who("Moscow denied it.", "Moscow", date=date)) == actor


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("The Foreign Ministry of Spain said so.", "The Foreign Ministry of Spain", "spain-foreign-ministry"),
        ("Spain's interior minister said so.", "Spain's interior minister", "spain-interior-ministry"),
        ("The Spanish army did it.", "The Spanish army", "spain-army"),
        ("Two senior US officials said so.", "Two senior US officials", "united-states-government"),
        ("Two senior U.S. officials said so.", "Two senior U.S. officials", "united-states-government"),
        ("Ukrainian officials said so.", "Ukrainian officials", "ukraine-government"),
        ("The president of France said so.", "The president of France", "france-president"),
        ("Russia's Federal Security Service said so.", "Russia's Federal Security Service", "fsb"),
    ],
)
def test_a_state_with_an_institution_is_that_states_institution(text, phrase, actor):
    assert show(who(text, phrase)) == actor


@pytest.mark.parametrize(
    ("text", "phrase", "place", "actor"),
    [
        ("Madrid mourned, and so did all of Spain. The interior minister spoke.", "The interior minister", None, "spain-interior-ministry"),
        ("The interior minister spoke.", "The interior minister", "Madrid", "spain-interior-ministry"),
        ("The army did it in Spain.", "The army", None, "spain-army"),
        ("The army did it.", "The army", None, "nobody"),
    ],
)  # fmt: skip
def test_an_institution_without_its_state_is_that_of_the_document(text, phrase, place, actor):
    assert show(who(text, phrase, place=place)) == actor


def test_an_institution_is_undecided_where_no_state_leads():
    text = "Spain, France and Italy met. Spain, France and Italy agreed. The army knew."
    assert show(who(text, "The army")).count(" or ") == 2


def test_the_ministry_is_the_one_named_before():
    text = "France listened. Russia's Foreign Ministry spoke first. France left. The ministry blamed them."
    assert show(who(text, "The ministry")) == "russia-foreign-ministry"


@pytest.mark.parametrize(
    "phrase",
    [
        "Tajik citizens",
        "Four Tajik citizens",
        "Four men, citizens of Tajikistan",
        "unknown gunmen",
        "two men",
        "residents",
        "the murderers of the judge",
    ],
)
def test_citizens_of_a_state_gunmen_and_residents_are_nobody(phrase):
    assert isinstance(who(f"They said that {phrase} had come.", phrase), Unnamed)


def test_a_source_keeps_its_side_and_stays_unnamed():
    assert show(who("A Russian source said so.", "A Russian source")) == "nobody (russia)"


@pytest.mark.parametrize("phrase", ["a Ukrainian role", "Ukrainian involvement", "a Ukrainian trace"])
def test_a_states_role_is_the_state(phrase):
    assert show(who(f"They saw no sign of {phrase}.", phrase)) == "ukraine"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They told us so.", "nobody"),
        ("The US told them so.", "united-states"),
    ],
)
def test_us_is_not_the_us(text, expected):
    assert show(who(text, "us" if "us " in text else "The US")) == expected


def test_words_that_are_names_too_count_with_their_capitals_only():
    known = gazetteer()
    one = document("They let a male suspect go to the island.")
    assert scene(one, known, around={}).matches == []
    assert show(who("They blamed LeT for it.", "LeT")) == "lashkar-e-taiba"


# ---------------------------------------------------------------- groups


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FARC men came. The rebels did it.", "farc"),
        ("FARC and M-19 men came. The rebels did it.", "m-19 or farc"),
        ("Colombia fears FARC and the ELN. The rebels did it.", "eln-colombia or farc"),
        ("Men came. The rebels did it.", "nobody"),
    ],
)
def test_the_rebels_are_the_group_that_the_text_names_and_undecided_where_it_names_two(text, expected):
    assert show(who(text, "The rebels", date="1985-05-05")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Colombia fears the ELN.", "eln-colombia"),
        ("Bolivia fears the ELN.", "eln-bolivia"),
        ("Colombia and Bolivia fear the ELN.", "eln-colombia or eln-bolivia"),
        ("Many fear the ELN.", "eln-colombia or eln-bolivia"),
    ],
)
def test_an_acronym_of_two_groups_is_told_by_the_country_or_not_at_all(text, expected):
    assert show(who(text, "the ELN", date="1985-05-05")) == expected


def test_an_acronym_of_one_group_only_is_that_group_in_its_years():
    assert show(who("Many fear the ELN.", "the ELN", date="2019-01-01")) == "eln-colombia"


@pytest.mark.parametrize("phrase", ["Islamic State's Khorasan branch", "Islamic State Khorasan", "ISIS-K"])
def test_a_branch_is_not_the_group_it_belongs_to(phrase):
    assert show(who(f"They said that {phrase} did it.", phrase)) == "islamic-state-khorasan"


def test_an_unknown_armed_group_becomes_an_actor_of_its_own_with_or_without_its_article():
    roster = Roster(gazetteer())
    meant = who("The Cedar Liberation Front did it.", "The Cedar Liberation Front", roster=roster)
    again = who("They blamed the Cedar Liberation Front.", "the Cedar Liberation Front", roster=roster)
    assert isinstance(meant, Linked) and meant == again
    actor = roster.found[meant.actor]
    assert (actor.name, actor.kind, actor.known, actor.public) == (
        "Cedar Liberation Front", ActorKind.ARMED_GROUP, False, True,
    )  # fmt: skip


# ---------------------------------------------------------------- people


def test_a_surname_means_the_person_once_the_full_name_was_said():
    one = document("Samantha Power blamed them. Later Power repeated it.")
    here = scene(one, gazetteer(), around={})
    assert show(Roster(gazetteer()).who(span_of(one, "Power", nth=1), here)) == "samantha-power"
    assert isinstance(who("The company has power.", "power"), Unnamed)


def test_a_name_nobody_knows_is_the_same_person_by_surname():
    one = document("Ana Brelova blamed them. Brelova said it twice.")
    here, roster = scene(one, gazetteer(), around={}), Roster(gazetteer())
    first = roster.who(span_of(one, "Ana Brelova"), here)
    assert roster.who(span_of(one, "Brelova", nth=1), here) == first


@pytest.mark.parametrize(
    ("phrase", "public"), [("John Marlow", False), ("Mayor John Marlow", True), ("Colonel John Marlow", True)]
)
def test_a_private_person_who_is_accused_is_not_public_and_an_office_holder_is(phrase, public):
    roster = Roster(gazetteer())
    meant = who(f"In Spain they blamed {phrase} for it.", phrase, accused=True, roster=roster)
    assert isinstance(meant, Linked)
    assert roster.found[meant.actor].kind is ActorKind.PERSON
    assert roster.found[meant.actor].public is public


def test_an_office_holder_speaks_for_the_office_and_is_blamed_as_a_person_of_it():
    text = "In Spain they met Interior Minister Ana Brel again."
    roster = Roster(gazetteer())
    assert show(who(text, "Interior Minister Ana Brel", roster=roster)) == "spain-interior-ministry"
    meant = who(text, "Interior Minister Ana Brel", accused=True, roster=roster)
    assert isinstance(meant, Linked)
    assert [part.actor for part in roster.found[meant.actor].part_of] == ["spain-interior-ministry"]


def test_the_spokeswoman_is_the_one_named_before():
    text = "Maria Zakharova, spokeswoman for the ministry, spoke. The spokeswoman blamed them."
    assert show(who(text, "The spokeswoman")) == "maria-zakharova"


def test_its_fighters_are_the_speakers():
    one = document("The VLA said that its fighters did it.")
    here = scene(one, gazetteer(), around={})
    speaker = Linked("vla")
    assert Roster(gazetteer()).who(span_of(one, "its fighters"), here, speaker=speaker) == speaker


def test_the_side_is_the_outermost_whole():
    roster = Roster(gazetteer())
    assert roster.side("russia-foreign-ministry") == roster.side("fsb") == "russia"
    assert roster.side("islamic-state-khorasan") == "islamic-state"
    assert roster.side("nobody-knows-this") == "nobody-knows-this"


def test_whose_side_an_actor_is_on_depends_on_the_day_and_nobody_with_two_states_is_on_either():
    known = gazetteer()
    roster = Roster(known)
    roster.found["envoy"] = Actor(
        id="envoy",
        name="Envoy",
        part_of=(PartOf("georgia-president", 2004, 2013), PartOf("ukraine-government", 2013, 2016)),
    )
    assert roster.side("envoy", date(2008, 1, 1)) == "georgia"
    assert roster.side("envoy", date(2015, 1, 1)) == "ukraine"
    assert roster.side("envoy", date(2013, 6, 1)) == "envoy"
    assert roster.side("envoy", date(2020, 1, 1)) == "envoy"


@given(st.text(alphabet=st.sampled_from("the Kremlin of Spain's army (ELN) İß “Путин” 12 \n"), min_size=1, max_size=60))
def test_any_phrase_means_somebody_several_or_nobody(text):
    one = document(text)
    roster = Roster(gazetteer())
    here = scene(one, gazetteer(), around={"spain": 1.0})
    for accused in (False, True):
        meant = roster.who(one.span(0, len(text)), here, accused=accused)
        if isinstance(meant, Linked):
            assert meant.actor in roster.found or gazetteer().actor(meant.actor)
            assert 0 < meant.score <= 1


def test_no_mention_is_nobody():
    assert Roster(gazetteer()).who(None, scene(document("x"), gazetteer(), around={})) == Unnamed()


@given(
    st.lists(
        st.sampled_from("the AUC (AUC) commander Tarn , of Harrow Front chief 's and HF (HF) .".split()), max_size=14
    )
)
def test_names_that_are_told_by_each_other_come_to_an_end(words: list[str]):
    text = " ".join(["The Harrow Front (HF) and", *words, "said so."])
    for start in range(len(text)):
        if start == 0 or text[start - 1] == " ":
            for end in (start + 3, len(text) - 1):
                if start < end < len(text):
                    who(text, text[start:end])
