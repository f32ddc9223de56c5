"""The gazetteer's files: every entry follows docs/reference/gazetteer.md, and no name means two actors for sure."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest
import yaml

from claimant.model import ActorKind
from claimant.resolve import gazetteer
from claimant.text import fold_name

FOLDER = files("claimant.resolve") / "gazetteer"
FILES = sorted(item.name for item in FOLDER.iterdir() if item.name.endswith(".yaml"))
TOPICS = [name for name in FILES if name != "institutions.yaml"]
KEYS = {
    "id", "name", "kind", "aliases", "weak", "part_of", "country", "from", "until", "relations", "source",
    "office", "agency", "ownership",
    "code", "demonyms", "capital", "capital_aliases", "metonyms", "places",
}  # fmt: skip
COMMON = frozenset(
    "a able about above accept account across act action add after again against age ago agree air all allow almost alone along already "
    "also always among and animal another answer any anyone appear apply area argue arm army around arrive art as ask at attack away baby back "
    "bad bag ball bank bar base be bear beat because bed before begin behind believe best big bill bit black blood blue board body bomb book "
    "boss both box boy break bring brother build building burn business but buy by call camp can car card care carry case catch cause cell center "
    "central chance change charge check child choice citizen city claim clear close cold column come command common company cost could council "
    "country course court cover crime cup cut dark data day dead deal death decide deep defense democrat did die do door down draw dream drive "
    "drop drug during each early east easy eat edge effort eight either election else end enemy enough even event ever every exist eye face "
    "fact fail fall family far fast father fear feel few field fight fill film final find fine fire first fish five floor fly follow food foot for "
    "force forget form former forward four free friend from front full fund future game gas general get girl give glass go goal good great green "
    "ground group grow guard gun guy hair half hand hang happen happy hard have he head hear heart heat help her here high him his hit hold home "
    "hope horse hospital hot hotel hour house how human hundred i idea if image in into is island it its job join just keep key kid kill kind "
    "king know land large last late law lay lead left leg less let letter lie life light like line list little live local long look lose loss lot love "
    "low main make male man many map mark matter may me mean media men might mind mine miss model money month moon more morning most mother mouth "
    "move movement much music must my name near need never new news next night no none north not note now number of off office often oil old on "
    "one only open or order other our out over own page part party pass past path pay peace people place plan play point pole police poor power "
    "press pressure price public pull push put quite race radio raise rate read ready real red report rest rich right rise risk road rock role room "
    "rule run safe same save say school sea season seat second see seem sell send set seven shake share she shoot short shot should show side sign "
    "sing sister sit site six size skill skin small so some son song soon south speak stand star state stay step still stop story street strike "
    "strong such sure system table take talk tax teach team tell ten term test than that the their them then there these they thing think this those "
    "three through time to today top total town trade train tree trial trip true try turn two under unit until up us use very victim voice vote wait "
    "walk wall want war watch water way we week well west what when where which white who whole why wide wife will win wind with woman word work "
    "world would write year yes yet you young your".split()
)  # fmt: skip


@cache
def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


@cache
def entries() -> list[dict[str, Any]]:
    return [row for name in TOPICS for row in rows(name)]


def listed(row: dict[str, Any], *keys: str) -> list[str]:
    return [str(value) for key in keys for value in row.get(key) or ()]


def strong(row: dict[str, Any]) -> set[str]:
    return {fold_name(text).strip() for text in (str(row["name"]), *listed(row, "aliases"))}


def years(row: dict[str, Any]) -> tuple[int, int]:
    return row.get("from") or 0, row.get("until") or 9999


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_on_top_that_it_holds_facts_in_our_own_words(name):
    assert (FOLDER / name).read_text(encoding="utf-8").splitlines()[0].startswith("#")


@pytest.mark.parametrize("name", TOPICS)
def test_an_entry_has_the_fields_of_the_schema_and_no_others(name):
    for row in rows(name):
        assert row.keys() >= {"id", "name", "kind"} and row.keys() <= KEYS, row
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row["id"]
        assert row["kind"] in set(ActorKind) and str(row["name"]).strip()
        for key in ("aliases", "weak", "demonyms", "capital_aliases", "metonyms"):
            values = row.get(key) or []
            assert all(isinstance(value, (str, int)) and str(value).strip() for value in values), (row["id"], key)
        for year in (row.get("from"), row.get("until")):
            assert year is None or (isinstance(year, int) and 0 < year < 2100), row["id"]
        assert years(row)[0] <= years(row)[1], row["id"]


@pytest.mark.parametrize("name", TOPICS)
def test_every_entry_says_on_what_record_it_rests_where_its_file_does(name):
    sourced = [row["id"] for row in rows(name) if row.get("source")]
    if sourced:
        assert sourced == [row["id"] for row in rows(name)]
    else:
        assert name == "states.yaml"  # states rest on the lists of states


def test_ids_are_unique_over_all_files():
    assert [id for id, count in Counter(row["id"] for row in entries()).items() if count > 1] == []


def test_whoever_an_entry_names_exists_or_can_be_composed():
    known = gazetteer()
    for row in entries():
        for link in (*(row.get("part_of") or ()), *(row.get("relations") or ())):
            assert link.keys() <= {"actor", "from", "until", "sign", "basis"}, (row["id"], link)
            assert known.actor(link["actor"]).id == link["actor"] != row["id"]
            assert (link.get("from") or 0) <= (link.get("until") or 9999), (row["id"], link)
        for relation in row.get("relations") or ():
            assert relation["sign"] in {-1, 1} and relation.get("basis"), (row["id"], relation)
        if row.get("country"):
            assert known.entries[row["country"]].kind is ActorKind.STATE, row["id"]


def test_nobody_is_a_part_of_itself_by_way_of_others():
    known = gazetteer()
    for row in entries():
        seen: set[str] = set()
        above = [row["id"]]
        while above:
            parts = [part.actor for id in above for part in known.actor(id).part_of]
            assert row["id"] not in parts
            above = [id for id in parts if id not in seen]
            seen.update(parts)


def test_no_strong_name_means_two_actors_at_the_same_time():
    holders: dict[str, list[dict[str, Any]]] = {}
    for row in entries():
        for text in strong(row):
            holders.setdefault(text, []).append(row)
    shared = [
        (text, a["id"], b["id"])
        for text, those in holders.items()
        for a, b in combinations(those, 2)
        if years(a)[0] <= years(b)[1] and years(b)[0] <= years(a)[1]
    ]
    assert shared == []


def test_no_strong_name_is_a_common_english_word():
    assert len(COMMON) >= 300
    found = [(text, row["id"]) for row in entries() for text in listed(row, "aliases") if text.lower() in COMMON]
    assert [(text, id) for text, id in found if sum(char.isupper() for char in text) < 2] == []
    folded = [(text, row["id"]) for row in entries() for text in listed(row, "aliases") if fold_name(text) in COMMON]
    assert [(text, id) for text, id in folded if sum(char.isupper() for char in text) < 2] == []


def test_common_words_that_are_names_too_need_their_capitals():
    known = gazetteer()
    for text in sorted(COMMON & known.names.keys()):
        means = known.names[text]
        if any(sort not in {"body", "office", "weak"} for _, sort in means):
            sentence = f"they saw {text} again and went on"
            assert [m for m in known.find(sentence, sentence) if m.sort not in {"body", "office"}] == [], text


def test_a_group_is_listed_once_even_where_two_files_could_hold_it():
    ids = {row["id"] for row in entries()}
    assert len(ids & {"gia-algeria", "armed-islamic-group", "armed-islamic-group-algeria"}) == 1
    names = Counter(fold_name(str(row["name"])) for row in entries() if row["kind"] == "armed_group")
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("kinds", "least"),
    [
        ({"state"}, 195),
        ({"armed_group"}, 300),
        ({"agency"}, 150),
        ({"media"}, 90),
        ({"person"}, 200),
        ({"international_org"}, 60),
    ],
)
def test_the_gazetteer_knows_as_many_as_it_is_said_to(kinds, least):
    assert sum(row["kind"] in kinds for row in entries()) >= least


def test_a_state_has_what_its_institutions_are_composed_from():
    for row in rows("states.yaml"):
        assert row["kind"] == "state" and row.get("demonyms"), row["id"]
        assert row.get("code") is None or re.fullmatch(r"[A-Z]{2}", row["code"]), row["id"]
    codes = Counter(row["code"] for row in rows("states.yaml") if row.get("code"))
    assert [code for code, count in codes.items() if count > 1] == []


def test_an_institution_is_part_of_another_and_has_phrases_in_lower_case():
    institutions = {row["id"]: row for row in rows("institutions.yaml")}
    for row in institutions.values():
        assert row.get("part_of") is None or row["part_of"] in institutions, row["id"]
        assert row["phrases"] and all(text == text.lower() for text in listed(row, "phrases", "offices")), row["id"]
        assert row["kind"] in set(ActorKind)
