"""The plain forms of the domain types: JSON text for the store and for programs that listen.

`dump` and `load` are exact inverses for every type of the model. `statement_record` and `assessment_record` are the
forms that `claimant extract --jsonl` and `claimant weigh --json` print, which others may rely on.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter

from claimant.model import Assessment, Evidence, Frame, Heard, Linked, Loss, Span, Statement, Undecided, Unnamed, Who

T = TypeVar("T")


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:  # building one costs milliseconds, and there are few types
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def dump(value: Any) -> str:
    """JSON text of any domain value; the same value always gives the same text."""
    return _adapter(type(value)).dump_json(value).decode()


def load(kind: type[T], text: str | bytes) -> T:
    """The value of type `kind` that `dump` wrote. Raises pydantic.ValidationError (a ValueError) where it is not one."""
    value: T = _adapter(kind).validate_json(text)
    return value


def plain(value: Any) -> Any:
    """The same as `dump`, as dictionaries, lists, strings and numbers."""
    return _adapter(type(value)).dump_python(value, mode="json")


def schema(kind: Any) -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `plain` gives for a type of the model."""
    return _adapter(kind).json_schema(mode="serialization")


def who_record(who: Who) -> dict[str, Any]:
    """`{"actor": id}`, `{"actor": null, "candidates": [...]}` or `{"actor": null, "unnamed": phrase, "side": id or null}`."""
    match who:
        case Linked(actor, score):
            return {"actor": actor, "score": round(score, 3)}
        case Undecided(_, candidates):
            return {
                "actor": None,
                "candidates": [{"actor": actor, "score": round(score, 3)} for actor, score in candidates],
            }
        case Unnamed(phrase, side):
            return {"actor": None, "unnamed": phrase, "side": side}


def _span(span: Span | None, who: Who | None = None) -> dict[str, Any] | None:
    if span is None:
        return None
    place: dict[str, Any] = {"start": span.start, "end": span.end, "text": span.text}
    return place | (who_record(who) if who is not None else {})


def statement_record(statement: Statement, heard: Heard | None = None) -> dict[str, Any]:
    """One statement as `claimant extract --jsonl` prints it; with actors and incident where `heard` is given."""
    record: dict[str, Any] = {
        "id": statement.id,
        "document": statement.document,
        "quote": _span(statement.quote),
        "speaker": _span(statement.speaker, heard.speaker if heard else None),
        "cue": _span(statement.cue),
        "target": _span(statement.target, heard.target if heard else None),
        "via": _span(statement.via),
        "stance": str(statement.stance),
        "role": str(statement.role),
        "basis": str(statement.basis),
        "certainty": str(statement.certainty),
        "own": statement.own,
        "exclusive": statement.exclusive,
        "incident": None,
        "incident_id": None,
        "date": statement.date.iso() if statement.date else None,
        "confidence": round(statement.confidence, 3),
        "by": str(statement.by),
    }
    if heard:
        record |= {
            "speaker_actor": who_record(heard.speaker),
            "target_actor": who_record(heard.target),
            "about": str(heard.about),
            "incident": heard.incident,
            "incident_id": heard.other,
            "reason": heard.reason,
        }
    return record


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """One piece of evidence with its bits: positive bits speak for the hypothesis, negative ones against it."""
    position = evidence.position
    return {
        "id": evidence.id,
        "speaker": who_record(position.speaker),
        "stance": str(position.stance),
        "target": who_record(position.target),
        "role": str(position.role),
        "basis": str(position.basis),
        "date": position.date.iso() if position.date else None,
        "ratio": round(evidence.ratio, 4),
        "ratio_low": round(evidence.low, 4),
        "ratio_high": round(evidence.high, 4),
        "weight": round(evidence.weight, 4),
        "bits": {hypothesis: round(bits, 4) for hypothesis, bits in evidence.bits},
        "origins": list(position.origins),
        "statements": [report.statement for report in position.reports],
        "reason": evidence.reason,
    }


def assessment_record(assessment: Assessment) -> dict[str, Any]:
    """The assessment as `claimant weigh --json` prints it. Probabilities keep 6 digits, so that they sum to 1 within 1e-5."""
    verdict = assessment.verdict
    return {
        "question": assessment.case.question,
        "as_of": assessment.case.as_of.iso() if assessment.case.as_of else None,
        "verdict": {
            "state": str(verdict.state),
            "hypothesis": verdict.hypothesis,
            "sentence": verdict.sentence,
            "confidence": verdict.confidence,
            "cause": verdict.cause,
        },
        "hypotheses": [
            {
                "id": weighed.hypothesis.id,
                "label": weighed.hypothesis.label,
                "probability": round(weighed.probability, 6),
                "low": round(weighed.low, 6),
                "high": round(weighed.high, 6),
                "words": weighed.words,
            }
            for weighed in assessment.hypotheses
        ],
        "evidence": [evidence_record(evidence) for evidence in assessment.evidence],
        "hinges": [
            {
                "dropped": list(hinge.dropped),
                "leader": hinge.leader,
                "probability": round(hinge.probability, 6),
                "change": round(hinge.change, 6),
                "flips": hinge.flips,
            }
            for hinge in assessment.hinges
        ],
        "missing": [
            {
                "what": missing.what,
                "hypothesis": missing.hypothesis,
                "probability": round(missing.probability, 6),
                "chance": round(missing.chance, 4),
                "bits": round(missing.bits, 4),
            }
            for missing in assessment.missing
        ],
        "likely": list(assessment.likely),
        "sides": [_numbers(plain(branch)) for branch in assessment.branches],
        "tips": [_numbers(plain(tip)) for tip in assessment.tips],
        "losses": [_loss(assessment, loss) for loss in assessment.losses],
        "replay": [_frame(assessment, frame) for frame in assessment.frames],
        "precedents": [_numbers(plain(precedent)) for precedent in assessment.precedents],
        "reference_classes": [_numbers(plain(one)) for one in assessment.classes],
        "interests": [plain(interest) for interest in assessment.interests],
        "blocs": _numbers(plain(assessment.blocs)) if assessment.blocs else None,
        "method": assessment.method,
    }


def _loss(assessment: Assessment, loss: Loss) -> dict[str, Any]:
    pairs = zip(assessment.case.hypotheses, loss.probabilities, strict=True)
    return {
        "without": str(loss.omitted),
        "id": loss.id,
        "positions": loss.positions,
        "leader": loss.leader,
        "state": "leading" if loss.leads else "not_established",
        "hypotheses": [{"id": hypothesis.id, "probability": round(p, 6)} for hypothesis, p in pairs],
    }


def _frame(assessment: Assessment, frame: Frame) -> dict[str, Any]:
    ids = [hypothesis.id for hypothesis in assessment.case.hypotheses]
    ends = zip(ids, frame.probabilities, frame.low, frame.high, strict=True)
    return {
        "at": frame.at.iso(),
        "leader": frame.leader,
        "state": "leading" if frame.leads else "not_established",
        "hypotheses": [
            {"id": id, "probability": round(p, 6), "low": round(low, 6), "high": round(high, 6)}
            for id, p, low, high in ends
        ],
        "moved": [{"id": id, "change": round(change, 6)} for id, change in frame.moved],
    }


def _numbers(record: Any) -> Any:
    """The record with its numbers at six digits, as all of them are printed."""
    if isinstance(record, float):
        return round(record, 6)
    if isinstance(record, dict):
        return {key: _numbers(value) for key, value in record.items()}
    return [_numbers(value) for value in record] if isinstance(record, list) else record
