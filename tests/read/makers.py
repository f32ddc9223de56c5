"""Captures and documents made in one line."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from claimant.errors import SourceError
from claimant.model import Capture, Document, Hints, Moment, Source
from claimant.read import read
from claimant.settings import Settings

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOON = datetime(2024, 3, 23, 12, tzinfo=UTC)


def capture(
    data: str | bytes,
    media_type: str = "text/plain",
    *,
    source: str = "reports/a.txt",
    address: str | None = None,
    charset: str | None = None,
    **hints: str | None,
) -> Capture:
    data = data.encode() if isinstance(data, str) else data
    return Capture(
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        source=source,
        address=address,
        media_type=media_type,
        charset=charset,
        collected=NOON,
        hints=Hints(**hints),
    )


def reading(data: str | bytes, media_type: str = "text/plain", **more: str | None) -> Document:
    return read(capture(data, media_type, **more))  # type: ignore[arg-type]


def refusal(
    data: str | bytes, media_type: str = "text/plain", using: Settings | None = None, **more: str
) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(capture(data, media_type, **more), using=using or Settings())  # type: ignore[arg-type]
    error = caught.value
    assert error.source == "reports/a.txt"
    assert error.problem.endswith(".") and error.remedy.endswith(".")
    return error


def sentences(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.sentences]


def paragraphs(document: Document) -> list[str]:
    return [document.text[start:end] for start, end in document.paragraphs]


def document(id: str, text: str, date: str | None = None, **source: str | None) -> Document:
    return Document(
        source=Source(id=id, sha256="", capture="", date=Moment.parse(date) if date else None, **source),  # type: ignore[arg-type]
        text=text,
    )
