"""How often each kind of statement that the rules find is whole: the source of the numbers in extract/confidence.py.

    python -m bench.rule_confidence DATA_DIR --scorer score_statements.py

DATA_DIR holds, for the wires in muc4/ and for modern texts in modern/, texts (train.jsonl.gz) and marks
(statements-train.jsonl). A statement is whole when speaker, stance and target are as a person marked them.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.statements import extractor, marked, prediction

from claimant.extract.confidence import CONFIDENCE, OTHER, WEIGHT, kind
from claimant.extract.lexicon import hits
from claimant.model import Document, Statement
from claimant.text import fold

FOLDERS = ("muc4", "modern")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--scorer", type=Path, required=True)
    options = parser.parse_args()
    judge, using = load(options.scorer), extractor("rules")
    total: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for folder in FOLDERS:
        marks = options.data / folder / "statements-train.jsonl"
        gold = judge.load(marks)
        for one in marked(options.data / folder / "train.jsonl.gz", marks):
            for statement, right in judged(judge, gold[one.id], using(one).statements):
                name = kind_of(one, statement)
                total[name] += 1
                whole[name] += right
    overall = sum(whole.values()) / max(1, sum(total.values()))
    print(f"{'kind':40s}{'found':>6s}{'whole':>7s}{'share':>7s}{'value':>7s}{'in use':>8s}")
    for name in sorted(total, key=lambda name: -total[name]):
        value = 0.05 * round((whole[name] + WEIGHT * overall) / (total[name] + WEIGHT) / 0.05)
        share, used = whole[name] / total[name], CONFIDENCE.get(name, OTHER)
        differs = "" if abs(used - value) < 0.001 else "   DIFFERS"
        print(f"{name:40s}{total[name]:6d}{whole[name]:7d}{share:7.2f}{value:7.2f}{used:8.2f}{differs}")
    print(f"{'all':40s}{sum(total.values()):6d}{sum(whole.values()):7d}{overall:7.2f}")
    return 0


def load(scorer: Path) -> ModuleType:
    """The scorer as a module: its pairing says which statements are right."""
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{scorer} is no Python script.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(judge: ModuleType, golds: list[Any], statements: Sequence[Statement]) -> Iterator[tuple[Statement, bool]]:
    """The statements that count (those paired with a doubtful mark do not), each with whether it is whole."""
    predictions = [judge.statement(prediction(statement)) for statement in statements]
    pairs, dropped = judge.pair(golds, predictions)
    partner = {j: i for i, j in pairs}
    for j, statement in enumerate(statements):
        i = partner.get(j)
        if j in dropped or (i is not None and golds[i]["unsure"]):
            continue
        yield statement, i is not None and judge.agrees(golds[i], predictions[j])["whole"]


@lru_cache(maxsize=1)
def folded_text(text: str) -> str:
    return fold(text)


def kind_of(document: Document, statement: Statement) -> str:
    cue = statement.cue or statement.quote
    folded = folded_text(document.text)
    hit = next(h for h in hits(folded, statement.quote.start, statement.quote.end) if h.start == cue.start)
    return kind(hit.cue, own=statement.own, named=statement.speaker is not None)


if __name__ == "__main__":
    sys.exit(main())
