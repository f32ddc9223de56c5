"""How far two coders of the same incidents agree.

    python -m training.case_agreement [SECOND.jsonl]

The first coding is the package's library, the second training/sets/cases-second.jsonl: made by readers who were given the
incident, its actors and its possible answers, but neither relations nor statements.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from claimant.weigh.library import coded_cases

SECOND = Path(__file__).parent / "sets" / "cases-second.jsonl"


def about(statement: dict[str, Any]) -> tuple[str, str]:
    """Speaker and target; a claim or denial without one is about the speaker."""
    own = statement["stance"] in {"claims", "denies"}
    return statement["speaker"], statement["target"] or (statement["speaker"] if own else "nobody")


def compare(first: dict[str, Any], second: dict[str, Any], total: Counter[str]) -> None:
    """Add one incident's counts."""
    a, b = Counter(map(about, first["statements"])), Counter(map(about, second["statements"]))
    total["first"] += a.total()
    total["second"] += b.total()
    total["both"] += (a & b).total()
    free = list(first["statements"])
    for statement in second["statements"]:
        # of several on the same target, the one with the same stance
        some = [one for one in free if about(one) == about(statement)]
        if some:
            one = max(some, key=lambda other: other["stance"] == statement["stance"])
            free.remove(one)
            total["paired"] += 1
            for key in ("stance", "basis", "exclusive"):
                total[key] += one[key] == statement[key]
    signs = [{tuple(sorted((r["a"], r["b"]))): r["sign"] for r in case["relations"]} for case in (first, second)]
    for pair in signs[0].keys() & signs[1].keys():
        total["related"] += 1
        total["sign"] += signs[0][pair] == signs[1][pair]


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SECOND
    known = {case["id"]: case for case in coded_cases()}
    total: Counter[str] = Counter()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        compare(known[row["id"]], row, total)
    print(f"{len(rows)} incidents coded twice")
    for what, part, whole in (
        ("statements of the second coder that the first has too", "both", "second"),
        ("statements of the first coder that the second has too", "both", "first"),
        ("same stance, where both have it", "stance", "paired"),
        ("same basis", "basis", "paired"),
        ("same in whether it has material of its own", "exclusive", "paired"),
        ("same sign of a relation that both list", "sign", "related"),
    ):
        print(f"| {what} | {total[part]} of {total[whole]}, {100 * total[part] / total[whole]:.0f} % |")


if __name__ == "__main__":
    main()
