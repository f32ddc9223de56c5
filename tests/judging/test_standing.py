"""What stands of a case's judgements: the latest on one subject, nothing lost, and a reason for each that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.judging import stand
from claimant.model import (
    Accepted,
    Added,
    Apart,
    Basis,
    Certainty,
    ComesFrom,
    Concerns,
    Means,
    Mended,
    PartOf,
    Rejected,
    Same,
    Within,
)

from .makers import (
    BLAME,
    CLEAR,
    DENY,
    DOCUMENTS,
    DOUBT,
    FOUND,
    effects,
    judged,
    known,
    note,
    span,
    states,
    undoing,
)

RED = span("the Red Path")
DOUBTED = replace(BLAME, certainty=Certainty.LIKELY)

# ---------------------------------------------------------------- the latest stands, undone never was


def test_no_judgements_decide_nothing():
    assert stand([]) == effects(stand([]))


def test_the_latest_on_one_statement_stands_and_the_earlier_says_so():
    standing = stand(judged(Accepted(statement=BLAME), Rejected(statement=BLAME)))
    assert states(standing) == ["overtaken", "stands"] and standing.history[0].through == 2
    assert [type(one.decision) for one in standing.statements] == [Rejected]


def test_decisions_on_two_statements_of_one_quote_are_two():
    assert states(stand(judged(Rejected(statement=BLAME), Rejected(statement=CLEAR)))) == ["stands", "stands"]


def test_which_incident_and_whether_it_is_right_are_two_questions():
    decided = judged(Concerns(statement=BLAME, incident="Orrin, 2029"), Mended(statement=BLAME, into=DOUBTED))
    assert states(stand(decided)) == ["stands", "stands"]
    again = [*decided, replace(judged(Concerns(statement=DOUBTED, incident=None))[0], id="j3")]
    assert states(stand(again)) == ["overtaken", "stands", "stands"]


def test_a_statement_is_the_same_subject_after_it_was_mended():
    second = replace(DOUBTED, basis=Basis.ASSERTED)
    standing = stand(judged(Mended(statement=BLAME, into=DOUBTED), Mended(statement=DOUBTED, into=second)))
    assert states(standing) == ["overtaken", "stands"]
    assert [(one.found, one.current) for one in standing.statements] == [(BLAME, second)]


def test_what_is_undone_never_was_and_an_undoing_can_be_undone():
    (decided,) = judged(Same(actor="a", into="b"))
    undo = undoing(decided)
    standing = stand([decided, undo])
    assert (states(standing), standing.same) == (["undone", "stands"], {})
    assert note(standing, 1) == "undone by judgement 2"
    again = stand([decided, undo, undoing(undo, "v")])
    assert (states(again), again.same) == (["stands", "undone", "stands"], {"a": "b"})


@pytest.mark.parametrize("undoes", ["later", "nowhere", "itself"])
def test_only_an_earlier_judgement_can_be_undone(undoes):
    undo = replace(undoing(judged(Same(actor="a", into="b"))[0], "itself"), undoes=undoes)
    later = replace(judged(Same(actor="a", into="b"))[0], id="later")
    standing = stand([undo, later])
    assert states(standing) == ["refused", "stands"] and "no earlier judgement" in note(standing, 1)


# ---------------------------------------------------------------- actors


def test_merged_actors_are_the_last_of_their_chain():
    standing = stand(judged(Same(actor="b", into="c"), Same(actor="a", into="b")))
    assert standing.same == {"a": "c", "b": "c"} and standing.one("z") == "z"


def test_actors_cannot_be_merged_in_a_circle():
    standing = stand(judged(Same(actor="a", into="b"), Same(actor="b", into="c"), Same(actor="c", into="a")))
    assert states(standing) == ["stands", "stands", "refused"]
    assert "circle" in note(standing, 3) and "judgement 1" in note(standing, 3)


def test_of_same_and_apart_the_later_stands_and_the_earlier_says_so():
    same, apart = Same(actor="a", into="b"), Apart(actor="b", other="a")
    first = stand(judged(same, apart))
    assert states(first) == ["overtaken", "stands"] and "keeps the two apart" in note(first, 1)
    assert first.same == {} and not first.may_merge("a", "b")
    second = stand(judged(apart, same))
    assert states(second) == ["overtaken", "stands"] and second.same == {"a": "b"} and second.may_merge("a", "b")


def test_keeping_apart_the_ends_of_a_chain_takes_its_latest_step():
    merges = judged(Same(actor="a", into="b"), Same(actor="c", into="b"), Apart(actor="a", other="c"))
    assert states(stand(merges)) == ["stands", "overtaken", "stands"]


def test_a_split_names_a_new_actor_and_gives_it_mentions():
    standing = stand(judged(Apart(actor="a", other="new", name="The New", mentions=(RED,))), actor=known("a"))
    assert standing.named == {"new": ("The New", "a")}
    assert standing.means == {("d", RED.start, RED.end): "new"}
    more = span("The Red Path")
    twice = judged(
        Apart(actor="a", other="b", mentions=(RED,)),
        Apart(actor="a", other="b", mentions=(more,)),
        Means(mention=RED, actor=None),
    )
    both = stand(twice)
    assert states(both) == ["stands", "stands", "stands"]
    assert both.means == {("d", RED.start, RED.end): None, ("d", more.start, more.end): "b"}


def test_a_split_that_is_merged_again_gives_its_mentions_back():
    standing = stand(judged(Apart(actor="a", other="b", mentions=(RED,)), Same(actor="b", into="a")))
    assert states(standing) == ["overtaken", "stands"] and standing.means == {}


def test_sides_in_other_years_stand_beside_each_other_and_in_the_same_the_later():
    standing = stand(
        judged(
            Within(actor="unit", side="army", end=2014),
            Within(actor="unit", side="group", start=2015),
            Within(actor="unit", side="militia", start=2015),
        )
    )
    assert states(standing) == ["stands", "overtaken", "stands"]
    assert standing.sides == {"unit": (PartOf("army", None, 2014), PartOf("militia", 2015, None))}
    assert stand(judged(Within(actor="unit", side=None))).sides == {"unit": ()}


def test_sides_in_a_circle_are_refused_also_through_what_is_known():
    own = stand(judged(Within(actor="a", side="b"), Within(actor="b", side="c"), Within(actor="c", side="a")))
    assert states(own) == ["stands", "stands", "refused"] and "circle" in note(own, 3)
    through = stand(judged(Within(actor="state", side="army")), actor=known("state", army="ministry", ministry="state"))
    assert states(through) == ["refused"] and "circle" in note(through, 1)
    merged = stand(
        judged(Same(actor="army", into="corps"), Within(actor="corps", side="b"), Within(actor="b", side="army"))
    )
    assert states(merged) == ["stands", "stands", "refused"]


@pytest.mark.parametrize(
    "decision",
    [
        Same(actor="nobody known", into="a"),
        Same(actor="a", into="null"),
        Apart(actor="a", other="nobody known"),
        Apart(actor="nobody known", other="new", name="The New"),
        Within(actor="a", side="nobody known"),
        Means(mention=RED, actor="nobody known"),
    ],
    ids=lambda one: str(one.kind),
)
def test_who_is_not_known_cannot_be_spoken_of(decision):
    standing = stand(judged(decision), actor=known("a"))
    assert states(standing) == ["refused"] and "claimant actors" in note(standing, 1)
    assert states(stand(judged(decision))) == ["stands"], "without a lookup nobody is unknown"


# ---------------------------------------------------------------- words that are not there any more


@pytest.mark.parametrize(
    "decision",
    [Accepted(statement=BLAME), Means(mention=RED, actor="a"), Apart(actor="a", other="b", mentions=(RED,)), Concerns(statement=BLAME, incident=None)],
    ids=lambda one: str(one.kind),
)  # fmt: skip
def test_a_judgement_whose_words_moved_is_an_orphan_and_never_a_near_match(decision):
    moved = {"d": replace(DOCUMENTS["d"], text=" " + DOCUMENTS["d"].text)}
    assert states(stand(judged(decision), documents=DOCUMENTS)) == ["stands"]
    standing = stand(judged(decision), documents=moved)
    assert states(standing) == ["orphan"] and "no longer" in note(standing, 1)
    assert effects(standing) == stand([])
    gone = stand(judged(decision), documents={})
    assert states(gone) == ["orphan"] and "not in the case" in note(gone, 1)


def test_origins_of_documents_that_are_not_there_are_orphans():
    standing = stand(judged(ComesFrom(document="d", parent="e")), documents=DOCUMENTS)
    assert states(standing) == ["orphan"] and "document e" in note(standing, 1)


def test_of_two_on_the_same_documents_the_later_stands_whichever_way_they_are_named():
    standing = stand(judged(ComesFrom(document="d", parent="e"), ComesFrom(document="e", parent="d", does=False)))
    assert states(standing) == ["overtaken", "stands"] and len(standing.origins) == 1


# ---------------------------------------------------------------- promises

ACTORS = st.sampled_from(["a", "b", "c", "d", "e"])
PAIRS = st.lists(ACTORS, min_size=2, max_size=2, unique=True)
STATEMENTS = st.sampled_from(FOUND)
MENTIONS = st.sampled_from([RED, span("Orrin"), span("Sarn")])
DECISIONS = st.one_of(
    PAIRS.map(lambda pair: Same(actor=pair[0], into=pair[1])),
    st.builds(
        lambda pair, mentions, name: Apart(actor=pair[0], other=pair[1], mentions=tuple(mentions), name=name),
        PAIRS,
        st.lists(MENTIONS, max_size=2),
        st.sampled_from(["", "New"]),
    ),
    PAIRS.map(lambda pair: Within(actor=pair[0], side=pair[1])),
    ACTORS.map(lambda actor: Within(actor=actor, side=None, start=2001)),
    st.builds(Means, mention=MENTIONS, actor=ACTORS | st.none()),
    st.builds(Accepted, statement=STATEMENTS),
    st.builds(Rejected, statement=STATEMENTS),
    STATEMENTS.map(lambda one: Mended(statement=one, into=replace(one, certainty=Certainty.POSSIBLE))),
    STATEMENTS.map(lambda one: Mended(statement=one, into=replace(one, target=span("Sarn")))),
    st.builds(Added, statement=STATEMENTS),
    st.builds(Concerns, statement=STATEMENTS, incident=st.none() | st.just("Orrin, 2029")),
    PAIRS.map(lambda pair: ComesFrom(document=pair[0], parent=pair[1])),
)
LISTS = st.lists(DECISIONS, max_size=8).map(lambda decisions: judged(*decisions))
LOOKUP = known("a", "b", c="d")


@given(LISTS, DECISIONS)
def test_undoing_the_last_restores_what_stood_before(before, decision):
    last = replace(judged(decision)[0], id="last")
    after = stand([*before, last, undoing(last)], actor=LOOKUP)
    assert effects(after) == effects(stand(before, actor=LOOKUP))
    assert after.history[: len(before)] == stand(before, actor=LOOKUP).history


@given(LISTS)
def test_applying_twice_is_applying_once(some):
    once, twice = stand(some, actor=LOOKUP), stand([*some, *some], actor=LOOKUP)
    assert effects(twice) == effects(once)
    assert twice.history[: len(some)] == once.history
    assert {str(one.state) for one in twice.history[len(some) :]} <= {"overtaken"}


@given(LISTS)
def test_everything_is_kept_and_everything_that_does_not_stand_says_why(some):
    standing = stand(some, documents=DOCUMENTS, actor=LOOKUP)
    assert [one.judgement for one in standing.history] == some
    for number in range(1, len(some) + 1):
        note(standing, number)


@given(LISTS)
def test_nobody_is_merged_against_a_persons_word_nor_in_a_circle(some):
    standing = stand(some)
    assert all(len(pair) == 2 for pair in standing.apart)
    assert all(not standing.may_merge(*pair) for pair in standing.apart)
    assert all(standing.one(into) == into for into in standing.same.values())
    assert not set(standing.same) & set(standing.sides)


INDEPENDENT = [
    Same(actor="a", into="b"),
    Apart(actor="c", other="new", name="New", mentions=(RED,)),
    Within(actor="e", side="f"),
    Means(mention=span("Sarn"), actor="g"),
    Accepted(statement=BLAME),
    Rejected(statement=CLEAR),
    Mended(statement=DOUBT, into=replace(DOUBT, certainty=Certainty.LIKELY)),
    Concerns(statement=DENY, incident=None),
    ComesFrom(document="x", parent="y"),
    ComesFrom(document="v", parent="w", does=False),
]


@given(st.permutations(judged(*INDEPENDENT)))
def test_the_order_of_independent_judgements_changes_nothing(shuffled):
    standing = stand(shuffled)
    assert set(states(standing)) == {"stands"}
    assert effects(standing) == effects(stand(judged(*INDEPENDENT)))
