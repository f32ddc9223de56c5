"""Whose names a brief must withhold: what all documents of a case say of each person, and what lifts the mask.

    mentions of all documents -> one group for each person, in all spellings
                              -> role (minor before accused before relative, witness, victim), office, passages that lift
                              -> Care for the brief, and `public` of the actors

Doubt keeps the mask: who might be a minor is one, and a passage that may mean another of the name lifts nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from claimant.errors import CareError
from claimant.model import (
    Actor,
    ActorKind,
    Basis,
    Care,
    CareSetting,
    Document,
    Heard,
    Lifted,
    Linked,
    Person,
    PersonRole,
    Span,
    Stance,
    Toll,
    Undecided,
    Who,
)
from claimant.resolve import cues
from claimant.resolve.charges import Lift, lifts, undone
from claimant.resolve.gazetteer import Gazetteer
from claimant.resolve.people import Mention, people
from claimant.resolve.scenes import Scene
from claimant.spellings import COMMON, SILENT, fold, frame, romanised, shadow
from claimant.text import fold as small

LONGEST_REASON = 500
"""Characters of the reason for another setting than the default."""

_GRAVEST = tuple(PersonRole)
_MAY_BE_PERSONS = {ActorKind.PERSON, ActorKind.OTHER}
_PLACED = frozenset("of from in at near who with and".split())
_LOW_RANKS = frozenset("sergeant sgt corporal cadet private constable".split())


def care_of(setting: str, reason: str) -> Care:
    """The setting as given by the user. Raises CareError where there is no such setting, or "none" comes without a reason."""
    reason = " ".join(reason.split())
    if setting not in set(CareSetting):
        raise CareError(f"There is no setting {setting!r}. Choose {', '.join(CareSetting)} (CLAIMANT_CARE).")
    if setting == CareSetting.NONE and not reason:
        raise CareError(
            "The setting none names private persons, and the brief must print why. Give the reason in CLAIMANT_CARE_REASON."
        )
    if len(reason) > LONGEST_REASON:
        raise CareError(
            f"The reason has {len(reason)} characters, and at most {LONGEST_REASON} are printed. Shorten CLAIMANT_CARE_REASON."
        )
    return Care(setting=CareSetting(setting), reason=reason)


@dataclass(slots=True)
class _Named:
    """One name: `key` is its words without regard to spelling, `strict` with it; `lift` a passage that lifts the mask."""

    key: frozenset[str]
    strict: frozenset[str]
    forms: dict[str, None] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    actors: dict[str, None] = field(default_factory=dict)
    office: bool = False
    lift: Lift | None = None

    @property
    def whole(self) -> bool:
        """More than one word: "Karl Voss", not "Voss"."""
        return len(self.key) > 1


@dataclass(slots=True)
class _Names:
    """All names of a case, found by their words."""

    by_strict: dict[frozenset[str], _Named] = field(default_factory=dict)
    by_word: dict[str, list[_Named]] = field(default_factory=dict)

    def name(self, words: Iterable[str]) -> _Named | None:
        """The entry of these words, made where there is none; initials and particles count for nothing."""
        whole = [word for word in words if len(word) > 1 or not word.isascii()]
        strict = frozenset(romanised(word) for word in whole if word not in cues.PARTICLES) or frozenset(whole)
        if not strict:
            return None
        if strict not in self.by_strict:
            made = self.by_strict[strict] = _Named(frozenset(map(_key, strict)), strict)
            for word in made.key:
                self.by_word.setdefault(word, []).append(made)
        return self.by_strict[strict]

    def like(self, one: _Named) -> list[_Named]:
        """The other whole names that may be the same person's: all words of the one are in the other."""
        near = {id(other): other for word in one.key for other in self.by_word[word] if other.whole}
        return [other for other in near.values() if other.key <= one.key or one.key <= other.key]


def _key(word: str) -> str:
    consonants = frame(word)
    return consonants if len(consonants) >= 3 else word


