"""CAMEO and PLOVER, by the table in the module."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from claimant.model import Basis, Certainty, Linked, Position, Role, Stance
from claimant.tell.exchange.events import cameo, cameo_code, plover

from .. import makers


def said(stance: Stance, **more: Any) -> Position:
    given: dict[str, Any] = {
        "speaker": Linked("velmora-interior"),
        "target": Linked("karsovia"),
        "date": makers.case().as_of,
    }
    return Position(id="p", stance=stance, **(given | more))


@pytest.mark.parametrize(
    ("position", "code"),
    [
        (said(Stance.CLAIMS), "015"),
        (said(Stance.DENIES), "016"),
        (said(Stance.BLAMES), "112"),
        (said(Stance.BLAMES, basis=Basis.FINDING), "116"),
        (said(Stance.BLAMES, narrator=True), "183"),
        (said(Stance.BLAMES, narrator=True, certainty=Certainty.POSSIBLE), "112"),
        (said(Stance.BLAMES, narrator=True, role=Role.DIRECTED), "112"),
        (said(Stance.CLEARS), None),
        (said(Stance.CLEARS, target=Linked("velmora-fire")), "016"),
        (said(Stance.DOUBTS), None),
    ],
)
def test_each_stance_has_its_code(position: Position, code: str | None):
    assert cameo_code(makers.case(), position) == code


def test_a_row_counts_mentions_origins_and_documents():
    rows = list(csv.DictReader(io.StringIO(cameo(makers.assessment()), newline="")))
    blamed = next(row for row in rows if row["Actor2Name"] == "Karsovia" and row["EventCode"] == "112")
    assert [blamed[name] for name in ("NumMentions", "NumSources", "NumArticles", "QuadClass", "SQLDATE")] == ["2", "1", "2", "3", "20310505"]  # fmt: skip
    act = next(row for row in rows if row["EventRootCode"] == "18")
    assert (act["Actor1Name"], act["Actor2Name"], act["QuadClass"]) == ("Tide Front, Northern Wing", "Velmora", "4")


def record(position: Position) -> dict[str, Any]:
    (line,) = plover(makers.assessment(makers.case(positions=(position,)))).splitlines()
    return json.loads(line)


def test_an_accusation_is_accuse_and_a_finding_is_no_allegation():
    made = record(said(Stance.BLAMES))
    assert (made["event"], made["mode"], made["context"], made["quad_code"]) == (
        ["ACCUSE"],
        ["allege"],
        ["terrorism"],
        3,
    )
    assert (made["actor"], made["recipient"], made["link"]) == (
        ["Interior Ministry (Velmora)"],
        ["Karsovia"],
        "port-sarel-2031",
    )
    found = record(said(Stance.BLAMES, basis=Basis.FINDING))
    assert found["mode"] == ["disapprove"] and "legal" in found["context"]
    assert "misinformation" in record(said(Stance.BLAMES, role=Role.STAGED))["context"]


@pytest.mark.parametrize("stance", [Stance.CLAIMS, Stance.DENIES, Stance.CLEARS, Stance.DOUBTS])
def test_what_plover_has_no_category_for_is_a_record_without_an_event(stance: Stance):
    made = record(said(stance))
    assert made["event"] == [] and made["has_event"] is False and f"stance {stance}" in made["comment"]


def test_the_documents_own_word_is_the_act():
    made = record(said(Stance.BLAMES, narrator=True))
    assert (made["actor"], made["recipient"], made["event"], made["mode"]) == (["Karsovia"], ["Velmora"], ["ASSAULT"], ["explosives"])  # fmt: skip


def test_every_record_has_what_the_form_requires_and_no_text():
    for line in plover(makers.assessment()).splitlines():
        made = json.loads(line)
        assert {"id", "date", "actor", "event"} <= set(made) and "text" not in made
        assert made["date"].startswith("2031-05-0")


def test_a_position_without_any_day_is_left_out():
    undated = makers.case(positions=(replace(said(Stance.BLAMES), date=None),), as_of=None)
    assert plover(makers.assessment(undated)) == ""
    assert len(cameo(makers.assessment(undated)).splitlines()) == 1
