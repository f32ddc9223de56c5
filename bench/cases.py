"""How well the weighing does on coded incidents whose author was later established.

    python -m bench.cases DIR OUT [--fit DIR ...] [--leave-one-out] [--scorer score_cases.py]

Weighs every case file in DIR and writes OUT: {case id: {hypothesis: probability}}. The table is fitted anew: on the package's
own library and on the case files of each --fit folder, without the incidents of DIR (same id or same day). With
--leave-one-out the other cases of DIR are fitted on too, each case's own left out.

Where the files say who did it, the forecasts are compared with plain baselines, on all and on those where the first blame was
wrong, and a table of reliability is printed; with --scorer that script judges OUT as well.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log2
from pathlib import Path

import numpy as np
from training.ratios import Coded, fit, folder, forecast, known, library, parts_of, powers, softmax, unlike

from claimant.model import Linked, Stance
from claimant.weigh.odds import ROWS, add_up, odds_of, shares_of
from claimant.weigh.ratios import COVARIANCE, RATIOS, VERSION
from claimant.weigh.readings import Direction, actor_of, gather
from claimant.weigh.tree import likely_set
from claimant.weigh.verdict import state_of
from claimant.weigh.weights import strongest

SPREAD = 0.8
Forecast = dict[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, metavar="DIR")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--fit", type=Path, action="append", default=[], metavar="DIR", help="further cases to fit on")
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--scorer", type=Path, help="script that scores DIR and a forecast file")
    options = parser.parse_args()
    judged = folder(options.cases)
    if not judged:
        print(f"{options.cases} holds no case files (*.json).", file=sys.stderr)
        return 2
    given = unlike([*library(), *(one for path in options.fit for one in folder(path))], judged)
    others = (lambda one: [o for o in judged if o is not one]) if options.leave_one_out else (lambda one: [])
    forecasts = forecast_all(judged, given, others)
    options.out.write_text(json.dumps(forecasts, indent=1), encoding="utf-8")
    print(
        f"{len(judged)} cases weighed, method {VERSION}, fitted on {len(known(given))} others with a known author"
        f"{' and on the rest of the folder, each case left out' if options.leave_one_out else ''}; wrote {options.out}"
    )
    if options.scorer:
        subprocess.run([sys.executable, options.scorer, options.cases, options.out], check=True)
    solved = [one for one in judged if one.truth is not None]
    if solved:
        compare(solved, forecasts, given, others)
    return 0


def forecast_all(
    judged: Sequence[Coded],
    given: Sequence[Coded],
    others: Callable[[Coded], list[Coded]],
    among: Sequence[Coded] = (),
) -> dict[str, Forecast]:
    """Each judged case by a table fitted on the given ones, and on what `others` gives for it out of those judged or `among`."""
    base, own = known(given), {id(one): (powers(one), one.truth) for one in (*judged, *among)}
    found = {}
    table = None
    for one in judged:
        more = [own[id(o)] for o in others(one) if o.truth is not None]
        if table is None or more:
            table = fit([*base, *more], SPREAD)  # type: ignore[list-item]  # those without a truth are left out above
        found[one.id] = named(one, forecast(table, parts_of(one)))
    return found


def named(one: Coded, probabilities: np.ndarray) -> Forecast:
    """By hypothesis id."""
    return dict(zip(one.ids, map(float, probabilities), strict=True))


# ---------------------------------------------------------------- baselines


def even(one: Coded) -> Forecast:
    """All answers equal."""
    return dict.fromkeys(one.ids, 1 / len(one.ids))


def majority(one: Coded) -> Forecast:
    """One vote per side for each answer that it blames or claims; every answer starts with half a vote."""
    votes = {
        (voice.side, aim.answer): aim.bearing
        for piece in gather(one.case)
        if piece.direction is Direction.FOR and not piece.position.copied
        for aim in piece.aims
        for voice in aim.voices
    }
    tally = np.array([0.5 + sum(bearing[n] == 1 for bearing in votes.values()) for n in range(len(one.ids))])
    return named(one, tally / tally.sum())


def statements(one: Coded) -> list[tuple[tuple[str, str], int]]:
    """Every statement as (stance, basis) and the answer it is about; those about no answer are left out."""
    found = []
    for piece in gather(one.case):
        for aim in piece.aims:
            if not piece.position.copied and 1.0 in aim.bearing:
                found.append(((str(piece.position.stance), str(piece.position.basis)), aim.bearing.index(1.0)))
    return found


def naive_bayes(train: Sequence[Coded]) -> Callable[[Coded], Forecast]:
    """Every statement counts by stance and basis alone, by how often such ones were about the doer and about others."""
    right: Counter[tuple[str, str]] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    doers = rest = 0
    for one in train:
        if one.truth is None:
            continue
        doers += 1
        rest += len(one.ids) - 1
        for kind, answer in statements(one):
            (right if answer == one.truth else wrong)[kind] += 1

    def predict(one: Coded) -> Forecast:
        scores = np.array([-0.9 if id == "unnamed" else 0.0 for id in one.ids])
        for kind, answer in statements(one):
            scores[answer] += np.log((right[kind] + 0.5) / (doers + 1)) - np.log((wrong[kind] + 0.5) / (rest + 1))
        return named(one, 0.95 * softmax(scores) + 0.05 / len(scores))

    return predict


# ---------------------------------------------------------------- comparing


def compare(
    solved: Sequence[Coded],
    forecasts: dict[str, Forecast],
    given: Sequence[Coded],
    others: Callable[[Coded], list[Coded]],
) -> None:
    """Print the figures of all forecasts, on all cases and on those where the first blame was wrong."""
    bayes = {one.id: naive_bayes([*given, *others(one)])(one) for one in solved}
    all_forecasts = {
        "all answers equal": {one.id: even(one) for one in solved},
        "majority, one vote a side": {one.id: majority(one) for one in solved},
        "naive Bayes on stance and basis": bayes,
        "Claimant": forecasts,
    }
    wrong = [one for one in solved if misled(one)]
    own = [one for one in given if one.truth is not None]
    rest = [*solved, *own]
    all_forecasts["Claimant"] = forecasts = {
        **forecasts,
        **forecast_all(own, [], lambda one: [other for other in rest if other is not one], rest),
    }
    for one in own:
        all_forecasts["all answers equal"][one.id] = even(one)
        all_forecasts["majority, one vote a side"][one.id] = majority(one)
        bayes[one.id] = naive_bayes([other for other in rest if other is not one])(one)
    parts = (
        ("all", solved),
        ("first blame wrong", wrong),
        ("the library", own),
        ("the library, first blame wrong", [one for one in own if misled(one)]),
    )
    for name, some in parts:
        print(f"\n{name}: {len(some)} cases{'':24s}bits [95 %]           Brier   first right   truth in the 95 % set")
        for label, each in all_forecasts.items():
            bits = [cost(one, each[one.id]) for one in some]
            low, high = interval(bits)
            inside = [one.ids[one.truth or 0] in stated(each[one.id]) for one in some]
            top = [first_right(one, each[one.id]) for one in some]
            print(
                f"  {label:34s}{np.mean(bits):6.3f} [{low:.2f}, {high:.2f}]   "
                f"{np.mean([brier(one, each[one.id]) for one in some]):7.3f}   {np.mean(top):8.3f}   {np.mean(inside):8.3f}"
            )
        paired = [cost(one, forecasts[one.id]) - cost(one, bayes[one.id]) for one in some]
        low, high = interval(paired)
        print(f"  Claimant against naive Bayes, paired: {np.mean(paired):+.3f} bits [{low:+.2f}, {high:+.2f}]")
        sizes = [len(stated(forecasts[one.id])) for one in some]
        print(
            f"  the 95 % set holds {np.mean(sizes):.1f} of {np.mean([len(one.ids) for one in some]):.1f} answers on average"
        )
    led, right = leading(solved, own)
    print(
        f"\nverdict 'leading' in {led} of {len(rest)} cases, each by a table fitted without it; right in {right} of them"
    )
    print(f"\nreliability: all answers of all {len(rest)} cases, each left out, by the probability given")
    print(reliability(rest, forecasts))


def misled(one: Coded) -> bool:
    """Whether the first accusations (those of the first day with any) all named another side than the doer's."""
    said = [
        position
        for position in one.case.positions
        if position.stance is Stance.BLAMES
        and isinstance(position.target, Linked)
        and position.date
        and not position.copied
    ]
    if not said or one.truth is None:
        return False
    first = min(position.date.day for position in said if position.date)
    truth = one.case.hypotheses[one.truth]
    doer = actor_of(truth)
    side = one.case.side(doer) if doer else truth.id
    named = {
        position.target.actor if position.target.actor == "accident" else one.case.side(position.target.actor)
        for position in said
        if isinstance(position.target, Linked) and position.date and position.date.day == first
    }
    return side not in named


