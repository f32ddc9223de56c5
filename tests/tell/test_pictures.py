"""The pictures: drawn the same each time, readable without eyes, and nothing but a picture."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from claimant.model import Moment
from claimant.tell import drawing
from claimant.tell.answer import leading
from claimant.tell.blocks import Picture
from claimant.tell.care import withheld
from claimant.tell.pictures import contributions, probabilities
from claimant.tell.timelines import positions, tolls
from claimant.tell.toll import courses

from . import makers

MADE = withheld(makers.assessment())


def all_pictures() -> list[Picture]:
    found = [probabilities(MADE), contributions(MADE, leading(MADE)), positions(MADE), tolls(courses(MADE.case))]
    return [picture for picture in found if picture]


@pytest.fixture(scope="module")
def pictures() -> list[Picture]:
    return all_pictures()


def test_each_is_drawn_the_same_twice(pictures: list[Picture]):
    assert len(pictures) == 4
    assert all_pictures() == pictures


def test_each_has_a_title_a_description_and_ids_of_its_own(pictures: list[Picture]):
    ids: list[str] = []
    for picture in pictures:
        for svg in (picture.wide, picture.narrow):
            root = ElementTree.fromstring(svg)
            own = [element.get("id") for element in root.iter() if element.get("id")]
            assert root.get("role") == "img" and root.get("aria-labelledby", "").split() == own
            assert all(root[place].text for place in (0, 1))
            ids.extend(str(id) for id in own)
    assert len(ids) == len(set(ids))


def test_each_holds_shapes_and_words_only(pictures: list[Picture]):
    for picture in pictures:
        for svg in (picture.wide, picture.narrow):
            tags = {element.tag.split("}")[1] for element in ElementTree.fromstring(svg).iter()}
            assert tags <= {"svg", "g", "path", "line", "text", "rect", "title", "desc"}
            assert not re.search(r"href|url\(|style=|https?://(?!www\.w3\.org/2000/svg)", svg)


def test_the_table_under_a_picture_has_every_figure(pictures: list[Picture]):
    rows = pictures[0].table.rows
    assert len(rows) == len(MADE.hypotheses)
    assert [len(row.cells) for row in rows] == [len(pictures[0].table.head)] * len(rows)


def test_long_labels_are_cut_in_the_picture_and_whole_in_the_table():
    label = "The very long name of a movement that nobody ever says in full, not even its own members or their lawyers"
    first = MADE.hypotheses[0]
    long = replace(
        MADE, hypotheses=(replace(first, hypothesis=replace(first.hypothesis, label=label)), *MADE.hypotheses[1:])
    )
    picture = probabilities(long)
    drawn = re.sub(r"<desc.*?</desc>", "", picture.wide)
    assert label not in drawn and "…" in drawn
    assert label in str(picture.table.rows[0].cells[0].line)


def test_words_in_labels_stay_words():
    case = makers.case(
        actors=tuple(replace(actor, name="</text><script>x</script>&\"'\u202e") for actor in MADE.case.actors)
    )
    picture = positions(makers.assessment(case))
    assert picture and "<script" not in picture.wide and "\u202e" not in picture.wide
    ElementTree.fromstring(picture.wide)


def test_one_day_alone_makes_no_picture_over_time():
    same = tuple(replace(one, date=Moment(date(2031, 5, 5))) for one in MADE.case.positions)
    assert positions(replace(MADE, case=replace(MADE.case, positions=same))) is None
    assert tolls(courses(replace(MADE.case, tolls=MADE.case.tolls[:2]))) is None


@pytest.mark.parametrize("span", [1, 40, 400, 9000, 60000])
def test_any_span_of_days_has_few_marks_on_its_axis(span: int):
    start = date(1880, 1, 1)
    some = [
        replace(one, date=Moment(start + timedelta(days=span * place)))
        for place, one in enumerate(MADE.case.positions[:2])
    ]
    picture = positions(replace(MADE, case=replace(MADE.case, positions=tuple(some))))
    assert picture and picture.wide.count("<text") <= 16


def test_a_picture_that_cannot_be_drawn_says_what_to_check():
    with pytest.raises(drawing.ClaimantError, match=r"'A title' could not be drawn.*vl-convert"):
        drawing.draw({"mark": 3}, id="x", title="A title", description="")
