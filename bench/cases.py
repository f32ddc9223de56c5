"""How well the weighing does on coded incidents whose author was later established.

    bench/cases.py CASES_DIR --scorer score_cases.py [--out FOLDER] [--counts] [--folds 10]

Weighs every case file in CASES_DIR, writes the forecasts beside those of two plain baselines, and has the scorer judge
them. The scorer is a script that takes CASES_DIR and a forecast file, such as the one that came with the cases.

--counts  counts, for each row of the table, the statements behind it (n) and those about the one who did it (k), and
          prints the spread that follows; a row whose frozen counts differ is marked
--folds   fits the rows anew on each other part of the cases, starting from "says nothing" (log ratio 0, sd 1), and has
          the scorer judge the forecasts for the part left out: an honest figure for the model's shape
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from claimant.model import Case, VerdictState
from claimant.weigh import VERSION, coded, weigh
from claimant.weigh.odds import ROWS, prior, share_of
from claimant.weigh.ratios import FLOOR, RATIOS, spread
from claimant.weigh.readings import Direction, gather
from claimant.weigh.weights import strongest

CAUTION = """\
Read with care: the table is fixed and was fitted on the 62 development cases. On those cases the figures for
"claimant" are figures on the material it was fitted on, not leave-one-out; only other cases, or --folds, say how
well it does on incidents it has not seen.
"""


@dataclass(frozen=True)
class Coded:
    """A case as the model sees it, and the answer, which only this file reads."""

    case: Case
    truth: int

    @property
    def ids(self) -> list[str]:
        """The hypotheses, in the order of the file."""
        return [hypothesis.id for hypothesis in self.case.hypotheses]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, metavar="CASES_DIR")
    parser.add_argument("--scorer", type=Path, required=True, help="script that scores CASES_DIR and a forecast file")
    parser.add_argument("--out", type=Path, help="folder for the forecast files (default: a temporary one)")
    parser.add_argument("--counts", action="store_true", help="print the counts behind the table's spreads")
    parser.add_argument("--folds", type=int, default=0, help="parts for fitting anew; 0 leaves it out")
    options = parser.parse_args()

    known = [read(path) for path in sorted(options.cases.glob("*.json"))]
    if not known:
        print(f"{options.cases} holds no case files (*.json).", file=sys.stderr)
        return 2
    print(f"{len(known)} cases, method {VERSION}\n\n{CAUTION}")
    forecasts = {
        "uniform": {one.case.incident.id: even(one) for one in known},
        "majority": {one.case.incident.id: majority(one) for one in known},
        "claimant": {one.case.incident.id: forecast(one) for one in known},
    }
    if options.folds:
        forecasts[f"fitted anew, {options.folds} folds"] = refitted(known, options.folds)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, forecast_of in forecasts.items():
            path = folder / f"{name.replace(', ', '-').replace(' ', '-')}.json"
            path.write_text(json.dumps(forecast_of, indent=1), encoding="utf-8")
            show(name, path, options)
    verdicts(known)
    if options.counts:
        counts(known)
    return 0


def read(path: Path) -> Coded:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Coded(coded(data), data["hypotheses"].index(data["truth"]))


def show(name: str, path: Path, options: argparse.Namespace) -> None:
    command = [sys.executable, str(options.scorer), str(options.cases), str(path), "--json"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise SystemExit(f"{options.scorer} failed on {name}: {answer.stderr.strip()}")
    metrics = json.loads(answer.stdout)["metrics"]
    cells = (f"{key} {m['value']:.3f} [{m['lo']:.3f}, {m['hi']:.3f}]" for key, m in metrics.items())
    print(f"{name:24s}{'   '.join(cells)}")


# ---------------------------------------------------------------- forecasts


def forecast(one: Coded) -> dict[str, float]:
    return {weighed.hypothesis.id: weighed.probability for weighed in weigh(one.case)}


def even(one: Coded) -> dict[str, float]:
    return dict.fromkeys(one.ids, 1 / len(one.ids))


def majority(one: Coded) -> dict[str, float]:
    """One vote per side for each answer that it blames or claims; every answer starts with half a vote."""
    votes = {
        (voice.side, aim.answer): aim.bearing
        for piece in gather(one.case)
        if piece.direction is Direction.FOR and not piece.position.copied
        for aim in piece.aims
        for voice in aim.voices
    }
    tally = np.array([0.5 + sum(bearing[n] == 1 for bearing in votes.values()) for n in range(len(one.ids))])
    return dict(zip(one.ids, map(float, tally / tally.sum()), strict=True))


def verdicts(known: list[Coded]) -> None:
    """How often the answer line names somebody, and how often rightly; how often the interval's ends hold up."""
    leading = right = 0
    for one in known:
        verdict = weigh(one.case).verdict
        leading += verdict.state is VerdictState.LEADING
        right += verdict.hypothesis == one.ids[one.truth] if verdict.state is VerdictState.LEADING else 0
    print(f"\nverdict 'leading' in {leading} of {len(known)} cases, right in {right} of them\n")


