import math
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.errors import MatrixError
from claimant.weigh import matrix, weigh
from claimant.weigh.matrix import MARKS, MUCH, SOME, Matrix, from_csv, to_csv

from .makers import case
from .strategies import cases

module = import_module("claimant.weigh.matrix")  # the package has a function of that name
few = settings(max_examples=60, deadline=None)
TABLE = "hypothesis,p1,p2\nred,CC,N\nblue,I,II\n"


def refused(text):
    with pytest.raises(MatrixError) as caught:
        from_csv(text)
    return caught.value.row, caught.value.column


def marks(table):
    return {(h, e): table.marks[i][j] for i, h in enumerate(table.hypotheses) for j, e in enumerate(table.evidence)}


# ---------------------------------------------------------------- as a view of the weighing


@few
@given(cases())
def test_answers_come_by_probability_and_evidence_by_what_it_tells_apart(scene):
    assessment = weigh(scene)
    table = matrix(assessment)
    assert table.hypotheses == tuple(one.hypothesis.id for one in assessment)
    assert sorted(table.evidence) == sorted(one.id for one in assessment.evidence)
    told = [(-round(bits, 9), id) for bits, id in zip(table.diagnosticity, table.evidence, strict=True)]
    assert told == sorted(told)


@few
@given(cases())
def test_a_mark_says_how_far_a_piece_lies_from_the_mean_of_all_answers(scene):
    assessment = weigh(scene)
    found = marks(matrix(assessment))
    for one in assessment.evidence:
        bits = {weighed.hypothesis.id: dict(one.bits).get(weighed.hypothesis.id, 0.0) for weighed in assessment}
        mean = sum(bits.values()) / len(bits)
        for id, value in bits.items():
            mark, far = found[id, one.id], value - mean
            assert mark in MARKS
            if mark == "N":
                assert abs(far) < SOME + 1e-9
            else:
                assert (far > 0) == ("C" in mark)
                assert (abs(far) >= MUCH - 1e-9) == (len(mark) == 2) or abs(abs(far) - MUCH) < 1e-9


def test_an_accusation_is_consistent_with_the_accused_and_not_with_the_others():
    found = marks(matrix(weigh(case("press blames red, forensic"))))
    assert "C" in found["red", "p1"] and "I" in found["blue", "p1"]
    assert found["blue", "p1"] == found["unnamed", "p1"]


def test_a_copy_tells_no_answers_apart():
    table = matrix(weigh(case("press blames red, forensic", "wire blames red, forensic, via press")))
    assert {table.marks[row][table.evidence.index("p2")] for row in range(3)} == {"N"}
    assert table.diagnosticity[table.evidence.index("p2")] == 0


def test_a_case_without_evidence_has_a_matrix_without_columns():
    table = matrix(weigh(case()))
    assert table.evidence == table.diagnosticity == ()
    assert table.inconsistencies() == (0, 0, 0)


def test_heuers_count_takes_a_very_inconsistent_piece_twice_and_no_consistent_one():
    table = from_csv("hypothesis,p1,p2,p3\nred,II,I,N\nblue,CC,C,I\ngreen,N,C,CC\n")
    assert table.inconsistencies() == (3, 1, 0)


# ---------------------------------------------------------------- as a table


@few
@given(cases())
def test_what_is_written_reads_back(scene):
    table = matrix(weigh(scene))
    again = from_csv(to_csv(table))
    assert replace(again, diagnosticity=()) == replace(table, diagnosticity=())
    assert again.diagnosticity == pytest.approx(table.diagnosticity, abs=0.0005)
    assert to_csv(again) == to_csv(table)


names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@few
@given(st.data())
def test_any_ids_read_back(data):
    answers = data.draw(st.lists(names, min_size=1, max_size=4, unique=True))
    evidence = data.draw(st.lists(names, max_size=4, unique=True))
    rows = [[data.draw(st.sampled_from(MARKS)) for _ in evidence] for _ in answers]
    table = Matrix(hypotheses=tuple(answers), evidence=tuple(evidence), marks=tuple(map(tuple, rows)))
    assert from_csv(to_csv(table)) == table


