"""The casualty ledger."""

from __future__ import annotations

from dataclasses import replace

from claimant.model import About, Brief, Harm, Unnamed
from claimant.tell.toll import courses

from . import makers

CASE = makers.case()


def test_the_same_figure_of_one_speaker_on_one_day_is_one_count():
    killed = courses(CASE)[0]
    assert [(count.words, len(count.tolls)) for count in killed.counts] == [("at least 12", 2), ("31", 1), ("38", 2)]


def test_the_latest_figure_and_the_range_are_told(brief: Brief):
    killed = courses(CASE)[0]
    assert (killed.latest.words, killed.lowest, killed.highest) == ("38", 12, 38)
    assert "Killed: the latest figure is 38, given by Interior Ministry (Velmora) on 7 May 2031" in brief[
        "brief.md"
    ].replace("\u00a0", " ")
    assert "The figures run from 12 to 38" in brief["brief.md"]


def test_figures_about_other_incidents_are_left_out():
    other = replace(CASE, tolls=tuple(replace(toll, about=About.OTHER) for toll in CASE.tolls))
    assert courses(other) == ()


def test_a_figure_without_a_day_takes_its_documents_day_and_comes_last_without_one():
    first = CASE.tolls[0]
    undated = replace(first, figure=replace(first.figure, date=None))
    assert courses(replace(CASE, tolls=(undated,)))[0].counts[0].day == CASE.sources[0].date.day  # type: ignore[union-attr]
    sources = tuple(replace(source, date=None) for source in CASE.sources)
    (course,) = [
        one
        for one in courses(replace(CASE, sources=sources, tolls=(undated, *CASE.tolls[2:])))
        if one.harm == Harm.KILLED
    ]
    assert [count.day is None for count in course.counts] == [False, False, True]
    assert course.latest.words == "38"


def test_figures_that_nobody_is_named_for_are_not_joined_across_documents():
    nobody = tuple(replace(toll, speaker=Unnamed()) for toll in CASE.tolls[:2])
    assert len(courses(replace(CASE, tolls=nobody))[0].counts) == 2
