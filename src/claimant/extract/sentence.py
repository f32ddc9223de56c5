"""One sentence under the rules, and what a reader remembers from the sentences before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimant.extract.phrases import Phrase, first_actor
from claimant.extract.speech import Said, is_pronoun
from claimant.extract.tokens import Token, Words
from claimant.model import Document, Span

_BODY = re.compile(
    r"\b(?:ministr(?:y|ies)|service|agency|group|government|army|police|forces?|committee|council|party|front|organi[sz]ation|movement|office|embassy|"
    r"department|court|state|states|radio|command|legion|militants|rebels|guerrillas|officials|sources|authorities|company|institute|union|report|statement)\b(?! (?:spokes|minister|chief|head|director|leader))"
)


_PLURAL = re.compile(r"(?:\w\ws|police|people|government|forces)(?: (?:of|in|from|close to) .*)?$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence under the rules: its tokens, the folded text, its reporting clauses, and where known names stand."""

    document: Document
    start: int
    end: int
    words: Sequence[Token]
    folded: str
    clauses: Sequence[Said]
    names: frozenset[int]
    kinds: Words

    def span(self, phrase: Phrase) -> Span:
        """The phrase as a span of the document, without the possessive at its end."""
        last = self.words[phrase[1] - 1]
        return self.document.span(self.words[phrase[0]].start, last.end - 2 * last.low.endswith("'s"))


@dataclass(slots=True)
class Memory:
    """What a reader remembers from the sentences before: who spoke last, who was blamed last, what was already told."""

    speaker: Span | None = None
    person: Span | None = None
    body: Span | None = None
    blamed: Span | None = None
    subject: Span | None = None
    quoting: bool = False
    turn: bool = False
    told: set[tuple[str, str]] = field(default_factory=set)

    def heard(self, speaker: Span) -> None:
        """Take note of who spoke: a person whom "he" can mean, or a body whom "it" can mean."""
        self.speaker = speaker
        if _BODY.search(speaker.text.lower()):
            self.body = speaker
        else:
            self.person = speaker

    def antecedent(self, pronoun: str) -> Span | None:
        """Whom a pronoun means, as far as the sentences before say."""
        if pronoun in {"he", "she", "his", "her", "him"}:
            return self.person or self.speaker
        if pronoun in {"they", "their", "them"}:
            plural = self.speaker is not None and _PLURAL.search(self.speaker.text.lower())
            return self.speaker if plural else None
        return (self.body or self.speaker) if pronoun in {"it", "its"} else self.speaker


_TURN = re.compile(
    r"\s*(?:\[[^\]]{0,24}(?:recording|continued|indistinct)[^\]]{0,12}\]\s*)*\[(?P<name>[^\W\d][\w .'-]{1,40})\]"
)
_NO_TURN = re.compile(r"indistinct|recording|omitted|as heard|as received|continued|video|passage|sentence|word|name")
_ASKS = re.compile(r"question|reporter|announcer|correspondent|moderator|interviewer|unidentified")


def take_turns(document: Document, folded: str, start: int, end: int, memory: Memory) -> int:
    """Transcripts of broadcasts name who speaks in brackets before the words: "[Samayoa] There is ...", until the next.

    Returns where the words begin in the sentence folded[start:end]: behind such a label, else at `start`.
    """
    match = _TURN.match(folded, start, end)
    if match and not _NO_TURN.search(match["name"]):
        asks = bool(_ASKS.search(match["name"]))
        memory.turn = memory.quoting = not asks
        memory.speaker = None if asks else document.span(match.start("name"), match.end("name"))
        words = folded[match.end() : end]
        return end - len(words.lstrip()) if words.strip() else start
    if memory.turn and "[end" in folded[start:end]:
        memory.turn = memory.quoting = False
    return start


def remember(sentence: Sentence, memory: Memory) -> None:
    """Carry over who spoke, and whether a quotation is still open at the end of the sentence."""
    if memory.turn:
        return
    named = [c for c in sentence.clauses if not is_pronoun(sentence.words, c.speaker) and not c.relays]
    first = _first_actor(sentence)
    if first:
        memory.subject = sentence.span(first)
        if _BODY.search(memory.subject.text.lower()):
            memory.body = memory.subject
        elif _person_like(sentence, first):
            memory.person = memory.subject
        memory.speaker = memory.speaker or memory.subject
    for clause in named[:2]:
        memory.heard(sentence.span(clause.speaker))
    text = sentence.document.text[sentence.start : sentence.end]
    opened, closed = text.count("“"), text.count("”")
    straight = text.count('"')
    if opened or closed:
        memory.quoting = opened > closed or (memory.quoting and closed <= opened)
    elif straight % 2:
        memory.quoting = not memory.quoting
    colon = text.rstrip().endswith(":")
    if colon and sentence.clauses:
        memory.quoting = True


def _first_actor(sentence: Sentence) -> Phrase | None:
    """The first actor of the main clause, else of the last one, else of the one before a colon: "the general went on: it was ..."."""
    main = next((k for k, token in enumerate(sentence.words) if token.low in {"that", "which", "who", "where"}), 0)
    subject = first_actor(sentence.words, main, sentence.kinds, sentence.names) if main else None
    if subject:
        return subject
    found = first_actor(sentence.words, len(sentence.words), sentence.kinds, sentence.names)
    colon = next((k for k in range(len(sentence.words) - 1, 0, -1) if sentence.words[k].low == ":"), 0)
    return found or (first_actor(sentence.words, colon, sentence.kinds, sentence.names) if colon else None)


def _person_like(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the phrase can be a person: a name or an office, not just a word capitalised by its place."""
    inside = sentence.words[phrase[0] : phrase[1]]
    named = any(token.text[:1].isupper() for token in inside if token.start > sentence.start)
    acronym = any(token.text.isupper() and len(token.text) > 2 for token in inside) and any(
        t.text.islower() for t in sentence.words
    )
    return not acronym and (named or any(token.low in sentence.kinds.spokespeople for token in inside))
