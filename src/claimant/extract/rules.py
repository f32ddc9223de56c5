"""The extractor by rules: cues, frames and shades over sentences. It needs no model and no network.

It stays as the fallback when the trained extractor is there, behind the same one-call interface. Measured on marked
texts by bench/statements.py; docs/explanation/limits.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimant.extract import figures, shades
from claimant.extract.frames import Found, place
from claimant.extract.lexicon import Hit, hits
from claimant.extract.names import Names
from claimant.extract.phrases import Phrase, before, first_actor, is_nobody, is_somebody
from claimant.extract.speech import Said, innermost, is_pronoun, said
from claimant.extract.tokens import Token, Words, english, index_at, tokens
from claimant.model import By, Certainty, Document, Extraction, Role, Span, Stance, Statement
from claimant.text import fold

_ACT = re.compile(
    r"\b(?:(?:attack|bomb|murder|kill|assassinat|massacr|kidnap|abduct|ambush|shoot|shot|sabotag|crime|criminal|raid|assault|hijack|strik|struck|"
    r"arson|incident|death|dead|genocid|poison|hostage|atrocit|traged|execut|terror|missile|rocket|destr|blast|explo|violen|shell|slay|slain|"
    r"hack|tortur|disappear|burn|blew|robber|downing|downed|offensive|aggress|involve|responsib|extort)\w*|fire|it|this|that|behind)\b"
)
_HEARSAY = re.compile(
    r"\b(?:allegedly|reportedly|alleged to|said to|suspected to|it is (?:suspected|believed|thought|said)|are said|is said|rumou?red)\b"
)
_NOBODY = re.compile(r"\b(?:no|nobody|none|neither|nor|no one|no-one)\b(?! doubt| longer)")
_BODY = re.compile(
    r"\b(?:ministr(?:y|ies)|service|agency|group|government|army|police|forces?|committee|council|party|front|organi[sz]ation|movement|office|embassy|"
    r"department|court|state|states|radio|command|legion|militants|rebels|guerrillas|officials|sources|authorities|company|institute|union|report|statement)\b(?! (?:spokes|minister|chief|head|director|leader))"
)
_WINDOW = 160
"""Characters around a cue in which words of certainty, role and basis belong to it: a long clause of a wire."""


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
            plural = self.speaker is not None and re.search(
                r"s\b|police|people|government|forces", self.speaker.text.lower()
            )
            return self.speaker if plural else None
        return (self.body or self.speaker) if pronoun in {"it", "its"} else self.speaker


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
        """The phrase as a span of the document."""
        return self.document.span(self.words[phrase[0]].start, self.words[phrase[1] - 1].end)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules, with the names of actors that the caller knows (any case, any script)."""

    names: Names = field(default_factory=Names)

    def __call__(self, document: Document) -> Extraction:
        """All statements and casualty figures of one document, in the order of the text."""
        folded = fold(document.text)
        memory = Memory()
        found: list[Statement] = []
        for start, end in document.sentences:
            found.extend(self._sentence(document, folded, start, end, memory))
        return Extraction(
            document=document.id,
            statements=tuple(sorted(_distinct(found), key=lambda s: (s.quote.start, (s.cue or s.quote).start, s.id))),
            figures=figures.figures(document, folded),
        )

    def _sentence(self, document: Document, folded: str, start: int, end: int, memory: Memory) -> Iterator[Statement]:
        kinds = english()
        words = tokens(document.text, start, end)
        if not words or len(words) > 400:
            return
        clauses = said(words, folded, kinds)
        known = self.names.at(words, folded, start, end)
        sentence = Sentence(document, start, end, words, folded, clauses, known, kinds)
        _take_turns(sentence, memory)
        for hit in hits(folded, start, end):
            for statement in _statements(sentence, hit, memory):
                yield statement
                if statement.target is not None and statement.stance is Stance.BLAMES:
                    memory.blamed = statement.target
                if statement.speaker is not None and not memory.turn:
                    memory.heard(statement.speaker)
        _remember(sentence, memory)


