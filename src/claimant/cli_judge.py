"""The command `judge`: a person's word on a case. Parse, one call of the workspace, print; cli.py registers it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from claimant.errors import ClaimantError, JudgementRefused, NothingToDo
from claimant.judging import grounded, judgement, read_lines, said, stand
from claimant.judging.finding import NOBODY, find_mentions, find_statement, find_words, marked, mended
from claimant.model import (
    Accepted,
    Added,
    Apart,
    Basis,
    Case,
    CaseJudgement,
    Certainty,
    ComesFrom,
    Concerns,
    Decision,
    JudgementState,
    KeptJudgement,
    Linked,
    Means,
    Mended,
    Rejected,
    Role,
    Same,
    Stance,
    Statement,
    Undecided,
    Unnamed,
    Who,
    Within,
)
from claimant.records import plain, statement_record
from claimant.settings import Settings
from claimant.tell.clean import one_line, shortened
from claimant.workspace import Workspace

errors = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

FORMS = (
    "same ACTOR OTHER",
    "apart ACTOR OTHER [STATEMENT...]",
    "part-of ACTOR SIDE|nobody",
    "means STATEMENT speaker|target ACTOR|nobody",
    "accept STATEMENT...",
    "reject STATEMENT...",
    "mend STATEMENT",
    "add DOCUMENT PLACE",
    "incident STATEMENT question|LABEL",
    "origin DOCUMENT from|not-from DOCUMENT",
)
_HOW = "See docs/how-to/correct-the-machine.md."


def judge(
    case: Annotated[Path, typer.Option("--case", metavar="DIR", help="The folder of the case.")],
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WHAT WORD...", help=f"One of: {'; '.join(FORMS)}.")
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")] = "",
    because: Annotated[str, typer.Option("--because", metavar="REASON", help="Why.")] = "",
    stance: Annotated[Stance | None, typer.Option("--stance", help="mend, add: the stance.")] = None,
    role: Annotated[Role | None, typer.Option("--role", help="mend, add: the role.")] = None,
    basis: Annotated[Basis | None, typer.Option("--basis", help="mend, add: the basis.")] = None,
    certainty: Annotated[Certainty | None, typer.Option("--certainty", help="mend, add: the certainty.")] = None,
    speaker: Annotated[
        str | None,
        typer.Option("--speaker", metavar="PLACE", help="mend, add: words of the text or START-END; narrator; nobody."),
    ] = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="PLACE", help="mend, add: words of the text or START-END; nobody.")
    ] = None,
    since: Annotated[int | None, typer.Option("--from", metavar="YEAR", help="part-of: the first year.")] = None,
    until: Annotated[int | None, typer.Option("--until", metavar="YEAR", help="part-of: the last year.")] = None,
    name: Annotated[str, typer.Option("--name", help="apart: OTHER is a new actor of this name.")] = "",
    undo: Annotated[int | None, typer.Option("--undo", metavar="NUMBER", help="Undo a judgement.")] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="Keep all judgements of a file, as --list --json prints."),
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="List the judgements, and what has become of each.")] = False,
    statements: Annotated[bool, typer.Option("--statements", help="List the statements with their ids.")] = False,
    extractor: Annotated[
        str | None,
        typer.Option("--extractor", metavar="KIND", help="How statements are found: model (default) or rules."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Correct the machine on a kept case, with name and reason; undo it; list what was corrected."""
    ways = [bool(words), undo is not None, file is not None, show, statements]
    if sum(ways) != 1:
        raise NothingToDo(
            f"Say one thing: {'; '.join(FORMS)}; --undo NUMBER; --file FILE; --list; --statements. {_HOW}"
        )
    with Workspace.open(case, _settings(extractor), begin=False) as workspace:
        if show or statements:
            found, _ = workspace.case("case")
            (_list if show else _statements)(found, as_json)
            return
        before = workspace.store.judgements("case")
        if file is not None:
            new = tuple(read_lines(file))
        elif undo is not None:
            new = (judgement(undoes=_undone(before, undo), by=by, reason=because),)
        else:
            judgement(
                undoes="-", by=by, reason=because
            )  # a missing name or reason is said before the documents are read
            given = {"stance": stance, "role": role, "basis": basis, "certainty": certainty}
            values = {key: value for key, value in given.items() if value is not None}
            places = {key: value for key, value in (("speaker", speaker), ("target", target)) if value is not None}
            decisions = _decided(workspace, words or [], values, places, (since, until), name)
            standing = stand(before).statements
            new = tuple(judgement(grounded(one, standing), by=by, reason=because) for one in decisions)
        kept = workspace.judge("case", new, expected=len(before))
    _say(before, kept, as_json)


def _settings(extractor: str | None) -> Settings:
    try:
        settings = Settings.from_environment()
    except ValueError as error:
        raise ClaimantError(str(error)) from None
    return replace(settings, extractor=extractor or settings.extractor)


def _undone(before: Sequence[CaseJudgement], number: int) -> str:
    if not 1 <= number <= len(before):
        raise NothingToDo(
            f"There is no judgement {number} to undo; the case has {len(before)} (claimant judge --list)."
        )
    return before[number - 1].id


# ---------------------------------------------------------------- words into a decision


