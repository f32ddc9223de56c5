"""A noun phrase is read by its head first, and then by what the head belongs to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.model import Linked
from claimant.resolve import gazetteer
from claimant.resolve.heads import comma, head, trimmed
from claimant.resolve.mentions import Roster
from claimant.resolve.scenes import scene

from .makers import document, show, who

THEN = "1990-02-02"


@pytest.mark.parametrize(
    ("phrase", "actor"),
    [
        ("members of the Shining Path", "shining-path"),
        ("sources in the Peruvian army", "peru-army"),
        ("the Shining Path leadership", "shining-path"),
        ("The high command of Peru's army", "peru-army"),
        ("a branch of Islamic State", "islamic-state"),
        ("The Spanish police and army", "spain-police"),
        ("Russia's leaders", "russia-government"),
    ],
)
def test_a_part_of_a_side_is_that_side(phrase, actor):
    assert show(who(f"They said that {phrase} did it.", phrase, date=THEN)) == actor


@pytest.mark.parametrize(
    "phrase",
    [
        "enemies of Pablo Escobar",
        "Pablo Escobar's bodyguards",
        "Spain's enemies",
        "gunmen from Spain",
        "people who fought the Shining Path",
        "men in army uniforms",
        "Two Argentines",
    ],
)
def test_whoever_only_stands_beside_a_name_is_nobody(phrase):
    assert show(who(f"They said that {phrase} did it.", phrase, date=THEN)) == "nobody"


@pytest.mark.parametrize(
    "phrase",
    [
        "A group known as the Shining Path",
        "a movement that calls itself the Shining Path",
        "A caller speaking on behalf of the Shining Path",
        "a woman who rang in the name of the Shining Path",
    ],
)
def test_a_phrase_that_tells_its_name_is_whom_it_names(phrase):
    assert show(who(f"Then {phrase} spoke.", phrase, date=THEN)) == "shining-path"


@pytest.mark.parametrize(
    "phrase", ["the Cristiani government", "Alfredo Cristiani's government", "the regime of Alfredo Cristiani"]
)
def test_a_presidents_government_is_his_states(phrase):
    text = f"Alfredo Cristiani spoke in San Salvador. They blamed {phrase}."
    assert show(who(text, phrase, date=THEN)) == "el-salvador-government"


def test_the_name_behind_a_comma_is_the_spokespersons_and_an_office_behind_one_is_whom_a_stranger_speaks_for():
    assert show(who("Then the foreign secretary, David Cameron, spoke.", "the foreign secretary, David Cameron")) == (
        "david-cameron"
    )
    phrase = "Ilse Brenner, a commander of the Shining Path"
    assert show(who(f"Then {phrase}, spoke.", phrase, date=THEN)) == "shining-path"


def test_a_stranger_who_is_blamed_stays_a_person_of_the_side_that_the_text_gives():
    roster = Roster(gazetteer())
    phrase = "Ilse Brenner, a commander of the Shining Path"
    meant = who(f"They blamed {phrase}.", phrase, date=THEN, accused=True, roster=roster)
    assert isinstance(meant, Linked)
    assert roster.found[meant.actor].name == "Ilse Brenner"
    assert roster.side(meant.actor) == "shining-path"


def test_the_body_of_its_own_name_takes_the_place_of_the_composed_one():
    text = "El Salvador was quiet. The National Guard of El Salvador fired."
    assert show(who(text, "The National Guard of El Salvador", date=THEN)) == "national-guard-el-salvador"


def test_two_sides_in_one_phrase_are_undecided():
    assert show(who("Moscow and Kyiv spoke.", "Moscow and Kyiv")) == "russia-government or ukraine-government"
    phrase = "the Honduran and Salvadoran police"
    assert show(who(f"They blamed {phrase}.", phrase, date=THEN)) == "honduras-police or el-salvador-police"


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("Peru was quiet. Police sources said so.", "Police sources", "peru-police"),
        ("Peru was quiet. Official sources said so.", "Official sources", "peru-government"),
        ("Peru was quiet. An army communique said so.", "An army communique", "peru-army"),
    ],
)
def test_an_anonymous_source_with_its_body_is_that_body(text, phrase, actor):
    assert show(who(text, phrase)) == actor


def test_planes_that_are_blamed_are_the_air_force_and_others_are_nobody():
    text = "Peru was quiet. The planes came."
    assert show(who(text, "The planes", accused=True)) == "peru-air-force"
    assert show(who(text, "The planes")) == "nobody"


def test_the_officers_are_left_undecided_as_that_rule_is_wrong_too_often():
    assert show(who("In Peru the army spoke. The officers fired.", "The officers")) == "peru-army"
    assert not isinstance(who("In Peru the army spoke. The officers fired.", "The officers"), Linked)


# ---------------------------------------------------------------- what looks like a name and is another


@pytest.mark.parametrize("phrase", ["Michael Jordan", "Raphael Israeli", "Ana Georgia Brel"])
def test_a_person_with_a_states_name_is_a_person(phrase):
    meant = who(f"Then {phrase} said so.", phrase)
    assert isinstance(meant, Linked) and meant.actor.startswith("named-")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("A book by Dr Israeli came out. Israeli told them so.", "Israeli"),
        ("They met Michael Jordan, who left. Jordan said so.", "Jordan"),
        ("The FBI came from Washington. The US judge left. Georgia said so.", "Georgia"),
    ],
)
def test_a_states_name_that_a_person_or_a_part_of_a_state_has_too_is_undecided(text, phrase):
    one = document(text)
    start = text.rindex(phrase)
    meant = Roster(gazetteer()).who(one.span(start, start + len(phrase)), scene(one, gazetteer(), around={}))
    assert not isinstance(meant, Linked)


def test_georgia_is_the_state_where_its_capital_or_its_people_are_named():
    text = "The FBI came from Washington. Tbilisi was quiet. Georgia said so."
    assert show(who(text, "Georgia")) == "georgia"
    assert isinstance(who(text, "Georgia"), Linked)


def test_letters_of_two_scripts_in_one_word_are_never_taken_for_sure():
    meant = who("Vladimir Рutin said so.", "Vladimir Рutin")
    assert show(meant) == "vladimir-putin" and not isinstance(meant, Linked)
    assert show(who("Владимир Путин said so.", "Владимир Путин")) == "vladimir-putin"


@pytest.mark.parametrize("phrase", ["the University of Spain", "Spain Today newspaper"])
def test_a_name_with_a_state_in_it_is_not_the_state(phrase):
    assert show(who(f"They read what {phrase} wrote.", phrase)).startswith("named-")


# ---------------------------------------------------------------- heads


@pytest.mark.parametrize(
    ("phrase", "cut"),
    [
        ("the command of the fifth brigade", ("command", "of")),
        ("the command, which left", ("command", ",")),
        ("the men who left", ("men", "who")),
        ("Tarn's cousin", ("Tarn", "'s")),
        ("the army and the police", ("army", "and")),
        ("a group (of four) from Tarn", ("group (of four)", "of")),
        ("rebels", ("rebels", "")),
    ],
)
def test_where_the_head_ends(phrase, cut):
    found = head(phrase.lower(), 0, len(phrase), [])
    assert (phrase[found.start : found.end], found.link) == cut


@given(st.text(alphabet=st.sampled_from("the of and, 's(who) []-a\n"), min_size=1, max_size=60))
def test_a_head_lies_inside_its_phrase(phrase):
    end = trimmed(phrase, 0, len(phrase))
    found = head(phrase, 0, end, [])
    assert 0 <= found.start <= found.end <= found.rest <= end <= len(phrase)
    at = comma(phrase, 0, end, [])
    assert at is None or phrase[at : at + 2] == ", "


@given(
    st.lists(
        st.sampled_from(["of ", "the ", "FARC", "'s ", ", ", " and ", "members ", "(", "known as "]), min_size=1
    ).map("".join)
)
def test_however_deep_a_phrase_is_nested_it_is_read(phrase):
    one = document(phrase * 20)
    assert Roster(gazetteer()).who(one.span(0, len(one.text)), scene(one, gazetteer(), around={})) is not None


def test_a_groups_name_that_is_a_plain_word_too_does_not_hide_the_word():
    text = "Two U.S. officials met. The officials blamed them."
    assert show(who(text, "The officials")) == "united-states-government"
