"""Tell: an Assessment becomes a Brief, the page that a reader opens, forwards, prints and checks.

    assessment -> names of private persons withheld -> page of blocks -> brief.html, brief-one-page.html, brief.md
                                                    -> records        -> brief.json

Only what the assessment holds is used, never a document's text, so that a brief can be made again, byte for byte, from
the case in its own brief.json.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from claimant.model import Assessment, Brief
from claimant.tell.care import withheld, withhold
from claimant.tell.data import data
from claimant.tell.html import html
from claimant.tell.imprint import Changes, Imprint, Signature, read_imprint
from claimant.tell.lint import Rule, lint
from claimant.tell.markdown import markdown
from claimant.tell.page import pages

__all__ = ["VERSION", "Changes", "Imprint", "Rule", "Signature", "checked", "read_imprint", "tell", "withhold"]

VERSION = "2"
"""Raised whenever the same assessment would give another brief."""


def tell(assessment: Assessment, imprint: Imprint = Imprint()) -> Brief:  # noqa: B008 (frozen)
    """The assessment told to a reader: brief.html (one file, nothing fetched), the same on one page, brief.md and brief.json.

    The same assessment and imprint give the same bytes. Raises ClaimantError where a picture cannot be drawn.
    """
    assessment = withheld(assessment)
    claimant = _version()
    told, sheet = pages(assessment, f"claimant {claimant}, tell {VERSION}", imprint)
    methods = {"weigh": assessment.method, "tell": VERSION}
    return Brief(
        files=(
            ("brief.html", html(told)),
            ("brief-one-page.html", html(sheet)),
            ("brief.md", markdown(told)),
            ("brief.json", data(assessment, claimant=claimant, methods=methods, imprint=imprint)),
        ),
        title=told.title,
    )


def checked(assessment: Assessment, imprint: Imprint = Imprint()) -> tuple[Rule, ...]:  # noqa: B008 (frozen)
    """The rules of tradecraft as they hold for the brief that `tell` makes of the same."""
    assessment = withheld(assessment)
    told, _ = pages(assessment, "", imprint)
    return lint(assessment, told.opening, told.sections)


def _version() -> str:
    # From the installed package: importing claimant itself would turn the arrows of the design around.
    try:
        return version("claimant")
    except PackageNotFoundError:
        return "0+unknown"
