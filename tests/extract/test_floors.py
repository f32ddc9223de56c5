"""Measured on the dev marks, the rules must not find less than they once did: tests/floors.json, which only rises.

A floor holds for one file of marks, whose SHA-256 stands beside it. After a change that finds more, write the new
figures that `bench/statements.py DATA_DIR --scorer SCORER --split dev` prints.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent
FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text(encoding="utf-8"))


def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_statements", ROOT / "bench" / "statements.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.shared
@pytest.mark.parametrize("part", sorted(FLOORS))
def test_what_is_found_on_the_dev_marks_does_not_fall(part, shared, tmp_path):
    floor, run = FLOORS[part], bench()
    data, scorer = shared / "data", shared / "tools" / "score_statements.py"
    gold = run.marks(data, part, "dev")
    assert run.hash_of(gold) == floor["sha256"], f"{gold} is not the file that the floor was measured on"
    run.write(tmp_path / "found.jsonl", run.found_in(run.marked(data, part, "dev")))
    report = json.loads(run.score(scorer, gold, tmp_path / "found.jsonl", "--json"))
    assert report["found"]["f1"] >= floor["found_f1"]
