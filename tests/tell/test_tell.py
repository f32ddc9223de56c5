"""What a brief promises as a whole."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from claimant import records
from claimant.model import Assessment, Brief, Case
from claimant.tell import VERSION, tell, withhold

from . import makers
from .pages import ALLOWED, seen

SECTIONS = [
    "What happened",
    "Who says what",
    "The leading answers",
    "Why the numbers are what they are",
    "What the answer hangs on",
    "What is missing, and where to look first",
    "Day by day",
    "Set aside: other incidents",
    "What readers can do",
    "Sources and their origins",
    "Method and limits",
    "How to check this",
    "Quotes",
]


def test_a_brief_has_a_page_a_text_and_data(brief: Brief):
    assert [name for name, _ in brief.files] == ["brief.html", "brief-one-page.html", "brief.md", "brief.json"]
    assert brief.title == "Who attacked the ferry terminal at Port Sarel?"
    assert VERSION


def test_the_same_assessment_gives_the_same_bytes(made: Assessment, brief: Brief):
    assert tell(made) == brief


def test_time_zone_and_hash_seed_change_nothing(brief: Brief):
    root = Path(__file__).parents[1]
    code = (
        "import hashlib; from tell import makers; from claimant.tell import tell; brief = tell(makers.assessment());"
        "print([hashlib.sha256(text.encode()).hexdigest() for _, text in brief.files])"
    )
    environment = os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert other.stdout.strip() == str([hashlib.sha256(text.encode()).hexdigest() for _, text in brief.files])


def test_a_brief_can_be_made_again_from_the_case_in_its_own_data(made: Assessment):
    made = makers.assessment(withhold(made.case))
    told = tell(made)
    again = records.load(Case, json.dumps(json.loads(told["brief.json"])["case"]))
    assert again == made.case
    assert tell(makers.assessment(again)) == told


def test_every_part_is_there_once_and_in_order(brief: Brief):
    page = seen(brief["brief.html"])
    assert [text for level, text in page.headings if level == 2] == SECTIONS
    assert [line[3:] for line in brief["brief.md"].splitlines() if line.startswith("## ")] == SECTIONS


def test_no_part_is_empty_when_a_case_was_coded_by_hand(made: Assessment):
    coded = replace(made.case, sources=(), origins=(), heard=(), tolls=())
    coded = replace(coded, positions=tuple(replace(one, reports=(), date=None) for one in coded.positions))
    told = tell(makers.assessment(coded, missing=()))
    titles = [text for level, text in seen(told["brief.html"]).headings if level == 2]
    gone = {
        "What is missing, and where to look first",
        "Set aside: other incidents",
        "Sources and their origins",
        "Quotes",
    }
    assert titles == [title for title in SECTIONS if title not in gone]
    assert "coded by hand" in told["brief.md"]


def test_a_case_without_any_position_is_still_a_brief(made: Assessment):
    bare = replace(made.case, positions=(), heard=(), tolls=(), sources=(), origins=(), as_of=None)
    told = tell(makers.assessment(bare, evidence=(), hinges=(), missing=()))
    assert "No position bears on it directly" in told["brief.md"]


def test_the_answer_and_the_confidence_are_two_sentences(brief: Brief):
    lines = brief["brief.md"].splitlines()
    assert "**It is likely that the Tide Front did it.**" in lines
    (confidence,) = [line for line in lines if line.startswith("Confidence in this judgement")]
    assert "likely" not in confidence and "moderate" in confidence


def test_the_data_has_the_parts_that_programs_rely_on(made: Assessment, brief: Brief):
    data = json.loads(brief["brief.json"])
    assert list(data) == [
        "question", "incident", "other_incidents", "assessment", "statements", "documents", "actors", "casualties",
        "positions", "origins", "case", "claimant", "methods", "withheld",
    ]  # fmt: skip
    assert len(data["statements"]) == len(made.case.heard)
    assert data["documents"][1]["origin"]["head"] == "d01" and data["documents"][1]["origin"]["link"]["how"] == "agency"
    (bridge,) = data["other_incidents"]
    assert [one["incident_id"] for one in data["statements"]].count(bridge["id"]) == len(bridge["statements"]) == 2
    assert data["methods"] == {"weigh": made.method, "tell": VERSION}


@pytest.fixture(scope="module")
def large() -> Brief:
    return tell(makers.large())


def test_a_large_case_shows_the_strongest_first_and_folds_the_rest(large: Brief):
    page = seen(large["brief.html"])
    assert not page.faults and set(page.tags) <= ALLOWED
    assert "2 further positions" in page.text and "137 further origins" in page.text
    assert len(large["brief.html"]) < 2_000_000


def test_every_quote_of_a_large_case_is_listed_and_every_number_leads_somewhere(large: Brief):
    page = seen(large["brief.html"])
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inner = {value[1:] for tag, name, value in page.attributes if tag == "a" and name == "href" and value[0] == "#"}
    assert inner <= set(ids)
    assert {id for id in ids if id.startswith("quote-")} == {f"quote-{number}" for number in range(1, 801)}
