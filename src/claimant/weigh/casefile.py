"""Coded cases: a case file's contents, checked and turned into a Case. Never reads the answer (`truth`, `truth_*`, `eval_tags`).

id, question           texts                      date, as_of, place, victim    ISO days, text, actor; may be null
actors                 [{id, name, kind, part_of?}]
relations              [{a, b, sign: -1 | 0 | 1, basis?}]; a pair not listed is neutral
hypotheses             [actor | "directed:<actor>" | "supported:<actor>" | "staged:<actor>" | "accident" | "unnamed"]
statements             [{speaker, stance, target, basis?, date?, exclusive?, via?, role?, certainty?}]; the target is an
                       actor, "accident" or null
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from claimant.errors import CaseFileError
from claimant.model import (
    Actor,
    ActorKind,
    Basis,
    Case,
    Certainty,
    Hypothesis,
    HypothesisKind,
    Incident,
    Linked,
    Moment,
    PartOf,
    Position,
    Relation,
    Role,
    Stance,
    Unnamed,
    Who,
)

MOST_ACTORS, MOST_HYPOTHESES, MOST_STATEMENTS, LONGEST = 5_000, 100, 250_000, 2_000
"""Bounds of a case file: entries per list, and characters per text."""

_PREFIXES = {
    "directed": "through others",
    "supported": "as backer of others",
    "staged": "made to look like another's doing",
}
"""What stands before an actor in a hypothesis that is not simply its own doing, and how its label goes on."""

Word = TypeVar("Word", bound=StrEnum)


def coded(data: Mapping[str, Any]) -> Case:
    """The case that a case file's contents describe (its format is told in the head of this module).

    Statements become positions "s1", "s2", ... in their order. `via` that names another actor of the case makes a copy.
    `role` and `certainty` may be given with the words of a Statement. A claim or denial without target is about the speaker;
    any other statement without target names nobody.

    Raises CaseFileError with the exact path ("statements[3].stance") where anything does not follow the format.
    """
    return _Reader(data).case()


class _Reader:
    """One pass over the file; every look-up names its path when it fails."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.name = "case"
        if not isinstance(data, Mapping):
            self.fail("(whole file)", f"must be an object with actors, hypotheses and statements, not {_kind(data)}.")
        self.data = data
        self.name = self.text(data, "", "id")
        self.names: dict[str, str] = {}

    def case(self) -> Case:
        data = self.data
        actors = self.actors()
        as_of = self.moment(data, "", "as_of")
        incident = Incident(
            id=self.name,
            title=self.text(data, "", "question"),
            date=self.moment(data, "", "date"),
            place=self.text(data, "", "place", needed=False) or None,
            victim=self.known(victim, "victim") if (victim := self.text(data, "", "victim", needed=False)) else None,
        )
        return Case(
            question=incident.title,
            incident=incident,
            as_of=as_of,
            actors=actors,
            relations=self.relations(),
            hypotheses=self.hypotheses(),
            positions=tuple(
                self.position(entry, f"statements[{number}]", f"s{number + 1}", as_of)
                for number, entry in enumerate(self.objects("statements", MOST_STATEMENTS))
            ),
        )

    def actors(self) -> tuple[Actor, ...]:
        entries = self.objects("actors", MOST_ACTORS)
        for number, entry in enumerate(entries):
            at = f"actors[{number}]"
            id = self.text(entry, at, "id")
            if id in self.names or id in {"accident", "unnamed"} or id.partition(":")[0] in _PREFIXES:
                self.fail(f"{at}.id", f"{id!r} is already taken; give every actor an id of its own.")
            self.names[id] = self.text(entry, at, "name")
        parents: dict[str, str] = {}
        for number, entry in enumerate(entries):
            if parent := self.text(entry, f"actors[{number}]", "part_of", needed=False):
                parents[entry["id"]] = self.known(parent, f"actors[{number}].part_of")
        for number, entry in enumerate(entries):
            seen, above = {entry["id"]}, parents.get(entry["id"])
            while above is not None and above not in seen:
                seen.add(above)
                above = parents.get(above)
            if above is not None:
                self.fail(f"actors[{number}].part_of", f"leads in a circle back to {above!r}.")
        return tuple(
            Actor(
                id=entry["id"],
                name=entry["name"],
                kind=self.word(ActorKind, entry, f"actors[{number}]", "kind"),
                part_of=(PartOf(parents[entry["id"]]),) if entry["id"] in parents else (),
                source="case file",
            )
            for number, entry in enumerate(entries)
        )

    def relations(self) -> tuple[Relation, ...]:
        found = []
        for number, entry in enumerate(self.objects("relations", MOST_STATEMENTS, needed=False)):
            at = f"relations[{number}]"
            a, b = (self.known(self.text(entry, at, end), f"{at}.{end}") for end in "ab")
            sign = entry.get("sign")
            if isinstance(sign, bool) or sign not in (-1, 0, 1):
                self.fail(f"{at}.sign", f"must be -1 (hostile), 0 or 1 (friendly), not {_show(sign)}.")
            basis = self.text(entry, at, "basis", needed=False)
            found.append(Relation(a=a, b=b, sign=int(sign), basis=basis))
        return tuple(found)

    def hypotheses(self) -> tuple[Hypothesis, ...]:
        found: dict[str, Hypothesis] = {}
        entries = self.entries("hypotheses", MOST_HYPOTHESES)
        if not entries:
            self.fail("hypotheses", 'must name at least one answer, such as "unnamed".')
        for number, id in enumerate(entries):
            at = f"hypotheses[{number}]"
            if not isinstance(id, str):
                self.fail(at, f"must be the id of an actor, not {_kind(id)}.")
            if id in found:
                self.fail(at, f"{id!r} is listed twice.")
            found[id] = self.hypothesis(id, at)
        return tuple(found.values())

    def hypothesis(self, id: str, at: str) -> Hypothesis:
        if id == "accident":
            return Hypothesis(id=id, label="an accident", kind=HypothesisKind.ACCIDENT)
        if id == "unnamed":
            return Hypothesis(id=id, label="someone not named yet", kind=HypothesisKind.UNNAMED)
        prefix, colon, name = id.partition(":")
        if not colon or prefix not in _PREFIXES:
            actor = self.known(id, at)
            return Hypothesis(id=id, label=self.names[actor], kind=HypothesisKind.ACTOR, actor=actor)
        actor = self.known(name, at)
        return Hypothesis(
            id=id, label=f"{self.names[actor]}, {_PREFIXES[prefix]}", kind=HypothesisKind(prefix), actor=actor
        )

    def position(self, entry: Mapping[str, Any], at: str, id: str, as_of: Moment | None) -> Position:
        speaker = self.known(self.text(entry, at, "speaker"), f"{at}.speaker")
        stance = self.word(Stance, entry, at, "stance")
        day = self.moment(entry, at, "date")
        if day and as_of and day.key[0] > as_of.key[0]:
            self.fail(f"{at}.date", f"{day.iso()} is later than the case's as_of, {as_of.iso()}.")
        exclusive = entry.get("exclusive", False)
        if not isinstance(exclusive, bool):
            self.fail(f"{at}.exclusive", f"must be true or false, not {_show(exclusive)}.")
        via = self.text(entry, at, "via", needed=False)
        copied = via in self.names and via != speaker
        return Position(
            id=id,
            speaker=Linked(speaker),
            stance=stance,
            target=self.target(entry, at, stance, speaker),
            role=self.word(Role, entry, at, "role", Role.CARRIED_OUT),
            basis=self.word(Basis, entry, at, "basis", Basis.NONE),
            certainty=self.word(Certainty, entry, at, "certainty", Certainty.STATED),
            exclusive=exclusive,
            date=day,
            via=via if copied else None,
            copied=copied,
        )

    def target(self, entry: Mapping[str, Any], at: str, stance: Stance, speaker: str) -> Who:
        target = self.text(entry, at, "target", needed=False)
        if not target:
            return Linked(speaker) if stance in {Stance.CLAIMS, Stance.DENIES} else Unnamed()
        return Linked(target if target == "accident" else self.known(target, f"{at}.target"))

    # ---------------------------------------------------------------- look-ups

    def entries(self, key: str, most: int, *, needed: bool = True) -> Sequence[Any]:
        value = self.data.get(key)
        if value is None and not needed:
            return ()
        if not isinstance(value, list | tuple):
            self.fail(key, f"must be a list, not {_kind(value)}.")
        if len(value) > most:
            self.fail(key, f"has {len(value)} entries; at most {most} are read.")
        return value

    def objects(self, key: str, most: int, *, needed: bool = True) -> list[Mapping[str, Any]]:
        found = []
        for number, entry in enumerate(self.entries(key, most, needed=needed)):
            if not isinstance(entry, Mapping):
                self.fail(f"{key}[{number}]", f"must be an object, not {_kind(entry)}.")
            found.append(entry)
        return found

    def text(self, entry: Mapping[str, Any], at: str, key: str, *, needed: bool = True) -> str:
        value, where = entry.get(key), f"{at}.{key}".lstrip(".")
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or (needed and not value.strip()):
            self.fail(where, "is missing." if value is None else f"must be a text, not {_show(value)}.")
        if len(value) > LONGEST:
            self.fail(where, f"has {len(value)} characters; at most {LONGEST} are read.")
        if any("\ud800" <= character <= "\udfff" for character in value):
            self.fail(where, "holds half a character (a lone surrogate); save the file as UTF-8 again.")
        return value

    def moment(self, entry: Mapping[str, Any], at: str, key: str) -> Moment | None:
        text = self.text(entry, at, key, needed=False)
        try:
            return Moment.parse(text) if text else None
        except ValueError:
            self.fail(f"{at}.{key}".lstrip("."), f"{text!r} is not a day or time like 2024-03-22.")

    def word(self, words: type[Word], entry: Mapping[str, Any], at: str, key: str, missing: Word | None = None) -> Word:
        value = entry.get(key)
        if value is None and missing is not None:
            return missing
        if not isinstance(value, str) or value not in set(words):
            self.fail(f"{at}.{key}", f"{_show(value)} is none of {', '.join(words)}.")
        return words(value)

    def known(self, actor: str, where: str) -> str:
        if actor not in self.names:
            self.fail(where, f"{_show(actor)} is no actor of this case; add it to actors, or correct the id.")
        return actor

    def fail(self, where: str, problem: str) -> NoReturn:
        raise CaseFileError(self.name, where, problem)


def _kind(value: object) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"


def _show(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
