"""Choose the limits of the trained network and fit its confidence, both on the dev marks; part of training/ship.py.

The limits are those with the best sum of stance F1 and whole F1 over wires and modern texts. The confidence is a logistic
regression (Platt 1999) on the log-odds of cue, stance, speaker and target: how often speaker, stance and target are all right.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from claimant.extract.trained import Calibration, Trained, log_odds
from claimant.model import Extraction
from training.judge import documents, figures, load, predictions

PARTS = ("muc4", "modern")
LEAST = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
ALSO = (0.3, 0.4, 0.5, 0.6)
KEPT = 0.25
"""What is less sure than this is left out: best sum of whole F1 over both dev sets (of 0 to .4); some that are only half right go with it."""


def calibrated(using: Trained, data: Path, scorer: Path) -> Calibration:
    """The best limits and the weights of the confidence."""
    judge = load(scorer)
    gold = {part: judge.load(data / part / "statements-dev.jsonl") for part in PARTS}
    texts = {part: documents(data / part / "dev.jsonl.gz", data / part / "statements-dev.jsonl") for part in PARTS}
    looks = {text.id: list(using.windows(text)) for part in PARTS for text in texts[part]}
    said = {id: list(using.network(some)) if some else [] for id, some in looks.items()}  # once: limits only choose

    def read(calibration: Any, part: str) -> list[Extraction]:
        one = replace(using, calibration=calibration)
        return [one.heard(text, looks[text.id], said[text.id]) for text in texts[part]]

    best, value = Calibration(), -1.0
    for least in LEAST:
        for also in ALSO:
            tried = Calibration(least=least, also=also)
            found = {part: figures(judge, gold[part], predictions(judge, read(tried, part))) for part in PARTS}
            total = sum(found[part][level][2] for part in PARTS for level in ("stance", "whole"))
            if also == 0.5:
                print(
                    least,
                    also,
                    {p: {k: v for k, v in f.items() if k in ("found", "stance", "whole")} for p, f in found.items()},
                )
            if total > value:
                best, value = tried, total
    print("best", best.least, best.also)
    rows, right = [], []
    for part in PARTS:
        noted = Noted(best.least, best.also)
        for extraction in read(noted, part):
            predicted = predictions(judge, [extraction])[extraction.document]
            pairs, dropped = judge.pair(gold[part][extraction.document], predicted)
            partner = {j: i for i, j in pairs}
            for j, statement in enumerate(extraction.statements):
                i = partner.get(j)
                if j in dropped or (i is not None and gold[part][extraction.document][i]["unsure"]):
                    continue
                rows.append([1.0, *map(log_odds, noted.seen[int(statement.confidence)])])
                whole = i is not None and judge.agrees(gold[part][extraction.document][i], predicted[j])["whole"]
                right.append(float(whole))
    return replace(best, kept=KEPT, weights=logistic(np.array(rows), np.array(right)))


@dataclass
class Noted:
    """In the place of a calibration: gives each statement a number, under which its probabilities are noted."""

    least: float
    also: float
    kept: float = 0.0
    seen: list[tuple[float, ...]] = field(default_factory=list)

    def confidence(self, *probabilities: float) -> float:
        self.seen.append(probabilities)
        return float(len(self.seen) - 1)


def logistic(rows: np.ndarray, right: np.ndarray, ridge: float = 1.0) -> tuple[float, ...]:
    """Weights by Newton's method, with a ridge on all but the constant; none may be negative."""
    free = np.ones(rows.shape[1], dtype=bool)
    weights = np.zeros(rows.shape[1])
    while True:
        x = rows[:, free]
        w = np.zeros(x.shape[1])
        penalty = ridge * np.eye(x.shape[1])
        penalty[0, 0] = 0.0
        for _ in range(50):
            p = 1 / (1 + np.exp(-x @ w))
            w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + penalty, x.T @ (right - p) - penalty @ w)
        weights[:] = 0.0
        weights[free] = w
        negative = free & (weights < 0) & (np.arange(len(free)) > 0)
        if not negative.any():
            return tuple(round(float(value), 4) for value in weights)
        free &= ~negative
