""" "The rebels", "the group": the group that the text names, else the one that its state is known to have, else nobody."""

from __future__ import annotations

import pytest

from claimant.model import Linked, Unnamed
from claimant.resolve import gazetteer

from .makers import show, who

THEN = "1990-02-02"


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("El Salvador mourned. The rebels did it.", "The rebels", "fmln"),
        ("El Salvador mourned. Subversives did it.", "Subversives", "fmln"),
        ("El Salvador mourned. Urban guerrillas did it.", "Urban guerrillas", "fmln"),
        ("El Salvador mourned. The rebel forces did it.", "The rebel forces", "fmln"),
        ("Guatemala mourned. The guerrillas did it.", "The guerrillas", "urng"),
        ("Peru mourned. The guerrillas did it.", "The guerrillas", "shining-path or mrta"),
        ("Estonia mourned. The guerrillas did it.", "The guerrillas", "nobody"),
        ("El Salvador mourned. The group did it.", "The group", "nobody"),
        ("Salvadoran rebels met. Nicaraguan rebels did it.", "Nicaraguan rebels", "contras"),
    ],
)
def test_the_rebels_of_a_text_that_names_none_are_those_of_its_state(text, phrase, expected):
    assert show(who(text, phrase, date=THEN)) == expected


def test_a_states_rebels_are_those_of_that_year():
    text = "Nicaragua mourned. The rebels did it."
    assert show(who(text, "The rebels", date="1985-05-05")) == "contras"
    assert show(who(text, "The rebels", date="2010-05-05")) != "contras"


def test_of_two_groups_that_a_text_names_the_rebels_are_the_one_that_fights_its_state():
    text = "El Salvador mourned. In San Salvador they spoke of the Contras and of the FMLN. The rebels did it."
    assert show(who(text, "The rebels", date=THEN)) == "fmln"


def test_a_whole_and_its_part_are_the_whole():
    text = "The FMLN and the ERP of El Salvador met. The guerrillas did it."
    assert show(who(text, "The guerrillas", date=THEN)) == "fmln"


def test_a_right_wing_group_is_none_that_fights_its_state():
    text = "El Salvador feared the FMLN. Right-wing squads did it."
    assert show(who(text, "Right-wing squads", date=THEN)) == "salvadoran-death-squads"


def test_guerrillas_at_large_are_the_collective_where_a_text_names_several():
    text = "Colombia fears the FARC and the M-19. Guerrillas did it."
    assert show(who(text, "Guerrillas", date=THEN)) == "colombian-guerrillas"
    assert not isinstance(who(text.replace("Guerrillas", "The guerrillas"), "The guerrillas", date=THEN), Linked)


def test_a_group_that_was_not_named_before_is_nobody():
    assert isinstance(who("The FMLN left. A group came to San Salvador.", "A group", date=THEN), Unnamed)


def test_the_front_is_the_front_that_was_named_before():
    text = "The Cedar Liberation Front spoke. Later the front said so."
    from .test_back import read_all

    assert show(read_all(text, "The Cedar Liberation Front", "the front")[-1]) == "named-cedar-liberation-front"


def test_drug_traffickers_are_no_cartel():
    assert show(who("Colombia mourned. Drug traffickers did it.", "Drug traffickers", date=THEN)) == "nobody"


@pytest.mark.parametrize("state", ["peru", "colombia", "spain", "el-salvador"])
def test_rebels_of_a_state_are_armed_groups_that_fight_it(state):
    known = gazetteer()
    for id in known.rebels(state, 1990):
        assert known.entries[id].country == state
        assert any(r.a == id and r.b == state and r.sign < 0 for r in known.relations)
