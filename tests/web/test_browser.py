"""From files to a signed brief in the browser: a new case, review by keys, a weighing that moved, a signature."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from scene import QUESTION, reports


@pytest.mark.chromium
def test_from_files_to_a_signed_brief_by_keys(served, chromium: Path, tmp_path: Path):
    from playwright.sync_api import expect, sync_playwright

    desk, session = served
    files = sorted(reports(tmp_path / "reports").iterdir())
    faults: list[str] = []
    asked: list[str] = []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        try:
            page = browser.new_page()
            page.set_default_timeout(60_000)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
            page.on("request", lambda request: asked.append(request.url))
            page.goto(session.address)
            page.fill('[name="name"]', "Ines Marlow")
            page.keyboard.press("Enter")
            page.click("text=New case")
            page.fill('[name="question"]', QUESTION)
            page.set_input_files('[name="files"]', files)
            page.click("text=Begin the case")
            page.click("a.button:has-text('Review')")
            expect(page.locator(".card.active")).to_be_visible()

            def press(*keys: str) -> None:
                for key in keys:
                    page.keyboard.press(key)

            def kept(number: int) -> None:
                until = time.monotonic() + 30
                while desk.view("case").seen < number:
                    assert time.monotonic() < until, page.locator("#said").inner_text()
                    page.wait_for_timeout(50)
                expect(page.locator('#undo [name="expected"]')).to_have_value(str(desk.view("case").seen))

            press("b", "9", "a", "1")  # one mend, kept, in four keys
            kept(1)
            mended = desk.view("case").case.judgements[0].judgement
            assert str(mended.decision.into.basis) == "forensic" and mended.by == "Ines Marlow"
            before = desk.view("case").seen
            press("j", "k", "x", "1")
            kept(before + 1)
            before = desk.view("case").seen
            press("u")
            kept(before + 1)
            before = desk.view("case").seen
            if page.locator('.card.active[data-left="yes"]').count():
                press("a")
                kept(before + 1)
            press("?")
            expect(page.locator("#help")).to_be_visible()
            press("Escape")

            page.click("nav >> text=Weighing")
            expect(page.locator("table.answers")).to_be_visible()
            view = desk.view("case")
            assert view.numbers.hypotheses != view.machine.hypotheses
            page.click("nav >> text=Brief")
            expect(page.frame_locator("iframe").locator("h1")).to_contain_text("bridge at Vell")
            page.click("text=Sign and keep")
            expect(page.locator(".good[role=status]")).to_contain_text("Signed by Ines Marlow")
        finally:
            browser.close()
    assert list((desk.site / "editions").glob("*/brief.html"))
    assert faults == []
    assert [url for url in asked if not url.startswith((f"http://127.0.0.1:{session.port}/", "data:"))] == []
