"""Measured on the dev marks, no extractor may find less than it once did: tests/floors.json, which only rises.

A floor holds for one file of marks, whose SHA-256 stands beside it. After a change that finds more, write the new
figures that `python -m bench.statements DATA GOLD --scorer SCORER` prints (with `--extractor rules` for the rules). The
model's floors are a point below what was measured: another processor rounds otherwise.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.shared
@pytest.mark.parametrize("extractor", ["rules", "model"])
@pytest.mark.parametrize("part", sorted(FLOORS))
def test_what_is_found_on_the_dev_marks_does_not_fall(part, extractor, shared, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(ROOT)
    monkeypatch.delitem(sys.modules, "bench", raising=False)
    from bench import statements as run

    floor = FLOORS[part]
    folder, scorer = shared / "data" / part, shared / "tools" / "score_statements.py"
    gold = folder / "statements-dev.jsonl"
    assert run.hash_of(gold) == floor["sha256"], f"{gold} is not the file that the floor was measured on"
    texts = run.marked(folder / "dev.jsonl.gz", gold)
    run.write(tmp_path / "found.jsonl", run.found_in(texts, run.extractor(extractor)))
    report = json.loads(run.score(scorer, gold, tmp_path / "found.jsonl", "--json"))
    for level, least in floor[extractor].items():
        assert report[level]["f1"] >= least
