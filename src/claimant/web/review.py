"""Review: which statements of which documents are looked at, in which order, and a document's text cut into marked pieces.

Of the copies of one origin the first is reviewed, and what is decided there is decided for the same words in the others
(`twins`). A copy is shown only for what it alone has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    if view.sheets is None:
        view.sheets = _sheets(view)
    return view.sheets


def _sheets(view: View) -> tuple[Sheet, ...]:
    case = view.case
    bits = _bits(view.numbers.evidence)
    decided = _decided(view.standing)
    by_document = _by_document(case, decided, view.documents)
    made: list[Sheet] = []
    for origin in case.origins:
        order = [origin.head, *(id for id in origin.documents if id != origin.head)]
        everywhere: dict[_Mark, list[Heard]] = {}
        for id in order:
            for mark, heard in _marked(by_document.get(id, ())):
                everywhere.setdefault(mark, []).append(heard)
        for id in order:
            items = [
                _item(same[0], decided.get(id, []), bits, tuple(same[1:]))
                for same in everywhere.values()
                if same[0].statement.document == id
            ]
            if id in view.documents and (items or id == origin.head):  # a copy only for what it alone has
                copies = tuple(other for other in order if other != id) if id == origin.head else ()
                made.append(Sheet(document=view.documents[id], items=tuple(items), copies=copies))
    return tuple(sorted(made, key=lambda sheet: (-_first(sheet), sheet.document.id)))


def sheet_of(all_sheets: Iterable[Sheet], id: str) -> Sheet | None:
    """The sheet on which a document is reviewed: its own, or that of the text it copies."""
    found = list(all_sheets)
    own = [sheet for sheet in found if sheet.document.id == id]
    return next(iter(own or [sheet for sheet in found if id in sheet.copies]), None)


def twins(view: View, statement: Statement) -> tuple[Statement, ...]:
    """The same statement in the copies of its document, also where it was rejected: the same words, read in the same way."""
    origin = next((one for one in view.case.origins if statement.document in one.documents), None)
    if origin is None:
        return ()
    by_document = _by_document(view.case, _decided(view.standing), origin.documents)
    here = _marked(by_document.get(statement.document, ()))
    wanted = next((mark for mark, heard in here if heard.statement.id == statement.id), None)
    return tuple(
        heard.statement
        for id in origin.documents
        if id != statement.document
        for mark, heard in _marked(by_document.get(id, ()))
        if mark == wanted
    )


_Mark = tuple[str, bool, str, str, str, int]
"""By what a statement is known again in a copy: its reading, its words, and the how manieth of these in its document it is."""


def _marked(some: Iterable[Heard]) -> list[tuple[_Mark, Heard]]:
    count: Counter[tuple[str, bool, str, str, str]] = Counter()
    found: list[tuple[_Mark, Heard]] = []
    for heard in sorted(some, key=lambda one: (one.statement.quote.start, one.statement.id)):
        one = heard.statement
        reading = (str(one.stance), one.own, _words(one.quote), _words(one.speaker), _words(one.target))
        found.append(((*reading, count[reading]), heard))
        count[reading] += 1
    return found


def _words(span: Span | None) -> str:
    return " ".join(span.text.split()) if span else ""


def _decided(standing: Standing) -> dict[str, list[OnStatement]]:
    found: dict[str, list[OnStatement]] = {}
    for one in standing.statements:
        found.setdefault(one.found.document, []).append(one)
    return found


def _by_document(
    case: Case, decided: Mapping[str, Sequence[OnStatement]], documents: Iterable[str]
) -> dict[str, list[Heard]]:
    """What stands in these documents, and what a person rejected there."""
    found: dict[str, list[Heard]] = {id: [] for id in documents}
    for heard in case.heard:
        if heard.statement.document in found:
            found[heard.statement.document].append(heard)
    for heard in case.overruled:
        id = heard.statement.document
        if id in found and _rejected(heard.statement, decided.get(id, ())):
            found[id].append(heard)
    return found


def _rejected(statement: Statement, decided: Sequence[OnStatement]) -> bool:
    index = subject(statement, decided)
    return index is not None and not isinstance(decided[index].decision, (Accepted, Mended, Added))


def _item(heard: Heard, decided: Sequence[OnStatement], bits: Mapping[str, float], same: tuple[Heard, ...]) -> Item:
    statement = heard.statement
    index = subject(statement, decided)
    one = decided[index] if index is not None else None
    state = str(one.decision.kind) if one else "open"
    weight = bits.get(statement.id, 0.0)
    doubt = 1 - statement.confidence
    priority = (doubt + UNSURE) * (weight + UNSURE) if heard.about is About.QUESTION else 0.0
    key = one.found.id if one else statement.id
    return Item(key=key, heard=heard, state=state, bits=weight, priority=priority, twins=same)


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
