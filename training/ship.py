"""From the trained network to the shipped files: limits and confidence, gate, eight bits; and what each step costs.

    python -m training.ship NETWORK.pt DATA_DIR --encoder MINILM_DIR --scorer score_statements.py [--gate GATE.npz]

Writes src/claimant/extract/model/ and prints, on the dev marks, the network in 32 bits, in eight bits, and behind the gate.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import torch

from claimant.extract.network import load_from
from claimant.extract.trained import Trained, everything
from claimant.extract.wordpiece import WordPiece
from training import gate as gating
from training.calibrate import PARTS, calibrated
from training.export import calibrate_card, write
from training.judge import documents, figures, load, predictions, trained
from training.network import Encoder, Network

MODEL = Path(__file__).parent.parent / "src" / "claimant" / "extract" / "model"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("network", type=Path)
    ask.add_argument("data", type=Path)
    ask.add_argument("--encoder", type=Path, required=True)
    ask.add_argument("--scorer", type=Path, required=True)
    ask.add_argument("--gate", type=Path, help="a gate made before; without it one is fitted, which takes minutes")
    args = ask.parse_args()
    vocabulary_file = args.encoder / "vocab.txt"
    vocabulary = WordPiece.of(vocabulary_file.read_text(encoding="utf-8").rstrip("\n").split("\n"))
    net = Network(Encoder())
    net.load_state_dict(torch.load(args.network, weights_only=True))
    work = args.network.parent
    gate = args.gate
    if gate is None:
        gate = work / "gate.npz"
        gating.make(net, vocabulary, args.data, gate)
    write(net, vocabulary_file, gate, None, MODEL)
    # in eight bits, as readers run it: its numbers differ a little from those in 32
    calibration = calibrated(replace(load_from(MODEL), gate=everything), args.data, args.scorer)
    (work / "calibration.json").write_text(
        json.dumps(
            {
                "least": calibration.least,
                "also": calibration.also,
                "kept": calibration.kept,
                "weights": list(calibration.weights),
            }
        ),
        encoding="utf-8",
    )
    calibrate_card(work / "calibration.json", MODEL)
    shipped = load_from(MODEL)
    judged("32 bits", trained(net, vocabulary, calibration), args.data, args.scorer)
    judged("8 bits", replace(shipped, gate=everything), args.data, args.scorer)
    judged("8 bits, behind the gate", shipped, args.data, args.scorer)


def judged(name: str, using: Trained, data: Path, scorer: Path) -> None:
    """Print F1 by level on the dev marks."""
    judge = load(scorer)
    for part in PARTS:
        marks = data / part / "statements-dev.jsonl"
        found = [using(text) for text in documents(data / part / "dev.jsonl.gz", marks)]
        result = figures(judge, judge.load(marks), predictions(judge, found))
        shown = ", ".join(f"{level} {result[level][2]}" for level in judge.LEVELS)
        print(f"{name}, {part}: F1 {shown}; precision {result['found'][0]}, recall {result['found'][1]}", flush=True)


if __name__ == "__main__":
    main()
