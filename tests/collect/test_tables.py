"""Tables: one document a row; a broken row fails alone."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.collect import collect
from claimant.model import Capture, Hints
from claimant.settings import Settings

from .conftest import gather, one_failure

ROW = {
    "id": "r1",
    "text": "Northland’s army denied it.",
    "url": "https://paper.example/1",
    "title": "Harbour",
    "publisher": "The Paper",
    "author": "A. Writer",
    "date": "2024-03-22",
    "language": "en",
    "place": "Port",
}
HINTS = Hints(
    id="r1",
    title="Harbour",
    publisher="The Paper",
    author="A. Writer",
    date="2024-03-22",
    language="en",
    place="Port",
)


def as_csv(delimiter: str = ",") -> bytes:
    return "\n".join(delimiter.join(f'"{each}"' for each in line) for line in (ROW, ROW.values())).encode()


def as_parquet() -> bytes:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    parquet.write_table(pyarrow.table({name: [value] for name, value in ROW.items()}), stream)
    return stream.getvalue()


TABLES = {
    "t.csv": as_csv(),
    "semicolons.csv": as_csv(";"),
    "t.tsv": as_csv("\t"),
    "bom.csv": b"\xef\xbb\xbf" + as_csv(),
    "utf16.csv": as_csv().decode().encode("utf-16"),
    "excel.csv": b"sep=;\r\n" + as_csv(";"),
    "t.jsonl": json.dumps(ROW).encode(),
    "t.ndjson": json.dumps(ROW, ensure_ascii=False).encode(),
    "t.json": json.dumps([ROW], indent=1).encode(),
    "one.json": json.dumps(ROW, indent=1).encode(),
    "capitals.jsonl": json.dumps({name.title(): value for name, value in ROW.items()}).encode(),
    "t.parquet": as_parquet(),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", TABLES)
def test_a_row_is_a_capture_of_its_text_with_the_other_columns_as_hints(tmp_path, name, packed):
    path = tmp_path / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(TABLES[name]) if packed else TABLES[name])
    captures, failures = gather(path)
    assert not failures
    (capture,) = captures
    assert capture.data.decode() == ROW["text"]
    assert capture.media_type == "text/plain"
    assert capture.source == f"{path} row 1"
    assert capture.address == "https://paper.example/1"
    assert capture.hints == HINTS


def test_source_stands_for_the_publisher_unless_there_is_one(tmp_path):
    (tmp_path / "t.jsonl").write_text('{"text": "a", "source": "S"}\n{"text": "b", "source": "S", "publisher": "P"}')
    captures, _ = gather(tmp_path / "t.jsonl")
    assert [each.hints.publisher for each in captures] == ["S", "P"]


def test_rows_of_jsonl_are_numbered_by_line_and_a_broken_one_fails_alone(tmp_path):
    (tmp_path / "t.jsonl").write_text('{"text": "a"}\n\n{"text": \n{"text": "d"}\n[1]\n{"title": "f"}\n{"text": ""}')
    captures, failures = gather(tmp_path / "t.jsonl")
    assert [each.source[-5:] for each in captures] == ["row 1", "row 4"]
    assert [(each.source[-5:], each.problem.split(" (")[0]) for each in failures] == [
        ("row 3", "It is not valid JSON"),
        ("row 5", "It is not a JSON object."),
        ("row 6", "It has no column text"),
        ("row 7", "Its text is empty."),
    ]


def test_a_broken_csv_row_fails_alone(tmp_path):
    (tmp_path / "t.csv").write_text('id,text\n1,fine\n2,"said "no" twice"\n3,too,many\n4,"two\nlines"\n5,fine\n')
    captures, failures = gather(tmp_path / "t.csv")
    assert [each.data for each in captures] == [b"fine", b"two\nlines", b"fine"]
    assert [each.source.split(" ", 1)[1] for each in failures] == ["row 2", "row 3"]
    assert "quotation marks" in failures[0].remedy
    assert failures[1].problem == "It has 3 columns, the header line 2."


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rest(tmp_path):
    (tmp_path / "t.csv").write_text('id,text\n1,fine\n2,"never closed\n3,fine\n4,fine\n')
    captures, failures = gather(tmp_path / "t.csv")
    assert [each.hints.id for each in captures] == ["1", "3", "4"]
    assert len(failures) == 1


def test_a_table_made_to_be_read_again_and_again_is_not_and_says_what_was_lost(tmp_path):
    (tmp_path / "t.csv").write_text("id,text\n" + 'x","y\n' * 20_000)
    failures = gather(tmp_path / "t.csv")[1]
    assert len(failures) < 6
    assert "lines after it were lost" in failures[-1].problem


def test_bytes_that_are_not_utf_8_are_never_guessed(tmp_path):
    (tmp_path / "t.csv").write_bytes(b"id,text\n1,fine\n2,na\xefve\n")
    captures, failures = gather(tmp_path / "t.csv")
    assert [each.hints.id for each in captures] == ["1"]
    assert failures[0].problem == "It has bytes that are not UTF-8."


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.json", "t.parquet"])
def test_a_table_without_a_text_column_names_those_it_has(tmp_path, name):
    data = TABLES[name].replace(b"text", b"body")
    if name == "t.parquet":
        pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        stream = io.BytesIO()
        parquet.write_table(pyarrow.table({"id": ["1"], "body": ["a"]}), stream)
        data = stream.getvalue()
    (tmp_path / name).write_bytes(data)
    failure = one_failure(tmp_path / name)
    assert "no column text (found: id, body" in failure.problem
    assert "Rename" in failure.remedy


@pytest.mark.parametrize(("name", "data"), [("t.csv", b"id,text\n"), ("t.jsonl", b"\n\n"), ("t.csv", b"\n")])
def test_a_table_without_rows_is_a_failure(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    assert one_failure(tmp_path / name).problem == "The table has no rows."


@pytest.mark.parametrize("data", [b'{"a": ', b"[1, 2]", b"3", b"[" * 200_000])
def test_json_that_is_no_table_is_a_failure(tmp_path, data):
    (tmp_path / "t.json").write_bytes(data)
    assert "JSON" in one_failure(tmp_path / "t.json").problem


def test_only_web_addresses_become_addresses_and_only_plain_values_hints(tmp_path):
    row = {
        "text": "a\ud800",
        "url": "javascript:alert(1)",
        "author": ["A", "B"],
        "title": {"x": 1},
        "id": 17,
        "place": "x" * 2000,
    }
    (tmp_path / "t.jsonl").write_text(json.dumps(row))
    captures, _ = gather(tmp_path / "t.jsonl")
    assert captures[0].data.decode() == "a\ufffd"
    assert captures[0].address is None
    assert captures[0].hints == Hints(id="17", author="A, B")


def test_many_broken_rows_are_counted_after_the_first_fifty(tmp_path):
    (tmp_path / "t.jsonl").write_text('{"text": "a"}\n' + "broken\n" * 80)
    captures, failures = gather(tmp_path / "t.jsonl")
    assert len(captures) == 1
    assert len(failures) == 51
    assert failures[-1].problem == "30 further parts of it could not be used either."


def test_a_table_above_the_most_members_keeps_the_first(tmp_path):
    (tmp_path / "t.jsonl").write_text('{"text": "a"}\n' * 5)
    captures, failures = gather(tmp_path / "t.jsonl", using=Settings(max_members=3))
    assert len(captures) == 3
    assert "more than 3" in failures[0].problem


def test_parquet_without_its_library_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    (tmp_path / "t.parquet").write_bytes(TABLES["t.parquet"])
    assert "pip install 'claimant[parquet]'" in one_failure(tmp_path / "t.parquet").problem


def test_damaged_parquet_is_a_failure_with_the_library_s_words(tmp_path):
    (tmp_path / "t.parquet").write_bytes(TABLES["t.parquet"][:-20])
    assert "damaged (" in one_failure(tmp_path / "t.parquet").problem


@pytest.mark.parametrize("kind", ["string", "large_string"])
def test_a_parquet_bomb_is_stopped_by_what_its_texts_add_up_to(tmp_path, kind):
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    column = pyarrow.array(["word " * 20_000] * 2_000, getattr(pyarrow, kind)())
    parquet.write_table(pyarrow.table({"text": column}), tmp_path / "bomb.parquet", compression="zstd")
    assert (tmp_path / "bomb.parquet").stat().st_size < 200_000
    captures, failures = gather(tmp_path / "bomb.parquet", using=Settings(max_bytes=1_000_000))
    assert len(captures) <= 10
    assert "larger than 1,000,000 bytes when unpacked" in failures[-1].problem


def test_parquet_values_of_other_types_are_taken_as_text_or_fail_alone(tmp_path):
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    table = pyarrow.table(
        {
            "text": pyarrow.array(["a", None, "c"]),
            "date": [date(2024, 3, 22)] * 3,
            "id": [1, 2, 3],
            "author": [["A", "B"]] * 3,
        }
    )
    parquet.write_table(table, tmp_path / "t.parquet")
    captures, failures = gather(tmp_path / "t.parquet")
    assert captures[0].hints == Hints(id="1", author="A, B", date="2024-03-22")
    assert [each.problem for each in failures] == ["Its text is empty."]


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts.filter(lambda text: bool(text.strip())), min_size=1, max_size=6))
def test_texts_come_out_of_csv_and_jsonl_as_they_went_in(rows):
    import csv

    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["text", "id"])
    writer.writerows([text, "1"] for text in rows)
    for data in (stream.getvalue().encode(), b"\n".join(json.dumps({"text": text}).encode() for text in rows)):
        found = list(collect(["-"], stdin=io.BytesIO(data)))
        assert all(isinstance(each, Capture) for each in found)
        assert [each.data.decode() for each in found] == rows
