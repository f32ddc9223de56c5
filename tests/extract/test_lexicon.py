"""The cue lexicon: what is a cue, which of two wins, and that no pattern hangs."""

from __future__ import annotations

import itertools
import re
from time import process_time
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.extract import figures, frames, rules, sentence, settle, shades, speech
from claimant.extract.confidence import CONFIDENCE, OTHER, confidence, kind
from claimant.extract.lexicon import cues, hits


def found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in hits(text, 0, len(text))]


def test_the_longer_cue_that_stands_first_in_the_lexicon_wins():
    assert found("the group claimed responsibility for it") == ["claimed responsibility"]
    assert found("they placed the blame on the army") == ["placed the blame"]
    assert found("they have not ruled out that") == ["have not ruled out"]


def test_a_cue_is_a_word_and_not_a_part_of_one():
    assert found("the blamedness of self-blamed men") == []


def test_cues_come_in_the_order_of_the_text_and_do_not_overlap():
    text = "the army denied it, blamed them and accused the rebels"
    spans = [(hit.start, hit.end) for hit in hits(text, 0, len(text))]
    assert spans == sorted(spans) and all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    "text", ["they denied entry to us", "they denied bail", "responsible for the security of the port"]
)
def test_what_only_looks_like_a_cue_is_none(text):
    assert found(text) == []


# ---------------------------------------------------------------- time


def patterns() -> list[re.Pattern[str]]:
    """Every regular expression of the stage."""
    all_: list[re.Pattern[str]] = [cue.pattern for cue in cues()]
    for module in (figures, frames, rules, sentence, settle, shades, speech):
        all_ += held(module)
    return all_


def held(module: ModuleType) -> list[re.Pattern[str]]:
    values = list(vars(module).values())
    for value in tuple(values):
        if isinstance(value, dict):
            values += value.values()
        elif isinstance(value, tuple):
            values += [one for row in value if isinstance(row, tuple) for one in row]
    return [value for value in values if isinstance(value, re.Pattern)]


PATTERNS = patterns()
VOCABULARY = sorted(
    {word for p in PATTERNS for word in re.findall(r"[a-z][a-z']+", re.sub(r"\\[a-zA-Z]", " ", p.pattern))}
    | {"x", "xly", "x's", "12", "1,234", ",", '"', "(", "[", "-"}
)


def seconds(pattern: re.Pattern[str], text: str) -> float:
    began = process_time()
    for _ in pattern.finditer(text):
        pass
    return process_time() - began


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.pattern[:40])
def test_no_pattern_hangs_on_its_own_words_repeated(pattern):
    own = set(re.findall(r"[a-z][a-z']+", re.sub(r"\\[a-zA-Z]", " ", pattern.pattern)))
    for word in sorted(own | {"x", "xly", "x's", "1,"}):
        assert seconds(pattern, f"{word} " * 24) < 0.5, word  # where it grows exponentially, this already shows it
        assert seconds(pattern, (f"{word} " * 600)[:1200]) < 0.5, word


@settings(max_examples=60)
@given(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4), st.sampled_from(["", " "]))
def test_no_pattern_hangs_on_any_of_the_words_mixed(words, join):
    text = (f"{join.join(words)} " * 400)[:1200]
    for pattern in PATTERNS:
        assert seconds(pattern, text) < 1, pattern.pattern


# ---------------------------------------------------------------- confidence


def test_every_kind_of_statement_has_a_confidence_between_none_and_certain():
    for cue in cues():
        if cue.frame != "skip":
            for own, named in ((True, False), (False, True), (False, False)):
                assert 0 < confidence(cue, own=own, named=named) < 1


def test_a_claim_is_surer_than_an_accusation_and_that_than_a_deed_with_nobody_cited():
    assert CONFIDENCE["claim, named"] > CONFIDENCE["accusation, named"] > CONFIDENCE["deed, narrator"]


def test_the_table_names_only_kinds_that_exist():
    kinds = {
        kind(cue, own=own, named=named)
        for cue in cues()
        if cue.frame != "skip"
        for own, named in ((True, False), (False, True), (False, False))
    }
    assert CONFIDENCE.keys() <= kinds and 0 < OTHER < 1
