"""Document -> Extraction: who said what about who did it, as exact spans; the only place that reads for statements."""

from __future__ import annotations

from typing import Protocol

from claimant.extract.names import Names
from claimant.extract.rules import Rules
from claimant.model import Document, Extraction

__all__ = ["VERSION", "Extractor", "Names", "Rules", "extract"]

VERSION = "rules-2"
"""Raised when the rules change what they find, so that a workspace knows what to read again."""


class Extractor(Protocol):
    """Anything that finds statements in one document: the rules, the trained model, a person's marks."""

    def __call__(self, document: Document) -> Extraction:
        """All statements and casualty figures of the document, with exact spans."""
        ...


_RULES = Rules()


def extract(document: Document, *, using: Extractor = _RULES) -> Extraction:
    """Find the statements and casualty figures of one document. Nothing is found is an answer too; nothing is guessed."""
    return using(document)
