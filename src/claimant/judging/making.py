"""Makes judgements: one from its parts, many from the lines of a file; and what is wrong with the form of one."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimant.errors import ClaimantError, JudgementRefused
from claimant.inputs import read_text
from claimant.model import (
    Accepted,
    Added,
    Apart,
    CaseJudgement,
    ComesFrom,
    Concerns,
    Decision,
    DecisionKind,
    Means,
    Mended,
    Rejected,
    Same,
    Span,
    Statement,
    Within,
)
from claimant.records import dump, load

LONGEST_NAME, LONGEST_ID, LONGEST_REASON = 200, 300, 2_000
"""Bounds in characters: of who decides and what a new actor is called, of an id, of a reason or the label of an incident."""
MOST, LARGEST = 20_000, 50_000_000
"""Bounds of a file of judgements: lines, and bytes."""

_MENDABLE = ("stance", "role", "basis", "certainty", "speaker", "target", "own")

_KINDS: dict[str, type[Decision]] = {
    DecisionKind.SAME: Same,
    DecisionKind.APART: Apart,
    DecisionKind.PART_OF: Within,
    DecisionKind.MEANS: Means,
    DecisionKind.ACCEPTED: Accepted,
    DecisionKind.REJECTED: Rejected,
    DecisionKind.MENDED: Mended,
    DecisionKind.ADDED: Added,
    DecisionKind.INCIDENT: Concerns,
    DecisionKind.ORIGIN: ComesFrom,
}


def judgement(
    decision: Decision | None = None, *, by: str, reason: str, at: datetime | None = None, undoes: str | None = None
) -> CaseJudgement:
    """A judgement made now, or `at` a time; a time without a zone is UTC. Its id is that of its content.

    So the same judgement given twice is one. Raises JudgementRefused where its form is wrong: no name, no reason, neither
    or both of `decision` and `undoes`, a text that is too long or that no line can hold.
    """
    at = datetime.now(UTC) if at is None else at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    bare = CaseJudgement(id="", by=by.strip(), at=at, reason=reason.strip(), decision=decision, undoes=undoes)
    return made_of(bare, "the judgement")


def made_of(bare: CaseJudgement, which: str) -> CaseJudgement:
    """The judgement with an id where it has none. Raises JudgementRefused, with `which` as its name, where its form is wrong."""
    if problem := form_problem(bare if bare.id else replace(bare, id="new")):
        raise JudgementRefused(which, problem)
    return bare if bare.id else replace(bare, id=sha256(dump(bare).encode()).hexdigest()[:16])


def read_lines(path: Path) -> Iterator[CaseJudgement]:
    """The judgements of a file, one JSON object a line, as `claimant judge --list --json` prints them; empty lines are nothing.

    Raises JudgementRefused with the line where one does not follow the form, or with the file where it is no such text.
    """
    try:
        lines = read_text(path, most=LARGEST).split("\n")
    except ClaimantError as error:
        raise JudgementRefused(str(path), str(error).removeprefix(f"{path}: ")) from error
    if len(lines) > MOST:
        raise JudgementRefused(str(path), f"has more than {MOST:,} lines; split it")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _read_line(line, f"{path} line {number}")


def _read_line(line: str, which: str) -> CaseJudgement:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise JudgementRefused(which, f"is no JSON ({error})") from error
    if not isinstance(record, Mapping):
        raise JudgementRefused(which, "is no JSON object")
    _known_keys(record, CaseJudgement, which)
    given = record.get("decision")
    if given is not None:
        kind = given.get("kind") if isinstance(given, Mapping) else None
        if not isinstance(kind, str) or kind not in _KINDS:
            raise JudgementRefused(which, f"decision: its kind is none of {', '.join(_KINDS)}")
        _known_keys(given, _KINDS[kind], f"{which}, decision")
        given = _loaded(_KINDS[kind], given, f"{which}, decision")
    bare = _loaded(CaseJudgement, {"id": "", **record, "decision": None}, which)
    at = bare.at.replace(tzinfo=UTC) if bare.at.tzinfo is None else bare.at.astimezone(UTC)
    return made_of(replace(bare, at=at, decision=given, by=bare.by.strip(), reason=bare.reason.strip()), which)


def _known_keys(record: Mapping[str, Any], kind: type[Any], which: str) -> None:
    if strange := sorted(set(record) - {field.name for field in fields(kind)}):
        raise JudgementRefused(
            which, f"{', '.join(strange)[:200]}: no such key ({', '.join(f.name for f in fields(kind))})"
        )


def _loaded(kind: type[Any], record: Mapping[str, Any], which: str) -> Any:
    try:
        return load(kind, json.dumps(record))
    except (ValueError, RecursionError, OverflowError) as error:
        lines = [line.strip() for line in str(error).splitlines()]
        raise JudgementRefused(which, " ".join(lines[1:3])[:300] or "does not follow the form") from error


# ---------------------------------------------------------------- the form of one


def spans_of(decision: Decision | None) -> tuple[Span, ...]:
    """Every place in a text that the decision speaks of."""
    match decision:
        case Apart(mentions=mentions):
            return mentions
        case Means(mention=mention):
            return (mention,)
        case Mended(statement=statement, into=into):
            return (*_places(statement), *_places(into))
        case Accepted() | Rejected() | Added() | Concerns():
            return _places(decision.statement)
    return ()


def _places(statement: Statement) -> tuple[Span, ...]:
    spans = (statement.quote, statement.cue, statement.speaker, statement.target, statement.via)
    return tuple(span for span in spans if span is not None)


def form_problem(one: CaseJudgement) -> str:
    """What is wrong with a judgement, whatever the case; nothing where it is well formed."""
    if (one.decision is None) == (one.undoes is None):
        return "must hold either a decision or the id of a judgement that it undoes"
    if not one.by or not one.reason:
        return "has no name or no reason; both are shown beside what it changes"
    texts = {
        "the name": (one.by, LONGEST_NAME),
        "the reason": (one.reason, LONGEST_REASON),
        "its id": (one.id, LONGEST_ID),
    }
    if one.undoes is not None:
        texts["what it undoes"] = (one.undoes, LONGEST_ID)
    return _text_problem(texts) or _decision_problem(one.decision)


def _decision_problem(decision: Decision | None) -> str:
    match decision:
        case Same(actor=actor, into=other) | Apart(actor=actor, other=other):
            if actor == other:
                return f"speaks of {actor[:100]!r} and itself"
            name = decision.name if isinstance(decision, Apart) else ""
            return _text_problem({**_ids(actor, other), "the new name": (name or "-", LONGEST_NAME)})
        case Within(actor=actor, side=side):
            if actor == side:
                return f"makes {actor[:100]!r} a part of itself"
            years = [year for year in (decision.start, decision.end) if year is not None]
            if any(not 0 < year < 3000 for year in years) or years != sorted(years):
                return f"its years {years} are none, or go backwards"
            return _text_problem(_ids(actor, *([] if side is None else [side])))
        case Means(actor=actor):
            return _text_problem(_ids(*([] if actor is None else [actor])))
        case ComesFrom(document=document, parent=parent):
            if document == parent:
                return f"speaks of document {document[:100]!r} and itself"
            return _text_problem(_ids(document, parent))
        case Concerns(incident=incident):
            label = {} if incident is None else {"the other incident": (incident, LONGEST_NAME)}
            return _text_problem(label) or _statement_problem(decision.statement)
        case Mended(statement=statement, into=into):
            kept = ("quote", "cue", "via", "date", "exclusive")
            if changed := [name for name in kept if getattr(statement, name) != getattr(into, name)]:
                return f"mends the {' and '.join(changed)}, which makes another statement: reject this one and add that"
            if all(getattr(statement, name) == getattr(into, name) for name in _MENDABLE):
                return "mends nothing; accept the statement instead"
            return _statement_problem(statement) or _statement_problem(into)
        case Accepted() | Rejected() | Added():
            return _statement_problem(decision.statement)
    return ""


def _statement_problem(statement: Statement) -> str:
    for span in _places(statement):
        if span.document != statement.document:
            return f"its statement stands in two documents, {statement.document[:100]} and {span.document[:100]}"
        if not 0 <= span.start < span.end or len(span.text) != span.end - span.start:
            return f"its place [{span.start}, {span.end}) does not have the length of its words"
    if statement.own and statement.speaker is not None:
        return "its statement is the narrator's own, so that no words stand for the speaker; take one of the two away"
    if not 0 <= statement.confidence <= 1:
        return "the confidence of its statement is not between 0 and 1"
    return ""


def _ids(*ids: str) -> dict[str, tuple[str, int]]:
    return {f"the id {id[:60]!r}": (id, LONGEST_ID) for id in ids}


def _text_problem(texts: Mapping[str, tuple[str, int]]) -> str:
    for what, (text, most) in texts.items():
        if not text.strip():
            return f"{what} is empty"
        if len(text) > most:
            return f"{what} has {len(text):,} characters; at most {most:,}"
        if any(
            unicodedata.category(sign) in {"Cc", "Cs"} and not (sign in "\n\t" and what == "the reason")
            for sign in text
        ):
            return f"{what} holds signs that cannot be printed"
    return ""
