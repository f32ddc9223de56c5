"""What is written reads back: `dump` and `load` are exact inverses for every type of the model."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant import model
from claimant.model import (
    Assessment,
    Capture,
    Case,
    Evidence,
    Heard,
    Ledger,
    Linked,
    Moment,
    Undecided,
    Unnamed,
    Weighed,
    Who,
)
from claimant.records import assessment_record, dump, evidence_record, load, plain, statement_record, who_record

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)  # half characters are no text
numbers = st.floats(-1e6, 1e6)
st.register_type_strategy(str, texts)
st.register_type_strategy(float, numbers)  # the model has no infinities
st.register_type_strategy(bytes, texts.map(str.encode))
st.register_type_strategy(int, st.integers(-(10**9), 10**9))
times = st.datetimes(timezones=st.just(UTC))
few = {kind: st.lists(st.from_type(kind), max_size=2).map(tuple) for kind in (model.Person, str)}
st.register_type_strategy(
    model.Care,
    st.builds(
        model.Care,
        persons=few[model.Person],
        places=st.lists(st.tuples(texts, st.integers(), st.integers()), max_size=2).map(tuple),
        public=few[str],
        kept=st.lists(st.tuples(texts, texts), max_size=2).map(tuple),
    ),
)  # a part of every case, whose other parts are many already
st.register_type_strategy(Moment, st.one_of(st.dates().map(Moment), times.map(lambda at: Moment(at.date(), at))))

TYPES = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == model.__name__
]
LARGE = {Ledger, Case, Assessment}
"""Built of all the others: a few examples are enough, and take their time."""


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_every_type_reads_back_as_it_was_written(kind):
    @settings(max_examples=8 if kind in LARGE else 25)
    @given(st.from_type(kind))
    def reads_back(value):
        text = dump(value)
        assert load(kind, text) == value
        assert dump(load(kind, text)) == text
        assert json.loads(text) == plain(value)

    reads_back()


def test_a_capture_of_any_bytes_reads_back():
    whole = Capture(
        data=b"\x80\xff",
        sha256="",
        source="a.pdf",
        address=None,
        media_type="application/pdf",
        charset=None,
        collected=datetime(2024, 3, 22, tzinfo=UTC),
    )
    assert load(Capture, dump(whole)) == whole


@given(st.from_type(Linked) | st.from_type(Undecided) | st.from_type(Unnamed))
def test_decided_undecided_and_unnamed_are_never_taken_for_each_other(who):
    assert load(Who, dump(who)) == who
    assert type(load(Who, dump(who))) is type(who)
    assert (who_record(who)["actor"] is None) == (not isinstance(who, Linked))


@pytest.mark.parametrize("text", ["", "nothing", "{}", '{"day": "soon"}', "[1, 2]"])
def test_what_is_no_value_of_the_type_is_refused(text):
    with pytest.raises(ValueError):
        load(Moment, text)


# ---------------------------------------------------------------- what others rely on


@given(st.from_type(Heard))
def test_a_statements_line_has_the_same_keys_whatever_was_found(heard):
    alone, full = statement_record(heard.statement), statement_record(heard.statement, heard)
    assert set(full) - set(alone) == {"speaker_actor", "target_actor", "about", "reason"}
    assert json.loads(json.dumps(full)) == full
    assert full["quote"]["end"] == heard.statement.quote.end


@given(st.from_type(Evidence))
def test_a_piece_of_evidence_keeps_its_bits_to_four_digits(evidence):
    for (name, bits), shown in zip(dict(evidence.bits).items(), evidence_record(evidence)["bits"].items(), strict=True):
        assert shown == (name, round(bits, 4))


@given(st.lists(st.floats(1e-6, 1), min_size=1, max_size=30))
def test_printed_probabilities_sum_to_one(weights):
    total = sum(weights)
    hypotheses = tuple(
        Weighed(hypothesis=model.Hypothesis(id=str(n), label=""), probability=w / total, low=0, high=1, words="")
        for n, w in enumerate(weights)
    )
    verdict = model.Verdict(
        state=model.VerdictState.NOT_ESTABLISHED, hypothesis=None, sentence="", confidence="", cause=""
    )
    scene = Case(question="?", incident=model.Incident(id="i", title="?"), as_of=None, actors=())
    made = Assessment(case=scene, hypotheses=hypotheses, evidence=(), verdict=verdict)
    printed = [row["probability"] for row in assessment_record(made)["hypotheses"]]
    assert abs(sum(printed) - 1) < 1e-5 * max(2, len(printed))