def _statements(sentence: Sentence, hit: Hit, memory: Memory) -> Iterator[Statement]:
    """The statements that one cue makes: none where it is negated away, unreal, or about nobody."""
    lead = sentence.folded[max(sentence.start, hit.start - 60) : hit.start]
    window = sentence.folded[max(sentence.start, hit.start - _WINDOW) : min(sentence.end, hit.end + _WINDOW)]
    if hit.cue.needs == "act" and not _ACT.search(sentence.folded, sentence.start, sentence.end):
        return
    for found in place(sentence, hit):
        settled = _settle(sentence, hit, found, memory)
        if settled is None:
            continue
        speaker, target, via, stance, own = settled
        verb_group = _verb_group(sentence, hit, found)
        if shades.is_unreal(lead) or shades.is_unreal(verb_group):
            continue
        if hit.cue.stance is Stance.BLAMES and shades.is_unsaid(lead):
            continue
        certainty = hit.cue.certainty or shades.certainty(
            window[: len(window) - max(0, _WINDOW - 40)] if hit.cue.act else window
        )
        asked = _asked_and_answered(sentence, hit)
        if asked is not None:
            if asked == ():
                continue
            speaker, via, own = sentence.span(asked), None, False  # type: ignore[arg-type]  # a phrase
        if shades.is_negated(verb_group) or (
            hit.cue.stance is Stance.BLAMES and shades.is_refuted(sentence.folded[sentence.start : hit.start])
        ):
            flipped = _negated(stance, hit, speaker, target, sentence, found)
            if flipped is None:
                continue
            stance, certainty = flipped
        role = hit.cue.role or (
            shades.role(window) if stance in {Stance.BLAMES, Stance.DENIES, Stance.CLEARS} else Role.CARRIED_OUT
        )
        basis = hit.cue.basis or shades.basis(window)
        if own and stance is Stance.BLAMES:
            key = (target.text.lower() if target else "", sentence.folded[hit.start : hit.end][:5])
            if key in memory.told:
                continue
            memory.told.add(key)
        yield Statement(
            quote=_quote(sentence, hit, speaker, target),
            cue=sentence.document.span(hit.start, hit.end),
            speaker=speaker,
            target=target,
            via=via,
            stance=stance,
            role=role,
            basis=basis,
            certainty=certainty,
            own=own,
            exclusive=stance is Stance.CLAIMS and bool(shades.EXCLUSIVE.search(window)),
            date=sentence.document.moment(hit.start),
            confidence=_confidence(hit, own, speaker, target),
            by=By.RULES,
        )


_ASKED = re.compile(r"\b(?:asked|questioned|pressed)\b[^.]{0,40}\b(?:whether|if)\b")
_YES = re.compile(
    r"\b(?:replied|answered|said|agreed|nodded)\b[^.]{0,30}?\b(?:believed so|thought so|yes|was so|of course|agreed|certainly|indeed)\b"
)


def _asked_and_answered(sentence: Sentence, hit: Hit) -> Phrase | tuple[()] | None:
    """Who says yes to a question that holds the cue: "asked whether X was behind it, he said that he believed so".

    None where the cue stands in no such question; nothing, (), where it does and nobody says yes.
    """
    asked = _ASKED.search(sentence.folded, sentence.start, hit.start)
    if asked is None or "," in sentence.folded[asked.end() : hit.start].rsplit(" and ", 1)[-1]:
        return None
    answer = _YES.search(sentence.folded, hit.end, sentence.end)
    if answer is None:
        return ()
    return before(sentence.words, index_at(sentence.words, answer.start()), sentence.kinds) or ()


