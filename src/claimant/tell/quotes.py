"""The list of quotes: every citation is a number in it, given out in the order in which the page cites them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from claimant.model import By, Case, Position, Source, Span
from claimant.tell.blocks import Address, Cite, Note, Opening
from claimant.tell.care import MASK
from claimant.tell.clean import fragment, language, one_line, printable, safe_address
from claimant.tell.prose import day

CITED = 3
"""Numbers printed after one sentence; further quotes of the same position are opened in its row."""

_MARKED = {By.RULES: "found by rules", By.MODEL: "found by a trained model", By.PERSON: "marked by a person"}


class _Quoted(Protocol):
    """A statement or a figure."""

    @property
    def quote(self) -> Span: ...
    @property
    def by(self) -> By: ...
    @property
    def document(self) -> str: ...


class Quotes:
    """Numbers the quotes of one page. Asking for a quote cites it; the same quote keeps its number.

    `anchors` leads from a position's id to the row where all its quotes are listed.
    """

    def __init__(self, case: Case, anchors: Mapping[str, str] | None = None) -> None:
        self._anchors = anchors or {}
        self._sources = {source.id: source for source in case.sources}
        self._origin = {document: origin.id for origin in case.origins for document in origin.documents}
        self._statements = {heard.statement.id: heard.statement for heard in case.heard}
        self._notes: dict[tuple[str, int, int], Note] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """Those cited so far, by number."""
        return tuple(self._notes.values())

    def note(self, quoted: _Quoted) -> Note:
        """The quote of a statement or figure, with its number."""
        span = quoted.quote
        place = span.document, span.start, span.end
        if place not in self._notes:
            self._notes[place] = _note(len(self._notes) + 1, span, self._sources.get(span.document), quoted)
        return self._notes[place]

    def cite(self, quoted: Iterable[_Quoted], anchor: str = "", most: int = CITED) -> Cite | str:
        """The numbers of the first quotes, one of each origin before a second of any; "" where there are none."""
        some = self._spread(quoted)
        if not some:
            return ""
        numbers = tuple(dict.fromkeys(self.note(one).number for one in some[:most]))
        return Cite(numbers, max(0, len(some) - most), anchor)

    def position(self, position: Position) -> Cite | str:
        """The citation of a position."""
        return self.positions([position])

    def positions(self, positions: Sequence[Position]) -> Cite | str:
        """The citation of positions that stand in one row."""
        return self.cite(self.statements(positions), self._anchors.get(positions[0].id, "") if positions else "")

    def statements(self, positions: Iterable[Position]) -> list[_Quoted]:
        """The statements that carry the positions, earliest report first."""
        reports = [report for position in positions for report in position.reports]
        found = dict.fromkeys(report.statement for report in reports)
        return [self._statements[id] for id in found if id in self._statements]

    def of_statements(self, ids: Iterable[str]) -> Cite | str:
        """The citation of statements by their ids, whatever incident they are about."""
        return self.cite([self._statements[id] for id in ids if id in self._statements])

    def opening(self, quoted: Iterable[_Quoted], most: int = CITED) -> Opening | None:
        """The first quotes themselves and the numbers of the others, for a row that opens; None where there are none."""
        some = self._spread(quoted)
        if not some:
            return None
        notes = dict.fromkeys(self.note(one) for one in some)
        return Opening(tuple(notes)[:most], tuple(note.number for note in tuple(notes)[most:]))

    def _spread(self, quoted: Iterable[_Quoted]) -> list[_Quoted]:
        """Without repeated places; the first of each origin comes before the second of any."""
        places = {(one.quote.document, one.quote.start, one.quote.end): one for one in reversed(list(quoted))}
        seen: dict[str, int] = {}
        ranked = []
        for one in reversed(places.values()):
            origin = self._origin.get(one.document, one.document)
            seen[origin] = seen.get(origin, 0) + 1
            ranked.append((seen[origin], one))
        return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]


def _note(number: int, span: Span, source: Source | None, quoted: _Quoted) -> Note:
    masked = MASK in span.text
    address = source.address if source else None
    confidence = getattr(quoted, "confidence", None)
    marked = _MARKED[quoted.by]
    if confidence is not None and quoted.by != By.PERSON:
        marked += f", confidence {confidence:.2f}"
    return Note(
        number=number,
        text=printable(span.text).strip(),
        language=language(source.language) if source else None,
        source=one_line(source.name) if source else one_line(span.document),
        title=one_line(source.title) if source and source.title and source.title != source.name else None,
        day=day(source.date if source else None),
        address=found(source) if source else Address("source not in the case"),
        fragment=None if masked else fragment(address, span.text),
        document=one_line(span.document),
        start=span.start,
        end=span.end,
        marked=marked,
        masked=masked,
    )


def found(source: Source) -> Address:
    """Where the source was found: its address, as a link where that is safe, else the file or table row."""
    href = safe_address(source.address)
    text = one_line(source.address or source.found_at) or "place not known"
    return Address(text, href)
