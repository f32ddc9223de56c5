"""Profiles: for each actor that is an answer, speaks or is blamed, its sides, relations and record; they move no number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from claimant.model import (
    About,
    Above,
    Actor,
    ActorKind,
    Case,
    Elsewhere,
    Evidence,
    Linked,
    Profile,
    Relation,
    Stance,
    Weighed,
    Who,
)
from claimant.weigh.history import key_of, order_of, past, plain
from claimant.weigh.library import Known
from claimant.weigh.readings import actor_of
from claimant.weigh.sides import paths

MOST = 60
"""Actors that get a profile in one case: those that matter most."""

SURE = 0.5
"""Confidence above which a statement about another incident is told of the actor it names."""


def profiles(
    case: Case, weighed: Sequence[Weighed], evidence: Sequence[Evidence], among: Sequence[Known] | None = None
) -> tuple[Profile, ...]:
    """One for each actor of the case that is an answer, speaks or is blamed, and for the sides of these.

    First the answers, the most probable first; then by the weight of what they say or what is said of them. Private persons
    get none, nor does a name of which nothing is known but that it stands in the documents.
    """
    known = {actor.id: actor for actor in case.actors}
    day = case.incident.date.day if case.incident.date else None
    answers: dict[str, float] = {}
    for answer in weighed:
        doer = actor_of(answer.hypothesis)
        if doer is not None and doer in known:
            answers[doer] = max(answers.get(doer, 0.0), answer.probability)
    said, blamed = _voices(case), _blamed(case)
    strength = _strength(evidence)
    weight: dict[str, float] = {}
    for id in dict.fromkeys((*answers, *said, *blamed)):
        for each in (id, _side(known, id, day)):
            if each in known:
                weight[each] = max(weight.get(each, 0.0), strength.get(id, 0.0))
    order = sorted(weight, key=lambda id: (-round(answers.get(id, -1.0), 9), -round(weight[id], 9), id))
    elsewhere = _elsewhere(case)
    found: list[Profile] = []
    for id in order:
        actor = known[id]
        if actor.kind is ActorKind.PERSON and not actor.public:
            continue
        if len(found) == MOST:
            break
        ways = paths(known, id, day)
        side = ways[-1][-1] if ways else id
        # what a state's government did is told of the state
        key = None if id != plain(id) and plain(id) in weight else key_of(actor, among)
        since = order_of(side, day) if key else None
        one = Profile(
            actor=id,
            hypotheses=tuple(w.hypothesis.id for w in weighed if actor_of(w.hypothesis) == id),
            speaks=id in said,
            blamed=id in blamed,
            sides=tuple(Above(path=path) for path in ways),
            former=tuple(
                part for part in actor.part_of if day is not None and part.end is not None and part.end < day.year
            ),
            relations=_relations(case, actor, frozenset(weight), day),
            past=past(key, day, since, among) if key else (),
            since=since,
            elsewhere=elsewhere.get(id, ()),
        )
        if actor.known or one.elsewhere or one.sides or one.relations:
            found.append(one)
    return tuple(found)


def _side(known: Mapping[str, Actor], id: str, day: date | None) -> str:
    ways = paths(known, id, day)
    return ways[-1][-1] if ways else id


def _voices(case: Case) -> dict[str, None]:
    """Who speaks; an outlet that only reports in its own voice is known by its reports."""
    known = {actor.id: actor for actor in case.actors}
    return {
        position.speaker.actor: None
        for position in case.positions
        if isinstance(position.speaker, Linked)
        and (actor := known.get(position.speaker.actor))
        and not (position.narrator and actor.kind is ActorKind.MEDIA and not actor.part_of)
    }


def _blamed(case: Case) -> dict[str, None]:
    known = {actor.id for actor in case.actors}
    return {
        position.target.actor: None
        for position in case.positions
        if position.stance is Stance.BLAMES and isinstance(position.target, Linked) and position.target.actor in known
    }


def _strength(evidence: Sequence[Evidence]) -> dict[str, float]:
    """The most bits that what an actor says, or what is said of it, gives or takes from any answer."""
    found: dict[str, float] = {}
    for one in evidence:
        most = max((abs(bits) for _, bits in one.bits), default=0.0)
        for who in (one.position.speaker, one.position.target):
            if isinstance(who, Linked):
                found[who.actor] = max(found.get(who.actor, 0.0), most)
    return found


def _relations(case: Case, actor: Actor, involved: frozenset[str], day: date | None) -> tuple[Relation, ...]:
    """The actor's relations with others of the case, each pair and sign once; those that began later are left out."""
    own = {actor.id} if plain(actor.id) in involved else {actor.id, plain(actor.id)}
    if plain(actor.id) == actor.id:
        own.add(f"{actor.id}-government")
    found: dict[tuple[str, int], Relation] = {}
    for one in sorted(case.relations, key=lambda one: (one.start or 0, one.a, one.b, one.basis)):
        if day is not None and one.start is not None and one.start > day.year:
            continue
        for near, far in ((one.a, one.b), (one.b, one.a)):
            if near in own and far not in own and far in involved and one.sign:
                turned = Relation(a=actor.id, b=far, sign=one.sign, basis=one.basis, start=one.start, end=one.end)
                found.setdefault((far, one.sign), turned)
    return tuple(found.values())


def _elsewhere(case: Case) -> Mapping[str, tuple[Elsewhere, ...]]:
    """The other incidents of the documents that somebody claims, or is blamed for, by actor; in the order of the documents.

    What a state's bodies say of their own deeds (arrests, strikes) reads like a claim and seldom is one, so it is left out.
    """
    known = {actor.id: actor for actor in case.actors}
    day = case.incident.date.day if case.incident.date else None
    states = {actor.id for actor in case.actors if actor.kind in {ActorKind.STATE, ActorKind.GOVERNMENT}}
    found: dict[str, dict[tuple[str, Stance], list[str]]] = {}
    for heard in case.heard:
        statement = heard.statement
        whom: Who = heard.speaker if statement.stance is Stance.CLAIMS else heard.target
        if (
            heard.about is About.OTHER
            and heard.incident
            and statement.stance in {Stance.CLAIMS, Stance.BLAMES}
            and not (statement.own and statement.stance is Stance.CLAIMS)
            and statement.confidence > SURE
            and isinstance(whom, Linked)
            and whom.actor in known
            and not (statement.stance is Stance.CLAIMS and _side(known, whom.actor, day) in states)
        ):
            named = found.setdefault(whom.actor, {})
            named.setdefault((heard.incident, statement.stance), []).append(statement.id)
    return {
        actor: tuple(
            Elsewhere(incident=incident, stance=stance, statements=tuple(ids))
            for (incident, stance), ids in some.items()
        )
        for actor, some in found.items()
    }
