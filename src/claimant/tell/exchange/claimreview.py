"""schema.org ClaimReview: a person's public verdict on one position of one speaker.

Written only for positions that a person names and signs off, never for a whole brief. The rating follows from the
probability of the answer that the position asserts (of its opposite for a denial), in five steps:

    1 contradicted by the evidence   p < .05                      4 likely        p > .55
    2 unlikely                       p < .45                      5 established   p >= .95 with high confidence
    3 not established                .45 to .55, or low confidence

Where the verdict of the whole case is "not established", the review says so in words and has no number: a number would be
read as the very verdict that the evidence does not give. A doubt excludes nothing, and cannot be rated; nor can "may have".

Lost on the way out: everything but one position and one rating: other answers, intervals, reasons, origins. The link to
the brief stands beside it, since a lone verdict misleads. Nothing is read back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claimant.errors import ClaimantError
from claimant.model import ActorKind, Assessment, Certainty, Linked, Position, Role, Stance, VerdictState, Weighed
from claimant.tell.clean import one_line, safe_address, shortened
from claimant.tell.exchange.notation import json_text
from claimant.tell.exchange.spoken import ROLE_OF, answer_to, called, sources_by_id, sources_of
from claimant.tell.prose import NO_BREAK, actor, day

WORDS = {1: "Contradicted by the evidence", 2: "Unlikely", 3: "Not established", 4: "Likely", 5: "Established"}
LONGEST_CLAIM = 75
"""Characters that Google's guide advises for `claimReviewed`; longer ones are kept whole where they cannot be shortened in sense."""

REQUIRED = ("claimReviewed", "reviewRating", "url")
"""What Google's guide requires of a ClaimReview, and `alternateName` of its rating."""

_DID = {
    Role.CARRIED_OUT: "carried out the attack",
    Role.DIRECTED: "directed the attack",
    Role.SUPPORTED: "supported the attack",
    Role.STAGED: "staged the attack",
}
_DID_NOT = {
    Role.CARRIED_OUT: "did not carry out the attack",
    Role.DIRECTED: "did not direct the attack",
    Role.SUPPORTED: "did not support the attack",
    Role.STAGED: "did not stage the attack",
}


class NoReview(ClaimantError):
    """A ClaimReview was asked for that must not, or cannot, be made."""


def claimreview(assessment: Assessment, *, positions: Sequence[str], signed_off: str, address: str) -> str:
    """One JSON-LD object, or a list where several positions are reviewed.

    `positions` are ids of the case's positions, `signed_off` the name of who answers for it, `address` where the brief is
    published. Raises NoReview where one of them is missing, and for a position that cannot be rated.
    """
    author, url = one_line(signed_off), safe_address(address)
    if not author:
        raise NoReview(
            "A ClaimReview is a public verdict on a named speaker: say who answers for it with --signed-off NAME."
        )
    if not url:
        raise NoReview("A ClaimReview needs the web address where the brief is published: add --url https://...")
    if not positions:
        raise NoReview(
            "Name each position to review with --position ID; the ids stand in positions.csv and in brief.json."
        )
    known = {position.id: position for position in assessment.case.positions}
    strange = [id for id in positions if id not in known]
    if strange:
        raise NoReview(
            f"The case has no position {one_line(strange[0])!r}. The ids stand in brief.json, under positions."
        )
    made = [_review(assessment, known[id], author, url) for id in dict.fromkeys(positions)]
    for one in made:
        if gaps := missing(one):
            raise NoReview(f"The review would lack {', '.join(gaps)}. Please report this to Claimant's developers.")
    return json_text(made[0] if len(made) == 1 else made)


def _review(assessment: Assessment, position: Position, author: str, url: str) -> dict[str, Any]:
    case = assessment.case
    sources = sources_of(sources_by_id(case), position)
    speaker = {"@type": _type(assessment, position), "name": called(case, position.speaker)}
    claim: dict[str, Any] = {"@type": "Claim", "author": speaker}
    if position.date:
        claim["datePublished"] = position.date.day.isoformat()
    works = [
        {"@type": "CreativeWork", "url": link, "publisher": {"@type": "Organization", "name": one_line(source.name)}}
        for source in sources
        if (link := safe_address(source.address))
    ]
    if works:
        claim |= {"firstAppearance": works[0], "appearance": works}
    made: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": claim_text(assessment, position),
        "author": {"@type": "Person", "name": author},
        "itemReviewed": claim,
        "reviewRating": _rating(assessment, position),
        "inLanguage": "en",
        "subjectOf": {"@type": "CreativeWork", "name": one_line(case.question), "url": url},
    }
    if case.as_of:
        made["datePublished"] = case.as_of.day.isoformat()
    return made


