"""Documents, mentions and cases made in one line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claimant.extract import Names, Rules, extract
from claimant.model import (
    Case,
    Document,
    Heard,
    Ledger,
    Linked,
    Moment,
    Origin,
    Source,
    Span,
    Undecided,
    Unnamed,
    Who,
)
from claimant.read import segment
from claimant.resolve import Gazetteer, gazetteer, resolve
from claimant.resolve.mentions import Roster
from claimant.resolve.scenes import scene


@cache
def rules() -> Rules:
    return Rules(Names.of(gazetteer().spoken_names()))


def document(text: str, id: str = "d", date: str | None = "2024-05-04", **source: str | None) -> Document:
    paragraphs, sentences = segment(text)
    day = Moment.parse(date) if date else None
    kept = Source(id=id, sha256="", capture="", date=day, length=len(text), **source)  # type: ignore[arg-type]
    return Document(source=kept, text=text, sentences=sentences, paragraphs=paragraphs)


def span_of(one: Document, phrase: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = one.text.index(phrase, start + 1)
    return one.span(start, start + len(phrase))


def who(text: str, phrase: str, *, accused: bool = False, roster: Roster | None = None, **source: str | None) -> Who:
    """Whom the phrase means in a text that stands alone."""
    one = document(text, **source)  # type: ignore[arg-type]
    here = scene(one, gazetteer(), around={})
    return (roster or Roster(gazetteer())).who(span_of(one, phrase), here, accused=accused)


def show(meant: Who) -> str:
    """One word for whom a mention means: an id, "a or b", or "nobody" (with the side in brackets)."""
    match meant:
        case Linked(actor, _):
            return actor
        case Undecided(_, candidates):
            return " or ".join(id for id, _ in candidates)
        case Unnamed(_, side):
            return f"nobody ({side})" if side else "nobody"


def ledger(question: str, documents: Sequence[Document], origins: Sequence[Sequence[str]] | None = None) -> Ledger:
    """A ledger of the documents, each its own origin unless `origins` groups their ids."""
    groups = origins or [[one.id] for one in documents]
    return Ledger(
        question=question,
        documents=tuple(documents),
        origins=tuple(Origin(id=f"o-{ids[0]}", head=ids[0], documents=tuple(ids)) for ids in groups),
        extractions=tuple(extract(one, using=rules()) for one in documents),
    )


def case(
    question: str,
    *documents: Document,
    origins: Sequence[Sequence[str]] | None = None,
    using: Gazetteer | None = None,
) -> Case:
    return resolve(ledger(question, documents, origins), using=using)


def line(heard: Heard) -> str:
    """A statement as "speaker stance target": ids, "nobody", or "a or b"."""
    return f"{show(heard.speaker)} {heard.statement.stance} {show(heard.target)}"


def lines(made: Case, about: str | None = None) -> list[str]:
    return [line(heard) for heard in made.heard if about is None or heard.about == about]
