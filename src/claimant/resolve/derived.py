"""What follows from the gazetteer's entries: what a name means first, who fights whom, which body is which institution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claimant.model import Actor, ActorKind, Relation
from claimant.text import fold_name


def meaning(means: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], str]:
    """The actors that a name means in its surest sort, and that sort."""
    by_sort: dict[str, list[str]] = {}
    for actor, sort in means:
        by_sort.setdefault(sort, []).append(actor)
    sort = min(by_sort, key=_ORDER.index)
    if sort == "name":  # a group named like a town: either may be meant
        towns = (actor for other in ("state", "metonym", "capital") for actor in by_sort.get(other, ()))
        by_sort[sort].extend(actor for actor in towns if actor not in by_sort[sort])
    return tuple(by_sort[sort]), sort


_ORDER = ("name", "state", "metonym", "weak", "capital", "demonym", "body", "office", "place")


def own_bodies(
    entries: dict[str, Actor],
    meanings: dict[str, tuple[tuple[str, str], ...]],
    institutions: dict[str, dict[str, Any]],
    demonyms: dict[str, tuple[str, ...]],
) -> dict[tuple[str, str], tuple[str, ...]]:
    """By state and institution: the bodies with entries of their own that are that institution, as their names say ("Israel
    Defense Forces"): without the state's name or adjective, one of them is a phrase of the institution."""
    phrases = {fold_name(text): id for id, row in institutions.items() for text in row.get("phrases") or ()}
    states: dict[str, list[str]] = {state: list(words) for state, words in demonyms.items()}
    for text, means in meanings.items():
        for actor, sort in means:
            if sort == "state":
                states.setdefault(actor, []).append(text)
    found: dict[tuple[str, str], dict[str, None]] = {}
    for text, means in meanings.items():
        for actor, sort in means:
            entry = entries.get(actor)
            if sort != "name" or entry is None or entry.kind is not ActorKind.AGENCY or not entry.country:
                continue
            for word in states.get(entry.country, ()):
                for cut in (
                    text.removeprefix(f"{word} "),
                    text.removeprefix(f"{word}'s "),
                    text.removesuffix(f" of {word}"),
                    text.removesuffix(f" of the {word}"),
                ):
                    if cut != text and cut in phrases:
                        found.setdefault((entry.country, phrases[cut]), {})[actor] = None
    return {key: tuple(ids) for key, ids in found.items()}


def hostile(entries: dict[str, Actor], relations: Iterable[Relation]) -> dict[str, tuple[Relation, ...]]:
    """By state: the relations of armed groups that are based in it and stand against it."""
    found: dict[str, list[Relation]] = {}
    for relation in relations:
        group = entries[relation.a]
        if relation.sign < 0 and group.kind is ActorKind.ARMED_GROUP and group.country == relation.b:
            found.setdefault(relation.b, []).append(relation)
    return {state: tuple(those) for state, those in found.items()}
