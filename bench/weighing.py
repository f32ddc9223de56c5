"""How fast the weighing is: a case of 60 positions with all its reasons, and one of very many statements.

    python -m bench.weighing [--statements 100000] [--actors 200] [--hypotheses 50] [--rounds 5] [--pyagrum]

Cases are made by chance from a fixed seed. Prints median seconds, and peak memory for the large one. With --pyagrum (which must
be installed) a small case is also put to a Bayesian network in pyagrum, the same odds by exact inference, in the same run.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta

from claimant.model import (
    Actor,
    ActorKind,
    Basis,
    Case,
    Hypothesis,
    HypothesisKind,
    Incident,
    Linked,
    Moment,
    Position,
    Relation,
    Stance,
)
from claimant.weigh import weigh
from claimant.weigh.bulk import bulk
from claimant.weigh.odds import odds_of
from claimant.weigh.ratios import BLAMES, RATIOS

DAY = date(2024, 3, 1)
BASES = tuple(Basis)


def made(statements: int, actors: int, hypotheses: int, days: int = 10, seed: int = 1) -> Case:
    """A case by chance: a tenth claims and denials, a tenth exculpations, the rest accusations."""
    chance = random.Random(seed)
    ids = [f"a{n}" for n in range(actors)]
    answers = ids[: hypotheses - 1]
    positions = []
    for n in range(statements):
        speaker, target = chance.choice(ids), chance.choice(answers)
        stance = chance.choices(tuple(Stance), (4, 80, 6, 6, 4))[0]
        if stance in {Stance.CLAIMS, Stance.DENIES}:
            speaker = target
        positions.append(
            Position(
                id=f"s{n}",
                speaker=Linked(speaker),
                stance=stance,
                target=Linked(target),
                basis=chance.choice(BASES) if stance is Stance.BLAMES else Basis.NONE,
                date=Moment(DAY + timedelta(days=chance.randrange(days))),
            )
        )
    pairs = [(chance.choice(ids), chance.choice(ids)) for _ in range(actors)]
    return Case(
        question="Who did it?",
        incident=Incident(id="i", title="Who did it?", date=Moment(DAY)),
        as_of=Moment(DAY + timedelta(days=days)),
        actors=tuple(Actor(id=id, name=id, kind=ActorKind.STATE) for id in ids),
        relations=tuple(Relation(a=a, b=b, sign=chance.choice((-1, 1))) for a, b in pairs if a != b),
        hypotheses=(
            *(Hypothesis(id=id, label=id, actor=id) for id in answers),
            Hypothesis(id="unnamed", label="someone not named yet", kind=HypothesisKind.UNNAMED),
        ),
        positions=tuple(positions),
    )


def seconds(run: Callable[[], object], rounds: int) -> float:
    """Median of some rounds, after one that does not count."""
    run()
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        found.append(time.perf_counter() - began)
    return statistics.median(found)


def by_network(case: Case) -> Callable[[], object]:
    """The same statements as a Bayesian network: one node for the answer, one for each statement; exact inference."""
    import pyagrum

    net = pyagrum.BayesNet()
    ids = [hypothesis.id for hypothesis in case.hypotheses]
    net.add(pyagrum.LabelizedVariable("answer", "", ids))
    net.cpt("answer").fillWith([1 / len(ids)] * len(ids))
    for position in case.positions:
        net.add(pyagrum.LabelizedVariable(position.id, "", 2))
        net.addArc("answer", position.id)
        ratio = RATIOS[BLAMES[position.basis]].value if position.stance is Stance.BLAMES else 1.5
        for id in ids:
            said = min(
                0.95, 0.05 * (ratio if isinstance(position.target, Linked) and position.target.actor == id else 1)
            )
            net.cpt(position.id)[{"answer": id}] = [1 - said, said]

    def run() -> object:
        inference = pyagrum.LazyPropagation(net)
        inference.setEvidence({position.id: 1 for position in case.positions})
        inference.makeInference()
        return inference.posterior("answer")

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--actors", type=int, default=200)
    parser.add_argument("--hypotheses", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pyagrum", action="store_true")
    options = parser.parse_args()
    small = made(60, 12, 6)
    print(
        f"60 positions, 6 answers, all reasons, hinges, replay of 10 days: {1000 * seconds(lambda: weigh(small), options.rounds):.0f} ms"
    )
    if options.pyagrum:
        some = made(60, 20, 10)
        reasons = seconds(lambda: weigh(some), options.rounds)
        ours = seconds(lambda: odds_of(bulk(some).standing()), options.rounds)
        theirs = seconds(by_network(some), options.rounds)
        print(
            f"60 statements, 10 answers: probabilities {1000 * ours:.1f} ms, with all reasons {1000 * reasons:.0f} ms; "
            f"pyagrum {1000 * theirs:.1f} ms for the probabilities: {theirs / ours:.1f} times as long"
        )
    large = made(options.statements, options.actors, options.hypotheses)
    taken = seconds(lambda: weigh(large), max(1, options.rounds // 2))
    tracemalloc.start()
    weigh(large)
    peak = tracemalloc.get_traced_memory()[1]
    print(
        f"{options.statements:,} statements, {options.actors} actors, {options.hypotheses} answers: "
        f"{taken:.2f} s, {peak / 1e6:.0f} MB at most beyond the case itself"
    )


if __name__ == "__main__":
    main()
