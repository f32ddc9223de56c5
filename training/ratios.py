"""Fit the table of the weighing on coded incidents, by one command.

    python -m training.ratios [CASES_DIR ...] [--spread 0.8]

Fits on the package's own library of cases and on the case files of every CASES_DIR, and writes
src/claimant/weigh/ratios.json: each row's log ratio, the counts behind it, and how uncertain all rows are together.
Cases without an established author teach nothing and are left out.

The model is a conditional logit: log P(h) = sum over rows of (row's log ratio x its power on h) - log of the sum over h, then
the floor. A row's log ratio is the sum of its ancestors' and its own part; every part has a normal(0, sd) prior, with a
small sd for own parts (`--spread`), so that a row with few statements behind it stays near its parent (a hierarchical model:
Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 5). The most probable values are found by Newton's method, the
uncertainty is the curvature there (Laplace's approximation).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from claimant.model import Case
from claimant.weigh import coded
from claimant.weigh.library import coded_cases
from claimant.weigh.odds import ROWS, prior
from claimant.weigh.ratios import FLOOR, LIKE, PARENTS, RATIOS
from claimant.weigh.readings import Direction, gather
from claimant.weigh.weights import scale_of, strongest

SHIPPED = Path(__file__).parent.parent / "src" / "claimant" / "weigh" / "ratios.json"
FAMILY = 1.0
"""Standard deviation of a family's log ratio before any case is seen."""


@dataclass(frozen=True)
class Coded:
    """A case as the model sees it, and the answer, which only training/ and bench/ read."""

    case: Case
    truth: int | None

    @property
    def id(self) -> str:
        """The case's id."""
        return self.case.incident.id

    @property
    def ids(self) -> list[str]:
        """The hypotheses, in the order of the file."""
        return [hypothesis.id for hypothesis in self.case.hypotheses]


@dataclass(frozen=True)
class Table:
    """A fitted table: log ratios of the rows [R], and their covariance [R, R]."""

    logs: np.ndarray
    covariance: np.ndarray


Powers = tuple[np.ndarray, int]
"""One case for the fit: the power of each row on each hypothesis [R, H], and which of them was true."""


@dataclass(frozen=True)
class Part:
    """One statement as it counts: how often each row goes into its log ratio [R], and its power on each hypothesis [H].

    `sign` is 1 where it speaks for its target (its log ratio is never taken below 0), -1 where against (never above), 0 for the prior.
    """

    rows: np.ndarray
    power: np.ndarray
    sign: int


def read(data: dict[str, Any]) -> Coded:
    """One case file's contents."""
    truth = data.get("truth")
    return Coded(coded(data), None if truth is None else data["hypotheses"].index(truth))


def folder(path: Path) -> list[Coded]:
    """All case files of a folder, by name."""
    return [read(json.loads(file.read_text(encoding="utf-8"))) for file in sorted(path.glob("*.json"))]


def library() -> list[Coded]:
    """The package's own cases."""
    return [read(data) for data in coded_cases()]


def unlike(cases: Iterable[Coded], judged: Sequence[Coded]) -> list[Coded]:
    """The cases that are no incident of those to be judged: another id, and another day."""
    ids = {one.id for one in judged}
    days = {one.case.incident.date for one in judged}
    return [one for one in cases if one.id not in ids and one.case.incident.date not in days]


def parts_of(one: Coded) -> list[Part]:
    """What of a case counts, weighted as the present table ranks."""
    found = []
    for row, values in prior(one.case.hypotheses).slopes:
        found.append(Part(np.eye(len(ROWS))[row], np.array(values), 0))
    pieces = gather(one.case)
    for index, readings in strongest(pieces).items():
        piece = pieces[index]
        for reading in readings:
            if reading.weight:
                rows = np.zeros(len(ROWS))
                for row in reading.rows:
                    rows[ROWS.index(row)] += scale_of(piece.position, reading.aim)
                power = reading.weight * np.array(reading.aim.bearing)
                found.append(Part(rows, power, 1 if piece.direction is Direction.FOR else -1))
    return found


def powers(one: Coded) -> np.ndarray:
    """The power of each row on each hypothesis [R, H], before anything is kept from speaking for the accused."""
    return np.sum([np.outer(part.rows, part.power) for part in parts_of(one)], axis=0)


def known(cases: Iterable[Coded]) -> list[Powers]:
    """What there is to fit on: cases whose author was established."""
    return [(powers(one), one.truth) for one in cases if one.truth is not None]


def design() -> np.ndarray:
    """[R, parts]: which parts a row's log ratio is the sum of; the families come first, then each row's own part."""
    families = sorted({family for parents in PARENTS.values() for family in parents})
    table = np.zeros((len(ROWS), len(families) + len(ROWS)))
    for number, row in enumerate(ROWS):
        for family in PARENTS[row]:
            table[number, families.index(family)] = 1
        table[number, len(families) + ROWS.index(LIKE.get(row, row))] = 1
    return table


