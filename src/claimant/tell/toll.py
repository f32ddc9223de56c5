"""The casualty ledger: every figure with its speaker and day, and how it ran over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimant.model import About, Case, Harm, Linked, Moment, Toll, Who
from claimant.tell.prose import figure, key

HARMS = {Harm.KILLED: "killed", Harm.INJURED: "injured", Harm.MISSING: "missing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One figure that one speaker gave on one day, with all tolls that carry it. `high` None means "at least"."""

    harm: Harm
    low: int
    high: int | None
    moment: Moment | None
    speaker: Who
    tolls: tuple[Toll, ...]

    @property
    def day(self) -> date | None:
        """The day it was given, or None where that is not known."""
        return self.moment.day if self.moment else None

    @property
    def words(self) -> str:
        """ "143", "40 to 50", "at least 40"."""
        if self.high is None:
            return f"at least {figure(self.low)}"
        return figure(self.low) if self.low == self.high else f"{figure(self.low)} to {figure(self.high)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """All figures for one harm, in order of time; those without a day come last."""

    harm: Harm
    counts: tuple[Count, ...]

    @property
    def latest(self) -> Count:
        """Of the last day with a figure the one that most documents carry, then the higher."""
        dated = [count for count in self.counts if count.moment] or list(self.counts)
        last = max(count.day or date.min for count in dated)
        return max(
            (count for count in dated if (count.day or date.min) == last),
            key=lambda count: (len({toll.figure.document for toll in count.tolls}), count.low, count.high or count.low),
        )

    @property
    def lowest(self) -> int:
        """The lowest number that any figure allows."""
        return min(count.low for count in self.counts)

    @property
    def highest(self) -> int:
        """The highest number that any figure names."""
        return max(count.high or count.low for count in self.counts)


def courses(case: Case) -> tuple[Course, ...]:
    """The figures about the question's incident, harm by harm."""
    dates = {source.id: source.date for source in case.sources}
    folds: dict[tuple[object, ...], list[Toll]] = {}
    for toll in case.tolls:
        if toll.about == About.QUESTION:
            at = toll.figure.date or dates.get(toll.figure.document)
            # Figures without a speaker are the document's own: one source's must not fold into another's.
            speaker = key(toll.speaker) if isinstance(toll.speaker, Linked) else (toll.figure.document,)
            folds.setdefault(
                (toll.figure.harm, at.day if at else None, toll.figure.low, toll.figure.high, speaker), []
            ).append(toll)
    counts = [
        Count(
            harm=tolls[0].figure.harm,
            low=tolls[0].figure.low,
            high=tolls[0].figure.high,
            moment=tolls[0].figure.date or dates.get(tolls[0].figure.document),
            speaker=tolls[0].speaker,
            tolls=tuple(tolls),
        )
        for tolls in folds.values()
    ]
    counts.sort(key=lambda count: (count.day or date.max, count.low, count.high or count.low))
    found = ((harm, tuple(count for count in counts if count.harm == harm)) for harm in Harm)
    return tuple(Course(harm=harm, counts=some) for harm, some in found if some)
