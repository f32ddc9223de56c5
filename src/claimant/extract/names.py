"""Known names of actors, found in a sentence whatever its case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import ahocorasick

from claimant.extract.tokens import Token, index_at
from claimant.text import fold


@dataclass(frozen=True, slots=True)
class Names:
    """An automaton over names. The empty one finds nothing."""

    automaton: Any = field(default=None, compare=False)

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Made from names as they are written; those shorter than three letters are left out."""
        automaton = ahocorasick.Automaton()
        for name in sorted({fold(name) for name in names if len(name) > 2}):
            automaton.add_word(name, len(name))
        if not len(automaton):
            return cls()
        automaton.make_automaton()
        return cls(automaton)

    def at(self, words: Sequence[Token], folded: str, start: int, end: int) -> frozenset[int]:
        """The indices of the tokens of the sentence folded[start:end] that belong to a known name."""
        if self.automaton is None:
            return frozenset()
        found: set[int] = set()
        part = folded[start:end]  # the automaton copies the whole text that it is given, whatever the limits
        for last, length in self.automaton.iter(part):
            first = last - length + 1
            if first and part[first - 1].isalnum() or last + 1 < len(part) and part[last + 1].isalnum():
                continue  # inside a longer word
            found.update(range(index_at(words, start + first), index_at(words, start + last) + 1))
        return frozenset(found)
