"""What the gate lets pass: of the sentences that people marked, and of all text.

    python -m bench.gate DATA_DIR

Recall is over the sentences in which a sure statement's cue begins, on the marks of both dev sets (not used to fit the gate).
The share is of words: in the marked texts, and in all messages and articles of the dev tables.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from bench.tables import documents, rows

from claimant.extract.network import load
from claimant.extract.windows import parts
from claimant.extract.wordpiece import Word
from claimant.model import Document


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    options = parser.parse_args()
    using = load()
    for part in ("muc4", "modern"):
        marks = {
            row["doc"]: [s["cue"][0] for s in row["statements"] if not s.get("unsure") and s.get("cue")]
            for row in rows(options.data / part / "statements-dev.jsonl")
        }
        wanted = passed = words = read = 0
        for document in documents(options.data / part / "dev.jsonl.gz"):
            if document.id not in marks:
                continue
            sentences = cut(document)
            chosen = using.gate(sentences)
            words += sum(map(len, sentences))
            read += sum(len(s) for s, yes in zip(sentences, chosen, strict=True) if yes)
            starts = [s[0].start if s else 0 for s in sentences]
            places = {bisect_right(starts, cue) - 1 for cue in marks[document.id]}
            wanted += len(places)
            passed += sum(chosen[place] for place in places)
        print(
            f"{part}: {passed} of {wanted} marked sentences pass ({passed / wanted:.1%}); {read / words:.1%} of the words"
        )
    for table in ("muc4/dev.jsonl.gz", "polnear/dev.jsonl.gz"):
        words = read = 0
        for document in documents(options.data / table):
            sentences = cut(document)
            words += sum(map(len, sentences))
            read += sum(len(s) for s, yes in zip(sentences, using.gate(sentences), strict=True) if yes)
        print(f"{table}, all texts: {read / words:.1%} of the words pass")
    return 0


def cut(document: Document) -> list[Sequence[Word]]:
    """The sentences as the extractor shows them to the gate."""
    vocabulary = load().vocabulary
    return [part for pair in document.sentences for part in parts(vocabulary.words(document.text, *pair))]


if __name__ == "__main__":
    sys.exit(main())
