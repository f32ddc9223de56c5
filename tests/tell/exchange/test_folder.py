"""A case as a folder of plain files: what goes out comes back, and what was changed on the way is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.model import Capture, CaseJudgement, Document, Extraction, Hints, Same, Source
from claimant.tell.exchange.folder import CaseFolder, Member, NotACaseFolder, folder_files, read_folder

from .. import makers

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def member(data: bytes, text: str | None = None, **more: object) -> Member:
    digest = hashlib.sha256(data).hexdigest()
    given: dict[str, object] = {"address": None, "media_type": "text/plain", "charset": None, "collected": NOON}
    capture = Capture(data=data, sha256=digest, source="a.txt", **(given | more))  # type: ignore[arg-type]
    document = None
    if text is not None:
        source = Source(
            id=digest[:12], sha256=hashlib.sha256(text.encode()).hexdigest(), capture=digest, title="Ünique ---\n---"
        )
        document = Document(source=source, text=text)
    return Member(capture=capture, place="reports/a.txt", document=document)


def written(folder: Path, *members: Member, question: str = "Who?", judgements: tuple[CaseJudgement, ...] = ()) -> Path:
    for name, data in folder_files(question, members, (), judgements):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def read(folder: Path, most_bytes: int = 10**7, most_members: int = 1000) -> CaseFolder:
    return read_folder(folder, most_bytes=most_bytes, most_members=most_members)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
maybe = st.none() | texts
hints = st.builds(Hints, id=maybe, title=maybe, publisher=maybe, author=maybe, date=maybe, language=maybe, place=maybe, note=maybe)  # fmt: skip
times = st.datetimes(timezones=st.just(UTC))
any_member = st.builds(
    member, st.binary(max_size=60), maybe, address=maybe, media_type=texts, charset=maybe, collected=times, hints=hints
)
decided = st.builds(
    CaseJudgement, id=texts, by=texts, at=st.datetimes(timezones=st.just(UTC)), reason=texts, decision=st.builds(Same, actor=texts, into=texts), undoes=st.none()
)  # fmt: skip


def identity(one: Member) -> tuple[object, ...]:
    """What tells captures of one store apart."""
    return one.capture.sha256, one.capture.media_type, one.capture.address, one.capture.hints


@settings(max_examples=40)
@given(texts, st.lists(any_member, max_size=4, unique_by=identity), st.lists(decided, max_size=3).map(tuple))
def test_every_capture_the_question_and_the_judgements_come_back(
    question: str, members: list[Member], judgements: tuple[CaseJudgement, ...]
):
    with TemporaryDirectory() as folder:
        found = read(written(Path(folder), *members, question=question, judgements=judgements))
        assert found.question == question and found.judgements == judgements
        assert [kept.capture() for kept in found.members] == [one.capture for one in members]
        assert [kept.place for kept in found.members] == [one.place for one in members]
        hashes = [one.document.source.sha256 if one.document else None for one in members]
        assert [kept.text_sha256 for kept in found.members] == hashes


def test_the_bytes_are_named_by_their_hash_and_kept_once(tmp_path: Path):
    data = b"\x00\xff\r\n"
    written(tmp_path, member(data), member(data, address="https://a.example/"))
    assert len((tmp_path / "captures.jsonl").read_text().splitlines()) == 2
    (only,) = (tmp_path / "captures").iterdir()
    assert only.name == hashlib.sha256(data).hexdigest() and only.read_bytes() == data


def test_two_texts_of_the_same_bytes_have_files_of_their_own(tmp_path: Path):
    written(tmp_path, member(b"x", "One."), member(b"x", "Two.", media_type="text/html"))
    assert len(list((tmp_path / "texts").iterdir())) == 2


def test_a_text_can_be_read_by_people_and_as_yaml(tmp_path: Path):
    import yaml

    text = "Первая строка\n---\nthe end\r\n\n"
    written(tmp_path, member(b"x", text))
    (path,) = (tmp_path / "texts").iterdir()
    _, head, body = path.read_bytes().decode().split("---\n", 2)
    assert yaml.safe_load(head)["title"] == "Ünique ---\n---"
    assert body == text + "\n"


def test_one_more_report_is_one_more_line_and_nothing_else_changes(tmp_path: Path):
    first, second = member(b"one", "One."), member(b"two", "Two.")
    before = dict(folder_files("Who?", [first], ()))
    after = dict(folder_files("Who?", [first, second], ()))
    assert after["captures.jsonl"].startswith(before["captures.jsonl"])
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"captures.jsonl"} and len(after) == len(before) + 2


def test_statements_are_lines_in_the_order_of_documents_with_sorted_keys():
    found = {one.document: Extraction(document=one.document) for one in (h.statement for h in makers.heard())}
    for heard in makers.heard():
        one = found[heard.statement.document]
        found[heard.statement.document] = replace(one, statements=(*one.statements, heard.statement))
    files = dict(folder_files("Who?", [], reversed(list(found.values()))))
    lines = [json.loads(line) for line in files["statements.jsonl"].decode().splitlines()]
    assert len(lines) == len(makers.heard())
    assert [line["document"] for line in lines] == sorted(line["document"] for line in lines)
    assert all(list(line) == sorted(line) for line in lines)
    assert files == dict(folder_files("Who?", [], found.values()))


# ---------------------------------------------------------------- what is refused


def first(folder: Path, part: str) -> Path:
    return min((folder / part).iterdir())


def _captures_line(folder: Path, **changes: object) -> None:
    path = folder / "captures.jsonl"
    record = json.loads(path.read_text().splitlines()[0]) | changes
    path.write_text(json.dumps({key: value for key, value in record.items() if value != "gone"}) + "\n")


def _link(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    outside = path.parents[2] / "outside"
    outside.write_bytes(data)
    path.symlink_to(outside)


REFUSED: list[tuple[Callable[[Path], object], str]] = [
    (lambda f: (f / "case.json").unlink(), "case.json: is missing"),
    (lambda f: (f / "case.json").write_text("{"), "case.json: is no JSON"),
    (lambda f: (f / "case.json").write_text("[" * 100_000), "case.json: is no JSON"),
    (lambda f: (f / "case.json").write_text('{"form": "other", "question": "?"}'), "not of the form"),
    (lambda f: (f / "captures.jsonl").unlink(), "captures.jsonl: is missing"),
    (lambda f: (f / "captures.jsonl").write_text("3\n"), "line 1: is no JSON object"),
    (lambda f: (f / "captures.jsonl").write_bytes(b"\xff\n"), "is no JSONL in UTF-8"),
    (lambda f: first(f, "captures").write_bytes(b"other"), "not those that its name says"),
    (lambda f: first(f, "captures").unlink(), "is missing"),
    (lambda f: _link(first(f, "captures")), "no plain file"),
    (
        lambda f: first(f, "texts").write_text(first(f, "texts").read_text().replace("Front", "Frond")),
        "the text was changed",
    ),
    (lambda f: first(f, "texts").write_text("no head"), "the text was changed"),
    (lambda f: _captures_line(f, sha256="../../etc/passwd"), "no SHA-256"),
    (lambda f: _captures_line(f, sha256=3), "no SHA-256"),
    (lambda f: _captures_line(f, text="../case.json"), "no name of a text"),
    (lambda f: _captures_line(f, place="gone"), "not the keys of a capture"),
    (lambda f: _captures_line(f, more=1), "not the keys of a capture"),
    (lambda f: _captures_line(f, collected="never"), "no capture as Claimant writes it"),
    (lambda f: _captures_line(f, hints={"id": 3}), "no hints as Claimant writes it"),
    (lambda f: (f / "judgements.jsonl").write_text('{"change": "sing"}\n'), "judgements.jsonl, line 1: no judgement"),
]


@pytest.mark.parametrize(("damage", "words"), REFUSED)
def test_what_was_changed_is_refused_with_its_place(tmp_path: Path, damage: Callable[[Path], object], words: str):
    folder = written(tmp_path / "case", member(b"The Tide Front did it.", "The Tide Front did it."))
    read(folder)
    damage(folder)
    with pytest.raises(NotACaseFolder, match=words.replace(".", r"\.")) as caught:
        read(folder)
    assert str(folder) in str(caught.value)


def test_what_is_too_large_is_refused(tmp_path: Path):
    folder = written(tmp_path, member(b"x" * 1000), member(b"y"))
    with pytest.raises(NotACaseFolder, match="more than 999 bytes"):
        read(folder, most_bytes=999)
    with pytest.raises(NotACaseFolder, match="more than 1 captures"):
        read(folder, most_members=1)
