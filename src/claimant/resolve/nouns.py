"""One head of a phrase -> whom it means: a known name, a last name, an institution, a place, a description, or a new name.

The order of the rules is the order of how sure they are. How often each is right is measured (rules.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimant.model import ActorKind, Linked, PartOf, Unnamed, Who
from claimant.resolve import bodies as institutions
from claimant.resolve import groups, names, people
from claimant.resolve.actors import Actors
from claimant.resolve.gazetteer import Match
from claimant.resolve.rules import Decision, linked, undecided, unnamed
from claimant.resolve.scenes import Scene
from claimant.resolve.words import (
    ANONYMOUS,
    BEFORE_NAMES,
    BODIES,
    CRAFT,
    FORCES,
    GENERIC,
    GROUP,
    HOLDER,
    HOUSES,
    LETTERS,
    MEMBERS,
    NO_NAMES,
    OF_FORCES,
    PLAIN,
    RANKS,
    REBEL,
    RULE,
    SPOKES,
    TROOPS,
    VOICES,
    words_of,
)

PLACED = frozenset({"state", "demonym", "capital", "metonym"})
INSTITUTIONS = frozenset({"body", "office"})
_WHERE = PLACED | INSTITUTIONS
_GENERAL = MEMBERS | GENERIC
_THE = re.compile(r"\b(?:the|this|that) $")
_ONE = re.compile(r"\b(?:a|an|another|some) $")
_SPOKEN_FOR = frozenset(
    {ActorKind.GOVERNMENT, ActorKind.AGENCY, ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.STATE}
)
"""Kinds of actors for which their officers speak; whoever works for another is a person."""
_FORMER = frozenset({"former", "ex", "retired", "ex-minister", "ex-president"})


@dataclass(slots=True)
class Nouns:
    """Heads of phrases in one text. `accused`: whoever is meant is blamed, so that a person is the person and not the office."""

    actors: Actors
    here: Scene
    accused: bool = False

    def phrase(self, start: int, end: int, depth: int = 0) -> Decision:
        """Whom a whole phrase means (phrases.py)."""
        raise NotImplementedError

    def words(self, start: int, end: int) -> list[str]:
        """The folded words of the phrase, without what stands in brackets at its end."""
        text = self.here.folded[start:end].strip(" \"'“”«».")
        return words_of(names.bare(text)) or words_of(text)

    def noun(
        self, start: int, end: int, whole: int, in_head: Sequence[Match], inside: Sequence[Match], words: list[str]
    ) -> Decision:
        """Whom the head at [start, end) means; up to `whole` stands what it belongs to."""
        here, known, phrase = self.here, self.actors.gazetteer, self.here.text[start:whole]
        named = [m for m in in_head if m.sort in {"name", "weak"}]
        bodies = [m for m in in_head if m.sort in INSTITUTIONS]
        places = [m for m in in_head if m.sort in PLACED]
        if named and (decision := self._named(start, end, named, phrase)):
            return decision
        if len(words) == 1 and f"the {words[0]}" in here.aliases and _THE.search(here.folded, max(0, start - 6), start):
            return Decision(here.aliases[f"the {words[0]}"][0], "named before")
        if decision := self._person(start, end, words, in_head, phrase):
            return decision
        if len(words) == 1 and words[0] in BODIES and (before := here.body_before(words[0], start)):
            return institutions.composed(known, here, before[:1], before[1:], phrase)
        if not bodies and words[-1] in OF_FORCES and (force := self._force_before(start)):
            return linked("force before", force, phrase)
        if bodies and not self._of_rebels(words, bodies) and (bodies[-1].end == end or words[-1] not in HOUSES):
            close = end + len(names.bare(here.folded[end:whole]).rstrip())
            around = places or [m for m in inside if m.sort in PLACED and m.start >= end and m.end >= close]
            if decision := self._body(start, end, words, bodies, around, phrase):
                return decision
        if words[-1] in CRAFT and (decision := self._craft(start, words, places, phrase)):
            return decision
        if places:
            return self._placed(start, end, whole, places[-1], words, phrase)
        if words[-1] in LETTERS and len(words) < 3 and (speaker := self._speaker_before(start)):
            return linked("voice before", speaker, phrase)
        if set(words) <= SPOKES:
            return self._spoken(start, end, phrase)
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

    # ---------------------------------------------------------------- names

    def _named(self, start: int, end: int, named: Sequence[Match], phrase: str) -> Decision | None:
        """A known name in the head: the last one outside brackets, unless it only stands in a group's name."""
        here = self.here
        heads = [m for m in named if not _bracketed(here.folded, start, m)] or list(named)
        match = heads[-1]
        tail = self.words(match.end, end) if match.end < end else []
        if tail and GROUP.search(" ".join(tail)) and all(self._is_person(id) for id in match.actors):
            heads = [m for m in heads if not any(self._is_person(id) for id in m.actors)]
            if not heads:
                return None  # "the Ana Tarn Brigade" is not Ana Tarn
            match = heads[-1]
        ids = match.actors
        sure = [m for m in heads if m.sort == "name" and len(m.actors) == 1]
        if match.sort == "weak" and all(self._is_person(id) for id in ids):
            ids = tuple(id for id in ids if self._may_be(id, start, end, match))
            if not ids:
                return linked("name", sure[-1].actors[0], phrase) if sure and sure[-1] is not match else None
        if tail and len(tail) > 1 and tail[-1] not in NO_NAMES and match.sort == "name":
            own = [word for word in tail if word not in NO_NAMES]
            if id := people.spelled(self.actors.gazetteer, " ".join(own)):
                return linked("spelling", id, phrase)
        if tail and len(ids) == 1 and (ruled := self.rule_of(ids[0], tail, phrase)):
            return ruled
        if match.sort == "name" and len(ids) == 1:
            return linked("name", ids[0], phrase)
        fitting = [id for id in ids if id in here.present] or [id for id in ids if id in self.actors.present]
        persons = all(self._is_person(id) for id in ids)
        if not fitting and not persons:  # a surname alone is nobody until the text or its state speaks for it
            fitting = self._of_state(ids)
        if len(fitting) == 1:
            return linked("weak name" if match.sort == "weak" else "name", fitting[0], phrase)
        if len(fitting) > 1:
            return undecided("weak name", phrase, fitting)
        if match.sort == "weak":
            found = self._weak(match, ids, sure, phrase)
            return found or (self._named(start, match.start, heads[:-1], phrase) if len(heads) > 1 else None)
        return undecided("name", phrase, ids)

    def _of_state(self, ids: Sequence[str]) -> list[str]:
        """Those that are of the states the document is about, and of the leading one where several are."""
        entries, home = self.actors.gazetteer.entries, self.here.home
        states = {state for state, _ in home}
        found = [id for id in ids if id in entries and entries[id].country in states]
        if len(found) > 1 and home and (len(home) == 1 or home[0][1] > home[1][1]):
            found = [id for id in found if entries[id].country == home[0][0]] or found
        return found

    def _weak(self, match: Match, ids: Sequence[str], sure: Sequence[Match], phrase: str) -> Decision | None:
        """A weak name that its document does not explain: a branch of the group beside it ("Islamic State's Khorasan branch"),
        that group, or whatever armed groups the acronym stands for; None where it may be no name at all."""
        known = self.actors.gazetteer
        beside = {m.actors[0] for m in sure}
        branches = [id for id in ids if any(part.actor in beside for part in known.actor(id).part_of)]
        if len(branches) == 1:
            return linked("weak name", branches[0], phrase)
        if sure:
            return linked("name", sure[-1].actors[0], phrase)
        armed = [id for id in ids if self.actors.kind(id) is ActorKind.ARMED_GROUP]
        if self.here.folded[match.start : match.end] not in known.acronyms or not armed:
            return None
        if len(armed) == len(ids) == 1:
            return linked("weak name", armed[0], phrase)
        return undecided("weak name", phrase, ids)

    def _is_person(self, id: str) -> bool:
        return self.actors.kind(id) is ActorKind.PERSON

    def _may_be(self, id: str, start: int, end: int, match: Match) -> bool:
        """Whether the other words of the phrase fit the person's name: "Ana Tarn" is not Ilse Tarn."""
        own = set(words_of(" ".join(people.spellings(self.actors.gazetteer, id))))
        before = self.words(start, match.start)[-1:] if match.start > start else []
        behind = self.words(match.end, end) if match.end < end else []
        return all(
            word.strip(".") in own
            or word.strip(".") in BEFORE_NAMES
            or len(word) < 2
            or word in MEMBERS
            or word in PLAIN
            or word in RULE
            for word in (*before, *behind)
        )

    def rule_of(self, actor: str, tail: Sequence[str], phrase: str) -> Decision | None:
        """What a person, party or group rules or commands: "the Tarn government", "General Tarn's troops"."""
        kind = self.actors.kind(actor)
        if kind not in {ActorKind.PERSON, ActorKind.PARTY, ActorKind.ARMED_GROUP}:
            return None
        known = self.actors.gazetteer
        entry = known.entries.get(actor)
        state = (entry.country if entry else None) or self.actors.state(actor)
        if not state:
            return None
        if tail[-1] in RULE or (tail[-1] in VOICES | MEMBERS and set(tail) & RULE):
            return linked("whose government", f"{state}-government", phrase)
        if tail[-1] in TROOPS and kind is not ActorKind.ARMED_GROUP and self.actors.state(actor):
            institution = "army" if tail[-1] == "army" else "armed-forces"
            return linked("whose government", known.body(state, institution, tail[-1], self.here.year), phrase)
        return None

    # ---------------------------------------------------------------- people

    def _person(self, start: int, end: int, words: list[str], in_head: Sequence[Match], phrase: str) -> Decision | None:
        """A last name, with or without a rank: whom it meant before, whose full name stands in the text, or who was introduced by it."""
        here, last = self.here, words[-1].removesuffix("'s")
        if len(last) < 3 or len(words) > 6 or (last in NO_NAMES and last not in here.aliases):
            return None
        if last in here.aliases and len(words) < 5:
            earlier, name = here.aliases[last]
            # "Minister Tarn", "I. Tarn" and "Ilse Tarn" are Tarn again; "the Blue Path" is not the Red Path
            if isinstance(earlier, Linked) and all(len(w) < 2 or w in name or w in BEFORE_NAMES for w in words[:-1]):
                return Decision(earlier, "named before")
        if last in NO_NAMES or any(m.end >= end - 1 and m.sort in _WHERE for m in in_head):
            return None
        own = [word for word in words if word.strip(".") not in BEFORE_NAMES]
        if not own or len(own) > 4:
            return None
        if here.folded[max(0, start - 4) : start].endswith(("the ", "a ", "an ")):
            return None
        if not here.shouted and not here.text[here.folded.rfind(last, start, end)].isupper():
            return None
        known = people.persons(self.actors.gazetteer, here, last)
        known = tuple(id for id in known if self._fits(id, own[:-1]))
        if len(known) == 1:
            return linked("last name", known[0], phrase)
        if known:
            return undecided("last name", phrase, known)
        if len(own) > 1 and (id := people.spelled(self.actors.gazetteer, " ".join(own))):
            return linked("spelling", id, phrase)
        if len(own) > 1 and (id := people.shortened(self.actors.gazetteer, own, {state for state, _ in here.home})):
            return linked("short name", id, phrase)
        ranked = all(here.folded[m.start : m.end].strip(".") in RANKS for m in in_head if m.sort in INSTITUTIONS)
        if ranked and (decision := self._introduced(last, start, end, phrase, ranks=False)):
            return decision
        weak = [id for m in in_head if m.sort == "weak" and m.end == end for id in m.actors if self._is_person(id)]
        weak = [id for id in weak if self._fits(id, own[:-1])]
        states = {state for state, _ in here.home}
        here_too = [id for id in weak if self.actors.gazetteer.entries[id].country in states and self._active(id)]
        if len(here_too) == 1:
            return linked("last name here", here_too[0], phrase)
        return self._introduced(last, start, end, phrase, ranks=True) if ranked else None

    def _active(self, id: str) -> bool:
        """Whether the person held one of its offices in the document's year; where no years are known, always."""
        day = self.here.date.day if self.here.date else None
        parts = self.actors.gazetteer.entries[id].part_of
        return not parts or any(part.holds(day) for part in parts)

    def _fits(self, id: str, given: Sequence[str]) -> bool:
        own = set(words_of(" ".join(people.spellings(self.actors.gazetteer, id))))
        return all(len(word) < 3 or word in own for word in given)

    def _introduced(self, last: str, start: int, end: int, phrase: str, ranks: bool) -> Decision | None:
        """By the office or group that stands beside the name where it is introduced."""
        for scene, office, until, name, behind in people.introductions(self.here, last):
            if scene is self.here and start <= name < end and office >= start and until <= end:
                continue  # the phrase itself
            if (office == until) is not ranks:
                continue
            if ranks:
                actor = names.unknown(scene, scene.text[name:behind], self._in(scene).words(name, behind))
                if actor is None or not actor.part_of:
                    continue
                self.actors.found.setdefault(actor.id, actor)
                return linked("introduced", actor.id, phrase)
            who = self._in(scene).phrase(office, until, 1).who
            if not isinstance(who, Linked) or who.actor in self.actors.found or self._is_person(who.actor):
                continue
            if self.accused or self.actors.kind(who.actor) not in _SPOKEN_FOR:
                return self.anew(start, end, who)
            return linked("introduced", who.actor, phrase)
        return None

    def _in(self, scene: Scene) -> Nouns:
        return self if scene is self.here else replace(self, here=scene)

    def _spoken(self, start: int, end: int, phrase: str) -> Decision:
        """ "The spokeswoman", "its spokesman": whoever is named right behind, else the spokesperson or the body named before."""
        here, entries = self.here, self.actors.gazetteer.entries
        for match in here.within(end + 1, end + 4):
            if match.sort == "name" and len(match.actors) == 1 and self._is_person(match.actors[0]):
                return linked("spokesperson", match.actors[0], phrase)  # "its spokeswoman, Maria Zakharova"
        near = [m for m in here.within(max(0, start - 800), start) if m.sort == "name" and len(m.actors) == 1]
        bodies = {ActorKind.AGENCY, ActorKind.GOVERNMENT, ActorKind.ARMED_GROUP, ActorKind.PARTY}
        for kinds in ({ActorKind.PERSON}, bodies):
            for match in reversed(near):
                kind = entries[match.actors[0]].kind
                around = here.folded[max(0, match.start - 80) : match.end + 80]
                if kind in kinds and (kind is not ActorKind.PERSON or "spokes" in around):
                    return linked("spokesperson", match.actors[0], phrase)
        return unnamed(phrase)

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
        return linked("planes", known.body(state, "air-force", "air force", here.year), phrase)

    def _placed(self, start: int, end: int, whole: int, place: Match, words: list[str], phrase: str) -> Decision:
        """A state, its people, its rebels, or a name that only has a place in it."""
        known, here = self.actors.gazetteer, self.here
        if len(place.actors) == 1 and (words[-1] in GENERIC or (set(words) & REBEL and words[-1] in MEMBERS)):
            return groups.described(known, here, start, words, phrase, institutions.state_of(place.actors[0]))
        if names.is_person_of(here, start, end, place):
            return self.anew(start, whole)
        decision = institutions.placed(known, here, start, end, place, words)
        return decision or self.anew(start, whole)

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

    def anew(self, start: int, end: int, above: Who | None = None) -> Decision:
        """A name that nobody knows: an actor of its own; a description that is no name: nobody named."""
        phrase = self.here.text[start:end]
        actor = names.unknown(self.here, phrase, self.words(start, end), above)
        if actor is None:
            return unnamed(phrase)
        if id := people.spelled(self.actors.gazetteer, actor.name):
            return linked("spelling", id, phrase)
        kept = self.actors.found.setdefault(actor.id, actor)
        if isinstance(above, Linked) and not kept.part_of:
            self.actors.found[actor.id] = replace(kept, part_of=(PartOf(above.actor),))
        return linked("new", actor.id, phrase)


def _bracketed(folded: str, start: int, match: Match) -> bool:
    before = folded[start : match.start]
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")
