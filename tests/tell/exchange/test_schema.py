"""The published schema of brief.json: valid itself, true of every brief, and complete."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from claimant.model import Brief
from claimant.tell import tell
from claimant.tell.exchange.schema import brief_schema
from claimant.weigh import weigh

from .. import makers

SCHEMA = brief_schema()


def closed(schema: Any) -> Any:
    """The same schema, in which a key that it does not name is wrong."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    if made.get("type") == "object" and "properties" in made and "additionalProperties" not in made:
        made["additionalProperties"] = False
    return made


COMPLETE = closed(copy.deepcopy(SCHEMA))


def test_the_schema_is_one_of_2020_12_and_stands_alone():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for reference in references(SCHEMA):
        assert reference.removeprefix("#/$defs/") in SCHEMA["$defs"], reference


def references(value: Any) -> list[str]:
    if isinstance(value, list):
        return [one for part in value for one in references(part)]
    if not isinstance(value, dict):
        return []
    here = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
    return here + [one for part in value.values() for one in references(part)]


def test_a_brief_fits_and_every_key_of_it_is_described(brief: Brief):
    record = json.loads(brief["brief.json"])
    Draft202012Validator(SCHEMA).validate(record)
    Draft202012Validator(COMPLETE).validate(record)


def test_so_does_that_of_a_weighed_case_with_replay_precedents_and_blocs():
    record = json.loads(tell(weigh(makers.case()))["brief.json"])
    assert record["assessment"]["replay"] and record["assessment"]["precedents"] and record["assessment"]["interests"]
    Draft202012Validator(COMPLETE).validate(record)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["assessment", "hypotheses", 0, "probability"], 1.5),
        (["assessment", "verdict", "state"], "proven"),
        (["statements", 0, "stance"], "sings"),
        (["statements", 0, "quote"], None),
        (["statements", 0, "quote", "start"], -1),
        (["documents", 0, "sha256"], "none"),
        (["positions", 0, "speaker"], {"actor": None}),
        (["casualties", 0, "high"], "many"),
        (["case"], {}),
        (["withheld", "persons"], -1),
        (["withheld", "setting"], "some"),
        (["withheld", "roles"], {"hero": 1}),
        (["withheld", "named"], [{"name": "Ada Kern"}]),
    ],
)
def test_what_is_wrong_is_found(brief: Brief, path: list[Any], value: Any):
    record = json.loads(brief["brief.json"])
    *way, last = path
    inner = record
    for step in way:
        inner = inner[step]
    inner[last] = value
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(record)
