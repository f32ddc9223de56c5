"""The page in a browser: nothing executed, nothing asked for, no violation of WCAG 2.2 AA, valid HTML.

A small version of `python -m bench.injections` and `python -m bench.page`, which print the figures.
"""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pytest

from claimant.model import Brief

ROOT = Path(__file__).parent.parent
EACH = 48


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(ROOT)
    for name in ("bench", "tests"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    from bench import injections, page

    return injections, page


@pytest.mark.chromium
def test_no_injection_is_executed_in_a_brief_or_a_site(bench, tmp_path: Path):
    injections, _ = bench
    every = list(dict.fromkeys(islice(injections.payloads(), 500)))
    assert len(every) == 500
    some = every[:: len(every) // EACH][:EACH]
    count, opened, found = injections.tried(tmp_path, some, EACH)
    assert (count, found) == (EACH, {}) and opened > 10


@pytest.mark.chromium
@pytest.mark.parametrize("name", ["brief.html", "brief-one-page.html"])
def test_the_worked_example_is_clean(bench, example: Brief, name: str, tmp_path: Path):
    _, page = bench
    file = tmp_path / name
    file.write_text(example[name], encoding="utf-8")
    heard = page.Heard()
    with page.browser() as started:
        assert list(page.violations(started, file, heard)) == []
        assert {width: page.overflowing(started, file, width) for width in page.WIDTHS} == dict.fromkeys(page.WIDTHS, 0)
    assert heard.outside(file.as_uri()) == [] and heard.errors == []
    assert page.parse_errors(example[name]) == []
    assert file.stat().st_size <= 1_000_000


def test_the_checks_would_see_what_is_wrong(bench):
    _, page = bench
    assert page.parse_errors("<!DOCTYPE html><title>x</title><p><div></p>")
