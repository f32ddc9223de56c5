"""A person's word over the machine's: what stands of a case's judgements, and what it does to statements.

    judgements -> stand -> Standing -> read.judged_origins, resolve.resolve

`stand` folds the list, `readings` applies what stands to one document's statements, `said` tells a judgement in words,
`judgement` makes one, `read_lines` reads many.
"""

from __future__ import annotations

from claimant.judging.making import judgement, made_of, read_lines
from claimant.judging.standing import Standing, stand
from claimant.judging.statements import Reading, alike, grounded, readings
from claimant.judging.words import said

__all__ = [
    "Reading",
    "Standing",
    "alike",
    "grounded",
    "judgement",
    "made_of",
    "read_lines",
    "readings",
    "said",
    "stand",
]
