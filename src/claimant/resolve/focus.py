"""The question's incident: what it is called, when it was and what kind of deed it was.

From the words of the question, and from what the documents say with them: whom the same deed struck, the short forms of
its names, the day of the first report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from claimant.model import Document, Incident, Moment
from claimant.resolve.deeds import KNOWN, NEW, Deed, by_sentence, content, deeds, fits, kinds
from claimant.resolve.gazetteer import Gazetteer
from claimant.resolve.times import DATE, ISO, MONTHS, day_of
from claimant.text import fold_name

_STOP = frozenset(
    "who what was is were did does the a an of in on at by for with to from it this that and or behind responsible really carried out which "
    "whom whose how why when where attack attacked attacks kill killed murder murdered bomb bombed shoot shot blew up blow assassinate "
    "assassinated assassination explosion bombing incident massacre poisoned poisoning hijacked kidnapped perpetrated committed ordered "
    "has have had been be are near outside against its his her their into destroyed downed staged".split()
)  # fmt: skip

LEAST_NEAR, LEAST_SHARE, LEAST_DOCUMENTS = 3, 0.7, 2
"""A word of what was struck is learned as the incident's where at least three sentences with the question's words have it, in two
documents, and seven in ten of the sentences that have it stand next to such a one. Chosen on the worked example and two incidents."""
FOREIGN_SHARE, FOREIGN_LEAST, BARE_SHARE = 0.25, 3, 0.5
"""What was struck ("the depot") is another incident's where fewer than a quarter of at least three deeds with its words stand near
the incident; where it is told without an article ("two soldiers"), fewer than half. Chosen on the same two."""
NAMED_SHARE = 0.5
"""A word of the question stands for its incident, where nothing else names it, if half of what is struck by that word is the incident's."""


def stems(words: Iterable[str]) -> set[str]:
    """The words without their plural."""
    return {word[:-1] if word.endswith("s") and len(word) > 4 else word for word in words}


_HEAD_WORDS = (
    "street square station road avenue airport hall university hospital school market bridge building church city town village hotel bank party "
    "union front headquarters embassy center centre theatre theater palace police army national international central state republic people river "
    "north south east west northern southern eastern western mosque cathedral metro house park office port beach club stadium".split()
)  # fmt: skip
HEADS = frozenset(_HEAD_WORDS) | stems(_HEAD_WORDS)
"""Words of names that others bear too, so that they do not stand for a name alone."""


@dataclass(frozen=True, slots=True)
class Names:
    """Where one document names the incident: where sharp names begin, and each of the blunt words, in order.

    Two blunt words together name it as well; one does where nothing is sharper (`least`).
    """

    sharp: Sequence[int]
    blunt: tuple[Sequence[int], ...]
    least: int

    def last(self, start: int, end: int) -> int | None:
        """Where the last name of the incident in [start, end) begins, or None."""
        index = bisect_left(self.sharp, end) - 1
        if index >= 0 and self.sharp[index] >= start:
            return self.sharp[index]
        found = [places[i] for places in self.blunt if (i := bisect_left(places, end) - 1) >= 0 and places[i] >= start]
        return max(found) if 0 < self.least <= len(found) else None


