"""What `collect` promises for every kind of source."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimant.collect import collect
from claimant.model import Capture, Failure, Hints
from claimant.settings import Settings

from .conftest import NOON, gather, one_capture, one_failure

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP_WITH_WORD = b"PK\x03\x04" + bytes(26) + b"word/document.xml" + bytes(40)
MAIL = b"From: Desk <desk@paper.example>\r\nMessage-ID: <1@paper.example>\r\nSubject: Harbour\r\n\r\nThe army denied it.\r\n"


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.txt", b"The ministry denied it.", "text/plain"),
        ("a.md", b"# Harbour\n\nThe ministry denied it.", "text/markdown"),
        ("a.html", b"<p>The ministry denied it.</p>", "text/html"),
        ("a.pdf", b"%PDF-1.7\n", "application/pdf"),
        ("a.docx", ZIP_WITH_WORD, DOCX),
        ("a.eml", MAIL, "message/rfc822"),
    ],
)
def test_a_document_file_is_one_capture_with_its_bytes_hash_place_and_time(tmp_path, name, data, media_type):
    path = tmp_path / name
    path.write_bytes(data)
    assert one_capture(path) == Capture(
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        source=str(path),
        address=None,
        media_type=media_type,
        charset=None,
        collected=NOON,
        hints=Hints(),
    )


def test_sources_are_taken_in_their_order_and_a_failure_does_not_stop_the_rest(tmp_path):
    (tmp_path / "b.txt").write_text("Second in the alphabet, first in the list.")
    (tmp_path / "a.txt").write_text("The army denied it.")
    found = list(collect([str(tmp_path / name) for name in ("b.txt", "missing.txt", "a.txt")]))
    assert [Path(item.source).name for item in found] == ["b.txt", "missing.txt", "a.txt"]
    assert isinstance(found[1], Failure)


def test_a_lone_string_is_one_source_and_paths_may_be_path_objects(tmp_path):
    (tmp_path / "a.txt").write_text("The army denied it.")
    assert len(list(collect(str(tmp_path / "a.txt")))) == 1
    assert len(list(collect([tmp_path / "a.txt"]))) == 1


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    found = collect([str(tmp_path / "later.txt")])
    (tmp_path / "later.txt").write_text("Written after the call.")
    assert isinstance(next(found), Capture)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"The army denied it.", "text/plain"),
        (b"%PDF-1.4\n", "application/pdf"),
        (ZIP_WITH_WORD, DOCX),
        (b"<!doctype html><p>The army denied it.", "text/html"),
        (b"<article>The army denied it.</article>", "text/html"),
        (b"From: A <a@b.example>\nDate: Fri, 22 Mar 2024 10:00:00 +0000\n\nThe army denied it.", "message/rfc822"),
    ],
)
def test_standard_input_is_told_by_its_bytes(data, media_type):
    capture = one_capture("-", stdin=io.BytesIO(data))
    assert (capture.source, capture.media_type, capture.data) == ("standard input", media_type, data)


def test_standard_input_may_be_a_table_or_a_mailbox():
    table = b'{"text": "The army denied it."}\n{"text": "The rebels claimed it."}\n'
    captures, _ = gather("-", stdin=io.BytesIO(table))
    assert [each.source for each in captures] == ["standard input row 1", "standard input row 2"]
    box = b"From desk@paper.example Fri Mar 22 10:00:00 2024\n" + MAIL + b"\n"
    captures, _ = gather("-", stdin=io.BytesIO(box + box))
    assert [each.media_type for each in captures] == ["message/rfc822"] * 2
    assert captures[0].data.startswith(b"From: Desk")


def test_empty_standard_input_is_a_failure():
    assert one_failure("-", stdin=io.BytesIO(b"")).problem == "It is empty."


def test_closed_standard_input_is_a_failure():
    stream = io.BytesIO(b"")
    stream.close()
    assert "cannot be read" in one_failure("-", stdin=stream).problem


def test_a_compressed_file_is_unpacked(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"The army denied it."))
    capture = one_capture(tmp_path / "a.txt.gz")
    assert (capture.data, capture.media_type) == (b"The army denied it.", "text/plain")


def test_a_gzip_bomb_is_refused_without_being_unpacked_whole(tmp_path):
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(bytes(30_000_000)))
    failure = one_failure(tmp_path / "bomb.txt.gz", using=Settings(max_bytes=1_000_000))
    assert failure.problem == "It is larger than 1,000,000 bytes when unpacked."


def test_a_file_packed_twice_is_refused(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(gzip.compress(b"The army denied it.")))
    assert "more than once" in one_failure(tmp_path / "a.gz").problem


def test_a_cut_compressed_document_is_not_taken_for_the_whole(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"The army denied it. But later" * 50)[:-12])
    assert "breaks off" in one_failure(tmp_path / "a.txt.gz").problem


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("t.jsonl.gz", b"".join(json.dumps({"text": f"{n} " + "word " * n}).encode() + b"\n" for n in range(900))),
        ("t.csv.gz", b"id,text\n" + b"".join(b'%d,"%s"\n' % (n, b"word " * n) for n in range(900))),
    ],
)
def test_a_cut_compressed_table_keeps_its_complete_rows(tmp_path, name, rows):
    packed = gzip.compress(rows)
    (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    captures, failures = gather(tmp_path / name)
    assert 50 < len(captures) < 900
    assert all(each.data.strip().endswith((b"word", b"0")) for each in captures)
    assert "breaks off" in failures[-1].problem


def test_names_that_could_fool_a_terminal_are_shown_escaped(tmp_path):
    failure = one_failure(tmp_path / "a\x1b[31m\nb\u202etxt.exe")
    assert "\x1b" not in failure.source
    assert "\\x1b[31m\\nb\\u202e" in failure.source


@pytest.mark.parametrize("name", ["", "  ", "a\x00b", "x" * 5000, "\ud800"])
def test_impossible_names_are_failures(name):
    failure = one_failure(name)
    assert failure.problem
    failure.source.encode()


def test_a_library_that_fails_unexpectedly_is_quoted_and_the_rest_goes_on(tmp_path, monkeypatch):
    def broken(*_: object) -> None:
        raise LookupError("inner table 7 is gone")

    monkeypatch.setattr("claimant.collect.kinds.recognise", broken)
    (tmp_path / "a.txt").write_text("The army denied it.")
    _, failures = gather(tmp_path / "a.txt", tmp_path / "a.txt")
    assert [each.problem for each in failures] == ["It cannot be read (LookupError: inner table 7 is gone)."] * 2


BEGINNINGS = [b"", b"WARC/1.0\r\n", b"PAR1", b"\x1f\x8b\x08\x00", b"<rss>", b"<?xml version='1.0'?><feed>", b"{", b"[{"]
ENDINGS = [
    "txt",
    "csv",
    "jsonl",
    "json",
    "parquet",
    "warc",
    "warc.gz",
    "xml",
    "rss",
    "html",
    "eml",
    "mbox",
    "bin",
    "gz",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(BEGINNINGS),
    st.binary(max_size=300) | st.text(max_size=200).map(str.encode),
    st.sampled_from(ENDINGS),
)
def test_any_bytes_as_any_kind_of_file_give_something_and_never_raise(beginning, data, ending):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{ending}"
        path.write_bytes(beginning + data)
        found = list(collect([str(path)]))
    assert found
    for item in found:
        item.source.encode()
        if isinstance(item, Failure):
            assert "Error:" not in item.problem, "the last resort was needed"
            assert item.remedy.endswith(".")
            assert "\n" not in item.problem
