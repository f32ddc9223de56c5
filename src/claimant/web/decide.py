"""A form into decisions: what a person asked for, checked against the case and the text before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from claimant.errors import JudgementRefused, SpanOutsideText
from claimant.judging import grounded
from claimant.judging.finding import NARRATOR, NOBODY, find_place, marked, mended
from claimant.model import (
    Accepted,
    Added,
    Basis,
    By,
    Certainty,
    Concerns,
    Decision,
    Document,
    Heard,
    Mended,
    Rejected,
    Role,
    Span,
    Stance,
    Statement,
)
from claimant.web.desk import View
from claimant.web.review import twins, visible

READ = "Read in review"
"""The reason of an acceptance for which nobody gave another."""

WHY_REJECTED = (
    "No word on who did it",
    "About another incident",
    "The speaker says something else",
    "Said twice, and counted already",
    "The text only supposes it",
)
WHY_MENDED = (
    "The words say so",
    "The machine took another name",
    "The sentence before says who",
    "What is shown stands elsewhere in the text",
)
WHY_ADDED = ("The machine passed it over",)

_WORDS: dict[str, type[Stance] | type[Role] | type[Basis] | type[Certainty]] = {
    "stance": Stance,
    "role": Role,
    "basis": Basis,
    "certainty": Certainty,
}


class Gone(JudgementRefused):
    """The statement is not as it was when the page was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks for. `action` is accept, reject, mend, add, elsewhere or here; `expected` the last judgement they saw.

    A place (`speaker`, `target`; `place` is the quote of a new statement) is START-END in characters of the text, words that
    stand there once, "nobody" or "narrator"; empty leaves it as it is. What is in `…_words` must stand at that place.
    """

    action: str
    expected: int
    by: str = ""
    reason: str = ""
    statement: str = ""
    document: str = ""
    stance: str = ""
    role: str = ""
    basis: str = ""
    certainty: str = ""
    speaker: str = ""
    speaker_words: str = ""
    target: str = ""
    target_words: str = ""
    place: str = ""
    place_words: str = ""
    incident: str = ""


def decided(view: View, asked: Asked) -> tuple[list[Decision], str]:
    """The decisions, those on the same words in copies too, and the reason. Raises JudgementRefused, and Gone."""
    try:
        return _decided(view, asked)
    except SpanOutsideText as error:
        raise _refused(str(error)) from error


def _decided(view: View, asked: Asked) -> tuple[list[Decision], str]:
    reason = asked.reason.strip()
    if asked.action == "add":
        return _added(view, asked), _given(reason, "add")
    heard = _found(view, asked.statement)
    seen = heard.statement
    others = twins(view, seen)
    among = view.standing.statements
    if asked.action == "mend" or (asked.action == "accept" and _changes(view, asked, seen)):
        into = _mended(view, asked, seen)
        pairs = [(seen, into)]
        for other in others:
            moved = _moved(seen, into, other, view.documents[other.document])
            if moved is not None:
                pairs.append((other, moved))
        some: list[Decision] = [Mended(statement=one, into=other) for one, other in pairs]
        return [grounded(one, among) for one in some], _given(reason, "mend")
    if asked.action == "accept":
        some = [Accepted(statement=seen), *(_likewise(view, seen, other) for other in others)]
        return [grounded(one, among) for one in some], reason or READ
    if asked.action == "reject":
        some = [Rejected(statement=one) for one in (seen, *others)]
        return [grounded(one, among) for one in some], _given(reason, "reject")
    if asked.action in {"elsewhere", "here"}:
        label = None if asked.action == "here" else asked.incident.strip() or "another incident"
        some = [Concerns(statement=one, incident=label) for one in (seen, *others)]
        return [grounded(one, among) for one in some], _given(reason, "move")
    raise _refused(f"{asked.action[:60]!r} is none of accept, reject, mend, add, elsewhere, here")


def _given(reason: str, verb: str) -> str:
    if not reason:
        raise _refused(f"say why you {verb} it, in a word or two; readers see the reason beside what it changes")
    return reason


def _found(view: View, id: str) -> Heard:
    for heard in view.case.heard:
        if heard.statement.id == id:
            return heard
    for heard in view.case.overruled:
        if heard.statement.id == id:
            return heard
    raise Gone(
        "Not kept",
        "the statement is not there as you saw it; somebody may have mended it, or its document was read anew. "
        "Look at the document again",
    )


def _values(asked: Asked) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, kind in _WORDS.items():
        given = getattr(asked, name)
        if given:
            try:
                values[name] = kind(given)
            except ValueError:
                words = ", ".join(kind)
                raise _refused(f"{given[:60]!r} is no {name}: choose one of {words}") from None
    return values


def _places(asked: Asked, document: Document) -> dict[str, str]:
    places = {}
    for part in ("speaker", "target"):
        place = getattr(asked, part).strip()
        if place:
            _check(document, place, getattr(asked, f"{part}_words"))
            places[part] = place
    return places


def _check(document: Document, place: str, words: str) -> None:
    """What the page showed at the place must be what stands there, to the character."""
    if words and place not in {NOBODY, NARRATOR}:
        span = find_place(document, place)
        if visible(span.text) != words:
            raise _refused(
                f"at [{span.start}, {span.end}) the text has {span.text[:60]!r}, not {words[:60]!r}; select it again"
            )


def _changes(view: View, asked: Asked, seen: Statement) -> bool:
    """Whether the form asks for anything but what is there."""
    document = view.documents.get(seen.document)
    if document is None:
        return False
    values = _values(asked)
    places = _places(asked, document)
    after = mended(seen, document, values, places)
    return any(getattr(after, name) != getattr(seen, name) for name in (*_WORDS, "speaker", "target", "own"))


def _mended(view: View, asked: Asked, seen: Statement) -> Statement:
    document = view.documents[seen.document]
    return mended(seen, document, _values(asked), _places(asked, document))


def _added(view: View, asked: Asked) -> list[Decision]:
    document = view.documents.get(asked.document)
    if document is None:
        raise _refused(f"{asked.document[:100]!r} is no document of this case")
    values = _values(asked)
    if "stance" not in values:
        raise _refused("a new statement needs a stance: what does the speaker do with the attribution?")
    if not asked.place.strip():
        raise _refused("a new statement needs its quote: select the sentence in the text first")
    _check(document, asked.place, asked.place_words)
    return [Added(statement=marked(document, asked.place, values["stance"], values, _places(asked, document)))]


def _likewise(view: View, seen: Statement, other: Statement) -> Accepted | Mended:
    """The acceptance of a statement for its twin: where the copy is read with another basis, say, it becomes what was accepted."""
    if all(getattr(seen, name) == getattr(other, name) for name in _WORDS):
        return Accepted(statement=other)
    into = replace(seen, by=By.PERSON, confidence=1.0)
    moved = _moved(seen, into, other, view.documents[other.document])
    return Mended(statement=other, into=moved) if moved is not None else Accepted(statement=other)


def _moved(seen: Statement, into: Statement, other: Statement, document: Document) -> Statement | None:
    """The mend of `seen` at the same words of a copy; None where the copy has other words there."""
    shift = other.quote.start - seen.quote.start

    def there(span: Span | None) -> Span | None:
        if span is None:
            return None
        moved = document.span(span.start + shift, span.end + shift)
        if moved.text != span.text:
            raise _refused("other words")
        return moved

    same: Mapping[str, Any] = {name: getattr(into, name) for name in (*_WORDS, "own", "by", "confidence")}
    try:
        places: dict[str, Any] = {
            part: getattr(other, part) if getattr(into, part) == getattr(seen, part) else there(getattr(into, part))
            for part in ("speaker", "target")
        }
    except (JudgementRefused, SpanOutsideText):
        return None
    return replace(other, **same, **places)


def _refused(problem: str) -> JudgementRefused:
    return JudgementRefused("Not kept", problem)
