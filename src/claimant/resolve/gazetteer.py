"""Who is known: states, governments and their bodies, armed groups, international bodies, media, office-holders.

Read from the YAML files of the folder of the same name; a standard institution of a state ("the Foreign Ministry of
Spain") is composed from the state and resolve/gazetteer/institutions.yaml, so that nobody lists two hundred of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import ahocorasick
import yaml

from claimant.model import Actor, ActorKind, PartOf, Relation
from claimant.resolve.derived import hostile, meaning, own_bodies
from claimant.text import fold_name


class Match(NamedTuple):
    """A known name at [start, end) of a text: the actors it may mean, and what sort of name it is.

    `sort`: "name" (means this actor), "weak" (only in context), "state", "capital", "demonym", "metonym" (of the government),
    "place" (a town or region of the state), "office" or "body" (an institution without its state; `actors` are then institution ids).
    """

    start: int
    end: int
    actors: tuple[str, ...]
    sort: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known actors and their names. Made by `gazetteer()`; composed institutions are made when first asked for."""

    entries: dict[str, Actor]
    relations: tuple[Relation, ...]
    institutions: dict[str, dict[str, Any]]
    names: dict[str, tuple[tuple[str, str], ...]]
    years: dict[str, tuple[int, int]]
    acronyms: frozenset[str]
    automaton: Any = field(compare=False)
    means: dict[str, tuple[tuple[str, ...], str]] = field(compare=False)
    wary: frozenset[str] = field(compare=False)
    demonyms: dict[str, tuple[str, ...]] = field(compare=False)
    hostile: dict[str, tuple[Relation, ...]] = field(compare=False)
    own: dict[tuple[str, str], tuple[str, ...]] = field(compare=False)

    def actor(self, id: str) -> Actor:
        """The actor of that id, composed if it is a standard institution of a state. Raises KeyError where neither."""
        if id in self.entries:
            return self.entries[id]
        for name, institution in self.institutions.items():
            if id.endswith(f"-{name}") and (state := id[: -len(name) - 1]) in self.entries:
                above = institution.get("part_of")
                kind = ActorKind.GOVERNMENT if name == "government" else ActorKind(institution["kind"])
                return Actor(
                    id=id,
                    name=f"{institution['name']} of {self.entries[state].name}",
                    kind=kind,
                    part_of=(PartOf(f"{state}-{above}" if above else state),),
                    country=state,
                    source="standard institution",
                    based=self.entries[state].name,
                )
        raise KeyError(id)

    def has(self, id: str) -> bool:
        """Whether the id is an entry's or can be composed."""
        try:
            self.actor(id)
        except KeyError:
            return False
        return True

    def chain(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        """The actors of these ids and everybody they are part of, in the order of ids, each once."""
        found: dict[str, Actor] = {}
        queue = list(ids)
        while queue:
            id = queue.pop(0)
            if id in found:
                continue
            try:
                found[id] = self.actor(id)
            except KeyError:
                continue
            queue.extend(part.actor for part in found[id].part_of)
        return tuple(found.values())

    def find(self, folded: str, text: str | None = None) -> list[Match]:
        """The known names in a text folded by `fold_name`, leftmost and longest first, without overlap.

        With the `text` as it was written, an acronym counts only in capitals ("US", not "us"), and in words that are
        capitals throughout (old wires) one that is an English word ("ITS") does not count.
        """
        means, wary = self.means, self.wary if text is not None else frozenset()
        spans = []
        for last, name in self.automaton.iter(f" {folded.translate(_GAPS)} "):
            end = last - 1
            start = end - len(name)
            given = folded[start:end]
            if given != name:
                if given in means:
                    name = given
                elif given.replace("-", " ") != name.replace("-", " "):
                    continue  # other signs than the name's
            if not (name in wary and not self._written(name, text or "", start, end)):
                spans.append((start, -end, name))
        spans.sort()
        found: list[Match] = []
        free = 0
        for start, end, name in spans:
            if start >= free:
                free = -end
                found.append(Match(start, free, *means[name]))
        return found

    def _written(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether the name at text[start:end] is written as one: an acronym in capitals, an English word with a capital."""
        if name in self.acronyms:
            written = text[start:end]
            if not written.isupper() and _capitals(written) < min(2, len(name)):
                return False
        elif not text[start].isupper() or text[max(0, start - 4) : start].rstrip(" “\"'")[-1:] in {
            "",
            ".",
            "!",
            "?",
            "\n",
        }:
            return False  # "male", and "Male" where a sentence begins
        around = text[max(0, start - 60) : start] + text[end : end + 60]
        return name not in _ENGLISH or (around != around.upper() and any(char.islower() for char in around))

    def in_year(self, match: Match, year: int | None) -> Match:
        """The match without the actors that were not there in that year, where at least one was: Moscow in 2024 is Russia's."""
        if year is None or len(match.actors) < 2:
            return match
        alive = tuple(id for id in match.actors if self._alive(id.removesuffix("-government"), year))
        return match._replace(actors=alive) if alive else match

    def _alive(self, id: str, year: int) -> bool:
        first, last = self.years.get(id, (0, 9999))
        return first <= year <= last

    def called(self, name: str, year: int | None) -> str | None:
        """The one actor that a folded name means for sure in that year, or None."""
        actors, sort = self.means.get(name, ((), ""))
        if sort != "name":
            return None
        alive = actors if year is None else tuple(id for id in actors if self._alive(id, year))
        return alive[0] if len(alive) == 1 else None

    def body(self, state: str, institution: str, phrase: str, year: int | None) -> str:
        """The id of a state's institution: the body of its own name that is called so ("Salvadoran National Guard"), else the composed one."""
        for adjective in self.demonyms.get(state, ()):
            own = self.called(f"{adjective} {phrase}", year)
            if own and self.entries[own].country == state:
                return own
        for one in (institution, "armed-forces") if institution == "army" else (institution,):
            alive = [id for id in self.own.get((state, one), ()) if year is None or self._alive(id, year)]
            if len(alive) == 1:
                return alive[0]
        return f"{state}-{institution}"

    def rebels(self, state: str, year: int | None) -> tuple[str, ...]:
        """The armed groups of a state that fought it in that year, without those that are part of another of them."""
        found = [
            relation.a
            for relation in self.hostile.get(state, ())
            if year is None
            or ((relation.start or 0) <= year <= (relation.end or 9999) and self._alive(relation.a, year))
        ]
        return tuple(id for id in found if not any(part.actor in found for part in self.entries[id].part_of))

    def names_of(self, id: str) -> dict[str, tuple[str, ...]]:
        """The folded names that may mean this actor, by sort ("name", "weak", "demonym", ...)."""
        found: dict[str, list[str]] = {}
        for text, means in self.names.items():
            for actor, sort in means:
                if actor == id:
                    found.setdefault(sort, []).append(text)
        return {sort: tuple(sorted(names)) for sort, names in sorted(found.items())}

    def search(self, words: Iterable[str]) -> tuple[Actor, ...]:
        """The entries in whose id, name or other names all the words stand, by id."""
        wanted = [fold_name(word).strip() for word in words]
        texts: dict[str, list[str]] = {id: [id, fold_name(actor.name)] for id, actor in self.entries.items()}
        for text, means in self.names.items():
            for actor, _ in means:
                texts.get(actor, []).append(text)
        return tuple(
            self.entries[id] for id in sorted(texts) if all(any(word in text for text in texts[id]) for word in wanted)
        )

    def spoken_names(self) -> tuple[str, ...]:
        """Names by which a text can mean an actor, for the extractor: strong names, states, capitals, acronyms."""
        return tuple(
            name
            for name, means in self.names.items()
            if len(name) > 2
            and name not in _ENGLISH
            and any(
                sort in {"name", "state", "capital", "metonym"} or (sort == "weak" and name in self.acronyms)
                for _, sort in means
            )
        )


_ENGLISH = frozenset(
    "its is us let are at it as all who she he we i if on in to or an am be do go no so up by my me of you side boss model plan fact map "
    "site car male pole poles power price begin far".split()
)
"""Names that are English words as well: with capitals inside mixed case they are names, in lower case or among capitals words."""


def _capitals(text: str) -> int:
    return sum(char.isupper() for char in text)


def _read(name: str) -> list[dict[str, Any]]:
    text = (files("claimant.resolve") / "gazetteer" / name).read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return rows


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the package, read once."""
    return build(rows(), institutions())


def rows() -> list[dict[str, Any]]:
    """The entries of all files of the package but the institutions', as they stand in the files."""
    folder = files("claimant.resolve") / "gazetteer"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".yaml"))
    return [row for name in names if name != "institutions.yaml" for row in _read(name)]


