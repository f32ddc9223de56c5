"""The documentation runs, or it rots.

Blocks marked ```bash and ```python are run in their order, each page in a folder of its own; ```console and ```text are only
shown. Two comments prepare a page: `<!-- files of: PAGE -->` makes the files that another page makes first, and
`<!-- serves: FOLDER at ADDRESS/ -->` has a server there (on a free port, which the blocks are given).
"""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

import claimant
from claimant import model
from claimant.resolve.gazetteer import build
from claimant.settings import Settings

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TUTORIAL = ROOT / "docs" / "tutorial.md"
QUESTION = "Who blew up the Harrow bridge?"


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, *kinds: str) -> list[tuple[str, str, int]]:
    """(kind, code, line) of the page's blocks of these kinds."""
    text = page.read_text(encoding="utf-8")
    return [(m[1], m[2], text.count("\n", 0, m.start()) + 2) for m in BLOCK.finditer(text) if m[1] in kinds]


RUN = [page for page in PAGES if blocks(page, "bash", "python")]


# ---------------------------------------------------------------- what runs


@pytest.fixture
def elsewhere(tmp_path, monkeypatch) -> Path:
    """An empty folder to work in, with `claimant` on the path and the user's own data folder out of reach."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CLAIMANT_EXTRACTOR")  # a reader's own computer does not have it
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    for variable in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / ".home"))
    return tmp_path


@pytest.mark.parametrize("page", RUN, ids=name)
def test_every_block_of_a_page_runs(page, elsewhere):
    with prepared(page) as port:
        for kind, code, line in blocks(page, "bash", "python"):
            code = re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{port}", code) if port else code
            run(kind, code, f"{name(page)}, line {line}")


def run(kind: str, code: str, where: str) -> None:
    if kind == "python":
        exec(compile(code, where, "exec"), {"__name__": "__main__"})
        return
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", code], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, f"{where}: status {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"


@contextmanager
def prepared(page: Path) -> Iterator[int]:
    text = page.read_text(encoding="utf-8")
    if before := re.search(r"<!-- files of: (\S+) -->", text):
        make_files(ROOT / before[1])
    served = re.search(r"<!-- serves: (\S+) at http://127\.0\.0\.1:\d+/ -->", text)
    if not served:
        yield 0
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=served[1]))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def make_files(page: Path) -> None:
    _, code, line = next(block for block in blocks(page, "bash") if "<<'EOF'" in block[1])
    run("bash", code, f"{name(page)}, line {line}")


def test_the_pages_that_promise_to_run_do_run():
    assert {"README.md", "docs/tutorial.md"} < {name(page) for page in RUN}
    how_to = {name(page) for page in PAGES if "how-to" in page.parts}
    assert how_to < {name(page) for page in RUN}


# ---------------------------------------------------------------- what is generated


@pytest.fixture(scope="module")
def generator():
    import importlib.util

    spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs" / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_parts_are_up_to_date(generator):
    for page in generator.pages():
        text = page.read_text(encoding="utf-8")
        assert generator.filled(text) == text, f"{name(page)}: run `make docs`"


@pytest.mark.shared
def test_measured_figures_are_those_that_the_measurement_prints(generator):
    assert generator.measured(), "CLAIMANT_SHARED is set, so bench/cases.py prints something"
    for page in generator.pages():  # the same check as above, now with the measured parts
        text = page.read_text(encoding="utf-8")
        assert generator.filled(text) == text, f"{name(page)}: run `make docs` with CLAIMANT_SHARED set"


def test_every_generated_part_is_on_a_page(generator):
    found = {
        part[2] for page in generator.pages() for part in generator.PART.finditer(page.read_text(encoding="utf-8"))
    }
    assert found == set(generator.PARTS)


# ---------------------------------------------------------------- what is complete


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        assert not path.startswith("http"), f"{target}: the documentation stands on its own"
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}, target


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_files_that_are_named_are_there(page):
    for path in re.findall(r"`((?:src|tests|bench|docs)/[\w./-]+)`", page.read_text(encoding="utf-8")):
        assert (ROOT / path).exists(), path


def test_every_page_of_the_documentation_is_reached_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [name(page) for page in PAGES if page.parent != ROOT and f"({name(page)})" not in readme]


def test_every_word_of_the_model_is_in_the_vocabulary():
    text = (ROOT / "docs" / "reference" / "vocabulary.md").read_text(encoding="utf-8")
    for kind in vars(model).values():
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum:
            assert not [word for word in kind if f"`{word}`" not in text], kind.__name__


def test_every_key_that_programs_read_is_described(elsewhere):
    make_files(TUTORIAL)
    brief = json.loads(claimant.brief(["reports"], QUESTION).brief["brief.json"])
    text = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
    described = set(re.findall(r"[`\"{,] ?(\w+)[`\"]", text))
    shown = keys({key: value for key, value in brief.items() if key != "case"})  # the case is the model's own form
    assert not shown - described


def keys(value: object) -> set[str]:
    """All keys of the objects in it, but for those that are ids."""
    if isinstance(value, list):
        return set().union(*map(keys, value))
    if not isinstance(value, dict):
        return set()
    return set(value).union(*(keys(inner) for key, inner in value.items() if key not in {"bits", "methods"}))


def test_the_example_of_a_case_file_can_be_weighed():
    for _, code, _ in blocks(ROOT / "docs" / "reference" / "case-files.md", "json"):
        assert claimant.weigh_case(json.loads(code)).leader.hypothesis.id == "front"


def test_the_example_of_a_gazetteer_entry_can_be_read():
    ((_, code, _),) = blocks(ROOT / "docs" / "reference" / "gazetteer.md", "yaml")
    known = build(yaml.safe_load(code), {})
    assert known.actor("tide-front").name == "Tide Front"
    assert [relation.sign for relation in known.relations] == [-1]
    assert {match.sort for match in known.find("a front of the tide, or the front")} == {"name", "weak"}


def test_the_likelihood_words_of_the_vocabulary_are_those_of_the_program():
    from claimant.weigh.words import WORDS

    text = (ROOT / "docs" / "reference" / "vocabulary.md").read_text(encoding="utf-8")
    assert [row for row in re.findall(r"^\| ([a-z ]+) \| .*%", text, re.MULTILINE) if row in WORDS] == list(WORDS)


def test_limits_that_pages_name_are_those_of_the_settings():
    sources = (ROOT / "docs" / "how-to" / "sources.md").read_text(encoding="utf-8")
    assert f"within {Settings().fetch_timeout:.0f} seconds" in sources
    origins = (ROOT / "docs" / "explanation" / "origins.md").read_text(encoding="utf-8")
    assert f"share {Settings().echo_overlap:.0%}".replace("%", " %") in origins


def test_the_picture_is_small_and_a_script_makes_it():
    picture = ROOT / "docs" / "pictures" / "brief.png"
    assert picture.read_bytes().startswith(b"\x89PNG") and picture.stat().st_size < 300_000
    assert (ROOT / "docs" / "pictures" / "make.py").exists()
