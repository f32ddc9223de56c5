"""Sentences -> the windows that the model sees: a run of sentences in focus, with what stands before and after.

A window holds a head (who publishes), context, the sentences in focus, and context again. Statements are taken from the
sentences in focus; their speakers and targets may stand anywhere in the window. Training and reading cut alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimant.extract.wordpiece import Word

HEAD = 20
"""At most so many pieces of the head: publisher and title."""
BEFORE = 96
"""At most so many pieces of context before the focus: the sentence or two where a pronoun's name stands."""
AFTER = 40
"""At most so many pieces of context after it."""
FOCUS = 128
"""At most so many pieces in focus; one longer sentence is cut."""
LONGEST = HEAD + BEFORE + FOCUS + AFTER + 2
"""No window has more pieces than this, with the marks of its beginning and end."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words of one document for one look of the model: `head` words come first, `focus` counts from the first word."""

    head: tuple[Word, ...]
    words: tuple[Word, ...]
    focus: tuple[int, int]

    def __len__(self) -> int:
        return 2 + sum(len(word.pieces) for word in (*self.head, *self.words))


def runs(lengths: Sequence[int], wanted: Sequence[bool], most: int = FOCUS) -> Iterator[tuple[int, int]]:
    """Runs [first, last) of neighbouring wanted sentences whose pieces together are at most ``most``."""
    first, total = None, 0
    for index, (length, want) in enumerate(zip(lengths, wanted, strict=True)):
        if first is not None and (not want or total + length > most):
            yield first, index
            first = None
        if want and first is None:
            first, total = index, 0
        total += length
    if first is not None:
        yield first, len(lengths)


def window(
    head: Sequence[Word],
    sentences: Sequence[Sequence[Word]],
    first: int,
    last: int,
    *,
    before: int = BEFORE,
    after: int = AFTER,
    focus: int = FOCUS,
) -> Iterator[Window]:
    """The windows of the sentences [first, last): one, or several where one sentence is longer than a focus."""
    middle = [word for sentence in sentences[first:last] for word in sentence]
    earlier = [word for sentence in sentences[max(0, first - 8) : first] for word in sentence]
    later = [word for sentence in sentences[last : last + 2] for word in sentence]
    for start, end in _cuts(middle, focus):
        left = _last(earlier + middle[:start], before)
        right = _first(middle[end:] + later, after)
        yield Window(
            head=tuple(_first(head, HEAD)),
            words=(*left, *middle[start:end], *right),
            focus=(len(left), len(left) + end - start),
        )


def parts(words: Sequence[Word], most: int = FOCUS) -> list[Sequence[Word]]:
    """A sentence as one part, or as several where it is longer than a focus: lists, tables, and what is no sentence."""
    return [words[start:end] for start, end in _cuts(words, most)]


def _cuts(words: Sequence[Word], most: int) -> Iterator[tuple[int, int]]:
    start, total = 0, 0
    for index, word in enumerate(words):
        if total + len(word.pieces) > most and index > start:
            yield start, index
            start, total = index, 0
        total += len(word.pieces)
    if start < len(words):
        yield start, len(words)


def _first(words: Sequence[Word], most: int) -> Sequence[Word]:
    total = 0
    for index, word in enumerate(words):
        total += len(word.pieces)
        if total > most:
            return words[:index]
    return words


def _last(words: Sequence[Word], most: int) -> Sequence[Word]:
    total = 0
    for index in range(len(words) - 1, -1, -1):
        total += len(words[index].pieces)
        if total > most:
            return words[index + 1 :]
    return words
