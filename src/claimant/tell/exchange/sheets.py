"""CSV (RFC 4180) that a spreadsheet shows and does not run.

A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV Injection); `unguarded` takes
it off again. Control characters become U+FFFD. Numbers of ours are never guarded, so that -9 stays a number.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from claimant.tell.clean import printable

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]

# Apostrophes first, so that a text that begins with one of its own reads back too; the wide signs are those of CJK keyboards.
_FORMULA = re.compile(r"'*(?:[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])")


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    text = printable(text)
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` was given, but for control characters."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def sheet(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """A table with a header; cells that a row lacks, and None, are empty. Truth is written 1 and 0."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(columns)
    for row in rows:
        write.writerow([_written(row.get(column)) for column in columns])
    return out.getvalue()


def _written(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case bool():
            return int(cell)
        case str():
            return guarded(cell)
    return cell
