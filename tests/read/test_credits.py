"""Credits: whose report a text says that it tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimant.model import Document
from claimant.read import origins, segment
from claimant.read.credits import Credits, Outlets, credits

from .makers import document


def report(id: str, text: str, date: str | None = "2031-03-01", **source: str | None) -> Document:
    made = document(id, text, date, **source)
    paragraphs, sentences = segment(text)
    return replace(made, paragraphs=paragraphs, sentences=sentences)


def found(text: str, *others: str, **source: str | None) -> Credits:
    one = report("a", text, **source)
    return credits(one, Outlets.of([one, *(report(f"o{n}", "x", publisher=name) for n, name in enumerate(others))]))


def names(text: str, *others: str, **source: str | None) -> list[str]:
    return [credit.name for credit in found(text, *others, **source).found]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The bridge fell at dawn, as Reuters reported.", "Reuters"),
        ("Reuters has reported that the bridge fell.", "Reuters"),
        ("According to a report by TASS, the bridge fell.", "TASS"),
        ("According to the state news agency TASS, the bridge fell.", "TASS"),
        ("The ministry is silent, citing Interfax as everybody does.", "Interfax"),
        ("The Harrow Gazette first reported the fall of the bridge.", "Harrow Gazette"),
        ("The fall was first reported by the Harrow Gazette.", "Harrow Gazette"),
        ("“It fell,” the mayor told the Associated Press.", "Associated Press"),
        ("The bridge has fallen, TASS said.", "TASS"),
        ("In an interview with Radio Vell the mayor wept.", "Radio Vell"),
        ("Мост упал, сообщает ТАСС.", "ТАСС"),
        ("El puente cayó, según EFE.", "EFE"),
        ("THE BRIDGE FELL, ACCORDING TO AFP CORRESPONDENTS.", "AFP"),
    ],
)
def test_an_outlet_that_is_named_as_the_source_is_credited(sentence: str, name: str):
    assert names(sentence) == [name]


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the Interior Ministry, the bridge fell.",
        "The police told reporters that the bridge fell.",
        "The Kremlin reported eleven arrests.",
        "A Reuters photographer saw the bridge.",
        "According to a Washington Post poll, most people want a bridge.",
        "The National Police Agency reported three arrests.",
        "The mayor said on Friday that the press office had reported nothing.",
    ],
)
def test_officials_surveys_and_mere_mentions_are_no_credit(sentence: str):
    assert names(sentence) == []


def test_a_publisher_in_the_case_is_credited_by_the_name_it_has_there_and_never_by_itself():
    sentence = "The bridge fell, Meridian Desk reported."
    assert names(sentence) == []
    assert names(sentence, "Meridian Desk") == ["Meridian Desk"]
    assert names(sentence, publisher="Meridian Desk") == []
    assert names("The Foreign Office reported it.", "Foreign Office") == []


def test_a_credit_in_the_lead_covers_the_whole_and_one_further_down_its_sentence():
    lead = found("The bridge fell, Reuters reported. Nobody was hurt. The mayor wept. It rained. It was cold.")
    assert lead.whole is not None and lead.whole.name == "Reuters"
    text = "The bridge fell. We saw it. It rained. The mayor told Reuters that she had wept. It was cold."
    below = found(text)
    assert below.whole is None
    assert [text[one.start : one.end] for one in below.found] == ["The mayor told Reuters that she had wept."]


def test_two_outlets_in_the_lead_make_neither_the_source_of_the_whole():
    assert found("The bridge fell, Reuters reported. Three died, according to TASS. It rained.").whole is None


# ---------------------------------------------------------------- what they do to origins

AGENCY = (
    "HARROW (Reuters) - Gunmen on two motorcycles shot dead 14 people at the market of Harrow on Friday, the mayor said. "
    "Edda Quill said that 31 others were taken to hospital, and that nobody had claimed the attack."
)
TOLD = (
    "Shots were fired in Harrow again, Reuters reported. Gunmen on two motorcycles shot dead 14 people at the market of Harrow "
    "on Friday, it wrote, and nobody knows why."
)
OWN_WORDS = (
    "At least 14 people died when gunmen opened fire in the market of Harrow, according to Reuters. Some 31 wounded are in the "
    "hospital of Saint Orm, the mayor, Edda Quill, told the agency. It was the third attack on Harrow in a year."
)
OTHER = (
    "Fourteen people died in the Harrow market at the hands of gunmen on motorcycles, Reuters reported, that is 14 too many. "
    "In the hospital of Saint Orm lie 31 more, and Edda Quill, who is mayor, has no beds left."
)


def test_a_text_that_credits_a_report_in_the_case_and_shares_words_with_it_goes_back_to_it():
    told = report("told", TOLD, publisher="Harbour Post")
    wire = report("wire", AGENCY, publisher="Reuters", agency="Reuters")
    (origin,) = origins([told, wire])
    (link,) = origin.links
    assert (origin.head, link.document, link.parent, link.how) == ("wire", "told", "wire", "credit")
    assert link.reason == "credits Reuters, 1 March 2031, and has words in common with it"


def test_names_and_numbers_in_common_will_do_with_less_confidence():
    told, own = report("told", TOLD), report("own", OWN_WORDS, "2031-03-02")
    wire = report("wire", AGENCY, publisher="Reuters")
    sure, less = origins([told, wire])[0].links[0], origins([own, wire])[0].links[0]
    assert (less.parent, less.how) == ("wire", "credit") and less.confidence < sure.confidence


def test_a_report_that_came_later_or_has_nothing_in_common_is_not_the_one_that_is_credited():
    later = report("wire", AGENCY, "2031-03-05", publisher="Reuters")
    assert len(origins([report("told", TOLD), later])) == 2
    market = report(
        "wire", "The council of Vell meets on Monday about the budget, an official said.", publisher="Reuters"
    )
    assert len(origins([report("told", TOLD), market])) == 2


def test_papers_that_credit_one_report_outside_the_case_are_one_origin_under_its_name():
    papers = [
        report("a", OWN_WORDS, publisher="Harbour Post"),
        report("b", OTHER, "2031-03-02", publisher="Vell Courier"),
    ]
    (origin,) = origins(papers)
    assert origin.outside == "Reuters" and origin.root == "outside:reuters:2031-03-01"
    assert [(link.document, link.parent, link.how) for link in origin.links] == [
        ("a", "outside:reuters:2031-03-01", "credit"),
        ("b", "outside:reuters:2031-03-01", "credit"),
    ]
    assert origin.links[0].reason == "tells what Reuters reported, which is not among the documents"


def test_papers_that_credit_one_agency_for_different_news_are_origins_of_their_own():
    budget = "The council of Vell will spend 1200 crowns on 300 benches, Reuters reported. Bram Vale voted against it."
    found = origins([report("a", OWN_WORDS), report("b", budget)])
    assert [origin.outside for origin in found] == ["Reuters", "Reuters"]


def test_a_credit_further_down_is_a_passage_and_leaves_the_document_its_own_origin():
    text = "The bridge fell. We saw it. It rained. The mayor told Reuters that she had wept. It was cold."
    (origin,) = origins([report("a", text)])
    (passage,) = origin.passages
    assert text[passage.start : passage.end] == "The mayor told Reuters that she had wept."
    assert (passage.how, passage.parents) == ("credit", ("outside:reuters:2031-03-01",))
    assert origin.outside is None and passage.reason == "tells what Reuters reported"
