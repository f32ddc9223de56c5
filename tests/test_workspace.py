"""The workspace does what is new, keeps it, and gives the same brief whatever the way there."""

from __future__ import annotations

import io
import itertools
import json
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

import claimant.workspace
from claimant import extract, read
from claimant.errors import NothingToDo
from claimant.model import Capture, Document, Extraction
from claimant.names import case_name
from claimant.results import Result
from claimant.settings import Settings
from claimant.workspace import Workspace
from scene import HERALD, QUESTION, ROWS, WIRE, reports


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return reports(tmp_path / "reports")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a capture is read and a document searched for statements."""
    counted: Counter[str] = Counter()
    read_one, extract_one = read.read, extract.extract

    def reading(capture: Capture, **options: object) -> Document:
        counted["read"] += 1
        return read_one(capture, **options)  # type: ignore[arg-type]

    def extracting(document: Document, **options: object) -> Extraction:
        counted["extract"] += 1
        return extract_one(document, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(read, "read", reading)
    monkeypatch.setattr(extract, "extract", extracting)
    return counted


def made(*sources: Path | str, question: str = QUESTION, settings: Settings | None = None) -> Result:
    """The brief of these sources in a workspace of their own."""
    with Workspace.in_memory(settings) as workspace:
        workspace.add("case", [str(source) for source in sources], question=question)
        return workspace.brief("case")


# ---------------------------------------------------------------- only what is new


def test_adding_a_source_reads_and_searches_only_that_source(folder: Path, tmp_path: Path, calls: Counter[str]):
    with Workspace.open(tmp_path / "case") as workspace:
        added = workspace.add("case", [str(folder)], question=QUESTION)
        assert (added.collected, added.new, added.failures) == (5, 5, ())
        workspace.brief("case")
    assert calls == {"read": 5, "extract": 5}
    calls.clear()
    (folder / "late.txt").write_text("Russia again denied that it bombed the bridge at Vell, on 6 May 2031.")
    with Workspace.open(tmp_path / "case") as workspace:
        added = workspace.add("case", [str(folder)])
        assert (added.collected, added.new) == (6, 1)
        brief = workspace.brief("case").brief
    assert calls == {"read": 1, "extract": 1}
    assert brief.files == made(folder).brief.files


def test_changing_the_question_reads_nothing_again(folder: Path, calls: Counter[str]):
    with Workspace.in_memory() as workspace:
        workspace.add("case", [str(folder)], question=QUESTION)
        first = workspace.brief("case").brief
        calls.clear()
        workspace.add("case", [], question="Who blew up the crossing of the Sarn in 2029?")
        second = workspace.brief("case").brief
    assert not calls
    assert json.loads(second["brief.json"])["question"] == "Who blew up the crossing of the Sarn in 2029?"
    assert first.files != second.files


def test_the_same_sources_given_twice_change_nothing(folder: Path, calls: Counter[str]):
    with Workspace.in_memory() as workspace:
        workspace.add("case", [str(folder)], question=QUESTION)
        once = workspace.brief("case").brief
        calls.clear()
        added = workspace.add("case", [str(folder), str(folder / "herald.txt")])
        assert (added.collected, added.new) == (6, 0)
        assert workspace.brief("case").brief.files == once.files
    assert not calls
    assert made(folder, folder).brief.files == once.files


def test_a_new_version_of_the_rules_searches_again_but_reads_nothing_again(
    folder: Path, calls: Counter[str], monkeypatch: pytest.MonkeyPatch
):
    with Workspace.in_memory() as workspace:
        workspace.add("case", [str(folder)], question=QUESTION)
        workspace.brief("case")
        calls.clear()
        monkeypatch.setattr(extract, "VERSION", "rules-next")
        workspace.brief("case")
    assert calls == {"extract": 5}


def test_a_text_refused_under_a_limit_is_read_when_the_limit_is_raised(folder: Path, tmp_path: Path):
    with Workspace.open(tmp_path, Settings(max_characters=300)) as workspace:
        workspace.add("case", [str(folder)], question=QUESTION)
        refused = workspace.brief("case").failures
    assert [(failure.source, "max_characters" in failure.remedy) for failure in refused] == [
        (str(folder / "herald.txt"), True),
        (str(folder / "mail.html"), True),
    ]
    with Workspace.open(tmp_path, Settings()) as workspace:
        assert workspace.brief("case").failures == ()


def test_exactly_these_sources_replace_those_before(folder: Path):
    with Workspace.in_memory() as workspace:
        workspace.add("case", [str(folder)], question=QUESTION)
        workspace.add("case", [str(folder / "herald.txt")], only=True)
        result = workspace.brief("case")
    assert [source.found_at for source in result.assessment.case.sources] == [str(folder / "herald.txt")]
    assert result.brief.files == made(folder / "herald.txt").brief.files


# ---------------------------------------------------------------- whatever the order


def test_the_same_sources_in_another_order_give_the_same_brief_byte_for_byte(folder: Path):
    (folder / "copy.txt").write_text(HERALD, encoding="utf-8")  # the same bytes in two places are one capture
    files = sorted(folder.iterdir())
    expected = made(*files).brief.files
    for order in (files[::-1], [*files[2:], *files[:2]], [files[1], *files]):
        assert made(*order).brief.files == expected
    with Workspace.in_memory() as workspace:
        for file in files[::-1]:
            workspace.add("case", [str(file)], question=QUESTION)
        piecewise = json.loads(workspace.brief("case").brief["brief.json"])
    whole = json.loads(dict(expected)["brief.json"])
    assert piecewise["assessment"] == whole["assessment"]
    assert piecewise["statements"] == whole["statements"]


def test_what_another_case_in_the_same_store_holds_changes_nothing(folder: Path, tmp_path: Path):
    elsewhere = reports(tmp_path / "a-copy-elsewhere")
    (elsewhere / "mail.html").rename(elsewhere / "other-name.html")
    with Workspace.in_memory() as workspace:
        workspace.add("first", [str(elsewhere)], question="Who?")
        workspace.brief("first")
        workspace.add("second", [str(folder)], question=QUESTION)
        second = workspace.brief("second").brief
    assert second.files == made(folder).brief.files
    assert "a-copy-elsewhere" not in second["brief.json"]


def test_exact_copies_with_different_publishers_are_two_documents_of_one_origin(folder: Path):
    case = made(folder / "wires.jsonl").assessment.case
    publishers = {source.publisher: source.origin for source in case.sources}
    assert set(publishers) == {row["publisher"] for row in ROWS}
    assert publishers["North Wire"] == publishers["South Post"] != publishers["Plain Dealer"]


def test_rows_that_share_an_id_stay_apart_even_where_they_take_each_others_next_id(tmp_path: Path):
    def ids(rows: list[dict[str, str]]) -> dict[str, str]:
        table = tmp_path / "same.jsonl"
        table.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
        return {source.sha256: source.id for source in made(table).assessment.case.sources}

    rows = [{"id": "7", "text": f"{WIRE} {word}"} for word in ("one", "two", "three")]
    first = ids(rows)
    assert len(set(first.values())) == 3 and "7" in first.values()
    taken = next(id for id in first.values() if id != "7")
    second = ids([*rows, {"id": taken, "text": f"{WIRE} four"}])
    assert len(set(second.values())) == 4


# ---------------------------------------------------------------- what goes wrong


def test_a_reader_that_crashes_on_one_capture_is_a_failure_and_the_others_go_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    read_one = read.read

    def crashing(capture: Capture, **options: object) -> Document:
        if capture.source.endswith(".html"):
            raise IndexError("pop from an empty list")
        return read_one(capture, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(read, "read", crashing)
    result = made(folder)
    (failure,) = result.failures
    assert failure.source == str(folder / "mail.html")
    assert "IndexError" in failure.problem and "plain text" in failure.remedy
    assert len(result.assessment.case.sources) == 4


def test_a_search_that_crashes_on_one_text_is_a_failure_and_the_text_stays_listed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    extract_one = extract.extract

    def crashing(document: Document, **options: object) -> Extraction:
        if document.source.publisher == "Coast Herald":
            raise RecursionError("too deep")
        return extract_one(document, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(extract, "extract", crashing)
    result = made(folder)
    (failure,) = result.failures
    assert failure.source == str(folder / "herald.txt") and "RecursionError" in failure.problem and failure.remedy
    assert len(result.assessment.case.sources) == 5
    assert result.assessment.case.heard


def test_there_is_nothing_to_do_where_nothing_was_read(tmp_path: Path):
    (tmp_path / "empty.txt").write_text("")
    with Workspace.in_memory() as workspace:
        (failure,) = workspace.add("case", [str(tmp_path / "empty.txt")]).failures
        assert failure.remedy
        with pytest.raises(NothingToDo):
            workspace.brief("case")
        with pytest.raises(NothingToDo):
            workspace.brief("no such case")


def test_a_case_that_is_not_there_is_not_begun_by_looking_at_it(tmp_path: Path):
    with pytest.raises(NothingToDo, match="claimant add SOURCE"):
        Workspace.open(tmp_path / "nowhere", begin=False)
    assert not (tmp_path / "nowhere").exists()


def test_a_workspace_in_memory_leaves_no_files(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        monkeypatch.setenv(variable, str(home))
    made(folder)
    assert not list(home.rglob("*"))


def test_a_question_that_the_terminal_could_not_decode_is_kept_readable(folder: Path):
    brief = made(folder / "herald.txt", question="Who bombed Vell\udcff?").brief
    assert json.loads(brief["brief.json"])["question"].replace("\ufffd", "") == "Who bombed Vell?"


def test_standard_input_is_a_source(folder: Path):
    with Workspace.in_memory() as workspace:
        added = workspace.add("case", ["-"], question=QUESTION, stdin=io.BytesIO(HERALD.encode()))
        assert added.collected == 1
        (source,) = workspace.brief("case").assessment.case.sources
    assert source.found_at == "standard input" and source.publisher == "Coast Herald"


def test_cases_without_a_name_are_told_apart_by_question_and_sources():
    name = case_name(QUESTION, ["b", "a"])
    assert name == case_name(QUESTION, ["a", "b"])
    assert name.startswith("who-bombed-the-bridge-at-vell-")
    others = [case_name(QUESTION, ["a"]), case_name("Who?", ["a", "b"]), case_name("", ["a"]), case_name("", ["b"])]
    assert len({name, *others}) == 5
    assert case_name("\udcff", ["\udcff"]) and len(case_name("x" * 999, [])) < 80


# ---------------------------------------------------------------- killed at any moment


def _many(folder: Path, number: int) -> Path:
    folder.mkdir()
    for count in range(number):
        text = f"{HERALD.replace('12 people', f'{12 + count % 7} people')}\nThis is report number {count}.\n"
        (folder / f"{count:03}.txt").write_text(text)
    return folder


def _work(case: Path, sources: Path, tell: int) -> None:
    """What the process does that is killed: every step that is done is told before the next begins."""
    steps = {"Collecting", "Reading", "Extracting"}

    def told(step: str, done: int, total: int | None) -> None:
        if step in steps:
            os.write(tell, f"stored {step} {done}\n".encode())

    with Workspace.open(case) as workspace:
        workspace.add("case", [str(sources)], question=QUESTION, progress=told)
        workspace.brief("case", progress=told)
    os.write(tell, b"stored brief 1\n")


def _killed(case: Path, sources: Path, after: int, seconds: float) -> dict[str, int]:
    """What the process had reported as done when it was killed, some `seconds` after it had reported `after` times."""
    listen, tell = os.pipe()
    child = os.fork()
    if not child:
        try:
            _work(case, sources, tell)
        finally:
            os._exit(0)
    os.close(tell)
    told = b""
    while told.count(b"\n") < after and (more := os.read(listen, 1 if after else 4096)):
        told += more
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(listen, 4096):
        told += more
    os.close(listen)
    return {step: int(done) for _, step, done in map(str.split, told.decode().splitlines())}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be split")
def test_what_was_reported_as_stored_is_there_after_a_kill_and_a_new_run_ends_with_the_same_brief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(claimant.workspace, "BATCH", 5)
    sources = _many(tmp_path / "reports", 20)
    undisturbed = made(sources).brief.files
    chance = random.Random(20310502)
    told: list[dict[str, int]] = []
    for number, after in enumerate((0, 2, 5, 7, 9, 11)):
        folder = tmp_path / f"case{number}"
        told.append(_killed(folder, sources, after, chance.uniform(0, 0.02)))
        with Workspace.open(folder) as workspace:
            members = workspace.store.members("case")
            assert len(members) >= told[-1].get("Collecting", 0)
            have = workspace.store.documents(list(members), workspace._read_version)
            assert len(have) >= told[-1].get("Reading", 0)
            workspace.add("case", [str(sources)], question=QUESTION)
            assert workspace.brief("case").brief.files == undisturbed
    assert len({tuple(sorted(one.items())) for one in told}) >= 4, "the kills came at different moments"
    assert not any("brief" in one for one in told), "the kills came before the end"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be split")
def test_a_new_run_after_a_kill_does_not_do_again_what_was_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: Counter[str]
):
    monkeypatch.setattr(claimant.workspace, "BATCH", 5)
    sources = _many(tmp_path / "reports", 20)
    told = _killed(tmp_path / "case", sources, 7, 0.0)
    assert told["Reading"] >= 10
    with Workspace.open(tmp_path / "case") as workspace:
        workspace.add("case", [str(sources)])
        workspace.brief("case")
    assert calls["read"] <= 20 - told["Reading"]
    assert calls["extract"] <= 20 - told.get("Extracting", 0)


def test_every_permutation_of_members_gives_the_same_documents(folder: Path):
    orders = list(itertools.permutations(sorted(folder.iterdir())))
    seen = set()
    for order in orders:
        with Workspace.in_memory() as workspace:
            workspace.add("case", [str(file) for file in order])
            documents, _ = workspace.documents("case")
            seen.add(frozenset((d.id, d.source.found_at, d.text) for d in documents))
    assert len(seen) == 1
