"""Ledger -> Case: mentions become actors, statements become positions, incidents are told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimant.model import (
    Actor,
    Case,
    Document,
    Heard,
    Incident,
    Ledger,
    Linked,
    Moment,
    Relation,
    Source,
    Stance,
    Statement,
    Toll,
    Undecided,
    Unnamed,
    Who,
)
from claimant.resolve.care import care_of, with_care
from claimant.resolve.gazetteer import Gazetteer, gazetteer
from claimant.resolve.hypotheses import hypotheses
from claimant.resolve.incidents import Focus, focus
from claimant.resolve.mentions import Roster
from claimant.resolve.own import with_own
from claimant.resolve.positions import positions
from claimant.resolve.scenes import Scene, scene
from claimant.text import fold_name

__all__ = ["VERSION", "Gazetteer", "care_of", "gazetteer", "resolve", "with_own"]

VERSION = "resolve-4"
"""Raised when resolving changes what it decides."""


def resolve(ledger: Ledger, *, using: Gazetteer | None = None) -> Case:
    """Recognise speakers and targets, tell the incidents apart, fold statements into positions, and name the hypotheses.

    Documents are taken in the order of their dates, so that the order in which they were added changes nothing.
    """
    known = using or gazetteer()
    documents = sorted(ledger.documents, key=_by_date)
    folded = {d.id: fold_name(d.text) for d in documents}
    subject = focus(ledger.question, documents, [folded[d.id] for d in documents], known, ledger.days)
    origin = {id: o.id for o in ledger.origins for id in o.documents}
    head = {id: o.head for o in ledger.origins for id in o.documents}
    by_id = {d.id: d for d in documents}
    extractions = {e.document: e for e in ledger.extractions}

    scenes = _scenes(documents, subject.incident, known)
    roster = Roster(known, present=frozenset(id for s in scenes.values() for id in s.present))
    heard: list[Heard] = []
    tolls: list[Toll] = []
    for document in documents:
        if document.id not in extractions:
            continue
        here, text = scenes[document.id], folded[document.id]
        is_subject = subject.is_subject(document, text)
        narrator = by_id.get(head[document.id], document).source
        for statement in extractions[document.id].statements:
            heard.append(_hear(statement, document, text, here, roster, subject, is_subject, narrator))
        for figure in extractions[document.id].figures:
            about, other, _ = subject.about(document, text, figure.quote.start, figure.quote.end, is_subject)
            speaker = roster.who(figure.speaker, here) if figure.speaker else _narrator(narrator, roster)
            tolls.append(Toll(figure=figure, speaker=speaker, about=about, incident=other))

    folded_positions = positions(heard, origin)
    year = subject.incident.date.day.year if subject.incident.date else None
    own, care = with_care(documents, scenes, heard, tolls, _own(heard, tolls, roster), ledger.care, known, year)
    actors = _actors(heard, tolls, own, known)
    by_name = {actor.id: actor for actor in actors}
    return Case(
        question=ledger.question,
        incident=subject.incident,
        as_of=_latest(documents),
        actors=actors,
        relations=_relations(known, by_name),
        hypotheses=hypotheses(folded_positions, by_name, ledger.hypotheses),
        positions=folded_positions,
        sources=tuple(replace(d.source, origin=origin.get(d.id, "")) for d in documents),
        origins=ledger.origins,
        heard=tuple(heard),
        tolls=tuple(tolls),
        care=care,
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
    statement: Statement,
    document: Document,
    folded: str,
    here: Scene,
    roster: Roster,
    subject: Focus,
    is_subject: bool,
    narrator: Source,
) -> Heard:
    speaker: Who
    if statement.own:
        speaker = _narrator(narrator, roster)
    else:
        speaker = roster.who(statement.speaker, here)
    named = roster.who(statement.target, here, accused=True, speaker=speaker)
    stance = _own_side(statement.stance, speaker, named, roster)
    target = speaker if statement.stance is Stance.CLAIMS or stance is Stance.DENIES is statement.stance else named
    statement = replace(statement, stance=stance)
    about, other, reason = subject.about(document, folded, statement.quote.start, statement.quote.end, is_subject)
    return Heard(statement=statement, speaker=speaker, target=target, about=about, incident=other, reason=reason)


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


def _everybody(heard: Sequence[Heard], tolls: Sequence[Toll]) -> list[str]:
    """The ids of all who speak or are blamed."""
    whos = (*(who for one in heard for who in (one.speaker, one.target)), *(toll.speaker for toll in tolls))
    return list(dict.fromkeys(id for who in whos for id in _ids(who)))


def _own(heard: Sequence[Heard], tolls: Sequence[Toll], roster: Roster) -> list[Actor]:
    """Those of them whom only the documents name."""
    return [roster.found[id] for id in _everybody(heard, tolls) if id in roster.found]


def _actors(heard: Sequence[Heard], tolls: Sequence[Toll], own: Sequence[Actor], known: Gazetteer) -> tuple[Actor, ...]:
    """Everybody who speaks or is blamed, with all they are part of, sorted by id."""
    here = {actor.id for actor in own}
    above = [part.actor for actor in own for part in actor.part_of]
    chain = known.chain([*(id for id in _everybody(heard, tolls) if id not in here), *above])
    return tuple(sorted((*own, *chain), key=lambda actor: actor.id))


def _ids(who: Who) -> list[str]:
    match who:
        case Linked(actor, _):
            return [actor]
        case Undecided(_, candidates):
            return [actor for actor, _ in candidates]
    return []


def _relations(known: Gazetteer, actors: Mapping[str, Actor]) -> tuple[Relation, ...]:
    return tuple(r for r in known.relations if r.a in actors and r.b in actors)
