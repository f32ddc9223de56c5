"""Whose names a brief must withhold: what all documents of a case say of each person, and what lifts the mask.

    mentions of all documents -> one group for each person, in all spellings
                              -> role (minor before accused before relative, witness, victim), office, passages that lift
                              -> Care for the brief, and `public` of the actors

Doubt keeps the mask: who might be a minor is one, and a passage that may mean another of the name lifts nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from claimant.errors import CareError
from claimant.model import (
    Actor,
    ActorKind,
    Care,
    CareSetting,
    Document,
    Heard,
    Lifted,
    Person,
    PersonRole,
    Told,
    Toll,
)
from claimant.resolve.bearers import Group, Names, groups_of, hear, holds_office, key_of, name_words, surnames_of
from claimant.resolve.charges import Lift, lifts, undone
from claimant.resolve.gazetteer import Gazetteer
from claimant.resolve.persons import people
from claimant.resolve.scenes import Scene
from claimant.spellings import fold, romanised

LONGEST_REASON = 500
"""Characters of the reason for another setting than the default."""

_GRAVEST = tuple(PersonRole)
_MAY_BE_PERSONS = {ActorKind.PERSON, ActorKind.OTHER}


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


def with_care(
    documents: Sequence[Document],
    scenes: Mapping[str, Scene],
    heard: Sequence[Heard],
    tolls: Sequence[Toll],
    told: Sequence[Told],
    own: Sequence[Actor],
    care: Care,
    known: Gazetteer,
    incident_year: int | None,
) -> tuple[list[Actor], Care]:
    """The actors that only the documents name, with `public` decided, and the care to take of all persons of the case."""
    found = {d.id: people(d, scenes[d.id].matches, known) for d in documents}
    names = Names()
    for one in found.values():
        for mention in one.mentions:
            if name := names.name(mention.words):
                name.forms[mention.name] = None
                name.mentions.append(mention)
                name.office |= mention.office
    hear(names, heard, tolls, own)
    groups = groups_of(names)
    for document in documents:
        for lift in lifts(document, found[document.id].mentions, incident_year):
            _apply(lift, names, groups)
    for document in documents:
        for here, before in undone(document):
            if not _mask_again(names, here):
                _mask_again(names, before)
    perhaps = any(one.unnamed_minor for one in found.values())
    decided = [(group, _person(group, care.setting, perhaps)) for group in groups]
    masked = [group for group, person in decided if person and person.masked]
    ids = {actor for _, person in decided if person and person.masked for actor in person.actors}
    surnames = {word for group in masked for name in group.names for word in surnames_of(name)}
    free = {
        id(name) for group, p in decided if not (p and p.masked) for name in group.names if name.office or name.lift
    }
    actors = [_with_flag(actor, ids, surnames, names, free) for actor in own]
    words = {word for group in masked for name in group.names for word in name.strict}
    return actors, replace(
        care,
        persons=tuple(person for _, person in decided if person),
        places=tuple(_places(masked, heard, tolls, told)),
        public=tuple(sorted(_public(groups, masked, words))),
        kept=tuple(sorted(_kept(masked, groups, words, documents, scenes))),
    )


# ---------------------------------------------------------------- deciding


def _apply(lift: Lift, names: Names, groups: Sequence[Group]) -> None:
    """Lift the mask of the one who is meant for sure: by the same words, or by a surname that only one person has."""
    one = names.name(lift.mention.words)
    if one is None:
        return
    if one.whole:
        meant = [o for o in names.like(one) if o.strict <= one.strict or one.strict <= o.strict]
        longest = max((o.strict for o in meant), key=len)
        if not all(o.strict <= longest for o in meant):  # "Karl Voss" may be Karl Emil Voss or Karl Otto Voss
            meant = [one]
    else:
        bearers = [group for group in groups if one in group.lone or one in group.names]
        meant = bearers[0].names if len(bearers) == 1 else []
    for name in meant:
        if name.lift is None or _FIRST.index(lift.why) < _FIRST.index(name.lift.why):
            name.lift = lift


def _mask_again(names: Names, said: Iterable[str]) -> bool:
    """Undo the lifts of whoever bears one of the words as a surname; whether anybody does."""
    keys = {key_of(romanised(word)) for word in said}
    borne = False
    for name in names.by_strict.values():
        own = {key_of(word) for word in surnames_of(name) or name.strict}
        if any(word in keys or f"{word}s" in keys for word in own):
            name.lift, borne = None, True
    return borne


_FIRST = (Lifted.CONVICTED, Lifted.CHARGED, Lifted.SELF_IDENTIFIED)


def _person(group: Group, setting: CareSetting, perhaps_minor: bool) -> Person | None:
    """What a brief must know of the person; None where nobody private is meant."""
    documents = {mention.document for name in group.names for mention in name.mentions}
    mentions = [m for name in group.names for m in name.mentions]
    mentions += [m for name in group.lone for m in name.mentions if m.document in documents]
    roles = {role for mention in mentions for role in mention.roles}
    office = any(name.office for name in group.names)
    ages = [age for mention in mentions for age in mention.ages]
    # who is a minor by the surname alone, in whatever document, may be this one
    elsewhere = [] if office else [m for name in group.lone for m in name.mentions if m.document not in documents]
    minor = any(age < 18 for age in ages) or (any(m.minor for m in (*mentions, *elsewhere)) and not office)
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


def _with_flag(actor: Actor, masked: set[str], surnames: set[str], names: Names, free: set[int]) -> Actor:
    """Private is who is masked, and whoever is named after them ("Voss's lawyer", "Ada Voss")."""
    private = actor.id in masked
    if not private and actor.kind in _MAY_BE_PERSONS and not holds_office(actor):
        words = name_words(actor.name)
        name = names.name(words) if words else None
        private = id(name) not in free and bool({romanised(word) for word in words} & surnames)
    return replace(actor, public=not private, kind=ActorKind.PERSON if private else actor.kind)


# ---------------------------------------------------------------- for the masking


def _places(
    masked: Sequence[Group], heard: Sequence[Heard], tolls: Sequence[Toll], told: Sequence[Told]
) -> Iterable[tuple[str, int, int]]:
    """Where masked persons are named in passages that a brief prints."""
    printed: dict[str, list[tuple[int, int]]] = {}
    quotes = [one.statement.quote for one in heard]
    quotes += [one.figure.quote for one in tolls]
    quotes += [one.detail.quote for one in told]
    for span in quotes:
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


def _public(groups: Sequence[Group], masked: Sequence[Group], words: set[str]) -> Iterable[str]:
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
    masked: Sequence[Group],
    groups: Sequence[Group],
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
