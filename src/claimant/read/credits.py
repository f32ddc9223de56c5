"""Credits: where a text says whose report it tells ("as Reuters reported", "according to the Harrow Gazette").

Only news media are credited here: agencies, outlets whose name says that they are one, and publishers in the case with
such a name. What a ministry says is a statement of the ministry, whoever reports it, and no credit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import ahocorasick

from claimant.model import Document
from claimant.read.agencies import FIRST_WORDS, LAST_WORDS, agency_key, is_agency
from claimant.read.sentences import segment
from claimant.text import fold

LEAD_SENTENCES, LEAD = 2, 600
"""A credit in the first two sentences, within so many characters, covers what the whole text tells ..."""
COVERED = 0.5
"""... and so do credits to one source in half of its sentences."""
MOST_CUES = 2000
"""Words of reporting that are looked at in one text: what follows is as it was before."""

_AFTER = tuple(
    "according to|citing|cited by|quoting|quoted by|reported by|reported in|reported on|revealed by|published by|published in|"
    "broadcast by|carried by|report by|report in|report from|report of|reports by|reports in|reports from|article in|article by|"
    "told|interview with|interview to|со ссылкой на|по данным|по сообщению|сообщает|сообщают|сообщил|сообщила|сообщило|"
    "сообщили|передает|передаёт|передают|передало|передал|пишет|según|informó|citando a|selon".split("|")
)
_BEFORE = tuple(
    "reported|reports|quotes|quoted|cited|сообщил|сообщила|сообщило|сообщает|передает|передаёт|передало".split("|")
)
# Everybody says something, and only of agencies is it a report ("TASS said"): so these are looked for by their names.
_SAYING = tuple(f"{word} {verb}" for word in LAST_WORDS for verb in ("said", "says"))
_TOKEN = re.compile(r"[^\W\d_][\w&.’'-]*")
_CLAUSE = re.compile(r"[,;:()\n“”«»\"]|\.\s")
_OUTLET = frozenset(
    "gazette times post herald tribune courier ledger journal telegraph observer chronicle mirror guardian wire news press "
    "radio television tv channel daily weekly review examiner inquirer sentinel dispatch globe bulletin telegraf "
    "newspaper magazine broadcasting".split()
)
_BY_ONE_NAME = frozenset(
    "bbc cnn nbc cbs npr bloomberg guardian kommersant meduza spiegel haaretz politico axios rbc".split()
)
_NO_OUTLET = re.compile(
    r"\b(?:office|ministry|committee|council|conference|release|secretary|bank|police|army|party|union)\b",
    re.IGNORECASE,
)
_LONGEST_NAME, _SKIPPED = 5, 4
_NEAR = 70
_SURVEY = re.compile(r"[\s/&-]*(?:[\w-]+[ /]){0,3}(?:poll|survey)", re.IGNORECASE)


def _automaton() -> Any:
    made = ahocorasick.Automaton()
    for cue in (*_AFTER, *_BEFORE, *_SAYING):
        saying = cue in _SAYING
        made.add_word(
            cue, (len(cue), cue in _AFTER, cue in _BEFORE or saying, 1 + len(cue.split()[-1]) if saying else 0)
        )
    made.make_automaton()
    return made


_CUES = _automaton()


@dataclass(frozen=True, slots=True)
class Credit:
    """One sentence, [start, end), that tells what an outlet reported: the outlet's key (for comparing) and printed name."""

    key: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Credits:
    """All credits of one text, and the outlet whose report the text as a whole tells, where there is one such."""

    found: tuple[Credit, ...] = ()
    whole: Credit | None = None


@dataclass(frozen=True, slots=True)
class Outlets:
    """The publishers of a case that may be credited, by their keys, and the words with which names of outlets begin."""

    keys: frozenset[str] = frozenset()
    first: frozenset[str] = FIRST_WORDS

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Outlets:
        """Publishers with names of two words or more that are no institution's."""
        names = {document.source.publisher for document in documents if document.source.publisher}
        keys = {key for name in names if not _NO_OUTLET.search(name) and len((key := agency_key(name)).split()) > 1}
        return cls(frozenset(keys), FIRST_WORDS | {key.split()[0] for key in keys})


