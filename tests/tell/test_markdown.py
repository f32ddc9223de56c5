"""The Markdown: the same words, and none of them markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.model import Brief
from claimant.tell import tell
from claimant.tell.markdown import escaped

from .test_html import hostile

markdown_it = pytest.importorskip("markdown_it")


def tokens(text: str) -> list:
    reader = markdown_it.MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = reader.parse(text)
    return [*found, *(child for token in found for child in token.children or ())]


def test_no_text_from_outside_becomes_markup():
    found = tokens(tell(hostile())["brief.md"])
    assert not [token for token in found if token.type in {"html_block", "html_inline", "image", "code_block", "fence"}]
    links = [token.attrs["href"] for token in found if token.type == "link_open"]
    assert all(link.startswith("https://") for link in links)
    assert [token for token in found if token.type == "heading_open" and token.tag == "h1"].__len__() == 1


@given(st.text(max_size=80))
def test_escaped_text_is_one_plain_run_of_text(text: str):
    inline = [token for token in tokens(f"x {escaped(text)}") if token.type == "inline"]
    assert len(inline) == 1
    kinds = {child.type for child in inline[0].children or ()}
    assert kinds <= {"text", "text_special"}


def test_every_number_has_its_quote_and_every_quote_is_cited(brief: Brief):
    text = brief["brief.md"]
    listed = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert listed == cited and len(listed) == 20


def test_right_to_left_words_are_isolated(brief: Brief):
    (line,) = [line for line in brief["brief.md"].splitlines() if "وزارة" in line]
    assert "\u2068قالت" in line and ".\u2069" in line
