"""The marked mentions fit their texts and the gazetteer; the blind print tells no actor; agreement is counted as the rules say."""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def marks(monkeypatch):
    monkeypatch.syspath_prepend(ROOT)
    monkeypatch.delitem(sys.modules, "bench", raising=False)
    from bench import mention_marks

    return mention_marks


@pytest.fixture
def gold(marks) -> list[dict]:
    return list(marks.rows(marks.MARKS))


TEXT = "The PFH denied it; the army blamed the rebels."
MARK = {
    "doc": "own-0",
    "part": "dev",
    "date": "2011-08-30",
    "place": None,
    "publisher": "People's Voice",
    "text": TEXT,
    "mentions": [
        {"start": 0, "end": 7, "phrase": "The PFH", "actor": "new:pfh", "speaker": True},
        {"start": 19, "end": 27, "phrase": "the army", "actor": "spain-army", "speaker": True},
        {"start": 35, "end": 45, "phrase": "the rebels", "actor": "new:pfh", "speaker": False},
    ],
}


def again(*actors: str) -> list[dict]:
    return [{"doc": "own-0", "actors": {str(number): actor for number, actor in enumerate(actors, start=1)}}]


# ---------------------------------------------------------------- the set


def test_our_own_texts_and_their_marks_fit(marks, gold):
    own = [mark for mark in gold if "text" in mark]
    assert [fault for mark in own for fault in marks.faults(mark, mark["text"])] == []
    assert all(60 <= len(mark["text"].split()) <= 180 for mark in own)


@pytest.mark.shared
def test_the_marks_of_the_other_texts_fit(marks, gold, shared):
    texts = marks.texts_of(gold, shared / "data")
    assert [fault for mark in gold for fault in marks.faults(mark, texts[mark["doc"]])] == []


def test_texts_that_are_not_ours_are_not_in_the_file(gold):
    for mark in gold:
        if "text" not in mark:
            assert set(mark) == {"doc", "part", "date", "place", "publisher", "mentions"}
            assert {key for mention in mark["mentions"] for key in mention} == {"start", "end", "actor", "speaker"}


def test_there_are_enough_of_each_sort_in_two_even_halves(gold):
    assert len({mark["doc"] for mark in gold}) == len(gold) == 80
    assert Counter(("text" in mark, mark["part"]) for mark in gold) == {
        (True, "dev"): 25,
        (True, "test"): 25,
        (False, "dev"): 15,
        (False, "test"): 15,
    }
    mentions = Counter("text" in mark for mark in gold for _ in mark["mentions"])
    assert mentions[True] >= 250 and mentions[False] >= 150


# ---------------------------------------------------------------- the second annotator


def test_the_blind_print_numbers_the_phrases_and_tells_no_actor(marks):
    shown = marks.blind(MARK, TEXT)
    assert shown == (
        "## own-0 (2011-08-30, ?, People's Voice)\n⟦1 The PFH⟧ denied it; ⟦2 the army⟧ blamed ⟦3 the rebels⟧."
    )


def test_an_annotator_agrees_with_himself(marks, gold):
    second = [
        {"doc": mark["doc"], "actors": {str(n): m["actor"] for n, m in enumerate(mark["mentions"], start=1)}}
        for mark in gold
    ]
    random.Random(5).shuffle(second)
    assert marks.agreement(gold, second).endswith("exact 100.0 %, side 100.0 %")


def test_a_new_actor_may_have_another_name(marks):
    assert "exact 100.0 %" in marks.agreement([MARK], again("new:peoples-front", "spain-army", "new:peoples-front"))


def test_two_new_actors_are_not_one(marks):
    assert "exact 66.7 %, side 66.7 %" in marks.agreement([MARK], again("new:pfh", "spain-army", "new:others"))
    assert "exact 66.7 %, side 66.7 %" in marks.agreement([MARK], again("new:a", "spain-army", "-"))


def test_a_new_name_that_is_spelt_like_ours_by_chance_does_not_count(marks):
    same = {**MARK, "mentions": [{**mention, "actor": "new:pfh"} for mention in MARK["mentions"]]}
    assert "exact 66.7 %" in marks.agreement([same], again("new:front", "new:front", "new:pfh"))


def test_one_side_is_near_and_the_difference_is_listed(marks):
    said = marks.agreement([MARK], again("new:pfh", "spain-government", "new:pfh"))
    assert said.splitlines() == [
        "own-0, mention 2: spain-army / spain-government",
        "3 mentions: exact 66.7 %, side 100.0 %",
    ]


def test_a_mention_left_out_is_named_not_guessed(marks):
    with pytest.raises(SystemExit, match="own-0 has 3 mentions: SECOND must give an actor for each of 1 to 3"):
        marks.agreement([MARK], again("new:pfh", "spain-army"))


def test_marks_of_other_texts_are_no_agreement(marks):
    with pytest.raises(SystemExit, match="SECOND marks none of these texts"):
        marks.agreement([MARK], [{"doc": "own-99", "actors": {}}])


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"end": 99}, "outside the text"),
        ({"start": 20, "phrase": "he army"}, "cut out of a word"),
        ({"phrase": "the navy"}, "the text has 'the army' there"),
        ({"actor": "spain-circus"}, "the gazetteer knows no 'spain-circus'"),
    ],
)
def test_a_wrong_mark_is_named(marks, change, fault):
    first, second, third = MARK["mentions"]
    broken = {**MARK, "mentions": [first, {**second, **change}, third]}
    (found,) = marks.faults(broken, TEXT)
    assert found.startswith("own-0, mention 2: ") and fault in found


def test_the_command_compares_one_half_with_a_file(marks, tmp_path, monkeypatch, capsys):
    (tmp_path / "marks.jsonl").write_text(json.dumps(MARK) + "\n", encoding="utf-8")
    (tmp_path / "second.jsonl").write_text(json.dumps(again("-", "spain-army", "-")[0]) + "\n", encoding="utf-8")
    monkeypatch.setattr(marks, "MARKS", tmp_path / "marks.jsonl")
    monkeypatch.setattr(sys, "argv", ["mention_marks", "--agreement", str(tmp_path / "second.jsonl"), "--part", "dev"])
    assert marks.main() == 0
    assert "exact 33.3 %, side 33.3 %" in capsys.readouterr().out


def test_the_command_prints_the_texts_blind(marks, tmp_path, monkeypatch, capsys):
    (tmp_path / "marks.jsonl").write_text(json.dumps(MARK) + "\n", encoding="utf-8")
    (tmp_path / "modern").mkdir()
    for part in ("dev", "train"):
        with gzip.open(tmp_path / "modern" / f"{part}.jsonl.gz", "wt", encoding="utf-8"):
            pass
    monkeypatch.setattr(marks, "MARKS", tmp_path / "marks.jsonl")
    monkeypatch.setattr(sys, "argv", ["mention_marks", "--blind", str(tmp_path)])
    assert marks.main() == 0
    said = capsys.readouterr().out
    assert "⟦2 the army⟧" in said and "spain-army" not in said and "new:" not in said


def test_a_text_that_is_not_in_the_data_is_named(marks, tmp_path):
    (tmp_path / "modern").mkdir()
    for part in ("dev", "train"):
        with gzip.open(tmp_path / "modern" / f"{part}.jsonl.gz", "wt", encoding="utf-8"):
            pass
    with pytest.raises(SystemExit, match="does not hold X-1"):
        marks.texts_of([{"doc": "X-1"}], tmp_path)
