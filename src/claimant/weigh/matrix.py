"""The analysis of competing hypotheses (Heuer, Psychology of Intelligence Analysis, 1999, ch. 8) as a view of the weighing.

Rows are answers, columns pieces of evidence, marks follow from bits: how much a piece speaks for an answer, compared with the
mean of all answers. Heuer's count of inconsistencies is given for those who expect it; it is no part of the weighing.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from math import fsum, isfinite

from claimant.errors import MatrixError
from claimant.model import Assessment

MARKS = ("II", "I", "N", "C", "CC")
"""Very inconsistent, inconsistent, neither, consistent, very consistent."""

SOME, MUCH = 0.25, 1.0
"""Bits from the mean of all answers from which a mark is I or C, and II or CC. A choice: a quarter bit is 19 % on the odds."""

WORTH = {"II": 2, "I": 1, "N": 0, "C": 0, "CC": 0}
"""What a mark adds to the count of inconsistencies."""

LARGEST = 1_000_000
"""Cells of a matrix that is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """`marks` [answers][evidence]; `diagnosticity` is, per piece, the bits between the answers it helps and harms most."""

    hypotheses: tuple[str, ...]
    evidence: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...]
    diagnosticity: tuple[float, ...] = ()

    def inconsistencies(self) -> tuple[int, ...]:
        """Heuer's count per answer, II as two: the least contradicted answer has the smallest."""
        return tuple(sum(WORTH[mark] for mark in row) for row in self.marks)


def matrix(assessment: Assessment) -> Matrix:
    """The matrix of an assessment: answers by probability, evidence by diagnosticity, then by id."""
    ids = [weighed.hypothesis.id for weighed in assessment.hypotheses]
    columns = []
    for one in assessment.evidence:
        given = dict(one.bits)
        bits = [given.get(id, 0.0) for id in ids]
        mean = fsum(bits) / len(bits)
        columns.append((max(bits) - min(bits), one.id, [_mark(value - mean) for value in bits]))
    columns.sort(key=lambda column: (-round(column[0], 9), column[1]))
    return Matrix(
        hypotheses=tuple(ids),
        evidence=tuple(id for _, id, _ in columns),
        marks=tuple(tuple(marks[row] for _, _, marks in columns) for row in range(len(ids))),
        diagnosticity=tuple(spread for spread, _, _ in columns),
    )


def _mark(bits: float) -> str:
    if abs(bits) < SOME:
        return "N"
    strong = abs(bits) >= MUCH
    return ("CC" if strong else "C") if bits > 0 else ("II" if strong else "I")


def to_csv(table: Matrix) -> str:
    """The matrix as CSV: the first column names the answer, the last holds the count; the last row the diagnosticity."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(["hypothesis", *table.evidence, "inconsistencies"])
    for id, row, count in zip(table.hypotheses, table.marks, table.inconsistencies(), strict=True):
        write.writerow([id, *row, count])
    if table.diagnosticity:
        write.writerow(["(diagnosticity, bits)", *(f"{value:.3f}" for value in table.diagnosticity), ""])
    return out.getvalue()


def from_csv(text: str) -> Matrix:
    """A matrix from CSV, as `to_csv` writes it or as an analyst filled it in; NA and empty cells count as N.

    Raises MatrixError with row and column where a cell holds no mark.
    """
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    rows: list[list[str]] = []
    numbers: list[int] = []
    try:
        for row in lines:
            if any(cell.strip() for cell in row):
                rows.append(row)
                numbers.append(lines.line_num)
    except csv.Error as error:
        raise MatrixError(lines.line_num, 1, f"it is no CSV ({error})") from error
    if len(rows) < 2 or len(rows[0]) < 2:
        raise MatrixError(1, 1, "a matrix needs a row of evidence ids and a row for each answer")
    if sum(map(len, rows)) > LARGEST:
        raise MatrixError(1, 1, f"it has more than {LARGEST} cells")
    head = [cell.strip() for cell in rows[0]]
    stop = len(head) - 1 if head[-1].lower() == "inconsistencies" else len(head)
    evidence = head[1:stop]
    for column, id in enumerate(evidence, 2):
        if not id or evidence.index(id) != column - 2:
            raise MatrixError(1, column, "evidence needs an id of its own")
    ids: list[str] = []
    marks: list[tuple[str, ...]] = []
    diagnosticity: tuple[float, ...] = ()
    for number, row in zip(numbers[1:], rows[1:], strict=True):
        if row[0].startswith("(diagnosticity"):
            diagnosticity = tuple(_bits(cell, number, column) for column, cell in enumerate(row[1:stop], 2))
            continue
        if not row[0].strip() or row[0].strip() in ids:
            raise MatrixError(number, 1, "an answer needs an id of its own")
        if len(row) > len(head):
            raise MatrixError(number, len(head) + 1, "the row has more cells than the first row has names")
        if len(row) < stop:
            raise MatrixError(
                number, len(row), f"the row has {len(row) - 1} cells for {len(evidence)} pieces of evidence"
            )
        ids.append(row[0].strip())
        marks.append(tuple(_read(cell, number, column) for column, cell in enumerate(row[1:stop], 2)))
    if not ids:
        raise MatrixError(numbers[-1], 1, "there is no row for an answer")
    return Matrix(hypotheses=tuple(ids), evidence=tuple(evidence), marks=tuple(marks), diagnosticity=diagnosticity)


def _read(cell: str, row: int, column: int) -> str:
    mark = {"": "N", "NA": "N", "++": "CC", "+": "C", "0": "N", "-": "I", "--": "II"}.get(
        cell.strip().upper(), cell.strip().upper()
    )
    if mark not in MARKS:
        raise MatrixError(row, column, f"{cell.strip()[:40]!r} is none of {', '.join(MARKS)}")
    return mark


def _bits(cell: str, row: int, column: int) -> float:
    try:
        value = float(cell)
        if not isfinite(value):
            raise ValueError
        return value
    except ValueError:
        raise MatrixError(row, column, f"{cell[:40]!r} is no number of bits") from None
