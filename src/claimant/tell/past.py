"""An actor's part in earlier incidents, in words: counts that name their n and their incidents, then each incident."""

from __future__ import annotations

from collections.abc import Sequence

from claimant.model import Part, Past
from claimant.tell.blocks import Item, Line, Run, Small
from claimant.tell.clean import one_line
from claimant.tell.prose import ESTABLISHED, count, day, listed, number, plain

NAMED = 3
"""Incidents that a sentence names; all of them stand in the list below it."""


def record(past: Sequence[Past], since: int | None = None, of_state: bool = False) -> list[Line]:
    """The record as sentences: every count with its n and the incidents it is of; nothing where n is 0."""
    found = [
        line
        for line in (
            _did([one for one in past if one.part is Part.DID]),
            _claims(*_judged(past, Part.CLAIMED)),
            _accusations(*_judged(past, Part.ACCUSED)),
            _blame(*_judged(past, Part.BLAMED)),
        )
        if line
    ]
    if found and of_state:
        order = f", since {since}, when its present order began" if since else ""
        found.insert(0, (f"Its record is that of the whole side, with its forces and services{order}.",))
    return found


def _judged(past: Sequence[Past], part: Part) -> tuple[list[Past], list[Past]]:
    """Those that proved right, and those that proved wrong."""
    some = [one for one in past if one.part is part]
    return [one for one in some if one.held is True], [one for one in some if one.held is False]


def _did(some: Sequence[Past]) -> Line:
    if not some:
        return ()
    return (f"It was later established to have done {count(len(some), 'earlier act')}", *_bracketed(some), ".")


def _claims(right: Sequence[Past], wrong: Sequence[Past]) -> Line:
    n = len(right) + len(wrong)
    if n == 1:
        return (
            f"Its one claim that can be judged was {'true' if right else 'false'}",
            *_bracketed([*right, *wrong]),
            ".",
        )
    return _shared(f"Of its {number(n)} claims that can be judged, ", n, (right, "true"), (wrong, "false"))


def _accusations(right: Sequence[Past], wrong: Sequence[Past]) -> Line:
    n, incidents = len(right) + len(wrong), len({one.case for one in (*right, *wrong)})
    if n == 1:
        return (
            f"Its one accusation that can be judged was {'right' if right else 'wrong'}",
            *_bracketed([*right, *wrong]),
            ".",
        )
    within = f", made over {count(incidents, 'incident')}" if incidents != n else ""
    opening = f"Of its {number(n)} accusations that can be judged{within}, "
    return _shared(opening, n, (right, "right"), (wrong, "wrong"))


def _blame(right: Sequence[Past], wrong: Sequence[Past]) -> Line:
    n = len(right) + len(wrong)
    if n == 1:
        return (
            f"Others blamed it once where that can be judged, {'rightly' if right else 'wrongly'}",
            *_bracketed([*right, *wrong]),
            ".",
        )
    opening = f"Others blamed it over {count(n, 'incident')} where that can be judged, "
    return _shared(opening, n, (right, "rightly"), (wrong, "wrongly"), counts_first=False)


def _shared(opening: str, n: int, *ways: tuple[Sequence[Past], str], counts_first: bool = True) -> Line:
    """How many of n went which way, with their incidents: "four were right (…) and five wrong (…)", "rightly in four (…)"."""
    parts: list[Line] = []
    for some, word in ways:
        if some:
            many = number(len(some)) if len(some) < n else "both" if n == 2 else f"all {number(n)}"
            were = "" if parts else "was " if len(some) == 1 else "were "
            told = f"{many} {were}{word}" if counts_first else f"{word} in {many}"
            parts.append((told, *_bracketed(some)))
    return (opening, *listed(parts), ".") if parts else ()


def _bracketed(some: Sequence[Past]) -> Line:
    """The latest of them by place and year, and how many more incidents there are."""
    places = {one.case: where(one) for one in reversed(some)}
    named = list(places.values())[:NAMED]
    more = len(places) - len(named)
    rest = f" and {count(more, 'more incident', 'more incidents')}" if more else ""
    return (f" ({'; '.join(named)}{rest})",)


def where(past: Past) -> str:
    """Place and year of an incident: "Kerman 2024"."""
    place = one_line(past.place).partition(",")[0] or one_line(past.case)
    year = str(past.date.day.year) if past.date else ""
    return " ".join(part for part in (place, year) if part) + (", staged by it" if past.staged else "")


# ---------------------------------------------------------------- its incidents one by one


def entries(past: Sequence[Past]) -> tuple[Item, ...]:
    """Every incident with all that it had to do with it, the latest first; its id in the library is the source."""
    cases: dict[str, list[Past]] = {}
    for one in past:
        cases.setdefault(one.case, []).append(one)
    items = []
    for case, some in reversed(cases.items()):
        first = some[0]
        at = ", ".join(part for part in (one_line(first.place), day(first.date) if first.date else "") if part)
        line: list[Run] = [one_line(first.question), f" ({at}): " if at else ": "]
        how = first.established if first.established in ESTABLISHED else "none"
        established = "Never established" if how == "none" else f"Established {ESTABLISHED[how]}"
        line.extend(("; ".join(said(some)), ". ", Small(f"{established}; case {case}.")))
        items.append(Item(tuple(line)))
    return tuple(items)


def said(some: Sequence[Past]) -> list[str]:
    """What an actor had to do with one incident, in clauses; accusations that went the same way are told together."""
    found: list[str] = []
    accused: dict[tuple[str, bool | None], list[str]] = {}
    for one in some:
        by = f" (by {one_line(one.through)})" if one.through else ""
        match one.part:
            case Part.DID:
                found.append(f"had {'staged' if one.staged else 'done'} it{by}")
            case Part.CLAIMED:
                found.append(f"claimed it{by}, {_ENDS[one.held]}")
            case Part.ACCUSED:
                accused.setdefault((by, one.held), []).extend(one.others)
            case Part.BLAMED:
                named = f" (which named {one_line(one.through)})" if one.through else ""
                found.append(f"was blamed by {_joined(one.others)}{named}, {_ENDS[one.held]}")
    for (by, held), names in accused.items():
        found.append(f"accused {_joined(names)}{by}, {_ENDS[held]}")
    return found


_ENDS = {True: "rightly", False: "wrongly", None: "which stayed open"}


def _joined(names: Sequence[str]) -> str:
    return plain(listed([(_lower(one_line(name)),) for name in names])) or "somebody"


def _lower(name: str) -> str:
    """ "A lone gunman" inside a sentence."""
    return name[:1].lower() + name[1:] if name.startswith(("A ", "An ", "The ")) else name
