"""How often the actor behind a phrase is recognised, given the phrase's place: speakers and targets of marked texts.

    python -m bench.actors DATA GOLD [--misses] [--by-rule] [--cores 2]
    python -m bench.actors MENTIONS [--texts DATA ...] [--part dev] [--misses] [--by-rule]

DATA is a table of messages, GOLD their marks, with `speaker_actor` and `target_actor` as annotators wrote them; bench/muc4_actors.tsv
says which known actor each such name is ("-": one that nobody knows). MENTIONS holds a document a line: {"doc", "text", "date", "place",
"publisher", "mentions": [{"start", "end", "actor", "speaker"}]}; a line without "text" takes it from DATA by its id. Its actors are ids, "-"
for nobody, or any name of one's own for somebody whom the gazetteer does not know.

*Exact*: that very actor; *one voice*: it, or what it holds office in or is directly part of, the other way round too (a president and
the government, a state and its government, an army and the armed forces: annotators differ between them); *side*: it, or another
of its side. A mention that is left undecided counts as half where the right one is among its candidates. Names of actors that nobody
knows are right where no known actor is given for them. A *false merge* is a pair of mentions in one document that are given one id and
mean two actors of different sides. Each text is read by itself, as if nothing else were known.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.tables import document, rows

from claimant.model import Document, Linked, Undecided, Who
from claimant.resolve import gazetteer
from claimant.resolve.gazetteer import Gazetteer
from claimant.resolve.mentions import Roster
from claimant.resolve.people import spellings
from claimant.resolve.rules import LEAST, Decision
from claimant.resolve.scenes import scene

NAMES = Path(__file__).parent / "muc4_actors.tsv"
NOBODY = "-"
AT_ONCE = 32
"""Documents that are given to a core at a time."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked mention: its place, the right actor's id (or "-"), how annotators called it, and the statement it belongs to."""

    start: int
    end: int
    right: str
    called: str
    speaker: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One mention as it was read: exact, one voice, side (1, a half or 0)."""

    phrase: str
    who: Who
    rule: str
    mark: Mark
    exact: float
    voice: float
    side: float


Marked = tuple[Document, list[Mark]]
_MARKED: list[Marked] = []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("gold", type=Path, metavar="GOLD", nargs="?")
    parser.add_argument("--texts", type=Path, nargs="+", default=(), help="tables of the texts of MENTIONS, by id")
    parser.add_argument("--part", help="only the texts of MENTIONS that are marked as this part")
    parser.add_argument("--misses", action="store_true", help="print every mention that is not exact")
    parser.add_argument("--by-rule", action="store_true", help="print how often each rule is right")
    parser.add_argument("--cores", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    marked = messages(options.data, options.gold) if options.gold else texts(options.data, options.texts, options.part)
    known = gazetteer()
    spellings(known, "")  # makes what is made once
    began = time.process_time()
    decided = [decide(one, known) for one in marked]
    one_core = time.process_time() - began
    judged = [list(judge_all(*one)) for one in decided]
    report([mention for of_text in judged for mention in of_text], options.misses, options.by_rule)
    print(f"{false_merges(judged, known)} false merges in {len(judged)} texts")
    speeds(marked, known, one_core, options.cores)
    return 0


def messages(data: Path, gold: Path) -> list[Marked]:
    """The messages of a table with the marks on their statements."""
    with NAMES.open(encoding="utf-8", newline="") as file:
        names = {row["name"]: row["actor"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    marks = {}
    for row in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        marks[row["doc"]] = list(_of_statements(row["statements"], names))
    return [(_document(row), marks[row["id"]]) for row in rows(data) if marks.get(row["id"])]


def _of_statements(statements: list[dict[str, Any]], names: dict[str, str]) -> Iterator[Mark]:
    for statement in sorted(statements, key=lambda one: one["quote"]):
        for key in ("speaker", "target"):
            if statement.get(key):
                called = statement[f"{key}_actor"]
                if called not in names:
                    sys.exit(f"{NAMES.name} does not say who {called!r} is; add a line for it")
                yield Mark(*statement[key], names[called], called, key == "speaker", statement["own"])


def texts(table: Path, data: Sequence[Path], part: str | None) -> list[Marked]:
    """The texts of a file of mentions, in the order of their places; a text that is not in it is taken from DATA."""
    others = {row["id"]: row for one in data for row in rows(one)}
    found = []
    for row in rows(table):
        if part and row.get("part") != part:
            continue
        if row.get("text") is None and row["doc"] not in others:
            sys.exit(f"{table}: {row['doc']!r} has no text; name the table that has it with --texts")
        given = {"id": row["doc"], **others.get(row["doc"], {}), **{k: v for k, v in row.items() if v is not None}}
        marks = [
            Mark(one["start"], one["end"], _right(one["actor"]), one["actor"], bool(one.get("speaker")))
            for one in sorted(row["mentions"], key=lambda one: (one["start"], one["end"]))
        ]
        found.append((_document(given), marks))
    return found


def _right(actor: str) -> str:
    return actor if gazetteer().has(actor) else NOBODY


def _document(row: dict[str, Any]) -> Document:
    """A row as a document; what stands in brackets over a wire ("Interview with ...") is its title."""
    made = document(row)
    title = row.get("title") or "; ".join(row.get("header_tags") or ())
    return replace(made, source=replace(made.source, title=title or None))


Decided = tuple[Roster, list[tuple[Mark, str, Decision]]]


def decide(marked: Marked, known: Gazetteer) -> Decided:
    """Each marked phrase of a text and whom it is taken to mean."""
    one, marks = marked
    here = scene(one, known, around={})
    roster = Roster(known, present=here.present)
    found, speaker = [], None
    for mark in marks:
        span = one.span(mark.start, mark.end)
        if not mark.speaker and mark.own:
            speaker = roster.narrator(one.source)
        decision = roster.decide(span, here, accused=not mark.speaker, speaker=None if mark.speaker else speaker)
        speaker = decision.who if mark.speaker else None
        found.append((mark, span.text, decision))
    return roster, found


def judge_all(roster: Roster, decided: list[tuple[Mark, str, Decision]]) -> Iterator[Judged]:
    """How right the decisions on a text's mentions are."""
    for mark, phrase, decision in decided:
        yield Judged(phrase, decision.who, decision.rule, mark, *judge(decision.who, mark.right, roster))


