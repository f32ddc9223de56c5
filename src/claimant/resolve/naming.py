"""Names in a phrase -> whom they mean: known ones, last names that the text explains, and names that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimant.model import ActorKind, Linked, PartOf, Who
from claimant.resolve import names, people
from claimant.resolve.actors import Actors
from claimant.resolve.gazetteer import Match
from claimant.resolve.names import named_id
from claimant.resolve.rules import Decision, linked, undecided, unnamed
from claimant.resolve.scenes import Scene
from claimant.resolve.words import (
    BEFORE_NAMES,
    GROUP,
    MEMBERS,
    NO_NAMES,
    PLAIN,
    RANKS,
    RULE,
    TROOPS,
    VOICES,
    words_of,
)
from claimant.text import fold_name

PLACED = frozenset({"state", "demonym", "capital", "metonym"})
INSTITUTIONS = frozenset({"body", "office"})
_ARTICLE = re.compile(r"\bthe $")
_MEN = TROOPS | {"men", "fighters", "militants", "followers"}
_WHERE = PLACED | INSTITUTIONS
_SPOKEN_FOR = frozenset(
    {ActorKind.GOVERNMENT, ActorKind.AGENCY, ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.STATE}
)
"""Kinds of actors for which their officers speak; whoever works for another is a person."""


@dataclass(slots=True)
class Naming:
    """Names in the phrases of one text. `accused`: whoever is meant is blamed, so that a person is the person and not the office."""

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

    # ---------------------------------------------------------------- names

    def known_name(self, start: int, end: int, named: Sequence[Match], phrase: str) -> Decision | None:
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
        if match.sort == "name" and self._another(match, start, end):
            return None
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
            fitting = self._beside(ids, start, match) or self._of_state(ids)
        if len(fitting) == 1:
            return linked("weak name" if match.sort == "weak" else "name", fitting[0], phrase)
        if len(fitting) > 1:
            return undecided("weak name", phrase, fitting)
        if match.sort == "weak":
            found = self._weak(match, ids, sure, phrase)
            return found or (self.known_name(start, match.start, heads[:-1], phrase) if len(heads) > 1 else None)
        return undecided("name", phrase, ids)

    def _beside(self, ids: Sequence[str], start: int, match: Match) -> list[str]:
        """Those of the state that stands before the name: "Britain's foreign secretary"."""
        entries = self.actors.gazetteer.entries
        states = {
            m.actors[0].removesuffix("-government") for m in self.here.within(start, match.start) if m.sort in PLACED
        }
        return [id for id in ids if id in entries and entries[id].country in states]

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
        world = [id for id in ids if self.actors.kind(id) is ActorKind.INTERNATIONAL_ORG]
        if len(world) == 1 and _ARTICLE.search(self.here.folded, max(0, match.start - 5), match.start):
            return linked("weak name", world[0], phrase)  # "the Red Cross"
        armed = [id for id in ids if self.actors.kind(id) is ActorKind.ARMED_GROUP]
        if self.here.folded[match.start : match.end] not in known.acronyms or not armed:
            return None
        if len(armed) == len(ids) == 1:
            return linked("weak name", armed[0], phrase)
        return undecided("weak name", phrase, ids)

    def _is_person(self, id: str) -> bool:
        return self.actors.kind(id) is ActorKind.PERSON

    def _another(self, match: Match, start: int, end: int) -> bool:
        """Whether a last name that is sure elsewhere has somebody else's given name before it here: "Ana Putin"."""
        here, before = self.here, self.words(start, match.start)[-1:] if match.start > start else []
        if not before or here.shouted or " " in here.folded[match.start : match.end]:
            return False
        given = here.text[: match.start].rstrip().rsplit(" ", 1)[-1]
        if not given[:1].isupper() or not given.isalpha() or not all(self._is_person(id) for id in match.actors):
            return False
        strange = before[0] not in NO_NAMES and not here.within(match.start - len(given) - 1, match.start)
        return strange and not any(self._may_be(id, start, end, match) for id in match.actors)

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
        if not state and kind is not ActorKind.PERSON:
            return None
        if state and (tail[-1] in RULE or (tail[-1] in VOICES | MEMBERS and set(tail) & RULE)):
            return linked("whose government", f"{state}-government", phrase)
        if kind is ActorKind.PERSON and tail[-1] in _MEN and not self.actors.state(actor):
            own = [
                part.actor for part in self.actors.parts(actor) if self.actors.kind(part.actor) is ActorKind.ARMED_GROUP
            ]
            return linked("whose government", own[0], phrase) if own else None
        if state and tail[-1] in TROOPS and kind is not ActorKind.ARMED_GROUP and self.actors.state(actor):
            institution = "army" if tail[-1] == "army" else "armed-forces"
            return linked("whose government", known.body(state, institution, tail[-1], self.here.year), phrase)
        return None

    # ---------------------------------------------------------------- people

    def last_name(
        self, start: int, end: int, words: list[str], in_head: Sequence[Match], phrase: str
    ) -> Decision | None:
        """A last name, with or without a rank: whom it meant before, whose full name stands in the text, or who was introduced by it."""
        here, last = self.here, words[-1].removesuffix("'s")
        if len(last) < 3 or len(words) > 6 or (last in NO_NAMES and last not in here.aliases):
            return None
        if last in here.aliases and len(words) < 5:
            earlier, name = here.aliases[last]
            # "Minister Tarn", "I. Tarn" and "Ilse Tarn" are Tarn again; "the Blue Path" is not the Red Path
            again = all(len(w) < 2 or w in name or w in BEFORE_NAMES for w in words[:-1])
            if isinstance(earlier, Linked) and again:
                if self.actors.may_merge(named_id(words), earlier.actor):
                    return Decision(earlier, "named before")
                return self.anew(start, end)  # a person keeps the two apart
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
        weak = [id for id in weak if self.actors.gazetteer.entries[id].country in states]
        active = [id for id in weak if self._active(id)]
        if len(active) == 1:
            return linked("last name here", active[0], phrase)
        if weak:
            return undecided("last name here", phrase, active or weak)
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
                actor = names.unknown(scene, name, scene.text[name:behind], self._in(scene).words(name, behind))
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

    def _in(self, scene: Scene) -> Naming:
        return self if scene is self.here else replace(self, here=scene)

    def spokesperson(self, start: int, end: int, phrase: str) -> Decision:
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

    # ---------------------------------------------------------------- new names

    def anew(self, start: int, end: int, above: Who | None = None) -> Decision:
        """A name that nobody knows: an actor of its own; a description that is no name: nobody named."""
        phrase = self.here.text[start:end]
        actor = names.unknown(self.here, start, phrase, self.words(start, end), above)
        if actor is None:
            return unnamed(phrase)
        if plain := names.disguised(phrase):  # letters of two scripts in one word: a slip or a trick
            known = self.actors.gazetteer.find(fold_name(plain), plain)
            return undecided("new", phrase, known[0].actors) if known else unnamed(phrase)
        if id := people.spelled(self.actors.gazetteer, actor.name):
            return linked("spelling", id, phrase)
        kept = self.actors.found.setdefault(actor.id, actor)
        if isinstance(above, Linked) and not kept.part_of:
            self.actors.found[actor.id] = replace(kept, part_of=(PartOf(above.actor),))
        return linked("new", actor.id, phrase)


def _bracketed(folded: str, start: int, match: Match) -> bool:
    before = folded[start : match.start]
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")
