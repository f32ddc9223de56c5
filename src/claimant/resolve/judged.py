"""A person's word in resolving: whom mentions mean, who is who, and of what side; over what the machine decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from claimant.judging import Standing
from claimant.judging.standing import Lookup
from claimant.model import (
    Actor,
    ComesFrom,
    JudgementState,
    KeptJudgement,
    Linked,
    Origin,
    PartOf,
    Relation,
    Span,
    Undecided,
    Unnamed,
    Who,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What a person said of mentions and actors. Without `means`, only who is who."""

    standing: Standing
    means: Mapping[tuple[str, int, int], str | None]

    @classmethod
    def of(cls, standing: Standing) -> Words:
        """All that stands."""
        return cls(standing, standing.means)

    def machine(self) -> Words:
        """What the machine would say of whom words mean, with the same actors merged."""
        return Words(self.standing, {})

    def decides(self, *spans: Span | None) -> bool:
        """Whether a person said whom one of these mentions means."""
        return bool(self.means) and any(span is not None and _place(span) in self.means for span in spans)

    def who(self, span: Span | None, found: Who) -> Who:
        """Whom the words mean: what a person said of them, else what was found, with merged actors made one."""
        if span is not None and _place(span) in self.means:
            actor = self.means[_place(span)]
            return Linked(actor, 1.0) if actor is not None else Unnamed(span.text)
        return self.merged(found)

    def merged(self, found: Who) -> Who:
        """The same with merged actors made one; candidates that are now one and the same are decided."""
        if not self.standing.same:
            return found
        match found:
            case Linked(actor, score):
                return Linked(self.standing.one(actor), score)
            case Undecided(phrase, candidates):
                scores: dict[str, float] = {}
                for actor, score in candidates:
                    scores[self.standing.one(actor)] = scores.get(self.standing.one(actor), 0.0) + score
                if len(scores) == 1:
                    return Linked(next(iter(scores)), min(1.0, round(sum(scores.values()), 3)))
                # the best first; of equals, as they were
                return Undecided(phrase, tuple(sorted(scores.items(), key=lambda one: -one[1])))
            case Unnamed(phrase, side):
                return Unnamed(phrase, side and self.standing.one(side))


def _place(span: Span) -> tuple[str, int, int]:
    return span.document, span.start, span.end


def newly_named(standing: Standing, lookup: Lookup) -> dict[str, Actor]:
    """The actors that only a person named: each of the same kind as the one that it was split from, and as private."""
    found = {}
    for id, (name, parent) in standing.named.items():
        if lookup(id) is None:
            before = lookup(parent)
            bare = Actor(id=id, name=name, known=False, source="named by a person")
            found[id] = replace(bare, kind=before.kind, public=before.public) if before else bare
    return found


def judged_actors(actors: Iterable[Actor], ids: Iterable[str], standing: Standing, lookup: Lookup) -> tuple[Actor, ...]:
    """The actors of these ids and all that they are part of, with merged ones and sides as a person has them, by id.

    `actors` are those that the machine has for them; they are given back where no person said anything of actors.
    """
    if not standing.same and not standing.sides:
        return tuple(actors)
    given = {actor.id: actor for actor in actors}
    found: dict[str, Actor] = {}
    queue = [standing.one(id) for id in ids]
    while queue:
        id = queue.pop()
        actor = given.get(id) or lookup(id)
        if id not in found and actor is not None:
            parts = standing.sides[id] if id in standing.sides else _merged_parts(actor, standing)
            found[id] = replace(actor, part_of=parts)
            queue.extend(part.actor for part in parts)
    return tuple(sorted(found.values(), key=lambda actor: actor.id))


def _merged_parts(actor: Actor, standing: Standing) -> tuple[PartOf, ...]:
    parts = (replace(part, actor=standing.one(part.actor)) for part in actor.part_of)
    return tuple(part for part in parts if part.actor != actor.id)


def judged_relations(relations: Iterable[Relation], standing: Standing) -> Iterable[Relation]:
    """The relations with merged actors made one; a relation of the actor itself goes before one that it was given."""
    if not standing.same:
        return relations
    every = list(relations)
    own = {frozenset({one.a, one.b}) for one in every}
    found = []
    for one in every:
        a, b = standing.one(one.a), standing.one(one.b)
        if (a, b) == (one.a, one.b) or (a != b and frozenset({a, b}) not in own):
            found.append(replace(one, a=a, b=b))
    return found


def with_states(history: Sequence[KeptJudgement], origins: Iterable[Origin]) -> tuple[KeptJudgement, ...]:
    """The judgements with those on origins that the origins as they are contradict: a later one, or a found link, overtook them."""
    origin = {id: one.id for one in origins for id in one.documents}
    result = []
    for kept in history:
        decision = kept.judgement.decision
        if isinstance(decision, ComesFrom) and kept.state is JudgementState.STANDS:
            together = origin.get(decision.document) == origin.get(decision.parent)
            if together != decision.does:
                note = "a later judgement on other documents of these origins decides otherwise"
                kept = replace(kept, state=JudgementState.OVERTAKEN, note=note)
        result.append(kept)
    return tuple(result)
