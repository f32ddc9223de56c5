"""The promises of the weighing, for any case."""

import os
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.model import Hypothesis, Linked, PartOf, Stance, Undecided, Unnamed, Who
from claimant.records import assessment_record, dump, load
from claimant.weigh import VERSION, weigh

from .makers import case, numbers, position, ratio
from .strategies import ACTORS, any_position, cases, linked, positions

few = settings(max_examples=25, deadline=None)
# CLAIMANT_EXAMPLES=10000 tries each invariant on so many cases; the figure is in docs/explanation/weighing.md.
invariant = settings(max_examples=int(os.environ.get("CLAIMANT_EXAMPLES", "25")), deadline=None)
TALK = (Stance.BLAMES, Stance.CLEARS, Stance.DOUBTS)


def likely(scene):
    return {id: p for id, (p, _, _) in numbers(scene).items()}


def adding(scene, *more):
    return replace(scene, positions=(*scene.positions, *(replace(one, id=f"new{n}") for n, one in enumerate(more))))


@invariant
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_positions_changes_nothing(scene, random):
    shuffled = list(scene.positions)
    random.shuffle(shuffled)
    assert numbers(replace(scene, positions=tuple(shuffled))) == numbers(scene)


@invariant
@given(cases(), any_position)
def test_a_copied_statement_changes_nothing(scene, extra):
    assert numbers(adding(scene, replace(extra, copied=True, via="press"))) == numbers(scene)


@invariant
@given(cases(said=positions()), st.data())
def test_saying_the_same_again_changes_nothing(scene, data):
    told = [one for one in scene.positions if one.stance in TALK]
    if told:
        again = data.draw(st.sampled_from(told))
        assert numbers(adding(scene, again, replace(again, date=None))) == numbers(scene)


def renamed(scene, names):
    def new(actor: str) -> str:
        return names.get(actor, actor)

    def who(one: Who) -> Who:
        match one:
            case Linked(actor, score):
                return Linked(new(actor), score)
            case Undecided(phrase, candidates):
                return Undecided(phrase, tuple((new(actor), score) for actor, score in candidates))
            case Unnamed(phrase, side):
                return Unnamed(phrase, side and new(side))

    def answer(one: Hypothesis) -> Hypothesis:
        prefix = "staged:" if one.id.startswith("staged:") else ""
        return replace(one, id=prefix + new(one.id.removeprefix(prefix)), actor=one.actor and new(one.actor))

    return replace(
        scene,
        actors=tuple(
            replace(one, id=new(one.id), name="X", part_of=tuple(PartOf(new(part.actor)) for part in one.part_of))
            for one in scene.actors
        ),
        relations=tuple(replace(one, a=new(one.a), b=new(one.b)) for one in scene.relations),
        hypotheses=tuple(map(answer, scene.hypotheses)),
        positions=tuple(replace(one, speaker=who(one.speaker), target=who(one.target)) for one in scene.positions),
    )


@invariant
@given(cases(), st.permutations([f"actor{n}" for n in range(len(ACTORS))]))
def test_renaming_actors_changes_nothing(scene, ids):
    names = dict(zip(ACTORS, ids, strict=True))
    before, after = numbers(scene), numbers(renamed(scene, names))
    for id, values in before.items():
        prefix = "staged:" if id.startswith("staged:") else ""
        bare = id.removeprefix(prefix)
        assert after[prefix + names.get(bare, bare)] == pytest.approx(values, abs=1e-12)


@invariant
@given(cases())
def test_probabilities_sum_to_one_and_lie_in_their_intervals(scene):
    assessment = weigh(scene)
    assert sum(one.probability for one in assessment) == pytest.approx(1, abs=1e-12)
    assert all(0 <= one.low <= one.probability <= one.high <= 1 for one in assessment)
    ranked = [(-round(one.probability, 12), one.hypothesis.id) for one in assessment]
    assert ranked == sorted(ranked)


@few
@given(cases(most=4))
def test_the_numbers_of_these_tests_are_those_of_the_assessment(scene):
    assert {one.hypothesis.id: (one.probability, one.low, one.high) for one in weigh(scene)} == numbers(scene)


