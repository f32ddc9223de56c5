"""The brief as data: everything on the page, for programs, with the case from which all of it can be made again."""

from __future__ import annotations

import json
from typing import Any

from claimant import records
from claimant.model import Actor, Assessment, Case, Part, Position, Profile, Source, Toll
from claimant.tell.corrections import judged
from claimant.tell.imprint import Imprint
from claimant.tell.setting import care_record


def data(
    assessment: Assessment,
    *,
    claimant: str,
    methods: dict[str, str],
    imprint: Imprint = Imprint(),  # noqa: B008 (frozen)
) -> str:
    """The text of brief.json: UTF-8 JSON with the keys in a fixed order, no NaN or infinity.

    `case` is `claimant.records.plain` of the case, and `imprint`, where there is one, of what the publisher added; the
    other keys are views of it for readers. Names of private persons are withheld in all of it, and `withheld` says by
    which setting, why, and how many.
    """
    case = assessment.case
    record: dict[str, Any] = {
        "question": case.question,
        "incident": records.plain(case.incident),
        "other_incidents": [records.plain(other) for other in case.incidents],
        "assessment": records.assessment_record(assessment),
        "statements": [records.statement_record(heard.statement, heard) for heard in case.heard],
        "documents": _documents(case),
        "actors": _actors(assessment),
        "casualties": [_casualty(toll) for toll in case.tolls],
        "positions": [_position(position) for position in case.positions],
        "origins": [records.plain(origin) for origin in case.origins],
        "case": records.plain(case),
        "claimant": claimant,
        "methods": methods,
        "withheld": care_record(case),
    }
    if imprint != Imprint():
        record["imprint"] = records.plain(imprint)
    if case.judgements:
        record["judgements"] = judged(case)
        record["overruled"] = [records.statement_record(heard.statement, heard) for heard in case.overruled]
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _actors(assessment: Assessment) -> list[dict[str, Any]]:
    """Every actor; with its profile, where it has one, and the counts of its record, each with n and the incidents of it."""
    profiles = {profile.actor: profile for profile in assessment.profiles}

    def actor(one: Actor) -> dict[str, Any]:
        found: dict[str, Any] = records.plain(one)
        profile = profiles.get(one.id)
        return found | ({"profile": _profile(profile)} if profile else {})

    return [actor(one) for one in assessment.case.actors]


def _profile(profile: Profile) -> dict[str, Any]:
    found: dict[str, Any] = records.plain(profile)
    del found["actor"]
    found["sides"] = [{"actor": side.actor, "steps": side.steps, "path": list(side.path)} for side in profile.sides]
    found["record"] = {
        str(part): {
            "n": len(judged),
            "right": sum(one.held is True for one in judged),
            "wrong": sum(one.held is False for one in judged),
            "cases": list(dict.fromkeys(one.case for one in judged)),
        }
        for part in Part
        if (judged := profile.settled(part))
    }
    return found


def _documents(case: Case) -> list[dict[str, Any]]:
    """Every source with the origin that its words come from, and how it came to share it."""
    origins = {document: origin for origin in case.origins for document in origin.documents}
    links = {link.document: link for origin in case.origins for link in origin.links}

    def document(source: Source) -> dict[str, Any]:
        origin, link = origins.get(source.id), links.get(source.id)
        shared = None
        if origin:
            shared = {
                "id": origin.id,
                "head": origin.head,
                "agency": origin.agency,
                "link": records.plain(link) if link else None,
            }
        found: dict[str, Any] = records.plain(source)
        return found | {"origin": shared}

    return [document(source) for source in case.sources]


def _casualty(toll: Toll) -> dict[str, Any]:
    figure = toll.figure
    return {
        "document": figure.document,
        "quote": {"start": figure.quote.start, "end": figure.quote.end, "text": figure.quote.text},
        "harm": str(figure.harm),
        "low": figure.low,
        "high": figure.high,
        "speaker": records.who_record(toll.speaker),
        "date": figure.date.iso() if figure.date else None,
        "about": str(toll.about),
        "incident": toll.incident,
        "incident_id": toll.other,
        "by": str(figure.by),
    }


def _position(position: Position) -> dict[str, Any]:
    return {
        "id": position.id,
        "speaker": records.who_record(position.speaker),
        "stance": str(position.stance),
        "target": records.who_record(position.target),
        "role": str(position.role),
        "basis": str(position.basis),
        "certainty": str(position.certainty),
        "date": position.date.iso() if position.date else None,
        "narrator": position.narrator,
        "copied": position.copied,
        "via": position.via,
        "reports": [report.document for report in position.reports],
        "statements": [report.statement for report in position.reports],
        "origins": list(position.origins),
    }
