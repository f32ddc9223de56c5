from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.read.markdown import title, unmarked
from claimant.read.normal import normalise
from claimant.read.traced import Traced, same_character


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("# A *bold* headline #\nThe army said no.", "A bold headline\n\nThe army said no."),
        ("The **army** _denied_ ~~it~~ `now`.", "The army denied it now."),
        (
            "See [the report](https://post.example/a_(b)) and [that][1].\n\n[1]: https://x.example",
            "See the report and that.",
        ),
        ("Before ![a photo](x.png) after <https://post.example/a>.", "Before  after https://post.example/a."),
        ("> He said\n> no.\n\n- one\n- two", "He said\nno.\n\none\n\ntwo"),
        ("Smith &amp; Co. \\*really\\* <b>left</b><!-- hidden -->", "Smith & Co. *really* left"),
        ("5 * 3 * 2 and snake_case_name and [RODRIGUEZ] stay", "5 * 3 * 2 and snake_case_name and [RODRIGUEZ] stay"),
        ("---\n***\n===\nwords", "words"),
    ],
)
def test_marks_go_and_words_stay(marked, text):
    assert normalise(unmarked(Traced(marked))).text == text


def test_the_first_level_one_heading_is_the_title():
    assert title("## Section\n\n# Who did *it*?\n\n# Later") == "Who did it?"
    assert title("No heading") is None


MARKED = st.text(alphabet="ab *_#[]()!`<>-&;\\|~\n:1=", max_size=60)


@given(MARKED)
def test_no_letter_of_a_text_without_links_and_tags_is_lost(text):
    kept = "".join(character for character in text if character not in "[]()!<>&`~=")
    letters = [character for character in kept if character in "ab1"]
    assert [character for character in unmarked(Traced(kept)).text if character in "ab1"] == letters


@given(MARKED)
def test_markdown_keeps_the_way_back(text):
    traced = normalise(unmarked(Traced(text)))
    for start, original, length in traced.alignment():
        for offset in range(length):
            assert same_character(text[original + offset], traced.text[start + offset])
