"""Ledger -> Case: mentions become actors, statements become positions, incidents are told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from claimant.model import (
    Actor,
    ActorKind,
    Case,
    Document,
    Heard,
    Incident,
    Ledger,
    Linked,
    Moment,
    Position,
    Relation,
    Source,
    Stance,
    Statement,
    Toll,
    Undecided,
    Unnamed,
    Who,
)
from claimant.resolve.clusters import Sighting, others
from claimant.resolve.focus import focus
from claimant.resolve.gazetteer import Gazetteer, gazetteer
from claimant.resolve.hypotheses import hypotheses
from claimant.resolve.incidents import Reading
from claimant.resolve.mentions import Roster
from claimant.resolve.own import with_own
from claimant.resolve.passages import Passages
from claimant.resolve.positions import positions
from claimant.resolve.scenes import Scene, scene
from claimant.resolve.told import Other
from claimant.text import fold_name

__all__ = ["VERSION", "Gazetteer", "gazetteer", "resolve", "with_own"]

VERSION = "resolve-4"
"""Raised when resolving changes what it decides."""


def resolve(ledger: Ledger, *, using: Gazetteer | None = None) -> Case:
    """Recognise speakers and targets, tell the incidents apart, fold statements into positions, and name the hypotheses.

    Documents are taken in the order of their dates, so that the order in which they were added changes nothing.
    """
    known = using or gazetteer()
    documents = sorted(ledger.documents, key=_by_date)
    folded = {d.id: fold_name(d.text) for d in documents}
    origin = {id: o.id for o in ledger.origins for id in o.documents}
    head = {id: o.head for o in ledger.origins for id in o.documents}
    texts = [folded[d.id] for d in documents]
    subject = focus(ledger.question, documents, texts, known, ledger.days, frozenset(head.values()))
    by_id = {d.id: d for d in documents}
    extractions = {e.document: e for e in ledger.extractions}

    scenes = _scenes(documents, subject.incident, known)
    roster = Roster(known, present=frozenset(id for s in scenes.values() for id in s.present))
    heard: list[Heard] = []
    tolls: list[Toll] = []
    sightings: list[Sighting] = []
    for document in documents:
        found = extractions.get(document.id)
        if found is None or not (found.statements or found.figures):
            continue
        here, text = scenes[document.id], folded[document.id]
        reading = Reading(Passages(document, text, subject), here.matches)
        narrator = by_id.get(head[document.id], document).source
        for statement in found.statements:
            one, other = _hear(statement, here, roster, reading, narrator)
            if other:
                sightings.append(Sighting(other, len(heard), one.statement.id))
            heard.append(one)
        for figure in found.figures:
            answer = reading.about(figure.quote.start, figure.quote.end)
            speaker = roster.who(figure.speaker, here) if figure.speaker else _narrator(narrator, roster)
            if answer.other:
                sightings.append(Sighting(answer.other, -1 - len(tolls), None))
            tolls.append(Toll(figure=figure, speaker=speaker, about=answer.about))
    incidents, holders = others(sightings, subject.day)
    label = {incident.id: incident.label for incident in incidents}
    for holder, id in holders.items():
        if holder >= 0:
            heard[holder] = replace(heard[holder], incident=label[id], other=id)
        else:
            tolls[-1 - holder] = replace(tolls[-1 - holder], incident=label[id], other=id)

    folded_positions = positions(heard, origin)
    actors = _actors(folded_positions, heard, tolls, roster, known)
    by_name = {actor.id: actor for actor in actors}
    return Case(
        question=ledger.question,
        incident=subject.incident,
        as_of=_latest(documents),
        actors=actors,
        relations=_relations(known, by_name),
        hypotheses=hypotheses(folded_positions, by_name, ledger.hypotheses, subject.victims),
        positions=folded_positions,
        sources=tuple(replace(d.source, origin=origin.get(d.id, "")) for d in documents),
        origins=ledger.origins,
        heard=tuple(heard),
        tolls=tuple(tolls),
        incidents=incidents,
    )


def _by_date(document: Document) -> tuple[object, ...]:
    moment = document.source.date
    return (moment is None, moment.key if moment else (), document.id)


def _latest(documents: list[Document]) -> Moment | None:
    dated = [d.source.date for d in documents if d.source.date]
    return max(dated, key=lambda moment: moment.key) if dated else None


def _scenes(documents: list[Document], incident: Incident, known: Gazetteer) -> Mapping[str, Scene]:
    """The context of each document, with the states of the whole case for what a document leaves open."""
    alone = {d.id: scene(d, known, around={}) for d in documents}
    total: Counter[str] = Counter()
    for one in alone.values():
        for state, share in one.home[:1]:
            total[state] += share  # type: ignore[assignment]  # Counter takes shares as well
    whole = sum(total.values())
    around = {state: count / whole for state, count in total.most_common(2)} if whole else {}
    return {d.id: scene(d, known, around=around) for d in documents}


def _hear(
    statement: Statement, here: Scene, roster: Roster, reading: Reading, narrator: Source
) -> tuple[Heard, Other | None]:
    """The statement with its actors and incident, and the other incident that it tells of where it does."""
    speaker: Who
    if statement.own:
        speaker = _narrator(narrator, roster)
    else:
        speaker = roster.who(statement.speaker, here)
    named = roster.who(statement.target, here, accused=True, speaker=speaker)
    stance = _own_side(statement.stance, speaker, named, roster)
    target = speaker if statement.stance is Stance.CLAIMS or stance is Stance.DENIES is statement.stance else named
    statement = replace(statement, stance=stance)
    cue = statement.cue or statement.quote
    said_by = (statement.speaker.start, statement.speaker.end) if statement.speaker else (0, 0)
    answer = reading.about(statement.quote.start, statement.quote.end, cue.start, said_by)
    one = Heard(statement=statement, speaker=speaker, target=target, about=answer.about, reason=answer.reason)
    return one, answer.other


def _own_side(stance: Stance, speaker: Who, target: Who, roster: Roster) -> Stance:
    """What a statement on the speaker's own side is: "we blame our fighters" is a claim, "our country had no part in it" a denial.

    An accusation against another part of one's own side stays one: a president who charges his officers blames them.
    And to deny that another side did it is to clear it: "the minister denied that the rebels had done it".
    """
    if not isinstance(speaker, Linked) or not isinstance(target, Linked):
        return stance
    if stance is Stance.BLAMES and speaker.actor == target.actor:
        return Stance.CLAIMS
    if stance is Stance.CLEARS and roster.side(speaker.actor) == roster.side(target.actor):
        return Stance.DENIES
    if stance is Stance.DENIES and roster.side(speaker.actor) != roster.side(target.actor):
        return Stance.CLEARS
    return stance


def _narrator(source: Source, roster: Roster) -> Who:
    """The publisher as an actor: the earliest of the origin's, since copies only repeat its words."""
    name = source.agency or source.publisher
    if name and source.publisher and fold_name(source.publisher).startswith(fold_name(name)):
        name = source.publisher  # the agency's line in its own text, shortened
    if not name:
        return Unnamed("the report")
    matches = [m for m in roster.gazetteer.find(fold_name(name)) if m.sort == "name" and len(m.actors) == 1]
    if matches:
        return Linked(matches[0].actors[0], 1.0)
    return roster.outlet(name)


