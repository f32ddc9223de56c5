"""The command line: parse, one call of the workspace, print. Nothing about attribution is decided here."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import traceback
import warnings
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from claimant import __version__, cli_actors, cli_export, cli_judge, cli_publish, cli_serve, cli_weigh
from claimant.errors import ClaimantError, NothingToDo
from claimant.model import Assessment, Failure
from claimant.names import case_name
from claimant.records import assessment_record, statement_record
from claimant.settings import Settings
from claimant.tell.clean import one_line
from claimant.verify import verify as check
from claimant.workspace import Workspace

app = typer.Typer(
    name="claimant",
    help="Who says who did it, why they might say so, and how far the evidence carries.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
errors = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

EXAMPLE_QUESTION = "Who attacked the Moscow concert?"

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Files, folders, globs, tables, web archives, web addresses, feeds, or - for standard input.",
    ),
]
Question = Annotated[str | None, typer.Option("-q", "--question", help="The question that the brief answers.")]
CaseFolder = Annotated[
    Path | None,
    typer.Option(
        "--case",
        metavar="DIR",
        help="Keep the case in this folder and add the sources to it; without it, a case of exactly these sources is kept in your data folder.",
    ),
]
Private = Annotated[
    bool, typer.Option("--allow-private", help="Fetch addresses on this machine and its private networks too.")
]
Finder = Annotated[
    str | None,
    typer.Option("--extractor", metavar="KIND", help="How statements are found: model (default) or rules."),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]


def main() -> None:
    """Run the command line; errors that Claimant raises on purpose are one line and exit status 2."""
    # What libraries log and warn of is not for the reader, and may carry a source's own words to the terminal.
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what goes to a file or a program is UTF-8 on every system
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")
    try:
        app()
    except ClaimantError as error:
        errors.print(one_line(str(error)))
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        fault = f"Claimant failed ({type(error).__name__}), which is its own fault. Please report these lines:"
        errors.print(f"{fault}\n{traceback.format_exc()}")
        sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"claimant {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who says who did it, why they might say so, and how far the evidence carries."""


# ---------------------------------------------------------------- doors


@app.command(epilog='Example: claimant brief reports/ https://example.org/story -q "Who bombed the bridge?" -o bridge')
def brief(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE...", help="As for extract; may be left out with --case.")
    ] = None,
    question: Question = None,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="OUT", help="Folder to write the brief's files to.")
    ] = Path("brief"),
    case: CaseFolder = None,
    imprint: cli_publish.ImprintFile = None,
    since: cli_publish.Since = None,
    allow_private: Private = False,
    extractor: Finder = None,
    also: Annotated[
        str,
        typer.Option("--also", metavar="FORMATS", help="Write these beside it: stix,annotations,csv,... (see export)."),
    ] = "",
    as_json: Json = False,
) -> None:
    """Make a brief from any mix of reports."""
    cli_export.check_also(also)
    sources = sources or []
    if not sources and case is None:
        raise NothingToDo("Name at least one source, or an existing case with --case DIR.")
    _check_writable(out)
    added_by_publisher = cli_publish.imprint(imprint)
    earlier = cli_publish.earlier(since)
    with (
        Workspace.open(case, _settings(allow_private, extractor), begin=bool(sources)) as workspace,
        _progress(as_json) as progress,
    ):
        name = "case" if case is not None else case_name(question or "", sources)
        added = workspace.add(name, sources, question=question, only=case is None, progress=progress)
        failures = list(added.failures)
        _name_failures(failures)
        result = workspace.brief(name, imprint=added_by_publisher, since=earlier, progress=progress)
        others = cli_export.also(workspace, name, result.assessment, also)
    _name_failures(result.failures)
    _write(out, (*result.brief.files, *others))
    if as_json:
        typer.echo(json.dumps(_summary(result.assessment, out), ensure_ascii=False))
    else:
        _say(result.assessment, out)
    raise typer.Exit(1 if failures or result.failures else 0)


