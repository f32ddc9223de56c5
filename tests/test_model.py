"""The domain types: frozen values that cut spans, order moments and know whose side an actor is on."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant import model
from claimant.errors import ClaimantError, SpanOutsideText
from claimant.model import (
    Actor,
    Case,
    Document,
    Incident,
    Moment,
    PartOf,
    Position,
    Report,
    Source,
    Span,
    Stance,
    Unnamed,
)

TYPES = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == model.__name__
]
TEXT = "Élan — the 🙂 bridge fell. Nobody claimed it."


def document(text=TEXT, **more):
    return Document(source=Source(id="d", sha256="0", capture="0", **more.pop("source", {})), text=text, **more)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_a_value_of_the_model_never_changes(kind):
    value = object.__new__(kind)
    with pytest.raises(FrozenInstanceError):
        setattr(value, fields(kind)[0].name, None)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_a_type_of_the_model_says_what_it_is(kind):
    assert kind.__doc__ and not kind.__doc__.startswith(f"{kind.__name__}(")


# ---------------------------------------------------------------- spans


@given(st.data())
def test_a_span_is_the_text_at_its_place(data):
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    span = document().span(start, end)
    assert (span.document, span.text) == ("d", TEXT[start:end])


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (0, 0), (5, 4), (0, len(TEXT) + 1), (len(TEXT), len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused_with_both_lengths(start, end):
    with pytest.raises(SpanOutsideText) as error:
        document().span(start, end)
    assert str(len(TEXT)) in str(error.value) and f"[{start}, {end})" in str(error.value)
    assert isinstance(error.value, ClaimantError)


spans = st.tuples(st.sampled_from("ab"), st.integers(0, 20), st.integers(1, 10)).map(
    lambda it: Span(it[0], it[1], it[1] + it[2], "x" * it[2])
)


@given(spans, spans)
def test_spans_overlap_where_they_share_a_character(one, other):
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == (one.document == other.document and bool(shared))


def test_words_of_a_live_page_have_the_time_of_their_entry():
    noon, two = Moment.parse("2024-03-23T12:00Z"), Moment.parse("2024-03-23T14:00Z")
    page = document(source={"date": Moment.parse("2024-03-24")}, times=((5, two), (20, noon)))
    assert [page.moment(at) for at in (0, 5, 19, 20, 99)] == [page.source.date, two, two, noon, noon]


def test_an_offset_leads_back_to_the_original_where_there_is_one():
    page = document(alignment=((0, 10, 4), (4, 30, 6)))
    assert [page.original(at) for at in (0, 3, 4, 9, 10)] == [10, 13, 30, 35, None]


# ---------------------------------------------------------------- moments

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1), timezones=zones).map(
    lambda at: at.replace(second=0, microsecond=0)
)
moments = st.one_of(days.map(Moment), times.map(lambda at: Moment(at.date(), at)))


@given(moments)
def test_a_moment_reads_back_as_it_was_written(moment):
    assert Moment.parse(moment.iso()) == moment


@given(moments, moments)
def test_moments_are_ordered_by_day_then_by_time(one, other):
    assert (one.key < other.key) == ((one.day, one.key[1]) < (other.day, other.key[1]))
    if one.day == other.day and one.at is None and other.at and other.at.utcoffset() == timedelta(0):
        assert one.key <= other.key


def test_a_time_without_a_zone_is_utc():
    assert Moment.parse("2024-03-22T23:15").at == datetime(2024, 3, 22, 23, 15, tzinfo=UTC)


def test_the_day_is_that_of_the_documents_own_zone():
    assert Moment.parse("2024-03-23T00:35+03:00").day == date(2024, 3, 23)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "22 March 2024", "2024-13-01", "2024-03-22T25:00", "2024-03-22 or so", "24-03-22"]
)
def test_what_is_no_iso_day_or_time_is_refused(text):
    with pytest.raises(ValueError):
        Moment.parse(text)


# ---------------------------------------------------------------- sides


def case(*actors: Actor) -> Case:
    return Case(question="?", incident=Incident(id="i", title="?"), as_of=None, actors=actors)


def part(id: str, *of: PartOf) -> Actor:
    return Actor(id=id, name=id, part_of=of)


def test_an_actors_sides_run_from_itself_to_the_outermost():
    scene = case(
        part("spokeswoman", PartOf("ministry")),
        part("ministry", PartOf("government")),
        part("government", PartOf("state")),
    )
    assert scene.sides("spokeswoman") == ("spokeswoman", "ministry", "government", "state")
    assert scene.side("spokeswoman") == "state"


def test_an_actor_that_the_case_does_not_know_is_its_own_side():
    assert case().sides("stranger") == ("stranger",)


def test_sides_that_lead_in_a_circle_end():
    assert case(part("a", PartOf("b")), part("b", PartOf("a"))).sides("a") == ("a", "b")


def test_a_membership_holds_in_its_years_only():
    scene = case(part("group", PartOf("old", end=2014), PartOf("new", start=2015)))
    assert scene.sides("group", date(2010, 5, 1)) == ("group", "old")
    assert scene.sides("group", date(2020, 5, 1)) == ("group", "new")
    assert scene.sides("group") == ("group", "old", "new")


def test_asking_for_an_actor_that_is_not_there_says_so():
    with pytest.raises(KeyError, match="stranger"):
        case().actor("stranger")


# ---------------------------------------------------------------- names and origins


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({"publisher": "The Paper", "title": "A bridge", "found_at": "a.txt"}, "The Paper"),
        ({"title": "A bridge", "found_at": "a.txt"}, "A bridge"),
        ({"found_at": "a.txt"}, "a.txt"),
        ({}, "d"),
    ],
)
def test_a_source_is_called_by_the_best_name_that_is_known(known, name):
    assert Source(id="d", sha256="", capture="", **known).name == name


def test_reprints_of_one_origin_are_one_origin():
    reports = tuple(Report(statement=f"s{n}", document=f"d{n}", origin=o) for n, o in enumerate(["b", "a", "b", "a"]))
    position = Position(id="p", speaker=Unnamed(), stance=Stance.CLAIMS, target=Unnamed(), reports=reports)
    assert position.origins == ("b", "a")
