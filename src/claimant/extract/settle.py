"""Phrases to speakers and targets: pronouns to their antecedents, the speaker of the clause, the narrator."""

from __future__ import annotations

import re

from claimant.extract.frames import Found
from claimant.extract.lexicon import Hit
from claimant.extract.phrases import Phrase, before, is_nobody, is_somebody
from claimant.extract.sentence import Memory, Sentence
from claimant.extract.speech import Said, innermost, is_pronoun
from claimant.extract.tokens import index_at
from claimant.model import Span, Stance

_HEARSAY = re.compile(
    r"\b(?:allegedly|reportedly|alleged to|said to|suspected to|it is (?:suspected|believed|thought|said)|are said|is said|rumou?red)\b"
)
_NOBODY = re.compile(r"\b(?:no|nobody|none|neither|nor|no one|no-one)\b(?! doubt| longer)")


def settle(
    sentence: Sentence, hit: Hit, found: Found, memory: Memory
) -> tuple[Span | None, Span | None, Span | None, Stance, bool] | None:
    """Phrases to spans: pronouns to their antecedents, the speaker of the clause, the narrator; None where nobody is meant."""
    words, kinds, stance = sentence.words, sentence.kinds, hit.cue.stance
    inner, outer = innermost([c for c in sentence.clauses if c.verb < hit.start or c.verb >= hit.end], hit.start)
    reporter = _reporter(sentence, inner, memory)
    relayed = _reporter(sentence, outer, memory) if outer else None
    if inner is not None and inner.relays:
        reporter, relayed = (relayed, reporter) if outer is not None and not outer.relays else (None, reporter)
    lost = inner is not None and not inner.relays and reporter is None  # "they told the agency", and nobody knows who
    hearsay = (
        lost
        or reporter is None
        and bool(_HEARSAY.search(sentence.folded, max(sentence.start, hit.start - 40), hit.end + 12))
    )

    quoting = memory.quoting or reporter is None and in_quotes(sentence, hit.start)
    target: Span | None = None
    if found.target is not None:
        if is_pronoun(words, found.target):
            low = words[found.target[0]].low
            if low in {"we", "i", "us"}:
                if reporter is None and memory.speaker is None and not _first_person_source(sentence):
                    return None
                own = reporter is None and not quoting
                speaker = reporter or (memory.speaker if quoting else None)
                return speaker, None, relayed, Stance.CLAIMS if stance is Stance.BLAMES else Stance.DENIES, own
            if low in {"who"}:
                return None
            if stance is Stance.CLEARS and reporter is not None:
                return reporter, None, relayed, Stance.DENIES, False
            if inner is not None and reporter is not None and _says_of_itself(sentence, inner, found.target):
                own_side = Stance.CLAIMS if stance is Stance.BLAMES else Stance.DENIES
                return reporter, None, relayed, own_side, False
            if hit.cue.act and (reporter is None or low == "it"):
                return None  # "as they fired", "it killed": the pronoun accuses nobody
            target = memory.blamed or memory.subject
            if target is None:
                return None
        else:
            if is_nobody(words, found.target, kinds):
                return None
            if (hit.cue.act or found.strict) and not is_somebody(words, found.target, kinds, sentence.names):
                return None
            target = sentence.span(found.target)

    if found.speaker is None:
        if (found.anonymous or hearsay) and reporter is None:
            return None, target, relayed, stance, False
        if reporter is None and quoting and memory.speaker is not None:
            return memory.speaker, target, None, stance, False
        if reporter is not None and target is not None and reporter.overlaps(target):
            if stance is Stance.CLEARS:
                return reporter, None, relayed, Stance.DENIES, False
            reporter, relayed = relayed, None
        return reporter, target, relayed, stance, reporter is None  # with nobody cited, the narrator speaks

    if is_pronoun(words, found.speaker):
        low = words[found.speaker[0]].low
        if low in {"we", "i"}:
            mine = reporter or (memory.speaker if quoting else None)
            return mine, target, relayed, stance, mine is None
        antecedent = reporter or memory.antecedent(low)
        if antecedent is None:
            return None
        return antecedent, target, relayed, stance, False
    phrase = sentence.words[found.speaker[0] : found.speaker[1]]
    if _NOBODY.search(sentence.folded, max(sentence.start, phrase[0].start - 40), phrase[-1].end):
        return None
    speaker = sentence.span(found.speaker)
    via = reporter if reporter is not None and not reporter.overlaps(speaker) else None
    return speaker, target, via, stance, False


def in_quotes(sentence: Sentence, offset: int) -> bool:
    """Whether the sentence begins with a quotation mark, and the quotation is still open at `offset`."""
    said_before = sentence.document.text[sentence.start : offset]
    if said_before[:1] == "“":
        return said_before.count("“") > said_before.count("”")
    return said_before[:1] == '"' and said_before.count('"') % 2 == 1


def _says_of_itself(sentence: Sentence, clause: Said, target: Phrase) -> bool:
    """Whether the pronoun is the speaker: it stands right behind the verb of saying ("says it did it")."""
    verb = index_at(sentence.words, clause.verb)
    return 0 < target[0] - verb <= 2 and sentence.words[target[0]].low in {"it", "they", "he", "she"}


def _reporter(sentence: Sentence, clause: Said | None, memory: Memory) -> Span | None:
    """The speaker of a reporting clause as a span; a pronoun is whoever spoke last."""
    if clause is None:
        return None
    if is_pronoun(sentence.words, clause.speaker):
        if sentence.words[clause.speaker[0]].low in {"who", "him", "them"}:
            earlier = before(sentence.words, clause.speaker[0], sentence.kinds)
            return sentence.span(earlier) if earlier else memory.speaker
        pronoun = sentence.words[clause.speaker[0]].low
        return _subject_before(sentence, clause.speaker[0]) or memory.antecedent(pronoun)
    return sentence.span(clause.speaker)


def _subject_before(sentence: Sentence, index: int) -> Span | None:
    """Another clause's speaker earlier in the sentence, whom "he" or "it" then means."""
    for clause in sentence.clauses:
        if clause.speaker[1] <= index and not is_pronoun(sentence.words, clause.speaker):
            return sentence.span(clause.speaker)
    return None


def _first_person_source(sentence: Sentence) -> bool:
    """Whether a document may speak of itself as "we": radios and papers of a group do; kept for every narrator."""
    return sentence.document.source.publisher is not None
