"""One contract for every store: captures, documents, extractions and cases come back as they were kept."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimant.errors import ClaimantError
from claimant.extract import extract
from claimant.model import Document, Extraction, Failure, Hints, Moment, Source
from claimant.read import read
from claimant.store import Store, StoreError, capture_key, open_store

from .keeper import NOON, TEXT, capture, keep


@pytest.fixture(params=["a file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "kept" / "claimant.sqlite" if request.param == "a file" else None)
    yield opened
    opened.close()


# ---------------------------------------------------------------- captures


def test_a_capture_comes_back_equal(store: Store):
    kept = capture(b"\x00\xff bytes \r\n", source="t.csv row 3", address="https://a.example/x", charset="utf-16")
    (key,) = store.put_captures([kept])
    assert store.capture(key) == kept


def test_a_capture_is_kept_once_as_it_first_came(store: Store):
    first = capture()
    again = replace(first, collected=NOON.replace(year=2032), source="elsewhere.txt")
    assert store.put_captures([first, first]) == store.put_captures([again]) * 2
    assert store.capture(capture_key(again)) == first


def test_the_same_bytes_with_other_facts_are_another_capture(store: Store):
    other = capture(hints=Hints(publisher="The Harbour Mail"))
    keys = store.put_captures(
        [capture(), other, capture(address="https://a.example/"), capture(media_type="text/html")]
    )
    assert len(set(keys)) == 4
    assert store.capture(keys[1]) == other


def test_an_unknown_key_is_an_error(store: Store):
    with pytest.raises(KeyError):
        store.capture("0" * 64)


def test_more_captures_than_one_query_takes_are_kept(store: Store):
    keys = store.put_captures([capture(f"{TEXT} {number}") for number in range(1200)])
    assert len(set(keys)) == 1200
    store.put_documents(((key, Failure(source=key, problem="no.")) for key in keys), "1")
    assert len(store.documents(keys, "1")) == 1200


# ---------------------------------------------------------------- cases


def test_a_case_keeps_its_members_in_the_order_in_which_they_came(store: Store):
    keys = store.put_captures([capture(f"{TEXT} {number}") for number in range(5)])
    store.put_case("bridge", "Who?")
    store.add_members("bridge", {keys[3]: "d", keys[1]: "b"})
    store.add_members("bridge", {keys[0]: "a", keys[3]: "moved", keys[4]: "e"})
    assert list(store.members("bridge").items()) == [
        (keys[3], "moved"),
        (keys[1], "b"),
        (keys[0], "a"),
        (keys[4], "e"),
    ]
    store.set_members("bridge", {keys[2]: "c", keys[0]: "a"})
    assert list(store.members("bridge")) == [keys[2], keys[0]]
    assert store.members("another") == {}


def test_cases_are_listed_by_name_with_question_and_number_of_sources(store: Store):
    (key,) = store.put_captures([capture()])
    assert store.cases() == () and store.question("b") is None
    store.put_case("b", "Who bombed b?")
    store.put_case("a", "Who?")
    store.put_case("a", "Who bombed a?")
    store.add_members("a", {key: "a.txt"})
    assert [(row.name, row.question, row.sources) for row in store.cases()] == [
        ("a", "Who bombed a?", 1),
        ("b", "Who bombed b?", 0),
    ]
    assert store.question("b") == "Who bombed b?"
    assert all(abs((datetime.now(UTC) - row.changed).total_seconds()) < 60 for row in store.cases())


def test_a_member_that_was_never_kept_is_refused(store: Store):
    store.put_case("a", "Who?")
    with pytest.raises(StoreError):
        store.add_members("a", {"0" * 64: "nowhere.txt"})
    assert store.members("a") == {}


# ---------------------------------------------------------------- what was made of them


def test_documents_failures_and_extractions_come_back_equal(store: Store):
    kept, broken = capture(), capture("\x00", source="b.bin")
    keys = store.put_captures([kept, broken])
    document = read(kept)
    found = extract(document)
    assert found.statements and found.figures
    failure = Failure(source="b.bin", problem="It holds NUL bytes.", remedy="Save it as text.", kept=("x",))
    store.put_documents(zip(keys, (document, failure), strict=True), "1")
    store.put_extractions([(document, found)], "rules")
    assert store.documents(keys, "1") == {keys[0]: document, keys[1]: failure}
    assert store.extractions([document], "rules") == {document.id: found}


def test_what_another_version_made_is_not_given(store: Store):
    (key,) = store.put_captures([capture()])
    document = read(capture())
    store.put_documents([(key, document)], "1")
    store.put_extractions([(document, Extraction(document=document.id))], "1")
    assert store.documents([key], "2") == {}
    assert store.extractions([document], "2") == {}


def test_an_extraction_belongs_to_exactly_one_text(store: Store):
    document = read(capture())
    store.put_extractions([(document, Extraction(document=document.id))], "1")
    other = replace(document, source=replace(document.source, sha256="f" * 64))
    assert store.extractions([other], "1") == {}


def test_keeping_the_same_results_again_changes_nothing(store: Store):
    (key,) = store.put_captures([capture()])
    document = read(capture())
    for _ in range(2):
        store.put_documents([(key, document)], "1")
        store.put_extractions([(document, extract(document))], "1")
    assert store.documents([key], "1") == {key: document}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200), title=st.text(max_size=20))
def test_any_text_comes_back_equal(store: Store, text: str, title: str):
    title = title.encode("utf-8", "replace").decode()
    kept = capture(text, hints=Hints(title=title))
    (key,) = store.put_captures([kept])
    digest = hashlib.sha256(text.encode()).hexdigest()
    source = Source(
        id="d", sha256=digest, capture=kept.sha256, title=title, date=Moment.parse("2031-04-02T10:00+03:00")
    )
    document = Document(source=source, text=text, sentences=((0, len(text)),), alignment=((0, 0, len(text)),))
    store.put_documents([(key, document)], digest[:20])
    store.put_extractions([(document, Extraction(document="d"))], "x")
    assert store.capture(key) == kept
    assert store.documents([key], digest[:20])[key] == document
    assert store.extractions([document], "x") == {"d": Extraction(document="d")}


# ---------------------------------------------------------------- several processes


def test_two_processes_may_begin_the_same_store_and_case_at_once_and_a_third_sees_all(tmp_path: Path):
    path = tmp_path / "new" / "claimant.sqlite"
    workers = [get_context("spawn").Process(target=keep, args=(path, range(12))) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    store = open_store(path)
    members = store.members("shared")
    assert sorted(members.values(), key=int) == [str(number) for number in range(12)]
    assert len(store.documents(list(members), "1")) == 12
    store.close()


# ---------------------------------------------------------------- a place that cannot be used


def _no_database(folder: Path) -> Path:
    (folder / "claimant.sqlite").write_text("This is a shopping list and no database, long enough to be read as one.")
    return folder / "claimant.sqlite"


def _a_file_in_the_way(folder: Path) -> Path:
    (folder / "way").write_text("x")
    return folder / "way" / "claimant.sqlite"


def _a_folder_of_that_name(folder: Path) -> Path:
    (folder / "claimant.sqlite").mkdir()
    return folder / "claimant.sqlite"


@pytest.mark.parametrize("place", [_no_database, _a_file_in_the_way, _a_folder_of_that_name])
def test_a_place_that_cannot_be_used_is_named_with_what_to_do(tmp_path: Path, place: Callable[[Path], Path]):
    path = place(tmp_path)
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert isinstance(caught.value, ClaimantError)
    assert str(tmp_path) in str(caught.value) and "folder." in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="such names are not allowed there")
def test_any_name_of_a_folder_will_do(tmp_path: Path):
    path = tmp_path / "a?b#c%20d;mode=ro & é" / "claimant.sqlite"
    store = open_store(path)
    store.put_case("a", "Who?")
    store.close()
    assert path.is_file()
    store = open_store(path)
    assert store.question("a") == "Who?"
    store.close()
