"""The workspace keeps what a person decides, and every view of the case obeys it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from claimant import extract
from claimant.errors import Conflict, JudgementRefused
from claimant.judging import judgement
from claimant.model import Accepted, By, CaseJudgement, ComesFrom, Decision, Extraction, Mended, Rejected, Same, Stance
from claimant.workspace import Workspace
from scene import QUESTION, reports


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "case") as opened:
        opened.add("case", [str(reports(tmp_path / "reports"))], question=QUESTION)
        yield opened


def decide(decision: Decision | None = None, **more) -> CaseJudgement:
    return judgement(decision, **{"by": "A. Editor", "reason": "so it is"} | more)


def stances(workspace: Workspace) -> list[str]:
    return [f"{one.statement.stance} {one.statement.by}" for one in workspace.case("case")[0].heard]


def test_a_judgement_moves_the_brief_and_undoing_it_moves_it_back(workspace: Workspace):
    before = workspace.brief("case")
    rejected = [decide(Rejected(statement=one.statement)) for one in before.assessment.case.heard if one.statement.stance is Stance.CLAIMS]  # fmt: skip
    assert len(rejected) == 1
    workspace.judge("case", rejected)
    after = workspace.brief("case")
    assert after.assessment.hypotheses != before.assessment.hypotheses
    assert "Corrections by a person" in after.brief["brief.md"]
    (kept, undo) = workspace.judge("case", [decide(undoes=rejected[0].id)])
    assert (kept.state, undo.state) == ("undone", "stands")
    again = workspace.brief("case")
    assert replace(again.assessment.case, judgements=()) == before.assessment.case
    assert json.loads(again.brief["brief.json"])["judgements"][0]["state"] == "undone"


def test_origins_obey_and_a_mended_statement_is_a_persons(workspace: Workspace):
    case, _ = workspace.case("case")
    assert sum({"w1", "w2"} <= set(origin.documents) for origin in case.origins) == 1
    seen = case.heard[0].statement
    mend = Mended(statement=seen, into=replace(seen, stance=Stance.DOUBTS))
    workspace.judge("case", [decide(ComesFrom(document="w1", parent="w2", does=False)), decide(mend)])
    case, _ = workspace.case("case")
    assert not any({"w1", "w2"} <= set(origin.documents) for origin in case.origins)
    assert stances(workspace)[0] == "doubts person"
    assert {str(one.state) for one in case.judgements} == {"stands"}


def test_what_cannot_be_applied_is_refused_before_it_is_kept(workspace: Workspace):
    seen = workspace.case("case")[0].heard[0].statement
    good = decide(Same(actor="sbu", into="ukraine-government"))
    moved = replace(seen, quote=replace(seen.quote, text=seen.quote.text[::-1]))
    for bad, told in ((Same(actor="sbu", into="null"), "'null'"), (Rejected(statement=moved), "no longer")):
        with pytest.raises(JudgementRefused, match=told):
            workspace.judge("case", [decide(bad)])
        with pytest.raises(JudgementRefused, match="new judgement 2"):
            workspace.judge("case", [good, decide(bad)])
    with pytest.raises(JudgementRefused, match="no earlier judgement"):
        workspace.judge("case", [decide(undoes="nothing")])
    assert workspace.store.judgements("case") == ()


def test_the_same_given_twice_is_kept_once(workspace: Workspace):
    one = decide(Same(actor="sbu", into="ukraine-government"))
    assert len(workspace.judge("case", [one])) == len(workspace.judge("case", [one, one])) == 1


def test_who_has_not_seen_the_newest_is_told(workspace: Workspace):
    workspace.judge("case", [decide(Same(actor="sbu", into="ukraine-government"))], expected=0)
    with pytest.raises(Conflict, match="judgement 1"):
        workspace.judge("case", [decide(Same(actor="russia-government", into="russia"))], expected=0)
    assert len(workspace.store.judgements("case")) == 1


def test_what_was_accepted_outlives_the_extractor_that_found_it(workspace: Workspace, monkeypatch: pytest.MonkeyPatch):
    seen = [one.statement for one in workspace.case("case")[0].heard if one.statement.stance is Stance.CLAIMS]
    workspace.judge("case", [decide(Accepted(statement=one)) for one in seen])
    monkeypatch.setattr(extract, "VERSION", "rules-next")
    monkeypatch.setattr(extract, "extract", lambda document, **_: Extraction(document=document.id))
    case, _ = workspace.case("case")
    assert [replace(one.statement, by=seen[0].by, confidence=seen[0].confidence) for one in case.heard] == seen
    assert {one.statement.by for one in case.heard} == {By.PERSON}


def test_a_document_that_left_the_case_leaves_its_judgements_as_orphans(workspace: Workspace, tmp_path: Path):
    seen = next(one.statement for one in workspace.case("case")[0].heard if one.statement.document == "w3")
    workspace.judge("case", [decide(Rejected(statement=seen))])
    workspace.add("case", [str(tmp_path / "reports" / "herald.txt")], only=True)
    (kept,) = workspace.case("case")[0].judgements
    assert kept.state == "orphan" and "not in the case" in kept.note
    assert "Does not stand" in workspace.brief("case").brief["brief.md"]


def test_judgements_are_there_in_the_next_session(workspace: Workspace, tmp_path: Path):
    one = decide(Same(actor="sbu", into="ukraine-government"))
    workspace.judge("case", [one])
    with Workspace.open(tmp_path / "case") as other:
        assert other.store.judgements("case") == (one,)
