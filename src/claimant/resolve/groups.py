""" "The rebels", "the group": which armed group a description means, by the names before it and by the state it is in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from claimant.model import ActorKind
from claimant.resolve.gazetteer import Gazetteer
from claimant.resolve.rules import Decision, linked, undecided, unnamed
from claimant.resolve.scenes import Scene
from claimant.resolve.words import COLLECTIVE, REBEL, RIGHT

REMEMBERED = 60
"""Mentions of armed groups that a reader is taken to remember when the text says "the group"."""
_BESIDE = 300
"""Characters back within which a group that alone is named there is the one that is meant."""


def described(
    known: Gazetteer, here: Scene, start: int, words: Sequence[str], phrase: str, country: str | None = None
) -> Decision:
    """The armed group named last before, where the document names one; else the one that the state is known to have."""
    state = country or here.leading
    rebel = bool(set(words) & REBEL)
    before = bisect_left(here.groups, (start, ""))
    earlier = list(here.groups[max(0, before - REMEMBERED) : before])
    pool = earlier[::-1] or list(here.groups[before : before + REMEMBERED])
    if here.heading and not pool:
        pool = list(here.heading.groups)
    places = [at for at, _ in pool]
    right = bool(set(words) & RIGHT)
    if right:
        pool = [(at, id) for at, id in pool if not _fights(known, id, state)]
        places = [at for at, _ in pool]
    candidates = _fitting(known, [id for _, id in pool], country, state, rebel, here.year)
    if not rebel and len(candidates) == 1 and earlier and pool[0][1] != candidates[0]:
        whole = {part.actor for part in known.entries[pool[0][1]].part_of}
        if candidates[0] in whole:  # "the group" is the part of it that was named last
            return linked("group named", pool[0][1], phrase)
    if len(candidates) > 1 and state and not _DEFINITE.search(here.folded, max(0, start - 9), start):
        if collective := _collective(known, state, words, here.year):
            return linked("group of the state", collective, phrase)
    if len(candidates) == 1:
        return linked("group named", candidates[0], phrase)
    if candidates:
        near = [id for at, id in zip(places, (id for _, id in pool), strict=True) if 0 <= start - at <= _BESIDE]
        beside = _fitting(known, near, country, state, rebel, here.year)
        if len(beside) == 1:
            return linked("group beside", beside[0], phrase)
        share = (0.6, 0.4) if len(candidates) == 2 else (0.5, 0.3, 0.2)
        return undecided("group named", phrase, candidates[:3], share)
    if state and (collective := _collective(known, state, words, here.year)):
        return linked("group of the state", collective, phrase)
    if state and rebel and not right:
        groups = known.rebels(state, here.year)
        if len(groups) == 1:
            return linked("group of the state", groups[0], phrase)
        if 1 < len(groups) <= 4:
            return undecided("group of the state", phrase, groups)
    return unnamed(phrase)


_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|their) $")


def _fights(known: Gazetteer, id: str, state: str | None) -> bool:
    against = {relation.a for relation in known.hostile.get(state or "", ())}
    return id in against or _whole(known, id, against)


def _collective(known: Gazetteer, state: str, words: Sequence[str], year: int | None) -> str | None:
    """The actor that the state's rebels or squads are known as ("Salvadoran guerrillas"), where one is."""
    tails = [" ".join(words[-2:]), words[-1], COLLECTIVE.get(words[-1], "")]
    if set(words) & RIGHT:
        tails += ["death squads", "paramilitaries"] if words[-1] in {"squads", "squad"} else ["paramilitaries"]
    if not set(words[:-1]) & REBEL and words[-1] in {"group", "groups", "organization", "movement"}:
        tails = tails[:1]
    elif words[-1] in {"group", "groups", "forces", "units", "troops", "movement", "bands", "columns"}:
        tails += [COLLECTIVE.get(word, word) for word in words[:-1] if word in REBEL]
    for adjective in known.demonyms.get(state, ()):
        for tail in tails:
            if tail and (id := known.called(f"{adjective} {tail}", year)):
                return id
    return None


def _fitting(
    known: Gazetteer, ids: Sequence[str], country: str | None, state: str | None, rebel: bool, year: int | None
) -> list[str]:
    """The candidates in their order: those of the country that the words name, those that fight the state where "the rebels" are meant, and
    a whole before its parts."""
    entries = known.entries
    found = [id for id in dict.fromkeys(ids) if country is None or entries[id].country in {country, None}]
    if state and len(found) > 1:
        found = [id for id in found if entries[id].country == state] or found
        if rebel:
            fighting = {relation.a for relation in known.hostile.get(state, ())}
            found = [id for id in found if id in fighting or _whole(known, id, fighting)] or found
    return [id for id in found if not _whole(known, id, set(found))]


def _whole(known: Gazetteer, id: str, others: set[str]) -> bool:
    """Whether the group is part of one of the others."""
    return any(
        part.actor in others and known.entries[part.actor].kind is ActorKind.ARMED_GROUP
        for part in known.entries[id].part_of
        if part.actor in known.entries
    )
