"""Which deeds a sentence speaks of, and whom or what they struck."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.resolve.deeds import BARE, KNOWN, NEW, by_sentence, deeds, fits
from claimant.text import fold_name


def told(text: str) -> list[tuple[str, str | None]]:
    folded = fold_name(text)
    return [
        (deed.kind, text[slice(*deed.phrase)] if deed.phrase and deed.words else None)
        for deed in deeds(folded, 0, len(folded))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the murder of two judges in May", ("killing", "two judges")),
        ("Gunmen shot Judge Marsh on Friday", ("killing", "Judge Marsh")),
        ("Judge Marsh was shot on Friday", ("killing", "Judge Marsh")),
        ("the bombing of the depot", ("bombing", "the depot")),
        ("A bomb destroyed the depot.", ("bombing", "the depot")),
        ("They blew up a power line.", ("bombing", "a power line")),
        ("the judge's murder", ("killing", "judge's")),
        ("the Oak Street bombing", ("bombing", "Oak Street")),
        ("an attack on a convoy", ("attack", "a convoy")),
        ("Rebels kidnapped a mayor.", ("kidnapping", "a mayor")),
        ("The airliner was hijacked.", ("hijacking", "The airliner")),
    ],
)
def test_what_was_struck_is_read_from_the_words_around(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody claimed the bombing.",
        "a car bombing",
        "Friday's shooting",
        "an earlier attack",
        "He must be killed.",
        "They were killed on the minister's orders.",
        "The attackers were at home.",
        "Twelve people were killed.",
    ],
)
def test_what_struck_nobody_in_particular_has_no_object(text):
    assert [object for _, object in told(text)] == [None] * len(told(text)) != []


def test_how_the_object_is_brought_in_is_kept():
    def how(text: str) -> int:
        return next(deeds(text, 0, len(text))).told

    assert (how("they bombed the bank"), how("they bombed two banks"), how("they bombed a bank")) == (KNOWN, BARE, NEW)


@pytest.mark.parametrize(
    ("kind", "wanted", "fitting"),
    [
        ("killing", {"bombing"}, True),
        ("bombing", {"killing"}, False),
        ("attack", {"kidnapping"}, True),
        ("robbery", {"bombing"}, False),
        ("robbery", set(), True),
    ],
)
def test_people_are_killed_by_a_bombing_but_nobody_is_bombed_by_a_shooting(kind, wanted, fitting):
    assert fits(kind, frozenset(wanted)) is fitting


WORDS = st.lists(
    st.sampled_from("the a bombing bombed of was killed judge Oak on attack who and 4 May . , [ ' é 爆".split()),
    max_size=30,
).map(" ".join)


@given(WORDS)
def test_a_deed_and_its_object_lie_in_the_sentence(text):
    folded = fold_name(text)
    for deed in deeds(folded, 0, len(folded)):
        assert 0 <= deed.start < deed.end <= len(folded)
        if deed.phrase:
            assert deed.start <= deed.phrase[0] < deed.phrase[1] <= deed.end
        assert all(word in folded for word in deed.words)


@given(st.lists(WORDS, max_size=6))
def test_the_deeds_of_a_text_are_those_of_its_sentences(some):
    folded = fold_name("  ".join(some))
    starts = [sum(len(one) + 2 for one in some[:index]) for index in range(len(some))]
    sentences = [(start, start + len(one)) for start, one in zip(starts, some, strict=True) if one]
    found = by_sentence(folded, sentences)
    for index, (start, end) in enumerate(sentences):
        assert found.get(index, []) == list(deeds(folded, start, end))
