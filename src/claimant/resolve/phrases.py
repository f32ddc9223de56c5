"""A noun phrase -> whom it means, by its head first and then by what the head belongs to.

The order of the rules is the order of how sure they are: a known name; a state with an institution ("the Foreign Ministry of
Spain"); a state, capital or metonym; a last name whose introduction stands in the text; an institution whose state the document
gives ("the army"); a description whose group the document gives ("the rebels"); a name that nobody knows, which becomes an actor
of its own. How often each rule is right is measured (rules.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimant.model import ActorKind, Linked, PartOf, Undecided
from claimant.resolve import bodies as institutions
from claimant.resolve import groups
from claimant.resolve.gazetteer import Match
from claimant.resolve.heads import Head, comma, head, told_name, trimmed
from claimant.resolve.naming import INSTITUTIONS, PLACED
from claimant.resolve.nouns import Nouns
from claimant.resolve.rules import BY_STATE, Decision, linked, undecided, unnamed
from claimant.resolve.words import GENERIC, HOW_MANY, MEMBERS, OUTSIDERS, PEOPLE, RULE, SIDE, SPOKES, VICTIMS, VOICES

_DEEP = 4
"""A phrase in a phrase in a phrase: deeper nesting is not followed."""


@dataclass(slots=True)
class Reader(Nouns):
    """Reads the phrases of one text. `accused`: whoever is meant is blamed, so that a person is the person and not the office."""

    def phrase(self, start: int, end: int, depth: int = 0) -> Decision:
        """Whom the phrase at [start, end) of the text means."""
        place = start, end
        if place in self.here.open:  # "the AUC", defined by a phrase that is introduced by "the AUC"
            return unnamed(self.here.text[start:end])
        self.here.open.add(place)
        try:
            return self._phrase(start, end, depth)
        finally:
            self.here.open.discard(place)

    def _phrase(self, start: int, end: int, depth: int) -> Decision:
        here = self.here
        end = trimmed(here.folded, start, end)
        inside = [m for m in here.within(start, end) if m.end <= end]
        if len(inside) == 1 and inside[0].sort == "name" and end - start == inside[0].end - inside[0].start:
            if len(inside[0].actors) == 1:
                return linked("name", inside[0].actors[0], here.text[start:end])
        if end - start > 20 and depth <= _DEEP and (told := told_name(here.folded, start, end)):
            decision = self.phrase(told, end, depth + 1)
            if isinstance(decision.who, Linked | Undecided):
                return decision
        if here.folded[end - 1] in ")]" and depth <= _DEEP and (named := self._in_brackets(start, end, inside)):
            return named
        if depth <= _DEEP and (at := comma(here.folded, start, end, inside)):
            return self._apposed(self.phrase(start, at, depth + 1), start, at, end, depth)
        cut = head(here.folded, start, end, inside)
        words = self.words(cut.start, cut.end)
        if words and in_number(words) and any(m.sort == "demonym" for m in inside) and cut.link != "of":
            if all(m.sort == "demonym" for m in inside):
                return unnamed(here.text[start:end])  # "two Argentines"
        if depth > _DEEP or not words or words[-1] in OUTSIDERS or VICTIMS.match(here.folded[start:end]):
            return unnamed(here.text[start:end])
        in_head = [m for m in inside if m.end <= cut.end]
        if cut.link == "'s":
            return self._owned(cut, end, inside, in_head, words, depth)
        if cut.link == "and" and (both := self._both(cut, end, in_head, inside, words, depth)):
            return both
        if cut.link == "of" and self._belongs(words) and not any(m.sort == "name" for m in in_head):
            below = self.phrase(cut.rest, end, depth + 1)
            if isinstance(below.who, Linked | Undecided) and below.rule not in _LOOSE:
                return below
        whole = cut.end if cut.link in {",", "who", "name", "and"} else end
        decision = self.noun(cut.start, cut.end, whole, in_head, inside, words)
        if cut.link == "of" and not _sure(decision) and self._belongs(words):
            return self._belonging(decision, cut, end, words, depth)
        if cut.link == ",":  # a dash
            return self._apposed(decision, cut.start, cut.end, end, depth)
        return decision

    def _belongs(self, words: Sequence[str]) -> bool:
        """Whether the head only says which part of something is meant: "the members of", "sources in", "the command of"."""
        return words[-1] in MEMBERS or words[-1] in GENERIC or words[-1] in VOICES or words[-1] in PEOPLE

    def _belonging(self, decision: Decision, cut: Head, end: int, words: list[str], depth: int) -> Decision:
        """ "Members of the FMLN", "sources in the army"; "gunmen from Chechnya" are not Chechnya."""
        below = self.phrase(cut.rest, end, depth + 1)
        if not isinstance(below.who, Linked | Undecided) or below.rule == "new":
            return decision
        if below.rule not in _BARE:
            return below
        if words[-1] in GENERIC and isinstance(below.who, Linked):
            state = institutions.state_of(below.who.actor)
            return groups.described(
                self.actors.gazetteer, self.here, cut.start, words, self.here.text[cut.start : end], state
            )
        if words[-1] in _HEADS and isinstance(below.who, Linked):
            state = institutions.state_of(below.who.actor)
            return linked("state's side", f"{state}-government", self.here.text[cut.start : end])
        return decision

    def _in_brackets(self, start: int, end: int, inside: Sequence[Match]) -> Decision | None:
        """The body or group whose short name stands in brackets behind a longer one that nobody knows."""
        names = [m for m in inside if m.sort == "name" and len(m.actors) == 1]
        if len(names) != 1 or end - names[0].end > 2 or self.here.folded[names[0].start - 1] not in "([":
            return None
        if self.actors.kind(names[0].actors[0]) is ActorKind.PERSON:
            return None
        return linked("name", names[0].actors[0], self.here.text[start:end])

    # ---------------------------------------------------------------- heads with something behind them

    def _owned(
        self, cut: Head, end: int, inside: Sequence[Match], in_head: Sequence[Match], words: list[str], depth: int
    ) -> Decision:
        """ "Spain's interior minister", "Tarn's government", "the army's general staff", "Colombia's enemies"."""
        here, phrase = self.here, self.here.text[cut.start : end]
        behind = [m for m in inside if m.start >= cut.rest]
        tail = head(here.folded, cut.rest, end, behind)
        thing = self.words(tail.start, tail.end)
        if not thing or thing[-1] in OUTSIDERS:
            return unnamed(phrase)
        if any(m.sort in {"name", "weak"} for m in behind if m.end <= tail.end):
            both = [*in_head, *(m for m in behind if m.end <= tail.end)]
            together = self.noun(cut.start, tail.end, tail.end, both, both, self.words(cut.start, tail.end))
            if isinstance(together.who, Linked | Undecided):
                return together
        places = [m for m in in_head if m.sort in PLACED]
        bodies = [m for m in behind if m.sort in INSTITUTIONS and m.end <= tail.end]
        if places and bodies and places[-1].end >= cut.end - 1:
            return institutions.composed(self.actors.gazetteer, here, places[-1:], bodies, phrase)
        if bodies and set(words) <= {"country", "nation", "republic"}:
            return self.noun(cut.start, tail.end, tail.end, bodies, bodies, self.words(cut.start, tail.end))
        owner = self.phrase(cut.start, cut.end, depth + 1)
        if owner.rule in _BARE and isinstance(owner.who, Linked) and thing[-1] in SIDE | RULE:
            state = institutions.state_of(owner.who.actor)
            return linked("state's side", f"{state}-government", phrase)
        if not isinstance(owner.who, Linked):
            if bodies and not places:
                return self.phrase(cut.rest, end, depth + 1)
            return owner if isinstance(owner.who, Undecided) and self._belongs(thing) else unnamed(phrase)
        ruled = self.rule_of(owner.who.actor, thing, phrase)
        if ruled:
            return ruled
        if self._belongs(thing) or bodies or (set(thing) & SPOKES):
            return owner
        if owner.who.actor not in self.actors.found and self.actors.kind(owner.who.actor) is not ActorKind.PERSON:
            return owner if thing[-1].islower() and not here.shouted else unnamed(phrase)
        return self.anew(cut.start, end)

    def _both(
        self, cut: Head, end: int, in_head: Sequence[Match], inside: Sequence[Match], words: list[str], depth: int
    ) -> Decision | None:
        """ "The army and the police", "the Honduran and Salvadoran armies": one of the two where they are of one side, else undecided."""
        here, phrase = self.here, self.here.text[cut.start : end]
        if in_head and in_head[-1].sort == "demonym" and in_head[-1].end == cut.end:
            bodies = [m for m in inside if m.sort in INSTITUTIONS and m.start >= cut.rest]
            places = [m for m in inside if m.sort == "demonym"]
            if bodies and len(places) > 1:
                known = self.actors.gazetteer
                both = [institutions.composed(known, here, [place], bodies, phrase).who for place in places[:2]]
                return undecided("both", phrase, [who.actor for who in both if isinstance(who, Linked)])
            return unnamed(phrase) if len(places) > 1 else None
        first = self.phrase(cut.start, cut.end, depth + 1).who
        second = self.phrase(cut.rest, end, depth + 1).who
        if not isinstance(first, Linked) or not isinstance(second, Linked) or first.actor == second.actor:
            return None
        if first.actor not in self.actors.found and self.actors.side(first.actor) == self.actors.side(second.actor):
            return linked("both", first.actor, phrase)
        if first.actor in self.actors.found or second.actor in self.actors.found:
            return None
        return undecided("both", phrase, (first.actor, second.actor))

    def _apposed(self, decision: Decision, start: int, at: int, end: int, depth: int) -> Decision:
        """ "Its spokeswoman, Ilse Tarn" is Tarn; "Ilse Tarn, a commander of the Red Path" speaks for the Red Path."""
        who, found = decision.who, self.actors.found
        if isinstance(who, Linked) and who.actor not in found and self.actors.kind(who.actor) is ActorKind.PERSON:
            return decision
        below = self.phrase(at + 2, end, depth + 1)
        if not isinstance(below.who, Linked):
            return decision
        if self.actors.kind(below.who.actor) is ActorKind.PERSON:  # a body's spokeswoman, and her name
            return below if below.who.actor not in found or not isinstance(who, Linked) else decision
        if below.rule in _BARE:
            return decision
        if not isinstance(who, Linked) or (decision.rule in BY_STATE and below.rule == "name"):
            return below if decision.rule != "both" else decision
        if who.actor not in found or below.who.actor in found:
            return decision
        person = found[who.actor]
        if person.kind is not ActorKind.PERSON:
            return decision
        found[who.actor] = replace(person, part_of=(PartOf(below.who.actor),), public=True)
        if self.accused:
            return decision
        return linked("introduced", below.who.actor, self.here.text[start:end])


def in_number(words: Sequence[str]) -> bool:
    """Whether the phrase counts people: "two Argentines"."""
    return words[0] in HOW_MANY or words[0].isdigit()


def _sure(decision: Decision) -> bool:
    """Whether the head alone says who it is, so that what it belongs to adds nothing."""
    return isinstance(decision.who, Linked | Undecided) and decision.rule not in _UNSURE


_GROUPS = {"group named", "group beside", "group of the state"}
_BARE = {"state", "seat of government", "nationality"}
_LOOSE = {*_BARE, *BY_STATE, "new"}
_UNSURE = {*_GROUPS, *BY_STATE, "new"}
_HEADS = SIDE | {"heads", "head", "ruler", "rulers"}
