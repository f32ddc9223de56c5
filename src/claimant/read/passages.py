"""Passages: words of a document that come from elsewhere, where the document as a whole has an origin of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from claimant.model import Document, Origin, Passage
from claimant.read.agencies import agency_key
from claimant.read.credits import Credit, Credits
from claimant.read.likeness import SHINGLE, Shared, Wording, places, runs
from claimant.read.quotations import Quotation

LONG = 16
"""Words in a row that one text must have from another: a long sentence. Two reporters do not write it by chance."""
MOST = 200
"""Passages of one kind that are noted in one document, and reports of one outlet that a credit may mean."""
CONFIDENCE = {"credit": 0.9, "sentences": 0.95, "quote": 0.95}
"""credit: argued; of 40 credits read in the project's corpora one spoke against the report that it named, and three told of a
survey, which are left out since.
sentences, quote: argued; the words are the same, and what is left is a formula or an oath that both had from a third."""


@dataclass(frozen=True, slots=True)
class Bearings:
    """What is known of the documents, in time: wording, credits by place, who published which, pairs compared, utterances."""

    ordered: Sequence[Document]
    texts: Sequence[Wording]
    named: Mapping[int, Credits]
    by: Mapping[str, Sequence[int]]
    likenesses: Sequence[tuple[int, int, Shared]]
    spoken: Sequence[Sequence[Quotation]]


def passages(groups: Sequence[Origin], known: Bearings) -> tuple[Origin, ...]:
    """The groups, each with the passages of its documents."""
    of = {document: origin for origin in groups for document in origin.documents}
    at = [of[document.id] for document in known.ordered]
    found: dict[str, list[Passage]] = {}
    for passage in (*_credited(at, known), *_word_for_word(at, known), *_quoted(at, known)):
        found.setdefault(of[passage.document].id, []).append(passage)
    order = {document.id: place for place, document in enumerate(known.ordered)}
    return tuple(
        replace(
            origin,
            passages=tuple(
                sorted(found[origin.id], key=lambda one: (order[one.document], one.start, one.end, one.how))
            ),
        )
        if origin.id in found
        else origin
        for origin in groups
    )


def outside_id(credit: Credit, document: Document) -> str:
    """Names the report of an outlet that is not among the documents: one for each day of the documents that credit it."""
    day = document.source.date.day.isoformat() if document.source.date else "undated"
    return f"outside:{credit.key}:{day}"


def called(document: Document) -> str:
    """The document as a reader would call it: publisher or title, and day."""
    date = document.source.date
    return f"{document.source.name}, {date.day.day} {date.day:%B %Y}" if date else document.source.name


def _credited(at: Sequence[Origin], known: Bearings) -> Iterator[Passage]:
    """The sentences that tell a credited report; and all of a text that goes back to one which is not among the documents,
    since another report of that outlet may be, and neither is then a second source of what both say.
    """
    first = {document.id: document for document in known.ordered}
    for place, credits in known.named.items():
        document, own = known.ordered[place], at[place]
        away = agency_key(own.outside) if own.outside else None
        for credit in credits.found[:MOST]:
            others = [other for other in known.by.get(credit.key, ()) if other != place][-MOST:]
            inside = dict.fromkeys(at[other].root for other in reversed(others))
            whole = credit.key == away
            if own.root in inside or (whole and not inside):
                continue
            yield Passage(
                document=document.id,
                start=0 if whole else credit.start,
                end=len(document.text) if whole else credit.end,
                how="credit",
                parents=(*inside, own.root if whole else outside_id(credit, first[own.head])),
                confidence=CONFIDENCE["credit"],
                reason=f"tells what {credit.name} reported",
            )
            if whole:
                break


def _word_for_word(at: Sequence[Origin], known: Bearings) -> Iterator[Passage]:
    """Rows of LONG words or more that an earlier text of another origin has; exact copies have the same passages."""
    same: dict[bytes, list[int]] = {}
    for place, text in enumerate(known.texts):
        same.setdefault(text.digest, []).append(place)
    rows: dict[int, list[tuple[int, int, int]]] = {}
    for one, other, common in sorted(known.likenesses, key=lambda pair: (pair[1], pair[0])):
        if common.shingles <= LONG - SHINGLE or at[one].root == at[other].root:
            continue
        have = rows.setdefault(other, [])
        if len(have) < MOST:
            for start, end in runs(known.texts[other], known.texts[one], LONG):
                if not any(first <= start and end <= last for first, last, _ in have):
                    have.append((start, end, one))
    for other, have in rows.items():
        for place in same[known.texts[other].digest]:
            document = known.ordered[place]
            spans = places(document.text, len(known.texts[place].words))
            for start, end, one in have[:MOST] if spans else ():
                yield Passage(
                    document=document.id,
                    start=spans[start][0],
                    end=spans[end - 1][1],
                    how="sentences",
                    parents=(at[one].root,),
                    confidence=CONFIDENCE["sentences"],
                    reason=f"has {end - start} words in a row from {called(known.ordered[one])}",
                )


def _quoted(at: Sequence[Origin], known: Bearings) -> Iterator[Passage]:
    for utterance in known.spoken:
        if len({at[one.document].id for one in utterance}) < 2:
            continue
        first = known.ordered[utterance[0].document]
        for number, one in enumerate(utterance):
            document = known.ordered[one.document]
            beside = utterance[1] if number == 0 else utterance[0]
            yield Passage(
                document=document.id,
                start=one.start,
                end=one.end,
                how="quote",
                parents=(f"utterance:{first.id}:{utterance[0].start}",),
                confidence=CONFIDENCE["quote"],
                reason=f"quotes the same words as {called(known.ordered[beside.document])}",
            )
