"""From scores over words to cues, speakers and targets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.extract.decode import PAIRS, SIZE, TAGGERS, Scores, bucket, cues, parts, readings, strings
from claimant.model import Stance

O, B, I = range(3)  # noqa: E741  # the names of the tags


def tags(*likely: int, sure: float = 0.9) -> np.ndarray:
    """Probabilities of tags of words: the likely one has ``sure``, the others share the rest."""
    table = np.full((len(likely), 3), (1 - sure) / 2, dtype=np.float32)
    table[np.arange(len(likely)), likely] = sure
    return table


def test_a_cue_is_a_run_that_begins_in_the_focus():
    table = tags(O, B, I, O, B)
    assert [cue.run for cue in cues(table, 0.5, (0, 5))] == [(1, 3), (4, 5)]
    assert [cue.run for cue in cues(table, 0.5, (2, 4))] == [(2, 3)]


def test_two_cues_side_by_side_stay_two():
    assert [cue.run for cue in cues(tags(B, B), 0.5, (0, 2))] == [(0, 1), (1, 2)]


def test_a_part_reaches_as_far_as_inside_is_likeliest():
    assert [part.run for part in parts(tags(O, B, I, I, O, I), 0.5, 3)] == [(1, 4)]


def test_the_surest_parts_come_first():
    table = tags(B, O, B)
    table[2] = (0.0, 1.0, 0.0)
    assert [part.run for part in parts(table, 0.5, 1)] == [(2, 3)]


@pytest.mark.parametrize(("distance", "into"), [(0, 0), (-1, 1), (-3, 2), (-500, 9), (1, 10), (4, 12), (500, 18)])
def test_distances_fall_into_classes(distance, into):
    assert bucket(np.array([distance]))[0] == into


def scores(words: int, seed: int, scale: float = 4.0) -> Scores:
    """Scores by chance."""
    draw = np.random.default_rng(seed)

    def table(*shape: int) -> np.ndarray:
        return (draw.normal(size=shape) * scale).astype(np.float32)

    wide = len(PAIRS) * 2
    return Scores(
        table(words, len(TAGGERS), 3),
        table(words, wide * SIZE),
        table(words, wide * SIZE),
        table(words, wide),
        table(words, 25),
        0.0,
    )


DISTANCE = np.zeros((len(PAIRS) * 2, 20), dtype=np.float32)


@given(st.integers(1, 60), st.integers(0, 9999), st.integers(0, 5), st.data())
def test_whatever_the_scores_all_runs_lie_in_the_window(words, seed, head, data):
    head = min(head, words - 1)
    start = data.draw(st.integers(head, words - 1))
    stop = data.draw(st.integers(start, words))
    for reading in readings(scores(words, seed), DISTANCE, (start, stop), head):
        assert start <= reading.cue.run[0] < stop
        for part in (*reading.speakers, *reading.targets, *reading.via, reading.cue):
            assert head <= part.run[0] < part.run[1] <= words
            assert 0 <= part.probability <= 1
        assert (reading.voice == "named") == bool(reading.speakers)
        if reading.stance not in {Stance.CLAIMS, Stance.DENIES}:
            assert reading.targets


def test_strings_are_asked_for_by_role():
    table = scores(4, 1, 0.0)
    table.unary[:, :, 0] = 5
    table.unary[1, TAGGERS.index("Weapon")] = (0, 9, 0)
    table.unary[2, TAGGERS.index("Weapon")] = (0, 0, 9)
    assert [(role, run) for role, run, _ in strings(table, (0, 4), [0.5] * 5)] == [("Weapon", (1, 3))]
