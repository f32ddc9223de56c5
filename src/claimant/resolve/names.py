"""Names that nobody knows: an actor of its own where the phrase is a name, nobody where it only describes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimant.model import Actor, ActorKind, Linked, PartOf, Who
from claimant.resolve.gazetteer import Match
from claimant.resolve.scenes import Scene
from claimant.resolve.words import (
    ANONYMOUS,
    ARMED,
    COMMON,
    CROWD,
    GENERIC,
    GROUP,
    HOUSES,
    HOW_MANY,
    LEADING,
    LITTLE,
    NO_NAMES,
    OFFICES,
    PEOPLE,
    RANKS,
    TAIL,
    TITLES,
    words_of,
)
from claimant.text import fold_name

_DESCRIBING = (COMMON | GENERIC | ANONYMOUS) - RANKS - OFFICES
_TOKEN = re.compile(r"[\w'’-]+")


def bare(text: str) -> str:
    """The text without what stands in brackets at its end."""
    return TAIL.sub("", text) if text[-1:] in ")]" or "[" in text or "(" in text else text


_SHORT = re.compile(r"[(\[]\s*$")
_LONG_BEFORE = re.compile(r"(?:[\w'’-]+[ ]+){1,9}$")


def explained(here: Scene, word: str) -> tuple[int, int] | None:
    """Where the long name stands that an acronym is short for: before it in brackets, or in the brackets behind it.

    The first letters of the long name's words, little ones left out, are the acronym's.
    """
    if not 2 <= len(word) <= 8 or not word.isalpha():
        return None
    at = here.folded.find(word)
    while at >= 0:
        end = at + len(word)
        if here.text[at:end].isupper() and _SHORT.search(here.folded, max(0, at - 3), at):
            before = _LONG_BEFORE.search(here.folded[max(0, at - 120) : at].rstrip(" ([") + " ")
            if before and (found := _initials(here, word, at - (at - len(here.folded[:at].rstrip(" (["))))):
                return found
        if here.folded[end : end + 2] in {" (", " ["}:
            stop = min((i for i in (here.folded.find(c, end, end + 120) for c in ")]") if i > 0), default=-1)
            if stop > 0 and _spells(word, here.folded[end + 2 : stop].split()):
                return end + 2, stop
        at = here.folded.find(word, end)
    return None


def _initials(here: Scene, word: str, end: int) -> tuple[int, int] | None:
    """The fewest words before `end` whose first letters spell the acronym."""
    start = end
    for _ in range(10):
        space = here.folded.rfind(" ", max(0, end - 120), max(0, start - 1))
        if space < 0:
            return None
        start = space + 1
        if _spells(word, here.folded[start:end].split()):
            return start, end
    return None


def _spells(word: str, long: list[str]) -> bool:
    letters = [w[0] for w in long if w.strip("'\"").isalpha() or "-" in w]
    big = [w[0] for w in long if w not in LITTLE]
    return "".join(letters) == word or (len(big) > 1 and "".join(big) == word)


def named_id(words: Sequence[str]) -> str:
    """The id of an actor that only documents name."""
    return "named-" + "-".join(words)[:60]


def unknown(here: Scene, start: int, text: str, words: Sequence[str], above: Who | None = None) -> Actor | None:
    """The actor that an unknown name stands for, or None where the phrase is a description that names nobody.

    `above` is what the person is part of, where the text says it.
    """
    mixed = text != text.upper()
    tokens = _TOKEN.findall(bare(text))
    capitals = [t for t in tokens if t[:1].isupper() and fold_name(t) not in COMMON]
    common = _DESCRIBING.intersection(words)
    group = bool(GROUP.search(" ".join(words))) or bool(set(words) & HOUSES)
    if not words or not capitals or (not mixed and (common - {"country"}) and not (group and _is_named(words))):
        return None
    if mixed and len(tokens) > 1 and capitals == tokens[:1] and _only_begins(here, start, tokens):
        return None  # "Drug traffickers", where a sentence begins
    if words[-1] in OFFICES or words[-1] in RANKS:
        return None  # "the mafia leader": an office without its holder's name
    if mixed and words[0] in HOW_MANY and set(words[1:3]) & PEOPLE:
        return None  # "two men from Karachay": a description, which names nobody
    if (not mixed and len(words) == 1) or (words[-1] in CROWD and not (mixed and len(capitals) > 1)):
        return None  # a lone word of an upper-case wire, "the ultraleftist groups"
    rank = bool(set(words) & RANKS)
    office = bool(set(words) & OFFICES)
    name = " ".join(tokens)
    name = name if mixed else name.title()
    name = name[len(name) - len(LEADING.sub("", fold_name(name))) :]
    # a lone unknown name ("Voss", "Halloran's cousin") is taken for a person's: to mask an outlet is the smaller harm
    person = not group and (rank or office or 1 <= len([t for t in capitals if not t.isupper() or not mixed]) <= 5)
    home = here.home[0][0] if here.home else None
    part_of = (PartOf(f"{home}-armed-forces"),) if rank and home else ()
    if isinstance(above, Linked):
        part_of = (PartOf(above.actor),)
    kind = ActorKind.OTHER
    if person:
        kind = ActorKind.PERSON
    elif group and ARMED.search(" ".join(words)):
        kind = ActorKind.ARMED_GROUP
    return Actor(
        id=named_id(words_of(fold_name(name))),
        name=name,
        kind=kind,
        part_of=part_of,
        country=home if rank else None,
        known=False,
        public=not person or rank or office,
        source="named in the documents",
    )


def _only_begins(here: Scene, start: int, tokens: Sequence[str]) -> bool:
    """Whether the first word has its capital from the sentence that it begins, as far as the text shows."""
    begins = not start or here.text[max(0, start - 4) : start].rstrip(" \n\"'“”«»(")[-1:] in {"", ".", "!", "?", ":"}
    own = tokens[0].endswith(("'s", "’s")) or not tokens[-1].islower()
    return begins and not own and not re.search(rf"[\w,] {re.escape(tokens[0])}\b", here.text)


def is_person_of(here: Scene, start: int, end: int, place: Match) -> bool:
    """Whether a state's name is a word of a longer name: "Michael Jordan", "Raphael Israeli", not "Jordan" or "Israeli officials"."""
    if here.shouted:
        before = here.folded[start : place.start].split()
        return place.sort == "capital" and place.end == end and len(before) == 1 and before[0] not in NO_NAMES | LITTLE
    others = (here.text[start : place.start] + " " + here.text[place.end : end]).split()
    others = [word for word in others if fold_name(word).strip(".'’") not in TITLES | LITTLE | {"s"}]
    return bool(others) and all(word[0].isupper() and fold_name(word) not in COMMON | CROWD for word in others)


