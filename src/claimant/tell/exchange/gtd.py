"""A GTD-style row: the columns of the Global Terrorism Database, filled as far as a case says.

It is a row in the form of that database, and none of its rows: no row of it is in this program. The codes are those of
its codebook of 2021; -9 is "unknown", -99 an unknown number, an empty cell "not coded".

What a contested author becomes: several groups, each uncertain, and words in `addnotes`.

Lost on the way out: who blames, denies, clears and doubts, but for sentences in `addnotes`; the probabilities; roles
(who directed, supported or staged it); all figures but one, but for `addnotes`; dates of statements, quotes and most
sources. Nothing is read back.
"""

from __future__ import annotations

from claimant.model import ActorKind, Assessment, Case, Harm, HypothesisKind, Linked, Position, Stance, Weighed
from claimant.tell.clean import one_line
from claimant.tell.exchange.reckoning import Reckoned, reckoned
from claimant.tell.exchange.sheets import Cell, Row, sheet
from claimant.tell.exchange.spoken import called, is_state, named, sources_by_id, sources_of, told
from claimant.tell.prose import actor, interval, percent
from claimant.tell.toll import Count, courses


def _numbered(stem: str, *ends: str) -> list[str]:
    return [f"{stem}{end}" for end in ends]


def _columns() -> tuple[str, ...]:
    """The 135 columns of the public file, in its order."""
    attacks = [f"attacktype{n}{end}" for n in (1, 2, 3) for end in ("", "_txt")]
    targets = [
        name
        for n in (1, 2, 3)
        for name in (f"targtype{n}", f"targtype{n}_txt", f"targsubtype{n}", f"targsubtype{n}_txt", f"corp{n}", f"target{n}", f"natlty{n}", f"natlty{n}_txt")
    ]  # fmt: skip
    weapons = [
        name
        for n in (1, 2, 3, 4)
        for name in (f"weaptype{n}", f"weaptype{n}_txt", f"weapsubtype{n}", f"weapsubtype{n}_txt")
    ]
    before = "eventid iyear imonth iday approxdate extended resolution country country_txt region region_txt provstate city latitude longitude specificity vicinity location summary crit1 crit2 crit3 doubtterr alternative alternative_txt multiple success suicide"
    groups = "gname gsubname gname2 gsubname2 gname3 gsubname3 motive guncertain1 guncertain2 guncertain3 individual nperps nperpcap claimed claimmode claimmode_txt claim2 claimmode2 claimmode2_txt claim3 claimmode3 claimmode3_txt compclaim"
    after = "weapdetail nkill nkillus nkillter nwound nwoundus nwoundte property propextent propextent_txt propvalue propcomment ishostkid nhostkid nhostkidus nhours ndays divert kidhijcountry ransom ransomamt ransomamtus ransompaid ransompaidus ransomnote hostkidoutcome hostkidoutcome_txt nreleased addnotes scite1 scite2 scite3 dbsource INT_LOG INT_IDEO INT_MISC INT_ANY related"
    return (*before.split(), *attacks, *targets, *groups.split(), *weapons, *after.split())


COLUMNS = _columns()

LEAST = 0.05
"""The least probability with which a second and third group are named."""
SURE = 0.95
"""The probability from which an attribution is not marked uncertain, where confidence is not low."""

# Words in an incident's kind -> (attack type, weapon type), each with its text. Codebook of 2021.
_KINDS: tuple[tuple[tuple[str, ...], tuple[int, str], tuple[int, str]], ...] = (
    (("bomb", "explos", "blast"), (3, "Bombing/Explosion"), (6, "Explosives")),
    (("assassin",), (1, "Assassination"), (13, "Unknown")),
    (("shoot", "gun"), (2, "Armed Assault"), (5, "Firearms")),
    (("hijack",), (4, "Hijacking"), (13, "Unknown")),
    (("kidnap", "abduct"), (6, "Hostage Taking (Kidnapping)"), (13, "Unknown")),
    (("arson", "fire"), (7, "Facility/Infrastructure Attack"), (8, "Incendiary")),
    (("poison", "chemical"), (8, "Unarmed Assault"), (2, "Chemical")),
)
_UNKNOWN_KIND = (9, "Unknown"), (13, "Unknown")


def gtd(assessment: Assessment) -> str:
    """One CSV row with a header of 135 columns."""
    case = assessment.case
    return sheet(COLUMNS, [{**_event(assessment), **_groups(assessment), **_harm(case), **_notes(assessment)}])


def _event(assessment: Assessment) -> Row:
    case, incident = assessment.case, assessment.case.incident
    day = incident.date.day if incident.date else None
    kind = one_line(incident.kind or "").lower()
    attack, weapon = next(
        ((attack, weapon) for words, attack, weapon in _KINDS if any(word in kind for word in words)), _UNKNOWN_KIND
    )
    leader = assessment.leader.hypothesis
    accident = leader.kind == HypothesisKind.ACCIDENT
    state = bool(leader.actor) and is_state(case, leader.actor or "")
    other: Row = {}
    if accident or state:
        number, text = (4, "Lack of Intentionality") if accident else (5, "State Actors")
        other = {"alternative": number, "alternative_txt": text}
    return {
        "eventid": f"{day.year:04}{day.month:02}{day.day:02}0001" if day else "000000000001",
        "iyear": day.year if day else 0,
        "imonth": day.month if day else 0,
        "iday": day.day if day else 0,
        "specificity": 5,
        "vicinity": -9,
        "location": one_line(incident.place or ""),
        "summary": one_line(f"{incident.title} {assessment.verdict.sentence}"),
        "doubtterr": 1 if accident or state else 0,
        **other,
        "attacktype1": attack[0],
        "attacktype1_txt": attack[1],
        "weaptype1": weapon[0],
        "weaptype1_txt": weapon[1],
        "targtype1": 20,
        "targtype1_txt": "Unknown",
        "property": -9,
        "ishostkid": -9,
        "dbsource": one_line(case.question),
        "INT_LOG": -9,
        "INT_IDEO": -9,
        "INT_MISC": -9,
        "INT_ANY": -9,
    }


