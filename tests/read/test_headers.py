from __future__ import annotations

import pytest

from claimant.read.agencies import agency_key, agency_line, dateline

from .makers import reading, sentences

BODY = "The army said that it had not fired at the market."


@pytest.mark.parametrize(
    ("line", "agency", "place", "day"),
    [
        ("HARBOURTOWN, March 22 (Northline Wire) — " + BODY, "Northline Wire", "HARBOURTOWN", "March 22"),
        ("SAN PEDRO, 16 NOV 89 (ACAN-EFE) -- " + BODY.upper(), "ACAN-EFE", "SAN PEDRO", "16 NOV 89"),
        ("(Reuters) - " + BODY, "Reuters", None, None),
        ("HARBOURTOWN, Norland (AP) — " + BODY, "AP", "HARBOURTOWN, Norland", None),
        ("Harbourtown (Interfax-Ukraine) - " + BODY, "Interfax-Ukraine", "Harbourtown", None),
        ("HARBOURTOWN, March 22. /TASS/. " + BODY, "TASS", "HARBOURTOWN", "March 22"),
    ],
)
def test_a_dateline_names_agency_place_and_day_as_printed(line, agency, place, day):
    found = dateline(line)
    assert (found.agency, found.place, found.day) == (agency, place, day)


@pytest.mark.parametrize(
    "line",
    [
        "The Red Dawn Front (RDF) - a militia - said no.",
        "RED DAWN FRONT (RDF) -- A MILITIA -- SAID NO.",
        "HARBOURTOWN (March 22) — The army said no.",
        BODY,
    ],
)
def test_a_sentence_with_a_short_form_is_no_dateline(line):
    assert dateline(line).agency is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"{BODY}\n\nSource: TASS", "TASS"),
        (f"{BODY}\n\n— Reuters", "Reuters"),
        (f"{BODY}\n\n(With inputs from PTI)", "PTI"),
        (f"{BODY}\n\n© 2024 Agence France-Presse", "Agence France-Presse"),
        (f"By Reuters\n\n{BODY}", "Reuters"),
        (f"{BODY} The claim, as first reported by Northline Wire, was denied.", "Northline Wire"),
        (f"{BODY}\n\n© 2024 Harbour Post", None),
        (f"By Jane Roe\n\n{BODY}", None),
        (BODY, None),
    ],
)
def test_a_credit_line_at_either_end_names_the_agency(text, agency):
    assert agency_line(text, "Harbour Post", None) == agency


def test_a_line_in_the_middle_of_a_long_text_is_no_credit():
    assert agency_line(f"{BODY * 20}\n\nSource: TASS\n\n{BODY * 20}", None, None) is None


def test_the_publishers_own_byline_counts():
    assert agency_line(f"By Northline Wire\n\n{BODY}", "Northline Wire", None) == "Northline Wire"
    assert agency_line(BODY, "Northline Wire", "Northline Wire") == "Northline Wire"


def test_one_agency_has_one_key_whatever_it_signs_with():
    assert agency_key("The Associated Press") == agency_key("A.P.") == agency_key("AP")


def test_front_matter_is_used_and_leaves_the_text():
    found = reading(
        '---\ntitle: "Who did it?"\npublisher: Harbour Post\nauthor: Jane Roe\ndate: 2024-03-22T20:15+03:00\nlanguage: English\n'
        f"address: https://post.example/a\nplace: Harbourtown\nnote: invented\n---\n{BODY}\n"
    )
    source = found.source
    assert found.text == BODY
    assert (source.title, source.publisher, source.author) == ("Who did it?", "Harbour Post", "Jane Roe")
    assert source.date and source.date.iso() == "2024-03-22T20:15+03:00"
    assert (source.language, source.address, source.place, source.note) == (
        "en",
        "https://post.example/a",
        "Harbourtown",
        "invented",
    )
    assert found.original(0) == 183


def test_a_rule_between_lines_that_are_no_fields_is_not_front_matter():
    assert reading(f"---\nHe said no\n---\n{BODY}").text.startswith("---\nHe said no")


def test_headline_byline_and_date_are_read_from_the_first_lines():
    found = reading(f"Who shelled the market?\nForeign Note #12 | By: Jane Roe | April 01, 2024\n{(BODY + ' ') * 6}")
    assert (found.source.title, found.source.author) == ("Who shelled the market?", "Jane Roe")
    assert found.source.date and found.source.date.iso() == "2024-04-01"
    assert sentences(found)[0] == "Who shelled the market?"


def test_a_wires_dateline_dates_and_places_it():
    source = reading("SAN PEDRO, 16 NOV 89 (ACAN-EFE) -- " + BODY.upper()).source
    assert source.date and source.date.iso() == "1989-11-16"
    assert (source.place, source.agency, source.language) == ("SAN PEDRO", "ACAN-EFE", "en")
