"""Positions as coded events: CAMEO rows in the form that GDELT uses, and PLOVER records (manual 2.0, draft of December 2023).

| position | CAMEO | PLOVER |
|---|---|---|
| claims | 015 | no category: `event` empty |
| blames, by a court's or inquiry's finding | 116 | ACCUSE, mode disapprove, context legal |
| blames, as the document's own words, stated | the act, 18x to 20x | ASSAULT, with its mode |
| blames otherwise | 112 | ACCUSE, mode allege |
| denies; clears its own side | 016 | no category |
| clears another; doubts | none | no category |

Lost on the way out, in both: probabilities, quotes, casualties; what "may have" and "did" tell apart, but for PLOVER's
`comment`. In CAMEO: roles, bases, whoever clears another, and every doubt (those rows have no code, and are left out).
In PLOVER a claim and a denial are records without an event. Positions without any day are left out of both, since both
must have one. Actors stand by name, not by the dictionaries' codes. Nothing is read back.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from claimant.model import Assessment, Basis, Case, Certainty, Position, Role, Stance
from claimant.tell.clean import one_line, safe_address
from claimant.tell.exchange.notation import json_line, lasting_id
from claimant.tell.exchange.sheets import Row, sheet
from claimant.tell.exchange.spoken import called, sources_by_id, sources_of
from claimant.tell.prose import side

CAMEO_COLUMNS = (
    "GlobalEventID", "SQLDATE", "Actor1Name", "Actor2Name", "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode",
    "QuadClass", "NumMentions", "NumSources", "NumArticles", "ActionGeo_FullName", "SOURCEURL",
)  # fmt: skip

# Words in an incident's kind -> CAMEO code of the act, PLOVER mode.
_ACTS = (
    (("suicide",), "1831", "suicide-attack"),
    (("bomb", "explos", "blast"), "183", "explosives"),
    (("assassin",), "186", "targeted"),
    (("shoot", "gun"), "180", "firearms"),
    (("kidnap", "abduct"), "181", "abduct"),
    (("drone",), "180", "drone"),
    (("massacre",), "202", None),
)


def cameo(assessment: Assessment) -> str:
    """One CSV row a position that has a code."""
    case, known = assessment.case, sources_by_id(assessment.case)
    rows: list[Row] = []
    for position in case.positions:
        code, day = cameo_code(case, position), _day(case, position)
        if code is None or day is None:
            continue
        sources = sources_of(known, position)
        rows.append(
            {
                "GlobalEventID": lasting_id("cameo", case.question, case.incident.id, position.id),
                "SQLDATE": f"{day.year:04}{day.month:02}{day.day:02}",
                "Actor1Name": called(case, position.speaker if code < "18" else position.target),
                "Actor2Name": called(case, position.target) if code < "18" else _victim(case),
                "IsRootEvent": 1,
                "EventCode": code,
                "EventBaseCode": code[:3],
                "EventRootCode": code[:2],
                "QuadClass": _quad(code),
                "NumMentions": len(position.reports),
                "NumSources": len(position.origins),
                "NumArticles": len(sources),
                "ActionGeo_FullName": one_line(case.incident.place or ""),
                "SOURCEURL": next(filter(None, (safe_address(source.address) for source in sources)), None),
            }
        )
    return sheet(CAMEO_COLUMNS, rows)


def cameo_code(case: Case, position: Position) -> str | None:
    """The CAMEO code of a position, or None where CAMEO has none."""
    match position.stance:
        case Stance.CLAIMS:
            return "015"
        case Stance.BLAMES if position.basis == Basis.FINDING:
            return "116"
        case Stance.BLAMES if _tells_the_act(position):
            return _act(case)[0]
        case Stance.BLAMES:
            return "112"
        case Stance.DENIES:
            return "016"
        case Stance.CLEARS if _own_side(case, position):
            return "016"
    return None


def plover(assessment: Assessment) -> str:
    """One JSON record a position, a line each. Texts are left out, since the format asks for the rights to them."""
    case = assessment.case
    return "".join(json_line(record) for position in case.positions if (record := _plover(case, position)))


def _plover(case: Case, position: Position) -> dict[str, Any] | None:
    day = _day(case, position)
    if day is None:
        return None
    words = f"stance {position.stance}, role {position.role}, basis {position.basis}, certainty {position.certainty}"
    made: dict[str, Any] = {
        "id": lasting_id("plover", case.question, case.incident.id, position.id),
        "date": day.isoformat(),
        "actor": [called(case, position.speaker)],
        "recipient": [called(case, position.target)],
        "event": [],
        "link": one_line(case.incident.id),
        "comment": words,
    }
    if case.incident.place:
        made["event_loc"] = one_line(case.incident.place)
    if position.stance != Stance.BLAMES:
        code = cameo_code(case, position)
        return made | {"has_event": False, "comment": words + (f", CAMEO {code}" if code else "")}
    context = ["terrorism"]
    if position.basis == Basis.FINDING:
        context.append("legal")
    if position.role == Role.STAGED:
        context.append("misinformation")
    if _tells_the_act(position) and position.basis != Basis.FINDING:
        mode = _act(case)[1]
        act = {"actor": [called(case, position.target)], "recipient": [_victim(case)], "event": ["ASSAULT"]}
        return made | act | {"context": context, "quad_code": 4} | ({"mode": [mode]} if mode else {})
    mode = "disapprove" if position.basis == Basis.FINDING else "allege"
    return made | {"event": ["ACCUSE"], "mode": [mode], "context": context, "quad_code": 3}


def _tells_the_act(position: Position) -> bool:
    """The document's own plain word that somebody did it reports the act, and is no accusation by anybody."""
    return position.narrator and position.certainty == Certainty.STATED and position.role == Role.CARRIED_OUT


def _act(case: Case) -> tuple[str, str | None]:
    kind = one_line(case.incident.kind or "").lower()
    return next(((code, mode) for words, code, mode in _ACTS if any(word in kind for word in words)), ("180", None))


def _own_side(case: Case, position: Position) -> bool:
    own = side(case, position.speaker, position.date)
    return own is not None and own == side(case, position.target, position.date)


def _victim(case: Case) -> str:
    named = next((actor.name for actor in case.actors if actor.id == case.incident.victim), "")
    return one_line(named) or "not named"


def _day(case: Case, position: Position) -> date | None:
    """The day of the position, else of its first report, else the day up to which the case runs."""
    known = [moment for moment in (position.date, *(report.date for report in position.reports), case.as_of) if moment]
    return known[0].day if known else None


def _quad(code: str) -> int:
    """GDELT's four classes by CAMEO's root code: verbal and material cooperation, verbal and material conflict."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4
