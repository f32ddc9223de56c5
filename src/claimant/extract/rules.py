"""The extractor by rules: cues, frames and shades over sentences. It needs no model and no network.

It is the fallback of the trained extractor, behind the same one-call interface. Measured on marked
texts by bench/statements.py; docs/explanation/reading.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from claimant.extract import details, figures, shades
from claimant.extract.confidence import confidence
from claimant.extract.frames import Found, place
from claimant.extract.lexicon import Hit, hits
from claimant.extract.names import Names
from claimant.extract.phrases import Phrase, before
from claimant.extract.sentence import Memory, Sentence, remember, take_turns
from claimant.extract.settle import settle
from claimant.extract.speech import said
from claimant.extract.tokens import english, index_at, pieces, tokens
from claimant.model import Basis, By, Certainty, Document, Extraction, Role, Span, Stance, Statement
from claimant.text import fold

_ACT = re.compile(
    r"\b(?:(?:attack|bomb|murder|kill|assassinat|massacr|kidnap|abduct|ambush|shoot|shot|sabotag|crime|criminal|raid|assault|hijack|strik|struck|"
    r"arson|incident|death|dead|died|genocid|poison|hostage|atrocit|traged|execut|terror|missile|rocket|destr|blast|explo|violen|shell|slay|slain|"
    r"hack|tortur|disappear|burn|blew|robber|downing|downed|offensive|aggress|involve|responsib|extort|blow|blown|plant)\w*|fire|it|this|that|behind)\b"
)
_WINDOW = 160
"""Characters around a cue in which words of certainty, role and basis belong to it: a long clause of a wire."""
_NEAR = 40
"""Characters behind the verb of a deed in which words of certainty still belong to it."""

_CLAIMED_ON = frozenset({Basis.RECORDING, Basis.WARNING, Basis.FORENSIC})
"""What a claimant can show for its claim."""


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
            for piece in pieces(folded, start, end):
                found.extend(self._sentence(document, folded, *piece, memory))
        return Extraction(
            document=document.id,
            statements=tuple(sorted(_distinct(found), key=lambda s: (s.quote.start, (s.cue or s.quote).start, s.id))),
            figures=figures.figures(document, folded),
            details=details.details(document, folded),
        )

    def _sentence(self, document: Document, folded: str, start: int, end: int, memory: Memory) -> list[Statement]:
        kinds = english()
        start = take_turns(document, folded, start, end, memory)
        words = tokens(document.text, start, end)
        if not words:
            return []
        clauses = said(words, folded, kinds)
        known = self.names.at(words, folded, start, end)
        sentence = Sentence(document, start, end, words, folded, clauses, known, kinds)
        found: list[Statement] = []
        for hit in hits(folded, start, end):
            for statement in _statements(sentence, hit, memory):
                found.append(statement)
                if statement.target is not None and statement.stance is Stance.BLAMES:
                    memory.blamed = statement.target
                if statement.speaker is not None and not memory.turn:
                    memory.heard(statement.speaker)
        remember(sentence, memory)
        return _with_content(found, sentence)


def _statements(sentence: Sentence, hit: Hit, memory: Memory) -> Iterator[Statement]:
    """The statements that one cue makes: none where it is negated away, unreal, or about nobody."""
    lead = sentence.folded[max(sentence.start, hit.start - 60) : hit.start]
    window = sentence.folded[max(sentence.start, hit.start - _WINDOW) : min(sentence.end, hit.end + _WINDOW)]
    near = sentence.folded[max(sentence.start, hit.start - _WINDOW) : min(sentence.end, hit.end + _NEAR)]
    if hit.cue.needs == "act" and not _ACT.search(sentence.folded, sentence.start, sentence.end):
        return
    for found in place(sentence, hit):
        settled = settle(sentence, hit, found, memory)
        if settled is None:
            continue
        speaker, target, via, stance, own = settled
        if speaker is None and sentence.folded[sentence.start : sentence.end].rstrip('" )').endswith("?"):
            continue  # a question with nobody cited says nothing
        verb_group = _verb_group(sentence, hit, found)
        asked = _asked_and_answered(sentence, hit)
        if asked is None and (shades.is_unreal(lead) or shades.is_unreal(verb_group)):
            continue
        if hit.cue.stance is Stance.BLAMES and shades.is_unsaid(
            sentence.folded[max(sentence.start, hit.start - 110) : hit.start]
        ):
            continue
        certainty = hit.cue.certainty or shades.certainty(near if hit.cue.act else window)
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
        if stance is Stance.CLAIMS and basis not in _CLAIMED_ON:
            basis = Basis.NONE  # what others show for a claim is theirs: "officials have evidence that confirms it"
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
            confidence=confidence(hit.cue, own=own, named=speaker is not None),
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


def _verb_group(sentence: Sentence, hit: Hit, found: Found) -> str:
    """The words between the subject and the end of the cue, where a negation or a condition would stand."""
    subject = found.speaker if found.subject_is_speaker else found.target
    if subject is None or sentence.words[subject[1] - 1].end > hit.start:
        return sentence.folded[max(sentence.start, hit.start - 14) : hit.start]
    between = sentence.folded[sentence.words[subject[1] - 1].end : hit.start]
    between = between.rsplit(" but ", 1)[-1]  # "is not pinning it on X, but has pinned it on Y"
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
    for match in re.compile(r";\s+").finditer(sentence.folded, start, end):
        cut_end, cut_start = match.span()
        if cut_end >= hit.end and all(span.end <= cut_end for span in inside):
            end = cut_end
            break
        if cut_start <= hit.start and all(span.start >= cut_start for span in inside):
            start = cut_start
    return sentence.document.span(start, end)


_BREAK = re.compile(
    r"[;:]|,(?! (?:who|which|whose)\b)|\b(?:and|but|while|although) (?:(?:that|the|he|she|it|they) )?(?:\w+ly )?(?:blam|accus|charg|said|say|added|insist|claim)"
)


def _with_content(found: Sequence[Statement], sentence: Sentence) -> list[Statement]:
    """A denial takes the agent of what is denied as its target, and nobody is accused by it: "denied that the army did it"."""
    kept: list[Statement | None] = [None if any(_repeats(one, other) for other in found) else one for one in found]
    for at, denial in enumerate(found):
        if denial.stance is not Stance.DENIES or denial.speaker is None or denial.target or denial.cue is None:
            continue
        ends = _BREAK.search(sentence.folded, denial.cue.end, sentence.end)
        for index, other in enumerate(found):
            if (
                kept[index] is None
                or other.stance is not Stance.BLAMES
                or other.cue is None
                or other.cue.start < denial.cue.end
                or (other.speaker is not None and other.speaker.start >= denial.cue.end)
                or (ends is not None and ends.end() <= other.cue.end)
            ):
                continue
            kept[index], target = None, other.target
            if target is not None and target.start >= denial.cue.end and (here := kept[at]) and not here.target:
                kept[at] = replace(here, target=target)
    return [one for one in kept if one is not None]


def _repeats(one: Statement, other: Statement) -> bool:
    """Whether the narrator's words only go on with what somebody says before: "have not ruled out that the army did it"."""
    return (
        one.own
        and not other.own
        and one.stance is other.stance is Stance.BLAMES
        and one.target is not None
        and other.target == one.target
        and one.cue is not None
        and other.cue is not None
        and other.cue.start < one.cue.start
    )


