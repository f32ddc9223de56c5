"""The verbs as functions: the same as on the command line, with nothing written."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import pytest

import claimant
from claimant import verbs
from claimant.errors import CaseFileError, NothingToDo
from scene import QUESTION, reports


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return reports(tmp_path / "reports")


def test_the_package_gives_its_verbs_typed_and_documented():
    for name in ("brief", "extract_statements", "weigh_case", "verify_brief"):
        verb = getattr(claimant, name)
        assert verb is getattr(verbs, name)
        assert inspect.getdoc(verb)
        assert inspect.signature(verb).return_annotation is not inspect.Signature.empty
        assert name in dir(claimant) or name in claimant.__all__
    with pytest.raises(AttributeError, match="no attribute 'blame'"):
        _ = claimant.blame  # type: ignore[attr-defined]


def test_brief_gives_the_files_the_numbers_and_the_failures_and_writes_nothing(folder: Path):
    before = sorted(folder.parent.rglob("*"))
    result = claimant.brief([folder, "missing.txt"], QUESTION)
    assert set(dict(result.brief.files)) == {"brief.html", "brief-one-page.html", "brief.md", "brief.json"}
    assert sum(weighed.probability for weighed in result.assessment) == pytest.approx(1)
    assert [failure.source for failure in result.failures] == ["missing.txt"]
    assert sorted(folder.parent.rglob("*")) == before


def test_statements_lead_to_an_assessment(folder: Path):
    case = claimant.extract_statements([folder], QUESTION)
    assert len(case.heard) >= 8
    assert claimant.weigh_case(case).case.question == QUESTION


def test_sources_that_gave_no_statements_because_they_failed_are_warned_of(folder: Path):
    with pytest.warns(UserWarning, match=r"^missing\.txt: There is no such file"):
        assert claimant.extract_statements([folder, "missing.txt"]).heard


def test_nothing_to_read_is_an_error():
    with pytest.raises(NothingToDo):
        claimant.brief(["missing.txt"], QUESTION)


def test_a_coded_case_is_a_mapping_or_a_file(tmp_path: Path):
    case = {
        "id": "a",
        "question": "Who?",
        "actors": [{"id": "x", "name": "The X", "kind": "armed_group"}],
        "hypotheses": ["x", "unnamed"],
        "statements": [{"speaker": "x", "stance": "claims", "target": "x"}],
    }
    (tmp_path / "case.json").write_text(json.dumps(case))
    told = [claimant.weigh_case(given) for given in (case, tmp_path / "case.json", str(tmp_path / "case.json"))]
    assert told[0] == told[1] == told[2]
    assert told[0].leader.hypothesis.id == "x"


@pytest.mark.parametrize("text", ["", "[]", "{}", "nonsense", "[" * 100_000, "\xff", '{"id": 3}'])
def test_a_file_that_is_no_coded_case_is_named_with_the_place(tmp_path: Path, text: str):
    path = tmp_path / "case.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(CaseFileError) as caught:
        claimant.weigh_case(path)
    assert str(caught.value).startswith(f"{path}: ") and caught.value.where


def test_a_brief_that_was_written_verifies(folder: Path, tmp_path: Path):
    result = claimant.brief(["reports"], QUESTION)
    out = tmp_path / "out"
    out.mkdir()
    for name, text in result.brief.files:
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    assert all(finding.holds for finding in claimant.verify_brief(out, [folder]))
