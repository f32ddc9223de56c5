"""How much wording texts share: words, word 5-grams, and which pairs are worth comparing.

A 5-gram ("shingle") is five words in a row, whatever the punctuation and case. Pairs are found through a sample of
the shingles (those whose hash divides by SAMPLING, as in Broder's "On the resemblance and containment of documents",
1997). Unlike MinHash bands, which find texts of high Jaccard likeness, the sample also finds a short text contained
in a long one. What is reported is always counted on all shingles, never estimated.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

SHINGLE = 5
"""Words in a row that make one unit of wording."""
SAMPLING = 4
"""One shingle in so many is looked up when pairs are sought."""
CROWD = 256
"""Texts that share one shingle up to which all are paired. In a larger crowd each is paired with the NEIGHBOURS first
texts and with the NEIGHBOURS before it, so that a thousand copies of one text cost a thousand times little."""
NEIGHBOURS = 32

# Letters and digits; scripts written without spaces count each character as a word.
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Wording:
    """One text's words as 64-bit hashes."""

    words: Hashes

    @cached_property
    def shingles(self) -> Hashes:
        """Its distinct shingles, sorted; none where it has fewer than SHINGLE words."""
        count = len(self.words) - SHINGLE + 1
        if count < 1:
            return np.empty(0, dtype=np.uint64)
        mixed = np.zeros(count, dtype=np.uint64)
        for place in range(SHINGLE):
            mixed = (mixed ^ self.words[place : place + count]) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(29)
        return np.unique(mixed)

    @cached_property
    def digest(self) -> bytes:
        """Equal for texts with the same words in the same order."""
        return hashlib.sha256(self.words.tobytes()).digest()


def wording(text: str, known: dict[str, int]) -> Wording:
    """The wording of `text`; `known` keeps the hashes of words from one text to the next."""
    hashes = []
    for word in _WORDS.findall(text.casefold()):
        value = known.get(word)
        if value is None:
            value = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
            known[word] = value
        hashes.append(value)
    return Wording(np.array(hashes, dtype=np.uint64))


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share: Jaccard likeness, and the share of the smaller one that the larger contains; 0 to 1."""

    jaccard: float
    contained: float


def shared(one: Wording, other: Wording) -> Shared:
    """Count the shingles that two texts share."""
    common = len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
    smaller = min(len(one.shingles), len(other.shingles))
    if not smaller:
        return Shared(0.0, 0.0)
    return Shared(common / (len(one.shingles) + len(other.shingles) - common), common / smaller)


def pairs(texts: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """The places (i < j) of texts that share sampled shingles, where the sample does not rule a likeness out.

    A pair is ruled out where fewer than one in ten of the smaller text's sampled shingles is shared, which for texts
    that share a third of their wording happens about never.
    """
    samples = [text.shingles[text.shingles % np.uint64(SAMPLING) == 0] for text in texts]
    sizes = np.array([len(sample) for sample in samples], dtype=np.int64)
    if not sizes.sum():
        return
    hashes = np.concatenate(samples)
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), sizes)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.concatenate(([0], np.flatnonzero(hashes[1:] != hashes[:-1]) + 1))
    lengths = np.diff(np.concatenate((starts, [len(hashes)])))

    found: list[npt.NDArray[np.int64]] = []
    for length in np.unique(lengths[lengths > 1]):
        group = owners[starts[lengths == length][:, None] + np.arange(length)]
        first, second = _crossings(int(length))
        found.append((group[:, first] * len(texts) + group[:, second]).ravel())
    if not found:
        return
    codes, counts = np.unique(np.concatenate(found), return_counts=True)
    left, right = np.divmod(codes, len(texts))
    promising = counts * 10 >= np.minimum(sizes[left], sizes[right])
    yield from zip(left[promising].tolist(), right[promising].tolist(), strict=True)


def _crossings(length: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    one, other = np.triu_indices(length, 1)
    if length <= CROWD:
        return one, other
    kept = (one < NEIGHBOURS) | (other - one <= NEIGHBOURS)
    return one[kept], other[kept]
