"""Whose words a report's are: the origin that each statement counts for, and the utterances that several heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimant.model import Origin, Passage, Statement

COPIES = frozenset(("exact", "near", "agency", "translation", "judged"))
"""Links by which a document's own voice is its parent's too. Who tells another's report in own words has a voice of its own."""

Passages = Mapping[str, Sequence[Passage]]
"""The passages of each document that come from elsewhere, by the document's id."""


def passages_of(origins: Iterable[Origin]) -> Passages:
    """The passages of all origins by document."""
    found: dict[str, list[Passage]] = {}
    for origin in origins:
        for passage in origin.passages:
            found.setdefault(passage.document, []).append(passage)
    return found


def voices(origins: Iterable[Origin]) -> dict[str, str]:
    """For each document the one whose own voice it repeats: the first that its links lead back to as a copy, else itself."""
    found: dict[str, str] = {}
    for origin in origins:
        links = {link.document: link for link in origin.links}
        for document in origin.documents:
            voice, passed = document if document in links else origin.head, {document}
            while (link := links.get(voice)) and link.how in COPIES and link.parent not in passed:
                voice = link.parent
                passed.add(voice)
            found[document] = voice
    return found


def witnesses(statements: Sequence[Statement], origin: Mapping[str, str], passages: Passages) -> list[str]:
    """The origin that each statement of one position counts for.

    That of its document; but of the credited report, or of the earlier text, where the statement stands in words that come
    from there. A credit may mean each report of that outlet: one that carries the position itself comes first.
    """
    taken = [_taken(statement, passages.get(statement.document, ())) for statement in statements]
    first_hand = {origin[s.document] for s, passage in zip(statements, taken, strict=True) if passage is None}
    found = []
    for statement, passage in zip(statements, taken, strict=True):
        own = origin[statement.document]
        parents = passage.parents if passage else (own,)
        last = own if own in parents else parents[-1]
        found.append(next((parent for parent in parents if parent in first_hand), last))
    return found


def doubt(statements: Sequence[Statement], origins: Sequence[str], passages: Passages) -> float:
    """The doubt that it was said at all: the product over independent hearings, each with the least doubt of its reports.

    One hearing are all reports of one origin, and all that quote the same words: ten reporters of one press conference, or
    ten misreadings of one sentence, are no ten proofs that it was said.
    """
    roots: dict[str, str] = {}

    def top(one: str) -> str:
        while roots.setdefault(one, one) != one:
            one = roots[one]
        return one

    for statement, origin in zip(statements, origins, strict=True):
        for passage in passages.get(statement.document, ()):
            if passage.how == "quote" and _overlaps(statement, passage):
                roots[top(passage.parents[0])] = top(origin)
    least: dict[str, float] = {}
    for statement, origin in zip(statements, origins, strict=True):
        hearing = top(origin)
        least[hearing] = min(least.get(hearing, 1.0), 1.0 - statement.confidence)
    left = 1.0
    for value in least.values():
        left *= value
    return left


def _taken(statement: Statement, passages: Sequence[Passage]) -> Passage | None:
    """The passage from elsewhere in which the statement stands: a credit before words that are merely the same."""
    place = statement.cue or statement.quote
    inside = [p for p in passages if p.how != "quote" and p.start <= place.start and place.end <= p.end]
    return min(inside, key=lambda p: (p.how != "credit", p.start, p.end, p.parents), default=None)


def _overlaps(statement: Statement, passage: Passage) -> bool:
    return statement.quote.start < passage.end and passage.start < statement.quote.end
