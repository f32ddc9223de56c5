"""`claimant judge`: one thing at a time, with name and reason; what it changed is said, what it cannot do is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from claimant.model import CaseJudgement
from claimant.records import load
from scene import QUESTION
from test_cli import Ran, Run, folder, run  # noqa: F401  # fixtures

Judge = Callable[..., Ran]
WHO = ("--by", "A. Editor", "--because", "The ministry is Ukraine's")


@pytest.fixture
def judge(run: Run) -> Judge:  # noqa: F811
    assert run("add", "reports", "--case", "vell", "-q", QUESTION).status == 0

    def judging(*words: str | Path, who: tuple[str, ...] = WHO) -> Ran:
        return run("judge", *words, "--case", "vell", *who, "--extractor", "rules")

    return judging


@pytest.fixture
def ids(judge: Judge) -> dict[str, str]:
    """The first statement's id by a word of its quote."""
    found = judge("--statements", "--json", who=()).lines
    return {word: next(one["id"] for one in found if word in one["quote"]["text"]) for word in ("spokeswoman", "rejected", "blamed", "intercepted", "Islamic", "United")}  # fmt: skip


def heard(judge: Judge) -> list[str]:
    """Who says what of whom, as listed."""
    return [line.strip() for line in judge("--statements", who=()).out.splitlines() if " — " in line]


def test_statements_are_listed_with_ids_actors_and_quotes(judge: Judge):
    ran = judge("--statements", who=())
    assert (
        ran.status == 0
        and "ukraine — blames — russia" in ran.out
        and "“Ukraine blamed Russia for the attack.”" in ran.out
    )


def test_a_mention_means_whom_a_person_says(judge: Judge, ids: dict[str, str]):
    assert any(line.startswith("russia-foreign-ministry or ") for line in heard(judge))  # the machine leaves it open
    ran = judge("means", ids["spokeswoman"], "speaker", "france-foreign-ministry")
    assert ran.status == 0 and "“a Foreign Ministry spokeswoman”" in ran.out and "stands" in ran.out
    assert "france-foreign-ministry — blames — russia" in heard(judge)
    assert judge("means", ids["spokeswoman"], "speaker", "nobody").status == 0
    assert "nobody named (a Foreign Ministry spokeswoman) — blames — russia" in heard(judge)


def test_actors_are_merged_kept_apart_and_put_to_sides(judge: Judge, ids: dict[str, str]):
    assert judge("same", "sbu", "ukraine-government").status == 0
    assert "ukraine-government — blames — russia" in heard(judge)
    ran = judge("apart", "sbu", "ukraine-government")
    assert "Judgement 1 no longer stands" in ran.out
    assert "sbu — blames — russia" in heard(judge)
    split = judge("apart", "sbu", "sbu-lviv", ids["intercepted"], "--name", "SBU of Lviv")
    assert split.status == 0 and "sbu-lviv — blames — russia" in heard(judge)
    assert judge("part-of", "sbu", "nobody").status == 0
    assert judge("part-of", "sbu", "ukraine", "--from", "1991", "--until", "2031").status == 0


def test_statements_are_accepted_rejected_mended_and_added(judge: Judge, ids: dict[str, str]):
    ran = judge("reject", ids["rejected"], ids["United"])
    assert ran.out.count("No such statement") == 2
    assert "united-states — blames — islamic-state" not in heard(judge)
    assert judge("accept", ids["blamed"]).status == 0
    mended = judge("mend", ids["blamed"], "--stance", "doubts", "--certainty", "likely", "--target", "nobody")
    assert "stance doubts, not blames" in mended.out and "Judgement 3 no longer stands" in mended.out
    assert "ukraine — doubts — nobody named (no words)" in heard(judge)
    again = next(one["id"] for one in judge("--statements", "--json", who=()).lines if one["stance"] == "doubts")
    assert judge("mend", again, "--target", "Russia").status == 0
    assert "ukraine — doubts — russia" in heard(judge)
    assert judge("--undo", "4").status == 0, "the first mend is undone, the second still holds alone"
    assert heard(judge).count("ukraine — doubts — russia") == 1
    place = "it was behind the bombing of the bridge"
    assert (
        judge("add", "w1", place, "--stance", "claims", "--speaker", "Islamic State", "--basis", "recording").status
        == 0
    )
    assert heard(judge).count("islamic-state — claims — islamic-state") == 2
    assert judge("add", "w1", "0-13", "--stance", "blames", "--speaker", "narrator", "--target", "0-13").status == 0
    assert any(line.startswith("outlet-north-wire — blames — islamic-state") for line in heard(judge))


def test_incidents_and_origins(judge: Judge, ids: dict[str, str]):
    assert judge("incident", ids["United"], "Kabul airport, 2021").status == 0
    assert "united-states — blames — islamic-state[Kabul airport, 2021]" in heard(judge)
    assert judge("incident", ids["United"], "question").status == 0
    assert judge("origin", "w1", "not-from", "w2").status == judge("origin", "w3", "from", "w1").status == 0