def institutions() -> dict[str, dict[str, Any]]:
    """The standard institutions that are composed for each state, by id."""
    return {row["id"]: row for row in _read("institutions.yaml")}


def build(rows: Iterable[dict[str, Any]], institutions: dict[str, dict[str, Any]]) -> Gazetteer:
    """A gazetteer from entries as they stand in the files; the format is docs/reference/gazetteer.md."""
    entries: dict[str, Actor] = {}
    relations: list[Relation] = []
    names: dict[str, dict[tuple[str, str], None]] = {}
    years: dict[str, tuple[int, int]] = {}
    forms: dict[str, bool] = {}
    demonyms: dict[str, tuple[str, ...]] = {}

    def name(text: str, actor: str, sort: str) -> None:
        folded = fold_name(str(text)).strip()
        if len(folded) > 1 or not folded.isascii():
            names.setdefault(folded, {})[actor, sort] = None
            acronym = len(folded) <= 5 and folded.isalpha() and folded.isascii() and _capitals(str(text)) > 1
            forms[folded] = forms.get(folded, True) and acronym
            if "." in folded and len(folded.replace(".", "")) > 1:
                names.setdefault(folded.replace(".", ""), {})[actor, sort] = None

    listed = list(rows)
    states = {row["id"]: row["name"] for row in listed if row["kind"] == "state"}
    for row in listed:
        id = row["id"]
        if row.get("from") or row.get("until"):
            years[id] = (row.get("from") or 0, row.get("until") or 9999)
        entries[id] = Actor(
            id=id,
            name=row["name"],
            kind=ActorKind(row["kind"]),
            part_of=tuple(
                PartOf(part["actor"], part.get("from"), part.get("until")) for part in row.get("part_of") or ()
            ),
            country=row.get("country") or (id if row["kind"] == "state" else None),
            source=row.get("source", ""),
            start=row.get("from"),
            end=row.get("until"),
            based=states.get(row.get("country") or "", ""),
        )
        for other in row.get("relations") or ():
            relations.append(
                Relation(
                    a=id,
                    b=other["actor"],
                    sign=other["sign"],
                    basis=other.get("basis", ""),
                    start=other.get("from"),
                    end=other.get("until"),
                )
            )
        state = row["kind"] == "state"
        for text in (row["name"], *(row.get("aliases") or ())):
            name(text, id, "state" if state else "name")
        for text in row.get("weak") or ():
            name(text, id, "weak")
        for text in row.get("demonyms") or ():
            name(text, id, "demonym")
        if state:
            demonyms[id] = tuple(fold_name(str(text)) for text in row.get("demonyms") or ())
        for text in (row.get("capital"), *(row.get("capital_aliases") or ())):
            if text:
                name(text, f"{id}-government", "capital")
        for text in row.get("metonyms") or ():
            name(text, f"{id}-government", "metonym")
        for text in row.get("places") or ():
            name(text, id, "place")
    for id, row in institutions.items():
        for text in row.get("phrases") or ():
            name(text, id, "body")
        for text in row.get("offices") or ():
            name(text, id, "office")
            if not text.endswith("s"):
                name(f"{text}s", id, "office")
    automaton = ahocorasick.Automaton()
    for text in names:
        automaton.add_word(f" {text.translate(_GAPS)} ", text)
    automaton.make_automaton()
    acronyms = frozenset(name for name, only in forms.items() if only)
    meanings = {text: tuple(means) for text, means in names.items()}
    return Gazetteer(
        entries,
        tuple(relations),
        institutions,
        meanings,
        years,
        acronyms,
        automaton,
        means={text: meaning(means) for text, means in meanings.items()},
        wary=acronyms | (_ENGLISH & meanings.keys()),
        demonyms=demonyms,
        hostile=hostile(entries, relations),
        own=own_bodies(entries, meanings, institutions, demonyms),
    )


class _Gaps(dict[int, int]):
    """Turns what is no letter or digit into a space, as `str.translate` asks for it."""

    def __missing__(self, code: int) -> int:
        self[code] = code if chr(code).isalnum() else 32
        return self[code]


_GAPS = _Gaps()