_GIVEN = re.compile(r"[A-Z][\w.-]+$")
_LONGEST_FIRST = 60
"""Characters of a first name at most: a longer word is none, and must not be read again from each of its letters."""
_SAYS = re.compile(r"(?:,| said| told| who| wrote|[.] )")


def also_a_person(here: Scene, place: Match) -> bool:
    """Whether the text has a person of that name as well: "Dr Israeli", "Raphael Israeli said", "Michael Jordan, who"."""
    name = here.text[place.start : place.end]
    if name not in here.persons:  # the whole text is read for it, so once for each name
        here.persons[name] = not here.shouted and _has_person(here, name)
    return here.persons[name]


def _has_person(here: Scene, name: str) -> bool:
    for found in re.finditer(rf" {re.escape(name)}\b", here.text):
        before = max(0, found.start() - _LONGEST_FIRST)
        given = _GIVEN.search(here.text[before : found.start()])
        if given is None:
            continue
        first, at = fold_name(given[0]).strip("."), before + given.start()
        if first in TITLES:
            return True
        begins = here.text[max(0, at - 2) : at].strip(" \n") in {".", "!", "?", ""} if at else True
        strange = first not in COMMON | LITTLE | OFFICES and not here.within(at, at + len(given[0]))
        if not begins and strange and _SAYS.match(here.text, found.end()):
            return True
    return False


_LOOKALIKES = str.maketrans("аАеЕоОрРсСхХуУкКмМтТвВнНіІјѕԁ", "aAeEoOpPcCxXyYkKmMtTbBhHiIjsd")


def disguised(text: str) -> str | None:
    """The text in Latin letters where a word of it mixes them with Cyrillic ones that look the same; None where none does."""
    for word in text.split():
        if not word.isascii() and any("a" <= char.lower() <= "z" for char in word):
            if (plain := text.translate(_LOOKALIKES)) != text and plain.isascii():
                return plain
    return None


def _is_named(words: Sequence[str]) -> bool:
    """Whether a group's phrase has a word of its own ("Cedar Liberation Front"), and not descriptions only ("rebel units")."""
    return any(word not in _PLAINLY and not GROUP.fullmatch(word) for word in words)


_PLAINLY = (
    COMMON
    | CROWD
    | HOW_MANY
    | frozenset(
        "rightist leftist ultrarightist ultraleftist ultraright-wing right left wing right-wing paramilitary elite top high central staff "
        "drug trafficking narcotics-trafficking maoist extremist marxist communist fascist regime squads squad bands band units political "
        "movement four-person small large new old main clandestine self-styled same that criminal nongovernment nongovernmental".split()
    )
)
