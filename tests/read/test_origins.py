from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.model import Document, Moment, Origin
from claimant.read import origins
from claimant.read.likeness import Vocabulary, pairs, shared, wording
from claimant.settings import Settings

from .makers import document

WORDS = [f"word{number}" for number in range(3000)]


def words(seed: int, count: int) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def text(seed: int, count: int = 100) -> str:
    return " ".join(words(seed, count))


def groups(found: tuple[Origin, ...]) -> list[tuple[str, ...]]:
    return [origin.documents for origin in found]


def test_texts_of_their_own_are_origins_of_their_own():
    found = origins([document("a", text(1), "2024-03-22"), document("b", text(2), "2024-03-21")])
    assert [(origin.id, origin.head, origin.documents, origin.links) for origin in found] == [
        ("origin:b", "b", ("b",), ()),
        ("origin:a", "a", ("a",), ()),
    ]


def test_the_same_words_in_other_case_and_dress_are_an_exact_copy_of_the_earliest():
    a = document("a", text(1).upper().replace(" ", ", "), "2024-03-23")
    b = document("b", text(1), "2024-03-22T10:00Z", publisher="Harbour Post")
    (origin,) = origins([a, b])
    (link,) = origin.links
    assert (origin.head, link.document, link.parent, link.how, link.likeness) == ("b", "a", "b", "exact", 1.0)
    assert link.reason == "has the same words as Harbour Post, 22 March 2024"


def test_a_text_with_a_few_words_changed_is_a_near_copy_and_says_how_near():
    changed = words(1, 200)
    changed[50] = changed[150] = "another"
    (origin,) = origins([document("a", text(1, 200), publisher="Harbour Post"), document("b", " ".join(changed))])
    (link,) = origin.links
    assert link.how == "near" and 0.9 < link.likeness < 1
    assert link.reason == f"shares {100 * link.likeness:.0f} % of its wording with Harbour Post"


def test_a_lightly_cut_copy_is_found_in_a_text_ten_times_as_long():
    long = words(1, 600)
    (origin,) = origins(
        [document("a", " ".join(long), "2024-03-22"), document("b", " ".join(long[100:160]), "2024-03-23")]
    )
    assert origin.links[0].how == "near" and origin.links[0].likeness == 1.0


def test_a_longer_text_that_takes_in_an_earlier_one_says_so():
    (origin,) = origins(
        [document("a", text(1, 60), "2024-03-22"), document("b", text(1, 60) + " " + text(2, 300), "2024-03-23")]
    )
    assert origin.links[0].reason == "holds 100 % of the wording of a, 22 March 2024"


def test_under_forty_words_inside_another_text_are_a_quotation_not_a_copy():
    assert len(origins([document("a", text(1, 600)), document("b", " ".join(words(1, 600)[:30]))])) == 2


def test_texts_under_twelve_words_are_grouped_by_exact_copy_only():
    short = [
        document("a", "The army denied it on Friday in the evening."),
        document("b", "The army denied it on Friday in the evening, too."),
    ]
    assert len(origins(short)) == 2
    assert len(origins([short[0], document("c", "the army denied it on friday in the evening")])) == 1


def half(seed: int) -> str:
    return " ".join(words(1, 100) + words(seed, 100))


def test_texts_with_one_agency_line_and_shared_wording_are_the_agencys():
    a, b = (
        document("a", half(2), agency="AP"),
        document("b", half(3), agency="The Associated Press", publisher="Harbour Post"),
    )
    (origin,) = origins([a, b])
    assert origin.agency == "AP"
    assert origin.links[0].how == "agency" and origin.links[0].likeness == pytest.approx(0.49, abs=0.02)
    assert (
        origin.links[0].reason
        == "carries the words of The Associated Press, as a does, and shares 49 % of its wording with it"
    )
    assert len(origins([a, document("b", half(3))])) == 2


def test_an_agencys_own_text_is_joined_to_those_that_carry_its_line():
    own = document("own", half(2), "2024-03-22", publisher="Northline Wire")
    (origin,) = origins([document("b", half(3), "2024-03-23", agency="Northline Wire"), own])
    assert (origin.head, origin.agency) == ("own", "Northline Wire")


def test_one_agency_line_without_shared_wording_joins_nothing_but_is_noted():
    found = origins([document("a", text(1), agency="AP"), document("b", text(2), agency="AP")])
    assert [origin.agency for origin in found] == ["AP", "AP"]


def test_a_chain_of_copies_is_one_origin_and_each_link_keeps_its_own_likeness():
    one = words(1, 200)
    two = one[:178] + words(2, 22)
    three = two[22:] + words(3, 22)
    found = origins(
        [document(name, " ".join(part), f"2024-03-2{name}") for name, part in (("1", one), ("2", two), ("3", three))]
    )
    assert groups(found) == [("1", "2", "3")]
    assert [(link.document, link.parent) for link in found[0].links] == [("2", "1"), ("3", "2")]


