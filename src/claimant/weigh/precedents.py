"""Precedents: which coded incidents were like this one, how they ended, and how often it was so.

An incident is described by features in words: which kind of actor takes which stance on which kind of actor, in the first two
days or later, what is shown for it, and the pattern of claims. Likeness is the shared weight of the features of two incidents,
over the weight of all that either has (weighted Jaccard), where a feature weighs by how rare it is in the library (idf:
Spärck Jones 1972). It is a way to find what to read, and moves no number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum, log, sqrt

from claimant.model import (
    ActorKind,
    Basis,
    Case,
    HypothesisKind,
    Linked,
    Position,
    Precedent,
    ReferenceClass,
    Role,
    Stance,
)
from claimant.weigh.library import Known, library
from claimant.weigh.ratios import NINETY_FIVE
from claimant.weigh.readings import ACCIDENT, actor_of

NEAREST = 5
"""Precedents that are given."""

FIRST_DAYS = 1
"""Days after the incident up to which a statement is an early one."""

_KINDS = {
    ActorKind.STATE: "a state",
    ActorKind.GOVERNMENT: "a state",
    ActorKind.AGENCY: "a state",
    ActorKind.ARMED_GROUP: "an armed group",
    ActorKind.PARTY: "a party",
    ActorKind.PERSON: "a person",
    ActorKind.MEDIA: "the press",
    ActorKind.NGO: "an outside body",
    ActorKind.INTERNATIONAL_ORG: "an outside body",
    ActorKind.COMPANY: "an outside body",
    ActorKind.OTHER: "others",
}
"""Kinds of actors as precedents know them: a ministry, a service and a state are one."""

_SAYS = {
    Stance.CLAIMS: "claims it",
    Stance.BLAMES: "blames",
    Stance.DENIES: "denies it",
    Stance.CLEARS: "clears",
    Stance.DOUBTS: "doubts that it was",
}
_SHOWS = {
    Basis.FORENSIC: "forensic evidence is shown",
    Basis.RECORDING: "a recording is shown",
    Basis.INTERCEPT: "an intercept is shown",
    Basis.ARREST: "somebody is arrested",
    Basis.WITNESS: "witnesses are cited",
}


def precedents(case: Case, among: Sequence[Known] | None = None, most: int = NEAREST) -> tuple[Precedent, ...]:
    """The incidents most like this one, the most like first; never the incident itself (nor another of its day)."""
    known = library() if among is None else tuple(among)
    weights, described = _described(known)
    own = features(case)
    found = []
    for one, theirs in zip(known, described, strict=True):
        if _same_day(one.case, case):
            continue
        either = fsum(weights.get(feature, 0.0) for feature in own | theirs)
        shared = own & theirs
        likeness = fsum(weights[feature] for feature in shared) / either if either else 0.0
        if shared:
            found.append((likeness, one, sorted(shared, key=lambda feature: (-weights[feature], feature))))
    found.sort(key=lambda item: (-round(item[0], 12), item[1].id))
    return tuple(_told(one, likeness, shared) for likeness, one, shared in found[:most])


def _same_day(a: Case, b: Case) -> bool:
    """Whether both incidents are of one day, and so may be the same."""
    return a.incident.date is not None and b.incident.date is not None and a.incident.date.day == b.incident.date.day


def _told(one: Known, likeness: float, shared: Sequence[str]) -> Precedent:
    labels = {hypothesis.id: hypothesis.label for hypothesis in one.case.hypotheses}
    return Precedent(
        id=one.id,
        question=one.case.question,
        date=one.case.incident.date,
        place=one.case.incident.place or "",
        likeness=likeness,
        shared=tuple(shared[:4]),
        truth=labels[one.truth] if one.truth else None,
        established=one.strength,
        outcome=one.outcome,
        source=one.source,
    )


def _described(known: Sequence[Known]) -> tuple[dict[str, float], list[frozenset[str]]]:
    return _library_described() if known is library() else _weighed(known)


@cache
def _library_described() -> tuple[dict[str, float], list[frozenset[str]]]:
    return _weighed(library())


def _weighed(known: Sequence[Known]) -> tuple[dict[str, float], list[frozenset[str]]]:
    described = [features(one.case) for one in known]
    counts = Counter(feature for some in described for feature in some)
    return {feature: log((1 + len(known)) / count) for feature, count in counts.items()}, described


def features(case: Case) -> frozenset[str]:
    """What an incident looked like, in words that other incidents can share."""
    day = case.incident.date
    kinds = {actor.id: actor.kind for actor in case.actors}

    def kind(actor: str) -> str:
        side = case.side(actor)  # a minister speaks for the state
        return _KINDS[kinds[side]] if side in kinds else "others"

    found: set[str] = set()
    victim_side = case.side(case.incident.victim) if case.incident.victim else None
    if case.incident.victim:
        found.add(f"{kind(case.incident.victim)} is the victims' side")
    if case.incident.kind:
        found.add(f"the attack: {case.incident.kind}")
    for hypothesis in case.hypotheses:
        if hypothesis.kind is HypothesisKind.ACCIDENT:
            found.add("an accident is spoken of")
        elif hypothesis.kind is HypothesisKind.STAGED:
            found.add("staging is spoken of")
        elif actor := actor_of(hypothesis):
            found.add(f"{kind(actor)} is among the answers")
    for position in _own_words(case):
        speaker = position.speaker.actor if isinstance(position.speaker, Linked) else ""
        who = kind(speaker)
        if victim_side is not None and speaker and case.side(speaker) == victim_side:
            who = f"the victims' side ({who})"
        target = position.target.actor if isinstance(position.target, Linked) else ""
        whom = "an accident" if target == ACCIDENT else kind(target) if target else "nobody named"
        said = f"{who} {_SAYS[position.stance]}"
        if position.stance not in {Stance.CLAIMS, Stance.DENIES}:
            said += f" {whom}"
        if position.role is Role.STAGED:
            said += ", as staged"
        early = day is not None and position.date is not None and (position.date.day - day.day).days <= FIRST_DAYS
        found.add(f"{said}, in the first two days" if early else f"{said}, later")
        if position.basis in _SHOWS:
            found.add(_SHOWS[position.basis])
        if position.exclusive:
            found.add("a claim comes with material of its own")
    claimants = _claimants(case)
    found.add({0: "nobody claims it", 1: "one side claims it"}.get(len(claimants), "rivals claim it"))
    if claimants & _sides(case, Stance.DENIES):
        found.add("a claim is taken back")
    return frozenset(found)


# ---------------------------------------------------------------- reference classes


@dataclass(frozen=True, slots=True)
class _Class:
    """A kind of incident: `holds` says whether a case is of it, and which answers the question `then` is about."""

    holds: Callable[[Case], frozenset[str]]
    when: str
    then: str


def _own_words(case: Case) -> list[Position]:
    return [position for position in case.positions if not position.copied and not position.narrator]


def _claimants(case: Case) -> frozenset[str]:
    return _sides(case, Stance.CLAIMS)


def _sides(case: Case, stance: Stance) -> frozenset[str]:
    return frozenset(
        case.side(position.speaker.actor)
        for position in _own_words(case)
        if position.stance is stance and isinstance(position.speaker, Linked)
    )


def _blamed(case: Case, of: Callable[[Position], bool] = lambda _: True) -> Counter[str]:
    """How many sides blame each side."""
    pairs = {
        (case.side(position.speaker.actor), case.side(position.target.actor))
        for position in _own_words(case)
        if position.stance is Stance.BLAMES
        and isinstance(position.speaker, Linked)
        and isinstance(position.target, Linked)
        and of(position)
    }
    return Counter(target for _, target in pairs)


def _alone(case: Case) -> frozenset[str]:
    found = _claimants(case)
    return found if len(found) == 1 else frozenset()


def _rivals(case: Case) -> frozenset[str]:
    found = _claimants(case)
    return found if len(found) > 1 else frozenset()


def _exclusive(case: Case) -> frozenset[str]:
    return frozenset(
        case.side(position.speaker.actor)
        for position in _own_words(case)
        if position.stance is Stance.CLAIMS and position.exclusive and isinstance(position.speaker, Linked)
    )


def _most_blamed(case: Case) -> frozenset[str]:
    counts = _blamed(case)
    most = max(counts.values(), default=0)
    first = [side for side, count in counts.items() if count == most and side != ACCIDENT]
    if counts.get(ACCIDENT, 0) == most:
        return frozenset()
    return frozenset(first) if len(first) == 1 and not _claimants(case) else frozenset()


def _victims_word(case: Case) -> frozenset[str]:
    if not case.incident.victim:
        return frozenset()
    victim = case.side(case.incident.victim)
    said = _blamed(case, lambda p: isinstance(p.speaker, Linked) and case.side(p.speaker.actor) == victim)
    return frozenset(said) - {ACCIDENT} if len(said) == 1 else frozenset()


def _denying_state(case: Case) -> frozenset[str]:
    states = {actor.id for actor in case.actors if _KINDS[actor.kind] == "a state"}
    return frozenset(side for side in set(_blamed(case)) & _sides(case, Stance.DENIES) if side in states)


def _forensic(case: Case) -> frozenset[str]:
    return frozenset(_blamed(case, lambda p: p.basis is Basis.FORENSIC)) - {ACCIDENT}


def _staged(case: Case) -> frozenset[str]:
    return frozenset(hypothesis.id for hypothesis in case.hypotheses if hypothesis.kind is HypothesisKind.STAGED)


_CLASSES = (
    _Class(_exclusive, "somebody claimed the attack with material of its own", "it had done it"),
    _Class(_alone, "one side alone claimed the attack", "it had done it"),
    _Class(_rivals, "rival sides claimed the attack", "one of them had done it"),
    _Class(
        _most_blamed, "nobody claimed the attack and one side was blamed by more sides than any other", "it had done it"
    ),
    _Class(_victims_word, "the victims' own side blamed one side", "it had done it"),
    _Class(_denying_state, "a state was blamed and denied it", "it (or one such state) had done it"),
    _Class(_forensic, "somebody was blamed on forensic evidence", "one so blamed had done it"),
    _Class(_staged, "staging was among the answers weighed", "it was staged"),
)


def classes(case: Case, among: Iterable[Known] | None = None) -> tuple[ReferenceClass, ...]:
    """For each kind of incident that this one is, how often it was so in the library, with n and a 95 % interval (Wilson 1927).

    Incidents whose author was never established are not counted; nor is the incident itself (nor another of its day).
    """
    known = library() if among is None else tuple(among)
    found = []
    for kind in _CLASSES:
        if not kind.holds(case):
            continue
        hits = n = 0
        for one in known:
            if one.truth is None or _same_day(one.case, case):
                continue
            sides = kind.holds(one.case)
            if sides:
                n += 1
                hits += bool(sides & _answers(one))
        if n:
            low, high = wilson(hits, n)
            found.append(
                ReferenceClass(
                    sentence=(
                        f"In {hits} of {n} coded cases in which {kind.when}, {kind.then} "
                        f"(95 % interval {round(100 * low)} to {round(100 * high)} %)."
                    ),
                    hits=hits,
                    n=n,
                    low=low,
                    high=high,
                )
            )
    return tuple(found)


def _answers(one: Known) -> frozenset[str]:
    """The true hypothesis, and the side that did it."""
    truth = next(hypothesis for hypothesis in one.case.hypotheses if hypothesis.id == one.truth)
    actor = actor_of(truth)
    return frozenset({truth.id, *((one.case.side(actor), actor) if actor else ())})


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson, JASA 22, 1927)."""
    if not n:
        return 0.0, 1.0
    z, share = NINETY_FIVE, hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)
