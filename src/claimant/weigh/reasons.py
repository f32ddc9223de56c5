"""The reasons that travel with the numbers: one Evidence per position, in words that a reader can check by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log, sqrt

from claimant.model import Case, Certainty, Evidence, Linked, Position, Role, Stance, Undecided, Unnamed, Who
from claimant.weigh.odds import Share
from claimant.weigh.ratios import CERTAINTY, NINETY_FIVE, RATIOS, ROLE, variance
from claimant.weigh.readings import ACCIDENT, Piece
from claimant.weigh.sides import paths, way_up
from claimant.weigh.weights import Counted, Weights

_KIND: dict[str, str] = {
    "blames, nothing offered": "an accusation with nothing offered for it",
    "blames, evidence only asserted": "an accusation that says evidence exists and shows none",
    "blames, pattern": "an accusation from a pattern (how they work, or whom they hit)",
    "blames, witness": "an accusation on witnesses",
    "blames, warning": "an accusation on a warning given before",
    "blames, intercept": "an accusation on intercepted messages",
    "blames, arrest": "an accusation on an arrest",
    "blames, recording": "an accusation on a recording or document",
    "blames, forensic": "an accusation on forensic evidence",
    "blames, finding": "the finding of a court or inquiry",
    "claims, exclusive material": "a claim with material that only the doers would have",
    "claims, with warning": "a claim with a warning given before",
    "claims, alone": "a claim that nobody rivals",
    "claims, among rivals": "a claim among rival claims",
    "claims, withdrawn": "a claim that the same speaker took back",
    "denies": "a denial",
    "clears, friend": "an exculpation by a friend",
    "clears, neutral": "an exculpation by a neutral party",
    "clears, hostile": "an exculpation by a hostile party",
}

_TIMES: dict[str, str] = {
    "hostile speaker, soft basis": "from a hostile speaker",
    "hostile speaker, hard basis": "from a hostile speaker",
    "own side is a candidate, soft basis": "from a side that is itself among the answers",
}

_VERB: dict[Stance, str] = {
    Stance.CLAIMS: "claims it for",
    Stance.BLAMES: "blames",
    Stance.DENIES: "denies it for",
    Stance.CLEARS: "clears",
    Stance.DOUBTS: "doubts that it was",
}


def explain(case: Case, pieces: Sequence[Piece], weights: Weights, shares: Mapping[int, Share]) -> tuple[Evidence, ...]:
    """One Evidence per position that bears on a hypothesis or was set to 0, largest effect first, then by id."""
    found = []
    for index, piece in enumerate(pieces):
        readings = weights[index]
        if not readings or (not piece.bears and all(reading.weight for reading in readings)):
            continue
        # where the target is undecided, the table's row and the weight shown are those of its likeliest candidate
        main = max(readings, key=lambda reading: reading.aim.share)
        spread = main.scale * sqrt(variance(main.rows))
        middle = main.log
        bits = tuple(
            (hypothesis.id, shares[index].logs[number] / log(2) + 0.0)
            for number, hypothesis in enumerate(case.hypotheses)
            if any(aim.bearing[number] for aim in piece.aims)
        )
        found.append(
            Evidence(
                id=piece.position.id,
                position=piece.position,
                ratio=_within(piece.position, exp(middle)),
                low=_within(piece.position, exp(middle - NINETY_FIVE * spread)),
                high=_within(piece.position, exp(middle + NINETY_FIVE * spread)),
                weight=main.weight,
                bits=bits,
                reason=_reason(case, pieces, piece, main),
            )
        )
    return tuple(sorted(found, key=lambda one: (-max((round(abs(b), 9) for _, b in one.bits), default=0.0), one.id)))


def _within(position: Position, ratio: float) -> float:
    """The ratio, kept inside an analyst's bounds where there are any."""
    if position.bounds is None:
        return ratio
    return min(position.bounds[1], max(position.bounds[0], ratio))


