"""The GTD-style row, by the rules that its module states. No row of the database is here."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from claimant.model import Assessment, Harm, HypothesisKind, Linked, Moment, Position, Stance, Weighed
from claimant.tell.exchange.gtd import COLUMNS, gtd
from claimant.tell.exchange.reckoning import reckoned
from claimant.tell.exchange.ucdp import ucdp

from .. import makers


def row(text: str) -> dict[str, str]:
    (only,) = csv.DictReader(io.StringIO(text, newline=""))
    return only


def leading(*shares: tuple[str, float], confidence: str = "moderate") -> Assessment:
    """The assessment with these answers (id, probability)."""
    made = makers.assessment()
    known = {one.hypothesis.id: one.hypothesis for one in made.hypotheses}
    weighed = tuple(Weighed(hypothesis=known[id], probability=p, low=p, high=p, words="x") for id, p in shares)
    return replace(made, hypotheses=weighed, verdict=replace(made.verdict, confidence=confidence))


def test_the_columns_are_the_135_of_the_public_file_in_its_order():
    assert len(COLUMNS) == len(set(COLUMNS)) == 135
    assert COLUMNS[0] == "eventid" and COLUMNS[-1] == "related" and COLUMNS[58:60] == ("gname", "gsubname")


def test_several_groups_are_named_and_each_is_uncertain():
    made = row(gtd(makers.assessment()))
    assert [made[name] for name in ("gname", "gname2", "gname3")] == ["Tide Front", "Karsovia", "Velmora"]
    assert [made[f"guncertain{number}"] for number in (1, 2, 3)] == ["1", "1", "1"]
    assert [made[name] for name in ("claimed", "claim2", "claim3", "compclaim")] == ["1", "0", "0", "0"]
    assert (made["claimmode"], made["claimmode_txt"], made["claimmode2"]) == ("10", "Unknown", "")


def test_a_group_below_five_per_cent_is_not_named():
    made = row(gtd(leading(("tide-front", 0.9), ("karsovia", 0.04), ("unnamed", 0.06))))
    assert (made["gname"], made["gname2"]) == ("Tide Front", "")


def test_unknown_comes_first_where_nobody_named_leads():
    made = row(gtd(leading(("unnamed", 0.5), ("tide-front", 0.4), ("karsovia", 0.1))))
    assert [made[name] for name in ("gname", "gname2", "gname3")] == ["Unknown", "Tide Front", "Karsovia"]


@pytest.mark.parametrize(
    ("p", "confidence", "uncertain"), [(0.96, "high", "0"), (0.96, "low", "1"), (0.94, "high", "1")]
)
def test_only_a_sure_answer_is_not_marked_uncertain(p: float, confidence: str, uncertain: str):
    made = row(gtd(leading(("tide-front", p), ("unnamed", 1 - p), confidence=confidence)))
    assert made["guncertain1"] == uncertain


def test_a_leading_state_is_doubted_as_terrorism_and_so_is_an_accident():
    state = row(gtd(leading(("karsovia", 0.6), ("tide-front", 0.4))))
    assert (state["doubtterr"], state["alternative"], state["alternative_txt"]) == ("1", "5", "State Actors")
    accident = row(gtd(leading(("accident", 0.6), ("tide-front", 0.4))))
    assert (accident["doubtterr"], accident["alternative"]) == ("1", "4")
    group = row(gtd(leading(("tide-front", 0.6), ("karsovia", 0.4))))
    assert (group["doubtterr"], group["alternative"]) == ("0", "")


def test_two_unrelated_claims_compete_and_two_of_one_side_do_not():
    case = makers.case()
    claim = next(one for one in case.positions if one.stance == Stance.CLAIMS)

    def claimed(by: str) -> dict[str, str]:
        other = replace(claim, id="other", speaker=Linked(by), target=Linked(by))
        return row(gtd(makers.assessment(replace(case, positions=(*case.positions, other)))))

    assert claimed("tide-front-north")["compclaim"] == "0"
    assert claimed("ardenia")["compclaim"] == "1"
    silent = replace(case, positions=tuple(one for one in case.positions if one.stance != Stance.CLAIMS))
    assert row(gtd(makers.assessment(silent)))["compclaim"] == ""


def test_the_toll_is_that_of_the_last_day_and_every_figure_and_denial_is_in_the_notes():
    made = row(gtd(makers.assessment()))
    assert (made["nkill"], made["nwound"], made["eventid"], made["attacktype1"]) == ("38", "80", "203105040001", "3")
    assert "2031-05-04: at least 12 killed according to Port Sarel Fire Service" in made["addnotes"]
    assert "Foreign Ministry (Karsovia) denied carrying it out" in made["addnotes"]
    assert "doubted that Karsovia" in made["addnotes"]


def test_what_is_not_known_is_coded_so():
    bare = makers.case(incident=replace(makers.case().incident, date=None, place=None, kind=None), tolls=())
    made = row(gtd(makers.assessment(bare)))
    assert (made["eventid"], made["imonth"], made["attacktype1"], made["nkill"], made["nperps"]) == ("000000000001", "0", "9", "", "-99")  # fmt: skip


# ---------------------------------------------------------------- three numbers


def toll(document: str, low: int, high: int | None, day: str, speaker: str = "velmora-interior"):
    one = makers.tolls()[2]
    figure = replace(one.figure, low=low, high=high, date=Moment.parse(day), quote=makers.span(document, "a"))
    return replace(one, figure=figure, speaker=Linked(speaker))


def numbers(*tolls) -> tuple[int, int, int]:
    killed = reckoned(makers.case(tolls=tolls))[Harm.KILLED]
    return killed.low, killed.best, killed.high


def test_what_a_speaker_has_corrected_is_no_bound_any_more():
    assert numbers(toll("d01", 90, 90, "2031-05-04"), toll("d03", 38, 38, "2031-05-06")) == (38, 38, 38)


def test_what_another_still_says_is_one():
    assert numbers(toll("d01", 90, 90, "2031-05-04", "ardenia"), toll("d03", 38, 38, "2031-05-06")) == (38, 38, 90)


def test_at_least_contradicts_no_higher_number():
    assert numbers(toll("d01", 12, None, "2031-05-04", "ardenia"), toll("d03", 38, 38, "2031-05-06")) == (38, 38, 38)


def test_on_one_day_most_origins_decide_and_without_a_majority_the_lowest():
    day = "2031-05-06"
    tie = (toll("d03", 40, 40, day), toll("d06", 30, 30, day, "ardenia"))
    assert numbers(*tie) == (30, 30, 40)
    assert numbers(*tie, toll("d08", 40, 40, day, "karsovia")) == (30, 40, 40)
    copies = (toll("d01", 40, 40, day), toll("d02", 40, 40, day, "karsovia"), toll("d06", 30, 30, day, "ardenia"))
    assert numbers(*copies)[1] == 30, "two copies of one origin are no majority"


def test_the_ucdp_row_has_the_three_numbers_and_who_said_the_best():
    made = row(ucdp(makers.assessment()))
    assert (made["low"], made["best"], made["high"], made["deaths_unknown"]) == ("38", "38", "38", "38")
    assert made["source_original"] == "Interior Ministry (Velmora)" and made["source_office"] == "Harbour Post"
    assert made["side_a"] == "Tide Front" and made["date_prec"] == "1"
    none = row(ucdp(makers.assessment(makers.case(tolls=()))))
    assert none["best"] == "" and none["date_start"] == "2031-05-04"


def test_a_person_is_an_individual():
    made = makers.assessment()
    person = replace(made.hypotheses[0].hypothesis, actor="name:juna-maretti", kind=HypothesisKind.ACTOR)
    made = replace(made, hypotheses=(replace(made.hypotheses[0], hypothesis=person), *made.hypotheses[1:]))
    assert row(gtd(made))["individual"] == "1"


def test_a_copied_claim_claims_nothing():
    case = makers.case()
    copied: tuple[Position, ...] = tuple(replace(one, copied=True) for one in case.positions)
    assert row(gtd(makers.assessment(replace(case, positions=copied))))["claimed"] == "0"
