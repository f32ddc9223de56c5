"""Neither ten copies nor ten hearers persuade ten times: whose words a report's are, and what is one utterance."""

from __future__ import annotations

from dataclasses import replace

from claimant.model import Link, Origin, Passage
from claimant.resolve import resolve
from claimant.resolve.positions import positions
from claimant.resolve.witnesses import passages_of, voices

from .makers import document, ledger
from .test_positions import heard

OWN = {name: f"origin:{name}" for name in "abcdefghij"}


def passage(document: str, how: str, *parents: str, start: int = 0, end: int = 100) -> Passage:
    return Passage(document=document, start=start, end=end, how=how, parents=parents, reason="")


def fold(documents: str, *found: Passage):
    by = passages_of([Origin(id="o", head="a", documents=("a",), passages=found)])
    (position,) = positions([heard(name) for name in documents], OWN, by)
    return position


def test_ten_papers_that_credit_one_report_outside_the_case_are_one_report():
    one = fold("a", passage("a", "credit", "outside:reuters"))
    ten = fold("abcdefghij", *(passage(name, "credit", "outside:reuters") for name in "abcdefghij"))
    assert (len(ten.reports), ten.origins, ten.confidence) == (10, ("outside:reuters",), one.confidence)


def test_a_credited_report_that_carries_the_position_itself_is_the_source():
    found = fold("ab", passage("b", "credit", "origin:x", "origin:a", "outside:reuters"))
    assert found.origins == ("origin:a",) and found.confidence == 0.6


def test_a_credit_elsewhere_in_the_text_takes_nothing_from_the_documents_own_words():
    assert fold("ab", passage("b", "credit", "outside:reuters", start=50)).origins == ("origin:a", "origin:b")


def test_a_sentence_word_for_word_from_an_earlier_text_is_no_second_source():
    found = fold("ab", passage("b", "sentences", "origin:a"))
    assert (len(found.reports), found.origins, found.confidence) == (2, ("origin:a",), 0.6)


def test_ten_hearers_of_one_press_conference_are_ten_reports_and_one_hearing():
    ten = fold("abcdefghij", *(passage(name, "quote", "utterance:a:0") for name in "abcdefghij"))
    assert (len(ten.reports), len(ten.origins), ten.confidence) == (10, 10, 0.6)


def test_who_reports_it_in_other_words_is_another_hearing():
    assert fold("abc", *(passage(name, "quote", "utterance:a:0") for name in "ab")).confidence == 0.84


def test_a_copys_voice_is_its_parents_and_who_tells_a_report_has_a_voice_of_its_own():
    links = (
        Link(document="b", parent="a", how="near", likeness=0.9, reason=""),
        Link(document="c", parent="b", how="exact", likeness=1.0, reason=""),
        Link(document="d", parent="a", how="credit", likeness=0.2, reason=""),
        Link(document="e", parent="d", how="near", likeness=0.9, reason=""),
    )
    found = voices([Origin(id="origin:a", head="a", documents=("a", "b", "c", "d", "e"), links=links)])
    assert found == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "d"}


def test_the_narrator_of_a_credited_text_is_its_own_publisher():
    text = "Militants of the Islamic State were behind the bombing of the market in Kabul that killed 14 people."
    documents = [document(text, id="a", publisher="Harbour Post"), document(text, id="b", publisher="Vell Courier")]
    made = ledger("Who bombed the market in Kabul?", documents, origins=[["a", "b"]])
    told = Link(document="b", parent="a", how="credit", likeness=0.2, reason="")
    (origin,) = made.origins
    speakers = {
        how: {h.speaker.actor for h in resolve(one).heard if h.statement.own and hasattr(h.speaker, "actor")}
        for how, one in (
            ("copy", made),
            ("credit", replace(made, origins=(replace(origin, links=(told,)),))),
        )
    }
    assert len(speakers["copy"]) == 1 and len(speakers["credit"]) == 2
