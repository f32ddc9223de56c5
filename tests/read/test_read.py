from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimant.errors import SourceError, TooLarge
from claimant.model import Document
from claimant.read import VERSION, read
from claimant.read.traced import same_character
from claimant.settings import Settings

from .makers import DOCX, capture, reading, refusal, sentences
from .test_files import letter, pdf, word_file
from .test_pages import article, live

TEXT = "The army said that it had not fired at the market. The militia blamed the neighbours for it."


def test_a_text_becomes_a_document():
    found = reading(TEXT)
    assert sentences(found) == TEXT.replace(". ", ".|").split("|")
    assert found.paragraphs == ((0, len(TEXT)),)
    assert found.alignment == ((0, 0, len(TEXT)),)
    assert (found.source.kind, found.source.language, found.source.length) == ("text", "en", len(TEXT))
    assert found.source.found_at == "reports/a.txt"
    assert VERSION


def test_the_id_is_the_given_one_made_safe_else_the_texts_hash():
    assert reading(TEXT, id=" case 1:a/b ").id == "case-1-a-b"
    assert reading(TEXT).id == reading(TEXT, id="///").id == hashlib.sha256(TEXT.encode()).hexdigest()[:12]


def test_hints_win_over_what_is_found():
    given_text = f"---\ntitle: Found\npublisher: Found\nauthor: Found\ndate: 2020-01-01\nlanguage: fr\nplace: Found\nnote: Found\n---\n{TEXT}"
    hints = {
        "title": "T",
        "publisher": "P",
        "author": "A",
        "date": "2024-03-22",
        "language": "de",
        "place": "L",
        "note": "N",
    }
    source = reading(given_text, **hints).source
    assert (source.title, source.publisher, source.author, source.language, source.place, source.note) == (
        "T",
        "P",
        "A",
        "de",
        "L",
        "N",
    )
    assert source.date and source.date.iso() == "2024-03-22"


def test_a_date_that_can_mean_two_days_is_left_out_with_a_note():
    source = reading(TEXT, date="05/03/2024").source
    assert source.date is None
    assert source.note and "March 5 or May 3" in source.note


def test_a_row_is_plain_text_without_front_matter():
    found = reading(f"---\nnote: x\n---\n{TEXT}", source="reports.csv row 17")
    assert found.source.kind == "row" and found.text.startswith("---")


def test_capitals_do_not_hide_the_language_and_too_little_text_has_none():
    assert reading(TEXT.upper()).source.language == "en"
    assert reading("Министерство обороны опровергло сообщение об ударе по рынку.").source.language == "ru"
    assert reading("1989: 12").source.language is None


def test_the_same_bytes_give_the_same_document():
    assert reading(article(), "text/html") == reading(article(), "text/html")


@pytest.mark.parametrize("data", ["", " \n\t ", "\u200b\ufeff", "***", "<p></p>"])
@pytest.mark.parametrize("media_type", ["text/markdown", "text/html"])
def test_nothing_to_read_is_said(data, media_type):
    error = refusal(data, media_type)
    assert error.problem in {"There is no text in it.", "The page is empty or cannot be parsed as HTML."}


def test_front_matter_alone_is_nothing_to_read():
    assert refusal("---\ntitle: a\n---\n").problem == "There is no text in it."


def test_a_text_over_the_limit_is_refused_not_cut():
    few = Settings(max_characters=50, max_bytes=500)
    assert isinstance(refusal(TEXT, using=few), TooLarge)
    assert isinstance(refusal(TEXT * 4, using=few), TooLarge)
    assert isinstance(refusal(TEXT * 10, using=few), TooLarge)


def test_what_is_not_read_names_what_is():
    assert "image/png" in refusal(b"\x89PNG", "image/png").problem


# ---------------------------------------------------------------- hostile input

SEEDS = {
    "text/plain": [TEXT.encode()],
    "text/markdown": [f"---\ntitle: a\n---\n# {TEXT}\n[a](b)".encode()],
    "text/html": [article().encode(), live(("2024-03-22T20:00", TEXT), ("2024-03-22T19:00", TEXT)).encode()],
    "application/pdf": [pdf(["One line of it"])],
    DOCX: [word_file(lambda document: document.add_paragraph(TEXT))],
    "message/rfc822": [letter(TEXT).encode(), letter(f"<p>{TEXT}", "html").encode()],
    "application/octet-stream": [TEXT.encode()],
}
JUNK = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=30).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [
            b"<time datetime='",
            b"<article>",
            b"</p>",
            b"\n--b\n",
            b"=?utf-8?q?=",
            b"%PDF-1.4",
            b"PK\x03\x04",
            b"&#0;",
            b"<!--",
            b"\x00",
        ]
    ),
)


@st.composite
def damaged(draw: st.DrawFn, media_type: str) -> bytes:
    """A sound file of the type with parts cut out, doubled or overwritten; or junk alone."""
    data = draw(st.sampled_from([*SEEDS[media_type], b""]))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        data = data[:start] + draw(JUNK) + data[end:]
    return data


@pytest.mark.parametrize("media_type", SEEDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_any_bytes_give_a_sound_document_or_a_source_error(media_type, data):
    try:
        found = read(
            capture(
                data.draw(damaged(media_type)),
                media_type,
                charset=data.draw(st.sampled_from([None, "utf-8", "utf-7", "x", "utf-16"])),
            )
        )
    except SourceError as error:
        assert error.problem and error.remedy
        return
    check_sound(found)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["text/plain", "text/markdown", "text/html"]))
def test_any_text_gives_a_sound_document_or_a_source_error(text, media_type):
    data = text.encode("utf-8", "replace")
    try:
        found = read(capture(data, media_type))
    except SourceError:
        return
    check_sound(found)
    if media_type != "text/html":
        for start, original, length in found.alignment:
            for offset in range(length):
                assert same_character(
                    data.decode().removeprefix("\ufeff")[original + offset], found.text[start + offset]
                )


def check_sound(found: Document) -> None:
    assert found.text and found.text == found.text.strip("\n ")
    assert unicodedata.is_normalized("NFC", found.text)
    assert "\r" not in found.text and "\n\n\n" not in found.text and "\0" not in found.text
    assert found.source.length == len(found.text)
    assert found.source.sha256 == hashlib.sha256(found.text.encode()).hexdigest()
    assert all(0 <= start < end <= len(found.text) for start, end in (*found.paragraphs, *found.sentences))
    assert all(0 <= offset < len(found.text) for offset, _ in found.times)
    assert found.source.id