@dataclass(frozen=True, slots=True)
class Focus:
    """What the question's incident is called, when it was and what kind of deed it was.

    `sharp` finds its names; `blunt` words of it that others may bear too, and `words` all of them, by which objects of
    deeds are compared. `near` counts, for words of objects, in how many deeds they stand, and in how many of these near
    the incident's name; `beside` are all words that stand in a sentence with it. `asked` are those of the question
    itself. `sure` is whether it gives the day, `victims` are the names of whom it says that they were killed.
    """

    incident: Incident
    sharp: re.Pattern[str] | None
    blunt: tuple[re.Pattern[str], ...]
    words: frozenset[str]
    asked: frozenset[str]
    kinds: frozenset[str]
    near: Mapping[str, tuple[int, int]]
    beside: frozenset[str]
    days: int
    sure: bool
    places: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    short: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = ()
    deeds: Mapping[str, Mapping[int, Sequence[Deed]]] = field(default_factory=dict)

    def names(self, folded: str) -> Names:
        """Where a text names the incident: short forms of a name count where the text has more of it."""
        short = [one for whole, one in self.short if whole.search(folded)]
        patterns = [pattern for pattern in (self.sharp, *short) if pattern is not None]
        places = sorted({match.start() for pattern in patterns for match in pattern.finditer(folded)})
        blunt = tuple([match.start() for match in pattern.finditer(folded)] for pattern in self.blunt)
        return Names(places, blunt, 2 if self.sharp is not None else min(2, len(self.blunt)))

    def struck(self, deed: Deed) -> bool:
        """Whether the deed is of the incident's kind and struck what the incident struck.

        "The station" may be the Alder Street station, but the Oak Street station is not, although both stand in a street.
        """
        if not fits(deed.kind, self.kinds):
            return False
        words = stems(deed.words)
        shared = words & self.words
        return bool(shared - HEADS) or (bool(shared) and words <= self.words | HEADS)

    def named_by(self, deed: Deed) -> bool:
        """Whether what was struck is enough to know the incident by: two of its words, or one that hardly another deed has."""
        shared = stems(deed.words) & self.words - HEADS
        return len(shared) > 1 or any(self._share([word]) >= NAMED_SHARE for word in shared & self.asked)

    def foreign(self, deed: Deed, proper: frozenset[str] = frozenset()) -> bool:
        """Whether the deed is another one: of another kind, or it struck what is told as new or stands elsewhere in the documents.

        `proper` are the words of what it struck that are written as names: another name of the same sort ("Oak Street
        station") is another deed's, and so is one that never stands in a sentence with the incident's own.
        """
        if not fits(deed.kind, self.kinds):
            return True
        words = stems(deed.words)
        if not words or self.struck(deed):
            return False
        names = stems(proper) - HEADS
        if names and (words & self.words or not names & self.beside):
            return True
        if deed.told == NEW and deed.kind != "killing":
            return True  # a killing may tell of one more of the dead
        least, share = (FOREIGN_LEAST, FOREIGN_SHARE) if deed.told == KNOWN else (1, BARE_SHARE)
        return sum(self.near.get(word, (0, 0))[1] for word in words) >= least and self._share(words) < share

    def _share(self, words: Iterable[str]) -> float:
        """Of the deeds whose object has one of the words, how many stand near the incident's name."""
        counts = [self.near.get(word, (0, 0)) for word in words]
        total = sum(all for _, all in counts)
        return sum(near for near, _ in counts) / total if total else 0.0

    @property
    def day(self) -> date | None:
        """The day it happened, or was first reported."""
        return self.incident.date.day if self.incident.date else None


