"""Choose the limits of bench/muc4.py on a table with answer keys (dev): role by role, the best micro F1.

python -m training.choose_muc4 DATA --scorer score_muc4.py
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path

from bench.muc4 import ROLES, entities, found
from bench.tables import documents

from claimant.extract.network import load

LIMITS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
RELEVANT = (-4.0, -3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("--scorer", type=Path, required=True)
    args = ask.parse_args()
    sys.path.insert(0, str(args.scorer.parent))
    spec = importlib.util.spec_from_file_location("score_muc4", args.scorer)
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    using = load()
    gold = scorer.read_records(str(args.data))
    given = {document.id: found(using, document) for document in documents(args.data)}
    least, relevant, best = [0.5] * len(ROLES), -1.0, -1.0

    def value(limits: list[float], floor: float) -> float:
        records = [{"id": id, "entities": entities(one, limits, floor)} for id, one in given.items()]
        result = scorer.score(gold, scorer.pred_map(records))
        return float(result["micro"]["f1"])

    for _ in range(2):
        for floor in RELEVANT:
            if (now := value(least, floor)) > best:
                best, relevant = now, floor
        for role in range(len(ROLES)):
            for limit in LIMITS:
                tried = [*least[:role], limit, *least[role + 1 :]]
                if (now := value(tried, relevant)) > best:
                    best, least = now, tried
    print(f"micro F1 {best:.1f}; LEAST = {tuple(least)}; RELEVANT = {relevant}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
