"""ClaimReview: only what a person signs, only what was weighed, and no number where nothing is established."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from claimant.model import Assessment, Certainty, Linked, Position, Role, Stance, VerdictState
from claimant.tell.exchange.claimreview import LONGEST_CLAIM, NoReview, claimreview, missing, rating

from .. import makers

ADDRESS = "https://desk.example/port-sarel"
CLAIMS = Position(
    id="c", speaker=Linked("tide-front"), stance=Stance.CLAIMS, target=Linked("tide-front"), date=makers.case().as_of
)
BLAMES = replace(CLAIMS, id="b", speaker=Linked("velmora-interior"), stance=Stance.BLAMES, target=Linked("karsovia"))
DENIES = replace(
    CLAIMS, id="d", speaker=Linked("karsovia-foreign"), stance=Stance.DENIES, target=Linked("karsovia-foreign")
)

# Google's guide to ClaimReview, as a schema: what it requires, and of which kind the recommended properties are.
GUIDE = {
    "type": "object",
    "required": ["@context", "@type", "claimReviewed", "reviewRating", "url"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@type": {"const": "ClaimReview"},
        "claimReviewed": {"type": "string", "minLength": 1},
        "url": {"type": "string", "pattern": "^https?://"},
        "datePublished": {"type": "string", "format": "date"},
        "author": {"type": "object", "required": ["@type", "name"]},
        "itemReviewed": {
            "type": "object",
            "required": ["@type", "author"],
            "properties": {
                "@type": {"const": "Claim"},
                "appearance": {"type": "array", "items": {"required": ["url"]}},
            },
        },
        "reviewRating": {
            "type": "object",
            "required": ["@type", "alternateName"],
            "properties": {
                "@type": {"const": "Rating"},
                "ratingValue": {"type": "integer", "minimum": 1, "maximum": 5},
                "bestRating": {"const": 5},
                "worstRating": {"const": 1},
            },
            "dependentRequired": {"ratingValue": ["bestRating", "worstRating"]},
        },
    },
}


def made(*positions: Position, **verdict: Any) -> Assessment:
    whole = makers.assessment(makers.case(positions=positions))
    return replace(whole, verdict=replace(whole.verdict, **verdict))


def review(position: Position, **verdict: Any) -> dict[str, Any]:
    text = claimreview(made(position, **verdict), positions=[position.id], signed_off="Ada Orme", address=ADDRESS)
    written = json.loads(text)
    Draft202012Validator(GUIDE).validate(written)
    assert missing(written) == ()
    return written


def test_a_review_says_whose_word_it_is_and_who_signs_it():
    whole = makers.assessment()
    claim = next(one for one in whole.case.positions if one.stance == Stance.CLAIMS)
    text = claimreview(whole, positions=[claim.id], signed_off="Ada Orme", address=ADDRESS)
    written = json.loads(text)
    Draft202012Validator(GUIDE).validate(written)
    assert written["claimReviewed"] == "Tide Front says that it carried out the attack of 4 May 2031"
    assert written["author"] == {"@type": "Person", "name": "Ada Orme"}
    assert written["itemReviewed"]["author"] == {"@type": "Organization", "name": "Tide Front"}
    assert written["itemReviewed"]["firstAppearance"]["url"].startswith("https://harbour-post.example/")
    assert written["subjectOf"]["url"] == ADDRESS
    assert written["reviewRating"] == {"@type": "Rating", "ratingValue": 4, "bestRating": 5, "worstRating": 1, "alternateName": "Likely"}  # fmt: skip


def test_a_denial_is_rated_by_the_opposite():
    assert review(BLAMES)["reviewRating"]["ratingValue"] == 2
    written = review(DENIES)
    assert written["reviewRating"]["ratingValue"] == 4
    assert written["claimReviewed"] == "Foreign Ministry (Karsovia) says that it did not carry out the attack"


@pytest.mark.parametrize("position", [CLAIMS, BLAMES, DENIES])
def test_a_verdict_of_not_established_is_never_a_number(position: Position):
    written = review(position, state=VerdictState.NOT_ESTABLISHED, hypothesis=None)
    assert written["reviewRating"] == {"@type": "Rating", "alternateName": "Not established"}


@pytest.mark.parametrize(
    ("p", "confidence", "step"),
    [
        (0.01, "high", 1), (0.0499, "moderate", 1), (0.05, "high", 2), (0.449, "high", 2), (0.45, "high", 3),
        (0.55, "high", 3), (0.551, "moderate", 4), (0.95, "moderate", 4), (0.95, "high", 5), (0.99, "low", 3), (0.01, "low", 3),
    ],
)  # fmt: skip
def test_the_steps(p: float, confidence: str, step: int):
    assert rating(p, confidence) == step


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"signed_off": ""}, "--signed-off"),
        ({"signed_off": " \u202e"}, "--signed-off"),
        ({"address": ""}, "--url"),
        ({"address": "javascript:alert(1)"}, "--url"),
        ({"positions": []}, "--position"),
        ({"positions": ["nobody"]}, "no position 'nobody'"),
    ],
)
def test_what_is_not_signed_or_named_is_not_made(given: dict[str, Any], words: str):
    asked = {"positions": ["c"], "signed_off": "Ada Orme", "address": ADDRESS} | given
    with pytest.raises(NoReview, match=words):
        claimreview(made(CLAIMS), **asked)


@pytest.mark.parametrize(
    "position",
    [
        replace(BLAMES, stance=Stance.DOUBTS),
        replace(BLAMES, certainty=Certainty.POSSIBLE),
        replace(BLAMES, role=Role.DIRECTED),  # that Karsovia carried it out was weighed, not that it directed it
        replace(BLAMES, target=Linked("karsovia-foreign")),  # a ministry is not its state
        replace(BLAMES, target=Linked("ardenia")),
    ],
    ids=["doubt", "may have", "another role", "a part", "not weighed"],
)
def test_what_was_not_weighed_as_such_is_not_rated(position: Position):
    with pytest.raises(NoReview, match=f"^{position.id}: "):
        review(position)


def test_several_reviews_are_a_list_and_long_names_are_cut():
    long = made(CLAIMS, BLAMES)
    actors = tuple(replace(actor, name=actor.name * 40) for actor in long.case.actors)
    long = replace(long, case=replace(long.case, actors=actors))
    written = json.loads(claimreview(long, positions=["c", "b", "c"], signed_off="A", address=ADDRESS))
    assert [len(one["claimReviewed"]) <= LONGEST_CLAIM for one in written] == [True, True]


def test_a_probable_accusation_is_reported_as_one():
    assert (
        "says that Karsovia probably carried out"
        in review(replace(BLAMES, certainty=Certainty.LIKELY))["claimReviewed"]
    )
