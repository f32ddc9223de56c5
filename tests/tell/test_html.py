"""The page: one file, nothing fetched or run, readable by everyone."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace
from importlib.resources import files

from claimant.model import Brief, Hypothesis, Incident, Linked
from claimant.tell import tell
from claimant.tell.resources import resources

from . import makers
from .pages import ALLOWED, seen

EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)"> "\'`\u202egnp.exe\u0007\n\n# head\n- [x](javascript:alert(3)) | a | \x00'


def hostile():
    """Every text that comes from outside is an attack."""
    case = makers.case()
    sources = tuple(
        replace(
            source,
            title=EVIL,
            publisher=EVIL,
            author=EVIL,
            note=EVIL,
            place=EVIL,
            language='en" onload="x',
            address=(
                "javascript:alert(1)",
                'https://a.example/" onclick="x',
                "data:text/html,<script>",
                "http://u:p@h.example/",
            )[n % 4],
            found_at=EVIL,
            agency=EVIL,
        )
        for n, source in enumerate(case.sources)
    )
    heard = tuple(
        replace(
            one,
            reason=EVIL,
            incident=EVIL,
            statement=replace(one.statement, quote=replace(one.statement.quote, text=EVIL)),
        )
        for one in case.heard
    )
    tolls = tuple(
        replace(toll, figure=replace(toll.figure, quote=replace(toll.figure.quote, text=EVIL))) for toll in case.tolls
    )
    case = replace(
        case,
        question=EVIL,
        incident=Incident(id="x", title=EVIL, place=EVIL, date=case.incident.date, names=(EVIL,)),
        actors=tuple(replace(actor, name=EVIL) for actor in case.actors),
        sources=sources,
        heard=heard,
        tolls=tolls,
        origins=tuple(
            replace(origin, agency=EVIL, links=tuple(replace(link, reason=EVIL, how=EVIL) for link in origin.links))
            for origin in case.origins
        ),
    )
    made = makers.assessment(case)
    return replace(
        made,
        method=EVIL,
        verdict=replace(made.verdict, sentence=EVIL, cause=EVIL, confidence=EVIL),
        hypotheses=tuple(replace(one, words=EVIL, hypothesis=replace(one.hypothesis, label=EVIL)) for one in made.hypotheses),
        evidence=tuple(replace(one, reason=EVIL) for one in made.evidence),
        missing=tuple(replace(one, what=EVIL) for one in made.missing),
    )  # fmt: skip


def test_no_text_from_outside_becomes_markup():
    page = seen(tell(hostile())["brief.html"])
    assert not page.faults
    assert set(page.tags) <= ALLOWED
    assert not [
        name for _, name, _ in page.attributes if name.startswith("on") or name in {"src", "srcdoc", "style", "action"}
    ]
    kept = tuple(one.address for one in resources())  # the addresses of our own list
    assert all(value.startswith(("#", "data:,")) or value in kept for value in page.values("href"))
    assert len(page.scripts) <= 2 and not any("<" in data for data in page.scripts[:-1])  # ours, and its figures
    assert "<script>alert(1)</script>" in page.text  # shown as words
    assert "\x00" not in page.text and "\x07" not in page.text
    assert page.tags.count("title") == 1 + page.tags.count("svg")


def test_writing_direction_never_leaves_the_words_that_turn_it():
    page = tell(hostile())["brief.html"]
    parser = seen(page)
    assert "\u202e" in parser.text  # quotes stay exact
    for match in re.finditer("\u202e", page):
        before = page[: match.start()]
        opened = max(before.rfind("<bdi"), before.rfind("<blockquote"))
        assert opened > max(before.rfind("</bdi>"), before.rfind("</blockquote>"))
    assert not [value for _, _, value in parser.attributes if "\u202e" in value]


def test_only_http_addresses_become_links_and_tell_nobody_where_they_come_from(brief: Brief):
    page = seen(brief["brief.html"])
    outside = [value for value in page.values("href") if not value.startswith(("#", "data:,"))]
    assert outside and all(value.startswith("https://") for value in outside)
    assert len([value for value in page.values("rel") if value == "noopener noreferrer nofollow"]) == len(outside)


def test_a_quote_leads_to_its_very_words(brief: Brief):
    assert "d08-report#:~:text=The%20wing%2C%20another%20source%20said%2C%20had%20nothing" in brief["brief.html"]


def test_nothing_is_fetched_and_only_our_script_may_run(brief: Brief):
    page = seen(brief["brief.html"])
    (policy,) = [value for value in page.values("content") if "default-src" in value]
    script = files("claimant.tell").joinpath("templates/brief.js").read_text(encoding="utf-8").strip()
    hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith(
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hashed}'; img-src data:"
    )
    assert page.scripts[-1] == script
    assert not [
        word for word in ("fetch(", "XMLHttp", "import(", "eval(", "innerHTML", "localStorage") if word in script
    ]
    assert not {"img", "iframe", "object", "embed", "use", "image", "foreignobject", "video"} & set(page.tags)
    assert [value for tag, name, value in page.attributes if tag == "link" and name == "href"] == ["data:,"]
    style = brief["brief.html"].split("<style>")[1].split("</style>")[0]
    assert "url(" not in style and "@import" not in style


def test_headings_are_in_order_and_tables_have_captions_and_scopes(brief: Brief):
    page = seen(brief["brief.html"])
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(next_ - level <= 1 for level, next_ in itertools.pairwise(levels))
    assert page.tags.count("caption") == page.tags.count("table")
    assert page.values("scope").count("col") + page.values("scope").count("row") == page.tags.count("th")
    for landmark in ("header", "main", "nav", "footer"):
        assert page.tags.count(landmark) == 1


def test_every_id_is_unique_and_every_reference_has_its_target(brief: Brief):
    page = seen(brief["brief.html"])
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    wanted = {value[1:] for value in page.values("href") if value.startswith("#")}
    wanted |= {
        id for name in ("aria-labelledby", "aria-describedby") for value in page.values(name) for id in value.split()
    }
    assert wanted <= set(ids)


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_text_and_marks_keep_their_contrast_in_light_and_dark():
    style = files("claimant.tell").joinpath("templates/brief.css").read_text()
    themes = re.findall(r"--paper: (#\w{6}).*?--doubts: #\w{6};", style, re.DOTALL)
    blocks = re.findall(r":root \{[^}]*--paper: #\w{6}[^}]*--doubts[^}]*\}", style)
    assert len(themes) == len(blocks) == 2
    for block in blocks:
        colours = dict(re.findall(r"--(\w+): (#\w{6})", block))
        for paper in (colours["paper"], colours["shade"]):
            for name, least in (
                dict.fromkeys(("ink", "muted", "link"), 4.5).items()
                | dict.fromkeys(("claims", "blames", "denies", "clears", "doubts", "pro", "con"), 3.0).items()
            ):
                light, dark = sorted((luminance(colours[name]), luminance(paper)), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= least, (name, paper)


def test_colours_of_the_pictures_are_those_that_the_dark_page_turns(brief: Brief):
    style = files("claimant.tell").joinpath("templates/brief.css").read_text()
    pictures = "".join(re.findall(r"<svg.*?</svg>", brief["brief.html"], re.DOTALL))
    for kind in ("fill", "stroke"):
        for colour in set(re.findall(rf'{kind}="(#\w+)"', pictures)):
            assert f'svg [{kind}="{colour}"]' in style


def test_a_name_that_no_actor_bears_is_shown_by_its_id():
    case = makers.case()
    stranger = replace(case.positions[0], speaker=Linked("nobody-knows"))
    told = tell(makers.assessment(replace(case, positions=(stranger, *case.positions[1:]))))
    assert "Nobody-knows claimed it for its own side, Tide Front" in told["brief.md"]


def test_a_hypothesis_without_label_is_shown_by_its_id():
    made = makers.assessment()
    first = replace(made.hypotheses[0], hypothesis=Hypothesis(id="tide-front", label=""))
    assert "tide-front" in tell(replace(made, hypotheses=(first, *made.hypotheses[1:])))["brief.html"]
