"""Addresses and words from outside."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.tell.clean import fragment, language, one_line, safe_address, shortened


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://a.example/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.example/x",
        "https://",
        "http://user:password@a.example/",
        "https://a.example/a b",
        'https://a.example/"x',
        "https://a.example/\u202egnp",
        "https://a.example/\n",
        "https://[broken/",
        "https://a.example/" + "a" * 2000,
        "",
        None,
    ],
)
def test_other_addresses_than_plain_web_ones_are_no_links(address: str | None):
    assert safe_address(address) is None
    assert fragment(address, "words") is None


@given(st.text(max_size=60))
def test_whatever_is_a_link_leads_to_http(text: str):
    safe = safe_address(text)
    assert safe is None or urlsplit(safe).scheme.lower() in {"http", "https"}


def test_a_text_fragment_writes_its_own_signs_in_percents():
    assert (
        fragment("https://a.example/x", "well-known, A & B")
        == "https://a.example/x#:~:text=well%2Dknown%2C%20A%20%26%20B"
    )


def test_a_long_quote_gives_its_first_and_last_words():
    words = " ".join(f"word{n}" for n in range(40))
    assert fragment("https://a.example/x#part", words) == (
        "https://a.example/x#part:~:text=word0%20word1%20word2%20word3%20word4,word35%20word36%20word37%20word38%20word39"
    )


def test_names_lose_control_characters_and_turned_directions():
    assert one_line("a\u202eb\n\tc\x00 \ud800") == "ab c\ufffd \ufffd"
    assert shortened("a long name of a ministry", 15) == "a long name…"
    assert language("en-GB") == "en-GB" and language('en" x="') is None and language(None) is None
