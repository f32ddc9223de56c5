"""More than a thousand hostile or broken inputs go the whole way: no crash, no hang, no word of theirs becomes markup.

All in one workspace, in batches of a case each: collected, read, searched, resolved, weighed and told as a user's would be.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import attacks
from claimant import extract, read, resolve
from claimant.extract import Names, Rules
from claimant.model import Brief, Capture, Failure, Ledger
from claimant.resolve import gazetteer
from claimant.settings import Settings
from claimant.tell.clean import one_line, safe_address
from claimant.tell.resources import resources
from claimant.workspace import Workspace
from tell.pages import ALLOWED, seen

BATCH = 130
LIMITS = Settings(max_bytes=20_000_000)
WHOLE = 90.0
"""Seconds of this process for all inputs together, on one core."""
ONE_BATCH = 60.0
"""Seconds by the clock after which a batch is taken to hang."""


class Hang(BaseException):
    """Not an Exception, so that nobody on the way takes it for a broken source."""


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise Hang(f"still at work after {seconds} seconds")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@dataclass
class Ended:
    """What came of all inputs."""

    inputs: int = 0
    documents: int = 0
    statements: int = 0
    seconds: float = 0.0
    briefs: list[Brief] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    texts: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    folder, all_of_it = tmp_path_factory.mktemp("hostile"), Ended()
    inputs = [*attacks.attacking(), *attacks.damaged(420), *attacks.excessive(), *attacks.hard(5_000)]
    began = time.process_time()
    with Workspace.in_memory(LIMITS) as workspace:
        for number, batch in enumerate(inputs[at : at + BATCH] for at in range(0, len(inputs), BATCH)):
            places = []
            for name, data in batch:
                place = folder / f"{len(places):03}-{number}"
                place.mkdir()
                (place / name[:200]).write_bytes(data)
                places.append(str(place / name[:200]))
            case = f"batch {number}"
            with no_longer_than(ONE_BATCH):
                added = workspace.add(case, places, question=attacks.QUESTION)
                result = workspace.brief(case)
            all_of_it.inputs += len(places)
            all_of_it.documents += len(result.assessment.case.sources)
            all_of_it.statements += len(result.assessment.case.heard)
            all_of_it.failures += [*added.failures, *result.failures]
            all_of_it.briefs.append(result.brief)
            all_of_it.texts.append({d.source.sha256: d.text for d in workspace.documents(case)[0]})
    all_of_it.seconds = time.process_time() - began
    return all_of_it


# ---------------------------------------------------------------- what came of it


def test_a_thousand_hostile_inputs_end_in_time(ended: Ended):
    assert ended.inputs >= 1000
    assert ended.documents >= 700 and ended.statements >= 3000, "most attacks reach the brief"
    assert ended.seconds < WHOLE


def test_every_failure_says_what_is_wrong_and_what_to_do_on_one_plain_line(ended: Ended):
    assert len(ended.failures) >= 50
    for failure in ended.failures:
        assert re.search(r"[.)]$", failure.problem) and re.search(r"(\.|https?://\S+)$", failure.remedy), failure
        for text in (failure.source, failure.problem, failure.remedy):
            assert " ".join(text.split()) == one_line(text) != "", failure
        assert len(failure.problem) < 500


def test_no_search_for_statements_failed(ended: Ended):
    assert not [failure for failure in ended.failures if "report this text" in failure.remedy]


OUR_SCRIPT = files("claimant.tell").joinpath("templates/brief.js").read_text(encoding="utf-8").strip()
OUR_ADDRESSES = frozenset(one.address for one in resources())
"""The one script and the addresses that are in every page, whatever the inputs are."""


def links(page: str) -> list[str]:
    return [value for value in seen(page).values("href") if not value.startswith("#")]


def faults(page: str) -> Iterator[str]:
    """Whatever an input could have put into the page."""
    parser = seen(page)
    yield from parser.faults
    yield from set(parser.tags) - ALLOWED
    if (parser.tags.count("style"), parser.tags.count("link")) != (1, 1):
        yield "more than our own style"
    *figures, script = parser.scripts
    if script != OUR_SCRIPT or parser.tags.count("script") != len(parser.scripts) or len(figures) > 1:
        yield "more than our own script"
    if any("<" in one for one in figures):
        yield "figures that could end their element"
    for tag, name, value in parser.attributes:
        if name.startswith("on") or name in {
            "src",
            "srcset",
            "srcdoc",
            "style",
            "action",
            "formaction",
            "background",
            "ping",
        }:
            yield f"<{tag} {name}={value[:60]!r}>"
        if name == "http-equiv" and value != "Content-Security-Policy":
            yield f"<meta http-equiv={value!r}>"
        if name in {"href", "xlink:href"} and not value.startswith("#") and (tag, value) != ("link", "data:,"):
            host = urlsplit(value).hostname or ""
            if value in OUR_ADDRESSES:
                continue
            if safe_address(value.split("#:~:")[0]) is None or not re.fullmatch(r"(a|feed|mail|news)\.example", host):
                yield f"<{tag} href={value[:80]!r}>"


def test_no_page_has_a_script_an_event_an_element_or_an_address_from_an_input(ended: Ended):
    for number, brief in enumerate(ended.briefs):
        assert list(faults(brief["brief.html"])) == [], f"batch {number}"
    assert "alert(" in ended.briefs[0]["brief.html"], "the attacks are there, as words"


MARKED = set("h1 h2 h3 h4 p ul ol li a strong em code blockquote table thead tbody tr th td hr br pre".split())


def test_no_markdown_renders_to_markup_from_an_input(ended: Ended):
    for number, brief in enumerate(ended.briefs):
        page = seen(MarkdownIt("commonmark").enable("table").render(brief["brief.md"]))
        assert set(page.tags) <= MARKED, f"batch {number}: {set(page.tags) - MARKED}"
        strange = [
            value
            for value in page.values("href")
            if value not in OUR_ADDRESSES and not re.match(r"#|https?://(a|feed|mail|news)\.example\b", value)
        ]
        assert strange == [], f"batch {number}"


def test_every_quote_is_the_text_at_its_place(ended: Ended):
    for brief, texts in zip(ended.briefs, ended.texts, strict=True):
        record = json.loads(brief["brief.json"])
        hashes = {document["id"]: document["sha256"] for document in record["documents"]}  # an id may be withheld
        for statement in record["statements"]:
            for part in ("quote", "speaker", "cue", "target", "via"):
                span = statement[part]
                if span and "[name withheld]" not in span["text"]:
                    assert texts[hashes[statement["document"]]][span["start"] : span["end"]] == span["text"]


def test_the_probabilities_are_still_some(ended: Ended):
    for brief in ended.briefs:
        weighed = json.loads(brief["brief.json"])["assessment"]["hypotheses"]
        assert sum(one["probability"] for one in weighed) == pytest.approx(1, abs=1e-5)


@pytest.mark.chromium
def test_a_browser_asks_for_nothing_and_runs_nothing(ended: Ended, chromium: Path, tmp_path: Path):
    from playwright.sync_api import sync_playwright

    requests: list[str] = []
    alarms: list[str] = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            page = browser.new_page()
            page.on("request", lambda request: requests.append(request.url))
            page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
            page.on("popup", lambda popup: alarms.append(popup.url))
            page.on("console", lambda message: alarms.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: alarms.append(str(error)))
            opened = []
            for number, brief in enumerate(ended.briefs[:4]):
                file = tmp_path / f"{number}.html"
                file.write_text(brief["brief.html"], encoding="utf-8")
                opened.append(file.as_uri())
                page.goto(opened[-1], wait_until="load")
                scripts = page.evaluate("[...document.scripts].map(script => [script.type, script.textContent])")
                assert [text for kind, text in scripts if kind != "application/json"] == [OUR_SCRIPT]
                assert len(scripts) <= 2
                assert page.evaluate("document.querySelectorAll('iframe,object,embed,img,form,base').length") == 0
        finally:
            browser.close()
    assert [request for request in requests if request not in opened and request != "data:,"] == []
    assert alarms == []


# ---------------------------------------------------------------- texts at the limit


def _steps(text: str) -> tuple[int, float]:
    """How many statements the rules find in a text, and the seconds of this process to read, search and resolve it."""
    data = text.encode()
    capture = Capture(
        data=data, sha256=hashlib.sha256(data).hexdigest(), source="hard.txt", address=None, media_type="text/plain",
        charset=None, collected=datetime(2031, 5, 2, tzinfo=UTC),
    )  # fmt: skip
    using = Rules(Names.of(gazetteer().spoken_names()))
    began = time.process_time()
    document = read.read(capture)
    found = extract.extract(document, using=using)
    origins = read.origins([document])
    resolve.resolve(Ledger(question=attacks.QUESTION, documents=(document,), origins=origins, extractions=(found,)))
    return len(found.statements), time.process_time() - began


GROWING = {
    "figures": 12_000,
    "short sentences": 40_000,
    "accusations": 40_000,
    "line breaks": 60_000,
    "abbreviations": 100_000,
}
"""Hard texts whose cost once grew with the square of their size, and a size that shows it."""


def test_the_longest_text_with_the_hardest_words_ends_within_a_minute():
    most = Settings().max_characters
    makers = [make for name, make in attacks.HARD.items() if name not in GROWING]
    text = "\n\n".join(make(most // (len(makers) + 1)) for make in makers) + "\n\n" + attacks.SAID
    assert most * 0.9 < len(text) <= most
    with no_longer_than(120):
        statements, seconds = _steps(text)
    assert statements >= 3 and seconds < 60


@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_takes_about_twice_the_time(name: str):
    make, size = attacks.HARD[name], GROWING[name]
    _steps(attacks.SAID)  # whatever is loaded once
    with no_longer_than(60):
        once = min(_steps(make(size))[1] for _ in range(3))
        twice = min(_steps(make(2 * size))[1] for _ in range(3))
    assert twice < 3 * once + 0.1, f"{once:.2f} s for {size} characters, {twice:.2f} s for twice as many"


# ---------------------------------------------------------------- made up by Hypothesis

PIECES = st.sampled_from(
    [
        *(attack for attack in attacks.ATTACKS if len(attack) < 200),
        *"Russia|Ukraine|the Kremlin|Islamic State|it|a spokesman|Ilgar Tomesku|the bombing of the bridge at Vell|for|of|and|that".split("|"),
        *"blamed|denied|claimed responsibility for|said|accused|carried out|was behind|ruled out|doubted|killing 12 people".split("|"),
        *".|,|;|:|“|”|\"|'|(|)|—|\n|\n\n|...|?|!|- |* |> |# ".split("|"),
    ]
)  # fmt: skip


@settings(max_examples=25)
@given(
    st.lists(PIECES, min_size=1, max_size=40), st.sampled_from(["", "---\ntitle: x\n", "<p>", "From: a@b.example\n\n"])
)
def test_any_mixture_of_words_and_attacks_becomes_a_clean_page(pieces: list[str], before: str):
    data = (before + " ".join(pieces) + f" {attacks.SAID}").encode("utf-8", "replace")
    with Workspace.in_memory(LIMITS) as workspace, no_longer_than(20):
        added = workspace.add("case", ["-"], question=attacks.QUESTION, stdin=io.BytesIO(data))
        documents, failures = workspace.documents("case")
        assert all(failure.problem and failure.remedy for failure in (*added.failures, *failures))
        if documents:
            brief = workspace.brief("case").brief
            assert list(faults(brief["brief.html"])) == []
            record = json.loads(brief["brief.json"])
            texts = {document.source.sha256: document.text for document in documents}
            hashes = {document["id"]: document["sha256"] for document in record["documents"]}  # an id may be withheld
            for statement in record["statements"]:
                quote = statement["quote"]
                if "[name withheld]" not in quote["text"]:
                    assert texts[hashes[statement["document"]]][quote["start"] : quote["end"]] == quote["text"]


STARTS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"<html>", b"<?xml version='1.0'?><rss>", b"{", b'{"text": "', b"text,url\n", b"From a@b Fri May  2 10:00:00 2031\n", b"PAR1", b"---\n", b"\xff\xfe", b"\xef\xbb\xbf"]  # fmt: skip


@settings(max_examples=150)
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_what_to_do(start: bytes, rest: bytes):
    with Workspace.in_memory(LIMITS) as workspace, no_longer_than(20):
        added = workspace.add("case", ["-"], stdin=io.BytesIO(start + rest))
        documents, failures = workspace.documents("case")
        assert documents or added.failures or failures
        assert all(failure.problem and failure.remedy for failure in (*added.failures, *failures))
