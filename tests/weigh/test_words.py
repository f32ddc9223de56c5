import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.weigh import likelihood_range, likelihood_words
from claimant.weigh.words import WORDS, percent, percent_range


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0, "almost no chance"),
        (0.0499, "almost no chance"),
        (0.05, "very unlikely"),
        (0.20, "unlikely"),
        (0.4499, "unlikely"),
        (0.45, "roughly even chance"),
        (0.55, "roughly even chance"),
        (0.5501, "likely"),
        (0.80, "likely"),
        (0.801, "very likely"),
        (0.95, "very likely"),
        (0.951, "almost certain"),
        (1, "almost certain"),
    ],
)
def test_each_band_has_its_word_and_its_half_open_end(p, words):
    assert likelihood_words(p) == words


@given(st.floats(0, 1))
def test_a_probability_and_its_complement_get_mirrored_words(p):
    p = round(p, 6)
    assert WORDS.index(likelihood_words(p)) == 6 - WORDS.index(likelihood_words(round(1 - p, 6)))


def test_an_interval_in_one_band_has_one_word():
    assert likelihood_range(0.21, 0.4) == "unlikely"


def test_an_interval_over_bands_names_both_ends():
    assert likelihood_range(0.3, 0.5) == "unlikely to roughly even chance"


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan"), float("inf")])
def test_what_is_no_probability_is_refused(p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        likelihood_words(p)


def test_an_interval_upside_down_is_refused():
    with pytest.raises(ValueError, match="above its high end"):
        likelihood_range(0.6, 0.5)


def test_nothing_is_shown_below_1_or_above_99_percent():
    assert (percent(0), percent(1), percent_range(0.001, 0.42)) == ("1 %", "99 %", "1 to 42 %")
