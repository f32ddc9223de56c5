"""The gate: what decides whether the network reads a sentence."""

from __future__ import annotations

import numpy as np

from claimant.extract.gate import Gate
from claimant.extract.wordpiece import Word

CLAIMED, RESPONSIBILITY, RAIN, BLAMED = 1, 2, 3, 4


def gate(least: float = 1.0) -> Gate:
    """Feels "claimed responsibility" strongly and "blamed" half as much, and a neighbour's feeling a little."""
    before, here, after = (np.zeros((6, 2), dtype=np.float32) for _ in range(3))
    here[:] = -6
    before[CLAIMED, 0], here[RESPONSIBILITY, 0] = 3, 0
    here[BLAMED, 1] = 3
    return Gate(before, here, after, np.array([1.0, 0.5], np.float32), np.array([0.6, 0.0], np.float32), least)


def sentences(*given: list[int]) -> list[list[Word]]:
    return [[Word(i, i + 1, (piece,)) for i, piece in enumerate(sentence)] for sentence in given]


def test_two_words_side_by_side_pass():
    assert gate(-0.5)(sentences([RAIN, CLAIMED, RESPONSIBILITY], [RAIN, RAIN])) == [True, False]


def test_the_same_words_apart_do_not():
    assert gate(-0.5)(sentences([CLAIMED, RAIN, RESPONSIBILITY])) == [False]


def test_a_neighbour_helps_a_sentence_that_is_nearly_enough():
    alone = gate(-1.2)(sentences([BLAMED]))
    assert alone == [True]
    assert gate(-1.0)(sentences([RAIN], [BLAMED])) == [False, False]
    assert gate(-1.0)(sentences([CLAIMED, RESPONSIBILITY], [BLAMED])) == [True, True]


def test_sentences_are_looked_at_in_blocks_as_at_once():
    many = sentences(*([[RAIN, CLAIMED, RESPONSIBILITY], [RAIN] * 30_000] * 4))
    assert gate(-0.5)(many) == [True, False] * 4


def test_nothing_to_look_at_passes_nothing():
    assert gate(-9.0)([]) == []
    assert gate(-9.0)(sentences([], [RAIN], [])) == [False, True, False]
