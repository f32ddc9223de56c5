"""Feeds from a file give their own texts; feeds from the web give the pages they link to."""

from __future__ import annotations

import pytest

from claimant.model import Hints
from claimant.settings import Settings

from .conftest import LOCAL, gather, one_failure

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>The Paper</title>
<item><title>Harbour &lt;b&gt;hit&lt;/b&gt; &amp;amp; run</title><link>{link}</link><author>A. Writer</author>
<pubDate>Fri, 22 Mar 2024 23:15:00 +0300</pubDate><description>&lt;p&gt;The army denied it.&lt;/p&gt;</description></item>
{more}</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><title>Harbour</title><link href="https://wire.example/1"/><updated>2024-03-22T20:15:00Z</updated>
<content type="text">The army denied it &amp; left.</content></entry></feed>"""


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.txt"])
def test_an_entry_of_a_feed_file_is_a_page_of_its_own_text(tmp_path, name):
    (tmp_path / name).write_text(RSS.format(link="https://paper.example/1", more=""))
    captures, failures = gather(tmp_path / name)
    assert not failures
    (page,) = captures
    assert page.media_type == "text/html"
    assert page.address == "https://paper.example/1"
    assert page.source == f"{tmp_path / name} entry 1"
    assert b"The army denied it." in page.data
    assert page.hints == Hints(
        title="Harbour hit & run", author="A. Writer", date="2024-03-22T23:15:00+03:00", publisher="The Paper"
    )


def test_atom_is_read_too_and_plain_text_stays_text(tmp_path):
    (tmp_path / "a.atom").write_text(ATOM)
    captures, _ = gather(tmp_path / "a.atom")
    assert b"<p>The army denied it &amp; left.</p>" in captures[0].data
    assert captures[0].hints.date == "2024-03-22T20:15:00Z"


def test_an_entry_without_text_is_a_failure_that_names_its_page(tmp_path):
    (tmp_path / "a.rss").write_text(
        "<rss version='2.0'><channel><item><link>https://paper.example/2</link></item></channel></rss>"
    )
    assert "https://paper.example/2" in one_failure(tmp_path / "a.rss").remedy


def test_links_that_are_no_web_addresses_are_not_kept(tmp_path):
    (tmp_path / "a.rss").write_text(RSS.format(link="javascript:alert(1)", more=""))
    assert gather(tmp_path / "a.rss")[0][0].address is None


def test_a_feed_without_entries_or_with_broken_xml_is_a_failure(tmp_path):
    (tmp_path / "a.rss").write_text("<rss version='2.0'><channel><title>x</title></channel></rss>")
    assert one_failure(tmp_path / "a.rss").problem == "The feed has no entries."
    (tmp_path / "b.rss").write_text("<rss><chan")
    assert "no feed that can be read" in one_failure(tmp_path / "b.rss").problem


def test_a_feed_never_makes_the_parser_fetch_or_open_anything(tmp_path, monkeypatch):
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda *_: pytest.fail("it fetched"))
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yy">]>'
    text = RSS.format(link="https://paper.example/1", more="<item><description>&x;&y;</description></item>")
    (tmp_path / "a.rss").write_text(text.replace("<rss", outside + "<rss", 1))
    captures, _ = gather(tmp_path / "a.rss")
    assert all(b"root:" not in each.data for each in captures)


def test_entries_of_a_feed_from_the_web_are_fetched(site):
    site.gives("/1", b"<html><p>The whole report.</p></html>")
    site.gives("/table.csv", b"id,text\n1,a\n", "text/csv")
    more = "<item><link>/gone</link></item><item><link>/table.csv</link></item><item><link>/1</link></item>"
    feed = site.gives("/feed", RSS.format(link="/1", more=more).encode(), "application/rss+xml")
    captures, failures = gather(feed, using=LOCAL)
    assert [each.data for each in captures] == [b"<html><p>The whole report.</p></html>"] * 2
    assert captures[0].address == captures[0].source == site.at("/1")
    assert captures[0].hints.publisher == "The Paper"
    assert captures[0].hints.title == "Harbour hit & run"
    assert ["404" in failures[0].problem, "CSV table" in failures[1].problem] == [True, True]


def test_fetching_a_feed_ends_with_the_most_members(site):
    site.gives("/1", b"<html><p>The whole report.</p></html>")
    feed = site.gives("/feed", RSS.format(link="/1", more="<item><link>/1</link></item>" * 5).encode(), "text/xml")
    captures, failures = gather(feed, using=Settings(allow_private=True, max_members=2))
    assert len(captures) == 2
    assert "more than 2" in failures[0].problem
    assert len(site.requests) <= 4


def test_a_feed_must_not_lead_to_a_private_machine(site, names, monkeypatch):
    names["news.example"] = ["127.0.0.1"]
    monkeypatch.setattr("claimant.collect.web.is_public", lambda machine: machine == "127.0.0.1")
    feed = RSS.format(link="http://169.254.169.254/latest/meta-data/", more="").encode()
    site.gives("/feed", feed, "application/rss+xml")
    assert "private network" in one_failure(site.at("/feed", "news.example")).problem
