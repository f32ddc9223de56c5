"""Three CSV tables for a spreadsheet: statements, positions, casualties.

Lost on the way out: the several candidates of an undecided mention (the words stay), the places of speaker, cue and
target (the quote's stay), links between copies, relations, the answers with their probabilities, control characters.
Nothing is read back; a case that is to be read again goes out as JSON or as a folder.
"""

from __future__ import annotations

from collections.abc import Mapping

from claimant.model import Assessment, Case, Linked, Moment, Source, Who
from claimant.tell.clean import one_line
from claimant.tell.exchange.sheets import Row, sheet
from claimant.tell.exchange.spoken import called, sources_by_id, told
from claimant.tell.prose import side

STATEMENTS = (
    "id", "document", "publisher", "date", "speaker", "speaker_actor", "stance", "target", "target_actor", "role", "basis",
    "certainty", "own", "exclusive", "via", "about", "incident", "confidence", "by", "start", "end", "quote", "address",
)  # fmt: skip
POSITIONS = (
    "id", "date", "speaker", "speaker_actor", "speaker_side", "stance", "target", "target_actor", "target_side", "role", "basis",
    "certainty", "narrator", "exclusive", "copied", "origins", "documents", "ratio", "weight", "sentence", "statements",
)  # fmt: skip
CASUALTIES = (
    "harm", "low", "high", "at_least", "date", "speaker", "speaker_actor", "about", "incident", "document", "publisher",
    "by", "start", "end", "quote", "address",
)  # fmt: skip


def tables(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """statements.csv, positions.csv and casualties.csv: (name, text), each with a header."""
    case = assessment.case
    return (
        ("statements.csv", sheet(STATEMENTS, _statements(case))),
        ("positions.csv", sheet(POSITIONS, _positions(assessment))),
        ("casualties.csv", sheet(CASUALTIES, _casualties(case))),
    )


def _statements(case: Case) -> list[Row]:
    known = sources_by_id(case)
    rows: list[Row] = []
    for heard in case.heard:
        said = heard.statement
        rows.append(
            {
                "id": said.id,
                "date": _iso(said.date),
                "speaker": one_line(said.speaker.text) if said.speaker else called(case, heard.speaker),
                "speaker_actor": _actor(heard.speaker),
                "stance": said.stance.value,
                "target": one_line(said.target.text) if said.target else called(case, heard.target),
                "target_actor": _actor(heard.target),
                "role": said.role.value,
                "basis": said.basis.value,
                "certainty": said.certainty.value,
                "own": said.own,
                "exclusive": said.exclusive,
                "via": one_line(said.via.text) if said.via else None,
                "about": heard.about.value,
                "incident": heard.incident,
                "confidence": round(said.confidence, 3),
                "by": said.by.value,
                "start": said.quote.start,
                "end": said.quote.end,
                "quote": said.quote.text,
                **_source(known, said.document),
            }
        )
    return rows


def _positions(assessment: Assessment) -> list[Row]:
    case = assessment.case
    weighed = {evidence.position.id: evidence for evidence in assessment.evidence}
    rows: list[Row] = []
    for position in case.positions:
        evidence = weighed.get(position.id)
        rows.append(
            {
                "id": position.id,
                "date": _iso(position.date),
                "speaker": called(case, position.speaker),
                "speaker_actor": _actor(position.speaker),
                "speaker_side": side(case, position.speaker, position.date),
                "stance": position.stance.value,
                "target": called(case, position.target),
                "target_actor": _actor(position.target),
                "target_side": side(case, position.target, position.date),
                "role": position.role.value,
                "basis": position.basis.value,
                "certainty": position.certainty.value,
                "narrator": position.narrator,
                "exclusive": position.exclusive,
                "copied": position.copied,
                "origins": len(position.origins),
                "documents": len({report.document for report in position.reports}),
                "ratio": round(evidence.ratio, 4) if evidence else None,
                "weight": round(evidence.weight, 4) if evidence else None,
                "sentence": told(case, position),
                "statements": " ".join(report.statement for report in position.reports),
            }
        )
    return rows


def _casualties(case: Case) -> list[Row]:
    known = sources_by_id(case)
    rows: list[Row] = []
    for toll in case.tolls:
        figure = toll.figure
        rows.append(
            {
                "harm": figure.harm.value,
                "low": figure.low,
                "high": figure.high,
                "at_least": figure.high is None,
                "date": _iso(figure.date),
                "speaker": one_line(figure.speaker.text) if figure.speaker else None,
                "speaker_actor": _actor(toll.speaker),
                "about": toll.about.value,
                "incident": toll.incident,
                "by": figure.by.value,
                "start": figure.quote.start,
                "end": figure.quote.end,
                "quote": figure.quote.text,
                **_source(known, figure.document),
            }
        )
    return rows


def _source(known: Mapping[str, Source], id: str) -> Row:
    source = known.get(id)
    publisher = one_line(source.publisher or "") if source else None
    return {"document": id, "publisher": publisher, "address": source.address if source else None}


def _actor(who: Who) -> str | None:
    return who.actor if isinstance(who, Linked) else None


def _iso(moment: Moment | None) -> str | None:
    return moment.iso() if moment else None
