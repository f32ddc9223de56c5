"""A case in the formats that others read: one module a format, each saying what is lost on the way.

    json         the case itself                                 (claimant.records)
    stix         STIX 2.1 bundle, and back                       stix, stix_read
    annotations  W3C Web Annotations of every quote, and back    annotations
    csv          statements, positions, casualties               tables
    gtd          a GTD-style row                                 gtd
    ucdp         a UCDP-style row with the toll in three numbers ucdp
    cameo plover positions as coded events                       events
    claimreview  schema.org ClaimReview, signed off              claimreview
    folder       plain files, into a store and out of it         folder

Plain values in, text out: nothing here reads a store, fetches, or asks the clock. Names of private persons are withheld in
all of them but the folder, which holds the reports as they were collected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claimant.model import Assessment
from claimant.tell.care import withheld
from claimant.tell.exchange.claimreview import claimreview
from claimant.tell.exchange.events import cameo, plover
from claimant.tell.exchange.gtd import gtd
from claimant.tell.exchange.stix import stix
from claimant.tell.exchange.tables import tables
from claimant.tell.exchange.ucdp import ucdp

__all__ = ["KINDS", "Terms", "exported"]

Files = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a person decides about an export.

    `desk` is who made the case (STIX: the creator of every object); `related` writes "related-to" for what some STIX
    platforms refuse; `signed_off`, `positions` (ids) and `address` are for ClaimReview.
    """

    desk: str = "A desk that uses Claimant"
    related: bool = False
    signed_off: str = ""
    positions: tuple[str, ...] = ()
    address: str = ""


_MAKERS: dict[str, Callable[[Assessment, Terms], Files]] = {
    "stix": lambda a, terms: (("stix.json", stix(a, desk=terms.desk, related=terms.related)),),
    "gtd": lambda a, _: (("gtd.csv", gtd(a)),),
    "ucdp": lambda a, _: (("ucdp.csv", ucdp(a)),),
    "cameo": lambda a, _: (("cameo.csv", cameo(a)),),
    "plover": lambda a, _: (("plover.jsonl", plover(a)),),
    "csv": lambda a, _: tables(a),
    "claimreview": lambda a, terms: (
        (
            "claimreview.json",
            claimreview(a, positions=terms.positions, signed_off=terms.signed_off, address=terms.address),
        ),
    ),
}

KINDS = tuple(_MAKERS)
"""The formats that an assessment alone gives."""


def exported(kind: str, assessment: Assessment, terms: Terms | None = None) -> Files:
    """The files of one of KINDS: (name, text). The same assessment gives the same bytes.

    Raises ClaimantError where the format asks for what is not there (see `claimreview`).
    """
    return _MAKERS[kind](withheld(assessment), terms or Terms())
