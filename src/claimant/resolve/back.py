"""Mentions that only refer back: "he", "we", "its fighters", and what must be kept of a mention for those that come later."""

from __future__ import annotations

from claimant.model import ActorKind, Linked, Span, Who
from claimant.resolve.actors import Actors
from claimant.resolve.names import bare
from claimant.resolve.rules import BY_STATE, Decision, linked, unnamed
from claimant.resolve.scenes import Scene
from claimant.resolve.words import ITS_OWN, NO_NAMES, PRONOUNS, REPEATED, RULE, STATE_BODIES, words_of
from claimant.text import fold_name

_LATELY = 400
"""Characters back to which "he" and "they" reach: a sentence or two."""
_NAMED = frozenset({"name", "weak name", "new", "introduced", "last name", "last name here", "spelling", *BY_STATE})
"""Rules whose mentions leave a last name behind."""
_OWNING = frozenset({"its", "the", "his", "her", "our", "my ", "all"})
_FIRST = frozenset("i we me us myself ourselves".split())
_ONE = frozenset("he she him her himself herself".split())


def referring(actors: Actors, here: Scene, span: Span, speaker: Who | None) -> Decision | None:
    """Whom a pronoun or "its fighters" means; None where the phrase is neither."""
    phrase = here.folded[span.start : span.end].strip()
    if phrase in PRONOUNS:
        return _pronoun(actors, here, span, phrase, speaker)
    if len(phrase) < 60 and phrase[:3] in _OWNING and ITS_OWN.match(phrase):
        return _its_own(actors, here, span, phrase, speaker)
    return None


def remember(actors: Actors, here: Scene, span: Span, decision: Decision) -> None:
    """Keeps a last name for its next mention, and whom "he" or "they" may mean."""
    who = decision.who
    if not isinstance(who, Linked):
        return
    here.said.append((span.start, who))
    if decision.rule not in _NAMED:
        return
    words = words_of(bare(here.folded[span.start : span.end]))
    if words and words[-1] in REPEATED and len(words) > 1 and actors.kind(who.actor) is not ActorKind.PERSON:
        here.aliases[f"the {words[-1]}"] = (who, frozenset(words))
    if not words or words[-1] in NO_NAMES:
        return
    ends = (m for m in here.within(span.start, span.end) if m.end == span.end)
    person = decision.rule == "new" and actors.kind(who.actor) is ActorKind.PERSON
    if person or not any(m.sort in {"body", "office", "demonym", "state", "capital", "metonym"} for m in ends):
        here.aliases.setdefault(words[-1], (who, frozenset(words)))


def _pronoun(actors: Actors, here: Scene, span: Span, phrase: str, speaker: Who | None) -> Decision:
    """The speaker for the first person, else whoever of that kind was meant last in the sentences just before."""
    if phrase in _FIRST:
        return linked("its own", speaker.actor, span.text) if isinstance(speaker, Linked) else unnamed(span.text)
    for at, who in reversed(here.said):
        if span.start - _LATELY <= at < span.start and isinstance(who, Linked):
            if (actors.kind(who.actor) is ActorKind.PERSON) == (phrase in _ONE):
                return linked("pronoun", who.actor, span.text)
    return unnamed(span.text)


def _its_own(actors: Actors, here: Scene, span: Span, phrase: str, speaker: Who | None) -> Decision | None:
    """ "Its fighters" are the speaker's; "its armed forces" only where the speaker is a state's, else those of the state named before."""
    words = words_of(phrase)
    who = speaker
    if words[0] in {"his", "her"}:
        people = [one for at, one in here.said if span.start - _LATELY <= at and _is_person(actors, one)]
        who = people[-1] if people else who
    if not isinstance(who, Linked):
        if {"our", "my"} & set(words) and here.publisher and (side := _voice_of(actors, here.publisher)):
            return linked("its own", side, span.text)
        return None if set(words) & (STATE_BODIES | RULE) else unnamed(span.text)
    actor = who.actor
    if actors.kind(actor) is ActorKind.MEDIA:
        actor = _voice_of(actors, actor) or actor
    day = here.date.day if here.date else None
    state = actors.state(actor, day)
    if words[-1] in RULE and state:
        return linked("its own", f"{state}-government", span.text)
    if set(words) & STATE_BODIES and not state:
        return None
    if state and (body := _body(actors, here, state, phrase)):
        return linked("its own", body, span.text)
    for part in actors.parts(actor):
        if part.holds(day) and words[-1] in words_of(fold_name(actors.name(part.actor))):
            return linked("its own", part.actor, span.text)  # "his brigade" is the one he commands
    return Decision(who, "its own") if actor == who.actor else linked("its own", actor, span.text)


def _body(actors: Actors, here: Scene, state: str, phrase: str) -> str | None:
    """The state's institution that the last words of "our own air defence" are a phrase of."""
    words = phrase.split()
    for first in range(1, len(words)):
        called = " ".join(words[first:])
        ids, sort = actors.gazetteer.means.get(called, ((), ""))
        if sort == "body" and ids[0] != "government":
            return actors.gazetteer.body(state, ids[0], called, here.year)
    return None


def _is_person(actors: Actors, who: Who) -> bool:
    return isinstance(who, Linked) and actors.kind(who.actor) is ActorKind.PERSON


def _voice_of(actors: Actors, outlet: str) -> str | None:
    """The armed group or party whose own outlet it is."""
    for part in actors.parts(outlet):
        if actors.kind(part.actor) in {ActorKind.ARMED_GROUP, ActorKind.PARTY}:
            return part.actor
    return None
