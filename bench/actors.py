"""How often the actor behind a phrase is recognised, given the phrase's place: speakers and targets of marked wires.

    python -m bench.actors DATA GOLD [--misses]

DATA is a table of messages, GOLD their marks, with `speaker_actor` and `target_actor` as annotators wrote them; bench/muc4_actors.tsv
says which known actor each such name is. *Exact*: that very actor; *side*: it, or another of its side. A mention that is left undecided
counts as half where the right one is among its candidates. Names of actors that nobody knows ("-") are right where no known actor is given
for them. Each message is read by itself, as if nothing else were known.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.tables import documents

from claimant.model import Document, Linked, Undecided, Who
from claimant.resolve import gazetteer
from claimant.resolve.gazetteer import Gazetteer
from claimant.resolve.mentions import Roster
from claimant.resolve.scenes import scene

NAMES = Path(__file__).parent / "muc4_actors.tsv"
NOBODY = "-"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("gold", type=Path, metavar="GOLD")
    parser.add_argument("--misses", action="store_true", help="print every mention that is not exact")
    options = parser.parse_args()
    with NAMES.open(encoding="utf-8", newline="") as file:
        names = {row["name"]: row["actor"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    known = gazetteer()
    texts = {document.id: document for document in documents(options.data)}
    total: Counter[str] = Counter()
    exact = side = 0.0
    began = time.perf_counter()
    for line in options.gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for phrase, who, gold, roster in mentions(texts[row["doc"]], row["statements"], known):
            if gold not in names:
                total["not in the table"] += 1
                continue
            right = names[gold]
            same, near = judged(who, right, roster)
            exact, side = exact + same, side + near
            total["mentions"] += 1
            total["undecided"] += isinstance(who, Undecided)
            total["wrong"] += near == 0 and isinstance(who, Linked)
            if options.misses and same < 1:
                print(f"{row['doc']}  {phrase!r}: {shown(who)}, not {right} ({gold})")
    taken = time.perf_counter() - began
    n = total["mentions"]
    print(
        f"{n} mentions: exact {100 * exact / n:.1f} %, side {100 * side / n:.1f} %, undecided {100 * total['undecided'] / n:.1f} %, "
        f"another side than the right one {100 * total['wrong'] / n:.1f} %; {total['not in the table']} not in the table; "
        f"{n / taken:,.0f} mentions a second with their messages read"
    )
    return 0


def mentions(
    document: Document, statements: list[dict[str, Any]], known: Gazetteer
) -> Iterator[tuple[str, Who, str, Roster]]:
    """Each marked phrase, whom it is taken to mean, and whom it means, in the order of the text."""
    here = scene(document, known, around={})
    roster = Roster(known, present=here.present)
    for statement in sorted(statements, key=lambda one: one["quote"]):
        speaker = None
        for key in ("speaker", "target"):
            if statement.get(key):
                span = document.span(*statement[key])
                who = roster.who(span, here, accused=key == "target", speaker=speaker)
                speaker = who if key == "speaker" else speaker
                yield span.text, who, statement[f"{key}_actor"], roster


def judged(who: Who, right: str, roster: Roster) -> tuple[float, float]:
    """Whether it is exactly the right actor, and whether it is of the right side: 1, a half where it is one of several, or 0."""
    if right == NOBODY:
        free = not isinstance(who, Linked) or who.actor.startswith(("named-", "outlet-"))
        return float(free), float(free)
    match who:
        case Linked(actor):
            same = actor == right
            return float(same), float(same or roster.side(actor) == roster.side(right))
        case Undecided(_, candidates):
            ids = [id for id, _ in candidates]
            sides = {roster.side(id) for id in ids}
            return 0.5 * (right in ids), 0.5 * (roster.side(right) in sides)
    return 0.0, 0.0


def shown(who: Who) -> str:
    match who:
        case Linked(actor):
            return actor
        case Undecided(_, candidates):
            return "/".join(id for id, _ in candidates)
    return "nobody"


if __name__ == "__main__":
    sys.exit(main())
