"""A user's own actors: checked entry by entry, and merged over the gazetteer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.errors import GazetteerError
from claimant.resolve import gazetteer, with_own
from claimant.text import fold_name

MINE = """
- id: reed-column
  name: Reed Column
  kind: armed_group
  aliases: [Column of the Reeds, عمود القصب]
  part_of:
    - {actor: boko-haram, from: 2020}
  relations:
    - {actor: nigeria, sign: -1, from: 2020, basis: raids}
"""


@pytest.fixture
def file(tmp_path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "actors.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_without_a_file_the_gazetteer_is_the_packages_own():
    assert with_own(None) is gazetteer()


def test_an_entry_is_known_by_all_its_names_beside_those_of_the_package(file):
    known = with_own(file(MINE))
    (match,) = known.find(fold_name("the Column of the Reeds"))
    assert match.actors == ("reed-column",)
    assert [actor.id for actor in known.chain(["reed-column"])] == ["reed-column", "boko-haram"]
    assert len(known.entries) == len(gazetteer().entries) + 1
    assert [actor.id for actor in known.search(["عمود"])] == ["reed-column"]


def test_an_entry_with_a_known_id_takes_its_place(file):
    known = with_own(file("- {id: boko-haram, name: The Lake Faction, kind: armed_group}"))
    assert known.entries["boko-haram"].name == "The Lake Faction"
    assert not [match for match in known.find("nigerian taliban") if "boko-haram" in match.actors]
    assert len(known.entries) == len(gazetteer().entries)


def test_a_file_that_has_changed_is_read_again(file, tmp_path):
    import os

    path = file(MINE)
    assert "reed-column" in with_own(path).entries
    path.write_text(MINE.replace("reed-column", "rush-column"), encoding="utf-8")
    os.utime(path, ns=(1, 2))
    assert "rush-column" in with_own(path).entries


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{}", "whole file"),
        ("a: [", "whole file"),
        (b"\xff\xfe", "whole file"),
        ("- 3", "entry 1"),
        ("- {name: A, kind: state}", "entry 1, id"),
        ("- {id: a, name: A, kind: tribe}", "entry 1, kind"),
        ("- {id: a, name: NO, kind: state, aliases: [NO]}", "entry 1, name"),
        ("- {id: a, name: A, kind: state, aliases: [NO]}", "entry 1, aliases"),
        ("- {id: a, name: A, kind: state, from: soon}", "entry 1, from"),
        ("- {id: a, name: A, kind: state, colour: red}", "entry 1, colour"),
        ("- {id: null, name: A, kind: state}", "entry 1, id"),
        ("- {id: a, name: A, kind: state, part_of: [nobody]}", "entry 1, part_of"),
        ("- {id: a, name: A, kind: party, part_of: [{actor: nobody-known}]}", "part_of"),
        ("- {id: a, name: A, kind: party, relations: [{actor: nigeria, sign: 2}]}", "entry 1, relations"),
        ("- {id: a, name: A, kind: party, country: nowhere}", "country"),
        ("- {id: a, name: A, kind: party}\n- {id: a, name: B, kind: party}", "entry 2"),
        (
            "- {id: a, name: A, kind: party, part_of: [{actor: b}]}\n- {id: b, name: B, kind: party, part_of: [{actor: a}]}",
            "part_of",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_entry_and_key(file, text, where):
    with pytest.raises(GazetteerError) as error:
        with_own(file(text))
    assert where in error.value.where and "actors.yaml" in str(error.value)


def test_an_actor_called_null_can_be_there_in_quotation_marks(file):
    assert with_own(file('- {id: "null", name: "Null", kind: armed_group}')).entries["null"].name == "Null"


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(GazetteerError, match=r"actors\.yaml.*cannot be read"):
        with_own(tmp_path / "actors.yaml")


@given(st.text(max_size=200))
def test_whatever_is_in_the_file_it_is_read_or_refused(text):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "actors.yaml"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        try:
            with_own(path)
        except GazetteerError as error:
            assert str(path) in str(error)


# ---------------------------------------------------------------- names that nobody could tell apart


def entry(id: str, name: str, more: str = "") -> str:
    return f"- {{id: {id}, name: {name}, kind: armed_group{more}}}\n"


def test_two_actors_of_one_strong_name_are_an_error_that_names_both(file):
    path = file(entry("a-group", "Red Hand") + entry("b-group", "Blue Hand", ", aliases: [RED HAND]"))
    with pytest.raises(GazetteerError, match=r"entry 2 \(b-group\), aliases.*'red hand'.*entry 1 \(a-group\).*weak"):
        with_own(path)


def test_two_actors_of_one_name_at_different_times_or_of_one_weak_name_are_none(file):
    apart = entry("a-group", "Red Hand", ", until: 1990") + entry("b-group", "Red Hand", ", from: 2000")
    assert with_own(file(apart)).names["red hand"]
    weak = entry("a-group", "Red Hand", ", weak: [the Hand]") + entry("b-group", "Blue Hand", ", weak: [the Hand]")
    assert len(with_own(file(weak)).names["the hand"]) == 2


def test_an_actor_called_null_is_one_in_quotation_marks_and_an_error_without(file):
    with pytest.raises(GazetteerError, match="entry 1, name"):
        with_own(file(entry("null-group", "null")))
    assert with_own(file(entry("null-group", '"Null"'))).actor("null-group").name == "Null"


def test_a_circle_over_several_entries_is_an_error(file):
    circle = "".join(entry(a, f"Group {a}", f", part_of: [{{actor: {b}}}]") for a, b in ("xy", "yz", "zx"))
    with pytest.raises(GazetteerError, match="circle"):
        with_own(file(circle))
