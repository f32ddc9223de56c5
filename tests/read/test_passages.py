"""Words that a document has from elsewhere, while the rest is its own: sentences word for word, and quotations."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from claimant.model import Document, Passage
from claimant.read import origins

from .makers import document

WORDS = [f"word{number}" for number in range(3000)]
SENTENCE = "The governor of the province said that the men who came over the river at night had been sent by the council of Ostria."
SAID = "we will find the people who did this and they will not sleep well again"


def text(seed: int, count: int = 100) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def passages(*documents: Document) -> list[Passage]:
    return [passage for origin in origins(documents) for passage in origin.passages]


def test_a_long_sentence_that_an_earlier_text_has_word_for_word_comes_from_there():
    a = document("a", f"{text(1)}. {SENTENCE} {text(2)}", "2031-03-01", publisher="Harbour Post")
    b = document("b", f"{text(3)}. {SENTENCE.upper()} {text(4)}", "2031-03-02")
    (passage,) = passages(b, a)
    assert (passage.document, passage.how, passage.parents) == ("b", "sentences", ("origin:a",))
    assert b.text[passage.start : passage.end] == SENTENCE.upper().rstrip(".")
    assert passage.reason == f"has {len(SENTENCE.split())} words in a row from Harbour Post, 1 March 2031"


def test_a_short_sentence_in_common_is_nobodys():
    short = "The army blamed the council of Ostria for it."
    assert (
        passages(document("a", f"{text(1)}. {short} {text(2)}"), document("b", f"{text(3)}. {short} {text(4)}")) == []
    )


def test_an_exact_copy_has_the_passages_of_the_text_that_it_copies():
    a = document("a", f"{text(1)}. {SENTENCE} {text(2)}", "2031-03-01")
    b = document("b", f"{text(3)}. {SENTENCE} {text(4)}", "2031-03-02")
    c = document("c", b.text.replace(" ", "  "), "2031-03-03")
    assert [(p.document, p.parents) for p in passages(a, b, c)] == [("b", ("origin:a",)), ("c", ("origin:a",))]


def test_the_same_quoted_words_are_one_utterance_in_texts_of_their_own():
    a = document("a", f'{text(1)}. "{SAID.capitalize()}," the governor said. {text(2)}', "2031-03-01")
    b = document("b", f"{text(3)}. “Believe me, {SAID}!” said the governor. {text(4)}", "2031-03-02")
    assert len(origins([a, b])) == 2
    first, second = passages(a, b)
    assert (first.how, second.how) == ("quote", "quote") and first.parents == second.parents
    assert [one.document for one in (first, second)] == ["a", "b"]
    assert b.text[second.start : second.end] == f"Believe me, {SAID}!"


def test_fewer_than_eight_words_are_soon_said_twice():
    some = "they will not sleep well again"
    quoted = [document(id, f'{text(n)}. "{some}," said he. {text(n + 9)}') for n, id in enumerate("ab")]
    assert passages(*quoted) == []


def test_a_quote_mark_that_is_missing_spoils_its_own_paragraph_only():
    a = document("a", f'{text(1)} "and so on.\n\n"{SAID}," the governor said. {text(2)}')
    b = document("b", f"{text(3)}. «{SAID}» {text(4)}")
    assert {passage.document for passage in passages(a, b)} == {"a", "b"}


@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "«", "»", SENTENCE, SAID, "\n\n", " İ ß ", "Reuters reported. "]), max_size=30
    )
)
def test_every_passage_lies_in_its_document(parts: list[str]):
    documents = [document("a", "x " + "".join(parts)), document("b", f"{SENTENCE} “{SAID}” {text(5)}")]
    for passage in passages(*documents):
        whole = {one.id: one.text for one in documents}[passage.document]
        assert 0 <= passage.start < passage.end <= len(whole) and passage.parents
