"""The network in torch judged on marked documents by the code that readers run; also fits the calibration."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from bench.tables import document

from claimant.extract.decode import Scores
from claimant.extract.network import arrays, groups
from claimant.extract.trained import Calibration, Trained
from claimant.extract.windows import Window
from claimant.extract.wordpiece import WordPiece
from claimant.model import Document, Extraction, Span
from training.marks import rows
from training.network import Network


def scored(net: Network, looks: Sequence[Window], pieces: int = 4096) -> list[Scores]:
    """The network's scores for windows, in their order."""
    net.eval()
    out: list[Scores | None] = [None] * len(looks)
    for group in groups(looks, pieces):
        given = {name: torch.from_numpy(table) for name, table in arrays([looks[i] for i in group]).items()}
        with torch.no_grad():
            parts = [p.float().numpy() for p in net(**given)]
        for row, i in enumerate(group):
            n = len(looks[i].head) + len(looks[i].words)
            out[i] = Scores(*(p[row, :n] for p in parts[:5]), relevant=float(parts[5][row]))
    return [s for s in out if s is not None]


def trained(net: Network, vocabulary: WordPiece, calibration: Calibration | None = None) -> Trained:
    """The extractor that readers run, with torch behind it."""
    return Trained(
        vocabulary,
        lambda looks: scored(net, looks),
        net.distance.detach().numpy(),
        calibration=calibration or Calibration(),
    )


def documents(table: Path, marks: Path) -> list[Document]:
    """The marked documents of a table."""
    wanted = {row["doc"] for row in rows(marks)}
    return [document(row) for row in rows(table) if row["id"] in wanted]


def load(scorer: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["scorer"] = module
    spec.loader.exec_module(module)
    return module


def predictions(judge: ModuleType, found: Sequence[Extraction]) -> dict[str, list[Any]]:
    def place(span: Span | None) -> list[int] | None:
        return [span.start, span.end] if span else None

    return {
        one.document: [
            judge.statement(
                {
                    "quote": place(s.quote),
                    "speaker": place(s.speaker),
                    "target": place(s.target),
                    "own": s.own,
                    "stance": s.stance,
                    "role": s.role,
                    "basis": s.basis,
                    "certainty": s.certainty,
                }
            )
            for s in one.statements
        ]
        for one in found
    }


def figures(judge: ModuleType, gold: dict[str, list[Any]], predicted: dict[str, list[Any]]) -> dict[str, Any]:
    """Precision, recall and F1 by level, and the accuracy of role, basis and certainty."""
    counts, labels = [], {"role": [0, 0], "basis": [0, 0], "certainty": [0, 0]}
    for doc in gold:
        c, found = judge.count(gold[doc], predicted.get(doc, []))
        counts.append(c)
        for name in labels:
            labels[name] = [a + b for a, b in zip(labels[name], found[name], strict=True)]
    t = judge.total(counts)
    out = {level: tuple(round(100 * x, 1) for x in judge.prf(*t[level])) for level in judge.LEVELS}
    return out | {name: round(100 * a / b, 1) if b else None for name, (a, b) in labels.items()}
