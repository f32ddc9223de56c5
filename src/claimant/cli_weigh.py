"""The commands about weighing: `weigh`, `compare`, `cases`. Parse, one call, print; cli.py registers them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from claimant.errors import ClaimantError
from claimant.inputs import read_text
from claimant.model import Assessment, Judgement
from claimant.records import assessment_record, load, plain
from claimant.tell.clean import one_line
from claimant.verbs import compare_assessments, find_cases
from claimant.verbs import weigh_case as weigh
from claimant.weigh.matrix import matrix, to_csv

errors = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]
LARGEST = 50_000_000
"""Bytes of a file that is read here."""


def weigh_cases(
    cases: Annotated[
        list[Path],
        typer.Argument(metavar="CASE.json...", help="Coded cases; the format is docs/reference/case-files.md."),
    ],
    judgements: Annotated[
        Path | None,
        typer.Option("--judgements", metavar="FILE", help="An analyst's judgements (JSON); both answers are shown."),
    ] = None,
    as_matrix: Annotated[
        bool, typer.Option("--matrix", help="Print the matrix of hypotheses and evidence as CSV.")
    ] = False,
    replay: Annotated[bool, typer.Option("--replay", help="Show how the answer moved from day to day.")] = False,
    as_json: Json = False,
) -> None:
    """Weigh coded cases: hypotheses with probabilities, intervals and reasons."""
    decided = _judgements(judgements) if judgements else ()
    failed = 0
    for path in cases:
        try:
            machine = weigh(path)
            judged = weigh(path, decided) if decided else None
        except ClaimantError as error:
            errors.print(one_line(str(error)))
            failed += 1
            continue
        _print(machine, judged, decided, as_matrix=as_matrix, replay=replay, as_json=as_json)
    raise typer.Exit(0 if not failed else 1 if failed < len(cases) else 2)


def _print(
    machine: Assessment,
    judged: Assessment | None,
    decided: Sequence[Judgement],
    *,
    as_matrix: bool,
    replay: bool,
    as_json: bool,
) -> None:
    shown = judged or machine
    if as_json:
        record: dict[str, Any] = assessment_record(shown)
        if judged:
            record["machine"] = assessment_record(machine)
            record["judgements"] = [plain(one) for one in decided]
        typer.echo(json.dumps(record, ensure_ascii=False))
    elif as_matrix:
        typer.echo(to_csv(matrix(shown)), nl=False)
    else:
        typer.echo(one_line(machine.verdict.sentence))
        table(machine, judged)
        if judged:
            typer.echo(f"With these judgements: {one_line(judged.verdict.sentence)}")
            for one in decided:
                what = " ".join(part for part in (str(one.change), one.about, one.into and f"into {one.into}") if part)
                typer.echo(f"  {what}: {one_line(one.reason)} ({one_line(one.by)}, {one.at.iso()})")
        if replay:
            frames(shown)


def _judgements(path: Path) -> tuple[Judgement, ...]:
    form = "Their form is in docs/how-to/judge-the-weighing.md."
    try:
        entries = json.loads(read_text(path, most=LARGEST))
    except (ValueError, RecursionError) as error:
        raise ClaimantError(f"{path}: is no JSON ({one_line(str(error))}). {form}") from error
    if not isinstance(entries, list):
        raise ClaimantError(f"{path}: must be a list of judgements. {form}")
    known = {field.name for field in fields(Judgement)}
    found = []
    for number, entry in enumerate(entries):
        at = f"{path}: judgements[{number}]"
        if not isinstance(entry, dict) or set(entry) - known:
            strange = ", ".join(sorted(set(entry) - known)) if isinstance(entry, dict) else "no object"
            raise ClaimantError(f"{at}: not understood ({one_line(strange)}). {form}")
        try:
            found.append(load(Judgement, json.dumps(entry)))
        except ValueError as error:
            lines = str(error).splitlines()
            problem = one_line(" ".join(line.strip() for line in lines[1:3])) if len(lines) > 1 else "does not fit"
            raise ClaimantError(f"{at}: {problem}. {form}") from error
    return tuple(found)


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A brief.json, or what `weigh --json` printed.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later one.")],
    as_json: Json = False,
) -> None:
    """Say what changed between two assessments of one case."""
    records = []
    for path in (old, new):
        try:
            records.append(json.loads(read_text(path, most=LARGEST)))
        except (ValueError, RecursionError) as error:
            raise ClaimantError(f"{path}: is no JSON ({one_line(str(error))}).") from error
        if not isinstance(records[-1], dict) or not ("assessment" in records[-1] or "hypotheses" in records[-1]):
            raise ClaimantError(f"{path}: is neither a brief.json nor what `claimant weigh --json` prints.")
    try:
        lines = compare_assessments(*records)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problem = f"{type(error).__name__}: {one_line(str(error))}"
        raise ClaimantError(
            f"{old} and {new}: one of them is no assessment as Claimant writes it ({problem})."
        ) from error
    if as_json:
        typer.echo(json.dumps(lines, ensure_ascii=False))
    else:
        typer.echo("\n".join(map(one_line, lines)) if lines else "Nothing changed.")


def cases(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD...]", help="Words of the question, place, outcome or region.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Search the library of coded incidents; without words, list all of it."""
    found = find_cases(words or ())
    if as_json:
        records = [
            {
                "id": one.id,
                "question": one.case.question,
                "date": one.case.incident.date.iso() if one.case.incident.date else None,
                "place": one.case.incident.place,
                "region": one.region,
                "attack": one.attack,
                "truth": one.truth,
                "established": one.strength,
                "outcome": one.outcome,
                "source": one.source,
            }
            for one in found
        ]
        typer.echo(json.dumps(records, ensure_ascii=False))
        return
    for one in found:
        day = one.case.incident.date.iso() if one.case.incident.date else "day not known"
        typer.echo(f"{day}  {one.case.question} ({one.case.incident.place})\n    {one.outcome} [{one.source}]")
    typer.echo(f"{len(found)} coded incident{'' if len(found) == 1 else 's'}.")


