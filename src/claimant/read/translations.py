"""Translations of one text: the same names and numbers in the same order, in other words.

Numbers are compared as digits, names by their first consonants after transliteration, so that "Захарова" and "Zakharova"
are one. A text in capitals alone, or in a script without them, shows no names, and is not compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

from claimant.model import Document
from claimant.read.likeness import Hashes, Vocabulary, Wording, held

RARE = 30
"""Texts that have a number up to which it says something about what they share."""
NUMBERS, NAMES = 3, 3
"""Different numbers and names that both must have, whatever the share."""
IN_ORDER, IN_ORDER_ONE_TONGUE, ANCHORS_ONE_TONGUE = 0.6, 0.8, 12
"""The share of the names and numbers of the text with fewer that stand in the other in the same order. Two reporters of one
event in one language use the same names and numbers too, though not in one order throughout: there it takes more."""
LONGER = 2.0
"""How many times as many names and numbers the longer may have: a translation is about as long as its original."""
MOST_ANCHORS, MOST_PAIRS = 300, 5000
DAYS = 3
"""A translation comes within so many days."""

_ANCHOR = re.compile(r"(?<!\w)(?P<number>\d{2,})(?![^\W\d_])|(?P<name>[^\W\d_]{3,})")
_OPENERS = " \"“”«»„'’—–-"
_MONTHS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday".split()
)
_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя",
        "a b v g g d e e e zh z i i i i k l m n o p r s t u f kh ts ch sh sh  i  e iu ia".split(" "),
        strict=True,
    )
)
_ALIKE = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "h": "", "j": "", "y": "", "x": "k"})
_VOWELS = re.compile(r"[aeiou]")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """The first four consonants of a name in Latin or Cyrillic letters: one key for the spellings of most languages."""
    plain = "".join(
        _CYRILLIC.get(sign, sign)
        for sign in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(sign)
    )
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", plain.translate(_ALIKE)))[:4]


def anchors(text: str) -> list[str]:
    """The numbers of two digits or more, and the names inside sentences, in the order of the text; at most MOST_ANCHORS.

    "1,200", "1.200" and "1 200" are one number in every language that writes it so: what follows the mark.
    """
    if text.isupper():
        return []
    found: list[str] = []
    for match in _ANCHOR.finditer(text):
        if number := match["number"]:
            found.append(number)
        elif (name := match["name"])[0].isupper() and name.casefold() not in _MONTHS:
            before = text[max(0, match.start() - 6) : match.start()].rstrip(_OPENERS)
            if before and before[-1] not in ".!?…:\n" and len(key := name_key(name)) > 1:
                found.append(key)
        if len(found) == MOST_ANCHORS:
            break
    return found


def translated(
    documents: Sequence[Document], texts: Sequence[Wording], known: Vocabulary
) -> Iterator[tuple[int, int, float]]:
    """Pairs of documents (places i < j) that look like translations of one text, with the share of anchors in order.

    Compared are texts of the same days that share NUMBERS numbers which few texts have.
    """
    common: dict[tuple[int, int], int] = {}
    for places in _holders(texts, known.numbers()):
        for number, one in enumerate(places):
            for other in places[number + 1 :]:
                common[one, other] = common.get((one, other), 0) + 1
    rows: dict[int, list[str]] = {}
    likely = sorted((-count, pair) for pair, count in common.items() if count >= NUMBERS)
    for _, (one, other) in likely[:MOST_PAIRS]:
        if near_in_time(documents[one], documents[other], DAYS):
            for place in (one, other):
                if place not in rows:
                    rows[place] = anchors(documents[place].text)
            share = _in_order(rows[one], rows[other], _tongue(documents[one]) != _tongue(documents[other]))
            if share:
                yield one, other, share


def _holders(texts: Sequence[Wording], numbers: Hashes) -> Iterator[list[int]]:
    """For each number that 2 to RARE texts have, these texts in order."""
    if not len(numbers):
        return
    words = np.concatenate([text.words for text in texts])
    places = np.flatnonzero(held(words, numbers))
    owners = np.repeat(np.arange(len(texts)), [len(text.words) for text in texts])[places]
    codes = np.unique(np.searchsorted(numbers, words[places]) * len(texts) + owners)
    which, owners = np.divmod(codes, len(texts))
    ends = np.flatnonzero(np.concatenate((which[1:] != which[:-1], [True]))) + 1
    for start, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        if 1 < end - start <= RARE:
            yield owners[start:end].tolist()


def near_in_time(one: Document, other: Document, days: int) -> bool:
    """Whether both are of days that lie so near; a document without a date may be of any day."""
    a, b = one.source.date, other.source.date
    return a is None or b is None or abs((a.day - b.day).days) <= days


def _tongue(document: Document) -> str:
    return (document.source.language or "").split("-")[0].casefold()


def _in_order(one: list[str], other: list[str], tongues: bool) -> float:
    shorter, longer = sorted((len(one), len(other)))
    if not shorter or longer > LONGER * shorter or (not tongues and shorter < ANCHORS_ONE_TONGUE):
        return 0.0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    matched = [anchor for block in blocks for anchor in one[block.a : block.a + block.size]]
    share = len(matched) / shorter
    kinds = set(matched)
    digits = sum(anchor.isdigit() for anchor in kinds)
    if digits < NUMBERS or len(kinds) - digits < NAMES:
        return 0.0
    return share if share >= (IN_ORDER if tongues else IN_ORDER_ONE_TONGUE) else 0.0
