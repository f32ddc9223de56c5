"""Known actors and their names: what is found in a text, and what is composed."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.model import ActorKind, PartOf
from claimant.resolve import Gazetteer, gazetteer
from claimant.resolve.gazetteer import build
from claimant.text import fold_name

INSTITUTIONS: dict[str, dict[str, Any]] = {
    "government": {"id": "government", "name": "Government", "kind": "government", "phrases": ["government"]},
    "army": {
        "id": "army",
        "name": "Army",
        "kind": "agency",
        "part_of": "government",
        "phrases": ["army"],
        "offices": ["army chief"],
    },
}


def small(*rows: dict[str, Any]) -> Gazetteer:
    vastia = {"id": "vastia", "name": "Vastia", "kind": "state", "demonyms": ["Vastian"], "capital": "Port Selm"}
    return build([vastia, *rows], INSTITUTIONS)


def test_an_actor_carries_its_years_and_the_name_of_its_state():
    known = small(group("tide", "Tide Front", country="vastia", **{"from": 2011, "until": 2019}))
    assert (known.actor("tide").start, known.actor("tide").end, known.actor("tide").based) == (2011, 2019, "Vastia")
    assert known.actor("vastia-army").based == "Vastia" and known.actor("vastia").start is None


def group(id: str, name: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "name": name, "kind": "armed_group", **more}


def found(known: Gazetteer, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(text[m.start : m.end], m.sort, m.actors) for m in known.find(fold_name(text), text)]


def test_names_are_found_with_their_sort():
    known = small(group("cedar-front", "Cedar Front", weak=["the Front"]))
    assert found(known, "Vastian army: the Cedar Front, the Front and Port Selm.") == [
        ("Vastian", "demonym", ("vastia",)),
        ("army", "body", ("army",)),
        ("Cedar Front", "name", ("cedar-front",)),
        ("the Front", "weak", ("cedar-front",)),
        ("Port Selm", "capital", ("vastia-government",)),
    ]


def test_the_longest_name_wins_and_names_inside_words_do_not_count():
    known = small(group("cedar", "Cedar"), group("cedar-youth", "Cedar Youth"))
    assert [m[2] for m in found(known, "Cedar Youth, Cedars and Cedar")] == [("cedar-youth",), ("cedar",)]


def test_an_acronym_counts_in_capitals_only():
    known = small(group("raven-army", "Raven Army", aliases=["AIM", "R.A.M."]))
    assert [m[0] for m in found(known, "They aim at AIM.")] == ["AIM"]
    assert [m[2] for m in found(known, "R.A.M. is RAM")] == [("raven-army",), ("raven-army",)]


def test_a_name_of_two_is_of_both_until_the_year_tells_them_apart():
    known = small(group("old", "Red Hand", until=1990), group("new", "Red Hand", **{"from": 2000}))
    (match,) = known.find("red hand")
    assert match.actors == ("old", "new")
    assert known.in_year(match, 1985).actors == ("old",)
    assert known.in_year(match, 2005).actors == ("new",)
    assert known.in_year(match, 1995).actors == known.in_year(match, None).actors == ("old", "new")


def test_an_institution_is_composed_from_its_state():
    known = small()
    army = known.actor("vastia-army")
    assert (army.name, army.kind, army.part_of) == ("Army of Vastia", ActorKind.AGENCY, (PartOf("vastia-government"),))
    assert known.actor("vastia-government").part_of == (PartOf("vastia"),)
    assert [actor.id for actor in known.chain(["vastia-army", "vastia", "nobody"])] == [
        "vastia-army",
        "vastia",
        "vastia-government",
    ]


@pytest.mark.parametrize("id", ["nobody", "nobody-army", "vastia-navy", ""])
def test_whoever_is_neither_known_nor_composable_is_a_key_error(id):
    with pytest.raises(KeyError):
        small().actor(id)


def test_relations_are_kept_with_years_and_basis():
    known = small(group("a", "A-group", relations=[{"actor": "vastia", "sign": -1, "from": 1990, "basis": "war"}]))
    (relation,) = known.relations
    assert (relation.a, relation.b, relation.sign, relation.start, relation.basis) == ("a", "vastia", -1, 1990, "war")


def test_the_names_for_the_extractor_hold_no_english_words():
    names = set(gazetteer().spoken_names())
    assert {"islamic state", "ukraine", "moscow", "kremlin", "farc"} <= names
    assert not names & {"let", "who", "its", "plan", "fact", "side", "power", "price", "male", "site", "you", "rebels"}


def test_every_korean_name_keeps_its_syllables():
    known = gazetteer()
    assert known.names[fold_name("김정은")] != known.names[fold_name("국정원")]


@given(st.text(alphabet=st.sampled_from("Moscow denied FARC’s İß Élysée김정은, ELN.\n "), max_size=80))
def test_matches_are_in_order_apart_and_what_they_say(text):
    known = gazetteer()
    matches = known.find(fold_name(text), text)
    names = {name.replace("-", " ") for name in known.names}
    assert all(fold_name(text)[m.start : m.end].replace("-", " ") in names and m.actors for m in matches)
    assert all(a.end <= b.start for a, b in itertools.pairwise(matches))


def test_a_group_named_like_a_town_may_be_either():
    known = small(group("port-selm-group", "Port Selm"))
    (match,) = known.find("port selm")
    assert (match.sort, match.actors) == ("name", ("port-selm-group", "vastia-government"))


def test_a_body_of_its_own_name_is_found_by_what_it_is_called_beside_its_state():
    legion = {"id": "vastian-legion", "name": "Vastian Army", "kind": "agency", "country": "vastia", "until": 1990}
    known = small(legion)
    assert known.body("vastia", "army", "army", 1980) == "vastian-legion"
    assert known.body("vastia", "army", "army", 2000) == "vastia-army"
    assert known.body("vastia", "army", "land forces", 1980) == "vastian-legion"
    assert known.body("vastia", "government", "government", 1980) == "vastia-government"


def test_a_states_rebels_are_its_own_groups_that_fought_it_then_without_their_parts():
    def hostile(first: int, last: int) -> list[dict[str, Any]]:
        return [{"actor": "vastia", "sign": -1, "from": first, "until": last, "basis": "war"}]

    known = small(
        group("reds", "Reds", country="vastia", relations=hostile(1980, 1990)),
        group("red-youth", "Red Youth", country="vastia", part_of=[{"actor": "reds"}], relations=hostile(1980, 1990)),
        group("guests", "Guests", relations=hostile(1980, 1990)),
        group("blues", "Blues", country="vastia", relations=hostile(2000, 2010)),
    )
    assert known.rebels("vastia", 1985) == ("reds",)
    assert known.rebels("vastia", 2005) == ("blues",)
    assert known.rebels("vastia", 1970) == known.rebels("estmark", 1985) == ()


@given(st.text(alphabet=st.sampled_from("U.S. M-19 d'Aubuisson «FARC» (ELN)—“IRA” \u00a0x"), max_size=60))
def test_names_are_found_at_whole_words_only(text):
    known = gazetteer()
    folded = fold_name(text)
    for match in known.find(folded, text):
        assert not (match.start and folded[match.start - 1].isalnum())
        assert not (match.end < len(folded) and folded[match.end].isalnum())


def test_the_gazetteer_is_read_once():
    assert gazetteer() is gazetteer()