@app.command(epilog="Example: claimant demo -o demo")
def demo(
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="Folder to write the brief to.")] = Path(
        "demo"
    ),
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the brief in the browser.")] = False,
    extractor: Finder = None,
) -> None:
    """Make the worked example's brief, "Who attacked the Moscow concert?", and open it."""
    _check_writable(out)
    with (
        as_file(files("claimant") / "example" / "reports") as reports,
        Workspace.in_memory(_settings(False, extractor)) as workspace,
        _progress(False) as progress,
    ):
        added = workspace.add(
            "example", [str(reports)], question=EXAMPLE_QUESTION, under=reports.parent, progress=progress
        )
        result = workspace.brief("example", progress=progress)
    _name_failures([*added.failures, *result.failures])
    _write(out, result.brief.files)
    _say(result.assessment, out)
    page = (out / "brief.html").resolve()
    if not no_open and sys.stdout.isatty():
        webbrowser.open(page.as_uri())
    raise typer.Exit(1 if added.failures or result.failures else 0)


@app.command(epilog="Example: claimant extract reports/*.html --jsonl")
def extract(
    sources: Sources,
    question: Question = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object a line (the default when the output is no terminal).")
    ] = False,
    allow_private: Private = False,
    extractor: Finder = None,
) -> None:
    """Print the statements only: who says who did it, each with its exact quote."""
    with Workspace.in_memory(_settings(allow_private, extractor)) as workspace, _progress(jsonl) as progress:
        added = workspace.add("extract", sources, question=question or "Who did it?", progress=progress)
        _name_failures(added.failures)
        case, failures = workspace.case("extract", progress=progress)
    _name_failures(failures)
    for heard in case.heard:
        record = statement_record(heard.statement, heard)
        if jsonl or not sys.stdout.isatty():
            typer.echo(json.dumps(record, ensure_ascii=False))
        else:
            statement = heard.statement
            nobody = "the narrator" if statement.own else "somebody unnamed"
            speaker = one_line(statement.speaker.text) if statement.speaker else nobody
            target = one_line(statement.target.text) if statement.target else "itself"
            typer.echo(f"{speaker} — {statement.stance} — {target}")
            typer.echo(f"  “{one_line(statement.quote.text)}”  [{statement.document}]\n")
    raise typer.Exit(1 if added.failures or failures else 0)


app.command("weigh", epilog="Example: claimant weigh case.json --json")(cli_weigh.weigh_cases)
app.command(epilog="Example: claimant compare monday/brief.json brief/brief.json")(cli_weigh.compare)
app.command(epilog="Example: claimant cases false flag")(cli_weigh.cases)
app.command(epilog="Example: claimant actors Boko Haram")(cli_actors.actors)
app.command("publish", epilog='Example: claimant publish brief --into site --by "Ines Marlow"')(
    cli_publish.publish_brief
)
app.command("site", epilog='Example: claimant site site --title "Harbour Briefs" --address https://briefs.example/')(
    cli_publish.make_site
)
app.command("pdf", epilog="Example: claimant pdf brief")(cli_publish.make_pdf)
app.command(
    "mail",
    epilog="Example: claimant mail site who-bombed-the-bridge-at-vell --to readers.txt --from briefs@example.org --unsubscribe https://briefs.example/leave?who={address}",
)(cli_publish.send_mail)
app.command(
    epilog='Example: claimant judge part-of sbu ukraine --case bridge --by "A. Editor" --because "It speaks for the state here"'
)(cli_judge.judge)
app.command(epilog="Example: claimant serve --case bridge")(cli_serve.serve)


@app.command(epilog="Example: claimant verify brief reports/")
def verify(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="The folder that `claimant brief -o` wrote.")],
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE...]", help="Where the sources are now; default: where the brief found them."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Check a brief against its own quotes, hashes and numbers."""
    findings = check(folder, sources or [], using=_settings(False))
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            mark = {True: "holds  ", False: "FAILS  ", None: "unknown"}[finding.holds]
            typer.echo(f"{mark}  {finding.what}: {one_line(finding.details)}")
    raise typer.Exit(
        2 if any(f.holds is False for f in findings) else 1 if any(f.holds is None for f in findings) else 0
    )


@app.command(epilog='Example: claimant add reports/ --case bridge -q "Who bombed the bridge?"')
def add(
    sources: Sources,
    case: Annotated[
        Path, typer.Option("--case", metavar="DIR", help="The folder of the case; made if it is not there.")
    ],
    question: Question = None,
    allow_private: Private = False,
) -> None:
    """Add sources to a case kept over time; what is there already is not read again."""
    with Workspace.open(case, _settings(allow_private)) as workspace, _progress(False) as progress:
        added = workspace.add("case", sources, question=question, progress=progress)
    _name_failures(added.failures)
    typer.echo(f"{added.collected} documents collected, {added.new} of them new to the case.")
    raise typer.Exit(0 if not added.failures else 1 if added.collected else 2)


