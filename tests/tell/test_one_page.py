"""The brief on one sheet: the same words and numbers as the full one, and no more than fits."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from claimant.model import Assessment, Brief
from claimant.tell import Imprint, Signature, tell
from claimant.tell.one_page import LONGEST, REASONS

from . import makers
from .pages import ALLOWED, seen
from .test_html import hostile
from .test_site import SIGNED

SHEET = "brief-one-page.html"


def test_the_parts_are_there_in_the_order_of_the_sheet(example: Brief):
    page = seen(example[SHEET])
    assert [text for level, text in page.headings if level == 2] == [
        "For the first answer", "Against the first answer", "Who claims it, who denies it", "The toll",
        "What the answer hangs on", "What is missing", "How to check this",
    ]  # fmt: skip
    assert "Who did it is not established" in page.text and "Confidence is low" in page.text
    assert page.tags.count("svg") == 2  # the probabilities, for wide and for narrow screens


def test_every_number_in_brackets_is_a_quote_of_the_full_brief(brief: Brief):
    ids = set(seen(brief["brief.html"]).values("id"))
    wanted = [value for value in seen(brief[SHEET]).values("href") if value.startswith("brief.html")]
    assert len(wanted) > 5
    assert {value.removeprefix("brief.html").removeprefix("#") for value in wanted} <= ids | {""}


def test_it_says_nothing_that_the_full_brief_does_not_say(brief: Brief):
    full = " ".join(seen(brief["brief.html"]).text.split())
    items = re.findall(r"<li>(.*?)</li>", brief[SHEET].split('<div class="parts">')[1], re.DOTALL)
    assert items
    for item in items:
        words = " ".join(re.sub(r"<span class=\"cite\">.*?</span>|<[^>]+>|&#8288;", "", item).split())
        said = re.split(r" \(|: |\.", words)[0]
        assert said[1:] in re.sub(r"\u2060?(\[\d+\])+", "", full), said


def test_at_most_three_reasons_hinges_and_gaps(brief: Brief):
    parts = re.findall(r"<section aria-labelledby.*?</section>", brief[SHEET], re.DOTALL)
    assert parts and all(part.count("<li>") <= REASONS for part in parts)


def test_what_is_not_there_has_no_heading(made: Assessment):
    bare = replace(made.case, positions=(), heard=(), tolls=(), sources=(), origins=(), as_of=None)
    page = seen(tell(makers.assessment(bare, evidence=(), hinges=(), missing=()))[SHEET])
    assert [text for level, text in page.headings if level == 2] == [
        "For the first answer", "Against the first answer", "Who claims it, who denies it", "How to check this",
    ]  # fmt: skip
    assert "Nothing that was said speaks for it directly." in page.text
    assert "Nobody in these documents claims it." in page.text


def test_who_signed_is_printed_on_it_too(made: Assessment):
    signed = replace(SIGNED, despite="One source is gone")
    assert isinstance(signed, Signature)
    assert "published all the same because: One source is gone." in seen(tell(made, Imprint(signed=signed))[SHEET]).text


def test_it_runs_nothing_and_asks_for_nothing(brief: Brief):
    page = seen(brief[SHEET])
    (policy,) = [value for value in page.values("content") if "default-src" in value]
    assert "script-src" not in policy and not page.scripts
    assert not {"img", "iframe", "form"} & set(page.tags)


def test_no_text_from_outside_becomes_markup_and_no_name_fills_the_sheet():
    told = tell(hostile())[SHEET]
    page = seen(told)
    assert not page.faults and set(page.tags) <= ALLOWED
    assert page.text.count("a private person (name withheld)") > 5  # whose name is an attack
    named = makers.case()
    named = replace(named, actors=tuple(replace(actor, name="Very " * 60 + "Long") for actor in named.actors))
    sheet = tell(makers.assessment(named))[SHEET].split('<div class="parts">')[1]
    assert max(len(text) for text in re.findall(r"<bdi[^>]*>(.*?)</bdi>", sheet)) <= LONGEST


@pytest.mark.chromium
def test_the_worked_example_fits_one_sheet_of_a4_from_the_browser(example: Brief, chromium: Path, tmp_path: Path):
    from playwright.sync_api import sync_playwright
    from pypdf import PdfReader

    file = tmp_path / SHEET
    file.write_text(example[SHEET], encoding="utf-8")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        try:
            page = browser.new_page()
            page.goto(file.as_uri())
            page.pdf(path=tmp_path / "sheet.pdf", prefer_css_page_size=True)
        finally:
            browser.close()
    sheets = PdfReader(tmp_path / "sheet.pdf").pages
    assert len(sheets) == 1
    assert [round(float(side)) for side in sheets[0].mediabox[2:]] == [595, 842]  # points
