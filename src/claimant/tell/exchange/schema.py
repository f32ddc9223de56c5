"""The JSON Schema (2020-12) of brief.json: brief.schema.json of this package, with the model's own form of a case in it.

A key that the schema does not know is allowed, so that a reader of an older version goes on reading; every key that this
version writes is in it.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from claimant import records
from claimant.model import Blocs, Branch, Case, Interest, Loss, Precedent, Profile, ReferenceClass, Tip
from claimant.tell.imprint import Imprint

_FROM_THE_MODEL = (Case, Branch, Tip, Precedent, ReferenceClass, Interest, Blocs, Loss, Profile, Imprint)


def brief_schema() -> dict[str, Any]:
    """The schema as plain values, whole: it refers to nothing outside."""
    text = files("claimant.tell.exchange").joinpath("brief.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    for kind in _FROM_THE_MODEL:
        made = records.schema(kind)
        schema["$defs"] |= {**made.pop("$defs", {}), kind.__name__: made}
    document = schema["$defs"]["document"]  # written as a source is, but for its origin, which is told in full
    document["properties"] = schema["$defs"]["Source"]["properties"] | document["properties"]
    profile = schema["$defs"]["profile"]
    profile["properties"] = schema["$defs"]["Profile"]["properties"] | profile["properties"]
    del profile["properties"]["actor"]
    actor = schema["$defs"]["actor"]
    actor["properties"] = schema["$defs"]["Actor"]["properties"] | actor["properties"]
    return schema
