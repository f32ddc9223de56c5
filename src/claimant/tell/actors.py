"""The part of the page that tells who the actors are: what each is, whose side it is on, its relations and its record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimant.model import (
    Actor,
    ActorKind,
    Assessment,
    Case,
    Moment,
    Profile,
    Relation,
    Stance,
)
from claimant.tell.blocks import Aside, Block, Data, Heading, Items, Line, More, Paragraph, Run, Section, Small
from claimant.tell.clean import one_line
from claimant.tell.past import entries, record
from claimant.tell.prose import NO_BREAK, capital, count, counted, listed, name, stopped
from claimant.tell.prose import actor as actor_of
from claimant.tell.quotes import Quotes

SHOWN = 8
"""Actors that are shown in full; the others are folded."""

KINDS = {
    ActorKind.STATE: "state",
    ActorKind.GOVERNMENT: "government",
    ActorKind.AGENCY: "public body",
    ActorKind.ARMED_GROUP: "armed group",
    ActorKind.PARTY: "political party",
    ActorKind.COMPANY: "company",
    ActorKind.MEDIA: "news outlet",
    ActorKind.PERSON: "person",
    ActorKind.INTERNATIONAL_ORG: "international body",
    ActorKind.NGO: "non-governmental organisation",
    ActorKind.OTHER: "",
}
_STATES = {ActorKind.STATE, ActorKind.GOVERNMENT}


@dataclass(frozen=True, slots=True)
class _Card:
    """One profile with those that are told under it, because nothing is known of them but their place on its side."""

    profile: Profile
    members: tuple[Profile, ...]


def actors(assessment: Assessment, quotes: Quotes) -> Section:
    """A short profile of each actor; what is known of it, and nothing where nothing is."""
    told = [card for one in _cards(assessment) if (card := _card(assessment.case, one, quotes))]
    if not told:
        return Section("actors", "", ())
    intro: list[Run] = [
        "Who is an answer, speaks or is blamed, as the gazetteer knows them. A unit or an official stands with the side that it is "
        "part of, and how many steps lie between is said."
    ]
    if any(profile.past for profile in assessment.profiles):
        intro.append(
            " Records are counts over the earlier incidents of the case library, each given with its id there and how it was established. A claim, an "
            "accusation or blame can be judged where the author was later established, and was right where it named the one who had "
            "done it, a side that one is part of, or a part of it. The library is no random sample: a count is no rate, and it moves "
            "no number above."
        )
    blocks: list[Block] = [Paragraph(tuple(intro))]
    for some in told[:SHOWN]:
        blocks.extend(some)
    rest = tuple(block for some in told[SHOWN:] for block in some)
    if rest:
        blocks.append(More(counted(len(told) - SHOWN, "further actor"), rest))
    return Section("actors", "The actors", tuple(blocks))


def _cards(assessment: Assessment) -> list[_Card]:
    """Every profile that has something of its own to tell, in order, with the others of its side under it."""
    profiles = {profile.actor: profile for profile in assessment.profiles}
    under: dict[str, list[Profile]] = {}
    for profile in assessment.profiles:
        side = profile.sides[-1].actor if profile.sides else None
        if side in profiles and side is not None and not (profile.hypotheses or profile.past or profile.relations):
            under.setdefault(side, []).append(profile)
    minor = {profile.actor for some in under.values() for profile in some}
    return [
        _Card(profile, tuple(under.get(profile.actor, ())))
        for profile in assessment.profiles
        if profile.actor not in minor
    ]


def _card(case: Case, card: _Card, quotes: Quotes) -> tuple[Block, ...]:
    profile = card.profile
    found = actor_of(case, profile.actor)
    if found is None:
        return ()
    of_state = found.kind in _STATES
    sentences: list[Line] = [
        *_sides(case, profile),
        *_former(case, profile),
        *_members(case, card),
        *_relations(case, profile),
        *_elsewhere(card, quotes),
    ]
    counts = record(profile.past, profile.since if of_state else None, of_state)
    about = [KINDS[found.kind]]
    if found.based and found.kind is not ActorKind.STATE and found.based.casefold() not in found.name.casefold():
        about.append(one_line(found.based))
    if found.start or found.end:
        about.append(years(found.start, found.end))
    if not found.known:
        about.append("known only from these documents")
    aside = ", ".join(part for part in about if part)
    if not sentences and not profile.past and not (found.start or found.end):
        return ()
    blocks: list[Block] = [Heading((*capital((Data(name(case, profile.actor)),)), *((Aside(aside),) if aside else ())))]
    source = _source(found, bool(profile.relations))
    line = (*_together(sentences), *((Small(f"{' ' if sentences else ''}{source}"),) if source else ()))
    blocks.extend(Paragraph(each) for each in (line, _together(counts)) if each)
    if profile.past:
        incidents = entries(profile.past)
        blocks.append(More(counted(len(incidents), "earlier incident"), (Items(incidents),)))
    return tuple(blocks)


def _together(sentences: Sequence[Line]) -> Line:
    line: list[Run] = []
    for sentence in sentences:
        line.extend((" " if line else "", *sentence))
    return tuple(line)


def _source(found: Actor, related: bool) -> str:
    """The record that the entry of the gazetteer rests on."""
    if found.source == "case file":
        return "From the case file."
    if not found.known:
        return ""
    if found.kind is ActorKind.STATE and not found.source:
        others = ", and the entries of those it has relations with" if related else ""
        return f"Gazetteer: list of states{others}."
    return f"Gazetteer: {stopped(found.source)}" if found.source else ""


def years(start: int | None, end: int | None) -> str:
    """ "since 2015", "2001 to 2021", "until 2005"; "" where neither is known."""
    if start and end:
        return f"{start} to {end}" if start != end else str(start)
    return f"since {start}" if start else f"until {end}" if end else ""


def _steps(steps: int) -> str:
    return count(steps, "step")


# ---------------------------------------------------------------- sides


def _sides(case: Case, profile: Profile) -> list[Line]:
    """The whole way up in one sentence, then the sides that do not lie on it."""
    if not profile.sides:
        return []
    way = max(profile.sides, key=lambda side: side.steps)
    line: list[Run] = ["Part of "]
    for place, id in enumerate(way.path[1:]):
        line.extend((", which is part of " if place else "", Data(name(case, id))))
    line.append(f" ({_steps(way.steps)}).")
    others: list[Line] = [
        (Data(name(case, side.actor)), f" ({_steps(side.steps)})")
        for side in profile.sides
        if side.actor not in way.path
    ]
    return [tuple(line), *([("Also part of ", *listed(others), ".")] if others else [])]


def _former(case: Case, profile: Profile) -> list[Line]:
    each: list[Line] = [
        (Data(name(case, part.actor)), f" ({years(part.start, part.end)})")
        for part in profile.former
        if actor_of(case, part.actor)
    ]
    return [("Earlier part of ", *listed(each), ".")] if each else []


def _members(case: Case, card: _Card) -> list[Line]:
    """Who speaks or is blamed on its side, by distance."""
    by_steps: dict[int, list[Line]] = {}
    for member in card.members:
        way = member.sides[-1]
        by_steps.setdefault(way.steps, []).append((Data(name(case, member.actor)),))
    if not by_steps:
        return []
    line: list[Run] = ["Heard or blamed on its side: "]
    for place, steps in enumerate(sorted(by_steps)):
        line.extend(("; " if place else "", *listed(by_steps[steps]), f" ({_steps(steps)})"))
    return [(*line, ".")]


# ---------------------------------------------------------------- relations


def _relations(case: Case, profile: Profile) -> list[Line]:
    at = case.incident.date
    lines = []
    for sign, word in ((-1, "Hostile to "), (1, "Friendly with ")):
        for over, verb in ((False, word), (True, f"Was {word.lower()}")):
            some = [one for one in profile.relations if one.sign == sign and _over(one, at) == over]
            if some:
                lines.append((verb, *listed([_relation(case, one) for one in some]), "."))
    return lines


def _over(relation: Relation, at: Moment | None) -> bool:
    return at is not None and relation.end is not None and relation.end < at.day.year


def _relation(case: Case, relation: Relation) -> Line:
    about = [one_line(relation.basis), years(relation.start, relation.end)]
    why = ", ".join(part for part in about if part)
    return (Data(name(case, relation.b)), *((" (", Data(why), ")") if why else ()))


# ---------------------------------------------------------------- other incidents of the documents


_ELSEWHERE = {Stance.CLAIMS: "claimed by it", Stance.BLAMES: "blamed on it"}


_LETTERS = re.compile(r"[^\W\d_]{3}")


def _elsewhere(card: _Card, quotes: Quotes) -> list[Line]:
    """What the documents claim for it or blame on it elsewhere; an incident known by its year alone is not called by it."""
    parts: list[Line] = []
    for stance, words in _ELSEWHERE.items():
        some = [one for one in card.profile.elsewhere if one.stance is stance]
        called = [one for one in some if _LETTERS.search(one.incident)]
        each: list[Line] = []
        for one in called:
            if cite := quotes.of_statements(one.statements):
                each.append((Data(_months(one_line(one.incident))), cite))
        others = quotes.of_statements([id for one in some if one not in called for id in one.statements])
        if others and each:
            each.append(("others", others))
        if each:
            parts.append((words, " (", *listed(each), ")"))
        elif others:
            parts.append((words, others))
    return [("In these documents other incidents are ", *listed(parts), ".")] if parts else []


def _months(text: str) -> str:
    """A day as it is written: "7 March"."""
    return _MONTH.sub(lambda found: f"{NO_BREAK * len(found[1])}{found[2].capitalize()}", text)


_MONTH = re.compile(
    r"((?<=\d) |\b)(january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
