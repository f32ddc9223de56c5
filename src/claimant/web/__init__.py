"""The desk: cases, review, weighing and brief in the browser. A thin door: parse, one call of the workspace, render.

guard    who may ask at all: own host, the session's token, no foreign form, bounded sizes
desk     what is open: cases held in memory, one judgement at a time on each
jobs     what runs meanwhile: collecting and reading
review   a document as marked text and a queue of statements
decide   a form into decisions
pages_*  the routes that answer with pages; api: those that answer with JSON
"""

from __future__ import annotations

from claimant.web.app import make_app
from claimant.web.desk import Desk
from claimant.web.guard import Session

__all__ = ["Desk", "Session", "make_app"]
