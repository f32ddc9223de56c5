"""Small scenes for the tests of weighing, written as sentences: "press blames red, forensic, 2024-03-02"."""

from __future__ import annotations

from datetime import date
from math import prod

from claimant.model import (
    Actor,
    Basis,
    Case,
    Certainty,
    Hypothesis,
    HypothesisKind,
    Incident,
    Linked,
    Moment,
    PartOf,
    Position,
    Relation,
    Role,
    Stance,
    Undecided,
    Unnamed,
    Who,
)
from claimant.weigh import weigh
from claimant.weigh.odds import add_up, odds_of, shares_of
from claimant.weigh.ratios import RATIOS
from claimant.weigh.readings import gather
from claimant.weigh.weights import strongest

DAY = date(2024, 3, 1)


def hypothesis(id: str) -> Hypothesis:
    if id in {"unnamed", "accident"}:
        return Hypothesis(id=id, label=id, kind=HypothesisKind(id))
    if id.startswith("staged:"):
        return Hypothesis(id=id, label=id, kind=HypothesisKind.STAGED, actor=id.removeprefix("staged:"))
    return Hypothesis(id=id, label=id.capitalize(), actor=id)


def who(text: str) -> Who:
    """An actor, "?" for nobody named, "?red" for somebody unnamed of that side, "red/blue" for one of the two."""
    if text.startswith("?"):
        return Unnamed("sources", text[1:] or None)
    if "/" in text:
        names = text.split("/")
        return Undecided(text, tuple((name, 1 / len(names)) for name in names))
    return Linked(text)


def position(line: str, number: int = 1, **more: object) -> Position:
    words, *marks = [part.strip() for part in line.split(",")]
    speaker, stance, *target = words.split()
    given: dict[str, object] = {"basis": Basis.NONE, "date": Moment(DAY)}
    for mark in marks:
        if mark in set(Basis):
            given["basis"] = Basis(mark)
        elif mark in set(Role):
            given["role"] = Role(mark)
        elif mark in set(Certainty):
            given["certainty"] = Certainty(mark)
        elif mark == "exclusive":
            given["exclusive"] = True
        elif mark.startswith("via "):
            given |= {"via": mark[4:], "copied": True}
        elif mark.startswith("belief "):
            given["confidence"] = float(mark[7:])
        elif mark == "undated":
            given["date"] = None
        else:
            given["date"] = Moment.parse(mark)
    return Position(
        id=f"p{number}",
        speaker=who(speaker),
        stance=Stance(stance),
        target=who(target[0]) if target else Unnamed(),
        **(given | more),  # type: ignore[arg-type]
    )


def case(
    *lines: str,
    hypotheses: str = "red blue unnamed",
    part_of: dict[str, str] | None = None,
    hostile: str = "",
    friends: str = "",
    actors: str = "red blue green press wire alpha beta",
) -> Case:
    parents = part_of or {}
    names = dict.fromkeys([*actors.split(), *parents, *parents.values()])
    relations = [(pair, -1) for pair in hostile.split()] + [(pair, 1) for pair in friends.split()]
    return Case(
        question="Who did it?",
        incident=Incident(id="i", title="Who did it?", date=Moment(DAY)),
        as_of=None,
        actors=tuple(
            Actor(id=name, name=name.capitalize(), part_of=(PartOf(parents[name]),) if name in parents else ())
            for name in names
        ),
        relations=tuple(Relation(a=pair.split("-")[0], b=pair.split("-")[1], sign=sign) for pair, sign in relations),
        hypotheses=tuple(hypothesis(id) for id in hypotheses.split()),
        positions=tuple(position(line, number) for number, line in enumerate(lines, 1)),
    )


def probabilities(scene: Case) -> dict[str, float]:
    return {weighed.hypothesis.id: weighed.probability for weighed in weigh(scene)}


def numbers(scene: Case) -> dict[str, tuple[float, float, float]]:
    """Probability and interval by hypothesis, as `weigh` finds them, without the reasons and trials that take the time."""
    pieces = gather(scene)
    shares = shares_of(pieces, strongest(pieces), len(scene.hypotheses))
    found = odds_of(add_up(scene.hypotheses, shares.values()))
    triples = zip(found.probabilities, found.low, found.high, strict=True)
    return {one.id: triple for one, triple in zip(scene.hypotheses, triples, strict=True)}


def ratio(*rows: str) -> float:
    """What these rows of the table are worth together, whatever it was last fitted to."""
    return prod(RATIOS[row].value for row in rows)


def accusation(*rows: str) -> float:
    """As `ratio`, for an accusation, which never speaks for the accused."""
    return max(1.0, ratio(*rows))


def odds(scene: Case, a: str = "red", b: str = "blue") -> float:
    """The factor that the evidence puts on `a` against `b`: odds before the floor, divided by the prior odds."""
    evidence = weigh(scene).evidence
    bits = {name: sum(dict(one.bits).get(name, 0.0) for one in evidence) for name in (a, b)}
    return float(2 ** (bits[a] - bits[b]))
