"""Names that cases, questions and documents get where nobody gave one that can be kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from claimant.model import Document


def distinct(read_documents: Sequence[tuple[str, Document]]) -> dict[str, Document]:
    """By capture key; documents that would share an id (exact copies) get ids of their own, whatever their order in the case."""
    taken: set[str] = set()
    named: dict[str, Document] = {}
    for key, document in sorted(read_documents, key=lambda pair: pair[0]):
        id = document.id
        while id in taken:  # a table may also give the very id that would come next
            id = f"{document.id}-{sha256(f'{id} {key}'.encode()).hexdigest()[:6]}"
        taken.add(id)
        named[key] = document if id == document.id else replace(document, source=replace(document.source, id=id))
    return {key: named[key] for key, _ in read_documents}


def as_kept(text: str | None) -> str | None:
    """The question as it can be kept: what a terminal could not decode becomes U+FFFD."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").strip() if text else None


def case_name(question: str, sources: Sequence[str]) -> str:
    """A name for a case that the user has not named: readable, and another one for other sources or another question."""
    words = re.findall(r"\w+", question.lower()) or re.findall(r"\w+", " ".join(sources).lower())
    whole = "\n".join([question, *sorted(sources)]).encode("utf-8", "backslashreplace")
    return f"{'-'.join(words)[:60] or 'case'}-{sha256(whole).hexdigest()[:6]}"
