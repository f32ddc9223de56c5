"""A kept case in the formats that others read. What each holds, and what it loses, is said in `claimant.tell.exchange`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from claimant.errors import ClaimantError
from claimant.model import Failure
from claimant.results import Progress, quiet
from claimant.tell import exchange
from claimant.tell.care import persons_withheld
from claimant.tell.exchange import Terms
from claimant.tell.exchange.annotations import web_annotations
from claimant.tell.exchange.folder import Member, folder_files
from claimant.workspace import Workspace

KINDS = ("annotations", *exchange.KINDS)
"""The formats that are files of text."""


class NamesInside(ClaimantError):
    """The reports of a case name private persons, and nobody has said that they may go out with their names."""

    def __init__(self, persons: int) -> None:
        super().__init__(
            f"A folder holds the reports as they were collected, and this case names {persons} private person"
            f"{'' if persons == 1 else 's'}. Add --with-names to keep the names in a folder of your own; to hand the case on, "
            "export it as json, where they are withheld."
        )


def export(
    workspace: Workspace, name: str, kind: str, *, terms: Terms | None = None, progress: Progress = quiet
) -> tuple[tuple[tuple[str, str], ...], tuple[Failure, ...]]:
    """A case in the format `kind`, one of KINDS: (name, text) of each file, and what could not be used."""
    if kind != "annotations":
        assessment, failures = workspace.assess(name, progress=progress)
        return exchange.exported(kind, assessment, terms), failures
    case, failures = workspace.case(name, progress=progress)
    texts = {document.id: document.text for document in workspace.documents(name)[0]}
    return (("annotations.json", web_annotations(case, texts, generator=f"claimant {_version()}")),), failures


def folder(
    workspace: Workspace, name: str, *, with_names: bool = False, progress: Progress = quiet
) -> tuple[Iterator[tuple[str, bytes]], tuple[Failure, ...]]:
    """A case as the files of a folder, which hold the reports whole: (path, bytes) one by one, and what could not be used.

    `Workspace.take_in` is the way back. Raises NamesInside where the case has private persons and `with_names` does not say
    that they may be in it.
    """
    case, failures = workspace.case(name, progress=progress)
    persons = persons_withheld(case)
    if persons and not with_names:
        raise NamesInside(persons)
    documents, _ = workspace.documents_by_capture(name)
    found, _ = workspace.extractions(tuple(documents.values()))
    store = workspace.store
    members = (
        Member(capture=store.capture(key), place=place, document=documents.get(key))
        for key, place in store.members(name).items()
    )
    return folder_files(store.question(name) or "Who did it?", members, found, store.judgements(name)), failures


def _version() -> str:
    try:
        return version("claimant")
    except PackageNotFoundError:
        return "0+unknown"
