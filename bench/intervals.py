"""How often the weighing's 95 % intervals hold the probability that the true table would give, if the model were right.

    python -m bench.intervals [CASES_DIR ...] [--draws 2000]

Tables are drawn from the fitted table's own uncertainty (its covariance); for each, every answer of every case gets the
probability that this table gives it, and the interval that `weigh` prints is asked whether it holds it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from training.ratios import folder, library, parts_of

from claimant.weigh.odds import add_up, odds_of, shares_of
from claimant.weigh.ratios import COVARIANCE, FLOOR, RATIOS
from claimant.weigh.readings import gather
from claimant.weigh.weights import strongest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="*", metavar="CASES_DIR")
    parser.add_argument("--draws", type=int, default=2000)
    options = parser.parse_args()
    cases = [*library(), *(one for path in options.cases for one in folder(path))]
    means = np.array([row.log for row in RATIOS.values()])
    tables = np.random.default_rng(1).multivariate_normal(means, COVARIANCE, options.draws, method="eigh")
    inside, by_case = [], []
    for one in cases:
        pieces = gather(one.case)
        odds = odds_of(add_up(one.case.hypotheses, shares_of(pieces, strongest(pieces), len(one.ids)).values()))
        scores = np.zeros((len(tables), len(one.ids)))
        for part in parts_of(one):
            logs = tables @ part.rows
            scores += np.outer(np.maximum(0, logs * part.sign) * part.sign if part.sign else logs, part.power)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        p = (1 - FLOOR) * shares / shares.sum(axis=1, keepdims=True) + FLOOR / len(one.ids)
        holds = (p >= np.array(odds.low) - 1e-12) & (p <= np.array(odds.high) + 1e-12)
        inside.append(holds.mean(axis=0))
        by_case.append(holds.mean())
    every = np.concatenate(inside)
    print(
        f"{len(cases)} cases, {len(every)} answers, {options.draws} tables: the interval holds {100 * every.mean():.1f} % of the time "
        f"(answers: lowest {100 * every.min():.1f} %, a tenth below {100 * np.quantile(every, 0.1):.1f} %, "
        f"a tenth above {100 * np.quantile(every, 0.9):.1f} %; worst case {100 * min(by_case):.1f} %)"
    )


if __name__ == "__main__":
    main()
