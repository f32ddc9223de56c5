"""A judgement finds its statement again whoever reads the text, and the person's word stands where the machine's differs."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from claimant.judging import alike, grounded, readings, stand
from claimant.judging.statements import closest
from claimant.model import Accepted, Added, By, Certainty, Concerns, Mended, Rejected, Role, Stance, Statement

from .makers import BLAME, CLEAR, DENY, DOCUMENT, DOUBT, FOUND, judged, span
from .test_standing import LISTS

LATER = replace(BLAME, confidence=0.6, by=By.RULES)
"""As another version of the extractor reads it."""


def after(*decisions, found=FOUND) -> list[Statement]:
    return [one.statement for one in readings(found, stand(judged(*decisions)), "d") if not one.overruled]


def overruled(*decisions, found=FOUND) -> list[Statement]:
    return [one.statement for one in readings(found, stand(judged(*decisions)), "d") if one.overruled]


# ---------------------------------------------------------------- the same statement


def test_the_same_places_and_words_are_the_same_statement():
    assert alike(BLAME, replace(BLAME, confidence=0.1, certainty=Certainty.LIKELY)) == 4
    assert alike(BLAME, replace(BLAME, quote=DOCUMENT.span(0, 40))) == 4, "the sentence was cut otherwise"


def test_a_shifted_word_is_the_same_statement_and_another_speaker_or_target_is_not():
    assert alike(BLAME, replace(BLAME, target=span("Red Path"), cue=span("blamed the"))) == 3
    assert alike(BLAME, replace(BLAME, role=Role.DIRECTED)) == 2
    assert alike(BLAME, replace(BLAME, stance=Stance.DOUBTS)) == 1
    assert alike(BLAME, CLEAR) == alike(BLAME, DENY) == 0
    assert alike(BLAME, replace(BLAME, target=None)) == 0


def test_of_several_the_closest_is_meant():
    directed = replace(BLAME, role=Role.DIRECTED)
    assert closest(directed, [BLAME, directed, CLEAR]) is directed
    assert closest(directed, [BLAME, CLEAR]) is BLAME
    assert closest(BLAME, [CLEAR, DENY]) is None


# ---------------------------------------------------------------- what a decision makes of it


def test_what_is_accepted_is_sure_and_stays_the_machines_where_it_reads_the_same():
    assert after(Accepted(statement=BLAME)) == [replace(BLAME, confidence=1.0), *FOUND[1:]]
    assert after(Accepted(statement=BLAME), found=(LATER,)) == [replace(LATER, confidence=1.0)]


def test_what_is_accepted_and_no_longer_found_stays_as_a_persons_in_its_place():
    kept = replace(BLAME, confidence=1.0, by=By.PERSON)
    assert after(Accepted(statement=BLAME), found=(DOUBT, DENY)) == [kept, DOUBT, DENY]
    changed = replace(LATER, stance=Stance.DOUBTS)
    assert after(Accepted(statement=BLAME), found=(changed, DENY)) == [kept, DENY]
    assert overruled(Accepted(statement=BLAME), found=(changed, DENY)) == [changed]


def test_what_is_rejected_is_kept_as_overruled_and_counts_no_more():
    assert after(Rejected(statement=BLAME)) == list(FOUND[1:])
    assert overruled(Rejected(statement=BLAME)) == [BLAME]
    assert after(Rejected(statement=BLAME), found=(LATER, DENY)) == [DENY]


def test_a_rejection_does_not_hold_for_what_is_read_otherwise_now():
    otherwise = replace(LATER, stance=Stance.DOUBTS)
    assert after(Rejected(statement=BLAME), found=(otherwise,)) == [otherwise]


def test_what_is_mended_is_a_persons_and_the_machines_reading_is_kept_as_overruled():
    into = replace(BLAME, target=span("the Blue Path"), certainty=Certainty.LIKELY)
    mended = replace(into, by=By.PERSON, confidence=1.0)
    assert after(Mended(statement=BLAME, into=into)) == [mended, *FOUND[1:]]
    assert overruled(Mended(statement=BLAME, into=into)) == [BLAME]
    assert after(Mended(statement=BLAME, into=into), found=()) == [mended]
    assert overruled(Mended(statement=BLAME, into=into), found=(into,)) == [], "the machine reads it so itself now"


def test_what_is_added_is_a_persons_and_counts_once_when_the_machine_finds_it_too():
    mark = replace(DOUBT, by=By.PERSON, confidence=1.0)
    assert after(Added(statement=DOUBT), found=(BLAME, DENY)) == [BLAME, mark, DENY]
    assert after(Added(statement=DOUBT)) == [BLAME, CLEAR, mark, DENY]


def test_a_decision_takes_nothing_from_a_statement_that_another_one_fits_better():
    directed = replace(BLAME, role=Role.DIRECTED)
    for order in ((Rejected(statement=directed), Accepted(statement=BLAME)), (Accepted(statement=BLAME), Rejected(statement=directed))):  # fmt: skip
        assert after(*order, found=(BLAME,)) == [replace(BLAME, confidence=1.0)]


def test_which_incident_it_is_about_goes_with_the_statement_also_when_it_is_mended():
    into = replace(BLAME, target=span("the Blue Path"))
    standing = stand(judged(Concerns(statement=BLAME, incident="x"), Mended(statement=BLAME, into=into)))
    concerned = [one.statement.target for one in readings(FOUND, standing, "d") if one.concerns]
    assert concerned == [span("the Blue Path")]


def test_other_documents_are_left_as_they_are():
    standing = stand(judged(Rejected(statement=BLAME)))
    assert [one.statement for one in readings(FOUND, standing, "e")] == list(FOUND)


def test_a_decision_on_a_mended_statement_is_put_as_one_on_what_was_found():
    into = replace(BLAME, target=span("the Blue Path"))
    standing = stand(judged(Mended(statement=BLAME, into=into))).statements
    assert grounded(Rejected(statement=into), standing) == Rejected(statement=BLAME)
    assert grounded(Accepted(statement=into), standing) == Mended(statement=BLAME, into=into)
    again = replace(into, certainty=Certainty.LIKELY)
    assert grounded(Mended(statement=into, into=again), standing) == Mended(statement=BLAME, into=again)
    assert grounded(Rejected(statement=DENY), standing) == Rejected(statement=DENY)
    assert grounded(Added(statement=DENY), standing) == Added(statement=DENY)


# ---------------------------------------------------------------- promises


@given(LISTS)
def test_applied_to_its_own_result_nothing_changes(some):
    standing = stand(some)
    once = [one.statement for one in readings(FOUND, standing, "d") if not one.overruled]
    assert [one.statement for one in readings(once, standing, "d") if not one.overruled] == once


@given(LISTS)
def test_no_reading_of_the_machine_is_lost_and_none_stands_twice(some):
    result = readings(FOUND, stand(some), "d")
    stands = [one.statement.id for one in result if not one.overruled]
    assert len(set(stands)) == len(stands)
    shown = {one.statement.id for one in result}
    assert {one.id for one in FOUND} <= shown
