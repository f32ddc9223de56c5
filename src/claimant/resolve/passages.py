"""What a passage of a document tells: where it names the question's incident, and which other one it tells of.

A time counts where it tells when a deed was done, not when somebody spoke of it. What was struck, by its words and by how
they are written, says whether a deed is the incident's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claimant.model import Document
from claimant.resolve.deeds import SERIES, Deed, fits
from claimant.resolve.focus import Focus, Names
from claimant.resolve.times import Named, named
from claimant.resolve.told import Other
from claimant.text import fold_name

_KIND = (
    r"(?:crimes?|murders?|killings?|slayings?|assassinations?|massacres?|deaths?|attacks?|bombings?|blasts?|explosions?|shootings?|cases?|acts?|"
    r"incidents?|atrocit(?:y|ies)|actions?|operations?|deeds?|tragedy|perpetrators?|murderers?|killers?|assassins?|culprits?|bombers?|attackers?)"
)
THIS = re.compile(rf"\bth(?:is|ese) (?:\w+ )?{_KIND}\b")
BACK = re.compile(
    rf"\b(?:th(?:is|ese|e|ose)|that|such an?) (?:\w+ )?{_KIND}\b(?! (?:of|on|against|at|in) )|\b(?:did|done|carried|committed) (?:it|this|so)\b|"
    r"\b(?:was|were|be|been|are) (?:\w+ )?(?:responsible|involved|guilty)\b(?! for the \w+ (?:of|on|against))"
)
BECAUSE = re.compile(
    r"\b(?:to protest|in protest|in retaliation|in response|to avenge|in reprisal|in revenge|to mark|to commemorate|as a tribute)\b"
)
"""What follows such words after a deed is its reason, not the deed."""
_SERIES = re.compile(
    r"\b(?:systematic\w*|constant (?:practice|policy)|genocide|repression|indiscriminate\w*|thousands (?:of|and)|reign of terror|"
    r"(?:wave|campaign|policy|series|string|years|spate) of|one of the (?:many|several))\b"
)
"""A series of deeds, not one."""
_NAME = re.compile(r"(?<![\w'-])[A-ZÀ-Ž][\w-]+")
LONGEST = 800
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


@dataclass(slots=True)
class Passages:
    """One document with its times, deeds and names of the incident; `ends` are the ends of its sentences."""

    document: Document
    folded: str
    focus: Focus
    names: Names = field(init=False)
    ends: Sequence[int] = field(init=False)
    _times: Sequence[Named] = field(init=False)
    _all: Sequence[Deed] = field(init=False)
    _judged: dict[int, bool] = field(init=False, default_factory=dict)
    _named: bool = field(init=False)
    _in_time: bool = field(init=False)
    _capitals: bool = field(init=False)

    def __post_init__(self) -> None:
        self._capitals = self.document.text.isupper()
        self.names = self.focus.names(self.folded)
        self._named = self.names.last(0, len(self.folded)) is not None
        published, when = self.document.source.date, self.focus.day
        self._in_time = bool(published and when and 0 <= (published.day - when).days + 1 <= self.focus.days + 1)
        self._times = self._all_times()
        told = self.focus.deeds.get(self.document.id, {}).values()
        self._all = sorted((deed for some in told for deed in some), key=lambda one: one.start)
        self.ends = [end for _, end in self.document.sentences]

    def name(self, start: int, end: int, speaker: tuple[int, int]) -> int | None:
        """Where the passage names the incident last, but for the name of its speaker."""
        low, high = speaker
        if not (low < high and start < high and low < end):
            return self.names.last(start, end)
        after = self.names.last(max(start, high), end)
        return after if after is not None else self.names.last(start, min(end, low))

    def read(
        self, start: int, end: int, cue: int | None = None, speaker: tuple[int, int] = (0, 0)
    ) -> tuple[int, Other | None]:
        """Where the passage names the question's incident last (-1: nowhere), and the other incident that it names last."""
        end = min(end, start + LONGEST)
        some = list(self._deeds(start, end))
        because = BECAUSE.search(self.folded, start, end)
        before = [deed for deed in some if because and deed.start < because.start()]
        if because and before:
            own, told = self.read(start, because.start(), cue, speaker)
            if own < 0 and told is None and self.names.last(because.end(), end) is not None:
                told = self.other(None, before[-1])  # what is done because of the incident is another deed
            return own, told
        some = [deed for deed in some if not (self._foreign(deed) and self._described(deed, start, end, cue))]
        struck = [deed for deed in some if self.focus.struck(deed)]
        name = self.name(start, end, speaker)
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
            return -1, self.other(None, Deed(SERIES, *series.span()))
        if own >= 0 and not struck and name is not None and foreign and not when:
            # The name stands there for somebody else's part: "the judge's widow regretted that the depot was bombed".
            another = not any(fits(deed.kind, self.focus.kinds) and deed not in foreign for deed in some)
            if another and foreign[-1].words and own < foreign[0].start:
                return -1, self.other(None, foreign[-1])
        if (
            when
            and when.first
            and own >= 0
            and self._own_day(start, end) is None
            and self._deed_of(when, some, start, end) in struck
        ):
            return -1, self.other(when, min(struck, key=lambda deed: abs(deed.start - when.start)))
        if when:
            close = [deed for deed in some if _distance(deed.start, deed.end, when) <= APART and deed not in struck]
            deed = min(close, key=lambda deed: abs(deed.start - when.start), default=None)
            return own, self.other(when, deed)
        if foreign:
            return own, self.other(None, foreign[-1])
        return own, None

    def time_of(self, deed: Deed, start: int, end: int) -> Named | None:
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
        return who is not None and BACK.search(self.folded, deed.end, end) is not None

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
        known = self._judged.get(id(deed))
        if known is None:
            known = self._judged[id(deed)] = self.focus.foreign(deed, self._proper(deed))
        return known

    def _proper(self, deed: Deed) -> frozenset[str]:
        """The words of what the deed struck that are written as names, in a text that is not all capitals."""
        if deed.phrase is None or self._capitals:
            return frozenset()
        start, end = deed.phrase
        index = bisect_right(self.ends, start)
        if index < len(self.ends) and self.document.sentences[index][0] == start:
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

    def other(self, when: Named | None, deed: Deed | None) -> Other:
        """Another incident, with the place in the text that tells of it."""
        return Other(self.document.id, deed.start if deed else when.start if when else 0, when, deed)
