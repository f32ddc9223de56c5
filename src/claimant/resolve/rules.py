"""How a mention was decided, and how often such decisions are right: the score of a link is that measured share."""

from __future__ import annotations

from dataclasses import dataclass

from claimant.model import Linked, Undecided, Unnamed, Who

SHARES: dict[str, float] = {}
LEAST = 0.6


@dataclass(frozen=True, slots=True)
class Decision:
    """Whom a mention means, and the rule that said so ("" where nobody is named)."""

    who: Who
    rule: str = ""


NOBODY = Decision(Unnamed())


def linked(rule: str, actor: str, phrase: str = "") -> Decision:
    """The actor with the rule's share as its score; undecided where the rule is right too seldom to be believed."""
    share = SHARES.get(rule, 0.7)
    if share < LEAST:
        return Decision(Undecided(phrase, ((actor, share),)), rule)
    return Decision(Linked(actor, share), rule)


def undecided(rule: str, phrase: str, ids: tuple[str, ...] | list[str], shares: tuple[float, ...] = ()) -> Decision:
    """One of several, equally likely where no shares are given."""
    scores = shares or (round(1 / len(ids), 3),) * len(ids)
    return Decision(Undecided(phrase, tuple(zip(ids, scores, strict=False))), rule)


def unnamed(phrase: str, side: str | None = None) -> Decision:
    """Nobody is named; `side` where the words give one."""
    return Decision(Unnamed(phrase, side))
