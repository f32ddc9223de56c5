"""A named file is read whole and exactly, or it is said what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimant.errors import ClaimantError
from claimant.inputs import read_text


def test_a_text_is_read_without_its_byte_order_mark(tmp_path: Path):
    (tmp_path / "case.json").write_bytes("\ufeff{}\r\n".encode())
    assert read_text(tmp_path / "case.json", most=7) == "{}\r\n"


@pytest.mark.parametrize(
    ("data", "problem"), [(b"12345678", "has more than 7 bytes"), (b"ab\xff", r"is no UTF-8 text \(byte 2\)")]
)
def test_too_much_and_what_is_no_text_is_refused(tmp_path: Path, data: bytes, problem: str):
    (tmp_path / "case.json").write_bytes(data)
    with pytest.raises(ClaimantError, match=f"case.json: {problem}"):
        read_text(tmp_path / "case.json", most=7)


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(ClaimantError, match=r"gone.json: cannot be read .* Check the name"):
        read_text(tmp_path / "gone.json", most=7)
