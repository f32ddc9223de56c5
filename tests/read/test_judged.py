"""A person's word on origins, over what the wordings show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from claimant.model import CaseJudgement, ComesFrom, Document, Link, Moment, Origin, Source
from claimant.read import judged_origins

IDS = ("a", "b", "c", "d", "e", "f")
DOCUMENTS = [
    Document(
        source=Source(id=id, sha256="", capture="", date=Moment.parse(f"2031-05-0{day}"), agency="Wire" if id == "d" else None),
        text=id,
    )
    for day, id in enumerate(IDS, 1)
]  # fmt: skip


def link(child: str, parent: str) -> Link:
    return Link(document=child, parent=parent, how="near", likeness=0.9, reason="shares its wording")


FOUND = (
    Origin(id="origin:a", head="a", documents=("a", "b", "c"), links=(link("b", "a"), link("c", "b"))),
    Origin(id="origin:d", head="d", documents=("d", "e"), links=(link("e", "d"),), agency="Wire"),
    Origin(id="origin:f", head="f", documents=("f",)),
)


def word(child: str, parent: str, does: bool = True) -> tuple[ComesFrom, CaseJudgement]:
    decision = ComesFrom(document=child, parent=parent, does=does)
    at = datetime(2031, 5, 9, tzinfo=UTC)
    return decision, CaseJudgement(id="j", by="A. Editor", at=at, reason="it says so", decision=decision)


def apply(*words) -> tuple[Origin, ...]:
    return judged_origins(FOUND, DOCUMENTS, words)


def groups(origins) -> list[str]:
    return ["".join(origin.documents) for origin in origins]


def test_without_a_word_the_origins_stay_as_they_are():
    assert apply() == FOUND
    assert apply(word("a", "not here")) == FOUND


def test_a_document_that_comes_from_another_brings_its_copies_along():
    made = apply(word("b", "f"))
    assert groups(made) == ["fabc", "de"] and made[0].head == "f"
    joined = next(one for one in made[0].links if one.how == "judged")
    assert (joined.document, joined.parent) == ("a", "f")
    assert joined.reason == "A. Editor decided so, by way of b: it says so" and joined.likeness == 0
    assert made[1] is FOUND[1]


def test_a_document_that_does_not_come_from_another_leaves_with_its_own_copies():
    made = apply(word("b", "a", does=False))
    assert groups(made) == ["a", "bc", "de", "f"]
    assert [one.head for one in made] == ["a", "b", "d", "f"] and made[1].id == "origin:b"
    assert groups(apply(word("c", "a", does=False))) == ["ab", "c", "de", "f"]
    assert groups(apply(word("a", "c", does=False))) == ["a", "bc", "de", "f"]


def test_a_document_of_an_agency_keeps_its_agency():
    made = apply(word("d", "f"), word("e", "d", does=False))
    assert [(one.head, one.agency) for one in made] == [("a", None), ("f", "Wire"), ("e", None)]


def test_of_words_that_contradict_each_other_by_way_of_what_was_found_the_later_wins():
    assert groups(apply(word("a", "d"), word("c", "e", does=False))) == ["abc", "de", "f"]
    assert groups(apply(word("c", "e", does=False), word("a", "d"))) == ["dabce", "f"]
    later = apply(word("c", "a", does=False), word("c", "f"), word("a", "f"))
    assert sorted(map(sorted, (one.documents for one in later))) == [["a", "b", "c", "f"], ["d", "e"]]


WORDS = st.lists(
    st.builds(word, st.sampled_from(IDS), st.sampled_from(IDS), st.booleans()).filter(
        lambda one: one[0].document != one[0].parent
    ),
    max_size=7,
)


@given(WORDS)
def test_every_document_is_in_one_origin_whose_links_lead_to_its_head(words):
    made = apply(*words)
    assert sorted(id for one in made for id in one.documents) == list(IDS)
    for origin in made:
        assert origin.documents[0] == origin.head
        links = {one.document: one.parent for one in origin.links}
        assert set(links) == set(origin.documents) - {origin.head}
        for id in origin.documents:
            for _ in IDS:
                id = links.get(id, id)
            assert id == origin.head


@given(WORDS.filter(bool))
def test_the_last_word_always_stands(words):
    last = words[-1][0]
    together = any({last.document, last.parent} <= set(one.documents) for one in apply(*words))
    assert together == last.does


CUTS = [word("a", "c", False), word("b", "c", False), word("d", "f"), word("e", "d", False)]


@given(st.permutations(CUTS))
def test_the_order_of_words_that_do_not_meet_changes_nothing(shuffled):
    assert {frozenset(one.documents) for one in apply(*shuffled)} == {frozenset(one.documents) for one in apply(*CUTS)}


def test_a_case_without_dates_has_origins_too():
    undated = [replace(one, source=replace(one.source, date=None)) for one in DOCUMENTS]
    assert groups(judged_origins(FOUND, undated, [word("f", "a")])) == ["abcf", "de"]
