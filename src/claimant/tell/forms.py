"""Finds names in a text in every form they are likely to have: what `care` takes out, and what stays.

A name is found as a whole (any order, any case, glued together or taken apart: "karlvoss", "VOSS, Karl", "k-voss"), and
by each of its words: as written, in another romanisation or script, with an ending. A word that is also an ordinary word
counts only where it is written as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claimant.spellings import (
    ALWAYS_CAPITAL,
    COMMON,
    SILENT,
    alike,
    bones,
    fold,
    frame,
    is_abjad,
    near,
    romanised,
    shadow,
    shadows,
    spaceless,
    words,
)

Place = tuple[int, int]

SHORTEST = 3
"""Letters of a word that is a name in small letters too; a shorter one needs its capital."""

ENDINGS = 3
"""Letters that an inflected name may have more than its dictionary form."""

GLUED = 8
"""Letters of a whole name that is found inside a longer word too."""

INSIDE = 6
"""Letters of a single word that is found inside the longer words of an address or id ("kvossberg")."""

_APART = 4
"""Signs between two words of one name, at most."""

_START = 4
"""Letters by which a whole name is looked up; names of fewer, in scripts without spaces, by two."""

_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.[ \u00a0-]?)+[^\W\d_](?![^\W_])\.?")
_NO_INITIALS = frozenset("us usa un uk eu uae ussr dc la am pm ad bc ie eg".split())
"""Initials with full stops that are states, towns, hours and years."""

_GAP = re.compile(r"[\s.\-_'’·]{0,2}")
_PREFIXES = ("ال", "وال", "بال", "لل", "و", "ب", "ل", "ה", "ו", "ב", "ל", "ש", "מ")


def name_words(name: str) -> list[str]:
    """The words of a name, folded, in order."""
    return [folded for _, _, folded in words(shadow(name))]


@dataclass(slots=True)
class _Whole:
    """Names of several words, by their first letters when all stand together."""

    by_start: dict[str, set[tuple[str, bool]]] = field(default_factory=dict)

    def add(self, parts: list[str], *, bare: bool = False) -> None:
        """All orders; `bare`: the name as it is, and no other."""
        if not parts:
            return
        first, last = parts[0], parts[-1]
        forms = {"".join(parts): False}
        if not bare and len(parts) > 1:
            forms |= {"".join([last, *parts[:-1]]): False, first + last: False, last + first: False}
            if len(last) >= 4:
                forms |= {first[0] + last: True, last + first[0]: True}
        for text, strict in forms.items():
            if len(text) >= 4 or spaceless(text):
                self.by_start.setdefault(text[:_START] if len(text) >= _START else text[:2], set()).add((text, strict))

    def find(self, text: str, found: list[tuple[int, int, str]], *, glued: bool) -> list[Place]:
        """Where one of them stands in the text, whose words are `found`; `glued`: inside longer words too."""
        if not self.by_start:
            return []
        letters = "".join(word for _, _, word in found)
        at: list[tuple[int, int, int]] = []  # for each letter its place, and the number of its word
        for number, (start, end, word) in enumerate(found):
            each = len(word) == end - start
            at.extend((start + i, start + i + 1, number) if each else (start, end, number) for i in range(len(word)))
        places = []
        for begin in range(len(letters) - 1):
            starts = (letters[begin : begin + _START], letters[begin : begin + 2])
            for name, strict in (pair for start in starts for pair in self.by_start.get(start, ())):
                end = begin + len(name)
                if letters.startswith(name, begin) and self._stands(text, found, at, begin, end, name, strict, glued):
                    places.append((at[begin][0], at[end - 1][1]))
        return places

    def _stands(
        self, text: str, found: list[tuple[int, int, str]], at: list[tuple[int, int, int]], begin: int, end: int,
        name: str, strict: bool, glued: bool,
    ) -> bool:  # fmt: skip
        starts = begin == 0 or at[begin - 1][2] != at[begin][2]
        ends = end == len(at) or at[end][2] != at[end - 1][2]
        whole = spaceless(name) or (not strict and (glued or len(name) >= GLUED) and len(name) >= 6)
        if not (whole or (starts and ends)):
            return False
        joints = range(at[begin][2], at[end - 1][2])
        return all(_joins(text[found[n][1] : found[n + 1][0]]) for n in joints)


def _joins(between: str) -> bool:
    bare = between.replace(SILENT, "")
    return len(bare) <= _APART and "\n\n" not in bare


@dataclass(slots=True)
class Names:
    """The names to take out, and those that stay. Every look-up is by key, so that a thousand names cost what one does."""

    words: set[str] = field(default_factory=set)
    romans: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    frames: dict[str, list[str]] = field(default_factory=dict)
    sides: dict[str, list[str]] = field(default_factory=dict)
    bones: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)
    initialled: set[str] = field(default_factory=set)
    whole: _Whole = field(default_factory=_Whole)
    inside: _Whole = field(default_factory=_Whole)
    stay: set[str] = field(default_factory=set)
    public: _Whole = field(default_factory=_Whole)
    kept: dict[str, set[str]] = field(default_factory=dict)

    def hide(self, name: str) -> None:
        """Take this name out, as a whole and by its words."""
        parts = name_words(name)
        if len(parts) > 1 or any(map(spaceless, parts)):
            self.whole.add(parts)
        if len(parts) > 1:
            self.initialled |= {"".join(part[0] for part in parts), parts[0][0] + parts[-1][0]} - _NO_INITIALS
        for word in parts:
            self.hide_word(word)

    def hide_word(self, word: str) -> None:
        """Take this folded word out wherever it is written as a name."""
        if len(word) < 2 or word in self.words:
            return
        self.words.add(word)
        self.initials.add(word[0])
        if word in COMMON:
            return
        roman = romanised(word)
        self.romans.add(roman)
        if len(word) >= INSIDE:
            self.inside.add([word])
        if len(word) >= 5:
            self.stems |= {roman[:-1]} if roman[-1:] in "aeiou" or not word.isascii() else set()
        self.frames.setdefault(frame(roman), []).append(roman)
        for side in {roman[-2:], roman[:2]}:
            self.sides.setdefault(side, []).append(roman)
        self.bones.add(bones(roman))

    def show(self, name: str) -> None:
        """This whole name stays, though it shares words with one that is taken out."""
        self.public.add(name_words(name), bare=True)

    # ------------------------------------------------------------ finding

    def find(self, text: str, document: str = "", *, any_case: bool = False, cut: Iterable[Place] = ()) -> list[Place]:
        """Where something is to be taken out of the text, in order, joined; `cut` are places known from elsewhere."""
        places = list(cut)
        kept = self.kept.get(document, set()) | self.kept.get("", set())
        for seen in shadows(text):
            found = list(words(seen))
            whole = self.whole.find(seen, found, glued=any_case)
            if any_case:
                whole += self.inside.find(seen, found, glued=True)
            public = self.public.find(seen, found, glued=False)
            whole = [one for one in whole if not any(_inside(one, other) and one != other for other in public)]
            safe = [one for one in public if not any(start < one[1] and one[0] < end for start, end in whole)]
            places += whole
            if self.initialled and "." in seen:
                places += [
                    match.span()
                    for match in _INITIALS.finditer(seen)
                    if fold(match[0]) in self.initialled and match[0][0].isupper()
                ]
            places += [
                (start, end)
                for number, (start, end, _) in enumerate(found)
                if not any(_inside((start, end), other) for other in safe)
                and self._gives_away(seen, found, number, kept, any_case)
            ]
            if places:
                places = self._grown(seen, found, joined(places), safe)
        return joined(places)

    def _gives_away(
        self, text: str, found: list[tuple[int, int, str]], number: int, kept: set[str], any_case: bool
    ) -> bool:
        start, _, word = found[number]
        first = text[start]
        capital = first.isupper() or first.upper() == first.lower()
        if word in self.words:
            if word in self.stay or romanised(word) in kept:
                return False
            if word in COMMON:
                return not any_case and capital and word not in ALWAYS_CAPITAL and _written_as_name(text, found, number)
            return len(word) >= SHORTEST or capital or any_case
        if not (capital or any_case) or len(word) < SHORTEST or word in COMMON or word in self.stay:
            return False
        roman = romanised(word)
        return roman not in kept and self._is_variant(word, roman)

    def _is_variant(self, word: str, roman: str) -> bool:
        if roman in self.romans or any(near(roman, name) for name in self.frames.get(frame(roman), ())):
            return True
        if is_abjad(word):
            bare = [word, *(word.removeprefix(p) for p in _PREFIXES if word.startswith(p))]
            return any(len(bones(romanised(w))) >= 3 and bones(romanised(w)) in self.bones for w in bare)
        if any(self._in(word[:-more], self.words) for more in range(1, ENDINGS + 1)):
            return True
        if word.isascii():
            return False
        return any(self._in(roman[: len(roman) - more], self.romans) for more in range(1, ENDINGS + 1)) or any(
            len(roman) - more >= 4 and roman[: len(roman) - more] in self.stems for more in range(ENDINGS + 2)
        )

    def _in(self, stem: str, names: set[str]) -> bool:
        return len(stem) > SHORTEST and stem in names and stem not in COMMON and stem not in self.stay

    def _grown(
        self, text: str, found: list[tuple[int, int, str]], places: list[Place], safe: list[Place]
    ) -> list[Place]:
        """With the initials, the ordinary and the oddly written words of the names that stand right beside what is taken out."""
        ends, starts = {end for _, end in places}, {start for start, _ in places}
        grown = list(places)
        for order in (found, found[::-1]):
            for start, end, word in order:
                behind = next((at for at in range(start, max(-1, start - 3), -1) if at in ends), None)
                ahead = next((at for at in range(end, end + 3) if at in starts), None)
                if (behind is None and ahead is None) or any(low <= start < high for low, high in safe):
                    continue
                initial = len(word) == 1 and text[start].isupper() and word in self.initials
                if not (initial or self._belongs(text, start, word)):
                    continue
                dot = end + 1 if initial and text[end : end + 1] == "." else end
                if behind is not None and _GAP.fullmatch(text, behind, start):
                    grown.append((behind, dot))
                    ends |= {end, dot}
                if ahead is not None and _GAP.fullmatch(text, end, ahead):
                    grown.append((start, ahead))
                    starts.add(start)
        return grown

    def _belongs(self, text: str, start: int, word: str) -> bool:
        """Whether a word beside a masked one is of the name, though alone it would be too little to tell."""
        roman = romanised(word)
        if is_abjad(word):
            return len(bones(roman)) == 2 and bones(roman) in self.bones
        if not text[start].isupper() or len(word) < 2:
            return False
        if word in COMMON:
            return word in self.words
        return any(alike(roman, name) for side in {roman[-2:], roman[:2]} for name in self.sides.get(side, ()))


def _written_as_name(text: str, found: list[tuple[int, int, str]], number: int) -> bool:
    """Whether an ordinary word has its capital because it is a name: inside a sentence, with no other capital beside it."""
    start, end, _ = found[number]
    before = text[max(0, start - 40) : start].rstrip(" \u00a0")
    if re.search(r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?$", before):
        return True
    if not before or before[-1] in ".!?:;\n\r\"“”‘'«»([—–-|/":
        return False
    if number and text[found[number - 1][0]].isupper() and start - found[number - 1][1] <= 2:
        return False
    if before[-1].isdigit() or text[end : end + 2].strip()[:1].isdigit():
        return False
    follows = found[number + 1] if number + 1 < len(found) else None
    return not (follows and text[follows[0]].isupper() and follows[0] - end <= 2)


def _inside(one: Place, other: Place) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def joined(places: Iterable[Place]) -> list[Place]:
    """In order, with those that touch or overlap made one."""
    found: list[Place] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def kept_words(kept: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """The words that stay where they stand alone, by document."""
    by_document: dict[str, set[str]] = {}
    for document, word in kept:
        by_document.setdefault(document, set()).add(fold(word))
    return by_document
