"""Tell: an Assessment becomes a Brief, the page that a reader opens, forwards, prints and checks.

    assessment -> names of private persons withheld -> page of blocks -> brief.html, brief.md
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
from claimant.tell.markdown import markdown
from claimant.tell.page import page

__all__ = ["VERSION", "tell", "withhold"]

VERSION = "2"
"""Raised whenever the same assessment would give another brief."""


def tell(assessment: Assessment) -> Brief:
    """The assessment told to a reader: brief.html (one file, nothing fetched), brief.md and brief.json.

    The same assessment gives the same bytes. Raises ClaimantError where a picture cannot be drawn.
    """
    assessment = withheld(assessment)
    claimant = _version()
    told = page(assessment, f"claimant {claimant}, tell {VERSION}")
    methods = {"weigh": assessment.method, "tell": VERSION}
    return Brief(
        files=(
            ("brief.html", html(told)),
            ("brief.md", markdown(told)),
            ("brief.json", data(assessment, claimant=claimant, methods=methods)),
        ),
        title=told.title,
    )


def _version() -> str:
    # From the installed package: importing claimant itself would turn the arrows of the design around.
    try:
        return version("claimant")
    except PackageNotFoundError:
        return "0+unknown"
