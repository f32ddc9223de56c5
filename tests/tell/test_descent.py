"""An origin is shown as a tree: what hangs on what, how that shows, and how sure it is, in words."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claimant.model import Link, Origin, Passage, Source
from claimant.tell.blocks import Item, Items, Strong
from claimant.tell.descent import DEEPEST, confidence_word, descent


def source(id: str) -> Source:
    return Source(id=id, sha256="", capture="", publisher=f"Paper {id}")


def link(document: str, parent: str, how: str = "near", confidence: float = 0.99, reason: str = "") -> Link:
    return Link(document=document, parent=parent, how=how, likeness=0.94, reason=reason, confidence=confidence)


def tree(*links: Link, documents: str, outside: str | None = None, passages: tuple[Passage, ...] = ()) -> Item:
    origin = Origin(
        id="origin:a",
        head="a",
        documents=tuple(documents),
        links=links,
        outside=outside,
        passages=passages,
    )
    return descent(origin, {id: source(id) for id in documents}, lambda one: (one.name,))


def text(item: Item) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in item.line).replace("\u00a0", " ")


def lines(item: Item, indent: str = "") -> list[str]:
    below = [one for block in item.blocks if isinstance(block, Items) for one in block.items]
    return [indent + text(item), *(line for one in below for line in lines(one, indent + "  "))]


def test_a_copy_of_a_copy_stands_below_it_with_its_confidence_in_words():
    assert lines(tree(link("b", "a"), link("c", "b", "sentences", 0.87, "shares most of it."), documents="abc")) == [
        "Paper a",
        "  Nearly the same text as Paper a, 94 % alike; confidence in the link: high: Paper b",
        "    Mostly the same sentences as Paper b, 94 % alike; confidence in the link: moderate (shares most of it): Paper c",
    ]


def test_a_report_that_is_not_among_the_documents_is_the_root():
    outside = "outside:reuters:2031-03-01"
    made = tree(
        link("a", outside, "credit", 0.85), link("b", outside, "credit", 0.6), documents="ab", outside="Reuters"
    )
    assert lines(made) == [
        "A report of Reuters, not among the documents.",
        "  Tells its report; confidence in the link: moderate: Paper a",
        "  Tells its report; confidence in the link: low: Paper b",
    ]


def test_what_a_document_has_from_elsewhere_stands_below_it():
    def passage(reason: str) -> Passage:
        return Passage(
            document="a", start=0, end=9, how="credit", parents=("outside:x",), reason=reason, confidence=0.9
        )

    told = tuple(passage(f"tells what {name} reported") for name in ("TASS", "TASS", *"bcdefg"))
    (_, line) = lines(tree(documents="a", passages=told))
    assert line.startswith(
        "  In part from elsewhere: it tells what TASS reported (confidence high) (2 times); tells what b"
    )
    assert line.endswith("; and 2 further passages.")


def test_a_long_chain_of_copies_is_set_in_no_deeper_than_can_be_read():
    ids = [chr(ord("a") + n) for n in range(20)]
    made = tree(*(link(child, parent) for parent, child in pairwise(ids)), documents="".join(ids))
    shown = lines(made)
    assert len(shown) == 20 and max(len(line) - len(line.lstrip()) for line in shown) == 2 * DEEPEST


def test_documents_whose_parent_is_not_shown_hang_on_the_head():
    assert lines(tree(link("b", "gone"), documents="ab"))[1].startswith("  Nearly the same text as another document")


@pytest.mark.parametrize(("confidence", "word"), [(1.0, "high"), (0.9, "high"), (0.75, "moderate"), (0.6, "low")])
def test_confidence_in_words(confidence: float, word: str):
    assert confidence_word(confidence) == word


def test_names_are_set_apart_as_somebody_elses_words():
    made = tree(link("a", "outside:reuters:x", "credit"), documents="a", outside="Reu\u202eters\n")
    assert Strong("Reuters", data=True) in made.line
