"""A person's word on where texts come from, over what the wordings show: pure, on the origins that were found.

The found links make a tree in each origin. "A does not come from B" cuts it at A's end of the way from A to B; "A comes
from B" hangs the whole tree of A under B. Of two that contradict each other, also by way of found links, the later wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from claimant.model import CaseJudgement, ComesFrom, Document, Link, Origin

HOW = "judged"
"""What `Link.how` is where a person put two documents together; its likeness was not measured, and is 0."""


def judged_origins(
    found: Sequence[Origin],
    documents: Iterable[Document],
    decided: Sequence[tuple[ComesFrom, CaseJudgement]],
) -> tuple[Origin, ...]:
    """The origins of the documents with decisions on them applied, oldest first; a decision on one that is not here is left out.

    Origins that nobody decided on stay as they are. The head of a changed one is the document that all others of it were
    found, or said, to come from.
    """
    here = {document.id: document for document in documents}
    decisions = [one for one in decided if one[0].document in here and one[0].parent in here]
    if not decisions:
        return tuple(found)
    forest = _Forest({link.document: link for origin in found for link in origin.links})
    for one in decisions:
        forest.decide(*one)
    return _origins(found, here, forest.links())


@dataclass(slots=True)
class _Forest:
    """Links by child document; `cuts` and `joins` are decisions in force, in order."""

    machine: dict[str, Link]
    cuts: list[tuple[ComesFrom, frozenset[str]]] = field(default_factory=list)
    joins: list[tuple[ComesFrom, CaseJudgement]] = field(default_factory=list)

    def decide(self, one: ComesFrom, judgement: CaseJudgement) -> None:
        """Take the next decision in; earlier ones that contradict it give way."""
        if one.does:
            self.joins.append((one, judgement))
            while cut := next((cut for cut in self.cuts if self._way(cut[0].document, cut[0].parent)), None):
                self.cuts.remove(cut)
            return
        way = self._way(one.document, one.parent, machine=True)
        if way:
            self.cuts.append((one, frozenset(way[:2])))
        else:
            self.cuts.append((one, frozenset()))
        while way := self._way(one.document, one.parent):
            steps = {frozenset(pair) for pair in pairwise(way)}
            latest = next(
                join for join in reversed(self.joins) if frozenset({join[0].document, join[0].parent}) in steps
            )
            self.joins.remove(latest)

    def _edges(self, machine: bool = False) -> dict[str, list[str]]:
        cut = {edge for _, edge in self.cuts} if not machine else set()
        pairs = [(link.document, link.parent) for link in self.machine.values()]
        pairs = [pair for pair in pairs if frozenset(pair) not in cut]
        pairs += [] if machine else [(join.document, join.parent) for join, _ in self.joins]
        beside: dict[str, list[str]] = {}
        for child, parent in pairs:
            beside.setdefault(child, []).append(parent)
            beside.setdefault(parent, []).append(child)
        return beside

    def _way(self, start: str, end: str, machine: bool = False) -> list[str]:
        """A shortest way between two documents of one origin, both ends included; nothing where they have none."""
        beside, before = self._edges(machine), {start: start}
        queue = [start]
        for one in queue:
            if one == end:
                way = [one]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            for other in beside.get(one, ()):
                if other not in before:
                    before[other] = one
                    queue.append(other)
        return []

    def links(self) -> dict[str, Link]:
        """One link for every document that comes from another: the found ones that were not cut, and the judged ones."""
        cut = {edge for _, edge in self.cuts}
        links = {child: link for child, link in self.machine.items() if frozenset({child, link.parent}) not in cut}
        for join, judgement in self.joins:
            top, above = _top(join.document, links), _top(join.parent, links)
            if top != above:
                through = "" if top == join.document else f", by way of {join.document}"
                reason = f"{judgement.by} decided so{through}: {judgement.reason}"
                links[top] = Link(document=top, parent=join.parent, how=HOW, likeness=0.0, reason=reason)
        return links


def _top(document: str, links: dict[str, Link]) -> str:
    while document in links:
        document = links[document].parent
    return document


def _origins(found: Sequence[Origin], here: dict[str, Document], links: dict[str, Link]) -> tuple[Origin, ...]:
    members: dict[str, list[str]] = {}
    for id in (id for origin in found for id in origin.documents):
        members.setdefault(_top(id, links), []).append(id)
    as_found = {frozenset(origin.documents): origin for origin in found}
    result = []
    for head, ids in members.items():
        before = as_found.get(frozenset(ids))
        mine = tuple(links[id] for id in ids if id in links)
        if before and set(before.links) == set(mine):
            result.append(before)
            continue
        ids.sort(key=lambda id: (id != head, _in_time(here[id])))
        agency = next((here[id].source.agency for id in ids if here[id].source.agency), None)
        made = Origin(id=f"origin:{head}", head=head, documents=tuple(ids), agency=agency)
        result.append(replace(made, links=tuple(links[id] for id in ids if id in links)))
    return tuple(result)


def _in_time(document: Document) -> tuple[object, ...]:
    date = document.source.date
    return (date is None, date.key if date else (), document.id)
