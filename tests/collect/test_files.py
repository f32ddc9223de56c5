"""Files, folders and patterns: what is taken, in which order, and what cannot trap the reader."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from claimant.settings import Settings

from .conftest import gather, one_failure


@pytest.fixture
def reports(tmp_path) -> Path:
    folder = tmp_path / "reports"
    for name in ("b.txt", "a.txt", "day/c.txt", "day/night/d.txt", ".hidden.txt", ".git/config"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"The army denied {name}.")
    return folder


def names(captures, folder):
    return [str(Path(each.source).relative_to(folder)) for each in captures]


def test_a_folder_is_read_to_the_bottom_sorted_without_hidden_files(reports):
    captures, failures = gather(reports)
    assert names(captures, reports) == ["a.txt", "b.txt", "day/c.txt", "day/night/d.txt"]
    assert not failures


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("[ab].t?t", ["a.txt", "b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "day/c.txt", "day/night/d.txt"]),
        ("**/*", ["a.txt", "b.txt", "day/c.txt", "day/night/d.txt"]),
        ("**", ["a.txt", "b.txt", "day/c.txt", "day/night/d.txt"]),
        ("da*", ["day/c.txt", "day/night/d.txt"]),
        (".h*", [".hidden.txt"]),
    ],
)
def test_a_pattern_takes_each_file_once(reports, pattern, matched):
    captures, failures = gather(reports / pattern)
    assert names(captures, reports) == matched
    assert not failures


def test_a_relative_pattern_is_taken_from_where_one_stands(reports, monkeypatch):
    monkeypatch.chdir(reports)
    captures, _ = gather("*.txt")
    assert [each.source for each in captures] == ["a.txt", "b.txt"]


def test_a_file_whose_name_looks_like_a_pattern_is_the_file(reports):
    (reports / "draft [1].txt").write_text("The army denied it.")
    captures, _ = gather(reports / "draft [1].txt")
    assert names(captures, reports) == ["draft [1].txt"]


def test_a_pattern_without_match_and_one_that_is_wrong_are_failures(reports):
    assert one_failure(reports / "*.pdf").problem == "No file matches this pattern."
    wrong = one_failure(reports / "a**b/*").problem  # a mistake up to Python 3.12; since 3.13 it matches as a*b does
    assert "cannot be used" in wrong if sys.version_info < (3, 13) else wrong == "No file matches this pattern."


def test_a_missing_file_is_named_with_what_to_do(tmp_path):
    failure = one_failure(tmp_path / "none.txt")
    assert failure.source == str(tmp_path / "none.txt")
    assert failure.problem == "There is no such file or folder."
    assert "spelling" in failure.remedy


def test_an_address_without_its_beginning_is_recognised_as_a_slip():
    assert "https://" in one_failure("www.paper.example/report").remedy


def test_an_empty_file_is_a_failure(tmp_path):
    (tmp_path / "a.txt").touch()
    assert one_failure(tmp_path / "a.txt").problem == "It is empty."


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    monkeypatch.setattr("claimant.collect.files._bytes", lambda *_: pytest.fail("it was read"))
    failure = one_failure(tmp_path / "a.txt", using=Settings(max_bytes=100))
    assert failure.problem == "It is larger than 100 bytes."
    assert "max_bytes" in failure.remedy


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_a_failure(tmp_path):
    (tmp_path / "a.txt").write_text("The army denied it.")
    (tmp_path / "a.txt").chmod(0)
    assert "permission" in one_failure(tmp_path / "a.txt").problem


def test_permission_refused_by_the_system_is_said_in_plain_words(tmp_path, monkeypatch):
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("The army denied it.")
    monkeypatch.setattr("claimant.collect.files.os.open", refuse)
    assert one_failure(tmp_path / "a.txt").problem == "You have no permission to read it."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_pipes_and_devices_are_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe" in one_failure(tmp_path / "pipe.txt").problem
    assert "device" in one_failure("/dev/zero").problem
    _, failures = gather(tmp_path)
    assert "pipe" in failures[0].problem


def test_links_in_a_folder_lead_neither_round_in_circles_nor_out_of_it(reports, tmp_path):
    (tmp_path / "secret.txt").write_text("Not given.")
    (reports / "day" / "loop").symlink_to(reports, target_is_directory=True)
    (reports / "self").symlink_to("self")
    (reports / "out.txt").symlink_to(tmp_path / "secret.txt")
    (reports / "up").symlink_to(tmp_path, target_is_directory=True)
    (reports / "same.txt").symlink_to(reports / "a.txt")
    captures, failures = gather(reports)
    assert names(captures, reports) == ["a.txt", "b.txt", "day/c.txt", "day/night/d.txt", "same.txt"]
    assert [(Path(each.source).name, "out of" in each.problem) for each in failures] == [
        ("out.txt", True),
        ("self", False),
        ("up", True),
    ]


def test_a_link_that_the_user_names_is_followed(reports, tmp_path):
    (tmp_path / "link").symlink_to(reports, target_is_directory=True)
    captures, _ = gather(tmp_path / "link")
    assert len(captures) == 4


def test_folders_deeper_than_the_limit_are_left_out_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr("claimant.collect.files.DEEPEST", 1)
    (tmp_path / "1" / "2").mkdir(parents=True)
    (tmp_path / "1" / "a.txt").write_text("The army denied it.")
    (tmp_path / "1" / "2" / "b.txt").write_text("The army denied it again.")
    captures, failures = gather(tmp_path)
    assert len(captures) == 1
    assert failures[0].source.endswith("2")


def test_a_folder_with_nothing_readable_says_so_besides_naming_its_files(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n")
    _, failures = gather(tmp_path)
    assert [each.problem for each in failures] == [
        "It is an image; Claimant reads text only.",
        "Nothing in the folder could be read.",
    ]


def test_an_empty_folder_is_a_failure(tmp_path):
    assert "empty" in one_failure(tmp_path).problem


def test_above_the_most_members_the_first_are_kept_and_one_failure_says_so(reports):
    captures, failures = gather(reports, using=Settings(max_members=2))
    assert names(captures, reports) == ["a.txt", "b.txt"]
    assert "more than 2 documents" in failures[0].problem
    assert "max_members" in failures[0].remedy
    assert not gather(reports, using=Settings(max_members=4))[1]
