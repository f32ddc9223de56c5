from __future__ import annotations

import json

from claimant.settings import Settings

from .makers import paragraphs, reading, refusal, sentences

LEAD = "The army said on Friday that it had not fired at the market of the town, where at least nine people died."
MORE = "A commander of the militia blamed the neighbours for it, and offered no evidence beyond his own words."
HEAD = '<meta property="og:site_name" content="Harbour Post"><meta property="og:title" content="Army denies strike">'


def page(body: str, head: str = HEAD) -> str:
    return f'<!doctype html><html lang="en-GB"><head><title>Army denies strike | Harbour Post</title>{head}</head><body>{body}</body></html>'


def article(head: str = HEAD, extra: str = "") -> str:
    return page(
        f"<nav><a href='/'>Home</a></nav><main><article><h1>Army denies strike</h1><p>{LEAD}</p><p>{MORE}</p>{extra}</article></main>"
        "<footer>All rights reserved</footer>",
        head,
    )


def test_the_article_is_read_without_what_surrounds_it():
    found = reading(article(), "text/html")
    assert LEAD in paragraphs(found) and MORE in paragraphs(found)
    assert "Home" not in found.text and "rights" not in found.text
    assert (found.source.title, found.source.publisher, found.source.language) == (
        "Army denies strike",
        "Harbour Post",
        "en",
    )
    assert found.source.kind == "page" and found.alignment == ()


def test_tables_are_kept_and_comments_are_not():
    extra = "<table><tr><td>Killed</td><td>nine people</td></tr></table><div class='comments'><p>I do not believe a word of it, said one.</p></div>"
    found = reading(article(extra=extra), "text/html")
    assert "nine people" in found.text and "believe" not in found.text


def test_the_hour_of_publication_is_read_from_the_meta_element():
    found = reading(
        article(HEAD + '<meta property="article:published_time" content="2024-03-22T20:15:00+03:00">'), "text/html"
    )
    assert found.source.date and found.source.date.iso() == "2024-03-22T20:15+03:00"


def test_a_day_in_one_place_gets_its_hour_from_another():
    head = HEAD + '<meta name="date" content="2024-03-22">'
    found = reading(article(head, '<time datetime="2024-03-22T21:00:00Z">late</time>'), "text/html")
    assert found.source.date and found.source.date.iso() == "2024-03-22T21:00+00:00"


def test_linked_data_gives_author_publisher_and_date():
    linked = {
        "@graph": [
            {"@type": "WebSite", "name": "elsewhere"},
            {
                "@type": ["NewsArticle"],
                "headline": "Army denies strike",
                "author": [{"@type": "Person", "name": "Jane Roe"}, {"name": "John Doe"}],
                "publisher": {"name": "Harbour Post"},
                "datePublished": "2024-03-22T18:00Z",
            },
        ]
    }
    source = reading(article(f'<script type="application/ld+json">{json.dumps(linked)}</script>'), "text/html").source
    assert (source.author, source.publisher) == ("Jane Roe, John Doe", "Harbour Post")
    assert source.date and source.date.iso() == "2024-03-22T18:00+00:00"


def test_broken_linked_data_is_passed_over():
    for broken in ("{", "[" * 100_000, '{"@type": {"a": 1}, "author": {"name": {"name": 3}}}'):
        assert reading(
            article(HEAD + f'<script type="application/ld+json">{broken}</script>'), "text/html"
        ).source.title


def test_the_canonical_link_is_the_address_and_a_script_is_not():
    where = "https://post.example/x?from=feed"
    assert (
        reading(article(HEAD + '<link rel="canonical" href="/a">'), "text/html", address=where).source.address
        == "https://post.example/a"
    )
    assert (
        reading(
            article(HEAD + '<link rel="canonical" href="javascript:x()">'), "text/html", address=where
        ).source.address
        == where
    )


def test_a_note_of_the_page_is_kept():
    assert (
        reading(article(HEAD + '<meta name="note" content="An invented text.">'), "text/html").source.note
        == "An invented text."
    )


