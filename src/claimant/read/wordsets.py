"""Lists of words, written as they are read."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a line or several, as a set."""
    return frozenset(words.split())