# ---------------------------------------------------------------- fitting anew


def features(one: Coded) -> tuple[np.ndarray, np.ndarray]:
    """Prior log odds (H), and the power of each row on each hypothesis (rows x H), weighted as the table ranks."""
    size = len(one.ids)
    pieces = gather(one.case)
    powers = np.zeros((len(ROWS), size))
    for index, readings in strongest(pieces).items():
        for row, values in share_of(pieces[index], readings, size).slopes:
            powers[row] += values
    return np.array(prior(one.case.hypotheses).logs), powers


def refitted(known: list[Coded], folds: int) -> dict[str, dict[str, float]]:
    """Forecasts for each part from rows fitted on the others: most probable log ratios under a normal(0, 1) each."""
    prepared = [features(one) for one in known]
    forecasts = {}
    for part in range(folds):
        train = [n for n in range(len(known)) if n % folds != part]
        ratios = np.zeros(len(ROWS))
        for _ in range(50):  # Newton's method; the objective is concave
            slope, curve = -ratios, -np.eye(len(ROWS))
            for n in train:
                start, powers = prepared[n]
                p = softmax(start + ratios @ powers)
                mean = powers @ p
                slope = slope + powers[:, known[n].truth] - mean
                curve = curve - ((powers * p) @ powers.T - np.outer(mean, mean))
            step = np.linalg.solve(curve, slope)
            ratios = ratios - step
            if np.abs(step).max() < 1e-9:
                break
        for n in range(part, len(known), folds):
            start, powers = prepared[n]
            p = (1 - FLOOR) * softmax(start + ratios @ powers) + FLOOR / len(start)
            forecasts[known[n].case.incident.id] = dict(zip(known[n].ids, map(float, p), strict=True))
    return forecasts


def softmax(scores: np.ndarray) -> np.ndarray:
    weights = np.exp(scores - scores.max())
    return weights / weights.sum()


# ---------------------------------------------------------------- counts


def counts(known: list[Coded]) -> None:
    """Statements behind each row (counted ones only: no copies or repeats), and the spreads that follow."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in known:
        total["prior, unnamed"] += 1
        right["prior, unnamed"] += one.ids[one.truth] == "unnamed"
        for readings in strongest(gather(one.case)).values():
            for reading in readings:
                if reading.weight:
                    hit = reading.aim.bearing[one.truth] == 1
                    for row in (*reading.rows, *without(reading.rows)):
                        total[row] += 1
                        right[row] += hit
    print(f"{'row':40s}{'ratio':>7s}{'n':>5s}{'k':>5s}{'spread':>8s}")
    for row, ratio in RATIOS.items():
        pairs = [(total[row], right[row])]
        if (against := f"not {row}") in total:
            pairs.append((total[against], right[against]))
        sd = spread(*pairs)
        same = (ratio.n, ratio.k) == pairs[0] and abs(sd - ratio.spread) < 1e-9
        rest = f"   without it: n {pairs[1][0]}, k {pairs[1][1]}" if len(pairs) > 1 else ""
        print(
            f"{row:40s}{ratio.value:7.2f}{pairs[0][0]:5d}{pairs[0][1]:5d}{sd:8.3f}{rest}{'' if same else '   DIFFERS'}"
        )


def without(rows: tuple[str, ...]) -> list[str]:
    """The multiplying rows that this accusation could have had and has not, each with "not" before it."""
    if not rows[0].startswith("blames"):
        return []
    soft = rows[0] in {"blames, nothing offered", "blames, evidence only asserted", "blames, pattern"}
    possible = ["hostile speaker, soft basis", "own side is a candidate, soft basis"]
    return [f"not {row}" for row in (possible if soft else ["hostile speaker, hard basis"]) if row not in rows]


if __name__ == "__main__":
    sys.exit(main())
