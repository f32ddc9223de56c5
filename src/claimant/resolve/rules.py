"""How a mention was decided, and how often such decisions are right: the score of a link is that measured share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimant.model import Linked, Undecided, Unnamed, Who

RARE = 0.9
"""The share of all those rules together that decided fewer than ten of the marked mentions each: 26 of 29 mentions."""
SHARES: dict[str, float] = {
    "name": 0.99,
    "institution here": 0.95,
    "group named": 0.88,
    "weak name": 0.98,
    "named before": 0.91,
    "institution of a state": 0.94,
    "new": 0.87,
    "institution likely here": 0.88,
    "introduced": 0.86,
    "institution perhaps here": 0.58,
    "state": 0.99,
    "group of the state": 0.75,
    "whose government": 0.99,
    "its own": 0.96,
    "institution nearby": RARE,
    "force before": 0.38,
    "planes": 0.99,
    "voice before": 0.64,
    "both": 0.73,
    "last name here": 0.99,
    "last name": RARE,
    "spelling": RARE,
    "state's side": RARE,
    "nationality": RARE,
    "seat of government": RARE,
    "group beside": RARE,
    "explained": RARE,
    "short name": RARE,
    "spokesperson": RARE,
    "pronoun": 0.73,
}
"""By rule, the share of mentions whose side was right: on the marked speakers and targets of 416 news wires of 1988 to 1990
(2,562 mentions), rounded to hundredths, at most .99. `python -m bench.actors DATA GOLD --by-rule` prints them again."""
LEAST = 0.5
"""A rule that is wrong more often than right is not believed: it leaves its mentions undecided, with the one that it would have chosen."""
UNMEASURED = 0.4
"""The share of a rule that decided none of the marked mentions: not believed either, until it is measured."""
BY_STATE = frozenset({"institution here", "institution likely here", "institution perhaps here", "institution nearby"})
"""The rules of an institution whose state only the document gives."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whom a mention means, and the rule that said so ("" where nobody is named)."""

    who: Who
    rule: str = ""


NOBODY = Decision(Unnamed())


def linked(rule: str, actor: str, phrase: str = "") -> Decision:
    """The actor with the rule's share as its score; undecided where the rule is right too seldom to be believed."""
    share = SHARES.get(rule, UNMEASURED)
    if share < LEAST:
        return Decision(Undecided(phrase, ((actor, share),)), rule)
    return Decision(Linked(actor, share), rule)


def undecided(rule: str, phrase: str, ids: Sequence[str], shares: Sequence[float] = ()) -> Decision:
    """One of several, equally likely where no shares are given."""
    scores = shares or (round(1 / len(ids), 3),) * len(ids)
    return Decision(Undecided(phrase, tuple(zip(ids, scores, strict=False))), rule)


def unnamed(phrase: str, side: str | None = None) -> Decision:
    """Nobody is named; `side` where the words give one."""
    return Decision(Unnamed(phrase, side))
