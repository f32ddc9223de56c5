"""What a case's documents give before anybody judged: whoever judges often keeps it, and only hears the documents again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from claimant.model import Document
from claimant.resolve.focus import Focus, focus
from claimant.resolve.gazetteer import Gazetteer
from claimant.resolve.incidents import Narrative
from claimant.resolve.passages import Passages
from claimant.resolve.scenes import Scene, scene, settled
from claimant.text import fold_name


@dataclass(frozen=True, slots=True)
class Ground:
    """The question's incident, and each document with its context and its incidents.

    `documents` are in the order of their dates; `heads` are the ids of the first one of each origin.
    """

    question: str
    days: int
    known: Gazetteer
    heads: frozenset[str]
    documents: tuple[Document, ...]
    subject: Focus
    narratives: Mapping[str, Narrative]
    _scenes: Mapping[str, Scene]

    def scenes(self) -> dict[str, Scene]:
        """The context of each document, in which nobody was heard yet."""
        return {id: replace(one, aliases={}, said=[], open=set()) for id, one in self._scenes.items()}

    def holds(
        self, question: str, documents: Iterable[Document], heads: frozenset[str], *, days: int, known: Gazetteer
    ) -> bool:
        """Whether it was made from these."""
        return (
            (self.question, self.days, self.heads) == (question, days, heads)
            and self.known is known
            and {id(one) for one in self.documents} == {id(one) for one in documents}
        )


def ground(
    question: str, documents: Iterable[Document], heads: frozenset[str], *, days: int, known: Gazetteer
) -> Ground:
    """What the documents give for the question, whatever people decide on statements and actors.

    `heads` are the ids of the first document of each origin, `days` is how long an incident may last.
    """
    order = tuple(sorted(documents, key=_by_date))
    folded = [fold_name(document.text) for document in order]
    subject = focus(question, order, folded, known, days, heads)
    scenes = _scenes(order, known)
    narratives = {
        document.id: Narrative(Passages(document, text, subject), scenes[document.id].matches)
        for document, text in zip(order, folded, strict=True)
    }
    return Ground(question, days, known, heads, order, subject, narratives, scenes)


def _by_date(document: Document) -> tuple[object, ...]:
    moment = document.source.date
    return (moment is None, moment.key if moment else (), document.id)


def _scenes(documents: Iterable[Document], known: Gazetteer) -> Mapping[str, Scene]:
    """The context of each document, with the states of the whole case for what a document leaves open."""
    alone = {d.id: scene(d, known, around={}) for d in documents}
    total: Counter[str] = Counter()
    for one in alone.values():
        for state, share in one.home[:1]:
            total[state] += share  # type: ignore[assignment]  # Counter takes shares as well
    whole = sum(total.values())
    around = {state: count / whole for state, count in total.most_common(2)} if whole else {}
    return {id: settled(one, around) for id, one in alone.items()}
