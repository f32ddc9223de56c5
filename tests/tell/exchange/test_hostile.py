"""Whatever stands in names, titles and quotes, every format stays what it is."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
import stix2
from hypothesis import given, settings
from hypothesis import strategies as st

from attacks import ATTACKS
from claimant.tell.exchange import KINDS, Terms, exported
from claimant.tell.exchange.annotations import web_annotations
from claimant.tell.exchange.claimreview import missing
from claimant.tell.exchange.gtd import COLUMNS as GTD
from claimant.tell.exchange.tables import CASUALTIES, POSITIONS, STATEMENTS
from claimant.tell.exchange.ucdp import COLUMNS as UCDP

from .. import makers
from .hostile import attacked, attacked_case

TERMS = Terms(
    desk="=Desk</script>\u202e", signed_off="<b>Ada\x00", positions=("p03",), address="https://desk.example/port-sarel"
)
# What ends a script, steers a terminal, turns the writing direction or is half a character.
UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")
COLUMNS = {
    "gtd.csv": GTD,
    "ucdp.csv": UCDP,
    "statements.csv": STATEMENTS,
    "positions.csv": POSITIONS,
    "casualties.csv": CASUALTIES,
}


def check(name: str, text: str) -> None:
    assert text.encode()  # no half characters
    if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])}
        assert tuple(rows[0]) == COLUMNS.get(name, tuple(rows[0]))
        for cell in (cell for row in rows for cell in row):
            assert not re.match(r"\s*[=+@＝＋－＠]|\s*-(?!\d+(\.\d+)?$)|[\t\r\n]", cell), cell
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", cell)
        return
    assert "</" not in text and not UNSAFE.search(text)
    for line in text.splitlines() if name.endswith(".jsonl") else [text]:
        json.loads(line)


def check_all(text: str) -> None:
    whole = attacked(text)
    for kind in KINDS:
        for name, written in exported(kind, whole, TERMS):
            check(name, written)
            if kind == "stix":
                stix2.parse(written, allow_custom=False)
            if kind == "claimreview":
                assert missing(json.loads(written)) == ()
    case = attacked_case(text)
    check("annotations.json", web_annotations(case, {id: makers.text_of(id) for id in makers.TEXTS}, generator="test"))


@pytest.mark.parametrize("attack", [*ATTACKS, "", " ", "'=1", "\ufeff=1", "＝1+1", "ن" * 300, "\ud800", "名" * 3000])
def test_an_attack_in_every_place_leaves_every_format_whole(attack: str):
    check_all(attack)


@settings(max_examples=15)
@given(st.text(max_size=40))
def test_so_does_any_text(text: str):
    check_all(text)
