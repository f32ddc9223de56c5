"""A phrase in a text -> whom it means: decided, undecided, or nobody named. Doubt is a value, never a guess."""

from __future__ import annotations

from dataclasses import dataclass

from claimant.model import Span, Undecided, Unnamed, Who
from claimant.resolve.actors import Actors
from claimant.resolve.back import referring, remember
from claimant.resolve.phrases import Reader
from claimant.resolve.rules import NOBODY, Decision
from claimant.resolve.scenes import Scene


@dataclass(slots=True)
class Roster(Actors):
    """Recognises mentions, and keeps the actors that only the documents name. One for a case."""

    def who(self, span: Span | None, here: Scene, *, accused: bool = False, speaker: Who | None = None) -> Who:
        """Whom the phrase means. None (a passive, a narrator without a name) is nobody named.

        `speaker` is whom "its fighters" belong to. `accused`: "the army" that is blamed is that of the state where the case is, even in a
        report from elsewhere.
        """
        return self.decide(span, here, accused=accused, speaker=speaker).who

    def decide(self, span: Span | None, here: Scene, *, accused: bool = False, speaker: Who | None = None) -> Decision:
        """As `who`, with the rule that decided."""
        if span is None:
            return NOBODY
        decision = referring(self, here, span, speaker)
        if decision is None:
            decision = _whole(Reader(self, here, accused).phrase(span.start, span.end), span)
        remember(self, here, span, decision)
        return decision


def _whole(decision: Decision, span: Span) -> Decision:
    """The decision with the whole phrase as it is written, where it names nobody for sure."""
    match decision.who:
        case Unnamed(_, side):
            return Decision(Unnamed(span.text, side), decision.rule)
        case Undecided(_, candidates):
            return Decision(Undecided(span.text, candidates), decision.rule)
    return decision
