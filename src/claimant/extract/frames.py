"""Where a cue's speaker and target stand: one small function for each frame of lexicon/cues.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claimant.extract.lexicon import Hit
from claimant.extract.phrases import (
    Phrase,
    after,
    before_including,
    coordinated,
    coordinated_left,
    is_somebody,
    subject,
)
from claimant.extract.sentence import Sentence
from claimant.extract.speech import is_pronoun
from claimant.extract.tokens import index_at


@dataclass(frozen=True, slots=True)
class Found:
    """Speaker and target as phrases. `anonymous`: a passive that need not name who says it.

    `strict`: the target must be recognisable as somebody. `subject_is_speaker`: whose verb group carries a negation.
    """

    speaker: Phrase | None
    target: Phrase | None
    anonymous: bool = False
    strict: bool = False
    subject_is_speaker: bool = False


_BE = frozenset({"is", "are", "was", "were", "been", "being", "be", "am", "get", "got"})
_STATES = (
    "is ",
    "was ",
    "were ",
    "are ",
    "be ",
    "been ",
    "am ",
    "has ",
    "have ",
    "had ",
    "with ",
    "bear",
    "bore",
    "shoulder",
    "stood",
    "stands",
    "did ",
    "could ",
    "would ",
)
_CALLED_FALSE = re.compile(
    r"(?:accusation|allegation|charge|claim|report|suggestion|version)s? .*\b(?:is|are|was|were)\b"
)
_LAWFUL = re.compile(
    r"\b(?:operations?|investigations?|search(?:es)?|patrols?|arrests?|inquir(?:y|ies)|studies|study|polls?|surveys?|reforms?|works?|autopsy|autopsies)(?: (?:is|are|was|were|being|been|currently|to|be|that|which|has|have))*\s*$"
)
_RULES_OUT = re.compile(r"\b(?:rul(?:e|ed|es|ing) out|exclud(?:e|ed|es|ing)|discard(?:ed)?)\b")
_INTERVENING = re.compile(
    r"\b(?:a|an|the|its|his|their|this) (?:(?!(?:of|for|with|over|in|from)\b)\w+ ){0,3}(?:attack|bombing|murder|killing|explosion|assassination|massacre|crime|death|blast|shooting|kidnapping)"
)


def place(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    """The possible placements of the cue's speaker and target: several where targets are joined by "and", none where it is no cue here."""
    yield from _FRAMES[hit.cue.frame](sentence, hit)


def _left(sentence: Sentence, hit: Hit) -> Phrase | None:
    """The subject before the cue; a lone pronoun counts."""
    index = index_at(sentence.words, hit.start)
    pronoun = _pronoun_before(sentence, index)
    if pronoun is not None:
        return pronoun
    speaks = hit.cue.frame in {"speaks", "rejects", "accuses"}
    return subject(sentence.words, index, sentence.kinds, sentence.names, speaks=speaks)


def _pronoun_before(sentence: Sentence, index: int) -> Phrase | None:
    back = index - 1
    words, kinds = sentence.words, sentence.kinds
    while back >= 0 and (words[back].low in kinds.auxiliaries or kinds.is_adverb(words[back].low)):
        back -= 1
    if back >= 0 and words[back].low in {"he", "she", "it", "they", "we", "i"}:
        return back, back + 1
    return None


def _asked(sentence: Sentence, index: int) -> bool:
    """Whether the verb at `index` belongs to a question: "to determine who is responsible", "asked who did it"."""
    words, kinds = sentence.words, sentence.kinds
    back = index - 1
    while back >= 0 and (words[back].low in kinds.auxiliaries or kinds.is_adverb(words[back].low)):
        back -= 1
    if back < 0 or words[back].low not in {"who", "whoever", "what"}:
        return False
    return back == 0 or kinds.ends_phrase(words[back - 1].low) or words[back - 1].low in kinds.asking


def _right(sentence: Sentence, offset: int) -> Phrase | None:
    index = index_at(sentence.words, offset)
    found = _plain_right(sentence, index)
    if found and sentence.words[found[0] : found[1]] and _culprits(sentence, found):
        step = found[1]
        while step < len(sentence.words) and sentence.words[step].low in {
            "were",
            "are",
            "was",
            "is",
            "either",
            "being",
            "could",
            "be",
            "may",
            "have",
            "been",
        }:
            step += 1
        if step > found[1]:  # "the murderers were members of the army"
            return _plain_right(sentence, step)
    return found


def _culprits(sentence: Sentence, phrase: Phrase) -> bool:
    return any(token.low in sentence.kinds.culprits for token in sentence.words[phrase[0] : phrase[0] + 3])


def _plain_right(sentence: Sentence, index: int) -> Phrase | None:
    if index < len(sentence.words) and sentence.words[index].low in {
        "it",
        "them",
        "him",
        "us",
        "we",
        "they",
        "he",
        "she",
    }:
        return index, index + 1
    return after(sentence.words, index, sentence.kinds)


