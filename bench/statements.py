"""How well the rules find statements of attribution on texts that people have marked.

    bench/statements.py DATA_DIR --scorer score_statements.py [--part wires|modern|all] [--split train|dev] [--confidence]

DATA_DIR holds, for the wires in muc4/ and for modern texts in modern/, the texts (train.jsonl.gz, dev.jsonl.gz: "id",
"text", and "date", "place", "source" where known) and the marks (statements-train.jsonl, statements-dev.jsonl). The
texts go through sentence splitting, the gazetteer's names and the rules as in the workspace. The scorer is the script
that came with the marks: it takes a file of marks and a file of predictions and prints its table.

--out         folder for the predictions, a statement a line as `claimant extract --jsonl` prints it
--errors      documents whose misses the scorer lists
--confidence  for each kind of statement, how often it was whole on the train marks of all parts (speaker, stance and
              target as a person marked them): the source of the numbers in src/claimant/extract/confidence.py
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

from claimant.extract import Names, Rules, extract
from claimant.extract.confidence import CONFIDENCE, OTHER, WEIGHT, kind
from claimant.extract.lexicon import hits
from claimant.model import Document, Extraction, Moment, Source, Span, Statement
from claimant.read import segment
from claimant.resolve import gazetteer
from claimant.text import fold

FOLDERS = {"wires": "muc4", "modern": "modern"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--scorer", type=Path, required=True, help="script that scores a file of marks and predictions")
    parser.add_argument("--part", choices=[*FOLDERS, "all"], default="all")
    parser.add_argument("--split", choices=["train", "dev"], default="train")
    parser.add_argument("--confidence", action="store_true", help="print how often each kind of statement was right")
    parser.add_argument("--out", type=Path, help="folder for the predictions (default: a temporary one)")
    parser.add_argument("--errors", type=int, default=0, help="documents whose misses are listed")
    options = parser.parse_args()

    if options.confidence:
        return confidence(options.data, options.scorer)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for part in FOLDERS if options.part == "all" else [options.part]:
            gold = marks(options.data, part, options.split)
            documents = marked(options.data, part, options.split)
            rules()  # made before the clock runs, as for any archive
            began = perf_counter()
            found = found_in(documents)
            seconds = perf_counter() - began
            path = folder / f"{part}-{options.split}.jsonl"
            write(path, found)
            speed = len(documents) / seconds if seconds else 0.0
            print(f"\n{part}, {options.split} ({hash_of(gold)[:12]}): {speed:.0f} documents a second")
            print(score(options.scorer, gold, path, "--errors", str(options.errors)))
    return 0


def marks(data: Path, part: str, split: str) -> Path:
    return data / FOLDERS[part] / f"statements-{split}.jsonl"


def hash_of(path: Path) -> str:
    """Says which marks a figure was measured on: the SHA-256 of the file, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


def marked(data: Path, part: str, split: str) -> list[Document]:
    """The documents that were marked, those without a statement too, as `read` would give them."""
    with marks(data, part, split).open(encoding="utf-8") as lines:
        wanted = {json.loads(line)["doc"] for line in lines if line.strip()}
    with gzip.open(data / FOLDERS[part] / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [document(row) for row in rows if row["id"] in wanted]


def document(row: dict[str, Any]) -> Document:
    text = row["text"]
    day = row.get("date") or ""
    source = Source(
        id=row["id"],
        sha256=sha256(text.encode()).hexdigest(),
        capture="",
        publisher=row.get("source"),
        date=Moment.parse(day) if day[:4].isdigit() else None,
        place=row.get("place"),
        length=len(text),
    )
    paragraphs, sentences = segment(text)
    return Document(source=source, text=text, sentences=sentences, paragraphs=paragraphs)


@cache
def rules() -> Rules:
    return Rules(Names.of(gazetteer().spoken_names()))


def found_in(documents: Sequence[Document]) -> list[Extraction]:
    using = rules()
    return [extract(document, using=using) for document in documents]


def write(path: Path, found: Sequence[Extraction]) -> None:
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


# ---------------------------------------------------------------- confidence


def confidence(data: Path, scorer: Path) -> int:
    """Each kind of statement: how many were found on the train marks, and the share that was whole."""
    judge = load(scorer)
    using = rules()
    total: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for part in FOLDERS:
        gold = judge.load(marks(data, part, "train"))
        for one in marked(data, part, "train"):
            statements = extract(one, using=using).statements
            for statement, right in judged(judge, gold[one.id], statements):
                name = kind_of(one, statement)
                total[name] += 1
                whole[name] += right
    overall = sum(whole.values()) / max(1, sum(total.values()))
    print(f"{'kind':40s}{'found':>6s}{'whole':>7s}{'share':>7s}{'value':>7s}{'in use':>8s}")
    for name in sorted(total, key=lambda name: -total[name]):
        value = 0.05 * round((whole[name] + WEIGHT * overall) / (total[name] + WEIGHT) / 0.05)
        share, used = whole[name] / total[name], CONFIDENCE.get(name, OTHER)
        differs = "" if abs(used - value) < 0.001 else "   DIFFERS"
        print(f"{name:40s}{total[name]:6d}{whole[name]:7d}{share:7.2f}{value:7.2f}{used:8.2f}{differs}")
    print(f"{'all':40s}{sum(total.values()):6d}{sum(whole.values()):7d}{overall:7.2f}")
    return 0


def load(scorer: Path) -> ModuleType:
    """The scorer as a module: its pairing says which statements are right."""
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{scorer} is no Python script.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(judge: ModuleType, golds: list[Any], statements: Sequence[Statement]) -> Iterator[tuple[Statement, bool]]:
    """The statements that count (those paired with a doubtful mark do not), each with whether it is whole."""
    predictions = [judge.statement(prediction(statement)) for statement in statements]
    pairs, dropped = judge.pair(golds, predictions)
    partner = {j: i for i, j in pairs}
    for j, statement in enumerate(statements):
        i = partner.get(j)
        if j in dropped or (i is not None and golds[i]["unsure"]):
            continue
        yield statement, i is not None and judge.agrees(golds[i], predictions[j])["whole"]


@lru_cache(maxsize=1)
def folded_text(text: str) -> str:
    return fold(text)


def kind_of(document: Document, statement: Statement) -> str:
    cue = statement.cue or statement.quote
    folded = folded_text(document.text)
    hit = next(h for h in hits(folded, statement.quote.start, statement.quote.end) if h.start == cue.start)
    return kind(hit.cue, own=statement.own, named=statement.speaker is not None)


if __name__ == "__main__":
    sys.exit(main())
