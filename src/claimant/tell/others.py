"""Other incidents in these reports: context and precedents that somebody told of, each with its time, place and reports."""

from __future__ import annotations

from claimant.model import Case, OtherIncident, Standing
from claimant.tell.blocks import Aside, Block, Cell, Data, Heading, Line, More, Row, Table
from claimant.tell.clean import one_line
from claimant.tell.prose import count

SHOWN = 8
_STANDING = {
    Standing.EARLIER: "earlier",
    Standing.SAME_TIME: "about the same time",
    Standing.LATER: "later",
    Standing.UNKNOWN: "",
}


def incidents(case: Case) -> tuple[Block, ...]:
    """The incidents that the statements set aside are about, those told of in most reports first."""
    some = sorted(case.incidents, key=lambda one: (-len(one.documents), -len(one.statements)))
    if not some:
        return ()
    rows = tuple(_row(one) for one in some)
    blocks: list[Block] = [Heading(("Other incidents in these reports",), id="other-incidents")]
    blocks.append(_table("incidents", ("What else was told of, most reports first",), rows[:SHOWN]))
    if len(rows) > SHOWN:
        rest = _table("incidents-rest", ("What else was told of, continued",), rows[SHOWN:])
        blocks.append(More(count(len(rows) - SHOWN, "further incident"), (rest,)))
    blocks.append(Heading(("What was said of them",), id="said-of-others"))
    return tuple(blocks)


def _table(id: str, caption: Line, rows: tuple[Row, ...]) -> Table:
    return Table(id=id, caption=caption, head=("Incident", "When", "Where", "Told of in"), rows=rows)


def _row(one: OtherIncident) -> Row:
    when: Line = (Data(one_line(one.time)),) if one.time else ("not told",)
    if _STANDING[one.standing]:
        when = (*when, Aside(_STANDING[one.standing]))
    told = count(len(one.documents), "report")
    if one.statements:
        told = f"{count(len(one.statements), 'statement')} in {told}"
    return Row(
        (
            Cell((Data(one_line(one.label)),), head=True),
            Cell(when),
            Cell((Data(one_line(one.place)),) if one.place else ("not told",)),
            Cell((told,)),
        )
    )
