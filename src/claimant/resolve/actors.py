"""The actors of a case: those of the gazetteer, those that only the documents name, and whose side each is on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from claimant.model import Actor, ActorKind, Linked, PartOf, Source, Unnamed, Who
from claimant.resolve.gazetteer import Gazetteer
from claimant.resolve.words import words_of
from claimant.text import fold_name


@dataclass(slots=True)
class Actors:
    """Known actors, and the actors that only the documents name (`found`). `present`: known ones named for sure somewhere in the case.

    `sides` are what a person says that actors are part of; `may_merge` says whether no person has kept two actors apart.
    """

    gazetteer: Gazetteer
    found: dict[str, Actor] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    sides: Mapping[str, tuple[PartOf, ...]] = field(default_factory=dict)
    may_merge: Callable[[str, str], bool] = lambda one, other: True

    def side(self, id: str, day: date | None = None) -> str:
        """The outermost actor that this one is part of on that day; with no day, whenever that held.

        Whoever is part of two states on that day is on neither's side alone, and stands for itself.
        """
        seen = [id]
        while True:
            above = [part.actor for part in self.parts(seen[-1]) if part.actor not in seen and part.holds(day)]
            if not above:
                return seen[-1]
            if day and len(above) > 1 and len({state for one in above if (state := self.state(one, day))}) > 1:
                return seen[-1]
            seen.append(above[0])

    def state(self, id: str, day: date | None = None) -> str | None:
        """The state whose side the actor is on, if any."""
        side = self.side(id, day)
        return side if self.kind(side) is ActorKind.STATE else None

    def kind(self, id: str) -> ActorKind:
        """What an actor is; OTHER where nobody knows it."""
        known = self.actor(id)
        return known.kind if known else ActorKind.OTHER

    def exists(self, id: str) -> bool:
        """Whether the documents or the gazetteer know the id."""
        return id in self.found or self.gazetteer.has(id)

    def outlet(self, name: str) -> Linked:
        """A publisher that nobody knows, as an actor of its own."""
        id = "outlet-" + "-".join(words_of(fold_name(name)))[:60]
        self.found.setdefault(
            id, Actor(id=id, name=name, kind=ActorKind.MEDIA, known=False, source="publisher of a document")
        )
        return Linked(id)

    def narrator(self, source: Source) -> Who:
        """The publisher as an actor, by its agency's name where the text carries an agency's line."""
        name = source.agency or source.publisher
        if name and source.publisher and fold_name(source.publisher).startswith(fold_name(name)):
            name = source.publisher  # the agency's line in its own text, shortened
        if not name:
            return Unnamed("the report")
        for match in self.gazetteer.find(fold_name(name)):
            if match.sort == "name" and len(match.actors) == 1:
                return Linked(match.actors[0])
        return self.outlet(name)

    def name(self, id: str) -> str:
        """What the actor is called; its id where nobody knows it."""
        known = self.actor(id)
        return known.name if known else id

    def parts(self, id: str) -> tuple[PartOf, ...]:
        """What the actor is part of, whenever that held."""
        known = self.actor(id)
        return self.sides.get(id, known.part_of) if known else ()

    def actor(self, id: str) -> Actor | None:
        """The actor of that id: named by the documents, or known; else None."""
        try:
            return self.found.get(id) or self.gazetteer.actor(id)
        except KeyError:
            return None
