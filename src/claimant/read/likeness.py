"""How much wording texts share: words, word 5-grams, and which pairs are worth comparing.

A 5-gram ("shingle") is five words in a row, whatever the punctuation and case. Pairs are found through a sample of
the shingles (those whose hash divides by SAMPLING, as in Broder's "On the resemblance and containment of documents",
1997). Unlike MinHash bands, which find texts of high Jaccard likeness, the sample also finds a short text contained
in a long one. What is reported is always counted on all shingles, never estimated.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
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
SENTENCE, EARLIEST = 3, 16
"""Sampled shingles in common (about a sentence of sixteen words) from which a text is compared with another, however long they
are; each with so many of the first that have as much of it, so that a line under all texts of one publisher costs little."""

# Letters and digits; scripts written without spaces count each character as a word.
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


class Vocabulary(dict[str | bytes, int]):
    """The 64-bit hash of each word, worked out when it is first met; of a word in ASCII also by its bytes."""

    def __missing__(self, word: str | bytes) -> int:
        plain = word.encode() if isinstance(word, str) else word
        value = int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "little")
        self[word] = value
        return value

    def numbers(self) -> Hashes:
        """The hashes of the words met so far that are numbers of two digits or more."""
        found = [value for word, value in self.items() if len(word) > 1 and word.isdigit()]
        return np.unique(np.array(found, dtype=np.uint64))


@dataclass(frozen=True)
class Wording:
    """One text's words as 64-bit hashes, and its shingles in the order of the text (none of fewer than SHINGLE words)."""

    words: Hashes
    in_order: Hashes

    @cached_property
    def shingles(self) -> Hashes:
        """Its distinct shingles, sorted."""
        ordered = np.sort(self.in_order)
        return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered

    @cached_property
    def digest(self) -> bytes:
        """Equal for texts with the same words in the same order."""
        return hashlib.sha256(self.words.tobytes()).digest()


def grams(words: Hashes, size: int) -> Hashes:
    """One hash for every `size` words in a row, in order."""
    count = len(words) - size + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        mixed = (mixed ^ words[place : place + count]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return mixed


def wordings(texts: Iterable[str], known: Vocabulary, size: int = SHINGLE) -> list[Wording]:
    """The wording of each text, with shingles of `size` words; `known` keeps the hashes of words."""
    lengths: list[int] = []
    rows: list[Hashes] = []
    for text in texts:
        words = _words(text)
        lengths.append(len(words))
        rows.append(np.fromiter(map(known.__getitem__, words), dtype=np.uint64, count=len(words)))
    if not rows:
        return []
    # All at once, since most texts are short: those that reach over the end of a text are left out below.
    everything = grams(np.concatenate(rows), size)
    starts = np.concatenate(([0], np.cumsum(lengths))).tolist()
    return [
        Wording(row, everything[start : start + max(0, len(row) - size + 1)])
        for row, start in zip(rows, starts[:-1], strict=True)
    ]


def wording(text: str, known: Vocabulary) -> Wording:
    """The wording of one text."""
    return wordings([text], known)[0]


def _words(text: str) -> list[str] | list[bytes]:
    """The words in lower case. Cutting the bytes of an ASCII text finds the same ones in a third of the time.

    Most English texts have nothing beyond ASCII but marks between words, which may as well be spaces.
    """
    for mark in "" if text.isascii() else _MARKS:
        text = text.replace(mark, " ")
    if text.isascii():
        return text.encode().translate(_ASCII).split()
    return _WORDS.findall(text.casefold())


_MARKS = "“”‘’–—…\u00a0"
_ASCII = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() or code == ord("_") else 32 for code in range(128)
) + bytes(128)


def places(text: str, words: int) -> list[tuple[int, int]]:
    """Where each of the text's words stands, [start, end); empty where they are not `words` many.

    A few letters become several when their case is folded, and then a word may fall apart; such a text has no places.
    """
    found = [match.span() for match in _WORDS.finditer(text)]
    return found if len(found) == words else []


def runs(one: Wording, other: Wording, fewest: int) -> list[tuple[int, int]]:
    """The words [start, end) of `one` that stand in `other` word for word, in runs of `fewest` or more (over SHINGLE)."""
    if not len(other.shingles):
        return []
    inside = held(one.in_order, other.shingles)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inside, [False])).astype(np.int8)))
    return [
        (int(start), int(end) + SHINGLE - 1)
        for start, end in zip(edges[::2], edges[1::2], strict=True)
        if end - start + SHINGLE - 1 >= fewest
    ]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share: Jaccard likeness, and the share of the smaller one that the larger contains; 0 to 1.

    `shingles` is how many distinct shingles both have.
    """

    jaccard: float
    contained: float
    shingles: int = 0


def shared(one: Wording, other: Wording) -> Shared:
    """Count the shingles that two texts share."""
    small, large = sorted((one.shingles, other.shingles), key=len)
    if not len(small):
        return Shared(0.0, 0.0)
    common = int(np.count_nonzero(held(small, large)))
    return Shared(common / (len(small) + len(large) - common), common / len(small), common)


def held(some: Hashes, ordered: Hashes) -> npt.NDArray[np.bool_]:
    """For each hash whether it is among the sorted ones, which are not none."""
    at = np.searchsorted(ordered, some)
    at[at == len(ordered)] = 0
    return np.asarray(ordered[at] == some)


def pairs(texts: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """The places (i < j) of texts that share sampled shingles, where the sample does not rule a likeness out.

    A pair is ruled out where fewer than one in ten of the smaller text's sampled shingles, and fewer than SENTENCE, are
    shared, which for texts that share a third of their wording happens about never.
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
    some = np.flatnonzero(~promising & (counts >= SENTENCE))
    some = some[np.lexsort((left[some], right[some]))]
    before = np.arange(len(some)) - np.searchsorted(right[some], right[some])
    promising[some[before < EARLIEST]] = True
    yield from zip(left[promising].tolist(), right[promising].tolist(), strict=True)


def _crossings(length: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    one, other = np.triu_indices(length, 1)
    if length <= CROWD:
        return one, other
    kept = (one < NEIGHBOURS) | (other - one <= NEIGHBOURS)
    return one[kept], other[kept]