def told(case: Case, position: Position) -> str:
    """The position in a few words: "Ministry of Defence blames Northern Front (2024-03-23)"."""
    day = f" ({position.date.day.isoformat()})" if position.date else ""
    return f"{name(case, position.speaker)} {_VERB[position.stance]} {name(case, position.target)}{day}"


def name(case: Case, who: Who) -> str:
    """What a reader would call the speaker or target."""
    match who:
        case Linked(actor):
            return _actor_name(case, actor)
        case Undecided(phrase, _):
            return f"“{phrase}” (undecided)" if phrase else "somebody undecided"
        case Unnamed(phrase, _):
            return phrase or "somebody not named"


def _actor_name(case: Case, actor: str) -> str:
    if actor == ACCIDENT:
        return "an accident"
    try:
        return case.actor(actor).name
    except KeyError:
        return actor


def _reason(case: Case, pieces: Sequence[Piece], piece: Piece, reading: Counted) -> str:
    position = piece.position
    first, *times = reading.rows
    words = [f"{_KIND[first].capitalize()} (ratio {RATIOS[first].value:.2g})"]
    words += [f", {_TIMES[row]} (× {RATIOS[row].value:.2g})" for row in times]
    sentences = ["".join(words) + "."]
    if position.bounds is not None:
        low, high = position.bounds
        limit = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        sentences.append(f"An analyst set its ratio: {limit}; it counts as {exp(reading.log):.3g}.")
    elif reading.log == 0 and reading.scale == 0 and reading.why != "also claimed":
        blames = position.stance is Stance.BLAMES
        rule = "an accusation never speaks for the accused" if blames else "an exculpation never speaks against anybody"
        sentences.append(f"Taken as 1: {rule}.")
    if CERTAINTY[position.certainty] != 1:
        hedge = "likely" if position.certainty is Certainty.LIKELY else "possible"
        sentences.append(f"Hedged words (“{hedge}”): its logarithm counts × {CERTAINTY[position.certainty]:g}.")
    if ROLE[position.role] != 1:
        sentences.append(f"Support is not the act itself: its logarithm counts × {ROLE[position.role]:g}.")
    elif position.role is Role.STAGED:
        sentences.append("It says that the target staged it.")
    if distance := _distance(case, reading):
        sentences.append(distance)
    sentences.append(_weight(case, pieces, position, reading))
    if isinstance(position.speaker, Undecided):
        sentences.append("Who speaks is undecided, so the weakest reading counts.")
    if isinstance(position.target, Undecided):
        sentences.append("Whom it means is undecided, so each candidate gets only its share.")
    if position.confidence < 1:
        sentences.append(f"Belief that it was said at all: {round(100 * position.confidence)} %.")
    return " ".join(sentences)


def _distance(case: Case, reading: Counted) -> str:
    """How far the answer is above the one who is named, where the two are not the same; a state and its government are."""
    named, (answer, _) = reading.aim.target, reading.aim.answer
    if named in {answer, f"{answer}-government"}:
        return ""
    day = case.incident.date.day if case.incident.date else None
    known = {actor.id: actor for actor in case.actors}
    path = next((path for path in paths(known, named, day) if path[-1] == answer), None)
    return f"{way_up(known, path)}, so this bears on {_actor_name(case, answer)}." if path else ""


def _weight(case: Case, pieces: Sequence[Piece], position: Position, reading: Counted) -> str:
    match reading.why:
        case "full":
            return "Counts in full: the strongest that this side says of it."
        case "further":
            return f"Counts × {reading.weight:g}: a further voice of a side already heard on it."
        case "repeats" if reading.of is not None:
            return f"Not counted: repeats {told(case, pieces[reading.of].position)}."
        case "repeats":
            return "Not counted: the same speaker has said so already."
        case "one denial":
            return "Not counted: this side has denied it already, and a further denial adds nothing."
        case "enough":
            return "Not counted: further voices of this side already count as much as they may."
        case "chorus":
            return "Not counted: as many sides as may count have accused it already with nothing shown."
        case "copied":
            source = _actor_name(case, position.via) if position.via else "another"
            return f"Not counted: a copy of what {source} said."
        case _:
            return "Not counted: the same speaker also claimed it."
