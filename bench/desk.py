"""What the desk asks of a person and of the machine: key presses, the time of its pages, and until a judgement shows.

    python -m bench.desk                               a case of 60 positions, and one of 1,000 documents
    python -m bench.desk --documents 60 --positions 60 --statements 5

The reports are made up here, the same at every run, read by rules (`--extractor model` for the network). Each figure is the
median of `--times` and the worst of them, in milliseconds, in a browser of its own on this machine (/usr/bin/chromium):

server        from a request for a page until its last byte, without a browser
first paint   from the browser's request until the first words are on the screen
judgement     from the press of the key until the new numbers are on the screen, everything weighed again
opening       the first view of a case after the start, with what was read before kept in the store

The goals are those of the issue: a page of 1,000 documents 150 and 1,000 ms, a judgement 200 and 500 ms.
"""

from __future__ import annotations

import argparse
import random
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import uvicorn

from claimant.settings import Settings
from claimant.web import Desk, Session, make_app
from claimant.workspace import Workspace

QUESTION = "Who bombed the bridge at Vell?"
SPEAKERS = (
    "Poland", "France", "Germany", "Italy", "Spain", "Norway", "Sweden", "Finland", "Denmark", "Austria", "Greece", "Portugal",
    "Romania", "Bulgaria", "Hungary", "Croatia", "Serbia", "Turkey", "Japan", "India", "China", "Brazil", "Mexico", "Canada",
    "Australia", "Egypt", "Kenya", "Nigeria", "Algeria", "Morocco", "Iran", "Iraq", "Belarus", "Kazakhstan", "Armenia",
    "Georgia", "Ukraine", "Russia", "Vietnam", "Indonesia",
)  # fmt: skip
TARGETS = ("Russia", "Ukraine", "Islamic State", "the United States", "Belarus")
SAYINGS = (
    "{speaker} blamed {target} for the bombing of the bridge at Vell.",
    "{speaker} said that {target} carried out the attack on the bridge at Vell.",
    "{speaker} accused {target} of the bombing of the bridge at Vell.",
)
FILLING = (
    "The span at Vell carried {a} trains a day, and about {b} lorries.",
    "A ferry took {a} passengers across until {b} in the evening.",
    "Divers looked for the {a} missing pieces of the deck, of which {b} were raised.",
    "Rain had lifted the river by {a} centimetres in {b} days.",
    "The repair will cost {a} million and take {b} weeks, an engineer reckoned.",
)


