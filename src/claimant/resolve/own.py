"""A user's own actors: a YAML file in the gazetteer's form, checked entry by entry, and merged over the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from claimant.errors import GazetteerError
from claimant.model import ActorKind
from claimant.resolve.gazetteer import Gazetteer, build, gazetteer, institutions, rows
from claimant.text import fold_name

LARGEST, MOST, LONGEST = 5_000_000, 20_000, 300
"""Bounds of the file: bytes, entries, and characters of a name."""

_TEXTS = ("id", "name", "kind", "country", "source", "capital", "code")
_LISTS = ("aliases", "weak", "demonyms", "capital_aliases", "metonyms", "places")
_YEARS = ("from", "until")
_KEYS = frozenset({*_TEXTS, *_LISTS, *_YEARS, "part_of", "relations", "ownership"})


def with_own(path: Path | None) -> Gazetteer:
    """The package's gazetteer, with the entries of the file over it: one with a known id takes the known one's place.

    The file is read again when it has changed. Raises GazetteerError with the entry where something does not follow the form
    (docs/reference/gazetteer.md), names an actor that nobody knows, or goes in a circle.
    """
    if path is None:
        return gazetteer()
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise GazetteerError(str(path), "(whole file)", f"cannot be read ({error.strerror}); check the name") from error
    return _merged(path, changed)


@lru_cache(maxsize=2)
def _merged(path: Path, changed: int) -> Gazetteer:
    own = _read(path)
    mine = {row["id"]: row for row in own}
    given = [row for row in rows() if row["id"] not in mine]
    composed = institutions()
    known = {row["id"] for row in (*given, *own)}

    def is_known(id: str) -> bool:
        return id in known or any(id.endswith(f"-{name}") and id[: -len(name) - 1] in known for name in composed)

    for number, row in enumerate(own):
        at = f"entry {number + 1} ({row['id']})"
        for key in ("part_of", "relations"):
            for other in row.get(key) or ():
                if not is_known(other["actor"]):
                    raise GazetteerError(str(path), f"{at}, {key}", f"{other['actor']!r} is no actor that is known")
        if row.get("country") and not is_known(row["country"]):
            raise GazetteerError(str(path), f"{at}, country", f"{row['country']!r} is no state that is known")
    _no_double(path, own)
    merged = build([*given, *own], composed)
    for number, row in enumerate(own):
        _no_circle(path, f"entry {number + 1} ({row['id']})", merged, row["id"])
    return merged


def _no_double(path: Path, own: Iterable[Mapping[str, Any]]) -> None:
    """No strong name of the file may mean two of its actors at the same time: nobody could tell them apart."""
    holders: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
    for number, row in enumerate(own):
        for text in dict.fromkeys(fold_name(name) for name in (row["name"], *(row.get("aliases") or ()))):
            for before, other in holders.get(text, ()):
                if (row.get("from") or 0) <= (other.get("until") or 9999) and (other.get("from") or 0) <= (
                    row.get("until") or 9999
                ):
                    raise GazetteerError(
                        str(path),
                        f"entry {number + 1} ({row['id']}), aliases",
                        f"{text!r} is the name of entry {before + 1} ({other['id']}) too; make it a weak name of both",
                    )
            holders.setdefault(text, []).append((number, row))


def _no_circle(path: Path, at: str, merged: Gazetteer, id: str) -> None:
    def above(one: str) -> Iterable[str]:
        return (part.actor for part in merged.entries[one].part_of) if one in merged.entries else ()

    queue, seen = list(above(id)), set[str]()
    while queue:
        one = queue.pop()
        if one == id:
            raise GazetteerError(str(path), f"{at}, part_of", "leads in a circle back to itself")
        if one not in seen:
            seen.add(one)
            queue.extend(above(one))


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
        if len(text) > LARGEST:
            raise GazetteerError(str(path), "(whole file)", f"has more than {LARGEST:,} bytes")
        given = yaml.safe_load(text.decode("utf-8"))
    except OSError as error:
        raise GazetteerError(str(path), "(whole file)", f"cannot be read ({error.strerror}); check the name") from error
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise GazetteerError(str(path), "(whole file)", f"is no YAML in UTF-8 ({first})") from error
    if not isinstance(given, list) or len(given) > MOST:
        raise GazetteerError(str(path), "(whole file)", f"must be a list of at most {MOST:,} entries")
    found: dict[str, dict[str, Any]] = {}
    for number, row in enumerate(given):
        at = f"entry {number + 1}"
        checked = _entry(str(path), at, row)
        if checked["id"] in found:
            raise GazetteerError(str(path), at, f"{checked['id']!r} is there twice")
        found[checked["id"]] = checked
    return list(found.values())


def _entry(file: str, at: str, row: Any) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        raise GazetteerError(file, at, "must be an entry with id, name and kind")
    for key, value in row.items():
        where = f"{at}, {key}"
        if key not in _KEYS:
            raise GazetteerError(file, where, f"is no key of an entry ({', '.join(sorted(_KEYS))})")
        if key in _TEXTS and not (isinstance(value, str) and 0 < len(value.strip()) <= LONGEST):
            raise GazetteerError(
                file, where, f"must be a text, not {value!r}; quote what YAML takes for something else"
            )
        if key in _LISTS:
            _names(file, where, value)
        if key in _YEARS and not _year(value):
            raise GazetteerError(file, where, f"must be a year, not {value!r}")
        if key in {"part_of", "relations"}:
            _others(file, where, value, key)
    for key in ("id", "name", "kind"):
        if key not in row:
            raise GazetteerError(file, f"{at}, {key}", "is missing")
    if row["kind"] not in set(ActorKind):
        raise GazetteerError(file, f"{at}, kind", f"{row['kind']!r} is none of {', '.join(ActorKind)}")
    return dict(row)


def _names(file: str, where: str, value: Any) -> None:
    if not isinstance(value, list) or not all(
        isinstance(one, str) and 0 < len(one.strip()) <= LONGEST for one in value
    ):
        raise GazetteerError(file, where, 'must be a list of names; quote what YAML takes for something else ("NO")')


def _others(file: str, where: str, value: Any, key: str) -> None:
    if not isinstance(value, list):
        raise GazetteerError(file, where, "must be a list")
    for one in value:
        if not isinstance(one, Mapping) or not isinstance(one.get("actor"), str):
            raise GazetteerError(file, where, "each must name an actor")
        if not all(_year(one[year]) for year in _YEARS if year in one):
            raise GazetteerError(file, where, "from and until must be years")
        if key == "relations" and one.get("sign") not in (-1, 0, 1):
            raise GazetteerError(file, where, "sign must be -1 (hostile), 0 or 1 (friendly)")


def _year(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 3000
