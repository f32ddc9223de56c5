"""Finds in a case what a person speaks of, by ids and words: statements, mentions, places in a text; and marks statements anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from claimant.errors import JudgementRefused
from claimant.model import By, Case, Document, Heard, Linked, Span, Stance, Statement, Undecided, Who

NOBODY, NARRATOR = "nobody", "narrator"
"""Words for a place that is none: nobody is named; the document speaks itself."""


def find_statement(case: Case, id: str) -> Heard:
    """The statement of that id, or the only one whose id begins with those parts ("w3", "w3:37"). Raises JudgementRefused where it is none or several."""
    found = [one for one in case.heard if one.statement.id == id]
    found = found or [one for one in case.heard if id and one.statement.id.startswith(f"{id}:")]
    if len(found) != 1:
        several = f"{len(found)} statements begin so" if found else "no statement of this case has that id"
        raise _refusal(f"{id[:100]!r}: {several}; `claimant judge --statements` lists them")
    return found[0]


def find_words(heard: Heard, part: str) -> Span:
    """The words that stand for the "speaker" or "target". Raises JudgementRefused where there are none."""
    span = heard.statement.speaker if part == "speaker" else heard.statement.target
    if span is None:
        raise _refusal(f"no words stand for the {part} of {heard.statement.id}; mend that first, with --{part}")
    return span


def find_mentions(heard: Heard, actor: str) -> tuple[Span, ...]:
    """The words of a statement that mean, or may mean, the actor. Raises JudgementRefused where none do."""
    pairs = ((heard.statement.speaker, heard.speaker), (heard.statement.target, heard.target))
    spans = tuple(span for span, who in pairs if span is not None and _may_mean(who, actor))
    if not spans:
        raise _refusal(f"no words of {heard.statement.id} mean {actor[:100]!r}")
    return spans


def find_place(document: Document, place: str, within: tuple[int, int] | None = None) -> Span:
    """START-END in characters, or words that stand there once: in [start, end) of `within`, else in the whole text.

    Raises JudgementRefused where the words stand there more than once or not at all, SpanOutsideText where the text is shorter.
    """
    start, dash, end = place.partition("-")
    if dash and len(place) < 30 and place.isascii() and start.isdigit() and end.isdigit():
        return document.span(int(start), int(end))
    count = 0
    for low, high in (within or (0, 0), (0, len(document.text))):
        count = document.text.count(place, low, high) if place else 0
        if count == 1:
            at = document.text.index(place, low, high)
            return document.span(at, at + len(place))
        if count:
            break
    times = f"{count} times" if count else "nowhere"
    raise _refusal(
        f"{place[:100]!r} stands {times} in document {document.id[:100]}; give the place as START-END, in characters"
    )


def mended(statement: Statement, document: Document, values: Mapping[str, Any], places: Mapping[str, str]) -> Statement:
    """The statement as a person has it: `values` are its new stance, role, basis or certainty, `places` its speaker or target.

    A place is as in `find_place`, or "nobody", or for the speaker "narrator". Raises as `find_place` does.
    """
    changed = dict(values)
    for part, place in places.items():
        none = place in {NOBODY, NARRATOR}
        changed[part] = None if none else find_place(document, place, (statement.quote.start, statement.quote.end))
    if "speaker" in places:
        changed["own"] = places["speaker"] == NARRATOR
    return replace(statement, **changed, by=By.PERSON, confidence=1.0)


def marked(
    document: Document, place: str, stance: Stance, values: Mapping[str, Any], places: Mapping[str, str]
) -> Statement:
    """A new statement at that place of the document, dated as the words there are. Raises as `find_place` does."""
    quote = find_place(document, place)
    at = document.moment(quote.start)
    bare = Statement(quote=quote, cue=None, speaker=None, target=None, stance=stance, date=at)
    return mended(bare, document, values, places)


def _may_mean(who: Who, actor: str) -> bool:
    match who:
        case Linked(id):
            return id == actor
        case Undecided(_, candidates):
            return any(id == actor for id, _ in candidates)
    return False


def _refusal(problem: str) -> JudgementRefused:
    return JudgementRefused("the judgement", problem)
