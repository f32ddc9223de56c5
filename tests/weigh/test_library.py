import json
from collections import Counter
from datetime import date
from importlib.resources import files

import pytest

from claimant.errors import CaseFileError
from claimant.model import HypothesisKind, Linked, Stance
from claimant.weigh import coded
from claimant.weigh.library import coded_cases, known, library
from claimant.weigh.readings import ACCIDENT, actor_of

FILES = sorted(
    (file for file in (files("claimant.weigh") / "cases").iterdir() if file.name.endswith(".json")),
    key=lambda f: f.name,
)
CONTENTS = {file.name.removesuffix(".json"): json.loads(file.read_text(encoding="utf-8")) for file in FILES}
FIELDS = (
    "id question date place country region attack as_of victim actors relations hypotheses statements "
    "truth truth_basis truth_strength outcome source"
).split()
REGIONS = {"Africa", "Americas", "Asia", "Europe", "Middle East", "At sea"}
ATTACKS = set(
    "bombing shooting assassination massacre air_attack shelling aircraft_lost ship_lost poison fire kidnapping raid "
    "sabotage vehicle other".split()
)
STRENGTHS = {"court", "commission", "admission", "consensus", "none"}
STATEMENT = {"speaker", "date", "stance", "target", "basis", "exclusive", "note"}


def those(holds):
    """The ids of the files for which it holds."""
    return [id for id, data in CONTENTS.items() if holds(data)]


# ---------------------------------------------------------------- every file


@pytest.mark.parametrize("id", CONTENTS)
def test_every_file_is_a_case_that_can_be_read(id):
    one = known(CONTENTS[id])
    assert one.id == id
    assert one.case == coded(CONTENTS[id])


def test_every_file_has_its_fields_in_order_and_no_others():
    assert those(lambda data: list(data) != FIELDS) == []


def test_every_file_is_named_by_its_id_and_that_by_its_year():
    assert [id for id, data in CONTENTS.items() if data["id"] != id] == []
    assert those(lambda data: not data["id"].replace("_", "").isalnum() or data["id"] != data["id"].lower()) == []


def test_region_attack_and_strength_are_words_of_the_guide():
    assert those(lambda data: data["region"] not in REGIONS) == []
    assert those(lambda data: data["attack"] not in ATTACKS) == []
    assert those(lambda data: data["truth_strength"] not in STRENGTHS) == []


def test_the_truth_is_one_of_the_answers_or_was_never_established():
    assert those(lambda data: data["truth"] is not None and data["truth"] not in data["hypotheses"]) == []
    assert those(lambda data: (data["truth"] is None) != (data["truth_strength"] == "none")) == []


def test_every_incident_says_how_it_ended_and_where_to_check_it():
    for field in ("question", "place", "country", "outcome", "source"):
        assert those(lambda data, field=field: not data[field].strip()) == [], field
    assert those(lambda data: data["truth"] is not None and not data["truth_basis"].strip()) == []
    assert those(lambda data: not data["question"].endswith("?")) == []


def test_every_incident_has_answers_enough_somebody_not_named_among_them():
    assert those(lambda data: "unnamed" not in data["hypotheses"] or len(data["hypotheses"]) < 3) == []


def test_every_statement_has_its_fields_and_is_no_later_than_the_cut_off():
    assert those(lambda data: any(not set(one) >= STATEMENT for one in data["statements"])) == []
    assert those(lambda data: any(one["date"] > data["as_of"] for one in data["statements"])) == []
    assert those(lambda data: any(one["date"] < data["date"] for one in data["statements"])) == []
    assert those(lambda data: len(data["statements"]) < 3) == []


def test_incidents_are_coded_as_they_stood_before_the_answer_was_established():
    assert those(lambda data: not data["date"] <= data["as_of"]) == []


def test_a_file_that_does_not_follow_the_format_is_refused():
    with pytest.raises(CaseFileError):
        known(next(iter(CONTENTS.values())) | {"hypotheses": ["nobody at all"]})


# ---------------------------------------------------------------- the library as a whole


def test_the_library_is_read_by_id_and_once():
    assert [one.id for one in library()] == sorted(CONTENTS)
    assert library() is library()
    assert coded_cases() == tuple(CONTENTS.values())


def test_the_library_is_large_and_holds_what_was_never_established_too():
    assert len(library()) >= 120
    assert sum(one.truth is None for one in library()) >= 20


def test_the_library_is_of_many_places_and_times():
    regions = Counter(one.region for one in library())
    assert set(regions) == REGIONS
    assert max(regions.values()) < len(library()) / 2
    assert len({one.case.incident.date.day.year // 10 for one in library()}) >= 10


def test_no_incident_is_coded_twice():
    told = Counter((data["date"], data["place"]) for data in CONTENTS.values())
    assert [which for which, count in told.items() if count > 1] == []


def reserved(data):
    day = date.fromisoformat(data["date"])
    where = f"{data['place']} {data['country']}"
    return (
        day == date(2024, 3, 22)
        or (date(1999, 9, 4) <= day <= date(1999, 9, 23) and "Russia" in where)
        or (
            day in {date(1989, 11, 16), date(1989, 10, 31), date(1990, 3, 22), date(1989, 11, 27)}
            and ("Salvador" in where or "Colombia" in where)
        )
    )


def test_no_incident_that_is_kept_for_trying_claimant_is_in_the_library():
    assert those(reserved) == []


def test_no_incident_of_the_evaluation_data_is_in_the_library(shared):
    kept = [json.loads(file.read_text(encoding="utf-8")) for file in (shared / "data" / "cases").glob("*.json")]
    assert {data["id"] for data in kept} & set(CONTENTS) == set()
    places = {(data["date"], data["place"]) for data in kept}
    assert those(lambda data: (data["date"], data["place"]) in places) == []


def first_accusation(case):
    told = [(one.date.key, n, one.target.actor) for n, one in enumerate(case.positions) if blames(one)]
    return case.side(min(told)[2]) if told else None


def blames(position):
    return position.stance is Stance.BLAMES and isinstance(position.target, Linked) and not position.copied


def test_in_at_least_a_quarter_of_those_solved_another_side_was_accused_first():
    solved = [one for one in library() if one.truth is not None]
    misled = 0
    for one in solved:
        truth = next(hypothesis for hypothesis in one.case.hypotheses if hypothesis.id == one.truth)
        actor = ACCIDENT if truth.kind is HypothesisKind.ACCIDENT else actor_of(truth)
        first = first_accusation(one.case)
        misled += first is not None and first != (actor and one.case.side(actor))
    assert misled >= len(solved) / 4