def fit(cases: Sequence[Powers], spread: float, floor: float = FLOOR, rounds: int = 60) -> Table:
    """The most probable log ratios and their covariance."""
    parts = design()
    families = parts.shape[1] - len(ROWS)
    alone = np.array([not PARENTS[row] for row in ROWS])
    deviation = np.concatenate([np.full(families, FAMILY), np.where(alone, FAMILY, spread)])
    hold = np.diag(deviation**-2)
    given = [(parts.T @ table, truth) for table, truth in cases]
    values = np.zeros(parts.shape[1])
    curve = hold
    for _ in range(rounds):
        slope, curve = -hold @ values, hold.copy()
        for table, truth in given:
            p = softmax(values @ table)
            # the floor in the likelihood: a case that the rows cannot explain pulls little on them
            trust = (1 - floor) * p[truth] / ((1 - floor) * p[truth] + floor / len(p))
            mean = table @ p
            slope = slope + trust * (table[:, truth] - mean)
            curve = curve + trust * ((table * p) @ table.T - np.outer(mean, mean))
        step = np.linalg.solve(curve, slope)
        values = values + step * min(1.0, 1.0 / max(1e-9, np.abs(step).max()))
        if np.abs(step).max() < 1e-8:
            break
    return Table(parts @ values, parts @ np.linalg.inv(curve) @ parts.T)


def forecast(table: Table, case: Sequence[Part], floor: float = FLOOR) -> np.ndarray:
    """Probabilities of one case's hypotheses by a table, as the weighing gives them."""
    scores = np.zeros(len(case[0].power))
    for part in case:
        log = float(table.logs @ part.rows)
        scores = scores + (max(0.0, log * part.sign) * part.sign if part.sign else log) * part.power
    p = softmax(scores)
    return (1 - floor) * p + floor / len(p)


@dataclass(frozen=True)
class Behind:
    """What stands behind a row: statements that count, those about the doer, and how often one was made about the doer and about
    a wrong named answer (of accusations, by speakers without a reason of their own: rows that nothing multiplies)."""

    n: int
    k: int
    seen: float
    seen_wrongly: float


def counts(cases: Iterable[Coded]) -> dict[str, Behind]:
    """What stands behind each row; half a case is added to either share, so that none is 0."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    wrongly: Counter[str] = Counter()
    solved = others = 0
    for one in cases:
        if one.truth is None:
            continue
        total["prior, unnamed"] += "unnamed" in one.ids
        right["prior, unnamed"] += one.ids[one.truth] == "unnamed"
        solved += 1
        others += sum(id != "unnamed" for number, id in enumerate(one.ids) if number != one.truth)
        here: set[tuple[str, int]] = set()
        for readings in strongest(gather(one.case)).values():
            for reading in readings:
                if reading.weight:
                    for row in reading.rows:
                        total[row] += 1
                        right[row] += reading.aim.bearing[one.truth] == 1
                    if len(reading.rows) == 1:
                        here |= {(reading.rows[0], number) for number, m in enumerate(reading.aim.bearing) if m == 1}
        for row, number in here:
            (seen if number == one.truth else wrongly)[row] += 1
    return {
        row: Behind(total[row], right[row], (seen[row] + 0.5) / (solved + 1), (wrongly[row] + 0.5) / (others + 1))
        for row in ROWS
    }


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities from log scores."""
    weights = np.exp(scores - scores.max())
    result: np.ndarray = weights / weights.sum()
    return result


def settled(cases: Sequence[Coded], spread: float, rounds: int = 12) -> Table:
    """The table that ranks the voices of a side as it was fitted with: fitted again until nothing moves by a thousandth.

    Changes the table of this process in place, since the weighing ranks by it.
    """
    table = fit(known(cases), spread)
    for _ in range(rounds):
        before = table.logs
        for number, row in enumerate(ROWS):
            RATIOS[row] = replace(RATIOS[row], value=float(np.exp(table.logs[number])))
        table = fit(known(cases), spread)
        # halfway: two rankings that call each other forth would else go to and fro
        table = Table((table.logs + before) / 2, table.covariance)
        if np.abs(table.logs - before).max() < 1e-3:
            break
    return table


def shown(card: dict[str, Any]) -> str:
    """The card as JSON with a line for each row, so that a new fit can be read as a difference."""
    rows = ",\n".join(f"  {json.dumps(row)}: {json.dumps(values)}" for row, values in card["rows"].items())
    table = ",\n".join(f"  {json.dumps(values)}" for values in card["covariance"])
    head = f' "fitted_on": {json.dumps(card["fitted_on"])},\n "spread": {card["spread"]},\n'
    return f'{{\n{head} "rows": {{\n{rows}\n }},\n "covariance": [\n{table}\n ]\n}}\n'


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("cases", type=Path, nargs="*", metavar="CASES_DIR")
    ask.add_argument("--spread", type=float, default=0.8, help="standard deviation of a row around its parents")
    args = ask.parse_args()
    own = library()
    given = [one for path in args.cases for one in folder(path)]
    cases = [*unlike(own, given), *given]
    table = settled(cases, args.spread)
    behind = counts(cases)
    card = {
        "fitted_on": {"cases": len(known(cases)), "of_the_library": len(known(unlike(own, given)))},
        "spread": args.spread,
        "rows": {
            row: {
                "log": round(float(table.logs[n]), 4),
                "n": behind[row].n,
                "k": behind[row].k,
                "seen": round(behind[row].seen, 4),
                "seen_wrongly": round(behind[row].seen_wrongly, 4),
            }
            for n, row in enumerate(ROWS)
        },
        "covariance": [[round(float(x), 5) for x in row] for row in table.covariance],
    }
    SHIPPED.write_text(shown(card), encoding="utf-8")
    for row in ROWS:
        one = behind[row]
        value = np.exp(card["rows"][row]["log"])
        print(f"{row:45s}{value:8.2f}{one.n:6d}{one.k:6d}{one.seen:8.3f}{one.seen_wrongly:8.3f}")
    print(f"fitted on {card['fitted_on']['cases']} cases")


if __name__ == "__main__":
    main()
