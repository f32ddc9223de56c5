"""The rules of tradecraft: each can fail, and a made brief keeps all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimant.model import Assessment
from claimant.tell.blocks import Cell, Data, Paragraph, Row, Section, Strong, Table
from claimant.tell.lint import Rule, lint
from claimant.tell.page import pages

OPENING = (Paragraph(("The Tide Front probably did it.",), "lead"),)


def broken(assessment: Assessment, *sections: Section, opening=OPENING) -> list[Rule]:
    return [rule for rule in lint(assessment, opening, sections) if not rule.holds]


def section(text: str, id: str = "positions") -> Section:
    return Section(id, "Who says what", (Paragraph((text,)),))


def test_a_made_brief_keeps_every_rule(made: Assessment):
    told, _ = pages(made, "test")
    assert broken(made, *told.sections, opening=told.opening) == []


def test_the_result_is_printed(made: Assessment):
    method = next(one for one in pages(made, "test")[0].sections if one.id == "method")
    assert any(isinstance(block, Paragraph) and "all hold" in str(block.line) for block in method.blocks)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("It is very likely, and confidence is high.", "mixes a likelihood with a level of confidence"),
        ("The group stands at 100\u00a0%.", "claims certainty"),
        ("The army might have known.", "hedges outside the scale"),
    ],
)
def test_words_that_break_a_rule_are_found(made: Assessment, text: str, rule: str):
    found = [one for one in broken(made, section(text)) if rule in one.asks]
    assert len(found) == 1
    assert text[:20] in found[0].where


def test_two_sentences_may_hold_what_one_may_not(made: Assessment):
    found = broken(made, section("It is very likely. Confidence is high."))
    assert not any("mixes" in one.asks for one in found)


def test_the_words_of_others_are_not_ours(made: Assessment):
    line = (Data("It might be likely, with confidence"), " said ", Strong("Perhaps", data=True))
    found = broken(made, Section("positions", "Who says what", (Paragraph(line),)))
    assert not any("hedges" in one.asks or "mixes" in one.asks for one in found)


def test_a_row_of_fact_without_a_quote_is_found(made: Assessment):
    row = Row((Cell(("Karsovia blames the Tide Front",)),))
    table = Table(id="t", caption=("t",), head=("What",), rows=(row,))
    found = broken(made, Section("positions", "Who says what", (table,)))
    assert any("leads to its quotes" in one.asks and "Karsovia blames" in one.where for one in found)


def test_a_single_answer_is_no_analysis_of_alternatives(made: Assessment):
    found = broken(replace(made, hypotheses=made.hypotheses[:1]))
    assert any("Other answers are weighed" in one.asks for one in found)
