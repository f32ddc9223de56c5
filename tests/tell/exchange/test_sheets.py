"""Cells that a spreadsheet shows and does not run, and that read back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claimant.tell.clean import printable
from claimant.tell.exchange.sheets import guarded, sheet, unguarded

texts = st.text(max_size=30) | st.text("=+-@'\t\r\n ＝1a", max_size=8)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1", "'=1", "\ufeff=1", "-"])
def test_what_a_spreadsheet_would_run_is_guarded(text: str):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Karsovia", "'twas", "1-2", "a=b", "3", "…"])
def test_what_it_would_not_run_is_left_alone(text: str):
    assert guarded(text) == text


@given(texts)
@example("'")
@example("''=")
def test_a_cell_reads_back_as_the_text_that_it_was(text: str):
    assert unguarded(guarded(text)) == printable(text)


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=4))
def test_a_table_reads_back_cell_by_cell(rows: list[list[str]]):
    written = sheet(("a", "b"), [dict(zip("ab", row, strict=True)) for row in rows])
    read = list(csv.reader(io.StringIO(written, newline=""), strict=True))
    assert [[unguarded(cell) for cell in row] for row in read] == [
        ["a", "b"],
        *([*map(printable, row)] for row in rows),
    ]


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert sheet(("a", "b", "c", "d"), [{"a": -9, "b": None, "c": True}]) == "a,b,c,d\r\n-9,,1,\r\n"
