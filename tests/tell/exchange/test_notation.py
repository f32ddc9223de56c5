"""JSON that reads back, and in which nothing can end a line, a script or a reader's trust."""

from __future__ import annotations

import json
from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from claimant.model import Moment
from claimant.tell.exchange.notation import json_line, json_text, lasting_id, utc

whole = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | whole,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(whole, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_it_reads_back_and_a_line_is_one_line_to_every_reader(value: object):
    assert json.loads(json_text(value)) == value
    line = json_line(value)
    assert json.loads(line) == value
    assert line.endswith("\n") and len(line.splitlines()) == 1


@given(st.text())
def test_nothing_in_it_ends_a_script_or_fails_to_encode(text: str):
    written = json_text([text])
    assert "<" not in written and written.encode()


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_ids_are_the_same_for_the_same_parts_alone(one: list[str], other: list[str]):
    assert (lasting_id(*one) == lasting_id(*other)) == (one == other)


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_are_in_utc(at):
    assert utc(Moment(at.date(), at)).endswith("Z")
    assert utc(Moment.parse("2031-05-04T01:00+03:00")) == "2031-05-03T22:00:00Z"
    assert utc(Moment.parse("2031-05-04"), milliseconds=True) == "2031-05-04T00:00:00.000Z"