def test_echo_overlap_says_from_where_on_a_text_is_a_near_copy():
    one = words(1, 200)
    pair = [document("1", " ".join(one)), document("2", " ".join(one[:160] + words(2, 40)))]
    assert [origins(pair, using=Settings(echo_overlap=share))[0].links[0].how for share in (0.6, 0.75)] == [
        "near",
        "sentences",
    ]


def test_half_of_a_text_word_for_word_in_another_is_one_origin_with_less_confidence():
    a = document("a", " ".join(words(1, 130) + words(2, 70)), "2024-03-22", publisher="Harbour Post")
    b = document("b", " ".join(words(1, 130) + words(3, 70)), "2024-03-23")
    (origin,) = origins([b, a])
    (link,) = origin.links
    assert (link.document, link.parent, link.how) == ("b", "a", "sentences")
    assert (
        link.reason
        == f"shares {100 * link.likeness:.0f} % of the shorter text’s wording, word for word, with Harbour Post, 22 March 2024"
    )
    assert link.confidence < origins([a, document("c", a.text)])[0].links[0].confidence
    assert link.id == "b > a"


def test_a_collection_that_takes_in_two_reports_whole_does_not_make_them_one():
    one, two = words(1, 80), words(2, 80)
    reports = [
        document("one", " ".join(one), "2024-03-22"),
        document("two", " ".join(two), "2024-03-22"),
        document("both", " ".join(one + two + words(3, 80)), "2024-03-23"),
    ]
    assert sorted(map(len, groups(origins(reports)))) == [1, 2]


def test_likely_links_pass_nothing_on():
    """Each text has half of its words from the one before: a chain of ten is no single origin."""
    chain = [document(f"{n}", " ".join(words(n, 100) + words(n + 1, 100)), f"2024-03-{10 + n}") for n in range(10)]
    assert max(map(len, groups(origins(chain, using=Settings(echo_overlap=0.9))))) <= 3


@st.composite
def cases(draw: st.DrawFn) -> list[Document]:
    made = []
    for number in range(draw(st.integers(1, 8))):
        seed, cut = draw(st.integers(1, 3)), draw(st.integers(0, 120))
        body = words(seed, 160)[cut:] + words(100 + number, draw(st.sampled_from([0, 0, 5, 40])))
        body += words(draw(st.integers(1, 3)), draw(st.sampled_from([0, 0, 60, 120])))
        lead = draw(st.sampled_from(["", "", "Reuters reported it on Friday. ", "According to the AP, it was so. "]))
        said = draw(st.sampled_from(["", f' "{" ".join(words(7, 12))}," he said.']))
        made.append(
            document(
                f"d{number}",
                lead + " ".join(body) + said,
                draw(st.sampled_from([None, "2024-03-22", "2024-03-22T10:00Z", "2024-03-23"])),
                agency=draw(st.sampled_from([None, None, "AP", "AFP"])),
                publisher=draw(st.sampled_from([None, "Harbour Post", "Reuters"])),
            )
        )
    return made


@given(cases(), st.randoms())
def test_the_order_given_changes_nothing_and_every_document_is_in_one_origin(documents, chance):
    found = origins(documents)
    mixed = documents[:]
    chance.shuffle(mixed)
    assert origins(mixed) == found
    assert sorted(id for origin in found for id in origin.documents) == sorted(one.id for one in documents)
    for origin in found:
        assert origin.documents[0] == origin.head and origin.id == f"origin:{origin.head}"
        inside = [link for link in origin.links if not link.parent.startswith("outside:")]
        assert [link.document for link in origin.links] == list(origin.documents[0 if origin.outside else 1 :])
        assert all(link.parent in origin.documents and 0 < link.likeness <= 1 for link in inside)
        assert all(0.5 < link.confidence <= 1 for link in origin.links)


@given(cases(), st.data())
def test_a_later_reprint_never_adds_an_origin(documents, data):
    """By a paper that nobody credits: a copy in the name of an agency that others credit may well move these to it."""
    model = data.draw(st.sampled_from(documents))
    again = replace(
        model,
        source=replace(
            model.source,
            id="copy",
            date=Moment.parse("2024-04-01") if model.source.date else None,
            publisher="Reprints",
        ),
    )
    assert len(origins([*documents, again])) <= len(origins(documents))


def test_documents_with_one_id_count_once():
    assert groups(origins([document("a", text(1)), document("a", text(1))])) == [("a",)]


def test_pairs_leaves_out_no_copy_that_comparing_all_with_all_finds():
    known = Vocabulary()
    texts = [wording(" ".join(words(seed, 120)[cut:]), known) for seed in range(6) for cut in range(0, 80, 10)]
    everyone = {
        (i, j)
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if shared(texts[i], texts[j]).contained >= 0.35
    }
    assert everyone <= set(pairs(texts))


def test_a_thousand_texts_are_grouped_in_a_moment():
    documents = [document(f"d{number:03}", text(number % 900, 400)) for number in range(1000)]
    started = time.process_time()
    assert len(origins(documents)) == 900
    assert time.process_time() - started < 5  # 0.4 s on an idle machine