def test_the_last_column_holds_heuers_count_and_the_last_row_what_a_piece_tells_apart():
    lines = to_csv(replace(from_csv(TABLE), diagnosticity=(1.5, 0.25))).splitlines()
    assert lines == [
        "hypothesis,p1,p2,inconsistencies",
        "red,CC,N,0",
        "blue,I,II,3",
        '"(diagnosticity, bits)",1.500,0.250,',
    ]


def test_an_analyst_may_write_signs_and_leave_cells_empty():
    table = from_csv("hypothesis,p1,p2,p3\nred,++,+,0\nblue,-,--,\ngreen,na,cc, ii \n")
    assert table.marks == (("CC", "C", "N"), ("I", "II", "N"), ("N", "CC", "II"))


@pytest.mark.parametrize("text", ["\ufeff" + TABLE, TABLE.replace("\n", "\r\n"), TABLE + "\n,,\n", TABLE.rstrip("\n")])
def test_what_a_spreadsheet_adds_is_not_in_the_way(text):
    assert from_csv(text) == from_csv(TABLE)


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("", 1, 1),
        ("\ufeff", 1, 1),
        ("hypothesis,p1\n", 1, 1),
        ("hypothesis\nred\n", 1, 1),
        ("hypothesis;p1\nred;C\n", 1, 1),
        ("hypothesis,p1,p2\nred,C\n", 2, 2),
        ("hypothesis,p1\nred,C\nblue\n", 3, 1),
        ("hypothesis,p1\nred,X\n", 2, 2),
        ("hypothesis,p1,p2\nred,C,C\nblue,C,maybe\n", 3, 3),
        ("hypothesis,p1\nred,\0\n", 2, 2),
        ("hypothesis,p1,p1\nred,C,C\n", 1, 3),
        ("hypothesis,p1,\nred,C,C\n", 1, 3),
        ("hypothesis,p1\nred,C\nred,I\n", 3, 1),
        ("hypothesis,p1\n ,C\n", 2, 1),
        ("hypothesis,p1\nred,C\n(diagnosticity),much\n", 3, 2),
        ("hypothesis,p1\nred,C\n(diagnosticity),\n", 3, 2),
    ],
)
def test_what_is_no_matrix_is_refused_with_row_and_column(text, row, column):
    assert refused(text) == (row, column)


def test_the_refusal_says_which_cell_and_what_it_may_hold():
    with pytest.raises(MatrixError, match=r"matrix, row 2, column 2: 'maybe' is none of II, I, N, C, CC"):
        from_csv("hypothesis,p1\nred,maybe\n")


def test_a_matrix_of_too_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 8)
    assert refused(TABLE) == (1, 1)


@pytest.mark.parametrize("text", [f"hypothesis,p1\nred,{'x' * 200_000}\n"])
def test_what_the_csv_reader_itself_refuses_is_a_matrix_error_too(text):
    refused(text)


def test_rows_are_counted_as_they_stand_in_the_file():
    assert refused("hypothesis,p1\n\nred,X\n") == (3, 2)


@pytest.mark.parametrize("bits", ["nan", "inf"])
def test_what_is_no_finite_number_of_bits_is_refused(bits):
    assert refused(f"hypothesis,p1\nred,C\n(diagnosticity),{bits}\n") == (3, 2)


def test_a_matrix_without_answers_is_refused():
    refused("hypothesis,p1\n(diagnosticity),1\n")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(["red", "p1", "CC", "", "-", "x", "(diagnosticity", "1"]), max_size=4), max_size=5
    )
)
def test_any_table_is_read_or_refused_at_a_cell(rows):
    try:
        table = from_csv("\n".join(",".join(row) for row in rows))
    except MatrixError as error:
        assert error.row >= 1 and error.column >= 1
        return
    assert all(len(row) == len(table.evidence) for row in table.marks)
    assert all(map(math.isfinite, table.diagnosticity))
