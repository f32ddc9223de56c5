"""Which mentions of a case are one person's: names in all their spellings, and the groups of names that belong together.

Two names may be one person's where all words of the one are in the other, in whatever romanisation. A lone name ("Voss")
is with everybody who bears it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claimant.model import (
    Actor,
    ActorKind,
    Basis,
    Heard,
    Linked,
    PersonRole,
    Span,
    Stance,
    Toll,
    Undecided,
    Unnamed,
    Who,
)
from claimant.resolve import cues
from claimant.resolve.charges import Lift
from claimant.resolve.persons import LONGEST_NAME, Mention
from claimant.spellings import COMMON, SILENT, fold, frame, romanised, shadow
from claimant.spellings import words as words_of
from claimant.text import fold as small

_PLACED = frozenset("of from in at near who with and".split())
_LOW_RANKS = frozenset("sergeant sgt corporal cadet private constable".split())


@dataclass(slots=True, eq=False)
class Name:
    """One name: `key` is its words without regard to spelling, `strict` with it; `lift` a passage that lifts the mask."""

    key: frozenset[str]
    strict: frozenset[str]
    forms: dict[str, None] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    actors: dict[str, None] = field(default_factory=dict)
    office: bool = False
    lift: Lift | None = None

    @property
    def whole(self) -> bool:
        """More than one word: "Karl Voss", not "Voss"."""
        return len(self.key) > 1


@dataclass(slots=True)
class Names:
    """All names of a case, found by their words."""

    by_strict: dict[frozenset[str], Name] = field(default_factory=dict)
    by_word: dict[str, list[Name]] = field(default_factory=dict)

    def name(self, words: Iterable[str]) -> Name | None:
        """The entry of these words, made where there is none; initials and particles count for nothing."""
        whole = [word for word in words if len(word) > 1 or not word.isascii()]
        strict = frozenset(romanised(word) for word in whole if word not in cues.PARTICLES) or frozenset(whole)
        if not strict:
            return None
        if strict not in self.by_strict:
            made = self.by_strict[strict] = Name(frozenset(map(key_of, strict)), strict)
            for word in made.key:
                self.by_word.setdefault(word, []).append(made)
        return self.by_strict[strict]

    def like(self, one: Name) -> list[Name]:
        """The other whole names that may be the same person's: all words of the one are in the other."""
        near = {id(other): other for word in one.key for other in self.by_word[word] if other.whole}
        return [other for other in near.values() if other.key <= one.key or one.key <= other.key]


def key_of(word: str) -> str:
    """A romanised word without regard to its vowels, where enough is left of it."""
    consonants = frame(word)
    return consonants if len(consonants) >= 3 else word


def hear(names: Names, heard: Sequence[Heard], tolls: Sequence[Toll], own: Sequence[Actor]) -> None:
    """What the statements say: who is the target of one, or claims it, is accused; who tells what was seen is a witness."""
    persons = {actor.id: actor for actor in own if actor.kind is ActorKind.PERSON and not _is_group(actor.name)}
    by_actor = {id: names.name(name_words(actor.name)) for id, actor in persons.items()}
    for id, name in by_actor.items():
        if name:
            name.actors[id] = None
            name.forms[" ".join(_name_parts(persons[id].name))] = None
            name.office |= holds_office(persons[id])

    def note(who: Who, span: Span | None, role: PersonRole) -> None:
        for id in _ids(who):
            if span and (name := by_actor.get(id)):
                mention = Mention(
                    span.document, "statement", span.start, span.end, span.text, (), (span.start, span.end)
                )
                mention.roles.add(role)
                name.mentions.append(mention)

    for one in heard:
        statement = one.statement
        seen = PersonRole.WITNESS if statement.basis is Basis.WITNESS else PersonRole.SPEAKER
        note(one.speaker, statement.speaker, PersonRole.ACCUSED if statement.stance is Stance.CLAIMS else seen)
        note(one.target, statement.target or statement.speaker, PersonRole.ACCUSED)
        if isinstance(one.target, Unnamed) and statement.target and _has_no_capitals(statement.target.text):
            _note_foreign(names, statement.target)
    for toll in tolls:
        note(toll.speaker, toll.figure.speaker, PersonRole.SPEAKER)


