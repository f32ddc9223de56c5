"""How often each kind of statement was right on the marked training texts."""

from __future__ import annotations

from claimant.extract.lexicon import Cue
from claimant.model import Stance

CONFIDENCE: dict[str, float] = {}


def kind(cue: Cue, *, own: bool, named: bool) -> str:
    """The kind of statement that a cue makes, as the table names it."""
    who = "narrator" if own else "named" if named else "unnamed"
    return f"{cue.frame}, {cue.stance}, {who}{', weak' if cue.weak else ''}"


def confidence(cue: Cue, *, own: bool, named: bool) -> float:
    if cue.frame in {"speaks", "claimed_by"} and cue.stance is Stance.CLAIMS:
        return 0.9
    if own:
        return 0.4 if cue.weak else 0.5
    value = 0.75 if named else 0.6
    return value - 0.2 if cue.weak else value
