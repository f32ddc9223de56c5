"""Text -> words with their offsets and vocabulary pieces: the uncased WordPiece of BERT, without its library.

The method is that of Devlin et al. 2019 (BERT), uncased: clean, lower-case, strip accents, split at white space and at
punctuation, then the longest known piece first (Wu et al. 2016). tests/extract/test_wordpiece.py holds it against the
`tokenizers` package. Words keep their offsets in the text as given, whatever lower-casing does to their length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

PAD, UNKNOWN, BEGIN, END = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
_LONGEST = 100
"""A word of more letters than this is unknown, as in BERT; so a line of a million letters costs nothing."""
_CACHE = 200_000
"""Words whose pieces are remembered: some tens of megabytes."""
_WORD = re.compile(r"[^\W_]+|[^\s]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of punctuation: its place in the text and its pieces in the vocabulary."""

    start: int
    end: int
    pieces: tuple[int, ...]


@dataclass(slots=True)
class WordPiece:
    """A vocabulary and what it makes of words. Knows no documents; safe to share between threads."""

    vocabulary: dict[str, int]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, pieces: Iterable[str]) -> WordPiece:
        """From the pieces in the order of their numbers, as in a vocab.txt."""
        return cls({piece: number for number, piece in enumerate(pieces)})

    def words(self, text: str, start: int = 0, end: int | None = None) -> list[Word]:
        """The words of ``text[start:end]`` in order; white space and control characters belong to none."""
        found = []
        for match in _WORD.finditer(text, start, len(text) if end is None else end):
            pieces = self.pieces(match.group())
            if pieces:
                found.append(Word(match.start(), match.end(), pieces))
        return found

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of the pieces of one word: empty for what BERT drops, `[UNK]` for what it does not know."""
        known = self._known.get(word)
        if known is None:
            known = self._split(word)
            if len(self._known) < _CACHE and len(word) <= _LONGEST:
                self._known[word] = known
        return known

    def numbers(self, words: Sequence[Word]) -> list[int]:
        """All pieces of the words, in order."""
        return [piece for word in words for piece in word.pieces]

    def _split(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return (self.vocabulary[UNKNOWN],)
        out: list[int] = []
        for part in _parts(word):
            out.extend(self._longest_first(part))
        return tuple(out)

    def _longest_first(self, part: str) -> list[int]:
        found, start = [], 0
        while start < len(part):
            lead = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self.vocabulary.get(lead + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.vocabulary[UNKNOWN]]
        return found


def _parts(word: str) -> list[str]:
    """The word as BERT sees it: without controls and accents, lower-case, marks and Chinese characters apart."""
    parts, current = [], ""
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or char in "\x00\ufffd" or category in {"Cc", "Cf", "Cn", "Co"}:
            continue
        if category.startswith("P") or (category.startswith("S") and ord(char) < 128) or _chinese(ord(char)):
            if current:
                parts.append(current)
            parts.append(char)
            current = ""
        else:
            current += char
    if current:
        parts.append(current)
    return parts


def _chinese(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
        or 0x2F800 <= code <= 0x2FA1F
    )