def _decided(
    workspace: Workspace,
    words: Sequence[str],
    values: Mapping[str, Any],
    places: Mapping[str, str],
    years: tuple[int | None, int | None],
    name: str,
) -> list[Decision]:
    """What the words decide. Raises JudgementRefused where they are not one of FORMS, or speak of what is not there."""
    if (values or places) and words[0] not in {"mend", "add"}:
        raise _refusal(f"{words[0]!r} takes no stance, role, basis, certainty, speaker or target")
    if years != (None, None) and words[0] != "part-of":
        raise _refusal(f"{words[0]!r} takes no years")
    case, _ = workspace.case("case")
    documents = {document.id: document for document in workspace.documents("case")[0]}

    def statement(id: str) -> Statement:
        return find_statement(case, id).statement

    match words:
        case ["same", actor, other]:
            return [Same(actor=actor, into=other)]
        case ["apart", actor, other, *ids]:
            mentions = tuple(span for id in ids for span in find_mentions(find_statement(case, id), actor))
            return [Apart(actor=actor, other=other, mentions=mentions, name=name)]
        case ["part-of", actor, side]:
            return [Within(actor=actor, side=None if side == NOBODY else side, start=years[0], end=years[1])]
        case ["means", id, "speaker" | "target" as part, actor]:
            mention = find_words(find_statement(case, id), part)
            return [Means(mention=mention, actor=None if actor == NOBODY else actor)]
        case ["accept", _, *_]:
            return [Accepted(statement=statement(id)) for id in words[1:]]
        case ["reject", _, *_]:
            return [Rejected(statement=statement(id)) for id in words[1:]]
        case ["mend", id] if values or places:
            seen = statement(id)
            return [Mended(statement=seen, into=mended(seen, documents[seen.document], values, places))]
        case ["add", id, place] if id in documents and "stance" in values:
            return [Added(statement=marked(documents[id], place, values["stance"], values, places))]
        case ["incident", id, which]:
            return [Concerns(statement=statement(id), incident=None if which == "question" else which)]
        case ["origin", child, "from" | "not-from" as how, parent]:
            return [ComesFrom(document=child, parent=parent, does=how == "from")]
        case ["mend", _]:
            raise _refusal("mend needs --stance, --role, --basis, --certainty, --speaker or --target")
        case ["add", id, _]:
            stance = "add needs a --stance" if id in documents else f"{id[:100]!r} is no document of this case"
            raise _refusal(stance)
    raise _refusal(f"{' '.join(words)[:100]!r} is none of: {'; '.join(FORMS)}")


def _refusal(problem: str) -> JudgementRefused:
    return JudgementRefused("the judgement", f"{problem}. {_HOW}")


# ---------------------------------------------------------------- words on the terminal


def _list(case: Case, as_json: bool) -> None:
    for kept in case.judgements:
        typer.echo(json.dumps(plain(kept.judgement), ensure_ascii=False) if as_json else _told(case.judgements, kept))
    if not case.judgements:
        errors.print("No judgements on this case yet.")


def _told(every: Sequence[KeptJudgement], kept: KeptJudgement) -> str:
    one = kept.judgement
    numbers = {other.judgement.id: other.number for other in reversed(every)}
    state = str(kept.state) + (f": {kept.note}" if kept.note else "")
    lines = [f"{kept.number}  {one_line(said(one, numbers=numbers))}"]
    lines.append(f"   {one_line(one.by)}, {one.at:%Y-%m-%d %H:%M} UTC: {one_line(one.reason)}")
    return "\n".join([*lines, f"   {one_line(state)}"])


def _statements(case: Case, as_json: bool) -> None:
    for heard in case.heard:
        if as_json:
            typer.echo(json.dumps(statement_record(heard.statement, heard), ensure_ascii=False))
            continue
        s, who = heard.statement, [_who(heard.speaker), _who(heard.target)]
        about = "" if heard.about == "question" else f"  [{heard.incident or heard.about}]"
        typer.echo(
            f"{s.id}  ({s.by})\n   {who[0]} — {s.stance} — {who[1]}{one_line(about)}\n   “{shortened(s.quote.text, 200)}”"
        )


def _who(meant: Who) -> str:
    match meant:
        case Linked(actor):
            return one_line(actor)
        case Undecided(_, candidates):
            return one_line(" or ".join(actor for actor, _ in candidates))
        case Unnamed(phrase, side):
            return one_line(f"nobody named ({side or phrase or 'no words'})")


def _say(before: Sequence[CaseJudgement], kept: Sequence[KeptJudgement], as_json: bool) -> None:
    new = kept[len(before) :]
    for one in new:
        typer.echo(json.dumps(plain(one), ensure_ascii=False) if as_json else _told(kept, one))
    if not new:
        errors.print("All of these are kept already; nothing changed.")
    if not as_json:
        for earlier in kept[: len(before)]:
            if earlier.through is not None and earlier.through > len(before):
                typer.echo(f"Judgement {earlier.number} no longer stands: {one_line(earlier.note)}.")
        gone = [one for one in kept if one.state in {JudgementState.ORPHAN, JudgementState.REFUSED}]
        for one in gone:
            errors.print(one_line(f"Judgement {one.number} cannot be applied: {one.note}."))
