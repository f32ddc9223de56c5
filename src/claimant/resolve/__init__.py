"""Ledger -> Case: mentions become actors, statements become positions, incidents are told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from claimant.judging import Reading, Standing, readings, stand
from claimant.model import (
    About,
    Actor,
    By,
    Care,
    Case,
    CaseJudgement,
    Concerns,
    Document,
    Heard,
    JudgementState,
    Ledger,
    Linked,
    Moment,
    OtherIncident,
    Relation,
    Source,
    Stance,
    Told,
    Toll,
    Undecided,
    Who,
)
from claimant.resolve.care import care_of, with_care
from claimant.resolve.clusters import Sighting, others
from claimant.resolve.focus import Focus
from claimant.resolve.gazetteer import Gazetteer, gazetteer
from claimant.resolve.ground import Ground, ground
from claimant.resolve.hypotheses import hypotheses
from claimant.resolve.incidents import Narrative
from claimant.resolve.judged import Words, judged_actors, judged_relations, newly_named, with_states
from claimant.resolve.mentions import Roster
from claimant.resolve.own import with_own
from claimant.resolve.positions import positions
from claimant.resolve.scenes import Scene
from claimant.resolve.told import Other
from claimant.resolve.witnesses import passages_of, voices

__all__ = ["VERSION", "Gazetteer", "Ground", "care_of", "gazetteer", "ground", "resolve", "with_own"]

VERSION = "resolve-10"
"""Raised when resolving changes what it decides."""


def resolve(
    ledger: Ledger,
    *,
    using: Gazetteer | None = None,
    judgements: Sequence[CaseJudgement] = (),
    on: Ground | None = None,
) -> Case:
    """Recognise speakers and targets, tell the incidents apart, fold statements into positions, and name the hypotheses.

    Documents are taken in the order of their dates, so that the order in which they were added changes nothing. A person's
    `judgements` on the case go before all that is decided here; those on origins must be in the ledger's origins already
    (read.judged_origins). None is an error: the case's own `judgements` say what became of each. `on` is what `ground` made
    of the same documents, which then need not be looked at again.
    """
    known = using or gazetteer()
    heads = frozenset(origin.head for origin in ledger.origins)
    if on is None or not on.holds(ledger.question, ledger.documents, heads, days=ledger.days, known=known):
        on = ground(ledger.question, ledger.documents, heads, days=ledger.days, known=known)
    documents = {d.id: d for d in ledger.documents}
    standing = stand(judgements, documents=documents)
    while True:
        hearing = _hearing(ledger, on, standing)
        # Who is known is only seen once the documents are heard: what names nobody is left out, and all heard again.
        checked = stand(judgements, documents=documents, actor=hearing.roster.actor, refused=_refused(standing))
        if not judgements or _refused(checked).keys() <= _refused(standing).keys():
            return replace(_case(ledger, hearing, standing), judgements=with_states(checked.history, ledger.origins))
        standing = checked


def _refused(standing: Standing) -> dict[str, str]:
    return {one.judgement.id: one.note for one in standing.history if one.state is JudgementState.REFUSED}


@dataclass(frozen=True, slots=True)
class _Hearing:
    """All that was said in the documents, by whom and about what; `overruled` as the machine heard it."""

    documents: Sequence[Document]
    scenes: Mapping[str, Scene]
    roster: Roster
    subject: Focus
    heard: list[Heard]
    overruled: list[Heard]
    tolls: list[Toll]
    told: list[Told]
    incidents: tuple[OtherIncident, ...]


def _hearing(ledger: Ledger, on: Ground, standing: Standing) -> _Hearing:
    documents, subject, known = on.documents, on.subject, on.known
    voice = voices(ledger.origins)
    by_id = {d.id: d for d in documents}
    extractions = {e.document: e for e in ledger.extractions}

    scenes = on.scenes()
    present = frozenset(id for s in scenes.values() for id in s.present)
    roster = Roster(known, present=present, sides=standing.sides, may_merge=standing.may_merge)
    words = Words.of(standing)
    heard: list[Heard] = []
    overruled: list[Heard] = []
    tolls: list[Toll] = []
    told: list[Told] = []
    sightings: list[Sighting] = []
    for document in documents:
        here = scenes[document.id]
        narrative = on.narratives[document.id]
        narrator = by_id.get(voice[document.id], document).source
        found = extractions.get(document.id)
        for reading in readings(found.statements if found else (), standing, document.id):
            s = reading.statement
            if reading.overruled:
                overruled.append(_hear(reading, here, roster, narrative, narrator, words.machine())[0])
                continue
            one, other = _hear(reading, here, roster, narrative, narrator, words)
            if words.decides(s.speaker, s.target):
                machine, _ = _hear(reading, here, roster, narrative, narrator, words.machine())
                overruled.extend([machine] if machine != one else [])
            if other:
                sightings.append(Sighting(other, ("heard", len(heard)), one.statement.id))
            heard.append(one)
        for figure in found.figures if found else ():
            answer = narrative.about(figure.quote.start, figure.quote.end)
            speaker = roster.who(figure.speaker, here) if figure.speaker else roster.narrator(narrator)
            if answer.other:
                sightings.append(Sighting(answer.other, ("toll", len(tolls)), None))
            tolls.append(Toll(figure=figure, speaker=words.who(figure.speaker, speaker), about=answer.about))
        for detail in found.details if found else ():
            answer = narrative.about(detail.quote.start, detail.quote.end)
            if answer.other:
                sightings.append(Sighting(answer.other, ("told", len(told)), None))
            told.append(Told(detail=detail, about=answer.about))
    incidents = _put_together(sightings, subject, heard, tolls, told)
    return _Hearing(documents, scenes, roster, subject, heard, overruled, tolls, told, incidents)


def _put_together(
    sightings: list[Sighting], subject: Focus, heard: list[Heard], tolls: list[Toll], told: list[Told]
) -> tuple[OtherIncident, ...]:
    """The other incidents across documents; what tells of one gets its label and id."""
    incidents, holders = others(sightings, subject.day)
    label = {incident.id: incident.label for incident in incidents}
    for (kind, index), id in holders.items():
        match kind:
            case "heard":
                heard[index] = replace(heard[index], incident=label[id], other=id)
            case "toll":
                tolls[index] = replace(tolls[index], incident=label[id], other=id)
            case "told":
                told[index] = replace(told[index], incident=label[id])
    return incidents


def _case(ledger: Ledger, hearing: _Hearing, standing: Standing) -> Case:
    known, roster = hearing.roster.gazetteer, hearing.roster
    roster.found.update(newly_named(standing, roster.actor))
    origin = {id: o.id for o in ledger.origins for id in o.documents}
    counted = {id: o.root for o in ledger.origins for id in o.documents}
    folded_positions = positions(hearing.heard, counted, passages_of(ledger.origins))
    own, care = _with_care(ledger, hearing)
    actors = _actors(hearing, own, standing)
    by_name = {actor.id: actor for actor in actors}
    return Case(
        question=ledger.question,
        incident=hearing.subject.incident,
        as_of=_latest(hearing.documents),
        actors=actors,
        relations=_relations(known, by_name, standing),
        hypotheses=hypotheses(folded_positions, by_name, ledger.hypotheses, hearing.subject.victims),
        positions=folded_positions,
        sources=tuple(replace(d.source, origin=origin.get(d.id, "")) for d in hearing.documents),
        origins=ledger.origins,
        heard=tuple(hearing.heard),
        tolls=tuple(hearing.tolls),
        told=tuple(hearing.told),
        incidents=hearing.incidents,
        overruled=tuple(hearing.overruled),
        care=care,
    )


def _latest(documents: Sequence[Document]) -> Moment | None:
    dated = [d.source.date for d in documents if d.source.date]
    return max(dated, key=lambda moment: moment.key) if dated else None


def _hear(
    reading: Reading, here: Scene, roster: Roster, narrative: Narrative, narrator: Source, words: Words
) -> tuple[Heard, Other | None]:
    """The statement with its actors and incident, and the other incident that it tells of where it does."""
    statement = reading.statement
    speaker: Who
    if statement.own:
        speaker = words.merged(roster.narrator(narrator))
    else:
        speaker = words.who(statement.speaker, roster.who(statement.speaker, here))
    named = words.who(statement.target, roster.who(statement.target, here, accused=True, speaker=speaker))
    published = narrative.document.source.date
    stance = statement.stance
    if statement.by is not By.PERSON:
        stance = _own_side(stance, speaker, named, roster, published.day if published else None)
    target = speaker if statement.stance is Stance.CLAIMS or stance is Stance.DENIES is statement.stance else named
    statement = replace(statement, stance=stance)
    if reading.concerns and isinstance(decision := reading.concerns.decision, Concerns):
        about = About.QUESTION if decision.incident is None else About.OTHER
        reason = f"{reading.concerns.by} decided so: {reading.concerns.reason}"
        one = Heard(statement=statement, speaker=speaker, target=target, about=about, reason=reason)
        return replace(one, incident=decision.incident), None
    cue = statement.cue or statement.quote
    said_by = (statement.speaker.start, statement.speaker.end) if statement.speaker else (0, 0)
    answer = narrative.about(statement.quote.start, statement.quote.end, cue.start, said_by)
    one = Heard(statement=statement, speaker=speaker, target=target, about=answer.about, reason=answer.reason)
    return one, answer.other


def _own_side(stance: Stance, speaker: Who, target: Who, roster: Roster, day: date | None) -> Stance:
    """What a statement on the speaker's own side is: "we blame our fighters" is a claim, "our country had no part in it" a denial.

    An accusation against another part of one's own side stays one: a president who charges his officers blames them.
    And to deny that another side did it is to clear it: "the minister denied that the rebels had done it".
    """
    if not isinstance(speaker, Linked) or not isinstance(target, Linked):
        return stance
    if stance is Stance.BLAMES and speaker.actor == target.actor:
        return Stance.CLAIMS
    if stance is Stance.CLEARS and roster.side(speaker.actor, day) == roster.side(target.actor, day):
        return Stance.DENIES
    if stance is Stance.DENIES and roster.side(speaker.actor, day) != roster.side(target.actor, day):
        return Stance.CLEARS
    return stance


def _with_care(ledger: Ledger, hearing: _Hearing) -> tuple[list[Actor], Care]:
    """The actors that only the documents name, private where a brief must withhold the name, and the care to take.

    Overruled readings count as well: they are in brief.json, and whom they accuse is no less harmed. Of those whom only
    they name, private persons are kept, so that a brief knows whose names to withhold.
    """
    said = [*hearing.heard, *hearing.overruled]
    found = hearing.roster.found
    own = [found[id] for id in _everybody(said, hearing.tolls) if id in found]
    day = hearing.subject.incident.date
    year = day.day.year if day else None
    known = hearing.roster.gazetteer
    own, care = with_care(
        hearing.documents, hearing.scenes, said, hearing.tolls, hearing.told, own, ledger.care, known, year
    )
    here = set(_everybody(hearing.heard, hearing.tolls))
    return [actor for actor in own if actor.id in here or not actor.public], care


def _actors(hearing: _Hearing, own: Sequence[Actor], standing: Standing) -> tuple[Actor, ...]:
    """Everybody who speaks or is blamed, with all they are part of, sorted by id."""
    roster = hearing.roster
    ids = _everybody(hearing.heard, hearing.tolls)
    above = [part.actor for actor in own for part in actor.part_of]
    chain = roster.gazetteer.chain([*(id for id in ids if id not in roster.found), *above])
    found = sorted((*own, *chain), key=lambda actor: actor.id)
    return judged_actors(found, [*ids, *(actor.id for actor in own)], standing, roster.actor)


def _everybody(heard: Sequence[Heard], tolls: Sequence[Toll]) -> list[str]:
    """The ids of all who speak or are blamed."""
    whos = (*(who for one in heard for who in (one.speaker, one.target)), *(toll.speaker for toll in tolls))
    return list(dict.fromkeys(id for who in whos for id in _ids(who)))


def _ids(who: Who) -> list[str]:
    match who:
        case Linked(actor, _):
            return [actor]
        case Undecided(_, candidates):
            return [actor for actor, _ in candidates]
    return []


def _relations(known: Gazetteer, actors: Mapping[str, Actor], standing: Standing) -> tuple[Relation, ...]:
    return tuple(r for r in judged_relations(known.relations, standing) if r.a in actors and r.b in actors)
