"""Words of likelihood, and the numbers that readers are shown.

Source: ICD 203, "Analytic Standards" (US Office of the Director of National Intelligence, 2 January 2015), row 1 of its
table. The directive's bands touch, so we make them half-open and symmetric about one half: p and 1 - p get mirrored words.
"""

from __future__ import annotations

from math import isfinite

# The band ends before the number (or, above one half, at it); the directive says nothing below 1 % or above 99 %.
_BELOW_EVEN = ((0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"))
_EVEN = (0.55, "roughly even chance")
_ABOVE_EVEN = ((0.80, "likely"), (0.95, "very likely"), (1.0, "almost certain"))

WORDS: tuple[str, ...] = tuple(word for _, word in (*_BELOW_EVEN, _EVEN, *_ABOVE_EVEN))
"""The seven words, from least to most likely."""


def likelihood_words(p: float) -> str:
    """The ICD 203 word for a probability (0 to 1). Bands: [0, .05) [.05, .20) [.20, .45) [.45, .55] (.55, .80] (.80, .95] (.95, 1].

    Raises ValueError where `p` is no probability.
    """
    if not (isfinite(p) and 0 <= p <= 1):
        raise ValueError(f"{p!r} is not a probability: it must lie between 0 and 1.")
    for end, word in _BELOW_EVEN:
        if p < end:
            return word
    for end, word in (_EVEN, *_ABOVE_EVEN):
        if p <= end:
            return word
    raise AssertionError("unreachable: p <= 1")


def likelihood_range(low: float, high: float) -> str:
    """The words for an interval: one word where it lies in one band, else both ends ("unlikely to roughly even chance").

    `low` and `high` are probabilities, 0 to 1. Raises ValueError where they are not, or where low > high.
    """
    if low > high:
        raise ValueError(f"The interval's low end, {low}, is above its high end, {high}.")
    first, last = likelihood_words(low), likelihood_words(high)
    return first if first == last else f"{first} to {last}"


def percent(p: float) -> str:
    """A probability as readers see it: whole percent, never below 1 or above 99."""
    return f"{min(99, max(1, round(100 * p)))} %"


def percent_range(low: float, high: float) -> str:
    """The ends of an interval as readers see them: "20 to 45 %"."""
    return f"{percent(low).removesuffix(' %')} to {percent(high)}"
