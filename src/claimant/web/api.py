"""The same as JSON, for programs: under /api, described by /api/openapi.json.

A request carries the session's token as a bearer; from the desk's own pages the cookie does for reading.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from claimant.errors import NothingToDo
from claimant.judging.making import LONGEST_NAME
from claimant.records import assessment_record, plain, statement_record
from claimant.tell.clean import one_line
from claimant.web.decide import Asked
from claimant.web.desk import View
from claimant.web.gather import Handed, add
from claimant.web.pages_brief import FILES, points
from claimant.web.pages_cases import desk_of, new_name
from claimant.web.pages_review import judge, state
from claimant.web.review import sheets

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"description": "It cannot be done; `error` says why"},
    403: {"description": "No token, or a changing request without the bearer"},
    404: {"description": "No such case or document"},
    409: {"description": "Somebody else judged the case meanwhile, or a job runs"},
    413: {"description": "Too large"},
    422: {"description": "What was sent does not hold; `error` says what"},
}


def _bearer(request: Request) -> None:
    if not request.scope.get("claimant.bearer"):
        raise HTTPException(403, "Send the session's token: Authorization: Bearer TOKEN.")


router = APIRouter(responses=_PROBLEMS)
Changing = Annotated[None, Depends(_bearer)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text with what is known of it; `date` as 2024-05-14 or 2024-05-14T09:10Z."""

    text: str
    title: str = ""
    publisher: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Texts and web addresses to be added to a case."""

    texts: tuple[Text, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A question, with the first sources."""

    question: str
    sources: Sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """What to undo: judgement `number` (0: the last of this person), by whom and why, and the last judgement they saw."""

    by: str
    reason: str
    expected: int
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Who signs, the last judgement they saw, and why the brief goes out although something does not hold."""

    by: str
    expected: int
    despite: str = ""


@router.get("/cases")
def cases(request: Request) -> list[dict[str, Any]]:
    """All cases."""
    return [asdict(row) | {"changed": row.changed.isoformat()} for row in desk_of(request).workspace.cases()]


@router.post("/cases", status_code=202)
def begin(request: Request, new: NewCase, _: Changing) -> dict[str, str]:
    """Begin a case; its sources are collected meanwhile (see its job)."""
    desk = desk_of(request)
    question = one_line(new.question)
    if not question or len(question) > 500:
        raise NothingToDo("A question has 1 to 500 characters.")
    handed = _handed(new.sources)
    name = new_name(desk, question, handed.sources)
    add(desk, name, question, handed)
    return {"name": name}


@router.get("/cases/{name}")
def case(request: Request, name: str) -> dict[str, Any]:
    """A case: its question, the answers as they stand (hundredths) beside the machine's own, and what is left to review."""
    view = desk_of(request).view(name)
    return {
        "name": name,
        "question": view.case.question,
        **state(view),
        "failures": [plain(one) for one in view.failures],
    }


@router.post("/cases/{name}/sources", status_code=202)
def more(request: Request, name: str, sources: Sources, _: Changing) -> dict[str, str]:
    """Add sources to a case."""
    desk = desk_of(request)
    desk.question(name)
    add(desk, name, None, _handed(sources))
    return {"name": name}


def _handed(sources: Sources) -> Handed:
    handed = Handed()
    try:
        for one in sources.texts:
            handed.paste(one.text, title=one.title, publisher=one.publisher, date=one.date)
        handed.fetch("\n".join(sources.addresses))
    except BaseException:
        handed.done()
        raise
    return handed


@router.get("/cases/{name}/job")
def job(request: Request, name: str) -> dict[str, Any] | None:
    """How far the adding of sources is; null where nothing was added since the desk was started."""
    desk = desk_of(request)
    desk.question(name)
    found = desk.jobs.of(name)
    return asdict(found) if found else None


