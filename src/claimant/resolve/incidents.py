"""Which incident a statement is about: the question's, another one, or undecided; with the reason in words.

The question's own words, and the words that the documents use with them, say what the incident is called. Another year,
another day or another kind of deed in the same paragraph says that another one is meant. Where neither says anything,
the document's subject decides, and where that is open, so is the answer: undecided statements are shown, never weighed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from claimant.model import About, Document, Incident, Moment
from claimant.resolve.gazetteer import Gazetteer
from claimant.text import fold_name

_STOP = frozenset(
    "who what was is were did does the a an of in on at by for with to from it this that and or behind responsible really carried out which "
    "whom whose how why when where attack attacked attacks kill killed murder murdered bomb bombed shoot shot blew up blow assassinate "
    "assassinated assassination explosion bombing incident massacre poisoned poisoning hijacked kidnapped perpetrated committed ordered "
    "has have had been be are near outside against its his her their into destroyed downed staged".split()
)  # fmt: skip
_COMMON = frozenset(
    "said says that with from have been were their they this which about after before people would could will also than into other more "
    "government army police military forces armed president minister united states attack attacks killed killing death murder country "
    "officials official group today yesterday responsible responsibility added when where there against members first years year being "
    "information investigation crime case national political time made told according during between because since some those these what "
    "through over under only while without who had his her its our not are was has very most such even must should just".split()
)  # fmt: skip
_FAMILIES = {
    "killing": r"murder|kill|assassinat|massacre|slay|slain|shot|shoot|gunned|execut|stab",
    "bombing": r"bomb|explo|dynamit|blast|detonat|blew up|blown up|\bmines?\b|grenade",
    "kidnapping": r"kidnap|abduct|hostage|taken captive",
    "poisoning": r"poison|nerve agent|novichok",
    "hijacking": r"hijack",
    "downing": r"downed|shot down|downing",
    "sabotage": r"sabotag|arson|\bburn",
}
_COMPATIBLE = {
    frozenset({"killing", "bombing"}),
    frozenset({"bombing", "sabotage"}),
    frozenset({"killing", "kidnapping"}),
}
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(f"{m}|{m[:3]}" for m in _MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{_MONTH})\.?|(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?!\d))(?:,? (?P<y>(?:19|20)\d\d))?"
)
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_YEAR = re.compile(
    r"\b(?:in|of|since|during|from|early|late|mid-?|the|year|,|january|february|march|april|may|june|july|august|september|october|november|december)[ -]((?:19|20)\d\d)s?\b"
)
_THIS = re.compile(
    r"\bth(?:is|ese) (?:\w+ )?(?:attack|crime|bombing|massacre|murder|shooting|killing|blast|atrocity)s?\b"
)
_EARLIER = re.compile(
    r"\b(?:(?:previous|earlier|past|similar|other) (?:attacks?|bombings?|massacres?|murders?|killings?)|(?:\w+ )?(?:years?|decades?|months?) (?:ago|earlier|before)|last year|in the (?:19|20)?\d0s)\b"
)


SURVEY = 3
"""Other times that a document names from which on it tells of several incidents (a piece on precedents), so that a
paragraph without a time of its own goes with the last one named. A choice, made on the worked example."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What one sentence says of which incident is meant: another time, the question's incident, the kinds of deed.

    `last` is the other time that was named last up to and with this sentence, unless the question's incident was since.
    """

    other: str | None
    mentions: bool
    families: frozenset[str]
    last: str | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The signs of a document's sentences, in order, and how many other times it names."""

    ends: tuple[int, ...]
    signs: tuple[Sign, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Focus:
    """What the question's incident is called, when it was and what kind of deed it was."""

    incident: Incident
    sharp: re.Pattern[str] | None
    blunt: tuple[re.Pattern[str], ...]
    families: frozenset[str]
    days: int
    _outlines: dict[str, Outline] = field(default_factory=dict, compare=False, repr=False)

    def mentions(self, folded: str) -> bool:
        """Whether the words name the incident: one sharp name, or two of its blunt words (one where it has no other)."""
        if self.sharp is not None and self.sharp.search(folded):
            return True
        least = 2 if self.sharp is not None else min(2, len(self.blunt))
        return 0 < least <= sum(bool(pattern.search(folded)) for pattern in self.blunt)

    def is_subject(self, document: Document, folded: str) -> bool:
        """Whether the document is about the incident: named in its title or beginning, or again and again."""
        if self.sharp is None and not self.blunt:
            return True  # "Who did it?": the documents were chosen, and the question names nothing
        beginning = folded[: document.sentences[2][1]] if len(document.sentences) > 2 else folded
        if self.mentions(fold_name(document.source.title or "")) or self.mentions(beginning):
            return True
        hits = sum(sign.mentions for sign in self.outline(document, folded).signs)
        return hits >= 3 or hits * 5 >= len(document.sentences) > 0

    def outline(self, document: Document, folded: str) -> Outline:
        """The signs of all sentences, found once for a document."""
        if document.id not in self._outlines:
            signs: list[Sign] = []
            last: str | None = None
            for start, end in document.sentences:
                sentence = folded[start:end]
                other, mentions = self._other(sentence), self.mentions(sentence)
                last = other or (None if mentions or _THIS.search(sentence) else last)
                signs.append(Sign(other, mentions, _families(sentence), last))
            times = len({sign.other for sign in signs if sign.other})
            self._outlines[document.id] = Outline(tuple(end for _, end in document.sentences), tuple(signs), times)
        return self._outlines[document.id]

    def about(
        self, document: Document, folded: str, start: int, end: int, subject: bool
    ) -> tuple[About, str | None, str]:
        """Which incident folded[start:end] is about, the other one's label where there is one, and why we think so."""
        quote = folded[start:end]
        other = self._other(quote)
        if self.mentions(quote):
            if other and not self.sharp_near(quote):
                return About.OTHER, other, f"names another time: {other}"
            return About.QUESTION, None, "names the incident"
        if other:
            return About.OTHER, other, f"names another time: {other}"
        if subject and _THIS.search(quote):
            return About.QUESTION, None, "speaks of this attack in a document about the incident"
        if self._another_deed(families := _families(quote)):
            return About.OTHER, None, f"speaks of another deed: {', '.join(sorted(families))}"
        outline = self.outline(document, folded)
        before = bisect_right(outline.ends, start)  # sentences that end before the quote begins
        for sign in reversed(outline.signs[self._first_of_paragraph(document, start, before) : before]):
            if sign.mentions:
                return About.QUESTION, None, "follows a sentence that names the incident"
            if sign.other:
                return About.OTHER, sign.other, f"follows a sentence about another time: {sign.other}"
            if self._another_deed(sign.families):
                return About.UNDECIDED, None, f"follows a sentence on another deed: {', '.join(sorted(sign.families))}"
        last = outline.signs[before - 1].last if before else None
        if last and outline.times >= SURVEY:
            why = f"the document tells of several incidents, and the last time that it names before is {last}"
            return About.OTHER, last, why
        if not subject:
            return About.UNDECIDED, None, "the document is not mainly about the incident"
        published = document.moment(start)
        if (
            self.incident.date
            and published
            and not 0 <= (published.day - self.incident.date.day).days + 1 <= self.days + 1
        ):
            return About.UNDECIDED, None, "published long before or after the incident, and does not name it"
        return About.QUESTION, None, "the document is about the incident"

    def sharp_near(self, quote: str) -> bool:
        """Whether a sharp name of the incident stands in the quote itself."""
        return self.sharp is not None and bool(self.sharp.search(quote))

    def _another_deed(self, families: frozenset[str]) -> bool:
        return bool(families and self.families and not _fit(families, self.families))

    def _first_of_paragraph(self, document: Document, start: int, before: int) -> int:
        """The index of the first sentence of the same paragraph, at most four before."""
        index = bisect_right(document.paragraphs, (start, len(document.text))) - 1
        opening = document.paragraphs[index][0] if index >= 0 else 0
        first = max(0, before - 4)
        while first < before and document.sentences[first][0] < opening:
            first += 1
        return first

    def _other(self, folded: str) -> str | None:
        """Another time than the incident's that the words name, as they name it."""
        when = self.incident.date.day if self.incident.date else None
        for match in _DATE.finditer(folded):
            found = _date(match, when)
            if when and found and (when - found).days > 2:
                return match[0].strip(" ,")
        if when:
            for match in _YEAR.finditer(folded):
                if abs(int(match[1]) - when.year) > (1 if match[0].endswith("s") else 0) and int(match[1]) < when.year:
                    return match[1]
        earlier = _EARLIER.search(folded)
        return earlier[0] if earlier else None


def _date(match: re.Match[str], near: date | None) -> date | None:
    month = next((i + 1 for i, m in enumerate(_MONTHS) if m.startswith((match["m1"] or match["m2"])[:3])), 0)
    year = int(match["y"]) if match["y"] else near.year if near else None
    try:
        found = date(year or 0, month, int(match["d1"] or match["d2"]))
    except ValueError:
        return None
    if near and not match["y"] and (found - near).days > 200:
        return date(found.year - 1, found.month, found.day) if found.day < 29 else None
    return found


def _families(folded: str) -> frozenset[str]:
    return frozenset(name for name, pattern in _FAMILIES.items() if re.search(pattern, folded))


def _fit(found: frozenset[str], wanted: frozenset[str]) -> bool:
    return bool(found & wanted) or any(frozenset({a, b}) in _COMPATIBLE for a in found for b in wanted)


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
        if not any(asked.find(p) == m.start for m in places) and not _DATE.fullmatch(p) and p.split()[-1] not in _MONTHS
    ]
    rest = asked
    for taken in (*phrases, *(asked[m.start : m.end] for m in places)):
        rest = rest.replace(taken, " ")
    rest = _ISO.sub(" ", _DATE.sub(" ", rest))
    words = [w for w in re.findall(r"[^\W\d][\w-]{2,}", rest) if w not in _STOP]
    names = [w for w in words if re.search(rf"\b{re.escape(w)}\b", asked) and question[asked.index(w)].isupper()]
    names = [*phrases, *names]
    common = [w for w in words if w not in names]
    core = _pattern([*names, *common])
    known = [*names, *common]
    learned = _learned(core, folded, documents, set(known)) if core else []
    learned += (
        [w for w in _struck(core, folded, documents, gazetteer) if w not in known and w not in learned] if core else []
    )
    sharp = [*names, *learned] if names else [*common, *learned]
    blunt = [*common, *(asked[m.start : m.end] for m in places)]
    pattern = _pattern(sharp)
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
    families = _families(asked) or _usual_families(core, folded, documents)
    return Focus(incident, pattern, tuple(p for w in blunt if (p := _pattern([w]))), families, days)


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the words at a word's beginning, with its plural."""
    stems = [re.escape(w[:-1] if w.endswith("s") and len(w) > 4 and " " not in w else w) for w in words]
    return re.compile(rf"\b(?:{'|'.join(stems)})s?\b") if stems else None