def with_care(
    documents: Sequence[Document],
    scenes: Mapping[str, Scene],
    heard: Sequence[Heard],
    tolls: Sequence[Toll],
    own: Sequence[Actor],
    care: Care,
    known: Gazetteer,
    incident_year: int | None,
) -> tuple[list[Actor], Care]:
    """The actors that only the documents name, with `public` decided, and the care to take of all persons of the case."""
    found = {d.id: people(d, scenes[d.id].matches, known) for d in documents}
    names = _Names()
    for one in found.values():
        for mention in one.mentions:
            if name := names.name(mention.words):
                name.forms[mention.name] = None
                name.mentions.append(mention)
                name.office |= mention.office
    _hear(names, heard, tolls, own)
    groups = _groups(names)
    for document in documents:
        for lift in lifts(document, found[document.id].mentions, incident_year):
            _apply(lift, names, groups)
    for document in documents:
        for mention in undone(document, found[document.id].mentions):
            for name in _meant(mention, names):
                name.lift = None
    perhaps = any(one.unnamed_minor for one in found.values())
    decided = [(group, _person(group, care.setting, perhaps)) for group in groups]
    masked = [group for group, person in decided if person and person.masked]
    ids = {actor for _, person in decided if person and person.masked for actor in person.actors}
    surnames = {word for group in masked for name in group.names for word in _surnames(name)}
    free = {
        id(name) for group, p in decided if not (p and p.masked) for name in group.names if name.office or name.lift
    }
    actors = [_with_flag(actor, ids, surnames, names, free) for actor in own]
    words = {word for group in masked for name in group.names for word in name.strict}
    return actors, replace(
        care,
        persons=tuple(person for _, person in decided if person),
        places=tuple(_places(masked, heard, tolls)),
        public=tuple(sorted(_public(groups, masked, words))),
        kept=tuple(sorted(_kept(masked, groups, words, documents, scenes))),
    )


# ---------------------------------------------------------------- who is meant


def _hear(names: _Names, heard: Sequence[Heard], tolls: Sequence[Toll], own: Sequence[Actor]) -> None:
    """What the statements say: who is the target of one, or claims it, is accused; who tells what was seen is a witness."""
    persons = {actor.id: actor for actor in own if actor.kind is ActorKind.PERSON}
    by_actor = {id: names.name(_name_words(actor.name)) for id, actor in persons.items()}
    for id, name in by_actor.items():
        if name:
            name.actors[id] = None
            name.forms[" ".join(_name_parts(persons[id].name))] = None
            name.office |= _holds_office(persons[id])

    def note(who: Who, span: Span | None, role: PersonRole) -> None:
        for id in _ids(who):
            if span and (name := by_actor.get(id)):
                mention = Mention(
                    span.document, "statement", span.start, span.end, span.text, (), (span.start, span.end)
                )
                mention.roles.add(role)
                name.mentions.append(mention)

    for one in heard:
        statement = one.statement
        seen = PersonRole.WITNESS if statement.basis is Basis.WITNESS else PersonRole.SPEAKER
        note(one.speaker, statement.speaker, PersonRole.ACCUSED if statement.stance is Stance.CLAIMS else seen)
        note(one.target, statement.target or statement.speaker, PersonRole.ACCUSED)
    for toll in tolls:
        note(toll.speaker, toll.figure.speaker, PersonRole.SPEAKER)


def _ids(who: Who) -> list[str]:
    match who:
        case Linked(actor, _):
            return [actor]
        case Undecided(_, candidates):
            return [actor for actor, _ in candidates]
    return []


def _name_parts(name: str) -> list[str]:
    """The words of an actor's name that are written as names: "Taxi driver Karl Voss of Lorn" is Karl Voss."""
    every = re.findall(r"[^\W\d_]+", shadow(name).replace(SILENT, ""))
    parts = every
    for number, part in enumerate(every):
        if part in _PLACED and any(not before.islower() for before in every[:number]):
            parts = every[:number]
            break
    if (
        len(parts) > 2
        and parts[1].islower()
        and fold(parts[1]) not in cues.PARTICLES
        and any(not part.islower() for part in parts[2:])
    ):
        parts = parts[2:]
    capitals = [part for part in parts if not part.islower()]
    return [part for part in capitals if fold(part) not in cues.TITLES] or capitals


def _name_words(name: str) -> list[str]:
    return [fold(part) for part in _name_parts(name)]


