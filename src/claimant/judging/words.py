"""A judgement told in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claimant.model import (
    Accepted,
    Added,
    Apart,
    CaseJudgement,
    ComesFrom,
    Concerns,
    Means,
    Mended,
    Rejected,
    Same,
    Span,
    Statement,
    Within,
)

_LONGEST = 140
_MENDED = ("stance", "role", "basis", "certainty")


def said(
    one: CaseJudgement,
    *,
    numbers: Mapping[str, int],
    actor: Callable[[str], str] = str,
    document: Callable[[str], str] = str,
) -> str:
    """What was decided, in words. `numbers` are those of the judgements by id; `actor` and `document` give names for ids."""
    match one.decision:
        case None:
            return f"Judgement {numbers.get(one.undoes or '', '?')} is undone."
        case Same(actor=a, into=b):
            return f"{actor(a)} is the same actor as {actor(b)}."
        case Apart(actor=a, other=b, mentions=mentions, name=name):
            split = (
                f" {len(mentions)} of the mentions {'means' if len(mentions) == 1 else 'mean'} the latter."
                if mentions
                else ""
            )
            return f"{actor(a)} and {name or actor(b)} are two actors.{split}"
        case Within(actor=a, side=side, start=start, end=end):
            years = f" ({start or '?'} to {end or 'today'})" if start or end else ""
            return f"{actor(a)} is part of {actor(side) if side is not None else 'nobody'}{years}."
        case Means(mention=mention, actor=a):
            return f"“{_short(mention)}” in {document(mention.document)} means {actor(a) if a is not None else 'nobody in particular'}."
        case Accepted(statement=statement):
            return f"Right as it was read: {_told(statement, document)}."
        case Rejected(statement=statement):
            return f"No such statement: {_told(statement, document)}."
        case Added(statement=statement):
            return f"Not found by the machine: {_told(statement, document)}."
        case Mended(statement=statement, into=into):
            return f"{_told(statement, document)}: {'; '.join(_changes(statement, into)) or 'nothing changed'}."
        case Concerns(statement=statement, incident=incident):
            which = "the question’s incident" if incident is None else f"another incident, {incident}"
            return f"{_told(statement, document)} is about {which}."
        case ComesFrom(document=child, parent=parent, does=does):
            return f"The words of {document(child)} {'come' if does else 'do not come'} from {document(parent)}."


def _told(statement: Statement, document: Callable[[str], str]) -> str:
    words = f"{_who(statement)} {statement.stance} {_short(statement.target) if statement.target else '–'}"
    return f"{words} (“{_short(statement.quote)}”, {document(statement.document)})"


def _who(statement: Statement) -> str:
    return _short(statement.speaker) if statement.speaker else "the narrator" if statement.own else "nobody named"


def _changes(statement: Statement, into: Statement) -> list[str]:
    pairs = [(name, str(getattr(statement, name)), str(getattr(into, name))) for name in _MENDED]
    pairs.append(("speaker", _who(statement), _who(into)))
    pairs.append(("target", _target(statement), _target(into)))
    return [f"{name} {new}, not {old}" for name, old, new in pairs if old != new]


def _target(statement: Statement) -> str:
    return f"“{_short(statement.target)}”" if statement.target else "nobody"


def _short(span: Span) -> str:
    text = " ".join(span.text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
