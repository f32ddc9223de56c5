"""A kept case out in every format and in again, by the workspace and by the command line."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import pytest
import stix2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from claimant import exchange, read
from claimant.cli import EXAMPLE_QUESTION, main
from claimant.exchange import NamesInside
from claimant.judging import judgement
from claimant.model import Case, Document, Linked, Same
from claimant.records import load
from claimant.tell.exchange import Terms
from claimant.tell.exchange.annotations import Anchor, anchored
from claimant.tell.exchange.schema import brief_schema
from claimant.tell.exchange.stix_read import read as read_stix
from claimant.workspace import Workspace
from scene import HERALD, QUESTION, reports


@pytest.fixture
def workspace(tmp_path: Path):
    with Workspace.in_memory() as opened:
        opened.add("a", [str(reports(tmp_path / "reports"))], question=QUESTION)
        yield opened


def files_of(workspace: Workspace, name: str, out: Path) -> Path:
    for path, data in exchange.folder(workspace, name, with_names=True)[0]:
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(data)
    return out


# ---------------------------------------------------------------- the folder and the store


def test_a_case_goes_through_a_folder_into_another_store_without_loss(workspace: Workspace, tmp_path: Path):
    out = files_of(workspace, "a", tmp_path / "out")
    with Workspace.in_memory() as other:
        added = other.take_in("b", out)
        assert (added.collected, added.new, added.failures) == (5, 5, ())
        assert other.store.members("b") == workspace.store.members("a")
        assert other.store.question("b") == QUESTION
        for key in workspace.store.members("a"):
            assert other.store.capture(key) == workspace.store.capture(key)
        assert other.case("b") == workspace.case("a")
        assert other.brief("b").brief == workspace.brief("a").brief
        again = files_of(other, "b", tmp_path / "again")
    for path in out.rglob("*"):
        assert path.is_dir() or (again / path.relative_to(out)).read_bytes() == path.read_bytes()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=4),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip),
)
def test_so_does_a_case_of_any_texts(tmp_path_factory: pytest.TempPathFactory, texts: list[str], question: str):
    work = tmp_path_factory.mktemp("any")
    for number, text in enumerate([*texts, HERALD]):
        (work / f"{number}.txt").write_text(text, encoding="utf-8")
    with Workspace.in_memory() as one, Workspace.in_memory() as other:
        one.add("a", [str(work)], question=question)
        added = other.take_in("a", files_of(one, "a", work / "out"))
        assert not added.failures
        assert other.case("a") == one.case("a")
        assert [other.store.capture(key) for key in other.store.members("a")] == [
            one.store.capture(key) for key in one.store.members("a")
        ]


def test_taking_in_adds_and_keeps_the_question_that_is_there(workspace: Workspace, tmp_path: Path):
    out = files_of(workspace, "a", tmp_path / "out")
    (tmp_path / "more.txt").write_text("Ukraine blamed Russia for the bombing of the bridge at Vell.")
    with Workspace.in_memory() as other:
        other.add("b", [str(tmp_path / "more.txt")], question="Who else?")
        assert other.take_in("b", out).new == 5
        assert other.take_in("b", out).new == 0
        assert len(other.store.members("b")) == 6 and other.store.question("b") == "Who else?"


def other_text(document: Document) -> Document:
    text = document.text + " (end)"
    hashed = hashlib.sha256(text.encode()).hexdigest()
    return replace(document, text=text, source=replace(document.source, sha256=hashed))


def test_a_text_that_this_version_reads_otherwise_is_named(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    out = files_of(workspace, "a", tmp_path / "out")
    old = read.read
    monkeypatch.setattr(read, "read", lambda capture, **options: other_text(old(capture, **options)))
    with Workspace.in_memory() as other:
        failures = other.take_in("b", out).failures
    assert len(failures) == 5 and all("another text" in failure.problem for failure in failures)


def test_judgements_go_out_and_come_in_once(workspace: Workspace, tmp_path: Path):
    one = judgement(Same(actor="tide-front-north", into="tide-front"), by="Ada", reason="one hand")
    workspace.store.add_judgement("a", one)
    out = files_of(workspace, "a", tmp_path / "out")
    with Workspace.in_memory() as other:
        for _ in range(2):
            assert other.take_in("b", out).failures == ()
        assert other.store.judgements("b") == (one,)


# ---------------------------------------------------------------- the worked example


@pytest.fixture(scope="module")
def example():
    with as_file(files("claimant") / "example" / "reports") as found, Workspace.in_memory() as opened:
        opened.add("example", [str(found)], question=EXAMPLE_QUESTION, under=found.parent)
        yield opened


def test_every_quote_of_the_example_is_anchored_exactly(example: Workspace):
    ((_, text),), _ = exchange.export(example, "example", "annotations")
    found = anchored(text, example.documents("example")[0])
    case, _ = example.case("example")
    spans = [h.statement.quote for h in case.heard] + [toll.figure.quote for toll in case.tolls]
    assert [(one.span.document, one.span.start, one.span.end) for one in found if one.span] == [
        (span.document, span.start, span.end) for span in spans
    ]
    assert {one.anchor for one in found} == {Anchor.EXACT}


def test_the_examples_bundle_is_read_by_stix2_and_its_positions_come_back(example: Workspace):
    ((_, text),), _ = exchange.export(example, "example", "stix")
    assert len(stix2.parse(text, allow_custom=False).objects) > 100
    assert read_stix(text).positions == example.assess("example")[0].case.positions


def test_the_examples_brief_fits_the_published_schema(example: Workspace):
    Draft202012Validator(brief_schema()).validate(json.loads(example.brief("example").brief["brief.json"]))


# ---------------------------------------------------------------- care

ACCUSED = """---
publisher: Coast Herald
title: Juna Maretti questioned
date: 2031-05-03
---
A bomb tore through the bridge at Vell in Ukraine on Thursday, killing 12 people. Juna Maretti was near.