def _holds_office(actor: Actor) -> bool:
    """As the linking found it, but for the ranks below officers and for what is no office ("gang leader")."""
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", actor.name)}
    offices = words & cues.TITLES - _LOW_RANKS
    return actor.public and bool(offices) and not cues.NO_OFFICE_HOLDER.search(small(actor.name))


@dataclass(slots=True)
class _Group:
    """The names that are taken for one person's; lone names ("Voss") are with every group that has the word."""

    names: list[_Named] = field(default_factory=list)
    lone: list[_Named] = field(default_factory=list)


def _groups(names: _Names) -> list[_Group]:
    group_of: dict[int, _Group] = {}
    for one in names.by_strict.values():
        if one.whole and id(one) not in group_of:
            group = _Group()
            queue = [one]
            while queue:
                name = queue.pop()
                if id(name) not in group_of:
                    group_of[id(name)] = group
                    group.names.append(name)
                    queue.extend(other for other in names.like(name) if id(other) not in group_of)
    groups = list({id(group): group for group in group_of.values()}.values())
    for one in names.by_strict.values():
        if not one.whole:
            (word,) = one.key
            near = [*names.by_word[word], *names.by_word.get(word.removesuffix("s"), ())]  # "the Brelovas"
            whole = {id(group_of[id(other)]): group_of[id(other)] for other in near if other.whole}
            for group in whole.values():
                group.lone.append(one)
            if not whole:
                groups.append(_Group([one]))
    return groups


def _meant(mention: Mention, names: _Names) -> list[_Named]:
    """Every name that the mention may mean."""
    one = names.name(mention.words)
    if one is None:
        return []
    return [one, *names.like(one)] if one.whole else [one, *(o for word in one.key for o in names.by_word[word])]


def _apply(lift: Lift, names: _Names, groups: Sequence[_Group]) -> None:
    """Lift the mask of the one who is meant for sure: by the same words, or by a surname that only one person has."""
    one = names.name(lift.mention.words)
    if one is None:
        return
    if one.whole:
        meant = [o for o in names.like(one) if o.strict <= one.strict or one.strict <= o.strict]
    else:
        bearers = [group for group in groups if one in group.lone or one in group.names]
        meant = bearers[0].names if len(bearers) == 1 else []
    for name in meant:
        if name.lift is None or _FIRST.index(lift.why) < _FIRST.index(name.lift.why):
            name.lift = lift


_FIRST = (Lifted.CONVICTED, Lifted.CHARGED, Lifted.SELF_IDENTIFIED)


# ---------------------------------------------------------------- deciding


def _person(group: _Group, setting: CareSetting, perhaps_minor: bool) -> Person | None:
    """What a brief must know of the person; None where nobody private is meant."""
    documents = {mention.document for name in group.names for mention in name.mentions}
    mentions = [m for name in group.names for m in name.mentions]
    mentions += [m for name in group.lone for m in name.mentions if m.document in documents]
    roles = {role for mention in mentions for role in mention.roles}
    office = any(name.office for name in group.names)
    ages = [age for mention in mentions for age in mention.ages]
    minor = any(age < 18 for age in ages) or (any(m.minor for m in mentions) and not office)
    actors = tuple(dict.fromkeys(actor for name in (*group.names, *group.lone) for actor in name.actors))
    forms = tuple(dict.fromkeys(form for name in (*group.names, *group.lone) for form in name.forms))
    if minor and (roles or actors):
        return Person(role=PersonRole.MINOR, forms=forms, actors=actors)
    if office or setting is CareSetting.NONE:
        return None
    if setting is CareSetting.ALL and (roles or actors):
        return Person(role=min(roles or {PersonRole.SPEAKER}, key=_GRAVEST.index), forms=forms, actors=actors)
    roles -= {PersonRole.SPEAKER}
    if not roles:
        return None
    role = min(roles, key=_GRAVEST.index)
    lift = group.names[0].lift
    if lift is None or any(name.lift is None for name in group.names):
        return Person(role=role, forms=forms, actors=actors)
    if perhaps_minor and not ages:
        return Person(role=PersonRole.MINOR, forms=forms, actors=actors)
    best = min((name.lift for name in group.names if name.lift), key=lambda one: _FIRST.index(one.why))
    return Person(role=role, forms=forms, masked=False, actors=actors, lifted=best.why, quote=best.quote)


