"""Casualty figures: how many were killed, injured or missing, as exact spans, with the speaker named beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimant.extract.phrases import before, is_somebody
from claimant.extract.speech import Said, innermost, is_pronoun, said
from claimant.extract.tokens import Token, english, index_at, pieces, tokens
from claimant.model import Document, Figure, Harm, Span

_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS = {word: value + 1 for value, word in enumerate(_SMALL)} | _TENS
_N = (
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6}|(?:"
    + "|".join(_TENS)
    + r")(?:-(?:"
    + "|".join(_SMALL[:9])
    + r"))?|"
    + "|".join(reversed(_SMALL))
    + r")"
)
_N += r"(?![\d,]{0,12}\d)"
_MORE = r"(?P<more>at least|more than|over|no fewer than|no less than|as many as|up to|some|about|around|approximately|nearly|almost|another|a further)?\s*"
_PEOPLE = (
    r"(?:(?:other |more |innocent |unarmed |russian |civilian |u\.s\. |american |armed |young |afghan )*"
    r"(?:people|persons?|civilians?|men|women|children|soldiers|troops|policemen|officers|victims?|concertgoers|priests|members|passengers|others|dead|"
    r"fatalities|deaths|lives|villagers|workers|students|residents|russians|peasants|bodies|militants|personnel|guerrillas|hostages|judges|journalists|teachers|doctors|nurses|guards|agents|sailors|pilgrims|"
    r"worshippers|tourists|refugees|migrants|prisoners|protesters|demonstrators|shoppers|commuters|boys|girls|firefighters|employees|rebels|insurgents)\b)"
)
_KILLED = r"(?:killed|dead|died|murdered|shot dead|slain|perished|lost their lives|assassinated|massacred|lives|deaths|fatalities|bodies)"
_INJURED = r"(?:injured|wounded|hurt|hospitali[sz]ed|in hospital)"
_MISSING = r"(?:missing|unaccounted for|disappeared)"
_BE = r"(?:(?:were|was|are|is|have|has|had|being|reported|confirmed|left|also|now|been) )*"
_HARMS = ((Harm.KILLED, _KILLED), (Harm.INJURED, _INJURED), (Harm.MISSING, _MISSING))
_VERBS = {
    Harm.KILLED: r"(?:kill(?:ed|s|ing)|murder(?:ed|ing)|claim(?:ed|ing)(?= [^.]{0,20}lives)|(?:left|leaving)(?= [^.]{0,24}dead))",
    Harm.INJURED: r"(?:injur(?:ed|es|ing)|wound(?:ed|s|ing)|(?:left|leaving)(?= [^.]{0,24}(?:injured|wounded)))",
    Harm.MISSING: r"(?:leaving(?= [^.]{0,24}missing))",
}
_FIRST = _N.replace("<n>", "<first>")
_SOME = rf"(?:[\w.'-]+ ){{0,3}}?{_PEOPLE}"
_AFTER = {
    harm: re.compile(rf"\b{_MORE}(?:{_FIRST} {_SOME} and )?{_N}\b (?:{_SOME} )?(?:of (?:them|whom) )?{_BE}{words}\b")
    for harm, words in _HARMS
}
_BEFORE = {
    harm: re.compile(
        rf"\b{verb} (?:and (?:injur|wound)\w+ )?{_MORE}{_N}\b(?= (?:of |{_SOME}|in |and |at |on |when |more\b)|[.,;])"
    )
    for harm, verb in _VERBS.items()
}
_TOLL = re.compile(
    rf"\b(?:death toll|toll|number of (?:dead|deaths|victims|people killed|those killed)|dead)\b[^.;]{{0,60}}?\b(?:to|at|is|was|of|stood at|reached|stands at|now|exceed(?:ed|s)?)\s+{_MORE}{_N}\b(?!\s*(?:march|april|may|june|july|august|years?|%|percent|days?|hours?))"
)
_INJURED_TOLL = re.compile(rf"\b(?:number of (?:injured|wounded))\b[^.;]{{0,40}}?\b(?:to|at|is|was)\s+{_MORE}{_N}\b")
_AND = re.compile(
    rf"(?:,? and|,| as well as)\s+{_MORE}{_N}\s+(?:{_PEOPLE} )?{_BE}(?P<harm>{_INJURED}|{_MISSING}|{_KILLED})\b"
)
_RANGE = re.compile(rf"\bbetween (?P<low>\d[\d,]*) and {_N}\b (?:{_PEOPLE} )?{_BE}(?P<harm>{_KILLED}|{_INJURED})")


def figures(document: Document, folded: str) -> tuple[Figure, ...]:
    """All casualty figures of the document, in the order of the text. `folded` is `fold(document.text)`."""
    found: list[Figure] = []
    for sentence in document.sentences:
        for start, end in pieces(folded, *sentence):
            if _HINT.search(folded, start, end):
                found.extend(_sentence(document, folded, start, end))
    return tuple(sorted(found, key=lambda figure: (figure.number.start, figure.harm)))


_HINT = re.compile(
    r"kill|dead|death|died|injur|wound|missing|toll|lives|murder|victims|perish|hospital|fatalit|slain|bodies"
)


def _sentence(document: Document, folded: str, start: int, end: int) -> Iterator[Figure]:
    taken: set[tuple[int, int]] = set()
    matches: list[tuple[Harm, re.Match[str]]] = [(_harm(m["harm"]), m) for m in _RANGE.finditer(folded, start, end)]
    for harm, pattern in _AFTER.items():
        matches += [(harm, m) for m in pattern.finditer(folded, start, end)]
    for harm, pattern in _BEFORE.items():
        matches += [(harm, m) for m in pattern.finditer(folded, start, end)]
    matches += [(Harm.KILLED, m) for m in _TOLL.finditer(folded, start, end)]
    matches += [(Harm.INJURED, m) for m in _INJURED_TOLL.finditer(folded, start, end)]
    if matches:
        matches += [(_harm(m["harm"]), m) for m in _AND.finditer(folded, start, end)]
    words = tokens(document.text, start, end) if matches else ()
    clauses = said(words, folded, english())
    for harm, match in matches:
        first = match.groupdict().get("first")
        groups = match.groupdict()
        place = match.start("low") if groups.get("low") else match.start("first") if first else match.start("n")
        value = _value(match["n"])
        if first and value is not None:  # "six priests and two women were killed"
            value += _value(first) or 0
        if (
            any(start_ <= place < end_ for start_, end_ in taken)
            or value is None
            or _is_year(folded, match, value)
            or _NONE.search(folded, max(start, place - 12), place)
        ):
            continue
        taken.add((place, match.end("n")))
        low, high = _bounds(match, value)
        yield Figure(
            quote=document.span(start, end),
            number=document.span(place, match.end("n")),
            harm=harm,
            low=low,
            high=high,
            speaker=_speaker(document, folded, words, clauses, place),
            date=document.moment(place),
        )


_NONE = re.compile(r"\b(?:no|not|not even|nor) $")


def _harm(words: str) -> Harm:
    return next(harm for harm, pattern in _HARMS if re.fullmatch(pattern, words))


def _value(text: str) -> int | None:
    if text[0].isdigit():
        return int(text.replace(",", ""))
    tens, _, ones = text.partition("-")
    return _WORDS.get(tens, 0) + _WORDS.get(ones, 0) or None


def _is_year(folded: str, match: re.Match[str], value: int) -> bool:
    return (
        1900 <= value <= 2100
        and "," not in match["n"]
        and folded[max(0, match.start("n") - 3) : match.start("n")].endswith(("in ", "of ", "0 ", "h "))
    )


def _bounds(match: re.Match[str], value: int) -> tuple[int, int | None]:
    groups = match.groupdict()
    if groups.get("low"):
        return int(groups["low"].replace(",", "")), value
    more = groups.get("more") or ""
    if more in {"at least", "more than", "over", "no fewer than", "no less than", "as many as"}:
        return value, None if more != "as many as" else value
    return (0, value) if more == "up to" else (value, value)


def _speaker(
    document: Document, folded: str, words: Sequence[Token], clauses: Sequence[Said], offset: int
) -> Span | None:
    clause, _ = innermost(clauses, offset)
    if clause is not None and clause.verb < offset and _ASIDE.search(folded, clause.verb, offset):
        return None  # "said that it attacked a hall, where 40 people were killed": the narrator's figure
    if clause is None:
        return _counts(document, folded, words, offset)
    if is_pronoun(words, clause.speaker) or not is_somebody(words, clause.speaker, english()):
        return None
    return document.span(words[clause.speaker[0]].start, words[clause.speaker[1] - 1].end)


_COUNTS = re.compile(
    r"\b(?:put|puts|counts|counted|gave|gives|raised|raises|lists|listed|recorded|records|confirmed|confirms|registered)\b"
)


def _counts(document: Document, folded: str, words: Sequence[Token], offset: int) -> Span | None:
    """Who counts: "the committee put the number of dead at 133"."""
    match = next(_COUNTS.finditer(folded, max(words[0].start, offset - 70), offset), None) if words else None
    phrase = before(words, index_at(words, match.start()), english()) if match else None
    if phrase is None or is_pronoun(words, phrase) or not is_somebody(words, phrase, english()):
        return None
    return document.span(words[phrase[0]].start, words[phrase[1] - 1].end)


_ASIDE = re.compile(r", (?:where|which|who|when|in which)\b")
