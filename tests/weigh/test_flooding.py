"""Nobody wins by repeating: copies, new outlets and choruses move the answer not at all, or by a stated constant at most."""

from __future__ import annotations

from dataclasses import replace
from math import log

import pytest

from claimant.model import Actor, ActorKind, Basis, Linked, PartOf
from claimant.weigh import weigh
from claimant.weigh.bulk import bulk
from claimant.weigh.odds import odds_of
from claimant.weigh.ratios import BARE, BLAMES, CHORUS_MOST, RATIOS

from .makers import case, numbers, position

SCENE = case("wire blames red, witness", "alpha blames blue, pattern", "red denies", "green claims")


def flooded(lines, actors=(), **fields):
    more = tuple(replace(position(line, 100 + number), **fields) for number, line in enumerate(lines))
    return replace(SCENE, actors=(*SCENE.actors, *actors), positions=(*SCENE.positions, *more))


def states(count):
    return tuple(Actor(id=f"x{number}", name=f"X{number}", kind=ActorKind.STATE) for number in range(count))


def test_a_thousand_copies_change_nothing():
    copies = flooded([f"press blames blue, forensic, via wire, 2024-03-{1 + n % 28:02}" for n in range(1000)])
    assert numbers(copies) == numbers(SCENE)


def test_a_thousand_repeats_by_one_speaker_change_nothing():
    repeats = [f"alpha blames blue, pattern, 2024-03-{1 + n % 28:02}" for n in range(1000)]
    assert numbers(flooded(repeats)) == numbers(SCENE)


def test_a_thousand_outlets_in_their_own_voice_are_one():
    outlets = tuple(Actor(id=f"x{n}", name=f"X{n}", kind=ActorKind.MEDIA) for n in range(1000))
    one = flooded(["x0 blames blue"], outlets, narrator=True)
    many = flooded([f"x{n} blames blue" for n in range(1000)], outlets, narrator=True)
    assert numbers(many) == numbers(one)


@pytest.mark.parametrize("basis", sorted(BARE))
def test_a_chorus_with_nothing_shown_moves_the_odds_by_a_stated_constant_at_most(basis):
    most = CHORUS_MOST * max(log(RATIOS[BLAMES[Basis(one)]].value) for one in BARE)
    chorus = flooded([f"x{n} blames blue, {basis}" for n in range(100)], states(100))
    before, after = bulk(SCENE).standing().scores, bulk(chorus).standing().scores
    assert abs((after - before).max()) <= most + 1e-9
    ten = flooded([f"x{n} blames blue, {basis}" for n in range(CHORUS_MOST)], states(100))
    assert numbers(chorus) == numbers(ten)


def test_a_hundred_spokesmen_of_one_side_move_it_no_more_than_five():
    spokesmen = [f"x{n} blames blue" for n in range(100)]
    actors = tuple(replace(one, part_of=(PartOf("green"),)) for one in states(100))
    assert numbers(flooded(spokesmen, actors)) == numbers(flooded(spokesmen[:5], actors))


def test_columns_know_the_chorus_and_the_press_too():
    outlets = tuple(Actor(id=f"o{n}", name=f"O{n}", kind=ActorKind.MEDIA) for n in range(20))
    lines = [f"x{n} blames blue" for n in range(30)] + [f"x{n} blames blue, arrest" for n in range(0, 30, 7)]
    scene = flooded(lines, (*states(30), *outlets))
    scene = replace(
        scene,
        positions=(
            *scene.positions,
            *(replace(position(f"o{n} blames red", 500 + n), narrator=True) for n in range(20)),
        ),
    )
    columns, ordinary = odds_of(bulk(scene).standing()), numbers(scene)
    assert list(columns.probabilities) == pytest.approx([p for p, _, _ in ordinary.values()])


def test_who_is_not_heard_in_the_chorus_is_told_why_and_steps_in_where_another_is_lost():
    assessment = weigh(flooded([f"x{n} blames blue" for n in range(CHORUS_MOST + 3)], states(30)))
    silent = [one for one in assessment.evidence if "as many sides as may count" in one.reason]
    assert len(silent) >= 3 and all(isinstance(one.position.speaker, Linked) for one in silent)
    losses = {one.dropped: one.change for one in assessment.hinges if len(one.dropped) == 1}
    assert all(
        abs(change) < 1e-9 for dropped, change in losses.items() if dropped[0].startswith("p1") and len(dropped[0]) > 2
    )