def focus(
    question: str, documents: Sequence[Document], folded: Sequence[str], gazetteer: Gazetteer, days: int
) -> Focus:
    """The question's incident, from the words of the question and what the documents say with them."""
    asked = fold_name(question)
    places = [m for m in gazetteer.find(asked) if m.sort in {"state", "capital", "metonym"}]
    when = _asked_date(asked)
    phrases = [fold_name(p) for p in re.findall(r"\b[A-ZÀ-Ž][\w'-]+(?: (?:of |the )?[A-ZÀ-Ž][\w'-]+)+", question[4:])]
    phrases = [
        p
        for p in phrases
        if not any(asked.find(p) == m.start for m in places) and not DATE.fullmatch(p) and p.split()[-1] not in MONTHS
    ]
    rest = asked
    for taken in (*phrases, *(asked[m.start : m.end] for m in places)):
        rest = rest.replace(taken, " ")
    rest = ISO.sub(" ", DATE.sub(" ", rest))
    words = [w for w in re.findall(r"[^\W\d][\w-]{2,}", rest) if w not in _STOP]
    names = [w for w in words if re.search(rf"\b{re.escape(w)}\b", asked) and question[asked.index(w)].isupper()]
    common = [w for w in words if w not in names]
    names = [*phrases, *names]
    names = list(dict.fromkeys([*names, *_acronyms(phrases, folded)]))
    core = _pattern([*names, *common])
    wanted = kinds(asked) or _usual_kinds(core, folded, documents)
    known = [*names, *common]
    done = {d.id: by_sentence(text, d.sentences) for d, text in zip(documents, folded, strict=True)}
    learned, near, beside = _objects(core, folded, documents, done, known, wanted) if core else ([], {}, set())
    struck = _struck(core, folded, documents, gazetteer) if core else []
    learned += [w for w in struck if w not in known and w not in learned]
    sharp = [*names, *struck] if names else [*common, *learned]
    # Beside a name, "headquarters" and the city tell nothing: there are others of them in it.
    plain = [word for word in common if not sharp or sharp == common or word not in HEADS]
    blunt = [*plain, *(asked[m.start : m.end] for m in places)] if plain or not sharp else []
    sure = when is not None
    if when is None:
        when = _first_day(documents, folded, core)
    place = asked[places[0].start : places[0].end].title() if places else _usual(d.source.place for d in documents)
    incident = Incident(
        id="question",
        title=question.strip().rstrip("?") + "?",
        date=when,
        place=place,
        names=tuple(dict.fromkeys([*names, *common, *learned])),
    )
    return Focus(
        incident=incident,
        sharp=_pattern(sharp),
        blunt=tuple(p for w in blunt if (p := _pattern([w]))),
        words=frozenset(stems(w for phrase in [*known, *learned] for w in content(phrase))),
        asked=frozenset(stems(w for phrase in [*names, *common] for w in content(phrase))),
        kinds=wanted | _usual_kinds(core, folded, documents),
        near=near,
        beside=frozenset(beside),
        days=days,
        sure=sure,
        places=frozenset(actor.removesuffix("-government") for m in places for actor in m.actors),
        victims=frozenset(
            name
            for name in names
            for deed in deeds(asked, 0, len(asked))
            if deed.kind == "killing" and deed.words and deed.words <= set(content(name))
        ),
        short=tuple(pair for phrase in phrases if (pair := _short_forms(phrase, gazetteer))),
        deeds=done,
    )


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the words at a word's beginning, with its plural."""
    stemmed = [re.escape(w[:-1] if w.endswith("s") and len(w) > 4 and " " not in w else w) for w in words]
    return re.compile(rf"\b(?:{'|'.join(stemmed)})s?\b") if stemmed else None


def _asked_date(asked: str) -> Moment | None:
    iso = ISO.search(asked)
    if iso:
        try:
            return Moment(date(int(iso[1]), int(iso[2]), int(iso[3])))
        except ValueError:
            return None  # no such day
    match = DATE.search(asked)
    found = day_of(match, None) if match and match["y"] else None
    return Moment(found) if found else None


def _first_day(documents: Sequence[Document], folded: Sequence[str], core: re.Pattern[str] | None) -> Moment | None:
    """The day of the first report that uses the question's words: the incident's day where the question gives none."""
    days = [
        d.source.date.day
        for d, text in zip(documents, folded, strict=True)
        if d.source.date and (core is None or core.search(text))
    ]
    return Moment(min(days)) if days else None


