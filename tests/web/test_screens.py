"""Every screen in a browser: usable without sight, nothing from another host, and no document that becomes a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import attacks
from claimant.web.review import sheets
from scene import QUESTION, reports

SCREENS = ("/name", "/", "/new", "/cases/case", "/cases/case/review", "/cases/case/weighing", "/cases/case/judgements", "/cases/case/brief", "/cases/none")  # fmt: skip

pytestmark = pytest.mark.chromium


class Watched:
    """A page with all that it asked for, said and did against our will."""

    def __init__(self, page: Any, home: str) -> None:
        self.page, self.home = page, home
        self.asked: list[str] = []
        self.faults: list[str] = []
        page.set_default_timeout(60_000)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: (self.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def go(self, path: str) -> None:
        self.page.goto(self.home + path)

    @property
    def foreign(self) -> list[str]:
        return [url for url in self.asked if not url.startswith((f"{self.home}/", "data:", "about:"))]


@contextmanager
def watching(session: Any, chromium: Path, **how: Any) -> Iterator[Watched]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        try:
            watched = Watched(browser.new_page(**how), f"http://127.0.0.1:{session.port}")
            watched.page.goto(session.address)
            watched.page.fill('[name="name"]', "Ines Marlow")
            watched.page.click("text=Begin")
            watched.page.wait_for_url("**/")
            yield watched
        finally:
            browser.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_breaks_a_rule_of_accessibility_or_asks_another_host(served, chromium, tmp_path, width, scheme):
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect

    desk, session = served
    desk.workspace.add("case", [str(reports(tmp_path / "reports"))], question=QUESTION, under=tmp_path)
    with watching(session, chromium, viewport={"width": width, "height": 844}, color_scheme=scheme) as watched:
        for path in SCREENS:
            watched.go(path)
            assert not watched.page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{path} is too wide"
            found = Axe().run(watched.page).response["violations"]
            assert [(path, one["id"], one["nodes"][0]["target"]) for one in found] == []
        watched.go("/cases/case/review")
        for _ in range(3):  # decided statements look otherwise than open ones
            before = desk.view("case").seen
            watched.page.keyboard.press("a")
            expect(watched.page.locator("#undo [name=expected]")).not_to_have_value(str(before), timeout=30_000)
        assert Axe().run(watched.page).response["violations"] == []
        watched.page.keyboard.press("?")
        assert Axe().run(watched.page).response["violations"] == []
        watched.go("/cases/case/judgements")
        assert Axe().run(watched.page).response["violations"] == []
    assert watched.foreign == [] and watched.faults == []


def test_no_document_becomes_a_script_or_fetches_anything(served, chromium, tmp_path):
    desk, session = served
    places = []
    for number, (name, data) in enumerate(attacks.attacking()):
        place = tmp_path / "hostile" / f"{number:03}"
        place.mkdir(parents=True)
        (place / name[:200]).write_bytes(data)
        places.append(str(place / name[:200]))
    assert len(places) >= 100
    desk.workspace.add("case", places, question=attacks.QUESTION, under=tmp_path)
    documents = [sheet.document.id for sheet in sheets(desk.view("case"))]
    with watching(session, chromium) as watched:
        for path in SCREENS:
            watched.go(path)
            watched.page.wait_for_timeout(100)
        for path in [f"/cases/case/review/{watched.page.evaluate('encodeURIComponent', id)}" for id in documents[:60]]:
            watched.go(path)
            own = watched.page.evaluate("[...document.scripts].map((one) => one.src || one.type)")
            assert own == [f"{watched.home}/static/review.js", "application/json"], path
            assert watched.page.locator("iframe, object, embed, base, meta[http-equiv], .text img").count() == 0
            assert re.fullmatch(rf"{re.escape(watched.home)}/cases/case/review/.+", watched.page.url)
    assert watched.foreign == []
    assert [fault for fault in watched.faults if "Content Security Policy" not in fault] == []
