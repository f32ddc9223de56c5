"""One head of a phrase -> whom it means: a known name, a last name, an institution, a place, a description, or a new name.

The order of the rules is the order of how sure they are. How often each is right is measured (rules.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimant.model import Linked, Unnamed
from claimant.resolve import bodies as institutions
from claimant.resolve import groups, names
from claimant.resolve.gazetteer import Match
from claimant.resolve.naming import INSTITUTIONS, PLACED, Naming
from claimant.resolve.rules import Decision, linked, undecided, unnamed
from claimant.resolve.words import (
    ANONYMOUS,
    BODIES,
    CRAFT,
    FORCES,
    GENERIC,
    HOLDER,
    HOUSES,
    LETTERS,
    MEMBERS,
    NO_NAMES,
    OF_FORCES,
    PLAIN,
    RANKS,
    REBEL,
    REPEATED,
    SHIPS,
    SPOKES,
)

_GENERAL = MEMBERS | GENERIC
_THE = re.compile(r"\b(?:the|this|that) $")
_PARTS = {"georgia": "united-states"}
"""Names of states that parts of other states have too."""
_SOMEWHERE = PLACED | {"place"}
_UNKNOWN = frozenset({"unidentified", "unknown", "suspected"})
_ONE = re.compile(r"\b(?:a|an|another|some) $")
_FORMER = frozenset({"former", "ex", "retired", "ex-minister", "ex-president"})


@dataclass(slots=True)
class Nouns(Naming):
    """Heads of phrases in one text. `accused`: whoever is meant is blamed, so that a person is the person and not the office."""

    def noun(
        self, start: int, end: int, whole: int, in_head: Sequence[Match], inside: Sequence[Match], words: list[str]
    ) -> Decision:
        """Whom the head at [start, end) means; up to `whole` stands what it belongs to."""
        here, known, phrase = self.here, self.actors.gazetteer, self.here.text[start:whole]
        named = [m for m in in_head if m.sort in {"name", "weak"}]
        bodies = [m for m in in_head if m.sort in INSTITUTIONS]
        places = [m for m in in_head if m.sort in PLACED]
        if named and (decision := self.known_name(start, end, named, phrase)):
            return decision
        if named and words[0] == "the" and len(words) > 1:  # a name with an article ("the Officials") that is none here
            start, words = start + 4, words[1:]
            within = known.find(here.folded[start:end], here.text[start:end])
            bodies = [m._replace(start=m.start + start, end=m.end + start) for m in within if m.sort in INSTITUTIONS]
        if len(words) == 1 and words[0] in REPEATED and (again := self._repeated(words[0], start)):
            return linked("named before", again, phrase)
        if len(words) == 1 and f"the {words[0]}" in here.aliases and _THE.search(here.folded, max(0, start - 6), start):
            return Decision(here.aliases[f"the {words[0]}"][0], "named before")
        if decision := self.last_name(start, end, words, in_head, phrase):
            return decision
        if len(words) == 1 and words[0] in BODIES and (before := here.body_before(words[0], start)):
            return institutions.composed(known, here, before[:1], before[1:], phrase)
        if not bodies and words[-1] in OF_FORCES and (force := self._force_before(start)):
            return linked("force before", force, phrase)
        if bodies and not self._of_rebels(words, bodies) and (bodies[-1].end == end or words[-1] not in HOUSES):
            close = end + len(names.bare(here.folded[end:whole]).rstrip())
            around = places or [m for m in in_head if m.sort == "place"]
            around = around or [m for m in inside if m.sort in _SOMEWHERE and m.start >= end and m.end >= close]
            if decision := self._body(start, end, words, bodies, around, phrase):
                return decision
        if words[-1] in CRAFT and (decision := self._craft(start, words, places, phrase)):
            return decision
        if places:
            return self._placed(start, end, whole, places[-1], words, phrase)
        if (
            words[-1] in LETTERS
            and len(words) < 3
            and words[0] not in {"your", "my"}
            and (speaker := self._speaker_before(start))
        ):
            return linked("voice before", speaker, phrase)
        if set(words) <= SPOKES:
            return self.spokesperson(start, end, phrase)
        if _UNKNOWN.intersection(words) and words[-1] in GENERIC:
            return unnamed(phrase)  # "unidentified terrorists"
        if words[-1] in GENERIC and not set(words) & REBEL and _ONE.search(here.folded, max(0, start - 9), start):
            return unnamed(phrase)  # "a group": one that was not named before
        rebels = bool(set(words[:-1]) & REBEL) and words[-1] in _GENERAL
        if rebels or (words[-1] in GENERIC and not set(words) - GENERIC - PLAIN):
            return groups.described(known, here, start, words, phrase)
        if len(words) == 1 and (told := self._defined(words[0], start)):
            return told
        if words[-1] in ANONYMOUS or words[-1].isdigit() or words[0] in ANONYMOUS:
            return unnamed(phrase)
        return self.anew(start, whole)

    def _repeated(self, word: str, start: int) -> str | None:
        """The organisation named last before whose name ends so, for "the legion"."""
        here = self.here
        if not _THE.search(here.folded, max(0, start - 6), start):
            return None
        for match in reversed(here.within(0, start)):
            if (
                match.sort == "name"
                and len(match.actors) == 1
                and here.folded.endswith(f" {word}", match.start, match.end)
            ):
                return match.actors[0]
        return None

    def _of_rebels(self, words: Sequence[str], bodies: Sequence[Match]) -> bool:
        """Whether the "forces" or "commandos" are those of an armed group: "rebel forces", "urban commandos"."""
        return bool(set(words) & REBEL) or ("urban" in words and "special-forces" in bodies[-1].actors)

    def _force_before(self, start: int) -> str | None:
        """The army or police that was named last before "the officers", "the patrols"."""
        here, known = self.here, self.actors.gazetteer
        near = here.within(max(0, start - 800), start)
        for at in range(len(near) - 1, -1, -1):
            match = near[at]
            if match.sort not in INSTITUTIONS or not FORCES & set(match.actors):
                continue
            called = here.folded[match.start : match.end]
            place = near[at - 1] if at and 0 < match.start - near[at - 1].end < 4 else None
            state = institutions.state_of(place.actors[0]) if place and place.sort in PLACED else here.leading
            return known.body(state, match.actors[0], called, here.year) if state else None
        return None

    def _speaker_before(self, start: int) -> str | None:
        """Whoever spoke last before "the communique", or the armed group that was named in the sentence before."""
        for at, who in reversed(self.here.said):
            if start - 800 <= at < start and isinstance(who, Linked):
                return who.actor
        before = [id for at, id in self.here.groups if start - 300 <= at < start]
        return before[-1] if before else None

    # ---------------------------------------------------------------- institutions and places

    def _body(
        self,
        start: int,
        end: int,
        words: list[str],
        bodies: Sequence[Match],
        places: Sequence[Match],
        phrase: str,
    ) -> Decision | None:
        """An institution, with its state beside it or without; a rank with a name, and who held an office, are people."""
        here, known = self.here, self.actors.gazetteer
        tail = self.words(bodies[-1].end, end) if bodies[-1].end < end else []
        ranked = all(here.folded[m.start : m.end].strip(".") in RANKS for m in bodies)
        if tail and (set(words) & _FORMER or (ranked and tail[-1] not in NO_NAMES)):
            return self.anew(start, end)
        if places:
            return institutions.composed(known, here, places, bodies, phrase)
        decision = institutions.institution(
            known, here, start, bodies[0], phrase, here.theatre if self.accused else None
        )
        holder = bodies[-1].sort == "office" and HOLDER.fullmatch(here.text[bodies[-1].end : end])
        if holder and (self.accused or isinstance(decision.who, Unnamed)):  # the one who is blamed is the person
            return self.anew(start, end, decision.who)
        return decision

    def _craft(self, start: int, words: list[str], places: Sequence[Match], phrase: str) -> Decision | None:
        """Planes that are blamed are their state's air force."""
        if not self.accused:
            return None
        known, here = self.actors.gazetteer, self.here
        if places and len(places[-1].actors) == 1:
            state = institutions.state_of(places[-1].actors[0])
        elif here.theatre or here.leading:
            state = here.theatre or here.leading or ""
        else:
            return None
        force = ("navy", "navy") if words[-1] in SHIPS else ("air-force", "air force")
        return linked("planes", known.body(state, *force, here.year), phrase)

    def _placed(self, start: int, end: int, whole: int, place: Match, words: list[str], phrase: str) -> Decision:
        """A state, its people, its rebels, or a name that only has a place in it."""
        known, here = self.actors.gazetteer, self.here
        if len(place.actors) == 1 and (words[-1] in GENERIC or (set(words) & REBEL and words[-1] in MEMBERS)):
            return groups.described(known, here, start, words, phrase, institutions.state_of(place.actors[0]))
        if names.is_person_of(here, start, end, place):
            return self.anew(start, whole)
        if len(words) == 1 and (names.also_a_person(here, place) or self._elsewhere(place)):
            return undecided("nationality", phrase, place.actors)
        decision = institutions.placed(known, here, start, end, place, words)
        return decision or self.anew(start, whole)

    def _elsewhere(self, place: Match) -> bool:
        """Whether the state's name is rather that of a part of another state that the text is about: Georgia in a text from the US."""
        other = _PARTS.get(self.here.folded[place.start : place.end])
        if other is None or other not in {state for state, _ in self.here.home}:
            return False
        return not any(
            m.sort != "state" and institutions.state_of(m.actors[0]) in place.actors for m in self.here.matches
        )

    # ---------------------------------------------------------------- new names

    def _defined(self, word: str, start: int) -> Decision | None:
        """A short name that the text itself explains: "the Cedar Liberation Front (CLF)"."""
        long = names.explained(self.here, word)
        if long is None or long[0] <= start < long[1]:
            return None
        decision = self.phrase(*long, 1)
        if not isinstance(decision.who, Linked):
            return None
        return linked("explained", decision.who.actor, self.here.text[start : start + len(word)])