def judge(who: Who, right: str, roster: Roster) -> tuple[float, float, float]:
    """Whether it is exactly the right actor, of one voice with it, and of its side: 1, a half where it is one of several, or 0."""
    if right == NOBODY:
        free = float(not isinstance(who, Linked) or who.actor.startswith(("named-", "outlet-")))
        return free, free, free
    match who:
        case Linked(actor):
            weight, ids = 1.0, [actor]
        case Undecided(_, candidates):
            weight, ids = 0.5, [id for id, _ in candidates]
        case _:
            return 0.0, 0.0, 0.0
    same = right in ids
    voice = same or any(_above(id, right, roster) or _above(right, id, roster) for id in ids)
    side = voice or roster.side(right) in {roster.side(id) for id in ids}
    return weight * same, weight * voice, weight * side


def _above(id: str, other: str, roster: Roster, steps: int = 2) -> bool:
    """Whether the actor speaks for the other: holds an office in it or is part of it, or of an office that is."""
    try:
        parts = (roster.found.get(id) or roster.gazetteer.actor(id)).part_of
    except KeyError:
        return False
    return any(p.actor == other or (steps > 1 and _above(p.actor, other, roster, steps - 1)) for p in parts)


def report(judged: list[Judged], misses: bool, by_rule: bool) -> None:
    n = len(judged) or 1
    if misses:
        for one in judged:
            if one.exact < 1:
                print(f"{one.phrase!r}: {shown(one.who)} [{one.rule}], not {one.mark.right} ({one.mark.called})")
    if by_rule:
        of_rule: dict[str, list[Judged]] = defaultdict(list)
        for one in judged:
            of_rule[one.rule or "nobody named"].append(one)
        print(f"{'rule':24} mentions  exact   side  (a rule under {LEAST:.2f} leaves its mentions undecided)")
        for rule, those in sorted(of_rule.items(), key=lambda item: -len(item[1])):
            # what a rule is worth does not depend on whether it is believed
            sides = sum(min(1.0, one.side * (2 if isinstance(one.who, Undecided) else 1)) for one in those)
            exact = sum(min(1.0, one.exact * (2 if isinstance(one.who, Undecided) else 1)) for one in those)
            print(f"{rule:24} {len(those):8}  {exact / len(those):5.2f}  {sides / len(those):5.2f}")
    undecided = sum(isinstance(one.who, Undecided) for one in judged)
    wrong = sum(one.side == 0 and isinstance(one.who, Linked) for one in judged)
    print(
        f"{len(judged)} mentions: exact {100 * sum(one.exact for one in judged) / n:.1f} %, one voice "
        f"{100 * sum(one.voice for one in judged) / n:.1f} %, side {100 * sum(one.side for one in judged) / n:.1f} %, "
        f"undecided {100 * undecided / n:.1f} %, another side than the right one {100 * wrong / n:.1f} %"
    )


def false_merges(judged: list[list[Judged]], known: Gazetteer) -> int:
    """Pairs of mentions in one text that are given one id and mean actors of two sides."""
    sides = Roster(known)
    return sum(
        isinstance(a.who, Linked)
        and isinstance(b.who, Linked)
        and a.who.actor == b.who.actor
        and a.mark.called != b.mark.called
        and not any(one.mark.right == NOBODY and not one.mark.called.startswith("new:") for one in (a, b))
        and sides.side(a.mark.right) != sides.side(b.mark.right)
        for of_text in judged
        for a, b in combinations(of_text, 2)
    )


def speeds(marked: list[Marked], known: Gazetteer, one_core: float, cores: int) -> None:
    """Mentions a second: reading the context of each text counts, and is printed apart as well."""
    n = sum(len(marks) for _, marks in marked)
    began = time.process_time()
    for one, _ in marked:
        scene(one, known, around={})
    scenes = time.process_time() - began
    line = (
        f"{n / one_core:,.0f} mentions a second of one core's time with their texts read "
        f"({scenes / one_core:.0%} of the time; {n / max(one_core - scenes, 1e-9):,.0f} without)"
    )
    if cores > 1 and hasattr(os, "fork"):
        _MARKED[:] = marked  # the cores get them with the fork
        with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
            list(pool.map(_ready, range(cores)))
            began = time.perf_counter()
            counts = list(pool.map(_read_batch, range(0, len(marked), AT_ONCE)))
            taken = time.perf_counter() - began
        line += f", {sum(counts) / taken:,.0f} on {cores} cores"
    print(line)


def _ready(_: int) -> int:
    return len(gazetteer().entries)


def _read_batch(first: int) -> int:
    return sum(len(decide(one, gazetteer())[1]) for one in _MARKED[first : first + AT_ONCE])


def shown(who: Who) -> str:
    match who:
        case Linked(actor):
            return actor
        case Undecided(_, candidates):
            return "/".join(id for id, _ in candidates)
    return "nobody"


if __name__ == "__main__":
    sys.exit(main())
