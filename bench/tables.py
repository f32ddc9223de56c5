"""Tables of texts as documents, as the workspace would read them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimant.model import Document, Moment, Source
from claimant.read import segment


def rows(table: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL table, gzip or plain."""
    opener = gzip.open if table.suffix == ".gz" else open
    with opener(table, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def documents(table: Path) -> Iterator[Document]:
    """The documents of a table, in its order."""
    return (document(row) for row in rows(table))


def document(row: dict[str, Any]) -> Document:
    """One row ("id", "text", and "date", "place", "source" or "publisher" where known) as a document."""
    text, day = row["text"], row.get("date") or ""
    source = Source(
        id=row["id"],
        sha256=sha256(text.encode()).hexdigest(),
        capture="",
        publisher=row.get("source") or row.get("publisher"),
        date=Moment.parse(day) if day[:4].isdigit() else None,
        place=row.get("place"),
        length=len(text),
    )
    paragraphs, sentences = segment(text)
    return Document(source=source, text=text, sentences=sentences, paragraphs=paragraphs)
