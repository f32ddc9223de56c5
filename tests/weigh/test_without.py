"""Leaving out one origin, side or basis gives what weighing the rest of the case gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from claimant.model import Case, Linked, Omitted
from claimant.weigh import weigh

from .strategies import cases


@given(cases())
def test_a_loss_is_the_case_weighed_without_it(case: Case):
    assessment = weigh(case)
    for loss in assessment.losses:
        rest = tuple(p for p in assessment.case.positions if not _omitted(assessment.case, loss.omitted, loss.id, p))
        assert len(assessment.case.positions) - len(rest) == loss.positions
        again = weigh(replace(assessment.case, positions=rest))
        by_id = {one.hypothesis.id: one.probability for one in again.hypotheses}
        expected = [by_id[hypothesis.id] for hypothesis in assessment.case.hypotheses]
        assert list(loss.probabilities) == pytest.approx(expected, abs=1e-9)


def _omitted(case: Case, kind: Omitted, id: str, position) -> bool:
    match kind:
        case Omitted.ORIGIN:
            return position.origins == (id,)
        case Omitted.BASIS:
            return str(position.basis) == id
    day = case.incident.date.day if case.incident.date else None
    return isinstance(position.speaker, Linked) and case.side(position.speaker.actor, day) == id
