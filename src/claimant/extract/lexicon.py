"""The cue lexicon, compiled: which words make a sentence a statement, and where its speaker and target stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from claimant.model import Basis, Certainty, Role, Stance


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of lexicon/cues.yaml. `act`: the cue itself is a deed, so that its agent must be somebody who could do it."""

    pattern: re.Pattern[str]
    frame: str
    stance: Stance
    role: Role | None = None
    basis: Basis | None = None
    certainty: Certainty | None = None
    needs: str | None = None
    act: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a sentence: [start, end) in the document's text."""

    cue: Cue
    start: int
    end: int


@cache
def cues() -> tuple[Cue, ...]:
    """All cues in the order of the file, which is their order of precedence."""
    table = yaml.safe_load(files("claimant.extract").joinpath("lexicon/cues.yaml").read_text(encoding="utf-8"))
    return tuple(
        Cue(
            pattern=re.compile(rf"(?<![\w-])(?:{row['cue']})(?:(?<!\w)|(?![\w-])){row.get('then', '')}"),
            frame=row["frame"],
            stance=Stance(row["stance"]),
            role=Role(row["role"]) if "role" in row else None,
            basis=Basis(row["basis"]) if "basis" in row else None,
            certainty=Certainty(row["certainty"]) if "certainty" in row else None,
            needs=row.get("needs"),
            act=bool(row.get("act")),
            weak=bool(row.get("weak")),
        )
        for row in table
    )


def hits(folded: str, start: int, end: int) -> Iterator[Hit]:
    """The cues in folded[start:end] (folded by `claimant.text.fold`), left to right; where two overlap, the one listed first wins."""
    found: list[Hit] = []
    for cue in cues():
        for match in cue.pattern.finditer(folded, start, end):
            if match.end() > match.start() and all(
                match.end() <= hit.start or match.start() >= hit.end for hit in found
            ):
                found.append(Hit(cue, match.start(), match.end()))
    yield from sorted((hit for hit in found if hit.cue.frame != "skip"), key=lambda hit: hit.start)
