import json
from importlib.resources import files

import numpy as np
import pytest

from claimant.model import Basis, Certainty, Role
from claimant.weigh.ratios import BLAMES, CERTAINTY, COVARIANCE, LIKE, PARENTS, RATIOS, ROLE, SEEN, variance


def test_every_basis_certainty_and_role_has_its_place_in_the_table():
    assert set(BLAMES) == set(Basis) and set(BLAMES.values()) <= set(RATIOS)
    assert set(CERTAINTY) == set(Certainty) and set(ROLE) == set(Role)


def test_the_fitted_file_has_the_rows_of_the_table_in_its_order():
    fitted = json.loads((files("claimant.weigh") / "ratios.json").read_text(encoding="utf-8"))
    assert list(fitted["rows"]) == list(PARENTS) == list(RATIOS)
    assert COVARIANCE.shape == (len(PARENTS), len(PARENTS))


def test_every_row_says_what_it_rests_on_and_counts_no_more_right_ones_than_there_were():
    for name, row in RATIOS.items():
        assert row.rests_on and row.value > 0 and 0 <= row.k <= row.n
        assert 0 <= SEEN[name] <= 1


def test_the_errors_of_all_rows_together_are_a_covariance():
    assert np.array_equal(COVARIANCE, COVARIANCE.T)
    assert np.linalg.eigvalsh(COVARIANCE).min() >= -1e-4  # the file has five decimals


def test_a_rows_spread_is_its_own_standard_deviation_and_few_statements_make_a_wide_one():
    for name, row in RATIOS.items():
        assert row.spread > 0 and row.spread**2 == pytest.approx(variance((name,)))
    for few, many in (
        ("claims, withdrawn", "blames, pattern"),
        ("claims, with warning", "claims, alone"),
        ("blames, recording", "blames, witness"),
    ):
        assert RATIOS[few].n < RATIOS[many].n
        assert RATIOS[few].spread > RATIOS[many].spread


def test_a_row_that_no_incident_has_is_as_another_whole():
    for row, other in LIKE.items():
        assert (RATIOS[row].n, RATIOS[row].value) == (0, RATIOS[other].value)
        assert np.array_equal(COVARIANCE[list(PARENTS).index(row)], COVARIANCE[list(PARENTS).index(other)])


def test_a_finding_is_worth_at_least_forensic_evidence():
    assert RATIOS["blames, finding"].value >= RATIOS["blames, forensic"].value
