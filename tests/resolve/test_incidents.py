"""Which incident a statement is about: the question's, another one, or undecided, with the reason in words."""

from __future__ import annotations

import pytest

from claimant.model import About, Case

from .makers import case, document, lines

QUESTION = "Who bombed the Alder Street station on 4 May 2024?"
TITLE = "Bomb kills six at Alder Street station"


def about(made: Case) -> list[tuple[str, str | None]]:
    return [(heard.about.value, heard.incident) for heard in made.heard]


def one(text: str, **more: str) -> list[tuple[str, str | None]]:
    return about(case(QUESTION, document(text, **{"title": TITLE, **more})))


def test_words_that_name_the_incident_decide():
    assert one("Police blamed ETA for the bombing of the Alder Street station.", title="News") == [("question", None)]


def test_in_a_document_about_the_incident_the_subject_decides():
    assert one("Spain's interior minister blamed ETA for the bombing.") == [("question", None)]


def test_in_another_document_nothing_is_decided():
    assert one("Spain's interior minister blamed ETA for the bombing.", title="Other news") == [("undecided", None)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ETA claimed the bombing of a barracks in May 2009.", "2009"),
        ("On 7 March 2024 ETA bombed a bank, police said.", "7 march 2024"),
        ("Police blamed ETA for a bombing last year.", "last year"),
        ("Police blamed ETA for a bombing two years earlier.", "two years earlier"),
        ("Police blamed ETA for an earlier bombing.", "earlier bombing"),
    ],
)
def test_another_time_in_the_sentence_means_another_incident(text, label):
    assert one(text) == [("other", label)]


def test_another_time_in_the_sentence_before_means_another_incident_too():
    assert one("A barracks was hit in May 2009. ETA claimed the bombing.") == [("other", "2009")]
    assert one("A barracks was hit in May 2009.\n\nETA claimed the bombing.") == [("question", None)]


def test_another_kind_of_deed_means_another_incident():
    assert one("Police said that ETA kidnapped a mayor.") == [("other", None)]


def test_the_day_itself_and_the_day_after_are_the_incidents():
    assert one("On 4 May ETA bombed the place, police said.") == [("question", None)]
    assert one("On 5 May ETA claimed the bombing.") == [("question", None)]


def test_two_blasts_in_one_city_in_one_week_are_told_apart_by_their_days():
    text = (
        "On 29 April ETA bombed a bank in Madrid, police said.\n\nOn 4 May it was a station. ETA claimed the bombing."
    )
    assert one(text) == [("other", "29 april"), ("question", None)]


def test_a_survey_of_precedents_keeps_each_with_its_own_time():
    text = (
        "Alder Street station is not the first.\n\nIn 1987 a garage was bombed.\n\nETA claimed the bombing.\n\n"
        "In 1995 a car was bombed.\n\nIn 2004 trains were bombed.\n\nPolice blamed ETA for the bombing."
    )
    assert one(text) == [("other", "1987"), ("other", "2004")]


def test_this_attack_in_a_document_about_it_is_the_question():
    assert one("Nothing was known of the group in 1987.\n\nETA claimed this bombing.") == [("question", None)]


def test_a_report_long_after_that_does_not_name_the_incident_is_undecided():
    assert one("ETA claimed the bombing.", date="2025-05-04") == [("undecided", None)]


def test_every_answer_has_a_reason():
    text = "ETA claimed the bombing.\n\nETA claimed a bombing in 2009.\n\nPolice said ETA kidnapped a mayor."
    assert all(heard.reason for heard in case(QUESTION, document(text, title=TITLE)).heard)


def test_the_incident_is_named_dated_and_placed_by_the_question():
    incident = case("Who bombed the Alder Street station in Madrid on 4 May 2024?", document("x")).incident
    assert incident.date and (incident.date.iso(), incident.place) == ("2024-05-04", "Madrid")
    assert "alder street" in incident.names


def test_without_a_day_in_the_question_the_first_report_that_names_it_dates_it():
    made = case(
        "Who bombed the Alder Street station?",
        document("The Alder Street station was hit.", id="b", date="2024-05-06"),
        document("The Alder Street station was hit.", id="a", date="2024-05-05"),
        document("It rained.", id="c", date="2024-05-01"),
    )
    assert made.incident.date and made.incident.date.iso() == "2024-05-05"


@pytest.mark.parametrize("question", ["Who did it?", "Who bombed it on 2024-02-31?", "", "?"])
def test_a_question_that_names_nothing_is_about_what_the_documents_say(question):
    made = case(question, document("Spanish police blamed ETA for the bombing."))
    assert lines(made, About.QUESTION) == ["spain-police blames eta"]


def test_a_question_that_names_a_place_only_is_about_what_happened_there():
    made = case(
        "Who is behind the attack in Kabul?",
        document("The Taliban attacked a school in Kabul, Afghan police said."),
        document("ETA bombed a bank in Spain, Spanish police said.", id="e"),
    )
    assert [heard.about for heard in made.heard] == [About.QUESTION, About.UNDECIDED]
