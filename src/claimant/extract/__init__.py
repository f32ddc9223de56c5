"""Document -> Extraction: who said what about who did it, as exact spans; the only place that reads for statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from claimant.errors import UnknownExtractor
from claimant.extract import network
from claimant.extract.names import Names
from claimant.extract.rules import Rules
from claimant.model import Document, Extraction

__all__ = ["VERSION", "Extractor", "Names", "Rules", "extract", "extractor", "version"]

VERSION = "4"
"""Raised when the code changes what is found, so that a workspace knows what to read again."""
KINDS = ("model", "rules")


class Extractor(Protocol):
    """Anything that finds statements in one document: the trained model, the rules, a person's marks."""

    def __call__(self, document: Document) -> Extraction:
        """All statements and casualty figures of the document, with exact spans."""
        ...


_RULES = Rules()


def extractor(kind: str, names: Iterable[str] = ()) -> Extractor:
    """The extractor of that kind; `names` of actors help the rules, the model needs none.

    Raises UnknownExtractor for another kind than model or rules, ModelUnusable where the model's files are missing or damaged.
    """
    match kind:
        case "model":
            return network.load()
        case "rules":
            return Rules(Names.of(names))
    raise UnknownExtractor(kind, KINDS)


def version(kind: str) -> str:
    """What decides what is found in a text: another version may find other statements."""
    return f"{kind} {VERSION} {network.version() if kind == 'model' else ''}".strip()


def extract(document: Document, *, using: Extractor = _RULES) -> Extraction:
    """Find the statements and casualty figures of one document. Nothing is found is an answer too; nothing is guessed."""
    return using(document)
