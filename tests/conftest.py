"""What all tests share: the evaluation data, a browser, and Hypothesis on slow machines.

Some tests need what is not in the repository. On a laptop they are skipped where it is missing; in CI (CI=true) a missing
thing is a failure, so that a green run never hides a test that did not run.
"""

from __future__ import annotations

import os
from importlib.resources import as_file, files
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as trying

from claimant.cli import EXAMPLE_QUESTION
from claimant.model import Brief
from claimant.settings import Settings
from claimant.workspace import Workspace

# Tests of other things read by rules: fast, and the same on every processor. Those of the model ask for it by name.
os.environ["CLAIMANT_EXTRACTOR"] = "rules"

CHROMIUM = Path("/usr/bin/chromium")

# A shared machine may stall for a second in the midst of one example; that is no finding.
# In CI the examples are the same in every run, so that what fails is what changed; elsewhere new ones are tried.
trying.register_profile(
    "claimant",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
trying.load_profile("claimant")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "chromium: needs the browser /usr/bin/chromium (skipped without; fails in CI)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for the fixture needs what the marker of the same name says."""
    for item in items:
        for need in {"shared", "chromium"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(need)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("shared"):
        _shared_folder()
    if item.get_closest_marker("chromium") and not CHROMIUM.exists():
        _do_without(f"{CHROMIUM} is not there: apt-get install chromium")


def _shared_folder() -> Path:
    named = os.environ.get("CLAIMANT_SHARED")
    if not named:
        _do_without("CLAIMANT_SHARED is not set: name the folder that has data/ and tools/ in it")
    folder = Path(named)
    if not (folder / "data").is_dir():
        pytest.fail(f"CLAIMANT_SHARED={named}: there is no folder data in it", pytrace=False)
    return folder


def _do_without(reason: str) -> NoReturn:
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{reason} (in CI this is a failure)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data, kept outside the repository."""
    return _shared_folder()


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program, for playwright's `executable_path` or for `--headless`."""
    return CHROMIUM


@pytest.fixture(scope="session")
def example() -> Brief:
    """The worked example's brief as `claimant demo` gives it, read by the model."""
    settings = Settings(extractor="model")
    with as_file(files("claimant") / "example" / "reports") as reports, Workspace.in_memory(settings) as workspace:
        workspace.add("example", [str(reports)], question=EXAMPLE_QUESTION, under=reports.parent)
        return workspace.brief("example").brief


@pytest.fixture(scope="session")
def weasyprint() -> None:
    """The library that writes PDF, with the system's libraries that it needs."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as missing:
        _do_without(f"weasyprint cannot be used ({missing}): apt-get install libpango-1.0-0 libpangoft2-1.0-0")
