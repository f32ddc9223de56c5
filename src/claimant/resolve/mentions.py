"""A phrase in a text -> whom it means: decided, undecided, or nobody named. Doubt is a value, never a guess.

The order of the rules is the order of how sure they are: a known name; a state with an institution ("the Foreign
Ministry of Spain"); a state, capital or metonym; an institution whose state the document gives ("the army"); a
description whose group the document gives ("the rebels"); a name that nobody knows, which becomes an actor of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from claimant.model import Actor, ActorKind, Linked, PartOf, Span, Undecided, Unnamed, Who
from claimant.resolve.gazetteer import Gazetteer, Match
from claimant.resolve.scenes import Scene
from claimant.text import fold_name

SURE, COMPOSED, BY_CONTEXT = 1.0, 0.95, 0.7
"""Scores of the rules: a known name, a composed institution, a description read from its context. Not calibrated yet."""

REMEMBERED = 60
"""Mentions of armed groups that a reader is taken to remember when the text says "the group"."""

_GENERIC = frozenset(
    "guerrillas guerrilla guerillas rebels rebel insurgents terrorists terrorist subversives subversive militants group "
    "organization organisation movement outfit fighters extremists combatants jihadists commandos separatists "
    "criminals gang cartel front gunmen attackers islamists islamist jihadis leftists rightists extremist".split()
)  # fmt: skip
_ANONYMOUS = frozenset(
    "sources source reports report witnesses witness residents resident caller callers observers analysts experts media press "
    "reporters someone nobody people persons men man individuals gunmen attackers assailants perpetrators suspects suspect youths "
    "newspapers newspaper letter communique statement relatives survivors villagers neighbors neighbours dispatches percent poll".split()
)  # fmt: skip
_RANKS = frozenset(
    "general gen colonel col lieutenant lt captain capt major maj admiral brigadier sergeant sgt corporal cadet".split()
)  # fmt: skip
_TITLES = frozenset("mr mrs ms miss dr prof father sister brother sir mr. mrs. ms. dr.".split())
_OFFICES = frozenset(
    "president minister senator deputy mayor judge governor commander spokesman spokeswoman spokesperson bishop archbishop ambassador "
    "prosecutor secretary chief director leader congressman msgr monsignor king queen prince premier chancellor pope".split()
)  # fmt: skip
_BODIES = frozenset(
    "ministry department agency service committee council office embassy officials official command".split()
)
_GROUP = re.compile(
    r"\b(?:front|army|brigades?|movement|commandos?|command|squads?|cartel|militia|organi[sz]ation|group|faction|tigers|liberation|units?|column|cell|party|committee|league|council|federation|union|association|institute|commission)\b"
)
_SPOKES = frozenset(
    "the its their his her a spokesman spokeswoman spokesperson statement communique communiqué".split()
)
_PEOPLE = frozenset(
    "citizens citizen nationals national natives men man people women families migrants immigrants passports residents students workers".split()
)  # fmt: skip
_HOW_MANY = frozenset("two three four five six seven eight nine ten eleven twelve dozen several some many both".split())
_HOUSES = frozenset(
    "agency forum newspaper news daily weekly magazine channel broadcaster radio university ministry".split()
)
"""Words of a name that is nobody's person."""
_PART = frozenset("role involvement hand trace connection link part participation complicity responsibility".split())
_SIDE = frozenset("side authorities regime leadership officials official state capital administration".split())
_LEADING = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|these|those|some|other|another|our)\s+")
_TAIL = re.compile(r"\s*[\[(][^\])]*[\])]?\s*$")


