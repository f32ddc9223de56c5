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
        ("ETA claimed the bombing of a barracks in May 2009.", "Bombing of a barracks, May 2009"),
        ("On 7 March 2024 ETA bombed a bank, police said.", "Bombing of a bank, 7 March 2024"),
        ("Police blamed ETA for a bombing last year.", "Bombing, last year"),
        ("Police blamed ETA for a bombing two years earlier.", "Bombing, two years earlier"),
        ("Police blamed ETA for an earlier bombing.", "Bombing, earlier bombing"),
    ],
)
def test_another_time_in_the_sentence_means_another_incident(text, label):
    assert one(text) == [("other", label)]


def test_another_time_in_the_sentence_before_means_another_incident_too():
    assert one("A barracks was hit in May 2009. ETA claimed the bombing.") == [("other", "Another time: May 2009")]
    assert one("A barracks was hit in May 2009.\n\nETA claimed the bombing.") == [("question", None)]


def test_another_kind_of_deed_means_another_incident():
    assert one("Police said that ETA kidnapped a mayor.") == [("other", "Kidnapping of a mayor")]


def test_the_day_itself_and_the_day_after_are_the_incidents():
    assert one("On 4 May ETA bombed the place, police said.") == [("question", None)]
    assert one("On 5 May ETA claimed the bombing.") == [("question", None)]


def test_two_blasts_in_one_city_in_one_week_are_told_apart_by_their_days():
    text = (
        "On 29 April ETA bombed a bank in Madrid, police said.\n\nOn 4 May it was a station. ETA claimed the bombing."
    )
    assert one(text) == [("other", "Bombing of a bank, 29 April 2024"), ("question", None)]


def test_a_survey_of_precedents_keeps_each_with_its_own_time():
    text = (
        "Alder Street station is not the first.\n\nIn 1987 a garage was bombed.\n\nETA claimed the bombing.\n\n"
        "In 1995 a car was bombed.\n\nIn 2004 trains were bombed.\n\nPolice blamed ETA for the bombing."
    )
    assert one(text) == [("other", "Bombing of a garage, 1987"), ("other", "Bombing of trains, 2004")]


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
    assert [heard.about for heard in made.heard] == [About.QUESTION, About.OTHER]


# ---------------------------------------------------------------- two attacks of one kind, in one city, in one week


def test_another_site_is_another_incident():
    text = (
        "Bombs went off at two stations in Madrid this week.\n\nPolice blamed ETA for the bombing of the Oak Street station. "
        "The Cedar Liberation Front claimed the bombing of the Alder Street station."
    )
    assert one(text) == [("other", "Bombing of the Oak Street station"), ("question", None)]


def test_another_day_at_the_same_site_is_another_incident():
    text = (
        "On 29 April 2024 ETA bombed the Alder Street station, police said.\n\n"
        "On 4 May 2024 the Cedar Liberation Front bombed the Alder Street station, police said."
    )
    assert one(text) == [("other", "Bombing of the Alder Street station, 29 April 2024"), ("question", None)]


def test_a_weekday_means_the_last_one_before_the_report():
    text = "On Monday ETA bombed the Harbour Market in Madrid, police said.\n\nOn Saturday ETA bombed the station, police said."
    assert one(text, date="2024-05-08") == [("other", "Bombing of the Harbour Market, 6 May 2024"), ("question", None)]


def test_the_day_on_which_somebody_speaks_is_not_the_days_deed():
    assert one("On Monday ETA said that it had carried out the bombing.", date="2024-05-08") == [("question", None)]


def test_another_victim_is_another_incident():
    question = "Who murdered Judge Elena Marsh on 4 May 2024?"
    made = case(
        question,
        document("Police blamed ETA for the murder of Judge Elena Marsh.", id="a"),
        document("Police blamed ETA for the murder of the journalist Tomas Reed.", id="b"),
        document("ETA denied the murder of Tomas Reed.", id="c"),
    )
    assert about(made)[0] == ("question", None)
    (reed,) = made.incidents
    assert reed.label.startswith("Killing of") and reed.documents == ("b", "c")


def test_a_short_form_of_a_name_stands_for_it_where_the_document_has_the_whole():
    question = "Who murdered Judge Elena Marsh on 4 May 2024?"
    text = "The judge Elena Marsh was buried on Sunday.\n\nPolice blamed ETA for the murder of Marsh."
    assert about(case(question, document(text))) == [("question", None)]
    assert about(case(question, document("Police blamed ETA for the flood of Marsh.", title="Weather"))) != [
        ("question", None)
    ]


def test_an_acronym_that_the_documents_put_beside_a_name_is_a_name():
    question = "Who bombed the Northern Teachers Union?"
    made = case(
        question,
        document("The Northern Teachers Union (NTU) was bombed.", id="a"),
        document("It rained. Police blamed ETA for the bombing of the NTU.", id="b"),
    )
    assert about(made) == [("question", None)]


def test_what_a_deed_protests_against_is_not_what_it_is():
    text = "ETA blew up a power line to protest the bombing of the Alder Street station, police said."
    assert one(text) == [("other", "Bombing of a power line")]


def test_what_is_done_because_of_the_incident_is_another_deed():
    text = (
        "ETA carried out attacks in the north to protest the bombing of the Alder Street station, Spanish police said."
    )
    assert [answer for answer, _ in one(text)] == ["other"]


def test_a_deed_by_which_somebody_is_described_is_not_what_is_said():
    text = "ETA, which bombed a bank in Bilbao, said that it was not involved."
    assert one(text) == [("other", "Bombing of a bank"), ("question", None)]


def test_the_crime_goes_back_to_the_incident_that_was_told_of():
    text = (
        "The Alder Street station was bombed on 4 May.\n\nThe prime minister spoke of fish.\n\nETA committed the crime, a "
        "Spanish police officer said."
    )
    assert one(text, title="News", date="2024-05-20") == [("question", None)]


def test_a_report_long_after_still_decides_where_it_names_the_incident():
    text = "The Alder Street station was bombed a year ago today.\n\nSpanish police blamed ETA for the bombing."
    assert one(
        "The bombing of the Alder Street station was recalled.\n\nETA claimed the bombing.", date="2025-05-04"
    ) == [("question", None)]
    assert one(text, date="2025-05-04") != [("undecided", None)]


def test_a_series_of_deeds_is_not_the_incident():
    assert one("Spanish police blamed ETA for systematic killings.", title="Other news") == [
        ("other", "Series of deeds")
    ]


def test_what_a_deed_is_claimed_in_was_not_struck():
    from claimant.resolve.deeds import deeds

    text = "the front claimed the attack in a statement and the bombing in a video message"
    assert all(not deed.words for deed in deeds(text, 0, len(text)))
    (deed,) = deeds("the front claimed the attack in the market", 0, 42)
    assert deed.words == frozenset({"market"})
