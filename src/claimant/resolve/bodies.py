"""States and their institutions: "Spanish army", "Madrid", and "the army" of a document whose state the rest gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimant.resolve.gazetteer import Gazetteer, Match
from claimant.resolve.rules import Decision, linked, undecided, unnamed
from claimant.resolve.scenes import Scene
from claimant.resolve.words import ANONYMOUS, GROUP, PART, PEOPLE, REBEL, SIDE, VOICES

_APART = re.compile(r"\b(?:in|from|near|at|on|for|with|against)\b")
LEADING, OFTEN, MOSTLY = 0.5, 0.6, 0.8
"""Shares that a document's first state has of all its states: from which on "the army" is taken for its army, and from which on that is
surer (rules.py has what was measured)."""
_STATES = frozenset({"state", "demonym", "capital"})


def state_of(place: str) -> str:
    """The state of a place's actor: a capital's is its government."""
    return place.removesuffix("-government")


def composed(known: Gazetteer, here: Scene, places: Sequence[Match], bodies: Sequence[Match], phrase: str) -> Decision:
    """A state's institution. Several states or several bodies of that name are undecided between those that exist."""
    body = next((m for m in bodies if m.actors[0] != "government"), bodies[0])
    called = here.folded[body.start : body.end]
    found: dict[str, None] = {}
    local = places[0].sort == "place" and body.actors[0] == "government"  # "Karachi officials"
    for place in places[0].actors:
        for one in ("local-government",) if local else body.actors:
            found[known.body(state_of(place), one, called, here.year)] = None
    ids = [id for id in found if len(found) == 1 or known.has(id)] or list(found)
    if len(ids) == 1:
        return linked("institution of a state", ids[0], phrase)
    return undecided("institution of a state", phrase, ids)


def placed(known: Gazetteer, here: Scene, start: int, end: int, place: Match, words: Sequence[str]) -> Decision | None:
    """A state, capital or metonym without an institution; a nationality alone is no side ("Tajik citizens"). None: a name or description."""
    phrase = here.text[start:end]
    if len(place.actors) > 1:
        return undecided("state", phrase, place.actors)
    if words and (words[-1] in PEOPLE or set(words[:3]) & PEOPLE):
        return unnamed(phrase)  # citizens of a state are not the state
    actor = place.actors[0]
    if _APART.search(here.folded[start : place.start]):
        return linked("seat of government", actor, phrase) if place.sort == "metonym" else None
    rest = here.folded[place.end : end].strip(" '\"s")
    if words[-1] == "side":
        return linked("nationality", state_of(actor), phrase)
    if place.sort == "demonym":
        if words[-1] in SIDE and not set(words) & REBEL:
            return linked("state's side", f"{actor}-government", phrase)
        if words[-1] in PART:
            return linked("nationality", actor, phrase)  # "a Ukrainian role"
        if not rest and place.start - start < 5 and len(words) <= 2:
            return linked("nationality", actor, phrase)  # "any Ukrainian involvement", "the Russians"
        if set(words) & (ANONYMOUS | VOICES):
            return unnamed(phrase, actor)
        return None if GROUP.search(" ".join(words)) else unnamed(phrase)
    if rest and words[-1] in VOICES:
        return linked("state's side", f"{state_of(actor)}-government", phrase)
    if rest and words[-1] not in SIDE:
        return None  # a longer phrase that only mentions a place, a name with a state in it
    return linked("seat of government" if place.sort in {"capital", "metonym"} else "state", actor, phrase)


def institution(known: Gazetteer, here: Scene, start: int, body: Match, phrase: str, theatre: str | None) -> Decision:
    """An institution without its state: the theatre's, else the document's where one dominates."""
    home = ((theatre, 1.0),) if theatre else here.home_at(start)
    owned = here.folded.startswith(("country's", "nation's", "republic's", "its ", "their "), start)
    if owned or here.folded[max(0, start - 6) : start].endswith(("its ", "their ")):
        near = [m for m in here.within(max(0, start - 400), start) if m.sort in _STATES]
        if near:
            home = ((state_of(near[-1].actors[0]), 1.0),)
    if not home:
        return unnamed(phrase)
    called = here.folded[body.start : body.end]
    ids = [known.body(state, body.actors[0], called, here.year) for state, _ in home]
    share = home[0][1]
    if share >= LEADING:
        sure = "here" if share >= MOSTLY else "likely here" if share >= OFTEN else "perhaps here"
        return linked(f"institution {sure}", ids[0], phrase)
    return undecided("institution here", phrase, ids, tuple(round(share, 3) for _, share in home))
