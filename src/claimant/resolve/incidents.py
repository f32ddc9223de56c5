"""Which incident a statement is about: the question's, another one, or undecided; with the reason in words.

The statement's own words come first: a name of the question's incident, another time, another kind of deed, another thing
struck. Where they say nothing, the same sentence does, then those before it in the paragraph, then what "the crime" or "these
killings" goes back to, then what the document is about. Where that is open, so is the answer: undecided statements are shown,
never weighed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from claimant.model import About, Document
from claimant.resolve.deeds import SERIES, fits
from claimant.resolve.gazetteer import Match
from claimant.resolve.passages import BACK, BECAUSE, LONGEST, THIS, Passages
from claimant.resolve.told import Other, label, place
from claimant.text import fold_name

SURVEY = 3
"""Other times that a document names from which on it tells of several incidents (a piece on precedents), so that a
paragraph without a time of its own goes with the last one named. A choice, made on the worked example."""
REACH = 15
"""Sentences back to which "the crime" still means the crime that was told of."""
BEFORE = 4
"""Sentences of the same paragraph that are looked at before a statement without a time or deed of its own."""


def _place_of(told: Other | None) -> int:
    """Where a sentence names the other incident last, or -1."""
    return max(told.deed.start if told.deed else -1, told.when.start if told.when else -1) if told else -1


@dataclass(frozen=True, slots=True)
class Sign:
    """What one sentence tells: where it names the question's incident last, and another one last (both -1: nowhere).

    `last` is the other incident with a time that was named last up to and with this sentence, unless the question's was since.
    """

    own: int
    other: int
    told: Other | None
    last: Other | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Which incident, the other one where there is one, and why we think so."""

    about: About
    other: Other | None
    reason: str