def reports(folder: Path, documents: int, positions: int, statements: int) -> None:
    """That many documents with so many statements each, of about so many positions (who blames whom, on which day)."""
    chance = random.Random(7)
    held: list[tuple[str, str, date]] = []
    day = date(2031, 5, 2)
    while len(held) < positions:
        pairs = [(speaker, target) for speaker in SPEAKERS for target in TARGETS if speaker != target]
        chance.shuffle(pairs)
        held += [(speaker, target, day) for speaker, target in pairs[: max(1, min(len(pairs), positions // 12))]]
        day += timedelta(days=1)
    held = held[:positions]
    days = sorted({on for *_, on in held})
    by_day = {on: [one for one in held if one[2] == on] for on in days}
    turn = dict.fromkeys(days, 0)
    folder.mkdir(parents=True)
    for number in range(documents):
        on = days[number % len(days)]
        lines = [f"Report {number}. A bomb tore through the bridge at Vell in Ukraine, killing 12 people."]
        for _ in range(statements):
            speaker, target, _day = by_day[on][turn[on] % len(by_day[on])]
            turn[on] += 1
            lines.append(chance.choice(SAYINGS).format(speaker=speaker, target=target))
            lines.append(chance.choice(FILLING).format(a=chance.randint(2, 9_000), b=chance.randint(2, 9_000)))
        head = f"---\ntitle: The bridge at Vell, report {number}\npublisher: Paper {number % 90}\ndate: {on}\n---\n\n"
        (folder / f"{number:05}.txt").write_text(head + "\n\n".join(lines) + "\n", encoding="utf-8")


@contextmanager
def serving(desk: Desk) -> Iterator[Session]:
    """The desk on a free port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        session = Session(port=listening.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(make_app(desk, session), log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield session
        finally:
            server.should_exit = True
            thread.join(20)


def timed(times: int, work: Callable[[], object]) -> list[float]:
    """Milliseconds of each of so many runs."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return found


def line(what: str, found: Sequence[float]) -> None:
    """Print a median and the worst."""
    print(f"{what:<44}{statistics.median(found):>9.0f}{max(found):>9.0f}", flush=True)


def pages(session: Session, times: int) -> None:
    """The server's time for each page."""
    with httpx.Client(base_url=f"http://127.0.0.1:{session.port}", timeout=600, follow_redirects=True) as client:
        client.get(f"/?token={session.token}")
        client.post("/name", data={"form_token": session.form, "name": "Bench"})
        for path in ("", "/review", "/weighing", "/judgements"):
            client.get(f"/cases/case{path}")
            line(f"server: /cases/case{path}", timed(times, lambda path=path: client.get(f"/cases/case{path}").read()))  # type: ignore[misc]


def by_keys(session: Session, desk: Desk, times: int) -> None:
    """First paint of each page, and judgements by keys."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(session.address)
        page.fill('[name="name"]', "Bench")
        page.click("text=Begin")
        page.wait_for_url("**/")
        for path in ("", "/review"):
            paints = []
            for _ in range(times):
                page.goto(f"http://127.0.0.1:{session.port}/cases/case{path}")
                paints.append(page.evaluate(PAINT))
            line(f"first paint: /cases/case{path}", paints)
        counted: dict[str, list[float]] = {}
        for name, keys in (("accepted", "a"), ("rejected", "x1"), ("basis mended", "b9a1"), ("stance mended", "5a1")):
            took = [judged(page, desk, keys) for _ in range(times)]
            counted[name] = took
            line(f"judgement: {name}, {len(keys)} keys", took)
        browser.close()


PAINT = """() => new Promise((done) => {
  const look = () => {
    const [first] = performance.getEntriesByName("first-contentful-paint");
    if (first) done(first.startTime);
    else requestAnimationFrame(look);
  };
  look();
})"""


def judged(page: Any, desk: Desk, keys: str) -> float:
    """Milliseconds from the last key until the numbers of the judgement stand on the page."""
    if not page.locator('.card.active[data-left="yes"]').count():
        page.keyboard.press("]")
        page.wait_for_load_state()
        page.locator(".card.active").wait_for()
    before = desk.view("case").seen
    for key in keys[:-1]:
        page.keyboard.press(key)
    page.evaluate(WATCH)
    page.keyboard.press(keys[-1])
    took = float(page.evaluate("window.shown"))
    assert desk.view("case").seen > before, f"{keys} kept nothing: {page.locator('#said').inner_text()}"
    return took


WATCH = """() => {
  const field = document.querySelector('#undo [name="expected"]'), was = field.value, began = performance.now();
  window.shown = new Promise((done, fail) => {
    const look = () => field.value !== was ? requestAnimationFrame(() => done(performance.now() - began))
      : performance.now() - began > 60000 ? fail(new Error("nothing came")) : requestAnimationFrame(look);
    look();
  });
}"""


def measure(documents: int, positions: int, statements: int, times: int, extractor: str) -> None:
    """One case from its files to judgements by keys."""
    with TemporaryDirectory(prefix="claimant-bench-") as place:
        folder = Path(place)
        reports(folder / "reports", documents, positions, statements)
        with Workspace.open(folder / "kept", Settings(extractor=extractor)) as workspace:
            began = time.perf_counter()
            workspace.add("case", [str(folder / "reports")], question=QUESTION, under=folder)
            workspace.material("case")
            read = time.perf_counter() - began
            desk = Desk(workspace, site=folder / "site", first="case")
            began = time.perf_counter()
            view = desk.view("case")
            opened = (time.perf_counter() - began) * 1000
            found, held = len(view.case.heard), len(view.numbers.evidence)
            print(f"\n{len(view.documents)} documents, {found} statements, {held} positions; read in {read:.0f} s")
            print(f"{'':<44}{'median':>9}{'worst':>9}  ms")
            line("opening the case", [opened])
            with serving(desk) as session:
                pages(session, times)
                by_keys(session, desk, times)


def main() -> None:
    """Measure the cases that were asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.desk", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--documents", type=int, help="how many documents")
    parser.add_argument("--positions", type=int, default=60, help="about how many positions they hold")
    parser.add_argument("--statements", type=int, default=5, help="statements of each document")
    parser.add_argument("--times", type=int, default=5, help="how often each is measured")
    parser.add_argument("--extractor", default="rules", help="rules or model")
    asked = parser.parse_args()
    sizes = [(asked.documents, asked.positions)] if asked.documents else [(30, 60), (1_000, 60), (1_000, 1_000)]
    for documents, positions in sizes:
        measure(documents, positions, asked.statements, asked.times, asked.extractor)


if __name__ == "__main__":
    main()
