"""Page: the brief as it will look, with what speaks against signing it beside it; signing; and its files."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from fastapi import APIRouter, Request
from fastapi.responses import Response

from claimant.errors import ClaimantError
from claimant.model import JudgementState, Undecided
from claimant.publish import Published, PublishError, Refused
from claimant.tell.html import asset
from claimant.web.desk import Stale, View
from claimant.web.forms import Form, text, whole
from claimant.web.pages_cases import desk_of
from claimant.web.render import analyst, page
from claimant.web.review import sheets

router = APIRouter()

FILES = {
    "brief.html": "text/html; charset=utf-8",
    "brief.md": "text/markdown; charset=utf-8",
    "brief.json": "application/json",
}


@router.get("/cases/{name}/brief")
def brief(request: Request, name: str) -> Response:
    """The brief with its rules and open points."""
    return _page(request, name)


def _page(
    request: Request,
    name: str,
    status: int = 200,
    *,
    refused: tuple[str, ...] = (),
    message: str = "",
    despite: str = "",
    signed: Published | None = None,
) -> Response:
    desk = desk_of(request)
    view = desk.view(name)
    _, rules = desk.brief(name)
    said = {"refused": refused, "message": message, "despite": despite, "signed": signed}
    return page(request, "brief.html.j2", status, view=view, name=name, rules=rules, points=points(view), said=said)


def points(view: View) -> list[tuple[str, str]]:
    """What is still open, each with the page where it is settled."""
    found = []
    some = sheets(view)
    left, bits = sum(sheet.left for sheet in some), sum(sheet.bits for sheet in some)
    if left:
        found.append((f"{left} statements nobody has reviewed; they carry up to {bits:.1f} bits.", "review"))
    undecided = {
        who.phrase
        for heard in view.case.heard
        if heard.about == "question"
        for who in (heard.speaker, heard.target)
        if isinstance(who, Undecided)
    }
    if undecided:
        found.append((f"{len(undecided)} names may mean several actors: {', '.join(sorted(undecided)[:5])}.", "review"))
    gone = [one for one in view.case.judgements if one.state in {JudgementState.ORPHAN, JudgementState.REFUSED}]
    for one in gone[:5]:
        found.append((f"Judgement {one.number} cannot be applied: {one.note}.", "judgements"))
    for failure in view.failures[:5]:
        found.append((f"{failure.source} could not be used: {failure.problem} {failure.remedy}", ""))
    return found


@router.get("/cases/{name}/brief/preview")
def preview(request: Request, name: str) -> Response:
    """The brief itself, shut in: its own style and its one script run, and nothing reaches the desk."""
    made, _ = desk_of(request).brief(name)
    script = b64encode(sha256(asset("brief.js").encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-popups"
    )
    return Response(made["brief.html"], media_type=FILES["brief.html"], headers={"Content-Security-Policy": policy})


@router.get("/cases/{name}/brief/file/{file}")
def download(request: Request, name: str, file: str) -> Response:
    """One of the brief's files, to be kept."""
    if file not in FILES:
        raise ClaimantError(f"{file[:60]!r} is none of {', '.join(FILES)}.")
    made, _ = desk_of(request).brief(name)
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(made[file], media_type=FILES[file], headers=headers)


@router.post("/cases/{name}/sign")
def sign(request: Request, name: str, form: Form) -> Response:
    """Check the brief, put the analyst's name under it, and keep it on the site."""
    despite = text(form, "despite")
    try:
        made = desk_of(request).sign(name, by=analyst(request), despite=despite, expected=whole(form, "expected"))
    except Refused as error:
        return _page(request, name, 422, refused=error.why, despite=despite)
    except (PublishError, Stale) as error:
        return _page(request, name, 409, message=str(error), despite=despite)
    return _page(request, name, signed=made)