def live(*entries: tuple[str, str], tag: str = "article", wrap: str = "{}", head: str = HEAD) -> str:
    feed = "".join(
        f"<{tag}>{wrap.format(f'<time datetime={time!r}>{time[11:16]}</time>')}<p>{text}</p></{tag}>"
        for time, text in entries
    )
    return page(
        f"<main><h1>Live: the market blast</h1><p>What we know so far.</p><div class='feed'>{feed}</div><p>End of page.</p></main>",
        head,
    )


ENTRIES = (
    ("2024-03-22T20:40:00+03:00", "The Red Dawn group said in a text on its channel that it had done it."),
    ("2024-03-22T20:15:00+03:00", "The interior ministry blamed a foreign service, and showed nothing for it."),
    ("2024-03-22T19:55:00+03:00", "At least nine people have died, the fire service of the town said at first."),
)


def test_a_live_blog_keeps_every_entry_with_its_own_time():
    for tag, wrap in (
        ("article", "{}"),
        ("li", "<p>{}</p>"),
        ("section", "<header><h3>{}</h3></header>"),
        ("div", "<span>{}</span>"),
    ):
        found = reading(live(*ENTRIES, tag=tag, wrap=wrap), "text/html")
        for time, text in ENTRIES:
            moment = found.moment(found.text.index(text))
            assert moment and moment.iso() == time[:16] + "+03:00"
        assert [offset for offset, _ in found.times] == sorted(offset for offset, _ in found.times)
        assert paragraphs(found)[:2] == ["Live: the market blast", "What we know so far."]
        assert "20:40" not in found.text


def test_a_live_blog_without_a_date_has_that_of_its_first_entry():
    found = reading(live(*ENTRIES), "text/html")
    assert found.source.date and found.source.date.iso() == "2024-03-22T19:55+03:00"


def test_words_behind_the_last_entry_have_the_pages_own_date_again():
    found = reading(
        live(*ENTRIES, head=HEAD + '<meta property="article:published_time" content="2024-03-22T19:00+03:00">'),
        "text/html",
    )
    moment = found.moment(found.text.index("End of page"))
    assert moment and moment.iso() == "2024-03-22T19:00+03:00"


def test_clock_times_of_entries_belong_to_the_pages_day():
    entries = [(f"2024-03-22T{hour}:00", text) for hour, (_, text) in zip((20, 19), ENTRIES, strict=False)]
    markup = (
        live(*entries, head=HEAD + '<meta name="date" content="2024-03-22">')
        .replace("'2024-03-22T", "'")
        .replace("datetime='20:00", "datetime='20:00")
    )
    found = reading(markup, "text/html")
    assert [moment.iso() for _, moment in found.times][-3:-1] == ["2024-03-22T20:00+00:00", "2024-03-22T19:00+00:00"]


def test_an_article_with_dated_teasers_beside_it_is_no_live_blog():
    teasers = "".join(f"<li><time datetime='2024-03-2{n}'>x</time><a href='/{n}'>{LEAD}</a></li>" for n in range(5))
    found = reading(page(f"<main><article><p>{LEAD}</p><p>{MORE}</p></article><ul>{teasers}</ul></main>"), "text/html")
    assert found.times == ()


def test_where_the_extractor_finds_little_a_plain_walk_helps():
    found = reading(
        page("<div><h2>Statement</h2><blockquote>We did not do it.</blockquote><p>The council</p></div>"), "text/html"
    )
    assert {"Statement", "We did not do it.", "The council"} <= set(sentences(found))


def test_a_page_nested_beyond_reason_is_refused_with_what_to_do():
    error = refusal("<html><body>" + "<div>" * 5000 + LEAD, "text/html")
    assert "nests" in error.problem and "save" in error.remedy


def test_embedded_pictures_do_not_count_as_markup():
    picture = "<img src='data:image/png;base64," + "A" * 500_000 + "'>"
    assert LEAD in reading(article(extra=picture), "text/html").text


def test_an_outside_entity_is_not_expanded():
    markup = f'<!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/hostname">]><html><body><p>&secret; {LEAD}</p></body></html>'
    assert "&secret;" in reading(markup, "text/html").text


def test_a_page_of_too_much_markup_is_refused():
    assert "markup" in refusal(article() + "<i></i>" * 1000, "text/html", Settings(max_characters=500)).problem
