"""Who says what, and what it is cited by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claimant.model import Basis, Brief, Moment, Stance
from claimant.tell.bearing import bearings
from claimant.tell.blocks import Cite
from claimant.tell.ledger import anchors, held
from claimant.tell.quotes import Quotes

from . import makers

MADE = makers.assessment()


def test_what_is_held_on_several_days_is_one_row_with_its_first_day_and_strongest_basis():
    claim = MADE.case.positions[0]
    later = replace(claim, id="later", date=Moment(date(2031, 5, 8)), basis=Basis.FINDING, reports=())
    made = makers.assessment(replace(MADE.case, positions=(*MADE.case.positions, later)))
    (row,) = [one for one in held(made) if one.stance == Stance.CLAIMS]
    assert (row.first, row.days, row.basis, row.reports) == (date(2031, 5, 5), 2, Basis.FINDING, 1)


def test_rows_are_grouped_by_stance_and_the_weightiest_come_first():
    rows = held(MADE)
    order = [list(Stance).index(row.stance) for row in rows]
    assert order == sorted(order)
    for stance in Stance:
        strengths = [round(row.strength, 6) for row in rows if row.stance == stance]
        assert strengths == sorted(strengths, reverse=True)


def test_copies_count_as_reports_but_not_as_origins():
    (denial,) = [row for row in held(MADE) if row.stance == Stance.DENIES]
    assert (denial.reports, denial.origins) == (2, 1)


def test_one_quote_of_each_origin_is_cited_before_a_second_of_any():
    position = MADE.case.positions[1]
    one, two = position.reports
    far = next(report for report in MADE.case.positions[0].reports)
    quotes = Quotes(MADE.case)
    cite = quotes.position(replace(position, reports=(one, two, far)))
    assert isinstance(cite, Cite) and len(cite.numbers) == 3
    assert [note.document for note in quotes.notes] == ["d04", "d03", "d05"]


def test_the_same_quote_keeps_its_number():
    quotes = Quotes(MADE.case)
    first = quotes.position(MADE.case.positions[0])
    quotes.position(MADE.case.positions[1])
    assert quotes.position(MADE.case.positions[0]) == first


def test_a_position_without_quotes_has_no_citation():
    assert Quotes(MADE.case).position(replace(MADE.case.positions[0], reports=())) == ""


def test_every_position_leads_to_a_row():
    assert set(anchors(held(MADE))) == {position.id for position in MADE.case.positions}


def test_bits_of_the_same_thing_said_on_two_days_are_summed():
    claim = MADE.case.positions[0]
    later = replace(claim, id="later", date=Moment(date(2031, 5, 8)))
    made = makers.assessment(replace(MADE.case, positions=(*MADE.case.positions, later)))
    first = bearings(made, "tide-front")[0]
    assert len(first.positions) == 2
    assert abs(first.bits - 2 * bearings(MADE, "tide-front")[0].bits) < 1e-9


def test_every_sentence_about_what_was_said_carries_a_number(brief: Brief):
    days = brief["brief.md"].split("## Day by day")[1].split("## Set aside")[0]
    said = [line for line in days.splitlines() if line.startswith("- ")]
    assert said and all("[^" in line for line in said)


def test_statements_about_other_incidents_are_kept_and_not_weighed(brief: Brief):
    part = brief["brief.md"].split("## Set aside")[1].split("## Sources")[0]
    assert "Lorn bridge, 2027" in part and "not weighed" in part and "an older fire is named, but not which" in part


def test_what_the_answer_hangs_on_names_the_change(brief: Brief):
    part = (
        brief["brief.md"].split("## What the answer hangs on")[1].split("## What is missing")[0].replace("\u00a0", " ")
    )
    assert "the answer changes, and Karsovia leads with 41 %, not 14 %" in part
    assert "Tide Front stands at 78 %, not 71 %" in part


def test_copies_stand_under_their_origin_with_how_and_likeness(brief: Brief):
    part = brief["brief.md"].split("## Sources")[1]
    assert "  - **Nearly the same text** as Velmora Today, 95 % alike" in part.replace("\u00a0", " ")