def _is_group(name: str) -> bool:
    """Whether an actor that linking took for a person is named as an institution, a group or a people is."""
    folded = [fold(word) for word in re.findall(r"[^\W\d_]+", name)]
    own = name_words(name)
    return bool(folded) and (
        folded[-1] in cues.NO_PERSON
        or all(word in cues.PEOPLES for word in own)
        or bool(cues.GROUP_NAME.search(small(name)))
    )


def _has_no_capitals(text: str) -> bool:
    """Whether it is in a script without capitals, where linking cannot tell a name from a description."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and all(sign.upper() == sign.lower() for sign in letters)


def _note_foreign(names: Names, span: Span) -> None:
    """Who is accused in such a script and was linked to nobody is taken for a person."""
    words = [folded for _, _, folded in words_of(shadow(span.text))]
    if len(words) <= LONGEST_NAME and (name := names.name(words)):
        mention = Mention(
            span.document, "statement", span.start, span.end, span.text, tuple(words), (span.start, span.end)
        )
        mention.roles.add(PersonRole.ACCUSED)
        name.mentions.append(mention)
        name.forms[span.text] = None


def _ids(who: Who) -> list[str]:
    match who:
        case Linked(actor, _):
            return [actor]
        case Undecided(_, candidates):
            return [actor for actor, _ in candidates]
    return []


def _name_parts(name: str) -> list[str]:
    """The words of an actor's name that are written as names: "Taxi driver Karl Voss of Lorn" is Karl Voss."""
    every = re.findall(r"[^\W\d_]+", shadow(name).replace(SILENT, ""))
    parts = every
    for number, part in enumerate(every):
        if part in _PLACED and any(not before.islower() for before in every[:number]):
            parts = every[:number]
            break
    if (
        len(parts) > 2
        and parts[1].islower()
        and fold(parts[1]) not in cues.PARTICLES
        and any(not part.islower() for part in parts[2:])
    ):
        parts = parts[2:]
    capitals = [part for part in parts if not part.islower()]
    return [part for part in capitals if fold(part) not in cues.TITLES] or capitals


def name_words(name: str) -> list[str]:
    """The words of an actor's name that are written as names, folded."""
    return [fold(part) for part in _name_parts(name)]


def holds_office(actor: Actor) -> bool:
    """As the linking found it, but for the ranks below officers and for what is no office ("gang leader")."""
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", actor.name)}
    offices = {word for word in words & cues.TITLES - _LOW_RANKS if not cues.WEAK_OFFICE.match(word)}
    return actor.public and bool(offices) and not cues.NO_OFFICE_HOLDER.search(small(actor.name))


@dataclass(slots=True, eq=False)
class Group:
    """The names that are taken for one person's; lone names ("Voss") are with every group that has the word."""

    names: list[Name] = field(default_factory=list)
    lone: list[Name] = field(default_factory=list)


def groups_of(names: Names) -> list[Group]:
    """One group for each person; a lone name that nobody else bears is a group of its own."""
    group_of: dict[int, Group] = {}
    for one in names.by_strict.values():
        if one.whole and id(one) not in group_of:
            group = Group()
            queue = [one]
            while queue:
                name = queue.pop()
                if id(name) not in group_of:
                    group_of[id(name)] = group
                    group.names.append(name)
                    queue.extend(other for other in names.like(name) if id(other) not in group_of)
    groups = list({id(group): group for group in group_of.values()}.values())
    for one in names.by_strict.values():
        if not one.whole:
            (word,) = one.key
            near = [*names.by_word[word], *names.by_word.get(word.removesuffix("s"), ())]  # "the Brelovas"
            whole = {id(group_of[id(other)]): group_of[id(other)] for other in near if other.whole}
            for group in whole.values():
                group.lone.append(one)
            if not whole:
                groups.append(Group([one]))
    return groups


def surnames_of(name: Name) -> set[str]:
    """The last word of each form, and the only word of a lone name."""
    ends = (re.findall(r"[^\W\d_]{2,}", form)[-1:] for form in name.forms)
    return {romanised(fold(end[0])) for end in ends if end and fold(end[0]) not in COMMON}
