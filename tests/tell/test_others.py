"""Other incidents in the reports: a short part of the brief, and data."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from claimant.model import OtherIncident, Standing
from claimant.tell import tell
from claimant.tell.blocks import Heading, More, Table
from claimant.tell.others import SHOWN, incidents

from . import makers

MADE = makers.assessment()


def case_with(*others: OtherIncident):
    return replace(MADE.case, incidents=others)


def test_each_incident_is_told_with_its_time_place_and_reports():
    part = tell(MADE)["brief.md"].split("### Other incidents in these reports")[1].split("### What was said")[0]
    (row,) = [line for line in part.splitlines() if "Lorn bridge" in line]
    for words in ("2027", "earlier", "Lorn", "two statements in two reports"):
        assert words in row


def test_what_is_not_told_is_said_to_be_not_told():
    (_, table, _) = incidents(case_with(OtherIncident(id="a", label="Bombing", documents=("d01",))))
    assert isinstance(table, Table)
    assert [cell.line for cell in table.rows[0].cells[1:]] == [("not told",), ("not told",), ("one report",)]


def test_those_told_of_in_most_reports_come_first():
    few = OtherIncident(id="few", label="Few", documents=("d01",))
    many = OtherIncident(id="many", label="Many", documents=("d01", "d02"))
    (_, table, _) = incidents(case_with(few, many))
    assert isinstance(table, Table)
    assert [str(row.cells[0].line[0].text) for row in table.rows] == ["Many", "Few"]  # type: ignore[union-attr]


def test_without_other_incidents_the_part_is_left_out():
    assert incidents(case_with()) == ()


OTHERS = st.lists(
    st.builds(
        OtherIncident,
        id=st.uuids().map(str),
        label=st.text(min_size=1, max_size=40),
        time=st.text(max_size=20),
        standing=st.sampled_from(Standing),
        place=st.none() | st.text(max_size=20),
        documents=st.just(("d01",)),
    ),
    max_size=SHOWN * 2,
)


@given(OTHERS)
def test_no_incident_is_lost_however_many_there_are(some):
    blocks = incidents(case_with(*some))
    rows = 0
    for block in blocks:
        match block:
            case Table():
                assert len(block.rows) <= SHOWN
                rows += len(block.rows)
            case More(_, (Table() as table,)):
                rows += len(table.rows)
            case _:
                assert isinstance(block, Heading)
    assert rows == len(some)