@dataclass(slots=True)
class Roster:
    """Recognises mentions, and keeps the actors that only the documents name. One for a case.

    `sides` are what a person says that actors are part of; `may_merge` says whether no person has kept two actors apart.
    """

    gazetteer: Gazetteer
    found: dict[str, Actor] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    sides: Mapping[str, tuple[PartOf, ...]] = field(default_factory=dict)
    may_merge: Callable[[str, str], bool] = lambda one, other: True

    def who(self, span: Span | None, here: Scene, *, accused: bool = False, speaker: Who | None = None) -> Who:
        """Whom the phrase means. None (a passive, a narrator without a name) is nobody named.

        `speaker` is whom "its fighters" belong to. `accused`: "the army" that is blamed is that of the state where the case is, even in a report from elsewhere.
        """
        if span is None:
            return Unnamed()
        if speaker is not None and _ITS_OWN.match(fold_name(span.text)):
            return speaker
        who = self._who(span, here, accused)
        last = _words(fold_name(_TAIL.sub("", span.text)))[-1:]
        if (
            isinstance(who, Linked)
            and last
            and last[0] not in _COMMON
            and not any(
                m.end == span.end for m in here.within(span.start, span.end) if m.sort in {"body", "office", "demonym"}
            )
        ):
            here.aliases.setdefault(last[0], (who, frozenset(_words(fold_name(span.text)))))
        return who

    def side(self, id: str) -> str:
        """The outermost actor that this one is part of, whenever that held."""
        seen = [id]
        while True:
            known = self.actor(seen[-1])
            if known is None:
                return seen[-1]
            parts = self.sides.get(seen[-1], known.part_of)
            above = [part.actor for part in parts if part.actor not in seen]
            if not above:
                return seen[-1]
            seen.append(above[0])

    def actor(self, id: str) -> Actor | None:
        """The actor of that id: named by the documents, or known; else None."""
        try:
            return self.found.get(id) or self.gazetteer.actor(id)
        except KeyError:
            return None

    def outlet(self, name: str) -> Linked:
        """A publisher that nobody knows, as an actor of its own."""
        id = "outlet-" + "-".join(_words(fold_name(name)))[:60]
        self.found.setdefault(
            id, Actor(id=id, name=name, kind=ActorKind.MEDIA, known=False, source="publisher of a document")
        )
        return Linked(id, SURE)

    def _who(self, span: Span, here: Scene, accused: bool) -> Who:
        inside = [m for m in here.within(span.start, span.end) if m.end <= span.end]
        named = [m for m in inside if m.sort in {"name", "weak"}]
        bodies = [m for m in inside if m.sort in {"body", "office"}]
        places = [m for m in inside if m.sort in {"state", "demonym", "capital", "metonym"}]
        if _VICTIMS.match(fold_name(span.text)):
            return Unnamed(span.text)
        phrase = _LEADING.sub("", fold_name(span.text).strip(" \"'“”«»"))
        if named:
            who = self._named(span, named, bodies, here)
            if who is not None:
                return who
        if places and bodies:
            return self._composed(places, bodies)
        if places:
            return self._placed(span, phrase, places[-1], here)
        words = _words(_TAIL.sub("", phrase)) or _words(phrase)
        if words and words[-1] in here.aliases and (len(words) < 4 or not bodies):
            earlier, name = here.aliases[words[-1]]
            # "Minister Tarn", "I. Tarn" and "Ilse Tarn" are Tarn again; "the Blue Path" is not the Red Path
            if all(len(word) < 2 or word in name | _RANKS | _OFFICES | _TITLES for word in words[:-1]):
                if not isinstance(earlier, Linked) or self.may_merge(_named_id(words), earlier.actor):
                    return earlier
        if len(words) == 1 and words[0] in _BODIES and (named_before := here.body_before(words[0], span.start)):
            return self._composed(named_before[:1], named_before[1:])
        if words and not (set(words) - _SPOKES):
            return self._spoken(span, here)
        if not words or words[-1] in _ANONYMOUS or (words[0] in _ANONYMOUS and not bodies) or words[-1].isdigit():
            return Unnamed(span.text)
        if bodies:
            institution = self._institution(span, bodies[0], here, here.theatre if accused else None)
            holder = bodies[-1].sort == "office" and _HOLDER.fullmatch(span.text[bodies[-1].end - span.start :])
            if holder and (accused or isinstance(institution, Unnamed)):  # the one who is blamed is the person
                return self._unknown(span, words, here, institution)
            if not (set(words) & _RANKS and _name_tail(words)):
                return institution
        if words[-1] in _GENERIC and not (set(words) - _GENERIC - _PLAIN):
            return self._described(span, here)
        return self._unknown(span, words, here)

    def _named(self, span: Span, named: Sequence[Match], bodies: Sequence[Match], here: Scene) -> Who | None:
        """A known name in the phrase: the head before "of", else the last one outside brackets."""
        heads = [m for m in named if not _bracketed(here.folded, span, m)] or list(named)
        first, last = heads[0], heads[-1]
        head = first if " of " in here.folded[first.end : max(first.end, last.start) + 1] else last
        ids = tuple(dict.fromkeys(head.actors))
        if bodies and bodies[-1].start > head.end and len(ids) == 1 and bodies[-1].actors[0] == "government":
            actor = self.gazetteer.entries[ids[0]]
            if actor.kind is ActorKind.PARTY and actor.country:
                return Linked(f"{actor.country}-government", COMPOSED)  # "the ARENA government"
        if head.sort == "name" and len(ids) == 1:
            return Linked(ids[0], SURE)
        fitting = [id for id in ids if id in here.present] or [id for id in ids if id in self.present]
        people = all(self.gazetteer.entries[id].kind is ActorKind.PERSON for id in ids if id in self.gazetteer.entries)
        if not fitting and not people:  # a surname alone is nobody until the full name stands somewhere in the case
            states = {state for state, _ in here.home}
            fitting = (
                [id for id in ids if self.gazetteer.entries[id].country in states]
                if all(id in self.gazetteer.entries for id in ids)  # institutions have no country of their own
                else []
            )
            leads = here.home and (len(here.home) == 1 or here.home[0][1] > here.home[1][1])
            if len(fitting) > 1 and leads:
                fitting = [id for id in fitting if self.gazetteer.entries[id].country == here.home[0][0]] or fitting
        if len(fitting) == 1:
            return Linked(fitting[0], BY_CONTEXT if head.sort == "weak" else SURE)
        if len(fitting) > 1:
            return Undecided(span.text, tuple((id, round(1 / len(fitting), 3)) for id in fitting))
        if head.sort == "weak":
            return self._weak(span, head, ids, [m for m in heads if m.sort == "name" and len(m.actors) == 1], here)
        return Undecided(span.text, tuple((id, round(1 / len(ids), 3)) for id in ids))

    def _weak(self, span: Span, head: Match, ids: Sequence[str], sure: Sequence[Match], here: Scene) -> Who | None:
        """A weak name that its document does not explain: a branch of the group beside it ("Islamic State's Khorasan branch"),
        that group, or whatever armed groups the acronym stands for; None where it may be no name at all."""
        beside = {m.actors[0] for m in sure}
        branches = [id for id in ids if any(part.actor in beside for part in self.gazetteer.actor(id).part_of)]
        if len(branches) == 1:
            return Linked(branches[0], BY_CONTEXT)
        if sure:
            return Linked(sure[-1].actors[0], BY_CONTEXT)
        armed = [id for id in ids if self.gazetteer.actor(id).kind is ActorKind.ARMED_GROUP]
        if here.folded[head.start : head.end] not in self.gazetteer.acronyms or not armed:
            return None
        if len(armed) == len(ids) == 1:
            return Linked(armed[0], BY_CONTEXT)
        return Undecided(span.text, tuple((id, round(1 / len(ids), 3)) for id in ids))

    def _composed(self, places: Sequence[Match], bodies: Sequence[Match]) -> Who:
        state = places[0].actors[0].removesuffix("-government")
        body = next((m for m in bodies if m.actors[0] != "government"), bodies[0]).actors
        if len(places[0].actors) > 1 or len(body) > 1:
            pairs = [f"{place.removesuffix('-government')}-{one}" for place in places[0].actors for one in body]
            known = [id for id in pairs if self._exists(id)]
            if len(known) > 1:
                return Undecided("", tuple((id, round(1 / len(known), 3)) for id in known))
            return Linked(known[0], COMPOSED)
        return Linked(f"{state}-{body[0]}", COMPOSED)

    def _exists(self, id: str) -> bool:
        try:
            self.gazetteer.actor(id)
        except KeyError:
            return False
        return True

    def _placed(self, span: Span, phrase: str, place: Match, here: Scene) -> Who:
        """A state, capital or metonym without an institution; a nationality alone is no side ("Tajik citizens")."""
        if len(place.actors) > 1:
            return Undecided(span.text, tuple((id, round(1 / len(place.actors), 3)) for id in place.actors))
        words = _words(phrase)
        if words and (words[-1] in _PEOPLE or set(words[:3]) & _PEOPLE):
            return Unnamed(span.text)  # citizens of a state are not the state
        lead = here.folded[span.start : place.start]
        rest = here.folded[place.end : span.end].strip(" '\"s")
        if re.search(r"\b(?:in|from|near|at|on|for|with|against)\b", lead):
            head = _words(_LEADING.sub("", lead))
            if set(head) & _GENERIC or "branch" in head:
                return self._described(span, here)
            return (
                self._unknown(span, head or words, here)
                if place.sort != "metonym"
                else Linked(place.actors[0], COMPOSED)
            )
        if place.sort == "demonym":
            if words and words[-1] in _SIDE:
                return Linked(f"{place.actors[0]}-government", COMPOSED)
            if words and words[-1] in _PART:
                return Linked(place.actors[0], BY_CONTEXT)  # "a Ukrainian role"
            if not rest and place.start - span.start < 5 and len(words) <= 2 and not words[-1].endswith("s"):
                return Linked(place.actors[0], BY_CONTEXT)  # "any Ukrainian involvement"
            if words and words[-1] in _GENERIC:
                return self._described(span, here, country=place.actors[0])
            if not rest and words and words[-1].endswith("s") and len(words) <= 2:
                return Linked(place.actors[0], BY_CONTEXT)  # "the Russians"
            return Unnamed(span.text, place.actors[0] if set(words) & _ANONYMOUS else None)
        if rest and words and words[-1] not in _SIDE and place.start - span.start > 25:
            return self._unknown(span, words, here)  # a long phrase that only mentions a place
        return Linked(place.actors[0], COMPOSED)

    def _institution(self, span: Span, body: Match, here: Scene, theatre: str | None) -> Who:
        """An institution without its state: the theatre's, else the document's where one dominates."""
        home = ((theatre, 1.0),) if theatre else here.home
        if fold_name(span.text).startswith(("the country's", "its ", "their ")):
            near = [
                m
                for m in here.within(max(0, span.start - 400), span.start)
                if m.sort in {"state", "demonym", "capital"}
            ]
            if near:
                home = ((near[-1].actors[0].removesuffix("-government"), 1.0),)
        if not home:
            return Unnamed(span.text)
        ids = [f"{state}-{body.actors[0]}" for state, _ in home]
        if home[0][1] >= 0.5:
            return Linked(ids[0], BY_CONTEXT)
        return Undecided(span.text, tuple((id, round(share, 3)) for id, (_, share) in zip(ids, home, strict=True)))

    def _spoken(self, span: Span, here: Scene) -> Who:
        """ "The spokeswoman", "its spokesman": whoever is named right behind, else the spokesperson or the body named before."""
        for match in here.within(span.end + 1, span.end + 4):
            behind = match.sort == "name" and len(match.actors) == 1
            if behind and self.gazetteer.entries[match.actors[0]].kind is ActorKind.PERSON:
                return Linked(match.actors[0], COMPOSED)  # "its spokeswoman, Maria Zakharova"
        near = [m for m in here.within(max(0, span.start - 800), span.start) if m.sort == "name" and len(m.actors) == 1]
        for kinds in (
            {ActorKind.PERSON},
            {ActorKind.AGENCY, ActorKind.GOVERNMENT, ActorKind.ARMED_GROUP, ActorKind.PARTY},
        ):
            for match in reversed(near):
                kind = self.gazetteer.entries[match.actors[0]].kind
                speaks = (
                    kind is not ActorKind.PERSON or "spokes" in here.folded[max(0, match.start - 80) : match.end + 80]
                )
                if kind in kinds and speaks:
                    return Linked(match.actors[0], BY_CONTEXT)
        return Unnamed(span.text)

    def _described(self, span: Span, here: Scene, country: str | None = None) -> Who:
        """ "The rebels", "the group": the armed group named last before, where the document names one."""
        before = bisect_left(here.groups, (span.start, ""))
        earlier = [id for _, id in here.groups[max(0, before - REMEMBERED) : before]]
        later = [id for _, id in here.groups[before : before + REMEMBERED]]
        fitting = [
            id for id in (*reversed(earlier), *([] if earlier else later)) if country is None or self._of(id, country)
        ]
        candidates = list(dict.fromkeys(fitting))
        if len(candidates) == 1:
            return Linked(candidates[0], BY_CONTEXT)
        if candidates:
            share = [0.6, 0.4] if len(candidates) == 2 else [0.5, 0.3, 0.2]
            return Undecided(span.text, tuple(zip(candidates[:3], share, strict=False)))
        return Unnamed(span.text)

    def _of(self, id: str, country: str) -> bool:
        return self.gazetteer.entries[id].country in {country, None}

    def _unknown(self, span: Span, words: Sequence[str], here: Scene, above: Who | None = None) -> Who:
        """A name that nobody knows: an actor of its own; a description that is no name: nobody named."""
        mixed = span.text != span.text.upper()
        tokens = re.findall(r"[\w'’-]+", _TAIL.sub("", span.text))
        capitals = [t for t in tokens if t[:1].isupper() and fold_name(t) not in _COMMON]
        if not capitals or (
            not mixed
            and set(words) & (_COMMON | _GENERIC | _ANONYMOUS) - _RANKS - _OFFICES
            and not _GROUP.search(" ".join(words))
        ):
            return Unnamed(span.text)
        rank = bool(set(words) & _RANKS)
        office = bool(set(words) & _OFFICES)
        if words[-1] in _OFFICES | _RANKS:
            return Unnamed(span.text)  # "the mafia leader": an office without its holder's name
        if mixed and words[0] in _HOW_MANY and set(words[1:3]) & _PEOPLE:
            return Unnamed(span.text)  # "two men from Karachay": a description, which names nobody
        group = bool(_GROUP.search(" ".join(words))) or bool(set(words) & _HOUSES)
        if not mixed and len(words) == 1 or words[-1] in _CROWD and not (mixed and len(capitals) > 1):
            return Unnamed(span.text)  # a lone word of an upper-case wire, "the ultraleftist groups"
        name = " ".join(tokens)
        name = name if mixed else name.title()
        name = name[len(name) - len(_LEADING.sub("", fold_name(name))) :]
        id = _named_id(_words(fold_name(name)))
        # a lone unknown name ("Voss", "Halloran's cousin") is taken for a person's: to mask an outlet is the smaller harm
        person = not group and (rank or office or 1 <= len([t for t in capitals if not t.isupper() or not mixed]) <= 5)
        home = here.home[0][0] if here.home else None
        part_of = (PartOf(f"{home}-armed-forces"),) if rank and home else ()
        if isinstance(above, Linked):
            part_of = (PartOf(above.actor),)
        kind = (
            ActorKind.PERSON
            if person
            else ActorKind.ARMED_GROUP
            if group and _ARMED.search(" ".join(words))
            else ActorKind.OTHER
        )
        self.found.setdefault(
            id,
            Actor(
                id=id,
                name=name,
                kind=kind,
                part_of=part_of,
                country=home if rank else None,
                known=False,
                public=not person or rank or office,
                source="named in the documents",
            ),
        )
        return Linked(id, BY_CONTEXT)