def _all(sentence: Sentence, target: Phrase | None) -> list[Phrase | None]:
    return list(coordinated(sentence.words, target, sentence.kinds)) if target else [None]


def _agent(sentence: Sentence, offset: int, within: int = 90) -> Phrase | None:
    """The phrase after "by" soon after the cue."""
    match = re.compile(r"\bby (?=\S)").search(sentence.folded, offset, min(sentence.end, offset + within))
    phrase = after(sentence.words, index_at(sentence.words, match.end()), sentence.kinds) if match else None
    return phrase if phrase and is_somebody(sentence.words, phrase, sentence.kinds, sentence.names) else None


def _passive(sentence: Sentence, hit: Hit) -> bool:
    """Whether a form of "be" stands right before the cue, adverbs aside."""
    index = index_at(sentence.words, hit.start) - 1
    while index >= 0 and sentence.kinds.is_adverb(sentence.words[index].low):
        index -= 1
    return index >= 0 and sentence.words[index].low in _BE


def _speaks(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    if _passive(sentence, hit):
        return
    speakers = _speakers(sentence, _left(sentence, hit))
    for speaker in speakers:
        yield Found(speaker, None, subject_is_speaker=True)
    if not speakers:
        yield Found(None, None, anonymous=True)


def _speakers(sentence: Sentence, phrase: Phrase | None) -> list[Phrase]:
    """The subject and those joined to it by "and": "the army and the police blamed" gives both."""
    if phrase is None:
        return []
    return coordinated_left(sentence.words, phrase, sentence.kinds, sentence.names) or [phrase]


def _claimed_by(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    for speaker in _all(sentence, _right(sentence, hit.end)):
        if speaker and is_somebody(sentence.words, speaker, sentence.kinds, sentence.names):
            yield Found(speaker, None, subject_is_speaker=True)


def _accuses(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    words, index = sentence.words, index_at(sentence.words, hit.end)
    follows = words[index].low if index < len(words) else "."
    lead = words[index_at(words, hit.start) - 1].low if index_at(words, hit.start) else ""
    if lead in {"the", "an", "a", "to", "be"} and hit.cue.stance != "clears":
        return
    speaker = _left(sentence, hit)
    passive = _passive(sentence, hit)
    if follows in {"of", "for", "in", "by"} or passive:  # "two men accused of", "blamed for": reduced passive
        # But in "officers, whom it accused of", the pronoun is who accuses.
        if speaker is not None and (passive or not is_pronoun(words, speaker)):
            yield Found(_agent(sentence, hit.end) if follows == "by" else None, speaker, anonymous=True, strict=True)
        return
    if (
        follows in {"it", "this", "that", "them"}
        and index + 1 < len(words)
        and words[index + 1].low == "on"
        or _INTERVENING.match(sentence.folded, words[index].start if index < len(words) else 0)
    ):
        yield from _accuses_on(sentence, hit)
        return
    for target in _all(sentence, _right(sentence, hit.end)):
        if target and sentence.words[target[0]].low not in {
            "everyone",
            "others",
            "someone",
            "anyone",
            "everybody",
            "each",
            "himself",
            "themselves",
        }:
            shown = speaker is not None and _shows(sentence, speaker)
            for named in [] if shown else _speakers(sentence, speaker):
                yield Found(named, target, subject_is_speaker=True)
            if shown or (speaker is None and not hit.cue.weak):  # "suspected rebels": an adjective
                yield Found(None, target, anonymous=True)


def _accuses_on(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    match = re.compile(
        r"\b(?:on|to|with|upon) (?:what (?:it|he|she|they) (?:called|termed|described as) )?(?=\S)"
    ).search(sentence.folded, hit.end, min(sentence.end, hit.end + 160))
    if not match:
        return
    for target in _all(sentence, _right(sentence, match.end())):
        if target:
            yield Found(_left(sentence, hit), target, strict=True, subject_is_speaker=True)


def _shows(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the subject is what is shown rather than who speaks: "the evidence points", "intelligence confirms"."""
    words = [t.low for t in sentence.words[phrase[0] : phrase[1]] if t.low not in sentence.kinds.determiners]
    last = words[-1] if words else ""
    return last in sentence.kinds.things or words == ["intelligence"] or last in {"information", "investigation"}


def _points(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    target = _right(sentence, hit.end)
    pointing = _left(sentence, hit)
    if target and is_somebody(sentence.words, target, sentence.kinds, sentence.names):
        speaks = (
            pointing is not None
            and not _shows(sentence, pointing)
            and is_somebody(sentence.words, pointing, sentence.kinds, sentence.names)
        )
        yield Found(pointing if speaks else None, target, strict=True, subject_is_speaker=True)


def _accused(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    target = _left(sentence, hit)
    if target:
        yield Found(_agent(sentence, hit.end), target, anonymous=True, strict=True)


_SEES = frozenset({"see", "sees", "saw", "has", "have", "had", "find", "finds", "found", "knows"})


def _toward(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    """The target follows, perhaps after the deed: "no evidence linking the attack to X" takes the first somebody."""
    anonymous = (
        hit.cue.stance != "blames"
        or hit.cue.certainty is not None
        or "attribut" in sentence.folded[hit.start : hit.end]
    )
    direct = _right(sentence, hit.end)
    speaks = _RULES_OUT.search(sentence.folded, hit.start, hit.end) is not None
    index = index_at(sentence.words, hit.start)
    speaks = speaks or (hit.cue.stance == "doubts" and index > 0 and sentence.words[index - 1].low in _SEES)
    speaker = _left(sentence, hit) if speaks or hit.cue.stance == "clears" else None
    anonymous = speaker is None and anonymous
    if direct and sentence.words[direct[1] - 1].low in {"role", "involvement", "hand", "trace", "link", "connection"}:
        yield Found(speaker, direct, anonymous=anonymous)  # "no evidence of a Ukrainian role"
        return
    if direct and is_somebody(sentence.words, direct, sentence.kinds, sentence.names):
        if hit.cue.role == "supported" and sentence.words[direct[0]].low in {"its", "their", "his", "her"}:
            return  # "with the help of its sponsors": names nobody
        for target in _all(sentence, direct):
            yield Found(speaker, target, anonymous=anonymous, strict=True)
    elif hit.cue.stance in {"doubts", "clears"} or hit.cue.certainty is not None:
        target = _first_somebody(sentence, hit.end)
        if target:
            yield Found(speaker, target, anonymous=speaker is None, strict=True)


def _first_somebody(sentence: Sentence, offset: int) -> Phrase | None:
    index = index_at(sentence.words, offset)
    stop = min(len(sentence.words), index + 25)
    while index < stop:
        phrase = after(sentence.words, index, sentence.kinds)
        if phrase and is_somebody(sentence.words, phrase, sentence.kinds, sentence.names):
            return phrase
        index = phrase[1] if phrase else index + 1
    return None


def _did(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    index = index_at(sentence.words, hit.start)
    if _asked(sentence, index):
        return
    if index and not hit.cue.act and sentence.words[index - 1].low in sentence.kinds.determiners:
        return  # "a planned attack": an adjective
    if (
        index
        and sentence.words[index].low.endswith("ing")
        and sentence.words[index - 1].low in {"with", "of", "for", "in", "from", "by"}
    ):
        return  # "charged with carrying out": what another cue accuses of
    if (hit.cue.act or not sentence.folded[hit.start : hit.end].startswith(_STATES)) and _passive(sentence, hit):
        return
    target = _left(sentence, hit)
    for one in coordinated_left(sentence.words, target, sentence.kinds, sentence.names) if target else ():
        yield Found(None, one, strict=True)


def _by(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    if _LAWFUL.search(sentence.folded, max(0, hit.start - 45), hit.start):
        return
    for target in _all(sentence, _right(sentence, hit.end)):
        if target:
            yield Found(None, target, strict=True)


def _rejects(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    if _CALLED_FALSE.match(sentence.folded, hit.start, hit.end):
        yield Found(None, None)  # "the charge is false": whoever reports it rejects it
        return
    speaker = _left(sentence, hit)
    if speaker:
        yield Found(speaker, None, subject_is_speaker=True)


def _doubts(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    before_it = index_at(sentence.words, hit.start) - 1
    if before_it >= 0 and (
        sentence.words[before_it].low in sentence.kinds.determiners
        or sentence.words[before_it].low in {"own", "serious", "grave", "without"}
    ):
        return  # "their own doubts": a noun
    speaker, target = _left(sentence, hit), _first_somebody(sentence, hit.end)
    if speaker and target:
        yield Found(speaker, target, strict=True, subject_is_speaker=True)


def _possessor(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    """ "The group's claim of responsibility": whoever stands before the apostrophe."""
    offset = sentence.folded.rfind("'s", sentence.start, hit.start)
    index = index_at(sentence.words, max(0, offset - 1))
    if offset < 0 or hit.start - offset > 12 or index >= len(sentence.words):
        return
    owner = before_including(sentence.words, index, sentence.kinds)
    if owner and is_somebody(sentence.words, owner, sentence.kinds, sentence.names):
        yield Found(owner, None, subject_is_speaker=True)


def _adjective(sentence: Sentence, hit: Hit) -> Iterator[Found]:
    index = index_at(sentence.words, hit.start) + 1
    yield Found(None, (index, index + 1), strict=True)


_FRAMES: dict[str, Callable[[Sentence, Hit], Iterator[Found]]] = {
    "speaks": _speaks,
    "claimed_by": _claimed_by,
    "accuses": _accuses,
    "accuses_on": _accuses_on,
    "points": _points,
    "accused": _accused,
    "toward": _toward,
    "did": _did,
    "by": _by,
    "rejects": _rejects,
    "doubts": _doubts,
    "adjective": _adjective,
    "possessor": _possessor,
}
