"""The command `actors`: search and show who is known. cli.py registers it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from claimant.model import Actor, ActorKind, Past
from claimant.records import plain as as_record
from claimant.resolve import Gazetteer, with_own
from claimant.settings import Settings
from claimant.tell.clean import one_line
from claimant.tell.past import entries
from claimant.tell.past import record as in_words
from claimant.tell.prose import plain
from claimant.weigh.history import key_of, order_of, past

SHOWN = 40
"""Actors that are listed in words; --json lists all."""

_FRIENDS = {-1: "hostile to", 0: "neutral to", 1: "friendly with"}


def actors(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD...]", help="Words of a name in any script, or an id.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="A file of your own actors, merged over the known ones."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")] = False,
) -> None:
    """Search the known actors; one that is found alone, or by its id, is shown in full, with its record in the case library."""
    settings = Settings.from_environment()
    known = with_own(file or (Path(settings.actors) if settings.actors else None))
    given = words or []
    found = known.search(given)
    if len(given) == 1 and given[0] in known.entries:
        found = (known.entries[given[0]],)
    if as_json:
        typer.echo(json.dumps([record(known, actor) for actor in found], ensure_ascii=False))
    elif len(found) == 1:
        typer.echo(shown(known, found[0]))
    else:
        for actor in found[:SHOWN]:
            typer.echo(f"{actor.id}  {one_line(actor.name)} ({actor.kind}{_since(known, actor)})")
        more = len(found) - SHOWN
        if more > 0:
            typer.echo(f"and {more} more; add a word, or --json for all.")
        typer.echo(f"{len(found)} actor{'' if len(found) == 1 else 's'}.")


def record(known: Gazetteer, actor: Actor) -> dict[str, Any]:
    """All that is known of an actor."""
    first, last = known.years.get(actor.id, (0, 9999))
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": str(actor.kind),
        "country": actor.country,
        "from": first or None,
        "until": last if last < 9999 else None,
        "part_of": [{"actor": part.actor, "from": part.start, "until": part.end} for part in actor.part_of],
        "names": {sort: list(names) for sort, names in known.names_of(actor.id).items()},
        "relations": [
            {"actor": other, "sign": sign, "basis": basis, "from": start, "until": end}
            for other, sign, basis, start, end in _relations(known, actor)
        ],
        "past": [as_record(one) for one in _past(known, actor)[0]],
        "source": actor.source,
    }


def shown(known: Gazetteer, actor: Actor) -> str:
    """The same in words."""
    lines = [f"{one_line(actor.name)} ({actor.kind}{_since(known, actor)})", f"  id: {actor.id}"]
    for part in actor.part_of:
        lines.append(f"  part of: {_name(known, part.actor)}{_years(part.start, part.end)}")
    for sort, names in known.names_of(actor.id).items():
        lines.append(f"  {sort}: {', '.join(map(one_line, names))}")
    for other, sign, basis, start, end in _relations(known, actor):
        lines.append(f"  {_FRIENDS[sign]} {_name(known, other)}{_years(start, end)}: {one_line(basis)}")
    if actor.source:
        lines.append(f"  source: {one_line(actor.source)}")
    some, since = _past(known, actor)
    if some:
        of_state = actor.kind in {ActorKind.STATE, ActorKind.GOVERNMENT}
        lines.append("  in the case library:")
        lines += [f"    {plain(line)}" for line in in_words(some, since if of_state else None, of_state)]
        lines += [f"    - {plain(item.line)}" for item in entries(some)]
    return "\n".join(lines)


def _past(known: Gazetteer, actor: Actor) -> tuple[tuple[Past, ...], int | None]:
    """Its part in the incidents of the library under its side's present political order, and the first year of that."""
    key = key_of(actor)
    if key is None:
        return (), None
    since = order_of(known.chain([actor.id])[-1].id, None)
    return past(key, None, since), since


def _relations(known: Gazetteer, actor: Actor) -> list[tuple[str, int, str, int | None, int | None]]:
    found = []
    for one in known.relations:
        if actor.id in (one.a, one.b):
            other = one.b if one.a == actor.id else one.a
            found.append((other, one.sign, one.basis, one.start, one.end))
    return sorted(found, key=lambda row: (row[3] or 0, row[0]))


def _name(known: Gazetteer, id: str) -> str:
    try:
        return one_line(known.actor(id).name)
    except KeyError:
        return id


def _since(known: Gazetteer, actor: Actor) -> str:
    first, last = known.years.get(actor.id, (0, 9999))
    return f", {first or '?'} to {'today' if last == 9999 else last}" if actor.id in known.years else ""


def _years(start: int | None, end: int | None) -> str:
    if start is None and end is None:
        return ""
    return f" ({start or '?'} to {end or 'today'})"