@few
@given(cases())
def test_bits_and_prior_give_the_probabilities_back(scene):
    assessment = weigh(scene)
    odds = {one.id: ratio("prior, unnamed") if one.id == "unnamed" else 1.0 for one in scene.hypotheses}
    for one in assessment.evidence:
        for id, bits in one.bits:
            odds[id] *= 2**bits
    floor = 0.05 / len(odds)
    for weighed in assessment:
        assert weighed.probability == pytest.approx(
            0.95 * odds[weighed.hypothesis.id] / sum(odds.values()) + floor, abs=1e-9
        )


@few
@given(cases(said=positions()), positions(), st.lists(st.sampled_from(ACTORS), min_size=2, max_size=3, unique=True))
def test_an_undecided_target_raises_nobody_beyond_what_a_decided_one_would(scene, extra, names):
    target = Undecided("they", tuple((name, 1 / len(names)) for name in names))
    mixed = likely(adding(scene, replace(extra, target=target)))
    others = [likely(adding(scene, replace(extra, target=Linked(name)))) for name in names]
    others.append(likely(scene))
    for id, p in mixed.items():
        assert p <= max(other[id] for other in others) + 1e-9


@few
@given(
    cases(said=positions()),
    positions(stances=TALK),
    st.lists(st.sampled_from(ACTORS), min_size=2, max_size=3, unique=True),
)
def test_an_undecided_speaker_raises_nobody_more_than_its_weakest_candidate_would(scene, extra, names):
    speaker = Undecided("they", tuple((name, 0.9) for name in names))
    mixed = likely(adding(scene, replace(extra, speaker=speaker)))
    others = [likely(adding(scene, replace(extra, speaker=Linked(name)))) for name in names]
    before = likely(scene)
    for id, p in mixed.items():
        assert p <= max(before[id], min(other[id] for other in others)) + 1e-9


@few
@given(cases(said=positions()), positions(stances=TALK), linked)
def test_an_unnamed_speaker_raises_nobody_more_than_a_known_neutral_one_would(scene, extra, _):
    stranger = likely(adding(scene, replace(extra, speaker=Unnamed("sources"))))
    known = likely(adding(scene, replace(extra, speaker=Linked("somebody neutral"))))
    before = likely(scene)
    for id, p in stranger.items():
        assert p <= max(before[id], known[id]) + 1e-9


@few
@given(cases(said=positions()), positions(stances=TALK), st.floats(0, 1))
def test_a_position_that_may_not_have_been_said_moves_no_further_than_one_that_was(scene, extra, belief):
    before, after = likely(scene), likely(adding(scene, extra))
    for id, p in likely(adding(scene, replace(extra, confidence=belief))).items():
        assert min(before[id], after[id]) - 1e-9 <= p <= max(before[id], after[id]) + 1e-9


@few
@given(cases(most=4))
def test_an_assessment_can_be_kept_and_printed(scene):
    assessment = weigh(scene)
    assert load(type(assessment), dump(assessment)) == assessment
    assert assessment_record(assessment)["method"].startswith(f"claimant.weigh {VERSION}")


def test_nine_answers_and_five_hundred_positions_take_about_a_second():
    names = [f"h{n}" for n in range(8)]
    bases = ("none", "asserted", "witness", "forensic", "pattern", "arrest")
    lines = [f"s{n % 150} blames {names[(n * 7) % 8]}, {bases[n % 6]}" for n in range(440)]
    lines += [f"{names[n % 8]} {'claims' if n % 10 == 0 else 'denies'}, 2024-03-{1 + n % 28:02}" for n in range(60)]
    scene = case(
        *lines, hypotheses=" ".join([*names, "unnamed"]), part_of={f"s{n}": f"s{n % 60}" for n in range(60, 150)}
    )
    start = time.perf_counter()
    assessment = weigh(scene)
    assert time.perf_counter() - start < 3  # under 1 s on an idle machine
    assert len(assessment.evidence) == 500


def test_a_duplicate_id_confuses_nothing():
    scene = case("press blames red", "wire blames red")
    same = replace(scene, positions=tuple(replace(one, id="p") for one in scene.positions))
    assert likely(same) == likely(scene)
    assert position("press blames red").id == "p1"
