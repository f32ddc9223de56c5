import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.errors import MissingExtra
from claimant.model import Moment, Relation
from claimant.weigh import blocs, weigh
from claimant.weigh.blocs import OPEN, network

from .makers import DAY, case

module = import_module("claimant.weigh.blocs")  # the package has a function of that name
few = settings(max_examples=60, deadline=None)


@st.composite
def networks(draw, most=9):
    """Random friends and foes; for each pair of sides one of -1, 0, 1."""
    names = [f"s{number}" for number in range(draw(st.integers(3, most)))]
    pairs = list(combinations(names, 2))
    signs = draw(st.lists(st.sampled_from([-1, 0, 1]), min_size=len(pairs), max_size=len(pairs)))
    related = tuple(Relation(a=a, b=b, sign=sign) for (a, b), sign in zip(pairs, signs, strict=True))
    return replace(case(actors=" ".join(names)), relations=related)


def solved(scene):
    """The same by the solver, whatever the size."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "LARGEST", 0)
        return blocs(scene, solver=True)


def cost(tie, placed):
    a, b = placed[tie.a], placed[tie.b]
    return OPEN if "out" in (a, b) else float((a == b) != (tie.sign > 0))


def least(ties, places):
    sides = sorted({end for tie in ties for end in (tie.a, tie.b)})
    divisions = (dict(zip(sides, some, strict=True)) for some in product(places, repeat=len(sides)))
    return min(sum(cost(tie, placed) for tie in ties) for placed in divisions)


def placed(found, *, outside):
    sides = dict.fromkeys(found.first, "first") | dict.fromkeys(found.second, "second")
    return sides | (dict.fromkeys(found.outside, "out") if outside else {})


def ties(*lines, known="green-red green-blue green-press green-wire", **more):
    """Each tie that the words make, as "a b -1": what it rests on. Everybody has a tie with green already."""
    scene = case(*lines, **more)
    related = [Relation(a=pair.split("-")[0], b=pair.split("-")[1], sign=1) for pair in known.split()]
    found = network(replace(scene, relations=(*scene.relations, *related)))
    return {f"{tie.a} {tie.b} {tie.sign}": tie.why for tie in found if "green" not in (tie.a, tie.b)}


# ---------------------------------------------------------------- who stands how to whom


def test_who_blames_is_hostile_and_who_clears_is_no_friend_for_that():
    said = ("press blames red", "wire blames red", "press blames wire", "alpha clears red", "alpha clears wire")
    assert ties(*said) == {"press red -1": "blames it", "press wire -1": "blames it", "red wire -1": "blames it"}


def test_who_claims_is_hostile_to_the_victim():
    scene = case("red claims", friends="green-red green-blue")
    scene = replace(scene, incident=replace(scene.incident, victim="blue"))
    assert ("blue", "red", -1) in [(tie.a, tie.b, tie.sign) for tie in network(scene)]


def test_what_is_known_of_two_sides_goes_before_what_they_say_of_each_other():
    assert ties("press blames red", friends="red-press") == {"press red 1": "as given"}


def test_of_two_ties_that_contradict_the_hostile_one_holds():
    assert list(ties(friends="red-blue", hostile="blue-red")) == ["blue red -1"]
    assert list(ties("press clears red", "press blames red")) == ["press red -1"]


def test_an_army_stands_where_its_state_stands():
    assert list(ties("army blames blue", part_of={"army": "red"})) == ["blue red -1"]
    assert ties("army blames red", part_of={"army": "red"}) == {}


def test_an_accident_and_nobody_named_are_no_sides():
    assert ties("press blames accident", "press blames ?", "?red blames blue") == {}


def test_what_was_copied_or_told_in_an_outlets_own_voice_or_may_not_have_been_said_ties_nobody():
    assert ties("press blames red, via wire") == {}
    assert ties("press blames red, belief 0.5") == {}
    scene = case("press blames red", friends="green-press green-red")
    own = tuple(replace(one, narrator=True) for one in scene.positions)
    assert len(list(network(scene))) == 3
    assert len(list(network(replace(scene, positions=own)))) == 2


def test_a_side_whose_one_tie_is_a_word_of_the_moment_is_left_out():
    assert ties("press blames red", known="green-red") == {}
    assert list(ties(hostile="press-red", known="green-red")) == ["press red -1"]


def test_a_relation_that_had_ended_ties_nobody():
    old = Relation(a="red", b="blue", sign=-1, end=DAY.year - 1)
    scene = replace(case(), relations=(old,))
    assert list(network(scene)) == []
    dateless = replace(scene, incident=replace(scene.incident, date=None))
    assert len(list(network(dateless))) == 1


@few
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_relations_and_actors_changes_nothing(scene, random):
    relations, actors = list(scene.relations), list(scene.actors)
    random.shuffle(relations)
    random.shuffle(actors)
    assert blocs(replace(scene, relations=tuple(relations), actors=tuple(actors))) == blocs(scene)


# ---------------------------------------------------------------- two blocs


def test_fewer_than_three_sides_are_no_blocs():
    assert blocs(case()) is None
    assert blocs(case(hostile="press-red")) is None
    assert blocs(case(hostile="press-red wire-red")) is not None


def test_two_pairs_of_friends_at_war_are_explained_entirely():
    found = blocs(case(friends="red-press blue-wire", hostile="red-blue press-wire red-wire press-blue"))
    assert {found.first, found.second} == {("press", "red"), ("blue", "wire")}
    assert found.frustrated == () and found.index == found.with_neutral == 0
    assert found.outside == ()


def test_friends_of_a_friend_who_are_foes_leave_one_contradiction():
    found = blocs(case(friends="red-press press-blue", hostile="red-blue"))
    assert len(found.frustrated) == 1
    assert found.index == pytest.approx(1 / 3)


def test_of_three_mutually_hostile_sides_one_stands_outside():
    found = blocs(case(hostile="red-blue blue-green red-green"))
    assert found.index == pytest.approx(1 / 3)
    assert len(found.outside) == 1
    assert found.with_neutral == found.index


def test_who_is_hostile_to_members_of_both_blocs_stands_outside():
    camps = "red-blue press-wire red-wire press-blue"
    found = blocs(case(friends="red-press blue-wire", hostile=f"{camps} green-red green-blue"))
    assert found.outside == ("green",)


def test_who_is_hostile_to_one_bloc_alone_stands_in_the_other():
    camps = "red-blue press-wire red-wire press-blue"
    found = blocs(case(friends="red-press blue-wire", hostile=f"{camps} green-red green-press"))
    assert found.outside == ()
    assert ("blue", "green", "wire") in (found.first, found.second)


def test_the_side_with_the_most_relations_is_in_the_first_bloc():
    assert "red" in blocs(case(hostile="red-blue red-green", friends="red-press")).first


@few
@given(networks())
def test_every_side_stands_in_one_bloc_and_the_index_lies_between_0_and_1(scene):
    found = blocs(scene)
    if found is None:
        return
    sides = sorted({end for tie in found.ties for end in (tie.a, tie.b)})
    assert sorted((*found.first, *found.second)) == sides
    assert set(found.outside) <= set(sides)
    assert 0 <= found.with_neutral <= found.index <= 1
    assert found.index == len(found.frustrated) / len(found.ties)


@few
@given(networks())
def test_the_frustrated_ties_are_those_that_contradict_the_blocs(scene):
    found = blocs(scene)
    if found is not None:
        assert found.frustrated == tuple(tie for tie in found.ties if cost(tie, placed(found, outside=False)))


@settings(max_examples=40, deadline=None)
@given(networks(most=6))
def test_no_other_division_contradicts_less(scene):
    found = blocs(scene)
    if found is not None:
        assert len(found.frustrated) == least(found.ties, ["first", "second"])
        assert found.with_neutral * len(found.ties) == pytest.approx(least(found.ties, ["first", "second", "out"]))


def renamed(scene, names):
    return replace(
        scene,
        actors=tuple(replace(one, id=names[one.id], name=names[one.id]) for one in scene.actors if one.id in names),
        relations=tuple(replace(one, a=names[one.a], b=names[one.b]) for one in scene.relations),
    )


def actors_of(scene):
    return [actor.id for actor in scene.actors]


@few
@given(networks())
def test_other_names_in_the_same_order_give_the_same_blocs(scene):
    names = {id: f"t{number}" for number, id in enumerate(sorted(actors_of(scene)))}
    before, after = blocs(scene), blocs(renamed(scene, names))
    if before is not None:
        for some in ("first", "second", "outside"):
            assert getattr(after, some) == tuple(names[side] for side in getattr(before, some))


@few
@given(networks(), st.randoms(use_true_random=False))
def test_other_names_in_any_order_give_as_little_contradiction(scene, random):
    ids = actors_of(scene)
    names = dict(zip(ids, random.sample(ids, len(ids)), strict=True))
    before, after = blocs(scene), blocs(renamed(scene, names))
    if before is not None:
        assert (after.index, after.with_neutral) == (before.index, before.with_neutral)
        assert len(after.outside) == len(before.outside)


# ---------------------------------------------------------------- many sides


def camps(count):
    """Two camps of so many sides in all, each member tied to every other side: the densest network there is."""
    names = [f"s{number:02}" for number in range(count)]
    pairs = [(a, b, (int(a[1:]) + int(b[1:])) % 2) for a, b in combinations(names, 2)]
    related = tuple(Relation(a=a, b=b, sign=-1 if odd else 1) for a, b, odd in pairs)
    return names, replace(case(actors=" ".join(names)), relations=related)


def test_a_long_chain_of_sides_is_divided_exactly():
    names = [f"s{number:03}" for number in range(150)]
    chain = " ".join(f"{a}-{b}" for a, b in pairwise(names))
    found = blocs(case(actors=" ".join(names), hostile=chain))
    assert {found.first, found.second} == {tuple(names[::2]), tuple(names[1::2])}
    assert (found.index, found.outside) == (0, ())


def test_a_network_too_dense_to_try_has_no_blocs_unless_the_solver_is_asked(monkeypatch):
    names, scene = camps(18)
    monkeypatch.setattr(module, "LARGEST", 1000)
    assert blocs(scene) is None
    found = blocs(scene, solver=True)
    assert {found.first, found.second} == {tuple(names[::2]), tuple(names[1::2])}
    assert (found.index, found.outside) == (0, ())


def test_a_brief_goes_without_blocs_where_the_network_is_too_dense(monkeypatch):
    scene = case("press blames red", "wire blames blue", hostile="red-blue press-wire")
    assert weigh(scene).blocs is not None
    monkeypatch.setattr(module, "LARGEST", 0)
    assert weigh(scene).blocs is None


def test_where_the_solver_is_asked_for_and_not_installed_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.setattr(module, "LARGEST", 0)
    with pytest.raises(MissingExtra) as caught:
        blocs(case(hostile="red-blue blue-green"), solver=True)
    assert caught.value.extra == "solve"


@settings(max_examples=30, deadline=None)
@given(networks())
def test_the_solver_finds_as_little_contradiction_as_elimination(scene):
    found, by_solver = blocs(scene), solved(scene)
    if found is not None:
        assert by_solver.index == found.index
        assert by_solver.with_neutral == pytest.approx(found.with_neutral)
        assert sorted((*by_solver.first, *by_solver.second)) == sorted((*found.first, *found.second))


def test_of_equal_divisions_the_solver_too_takes_the_one_that_leaves_most_out():
    scene = case(actors="s0 s1 s2 s3 s4", friends="s1-s4 s2-s4", hostile="s0-s3 s0-s4 s1-s2 s1-s3 s3-s4")
    assert len(solved(scene).outside) == len(blocs(scene).outside)


def test_the_solver_prints_nothing():
    program = (
        "import importlib; m = importlib.import_module('claimant.weigh.blocs'); m.LARGEST = 0;"
        "from tests.weigh.makers import case; m.blocs(case(hostile='red-blue blue-green'), solver=True)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=root)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_blocs_move_no_number():
    scene = case("press blames red", "wire blames blue, witness")
    related = replace(scene, relations=(Relation(a="green", b="alpha", sign=-1), Relation(a="green", b="beta", sign=1)))
    assert weigh(related).blocs != weigh(scene).blocs
    assert weigh(related).hypotheses == weigh(scene).hypotheses


def test_a_relation_holds_from_its_first_year_on():
    later = Relation(a="red", b="blue", sign=-1, start=DAY.year + 1)
    scene = replace(case(), relations=(later,))
    assert list(network(scene)) == []
    moved = replace(scene, incident=replace(scene.incident, date=Moment(DAY.replace(year=DAY.year + 1))))
    assert len(list(network(moved))) == 1


def test_an_actor_that_the_case_does_not_list_is_no_side():
    scene = replace(case(), relations=(Relation(a="stranger", b="red", sign=-1),))
    assert list(network(scene)) == []
