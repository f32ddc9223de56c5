"""Pages: who judges, the list of cases, a new one, one case with its documents and what is being added."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from claimant.errors import ClaimantError, NothingToDo
from claimant.judging.making import LONGEST_NAME
from claimant.names import case_name
from claimant.tell.clean import one_line
from claimant.web.desk import Desk, View
from claimant.web.forms import Form, raw, text, uploads
from claimant.web.gather import Handed, add
from claimant.web.render import NAME, analyst, page, problem, segment
from claimant.web.review import sheets

router = APIRouter()
_YEAR = 365 * 24 * 3600


def desk_of(request: Request) -> Desk:
    """The open desk."""
    desk: Desk = request.app.state.desk
    return desk


# ---------------------------------------------------------------- who


@router.get("/name")
def ask_name(request: Request) -> Response:
    """Who judges?"""
    return page(request, "name.html.j2", problem="", given=analyst(request))


@router.post("/name")
def keep_name(request: Request, form: Form) -> Response:
    """Keep the name in a cookie."""
    given = text(form, "name", 10_000)
    name = one_line(given)
    if not name or len(name) > LONGEST_NAME:
        why = f"A name has 1 to {LONGEST_NAME} characters."
        return page(request, "name.html.j2", 422, problem=why, given=given[:LONGEST_NAME])
    answer = RedirectResponse("/", 303)
    answer.set_cookie(NAME, quote(name), max_age=_YEAR, httponly=True, samesite="strict")
    return answer


# ---------------------------------------------------------------- cases


@router.get("/")
def cases(request: Request) -> Response:
    """All cases of the store."""
    desk = desk_of(request)
    rows = sorted(desk.workspace.cases(), key=lambda row: row.changed, reverse=True)
    jobs = {row.name: desk.jobs.of(row.name) for row in rows}
    return page(request, "cases.html.j2", rows=rows, jobs=jobs)


@router.get("/new")
def new(request: Request) -> Response:
    """The form of a new case."""
    return page(request, "new.html.j2", typed={}, problem="")


@router.post("/cases")
def begin(request: Request, form: Form) -> Response:
    """Begin a case, and collect its sources meanwhile."""
    desk = desk_of(request)
    question = one_line(text(form, "question", 500))
    try:
        if not question:
            raise NothingToDo("Ask a question of at most 500 characters, such as “Who bombed the bridge at Harrow?”")
        handed = _handed(form)
        name = new_name(desk, question, handed.sources)
        add(desk, name, question, handed)
    except ClaimantError as error:
        return page(request, "new.html.j2", 422, typed=_typed(form), problem=str(error))
    return RedirectResponse(f"/cases/{segment(name)}", 303)


def new_name(desk: Desk, question: str, sources: list[str]) -> str:
    """What a new case is called; the first one of a case's own folder as the command line calls it."""
    taken = {row.name for row in desk.workspace.cases()}
    if desk.first and desk.first not in taken:
        return desk.first
    return case_name(question, [*sources, datetime.now(UTC).isoformat()])


@router.post("/cases/{name}/sources")
def more(request: Request, name: str, form: Form) -> Response:
    """Add sources to a case."""
    desk = desk_of(request)
    desk.question(name)
    try:
        add(desk, name, None, _handed(form))
    except ClaimantError as error:
        return problem(
            request, error, 409 if desk.jobs.of(name) else 422, again=(f"/cases/{segment(name)}", _typed(form))
        )
    return RedirectResponse(f"/cases/{segment(name)}", 303)


@router.get("/cases/{name}")
def case(request: Request, name: str) -> Response:
    """One case: its documents, what is left to review, what is being added."""
    desk = desk_of(request)
    question = desk.question(name)
    job = desk.jobs.of(name)
    values: dict[str, Any] = {
        "name": name,
        "question": question,
        "job": job,
        "view": None,
        "sheets": (),
        "left": 0,
        "copies": 0,
    }
    if not (job and job.running):
        view = _view(desk, name)
        if view is not None:
            some = sheets(view)
            copies = len(view.documents) - len({sheet.document.id for sheet in some})
            values |= {"view": view, "sheets": some, "left": sum(sheet.left for sheet in some), "copies": copies}
    return page(request, "case.html.j2", **values)


def _view(desk: Desk, name: str) -> View | None:
    try:
        return desk.view(name)
    except NothingToDo:
        return None


def _handed(form: FormData) -> Handed:
    handed = Handed()
    try:
        facts = {key: text(form, key, 300) for key in ("title", "publisher", "date")}
        handed.paste(raw(form, "texts"), **facts)
        handed.fetch(raw(form, "addresses"))
        for one in uploads(form, "files"):
            handed.upload(one.filename or "", one.file)
    except BaseException:
        handed.done()
        raise
    return handed


def _typed(form: FormData) -> dict[str, str]:
    return {key: raw(form, key) for key in ("question", "texts", "addresses", "title", "publisher", "date")}