def _actors(
    found: tuple[Position, ...], heard: list[Heard], tolls: list[Toll], roster: Roster, known: Gazetteer
) -> tuple[Actor, ...]:
    """Everybody who speaks or is blamed, with all they are part of, sorted by id."""
    ids: dict[str, None] = {}
    accused: set[str] = set()
    for one in heard:
        for who in (one.speaker, one.target):
            ids.update(dict.fromkeys(_ids(who)))
        accused.update(_ids(one.target))
    for toll in tolls:
        ids.update(dict.fromkeys(_ids(toll.speaker)))
    own = [roster.found[id] for id in ids if id in roster.found]
    own = _with_care(own, accused)
    above = [part.actor for actor in own for part in actor.part_of]
    chain = known.chain([*(id for id in ids if id not in roster.found), *above])
    return tuple(sorted((*own, *chain), key=lambda actor: actor.id))


def _with_care(own: list[Actor], accused: set[str]) -> list[Actor]:
    """Who is accused and holds no office is private, and so is whoever is named after them ("Voss's lawyer"); who only speaks is not."""
    names = {word for actor in own if not actor.public and actor.id in accused for word in _name_words(actor)}
    found = []
    for actor in own:
        private = (not actor.public and actor.id in accused) or (
            actor.kind in _MAY_BE_PERSONS and bool(_name_words(actor) & names)
        )
        found.append(replace(actor, public=not private, kind=ActorKind.PERSON if private else actor.kind))
    return found


_MAY_BE_PERSONS = {ActorKind.PERSON, ActorKind.OTHER}


def _name_words(actor: Actor) -> set[str]:
    """The words of the name that are written as names: "two men from the Karachay" shares no "the" with anybody."""
    return {fold_name(word) for word in re.findall(r"[^\W\d_]+", actor.name) if len(word) > 2 and not word.islower()}


def _ids(who: Who) -> list[str]:
    match who:
        case Linked(actor, _):
            return [actor]
        case Undecided(_, candidates):
            return [actor for actor, _ in candidates]
    return []


def _relations(known: Gazetteer, actors: Mapping[str, Actor]) -> tuple[Relation, ...]:
    return tuple(r for r in known.relations if r.a in actors and r.b in actors)