@router.get("/cases/{name}/documents")
def documents(request: Request, name: str) -> list[dict[str, Any]]:
    """The documents of a case without their texts, in the order of review; copies after them."""
    view = desk_of(request).view(name)
    some = sheets(view)
    left = {sheet.document.id: sheet.left for sheet in some}
    order = [*left, *(id for id in view.documents if id not in left)]
    sources = {source.id: source for source in view.case.sources}
    return [plain(sources[id]) | {"left": left.get(id, 0)} for id in order if id in sources]


@router.get("/cases/{name}/documents/{document:path}")
def document(request: Request, name: str, document: str) -> dict[str, Any]:
    """One document with its text; offsets everywhere count the characters (code points) of this text."""
    view = desk_of(request).view(name)
    found = view.documents.get(document)
    if found is None:
        raise HTTPException(404, f"{document[:100]!r} is no document of this case.")
    return {"id": found.id, "text": found.text, "sentences": found.sentences, "paragraphs": found.paragraphs}


@router.get("/cases/{name}/statements")
def statements(request: Request, name: str) -> list[dict[str, Any]]:
    """All statements, as `claimant extract --jsonl` prints them, with the state of their review, most telling first."""
    view = desk_of(request).view(name)
    return [
        statement_record(item.statement, item.heard)
        | {"state": item.state, "bits": round(item.bits, 4), "key": item.key}
        for sheet in sheets(view)
        for item in sheet.items
    ]


@router.get("/cases/{name}/judgements")
def judgements(request: Request, name: str) -> list[dict[str, Any]]:
    """All judgements with what has become of each, oldest first."""
    return [plain(one) for one in desk_of(request).view(name).case.judgements]


@router.post("/cases/{name}/judgements", status_code=201)
def decide(request: Request, name: str, asked: Asked, _: Changing) -> dict[str, Any]:
    """Keep a judgement, and give the answers as they then stand."""
    view = judge(desk_of(request), name, replace(asked, by=_name(asked.by)))
    return _after(view)


@router.post("/cases/{name}/undo", status_code=201)
def undo(request: Request, name: str, asked: Undoing, _: Changing) -> dict[str, Any]:
    """Undo a judgement, with what was decided at the same moment."""
    number = asked.number or None
    desk = desk_of(request)
    view = desk.undo(name, by=_name(asked.by), reason=asked.reason, expected=asked.expected, number=number)
    return _after(view)


def _name(by: str) -> str:
    name = one_line(by)
    if not name or len(name) > LONGEST_NAME:
        raise NothingToDo(f"`by` is who decides: a name of 1 to {LONGEST_NAME} characters.")
    return name


def _after(view: View) -> dict[str, Any]:
    return {"judgement": plain(view.case.judgements[-1]), **state(view)}


@router.get("/cases/{name}/assessment")
def assessment(request: Request, name: str) -> dict[str, Any]:
    """The whole assessment, as `claimant weigh --json` prints it."""
    return assessment_record(desk_of(request).assessment(name))


@router.get("/cases/{name}/brief")
def brief(request: Request, name: str) -> dict[str, Any]:
    """The rules of tradecraft as they hold for the brief, what is still open, and its files."""
    desk = desk_of(request)
    _, rules = desk.brief(name)
    view = desk.view(name)
    open_points = [words for words, _ in points(view)]
    return {"expected": view.seen, "rules": [asdict(rule) for rule in rules], "open": open_points, "files": list(FILES)}


@router.get("/cases/{name}/brief/{file}")
def brief_file(request: Request, name: str, file: str) -> Response:
    """One of the brief's files."""
    if file not in FILES:
        raise HTTPException(404, f"There is no such file; there are {', '.join(FILES)}.")
    made, _ = desk_of(request).brief(name)
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(made[file], media_type=FILES[file], headers=headers)


@router.post("/cases/{name}/signatures", status_code=201)
def sign(request: Request, name: str, asked: Signing, _: Changing) -> dict[str, Any]:
    """Check the brief, sign it, and keep it on the site."""
    desk = desk_of(request)
    made = desk.sign(name, by=_name(asked.by), despite=asked.despite, expected=asked.expected)
    return {"folder": str(made.folder), "despite": list(made.despite)}
