"""The newsletter edition of a signed brief: subject, plain text and HTML, the same words in both.

HTML for mail is plain on purpose: no picture, no script, nothing fetched, nothing that tells the sender who has read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from claimant.tell.clean import one_line, shortened
from claimant.tell.prose import day, interval, percent
from claimant.tell.site import Edition, Publication, address_of

ANSWERS = 5
"""Answers that a letter lists; the page has all."""
LONGEST_SUBJECT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One edition as a letter, before it is addressed: `{unsubscribe}` in the bodies stands for each subscriber's own address."""

    subject: str
    text: str
    html: str


UNSUBSCRIBE = "{unsubscribe}"


def letter(record: Mapping[str, Any], edition: Edition, publication: Publication) -> Letter:
    """The letter of an edition from its brief.json. Raises KeyError, TypeError or ValueError where that is none."""
    assessment = record["assessment"]
    answers = [
        (
            one_line(str(one["label"]))[:1].upper() + one_line(str(one["label"]))[1:],
            percent(float(one["probability"])),
            interval(float(one["low"]), float(one["high"])),
        )
        for one in assessment["hypotheses"][:ANSWERS]
    ]
    verdict = assessment["verdict"]
    number = f"No. {edition.number}: " if edition.number else ""
    values = {
        "edition": edition,
        "publication": publication,
        "answers": answers,
        "confidence": _confidence(verdict),
        "address": address_of(edition, publication),
        "day": day,
        "unsubscribe": UNSUBSCRIBE,
    }
    return Letter(
        subject=shortened(f"{number}{edition.title}", LONGEST_SUBJECT),
        text=_templates(False).get_template("letter.txt.j2").render(**values),
        html=_templates(True).get_template("letter.html.j2").render(**values),
    )


def _confidence(verdict: Mapping[str, Any]) -> str:
    """The level and its cause, in a sentence of their own."""
    level, cause = one_line(str(verdict["confidence"] or "")), one_line(str(verdict["cause"] or ""))
    if not level or cause.lower().startswith("confidence"):
        return cause
    return f"Confidence is {level}: {cause}"


@cache
def _templates(escaped: bool) -> Environment:
    return Environment(
        loader=PackageLoader("claimant.tell", "templates/mail"),
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
