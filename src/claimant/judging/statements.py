"""Which statement a judgement speaks of, whoever reads the text again, and what it makes of it.

A judgement keeps the whole statement as it was seen. The same place in the text is found again in what another version of
the extractor reads, by these levels, best first:

4  the same cue, speaker, target, stance and role, to the character;
3  the same quote, and a speaker and a target that share words with those seen (or neither has any), and the same stance;
2  as 3, with another role;
1  as 3, with another stance at the same cue: the machine has changed its mind about what is said there.

An acceptance or a mend holds from level 1 on, since the person said what the statement is. A rejection holds from level 2 on:
what is read otherwise now was not rejected, and waits for review.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claimant.model import (
    Accepted,
    Added,
    By,
    CaseJudgement,
    Concerns,
    Decision,
    Mended,
    Rejected,
    Span,
    Stance,
    Statement,
)

if TYPE_CHECKING:
    from claimant.judging.standing import Standing

_FAMILY = {Stance.CLAIMS: 0, Stance.BLAMES: 0, Stance.DENIES: 1, Stance.CLEARS: 1, Stance.DOUBTS: 2}
"""Whether a side claims or is blamed, denies or is cleared, is only decided by who is meant, so each pair is one reading."""


@dataclass(frozen=True, slots=True)
class OnStatement:
    """What stands about one statement: as it was `found` first, and the decision that was taken last."""

    found: Statement
    decision: Accepted | Rejected | Mended | Added

    @property
    def current(self) -> Statement:
        """The statement as the person has it."""
        return self.decision.into if isinstance(self.decision, Mended) else self.decision.statement


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement to be resolved; `overruled` where a person decided otherwise. `concerns` is who said which incident it is about."""

    statement: Statement
    overruled: bool = False
    concerns: CaseJudgement | None = None


def alike(one: Statement, other: Statement) -> int:
    """How surely two readings are of the same statement: 4 to 1 as in the head of this module, 0 where they are not."""
    if one.document != other.document:
        return 0
    if one.id == other.id:
        return 4
    if (one.quote.start, one.quote.end) != (other.quote.start, other.quote.end):
        return 0
    if not (_near(one.speaker, other.speaker) and _near(one.target, other.target)):
        return 0
    if _FAMILY[one.stance] == _FAMILY[other.stance]:
        return 3 if one.role == other.role else 2
    cues = (one.cue or one.quote, other.cue or other.quote)
    return 1 if cues[0].overlaps(cues[1]) else 0


def closest(seen: Statement, among: Iterable[Statement], least: int = 1) -> Statement | None:
    """The one of `among` that is most surely the statement `seen`; None where none is at `least` so. Of equals, the nearest cue."""

    def nearness(one: Statement) -> tuple[int, int]:
        return alike(seen, one), -abs((one.cue or one.quote).start - (seen.cue or seen.quote).start)

    best = max(among, key=nearness, default=None)
    return best if best is not None and alike(seen, best) >= least else None


def subject(seen: Statement, among: Sequence[OnStatement]) -> int | None:
    """Which of those decided on already a statement is, as a person has it or as it was found; None where it is none of them."""
    here = [index for index, one in enumerate(among) if one.found.document == seen.document]
    for least in (4, 3):
        for part in ("current", "found"):
            best = closest(seen, [getattr(among[index], part) for index in here], least)
            if best is not None:
                return next(index for index in here if getattr(among[index], part) is best)
    return None


def grounded(decision: Decision, among: Sequence[OnStatement]) -> Decision:
    """The decision on a statement as it stands, put as one on the statement as it was found first.

    So it holds whatever becomes of the judgements in between. `among` are the statements of a Standing.
    """
    if not isinstance(decision, (Accepted, Rejected, Mended, Concerns)):
        return decision
    index = subject(decision.statement, among)
    if index is None:
        return decision
    one = among[index]
    if isinstance(decision, Accepted):
        return Mended(statement=one.found, into=one.current) if isinstance(one.decision, Mended) else decision
    return replace(decision, statement=one.found)


def readings(found: Sequence[Statement], standing: Standing, document: str) -> tuple[Reading, ...]:
    """What the machine found in one document, with what a person decided applied; in the order of the text.

    A mended or added statement, and an accepted one that the machine does not read so any more, is a person's mark.
    What the machine read in its place comes before it as overruled.
    """
    decided = [one for one in standing.statements if one.found.document == document]
    concerns = [one for one in standing.concerns if one[0].document == document]
    if not decided and not concerns:
        return tuple(Reading(statement) for statement in found)
    # What is found to the character is given out first, so that a looser likeness takes nothing from it.
    decided.sort(key=lambda one: (-max((alike(one.found, other) for other in found), default=0), one.found.id))
    left = list(found)
    instead: dict[int, Reading] = {}
    fresh: list[Reading] = []
    over: set[int] = set()
    for one in decided:
        least = 2 if isinstance(one.decision, Rejected) else 1
        machine = closest(one.found, left, least) or closest(one.current, left, 2)
        at = None if machine is None else next(i for i, s in enumerate(found) if s is machine)
        if machine is not None:
            left = [statement for statement in left if statement is not machine]
        agrees = machine is not None and _agree(machine, one.current)
        if isinstance(one.decision, Rejected):
            over.update(() if at is None else (at,))
            continue
        if agrees and machine is not None and isinstance(one.decision, Accepted):
            mark = replace(machine, confidence=1.0)
        else:
            mark = replace(one.current, by=By.PERSON, confidence=1.0)
        reading = Reading(mark, concerns=_concern((one.found, one.current), concerns))
        if at is None:
            fresh.append(reading)
        else:
            instead[at] = reading
            over.update(() if agrees else (at,))
    result: list[Reading] = []
    for index, statement in enumerate(found):
        if index in over:
            result.append(Reading(statement, overruled=True))
        if index in instead:
            result.append(instead[index])
        elif index not in over:
            result.append(Reading(statement, concerns=_concern((statement,), concerns)))
    if fresh:
        result = sorted([*result, *fresh], key=lambda reading: reading.statement.quote.start)
    return tuple(_once(result))


def _once(result: list[Reading]) -> Iterable[Reading]:
    """Of two that stand and are the same to the character, a person's or else the first; the other counted nothing."""
    kept: dict[str, Reading] = {}
    for reading in result:
        if not reading.overruled:
            other = kept.get(reading.statement.id)
            if other is None or (reading.statement.by is By.PERSON and other.statement.by is not By.PERSON):
                kept[reading.statement.id] = reading
    persons = {id for id, reading in kept.items() if reading.statement.by is By.PERSON}
    return (r for r in result if r.overruled or r.statement.id not in persons or kept[r.statement.id] is r)


def _concern(
    statements: Iterable[Statement], concerns: Sequence[tuple[Statement, CaseJudgement]]
) -> CaseJudgement | None:
    for statement in statements:
        best = closest(statement, (seen for seen, _ in concerns))
        if best is not None:
            return next(judgement for seen, judgement in concerns if seen is best)
    return None


def _near(one: Span | None, other: Span | None) -> bool:
    return one is other if one is None or other is None else one.overlaps(other)


def _agree(machine: Statement, person: Statement) -> bool:
    """Whether the machine reads all that a person can mend as the person does."""
    return (
        _FAMILY[machine.stance] == _FAMILY[person.stance]
        and (machine.role, machine.basis, machine.certainty) == (person.role, person.basis, person.certainty)
        and (machine.speaker, machine.target, machine.own) == (person.speaker, person.target, person.own)
    )
