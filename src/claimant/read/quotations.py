"""Quotations: where the same quoted words stand in several texts, which is one utterance, however many heard it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from claimant.model import Document
from claimant.read.likeness import Vocabulary, wordings

WORDS = 8
"""Quoted words in a row that two texts must have in common: fewer are soon said twice ("we will find those who did it")."""

# A quotation stays inside its line, so that a mark that is missing spoils one paragraph at most.
_QUOTED = re.compile(r"\"([^\"“”\n]*)\"|“([^“”\n]*)[”\"]|„([^„“”\n]*)[“”]|«([^«»\n]*)»|「([^「」\n]*)」")
_SHORTEST = 2 * WORDS - 1
_OPENERS = ('"', "“", "„", "«", "「")


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two quote marks: which document (its place), and [start, end) in its text."""

    document: int
    start: int
    end: int


def utterances(documents: Sequence[Document], known: Vocabulary) -> tuple[tuple[Quotation, ...], ...]:
    """Quotations of one utterance: those that share WORDS words in a row, in more than one document; each in order.

    A quotation that one text cuts short is found with the whole. `known` keeps the hashes of words.
    """
    found = [
        Quotation(place, match.start() + 1, match.end() - 1)
        for place, document in enumerate(documents)
        if any(mark in document.text for mark in _OPENERS)
        for match in _QUOTED.finditer(document.text)
        if match.end() - match.start() > _SHORTEST
    ]
    quoted = (documents[one.document].text[one.start : one.end] for one in found)
    rows = [one.in_order for one in wordings(quoted, known, WORDS)]
    sizes = [len(row) for row in rows]
    if not sum(sizes):
        return ()
    owners = np.repeat(np.arange(len(found)), sizes)
    hashes = np.concatenate(rows)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    same = np.flatnonzero(hashes[1:] == hashes[:-1])
    root = list(range(len(found)))

    def top(one: int) -> int:
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for one, other in {(int(a), int(b)) for a, b in zip(owners[same], owners[same + 1], strict=True) if a != b}:
        low, high = sorted((top(one), top(other)))
        root[high] = low
    groups: dict[int, list[Quotation]] = {}
    for number, quotation in enumerate(found):
        groups.setdefault(top(number), []).append(quotation)
    return tuple(tuple(group) for group in groups.values() if len({one.document for one in group}) > 1)
