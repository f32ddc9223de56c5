"""A person's word goes before what resolving decides: who is meant, who is who, of what side, about which incident."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.judging import judgement
from claimant.model import (
    About,
    Accepted,
    Added,
    Apart,
    By,
    Case,
    CaseJudgement,
    Certainty,
    ComesFrom,
    Concerns,
    Decision,
    Ledger,
    Linked,
    Means,
    Mended,
    Origin,
    PartOf,
    Rejected,
    Same,
    Stance,
    Statement,
    Within,
)
from claimant.resolve import resolve

from .makers import document, ledger, line, lines, span_of

QUESTION = "Who bombed the Alder Street station?"
TEXT = (
    "The Alder Street station was bombed. Spain's interior minister blamed ETA for the bombing. "
    "Spanish police blamed John Marlow for the bombing. Basque Sun blamed the French army. "
    "The French foreign minister doubted that ETA bombed the Alder Street station."
)


@pytest.fixture(scope="module")
def one() -> Ledger:
    return ledger(QUESTION, [document(TEXT), document("ETA denied the bombing at Alder Street.", id="e")])


def judged(one: Ledger, *decisions: Decision) -> Case:
    return resolve(one, judgements=[judgement(d, by="A. Editor", reason="so it is") for d in decisions])


def states(made: Case) -> list[str]:
    return [str(kept.state) for kept in made.judgements]


def about(made: Case, phrase: str) -> Statement:
    return next(heard.statement for heard in made.heard if phrase in heard.statement.quote.text)


def test_without_judgements_nothing_changes(one: Ledger):
    made = resolve(one)
    assert made == resolve(one, judgements=()) and made.judgements == made.overruled == ()
    assert lines(made) == [
        "spain-interior-ministry blames eta",
        "spain-police blames named-john-marlow",
        "named-basque-sun blames france-army",
        "france-foreign-ministry doubts eta",
        "eta denies eta",
    ]


# ---------------------------------------------------------------- whom words mean


def test_words_mean_whom_a_person_says(one: Ledger):
    minister = span_of(one.documents[0], "Spain's interior minister")
    made = judged(one, Means(mention=minister, actor="france-police"))
    assert lines(made)[0] == "france-police blames eta"
    assert {"france-police", "france"} <= {actor.id for actor in made.actors}
    assert [line(heard) for heard in made.overruled] == ["spain-interior-ministry blames eta"]


def test_words_may_mean_nobody_and_a_withheld_name_stays_known_to_be_one(one: Ledger):
    made = judged(one, Means(mention=span_of(one.documents[0], "John Marlow"), actor=None))
    assert lines(made)[1] == "spain-police blames nobody"
    marlow = made.actor("named-john-marlow")
    assert not marlow.public, "or a brief would print the name, which still stands in the quote"


def test_a_split_gives_mentions_to_a_new_actor_of_the_same_kind_and_as_private(one: Ledger):
    mention = span_of(one.documents[0], "John Marlow")
    made = judged(one, Apart(actor="named-john-marlow", other="marlow-2", name="J. Marlow, baker", mentions=(mention,)))
    assert lines(made)[1] == "spain-police blames marlow-2"
    new = made.actor("marlow-2")
    assert (new.name, new.public, new.known) == ("J. Marlow, baker", False, False)
    assert [hypothesis.id for hypothesis in made.hypotheses if hypothesis.id == "marlow-2"]


# ---------------------------------------------------------------- who is who


def test_merged_actors_are_one_everywhere(one: Ledger):
    made = judged(one, Same(actor="named-basque-sun", into="spain-police"))
    assert [heard for heard in lines(made) if heard.startswith("spain-police")] == [
        "spain-police blames named-john-marlow",
        "spain-police blames france-army",
    ]
    assert "named-basque-sun" not in {actor.id for actor in made.actors}


def test_who_blames_an_actor_that_it_is_claims(one: Ledger):
    made = judged(one, Same(actor="named-basque-sun", into="france-army"))
    assert lines(made)[2] == "france-army claims france-army"


def test_relations_go_along_with_a_merged_actor(one: Ledger):
    before = {(relation.a, relation.b) for relation in resolve(one).relations}
    made = judged(one, Same(actor="eta", into="named-basque-sun"))
    after = {(relation.a, relation.b) for relation in made.relations}
    assert before and after == {tuple("named-basque-sun" if id == "eta" else id for id in pair) for pair in before}


def test_the_machine_never_joins_two_that_a_person_keeps_apart():
    text = "Police blamed Ilse Tarn for the bombing. Minister Tarn blamed ETA for the bombing."
    tarn = ledger("Who did it?", [document(text)])
    assert lines(resolve(tarn))[1] == "named-ilse-tarn blames eta"
    made = judged(tarn, Apart(actor="named-ilse-tarn", other="named-minister-tarn", name="Minister Tarn"))
    assert lines(made)[1] == "named-minister-tarn blames eta" and states(made) == ["stands"]


def test_a_side_is_what_a_person_says_and_decides_what_is_ones_own(one: Ledger):
    made = judged(one, Within(actor="named-basque-sun", side="eta", start=2001))
    assert made.actor("named-basque-sun").part_of == (PartOf("eta", 2001, None),)
    assert made.side("named-basque-sun") == made.side("eta")
    alone = judged(one, Within(actor="france-army", side=None))
    assert alone.actor("france-army").part_of == () and alone.side("france-army") == "france-army"
    assert "france" in {actor.id for actor in alone.actors}, "the foreign ministry is still its"
    text = "The French foreign minister denied that ETA carried out the bombing."
    cleared = ledger("Who did it?", [document(text)])
    assert lines(resolve(cleared)) == ["france-foreign-ministry clears eta"]
    assert lines(judged(cleared, Within(actor="eta", side="france"))) == [
        "france-foreign-ministry denies france-foreign-ministry"
    ]


# ---------------------------------------------------------------- statements


def test_a_mended_statement_is_resolved_as_it_was_mended(one: Ledger):
    seen = about(resolve(one), "Basque Sun")
    eta = span_of(one.documents[0], "ETA")
    into = replace(seen, stance=Stance.DOUBTS, target=eta, certainty=Certainty.LIKELY)
    made = judged(one, Mended(statement=seen, into=into))
    assert lines(made)[2] == "named-basque-sun doubts eta"
    assert made.heard[2].statement.by is By.PERSON and made.heard[2].statement.confidence == 1
    assert [line(heard) for heard in made.overruled] == ["named-basque-sun blames france-army"]
    assert sum(position.stance is Stance.DOUBTS for position in made.positions) == 2


def test_a_rejected_statement_is_no_position_and_stays_in_sight(one: Ledger):
    made = judged(one, Rejected(statement=about(resolve(one), "Marlow")))
    assert "named-john-marlow" not in " ".join(lines(made))
    assert [line(heard) for heard in made.overruled] == ["spain-police blames named-john-marlow"]
    assert not made.actor("named-john-marlow").public
    reported = {report.statement for position in made.positions for report in position.reports}
    assert reported == {heard.statement.id for heard in made.heard if heard.about is About.QUESTION}


def test_an_added_statement_counts_also_where_the_machine_found_nothing_in_the_document():
    bare = document("The Alder Street station was bombed. Nobody but ETA could have done that.", id="n")
    quiet = ledger(QUESTION, [bare])
    quiet = replace(quiet, extractions=())
    mark = Statement(quote=bare.span(37, 73), cue=None, speaker=None, target=span_of(bare, "ETA"), stance=Stance.BLAMES)
    made = judged(quiet, Added(statement=replace(mark, own=True)))
    assert lines(made) == ["nobody blames eta"] and made.heard[0].statement.by is By.PERSON
    assert [hypothesis.id for hypothesis in made.hypotheses] == ["eta", "unnamed"]


def test_a_statement_is_about_the_incident_that_a_person_says(one: Ledger):
    seen = about(resolve(one), "Basque Sun")
    other = judged(one, Concerns(statement=seen, incident="the fire of 2001"))
    heard = next(heard for heard in other.heard if heard.statement.id == seen.id)
    assert (heard.about, heard.incident) == (About.OTHER, "the fire of 2001")
    assert heard.reason == "A. Editor decided so: so it is"
    assert len(other.positions) == len(resolve(one).positions) - 1
    back = judged(one, Concerns(statement=seen, incident="x"), Concerns(statement=seen, incident=None))
    assert len(back.positions) == len(resolve(one).positions) and states(back) == ["overtaken", "stands"]


def test_a_judgement_holds_on_what_another_extractor_reads(one: Ledger):
    seen = about(resolve(one), "Marlow")
    extraction = one.extractions[0]
    shifted = tuple(
        replace(s, confidence=0.2, by=By.MODEL, speaker=s.speaker and one.documents[0].span(s.speaker.start, s.speaker.end - 1))
        for s in extraction.statements
    )  # fmt: skip
    newer = replace(one, extractions=(replace(extraction, statements=shifted), *one.extractions[1:]))
    assert "named-john-marlow" not in " ".join(lines(judged(newer, Rejected(statement=seen))))
    none = replace(one, extractions=(replace(extraction, statements=()), *one.extractions[1:]))
    assert lines(judged(none, Accepted(statement=seen)))[0] == "spain-police blames named-john-marlow"


# ---------------------------------------------------------------- what cannot be applied


def test_what_names_nobody_is_left_out_and_says_so(one: Ledger):
    minister = span_of(one.documents[0], "Spain's interior minister")
    made = judged(one, Means(mention=minister, actor="null"), Same(actor="eta", into="no such actor"))
    assert states(made) == ["refused", "refused"]
    assert lines(made) == lines(resolve(one))
    assert replace(made, judgements=()) == resolve(one)


def test_a_stale_span_is_an_orphan_and_changes_nothing(one: Ledger):
    seen = about(resolve(one), "Marlow")
    moved = replace(one.documents[0], text=one.documents[0].text.replace("Spanish", "Catalan"))
    changed = replace(one, documents=(moved, *one.documents[1:]), extractions=one.extractions[1:])
    made = judged(changed, Rejected(statement=seen))
    assert states(made) == ["orphan"] and "no longer" in made.judgements[0].note


def test_an_origin_that_is_otherwise_after_all_says_so(one: Ledger):
    assert states(judged(one, ComesFrom(document="e", parent="d"))) == ["overtaken"], (
        "the ledger's origins are not judged"
    )
    joined = replace(one, origins=(Origin(id="o", head="d", documents=("d", "e")),))
    assert states(judged(joined, ComesFrom(document="e", parent="d"))) == ["stands"]


# ---------------------------------------------------------------- promises

WORLD = ledger(QUESTION, [document(TEXT), document("ETA denied the bombing at Alder Street.", id="e")])
SEEN = [heard.statement for heard in resolve(WORLD).heard]
SPANS = [span for one in SEEN for span in (one.speaker, one.target) if span]
IDS = st.sampled_from(
    ["eta", "named-basque-sun", "named-john-marlow", "spain-police", "france-army", "france", "nobody"]
)
STATEMENTS = st.sampled_from(SEEN)
DECISIONS = st.one_of(
    st.builds(Same, actor=IDS, into=IDS).filter(lambda one: one.actor != one.into),
    st.builds(Apart, actor=IDS, other=IDS, mentions=st.lists(st.sampled_from(SPANS), max_size=1).map(tuple)).filter(
        lambda one: one.actor != one.other
    ),
    st.builds(Within, actor=IDS, side=IDS | st.none()).filter(lambda one: one.actor != one.side),
    st.builds(Means, mention=st.sampled_from(SPANS), actor=IDS | st.none()),
    st.builds(Accepted, statement=STATEMENTS),
    st.builds(Rejected, statement=STATEMENTS),
    STATEMENTS.map(
        lambda one: Mended(statement=one, into=replace(one, target=one.quote, certainty=Certainty.POSSIBLE))
    ),
    st.builds(Concerns, statement=STATEMENTS, incident=st.none() | st.just("x")),
)


def made_of(decisions: list[Decision]) -> list[CaseJudgement]:
    return [replace(judgement(d, by="A", reason="r"), id=f"j{n}") for n, d in enumerate(decisions)]


@settings(max_examples=60)
@given(st.lists(DECISIONS, max_size=6))
def test_any_judgements_give_a_whole_case(decisions):
    made = resolve(WORLD, judgements=made_of(decisions))
    known = {actor.id for actor in made.actors}
    for heard in made.heard:
        for who in (heard.speaker, heard.target):
            assert not isinstance(who, Linked) or who.actor in known
    assert {part.actor for actor in made.actors for part in actor.part_of} <= known
    on_question = sorted(heard.statement.id for heard in made.heard if heard.about is About.QUESTION)
    assert sorted(report.statement for position in made.positions for report in position.reports) == on_question
    assert [kept.number for kept in made.judgements] == list(range(1, len(decisions) + 1))
    places = Counter(heard.statement.quote for heard in (*made.heard, *made.overruled))
    assert set(places) == {one.quote for one in SEEN}, "nothing that the machine read is lost"


@settings(max_examples=30)
@given(st.lists(DECISIONS, max_size=4), DECISIONS)
def test_undoing_the_last_restores_the_case(before, last):
    some = made_of([*before, last])
    undo = CaseJudgement(id="u", by="A", at=some[-1].at, reason="r", undoes=some[-1].id)
    restored = resolve(WORLD, judgements=[*some, undo])
    assert replace(restored, judgements=()) == replace(resolve(WORLD, judgements=some[:-1]), judgements=())
