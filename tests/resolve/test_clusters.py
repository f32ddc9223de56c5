"""Other incidents as things of their own, across documents; two that are alike do not run together."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.model import About, Case, Standing
from claimant.resolve import resolve

from .makers import case, document, ledger

QUESTION = "Who bombed the Alder Street station on 4 May 2024?"
TITLE = "Bomb kills six at Alder Street station"


def told(*texts: str, date: str = "2024-05-08") -> Case:
    return case(QUESTION, *(document(text, id=f"d{i}", title=TITLE, date=date) for i, text in enumerate(texts)))


def found(made: Case) -> list[tuple[str, tuple[str, ...]]]:
    return [(incident.label, incident.documents) for incident in made.incidents]


def test_what_two_documents_tell_of_one_incident_is_put_together():
    made = told(
        "On 29 April ETA bombed the Harbour Market in Madrid, police said.",
        "Police blamed ETA for the bombing of the Harbour Market.",
    )
    assert found(made) == [("Bombing of the Harbour Market, 29 April 2024", ("d0", "d1"))]
    (market,) = made.incidents
    assert (market.kind, market.place, market.standing) == ("bombing", "Madrid", Standing.EARLIER)


def test_two_bombings_in_one_city_in_one_week_stay_apart_by_site():
    made = told(
        "On 29 April ETA bombed the Harbour Market in Madrid, police said.",
        "On 29 April ETA bombed the Garden Theatre in Madrid, police said.",
    )
    assert sorted(documents for _, documents in found(made)) == [("d0",), ("d1",)]


def test_two_bombings_of_one_site_in_one_week_stay_apart_by_day():
    made = told(
        "On 26 April ETA bombed the Harbour Market in Madrid, police said.",
        "On 29 April ETA bombed the Harbour Market in Madrid, police said.",
    )
    assert [(incident.time, incident.documents) for incident in made.incidents] == [
        ("26 April 2024", ("d0",)),
        ("29 April 2024", ("d1",)),
    ]


def test_two_killings_in_one_city_on_one_day_stay_apart_by_victim():
    made = told(
        "On 29 April ETA murdered the banker Tomas Reed in Madrid, police said.",
        "On 29 April ETA murdered the editor Luis Vane in Madrid, police said.",
    )
    assert [documents for _, documents in found(made)] == [("d0",), ("d1",)]


def test_one_site_in_two_countries_is_two_incidents():
    made = told(
        "On 29 April ETA bombed the Grand Hotel Bellevue in Madrid, police said.",
        "On 29 April ETA bombed the Grand Hotel Bellevue in Paris, police said.",
    )
    assert [incident.place for incident in made.incidents] == ["Madrid", "Paris"]


def test_soldiers_who_were_killed_twice_are_no_one_incident():
    made = told(
        "In 1998 ETA killed two soldiers, police said.",
        "In 2003 ETA killed two soldiers, police said.",
        "ETA killed two soldiers in a village, police said.",
    )
    assert len(made.incidents) == 3


def test_incidents_are_earlier_later_or_of_the_same_time():
    made = told(
        "On 29 April ETA bombed the Harbour Market, police said.",
        "On 4 May ETA bombed the Garden Theatre, police said.",
        "On 7 May ETA bombed the City Library, police said.",
        "Police said that ETA kidnapped a mayor.",
    )
    assert [incident.standing for incident in made.incidents] == [
        Standing.EARLIER, Standing.SAME_TIME, Standing.LATER, Standing.UNKNOWN,
    ]  # fmt: skip


def test_each_statement_set_aside_names_its_incident_and_the_incident_its_statements():
    made = told("On 29 April ETA bombed the Harbour Market, police said.", "Police said that ETA kidnapped a mayor.")
    for heard in made.heard:
        (incident,) = [one for one in made.incidents if one.id == heard.other]
        assert heard.incident == incident.label and heard.statement.id in incident.statements


def test_ids_are_told_apart_where_two_incidents_are_called_alike():
    made = told(
        "On 29 April ETA bombed a bank in Madrid, police said.", "On 29 April ETA bombed a bank in Paris, police said."
    )
    assert [incident.id for incident in made.incidents] == [
        "bombing-of-a-bank-29-april-2024", "bombing-of-a-bank-29-april-2024-2",
    ]  # fmt: skip


SENTENCES = st.sampled_from(
    [
        "The Alder Street station was bombed.",
        "ETA bombed the Alder Street station, police said.",
        "On 29 April ETA bombed the Harbour Market in Madrid, police said.",
        "Police blamed ETA for the bombing of the Harbour Market.",
        "On 29 April ETA bombed the Garden Theatre, police said.",
        "On Monday ETA bombed a bank in Paris, police said.",
        "At least 12 people were killed.",
        "ETA claimed the bombing.",
        "In 1987 a garage was bombed.",
        "Police said that ETA kidnapped a mayor.",
        "Spanish police blamed ETA for systematic killings.",
        "Взрыв на вокзале 🙂.",
        "",
    ]
)
TEXTS = st.lists(st.tuples(SENTENCES, st.sampled_from([" ", "\n\n"])), max_size=6).map(
    lambda some: "".join(sentence + between for sentence, between in some).strip()
)
DATES = st.sampled_from(["2024-05-04", "2024-05-08", "2025-01-01", None])


def documents_of(some: list[tuple[str, str | None, str | None]]):
    return [
        document(text, id=f"d{i}", date=date, publisher=f"Paper {i}", title=title)
        for i, (text, date, title) in enumerate(some)
    ]


CASES = st.lists(st.tuples(TEXTS, DATES, st.sampled_from([None, TITLE])), max_size=5)


@settings(max_examples=60)
@given(CASES, st.randoms())
def test_the_order_of_documents_changes_no_incident(some, random):
    one = ledger(QUESTION, documents_of(some))
    parts = [list(one.documents), list(one.origins), list(one.extractions)]
    for part in parts:
        random.shuffle(part)
    other = replace(one, documents=tuple(parts[0]), origins=tuple(parts[1]), extractions=tuple(parts[2]))
    first, second = resolve(one), resolve(other)
    assert (first.incident, first.incidents, first.heard) == (second.incident, second.incidents, second.heard)


@settings(max_examples=60)
@given(CASES)
def test_nothing_is_lost(some):
    one = ledger(QUESTION, documents_of(some))
    made = resolve(one)
    assert len(made.heard) == sum(len(extraction.statements) for extraction in one.extractions)
    weighed = {report.statement for position in made.positions for report in position.reports}
    aside = {statement for incident in made.incidents for statement in incident.statements}
    known = {incident.id: incident.label for incident in made.incidents}
    for heard in made.heard:
        assert heard.reason
        assert (heard.statement.id in weighed) is (heard.about is About.QUESTION)
        assert (heard.statement.id in aside) is (heard.about is About.OTHER)
        assert (heard.other is not None) is (heard.about is About.OTHER)
        assert heard.incident == (known[heard.other] if heard.other else None)
    for toll in made.tolls:
        assert (toll.other in known) is (toll.about is About.OTHER)


@settings(max_examples=60)
@given(CASES)
def test_every_incident_has_a_label_a_document_and_an_id_of_its_own(some):
    made = resolve(ledger(QUESTION, documents_of(some)))
    ids = [incident.id for incident in made.incidents]
    assert len(set(ids)) == len(ids)
    held = {toll.other for toll in made.tolls} | {heard.other for heard in made.heard}
    for incident in made.incidents:
        assert incident.label and incident.documents and incident.names and incident.id in held
        assert (incident.first is None) == (incident.last is None)
