"""Marks written with strings become stand-off marks with offsets, and every slip is named.

People (and helpers) mark a text by quoting it; this turns their quotes into character offsets and refuses what
is not in the text. The form that is written, a document a line::

    {"doc": "DEV-MUC3-0123", "statements": [{"quote": "first words ... last words", "speaker": "the phrase" or null,
     "cue": "accused", "target": "the phrase" or null, "via": null, "speaker_actor": "...", "target_actor": "...",
     "stance": "blames", "role": "carried_out", "basis": "none", "certainty": "stated", "own": false}]}

``...`` in a quote stands for the words between; ``phrase#2`` means the second place of the phrase. The cue is
looked for inside the quote; target, speaker and via inside the quote, else at the nearest place before it, else at
the nearest after. Documents of our own writing carry their ``text`` on the same line.

    python -m training.marks WRITTEN.jsonl [--texts TABLE.jsonl.gz ...] [-o MARKS.jsonl]

Exit status 1 when any mark could not be placed; the others are written all the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STANCES = ("claims", "blames", "denies", "clears", "doubts")
ROLES = ("carried_out", "directed", "supported", "staged")
BASES = (
    "none",
    "asserted",
    "forensic",
    "recording",
    "intercept",
    "arrest",
    "warning",
    "witness",
    "pattern",
    "finding",
)
CERTAINTIES = ("stated", "likely", "possible")
Span = tuple[int, int]


class Misplaced(ValueError):
    """A mark that is not in its text, or a label that the vocabulary does not have."""


def places(text: str, phrase: str) -> list[Span]:
    """Every place of ``phrase`` in ``text``; white space in the phrase stands for any white space."""
    found, start = [], 0
    while (at := text.find(phrase, start)) >= 0:
        found.append((at, at + len(phrase)))
        start = at + 1
    return found


def whole_words(text: str, spans: list[Span]) -> list[Span]:
    """Those of ``spans`` that do not cut a word, or all when every one does."""
    clean = [
        (a, b)
        for a, b in spans
        if not (a > 0 and text[a - 1].isalnum() and text[a].isalnum())
        and not (b < len(text) and text[b - 1].isalnum() and text[b].isalnum())
    ]
    return clean or spans


def numbered(phrase: str) -> tuple[str, int | None]:
    """``("army", 2)`` for ``army#2``."""
    head, mark, tail = phrase.rpartition("#")
    return (head, int(tail)) if mark and tail.isdigit() else (phrase, None)


def quote_place(text: str, written: str, cue: str | None) -> Span:
    """Where the quote stands; of several places the one that holds the cue."""
    written, which = numbered(written)
    first, dots, last = (part.strip() for part in written.partition(" ... "))
    candidates = []
    for start, end in places(text, first):
        if dots:
            ends = places(text[end:], last)
            if not ends:
                continue
            end = end + ends[0][1]
        candidates.append((start, end))
    if not candidates:
        raise Misplaced(f"quote not in the text: {written[:80]!r}")
    if which is not None:
        if which > len(candidates):
            raise Misplaced(f"quote has only {len(candidates)} places: {written[:80]!r}")
        return candidates[which - 1]
    wanted = numbered(cue)[0] if cue else None
    return next((c for c in candidates if wanted is None or wanted in text[c[0] : c[1]]), candidates[0])


def near(text: str, phrase: str, quote: Span, *, inside_only: bool = False) -> Span:
    """The place of ``phrase`` inside the quote, else nearest before it, else nearest after."""
    phrase, which = numbered(phrase)
    found = whole_words(text, places(text, phrase))
    inside = [p for p in found if quote[0] <= p[0] and p[1] <= quote[1]]
    if inside:
        if which is not None and which > len(inside):
            raise Misplaced(f"{phrase!r} has only {len(inside)} places in its quote")
        return inside[(which or 1) - 1]
    if inside_only or not found:
        raise Misplaced(f"{phrase[:80]!r} is not in {'the quote' if inside_only else 'the text'}")
    before = [p for p in found if p[1] <= quote[0]]
    return before[-1] if before else found[0]


def placed(text: str, written: dict[str, Any]) -> dict[str, Any]:
    """One written statement with its offsets; raises :class:`Misplaced`."""
    for name, allowed in (("stance", STANCES), ("role", ROLES), ("basis", BASES), ("certainty", CERTAINTIES)):
        written.setdefault(name, {"role": "carried_out", "basis": "none", "certainty": "stated"}.get(name, ""))
        if written[name] not in allowed:
            raise Misplaced(f"{name} {written[name]!r} is none of {', '.join(allowed)}")
    if not written.get("cue"):
        raise Misplaced("a statement has a cue")
    own = bool(written.get("own"))
    if own and written.get("speaker"):
        raise Misplaced("the narrator (own: true) has no speaker phrase")
    if not written.get("target") and written["stance"] not in ("claims", "denies"):
        raise Misplaced(f"{written['stance']} needs a target")
    quote = quote_place(text, written["quote"], written["cue"])
    out: dict[str, Any] = {"quote": list(quote), "cue": list(near(text, written["cue"], quote, inside_only=True))}
    for name in ("speaker", "target", "via"):
        out[name] = list(near(text, written[name], quote)) if written.get(name) else None
    for name in ("speaker_actor", "target_actor", "stance", "role", "basis", "certainty"):
        out[name] = written.get(name)
    out["own"] = own
    if written.get("unsure"):
        out["unsure"] = True
    return out


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a table, gzip or plain."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    print(f"{path}:{number}: not JSON: {error}", file=sys.stderr)


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("written", type=Path, nargs="+")
    ask.add_argument("--texts", type=Path, nargs="*", default=[], help="tables with id and text")
    ask.add_argument("-o", "--output", type=Path)
    args = ask.parse_args()
    texts = {row["id"]: row["text"] for table in args.texts for row in rows(table)}
    done, slips, count = [], 0, 0
    for path in args.written:
        for row in rows(path):
            name = row.get("doc") or row.get("id", "?")
            text = row.get("text") or texts.get(name)
            if text is None:
                print(f"{path}: {name}: no text of this name", file=sys.stderr)
                slips += 1
                continue
            statements = []
            for number, written in enumerate(row["statements"], 1):
                try:
                    statements.append(placed(text, dict(written)))
                except (Misplaced, KeyError) as slip:
                    slips += 1
                    print(f"{path}: {name}: statement {number}: {slip}", file=sys.stderr)
            count += len(statements)
            kept = {"doc": name, "statements": statements}
            if row.get("text"):
                kept = {
                    "doc": name,
                    **{k: row[k] for k in ("source", "place", "kind") if k in row},
                    "text": text,
                    "statements": statements,
                }
            done.append(kept)
    print(f"{len(done)} documents, {count} statements placed, {slips} slips", file=sys.stderr)
    if args.output:
        args.output.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in done), encoding="utf-8")
    return 1 if slips else 0


if __name__ == "__main__":
    sys.exit(main())
