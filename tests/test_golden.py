"""The worked example's brief reads as approved. `make golden` rewrites it; the difference is what a reviewer reads."""

import os
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from claimant.cli import EXAMPLE_QUESTION
from claimant.results import Result
from claimant.workspace import Workspace

GOLDEN = Path(__file__).parent / "golden" / "moscow-concert" / "brief.md"


def example() -> Result:
    with as_file(files("claimant") / "example" / "reports") as reports, Workspace.in_memory() as workspace:
        workspace.add("example", [str(reports)], question=EXAMPLE_QUESTION, under=reports.parent)
        return workspace.brief("example")


@pytest.fixture(scope="module")
def result() -> Result:
    return example()


def test_the_examples_brief_reads_as_approved(result: Result):
    text = result.brief["brief.md"]
    if os.environ.get("CLAIMANT_GOLDEN") == "rewrite":
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8"), "run `make golden`, and read the difference before you commit it"


def test_the_same_reports_give_the_same_bytes(result: Result):
    assert example().brief.files == result.brief.files


def test_no_path_of_this_machine_is_in_the_brief(result: Result):
    folder = str(Path(__file__).parent.parent)
    assert all(folder not in text for _, text in result.brief.files)


def test_the_syndicated_copies_share_their_origin(result: Result):
    shared = [origin.documents for origin in result.assessment.case.origins if len(origin.documents) > 1]
    assert sorted(map(len, shared)) == [2, 2]


def test_precedents_are_set_aside_and_never_weighed(result: Result):
    weighed = {report.statement for position in result.assessment.case.positions for report in position.reports}
    words = ("Kerman", "Beslan", "Kabul airport", "Buynaksk", "theatre")
    for heard in result.assessment.case.heard:
        if any(word in heard.statement.quote.text for word in words):
            assert heard.statement.id not in weighed, heard.statement.quote.text


def test_nobody_is_accused_of_the_attack_by_citizenship_alone(result: Result):
    targets = {getattr(position.target, "actor", "") for position in result.assessment.case.positions}
    assert "tajikistan" not in targets
