"""Who is speaking: reporting clauses inside a sentence, and speech that runs on over several sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claimant.extract.phrases import Phrase, after, before, before_including, is_somebody
from claimant.extract.tokens import Token, Words, index_at

VERBS = (
    r"said|says|say|saying|stated|(?<!united )states|stating|answered|answers|told|tells|telling|added|adds|adding|noted|notes|announced|announces|announcing|"
    r"reported|reports|reporting|declared|declares|declaring|insisted|insists|insisting|pointed out|points out|pointing out|"
    r"confirmed|confirms|revealed|reveals|revealing|explained|explains|asserted|asserts|asserting|alleged|alleges|alleging|"
    r"believes?|believed|thinks?|maintained|maintains|stressed|stresses|emphasized|emphasised|emphasizes|indicated|indicates|indicating|"
    r"wrote|writes|argued|argues|concluded|concludes|warned|recalled|recalls|testified|reiterated|reiterates|affirmed|affirms|"
    r"disclosed|found that|finds that|ruled that|rules that|charged that|charges that|charging that|claimed that|claims that|claim that|claiming that|claimed|admitted that|admits that|"
    r"acknowledged that|suggested|suggests|suspects? that|commented|observed|remarked|replied|quipped|speculated|estimated|informed|"
    r"denounced that|denounced|denounces|suspects?|am convinced|is convinced|are convinced|hinted|hints|charged(?! with| of)|charges(?! with| of)|charging(?! with| of)|was quoted as saying|were quoted as saying|blamed|accused|(?:called|described|termed|branded)(?= (?:the|it|this|that|these|those)\b)"
)
_REPORT = re.compile(rf"\b(?:{VERBS})\b")
_ACCORDING = re.compile(
    r"\b(?:according to|in the words of|in the opinion of|as reported by|reported by|quoting|citing|comes from|came from)\b"
)
_OWN_WORDS = re.compile(r"\bin (his|her|their|its)(?: own)? words\b")
_NOUN = re.compile(
    r"\b(?:charges?|accusations?|claims?|allegations?|assertions?|versions?|reports?|suggestions?)\b(?:(?P<by> (?:made |voiced |put forward )?by )| that\b)"
)
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "him", "them", "his", "her", "their", "its"})


@dataclass(frozen=True, slots=True)
class Said:
    """A reporting clause: whoever stands at `speaker` (token indices) says what stands in [start, end) of the text.

    `relays`: an outlet that only passes on, so that the words stay the narrator's ("reports Dawn").
    """

    speaker: Phrase
    verb: int
    start: int
    end: int
    relays: bool = False

    def covers(self, offset: int) -> bool:
        """Whether the words at `offset` are what is said."""
        return self.start <= offset < self.end


def said(words: Sequence[Token], folded: str, kinds: Words) -> list[Said]:
    """The reporting clauses of one sentence, in the order of their verbs."""
    if not words:
        return []
    begin, end = words[0].start, words[-1].end
    found = []
    for match in _REPORT.finditer(folded, begin, end):
        index = index_at(words, match.start())
        follows = index_at(words, match.end())
        inverted = _inverted(words, index, follows, kinds)
        if inverted:
            found.append(
                Said(
                    inverted,
                    match.start(),
                    begin,
                    match.start(),
                    _outlet(words, inverted, kinds) or match[0] == "reports",
                )
            )
            continue
        quoted = _quoted_as_saying(words, index, kinds)
        if quoted:
            found.append(Said(quoted, match.start(), match.end(), end))
            continue
        if index and words[index - 1].low in {
            "to",
            "as",
            "be",
            "is",
            "was",
            "were",
            "been",
            "being",
            "are",
            "not",
            "the",
            "a",
        }:
            continue  # "to say", "was told": no clause of its own
        subject = before(words, index, kinds)
        if not subject or words[subject[1] - 1].end > match.start():
            pronoun = _pronoun(words, index)
            if pronoun is None:
                continue
            subject = (pronoun, pronoun + 1)
        trailing = _trailing(words, subject[0], follows)
        outlet = match[0] in {"reported", "reports", "said", "quoted"} and _outlet(words, subject, kinds)
        if trailing:
            found.append(Said(subject, match.start(), begin, words[subject[0]].start, outlet))
            if follows + 3 < len(words) and words[follows].low == ",":  # "it was clear, he said, that ..."
                found.append(Said(subject, match.start(), words[follows].start, end, outlet))
        elif match[0] not in {"blamed", "accused", "claimed"} or folded[match.end() : match.end() + 5] == " that":
            found.append(Said(subject, match.start(), match.end(), end))
    for match in _ACCORDING.finditer(folded, begin, end):
        first = index_at(words, match.end())
        source = after(words, first, kinds)
        if (not source or source[0] > first) and first < len(words) and words[first].is_word:
            source = first, first + 1  # "according to reports": a word that is a verb elsewhere
        if source:
            outlet = _outlet(words, source, kinds)
            found.append(Said(source, match.start(), begin, match.start(), outlet))
            found.append(Said(source, match.start(), words[source[1] - 1].end, end, outlet))
    for match in _NOUN.finditer(folded, begin, end):
        found.extend(_noun_report(words, folded, match, kinds))
    for match in _OWN_WORDS.finditer(folded, begin, end):
        place = index_at(words, match.start(1))
        found.append(Said((place, place + 1), match.start(), begin, end))
    return sorted(found, key=lambda item: item.verb)


def _noun_report(words: Sequence[Token], folded: str, match: re.Match[str], kinds: Words) -> list[Said]:
    """ "The charge by the service that", "the general's version that": what follows is what they say."""
    end = words[-1].end
    if match["by"]:
        source = after(words, index_at(words, match.end("by")), kinds)
        stands = source is not None and folded[words[source[1] - 1].end :].lstrip().startswith("that ")
        return [Said(source, match.start(), words[source[1] - 1].end, end)] if source and stands else []
    owner = index_at(words, match.start()) - 1
    if owner >= 0 and words[owner].low in {"its", "their", "his", "her"}:  # "Washington stuck to its version that"
        nearest = _nearest(words, owner, kinds)
        return [Said(nearest or (owner, owner + 1), match.start(), match.end(), end)]
    verb = owner
    while verb > 0 and owner - verb < 4 and not kinds.is_verb(words[verb].low):
        verb -= 1
    if verb > 0 and words[verb].low in _MAKES:  # "the ministry levied an accusation that"
        maker = before(words, verb, kinds)
        return [Said(maker, match.start(), match.end(), end)] if maker else []
    while owner >= 0 and not words[owner].low.endswith("'s") and match.start() - words[owner].end < 12:
        owner -= 1
    if owner < 0 or not words[owner].low.endswith("'s"):
        return []
    phrase = before_including(words, owner, kinds)
    return [Said(phrase, match.start(), match.end(), end)] if phrase else []


_MAKES = frozenset(
    {"levied", "leveled", "levelled", "made", "makes", "repeated", "voiced", "raised", "issued", "renewed"}
)


def _nearest(words: Sequence[Token], index: int, kinds: Words) -> Phrase | None:
    """The last actor that the sentence names before token `index`."""
    found, start = None, 0
    while start < index:
        phrase = after(words, start, kinds)
        if phrase and phrase[1] <= index and is_somebody(words, phrase, kinds):
            found = phrase
        start = phrase[1] if phrase else start + 1
    return found


def _outlet(words: Sequence[Token], phrase: Phrase, kinds: Words) -> bool:
    return any(token.low in kinds.outlets for token in words[phrase[0] : phrase[1]])


def _inverted(words: Sequence[Token], index: int, follows: int, kinds: Words) -> Phrase | None:
    """The speaker in '..., said the minister': a comma or quote before the verb, a phrase right after it."""
    if index == 0 or words[index - 1].low not in {",", '"', "”", "--", "'"} or follows >= len(words):
        return None
    if (
        words[follows].low in {"that", ":", ",", '"'}
        or words[follows].low in _PRONOUNS
        and follows + 1 < len(words)
        and words[follows + 1].is_word
    ):
        return None
    phrase = after(words, follows, kinds)
    if not phrase or phrase[0] > follows + 1:
        return None
    behind = words[phrase[1]].low if phrase[1] < len(words) else "."
    goes_on = behind in kinds.auxiliaries or kinds.is_verb(behind)
    if goes_on and words[index - 1].low == "," and before(words, index, kinds):
        return None  # "the minister, who spoke in the capital, said the rebels had done it"
    return phrase


def _quoted_as_saying(words: Sequence[Token], index: int, kinds: Words) -> Phrase | None:
    """The minister in "quoted the minister as saying that"; `index` is that of "saying"."""
    if index < 3 or words[index].low not in {"saying", "telling", "stating"} or words[index - 1].low != "as":
        return None
    for back in range(index - 2, max(0, index - 20), -1):
        if words[back].low in {"quoted", "quotes", "quoting", "cited", "citing"}:
            return after(words, back + 1, kinds)
    return None


def _pronoun(words: Sequence[Token], index: int) -> int | None:
    back = index - 1
    while back >= 0 and words[back].low in {"has", "have", "had", "also", "then", "later", "further", "did"}:
        back -= 1
    return back if back >= 0 and words[back].low in _PRONOUNS else None


def _trailing(words: Sequence[Token], first: int, follows: int) -> bool:
    """Whether the clause comes after what was said: '..., the minister said.'"""
    rest = [token for token in words[follows:] if token.is_word]
    if follows < len(words) and words[follows].low in {":", "that", '"', "“"}:
        return False  # "asked about it, he answered: ..."
    preceded = first > 3 and words[first - 1].low in {",", '"', "”", "'"}
    soon = any(token.low == "," for token in words[follows : follows + 4])  # "..., he had said on Friday, and ..."
    return preceded and (soon or len(rest) <= 6 or (follows < len(words) and words[follows].low in {".", ",", ";"}))


def innermost(clauses: Sequence[Said], offset: int) -> tuple[Said | None, Said | None]:
    """The clause whose words stand at `offset`, nearest verb first, and the one that relays it."""
    covering = [clause for clause in clauses if clause.covers(offset)]
    leading = sorted((c for c in covering if c.verb < offset), key=lambda c: -c.verb)
    trailing = sorted((c for c in covering if c.verb >= offset), key=lambda c: c.verb)
    ordered = leading + trailing
    return (ordered[0] if ordered else None, ordered[1] if len(ordered) > 1 else None)


def is_pronoun(words: Sequence[Token], phrase: Phrase) -> bool:
    """Whether the phrase is a lone pronoun."""
    return phrase[1] - phrase[0] == 1 and words[phrase[0]].low in _PRONOUNS
