"""Weigh: a Case becomes an Assessment. Which answers, how probable, why, what it hangs on, and what is missing.

The method, after its validation on incidents whose author was later established:

    P(h) is proportional to prior(h) x product over positions s of ratio(s) ^ (w(s) x m(s, h));
    then a floor of 5 % is spread evenly over all answers.

    ratio(s)  what such a statement is worth, by stance, what is shown for it, and how speaker and target stand
              to each other: one row of the table in `ratios.py`, or several multiplied; an accusation never below 1
    w(s)      1 for the strongest of a side on an answer in one direction, 1/4 for its further voices,
              0 for repeats, copies and further denials                                        (`weights.py`)
    m(s, h)   1 for the nearest hypothesis that the target is or is part of, .7 for another of its side, else 0
                                                                                               (`readings.py`)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimant.model import Assessment, Case, Hinge, Judgement, Stance
from claimant.weigh.blocs import blocs
from claimant.weigh.bulk import Bulk, bulk
from claimant.weigh.casefile import coded
from claimant.weigh.hinges import Trial, find_hinges
from claimant.weigh.interests import interests
from claimant.weigh.judgements import judged, judged_prior
from claimant.weigh.matrix import matrix
from claimant.weigh.missing import what_is_missing
from claimant.weigh.numbers import MANY, SHOWN, Numbers, in_order, numbers, with_an_answer
from claimant.weigh.odds import Odds, Share, add_up, odds_of, shares_of
from claimant.weigh.precedents import classes, precedents
from claimant.weigh.profiles import profiles
from claimant.weigh.ratios import FITTED_ON, VERSION
from claimant.weigh.readings import Piece, gather
from claimant.weigh.reasons import explain
from claimant.weigh.replay import differences, replay
from claimant.weigh.tips import tips
from claimant.weigh.tree import branches, likely_set
from claimant.weigh.verdict import State, decide, of_one_side, origins_for, state_of
from claimant.weigh.weights import strongest
from claimant.weigh.without import losses
from claimant.weigh.words import likelihood_range, likelihood_words

__all__ = [
    "VERSION",
    "Numbers",
    "blocs",
    "coded",
    "differences",
    "likelihood_range",
    "likelihood_words",
    "matrix",
    "numbers",
    "precedents",
    "replay",
    "weigh",
]


LOSSES = 6
"""Single losses tried in such a case: of the weightiest pieces."""


def weigh(case: Case, judgements: Sequence[Judgement] = ()) -> Assessment:
    """Weigh all positions of the case against all its hypotheses; a case without hypotheses has one: nobody named yet.

    Pure and deterministic: the order of positions, reprints and copies, and the names of actors change nothing.
    A position about an accident has the target `Linked("accident")`. Hinges are at most 500 single losses and one set.
    With `judgements` the answer is the analyst's; weigh once without them too, and show both.

    Raises JudgementError where a judgement cannot be applied.
    """
    case = judged(with_an_answer(case), judgements)
    start = judged_prior(case, judgements)
    if len(case.positions) > MANY:
        return _weigh_many(case, start)
    pieces = gather(case)  # who may be speaking of whom, and on which hypotheses that bears
    counted = strongest(pieces)  # the strongest of each side in full, further voices a quarter, repeats nothing
    shares = shares_of(pieces, counted, len(case.hypotheses))  # each piece's log factor on each hypothesis
    standing = add_up(case.hypotheses, shares.values(), start)  # prior and factors
    odds = odds_of(standing)  # the floor, 95 % intervals

    weighed = in_order(case, odds)
    state = state_of(case.hypotheses, odds)
    trial = Trial(case, pieces, counted, shares, start)
    hinges, searched = find_hinges(trial, odds, state)
    origins = origins_for(pieces, shares, state.first)
    evidence = explain(case, pieces, counted, shares)
    return Assessment(
        case=case,
        hypotheses=weighed,
        evidence=evidence,
        verdict=decide(weighed, state, origins, hinges, searched, of_one_side(case, weighed)),
        hinges=hinges,
        missing=what_is_missing(case, pieces, counted, shares, odds, start),
        method=f"claimant.weigh {VERSION}: likelihood ratios fitted on {FITTED_ON} coded incidents, strongest voice per side",
        likely=likely_set([one.hypothesis.id for one in weighed], [one.probability for one in weighed]),
        branches=branches(case, odds, standing),
        tips=tips(case, pieces, counted, shares, standing, state.first),
        frames=replay(case, start=start),
        losses=losses(trial, odds, state.first),
        precedents=precedents(case),
        classes=classes(case),
        interests=interests(case),
        blocs=blocs(case),
        profiles=profiles(case, weighed, evidence),
    )


def _weigh_many(case: Case, start: Share) -> Assessment:
    """The same numbers for an archive's case; reasons for the weightiest pieces, without what takes a weighing for each piece.

    Precedents, interests and blocs go by the weightiest pieces; the replay is left out (`replay` makes it where it is asked for).
    The loss of only a few of the weightiest is tried, and the confidence says so.
    """
    table = bulk(case)
    standing = table.standing(start)
    odds = odds_of(standing)
    pieces, counted = table.weightiest(SHOWN)
    shares = shares_of(pieces, counted, len(case.hypotheses))
    weighed = in_order(case, odds)
    state = state_of(case.hypotheses, odds)
    hinges = _losses(table, pieces, shares, odds, state, start)
    weightiest = replace(case, positions=tuple(piece.position for piece in pieces))
    origins = origins_for(pieces, shares, state.first)
    evidence = explain(case, pieces, counted, shares)
    return Assessment(
        case=case,
        hypotheses=weighed,
        evidence=evidence,
        verdict=decide(weighed, state, origins, hinges, 1, of_one_side(case, weighed), len(hinges)),
        hinges=hinges,
        missing=(),
        method=f"claimant.weigh {VERSION}: likelihood ratios fitted on {FITTED_ON} coded incidents, strongest voice per side; "
        f"reasons for the {len(pieces)} weightiest of {len(case.positions)} positions",
        likely=likely_set([one.hypothesis.id for one in weighed], [one.probability for one in weighed]),
        branches=branches(case, odds, standing),
        tips=tips(case, pieces, counted, shares, standing, state.first),
        precedents=precedents(weightiest),
        classes=classes(weightiest),
        interests=interests(weightiest),
        blocs=blocs(weightiest),
        profiles=profiles(replace(weightiest, heard=()), weighed, evidence),
    )


def _losses(
    table: Bulk, pieces: Sequence[Piece], shares: Mapping[int, Share], odds: Odds, state: State, start: Share
) -> tuple[Hinge, ...]:
    """The loss of each of the weightiest pieces."""
    order = sorted(shares, key=lambda n: (-round(max(map(abs, shares[n].logs)), 9), pieces[n].position.id))
    case, found = table.case, []
    for index in order[:LOSSES]:
        position = pieces[index].position
        if position.stance in {Stance.CLAIMS, Stance.DENIES} or not table.holds(position.id):
            rest = bulk(replace(case, positions=tuple(one for one in case.positions if one.id != position.id)))
        else:
            rest = table.without(position.id)
        without = odds_of(rest.standing(start))
        after = state_of(case.hypotheses, without)
        found.append(
            Hinge(
                dropped=(position.id,),
                leader=case.hypotheses[after.first].id,
                probability=without.probabilities[after.first],
                change=without.probabilities[state.first] - odds.probabilities[state.first],
                flips=(after.first, after.leads) != (state.first, state.leads),
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.flips, -round(abs(one.change), 12), one.dropped)))
