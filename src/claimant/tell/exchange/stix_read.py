"""A STIX bundle that `stix` wrote, read back: the question, the incident, the actors, the answers and the positions.

What other programs wrote is left alone: a bundle without positions of ours is refused, not guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from claimant import records
from claimant.errors import ClaimantError
from claimant.model import Actor, Case, Hypothesis, Incident, Moment, Position
from claimant.tell.exchange.stix import EXTENSION

T = TypeVar("T")

MOST = 200_000
"""Objects of a bundle that is read."""


class NotOurBundle(ClaimantError):
    """The text is no STIX bundle, or holds no case of ours. The message says where."""


def read(text: str) -> Case:
    """The case of the bundle, without documents and statements. Raises NotOurBundle, naming the object."""
    objects = _objects(text)
    report = next((ours for _, ours in objects if "case" in ours), None)
    if report is None:
        raise NotOurBundle(
            "This bundle holds no case that Claimant wrote (no report with its extension). "
            "Give one that `claimant export --as stix` wrote."
        )
    case = _mapping(report["case"], "report")
    question = case.get("question")
    if not isinstance(question, str):
        raise NotOurBundle("The report's extension has no question. Export the case again.")
    incident = [_loaded(Incident, ours["incident"], where) for where, ours in objects if "incident" in ours]
    if len(incident) != 1:
        raise NotOurBundle(f"A case has one incident, and this bundle has {len(incident)}. Export the case again.")
    return Case(
        question=question,
        incident=incident[0],
        as_of=_loaded(Moment, case["as_of"], "report") if "as_of" in case else None,
        actors=tuple(_loaded(Actor, ours["actor"], where) for where, ours in objects if "actor" in ours),
        hypotheses=tuple(_loaded(Hypothesis, one, "report") for one in _list(case.get("hypotheses", []), "report")),
        positions=tuple(_position(ours["position"], where) for where, ours in objects if "position" in ours),
    )


def _objects(text: str) -> list[tuple[str, Mapping[str, Any]]]:
    """(id, our extension) of each object that has one, in order."""
    try:
        bundle = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotOurBundle(f"This is no JSON ({str(error)[:120]}). Give a STIX bundle.") from error
    objects = bundle.get("objects") if isinstance(bundle, dict) and bundle.get("type") == "bundle" else None
    if not isinstance(objects, list) or len(objects) > MOST:
        raise NotOurBundle(f"This is no STIX bundle of at most {MOST:,} objects. Give what `export --as stix` wrote.")
    found: list[tuple[str, Mapping[str, Any]]] = []
    for number, one in enumerate(objects):
        extensions = one.get("extensions") if isinstance(one, dict) else None
        ours = extensions.get(EXTENSION) if isinstance(extensions, dict) else None
        if isinstance(ours, dict):
            found.append((f"objects[{number}]", ours))
    return found


def _position(record: Any, where: str) -> Position:
    made = dict(_mapping(record, where))
    for end in ("speaker", "target"):
        made[end] = who = dict(_mapping(made.get(end), where))
        if "candidates" in who:
            some = [_mapping(one, where) for one in _list(who["candidates"], where)]
            who["candidates"] = [[one.get("actor"), one.get("score")] for one in some]
    return _loaded(Position, made, where)


def _loaded(kind: type[T], record: Any, where: str) -> T:
    try:
        return records.load(kind, json.dumps(record))
    except (ValueError, RecursionError) as error:
        lines = " ".join(str(error).split())[:200]
        raise NotOurBundle(f"{where}: no {kind.__name__.lower()} as Claimant writes it ({lines}).") from error


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise NotOurBundle(f"{where}: the extension is not as Claimant writes it. Export the case again.")
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise NotOurBundle(f"{where}: the extension is not as Claimant writes it. Export the case again.")
    return value
