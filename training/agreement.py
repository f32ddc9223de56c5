"""How well two people agree who marked the same texts without knowing of each other.

    python -m training.agreement FIRST.jsonl SECOND.jsonl --scorer score_statements.py

FIRST and SECOND are files of marks; the documents in both are compared, each in the place of the gold once. Marks that
either calls unsure are neither asked for nor punished.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.judge import load


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("first", type=Path)
    ask.add_argument("second", type=Path)
    ask.add_argument("--scorer", type=Path, required=True)
    args = ask.parse_args()
    judge = load(args.scorer)
    one, two = judge.load(args.first), judge.load(args.second)
    both = sorted(set(one) & set(two))
    for gold, other, words in ((one, two, "first as gold"), (two, one, "second as gold")):
        counts = [judge.count(gold[doc], [s for s in other[doc] if not s["unsure"]])[0] for doc in both]
        total = judge.total(counts)
        shown = ", ".join(f"{level} {100 * judge.prf(*total[level])[2]:.1f}" for level in judge.LEVELS)
        print(f"{words}: {len(both)} documents, {total['found'][2]} sure statements; F1 {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
