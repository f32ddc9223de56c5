"""Statements fold into positions: what one actor holds on one day counts once, however often it is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.model import (
    About,
    Basis,
    Certainty,
    Heard,
    Linked,
    Moment,
    Role,
    Span,
    Stance,
    Statement,
    Undecided,
    Unnamed,
    Who,
)
from claimant.resolve.positions import positions, who_key

ARMY, VLA = Linked("army"), Linked("vla")


def heard(
    document: str = "a",
    start: int = 0,
    *,
    speaker: Who = ARMY,
    target: Who = VLA,
    day: str | None = "2031-05-04",
    about: About = About.QUESTION,
    **more: object,
) -> Heard:
    quote = Span(document, start, start + 9, "they said")
    statement = Statement(
        quote=quote,
        cue=quote,
        speaker=None,
        target=None,
        date=Moment.parse(day) if day else None,
        **{"stance": Stance.BLAMES, "confidence": 0.6, **more},  # type: ignore[arg-type]
    )
    return Heard(statement=statement, speaker=speaker, target=target, about=about)


ORIGIN = {"a": "o1", "b": "o1", "c": "o2", "d": "o3"}


def test_the_same_words_on_one_day_are_one_position_with_a_report_for_each_document():
    (position,) = positions([heard("a"), heard("c")], ORIGIN)
    assert [(r.document, r.origin) for r in position.reports] == [("a", "o1"), ("c", "o2")]
    assert position.origins == ("o1", "o2")


def test_independent_origins_add_to_the_belief_that_it_was_said_and_a_reprint_does_not():
    alone = positions([heard("a")], ORIGIN)[0]
    reprinted = positions([heard("a"), heard("b")], ORIGIN)[0]
    again = positions([heard("a"), heard("c")], ORIGIN)[0]
    assert (alone.confidence, reprinted.confidence, again.confidence) == (0.6, 0.6, 0.84)
    assert (len(reprinted.reports), len(reprinted.origins)) == (2, 1)


@pytest.mark.parametrize(
    "other",
    [
        {"speaker": VLA},
        {"target": ARMY},
        {"day": "2031-05-05"},
        {"stance": Stance.DOUBTS},
        {"role": Role.DIRECTED},
        {"own": True},
    ],
    ids=str,
)
def test_another_speaker_target_day_stance_role_or_narrator_is_another_position(other):
    assert len(positions([heard("a"), heard("c", **other)], ORIGIN)) == 2


def test_the_strongest_basis_and_certainty_of_its_reports_hold():
    weak = heard("a", basis=Basis.ASSERTED, certainty=Certainty.POSSIBLE)
    (position,) = positions([weak, heard("c", basis=Basis.FORENSIC, certainty=Certainty.LIKELY)], ORIGIN)
    assert (position.basis, position.certainty) == (Basis.FORENSIC, Certainty.LIKELY)


def test_only_statements_on_the_question_become_positions():
    assert positions([heard(about=About.OTHER), heard(about=About.UNDECIDED)], ORIGIN) == ()


def test_positions_come_in_the_order_of_their_days_and_undated_ones_last():
    days = [p.date.iso() if p.date else None for p in positions(
        [heard("a", day=None), heard("c", day="2031-05-09"), heard("d", day="2031-05-01")], ORIGIN
    )]  # fmt: skip
    assert days == ["2031-05-01", "2031-05-09", None]


def test_who_is_the_same_is_told_by_meaning():
    assert who_key(Linked("a", 0.5)) == who_key(Linked("a", 0.9))
    assert who_key(Undecided("x", (("a", 0.6), ("b", 0.4)))) == who_key(Undecided("y", (("b", 0.5), ("a", 0.5))))
    assert who_key(Unnamed("x")) == who_key(Unnamed("y")) != who_key(Unnamed("x", "vastia"))


MADE = st.lists(
    st.builds(
        heard,
        st.sampled_from("abcd"),
        st.integers(0, 5),
        speaker=st.sampled_from([ARMY, VLA, Unnamed()]),
        day=st.sampled_from(["2031-05-04", "2031-05-05", None]),
        confidence=st.sampled_from([0.3, 0.6, 0.9]),
    ),
    max_size=12,
    unique_by=lambda h: (h.statement.id, str(h.speaker), str(h.statement.date)),
)


@given(MADE, st.randoms())
def test_the_order_of_statements_changes_nothing(made, random):
    shuffled = list(made)
    random.shuffle(shuffled)
    assert {replace(p, reports=()) for p in positions(made, ORIGIN)} == {
        replace(p, reports=()) for p in positions(shuffled, ORIGIN)
    }


@given(MADE)
def test_every_statement_on_the_question_is_a_report_of_exactly_one_position(made):
    reported = [report.statement for position in positions(made, ORIGIN) for report in position.reports]
    assert sorted(reported) == sorted(h.statement.id for h in made)
    assert all(0 < position.confidence <= 1 for position in positions(made, ORIGIN))


@given(MADE.filter(bool))
def test_a_reprint_adds_a_report_and_no_confidence(made):
    origin = {**ORIGIN, "copy": ORIGIN[made[0].statement.document]}
    first = made[0].statement
    copy = replace(made[0], statement=replace(first, quote=replace(first.quote, document="copy"), cue=None))
    before = {p.id: p for p in positions(made, origin)}
    after = {p.id: p for p in positions([*made, copy], origin)}
    assert before.keys() == after.keys()
    assert [after[id].confidence for id in before] == [before[id].confidence for id in before]
    assert sum(len(p.reports) for p in after.values()) == sum(len(p.reports) for p in before.values()) + 1
