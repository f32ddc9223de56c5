"""What a publisher adds: read with care, told on the page, and no number moves."""

from __future__ import annotations

import json
import struct
import zlib
from datetime import date
from pathlib import Path

import pytest

from claimant.model import Assessment
from claimant.records import dump, load
from claimant.tell import Imprint, read_imprint, tell
from claimant.tell.imprint import LARGEST_PICTURE, ImprintError

WHOLE = """
series: Harbour Briefs
number: 12
author: Ines Marlow
date: 2031-05-09
topics: [displacement]
picture: {file: quay.png, alt: The quay at noon, credit: "Photo: Harbour Post"}
newsletter: {text: One brief a week, address: "https://briefs.example/mail"}
grades:
  - {of: Harbour Post, grade: B, because: names its correspondents}
  - {of: d04, grade: "3", because: nobody else heard the calls}
corrections:
  - {date: 2031-05-08, text: The toll was given as 21}
  - {date: 2031-05-10, text: The quay was misnamed}
resources:
  - {name: Port Sarel Relief, address: "https://relief.example/", does: helps the families}
"""


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")
    )


def written(folder: Path, text: str) -> Path:
    (folder / "quay.png").write_bytes(png())
    path = folder / "imprint.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def imprint(tmp_path: Path) -> Imprint:
    return read_imprint(written(tmp_path, WHOLE))


def test_every_key_is_read(imprint: Imprint):
    assert (imprint.series, imprint.number, imprint.author, imprint.day) == (
        "Harbour Briefs",
        12,
        "Ines Marlow",
        date(2031, 5, 9),
    )
    assert imprint.photo is not None and imprint.photo.data.startswith("data:image/png;base64,")
    assert [grade.grade for grade in imprint.grades] == ["B", "3"]


def test_an_imprint_survives_the_record(imprint: Imprint):
    assert load(Imprint, dump(imprint)) == imprint


def test_the_page_shows_it_and_the_numbers_stay(made: Assessment, imprint: Imprint):
    plain, signed = tell(made), tell(made, imprint)
    text = signed["brief.md"]
    assert "Harbour Briefs no. 12 · by Ines Marlow · 9 May 2031" in text
    assert "B, usually reliable; names its correspondents." in text
    assert "3, possibly true; nobody else heard the calls." in text
    assert text.index("The quay was misnamed") < text.index("The toll was given as 21")  # the latest first
    assert "**Port Sarel Relief**: helps the families." in text
    assert 'alt="The quay at noon"' in signed["brief.html"]
    assert json.loads(signed["brief.json"])["assessment"] == json.loads(plain["brief.json"])["assessment"]


def test_without_an_imprint_no_line_of_it_is_there(made: Assessment):
    told = tell(made)
    assert "imprint" not in json.loads(told["brief.json"])
    assert "no. " not in told["brief.md"].splitlines()[2]
    assert "Corrections" not in told["brief.md"]


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("number: twelve", "number", "whole number"),
        ("number: true", "number", "whole number"),
        ("auther: Ines", "auther", "is no key here"),
        ("date: soon", "date", "must be a day"),
        ("topics: war", "topics", "must be a list"),
        ("author: [a, b]", "author", "must be a text"),
        ("newsletter: {text: One, address: 'javascript:alert(1)'}", "newsletter, address", "is no web address"),
        ("grades: [{of: X, grade: G, because: y}]", "grades, entry 1, grade", "A to F"),
        ("grades: [{of: X, grade: B}]", "grades, entry 1, because", "must be a text"),
        ("corrections: [{text: x}]", "corrections, entry 1, date", "must be a day"),
        ("resources: [{name: x, address: 'ftp://x', does: y}]", "resources, entry 1, address", "is no web address"),
        ("picture: {file: none.png, alt: a, credit: b}", "picture, file", "cannot be read"),
        ("picture: {file: imprint.yaml, alt: a, credit: b}", "picture, file", "neither PNG nor JPEG"),
        ("picture: {file: quay.png, credit: b}", "picture, alt", "must be a text"),
        ("- a list", "(whole file)", "must be a list of keys"),
        ("a: [", "(whole file)", "is no YAML"),
        ("a: &a [*a]", "a", "is no key here"),
    ],
)
def test_what_is_wrong_is_named_with_its_key(tmp_path: Path, text: str, where: str, problem: str):
    with pytest.raises(ImprintError) as raised:
        read_imprint(written(tmp_path, text))
    assert raised.value.where == where
    assert problem in str(raised.value)


def test_a_picture_too_large_for_a_page_is_refused(tmp_path: Path):
    path = written(tmp_path, "picture: {file: large.png, alt: a, credit: b}")
    (tmp_path / "large.png").write_bytes(png() + bytes(LARGEST_PICTURE))
    with pytest.raises(ImprintError, match="make it smaller"):
        read_imprint(path)


def test_markup_in_an_imprint_is_text(made: Assessment, tmp_path: Path):
    attack = "<script>alert(1)</script>"
    text = WHOLE.replace("Ines Marlow", f"'{attack}'").replace("The quay at noon", f"'{attack}\"onload=x'")
    page = tell(made, read_imprint(written(tmp_path, text)))["brief.html"]
    assert attack not in page
    assert '"onload' not in page
