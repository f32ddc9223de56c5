"""Judgements are made whole or refused with what is wrong; a file of them is named with the line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given

from claimant.errors import JudgementRefused
from claimant.judging import judgement, made_of, read_lines
from claimant.model import Accepted, Added, Apart, ComesFrom, Concerns, Means, Mended, Rejected, Same, Span, Within
from claimant.records import dump, plain

from .makers import BLAME, NOON, judged, span
from .test_standing import DECISIONS

SAME = Same(actor="a", into="b")


def made(decision=SAME, **more):
    return judgement(decision, **{"by": "A. Editor", "reason": "so it is", "at": NOON} | more)


def test_the_same_judgement_has_the_same_id_and_any_other_another():
    assert made() == made() and made(by="  A. Editor ") == made()
    others = [
        made(by="B"),
        made(reason="x"),
        made(at=NOON + timedelta(microseconds=1)),
        made(Same(actor="b", into="a")),
    ]
    assert len({one.id for one in (made(), *others)}) == 5


def test_times_are_in_utc():
    east = timezone(timedelta(hours=3))
    assert made(at=datetime(2031, 5, 4, 15, tzinfo=east)) == made(at=datetime(2031, 5, 4, 12)) == made()
    assert made(at=None).at.tzinfo is UTC


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"by": ""}, "no name"),
        ({"reason": " \n"}, "no reason"),
        ({"by": "x" * 300}, "the name has 300 characters; at most 200"),
        ({"reason": "x" * 2_001}, "2,001 characters"),
        ({"by": "A\x1b[31m"}, "cannot be printed"),
        ({"by": "A\nB"}, "cannot be printed"),
        ({"reason": "half \ud800"}, "cannot be printed"),
        ({"undoes": "j1"}, "either a decision or"),
        ({"decision": None}, "either a decision or"),
        ({"decision": None, "undoes": ""}, "undoes is empty"),
        ({"decision": Same(actor="a", into="a")}, "'a' and itself"),
        ({"decision": Same(actor="", into="b")}, "is empty"),
        ({"decision": Same(actor="a" * 301, into="b")}, "301 characters"),
        ({"decision": Apart(actor="a", other="b", name="x" * 300)}, "new name has 300"),
        ({"decision": Within(actor="a", side="a")}, "part of itself"),
        ({"decision": Within(actor="a", side="b", start=2010, end=2001)}, "[2010, 2001]"),
        ({"decision": Within(actor="a", side="b", start=-5)}, "[-5]"),
        ({"decision": Means(mention=span("Orrin"), actor="")}, "is empty"),
        ({"decision": ComesFrom(document="d", parent="d")}, "'d' and itself"),
        ({"decision": Concerns(statement=BLAME, incident="")}, "is empty"),
        ({"decision": Mended(statement=BLAME, into=BLAME)}, "mends nothing"),
        ({"decision": Mended(statement=BLAME, into=replace(BLAME, cue=None, target=None))}, "mends the cue"),
        ({"decision": Added(statement=replace(BLAME, own=True))}, "narrator"),
        ({"decision": Added(statement=replace(BLAME, target=Span("e", 0, 1, "x")))}, "two documents"),
        ({"decision": Added(statement=replace(BLAME, target=Span("d", 4, 9, "x")))}, "length of its words"),
        ({"decision": Accepted(statement=replace(BLAME, confidence=float("inf")))}, "confidence"),
    ],
)
def test_what_is_not_well_formed_is_refused_with_the_cause(wrong, told):
    with pytest.raises(JudgementRefused, match=r"^the judgement: ") as caught:
        made(**wrong)
    assert told in str(caught.value)


@given(DECISIONS)
def test_a_file_gives_back_what_was_listed(decision):
    one = judged(decision)[0]
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "j.jsonl"
        path.write_text(f"{json.dumps(plain(one))}\n\n{dump(one)}\n", encoding="utf-8")
        assert list(read_lines(path)) == [one, one]


LINE = {"by": "A", "at": "2031-05-04", "reason": "r", "decision": {"kind": "same", "actor": "a", "into": "b"}}


def test_a_line_needs_no_id_and_a_day_is_time_enough(tmp_path: Path):
    path = tmp_path / "j.jsonl"
    path.write_text(json.dumps(LINE), encoding="utf-8")
    (one,) = read_lines(path)
    assert one == made(by="A", reason="r", at=datetime(2031, 5, 4)) and one.id


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("null", "no JSON object"),
        (LINE | {"resaon": "typo"}, "resaon"),
        (LINE | {"by": None}, "by"),
        (LINE | {"at": "soon"}, "at"),
        (LINE | {"at": None}, "at"),
        (LINE | {"decision": None}, "either a decision or"),
        (LINE | {"decision": "same"}, "kind is none of same, apart"),
        (LINE | {"decision": {"actor": "a", "into": "b"}}, "kind is none of"),
        (LINE | {"decision": {"kind": ["same"], "actor": "a", "into": "b"}}, "kind is none of"),
        (LINE | {"decision": {"kind": "same", "actor": "a"}}, "into"),
        (LINE | {"decision": {"kind": "same", "actor": None, "into": "b"}}, "actor"),
        (LINE | {"decision": {"kind": "same", "actor": "a", "into": "b", "oops": 1}}, "oops"),
        (LINE | {"decision": {"kind": "rejected", "statement": {"quote": None}}}, "statement"),
        (LINE | {"id": "x" * 301}, "301 characters"),
    ],
)
def test_a_line_that_is_no_judgement_is_named(tmp_path: Path, line, told: str):
    path = tmp_path / "j.jsonl"
    text = line if isinstance(line, str) else json.dumps(line)
    path.write_text(f"{json.dumps(LINE)}\n{text}\n", encoding="utf-8")
    with pytest.raises(JudgementRefused) as caught:
        list(read_lines(path))
    assert str(caught.value).startswith(f"{path} line 2") and told in str(caught.value)
    assert len(str(caught.value)) < 1_200


def test_a_file_that_cannot_be_read_or_is_no_text_is_named(tmp_path: Path):
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    for name, told in (("missing", "No such file"), ("bytes", "UTF-8")):
        with pytest.raises(JudgementRefused, match=told):
            list(read_lines(tmp_path / name))


def test_an_id_from_elsewhere_is_kept():
    assert made_of(replace(made(), id="mine-7"), "x").id == "mine-7"
    assert isinstance(made(Rejected(statement=BLAME)).decision, Rejected)