def cost(one: Coded, given: Forecast) -> float:
    """Bits: -log2 of the probability of the truth, which is taken to be .001 at least."""
    return -log2(max(1e-3, given[one.ids[one.truth or 0]]))


def leading(*parts: Sequence[Coded]) -> tuple[int, int]:
    """How often the verdict names somebody, by a table fitted without the case, and how often rightly. Changes the table in place."""
    some = [one for part in parts for one in part]
    prepared = {one.id: (powers(one), one.truth) for one in some}
    led = right = 0
    for one in some:
        table = fit([case for id, case in prepared.items() if id != one.id], SPREAD)  # type: ignore[misc]  # all have a truth
        for number, row in enumerate(ROWS):
            RATIOS[row] = replace(RATIOS[row], value=float(np.exp(table.logs[number])))
        COVARIANCE[:] = table.covariance
        pieces = gather(one.case)
        odds = odds_of(add_up(one.case.hypotheses, shares_of(pieces, strongest(pieces), len(one.ids)).values()))
        state = state_of(one.case.hypotheses, odds)
        led += state.leads
        right += state.leads and state.first == one.truth
    return led, right


def first_right(one: Coded, given: Forecast) -> float:
    """Whether the first answer is the true one: 1, a share where several are first, or 0."""
    best = max(given.values())
    first = [id for id, p in given.items() if p >= best - 1e-9]
    return (one.ids[one.truth or 0] in first) / len(first)