def table(assessment: Assessment, judged: Assessment | None = None) -> None:
    """The hypotheses as a table; with `judged`, what the analyst's judgements make of them beside it."""
    shown = Table(title=None, box=None, pad_edge=False)
    for column in ("Hypothesis", "Probability", "95 % interval", "In words", *(("With judgements",) if judged else ())):
        shown.add_column(column, justify="left" if column in {"Hypothesis", "In words"} else "right")
    after = {weighed.hypothesis.id: weighed for weighed in judged} if judged else {}
    for weighed in assessment.hypotheses:
        row = [
            one_line(weighed.hypothesis.label),
            f"{weighed.probability:.0%}",
            f"{weighed.low:.0%} to {weighed.high:.0%}",
            weighed.words,
        ]
        if judged:
            other = after[weighed.hypothesis.id]
            row.append(f"{other.probability:.0%} ({other.low:.0%} to {other.high:.0%})")
        shown.add_row(*row)
    Console(highlight=False, markup=False, emoji=False).print(shown)


def frames(assessment: Assessment) -> None:
    """How the answer moved, as a table."""
    labels = {hypothesis.id: hypothesis.label for hypothesis in assessment.case.hypotheses}
    places = [hypothesis.id for hypothesis in assessment.case.hypotheses]
    shown = Table(title=None, box=None, pad_edge=False)
    for column in ("By then", "First", "Probability", "Verdict", "Moved by"):
        shown.add_column(column, justify="right" if column == "Probability" else "left")
    for frame in assessment.frames:
        moved = ", ".join(f"{id} ({change:+.0%})" for id, change in frame.moved[:3])
        shown.add_row(
            frame.at.iso(),
            one_line(labels[frame.leader]),
            f"{frame.probabilities[places.index(frame.leader)]:.0%}",
            "leads" if frame.leads else "not established",
            moved,
        )
    Console(highlight=False, markup=False, emoji=False).print(shown)