def _distinct(statements: Sequence[Statement]) -> Iterator[Statement]:
    """One statement for each speaker, stance, target and role in a sentence: the surest."""
    best: dict[tuple[object, ...], Statement] = {}
    doubted: dict[int, list[Statement]] = {}
    for s in statements:
        if s.stance in {Stance.DOUBTS, Stance.CLEARS} and s.target and s.cue:
            doubted.setdefault(s.quote.start, []).append(s)
    for statement in statements:
        speaker = (statement.speaker.start, statement.speaker.end) if statement.speaker else statement.own
        target = (statement.target.start, statement.target.end) if statement.target else None
        if statement.stance is Stance.BLAMES and any(
            _inside_doubt(statement, other) for other in doubted.get(statement.quote.start, ())
        ):
            continue
        key = (statement.quote.start, speaker, statement.stance, target)
        if key not in best or best[key].confidence < statement.confidence:
            best[key] = statement
    yield from best.values()


def _inside_doubt(statement: Statement, doubt: Statement) -> bool:
    """Whether the accusation only says what is doubted: "nothing shows that the brigade did it"."""
    same = statement.target is not None and doubt.target is not None and statement.target.overlaps(doubt.target)
    return same and bool(doubt.cue and statement.cue and doubt.cue.start < statement.cue.start)