def claim_text(assessment: Assessment, position: Position) -> str:
    """ "Karsovia says that Tide Front carried out the attack of 4 May 2031": without the day, and with names cut, where too long."""
    case, at = assessment.case, assessment.case.incident.date
    denied = position.stance in {Stance.DENIES, Stance.CLEARS}
    probably = "probably " if position.certainty == Certainty.LIKELY else ""
    verb = probably + (_DID_NOT if denied else _DID)[position.role]
    speaker, target = called(case, position.speaker), called(case, position.target)
    own = position.speaker == position.target
    dated = f"{speaker} says that {'it' if own else target} {verb}" + (
        f" of {day(at)}".replace(NO_BREAK, " ") if at else ""
    )
    if len(dated) <= LONGEST_CLAIM:
        return dated
    room = max(12, (LONGEST_CLAIM - len(f" says that it {verb}")) // (1 if own else 2))
    return f"{shortened(speaker, room)} says that {'it' if own else shortened(target, room)} {verb}"


def _rating(assessment: Assessment, position: Position) -> dict[str, Any]:
    if position.stance == Stance.DOUBTS or position.certainty == Certainty.POSSIBLE:
        raise NoReview(
            f'{position.id}: a doubt, or a "may have", excludes nothing and cannot be rated. Name another position.'
        )
    weighed = _asserted(assessment, position)
    if weighed is None:
        raise NoReview(
            f"{position.id}: what it says is no answer that was weighed as such, so there is no number to rate it by."
        )
    if assessment.verdict.state == VerdictState.NOT_ESTABLISHED:
        return {"@type": "Rating", "alternateName": WORDS[3]}
    denied = position.stance in {Stance.DENIES, Stance.CLEARS}
    step = rating(1 - weighed.probability if denied else weighed.probability, assessment.verdict.confidence)
    return {"@type": "Rating", "ratingValue": step, "bestRating": 5, "worstRating": 1, "alternateName": WORDS[step]}


def _asserted(assessment: Assessment, position: Position) -> Weighed | None:
    """The very answer that the position asserts or denies: in its role, and for an accusation of its target itself.

    Who says that an agency did it has not said that its state did; a ministry's denial speaks for its state.
    """
    hypothesis = answer_to(assessment.case, position)
    if hypothesis is None or ROLE_OF.get(hypothesis.kind) != position.role:
        return None
    whole = isinstance(position.target, Linked) and position.target.actor == hypothesis.actor
    if not whole and position.stance in {Stance.BLAMES, Stance.CLEARS}:
        return None
    return next((one for one in assessment if one.hypothesis.id == hypothesis.id), None)


def rating(probability: float, confidence: str) -> int:
    """The step, 1 to 5, of a probability (0 to 1) with a level of confidence (low, moderate, high)."""
    if confidence == "low" or 0.45 <= probability <= 0.55:
        return 3
    if probability < 0.45:
        return 1 if probability < 0.05 else 2
    return 5 if probability >= 0.95 and confidence == "high" else 4


def missing(review: Mapping[str, Any]) -> tuple[str, ...]:
    """Which required fields a ClaimReview lacks, by Google's guide; without any request."""
    gaps = [field for field in REQUIRED if not review.get(field)]
    rated = review.get("reviewRating")
    if isinstance(rated, Mapping) and not rated.get("alternateName"):
        gaps.append("reviewRating.alternateName")
    if review.get("@type") != "ClaimReview" or review.get("@context") != "https://schema.org":
        gaps.append("@type and @context of schema.org")
    return tuple(gaps)


def _type(assessment: Assessment, position: Position) -> str:
    who = position.speaker
    found = actor(assessment.case, who.actor) if isinstance(who, Linked) else None
    return "Person" if found and found.kind == ActorKind.PERSON else "Organization"
