"""How often each kind of statement was right on the marked training texts."""

from __future__ import annotations

from claimant.extract.lexicon import Cue
from claimant.model import Stance

CONFIDENCE: dict[str, float] = {}


def kind(cue: Cue, *, own: bool, named: bool) -> str:
    """The kind of statement that a cue makes, as the table names it."""
    who = "narrator" if own else "named" if named else "unnamed"
    return f"{cue.frame}, {cue.stance}, {who}{', weak' if cue.weak else ''}"
