"""STIX 2.1 (OASIS Standard, 10 June 2021) with the disagreement kept.

    incident --attributed-to--> threat-actor     one relationship an answer, `confidence` = its probability in percent
    opinion  ------------------> relationship     what one speaker holds of that attribution; denials disagree
    note     ------------------> incident, ...    each position whole: the sentence, the speaker, the sources

Every object is created by the desk that made the case, never by the government or group that it quotes. Ids (UUID version
5) and times come from the case alone: `created` is the incident's day, `modified` the day up to which reports run.

What STIX has no place for stands in the extension EXTENSION: the positions themselves, from which `stix_read.read` makes
the case's question, incident, actors, answers and positions again, exactly.

Lost on the way out: where in the documents the words stand; statements about other incidents; links between copies;
relations and interests; what each piece of evidence added; casualty figures but for three numbers a harm; the place on a
map (a STIX location needs a region, country or degrees, and the case has a name); actors that no position, answer or side
names. The opinion scale has five steps, so that roles, bases and what is merely possible show in the note alone.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from claimant import records
from claimant.model import (
    Actor,
    ActorKind,
    Assessment,
    HypothesisKind,
    Linked,
    Position,
    Role,
    Stance,
    Weighed,
)
from claimant.tell.clean import one_line
from claimant.tell.exchange.notation import json_text, lasting_id, utc
from claimant.tell.exchange.reckoning import reckoned
from claimant.tell.exchange.spoken import (
    ROLE_OF,
    answer_to,
    called,
    heard_by_id,
    is_state,
    named,
    quotes_of,
    sources_by_id,
    sources_of,
    told,
)
from claimant.tell.exchange.stix_parts import (
    filled,
    first_day,
    last_day,
    meant,
    opinion,
    position_record,
    pruned,
    reference,
    where_and_when,
)
from claimant.tell.prose import actor as find_actor
from claimant.tell.prose import interval, percent

EXTENSION = "extension-definition--7d3c3a52-0a7e-5b9a-8f0e-6a4f6f1f9d21"
"""Our own extension of STIX objects; its keys are described in docs/reference/formats.md."""
INCIDENT_CORE = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
"""The Incident Core extension (OASIS TC Open Repository, draft 2.0 of 10 October 2023)."""
TLP_CLEAR = "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"

ALLEGED_BELOW = 0.95
"""Below this probability a threat actor carries the label "alleged"."""

CLASS_OF = {
    ActorKind.ARMED_GROUP: "group",
    ActorKind.PERSON: "individual",
    ActorKind.OTHER: "unknown",
}
"""The identity class of an actor's kind; all others are organizations."""


def stix(assessment: Assessment, *, desk: str, related: bool = False) -> str:
    """The bundle as JSON text.

    `desk` is who made the case, and so the creator of every object. `related` writes "related-to" in place of
    "attributed-to" and "targets", for platforms that refuse these between an incident and others.
    """
    return json_text(_Bundle(assessment, one_line(desk) or "a desk not named", related).made())


