"""Every sentence that was chosen is in the focus of exactly one window, and no window is longer than the network takes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimant.extract.windows import FOCUS, HEAD, LONGEST, runs, window
from claimant.extract.wordpiece import Word


def sentences(lengths: list[int]) -> list[list[Word]]:
    """Sentences of so many words, each of one piece and one character."""
    made, at = [], 0
    for length in lengths:
        made.append([Word(at + i, at + i + 1, (7,)) for i in range(length)])
        at += length + 1
    return made


def test_neighbouring_sentences_share_a_window_while_they_fit():
    assert list(runs([50, 50, 50], [True, True, True], 128)) == [(0, 2), (2, 3)]


def test_a_sentence_that_nobody_wants_parts_two_runs():
    assert list(runs([10, 10, 10], [True, False, True])) == [(0, 1), (2, 3)]


def test_context_stands_on_both_sides_of_the_focus():
    (one,) = window([], sentences([5, 5, 5]), 1, 2)
    assert [word.start for word in one.words[one.focus[0] : one.focus[1]]] == [6, 7, 8, 9, 10]
    assert len(one.words) == 15


@given(st.lists(st.integers(0, 400), max_size=12), st.data())
def test_the_focus_covers_what_was_chosen_once(lengths, data):
    chosen = data.draw(st.lists(st.booleans(), min_size=len(lengths), max_size=len(lengths)))
    all_sentences = sentences(lengths)
    head = [Word(i, i + 1, (7,)) for i in range(30)]
    seen = []
    for first, last in runs(lengths, chosen):
        for look in window(head, all_sentences, first, last):
            assert len(look) <= LONGEST
            assert len(look.head) <= HEAD
            assert 0 < look.focus[1] - look.focus[0] <= FOCUS
            assert [w.start for w in look.words] == sorted({w.start for w in look.words})
            seen.extend(word.start for word in look.words[look.focus[0] : look.focus[1]])
    assert seen == [word.start for s, yes in zip(all_sentences, chosen, strict=True) if yes for word in s]
