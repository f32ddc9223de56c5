"""What a web page says about itself: meta elements, JSON-LD, times."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from claimant.model import Moment
from claimant.read.dates import read_date
from claimant.read.found import fact, web_address

_ARTICLE = re.compile(r"(?:Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$")
_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "publish-date", "publishdate", "pubdate", "dc.date.issued", "dc.date",
    "dcterms.created", "dcterms.date", "date",
)  # fmt: skip
_LARGEST_SCRIPT = 1_000_000
_MOST_NODES = 5_000


@dataclass(slots=True, kw_only=True)
class PageFacts:
    """What was found; None where the page does not say.

    `dated` says that the page names its own date; else `date` is that of the first <time> in it, which in a live blog
    is an entry's. `live` says that the page calls itself a live blog.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: Moment | None = None
    language: str | None = None
    address: str | None = None
    note: str | None = None
    dated: bool = False
    live: bool = False


def page_facts(tree: Any, address: str | None) -> PageFacts:
    """Read `tree` (an lxml element), which was found at `address`."""
    meta = _meta(tree)
    articles = list(_articles(tree))
    facts = PageFacts(live=any("LiveBlog" in kind for node in articles for kind in _kinds(node)))
    facts.live = facts.live or bool(tree.xpath("boolean(//*[contains(@itemtype, 'LiveBlogPosting')])"))
    linked: dict[str, Any] = articles[0] if articles else {}
    facts.title = _first(meta.get("og:title"), fact(linked.get("headline")), meta.get("twitter:title"), _heading(tree))
    facts.publisher = _first(meta.get("og:site_name"), _name(linked.get("publisher")), meta.get("application-name"))
    facts.author = _author(
        _first(_name(linked.get("author")), meta.get("author"), meta.get("article:author"), meta.get("byl"))
    )
    facts.note = meta.get("note")
    facts.language = _first(fact(tree.get("lang")), fact(tree.get("{http://www.w3.org/XML/1998/namespace}lang")))
    facts.address = _canonical(tree, address)
    facts.date, facts.dated = _date(tree, meta, linked)
    return facts


def time_of(element: Any, day: Moment | None) -> Moment | None:
    """The moment of a <time datetime>; one that gives a clock only ("14:05") belongs to `day`."""
    text = (element.get("datetime") or "").strip()[:60]
    if day and re.fullmatch(r"\d\d:\d\d(?::\d\d)?", text):
        text = f"{day.day.isoformat()}T{text}"
        if day.at:
            text += day.at.strftime("%z") or ""
    return read_date(text)[0]


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        value = fact(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and value:
                found.setdefault(name, value)
    return found


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD nodes that are articles, those nested in a graph or a list too."""
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" not in (script.get("type") or "").lower() or len(text) > _LARGEST_SCRIPT:
            continue
        try:
            waiting: list[Any] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while waiting and seen < _MOST_NODES:
            node = waiting.pop(0)
            seen += 1
            if isinstance(node, list):
                waiting += node[:_MOST_NODES]
            elif isinstance(node, dict):
                if any(_ARTICLE.search(kind) for kind in _kinds(node)):
                    yield node
                waiting += [
                    node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if key in node
                ]


def _kinds(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _name(value: Any) -> str | None:
    """The name of a person or organisation, or the names of several joined by commas."""
    if isinstance(value, list):
        names = [name for one in value[:10] if (name := _name(one))]
        return fact(", ".join(dict.fromkeys(names)))
    if isinstance(value, dict):
        inner = value.get("name")
        return _name(inner) if isinstance(inner, str | list) and inner is not value else None
    return fact(value)


def _author(name: str | None) -> str | None:
    if name is None or web_address(name) or name.startswith("@"):
        return None
    return fact(re.sub(r"^by:?\s+", "", name, flags=re.IGNORECASE))


def _heading(tree: Any) -> str | None:
    for path in ("//article//h1", "//main//h1", "//h1"):
        found = tree.xpath(path)
        if found:
            return fact(found[0].text_content())
    return None


def _canonical(tree: Any, address: str | None) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            try:
                full = urljoin(address or "", link.get("href").strip())
            except ValueError:
                continue
            return web_address(full) or address
    return address


def _date(tree: Any, meta: dict[str, str], linked: dict[str, Any]) -> tuple[Moment | None, bool]:
    """The first date that the page gives for itself, with the hour where another of them knows it for that day."""
    given = [meta[name] for name in _PUBLISHED if name in meta]
    given += [text for key in ("datePublished", "dateCreated") if (text := fact(linked.get(key)))]
    given += [
        element.get("content") or element.get("datetime") or ""
        for element in tree.xpath("//*[@itemprop='datePublished'][@content or @datetime]")[:3]
    ]
    found = [moment for text in given if (moment := read_date(text)[0])]
    dated = bool(found)
    if not found or found[0].at is None:
        times = tree.xpath("//time[@pubdate and @datetime] | //article//header//time[@datetime] | //time[@datetime]")
        found += [moment for element in times[:20] if (moment := time_of(element, None))]
    if not found:
        return None, False
    return next((moment for moment in found if moment.day == found[0].day and moment.at), found[0]), dated


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)
