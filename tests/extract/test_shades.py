"""Role, basis, certainty and what is not said, from the words around a cue."""

from __future__ import annotations

import pytest

from claimant.extract import shades
from claimant.model import Basis, Certainty, Role


@pytest.mark.parametrize(
    ("window", "role"),
    [
        ("it was a false flag", Role.STAGED),
        ("he ordered the murder", Role.DIRECTED),
        ("the mastermind of the raid", Role.DIRECTED),
        ("for financing the raid", Role.SUPPORTED),
        ("an accomplice in the raid", Role.SUPPORTED),
        ("they killed the mayor", Role.CARRIED_OUT),
    ],
)
def test_the_role_is_read_from_the_clause(window, role):
    assert shades.role(window) is role


@pytest.mark.parametrize(
    ("window", "basis"),
    [
        ("the court convicted him", Basis.FINDING),
        ("fingerprints on the weapon", Basis.FORENSIC),
        ("an intercepted call", Basis.INTERCEPT),
        ("two men confessed", Basis.RECORDING),
        ("two men were arrested", Basis.ARREST),
        ("eyewitnesses told of it", Basis.WITNESS),
        ("it bears the hallmarks of the group", Basis.PATTERN),
        ("we have evidence of it", Basis.ASSERTED),
        ("as everybody knows", Basis.NONE),
    ],
)
def test_the_basis_is_read_from_the_clause(window, basis):
    assert shades.basis(window) is basis


def test_the_strongest_basis_wins():
    assert shades.basis("two men were arrested after fingerprints were found") is Basis.FORENSIC


def test_evidence_that_is_missed_is_no_basis():
    assert shades.basis("offered no evidence, though two men were arrested") is Basis.NONE


def test_possible_is_stronger_than_likely_and_likely_than_stated():
    assert shades.certainty("it probably may have been") is Certainty.POSSIBLE
    assert shades.certainty("it was probably them") is Certainty.LIKELY
    assert shades.certainty("it was them") is Certainty.STATED


def test_what_is_hard_to_believe_is_not_believed():
    assert shades.certainty("it is hard to believe that") is Certainty.STATED


@pytest.mark.parametrize("lead", ["has not ", "never ", "hasn't ", "declined to ", "nor "])
def test_negations_are_seen(lead):
    assert shades.is_negated(lead)


@pytest.mark.parametrize("lead", ["if the rebels ", "whether the army ", "will ", "threatened to ", "plans to "])
def test_what_is_not_real_is_seen(lead):
    assert shades.is_unreal(lead)


def test_would_have_is_real_enough():
    assert not shades.is_unreal("the rebels would have been the ones that ")


def test_what_somebody_did_not_say_is_not_said():
    assert shades.is_unsaid("he did not say that the army ") and not shades.is_unsaid("he said that the army ")
    assert shades.is_refuted("it is nonsense that the army ") and not shades.is_refuted("it is true that the army ")
