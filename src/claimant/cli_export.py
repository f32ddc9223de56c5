"""The commands `export` and `import`: a case out in any format, and in again. cli.py registers them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from claimant import exchange, tell
from claimant.errors import ClaimantError, NothingToDo
from claimant.inputs import read_text
from claimant.model import Assessment, Failure
from claimant.records import dump
from claimant.settings import Settings
from claimant.tell.clean import one_line
from claimant.tell.exchange import Terms, exported
from claimant.tell.exchange.annotations import Anchor, anchored
from claimant.tell.exchange.folder import FORM
from claimant.tell.exchange.schema import brief_schema
from claimant.tell.exchange.stix_read import read as read_stix
from claimant.workspace import Workspace

errors = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
LARGEST = 200_000_000
"""Bytes of a file that is read here."""

KINDS = ("json", *exchange.KINDS, "folder")

CaseFolder = Annotated[Path | None, typer.Option("--case", metavar="DIR", help="The folder of the case.")]


def export(
    case: CaseFolder = None,
    kind: Annotated[
        str, typer.Option("--as", metavar="FORMAT", help=f"{', '.join(KINDS[:-1])} or {KINDS[-1]}.")
    ] = "json",
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="OUT", help="The file to write, or the folder for csv and folder."),
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of brief.json, and nothing else.")
    ] = False,
    with_names: Annotated[
        bool, typer.Option("--with-names", help="folder: write it although the reports name private persons.")
    ] = False,
    desk: Annotated[str, typer.Option("--desk", metavar="NAME", help="stix: who made the case.")] = Terms().desk,
    related: Annotated[
        bool, typer.Option("--related-to", help="stix: for platforms that refuse an incident attributed-to somebody.")
    ] = False,
    signed_off: Annotated[
        str, typer.Option("--signed-off", metavar="NAME", help="claimreview: who answers for the verdict.")
    ] = "",
    position: Annotated[
        list[str] | None, typer.Option("--position", metavar="ID", help="claimreview: a position to review.")
    ] = None,
    url: Annotated[
        str, typer.Option("--url", metavar="ADDRESS", help="claimreview: where the brief is published.")
    ] = "",
) -> None:
    """Give a case out in a format that others read; names of private persons are withheld.

    Without --as, it is printed as one JSON object: sources, statements, actors, positions.
    """
    if schema:
        typer.echo(json.dumps(brief_schema(), ensure_ascii=False, indent=1))
        return
    if kind not in KINDS:
        raise ClaimantError(f"There is no format {one_line(kind)!r}. Choose {', '.join(KINDS[:-1])} or {KINDS[-1]}.")
    if case is None:
        raise NothingToDo("Name the case to give out: claimant export --case DIR.")
    if out is None and kind in {"csv", "folder"}:
        raise NothingToDo(f"{kind} is several files: name a folder for them with -o DIR.")
    terms = Terms(desk=desk, related=related, signed_off=signed_off, positions=tuple(position or ()), address=url)
    with Workspace.open(case, _settings(), begin=False) as workspace:
        if kind == "folder" and out is not None:
            written, failures = exchange.folder(workspace, "case", with_names=with_names)
            write_folder(out, written)
        else:
            if kind == "json":
                found, failures = workspace.case("case")
                files: Sequence[tuple[str, str]] = (("case.json", dump(tell.withhold(found)) + "\n"),)
            else:
                files, failures = exchange.export(workspace, "case", kind, terms=terms)
            _give(files, out, together=kind != "csv")
    name_failures(failures)
    raise typer.Exit(1 if failures else 0)


def take_in(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="What `claimant export` wrote: a folder, or a file.")],
    kind: Annotated[
        str,
        typer.Option(
            "--from", metavar="FORMAT", help="folder, stix (prints the case) or annotations (checks the quotes)."
        ),
    ] = "folder",
    case: CaseFolder = None,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="OUT", help="stix: the file to write.")] = None,
) -> None:
    """Take a case in again from a folder of plain files, or read what other formats keep of one."""
    settings = _settings()
    if kind == "stix":
        _give((("case.json", dump(read_stix(read_text(path, most=LARGEST))) + "\n"),), out, together=True)
        return
    if kind not in {"folder", "annotations"}:
        raise ClaimantError(f"Nothing is read from {one_line(kind)!r}. Choose folder, stix or annotations.")
    if case is None:
        raise NothingToDo("Name the folder of the case with --case DIR.")
    if kind == "annotations":
        raise typer.Exit(_anchors(read_text(path, most=LARGEST), case, settings))
    if not (path / "case.json").is_file():
        raise NothingToDo(f"{path}: is no folder with a case.json. Name one that `claimant export --as folder` wrote.")
    with Workspace.open(case, settings) as workspace:
        added = workspace.take_in("case", path)
    name_failures(added.failures)
    typer.echo(f"{added.collected} captures read, {added.new} of them new to the case.")
    raise typer.Exit(1 if added.failures else 0)


def also(workspace: Workspace, name: str, assessment: Assessment, kinds: str) -> tuple[tuple[str, str], ...]:
    """The files that `claimant brief --also` writes beside the brief of that assessment: `kinds` is a list with commas."""
    files: list[tuple[str, str]] = []
    for kind in dict.fromkeys(kind.strip() for kind in kinds.split(",") if kind.strip()):
        annotated = kind == "annotations"  # they need the texts, which an assessment has not
        files += exchange.export(workspace, name, kind)[0] if annotated else exported(kind, assessment)
    return tuple(files)


def check_also(kinds: str) -> None:
    """Before the work, not after it. Raises ClaimantError where one of the kinds cannot be written beside a brief."""
    able = [kind for kind in exchange.KINDS if kind != "claimreview"]
    for kind in kinds.split(","):
        if kind.strip() and kind.strip() not in able:
            raise ClaimantError(
                f"--also: there is no {one_line(kind.strip())!r} beside a brief. Choose {', '.join(able)}."
            )


def _anchors(text: str, case: Path, settings: Settings) -> int:
    """Print where each quote stands; gives the exit status: 1 where one has no place."""
    with Workspace.open(case, settings, begin=False) as workspace:
        documents, failures = workspace.documents("case")
    name_failures(failures)
    orphans = 0
    for one in anchored(text, documents):
        orphans += one.anchor == Anchor.ORPHAN
        place = {"document": one.span.document, "start": one.span.start, "end": one.span.end} if one.span else {}
        record = {"id": one.id, "anchor": one.anchor.value, **place, "reason": one.reason}
        typer.echo(json.dumps(record, ensure_ascii=False))
    return 1 if orphans or failures else 0


# ---------------------------------------------------------------- files


def _settings() -> Settings:
    try:
        return Settings.from_environment()
    except ValueError as error:
        raise ClaimantError(str(error)) from None


def name_failures(failures: Iterable[Failure]) -> None:
    """One line each on standard error."""
    for failure in failures:
        errors.print(one_line(f"{failure.source}: {failure.problem} {failure.remedy}"))


def _give(files: Sequence[tuple[str, str]], out: Path | None, *, together: bool) -> None:
    """To the file `out`, or into the folder `out` where there are several, or to standard output."""
    if out is None:
        for _, text in files:
            typer.echo(text, nl=False)
        return
    for name, text in files:
        _put(out if together else out / name, text.encode())


def _put(path: Path, data: bytes) -> None:
    """Whole or not at all, also where the process is killed; a link in its place is replaced and not followed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.unlink(missing_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise ClaimantError(f"{path}: cannot be written ({error.strerror}). Name another place with -o.") from error


_OURS = re.compile(r"[0-9a-f]{64}|[a-z0-9-]+\.txt")


def write_folder(out: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write a case's folder anew; texts and captures that the case no longer has go, everything else in it stays.

    Raises ClaimantError for a folder with files in it that is no case's folder.
    """
    if out.exists() and not _is_ours(out):
        raise ClaimantError(f"{out}: is no folder of a case, and not empty. Name a new folder with -o.")
    written = set()
    for name, data in files:
        _put(out / name, data)
        written.add(name)
    for part in ("captures", "texts"):
        for path in (out / part).glob("*"):
            if f"{part}/{path.name}" not in written and _OURS.fullmatch(path.name) and path.is_file():
                path.unlink()


def _is_ours(out: Path) -> bool:
    if not out.is_dir():
        return False
    if not any(path.name != ".git" for path in out.iterdir()):
        return True
    try:
        record = json.loads((out / "case.json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(record, dict) and record.get("form") == FORM