def _with_flag(actor: Actor, masked: set[str], surnames: set[str], names: _Names, free: set[int]) -> Actor:
    """Private is who is masked, and whoever is named after them ("Voss's lawyer", "Ada Voss")."""
    private = actor.id in masked
    if not private and actor.kind in _MAY_BE_PERSONS and not _holds_office(actor):
        words = _name_words(actor.name)
        name = names.name(words) if words else None
        private = id(name) not in free and bool({romanised(word) for word in words} & surnames)
    return replace(actor, public=not private, kind=ActorKind.PERSON if private else actor.kind)


def _surnames(name: _Named) -> set[str]:
    """The last word of each form, and the only word of a lone name."""
    ends = (re.findall(r"[^\W\d_]{2,}", form)[-1:] for form in name.forms)
    return {romanised(fold(end[0])) for end in ends if end and fold(end[0]) not in COMMON}


# ---------------------------------------------------------------- for the masking


def _places(masked: Sequence[_Group], heard: Sequence[Heard], tolls: Sequence[Toll]) -> Iterable[tuple[str, int, int]]:
    """Where masked persons are named in passages that a brief prints."""
    printed: dict[str, list[tuple[int, int]]] = {}
    for span in (*(one.statement.quote for one in heard), *(toll.figure.quote for toll in tolls)):
        printed.setdefault(span.document, []).append((span.start, span.end))
    joined = {document: sorted(set(spans)) for document, spans in printed.items()}
    reach = {document: _reach(spans) for document, spans in joined.items()}
    found = set()
    for group in masked:
        documents = {mention.document for name in group.names for mention in name.mentions}
        for name in (*group.names, *group.lone):
            for m in name.mentions:
                sure = (
                    name.whole
                    or name in group.names
                    or (m.document in documents and m.roles - {PersonRole.SPEAKER} and not m.office)
                )
                if m.at == "text" and sure and m.document in joined:
                    last = bisect_left(joined[m.document], (m.end, 0)) - 1
                    if last >= 0 and reach[m.document][last] > m.start:
                        found.add((m.document, m.start, m.end))
    return sorted(found)


def _reach(spans: Sequence[tuple[int, int]]) -> list[int]:
    """The furthest end of all spans up to each."""
    return list(accumulate((end for _, end in spans), max))


def _public(groups: Sequence[_Group], masked: Sequence[_Group], words: set[str]) -> Iterable[str]:
    """Names of office-holders and of those named all the same that share a word with a masked one; with a title, lone ones too."""
    hidden = {id(group) for group in masked}
    found = set()
    for group in groups:
        for name in (*group.names, *group.lone):
            if name.strict & words:
                found |= {f"{m.title} {m.name}" for m in name.mentions if m.office and m.title}
                if id(group) not in hidden and name.whole and (name.office or name.lift):
                    found |= set(name.forms)
    return found


def _kept(
    masked: Sequence[_Group],
    groups: Sequence[_Group],
    words: set[str],
    documents: Sequence[Document],
    scenes: Mapping[str, Scene],
) -> Iterable[tuple[str, str]]:
    """Words of masked names that mean something else where they stand alone: a state; an official, where only that one is named."""
    taken: dict[str, list[tuple[int, int]]] = {}
    private: dict[str, set[str]] = {}
    for group in masked:
        for name in (*group.names, *group.lone):
            for m in name.mentions:
                if m.at == "text":
                    taken.setdefault(m.document, []).append((m.start, m.end))
                if name.whole:
                    private.setdefault(m.document, set()).update(name.strict)
    hidden = {id(group) for group in masked}
    found = set()
    for group in groups:
        if id(group) not in hidden:
            for name in group.names:
                if name.whole and (name.office or name.lift):
                    for m in name.mentions:
                        free = name.strict & words - private.get(m.document, set())
                        found |= {(m.document, word) for word in free}
    for document in documents:
        here = scenes[document.id]
        spans = taken.get(document.id, [])
        for match in here.matches:
            word = romanised(fold(here.folded[match.start : match.end]))
            if (
                word in words
                and match.sort in {"state", "capital", "demonym", "metonym", "name"}
                and ("", word) not in found
            ):
                if not any(start <= match.start < end for start, end in spans):
                    found.add(("", word))
    return found
