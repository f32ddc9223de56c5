"""Pages: a document beside its statements, and what was decided on them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from claimant.errors import ClaimantError, Conflict, JudgementRefused
from claimant.judging import said
from claimant.tell.prose import answer, rounded
from claimant.web.decide import READ, WHY_ADDED, WHY_MENDED, WHY_REJECTED, Asked, Gone, decided
from claimant.web.desk import Desk, NothingToUndo, View
from claimant.web.forms import Form, text, whole
from claimant.web.pages_cases import desk_of
from claimant.web.render import analyst, fragment, page, segment
from claimant.web.review import Sheet, pieces, queue, sheet_of, sheets, visible

router = APIRouter()
ANSWERS = 5
"""Answers whose bars stand above the review."""

FIELDS = (
    "action", "statement", "document", "stance", "role", "basis", "certainty", "speaker", "speaker_words", "target",
    "target_words", "place", "place_words", "incident", "reason",
)  # fmt: skip


@router.get("/cases/{name}/review")
def begin(request: Request, name: str) -> Response:
    """The document whose statements could move the answer most."""
    some = sheets(desk_of(request).view(name))
    if not some:
        return RedirectResponse(f"/cases/{segment(name)}", 303)
    return RedirectResponse(f"/cases/{segment(name)}/review/{segment(some[0].document.id)}", 303)


@router.get("/cases/{name}/review/{document:path}")
def sheet(request: Request, name: str, document: str) -> Response:
    """A document and its statements."""
    view = desk_of(request).view(name)
    some = sheets(view)
    found = sheet_of(some, document)
    if found is None:
        raise _NoSuchDocument(document)
    return page(request, "review.html.j2", **_values(view, some, found))


class _NoSuchDocument(Gone):
    def __init__(self, id: str) -> None:
        super().__init__("Review", f"{id[:100]!r} is no document of this case any more; the case's page lists them")


def _values(view: View, some: tuple[Sheet, ...], found: Sheet) -> dict[str, Any]:
    items = queue(found)
    by_place = sorted(found.items, key=lambda item: (item.statement.quote.start, item.key))
    numbers = {item.key: number for number, item in enumerate(by_place)}
    following = [sheet for sheet in some if sheet.left and sheet.document.id != found.document.id]
    return {
        "view": view,
        "name": view.name,
        "sheet": found,
        "sheets": some,
        "items": items,
        "numbers": numbers,
        "pieces": pieces(found.document, [item.statement for item in by_place]),
        "order": by_place,
        "next": following[0] if following else None,
        "state": state(view, some),
        "reasons": {"reject": WHY_REJECTED, "mend": WHY_MENDED, "add": WHY_ADDED, "accept": (READ,)},
        "whom": _whom,
        "visible": visible,
    }


def state(view: View, some: tuple[Sheet, ...] | None = None) -> dict[str, Any]:
    """The numbers that move: the answers in hundredths, judged and by the machine alone, and what is left to review."""
    some = sheets(view) if some is None else some
    alone = {one.hypothesis.id: one for one in view.machine.hypotheses}
    answers = []
    for one in view.numbers.hypotheses[:ANSWERS]:
        before = alone.get(one.hypothesis.id)
        label = answer(one.hypothesis)
        answers.append(
            {
                "id": one.hypothesis.id,
                "label": label[:1].upper() + label[1:],
                "now": rounded(one.probability),
                "low": rounded(one.low),
                "high": rounded(one.high),
                "machine": rounded(before.probability) if before else None,
            }
        )
    return {
        "expected": view.seen,
        "answers": answers,
        "leads": view.numbers.leads,
        "left": sum(sheet.left for sheet in some),
        "bits": round(sum(sheet.bits for sheet in some), 1),
        "documents": {sheet.document.id: sheet.left for sheet in some},
    }


def _whom(view: View, who: Any) -> str:
    from claimant.model import Linked, Undecided

    actors = {actor.id: actor.name for actor in view.case.actors}
    if isinstance(who, Linked):
        return actors.get(who.actor, who.actor)
    if isinstance(who, Undecided):
        return " or ".join(actors.get(id, id) for id, _ in who.candidates[:3]) + "?"
    return ""


# ---------------------------------------------------------------- decisions


def asked(form: Any, by: str) -> Asked:
    """What the form asks for."""
    values = {field: text(form, field, 5_000) for field in FIELDS}
    return Asked(by=by, expected=whole(form, "expected"), **values)


def judge(desk: Desk, name: str, one: Asked) -> View:
    """Keep what was asked for. Raises JudgementRefused, Gone, and Conflict where another judgement came in between."""
    view = desk.view(name)
    if view.seen > one.expected:  # said before the rest is looked at: the statement may be another by now
        last = view.case.judgements[-1]
        raise Conflict(name, last.number, last.judgement.id, last.judgement.by)
    decisions, reason = decided(view, one)
    return desk.judge(name, decisions, by=one.by, reason=reason, expected=one.expected)


@router.post("/cases/{name}/judge")
def decide(request: Request, name: str, form: Form) -> Response:
    """Keep a judgement; with scripts the answer is what changed on the page."""
    desk = desk_of(request)
    by = analyst(request)
    one = asked(form, by)
    live = "application/json" in request.headers.get("accept", "")
    if not by:
        return RedirectResponse("/name", 303)
    try:
        view = judge(desk, name, one)
    except (Conflict, Gone, JudgementRefused) as error:
        status = 409 if isinstance(error, (Conflict, Gone)) else 422
        view = desk.view(name)
        if live:
            return JSONResponse(_changed(request, view, one.document) | {"error": _short(error)}, status)
        since = view.case.judgements[one.expected :]
        values = {
            "message": _short(error),
            "typed": one,
            "since": since,
            "told": _told(view),
            "view": view,
            "name": name,
        }
        return page(request, "again.html.j2", status, **values, reasons=(*WHY_REJECTED, *WHY_MENDED, READ))
    if live:
        return JSONResponse(_changed(request, view, one.document))
    return RedirectResponse(_back(name, one.document), 303)


def _short(error: ClaimantError) -> str:
    return str(error).replace(
        "Look at it (claimant judge --list), and decide again.", "Look at it below, and decide again."
    )


@router.post("/cases/{name}/undo")
def undo(request: Request, name: str, form: Form) -> Response:
    """Undo what this person decided last, or the judgement with a number."""
    desk = desk_of(request)
    document = text(form, "document")
    live = "application/json" in request.headers.get("accept", "")
    number = whole(form, "number") or None
    if not (by := analyst(request)):
        return RedirectResponse("/name", 303)
    try:
        reason = text(form, "reason") or "Taken back in review"
        view = desk.undo(name, by=by, reason=reason, expected=whole(form, "expected"), number=number)
    except (NothingToUndo, Conflict) as error:
        if not live:
            raise
        status = 409 if isinstance(error, Conflict) else 422
        return JSONResponse(_changed(request, desk.view(name), document) | {"error": _short(error)}, status)
    if live:
        return JSONResponse(_changed(request, view, document))
    return RedirectResponse(_back(name, document) if document else f"/cases/{segment(name)}/judgements", 303)


def _back(name: str, document: str) -> str:
    base = f"/cases/{segment(name)}/review"
    return f"{base}/{segment(document)}" if document else base


def _changed(request: Request, view: View, document: str) -> dict[str, Any]:
    """What a page with scripts puts in place: the numbers, the text with its marks, each card by its key."""
    some = sheets(view)
    found = sheet_of(some, document)
    changed: dict[str, Any] = {"state": state(view, some)}
    if found is not None:
        values = _values(view, some, found)
        changed["text"] = fragment(request, "text.html.j2", **values)
        changed["cards"] = [
            [item.key, fragment(request, "card.html.j2", item=item, **values)] for item in values["items"]
        ]
    last = view.case.judgements[-1] if view.case.judgements else None
    changed["said"] = _told(view)(last) if last else ""
    return changed


def _told(view: View) -> Any:
    actors = {actor.id: actor.name for actor in view.case.actors}
    sources = {source.id: source.name for source in view.case.sources}
    numbers = {one.judgement.id: one.number for one in reversed(view.case.judgements)}

    def tell(kept: Any) -> str:
        return said(
            kept.judgement,
            numbers=numbers,
            actor=lambda id: actors.get(id, id),
            document=lambda id: sources.get(id, id),
        )

    return tell


@router.get("/cases/{name}/judgements")
def judgements(request: Request, name: str) -> Response:
    """All that people decided, latest first, each to be undone."""
    view = desk_of(request).view(name)
    return page(request, "judgements.html.j2", view=view, name=name, told=_told(view), state=state(view))
