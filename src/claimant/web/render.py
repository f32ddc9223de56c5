"""Templates into answers: every string is escaped, what comes from documents is set apart, and numbers are as in the brief."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from claimant.errors import ClaimantError
from claimant.judging.making import LONGEST_NAME
from claimant.model import Basis, Certainty, Role, Stance
from claimant.tell import prose
from claimant.tell.clean import language, one_line, shortened
from claimant.tell.html import asset
from claimant.web.guard import Session

NAME = "claimant-name"
"""The cookie that holds who judges."""

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@cache
def templates() -> Environment:
    """The desk's templates."""
    environment = Environment(
        loader=PackageLoader("claimant.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        line=one_line, short=shortened, segment=segment, percent=prose.percent, bits=prose.in_bits, language=language
    )
    environment.globals.update(
        prose=prose, stances=list(Stance), roles=list(Role), bases=list(Basis), certainties=list(Certainty)
    )
    return environment


def segment(text: str) -> str:
    """The text as one part of an address."""
    return quote(text, safe="")


def analyst(request: Request) -> str:
    """Who judges, by the cookie; empty where nobody has said."""
    name = one_line(unquote(request.cookies.get(NAME, "")[: 4 * LONGEST_NAME]))
    return name if len(name) <= LONGEST_NAME else ""


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of the desk."""
    return HTMLResponse(fragment(request, template, **values), status)


def fragment(request: Request, template: str, **values: Any) -> str:
    """The text of a template."""
    session: Session = request.app.state.session
    by = analyst(request)
    return (
        templates().get_template(template).render(form_token=session.form, analyst=by, path=request.url.path, **values)
    )


def problem(request: Request, error: ClaimantError, status: int, **values: Any) -> HTMLResponse:
    """The page that says what was wrong and what to do."""
    return page(request, "problem.html.j2", status, message=str(error), **{"again": None, **values})


@cache
def static(name: str) -> tuple[str, str] | None:
    """A style, script or picture of ours with its media type; None where there is none of that name."""
    if name == "brief.js":  # the brief's own panels, on the page of the weighing too
        return asset("brief.js"), _TYPES["js"]
    file = files("claimant.web").joinpath("static", name)
    ending = name.rpartition(".")[2]
    if "/" in name or "\\" in name or ending not in _TYPES or not file.is_file():
        return None
    return file.read_text(encoding="utf-8"), _TYPES[ending]


def static_file(name: str) -> Response:
    """The answer with that file."""
    found = static(name)
    if found is None:
        return Response("There is no such file.\n", 404, media_type="text/plain")
    return Response(found[0], media_type=found[1], headers={"Cache-Control": "no-cache"})
