"""The case library: contested incidents of 1900 to today, coded as they stood in the first days, with what was established later.

One file each in `claimant/weigh/cases/`, in the format of case files (docs/reference/case-files.md) with the fields of a
precedent: country, region, attack, truth, truth_basis, truth_strength, outcome, source. Read once, when first asked for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from claimant.model import Case
from claimant.weigh.casefile import coded


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One incident of the library. `truth` is a hypothesis' id, None where it was never established.

    `outcome` says in a sentence what is known today; `source` where to check it; `strength` is court, commission,
    admission, consensus or none. `links` are those of its actors who are known beyond it: pairs of the actor's id here and
    the ids of who it is and what that was part of, nearest first. `also` are those who had a hand in it beside the true
    answer, `unsettled` those of whom that stayed disputed (`history.py`).
    """

    case: Case
    truth: str | None
    strength: str
    outcome: str
    source: str
    country: str
    region: str
    attack: str
    links: tuple[tuple[str, tuple[str, ...]], ...] = ()
    also: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.case.incident.id


def coded_cases() -> tuple[dict[str, Any], ...]:
    """The contents of every file of the library, by name."""
    folder = files("claimant.weigh") / "cases"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".json"))
    return tuple(json.loads((folder / name).read_text(encoding="utf-8")) for name in names)


@cache
def library() -> tuple[Known, ...]:
    """Every incident of the library, by id."""
    return tuple(known(data) for data in coded_cases())


def known(data: dict[str, Any]) -> Known:
    """One incident from its file's contents. Raises CaseFileError where the coding does not follow the format."""
    return Known(
        case=coded(data),
        truth=data.get("truth"),
        strength=data.get("truth_strength", "none"),
        outcome=data.get("outcome", ""),
        source=data.get("source", ""),
        country=data.get("country", ""),
        region=data.get("region", ""),
        attack=data.get("attack", "other"),
        links=tuple((actor, tuple(ids)) for actor, ids in linked()["actors"].get(data["id"], {}).items()),
        also=tuple(linked()["also"].get(data["id"], ())),
        unsettled=tuple(linked()["unsettled"].get(data["id"], ())),
    )


@cache
def linked() -> dict[str, dict[str, Any]]:
    """The contents of library_actors.json, which `claimant.weigh.history` explains."""
    text = (files("claimant.weigh") / "library_actors.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(text)
    return found
