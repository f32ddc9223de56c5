"""How well statements of attribution are found in texts that people have marked.

    python -m bench.statements DATA GOLD [--out FOUND] [--scorer score_statements.py] [--extractor model|rules]

DATA is a table of texts ("id", "text", and "date", "place", "source" where known; gzip too), GOLD a file of marks. The
marked texts are read as in the workspace. FOUND gets a statement a line as `claimant extract --jsonl` prints it; the scorer
is the script that came with the marks, and its table is printed.

--errors N     documents whose misses the scorer lists
--ungated      let the network read every sentence, as if there were no gate
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.tables import documents, rows

from claimant.extract import Names, Rules
from claimant.extract.network import load
from claimant.extract.trained import Trained, everything
from claimant.model import Document, Extraction, Span, Statement
from claimant.resolve import gazetteer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("gold", type=Path, metavar="GOLD")
    parser.add_argument("--out", type=Path, metavar="FOUND", help="default: a temporary file")
    parser.add_argument("--scorer", type=Path, help="script that scores a file of marks and one of statements")
    parser.add_argument("--extractor", choices=["model", "rules"], default="model")
    parser.add_argument("--ungated", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()

    using = extractor(options.extractor)
    if options.ungated and isinstance(using, Trained):
        using = replace(using, gate=everything)
    texts = marked(options.data, options.gold)
    began = perf_counter()
    found = found_in(texts, using)
    seconds = perf_counter() - began
    words = sum(len(text.text.split()) for text in texts)
    print(
        f"{len(texts)} documents, {words} words in {seconds:.1f} s, {words / seconds:.0f} words/s; {options.extractor}"
    )
    with tempfile.TemporaryDirectory() as temporary:
        out = options.out or Path(temporary) / "found.jsonl"
        write(out, found)
        if options.scorer:
            print(f"marks {hash_of(options.gold)[:12]}")
            print(score(options.scorer, options.gold, out, "--errors", str(options.errors)))
    return 0


def hash_of(path: Path) -> str:
    """Says which marks a figure was measured on: the SHA-256 of the file, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


def marked(data: Path, gold: Path) -> list[Document]:
    """The documents that were marked, those without a statement too, as `read` would give them."""
    wanted = {row["doc"] for row in rows(gold)}
    return [document for document in documents(data) if document.id in wanted]


@cache
def extractor(name: str) -> Trained | Rules:
    """The extractor of that name, made once."""
    return load() if name == "model" else Rules(Names.of(gazetteer().spoken_names()))


def found_in(texts: Sequence[Document], using: Trained | Rules) -> list[Extraction]:
    """What an extractor finds: the model reads many texts together, the rules one after the other."""
    return using.many(texts) if isinstance(using, Trained) else [using(text) for text in texts]


def write(path: Path, found: Iterable[Extraction]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for extraction in found:
            for statement in extraction.statements:
                out.write(json.dumps(prediction(statement)) + "\n")


def prediction(statement: Statement) -> dict[str, Any]:
    """The places and words that the scorer reads."""
    return {
        "document": statement.document,
        "quote": place(statement.quote),
        "speaker": place(statement.speaker),
        "cue": place(statement.cue),
        "target": place(statement.target),
        "stance": statement.stance,
        "role": statement.role,
        "basis": statement.basis,
        "certainty": statement.certainty,
        "own": statement.own,
        "confidence": statement.confidence,
    }


def place(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span else None


def score(scorer: Path, gold: Path, predictions: Path, *options: str) -> str:
    """What the scorer prints. Raises SystemExit with its complaint where it fails."""
    command = [sys.executable, str(scorer), str(gold), str(predictions), *options]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise SystemExit(f"{scorer} failed on {gold}: {answer.stderr.strip()}")
    return answer.stdout


if __name__ == "__main__":
    sys.exit(main())
