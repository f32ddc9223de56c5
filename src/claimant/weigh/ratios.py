"""The one table of the weighing: what each kind of statement is worth, how sure that is, and what it rests on.

A ratio says how much more often such a statement is made about the one who did it than about another candidate. Values
are those of the starting model fitted on 62 coded incidents whose author was later established ("fitted" below).
A row's `spread` is the standard deviation of its log ratio, from the counts of such statements in the same 62 incidents
(in all 103 where the row says so):
sqrt(1/(k + 1/2) + 1/(n - k + 1/2)) for n statements of which k named the right one: the standard error of an empirical
log odds (Gart and Zweifel, Biometrika 54, 1967). Rows that multiply another one (hostile, own side) have the spread of a
log odds ratio: the sum over the statements with and without the property. `bench/cases.py` counts again and prints both.

Limits: one coder who knew the outcomes; well-known, later solved incidents, not a random sample. Compare methods on it;
its absolute figures promise nothing about the next incident.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

from claimant.model import Basis, Certainty, Role

VERSION = "2"
"""Changes whenever a number or a rule of the weighing changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One row: a likelihood ratio, the standard deviation of its logarithm, and the counts behind it.

    `n` statements of this kind stood in the coded incidents, `k` of them about the one who did it; n = 0: not measured.
    For rows that multiply another, `n` and `k` count the statements with the property. `rests_on` says the rest.
    """

    value: float
    spread: float
    n: int
    k: int
    rests_on: str

    @property
    def log(self) -> float:
        """The natural logarithm of the ratio."""
        return log(self.value)


def spread(*counts: tuple[int, int]) -> float:
    """Standard deviation of a log odds from counts (n, k); of several, that of their sum or difference."""
    return sqrt(sum(1 / (k + 0.5) + 1 / (n - k + 0.5) for n, k in counts))


def _row(value: float, n: int, k: int, rests_on: str = "fitted", *, against: tuple[int, int] | None = None) -> Ratio:
    counts = ((n, k), against) if against else ((n, k),)
    return Ratio(value=value, spread=spread(*counts), n=n, k=k, rests_on=rests_on)


RATIOS: dict[str, Ratio] = {
    "blames, nothing offered": _row(1.6, 63, 19),
    "blames, evidence only asserted": _row(1.3, 37, 13),
    "blames, pattern": _row(2.4, 45, 28, "fitted; what fits a pattern may have been coded with hindsight"),
    "blames, witness": _row(2.9, 23, 15),
    "blames, intercept": _row(5.2, 13, 11),
    "blames, arrest": _row(6.4, 16, 12, "fitted together with recordings"),
    "blames, recording": _row(6.4, 6, 5, "fitted together with arrests"),
    "blames, forensic": _row(10.0, 26, 24),
    "blames, warning": _row(5.0, 2, 2, "set by judgement: two statements are no measurement"),
    "blames, finding": _row(
        10.0,
        0,
        0,
        "not measured: no court or commission finds in the first days. Forensic evidence's value, because a finding weighs "
        "what others only show; not more, because commissions of an accused party have found what it needed (Katyn, 1944)",
    ),
    "hostile speaker, soft basis": _row(1.3, 103, 41, against=(42, 19)),
    "hostile speaker, hard basis": _row(1.4, 45, 37, against=(41, 32)),
    "own side is a candidate, soft basis": _row(0.5, 40, 10, against=(105, 50)),
    "claims, exclusive material": _row(24.0, 19, 18, "fitted; counted over all 103 incidents, 13 of 13 in the 62"),
    "claims, with warning": _row(4.4, 1, 0, "fitted; one statement is no measurement"),
    "claims, alone": _row(4.0, 12, 8),
    "claims, among rivals": _row(1.5, 15, 5),
    "claims, withdrawn": _row(1.2, 4, 2),
    "denies": _row(0.6, 56, 23),
    "clears, friend": _row(1.0, 12, 8, "fitted: friends' exculpations were worth nothing"),
    "clears, neutral": _row(0.46, 8, 2),
    "clears, hostile": _row(0.66, 9, 7),
    "prior, unnamed": _row(0.4, 62, 1, "fitted; the answer was somebody not named in one of the 62 incidents"),
}
"""The table, by row name. `doubts` takes the rows of `clears`."""

BLAMES: dict[Basis, str] = {
    Basis.NONE: "blames, nothing offered",
    Basis.ASSERTED: "blames, evidence only asserted",
    Basis.PATTERN: "blames, pattern",
    Basis.WITNESS: "blames, witness",
    Basis.WARNING: "blames, warning",
    Basis.INTERCEPT: "blames, intercept",
    Basis.ARREST: "blames, arrest",
    Basis.RECORDING: "blames, recording",
    Basis.FORENSIC: "blames, forensic",
    Basis.FINDING: "blames, finding",
}
"""The row that an accusation takes, by what is shown for it."""

SOFT: frozenset[Basis] = frozenset({Basis.NONE, Basis.ASSERTED, Basis.PATTERN})
"""Bases that need nothing but words; all others are hard."""

UNNAMED_ROW = "prior, unnamed"
"""The prior of "somebody not named yet" against 1 for every other answer."""

SAME_SIDE = 0.7
"""The power of a statement about another actor of the hypothesis' side (fitted); about the actor itself it is 1."""

FURTHER = 0.25
"""The weight of a side's further voices on the same answer in the same direction (fitted); the strongest has 1."""

FURTHER_MOST = 1.0
"""The most that all further voices of one side together may weigh: four quarters, so that an archive's hundredth
spokesman adds nothing. Changes no figure on the coded incidents, where no side speaks that often."""

FLOOR = 0.05
"""The share spread evenly over all answers at the end (fitted): what the model cannot know."""

CERTAINTY: dict[Certainty, float] = {Certainty.STATED: 1.0, Certainty.LIKELY: 0.75, Certainty.POSSIBLE: 0.5}
"""The power of hedged words. Not measured: the coded incidents hold none; three even steps, so that "may have" is half."""

ROLE: dict[Role, float] = {Role.CARRIED_OUT: 1.0, Role.DIRECTED: 1.0, Role.STAGED: 1.0, Role.SUPPORTED: 0.5}
"""The power by what the target is said to have done. Not measured: who ordered it did it; a backer may have backed
another's attack, so `supported` is half."""

NINETY_FIVE = 1.959963984540054
"""Standard deviations from the middle to either end of a 95 % interval."""
