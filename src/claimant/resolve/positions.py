"""Statements -> positions: what one actor holds on one day, counted once however often it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimant.model import About, Basis, Certainty, Heard, Linked, Moment, Position, Report, Undecided, Unnamed, Who
from claimant.resolve.witnesses import Passages, doubt, witnesses

_STRENGTH = {basis: rank for rank, basis in enumerate(Basis)}
_SURENESS = {Certainty.POSSIBLE: 0, Certainty.LIKELY: 1, Certainty.STATED: 2}


def who_key(who: Who) -> str:
    """One text for one meaning: two mentions with the same key are the same somebody (or the same nobody)."""
    match who:
        case Linked(actor, _):
            return actor
        case Undecided(_, candidates):
            return "one of " + ",".join(sorted(actor for actor, _ in candidates))
        case Unnamed(_, side):
            return f"unnamed {side or ''}".strip()


def positions(
    heard: Iterable[Heard],
    origin: Mapping[str, str],
    passages: Passages = {},  # noqa: B006  (never changed)
) -> tuple[Position, ...]:
    """Fold the statements on the question's incident into positions, in the order of their first report.

    `origin` maps a document's id to what it counts for, `passages` to the words in it that come from elsewhere. The belief
    that it was said at all grows with each independent hearing (1 - product of the doubts); copies of one origin add
    nothing, and neither do further texts that quote the same words.
    """
    groups: dict[tuple[str, ...], list[Heard]] = {}
    for one in heard:
        if one.about is About.QUESTION:
            s = one.statement
            day = s.date.day.isoformat() if s.date else ""
            key = (who_key(one.speaker), s.stance, who_key(one.target), s.role, day, "own" if s.own else "")
            groups.setdefault(key, []).append(one)
    found = [_position(key, members, origin, passages) for key, members in groups.items()]
    return tuple(sorted(found, key=lambda p: (p.date.key if p.date else Moment.parse("9999-12-31").key, p.id)))


def _position(key: tuple[str, ...], members: list[Heard], origin: Mapping[str, str], passages: Passages) -> Position:
    members = sorted(
        members,
        key=lambda h: (h.statement.date.key if h.statement.date else Moment.parse("9999-12-31").key, h.statement.id),
    )
    statements = [h.statement for h in members]
    origins = witnesses(statements, origin, passages)
    first = members[0]
    return Position(
        id=":".join(part for part in key if part).replace(" ", "_"),
        speaker=first.speaker,
        stance=statements[0].stance,
        target=first.target,
        role=statements[0].role,
        basis=max((s.basis for s in statements), key=_STRENGTH.__getitem__),
        certainty=max((s.certainty for s in statements), key=_SURENESS.__getitem__),
        exclusive=any(s.exclusive for s in statements),
        date=statements[0].date,
        confidence=round(1.0 - doubt(statements, origins, passages), 4),
        narrator=statements[0].own,
        reports=tuple(
            Report(statement=s.id, document=s.document, origin=source, date=s.date)
            for s, source in zip(statements, origins, strict=True)
        ),
    )
