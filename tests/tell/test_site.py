"""A static site of editions: every page is reachable, asks nobody for anything, and holds no markup from outside."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from posixpath import join, normpath
from xml.etree import ElementTree

import pytest

from claimant.model import Assessment
from claimant.tell import Imprint, Signature, tell
from claimant.tell.imprint import Correction
from claimant.tell.letter import UNSUBSCRIBE, letter
from claimant.tell.site import Edition, Publication, edition, site, slug

from .pages import seen

PUBLICATION = Publication(
    title="Harbour Briefs", address="https://briefs.example/", about="Who did it?", contact="desk@briefs.example"
)
SIGNED = Signature(by="Ines Marlow", day=date(2031, 5, 9))
EVIL = "<script>alert(1)</script>\"'>&"


def of(made: Assessment, **imprint) -> Edition:
    given = Imprint(signed=SIGNED, **imprint)
    return edition(json.loads(tell(made, given)["brief.json"]), given)


@pytest.fixture(scope="module")
def editions(made: Assessment) -> list[Edition]:
    fix = Correction(day=date(2031, 5, 12), text="The quay was misnamed")
    return [
        of(made, number=1, topics=("War", "mines"), day=date(2031, 5, 9)),
        replace(of(made, number=2, topics=("war",), day=date(2031, 5, 11), corrections=(fix,)), slug="2-another"),
    ]


@pytest.fixture(scope="module")
def files(editions: list[Edition]) -> dict[str, str]:
    return dict(site(editions, PUBLICATION))


def test_an_edition_that_is_not_signed_is_none(made: Assessment):
    with pytest.raises(ValueError, match="not signed"):
        edition(json.loads(tell(made)["brief.json"]), Imprint())


def test_the_latest_edition_comes_first(files: dict[str, str]):
    page = files["index.html"]
    assert page.index("briefs/2-another/") < page.index("briefs/1-who-attacked")


def test_topics_that_differ_in_case_only_are_one(files: dict[str, str]):
    assert seen(files["topics/index.html"]).text.count("2 briefs") == 1
    assert "topics/war.html" in files and "topics/mines.html" in files


def test_corrections_are_listed_with_their_brief(files: dict[str, str]):
    assert "The quay was misnamed" in files["corrections.html"]
    assert "1 correction" in files["index.html"]


def test_every_link_leads_to_a_page(files: dict[str, str], editions: list[Edition]):
    there = set(files) | {f"briefs/{one.slug}/brief.html" for one in editions}
    for path, text in files.items():
        if path.endswith(".html"):
            page = seen(text)
            assert not page.faults, path
            for href in page.values("href"):
                if not href.startswith(("#", "data:")):
                    assert normpath(join(path, "..", href)) in there, (path, href)


def test_pages_fetch_their_style_and_nothing_else(files: dict[str, str]):
    for path, text in files.items():
        if path.endswith(".html"):
            page = seen(text)
            assert "default-src 'none'; style-src 'self'" in " ".join(page.values("content"))
            assert not {"script", "img", "iframe", "form"} & set(page.tags)


def test_feeds_and_sitemap_are_xml_that_names_every_edition(files: dict[str, str], editions: list[Edition]):
    for name in ("feed.atom", "feed.rss", "sitemap.xml"):
        text = ElementTree.tostring(ElementTree.fromstring(files[name]), encoding="unicode")
        for one in editions:
            assert f"https://briefs.example/briefs/{one.slug}/brief.html" in text, name
    entries = ElementTree.fromstring(files["feed.atom"]).findall("{http://www.w3.org/2005/Atom}entry")
    assert [entry.findtext("{http://www.w3.org/2005/Atom}updated") for entry in entries] == [
        "2031-05-12T00:00:00+00:00",  # corrected after it was published
        "2031-05-09T00:00:00+00:00",
    ]


def test_an_empty_site_says_so():
    files = dict(site([], PUBLICATION))
    assert "Nothing has been published yet." in files["index.html"]
    ElementTree.fromstring(files["feed.atom"])


def test_no_text_from_outside_becomes_markup(made: Assessment):
    hostile = replace(
        of(made, number=3, topics=(EVIL,), author=EVIL, corrections=(Correction(day=date(2031, 5, 12), text=EVIL),)),
        title=EVIL,
        answer=EVIL,
        actors=(EVIL,),
        slug=slug(EVIL),
    )
    publication = replace(PUBLICATION, title=EVIL, about=EVIL, contact=EVIL)
    for path, text in site([hostile], publication):
        assert "<script>" not in text, path
        if path.endswith((".atom", ".rss", ".xml")):
            ElementTree.fromstring(text)


def test_signs_that_no_file_can_hold_are_shown_as_such(made: Assessment):
    odd = Correction(day=date(2031, 5, 12), text="before \ud800\x00 after")
    for path, text in site([of(made, number=5, corrections=(odd,), author="\ud800")], PUBLICATION):
        assert text.encode() and "\x00" not in text, path


def test_the_sites_own_policy_lets_its_empty_icon_through(files: dict[str, str]):
    for path, text in files.items():
        if path.endswith(".html"):
            assert "img-src data:" in text and '<link rel="icon" href="data:,">' in text, path


def test_a_letter_says_the_same_in_text_and_html(made: Assessment):
    one = of(made, number=4, corrections=(Correction(day=date(2031, 5, 12), text="The quay was misnamed"),))
    record = json.loads(tell(made, one.imprint)["brief.json"])
    written = letter(record, one, PUBLICATION)
    assert written.subject == f"No. 4: {one.title}"
    told = seen(written.html).text
    for words in (one.answer, "The quay was misnamed", "desk@briefs.example"):
        assert words in written.text and words in told
    assert written.text.count(UNSUBSCRIBE) == 1 and written.html.count(UNSUBSCRIBE) == 1
    assert "http" not in written.html.replace("https://briefs.example/", "")  # nothing is fetched from elsewhere
