"""A UCDP-style row: one toll in three numbers, best, low and high, with the source that the best one rests on.

Column names are those of the UCDP Georeferenced Event Dataset. Its coders' work is not imitated: columns that would
need it (the kind of violence, the dyad, places in degrees) stay empty.

Lost on the way out: who blames, denies and doubts; every figure but three; the injured and missing; the answers and
their probabilities, but for the name of a leading one; quotes. Nothing is read back.
"""

from __future__ import annotations

from claimant.model import Assessment, Harm, Linked
from claimant.tell.clean import one_line
from claimant.tell.exchange.notation import lasting_id
from claimant.tell.exchange.reckoning import reckoned
from claimant.tell.exchange.sheets import Row, sheet
from claimant.tell.exchange.spoken import called, named

COLUMNS = (
    "id", "relid", "year", "active_year", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b",
    "number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original",
    "where_prec", "where_coordinates", "where_description", "latitude", "longitude", "country", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
)  # fmt: skip


def ucdp(assessment: Assessment) -> str:
    """One CSV row with a header. Deaths are all `deaths_unknown`, since no report is taken to say whose side the dead were on."""
    case = assessment.case
    day = case.incident.date.day if case.incident.date else None
    leading = next((w.hypothesis for w in assessment if w.hypothesis.id == assessment.verdict.hypothesis), None)
    row: Row = {
        "id": lasting_id("ucdp", case.incident.id, case.question),
        "relid": one_line(case.incident.id),
        "year": day.year if day else None,
        "conflict_name": one_line(case.question),
        "side_a": named(case, leading.actor) if leading and leading.actor else "Unknown",
        "number_of_sources": len(case.origins) or -1,
        "where_description": one_line(case.incident.place or ""),
        "event_clarity": 1,
        "date_prec": 1 if day else None,
        "date_start": day.isoformat() if day else None,
        "date_end": day.isoformat() if day else None,
    }
    toll = reckoned(case).get(Harm.KILLED)
    if toll is None:
        return sheet(COLUMNS, [row])
    count = toll.carried[0]
    source = next((source for source in case.sources if source.id == count.tolls[0].figure.document), None)
    deaths: Row = {
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": 0,
        "deaths_unknown": toll.best,
        "best": toll.best,
        "high": toll.high,
        "low": toll.low,
        "source_original": called(case, count.speaker) if isinstance(count.speaker, Linked) else None,
        "source_office": one_line(source.publisher or "") if source else None,
        "source_headline": one_line(source.title or "") if source else None,
        "source_article": one_line(source.address or source.found_at) if source else None,
        "source_date": source.date.day.isoformat() if source and source.date else None,
    }
    return sheet(COLUMNS, [{**row, **deaths}])
