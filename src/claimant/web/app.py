"""The application: its routes, its guard, and what becomes of errors."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException as AnyHTTPException

from claimant import __version__
from claimant.errors import ClaimantError, Conflict, JudgementRefused, NothingToDo
from claimant.publish import Refused
from claimant.store import StoreError
from claimant.web import api, pages_brief, pages_cases, pages_review, pages_weighing
from claimant.web.decide import Gone
from claimant.web.desk import Desk, NoSuchCase, Stale
from claimant.web.guard import Guard, Session
from claimant.web.jobs import Busy
from claimant.web.render import NAME, analyst, problem, static_file

_STATUS: tuple[tuple[type[ClaimantError], int], ...] = (
    (NoSuchCase, 404),
    (Conflict, 409),
    (Gone, 409),
    (Stale, 409),
    (Busy, 409),
    (Refused, 422),
    (JudgementRefused, 422),
    (NothingToDo, 422),
    (StoreError, 507),
)

_WITHOUT_A_NAME = ("/name", "/static/", "/favicon.ico", "/api/")


def status_of(error: ClaimantError) -> int:
    """The status that an error is answered with."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 400)


def make_app(desk: Desk, session: Session) -> FastAPI:
    """The desk as an ASGI application."""
    app = FastAPI(
        title="Claimant's desk",
        version=__version__,
        description="What the pages of the desk do, for programs on the same machine. Send the session's token as a bearer.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.desk, app.state.session = desk, session
    app.add_exception_handler(ClaimantError, _told)
    app.add_exception_handler(AnyHTTPException, _http)

    @app.middleware("http")
    async def named(request: Request, go_on):  # type: ignore[no-untyped-def]
        """Ask once who judges, before anything is shown."""
        path = request.url.path
        if not analyst(request) and request.method == "GET" and not path.startswith(_WITHOUT_A_NAME):
            return RedirectResponse("/name", 303)
        return await go_on(request)

    @app.get("/static/{file}", include_in_schema=False)
    def static(file: str) -> Response:
        return static_file(file)

    @app.get("/favicon.ico", include_in_schema=False)
    def favicon() -> Response:
        return static_file("icon.svg")

    for pages in (pages_cases, pages_review, pages_weighing, pages_brief):
        app.include_router(pages.router, include_in_schema=False)
    app.include_router(api.router, prefix="/api")
    app.add_middleware(Guard, session=session)
    return app


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/") or "application/json" in request.headers.get("accept", "")


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, ClaimantError)
    status = status_of(error)
    if _wants_json(request):
        return JSONResponse({"error": str(error)}, status)
    return problem(request, error, status)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, AnyHTTPException)
    bare = {"Not Found": "There is no such page.", "Method Not Allowed": "That cannot be done here."}
    words = bare.get(str(error.detail), str(error.detail))
    if _wants_json(request):
        return JSONResponse({"error": words}, error.status_code, headers=error.headers)
    answer = problem(request, ClaimantError(words), error.status_code)
    answer.headers.update(error.headers or {})
    return answer


__all__ = ["NAME", "make_app", "status_of"]
