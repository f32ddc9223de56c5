"""The gate: which sentences are worth the network's time.

A glance instead of a reading: each piece looks at itself and at the piece on either side, the strongest impressions of a
sentence are kept (a convolution of width three and a maximum: Collobert et al. 2011, Kim 2014), and with those of its
neighbours they make one number. training/gate.py fits it to pass what the network finds or people marked, and sets the
limit so that nearly all of that passes. It errs on the side of reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimant.extract.wordpiece import Word

_BLOCK = 50_000
"""Pieces looked at together, so that a text of any length takes little memory."""


@dataclass(frozen=True)
class Gate:
    """The numbers of the glance. `d` impressions, some tens."""

    before: NDArray[np.float32]
    """[pieces of the vocabulary, d]: what a piece adds to the impressions at the piece after it."""
    here: NDArray[np.float32]
    """[pieces, d]: ... at itself."""
    after: NDArray[np.float32]
    """[pieces, d]: ... at the piece before it."""
    own: NDArray[np.float32]
    """[d]: what an impression of the sentence counts."""
    beside: NDArray[np.float32]
    """[d]: what an impression of a neighbouring sentence counts."""
    least: float
    """A sentence passes whose sum is at least this."""

    def __call__(self, sentences: Sequence[Sequence[Word]]) -> list[bool]:
        """For each sentence, whether the network should read it. A sentence without words never passes."""
        filled = [i for i, sentence in enumerate(sentences) if sentence]
        passed = [False] * len(sentences)
        for i, value in zip(filled, self.sums([sentences[i] for i in filled]), strict=True):
            passed[i] = bool(value >= self.least)
        return passed

    def sums(self, sentences: Sequence[Sequence[Word]]) -> NDArray[np.float32]:
        """One number for each sentence; none of them may be empty."""
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        strongest = np.full((len(sentences) + 2, len(self.own)), -1.0, dtype=np.float32)
        for first, last, pieces, starts in _blocks(sentences):
            felt = np.tanh(self.before[pieces[:-2]] + self.here[pieces[1:-1]] + self.after[pieces[2:]])
            strongest[first + 1 : last + 1] = np.maximum.reduceat(felt, starts)
        around = np.maximum(strongest[:-2], strongest[2:])
        sums = strongest[1:-1] @ self.own + around @ self.beside
        return sums.astype(np.float32)


def _blocks(
    sentences: Sequence[Sequence[Word]],
) -> list[tuple[int, int, NDArray[np.int64], NDArray[np.int64]]]:
    """Sentences [first, last) with their pieces, one of padding before and after, and where each sentence starts."""
    blocks = []
    pieces: list[int] = [0]
    starts: list[int] = []
    first = 0
    for index, sentence in enumerate(sentences):
        starts.append(len(pieces) - 1)
        for word in sentence:
            pieces.extend(word.pieces)
        if len(pieces) > _BLOCK or index == len(sentences) - 1:
            blocks.append((first, index + 1, np.array([*pieces, 0]), np.array(starts)))
            pieces, starts, first = [0], [], index + 1
    return blocks