def _settle(
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

    target: Span | None = None
    if found.target is not None:
        if is_pronoun(words, found.target):
            low = words[found.target[0]].low
            if low in {"we", "i", "us"}:
                if reporter is None and memory.speaker is None and not _first_person_source(sentence):
                    return None
                own = reporter is None and not memory.quoting
                speaker = reporter or (memory.speaker if memory.quoting else None)
                return speaker, None, relayed, Stance.CLAIMS if stance is Stance.BLAMES else Stance.DENIES, own
            if low in {"who"}:
                return None
            if stance is Stance.CLEARS and reporter is not None:
                return reporter, None, relayed, Stance.DENIES, False
            if inner is not None and reporter is not None and _says_of_itself(sentence, inner, found.target):
                own_side = Stance.CLAIMS if stance is Stance.BLAMES else Stance.DENIES
                return reporter, None, relayed, own_side, False
            if reporter is None and hit.cue.act:
                return None  # "as they fired": the narrator's pronoun accuses nobody
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
        if reporter is None and memory.quoting and memory.speaker is not None:
            return memory.speaker, target, None, stance, False
        if reporter is not None and target is not None and reporter.overlaps(target):
            if stance is Stance.CLEARS:
                return reporter, None, relayed, Stance.DENIES, False
            reporter, relayed = relayed, None
        return reporter, target, relayed, stance, reporter is None  # with nobody cited, the narrator speaks

    if is_pronoun(words, found.speaker):
        low = words[found.speaker[0]].low
        if low in {"we", "i"}:
            mine = reporter or (memory.speaker if memory.quoting else None)
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


def _verb_group(sentence: Sentence, hit: Hit, found: Found) -> str:
    """The words between the subject and the end of the cue, where a negation or a condition would stand."""
    subject = found.speaker if found.subject_is_speaker else found.target
    if subject is None or sentence.words[subject[1] - 1].end > hit.start:
        return sentence.folded[max(sentence.start, hit.start - 14) : hit.start]
    between = sentence.folded[sentence.words[subject[1] - 1].end : hit.start]
    return between if len(between) < 60 else between[-30:]


def _negated(
    stance: Stance, hit: Hit, speaker: Span | None, target: Span | None, sentence: Sentence, found: Found
) -> tuple[Stance, Certainty] | None:
    """What a negated cue says instead; None where it says nothing."""
    if stance is Stance.CLAIMS:
        return None  # "has not claimed responsibility" is silence
    if stance is Stance.BLAMES and hit.cue.frame in {"did", "by", "toward"}:
        if target is None or (speaker is not None and speaker.overlaps(target)):
            return Stance.DENIES, Certainty.STATED
        return (Stance.CLEARS, Certainty.STATED) if speaker is not None else None
    return None


def _quote(sentence: Sentence, hit: Hit, speaker: Span | None, target: Span | None) -> Span:
    """The sentence, cut at semicolons where speaker, cue and target all stand inside the part."""
    start, end = sentence.start, sentence.end
    inside = [s for s in (speaker, target) if s is not None and start <= s.start < end]
    for match in re.finditer(r";\s+", sentence.folded[start:end]):
        cut_start, cut_end = start + match.end(), start + match.start()
        if cut_end >= hit.end and all(span.end <= cut_end for span in inside):
            end = cut_end
            break
        if cut_start <= hit.start and all(span.start >= cut_start for span in inside):
            start = cut_start
    return sentence.document.span(start, end)


def _confidence(hit: Hit, own: bool, speaker: Span | None, target: Span | None) -> float:
    """How often such a statement was right on the marked training texts; measured by bench/statements.py --confidence."""
    if hit.cue.frame in {"speaks", "claimed_by"} and hit.cue.stance is Stance.CLAIMS:
        return 0.9
    if own:
        return 0.4 if hit.cue.weak else 0.5
    value = 0.75 if speaker is not None else 0.6
    return value - 0.2 if hit.cue.weak else value


_TURN = re.compile(
    r"\s*(?:\[[^\]]{0,24}(?:recording|continued|indistinct)[^\]]{0,12}\]\s*)*\[(?P<name>[^\W\d][\w .'-]{1,40})\]"
)
_NO_TURN = re.compile(r"indistinct|recording|omitted|as heard|as received|continued|video|passage|sentence|word|name")
_ASKS = re.compile(r"question|reporter|announcer|correspondent|moderator|interviewer|unidentified")


def _take_turns(sentence: Sentence, memory: Memory) -> None:
    """Transcripts of broadcasts name who speaks in brackets before the words: "[Samayoa] There is ...", until the next."""
    match = _TURN.match(sentence.folded, sentence.start, sentence.end)
    if match and not _NO_TURN.search(match["name"]):
        asks = bool(_ASKS.search(match["name"]))
        memory.turn = memory.quoting = not asks
        memory.speaker = None if asks else sentence.document.span(match.start("name"), match.end("name"))
    elif memory.turn and "[end" in sentence.folded[sentence.start : sentence.end]:
        memory.turn = memory.quoting = False


def _remember(sentence: Sentence, memory: Memory) -> None:
    """Carry over who spoke, and whether a quotation is still open at the end of the sentence."""
    if memory.turn:
        return
    named = [c for c in sentence.clauses if not is_pronoun(sentence.words, c.speaker) and not c.relays]
    first = first_actor(sentence.words, len(sentence.words), sentence.kinds, sentence.names)
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


def _person_like(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the phrase can be a person: a name or an office, not just a word capitalised by its place."""
    inside = sentence.words[phrase[0] : phrase[1]]
    named = any(token.text[:1].isupper() for token in inside if token.start > sentence.start)
    acronym = any(token.text.isupper() and len(token.text) > 2 for token in inside) and any(
        t.text.islower() for t in sentence.words
    )
    return not acronym and (named or any(token.low in sentence.kinds.spokespeople for token in inside))


def _distinct(statements: Sequence[Statement]) -> Iterator[Statement]:
    """One statement for each speaker, stance, target and role in a sentence: the surest."""
    best: dict[tuple[object, ...], Statement] = {}
    doubted = [s for s in statements if s.stance in {Stance.DOUBTS, Stance.CLEARS} and s.target and s.cue]
    for statement in statements:
        speaker = (statement.speaker.start, statement.speaker.end) if statement.speaker else statement.own
        target = (statement.target.start, statement.target.end) if statement.target else None
        if statement.stance is Stance.BLAMES and any(_inside_doubt(statement, other) for other in doubted):
            continue
        key = (statement.quote.start, speaker, statement.stance, target)
        if key not in best or best[key].confidence < statement.confidence:
            best[key] = statement
    yield from best.values()


def _inside_doubt(statement: Statement, doubt: Statement) -> bool:
    """Whether the accusation only says what is doubted: "it would be rash to say that the army did it"."""
    same = statement.target is not None and doubt.target is not None and statement.target.overlaps(doubt.target)
    return (
        same
        and statement.quote.start == doubt.quote.start
        and bool(doubt.cue and statement.cue and doubt.cue.start < statement.cue.start)
    )
