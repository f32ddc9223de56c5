"""JSON that nothing in a name or a quote can break: inside a page, a terminal, a line of JSONL, a diff."""

from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime
from typing import Any

from claimant.model import Moment

NAMESPACE = uuid.UUID("5f0b8c1e-6c1d-4c6e-9a35-2f8f4f7f2a10")
"""Of the ids that exports give (UUID version 5, RFC 9562): the same case gives the same ids."""

# What ends a script, a line or a reader's trust: "<", line ends other than \n, marks that turn the writing direction.
_ESCAPED = re.compile("[<\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")


def json_text(value: Any) -> str:
    """The value as JSON text of several lines with its keys in their own order, no NaN, no infinity.

    Half characters (lone surrogates), which are no text, become U+FFFD; everything else reads back as it was.
    """
    return _safe(json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def json_line(value: Any) -> str:
    """The value on one line with sorted keys, as `json_text` otherwise; ends with a line end."""
    return _safe(json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)) + "\n"


def _safe(text: str) -> str:
    # All of these stand inside strings only, so that an escape means the same.
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", _HALF.sub("\ufffd", text))


def lasting_id(*parts: str) -> str:
    """A UUID of version 5 that the parts alone decide."""
    return str(uuid.uuid5(NAMESPACE, json.dumps(parts)))


def utc(moment: Moment, *, milliseconds: bool = False) -> str:
    """The time in UTC with "Z"; the first moment of the day where no hour is known."""
    at = moment.at.astimezone(UTC) if moment.at else datetime.combine(moment.day, datetime.min.time(), UTC)
    return at.isoformat(timespec="milliseconds" if milliseconds else "seconds").removesuffix("+00:00") + "Z"