def _groups(assessment: Assessment) -> Row:
    """The leading answers that name somebody, with who of them claims it; "Unknown" first where that leads."""
    case = assessment.case
    claimants = _claimants(case)
    named_: list[Weighed | None] = [None] if assessment.leader.hypothesis.kind == HypothesisKind.UNNAMED else []
    seen: set[str] = set()
    for weighed in assessment:
        id = weighed.hypothesis.actor
        if id is None or id in seen or len(named_) == 3 or (named_ and weighed.probability < LEAST):
            continue
        seen.add(id)
        named_.append(weighed)
    row: dict[str, Cell] = {"individual": 0, "nperps": -99}
    for place, one in enumerate(named_ or [None], 1):
        number = "" if place == 1 else str(place)
        claim = "claimed" if place == 1 else f"claim{place}"
        if one is None:
            row |= {"gname": "Unknown", "guncertain1": 0, claim: 0}
            continue
        id = one.hypothesis.actor or ""
        claims = [claimant for claimant in claimants if id in case.sides(claimant)]
        sure = one.probability >= SURE and assessment.verdict.confidence != "low"
        row |= {f"gname{number}": named(case, id), f"guncertain{place}": 0 if sure else 1, claim: int(bool(claims))}
        if claims:  # how a claim came is not in the case
            row |= {f"claimmode{number}": 10, f"claimmode{number}_txt": "Unknown"}
        found = actor(case, id)
        if place == 1 and found and found.kind == ActorKind.PERSON:
            row["individual"] = 1
    sides = {case.side(claimant) for claimant in claimants}
    row["compclaim"] = int(len(sides) > 1) if sides else None
    return row


def _claimants(case: Case) -> tuple[str, ...]:
    found = []
    for position in case.positions:
        if position.stance == Stance.CLAIMS and not position.copied:
            found += [who.actor for who in (position.target, position.speaker) if isinstance(who, Linked)][:1]
    return tuple(dict.fromkeys(found))


def _harm(case: Case) -> Row:
    toll = reckoned(case)
    row: dict[str, Cell] = {}
    for harm, column in ((Harm.KILLED, "nkill"), (Harm.INJURED, "nwound")):
        if harm in toll:
            row[column] = toll[harm].best
    return row


def _notes(assessment: Assessment) -> Row:
    """Everything that has no column, in sentences; and the three sources that carry most of what was weighed."""
    case = assessment.case
    answers = "; ".join(
        f"{one_line(w.hypothesis.label)} {percent(w.probability)} ({interval(w.low, w.high)})" for w in assessment
    )
    notes = [f"GTD-style row made from a case of its own. Answers weighed: {answers}."]
    for course, toll in zip(courses(case), reckoned(case).values(), strict=True):
        notes.append(_figures(case, toll))
        notes += dict.fromkeys(_figure(case, count) for count in course.counts)
    for stance in (Stance.CLAIMS, Stance.BLAMES, Stance.DENIES, Stance.CLEARS, Stance.DOUBTS):
        sentences = dict.fromkeys(_dated(case, one) for one in case.positions if one.stance == stance)
        notes += sentences
    cited = _cited(assessment)
    return {"addnotes": " ".join(notes).replace("\u202f", "").replace("\u00a0", " "), **cited}


def _figures(case: Case, toll: Reckoned) -> str:
    how = (
        "as most origins of the last day have it"
        if toll.agreed
        else "the lowest of the last day, on which figures conflict"
    )
    return f"{toll.harm.value.capitalize()}: {toll.best} ({how}), {toll.low} to {toll.high} by what each speaker said last."


def _figure(case: Case, count: Count) -> str:
    day = count.day.isoformat() if count.day else "Day not known"
    by = f" according to {called(case, count.speaker)}" if isinstance(count.speaker, Linked) else ""
    return f"{day}: {count.words} {count.harm}{by}."


def _dated(case: Case, position: Position) -> str:
    day = f"{position.date.day.isoformat()}: " if position.date else ""
    return f"{day}{told(case, position)}"


def _cited(assessment: Assessment) -> Row:
    """The sources of the weightiest evidence, one of each origin."""
    case = assessment.case
    weighty = sorted(
        assessment.evidence, key=lambda one: (-max((abs(bits) for _, bits in one.bits), default=0.0), one.id)
    )
    origin_of = {document: origin.id for origin in case.origins for document in origin.documents}
    known = sources_by_id(case)
    found: dict[str, str] = {}
    for evidence in weighty:
        for source in sources_of(known, evidence.position):
            if len(found) < 3:
                day = f", {source.date.day.isoformat()}" if source.date else ""
                title = f", “{one_line(source.title)}”" if source.title else ""
                found.setdefault(origin_of.get(source.id, source.id), f"{one_line(source.name)}{title}{day}")
    return {f"scite{number}": text for number, text in enumerate(found.values(), 1)}
