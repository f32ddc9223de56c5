"""W3C Web Annotations (Recommendation, 23 February 2017) of every quote, and the way back to exact places.

One annotation a statement and one a casualty figure. Each has the quote with 32 characters before and after it
(TextQuoteSelector), its place in the stored text (TextPositionSelector, code points), and a TimeState with the hash of
that text. A quote in which a private person's name is withheld has its place only: its words would not be the text's.

`anchored` reads them back. A quote is where its place says, if the text has the hash and the words stand there; else
where its words stand, if that is one place only; else it is an orphan. A place that is merely like it is never taken.

Lost on the way out: everything that is no quote: positions, answers, origins, and who an undecided speaker may be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from claimant.errors import ClaimantError
from claimant.model import Case, Document, Heard, Moment, Source, Span, Toll
from claimant.tell.care import MASK, withholding
from claimant.tell.clean import one_line, safe_address
from claimant.tell.exchange.notation import json_text, lasting_id, utc
from claimant.tell.exchange.spoken import called

AROUND = 32
"""Code points of context before and after a quote; more would copy the text, and finds no more."""
_WHOLE_WORDS = 200
"""Code points that are looked at for names around those, so that no half of one is left standing."""
_OF_A_WORD = re.compile("[\\w\u00ad\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u200b-\u200d\u2060\ufeff]")
MOST = 1_000_000
"""Annotations of a collection that is read."""


def web_annotations(case: Case, texts: Mapping[str, str], *, generator: str) -> str:
    """An AnnotationCollection with all its annotations, as JSON-LD text.

    `case` is the case before names are withheld, since the context around the quotes has names too; they are withheld
    here. `texts` are the documents' texts by id; a quote whose document is not among them has no context.
    """
    maker = _Maker(case, texts, generator)
    items = list(maker.items())
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{lasting_id('annotations', case.question, case.incident.id)}",
        "type": "AnnotationCollection",
        "label": one_line(maker.mask(case.question)) or "Who did it?",
        "total": len(items),
        "first": {
            "id": f"urn:uuid:{lasting_id('annotations', case.question, case.incident.id, 'page')}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return json_text(collection)


class _Maker:
    def __init__(self, case: Case, texts: Mapping[str, str], generator: str) -> None:
        self.mask = withholding(case)
        self.case, self.raw, self.texts, self.generator = self.mask(case), case, texts, generator
        self.sources = {raw.id: (raw, masked) for raw, masked in zip(case.sources, self.case.sources, strict=True)}
        self.made: dict[str, int] = {}

    def items(self) -> Iterator[dict[str, Any]]:
        for raw, heard in zip(self.raw.heard, self.case.heard, strict=True):
            quote = raw.statement.quote
            yield self.annotation("classifying", f"statement {heard.statement.id}", quote, self.statement(heard))
        for raw_toll, toll in zip(self.raw.tolls, self.case.tolls, strict=True):
            quote = raw_toll.figure.quote
            key = f"figure {quote.document} {raw_toll.figure.number.start} {toll.figure.harm}"
            yield self.annotation("describing", key, quote, self.figure(toll))

    def annotation(self, motivation: str, key: str, quote: Span, value: dict[str, Any]) -> dict[str, Any]:
        number = self.made[key] = self.made.get(key, 0) + 1
        made: dict[str, Any] = {
            "id": f"urn:uuid:{lasting_id('annotation', self.case.question, self.case.incident.id, key, str(number))}",
            "type": "Annotation",
            "motivation": motivation,
        }
        if self.case.as_of:
            made["created"] = utc(self.case.as_of)
        made["generator"] = {"id": "urn:tool:claimant", "type": "Software", "name": self.generator}
        made["body"] = {"type": "Dataset", "format": "application/json", "value": value}
        return made | {"target": self.target(quote)}

    def target(self, quote: Span) -> dict[str, Any]:
        place = {"type": "TextPositionSelector", "start": quote.start, "end": quote.end}
        selectors: list[dict[str, Any]] = [] if self.names_somebody(quote) else [self.words(quote)]
        raw, masked = self.sources.get(quote.document, (None, None))
        if raw is None or masked is None:
            return {"source": "urn:claimant:document-not-known", "selector": [*selectors, place]}
        stored = f"urn:sha256:{raw.sha256}"
        return {
            "source": safe_address(masked.address) or stored,
            "selector": [*selectors, place],
            "state": {"type": "TimeState", **_when(masked), "cached": stored},
        }

    def names_somebody(self, quote: Span) -> bool:
        """Whether a name to be withheld is in the quote, also where the quote begins or ends inside of it."""
        text = self.texts.get(quote.document, "")
        start, end = quote.start, quote.end
        if text[start:end] == quote.text:
            while _inside_word(text, start) and quote.start - start < _WHOLE_WORDS:
                start -= 1
            while _inside_word(text, end) and end - quote.end < _WHOLE_WORDS:
                end += 1
            quote = Span(quote.document, start, end, text[start:end])
        return self.mask(quote).text != quote.text

    def words(self, quote: Span) -> dict[str, Any]:
        made = {"type": "TextQuoteSelector", "exact": quote.text}
        text = self.texts.get(quote.document, "")
        if text[quote.start : quote.end] == quote.text:
            before = self._masked(quote.document, text, max(0, quote.start - _WHOLE_WORDS), quote.start)
            after = self._masked(quote.document, text, quote.end, min(len(text), quote.end + _WHOLE_WORDS))
            if not _inside_word(text, quote.start) and (prefix := before.rpartition(MASK)[2][-AROUND:]):
                made["prefix"] = prefix
            if not _inside_word(text, quote.end) and (suffix := after.partition(MASK)[0][:AROUND]):
                made["suffix"] = suffix
        return made

    def _masked(self, document: str, text: str, start: int, end: int) -> str:
        return self.mask(Span(document, start, end, text[start:end])).text

    def statement(self, heard: Heard) -> dict[str, Any]:
        said = heard.statement
        return {
            "speaker": called(self.case, heard.speaker),
            "stance": said.stance.value,
            "target": called(self.case, heard.target),
            "role": said.role.value,
            "basis": said.basis.value,
            "certainty": said.certainty.value,
            "own": said.own,
            "about": heard.about.value,
            "date": said.date.iso() if said.date else None,
            "statement": said.id,
            "places": {
                name: [span.start, span.end]
                for name, span in (("speaker", said.speaker), ("cue", said.cue), ("target", said.target))
                if span
            },
        }

    def figure(self, toll: Toll) -> dict[str, Any]:
        figure = toll.figure
        return {
            "harm": figure.harm.value,
            "low": figure.low,
            "high": figure.high,
            "speaker": called(self.case, toll.speaker),
            "about": toll.about.value,
            "date": figure.date.iso() if figure.date else None,
            "places": {"number": [figure.number.start, figure.number.end]},
        }


def _inside_word(text: str, at: int) -> bool:
    """Whether the sign before `at` and the one at it are of one word, invisible signs and accents included."""
    return 0 < at < len(text) and bool(_OF_A_WORD.match(text[at - 1]) and _OF_A_WORD.match(text[at]))


def _when(source: Source) -> dict[str, str]:
    """The time of the document: one moment, or the ends of its day where only that is known."""
    match source.date:
        case None:
            return {}
        case Moment(day, None):
            return {"sourceDateStart": f"{day.isoformat()}T00:00:00Z", "sourceDateEnd": f"{day.isoformat()}T23:59:59Z"}
        case moment:
            return {"sourceDate": utc(moment)}


# ---------------------------------------------------------------- the way back


class Anchor(StrEnum):
    """How a quote was found again."""

    EXACT = "exact"
    MOVED = "moved"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """One annotation with its place: `span` is cut from the document, None for an orphan. `reason` says why it is no exact one."""

    id: str
    anchor: Anchor
    span: Span | None
    reason: str = ""


class NotAnnotations(ClaimantError):
    """The text is no collection of Web Annotations. The message says where."""


def anchored(text: str, documents: Sequence[Document]) -> tuple[Anchored, ...]:
    """Each annotation's exact place in the documents, in order. Raises NotAnnotations.

    A document is known by its hash in the state, else by its address.
    """
    by_hash: dict[str, Document] = {}
    by_address: dict[str, list[Document]] = {}
    for document in documents:
        by_hash.setdefault(document.source.sha256, document)
        if document.source.address:
            by_address.setdefault(document.source.address, []).append(document)
    return tuple(_anchored(one, by_hash, by_address) for one in _items(text))


def _items(text: str) -> Iterable[Mapping[str, Any]]:
    """The annotations of a collection, a page, a list, or a single one."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAnnotations(
            f"This is no JSON ({str(error)[:120]}). Give what `export --as annotations` wrote."
        ) from error
    for key in ("first", "items"):
        given = given.get(key, given) if isinstance(given, dict) else given
    given = given if isinstance(given, list) else [given]
    if len(given) > MOST:
        raise NotAnnotations(f"There are more than {MOST:,} annotations. Give a smaller file.")
    for number, one in enumerate(given):
        if not isinstance(one, dict) or not isinstance(one.get("target"), dict):
            raise NotAnnotations(
                f"Annotation {number} has no target of its own. Give what `export --as annotations` wrote."
            )
    return given