_HOLDER = re.compile(r",? [A-ZÀ-Ž][\w'’.-]+(?: [A-ZÀ-Ž][\w'’.-]+)*")
_ITS_OWN = re.compile(
    r"(?:its|their|his|her|our)(?: own)? (?:\w+ )?(?:fighters?|members?|men|forces?|soldiers|troops|units?|militants|army|brigades?|commandos?|cell|country|side|government|service|group)$"
)
_VICTIMS = re.compile(
    r"(?:the )?(?:\w+ )?(?:murder(?:ers?|s)?|killers?|killings?|assassins?|deaths?|massacre|attack(?:ers)?|victims?|perpetrators?|arrest|case|friends|relatives) of\b"
)
_ARMED = re.compile(
    r"\b(?:front|army|brigades?|commandos?|squads?|cartel|militia|faction|tigers|liberation|units?|column|cell)\b"
)
_CROWD = frozenset(
    "groups sectors elements organizations organisations officers members personnel officials parties circles forces corps authorities "
    "sponsors backers allies masters handlers superiors enemies patrons critics opponents rivals friends "
    "companies workers students soldiers policemen agents versions evidence cable involvement dead alive aid".split()
)  # fmt: skip
_PLAIN = frozenset(
    "the of a an armed members member alleged suspected presumed so-called heavily unidentified unknown two three four five several some "
    "local leftist rightist left-wing right-wing marxist radical islamist islamic same fatally urban rural terror terrorist and".split()
)  # fmt: skip
_COMMON = _PLAIN | _GENERIC | _ANONYMOUS | _SIDE | frozenset(
    "involvement government army police forces military command ministry minister president spokesman officials soldiers troops "
    "members leaders party attack bombing war people country state world city capital hall concert church university office".split()
)  # fmt: skip


def _named_id(words: Sequence[str]) -> str:
    """The id of an actor that only documents name."""
    return "named-" + "-".join(words)[:60]


def _words(folded: str) -> list[str]:
    return re.findall(r"[\w'-]+", folded)


def _name_tail(words: Sequence[str]) -> bool:
    return len(words) > 1 and words[-1] not in _COMMON and words[-1] not in _RANKS and words[-1] not in _OFFICES


def _bracketed(folded: str, span: Span, match: Match) -> bool:
    before = folded[span.start : match.start]
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")
