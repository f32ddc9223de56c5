"""Review: which statements of which documents are looked at, in which order, and a document's text cut into marked pieces.

Of the copies of one origin the first is reviewed, and what is decided there is decided for the same words in the others
(`twins`). A copy is shown only for what it alone has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from claimant.judging.standing import Standing
from claimant.judging.statements import OnStatement, subject
from claimant.model import About, Accepted, Added, Case, Document, Evidence, Heard, Mended, Span, Statement
from claimant.tell.clean import printable
from claimant.web.desk import View

UNSURE = 0.05
"""Added to the doubt about a statement and to its weight, so that neither alone puts it last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A statement under review. `key` is its id as it was found first, which stays whatever is mended.

    `state` is open, accepted, mended, added or rejected; `bits` is how far the answer could move without it, as far as only
    this origin says so.
    """

    key: str
    heard: Heard
    state: str
    bits: float
    priority: float
    twins: tuple[Heard, ...] = ()

    @property
    def statement(self) -> Statement:
        """The statement as it stands."""
        return self.heard.statement

    @property
    def open(self) -> bool:
        """Whether nobody has decided on it."""
        return self.state == "open"

    @property
    def counts(self) -> bool:
        """Whether it is left to be reviewed: open, and about the question's incident."""
        return self.open and self.heard.about is About.QUESTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document under review: its statements, and the copies for which it stands."""

    document: Document
    items: tuple[Item, ...]
    copies: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """How many of its statements are left."""
        return sum(item.counts for item in self.items)

    @property
    def bits(self) -> float:
        """How much what is left could move the answer."""
        return sum(item.bits for item in self.items if item.counts)


def sheets(view: View) -> tuple[Sheet, ...]:
    """All documents with something to review: those first whose open statements could move the answer most."""
    case = view.case
    bits = _bits(view.numbers.evidence)
    decided: dict[str, list[OnStatement]] = {}
    for one in view.standing.statements:
        decided.setdefault(one.found.document, []).append(one)
    by_document: dict[str, list[Heard]] = {}
    for heard in _everything(case, view.standing):
        by_document.setdefault(heard.statement.document, []).append(heard)
    made: list[Sheet] = []
    for origin in case.origins:
        order = [origin.head, *(id for id in origin.documents if id != origin.head)]
        shown: list[Heard] = []
        for id in order:
            here = by_document.get(id, [])
            fresh = [heard for heard in here if not any(_twin(one.statement, heard.statement) for one in shown)]
            shown += fresh
            if id in view.documents and (fresh or id == origin.head):  # a copy only for what it alone has
                items = [_item(heard, decided.get(id, []), bits) for heard in fresh]
                copies = tuple(other for other in order if other != id) if id == origin.head else ()
                made.append(Sheet(document=view.documents[id], items=tuple(items), copies=copies))
    # Twins of later copies are only known at the end.
    made = [_with_twins(sheet, by_document) for sheet in made]
    return tuple(sorted(made, key=lambda sheet: (-_first(sheet), sheet.document.id)))


def sheet_of(all_sheets: Iterable[Sheet], id: str) -> Sheet | None:
    """The sheet on which a document is reviewed: its own, or that of the text it copies."""
    found = list(all_sheets)
    own = [sheet for sheet in found if sheet.document.id == id]
    return next(iter(own or [sheet for sheet in found if id in sheet.copies]), None)


def twins(view: View, statement: Statement) -> tuple[Statement, ...]:
    """The same statement in the copies of its document: the same words, read in the same way."""
    origin = next((one for one in view.case.origins if statement.document in one.documents), None)
    others = set(origin.documents) - {statement.document} if origin else set()
    found: dict[str, Statement] = {}
    for heard in view.case.heard:
        one = heard.statement
        if one.document in others and one.document not in found and _twin(statement, one):
            found[one.document] = one
    return tuple(found.values())


def _with_twins(sheet: Sheet, by_document: Mapping[str, Sequence[Heard]]) -> Sheet:
    if not sheet.copies:
        return sheet
    others = [heard for id in sheet.copies for heard in by_document.get(id, ())]
    items = tuple(
        replace(item, twins=tuple(heard for heard in others if _twin(item.statement, heard.statement)))
        for item in sheet.items
    )
    return replace(sheet, items=items)


def _twin(one: Statement, other: Statement) -> bool:
    return (
        one.document != other.document
        and one.stance == other.stance
        and one.own == other.own
        and _words(one.quote) == _words(other.quote)
        and _words(one.speaker) == _words(other.speaker)
        and _words(one.target) == _words(other.target)
    )


def _words(span: Span | None) -> str:
    return " ".join(span.text.split()) if span else ""


def _everything(case: Case, standing: Standing) -> list[Heard]:
    """What stands, and what a person rejected, in the order of the documents."""
    gone = [heard for heard in case.overruled if _rejected(heard.statement, standing)]
    return [*case.heard, *gone]


def _rejected(statement: Statement, standing: Standing) -> bool:
    kept = [one for one in standing.statements if one.found.document == statement.document]
    index = subject(statement, kept)
    return index is not None and not isinstance(kept[index].decision, (Accepted, Mended, Added))


def _item(heard: Heard, decided: Sequence[OnStatement], bits: Mapping[str, float]) -> Item:
    statement = heard.statement
    index = subject(statement, decided)
    one = decided[index] if index is not None else None
    state = str(one.decision.kind) if one else "open"
    weight = bits.get(statement.id, 0.0)
    doubt = 1 - statement.confidence
    priority = (doubt + UNSURE) * (weight + UNSURE) if heard.about is About.QUESTION else 0.0
    key = one.found.id if one else statement.id
    return Item(key=key, heard=heard, state=state, bits=weight, priority=priority)


def _bits(evidence: Sequence[Evidence]) -> dict[str, float]:
    """By statement: the most that its position moves an answer, shared among the origins that carry it."""
    found: dict[str, float] = {}
    for piece in evidence:
        most = max((abs(bits) for _, bits in piece.bits), default=0.0)
        share = most / max(1, len(piece.position.origins))
        for report in piece.position.reports:
            found[report.statement] = max(found.get(report.statement, 0.0), share)
    return found


def _first(sheet: Sheet) -> float:
    return max((item.priority for item in sheet.items if item.counts), default=-1.0)


def queue(sheet: Sheet) -> tuple[Item, ...]:
    """The statements of a sheet: open ones first, the most doubtful that weigh most before all, then those that are decided."""
    return tuple(
        sorted(
            sheet.items, key=lambda item: (not item.counts, not item.open, -item.priority, item.statement.quote.start)
        )
    )


# ---------------------------------------------------------------- the text


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text from the character `at` on; `of` are the numbers of the statements whose quote covers it.

    `begins` are those whose quote begins here.
    """

    at: int
    text: str
    of: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def pieces(document: Document, statements: Sequence[Statement]) -> tuple[Piece, ...]:
    """The whole text, cut wherever a quote, speaker, target or cue begins or ends. Every character keeps its place."""
    ends = {0, len(document.text)}
    for one in statements:
        for span in (one.quote, one.speaker, one.target, one.cue):
            if span is not None:
                ends.update((span.start, span.end))
    cuts = sorted(ends)
    starting: dict[int, list[int]] = {}
    for number, one in enumerate(statements):
        starting.setdefault(one.quote.start, []).append(number)
    found: list[Piece] = []
    covering: list[int] = []
    for start, end in pairwise(cuts):
        begins = starting.get(start, [])
        covering = [number for number in [*covering, *begins] if statements[number].quote.end > start]
        found.append(Piece(start, visible(document.text[start:end]), tuple(covering), tuple(begins)))
    return tuple(found)


def visible(text: str) -> str:
    """The text as a page can show it, as many characters as before: no control characters, no carriage returns."""
    return printable(text).replace("\r", " ")
