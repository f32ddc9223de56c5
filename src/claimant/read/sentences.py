"""Paragraphs and sentences as exact places in the text, by rules; in time linear in the text.

Only what stands around a full stop is looked at, so the rules hold for mixed-case articles, wires in capitals,
Cyrillic, Arabic and Chinese alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimant.read import abbreviations as short

Pairs = tuple[tuple[int, int], ...]

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*+\n\s*+")
_STOP = re.compile(r"[.!?…]++|[。！？｡؟۔]++|\n(?=[•▪‣*-] )")
_CLOSERS = re.compile(r"(?:[\"'’”»)\]}›」』）】]|\[\d{1,3}\])*+(?:[ ]»(?=\s|$))?")
_OPENERS = re.compile(r"[\"'‘“”„«»(\[{‹¿¡—–-]*+\s?[\"'‘“„«(\[¿¡]*+")
_TOKEN = re.compile(r"[^\s\"“”„«»()\[\]{}]+$")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_SPACE = re.compile(r"\s++")
_ARTICLE_NAME = re.compile(r"(?:al|ar|as|el|de|von|van|bin)[- ][^\W\d_]")
_GLUED = re.compile(r"(?:[A-ZА-ЯЁ][a-zа-яё]+|[AIЯВ])[\s,]")
_FULL = "。！？｡"
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_QUOTES = frozenset("\"'’”»")
_LOOK_BACK = 40


def segment(text: str) -> tuple[Pairs, Pairs]:
    """The paragraphs and the sentences of `text`, each as [start, end) pairs in order.

    Every character that is no white space lies in exactly one paragraph and one sentence; no sentence crosses a
    blank line. A line break alone is a space, but before the mark of a list item.
    """
    paragraphs = tuple(_paragraphs(text))
    sentences = tuple(
        pair for start, end in paragraphs for pair in _sentences(text, start, end, _in_capitals(text, start, end))
    )
    return paragraphs, sentences


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PARAGRAPH_END.finditer(text):
        yield from _trimmed(text, start, match.start())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    length = len(part.strip())
    if length:
        yield start + left, start + left + length


def _in_capitals(text: str, start: int, end: int) -> bool:
    sample = text[start : min(end, start + 2000)]
    upper = sum(character.isupper() for character in sample)
    return upper >= 4 and upper > 0.8 * sum(character.isalpha() for character in sample)


def _sentences(text: str, start: int, end: int, capitals: bool) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < begin:
            continue  # inside closers already taken, such as "[1]"
        place = _CLOSERS.match(text, stop.end(), end)
        after = place.end() if place else stop.end()
        if stop[0][0] == "\n":
            after = stop.start()
        elif after >= end:
            break
        elif not _ends(text, begin, end, stop, after, capitals):
            continue
        yield from _trimmed(text, begin, after)
        begin = after
    yield from _trimmed(text, begin, end)


def _ends(text: str, begin: int, end: int, stop: re.Match[str], after: int, capitals: bool) -> bool:
    """Whether the stop, with what closes behind it up to `after`, ends the sentence that began at `begin`."""
    mark = stop[0]
    if mark[0] in _FULL:
        return True
    space = _SPACE.match(text, after, end)
    if not space:
        return mark[0] in "؟۔" or _glued(text, begin, stop, after)
    opener = _OPENERS.match(text, space.end(), end)
    follows = opener.end() if opener else space.end()
    following = text[follows : follows + 1]
    if not following or not following.isalnum():
        return True
    word_match = _WORD.match(text, follows, min(end, follows + _LOOK_BACK))
    word = word_match[0].lower() if word_match else ""
    if following.islower() and not _named(text, follows):
        return False
    if mark != ".":
        if len(mark) > 1 and set(mark) <= {"."} and capitals:
            return True
        quoted = after > stop.end() and text[after - 1] in _QUOTES
        return not (capitals and quoted and word in short.SPEECH)
    comma = text[follows + len(word) : follows + len(word) + 1] == ","
    return _full_stop_ends(text, begin, stop.start(), word, following, comma, capitals)


def _full_stop_ends(text: str, begin: int, stop: int, word: str, following: str, comma: bool, capitals: bool) -> bool:
    """One full stop, white space behind it, and then a capital, a digit or a letter without case."""
    found = _TOKEN.search(text[max(begin, stop - _LOOK_BACK) : stop])
    token = found[0].lower().lstrip("'’‘—–-/") if found else ""
    if not token:
        return True
    if token.isdigit() and len(token) <= 2 and word in short.GERMAN_MONTHS:
        return False
    if (
        len(token) <= 6
        and _NUMBERED.match(token)
        and not text[begin:stop].lstrip().removesuffix(found[0] if found else "")
    ):
        return False  # the number of a list item or section
    starters = short.STARTERS_IN_CAPITALS if capitals else short.STARTERS
    if token in short.BEFORE_DIGIT:
        return not following.isdigit()
    if token in short.ALWAYS or token.rpartition("-")[2] in short.ALWAYS or token.rpartition(".")[2] in short.ALWAYS:
        return False
    if token in short.USUALLY:
        return word not in short.ZONES
    if token in short.SOMETIMES:
        return word in starters
    if len(token) == 1 and token.isalpha():
        return word in starters  # else an initial; no name follows where one of these does
    if _dotted(token):
        # "the F.B.I. Director said", but "of the F.S.B. Orlov, who ...": a name with a comma behind it begins anew.
        return word in starters or (comma and word not in short.OFFICES)
    return True


def _named(text: str, place: int) -> bool:
    """Names that begin in lower case, such as al-Qaeda at the head of a sentence."""
    return bool(_ARTICLE_NAME.match(text, place)) and text[place : place + 6].rstrip(".").lower() not in {
        "de jur",
        "de fac",
    }


def _glued(text: str, begin: int, stop: re.Match[str], after: int) -> bool:
    """A stop without a space behind it ("in court.The judge"), as careless pages have it."""
    before = text[max(begin, stop.start() - _LOOK_BACK) : stop.start()]
    found = _WORD.search(before[-2:]) if len(before) >= 2 else None
    if len(stop[0]) > 1 or not (found and len(found[0]) == 2 and before[-2:].islower()):
        return False
    token = _TOKEN.search(before)
    known = token and (token[0].lower() in short.ALWAYS or "." in token[0] or "/" in token[0] or "@" in token[0])
    return bool(_GLUED.match(text, after)) and not known


def _dotted(token: str) -> bool:
    """U.S, F.S.B: single letters with full stops between."""
    parts = token.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.isalpha() for part in parts)
