"""Options of the command line about publishing: what the publisher adds, and the edition before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from claimant import tell
from claimant.errors import ClaimantError
from claimant.settings import Settings

ImprintFile = Annotated[
    Path | None,
    typer.Option(
        "--imprint",
        metavar="FILE",
        help="A YAML file of what you add: number, author, picture, grades, corrections, organisations.",
    ),
]
Since = Annotated[
    Path | None,
    typer.Option("--since", metavar="OLD", help="An earlier edition's brief.json; the brief then says what changed."),
]


def imprint(path: Path | None) -> tell.Imprint:
    """The imprint in the file, an empty one without a file. Raises ImprintError."""
    return tell.read_imprint(path) if path else tell.Imprint()


def earlier(path: Path | None) -> dict[str, Any] | None:
    """What an earlier edition's brief.json holds. Raises ClaimantError where it is none."""
    if path is None:
        return None
    path = path / "brief.json" if path.is_dir() else path
    most = Settings().max_bytes
    try:
        with path.open("rb") as file:
            text = file.read(most + 1)
        record = json.loads(text) if len(text) <= most else None
    except OSError as error:
        raise ClaimantError(f"{path}: cannot be read ({error.strerror}). Check the name.") from error
    except (ValueError, RecursionError) as error:
        raise ClaimantError(
            f"{path}: is no JSON ({type(error).__name__}). Name a brief.json that Claimant wrote."
        ) from error
    try:
        is_brief = isinstance(record["assessment"]["hypotheses"], list) and "as_of" in record["case"]  # type: ignore[index]
    except (KeyError, TypeError):
        is_brief = False
    if not is_brief or not isinstance(record, dict):
        raise ClaimantError(f"{path}: is no brief.json that Claimant wrote. Name the one of the earlier edition.")
    return record
