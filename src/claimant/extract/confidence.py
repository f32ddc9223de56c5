"""How often each kind of statement was whole (speaker, stance and target as people marked them) on the train marks.

Counted by `python -m bench.rule_confidence DATA_DIR --scorer SCORER` on 512 wire messages and 259 modern texts, over
both together: (whole + WEIGHT * share of all) / (found + WEIGHT), rounded to .05, so that a kind seen three times says little.
Two thirds of the wires were chosen for words such as "accused", so these are figures for contested attacks, not for news at large.
"""

from __future__ import annotations

from claimant.extract.lexicon import Cue
from claimant.model import Stance

_FAMILIES = {
    "accuses": "accusation",
    "accuses_on": "accusation",
    "points": "accusation",
    "accused": "passive accusation",
    "toward": "impersonal accusation",
    "did": "deed",
    "by": "deed in the passive",
}
WEIGHT = 4
"""How many statements of the usual quality each kind is given on top of its own, so that rare kinds stay near the usual."""
CONFIDENCE: dict[str, float] = {
    "accusation, named": 0.55,
    "accusation, named, weak cue": 0.35,
    "accusation, narrator": 0.15,
    "accusation, narrator, weak cue": 0.30,
    "accusation, unnamed": 0.30,
    "accusation, unnamed, weak cue": 0.25,
    "claim, named": 0.80,
    "claim, unnamed": 0.25,
    "deed in the passive, named": 0.60,
    "deed in the passive, narrator": 0.50,
    "deed in the passive, unnamed": 0.80,
    "deed, named": 0.30,
    "deed, named, weak cue": 0.60,
    "deed, narrator": 0.20,
    "deed, narrator, weak cue": 0.45,
    "deed, unnamed": 0.25,
    "deed, unnamed, weak cue": 0.45,
    "denial, named": 0.40,
    "denial, narrator": 0.20,
    "denial, unnamed": 0.20,
    "doubt, named": 0.40,
    "impersonal accusation, named": 0.60,
    "impersonal accusation, named, weak cue": 0.20,
    "impersonal accusation, narrator": 0.25,
    "impersonal accusation, narrator, weak cue": 0.50,
    "impersonal accusation, unnamed": 0.55,
    "passive accusation, named": 0.60,
    "passive accusation, named, weak cue": 0.25,
    "passive accusation, unnamed": 0.20,
    "passive accusation, unnamed, weak cue": 0.25,
}
OTHER = 0.3
"""For a kind that the train marks never showed."""


def kind(cue: Cue, *, own: bool, named: bool) -> str:
    """The kind of statement that a cue makes, as the table names it."""
    family = {
        Stance.CLAIMS: "claim",
        Stance.DENIES: "denial",
        Stance.CLEARS: "denial",
        Stance.DOUBTS: "doubt",
    }.get(cue.stance) or _FAMILIES[cue.frame]
    speaker = "narrator" if own else "named" if named else "unnamed"
    return f"{family}, {speaker}{', weak cue' if cue.weak else ''}"


def confidence(cue: Cue, *, own: bool, named: bool) -> float:
    """How often such a statement is right, 0 to 1."""
    return CONFIDENCE.get(kind(cue, own=own, named=named), OTHER)
