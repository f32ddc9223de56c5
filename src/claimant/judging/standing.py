"""What stands of a case's judgements: a list folded in its order, nothing lost, every reason why one does not stand told.

    undone?  ->  well formed?  ->  do its words and documents fit?  ->  are its actors known?  ->  the later overtakes the earlier

Nothing here raises: a judgement that cannot be applied is kept, shown with the cause, and left out. Whoever makes a new one
looks at its state before keeping it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from claimant.judging.making import form_problem, spans_of
from claimant.judging.statements import OnStatement, closest, subject
from claimant.model import (
    Accepted,
    Actor,
    Added,
    Apart,
    CaseJudgement,
    ComesFrom,
    Concerns,
    Document,
    JudgementState,
    KeptJudgement,
    Means,
    Mended,
    PartOf,
    Rejected,
    Same,
    Span,
    Statement,
    Within,
)

_T = TypeVar("_T")

Lookup = Callable[[str], Actor | None]
"""The actor of an id as the machine knows it, or None."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands, ready to be applied; `history` has every judgement with its state, in order.

    `same` maps a merged actor to whom it was merged into in the end; `named` maps a new actor to its name and the actor it
    was split from; `sides` replaces what an actor is part of; `means` maps (document, start, end) to whom the words mean.
    All but `history` and `origins` are in an order of their own, so that the order of independent judgements changes nothing.
    """

    history: tuple[KeptJudgement, ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    named: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sides: Mapping[str, tuple[PartOf, ...]] = field(default_factory=dict)
    means: Mapping[tuple[str, int, int], str | None] = field(default_factory=dict)
    statements: tuple[OnStatement, ...] = ()
    concerns: tuple[tuple[Statement, CaseJudgement], ...] = ()
    origins: tuple[tuple[ComesFrom, CaseJudgement], ...] = ()

    def one(self, actor: str) -> str:
        """The actor that this one was merged into, or itself."""
        return self.same.get(actor, actor)

    def may_merge(self, one: str, other: str) -> bool:
        """Whether a machine may take the two for one actor: never against a person's word."""
        return frozenset({self.one(one), self.one(other)}) not in self.apart


def stand(
    judgements: Sequence[CaseJudgement],
    *,
    documents: Mapping[str, Document] | None = None,
    actor: Lookup | None = None,
    refused: Mapping[str, str] | None = None,
) -> Standing:
    """Fold judgements, oldest first. The latest on one subject stands; one that was undone never was.

    Where `documents` are given, a judgement whose words are not there to the character is an orphan. Where `actor` is
    given, one that names an actor that it does not know is refused, and so is one that closes a circle of sides through
    what actors are part of by themselves. `refused` (id: why) are refused from the outset.
    """
    fold = _Fold(judgements, documents, actor, refused or {})
    fold.run()
    return fold.standing()