def credits(document: Document, known: Outlets = Outlets()) -> Credits:
    """The credits in a text to others than its own publisher and agency, in order."""
    own = {agency_key(name) for name in (document.source.publisher, document.source.agency) if name}
    sentences = document.sentences
    found: dict[tuple[int, str], Credit] = {}
    for place, name in _named(document.text, known):
        key = agency_key(name)
        if key in own:
            continue
        sentences = sentences or segment(document.text)[1]
        number = bisect_right(sentences, (place, len(document.text))) - 1
        if number >= 0:
            found.setdefault((number, key), Credit(key, name, *sentences[number]))
    if not found:
        return Credits()
    return Credits(tuple(found[at] for at in sorted(found)), _whole(found, len(sentences)))


def _whole(found: dict[tuple[int, str], Credit], sentences: int) -> Credit | None:
    leading = [one for (number, _), one in found.items() if number < LEAD_SENTENCES and one.start < LEAD]
    if len({one.key for one in leading}) == 1:
        return leading[0]
    for key in sorted({key for _, key in found}):
        covered = [one for one in found.values() if one.key == key]
        if len(covered) > 1 and len(covered) >= COVERED * sentences and not leading:
            return covered[0]
    return None


def _named(text: str, known: Outlets) -> Iterator[tuple[int, str]]:
    """The outlets that words of reporting lead to: (place of these words, name as printed)."""
    folded = text.lower()
    if len(folded) != len(text):
        folded = fold(text)
    capitals = text[:2000].isupper()
    names = _Names(known, capitals)
    for last, (length, after, before, saying) in islice(_CUES.iter(folded), MOST_CUES):
        start, end = last - length + 1, last + 1
        if (start and folded[start - 1].isalnum()) or folded[end : end + 1].isalnum():
            continue
        name = names.after(text, end) if after else None
        if name is None and before:
            name = names.before(text, end - saying if saying else start, bool(saying))
        if name:
            yield start, name


@dataclass(frozen=True, slots=True)
class _Names:
    """Finds an outlet's name beside a word of reporting."""

    known: Outlets
    capitals: bool

    def after(self, text: str, end: int) -> str | None:
        """The first name in the clause that begins at `end`; before an agency's name a few words may stand ("the state agency")."""
        part = text[end : end + _NEAR]
        stop = _CLAUSE.search(part)
        part = part[: stop.start()] if stop else part
        matches = list(islice(_TOKEN.finditer(part), _SKIPPED + _LONGEST_NAME))
        tokens = [match[0] for match in matches]
        plain = True
        for skipped in range(min(_SKIPPED + 1, len(tokens))):
            for last in range(min(len(tokens), skipped + _LONGEST_NAME), skipped, -1):
                if name := self.outlet(tokens[skipped:last], only_agency=not plain):
                    return None if _SURVEY.match(text, end + matches[last - 1].end()) else name
            plain = plain and (self.capitals or tokens[skipped][0].islower() or tokens[skipped] == "The")
        return None

    def before(self, text: str, start: int, saying: bool) -> str | None:
        """The name that ends before `start`: "Reuters reported"; of an agency also "TASS says"."""
        part = text[max(0, start - _NEAR) : start]
        stops = list(_CLAUSE.finditer(part))
        tokens = _TOKEN.findall(part[stops[-1].end() :] if stops else part)
        while tokens and tokens[-1].casefold() in _BETWEEN:
            tokens.pop()
        for length in range(_LONGEST_NAME, 0, -1):
            if name := self.outlet(tokens[-length:], only_agency=saying):
                return name
        return None

    def outlet(self, part: list[str], *, only_agency: bool) -> str | None:
        """The words as the name of an outlet, without "the"; None where they are none."""
        while len(part) > 1 and part[0].casefold() in _NO_PART:
            part = part[1:]
        if not part or not part[0][0].isupper():
            return None
        words = [word.casefold().rstrip(".'’-") for word in part]
        name = " ".join(part).rstrip(".'’-")
        if words[0] in self.known.first and (
            is_agency(name) or (not only_agency and agency_key(name) in self.known.keys)
        ):
            return name
        return name if not only_agency and not self.capitals and _looks_like_outlet(part, words) else None


_NO_PART = frozenset(("the", "as"))
_BETWEEN = frozenset(("has", "had", "first", "also", "earlier", "later", "exclusively"))


def _looks_like_outlet(part: list[str], words: list[str]) -> bool:
    """A known paper or station of one name, or a name of two words or more with a word for a paper, station or agency."""
    if len(words) == 1:
        return words[0] in _BY_ONE_NAME
    if words[-1] not in _OUTLET and words[0] != "radio":
        return False
    named = all(word[0].isupper() or word in {"de", "and"} for word in part)
    own = any(word not in _OUTLET and word != "and" for word in words)
    return named and own and not _NO_OUTLET.search(" ".join(part))
