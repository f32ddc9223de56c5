"""bench/actors.py on marks of one's own: exact, side, undecided, and false merges, from one file."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = "Spain mourned. The interior minister blamed the Shining Path. Michael Jordan denied it."


def mark(phrase: str, actor: str, speaker: bool = True) -> dict[str, object]:
    start = TEXT.index(phrase)
    return {"start": start, "end": start + len(phrase), "actor": actor, "speaker": speaker}


def bench(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.actors", *map(str, arguments), "--cores", "1"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def marks(tmp_path):
    row = {
        "doc": "a",
        "text": TEXT,
        "date": "2005-05-05",
        "mentions": [
            mark("The interior minister", "spain-government"),
            mark("the Shining Path", "shining-path", speaker=False),
            mark("Michael Jordan", "somebody"),
            mark("Spain", "peru"),
        ],
    }
    path = tmp_path / "mentions.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_mentions_with_their_text_are_judged(marks):
    done = bench(marks, "--by-rule", "--misses")
    assert done.returncode == 0, done.stderr
    # the shining path and the stranger are exact; the ministry is of one voice with its government; Spain is not Peru
    assert "4 mentions: exact 50.0 %, one voice 75.0 %, side 75.0 %" in done.stdout
    assert "another side than the right one 25.0 %" in done.stdout
    assert "0 false merges in 1 texts" in done.stdout
    assert re.search(r"^name +1 +1\.00 +1\.00$", done.stdout, re.MULTILINE)
    assert "'Spain': spain [state], not peru (peru)" in done.stdout


def test_a_text_may_stand_in_a_table_of_its_own(marks, tmp_path):
    row = json.loads(marks.read_text(encoding="utf-8"))
    table = tmp_path / "texts.jsonl"
    table.write_text(json.dumps({"id": "a", "text": row.pop("text")}) + "\n", encoding="utf-8")
    marks.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert "4 mentions" in bench(marks, "--texts", table).stdout
    missing = bench(marks)
    assert missing.returncode and "'a' has no text" in missing.stderr


def test_two_actors_that_are_given_one_id_are_a_false_merge(marks):
    row = json.loads(marks.read_text(encoding="utf-8"))
    row["mentions"] = [mark("Spain", "spain"), mark("The interior minister", "peru-government")]
    row["mentions"][1].update(start=0, end=5)
    marks.write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert "1 false merges in 1 texts" in bench(marks).stdout