def test_show_brief_and_export_obey(judge: Judge, ids: dict[str, str], run: Run):  # noqa: F811
    before = json.loads(run("show", "--case", "vell", "--json", "--extractor", "rules").out)
    judge("reject", ids["Islamic"])
    after = json.loads(run("show", "--case", "vell", "--json", "--extractor", "rules").out)
    assert before["hypotheses"] != after["hypotheses"]
    run("brief", "--case", "vell", "--extractor", "rules")
    assert "Corrections by a person" in Path("brief/brief.md").read_text(encoding="utf-8")
    assert run("verify", "brief").status == 0
    exported = json.loads(run("export", "--case", "vell").out)
    assert exported["judgements"][0]["judgement"]["by"] == "A. Editor"


def test_the_list_shows_all_that_was_ever_decided_and_goes_to_another_case(judge: Judge, ids: dict[str, str], run: Run):  # noqa: F811
    assert "No judgements" in judge("--list", who=()).err
    judge("reject", ids["rejected"])
    judge("same", "sbu", "ukraine-government")
    undone = judge("--undo", "1", who=("--by", "B", "--because", "It was right"))
    assert "Judgement 1 no longer stands: undone by judgement 3." in undone.out
    shown = judge("--list", who=()).out
    assert "undone: undone by judgement 3" in shown and "B, 20" in shown and "It was right" in shown
    listed = judge("--list", "--json", who=())
    assert [load(CaseJudgement, line).by for line in listed.out.splitlines()] == ["A. Editor", "A. Editor", "B"]
    Path("mine.jsonl").write_text(listed.out, encoding="utf-8")
    assert "kept already" in judge("--file", "mine.jsonl", who=()).err
    run("add", "reports", "--case", "other", "-q", QUESTION)
    ran = run("judge", "--file", "mine.jsonl", "--case", "other", "--extractor", "rules", "--json")
    assert [one["state"] for one in ran.lines] == ["undone", "stands", "stands"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Say one thing"),
        (("--list", "--statements"), "Say one thing"),
        (("same", "sbu"), "'same sbu' is none of"),
        (("sme", "sbu", "sbu"), "none of: same ACTOR OTHER"),
        (("same", "sbu", "sbu"), "'sbu' and itself"),
        (("same", "sbu", "null"), "'null' is no actor"),
        (("same", "sbu", "x" * 301), "at most 300"),
        (("same", "sbu", "ukraine", "--stance", "blames"), "takes no stance"),
        (("same", "sbu", "ukraine", "--from", "2001"), "takes no years"),
        (("part-of", "ukraine", "ukraine-army"), "a circle"),
        (("part-of", "sbu", "ukraine", "--from", "2010", "--until", "2001"), "years"),
        (("reject", "no-such-id"), "no statement of this case has that id"),
        (("reject", ""), "no statement of this case has that id"),
        (("reject", "w"), "no statement"),
        (("mend", "w3"), "mend needs"),
        (("mend", "w3", "--stance", "blames"), "mends nothing"),
        (("mend", "w3", "--target", "not in the text"), "nowhere"),
        (("mend", "w3", "--target", "5-99999"), "not in document w3"),
        (("mend", "w3", "--target", "9-2"), "not in document w3"),
        (("means", "w3", "listener", "sbu"), "is none of"),
        (("apart", "sbu", "x", "w3"), "no words of w3"),
        (("add", "w9", "x", "--stance", "blames"), "'w9' is no document"),
        (("add", "w1", "bridge"), "needs a --stance"),
        (("add", "w1", "e", "--stance", "blames"), "times in document w1"),
        (("incident", "w3", ""), "is empty"),
        (("incident", "w3", "x" * 300), "300 characters"),
        (("origin", "w1", "from", "w1"), "and itself"),
        (("origin", "w1", "from", "nowhere"), "nowhere is not in the case"),
        (("--undo", "1"), "There is no judgement 1"),
        (("--undo", "-1"), "There is no judgement -1"),
        (("--file", "missing.jsonl"), "missing.jsonl: cannot be read"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_one_clear_line_and_nothing_is_kept(judge: Judge, words: tuple[str, ...], told: str):
    ran = judge(*words)
    assert (ran.status, ran.out) == (2, "") and told in ran.err and ran.err.count("\n") == 1
    assert "No judgements" in judge("--list", who=()).err


@pytest.mark.parametrize("who", [(), ("--by", "A"), ("--because", "x"), ("--by", " ", "--because", "x"), ("--by", "x" * 300, "--because", "x")])  # fmt: skip
def test_a_judgement_needs_a_name_and_a_reason(judge: Judge, who: tuple[str, ...]):
    assert judge("same", "sbu", "ukraine", who=who).status == 2


def test_a_case_that_is_not_there_is_not_begun(run: Run, folder: Path):  # noqa: F811
    assert run("judge", "--list", "--case", "nowhere").status == 2
    assert not (folder / "nowhere").exists()


def test_words_of_a_person_cannot_steer_the_terminal(judge: Judge):
    judge("same", "sbu", "ukraine", who=("--by", "A \u202e Editor", "--because", "so\nit is"))
    shown = judge("--list", who=()).out
    assert "\u202e" not in shown and "so it is" in shown
