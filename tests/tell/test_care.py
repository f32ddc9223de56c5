"""Names of private persons are in no output."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.model import Actor, ActorKind, Brief, Heard, Hypothesis, Linked, Undecided
from claimant.tell import tell, withhold
from claimant.tell.care import MASK

from . import makers

NAME = re.compile("juna|maretti", re.IGNORECASE)


def test_no_output_has_the_name_of_a_private_person(brief: Brief):
    for name, text in brief.files:
        assert not NAME.search(text), name


def test_the_person_is_spoken_of_and_the_reason_is_given(brief: Brief):
    assert "a private person (name withheld) blamed Tide Front" in brief["brief.md"]
    assert "[name withheld], a dock worker, said she saw two men" in brief["brief.html"]
    assert "Names of private persons: withheld" in brief["brief.html"]
    assert json.loads(brief["brief.json"])["withheld"]["persons"] == 1


def test_offsets_stay_so_that_the_passage_can_still_be_checked():
    before, after = makers.case(), withhold(makers.case())
    for old, new in zip(before.heard, after.heard, strict=True):
        assert (old.statement.quote.start, old.statement.quote.end) == (
            new.statement.quote.start,
            new.statement.quote.end,
        )
    masked = [heard.statement.quote for heard in after.heard if MASK in heard.statement.quote.text]
    assert [quote.text for quote in masked] == [f"{MASK}, a dock worker, said she saw two men of the Front."]


def test_withholding_twice_changes_nothing():
    once = withhold(makers.case())
    assert withhold(once) == once


def test_a_case_without_private_persons_stays_as_it_is():
    case = makers.case()
    public = replace(case, actors=tuple(replace(actor, public=True) for actor in case.actors))
    assert withhold(public) is public


@pytest.mark.parametrize(
    "words",
    [
        "Maretti was led away",
        "MARETTI!",
        "police said juna maretti was led away",
        "Maretti’s brother",
        "Mar\u200betti and J\u00fan\u0301a",
        "the Marettis",
    ],
)
def test_the_name_is_found_in_other_forms_and_places(words: str):
    case = makers.case()
    source = replace(
        case.sources[0],
        title=words,
        note=words,
        address="https://a.example/juna-maretti-held",
        found_at="in/Juna_Maretti.html",
    )
    heard = replace(case.heard[0], reason=words)
    case = withhold(replace(case, sources=(source, *case.sources[1:]), heard=(heard, *case.heard[1:])))
    for text in (case.sources[0].title, case.sources[0].note, case.heard[0].reason):
        assert text and MASK in text and not NAME.search(text.replace("\u200b", ""))
    assert case.sources[0].address is None and case.sources[0].found_at == MASK


def test_percent_signs_in_an_address_hide_no_name():
    case = makers.case()
    source = replace(case.sources[0], address="https://a.example/%4Duna-J%75na-M%61retti")
    assert withhold(replace(case, sources=(source, *case.sources[1:]))).sources[0].address is None


def test_a_hypothesis_that_names_the_person_is_masked_with_its_sentence():
    made = makers.assessment()
    label = Hypothesis(id="name:juna-maretti", label=makers.PRIVATE, actor="name:juna-maretti")
    made = replace(
        made,
        hypotheses=(replace(made.hypotheses[0], hypothesis=label), *made.hypotheses[1:]),
        verdict=replace(made.verdict, hypothesis=label.id, sentence="It is likely that Juna Maretti did it"),
    )
    for _, text in tell(made).files:
        assert not NAME.search(text)


def test_a_mention_that_may_mean_the_person_is_withheld_too():
    case = makers.case()
    heard = case.heard[7]
    assert isinstance(heard, Heard)
    heard = replace(heard, speaker=Undecided("Juna Maretti", (("name:juna-maretti", 0.5), ("velmora", 0.5))))
    case = replace(case, heard=(*case.heard[:7], heard, *case.heard[8:]))
    for _, text in tell(makers.assessment(case)).files:
        assert not NAME.search(text)


def test_a_word_that_a_public_actor_bears_stays_where_it_stands_alone():
    case = makers.case()
    actors = (*case.actors, Actor(id="maretti-line", name="Maretti Line", kind=ActorKind.COMPANY))
    heard = replace(case.heard[0], reason="Maretti Line sails again; Juna Maretti does not")
    masked = withhold(replace(case, actors=actors, heard=(heard, *case.heard[1:])))
    assert masked.heard[0].reason == f"Maretti Line sails again; {MASK} does not"


def test_two_private_persons_can_be_told_apart():
    case = makers.case()
    second = Actor(id="name:odo", name="Odo Lenk", kind=ActorKind.PERSON, public=False)
    masked = withhold(replace(case, actors=(*case.actors, second)))
    assert [actor.name for actor in masked.actors[-2:]] == [
        "a private person no. 1 (name withheld)",
        "a private person no. 2 (name withheld)",
    ]


def test_a_name_in_another_script_and_case_is_found_by_its_mention():
    case = makers.case()
    heard = case.heard[12]
    assert heard.statement.document == "d11"
    actor = Actor(id="p", name="Ludmila Orlova", kind=ActorKind.PERSON, public=False)
    statement = replace(heard.statement, speaker=replace(heard.statement.speaker, text="Людмила Орлова"))  # type: ignore[type-var]
    heard = replace(heard, speaker=Linked("p"), statement=statement, reason="спросили Людмилу Орлову")
    masked = withhold(replace(case, actors=(*case.actors, actor), heard=(*case.heard[:12], heard, *case.heard[13:])))
    assert masked.heard[12].reason == f"спросили {MASK}"


def test_hashes_stay_whole():
    case = makers.case()
    actor = Actor(id="p", name="Abe Fade", kind=ActorKind.PERSON, public=False)
    source = replace(case.sources[0], sha256="abe1fade2abe" * 5 + "0000")
    masked = withhold(replace(case, actors=(*case.actors, actor), sources=(source, *case.sources[1:])))
    assert masked.sources[0].sha256 == source.sha256


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=60), st.text(max_size=30))
def test_no_text_around_the_full_name_brings_it_back(before: str, after: str):
    case = makers.case()
    heard = replace(case.heard[0], reason=f"{before} Juna Maretti {after}")
    reason = withhold(replace(case, heard=(heard, *case.heard[1:]))).heard[0].reason
    assert "Juna" not in reason and "Maretti" not in reason