def brier(one: Coded, given: Forecast) -> float:
    """Sum over answers of the squared error, 0 to 2."""
    return sum((p - (id == one.ids[one.truth or 0])) ** 2 for id, p in given.items())


def stated(given: Forecast) -> tuple[str, ...]:
    """The 95 % set."""
    order = sorted(given, key=lambda id: (-given[id], id))
    return likely_set(order, [given[id] for id in order])


def interval(values: Sequence[float], rounds: int = 4000) -> tuple[float, float]:
    """95 % bootstrap interval of the mean, over cases."""
    chance = random.Random(1)
    means = sorted(float(np.mean(chance.choices(values, k=len(values)))) for _ in range(rounds)) if values else [0.0]
    return means[int(0.025 * len(means))], means[int(0.975 * len(means)) - 1]


def reliability(solved: Sequence[Coded], forecasts: dict[str, Forecast], bins: int = 10) -> str:
    """A Markdown table: of the answers given such a probability, how many were true."""
    lines = ["| probability given | answers | mean given | true |", "|---|--:|--:|--:|"]
    pairs = [(p, id == one.ids[one.truth or 0]) for one in solved for id, p in forecasts[one.id].items()]
    for place in range(bins):
        some = [
            (p, hit) for p, hit in pairs if place / bins <= p < (place + 1) / bins or (p == 1 and place == bins - 1)
        ]
        if some:
            mean, hits = np.mean([p for p, _ in some]), sum(hit for _, hit in some)
            lines.append(
                f"| {place * 10} to {place * 10 + 10} % | {len(some)} | {100 * mean:.0f} % | {100 * hits / len(some):.0f} % |"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
