"""Last names: whom "Tarn" means where the text has introduced "Interior Minister Ilse Tarn", or "Tarn, a commander of the Red Path"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from claimant.model import ActorKind
from claimant.resolve.gazetteer import Gazetteer, Match
from claimant.resolve.scenes import Scene
from claimant.resolve.words import LITTLE, OFFICES, RANKS, TITLES
from claimant.text import fold_name

MOST = 12
"""Places of a name in a text that are looked at for its introduction."""
_GIVEN = 4
"""Words of a name that may stand between an office and the last name."""
_WORD_BACK = re.compile(r"([\w'.-]+)[ ]*$")
_BEHIND = re.compile(r"(?:[ ][\w'.-]+){0,2}(?:, | \[| \(| -{1,2} )")
_HELD = RANKS | OFFICES
_NO_OFFICE = re.compile(r"(?:who|which|and|but|said|told|has|had|was|is|were) ")
_STOP = re.compile(r"[.;:!?\])]|, | -{1,2} |\n")


def persons(known: Gazetteer, here: Scene, word: str) -> tuple[str, ...]:
    """Known people whose full name, with this word in it, stands in the text or its title, the first first."""
    found: dict[str, None] = {}
    for one in (here, here.heading):
        for match in one.matches if one else ():
            if match.sort == "name" and len(match.actors) == 1 and word in _name(one, match):
                if known.entries[match.actors[0]].kind is ActorKind.PERSON:
                    found[match.actors[0]] = None
    return tuple(found)


def _name(here: Scene | None, match: Match) -> list[str]:
    return here.folded[match.start : match.end].split() if here else []


def introductions(here: Scene, word: str) -> Iterator[tuple[Scene, int, int, int, int]]:
    """Where the text says who a name is: (scene, office from, office to, name from, name to), the earliest first.

    The office stands before the name ("Interior Minister Ilse Tarn") or behind it ("Ilse Tarn, a commander of the Red Path").
    """
    for one in (here.heading, here):
        if one is None:
            continue
        for at in _places(one.folded, word):
            yield from _behind(one, at, at + len(word))
            yield from _before(one, at, at + len(word))


def _places(folded: str, word: str) -> list[int]:
    found: list[int] = []
    at = folded.find(word)
    while at >= 0 and len(found) < MOST:
        end = at + len(word)
        if not (at and folded[at - 1].isalnum()) and not (end < len(folded) and folded[end].isalnum()):
            found.append(at)
        at = folded.find(word, end)
    return found


def _before(here: Scene, at: int, end: int) -> Iterator[tuple[Scene, int, int, int, int]]:
    start = at
    for _ in range(_GIVEN + 1):
        near = [m for m in here.within(max(0, start - 60), start) if m.end <= start]
        if near and not here.folded[near[-1].end : start].strip(' []()"'):
            first = last = near[-1]
            if here.folded[last.start : last.end].strip(".") in RANKS:
                yield here, last.start, last.start, last.start, end
                return
            for match in reversed(near[:-1]):
                if here.folded[match.end : first.start].strip(" '\"s."):
                    break
                first = match
            if last.sort in {"body", "office", "name"}:
                yield here, first.start, last.end, start, end
            return
        word = _WORD_BACK.search(here.folded, max(0, start - 30), start)
        if not word or (word[1].endswith(".") and len(word[1]) > 4):
            return
        if word[1].strip(".") in _HELD:
            side = [m for m in here.within(max(0, start - 60), word.start(1)) if m.end == word.start(1) - 1]
            if side and side[-1].sort in {"body", "office", "name"}:
                yield here, side[-1].start, side[-1].end, word.start(1), end
            else:
                yield here, word.start(1), word.start(1), word.start(1), end
            return
        if word[1] in LITTLE or not (word[1][0].isalpha() or word[1][0] == "'"):
            return
        if (
            not here.shouted
            and not here.text[word.start(1)].isupper()
            and word[1] not in {"de", "del", "la", "al", "bin", "von", "van"}
        ):
            return
        if word[1].strip(".") in TITLES:
            return
        start = word.start(1)


def _behind(here: Scene, at: int, end: int) -> Iterator[tuple[Scene, int, int, int, int]]:
    gap = _BEHIND.match(here.folded, end)
    if not gap:
        return
    start = gap.end()
    for _ in range(3):  # "Tarn, known as Ilse, a commander of the Red Path"
        stop = _STOP.search(here.folded, start, start + 120)
        rest_end = stop.start() if stop else min(len(here.folded), start + 120)
        if _NO_OFFICE.match(here.folded, start):
            return
        if any(m.start < start + 60 for m in here.within(start, rest_end)):
            yield here, start, rest_end, at, end
            return
        if not stop or stop[0] != ", ":
            return
        start = stop.end()


# ---------------------------------------------------------------- spellings

ALIKE = 0.9
"""Likeness (difflib's ratio) from which two long names that sound alike are one name spelled in two ways."""
_LONG = 10
_VOWELS = str.maketrans("", "", "aeiouyhjw-'. ")
_SOUNDS = str.maketrans({"k": "c", "q": "c", "z": "s", "w": "v", "x": "s"})
_CALLED = RANKS | TITLES | OFFICES
_SPELLED = frozenset({ActorKind.PERSON, ActorKind.ARMED_GROUP})


_Names = dict[str, list[tuple[str, str]]]


@lru_cache(maxsize=4)
def _of(known: _Same) -> tuple[_Names, dict[str, tuple[str, ...]], _Names]:
    """Long names of people and groups by how they sound, the names of each, and people's names by their first words."""
    sounds: _Names = {}
    spelled: dict[str, list[str]] = {}
    firsts: _Names = {}
    entries = known.gazetteer.entries
    for name, (actors, sort) in known.gazetteer.means.items():
        if sort not in {"name", "weak"}:
            continue
        for actor in actors:
            if actor in entries and entries[actor].kind in _SPELLED:
                spelled.setdefault(actor, []).append(name)
                if sort == "name" and entries[actor].kind is ActorKind.PERSON:
                    firsts.setdefault(name.split()[0], []).append((name, actor))
                if sort == "name" and " " in name and len(name) >= _LONG and len(actors) == 1:
                    sounds.setdefault(_sound(name), []).append((name, actor))
    return sounds, {actor: tuple(names) for actor, names in spelled.items()}, firsts


class _Same:
    """A gazetteer as the key of a cache: by identity."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __hash__(self) -> int:
        return id(self.gazetteer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.gazetteer is other.gazetteer


def spellings(known: Gazetteer, id: str) -> tuple[str, ...]:
    """The folded names of a known person or armed group."""
    return _of(_Same(known))[1].get(id, ())


def _sound(name: str) -> str:
    """The consonants of a name in a rough common spelling, doubled ones once."""
    bones = name.replace("'s", "").translate(_VOWELS).translate(_SOUNDS)
    return "".join(char for at, char in enumerate(bones) if not at or char != bones[at - 1])


def shortened(known: Gazetteer, given: list[str], states: set[str]) -> str | None:
    """The one person of these states whose name begins with these words: "Ana Tarn" for "Ana Tarn Brel"."""
    name = " ".join(given)
    found = {
        id
        for other, id in _of(_Same(known))[2].get(given[0], ())
        if other.startswith(f"{name} ") and known.entries[id].country in states
    }
    return found.pop() if len(found) == 1 else None


def spelled(known: Gazetteer, given: str) -> str | None:
    """The one known person or group whose name sounds like this one and is spelled nearly like it ("Zelenskii"); None where none or several do.

    Only long names of two words or more are compared, and the same number of words must begin with the same letters.
    """
    name = " ".join(word for word in fold_name(given).replace("d' ", "d'").split() if word.strip(".") not in _CALLED)
    if len(name) < _LONG or " " not in name:
        return None
    firsts = [word[0] for word in name.split()]
    found = {
        id
        for other, id in _of(_Same(known))[0].get(_sound(name), ())
        if [word[0] for word in other.split()] == firsts and SequenceMatcher(None, name, other).ratio() >= ALIKE
    }
    return found.pop() if len(found) == 1 else None
