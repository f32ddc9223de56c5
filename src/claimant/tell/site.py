"""A static site of published briefs: index, topics, actors, corrections, method, feeds and a sitemap; nothing that tracks.

Pure: editions in, files out. An edition is what its brief.json says; the brief itself is copied as it was signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

from jinja2 import Environment, PackageLoader, StrictUndefined

from claimant.tell.clean import one_line, printable
from claimant.tell.html import asset
from claimant.tell.imprint import Imprint
from claimant.tell.prose import day

FEED_LENGTH = 50
"""Editions in a feed: the latest."""
ACTORS_SHOWN = 12

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One signed brief as the site lists it. `slug` names its folder; `answer` is its verdict in one sentence."""

    slug: str
    title: str
    answer: str
    established: bool
    day: date
    imprint: Imprint
    actors: tuple[str, ...] = ()

    @property
    def number(self) -> int | None:
        """The number that its publisher gave it."""
        return self.imprint.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What the site as a whole is called, and where it will stand: `address` ends in a slash."""

    title: str
    address: str
    about: str = ""
    contact: str = ""


def edition(record: Mapping[str, Any], imprint: Imprint) -> Edition:
    """The edition that a signed brief.json is. Raises KeyError, TypeError or ValueError where it is none."""
    if imprint.signed is None:
        raise ValueError("it is not signed")
    title = one_line(str(record["question"])) or "Who did it?"
    verdict = record["assessment"]["verdict"]
    names = {actor["id"]: one_line(str(actor["name"])) for actor in record["actors"]}
    answers = [hypothesis["id"].removeprefix("staged:") for hypothesis in record["assessment"]["hypotheses"]]
    number = f"{imprint.number}-" if imprint.number else ""
    return Edition(
        slug=f"{number}{slug(title)}",
        title=title,
        answer=one_line(str(verdict["sentence"])),
        established=verdict["state"] == "leading",
        day=imprint.day or imprint.signed.day,
        imprint=imprint,
        actors=tuple(dict.fromkeys(names[id] for id in answers if id in names))[:ACTORS_SHOWN],
    )


def slug(text: str) -> str:
    """A name for a file or folder: small letters, digits and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:60].strip("-") or "brief"


def site(editions: Iterable[Edition], publication: Publication) -> Iterator[tuple[str, str]]:
    """The files of the site but the briefs themselves, as (path, text); paths have forward slashes."""
    ordered = tuple(sorted(editions, key=lambda one: (one.day, one.number or 0, one.slug), reverse=True))
    topics = _grouped(ordered, lambda one: one.imprint.topics)
    actors = _grouped(ordered, lambda one: one.actors)
    corrections = sorted(
        ((one, correction) for one in ordered for correction in one.imprint.corrections),
        key=lambda pair: (pair[1].day, pair[0].slug),
        reverse=True,
    )
    lists = (("topics", "Topics", topics), ("actors", "Actors", actors))
    yield "index.html", _page("index", publication, "", title="", editions=ordered)
    for folder, title, groups in lists:
        yield f"{folder}/index.html", _page("groups", publication, "../", title=title, groups=groups)
        for name, some in groups.items():
            yield f"{folder}/{slug(name)}.html", _page("index", publication, "../", title=name, editions=some)
    yield "corrections.html", _page("corrections", publication, "", title="Corrections", corrections=corrections)
    yield "method.html", _page("method", publication, "", title="Method")
    yield "style.css", asset("brief.css") + "\n" + asset("site/site.css")
    yield "feed.atom", _atom(ordered[:FEED_LENGTH], publication)
    yield "feed.rss", _rss(ordered[:FEED_LENGTH], publication)
    yield "sitemap.xml", _sitemap(ordered, publication, lists)


def _grouped(editions: Sequence[Edition], of: Any) -> dict[str, list[Edition]]:
    found: dict[str, list[Edition]] = {}
    names: dict[str, str] = {}
    for one in editions:
        for name in of(one):
            found.setdefault(names.setdefault(slug(name), name), []).append(one)
    return dict(sorted(found.items(), key=lambda pair: pair[0].lower()))


def _page(name: str, publication: Publication, up: str, **values: Any) -> str:
    return (
        _templates()
        .get_template(f"{name}.html.j2")
        .render(publication=publication, up=up, day=day, slug=slug, **values)
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("claimant.tell", "templates/site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )


# ---------------------------------------------------------------- feeds


def address_of(one: Edition, publication: Publication) -> str:
    """Where the edition's page will stand."""
    return urljoin(publication.address, f"briefs/{one.slug}/brief.html")


def _moment(at: date) -> datetime:
    return datetime.combine(at, time(), UTC)


def _atom(editions: Sequence[Edition], publication: Publication) -> str:
    """RFC 4287. Each entry's id is its address, which never changes."""
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _add(feed, "title", publication.title)
    _add(feed, "id", publication.address)
    _add(feed, "link", rel="self", href=urljoin(publication.address, "feed.atom"))
    _add(feed, "link", href=publication.address)
    latest = max((one.day for one in editions), default=date(1970, 1, 1))
    _add(feed, "updated", _moment(latest).isoformat())
    author = _add(feed, "author")
    _add(author, "name", publication.title)
    for one in editions:
        entry = _add(feed, "entry")
        _add(entry, "title", one.title)
        _add(entry, "id", address_of(one, publication))
        _add(entry, "link", href=address_of(one, publication))
        _add(entry, "updated", _moment(max([one.day, *(c.day for c in one.imprint.corrections)])).isoformat())
        _add(entry, "published", _moment(one.day).isoformat())
        if one.imprint.author:
            _add(_add(entry, "author"), "name", one.imprint.author)
        for topic in one.imprint.topics:
            _add(entry, "category", term=topic)
        _add(entry, "summary", one.answer)
    return _written(feed)


def _rss(editions: Sequence[Edition], publication: Publication) -> str:
    """RSS 2.0, for readers that know no Atom."""
    root = ElementTree.Element("rss", version="2.0")
    channel = _add(root, "channel")
    _add(channel, "title", publication.title)
    _add(channel, "link", publication.address)
    _add(channel, "description", publication.about or publication.title)
    for one in editions:
        item = _add(channel, "item")
        _add(item, "title", one.title)
        _add(item, "link", address_of(one, publication))
        _add(item, "guid", address_of(one, publication), isPermaLink="true")
        _add(item, "pubDate", f"{_moment(one.day):%a, %d %b %Y %H:%M:%S} +0000")
        _add(item, "description", one.answer)
    return _written(root)


def _sitemap(
    editions: Sequence[Edition], publication: Publication, lists: Sequence[tuple[str, str, Mapping[str, Any]]]
) -> str:
    root = ElementTree.Element("urlset", xmlns=_SITEMAP)
    pages = [("", None), ("corrections.html", None), ("method.html", None)]
    pages += [
        (f"{folder}/{name}", None) for folder, _, groups in lists for name in ("", *(f"{slug(g)}.html" for g in groups))
    ]
    for path, _ in pages:
        _add(_add(root, "url"), "loc", urljoin(publication.address, path))
    for one in editions:
        url = _add(root, "url")
        _add(url, "loc", address_of(one, publication))
        _add(url, "lastmod", one.day.isoformat())
    return _written(root)


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, {key: one_line(value) for key, value in attributes.items()})
    element.text = one_line(text) or None
    return element


def _written(root: ElementTree.Element) -> str:
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"
