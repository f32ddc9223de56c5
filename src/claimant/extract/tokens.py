"""Words with their places: the small grammar that the rules stand on.

There is no tagger: closed classes of English words (lexicon/english.yaml) and a few endings are enough to find where a
noun phrase begins and ends next to a cue, in mixed case and in the upper case of old wires alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*\.?(?<=\w)|\w+(?:[-'’]\w+)*|--|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: its [start, end) in the text, as printed and in lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, and not punctuation."""
        return self.text[0].isalnum()


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The words and marks of text[start:end], in order, with places in the whole text."""
    return tuple(
        Token(match.start(), match.end(), match[0], match[0].lower().replace("’", "'"))
        for match in _TOKEN.finditer(text, start, end)
    )


@dataclass(frozen=True, slots=True)
class Words:
    """The closed classes of one language, as sets of lower-case words."""

    determiners: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: frozenset[str]
    adverbs: frozenset[str]
    verbs: frozenset[str]
    not_verbs: frozenset[str]
    somebody: frozenset[str]
    nobody: frozenset[str]
    spokespeople: frozenset[str]
    acts: frozenset[str]
    days: frozenset[str]
    things: frozenset[str]
    not_adverbs: frozenset[str]
    outlets: frozenset[str]
    culprits: frozenset[str]
    asking: frozenset[str]
    enders: frozenset[str]

    def ends_phrase(self, low: str) -> bool:
        """Whether this word cannot stand inside a noun phrase."""
        return low in self.enders or (low.endswith(("ly", "ed")) and (self.is_adverb(low) or self.is_verb(low)))

    def is_adverb(self, low: str) -> bool:
        """Whether the word is an adverb: listed, or with the ending of one and not a known noun."""
        return low in self.adverbs or (len(low) > 4 and low.endswith("ly") and low not in self.not_adverbs)

    def is_verb(self, low: str) -> bool:
        """Whether the word looks like a verb: listed, or with the ending of one and not a known noun or adjective."""
        if low in self.not_verbs:
            return False
        return low in self.verbs or (len(low) > 4 and low.endswith("ed"))


@cache
def english() -> Words:
    """The English word classes, read once from lexicon/english.yaml."""
    table = yaml.safe_load(files("claimant.extract").joinpath("lexicon/english.yaml").read_text(encoding="utf-8"))
    classes = {name: frozenset(str(word) for word in words.split()) for name, words in table.items()}
    closed = ("prepositions", "conjunctions", "auxiliaries", "pronouns", "adverbs")
    enders = frozenset[str]().union(*(classes[name] for name in closed), classes["verbs"] - classes["not_verbs"])
    return Words(**classes, enders=enders)


def index_at(words: Sequence[Token], offset: int) -> int:
    """The index of the first token that ends after `offset`; len(words) where there is none."""
    return bisect_right(words, offset, key=lambda token: token.end)


LONGEST = 1200
"""Most characters read as one sentence. Longer ones are tables, lists or texts without full stops; work on a sentence may
grow with the square of its length, so they are read in pieces."""


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence text[start:end] as it is, or cut at white space into [start, end) pieces of at most LONGEST characters."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space if space > 0 else start + LONGEST
        yield start, cut
        start = cut + (space > 0)
    if text[start:end].strip():
        yield start, end
