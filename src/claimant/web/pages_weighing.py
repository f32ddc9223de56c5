"""Page: the answers with their reasons, what they hang on, and what can be tried."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from claimant.model import Assessment, Evidence
from claimant.tell import live
from claimant.tell.prose import answer, rounded, who
from claimant.web.pages_cases import desk_of
from claimant.web.pages_review import state
from claimant.web.render import page

router = APIRouter()
COLUMNS, SILENT = 7, 0.05
"""Answers that have a column of bits in the table of evidence; and bits below which a piece moves none of them, as they are printed."""


@router.get("/cases/{name}/weighing")
def weighing(request: Request, name: str) -> Response:
    """The weighing of a case as it stands."""
    desk = desk_of(request)
    view = desk.view(name)
    made = desk.assessment(name)
    labels = {one.hypothesis.id: _capital(answer(one.hypothesis)) for one in made.hypotheses}
    columns = [one.hypothesis for one in made.hypotheses[:COLUMNS]]
    documents = {heard.statement.id: heard.statement.document for heard in view.case.heard}
    return page(
        request,
        "weighing.html.j2",
        view=view,
        name=name,
        made=made,
        labels=labels,
        columns=columns,
        alone={one.hypothesis.id: one for one in view.machine.hypotheses},
        telling=[piece for piece in _by_weight(made) if _most(piece) >= SILENT],
        silent=[piece for piece in _by_weight(made) if _most(piece) < SILENT],
        evidence_words=lambda piece: _words(made, piece),
        pieces={piece.id: _words(made, piece) for piece in made.evidence},
        documents=documents,
        rounded=rounded,
        # JSON in which no sign can end its element; a block of data is never run
        live=Markup(live.data(made)),
        state=state(view),
    )


def _by_weight(made: Assessment) -> list[Evidence]:
    return sorted(made.evidence, key=lambda piece: (-_most(piece), piece.id))


def _most(piece: Evidence) -> float:
    return max((abs(bits) for _, bits in piece.bits), default=0.0)


def _words(made: Assessment, piece: Evidence) -> str:
    """Who holds what, on one line."""
    position = piece.position
    parts = [_plain(who(made.case, position.speaker)), str(position.stance)]
    if position.stance.value not in {"claims", "denies"}:
        parts.append(_plain(who(made.case, position.target, "nobody named")))
    return " ".join(parts)


def _plain(line: object) -> str:
    assert isinstance(line, tuple)
    return "".join(run if isinstance(run, str) else getattr(run, "text", "") for run in line)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
