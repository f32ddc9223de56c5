"""What the workspace gives back of its work, and how it tells of it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claimant.model import Assessment, Brief, Document, Extraction, Failure, Origin
from claimant.resolve import Ground

Progress = Callable[[str, int, int | None], None]
"""Told what is being done: a step's name, how much of it is done, and how much there is (None: not known yet)."""


def quiet(step: str, done: int, total: int | None) -> None:
    """The progress that nobody watches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding sources: how many documents were collected, how many of them are new to the case, what failed."""

    collected: int
    new: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A brief with what it was made from, and what could not be used."""

    brief: Brief
    assessment: Assessment
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a case's sources gave, before anybody's judgement: whoever judges often keeps it, and makes the case again from it."""

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    origins: tuple[Origin, ...]
    failures: tuple[Failure, ...]
    ground: Ground