Ukraine blamed Juna Maretti, a dock worker, for the bombing of the bridge at Vell. Juna Maretti denied that she carried
out the bombing. Russia denied that it carried out the bombing of the bridge at Vell, and pointed at Maretti.
"""


@pytest.fixture
def with_a_person(tmp_path: Path):
    (tmp_path / "maretti.txt").write_text(ACCUSED)
    with Workspace.in_memory() as opened:
        opened.add("a", [str(tmp_path / "maretti.txt")], question=QUESTION)
        (person,) = [actor for actor in opened.case("a")[0].actors if not actor.public]
        assert person.name == "Juna Maretti"
        yield opened


@pytest.mark.parametrize("kind", exchange.KINDS)
def test_no_format_names_a_private_person_and_each_is_the_same_twice(with_a_person: Workspace, kind: str):
    positions = with_a_person.assess("a")[0].case.positions
    accusation = next(one.id for one in positions if one.stance == "blames" and isinstance(one.target, Linked))
    terms = Terms(signed_off="Ada Orme", address="https://desk.example/vell", positions=(accusation,))
    made, again = (exchange.export(with_a_person, "a", kind, terms=terms)[0] for _ in range(2))
    assert made == again
    assert not [name for name, text in made if re.search("juna|maretti", text, re.IGNORECASE)]


def test_a_folder_with_private_persons_in_it_must_be_asked_for(with_a_person: Workspace):
    with pytest.raises(NamesInside, match="--with-names"):
        exchange.folder(with_a_person, "a")
    assert dict(exchange.folder(with_a_person, "a", with_names=True)[0])


# ---------------------------------------------------------------- the command line


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    reports(tmp_path / "reports")

    def running(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["claimant", *words])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), *capfd.readouterr()

    running("add", "reports", "--case", "vell", "-q", QUESTION)
    return running


@pytest.mark.parametrize("kind", ["json", *exchange.KINDS])
def test_a_format_is_printed_or_written(run, tmp_path: Path, kind: str):
    more = (
        ["--signed-off", "Ada", "--url", "https://a.example/", "--position", _claim(run)]
        if kind == "claimreview"
        else []
    )
    status, out, err = run("export", "--case", "vell", "--as", kind, "-o", "out", *more)
    assert (status, out, err) == (0, "", "")
    if kind == "csv":
        assert {path.name for path in (tmp_path / "out").iterdir()} == {
            "statements.csv",
            "positions.csv",
            "casualties.csv",
        }
    else:
        printed = run("export", "--case", "vell", "--as", kind, *more)[1]
        assert printed and (tmp_path / "out").read_bytes().decode() == printed


def _claim(run) -> str:
    case = json.loads(run("export", "--case", "vell")[1])
    return next(one["id"] for one in case["positions"] if one["stance"] == "claims")


def test_a_folder_goes_out_and_into_another_case(run, tmp_path: Path):
    assert run("export", "--case", "vell", "--as", "folder", "-o", "out")[0] == 0
    status, out, err = run("import", "out", "--case", "copy")
    assert (status, out, err) == (0, "5 captures read, 5 of them new to the case.\n", "")
    assert run("export", "--case", "copy")[1] == run("export", "--case", "vell")[1]


def test_a_folder_written_again_loses_what_the_case_lost_and_nothing_else(run, tmp_path: Path):
    run("export", "--case", "vell", "--as", "folder", "-o", "out")
    out = tmp_path / "out"
    (out / "notes.md").write_text("mine")
    (out / "texts" / "2031-01-01-gone-12345678.txt").write_text("old")
    (out / "captures" / ("0" * 64)).write_text("old")
    assert run("export", "--case", "vell", "--as", "folder", "-o", "out")[0] == 0
    assert (out / "notes.md").exists() and run("import", "out", "--case", "copy")[0] == 0
    assert not (out / "texts" / "2031-01-01-gone-12345678.txt").exists()
    assert not (out / "captures" / ("0" * 64)).exists()


def test_a_folder_of_other_files_is_not_written_into(run, tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    status, _, err = run("export", "--case", "vell", "--as", "folder", "-o", "mine")
    assert status == 2 and err.startswith("mine: is no folder of a case")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_bundle_is_read_back_as_a_case(run, tmp_path: Path):
    run("export", "--case", "vell", "--as", "stix", "-o", "vell.json")
    case = load(Case, run("import", "vell.json", "--from", "stix")[1])
    assert case.positions == load(Case, run("export", "--case", "vell")[1]).positions


def test_annotations_are_checked_against_the_case(run, tmp_path: Path):
    run("export", "--case", "vell", "--as", "annotations", "-o", "quotes.json")
    status, out, _ = run("import", "quotes.json", "--from", "annotations", "--case", "vell")
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 0 and lines and {line["anchor"] for line in lines} == {"exact"}
    spoiled = (tmp_path / "quotes.json").read_text().replace("urn:sha256:", "urn:sha256:0").replace("https:", "http:")
    (tmp_path / "quotes.json").write_text(spoiled)
    status, out, _ = run("import", "quotes.json", "--from", "annotations", "--case", "vell")
    assert status == 1 and '"orphan"' in out


def test_the_schema_is_printed(run):
    assert json.loads(run("export", "--schema")[1]) == brief_schema()


def test_formats_are_written_beside_a_brief(run, tmp_path: Path):
    assert run("brief", "--case", "vell", "-o", "out", "--also", "stix, annotations,csv")[0] == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"brief.html", "stix.json", "annotations.json", "positions.csv"} <= names
    assert run("verify", "out")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export"], "--case DIR"),
        (["export", "--case", "vell", "--as", "word"], "no format 'word'"),
        (["export", "--case", "vell", "--as", "csv"], "-o DIR"),
        (["export", "--case", "vell", "--as", "claimreview"], "--signed-off NAME"),
        (["export", "--case", "vell", "--as", "gtd", "-o", "reports"], "cannot be written"),
        (["import", "nowhere", "--case", "c"], "no folder with a case.json"),
        (["import", "reports", "--case", "c"], "no folder with a case.json"),
        (["import", "reports"], "--case DIR"),
        (["import", "reports", "--from", "word"], "folder, stix or annotations"),
        (["import", "nowhere", "--from", "stix"], "cannot be read"),
        (["import", "reports/herald.txt", "--from", "stix"], "no JSON"),
        (["brief", "--case", "vell", "--also", "stix,claimreview"], "no 'claimreview' beside a brief"),
    ],
)
def test_what_cannot_be_done_is_one_line_with_what_to_do(run, tmp_path: Path, words: list[str], said: str):
    status, out, err = run(*words)
    assert status == 2 and out == "" and said in err and err.count("\n") == 1
    assert not (tmp_path / "c").exists() and not (tmp_path / "brief").exists()
