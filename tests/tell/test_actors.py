"""The actors: a short profile of each, every fact with its source, and nothing where nothing is known."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.model import (
    Above,
    Assessment,
    Elsewhere,
    Moment,
    Part,
    PartOf,
    Past,
    Profile,
    Relation,
    Stance,
)
from claimant.tell import tell
from claimant.tell.actors import SHOWN, actors
from claimant.tell.blocks import Heading, Items, More, Paragraph
from claimant.tell.past import entries, record, said
from claimant.tell.prose import number, plain
from claimant.tell.quotes import Quotes

from . import makers
from .pages import ALLOWED, seen


def past(case: str, part: Part, held: bool | None = True, year: int = 2020, **more) -> Past:
    given = {"question": f"Who struck {case.title()}?", "place": f"{case.title()}, Velmora", "established": "court"}
    return Past(case=case, part=part, held=held, date=Moment(date(year, 5, 4)), **given | more)


FRONT = Profile(
    actor="tide-front",
    hypotheses=("tide-front",),
    speaks=True,
    relations=(Relation(a="tide-front", b="velmora", sign=-1, basis="insurgency", start=2011),),
    past=(
        past("lorn", Part.DID, year=2027),
        past("lorn", Part.CLAIMED, year=2027),
        past("sarnath", Part.CLAIMED, False, year=2028),
        past("ostrel", Part.CLAIMED, None, year=2029, established="none"),
    ),
)
WING = Profile(actor="tide-front-north", blamed=True, sides=(Above(path=("tide-front-north", "tide-front")),))
STATE = Profile(
    actor="karsovia",
    past=(past("lorn", Part.ACCUSED, False, others=("Velmora",), through="Foreign Ministry"),),
    since=1999,
)
MINISTRY = Profile(actor="karsovia-foreign", sides=(Above(path=("karsovia-foreign", "karsovia")),))


def with_profiles(*profiles: Profile, base: Assessment | None = None) -> Assessment:
    return replace(base or makers.assessment(), profiles=profiles)


def told(*profiles: Profile, base: Assessment | None = None):
    assessment = with_profiles(*profiles, base=base)
    return actors(assessment, Quotes(assessment.case)).blocks


def words(blocks) -> str:
    """All words of the blocks, with what is folded."""
    found = []
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                found.append(plain(block.line))
            case More():
                found.append(words(block.blocks))
            case Items():
                found.extend(plain(item.line) for item in block.items)
    return "\n".join(found)


def headings(blocks) -> list[str]:
    return [plain(block.line[:1]) for block in blocks if isinstance(block, Heading)]


# ---------------------------------------------------------------- who is shown


def test_without_profiles_there_is_no_such_part():
    assert told() == ()


def test_the_part_stands_on_the_page_in_the_text_and_in_the_data():
    brief = tell(with_profiles(FRONT, WING, STATE, MINISTRY))
    assert '<h2 id="actors">The actors</h2>' in brief["brief.html"]
    assert "## The actors" in brief["brief.md"] and "insurgency, since 2011" in brief["brief.md"]
    page = seen(brief["brief.html"])
    assert set(page.tags) <= ALLOWED and not page.faults
    by_id = {one["id"]: one for one in json.loads(brief["brief.json"])["actors"]}
    profile = by_id["tide-front"]["profile"]
    assert profile["record"]["claimed"] == {"n": 2, "right": 1, "wrong": 1, "cases": ["lorn", "sarnath"]}
    assert by_id["tide-front-north"]["profile"]["sides"] == [
        {"actor": "tide-front", "steps": 1, "path": ["tide-front-north", "tide-front"]}
    ]
    assert "profile" not in by_id["coast-courier"]


def test_who_has_nothing_of_its_own_stands_under_its_side_with_the_distance():
    blocks = told(FRONT, WING, STATE, MINISTRY)
    assert headings(blocks) == ["Tide Front", "Karsovia"]
    assert "Heard or blamed on its side: Tide Front, Northern Wing (one step)." in words(blocks)


def test_a_part_with_a_record_of_its_own_stands_alone_and_says_whose_it_is():
    blocks = told(FRONT, replace(WING, past=(past("lorn", Part.DID),)))
    assert headings(blocks) == ["Tide Front", "Tide Front, Northern Wing"]
    assert "Part of Tide Front (one step)." in words(blocks)


def test_the_way_up_is_told_whole_with_other_sides_after_it():
    path = ("tide-front-north", "tide-front", "karsovia")
    sides = (Above(path=path[:2]), Above(path=("tide-front-north", "ardenia")), Above(path=path))
    text = words(told(replace(WING, sides=sides, hypotheses=("x",))))
    assert "Part of Tide Front, which is part of Karsovia (two steps). Also part of Ardenia (one step)." in text


def test_a_side_that_ended_is_said_as_past():
    text = words(told(replace(FRONT, former=(PartOf("karsovia", 2001, 2009), PartOf("ardenia", None, 2011)))))
    assert "Earlier part of Karsovia (2001 to 2009) and Ardenia (until 2011)." in text


def test_a_relation_that_ended_is_said_as_past():
    ended = Relation(a="tide-front", b="karsovia", sign=1, basis="arms", start=2001, end=2009)
    text = words(told(replace(FRONT, relations=(*FRONT.relations, ended))))
    assert "Hostile to Velmora (insurgency, since 2011). Was friendly with Karsovia (arms, 2001 to 2009)." in text


def test_an_actor_of_which_nothing_is_known_has_no_card():
    assert told(Profile(actor="ardenia", speaks=True)) == ()


def test_no_row_is_empty_and_no_unknown_is_printed():
    text = words(told(FRONT, WING, STATE, MINISTRY))
    assert not re.search(r"\bunknown\b|\bnone\b|\(\)| ,|\.\.|^\s*$", text.replace("none were", ""), re.MULTILINE)


def test_what_the_gazetteer_knows_is_shown_with_its_source():
    base = makers.assessment()
    changes = {"start": 2011, "based": "Velmora", "source": "founding statement of the group"}
    people = tuple(replace(one, **changes) if one.id == "tide-front" else one for one in base.case.actors)
    text = words(told(FRONT, base=replace(base, case=replace(base.case, actors=people))))
    assert "Tide Frontarmed group, Velmora, since 2011" in text
    assert "Gazetteer: founding statement of the group." in text


def test_beyond_the_first_the_others_are_folded():
    base = makers.assessment()
    actor = base.case.actors[5]
    more = tuple(replace(actor, id=f"a{n}", name=f"Group {n}", start=2000) for n in range(SHOWN + 3))
    case = replace(base.case, actors=(*base.case.actors, *more))
    blocks = told(*(Profile(actor=one.id, speaks=True) for one in more), base=replace(base, case=case))
    assert len(headings(blocks)) == SHOWN
    assert isinstance(blocks[-1], More) and blocks[-1].summary == "3 further actors"


def test_other_incidents_of_the_documents_are_cited():
    base = makers.assessment()
    heard = base.case.heard[0].statement
    elsewhere = (
        Elsewhere(incident="lorn bridge", stance=Stance.CLAIMS, statements=(heard.id,)),
        Elsewhere(incident="2027", stance=Stance.BLAMES, statements=(heard.id,)),
        Elsewhere(incident="gone", stance=Stance.BLAMES, statements=("no statement",)),
    )
    text = words(told(replace(FRONT, elsewhere=elsewhere)))
    assert "In these documents other incidents are claimed by it (lorn bridge) and blamed on it." in text
    assert "gone" not in text and "2027" not in text.split("It was later")[0].split("In these")[1]


def test_names_from_outside_become_no_markup():
    base = makers.assessment()
    bad = "<script>alert(1)</script> [x](http://evil.example)"
    people = tuple(replace(one, name=bad, source=bad) if one.id == "tide-front" else one for one in base.case.actors)
    bad_past = past("lorn", Part.ACCUSED, others=(bad,), through=bad, question=bad, place=bad)
    brief = tell(
        with_profiles(replace(FRONT, past=(bad_past,)), base=replace(base, case=replace(base.case, actors=people)))
    )
    assert "<script>alert" not in brief["brief.html"] and "<script>alert" not in brief["brief.md"]
    assert "](http://evil" not in brief["brief.md"]


# ---------------------------------------------------------------- the record


@pytest.mark.parametrize(
    ("some", "sentence"),
    [
        ([(Part.CLAIMED, True)], "Its one claim that can be judged was true (Lorn 2020)."),
        ([(Part.CLAIMED, False)], "Its one claim that can be judged was false (Lorn 2020)."),
        ([(Part.ACCUSED, False)], "Its one accusation that can be judged was wrong (Lorn 2020)."),
        ([(Part.BLAMED, True)], "Others blamed it once where that can be judged, rightly (Lorn 2020)."),
        ([(Part.DID, True)], "It was later established to have done one earlier act (Lorn 2020)."),
        ([(Part.CLAIMED, None)], ""),
    ],
)
def test_one_is_told_as_one(some, sentence: str):
    assert " ".join(plain(line) for line in record([past("lorn", part, held) for part, held in some])) == sentence


def test_several_are_told_with_how_many_went_which_way():
    some = [past(name, Part.CLAIMED, held) for name, held in (("lorn", True), ("sarn", False), ("ostrel", True))]
    assert plain(record(some)[0]) == (
        "Of its three claims that can be judged, two were true (Ostrel 2020; Lorn 2020) and one false (Sarn 2020)."
    )
    assert plain(record(some[::2])[0]).startswith("Of its two claims that can be judged, both were true (")


def test_accusations_over_one_incident_are_told_as_such():
    some = [past("lorn", Part.ACCUSED, held, others=(name,)) for name, held in (("A", False), ("B", False))]
    assert plain(record(some)[0]) == (
        "Of its two accusations that can be judged, made over one incident, both were wrong (Lorn 2020)."
    )


def test_a_states_record_is_said_to_be_the_whole_sides():
    lines = [plain(line) for line in record(STATE.past, 1999, of_state=True)]
    assert lines[0] == (
        "Its record is that of the whole side, with its forces and services, since 1999, when its present order began."
    )
    assert record((), 1999, of_state=True) == []


def test_an_incident_tells_all_parts_in_it_with_who_acted_for_it():
    some = [
        past("lorn", Part.DID, through="Northern Wing"),
        past("lorn", Part.ACCUSED, False, others=("Karsovia",)),
        past("lorn", Part.ACCUSED, False, others=("A lone gunman",)),
        past("lorn", Part.BLAMED, None, others=("Velmora", "Press")),
    ]
    assert said(some) == [
        "had done it (by Northern Wing)",
        "was blamed by Velmora and Press, which stayed open",
        "accused Karsovia and a lone gunman, wrongly",
    ]


pasts = st.lists(
    st.builds(
        past,
        case=st.sampled_from(["lorn", "sarn", "ostrel", "tamm", "ruhn", "weld"]),
        part=st.sampled_from([Part.CLAIMED, Part.ACCUSED, Part.BLAMED]),
        held=st.sampled_from([True, False, None]),
        others=st.sampled_from([(), ("Velmora",), ("Karsovia", "Ardenia")]),
    ),
    max_size=14,
)


@given(pasts)
def test_no_number_stands_without_its_n_and_its_incidents(some: list[Past]):
    profile = Profile(actor="tide-front", past=tuple(some))
    lines = {plain(line) for line in record(some)}
    told_of = {"claim": Part.CLAIMED, "accusation": Part.ACCUSED, "blamed": Part.BLAMED}
    for word, part in told_of.items():
        judged = profile.settled(part)
        about = [line for line in lines if word in line]
        assert len(about) == bool(judged)  # nothing is said where n is 0
        for line in about:
            n = len(judged)
            assert "once" in line or " one " in line if n == 1 else f" {number(n)} " in line
            right, wrong = sum(one.held is True for one in judged), sum(one.held is False for one in judged)
            for many in (right, wrong):
                if 0 < many < n:
                    assert number(many) in line
            # each way that any went names incidents
            assert line.count("(") == bool(right) + bool(wrong)
    listed = [plain(item.line) for item in entries(some)]
    assert len(listed) == len({one.case for one in some})
    assert all(any(f"case {one.case}." in line for line in listed) for one in some)
