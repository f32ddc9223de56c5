"""What is kept of a case's documents changes nothing: with it or without, the same is resolved, also a second time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claimant.model import Ledger
from claimant.resolve import gazetteer, ground, resolve
from claimant.resolve.ground import Ground

from .makers import document, ledger

SENTENCES = (
    "Russia blamed Ukraine for the attack at Vell on 3 May 2024.",
    "The minister, Ivo Tarn, denied it.",
    "Tarn said that Iran was behind the bombing of the port in 2019.",
    "Islamic State claimed responsibility for the attack at Vell.",
    "Nobody claimed the murder of the judge last week.",
    "The army said that the rebels killed twelve people.",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map(" ".join)
QUESTION = "Who attacked Vell?"


def kept(of: Ledger) -> Ground:
    heads = frozenset(origin.head for origin in of.origins)
    return ground(of.question, of.documents, heads, days=of.days, known=gazetteer())


@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_a_case_is_the_same_with_what_was_kept_as_without(texts: list[str]):
    given_ledger = ledger(QUESTION, [document(text, id=f"d{n}") for n, text in enumerate(texts)])
    on = kept(given_ledger)
    alone = resolve(given_ledger)
    assert resolve(given_ledger, on=on) == alone
    assert resolve(given_ledger, on=on) == alone, "hearing leaves no trace in what is kept"


def test_what_was_made_from_something_else_is_not_used():
    one, two = (document(text, id=id) for text, id in zip(SENTENCES[:2], "ab", strict=True))
    apart, together = ledger(QUESTION, [one, two]), ledger(QUESTION, [one, two], origins=[["a", "b"]])
    other = replace(apart, question="Who bombed the port?")
    for mine, strange in ((apart, together), (apart, other), (apart, ledger(QUESTION, [one]))):
        assert resolve(mine, on=kept(strange)) == resolve(mine)
