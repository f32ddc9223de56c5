"""Text that remembers where each of its characters stood in the original."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

Edit = tuple[int, int, str]
"""Replace the characters [start, end) by this text."""


class Traced:
    """A text and, for each character, its offset in the original it was made from (-1 where it has none).

    Immutable: every change gives a new value. Changes are lists of edits, so that one pass over a text of n
    characters costs n, however many edits there are.
    """

    __slots__ = ("places", "text")

    def __init__(self, text: str, places: npt.NDArray[np.int64] | None = None) -> None:
        self.text = text
        self.places = np.arange(len(text), dtype=np.int64) if places is None else places

    def replaced(self, edits: Iterable[Edit]) -> Traced:
        """The text after `edits`, which must be in order and must not overlap.

        Of a replacement only the first character keeps its place, and only where it still is the original's first
        character up to normalisation; a replacement as long as what it replaces keeps every such place.
        """
        parts: list[str] = []
        places: list[npt.NDArray[np.int64]] = []
        done = 0
        for start, end, new in edits:
            parts += self.text[done:start], new
            places += self.places[done:start], self._places_of(start, end, new)
            done = end
        if not parts:
            return self
        return Traced("".join((*parts, self.text[done:])), np.concatenate((*places, self.places[done:])))

    def substituted(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> Traced:
        """The text with each match of `pattern` replaced."""
        return self.replaced(
            (match.start(), match.end(), new if isinstance(new, str) else new(match))
            for match in pattern.finditer(self.text)
        )

    def reduced(self, pattern: re.Pattern[str], group: int = 1) -> Traced:
        """The text with each match of `pattern` cut down to one of its groups."""

        def edits() -> Iterable[Edit]:
            for match in pattern.finditer(self.text):
                yield match.start(), match.start(group), ""
                yield match.end(group), match.end(), ""

        return self.replaced(edits())

    def cut(self, start: int, end: int) -> Traced:
        """The characters [start, end) alone."""
        return Traced(self.text[start:end], self.places[start:end])

    def alignment(self) -> tuple[tuple[int, int, int], ...]:
        """The places as runs: (start in the text, start in the original, length)."""
        if not self.text:
            return ()
        breaks = np.flatnonzero((np.diff(self.places) != 1) | (self.places[:-1] < 0) | (self.places[1:] < 0)) + 1
        starts = np.concatenate(([0], breaks))
        ends = np.concatenate((breaks, [len(self.text)]))
        return tuple(
            (int(start), int(self.places[start]), int(end - start))
            for start, end in zip(starts, ends, strict=True)
            if self.places[start] >= 0
        )

    def _places_of(self, start: int, end: int, new: str) -> npt.NDArray[np.int64]:
        places = np.full(len(new), -1, dtype=np.int64)
        aligned = len(new) if len(new) == end - start else min(1, len(new), end - start)
        for offset in range(aligned):
            if same_character(self.text[start + offset], new[offset]):
                places[offset] = self.places[start + offset]
        return places


def same_character(one: str, other: str) -> bool:
    """Whether two characters are the same up to normalisation: both blank, or with the same base letter."""
    if one == other or (_blank(one) and _blank(other)):
        return True
    return unicodedata.normalize("NFKD", one)[:1] == unicodedata.normalize("NFKD", other)[:1]


def _blank(character: str) -> bool:
    return character.isspace() or not character
