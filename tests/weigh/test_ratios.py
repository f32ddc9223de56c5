import pytest

from claimant.model import Basis, Certainty, Role
from claimant.weigh.ratios import BLAMES, CERTAINTY, RATIOS, ROLE, spread


def test_every_basis_certainty_and_role_has_its_place_in_the_table():
    assert set(BLAMES) == set(Basis) and set(BLAMES.values()) <= set(RATIOS)
    assert set(CERTAINTY) == set(Certainty) and set(ROLE) == set(Role)


def test_every_row_says_what_it_rests_on_and_few_cases_make_a_wide_spread():
    for row in RATIOS.values():
        assert row.rests_on and row.value > 0 and 0 <= row.k <= row.n
        assert row.spread >= spread((row.n, row.k)) - 1e-12


def test_a_spread_is_the_standard_error_of_an_empirical_log_odds():
    assert spread((10, 4)) == pytest.approx((1 / 4.5 + 1 / 6.5) ** 0.5)
    assert spread((0, 0)) == 2


def test_a_finding_is_worth_at_least_forensic_evidence():
    assert RATIOS["blames, finding"].value >= RATIOS["blames, forensic"].value
