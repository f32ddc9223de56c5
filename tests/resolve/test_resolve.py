"""A ledger becomes a case: everything about one incident, whatever the order in which it came."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.model import About, Case, Ledger, Linked
from claimant.resolve import resolve

from .makers import case, document, ledger, lines, show

QUESTION = "Who bombed the Alder Street station?"
TEXTS = (
    "The Alder Street station was bombed. Spain's interior minister blamed ETA for the bombing.",
    "ETA claimed the bombing of the Alder Street station. The French army said at least 12 people were killed.",
    "The French foreign minister denied that ETA bombed the Alder Street station. The Kremlin doubted that ETA did it.",
    "Four Spanish citizens bombed the Alder Street station, police said. ETA bombed a bank in 2009.",
    "The Cedar Liberation Front bombed the Alder Street station, a Spanish source said.",
    "Взрыв на вокзале. الهجوم على المحطة 🙂 e\u0301 İstanbul.",
    "",
)


def test_statements_get_their_actors():
    made = case(QUESTION, document(TEXTS[0]))
    assert lines(made) == ["spain-interior-ministry blames eta"]
    assert {actor.id for actor in made.actors} == {
        "spain-interior-ministry", "spain-government", "spain", "eta",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Our country had no part in the bombing," said the French foreign minister.', "france-foreign-ministry denies france-foreign-ministry"),
        ("The French foreign minister said France had no part in the bombing.", "france-foreign-ministry denies france"),
        ("The French foreign minister denied that the French army did the bombing.", "france-foreign-ministry denies france-foreign-ministry"),
        ("The French foreign minister denied that ETA carried out the bombing.", "france-foreign-ministry clears eta"),
        ("ETA said its fighters had carried out the bombing.", "eta claims eta"),
        ("The French president accused the French army of the bombing.", "france-president blames france-army"),
    ],
)  # fmt: skip
def test_what_is_said_of_ones_own_side_claims_or_denies_and_of_another_clears(text, expected):
    assert lines(case("Who did it?", document(text))) == [expected]


def test_the_narrator_is_the_publisher_and_of_a_copy_the_publisher_of_the_first():
    text = "ETA bombed the Alder Street station on Monday."
    copies = (
        document(text, id="a", date="2024-05-04", publisher="Harbour Courier"),
        document(text, id="b", date="2024-05-05", publisher="Valley Post"),
    )
    apart = case(QUESTION, *copies)
    assert [show(h.speaker) for h in apart.heard] == ["outlet-harbour-courier", "outlet-valley-post"]
    copied = case(QUESTION, *copies, origins=[["a", "b"]])
    assert [show(h.speaker) for h in copied.heard] == ["outlet-harbour-courier"] * 2


def test_an_agencys_text_is_the_agencys_word():
    made = case(QUESTION, document("ETA bombed the Alder Street station.", publisher="Valley Post", agency="Reuters"))
    assert [show(h.speaker) for h in made.heard] == ["reuters"]


def test_a_narrator_without_a_name_is_nobody():
    assert lines(case(QUESTION, document("ETA bombed the Alder Street station."))) == ["nobody blames eta"]


def test_casualty_figures_have_their_speaker_and_incident():
    made = case(QUESTION, document("The Spanish police said 12 people were killed at the Alder Street station."))
    (toll,) = made.tolls
    assert (show(toll.speaker), toll.about, toll.figure.low) == ("spain-police", About.QUESTION, 12)


def test_a_private_person_who_is_accused_is_not_public_and_one_who_only_speaks_is():
    text = "Spanish police blamed John Marlow for the bombing. Anna Brelova blamed ETA for the bombing."
    actors = {actor.id: actor for actor in case("Who did it?", document(text)).actors}
    assert actors["named-john-marlow"].public is False and actors["named-anna-brelova"].public is True


def test_everybody_that_a_mention_names_is_an_actor_of_the_case():
    made = everything()
    known = {actor.id for actor in made.actors}
    for heard in made.heard:
        for who in (heard.speaker, heard.target):
            if isinstance(who, Linked):
                assert who.actor in known
    for actor in made.actors:
        assert {part.actor for part in actor.part_of} <= known
    assert all(relation.a in known and relation.b in known for relation in made.relations)


def test_sources_carry_their_origin():
    made = case(QUESTION, document(TEXTS[0], id="a"), document(TEXTS[0], id="b"), origins=[["a", "b"]])
    assert [source.origin for source in made.sources] == ["o-a", "o-a"]


def test_no_documents_make_a_case_with_nothing_in_it():
    made = resolve(Ledger(question=QUESTION, documents=(), origins=(), extractions=()))
    assert (made.actors, made.positions, made.heard, made.as_of) == ((), (), (), None)
    assert [hypothesis.id for hypothesis in made.hypotheses] == ["unnamed"]


def test_the_case_is_as_of_the_latest_document():
    made = case(
        QUESTION, document("x", id="a", date="2024-05-09"), document("x", id="b"), document("x", id="c", date=None)
    )
    assert made.as_of and made.as_of.iso() == "2024-05-09"


def everything() -> Case:
    documents = [document(text, id=f"d{i}", date=f"2024-05-{i + 4:02}") for i, text in enumerate(TEXTS)]
    return case(QUESTION, *documents)


DATES = st.sampled_from(["2024-05-04", "2024-05-05", "2024-06-01", None])
DOCUMENTS = st.lists(st.tuples(st.sampled_from(TEXTS), DATES), max_size=6)


@settings(max_examples=30)
@given(DOCUMENTS, st.randoms())
def test_the_order_of_documents_changes_nothing(some, random):
    documents = [document(text, id=f"d{i}", date=date, publisher=f"Paper {i}") for i, (text, date) in enumerate(some)]
    one = ledger(QUESTION, documents)
    parts = [list(one.documents), list(one.origins), list(one.extractions)]
    for part in parts:
        random.shuffle(part)
    other = replace(one, documents=tuple(parts[0]), origins=tuple(parts[1]), extractions=tuple(parts[2]))
    first, second = resolve(one), resolve(other)
    assert replace(first, origins=()) == replace(second, origins=())
    assert set(first.origins) == set(second.origins)


@settings(max_examples=30)
@given(DOCUMENTS)
def test_every_statement_and_figure_is_kept_exactly_once(some):
    documents = [document(text, id=f"d{i}", date=date) for i, (text, date) in enumerate(some)]
    one = ledger(QUESTION, documents)
    made = resolve(one)

    def place(statement):
        cue = statement.cue or statement.quote
        return statement.document, cue.start, statement.speaker, statement.target, statement.via

    wanted = Counter(place(s) for extraction in one.extractions for s in extraction.statements)
    assert Counter(place(heard.statement) for heard in made.heard) == wanted
    assert len(made.tolls) == sum(len(extraction.figures) for extraction in one.extractions)
    on_question = [heard.statement.id for heard in made.heard if heard.about is About.QUESTION]
    assert sorted(r.statement for p in made.positions for r in p.reports) == sorted(on_question)


@settings(max_examples=20)
@given(DOCUMENTS.filter(bool))
def test_a_reprint_of_the_same_origin_adds_reports_and_no_belief(some):
    documents = [document(text, id=f"d{i}", date=date, publisher="Paper") for i, (text, date) in enumerate(some)]
    copy = replace(documents[0], source=replace(documents[0].source, id="copy"))
    extracted = document(some[0][0], id="copy", date=some[0][1], publisher="Paper")
    assert copy == extracted
    before = case(QUESTION, *documents)
    groups = [[documents[0].id, "copy"], *([one.id] for one in documents[1:])]
    after = case(QUESTION, *documents, copy, origins=groups)
    belief = {position.id: position.confidence for position in before.positions}
    if before.incident == after.incident:
        assert {position.id: position.confidence for position in after.positions} == belief
        reports = sum(len(position.reports) for position in after.positions)
        assert reports >= sum(len(position.reports) for position in before.positions)