@app.command("list", epilog="Example: claimant list")
def list_cases(case: CaseFolder = None, as_json: Json = False) -> None:
    """List the cases in your data folder, or in --case DIR."""
    settings = _settings(False)
    try:
        with Workspace.open(case, settings, begin=False) as workspace:
            rows = workspace.cases()
    except NothingToDo:
        rows = ()
    if not rows:
        errors.print("No case is kept there yet.")
    if as_json:
        plain = [asdict(row) | {"changed": row.changed.isoformat()} for row in rows]
        typer.echo(json.dumps(plain, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row.name}  {row.sources} sources  {row.changed:%Y-%m-%d %H:%M} UTC  {one_line(row.question)}")


@app.command(epilog="Example: claimant show --case bridge --json")
def show(
    case: Annotated[Path, typer.Option("--case", metavar="DIR", help="The folder of the case.")],
    as_json: Json = False,
    extractor: Finder = None,
) -> None:
    """Show the assessment of a case kept over time."""
    settings = _settings(False, extractor)
    with Workspace.open(case, settings, begin=False) as workspace, _progress(as_json) as progress:
        assessment, failures = workspace.assess("case", progress=progress)
    _name_failures(failures)
    if as_json:
        typer.echo(json.dumps(assessment_record(assessment), ensure_ascii=False))
    else:
        cli_weigh.table(assessment)
    raise typer.Exit(1 if failures else 0)


app.command(epilog="Example: claimant export --case bridge > bridge.json")(cli_export.export)
app.command("import", epilog="Example: claimant import bridge-files --case copy")(cli_export.take_in)


# ---------------------------------------------------------------- words on the terminal


def _settings(allow_private: bool, extractor: str | None = None) -> Settings:
    try:
        settings = Settings.from_environment()
    except ValueError as error:
        raise ClaimantError(str(error)) from None
    settings = replace(settings, extractor=extractor or settings.extractor)
    return replace(settings, allow_private=True) if allow_private else settings


@contextmanager
def _progress(silent: bool) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar for each step with counts and time left, on standard error; nothing where that is no terminal."""
    bar = Progress(
        TextColumn("{task.description:<12}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
        disable=silent or not sys.stderr.isatty(),
    )
    tasks: dict[str, TaskID] = {}

    def report(step: str, done: int, total: int | None) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(step, total=total)
        bar.update(tasks[step], completed=done, total=total)

    with bar:
        yield report


def _name_failures(failures: Sequence[Failure]) -> None:
    for failure in failures:
        errors.print(one_line(f"{failure.source}: {failure.problem} {failure.remedy}"))


def _check_writable(out: Path) -> None:
    """Before the work, not after it."""
    there = next(folder for folder in (out, *out.resolve().parents) if folder.exists())
    if not (there.is_dir() and os.access(there, os.W_OK)):
        raise ClaimantError(f"{out}: is no folder that you may write to. Name another folder with -o.")


def _write(out: Path, made: Sequence[tuple[str, str]]) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, text in made:  # whole or not at all, also where the process is killed
            part = out / f".{name}.part"
            part.write_text(text, encoding="utf-8", newline="\n")
            part.replace(out / name)
    except OSError as error:
        raise ClaimantError(f"{out}: cannot be written ({error.strerror}). Name another folder with -o.") from error


def _say(assessment: Assessment, out: Path) -> None:
    case = assessment.case
    typer.echo(f"\n{one_line(case.question)}\n{one_line(assessment.verdict.sentence)}\n")
    cli_weigh.table(assessment)
    weighed = sum(h.about == "question" for h in case.heard)
    typer.echo(
        f"{_count(len(case.sources), 'document')} of {_count(len(case.origins), 'origin')}, "
        f"{_count(len(case.heard), 'statement')} ({weighed} about this incident), {_count(len(case.positions), 'position')}.\n"
        f"Open {out / 'brief.html'}"
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _summary(assessment: Assessment, out: Path) -> dict[str, Any]:
    return {
        "out": str(out),
        "documents": len(assessment.case.sources),
        "origins": len(assessment.case.origins),
        "statements": len(assessment.case.heard),
        "positions": len(assessment.case.positions),
        "assessment": assessment_record(assessment),
    }
