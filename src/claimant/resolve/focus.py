"""The question's incident: what it is called, when it was and what kind of deed it was.

From the words of the question, and from what the documents say with them: whom the same deed struck, the short forms of
its names, the day of the first report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from claimant.model import Document, Incident, Moment
from claimant.resolve.called import (
    HEADS,
    STOP,
    acronyms,
    objects,
    pattern,
    short_forms,
    stems,
    struck_names,
    usual_kinds,
)
from claimant.resolve.deeds import KNOWN, NEW, PLACE, Deed, by_sentence, content, deeds, fits, kinds
from claimant.resolve.gazetteer import Gazetteer
from claimant.resolve.times import DATE, ISO, MONTHS, day_of
from claimant.text import fold_name

FOREIGN_SHARE, FOREIGN_LEAST, BARE_SHARE = 0.25, 3, 0.5
"""What was struck ("the depot") is another incident's where fewer than a quarter of at least three deeds with its words stand near
the incident; where it is told without an article ("two soldiers"), fewer than half. Chosen on the same two."""
NAMED_SHARE = 0.5
"""A word of the question stands for its incident, where nothing else names it, if half of what is struck by that word is the incident's."""


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
        if names and deed.told != PLACE and (words & self.words or not names & self.beside):
            return True
        if deed.told == NEW and deed.kind != "killing":
            return True  # a killing may tell of one more of the dead
        least, share = (FOREIGN_LEAST, FOREIGN_SHARE) if deed.told in {KNOWN, PLACE} else (1, BARE_SHARE)
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
    question: str,
    documents: Sequence[Document],
    folded: Sequence[str],
    gazetteer: Gazetteer,
    days: int,
    heads: Collection[str],
) -> Focus:
    """The question's incident, from the words of the question and what the documents say with them.

    What the documents call it is learned from `heads`, the first document of each origin: copies tell nothing more.
    """
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
    words = [w for w in re.findall(r"[^\W\d][\w-]{2,}", rest) if w not in STOP]
    names = [w for w in words if re.search(rf"\b{re.escape(w)}\b", asked) and question[asked.index(w)].isupper()]
    common = [w for w in words if w not in names]
    names = [*phrases, *names]
    names = list(dict.fromkeys([*names, *acronyms(phrases, folded)]))
    core = pattern([*names, *common])
    first = [(document, text) for document, text in zip(documents, folded, strict=True) if document.id in heads]
    usual = usual_kinds(core, first)
    wanted = kinds(asked) or usual
    known = [*names, *common]
    done = {d.id: by_sentence(text, d.sentences) for d, text in zip(documents, folded, strict=True)}
    learned, near, beside = objects(core, first, done, known, wanted) if core else ([], {}, set())
    struck = struck_names(core, first, gazetteer) if core else []
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
        country=places[0].actors[0].removesuffix("-government") if places and len(places[0].actors) == 1 else None,
        names=tuple(dict.fromkeys([*names, *common, *learned])),
    )
    return Focus(
        incident=incident,
        sharp=pattern(sharp),
        blunt=tuple(p for w in blunt if (p := pattern([w]))),
        words=frozenset(stems(w for phrase in [*known, *learned] for w in content(phrase))),
        asked=frozenset(stems(w for phrase in [*names, *common] for w in content(phrase))),
        kinds=wanted | usual,
        near=near,
        beside=frozenset(beside),
        days=days,
        sure=sure,
        victims=frozenset(
            name
            for name in names
            for deed in deeds(asked, 0, len(asked))
            if deed.kind == "killing" and deed.words and deed.words <= set(content(name))
        ),
        short=tuple(pair for phrase in phrases if (pair := short_forms(phrase, gazetteer))),
        deeds=done,
    )


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
