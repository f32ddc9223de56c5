"""Which incident a statement is about: the question's, another one, or undecided; with the reason in words.

The statement's own words come first: a name of the question's incident, another time, another kind of deed, another thing
struck. Where they say nothing, the same sentence does, then those before it in the paragraph, then what "the crime" or "these
killings" goes back to, then what the document is about. Where that is open, so is the answer: undecided statements are shown,
never weighed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from claimant.model import About, Document
from claimant.resolve.deeds import SERIES, Deed, fits
from claimant.resolve.focus import Focus, Names
from claimant.resolve.gazetteer import Match
from claimant.resolve.times import Named, named
from claimant.resolve.told import Other, label, place
from claimant.text import fold_name

SURVEY = 3
"""Other times that a document names from which on it tells of several incidents (a piece on precedents), so that a
paragraph without a time of its own goes with the last one named. A choice, made on the worked example."""
REACH = 15
"""Sentences back to which "the crime" still means the crime that was told of."""
BEFORE = 4
"""Sentences of the same paragraph that are looked at before a statement without a time or deed of its own."""

_KIND = (
    r"(?:crimes?|murders?|killings?|slayings?|assassinations?|massacres?|deaths?|attacks?|bombings?|blasts?|explosions?|shootings?|cases?|acts?|"
    r"incidents?|atrocit(?:y|ies)|actions?|operations?|deeds?|tragedy|perpetrators?|murderers?|killers?|assassins?|culprits?|bombers?|attackers?)"
)
_THIS = re.compile(rf"\bth(?:is|ese) (?:\w+ )?{_KIND}\b")
_BACK = re.compile(
    rf"\b(?:th(?:is|ese|e|ose)|that|such an?) (?:\w+ )?{_KIND}\b(?! (?:of|on|against|at|in) )|\b(?:did|done|carried|committed) (?:it|this|so)\b|"
    r"\b(?:was|were|be|been|are) (?:\w+ )?(?:responsible|involved|guilty)\b(?! for the \w+ (?:of|on|against))"
)
_BECAUSE = re.compile(
    r"\b(?:to protest|in protest|in retaliation|in response|to avenge|in reprisal|in revenge|to mark|to commemorate|as a tribute)\b"
)
"""What follows such words after a deed is its reason, not the deed."""
_SERIES = re.compile(
    r"\b(?:systematic\w*|constant (?:practice|policy)|genocide|repression|indiscriminate\w*|thousands (?:of|and)|reign of terror|"
    r"(?:wave|campaign|policy|series|string|years|spate) of|one of the (?:many|several))\b"
)
"""A series of deeds, not one."""
_NAME = re.compile(r"(?<![\w'-])[A-ZÀ-Ž][\w-]+")
LONGEST = 1500
"""Characters of one passage, or of what stands around it in its sentence, that are looked at: some texts have no sentences."""
APART = 80
"""Characters between a time and a deed of one sentence up to which they are taken together."""
_OF_WHICH = re.compile(r"\b(?:that|to|about|for)\b|\"")
"""Between a time and a deed: the time is that of words about it."""
_WHO = re.compile(r"\b(?:which|who|that)\b[^.,;:]*$")
_SPEECH = re.compile(
    r"\b(?:said|says|sa(?:y|id)|told|tell|announc|accus|charg|blam|claim|den(?:y|ie)|confirm|report|stat(?:ed|ing|ement)|declar|warn|add(?:ed|ing)\b|publish|"
    r"issu|releas|arrest|captur|admit|reveal|indicat|not(?:ed|ing)\b|interview|communique|disclos|testif|sentenc|convict|trial|visit|met\b|meet|call|"
    r"ask|condemn|reject|acknowledg|demand|propos|speech|press|session|broadcast|wrote|letter)"
)


def _distance(start: int, end: int, when: Named) -> int:
    """Characters between a deed at [start, end) and a time; 0 where one lies in the other."""
    return max(start - when.end, when.start - end, 0)


@dataclass(frozen=True, slots=True)
class Sign:
    """What one sentence tells: where it names the question's incident last, and another one last (both -1: nowhere).

    `last` is the other time that was named last up to and with this sentence, unless the question's incident was since.
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

    document: Document
    folded: str
    focus: Focus
    places: Sequence[Match] = ()
    names: Names = field(init=False)
    subject: bool = field(init=False)
    _ends: list[int] = field(init=False)
    _signs: list[Sign] = field(init=False)
    _times: Sequence[Named] = field(init=False)
    _all: Sequence[Deed] = field(init=False)
    _surveyed: int = field(init=False)
    _named: bool = field(init=False)
    _in_time: bool = field(init=False)
    _capitals: bool = field(init=False)
    _answers: dict[tuple[int, int, int | None, tuple[int, int]], Answer] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._capitals = self.document.text.isupper()
        self.names = self.focus.names(self.folded)
        self._named = self.names.last(0, len(self.folded)) is not None
        published, when = self.document.source.date, self.focus.day
        self._in_time = bool(published and when and 0 <= (published.day - when).days + 1 <= self.focus.days + 1)
        self._times = self._all_times()
        told = self.focus.deeds.get(self.document.id, {}).values()
        self._all = sorted((deed for some in told for deed in some), key=lambda one: one.start)
        self._ends = [end for _, end in self.document.sentences]
        self._signs = []
        last: Other | None = None
        for index, (start, end) in enumerate(self.document.sentences):
            sign = self._sign(index, start, end)
            if sign.told and sign.told.when:
                last = sign.told
            elif sign.own >= 0 or _THIS.search(self.folded, start, end):
                last = None
            self._signs.append(Sign(sign.own, sign.other, sign.told, last))
        self._surveyed = len({sign.told.when.text for sign in self._signs if sign.told and sign.told.when})
        self.subject = self._is_subject()

    def about(self, start: int, end: int, cue: int | None = None, speaker: tuple[int, int] = (0, 0)) -> Answer:
        """Which incident [start, end) of the text is about; `cue` is where its word of attribution begins.

        A name of the incident in `speaker`, where its speaker is named, does not count: who was struck may speak of other deeds.
        """
        asked = (start, end, cue, speaker)
        if asked not in self._answers:
            answer = self._about(*asked)
            self._answers[asked] = replace(answer, other=self._whole(answer.other)) if answer.other else answer
        return self._answers[asked]

    def _about(self, start: int, end: int, cue: int | None, speaker: tuple[int, int]) -> Answer:
        own, told = self._read(start, end, cue, speaker)
        if own >= 0:
            if told and self._name(start, end, speaker) is None:
                return Answer(About.OTHER, told, self._why(told))
            return Answer(About.QUESTION, None, "names the incident")
        if told:
            return Answer(About.OTHER, told, self._why(told))
        if self.subject and _THIS.search(self.folded, start, end):
            return Answer(About.QUESTION, None, "speaks of this attack in a document about the incident")
        first = bisect_right(self._ends, start)
        around = self._same_sentence(first, start, end)
        if around:
            return around
        back = self._paragraph(first, start)
        if back:
            return back
        last = self._signs[first - 1].last if first else None
        if last and last.when and self._surveyed >= SURVEY:
            why = f"the document tells of several incidents, and the last time that it names before is {last.when.text}"
            return Answer(About.OTHER, last, why)
        if _BACK.search(self.folded, start, end):
            for sign in reversed(self._signs[max(0, first - REACH) : first]):
                if sign.own >= 0 and self.subject:
                    return Answer(About.QUESTION, None, "goes back to a sentence that names the incident")
                if not self.subject and (sign.own >= 0 or (sign.told and sign.told.deed and not sign.told.series)):
                    return self._follows(sign, "goes back to")
        if not self.subject:
            return Answer(About.UNDECIDED, None, "the document is not mainly about the incident")
        published = self.document.moment(start)
        when = self.focus.day
        if when and published and not 0 <= (published.day - when).days + 1 <= self.focus.days + 1:
            if all(sign.own < 0 for sign in self._signs[max(0, first - REACH) : first]):
                return Answer(
                    About.UNDECIDED, None, "published long before or after the incident, and does not name it"
                )
        return Answer(About.QUESTION, None, "the document is about the incident")

    # ------------------------------------------------------------ what a passage tells

    def _sign(self, index: int, start: int, end: int) -> Sign:
        own, told = self._read(start, end)
        other = -1
        if told:
            other = max(told.deed.start if told.deed else -1, told.when.start if told.when else -1)
        return Sign(own, other, told, None)

    def _name(self, start: int, end: int, speaker: tuple[int, int]) -> int | None:
        """Where the passage names the incident last, but for the name of its speaker."""
        low, high = speaker
        if not (low < high and start < high and low < end):
            return self.names.last(start, end)
        after = self.names.last(max(start, high), end)
        return after if after is not None else self.names.last(start, min(end, low))

    def _read(
        self, start: int, end: int, cue: int | None = None, speaker: tuple[int, int] = (0, 0)
    ) -> tuple[int, Other | None]:
        """Where the passage names the question's incident last (-1: nowhere), and the other incident that it names last."""
        end = min(end, start + LONGEST)
        some = list(self._deeds(start, end))
        because = _BECAUSE.search(self.folded, start, end)
        if because and any(deed.start < because.start() for deed in some):
            return self._read(start, because.start(), cue, speaker)
        some = [deed for deed in some if not self._described(deed, start, end, cue)]
        struck = [deed for deed in some if self.focus.struck(deed)]
        name = self._name(start, end, speaker)
        own = -1 if name is None else name
        if struck and (name is not None or self._named or (self._in_time and any(map(self.focus.named_by, struck)))):
            own = max(own, struck[-1].start)
        when = self._another_time(start, end, some)
        vague = when is None or when.first is None
        known = self._named or (self._in_time and self.focus.sure)
        if own < 0 and vague and known and (place := self._own_day(start, end)) is not None:
            if any(fits(deed.kind, self.focus.kinds) and not self._foreign(deed) for deed in some):
                own, when = place, None
        foreign = [deed for deed in some if deed not in struck and self._foreign(deed)]
        if own < 0 and not when and not foreign and (series := _SERIES.search(self.folded, start, end)):
            return -1, self._other(None, Deed(SERIES, *series.span()))
        if own >= 0 and not struck and name is not None and foreign and not when:
            # The name stands there for somebody else's part: "the Jesuits regretted that the shelter was bombed".
            another = not any(fits(deed.kind, self.focus.kinds) and deed not in foreign for deed in some)
            if another and foreign[-1].words and own < foreign[0].start:
                return -1, self._other(None, foreign[-1])
        if (
            when
            and when.first
            and own >= 0
            and self._own_day(start, end) is None
            and self._deed_of(when, some, start, end) in struck
        ):
            return -1, self._other(when, min(struck, key=lambda deed: abs(deed.start - when.start)))
        if when:
            close = [deed for deed in some if _distance(deed.start, deed.end, when) <= APART and deed not in struck]
            deed = min(close, key=lambda deed: abs(deed.start - when.start), default=None)
            return own, self._other(when, deed)
        if foreign:
            return own, self._other(None, foreign[-1])
        return own, None

    def _time_of(self, deed: Deed, start: int, end: int) -> Named | None:
        """The first time in the sentence that tells of the deed, be it the incident's own day."""
        start, end = max(start, deed.start - 2 * APART), min(end, deed.end + 2 * APART)
        some = self._deeds(start, end)
        first = bisect_left(self._times, start, key=lambda one: one.start)
        for index in range(first, len(self._times)):
            one = self._times[index]
            if one.start >= end:
                break
            if one.first and self._deed_of(one, some, start, end) == deed:
                return one
        return None

    def _described(self, deed: Deed, start: int, end: int, cue: int | None) -> bool:
        """Whether the deed only describes somebody of whom more is said: "the group, which raided a depot, said that it did it"."""
        if cue is not None and deed.start <= cue < deed.end:
            return False
        who = _WHO.search(self.folded, max(start, deed.start - 80), deed.start)
        return who is not None and _BACK.search(self.folded, deed.end, end) is not None

    def _deed_of(self, when: Named, some: Sequence[Deed], start: int, end: int) -> Deed | None:
        """The deed that the time tells of: the nearest one, unless the time tells rather when somebody spoke of it."""
        deed = min(some, key=lambda deed: _distance(deed.start, deed.end, when), default=None)
        if deed is None:
            return None
        away = _distance(deed.start, deed.end, when)
        if away > APART or (when.end < deed.start and _OF_WHICH.search(self.folded, when.end, deed.start)):
            return None
        said = min(
            (abs(match.start() - when.start) for match in _SPEECH.finditer(self.folded, start, end)), default=None
        )
        return deed if said is None or away < said else None

    def _foreign(self, deed: Deed) -> bool:
        return self.focus.foreign(deed, self._proper(deed))

    def _proper(self, deed: Deed) -> frozenset[str]:
        """The words of what the deed struck that are written as names, in a text that is not all capitals."""
        if deed.phrase is None or self._capitals:
            return frozenset()
        start, end = deed.phrase
        index = bisect_right(self._ends, start)
        if index < len(self._ends) and self.document.sentences[index][0] == start:
            start += 1  # the first word of a sentence is written like a name
        return frozenset(fold_name(word) for word in _NAME.findall(self.document.text, start, end)) & deed.words

    def _deeds(self, start: int, end: int) -> Sequence[Deed]:
        """The deeds that begin in the passage, in order."""
        low, high = (bisect_left(self._all, place, key=lambda one: one.start) for place in (start, end))
        return self._all[low:high]

    def _all_times(self) -> Sequence[Named]:
        """The times that the document names, in order, each told from when its words were published."""
        begins = [0, *(start for start, _ in self.document.times if start > 0), len(self.folded)]
        found: list[Named] = []
        for start, end in pairwise(begins):
            published = self.document.moment(start)
            found.extend(named(self.folded, start, end, published.day if published else self.focus.day))
        return sorted(found, key=lambda one: (one.start, one.end))

    def _own_day(self, start: int, end: int) -> int | None:
        """Where the passage gives the day of the incident, or None."""
        for index in range(bisect_left(self._times, start, key=lambda one: one.start), len(self._times)):
            one = self._times[index]
            if one.start >= end:
                break
            if one.day is not None and one.day == self.focus.day and not one.near:
                return one.start
        return None

    def _another_time(self, start: int, end: int, some: Sequence[Deed]) -> Named | None:
        """The first time in the passage that is not the incident's."""
        when = self.focus.day
        for index in range(bisect_left(self._times, start, key=lambda one: one.start), len(self._times)):
            one = self._times[index]
            if one.start >= end:
                break
            if one.first is None or one.last is None:
                return one
            if when is None:
                continue
            early = (when - one.last).days > (1 if self.focus.sure else 2)
            late = (one.first - when).days > 1
            if not early and not late:
                deed = (
                    self._deed_of(one, some, start, end)
                    if one.day not in {None, when} and self.focus.sure and not one.near
                    else None
                )
                if deed and deed.words and not self.focus.struck(deed):
                    return one  # a day off, and something else was struck
                continue
            if early and not one.near:
                return one
            if self._deed_of(one, some, start, end):
                return one
        return None

    # ------------------------------------------------------------ what stands around a passage

    def _same_sentence(self, first: int, start: int, end: int) -> Answer | None:
        """What the sentence around the passage tells, before it first."""
        if first >= len(self._ends):
            return None
        low, high = self.document.sentences[first]
        for a, b in ((max(low, start - LONGEST), start), (end, min(high, end + LONGEST))):
            because = _BECAUSE.search(self.folded, a, b)
            if because and a == end:
                b = because.start()
            if b - a < 3:
                continue
            own, told = self._read(a, b)
            if own >= 0 or told:
                place = max(told.deed.start if told.deed else -1, told.when.start if told.when else -1) if told else -1
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

    def _other(self, when: Named | None, deed: Deed | None) -> Other:
        return Other(self.document.id, deed.start if deed else when.start if when else 0, when, deed)

    def _whole(self, told: Other) -> Other:
        """The same with its place and with what the document calls it."""
        index = min(bisect_right(self._ends, told.at), len(self._ends) - 1)
        low, high = self.document.sentences[index] if index >= 0 else (0, 0)
        last = self._signs[index].last if index >= 0 else None
        if told.when is None and told.deed:
            told = replace(told, when=self._time_of(told.deed, low, high))
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
        focus = self.focus
        if focus.sharp is None and not focus.blunt:
            return True  # "Who did it?": the documents were chosen, and the question names nothing
        title = fold_name(self.document.source.title or "")
        if title and focus.names(title).last(0, len(title)) is not None:
            return True
        if any(sign.own >= 0 for sign in self._signs[:3]):
            return True
        hits = sum(sign.own >= 0 for sign in self._signs)
        return hits >= 3 or hits * 5 >= len(self._signs) > 0
