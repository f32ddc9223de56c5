"""The bytes decide what a file is; the ending helps only where they say nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.collect.kinds import Kind, Unreadable, content_type, recognise


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"%PDF-1.7", "a.txt", Kind.PDF),
        (b"\n\n%PDF-1.7", "a.html", Kind.PDF),
        (b"<!DOCTYPE html>\n<html>", "a.pdf", Kind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", "a.xml", Kind.HTML),
        (b"<!-- saved --><html>", "a.txt", Kind.HTML),
        (b"<?xml version='1.0'?><!-- x --><rss version='2.0'>", "a.html", Kind.FEED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "a", Kind.FEED),
        (b'{"text": "a"}\n{"text": "b"}\n', "a.json", Kind.JSONL),
        (b'[{"text": "a"}]', "a.jsonl", Kind.JSON),
        (b'{\n "text": "a"\n}', "a.txt", Kind.JSON),
        (b"id;text;date\n1;a;b\n", "a.txt", Kind.CSV),
        (b"From: a@b.example\nMIME-Version: 1.0\n\nx", "a.txt", Kind.MAIL),
        (b"WARC/1.1\r\n", "a.txt", Kind.WARC),
        (b"\xff\xfeT\x00h\x00e\x00", "a.txt", Kind.TEXT),
        (b"The army denied it.", "a.pdf", Kind.TEXT),
        (b"plain words", "report", Kind.TEXT),
        (b"[Reporter] The army denied it.", "a.txt", Kind.TEXT),
        (b"{The army} denied it.", "a.txt", Kind.TEXT),
        (b"Update: the army denied it.\nFrom: our desk", "a.txt", Kind.TEXT),
        (b"<p>words", "a.md", Kind.MARKDOWN),
    ],
)
def test_the_bytes_win_over_the_ending(data, name, kind):
    assert recognise(data, name) is kind


@pytest.mark.parametrize(
    ("declared", "name", "kind"),
    [
        ("text/html", "https://paper.example/a.pdf", Kind.HTML),
        ("text/plain", "https://paper.example/a.md?raw=1", Kind.MARKDOWN),
        ("text/plain", "https://paper.example/a.csv", Kind.CSV),
        ("application/octet-stream", "https://paper.example/a", Kind.TEXT),
        ("text/csv", "https://paper.example/export", Kind.CSV),
    ],
)
def test_a_declared_type_stands_in_for_the_ending(declared, name, kind):
    assert recognise(b"words,words", name, declared) is kind


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"\x00\x01\x02\x03" * 9, "a.bin", "a kind of file Claimant doesn't read"),
        (bytes(range(1, 32)), "a", "a kind of file Claimant doesn't read"),
        (b"\x89PNG\r\n", "a.png", "image"),
        (b"\xff\xd8\xff\xe0", "a.txt", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.doc", "office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", "spreadsheet"),
        (b"PK\x03\x04 xl/workbook.xml", "a", "spreadsheet"),
        (b"PK\x03\x04 ppt/presentation.xml", "a", "slide show"),
        (b"PK\x03\x04 anything", "a.zip", "packed archive"),
        (b"{\\rtf1", "a.txt", "office"),
        (b"ID3\x03", "a", "sound"),
        (b"\x00\x00\x00\x18ftypmp42", "a", "sound or video"),
        (b"body {}", "a.css", "made for machines"),
        (b"<?xml version='1.0'?><svg xmlns='x'>", "a", "image"),
        (b"<?xml version='1.0'?><tei>", "a.txt", "no RSS or Atom"),
    ],
)
def test_what_is_not_read_is_named_in_plain_words_with_a_remedy(data, name, words):
    kind = recognise(data, name)
    assert isinstance(kind, Unreadable)
    assert words in kind.problem
    assert kind.remedy


@given(st.binary(max_size=400), st.text(max_size=30))
def test_every_file_has_a_kind(data, name):
    assert isinstance(recognise(data, name), Kind | Unreadable)


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("text/html; charset=ISO-8859-1", ("text/html", "iso-8859-1")),
        ('Text/HTML;charset="utf-8"', ("text/html", "utf-8")),
        ("text/html", ("text/html", None)),
        ("nonsense", (None, None)),
        (None, (None, None)),
        ("text/html; charset='a b'", ("text/html", None)),
    ],
)
def test_a_content_type_header_is_taken_apart(header, meant):
    assert content_type(header) == meant
