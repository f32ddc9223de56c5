"""How a mention was decided, and how often such decisions are right: the score of a link is that measured share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimant.model import Linked, Undecided, Unnamed, Who

RARE = 0.9
"""The share of all those rules together that decided fewer than ten of the marked mentions each: 28 of 31 mentions."""
SHARES: dict[str, float] = {
    "name": 0.99,
    "institution here": 0.93,
    "institution of a state": 0.93,
    "weak name": 0.98,
    "new": 0.8,
    "group named": 0.88,
    "named before": 0.89,
    "institution likely here": 0.82,
    "state": 0.99,
    "introduced": 0.85,
    "institution perhaps here": 0.68,
    "group of the state": 0.75,
    "seat of government": 0.99,
    "whose government": 0.99,
    "its own": 0.89,
    "force before": 0.38,
    "pronoun": 0.92,
    "both": 0.73,
    "planes": 0.99,
    "last name here": 0.99,
    "voice before": 0.7,
    "last name": RARE,
    "nationality": RARE,
    "spelling": RARE,
    "explained": RARE,
    "state's side": RARE,
    "group beside": RARE,
    "short name": RARE,
    "spokesperson": RARE,
}
"""By rule, the share of mentions whose side was right, on those that the rules were made with: the marked speakers and targets of 416 news
wires of 1988 to 1990 and the marked mentions of 40 reports of all times (2,950 mentions), rounded to hundredths, at most .99.
`python -m bench.actors` prints them for any marks (`--by-rule`)."""
LEAST = 0.5
"""A rule that is wrong more often than right is not believed: it leaves its mentions undecided, with the one that it would have chosen."""
UNMEASURED = 0.4
"""The share of a rule that decided none of the marked mentions: not believed either, until it is measured."""
BY_STATE = frozenset({"institution here", "institution likely here", "institution perhaps here"})
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