def _asked_date(asked: str) -> Moment | None:
    iso = _ISO.search(asked)
    if iso:
        try:
            return Moment(date(int(iso[1]), int(iso[2]), int(iso[3])))
        except ValueError:
            return None  # no such day
    match = _DATE.search(asked)
    found = _date(match, None) if match and match["y"] else None
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


def _usual_families(
    core: re.Pattern[str] | None, folded: Sequence[str], documents: Sequence[Document]
) -> frozenset[str]:
    """The kinds of deed that a third of the sentences with the question's words speak of."""
    counted: Counter[str] = Counter()
    total = 0
    for text, document in zip(folded, documents, strict=True):
        for start, end in document.sentences:
            if core is not None and core.search(text, start, end):
                found = _families(text[start:end])
                total += bool(found)
                counted.update(found)
    return frozenset(name for name, count in counted.items() if count * 3 >= total > 2)


def _learned(core: re.Pattern[str], folded: Sequence[str], documents: Sequence[Document], known: set[str]) -> list[str]:
    """Words that the documents use mostly in sentences with the question's words: other names of the same incident.

    A word counts where it stands in at least four such sentences and in two documents, and 60 % of its sentences, or
    those next to them, have the question's words.
    """
    near: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    in_documents: Counter[str] = Counter()
    for text, document in zip(folded, documents, strict=True):
        flags = [bool(core.search(text, start, end)) for start, end in document.sentences]
        here: set[str] = set()
        for index, (start, end) in enumerate(document.sentences):
            words = {w for w in re.findall(r"[^\W\d][\w-]{2,}", text[start:end]) if len(w) > 2} - _COMMON - _STOP
            everywhere.update(words)
            if flags[index]:
                near.update(words)
                here |= words
        in_documents.update(here)
    found = [
        (count / everywhere[word], count, word)
        for word, count in near.items()
        if count >= 4
        and in_documents[word] >= 2
        and count / everywhere[word] >= 0.6
        and word.rstrip("s") not in {one.rstrip("s") for one in known}
        and not _generic(word)
    ]
    return [word for _, _, word in sorted(found, key=lambda item: (-item[1], item[2]))[:12]]


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


def _generic(word: str) -> bool:
    return (
        bool(_families(word))
        or word.rstrip("s")
        in {"attack", "crime", "incident", "victim", "november", "october", "march", "friday", "saturday"}
        or word in _MONTHS
    )
