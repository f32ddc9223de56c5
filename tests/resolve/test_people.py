"""Last names: whom they mean is told by the text that introduced them, and by nobody else."""

from __future__ import annotations

import pytest

from claimant.model import Linked, Unnamed, Who
from claimant.resolve import gazetteer
from claimant.resolve.mentions import Roster
from claimant.resolve.people import shortened, spelled
from claimant.resolve.scenes import scene

from .makers import document, show

THEN = "1990-02-02"


def last(text: str, phrase: str, *, accused: bool = False, roster: Roster | None = None, **source: str | None) -> Who:
    """Whom the last mention of the phrase means."""
    one = document(text, **{"date": THEN, **source})  # type: ignore[arg-type]
    start = text.rindex(phrase)
    here = scene(one, gazetteer(), around={})
    return (roster or Roster(gazetteer())).who(one.span(start, start + len(phrase)), here, accused=accused)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Interior Minister Ilse Brenner Tarn spoke in Peru. Later Brenner said more.", "peru-interior-ministry"),
        ("In Peru they met Ilse Brenner, the interior minister. Later Brenner said more.", "peru-interior-ministry"),
        (
            "In Peru they met Ilse Brenner, known as Red, a commander of the Shining Path. Brenner said so.",
            "shining-path",
        ),
        ("They met Shining Path spokeswoman Ilse Brenner. Later Brenner said more.", "shining-path"),
        ("Later Brenner said more.", "named-brenner"),
    ],
)
def test_a_last_name_speaks_for_the_office_or_group_that_it_was_introduced_with(text, actor):
    assert show(last(text, "Brenner")) == actor


def test_what_stands_over_a_text_introduces_a_name_too():
    text = "[BRENNER] WE DID IT. [REPORTER] WHY? [BRENNER] IT WAS RIGHT."
    assert isinstance(last(text, "BRENNER"), Unnamed)
    title = "Interview with Shining Path commander Ilse Brenner"
    assert show(last(text, "BRENNER", title=title)) == "shining-path"


def test_who_is_blamed_by_a_last_name_is_a_person_of_that_side():
    roster = Roster(gazetteer())
    text = "They met Shining Path commander Ilse Brenner. Later they blamed Brenner."
    meant = last(text, "Brenner", accused=True, roster=roster)
    assert isinstance(meant, Linked) and meant.actor in roster.found
    assert roster.side(meant.actor) == "shining-path"


def test_an_employee_of_a_newspaper_or_union_does_not_speak_for_it():
    roster = Roster(gazetteer())
    meant = last("They met Reuters reporter Ilse Brenner. Later Brenner said more.", "Brenner", roster=roster)
    assert isinstance(meant, Linked) and meant.actor in roster.found


@pytest.mark.parametrize(
    ("text", "phrase", "actor"),
    [
        ("El Salvador mourned. Later Cristiani said so.", "Cristiani", "alfredo-cristiani"),
        ("Salvadoran President Alfredo Cristiani spoke. COL Cristiani said so.", "Cristiani", "alfredo-cristiani"),
    ],
)
def test_a_known_last_name_is_the_person_where_the_text_names_the_person_or_the_state(text, phrase, actor):
    assert show(last(text, phrase)) == actor


def test_a_known_last_name_with_another_given_name_is_somebody_else():
    text = "El Salvador mourned. Alfredo Cristiani spoke. Later Ilse Cristiani said so."
    assert show(last(text, "Ilse Cristiani")) == "named-ilse-cristiani"


def test_a_known_last_name_is_nobody_elses_when_its_holder_is_long_out_of_office():
    text = "The United States mourned. Later Kennedy said so."
    assert show(last(text, "Kennedy", date="1962-05-05")) == "john-f-kennedy"
    assert not isinstance(last(text, "Kennedy", date="2004-05-05"), Linked)


def test_a_brigade_named_for_a_person_is_not_the_person():
    meant = last("They said that the Domingo Monterrosa Brigade did it.", "the Domingo Monterrosa Brigade")
    assert isinstance(meant, Linked) and meant.actor.startswith("named-")


def test_a_long_name_in_another_spelling_is_the_one_that_sounds_like_it():
    known = gazetteer()
    assert spelled(known, "Volodymyr Zelenskyi") == "volodymyr-zelensky"
    assert spelled(known, "General Hector Gramejo") == "hector-gramajo"
    assert spelled(known, "Vladimir Putilin") is None
    assert spelled(known, "Zelenskyi") is None


def test_a_shortened_name_is_the_one_person_of_the_texts_state():
    known = gazetteer()
    assert shortened(known, ["arturo", "rivera"], {"el-salvador"}) == "arturo-rivera-damas"
    assert shortened(known, ["arturo", "rivera"], {"spain"}) is None


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Cedar Liberation Front (CLF) spoke. Later the CLF said so.", "named-cedar-liberation-front"),
        ("The CLF [Cedar Liberation Front] spoke. Later the CLF said so.", "named-cedar-liberation-front"),
    ],
)
def test_an_acronym_that_the_text_explains_is_the_long_name(text, actor):
    assert show(last(text, "the CLF")) == actor


def test_an_acronym_that_nobody_explains_is_no_other_actor():
    assert show(last("The Cedar Liberation Front spoke. Later the CLX said so.", "the CLX")) in {"nobody", "named-clx"}
