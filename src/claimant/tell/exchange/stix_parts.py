"""The parts of a STIX bundle that a function makes: records without what STIX forbids, sources as references, days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from claimant import records
from claimant.model import Case, Certainty, Linked, Moment, Position, Source, Stance, Undecided, Unnamed, Who
from claimant.tell.clean import one_line, safe_address

_HASH = re.compile(r"[0-9a-f]{64}$")


def pruned(value: Any) -> Any:
    """Without nulls and empty lists, which STIX forbids; reading gives the model's own defaults in their place."""
    if isinstance(value, dict):
        return {key: pruned(inner) for key, inner in value.items() if inner not in (None, [], ())}
    return [pruned(inner) for inner in value] if isinstance(value, list) else value


def position_record(position: Position) -> dict[str, Any]:
    """The position as plain values, from which `stix_read` makes it again."""
    made: dict[str, Any] = pruned(records.plain(position))
    return made | {"speaker": who_record(position.speaker), "target": who_record(position.target)}


def who_record(who: Who) -> dict[str, Any]:
    """Whom a mention means, as an object without nulls: `actor`, or `phrase` with `candidates` or `side`."""
    match who:
        case Linked(actor, score):
            return {"actor": actor, "score": score}
        case Undecided(phrase, candidates) if candidates:
            return {"phrase": phrase, "candidates": [{"actor": actor, "score": score} for actor, score in candidates]}
        case Undecided(phrase, _):  # nobody among whom to decide: nobody is named
            return {"phrase": phrase}
        case Unnamed(phrase, side):
            return {"phrase": phrase} | ({"side": side} if side is not None else {})


def filled(record: dict[str, Any]) -> dict[str, Any]:
    """The record without its empty values."""
    return {key: value for key, value in record.items() if value not in (None, [])}


def meant(who: Who) -> Iterable[str]:
    """The ids of the actors that a mention may mean, or is on the side of."""
    match who:
        case Linked(actor):
            return (actor,)
        case Undecided(_, candidates):
            return tuple(actor for actor, _ in candidates)
        case Unnamed(_, side):
            return (side,) if side is not None else ()


def opinion(position: Position) -> str:
    """The step of the STIX opinion vocabulary for a position on an attribution to its target."""
    match position.stance:
        case Stance.CLAIMS:
            return "strongly-agree"
        case Stance.BLAMES:
            return "strongly-agree" if position.certainty == Certainty.STATED else "agree"
        case Stance.DOUBTS:
            return "disagree"
    return "strongly-disagree"


def reference(source: Source) -> dict[str, Any]:
    """A document as an external reference; its hash stands beside an address only, as STIX asks."""
    made: dict[str, Any] = {"source_name": one_line(source.name) or "a source not named"}
    if title := one_line(source.title or ""):
        made["description"] = f"{title}, {source.date.iso()}" if source.date else title
    if address := safe_address(source.address):
        made["url"] = address
        if _HASH.match(source.capture):
            made["hashes"] = {"SHA-256": source.capture}
    return made | {"external_id": one_line(source.id) or source.sha256}


def where_and_when(case: Case) -> str:
    """Day, place and kind of the incident, as far as they are known."""
    parts = (
        case.incident.date.iso() if case.incident.date else "",
        case.incident.place or "",
        case.incident.kind or "",
    )
    return ", ".join(filter(None, map(one_line, parts)))


_NEVER = Moment.parse("1970-01-01")


def last_day(case: Case) -> Moment:
    """The day up to which the reports run."""
    days = [case.as_of] if case.as_of else [source.date for source in case.sources if source.date]
    return max(days, key=lambda moment: moment.key, default=case.incident.date or _NEVER)


def first_day(case: Case) -> Moment:
    """The incident's day, which stays when reports are added, else the first report's."""
    if case.incident.date:
        return case.incident.date
    return min((source.date for source in case.sources if source.date), key=lambda m: m.key, default=last_day(case))