class _Fold:
    def __init__(
        self,
        judgements: Sequence[CaseJudgement],
        documents: Mapping[str, Document] | None,
        actor: Lookup | None,
        refused: Mapping[str, str],
    ) -> None:
        self.judgements, self.documents, self.known, self.refused = judgements, documents, actor, refused
        self.state: dict[int, tuple[JudgementState, int | None, str]] = {}
        self.merged: dict[str, tuple[str, int]] = {}  # actor -> (into, number)
        self.parted: dict[frozenset[str], list[int]] = {}
        self.named: dict[str, tuple[str, str]] = {}
        self.within: dict[tuple[str, int | None, int | None], tuple[Within, int]] = {}
        self.means: dict[tuple[str, int, int], tuple[str | None, int]] = {}
        self.statements: list[tuple[OnStatement, int]] = []
        self.concerns: list[tuple[Statement, int]] = []
        self.origins: dict[frozenset[str], tuple[ComesFrom, int]] = {}

    # ------------------------------------------------------------ the order of things

    def run(self) -> None:
        """Decide the state of every judgement."""
        live = self._undone()
        for number, one in enumerate(self.judgements, 1):
            if number not in live or one.decision is None:
                continue
            if problem := self.refused.get(one.id):
                self._fall(number, JudgementState.REFUSED, problem)
            elif problem := self._unfit(one):
                self._fall(number, JudgementState.ORPHAN, problem)
            elif problem := self._decide(one, number):
                self._fall(number, JudgementState.REFUSED, problem)

    def _undone(self) -> set[int]:
        """The numbers of those that nobody undid, by looking at the latest first: an undoing may itself be undone."""
        first: dict[str, int] = {}
        for number, one in enumerate(self.judgements, 1):
            first.setdefault(one.id, number)
        live = set()
        for number, one in reversed(list(enumerate(self.judgements, 1))):
            if first[one.id] != number:
                note = f"the same judgement as {first[one.id]}, given twice"
                self._fall(number, JudgementState.OVERTAKEN, note, first[one.id])
            elif number in self.state:
                continue
            elif problem := form_problem(one):
                self._fall(number, JudgementState.REFUSED, problem)
            else:
                live.add(number)
                if one.undoes is not None:
                    target = first.get(one.undoes, number)
                    if target < number:
                        self._fall(target, JudgementState.UNDONE, f"undone by judgement {number}", number)
                    else:
                        problem = f"undoes {one.undoes[:100]!r}, which is no earlier judgement of this case"
                        self._fall(number, JudgementState.REFUSED, problem)
        return live

    def _fall(self, number: int, state: JudgementState, note: str, through: int | None = None) -> None:
        self.state[number] = (state, through, note)

    def _overtake(self, earlier: int, number: int, how: str = "on the same") -> None:
        self._fall(earlier, JudgementState.OVERTAKEN, f"judgement {number}, which is later, decides {how}", number)

    def _unfit(self, one: CaseJudgement) -> str:
        """Why its words are not where they were, or its document is not in the case."""
        if self.documents is None:
            return ""
        for span in spans_of(one.decision):
            document = self.documents.get(span.document)
            if document is None:
                return f"its document {span.document[:100]} is not in the case"
            if document.text[span.start : span.end] != span.text:
                return (
                    f"the words at [{span.start}, {span.end}) of document {span.document[:100]} are no longer "
                    f"{span.text[:60]!r}; look at the statement again, and judge it as it is now"
                )
        if isinstance(one.decision, ComesFrom):
            for id in (one.decision.document, one.decision.parent):
                if id not in self.documents:
                    return f"its document {id[:100]} is not in the case"
        return ""

    def _decide(self, one: CaseJudgement, number: int) -> str:
        """Take the decision in, and give why it cannot be taken where it cannot."""
        match one.decision:
            case Same() as decision:
                return self._same(decision, number)
            case Apart() as decision:
                return self._apart(decision, number)
            case Within() as decision:
                return self._part_of(decision, number)
            case Means() as decision:
                problem = self._unknown(decision.actor) if decision.actor is not None else ""
                return problem or self._mean(decision.mention, decision.actor, number)
            case Accepted() | Rejected() | Mended() | Added() as decision:
                return self._statement(decision, number)
            case Concerns() as decision:
                return self._concern(decision, number)
            case ComesFrom() as decision:
                pair = frozenset({decision.document, decision.parent})
                if pair in self.origins:
                    self._overtake(self.origins[pair][1], number)
                    del self.origins[pair]  # so that the order of the rest is that of the judgements
                self.origins[pair] = (decision, number)
        return ""

    # ------------------------------------------------------------ actors

    def _unknown(self, *ids: str) -> str:
        for id in ids:
            if self.known is not None and id not in self.named and self.known(id) is None:
                return f"{id[:100]!r} is no actor of this case and none that is known; `claimant actors WORD` searches them"
        return ""

    def _one(self, actor: str) -> str:
        while actor in self.merged:
            actor = self.merged[actor][0]
        return actor

    def _same(self, decision: Same, number: int) -> str:
        actor, into = decision.actor, decision.into
        if problem := self._unknown(actor, into):
            return problem
        before = self.merged.pop(actor, None)
        if self._one(into) == actor:
            if before:
                self.merged[actor] = before
            other = self.merged[into][1] if into in self.merged else number
            return f"merges {actor!r} into {into!r} in a circle, since judgement {other} merges the other way; undo that first"
        if before:
            self._overtake(before[1], number)
        self.merged[actor] = (into, number)
        for pair in [pair for pair in self.parted if len({self._one(id) for id in pair}) == 1]:
            fallen = self.parted.pop(pair)
            for earlier in fallen:
                self._overtake(earlier, number, "otherwise, and makes them one actor")
            self.means = {key: meant for key, meant in self.means.items() if meant[1] not in fallen}
        return ""

    def _apart(self, decision: Apart, number: int) -> str:
        actor, other = decision.actor, decision.other
        if problem := self._unknown(*((actor,) if decision.name else (actor, other))):
            return problem
        if decision.name:
            self.named[other] = (decision.name, actor)
        if self._one(actor) == self._one(other):
            # merges form a tree, so there is one way from the one to the other: its latest step gives way
            latest = max(self._steps(actor) ^ self._steps(other), key=lambda step: self.merged[step][1])
            self._overtake(self.merged.pop(latest)[1], number, "otherwise, and keeps the two apart")
        pair = frozenset({actor, other})
        for earlier in self.parted.setdefault(pair, []):
            before = self.judgements[earlier - 1].decision
            if isinstance(before, Apart) and not before.mentions:  # one that split mentions off goes on doing so
                self._overtake(earlier, number)
        self.parted[pair].append(number)
        for mention in decision.mentions:
            self._mean(mention, other, number)
        return ""

    def _steps(self, actor: str) -> set[str]:
        found = set()
        while actor in self.merged:
            found.add(actor)
            actor = self.merged[actor][0]
        return found

    def _part_of(self, decision: Within, number: int) -> str:
        if problem := self._unknown(decision.actor, *([decision.side] if decision.side is not None else [])):
            return problem
        key = (decision.actor, decision.start, decision.end)
        before = self.within.pop(key, None)
        if decision.side is not None and self._above(decision.side, decision.actor):
            if before:
                self.within[key] = before
            return f"makes {decision.actor!r} a part of {decision.side!r}, which is itself a part of it: a circle"
        if before:
            self._overtake(before[1], number)
        self.within[key] = (decision, number)
        return ""

    def _above(self, id: str, sought: str) -> bool:
        """Whether `sought` is `id`, or somebody that it is a part of."""
        seen, queue = {self._one(id)}, [self._one(id)]
        while queue:
            one = queue.pop()
            if one == self._one(sought):
                return True
            for side in self._sides(one):
                if self._one(side) not in seen:
                    seen.add(self._one(side))
                    queue.append(self._one(side))
        return False

    def _sides(self, id: str) -> Iterator[str]:
        judged = [d for d, _ in self.within.values() if self._one(d.actor) == id]
        if judged:
            yield from (decision.side for decision in judged if decision.side is not None)
        elif self.known is not None and (actor := self.known(id)):
            yield from (part.actor for part in actor.part_of)

    def _mean(self, mention: Span, actor: str | None, number: int) -> str:
        key = (mention.document, mention.start, mention.end)
        if key in self.means and self.means[key][1] != number:
            earlier = self.means[key][1]
            if isinstance(self.judgements[earlier - 1].decision, Means):  # a split stands without one of its mentions
                self._overtake(earlier, number)
        self.means[key] = (actor, number)
        return ""

    # ------------------------------------------------------------ statements

    def _statement(self, decision: Accepted | Rejected | Mended | Added, number: int) -> str:
        index = self._subject(decision.statement)
        if index is None:
            self.statements.append((OnStatement(decision.statement, decision), number))
            return ""
        before, earlier = self.statements[index]
        self._overtake(earlier, number)
        self.statements[index] = (OnStatement(before.found, decision), number)
        return ""

    def _subject(self, seen: Statement) -> int | None:
        return subject(seen, [one for one, _ in self.statements])

    def _concern(self, decision: Concerns, number: int) -> str:
        index = self._subject(decision.statement)
        found = decision.statement if index is None else self.statements[index][0].found
        best = closest(found, (seen for seen, _ in self.concerns), 3)
        if best is not None:
            at = next(i for i, (seen, _) in enumerate(self.concerns) if seen is best)
            self._overtake(self.concerns.pop(at)[1], number)
        self.concerns.append((found, number))
        return ""

    # ------------------------------------------------------------ the result

    def standing(self) -> Standing:
        """All that was decided, in an order of its own."""
        sides: dict[str, set[PartOf]] = {}
        for decision, _ in self.within.values():
            parts = sides.setdefault(self._one(decision.actor), set())
            if decision.side is not None and self._one(decision.side) != self._one(decision.actor):
                parts.add(PartOf(self._one(decision.side), decision.start, decision.end))
        return Standing(
            history=tuple(self._kept()),
            same={actor: self._one(actor) for actor in sorted(self.merged)},
            apart=frozenset(frozenset(map(self._one, pair)) for pair in self.parted),
            named=dict(sorted(self.named.items())),
            sides={actor: tuple(sorted(parts, key=_in_years)) for actor, parts in sorted(sides.items())},
            means={key: actor and self._one(actor) for key, (actor, _) in sorted(self.means.items())},
            statements=tuple(sorted((one for one, _ in self.statements), key=lambda one: one.found.id)),
            concerns=tuple(sorted(self._with(self.concerns), key=lambda one: one[0].id)),
            origins=tuple(self._with(self.origins.values())),
        )

    def _with(self, decided: Iterable[tuple[_T, int]]) -> Iterator[tuple[_T, CaseJudgement]]:
        return ((what, self.judgements[number - 1]) for what, number in decided)

    def _kept(self) -> Iterator[KeptJudgement]:
        for number, one in enumerate(self.judgements, 1):
            state, through, note = self.state.get(number, (JudgementState.STANDS, None, ""))
            yield KeptJudgement(number=number, judgement=one, state=state, through=through, note=note)


def _in_years(part: PartOf) -> tuple[int, int, str]:
    return part.start or 0, part.end or 9999, part.actor
