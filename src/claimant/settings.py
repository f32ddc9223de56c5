"""Every option in one table: its default and one line of help.

The command line, the environment (`CLAIMANT_<NAME>`) and docs/reference/settings.md are made from it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any


def option(default: Any, help: str) -> Any:
    """A field of the table: its default, and what it does in one line (units included)."""
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All options. Sizes are in bytes, times in seconds, shares from 0 to 1."""

    allow_private: bool = option(False, "Fetch addresses on private, loopback and link-local machines too")
    fetch_timeout: float = option(20.0, "Seconds to wait for a web address, from connecting to the last byte")
    fetch_redirects: int = option(5, "Redirects followed for one address; each is checked again")
    max_bytes: int = option(50_000_000, "Largest source, after unpacking, in bytes")
    max_members: int = option(200_000, "Most documents taken from one folder, table, feed or archive")
    max_characters: int = option(2_000_000, "Longest text of one document, in characters; the rest is refused, not cut")
    user_agent: str = option(
        "Claimant/0.1 (open-source brief writer; reads public pages once)", "How Claimant introduces itself"
    )
    extractor: str = option(
        "model", "How statements are found: model (the trained network) or rules (faster, find less)"
    )
    actors: str = option(
        "", "A file of your own actors, merged over the gazetteer (its form: docs/reference/gazetteer.md)"
    )
    echo_overlap: float = option(0.7, "Shared wording (Jaccard of word 5-grams) above which two texts have one origin")
    incident_days: int = option(45, "Days after the incident within which a report is taken to be about it")
    hypotheses: int = option(9, "Most actors that become hypotheses of their own; further ones are listed, not weighed")

    care: str = option(
        "default",
        "Whose names a brief withholds: default (private persons), all (everybody without office), none (minors)",
    )
    care_reason: str = option("", "The reason for that setting, printed in the brief; none needs one")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The defaults, overridden by CLAIMANT_<NAME> where set. Raises ValueError naming the variable and what it takes."""
        environment = os.environ if environment is None else environment
        given: dict[str, Any] = {}
        for item in fields(cls):
            name = f"CLAIMANT_{item.name.upper()}"
            if name in environment:
                given[item.name] = _read(name, environment[name], item.default)
        return replace(cls(), **given)


_KINDS = {int: "a whole number", float: "a number"}


def _read(name: str, text: str, default: Any) -> Any:
    if isinstance(default, bool):
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off"}:
            return False
        raise ValueError(f"{name}={text!r}: say yes or no.")
    try:
        return type(default)(text)
    except ValueError:
        raise ValueError(f"{name}={text!r}: needs {_KINDS.get(type(default), 'text')}, such as {default}.") from None
