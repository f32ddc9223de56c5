"""Marked mentions of actors, for a second annotator to mark blind, and how far two annotators agree.

    python -m bench.mention_marks --check DATA_DIR
    python -m bench.mention_marks --blind DATA_DIR [--part dev|test]
    python -m bench.mention_marks --agreement SECOND

The marks are bench/mentions.jsonl, the rules bench/mentions.md. DATA_DIR is the folder that holds modern/, from whose tables come
the texts that are not ours. --blind prints each text with its mentions numbered, and tells nobody's actor; SECOND has a line
`{"doc": id, "actors": {"1": actor, "2": actor, ...}}` for each text that was marked again. *Exact*: the same actor;
*side*: the same, or two of one side. Names after `new:` are free: within a text, those that the two give to the same mentions are
taken for one.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.tables import rows

from claimant.resolve import gazetteer
from claimant.resolve.mentions import Roster

MARKS = Path(__file__).parent / "mentions.jsonl"
NOBODY, NEW = "-", "new:"

Mark = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--check", type=Path, metavar="DATA_DIR")
    what.add_argument("--blind", type=Path, metavar="DATA_DIR")
    what.add_argument("--agreement", type=Path, metavar="SECOND")
    parser.add_argument("--part", choices=["dev", "test"], help="one half of the texts")
    options = parser.parse_args()
    marks = [mark for mark in rows(MARKS) if options.part in (None, mark["part"])]
    if options.agreement:
        print(agreement(marks, list(rows(options.agreement))))
        return 0
    texts = texts_of(marks, options.check or options.blind)
    if options.blind:
        print("\n\n".join(blind(mark, texts[mark["doc"]]) for mark in marks))
        return 0
    wrong = [line for mark in marks for line in faults(mark, texts[mark["doc"]])]
    print("\n".join([*wrong, counts(marks)]))
    return int(bool(wrong))


def texts_of(marks: Iterable[Mark], data: Path) -> dict[str, str]:
    """The texts of the marks: our own stand in them, the others in the tables modern/*.jsonl.gz of a folder."""
    stored = {row["id"]: row["text"] for part in ("dev", "train") for row in rows(data / "modern" / f"{part}.jsonl.gz")}
    texts = {mark["doc"]: mark.get("text") or stored.get(mark["doc"]) for mark in marks}
    if missing := sorted(doc for doc, text in texts.items() if text is None):
        raise SystemExit(
            f"{data}/modern does not hold {', '.join(missing)}: name the folder that the marks were made with."
        )
    return texts


def blind(mark: Mark, text: str) -> str:
    """A text with its mentions in numbered brackets and what is known of it, without the actors."""
    pieces, free = [], 0
    for number, mention in enumerate(mark["mentions"], start=1):
        start, end = mention["start"], mention["end"]
        pieces += [text[free:start], f"⟦{number} {text[start:end]}⟧"]
        free = end
    known = [mark[key] or "?" for key in ("date", "place", "publisher")]
    return f"## {mark['doc']} ({', '.join(known)})\n{''.join(pieces)}{text[free:]}"


def faults(mark: Mark, text: str) -> list[str]:
    """What is wrong with the marks of a text, each with its place; empty where nothing is."""
    known, found, free = gazetteer(), [], 0
    for number, mention in enumerate(mark["mentions"], start=1):
        start, end, actor = mention["start"], mention["end"], mention["actor"]
        where = f"{mark['doc']}, mention {number}"
        if not free <= start < end <= len(text):
            found.append(f"{where}: [{start}, {end}) lies outside the text or before the mention above it")
            continue
        free, phrase = end, text[start:end]
        if phrase != phrase.strip() or mention.get("phrase", phrase) != phrase:
            found.append(f"{where}: the text has {phrase!r} there")
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            found.append(f"{where}: {phrase!r} is cut out of a word")
        if actor != NOBODY and not actor.startswith(NEW):
            try:
                known.actor(actor)
            except KeyError:
                found.append(f"{where}: the gazetteer knows no {actor!r}")
    return found


def counts(marks: Sequence[Mark]) -> str:
    """How many texts and mentions there are, of which sort, in each half."""
    lines = []
    for part in ("dev", "test"):
        for ours in (True, False):
            chosen = [mark for mark in marks if mark["part"] == part and ("text" in mark) == ours]
            mentions = [mention for mark in chosen for mention in mark["mentions"]]
            sorts = Counter(sort(mention["actor"]) for mention in mentions)
            lines.append(
                f"{part}, {'own' if ours else 'modern'}: {len(chosen)} texts, {len(mentions)} mentions "
                f"({sum(mention['speaker'] for mention in mentions)} speak); "
                f"{sorts['known']} known, {sorts['new']} new, {sorts['nobody']} nobody"
            )
    return "\n".join(lines)


def sort(actor: str) -> str:
    return "nobody" if actor == NOBODY else "new" if actor.startswith(NEW) else "known"


def agreement(first: Iterable[Mark], second: Iterable[dict[str, Any]]) -> str:
    """How far the second annotator's actors are the first's, and every mention on which they are not the same."""
    again = {row["doc"]: row["actors"] for row in second}
    side = Roster(gazetteer()).side
    exact = near = total = 0
    apart = []
    for mark in first:
        if mark["doc"] not in again:
            continue
        ours = [mention["actor"] for mention in mark["mentions"]]
        theirs = [again[mark["doc"]].get(str(number)) for number in range(1, len(ours) + 1)]
        if None in theirs or len(again[mark["doc"]]) != len(ours):
            raise SystemExit(
                f"{mark['doc']} has {len(ours)} mentions: SECOND must give an actor for each of 1 to {len(ours)}."
            )
        for number, (a, b) in enumerate(zip(ours, renamed(theirs, ours), strict=True), start=1):
            known = sort(a) == sort(b) == "known"
            total += 1
            exact += a == b
            near += a == b or (known and side(a) == side(b))
            if a != b:
                apart.append(f"{mark['doc']}, mention {number}: {a} / {theirs[number - 1]}")
    if not total:
        raise SystemExit('SECOND marks none of these texts: is each line\'s "doc" one of bench/mentions.jsonl?')
    return "\n".join([*apart, f"{total} mentions: exact {100 * exact / total:.1f} %, side {100 * near / total:.1f} %"])


def renamed(theirs: Sequence[str], ours: Sequence[str]) -> list[str]:
    """Their new names changed to ours where both stand at the same mentions, most shared first, each name used once."""
    pairs = Counter((a, b) for a, b in zip(theirs, ours, strict=True) if sort(a) == sort(b) == "new")
    names: dict[str, str] = {}
    for (a, b), _ in sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0])):
        if a not in names and b not in names.values():
            names[a] = b
    # A new name that fits none of ours must not fit one by chance of spelling.
    return [names.get(actor, f"{actor} (theirs)") if sort(actor) == "new" else actor for actor in theirs]


if __name__ == "__main__":
    sys.exit(main())
