"""Attributions of any kind (who says what), as PolNeAR marks them, by the shipped network.

    python -m bench.polnear DATA OUT [--scorer score_polnear.py]

DATA is a table of articles ("id", "text"; gzip too), OUT the file to write: a line an article with its "attributions",
each with "source", "cue" and "content" as lists of [start, end]. With --scorer DATA is the gold too, and its table is
printed. The network alone reads here, over the whole text: the gate is for attacks, these are for everything said.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.tables import documents

from claimant.extract.decode import Run, attributions
from claimant.extract.network import load
from claimant.extract.trained import Trained
from claimant.extract.windows import Window, runs, window
from claimant.model import Document

FOCUS = 224
"""Pieces in one window, which has no context here: as in training."""
LEAST = 0.5
"""A cue is one when it is at least so probable; set, not searched for."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--scorer", type=Path)
    options = parser.parse_args()
    using = load()
    with options.out.open("w", encoding="utf-8") as out:
        for document in documents(options.data):
            found = list(attributed(using, document))
            out.write(json.dumps({"id": document.id, "attributions": found}) + "\n")
    if options.scorer:
        subprocess.run([sys.executable, options.scorer, options.data, options.out], check=True)
    return 0


def windows(using: Trained, document: Document) -> Iterator[Window]:
    """The whole text in windows as the training for this task cut them."""
    head = using.vocabulary.words(document.source.publisher or "")
    sentences = [using.vocabulary.words(document.text, *pair) for pair in document.sentences]
    lengths = [sum(len(word.pieces) for word in sentence) for sentence in sentences]
    for first, last in runs(lengths, [True] * len(lengths), FOCUS):
        yield from window(head, sentences, first, last, before=0, after=0, focus=FOCUS)


def attributed(using: Trained, document: Document, least: float = LEAST) -> Iterator[dict[str, Any]]:
    """Every attribution of one document as the scorer reads it."""
    looks = list(windows(using, document))
    for look, scores in zip(looks, using.network(looks) if looks else (), strict=True):
        head = len(look.head)
        focus = (head + look.focus[0], head + look.focus[1])
        for cue, source, content in attributions(scores, using.distance, focus, head, least=least):
            yield {"source": places(look, source), "cue": places(look, [cue]), "content": places(look, content)}


def places(look: Window, found: Sequence[Run]) -> list[list[int]]:
    words = (*look.head, *look.words)
    return [[words[a].start, words[b - 1].end] for a, b in found]


if __name__ == "__main__":
    sys.exit(main())