def _anchored(
    one: Mapping[str, Any], by_hash: Mapping[str, Document], by_address: Mapping[str, list[Document]]
) -> Anchored:
    id, target = one_line(str(one.get("id", ""))), one["target"]
    selectors = target.get("selector")
    selectors = selectors if isinstance(selectors, list) else [selectors]
    words = _of_type(selectors, "TextQuoteSelector")
    place = _of_type(selectors, "TextPositionSelector")
    exact, prefix, suffix = (_string(words, key) for key in ("exact", "prefix", "suffix"))
    start, end = place.get("start"), place.get("end")
    state = target.get("state")
    hashed = str(state.get("cached", "")) if isinstance(state, dict) else ""
    same = by_hash.get(hashed.removeprefix("urn:sha256:"))
    if same and _is_place(start, end, same.text) and (not exact or same.text[start:end] == exact):
        return Anchored(id=id, anchor=Anchor.EXACT, span=same.span(start, end))  # type: ignore[arg-type]
    candidates = [same] if same else by_address.get(str(target.get("source", "")), [])
    if not candidates:
        return Anchored(id=id, anchor=Anchor.ORPHAN, span=None, reason="no document has this hash or address")
    if not exact:
        return Anchored(id=id, anchor=Anchor.ORPHAN, span=None, reason="the text has changed, and no words are given")
    for wanted, ahead in ((prefix + exact + suffix, len(prefix)), (exact, 0)):
        found = [(document, at) for document in candidates for at in _places(document.text, wanted)]
        if len(found) == 1:
            document, at = found[0]
            span = document.span(at + ahead, at + ahead + len(exact))
            return Anchored(id=id, anchor=Anchor.MOVED, span=span, reason="found by its words, not by its place")
        if found:
            break
    reason = "its words stand in several places" if found else "its words stand nowhere"
    return Anchored(id=id, anchor=Anchor.ORPHAN, span=None, reason=reason)


def _of_type(selectors: list[Any], type: str) -> Mapping[str, Any]:
    return next((one for one in selectors if isinstance(one, dict) and one.get("type") == type), {})


def _string(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def _is_place(start: object, end: object, text: str) -> bool:
    whole = type(start) is int and type(end) is int  # True is no place
    return whole and 0 <= start < end <= len(text)  # type: ignore[operator]


def _places(text: str, words: str) -> Iterator[int]:
    """At most two places where the words stand; more are not asked for."""
    first = text.find(words)
    if first >= 0:
        yield first
        second = text.find(words, first + 1)
        if second >= 0:
            yield second