@dataclass(slots=True)
class Narrative:
    """One document read for the incidents that it tells of."""

    passages: Passages
    places: Sequence[Match] = ()
    subject: bool = field(init=False)
    _signs: list[Sign] = field(init=False)
    _surveyed: int = field(init=False)

    def __post_init__(self) -> None:
        self._signs = []
        last: Other | None = None
        for start, end in self.document.sentences:
            own, told = self.passages.read(start, end)
            if told and told.when:
                last = told
            elif own >= 0 or THIS.search(self.folded, start, end):
                last = None
            self._signs.append(Sign(own, _place_of(told), told, last))
        self._surveyed = len({sign.told.when.text for sign in self._signs if sign.told and sign.told.when})
        self.subject = self._is_subject()

    @property
    def document(self) -> Document:
        """The document that is read."""
        return self.passages.document

    @property
    def folded(self) -> str:
        """Its text, folded."""
        return self.passages.folded

    def about(self, start: int, end: int, cue: int | None = None, speaker: tuple[int, int] = (0, 0)) -> Answer:
        """Which incident [start, end) of the text is about; `cue` is where its word of attribution begins.

        A name of the incident in `speaker`, where its speaker is named, does not count: who was struck may speak of other deeds.
        """
        answer = self._about(start, end, cue, speaker)
        return replace(answer, other=self._whole(answer.other)) if answer.other else answer

    def _about(self, start: int, end: int, cue: int | None, speaker: tuple[int, int]) -> Answer:
        own, told = self.passages.read(start, end, cue, speaker)
        if own >= 0:
            if told and self.passages.name(start, end, speaker) is None:
                return Answer(About.OTHER, told, self._why(told))
            return Answer(About.QUESTION, None, "names the incident")
        if told:
            return Answer(About.OTHER, told, self._why(told))
        if self.subject and THIS.search(self.folded, start, end):
            return Answer(About.QUESTION, None, "speaks of this attack in a document about the incident")
        first = bisect_right(self.passages.ends, start)
        around = self._same_sentence(first, start, end)
        if around:
            return around
        before = self._paragraph(first, start)
        if before:
            return before
        last = self._signs[first - 1].last if first else None
        if last and last.when and self._surveyed >= SURVEY:
            why = f"the document tells of several incidents, and the last time that it names before is {last.when.text}"
            return Answer(About.OTHER, last, why)
        if BACK.search(self.folded, start, end):
            for back, sign in enumerate(reversed(self._signs[max(0, first - REACH) : first])):
                if sign.own >= 0 and self.subject:
                    return Answer(About.QUESTION, None, "goes back to a sentence that names the incident")
                if not self.subject and (sign.own >= 0 or (sign.told and sign.told.deed and not sign.told.series)):
                    # Another deed far back in a report that may be about the incident without naming it decides nothing.
                    if sign.own >= sign.other or back < BEFORE:
                        return self._follows(sign, "goes back to")
                    break
        if not self.subject:
            return Answer(About.UNDECIDED, None, "the document is not mainly about the incident")
        published = self.document.moment(start)
        when = self.passages.focus.day
        if when and published and not 0 <= (published.day - when).days + 1 <= self.passages.focus.days + 1:
            if all(sign.own < 0 for sign in self._signs[max(0, first - REACH) : first]):
                return Answer(
                    About.UNDECIDED, None, "published long before or after the incident, and does not name it"
                )
        return Answer(About.QUESTION, None, "the document is about the incident")

    # ------------------------------------------------------------ what stands around a passage

    def _same_sentence(self, first: int, start: int, end: int) -> Answer | None:
        """What the sentence around the passage tells, before it first."""
        if first >= len(self.passages.ends):
            return None
        low, high = self.document.sentences[first]
        for a, b in ((max(low, start - LONGEST), start), (end, min(high, end + LONGEST))):
            because = BECAUSE.search(self.folded, a, b)
            if because and a == end:
                b = because.start()
            if b - a < 3:
                continue
            own, told = self.passages.read(a, b)
            if own >= 0 or told:
                place = _place_of(told)
                if own >= place:
                    return Answer(About.QUESTION, None, "the same sentence names the incident")
                if told:
                    return Answer(About.OTHER, told, f"the same sentence {self._why(told)}")
        return None

    def _paragraph(self, first: int, start: int) -> Answer | None:
        index = bisect_right(self.document.paragraphs, (start, len(self.document.text))) - 1
        opening = self.document.paragraphs[index][0] if index >= 0 else 0
        for number in range(first - 1, max(-1, first - 1 - BEFORE), -1):
            if self.document.sentences[number][0] < opening:
                return None
            sign = self._signs[number]
            if sign.own >= 0 or (sign.told and not sign.told.series):
                return self._follows(sign, "follows")
        return None

    def _follows(self, sign: Sign, how: str) -> Answer:
        if sign.own >= sign.other:
            return Answer(About.QUESTION, None, f"{how} a sentence that names the incident")
        told = sign.told
        assert told is not None
        if told.when:
            return Answer(About.OTHER, told, f"{how} a sentence about another time: {told.when.text}")
        return Answer(About.OTHER, told, f"{how} a sentence on another deed: {self._label(told)}")

    def _whole(self, told: Other) -> Other:
        """The same with its place and with what the document calls it."""
        index = min(bisect_right(self.passages.ends, told.at), len(self.passages.ends) - 1)
        low, high = self.document.sentences[index] if index >= 0 else (0, 0)
        last = self._signs[index].last if index >= 0 else None
        if told.when is None and told.deed:
            told = replace(told, when=self.passages.time_of(told.deed, low, high))
        if told.when is None and last and told.deed and not told.deed.words and told.deed.kind != SERIES:
            # "The bombing" and no more: of the other incident that was named last, with its time.
            kind = frozenset({told.deed.kind})
            if last.deed is None or fits(last.deed.kind, kind) or fits(told.deed.kind, frozenset({last.deed.kind})):
                told = replace(told, when=last.when, deed=last.deed or told.deed)
        where = place(self.document.text, self.folded, self.places, told.at, low, high)
        return replace(told, place=where, label=self._label(told))

    def _label(self, told: Other) -> str:
        return label(self.document.text, told.deed)

    def _why(self, told: Other) -> str:
        if told.when:
            return f"names another time: {told.when.text}"
        return f"speaks of another deed: {self._label(told)}"

    def _is_subject(self) -> bool:
        """Whether the document is about the incident: named in its title or beginning, or again and again."""
        focus = self.passages.focus
        if focus.sharp is None and not focus.blunt:
            return True  # "Who did it?": the documents were chosen, and the question names nothing
        title = fold_name(self.document.source.title or "")
        if title and focus.names(title).last(0, len(title)) is not None:
            return True
        if any(sign.own >= 0 for sign in self._signs[:3]):
            return True
        hits = sum(sign.own >= 0 for sign in self._signs)
        return hits >= 3 or hits * 5 >= len(self._signs) > 0
