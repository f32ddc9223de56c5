"""What a person hands in (texts, addresses, files) as sources of a case, collected and read in a job."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from claimant.errors import NothingToDo
from claimant.model import Failure
from claimant.results import Progress
from claimant.tell.clean import one_line, safe_address
from claimant.web.desk import Desk

BETWEEN = re.compile(r"^={5,}[ \t]*$", re.MULTILINE)
"""The line that stands between two pasted texts."""
_LONGEST = 120
_MOST_ADDRESSES = 200


@dataclass(slots=True)
class Handed:
    """Sources on their way into a case: addresses, and a folder of ours with the texts and files; gone after `done`."""

    addresses: list[str] = field(default_factory=list)
    folder: Path = field(default_factory=lambda: Path(mkdtemp(prefix="claimant-")))
    files: int = 0

    def paste(self, texts: str, *, title: str = "", publisher: str = "", date: str = "") -> None:
        """Texts as they were pasted; what is known of them stands at their head."""
        facts = {"title": title, "publisher": publisher, "date": date}
        head = "".join(f"{key}: {one_line(value)}\n" for key, value in facts.items() if one_line(value))
        for one in BETWEEN.split(texts):
            if one.strip():
                whole = (f"---\n{head}---\n\n" if head else "") + one.strip() + "\n"
                words = re.findall(r"\w+", one)[:6]
                mark = sha256(whole.encode("utf-8", "replace")).hexdigest()[:6]
                self._keep(f"{'-'.join(words)[:60] or 'text'}-{mark}.txt").write_text(whole, "utf-8", "replace")

    def upload(self, name: str, data: BinaryIO) -> None:
        """A file, under its own name as far as that is one."""
        with self._keep(name).open("wb") as target:
            shutil.copyfileobj(data, target)

    def fetch(self, lines: str) -> None:
        """Web addresses, one a line. Raises NothingToDo naming the line that is none: nothing on this machine is read by name."""
        for line in lines.splitlines():
            address = line.strip()
            if not address:
                continue
            if safe_address(address) is None or len(self.addresses) == _MOST_ADDRESSES:
                raise NothingToDo(
                    f"{one_line(address)[:200]!r} is no web address that can be fetched. Write one a line, beginning with "
                    f"https:// or http://, at most {_MOST_ADDRESSES}."
                )
            self.addresses.append(address)

    def _keep(self, name: str) -> Path:
        base = re.sub(r"[/\\:\x00]", "-", one_line(name.replace("\\", "/").rpartition("/")[2])).lstrip(". ")
        stem, dot, ending = base.rpartition(".")
        ending = f".{ending[:12]}" if dot and stem else ""
        stem = (stem if ending else base) or "file"
        while len(stem.encode()) > _LONGEST:
            stem = stem[:-1]
        path, number = self.folder / f"{stem}{ending}", 1
        while path.exists():
            number += 1
            path = self.folder / f"{stem} {number}{ending}"
        self.files += 1
        return path

    @property
    def sources(self) -> list[str]:
        """As `Workspace.add` takes them."""
        return [*self.addresses, *([str(self.folder)] if self.files else [])]

    def done(self) -> None:
        """Take the folder away; what was collected is in the store."""
        shutil.rmtree(self.folder, ignore_errors=True)


def add(desk: Desk, name: str, question: str | None, handed: Handed) -> None:
    """Begin the job that adds what was handed in. Raises Busy, and NothingToDo where that is nothing; the folder is then gone."""

    def work(progress: Progress) -> tuple[str, tuple[Failure, ...]]:
        try:
            added = desk.workspace.add(name, handed.sources, question=question, under=handed.folder, progress=progress)
            failures: Sequence[Failure] = added.failures
            if desk.workspace.store.members(name):
                # Read and heard here, with progress, so that the first page does not wait for it.
                documents, unread = desk.workspace.documents(name, progress=progress)
                _, unheard = desk.workspace.extractions(documents, progress=progress)
                failures = [*failures, *unread, *unheard]
                progress("Weighing", 0, 1)
                if documents:
                    desk.view(name)
            said = f"{added.collected} collected, {added.new} of them new to the case."
            inside = f"{handed.folder}/"  # a name of ours, which tells nobody anything
            return said, tuple(replace(one, source=one.source.replace(inside, "")) for one in failures)
        finally:
            handed.done()

    try:
        if not handed.sources:
            raise NothingToDo("Nothing was handed in. Paste a text, name an address, or choose files.")
        if question is not None:
            desk.workspace.store.put_case(name, question)
        desk.jobs.start(name, work)
    except BaseException:
        handed.done()
        raise