def _usual(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return counted.most_common(1)[0][0] if counted else None


def _usual_kinds(core: re.Pattern[str] | None, folded: Sequence[str], documents: Sequence[Document]) -> frozenset[str]:
    """The kinds of deed that a third of the sentences with the question's words speak of."""
    counted: Counter[str] = Counter()
    total = 0
    for text, document in zip(folded, documents, strict=True):
        if core is None or not core.search(text):
            continue
        for start, end in document.sentences:
            if core.search(text, start, end):
                found = kinds(text[start:end])
                total += bool(found)
                counted.update(found)
    return frozenset(name for name, count in counted.items() if count * 3 >= total > 2)


# ---------------------------------------------------------------- what the documents call it


def _acronyms(phrases: Sequence[str], folded: Sequence[str]) -> list[str]:
    """The letters that the documents put beside a name of the question: "UCA [Central American University]"."""
    found: list[str] = []
    for phrase in phrases:
        letters = sorted(word[0] for word in phrase.split())
        beside = re.compile(
            rf"\b{re.escape(phrase)}\b,? [(\[](\w{{2,8}})[)\]]|\b(\w{{2,8}}) [(\[]{re.escape(phrase)}[)\]]"
        )
        for text in folded:
            found.extend(a or b for a, b in beside.findall(text) if set(a or b) <= set(letters))
    return list(dict.fromkeys(found))


def _short_forms(phrase: str, gazetteer: Gazetteer) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """What finds two words of a name close together, and one of them: "Bernardo Jaramillo", and then "Jaramillo"."""
    words = [
        word
        for word in phrase.split()
        if len(word) > 3
        and word not in HEADS
        and word not in _STOP
        and not any(m.sort in {"state", "capital", "demonym"} for m in gazetteer.find(word))
    ]
    if not words:
        return None
    every = "|".join(re.escape(word) for word in phrase.split() if len(word) > 2)
    return (
        re.compile(rf"\b(?P<one>{every})\b.{{1,40}}\b(?!(?P=one)\b)(?:{every})\b"),
        re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"),
    )


def _objects(
    core: re.Pattern[str],
    folded: Sequence[str],
    documents: Sequence[Document],
    done: Mapping[str, Mapping[int, Sequence[Deed]]],
    known: Iterable[str],
    wanted: frozenset[str],
) -> tuple[list[str], dict[str, tuple[int, int]], set[str]]:
    """Words of what the deeds near the question's words struck: other names of the same incident; and where each word stands.

    The counts are, for each word of an object, in how many deeds it stands near the question's words, and in how many at
    all; the last are all words of sentences with the question's.
    """
    beside_core: set[str] = set()
    near: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    own: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    asked = {word for phrase in known for word in content(phrase)}
    for text, document in zip(folded, documents, strict=True):
        has = core.search(text) is not None
        if has and not document.text.isupper():
            beside_core.update(
                w for a, b in document.sentences if core.search(text, a, b) for w in stems(content(text[a:b]))
            )
        for index, some in done[document.id].items():
            sentences = document.sentences[max(0, index - 1) : index + 2]
            start, end = document.sentences[index]
            here = has and core.search(text, start, end) is not None
            beside = has and (here or any(core.search(text, a, b) for a, b in sentences))
            # Where one deed of the sentence struck what the question names, only its object is another name for that.
            naming = [deed for deed in some if deed.words & asked]
            for deed in some:
                for word in stems(deed.words):
                    everywhere[word] += 1
                    near[word] += beside
                    if here and fits(deed.kind, wanted) and (deed in naming or not naming):
                        own[word] += 1
                        where.setdefault(word, set()).add(document.id)
    taken = stems(w for phrase in known for w in content(phrase))
    found = [
        (count, word)
        for word, count in own.items()
        if count >= LEAST_NEAR
        and len(where[word]) >= LEAST_DOCUMENTS
        and near[word] >= LEAST_SHARE * everywhere[word]
        and count * 2 >= everywhere[word]
        and word not in taken
        and not kinds(word)
    ]
    learned = [word for _, word in sorted(found, key=lambda item: (-item[0], item[1]))[:12]]
    return learned, {word: (near[word], count) for word, count in everywhere.items()}, beside_core


_STRUCK = re.compile(
    r"\b(?:[Aa]ttack|[Ss]hooting|[Mm]assacre|[Kk]illings?|[Bb]ombing|[Mm]urders?|[Bb]last|[Ee]xplosion|[Ff]ire|[Ss]iege|[Ss]trike|[Aa]ssault)s? "
    r"(?:on|at|in|of|near|against) (?:the )?((?:[A-ZÀ-Ž][\w'-]+ ?){1,4})"
)


def _struck(
    core: re.Pattern[str], folded: Sequence[str], documents: Sequence[Document], gazetteer: Gazetteer
) -> list[str]:
    """Names of what was struck ("the attack on Crocus City Hall"), for mixed-case texts: where a name follows the deed in at
    least a fifth of the documents, and half of the documents that have it have the question's words as well.
    """
    with_core = [
        bool(core.search(text) or core.search(fold_name(document.source.title or "")))
        for text, document in zip(folded, documents, strict=True)
    ]
    counted: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for document, has in zip(documents, with_core, strict=True):
        if document.text.isupper():
            continue
        here = {fold_name(match[1]).strip() for match in _STRUCK.finditer(document.text)}
        counted.update(here)
        both.update(here if has else ())
    least = max(2.0, 0.2 * sum(with_core))
    return [
        name
        for name, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        if count >= least
        and both[name] >= 0.5 * count
        and not any(m.sort in {"state", "capital", "demonym"} for m in gazetteer.find(name))
    ][:4]