class _Bundle:
    """The objects of one bundle as they are made, each once."""

    def __init__(self, assessment: Assessment, desk: str, related: bool) -> None:
        self.assessment, self.case, self.desk, self.related = assessment, assessment.case, desk, related
        self.modified = utc(last_day(self.case), milliseconds=True)
        self.created = min(self.modified, utc(first_day(self.case), milliseconds=True))
        self.objects: dict[str, dict[str, Any]] = {}
        self.heard, self.sources = heard_by_id(self.case), sources_by_id(self.case)

    def made(self) -> dict[str, Any]:
        self.the_desk()
        incident = self.incident()
        answers = [self.answer(weighed) for weighed in self.assessment]
        for position in self.case.positions:
            self.position(position)
        self.put(
            "grouping",
            "answers",
            name=f"The answers to: {self.title}",
            context="unspecified",
            object_refs=list(dict.fromkeys(answers)) or [incident],
        )
        verdict = self.assessment.verdict
        self.put(
            "note",
            "verdict",
            abstract=self.title,
            content="\n".join(filter(None, map(one_line, (verdict.sentence, verdict.cause)))) or "No verdict.",
            authors=[self.desk],
            object_refs=[incident],
        )
        self.report()
        return {"type": "bundle", "id": self.id("bundle", ""), "objects": list(self.objects.values())}

    # ------------------------------------------------------------ what all objects share

    @cached_property
    def title(self) -> str:
        return one_line(self.case.question) or one_line(self.case.incident.title) or "Who did it?"

    def id(self, type: str, key: str) -> str:
        return f"{type}--{lasting_id('stix', self.desk, self.case.question, self.case.incident.id, type, key)}"

    def put(self, type: str, key: str, ours: dict[str, Any] | None = None, **properties: Any) -> str:
        """Add an object, but for one that is there; gives its id. Empty lists and nulls are no STIX, and are left out."""
        id = self.id(type, key)
        if id in self.objects:
            return id
        made: dict[str, Any] = {
            "type": type,
            "spec_version": "2.1",
            "id": id,
            "created_by_ref": self.id("identity", "the desk"),
            "created": self.created,
            "modified": self.modified,
            "object_marking_refs": [TLP_CLEAR],
        }
        made |= {name: value for name, value in properties.items() if value not in (None, "", [], {})}
        if ours:
            more = made.pop("extensions", {})
            made["extensions"] = more | {EXTENSION: {"extension_type": "property-extension", **ours}}
        self.objects[id] = made
        return id

    def the_desk(self) -> None:
        self.put("identity", "the desk", name=self.desk, identity_class="organization", roles=["author of the case"])
        definition = {
            "type": "extension-definition",
            "spec_version": "2.1",
            "id": EXTENSION,
            "created_by_ref": self.id("identity", "the desk"),
            "created": "2026-11-24T00:00:00.000Z",
            "modified": "2026-11-24T00:00:00.000Z",
            "name": "Contested attribution",
            "description": "What a case of Claimant says that STIX 2.1 has no place for: positions, probabilities, tolls.",
            "schema": "docs/reference/formats.md, part STIX, of the program claimant",
            "version": "1.0.0",
            "extension_types": ["property-extension"],
        }
        self.objects[EXTENSION] = definition

    # ------------------------------------------------------------ the incident and who is in it

    def incident(self) -> str:
        case = self.case
        accident = any(hypothesis.kind == HypothesisKind.ACCIDENT for hypothesis in case.hypotheses)
        tolls = {
            harm.value: {"low": toll.low, "best": toll.best, "high": toll.high} for harm, toll in reckoned(case).items()
        }
        incident = self.put(
            "incident",
            "incident",
            {"incident": pruned(records.plain(case.incident)), **({"toll": tolls} if tolls else {})},
            name=one_line(case.incident.title) or self.title,
            description=where_and_when(case),
            extensions={
                INCIDENT_CORE: {
                    "extension_type": "property-extension",
                    "determination": "suspected" if accident else "confirmed",
                    "investigation_status": "open",
                }
            },
        )
        if case.incident.victim:
            self.relation(incident, "targets", self.identity(case.incident.victim), "victim")
        return incident

    def identity(self, id: str) -> str:
        """The actor as an identity, and the sides that it is part of."""
        found = find_actor(self.case, id) or Actor(id=id, name="")
        key = f"actor {id}"
        if self.id("identity", key) in self.objects:
            return self.id("identity", key)
        made = self.put(
            "identity",
            key,
            {"actor": pruned(records.plain(found))},
            name=named(self.case, id),
            identity_class=CLASS_OF.get(found.kind, "organization"),
        )
        for part in found.part_of:
            self.identity(part.actor)
        return made

    def threat_actor(self, id: str) -> str:
        """Who is accused or claims it; attributed to the identity of the same name."""
        share = sum(weighed.probability for weighed in self.assessment if weighed.hypothesis.actor == id)
        state = is_state(self.case, id)
        made = self.put(
            "threat-actor",
            f"actor {id}",
            name=named(self.case, id),
            threat_actor_types=["nation-state" if state else "unknown"],
            labels=[] if share >= ALLEGED_BELOW else ["alleged"],
        )
        self.relation(made, "attributed-to", self.identity(id), "the same actor")
        return made

    def relation(self, source: str, kind: str, target: str, key: str, **properties: Any) -> str:
        """A relationship; between the incident and others, "related-to" where the platform needs that."""
        if self.related and source.startswith("incident--"):
            kind = "related-to"
        return self.put(
            "relationship",
            f"{source} {target} {key}",
            relationship_type=kind,
            source_ref=source,
            target_ref=target,
            **properties,
        )

    # ------------------------------------------------------------ answers

    def answer(self, weighed: Weighed) -> str:
        """One answer: an attribution with its probability, or a note where it names nobody."""
        hypothesis = weighed.hypothesis
        numbers = {
            "probability": round(weighed.probability, 6),
            "low": round(weighed.low, 6),
            "high": round(weighed.high, 6),
            "wording": weighed.words,
            "hypothesis_id": hypothesis.id,
            "exclusive_group": self.id("grouping", "answers"),
            "model_version": self.assessment.method,
        }
        label = one_line(hypothesis.label) or hypothesis.id
        words = f"{label}: {weighed.words} ({percent(weighed.probability)}, 95 % interval {interval(weighed.low, weighed.high)})."
        if hypothesis.actor is None:
            return self.put(
                "note",
                f"answer {hypothesis.id}",
                {"answer": filled(numbers)},
                content=words,
                authors=[self.desk],
                object_refs=[self.id("incident", "incident")],
            )
        role = ROLE_OF.get(hypothesis.kind, Role.CARRIED_OUT)
        return self.attribution(
            hypothesis.actor,
            role,
            ours={"answer": filled({**numbers, "role": role.value})},
            description=words,
            confidence=max(0, min(100, round(100 * weighed.probability))),
        )

    def attribution(self, actor: str, role: Role, **properties: Any) -> str:
        return self.relation(
            self.id("incident", "incident"), "attributed-to", self.threat_actor(actor), role.value, **properties
        )

    # ------------------------------------------------------------ positions

    def position(self, position: Position) -> None:
        """A note that keeps the position, and an opinion on the attribution where it says whom it is about."""
        speaker, sources = called(self.case, position.speaker), sources_of(self.sources, position)
        said = told(self.case, position)
        whole = " ".join([said, *(f"“{quote}”" for quote in quotes_of(position, self.heard))])
        shared: dict[str, Any] = {
            "authors": [speaker],
            "labels": ["reported-speech", f"stance:{position.stance}"],
            "external_references": [reference(source) for source in sources],
        }
        about = [self.id("incident", "incident")]
        about += [self.identity(id) for id in dict.fromkeys((*meant(position.speaker), *meant(position.target)))]
        if attribution := self.attributed(position):
            about.append(attribution)
            about.append(
                self.put(
                    "opinion",
                    f"position {position.id}",
                    opinion=opinion(position),
                    explanation=whole,
                    object_refs=[attribution],
                    **shared,
                )
            )
        self.put(
            "note",
            f"position {position.id}",
            {"position": position_record(position)},
            abstract=said,
            content=whole,
            object_refs=about,
            **shared,
        )

    def attributed(self, position: Position) -> str | None:
        """The attribution that a position speaks of; one without a number where no answer that was weighed fits.

        None where nobody is decided to be meant, and for the denial of one whom nobody accuses: no threat actor that.
        """
        hypothesis = answer_to(self.case, position)
        if hypothesis and hypothesis.actor:
            return self.attribution(hypothesis.actor, ROLE_OF.get(hypothesis.kind, Role.CARRIED_OUT))
        if isinstance(position.target, Linked) and position.target.actor in self.accused:
            return self.attribution(position.target.actor, position.role, labels=["not-weighed"])
        return None

    @cached_property
    def accused(self) -> frozenset[str]:
        """Who is blamed, or claims it."""
        pointing = (one.target for one in self.case.positions if one.stance in {Stance.BLAMES, Stance.CLAIMS})
        return frozenset(target.actor for target in pointing if isinstance(target, Linked))

    # ------------------------------------------------------------ the whole

    def report(self) -> None:
        case = self.case
        ours = {
            "question": case.question,
            "as_of": pruned(records.plain(case.as_of)) if case.as_of else None,
            "hypotheses": [pruned(records.plain(hypothesis)) for hypothesis in case.hypotheses],
            "verdict": {"state": self.assessment.verdict.state.value},
        }
        self.put(
            "report",
            "report",
            {"case": filled(ours)},
            name=self.title,
            description=one_line(self.assessment.verdict.sentence),
            report_types=["threat-actor"],
            published=self.modified,
            object_refs=[id for id in self.objects if id != EXTENSION],
            external_references=[reference(source) for source in case.sources],
        )
