"""RSS and Atom feeds; the one door to feedparser, which is given bytes only and never fetches anything itself."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from time import strftime
from typing import Any
from urllib.parse import urlsplit

import feedparser

from claimant.collect.captures import Found, capture, failure, hint, part, web_address, words
from claimant.collect.kinds import MEDIA_TYPES, Kind, Unreadable, recognise
from claimant.collect.unpack import too_large
from claimant.errors import SourceError
from claimant.model import Capture, Failure, Hints

LARGEST = 5_000_000
"""Bytes of a feed that are parsed: on broken XML feedparser falls back to a slow parser."""

MOST_FETCHED = 200
"""Entries of one feed that are fetched: a feed names addresses of others, and must not make us flood them."""


def entries(found: Found, fetch: Callable[[str], Found] | None) -> Iterator[Capture | Failure]:
    """One capture for each entry: the page it links to where `fetch` is given, else its own text as a small page.

    Title, author and date come from the entry; the publisher is the feed's title, for a fetched page only where it
    stands on the feed's own host. Raises SourceError where the bytes are no feed.
    """
    if len(found.data) > LARGEST:
        raise too_large(found.source, LARGEST)
    feed = _parsed(found)
    publisher = _plain(feed.feed.get("title_detail"))
    fetched = 0
    for number, entry in enumerate(feed.entries, start=1):
        link = web_address(hint(entry.get("link")))
        about = Hints(
            title=_plain(entry.get("title_detail")),
            author=hint(entry.get("author")),
            date=_date(entry),
            publisher=publisher,
        )
        if not (fetch and link):
            yield _own_text(found, number, entry, link, about)
        elif fetched < MOST_FETCHED:
            fetched += 1
            yield _linked_page(found, link, about, fetch)
        else:
            yield Failure(
                source=found.source,
                problem=f"It links to more than {MOST_FETCHED} pages; the others were not fetched.",
                remedy="Give the addresses of those you need.",
            )
            return


def _parsed(found: Found) -> Any:
    headers = {"content-location": found.address} if found.address else {}
    if found.charset:
        headers["content-type"] = f"application/xml; charset={found.charset}"
    try:
        # Bytes in a stream, never a string: feedparser would fetch or open what looks like an address or a path.
        feed = feedparser.parse(io.BytesIO(found.data), response_headers=headers, sanitize_html=True)
    except Exception as error:
        # It parses broken XML by guessing, and on some of it fails with whatever error comes first.
        raise SourceError(found.source, f"The feed cannot be read ({words(error)}).", _SAVE) from None
    if not feed.entries and (feed.bozo or not feed.version):
        reason = words(feed.bozo_exception) if feed.get("bozo_exception") else "no RSS or Atom element"
        raise SourceError(found.source, f"It is no feed that can be read ({reason}).", _SAVE)
    return feed


_SAVE = "Open it in a browser, save the pages you need and give the files."


def _linked_page(found: Found, link: str, about: Hints, fetch: Callable[[str], Found]) -> Capture | Failure:
    try:
        page = fetch(link)
    except SourceError as error:
        return failure(error)
    kind = recognise(page.data, page.address or "", page.media_type)
    if isinstance(kind, Unreadable):
        return Failure(source=page.source, problem=kind.problem, remedy=kind.remedy)
    if kind not in MEDIA_TYPES:
        return Failure(
            source=page.source,
            problem=f"The feed's link leads to a {kind}, not to a page.",
            remedy="Give that address by itself.",
        )
    same_host = _host(page.address) == _host(found.address)
    return capture(
        replace(page, hints=replace(about, publisher=about.publisher if same_host else None)), MEDIA_TYPES[kind]
    )


def _host(address: str | None) -> str:
    return (urlsplit(address or "").hostname or "").removeprefix("www.")


def _own_text(found: Found, number: int, entry: Any, link: str | None, about: Hints) -> Capture | Failure:
    contents = entry.get("content") or [entry.get("summary_detail") or {}]
    texts = [_as_html(content) for content in contents if (content.get("value") or "").strip()]
    if not texts:
        return Failure(
            source=f"{found.source} entry {number}",
            problem="The feed gives no text for it.",
            remedy=f"Fetch the page itself: {link}" if link else "Leave it out.",
        )
    title = html.escape(about.title or "")
    page = (
        f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><article>\n{''.join(texts)}\n</article></body></html>\n"
    )
    data = page.encode("utf-8", "replace")
    return capture(part(found, f"entry {number}", data, address=link, hints=about), MEDIA_TYPES[Kind.HTML])


def _as_html(content: Any) -> str:
    value = str(content["value"])
    if content.get("type") == "text/plain":
        return "".join(f"<p>{html.escape(each.strip())}</p>\n" for each in value.split("\n\n") if each.strip())
    return f"<div>{value}</div>\n"


def _date(entry: Any) -> str | None:
    """The entry's date in ISO 8601, in its own zone where that can be told; as it is printed where nothing can be told."""
    printed = hint(entry.get("published")) or hint(entry.get("updated"))
    if not printed:
        return None
    if re.match(r"\d{4}-\d\d-\d\d", printed):
        return printed  # RFC 3339, as Atom has it
    try:
        return parsedate_to_datetime(printed).isoformat()  # RFC 5322, as RSS has it
    except (ValueError, OverflowError, IndexError, TypeError):
        pass
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return strftime("%Y-%m-%dT%H:%M:%S+00:00", parsed) if parsed else printed


def _plain(detail: Any) -> str | None:
    """A title without the markup that feeds may put into it."""
    value = str((detail or {}).get("value") or "")
    if (detail or {}).get("type") != "text/plain":
        value = html.unescape(re.sub(r"<[^<>]{1,300}>", "", value))
    return hint(" ".join(value.split()))
