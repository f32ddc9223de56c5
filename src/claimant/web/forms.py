"""Forms as they arrive: with the session's token or not at all, and of bounded numbers of fields and files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import FormData, UploadFile

from claimant.web.guard import Session, same

FILES, FIELDS, LONGEST = 500, 200, 5_000_000
"""Most files and fields of one form, and the longest text in a field, in bytes."""


async def _checked(request: Request) -> AsyncIterator[FormData]:
    session: Session = request.app.state.session
    # The files of a form are closed with it.
    async with request.form(max_files=FILES, max_fields=FIELDS, max_part_size=LONGEST) as form:
        token = form.get("form_token")
        if not isinstance(token, str) or not same(token, session.form):
            raise HTTPException(
                403,
                "This form is not from this desk, or from before its last start. Reload the page, and send it again.",
            )
        yield form


Form = Annotated[FormData, Depends(_checked)]
"""A form that carries the token."""


def text(form: FormData, name: str, most: int = 2_000) -> str:
    """A field as text; empty where it is missing, is a file, or is longer than `most` characters."""
    value = form.get(name)
    return value.strip() if isinstance(value, str) and len(value) <= most else ""


def raw(form: FormData, name: str) -> str:
    """A field as it was sent, but for the line ends that a browser makes of "\\n"."""
    value = form.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def whole(form: FormData, name: str) -> int:
    """A field as a whole number; 0 where it is none."""
    value = text(form, name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def uploads(form: FormData, name: str) -> list[UploadFile]:
    """The files of a field, but for the empty one that browsers send where nothing was chosen."""
    return [one for one in form.getlist(name) if isinstance(one, UploadFile) and one.filename]
