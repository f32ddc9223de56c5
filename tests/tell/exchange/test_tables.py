"""The CSV tables: one row a statement, a position, a figure."""

from __future__ import annotations

import csv
import io

from claimant.model import Assessment
from claimant.tell.exchange import exported
from claimant.tell.exchange.sheets import unguarded

from .. import makers

Rows = list[dict[str, str]]


def rows(kind: str, made: Assessment) -> dict[str, Rows]:
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in exported(kind, made)}


def test_every_statement_position_and_figure_is_a_row(made: Assessment):
    tables = rows("csv", made)
    case = made.case
    assert [len(tables[f"{name}.csv"]) for name in ("statements", "positions", "casualties")] == [
        len(case.heard),
        len(case.positions),
        len(case.tolls),
    ]


def test_a_statements_row_has_its_exact_place_and_quote(made: Assessment):
    for row in rows("csv", made)["statements.csv"]:
        if "withheld" not in row["quote"]:
            text = makers.text_of(row["document"])
            assert text[int(row["start"]) : int(row["end"])] == unguarded(row["quote"])
    (first, *_) = rows("csv", made)["statements.csv"]
    assert (first["speaker"], first["speaker_actor"], first["stance"], first["basis"]) == (
        "The Tide Front",
        "tide-front",
        "claims",
        "recording",
    )


def test_a_positions_row_has_its_sides_reports_and_weight(made: Assessment):
    row = next(
        row for row in rows("csv", made)["positions.csv"] if row["role"] == "directed" and row["stance"] == "blames"
    )
    assert (row["speaker_side"], row["target_side"], row["documents"], row["origins"]) == (
        "velmora",
        "karsovia",
        "2",
        "1",
    )
    assert (
        row["sentence"] == "Interior Ministry (Velmora) blamed Karsovia for directing it, citing intercepted messages."
    )
    assert float(row["ratio"]) == 2.6 and float(row["weight"]) == 1


def test_at_least_is_said_of_a_figure_without_an_upper_end(made: Assessment):
    row = rows("csv", made)["casualties.csv"][0]
    assert (row["harm"], row["low"], row["high"], row["at_least"]) == ("killed", "12", "", "1")
    assert row["publisher"] == "Sarel Wire" and row["address"].startswith("https://")
