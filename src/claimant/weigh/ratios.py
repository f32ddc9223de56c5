"""The one table of the weighing: what each kind of statement is worth, how sure that is, and what it rests on.

A ratio says how much more often such a statement is made about the one who did it than about another candidate. The values
lie in `ratios.json`, fitted by `python -m training.ratios` on coded incidents whose author was later established. They are
hierarchical: a row is a family's log ratio (or two families' sum) plus a part of its own, which stays small where few
statements stand behind the row. `COVARIANCE` says how uncertain all rows are together; a row's `spread` is its own standard
deviation. `n` and `k` count, in the same incidents, the statements of a row and those of them about the one who did it.

Limits: the coders knew the outcomes; well-known incidents, not a random sample. Compare methods on them; the absolute figures
promise nothing about the next incident.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claimant.model import Basis, Certainty, Role

VERSION = "3"
"""Changes whenever a number or a rule of the weighing changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One row: a likelihood ratio, the standard deviation of its logarithm, and the counts behind it.

    `n` statements of this kind stood in the coded incidents, `k` of them about the one who did it; n = 0: none did, and the
    value is its family's. For rows that multiply another, `n` and `k` count the statements with the property.
    """

    value: float
    spread: float
    n: int
    k: int
    rests_on: str = "fitted"

    @property
    def log(self) -> float:
        """The natural logarithm of the ratio."""
        return log(self.value)


PARENTS: dict[str, tuple[str, ...]] = {
    "blames, nothing offered": ("accusations", "on words alone"),
    "blames, evidence only asserted": ("accusations", "on words alone"),
    "blames, pattern": ("accusations", "on words alone"),
    "blames, witness": ("accusations", "on something shown"),
    "blames, intercept": ("accusations", "on something shown"),
    "blames, arrest": ("accusations", "on something shown"),
    "blames, recording": ("accusations", "on something shown"),
    "blames, forensic": ("accusations", "on something shown"),
    "blames, warning": ("accusations", "on something shown"),
    "blames, finding": ("accusations", "on something shown"),
    "hostile speaker, soft basis": ("hostile speakers",),
    "hostile speaker, hard basis": ("hostile speakers",),
    "own side is a candidate, soft basis": (),
    "claims, exclusive material": ("claims",),
    "claims, with warning": ("claims",),
    "claims, alone": ("claims",),
    "claims, among rivals": ("claims",),
    "claims, withdrawn": ("claims",),
    "denies": ("exculpations",),
    "clears, friend": ("exculpations",),
    "clears, neutral": ("exculpations",),
    "clears, hostile": ("exculpations",),
    "prior, unnamed": (),
}
"""Every row, with the families whose log ratio it shares."""

LIKE: dict[str, str] = {"blames, finding": "blames, forensic"}
"""Rows that no coded incident has, with the row whose log ratio they take whole."""

_GIVEN: dict[str, Any] = json.loads((files("claimant.weigh") / "ratios.json").read_text(encoding="utf-8"))

COVARIANCE: NDArray[np.float64] = np.array(_GIVEN["covariance"], dtype=np.float64)
"""[rows, rows]: how uncertain the log ratios are together, in the order of PARENTS."""

FITTED_ON: int = _GIVEN["fitted_on"]["cases"]
"""Incidents with an established author behind the table."""

_SAYS: dict[str, str] = {
    "blames, pattern": "fitted; what fits a pattern may have been coded with hindsight",
    "blames, finding": "not measured: no court or commission finds in the first days. Forensic evidence's value, because a "
    "finding weighs what others only show; not more, because commissions of an accused party have found what it needed (Katyn, 1944)",
}

RATIOS: dict[str, Ratio] = {
    row: Ratio(
        value=float(np.exp(_GIVEN["rows"][row]["log"])),
        spread=float(np.sqrt(COVARIANCE[number, number])),
        n=_GIVEN["rows"][row]["n"],
        k=_GIVEN["rows"][row]["k"],
        rests_on=_SAYS.get(row, "fitted"),
    )
    for number, row in enumerate(PARENTS)
}
"""The table, by row name. `doubts` takes the rows of `clears`."""

SEEN: dict[str, float] = {row: _GIVEN["rows"][row].get("seen", 0.0) for row in PARENTS}
"""The share of the coded incidents in which such a statement about the doer was made in the first days; of accusations, those by
speakers who are neither hostile to the doer nor on a side that is an answer itself."""

SEEN_WRONGLY: dict[str, float] = {row: _GIVEN["rows"][row].get("seen_wrongly", 0.0) for row in PARENTS}
"""The same for named answers that were not the right one: the share of them about which such a statement was made."""


def variance(rows: tuple[str, ...]) -> float:
    """Variance of the sum of these rows' log ratios."""
    numbers = [_NUMBER[row] for row in rows]
    return float(COVARIANCE[np.ix_(numbers, numbers)].sum())


_NUMBER = {row: number for number, row in enumerate(PARENTS)}

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

CHORUS_MOST = 10
"""The most sides whose accusations without anything shown (bare words, or evidence only asserted) count for one answer, the
strongest first: however many allies or new names repeat it, the answer gains no more. Set; changes no figure on the coded
incidents, where never so many sides accuse one."""

BARE: frozenset[Basis] = frozenset({Basis.NONE, Basis.ASSERTED})
"""Bases with nothing shown."""

FLOOR = 0.05
"""The share spread evenly over all answers at the end (fitted): what the model cannot know."""

CERTAINTY: dict[Certainty, float] = {Certainty.STATED: 1.0, Certainty.LIKELY: 0.75, Certainty.POSSIBLE: 0.5}
"""The power of hedged words. Not measured: the coded incidents hold none; three even steps, so that "may have" is half."""

ROLE: dict[Role, float] = {Role.CARRIED_OUT: 1.0, Role.DIRECTED: 1.0, Role.STAGED: 1.0, Role.SUPPORTED: 0.5}
"""The power by what the target is said to have done. Not measured: who ordered it did it; a backer may have backed
another's attack, so `supported` is half."""

NINETY_FIVE = 1.959963984540054
"""Standard deviations from the middle to either end of a 95 % interval."""
