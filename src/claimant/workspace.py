"""Opens a store, runs the stages on what is new, and keeps the results with their provenance.

The method section of the whole program is `Workspace.assess`: read what is new, extract what is new, resolve, weigh.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from platformdirs import user_data_path

from claimant import extract, read, resolve, tell, weigh
from claimant.collect import collect
from claimant.errors import CareError, ClaimantError, JudgementRefused, NothingToDo, SourceError
from claimant.extract import Extractor
from claimant.judging import stand
from claimant.model import (
    Assessment,
    Capture,
    Case,
    CaseJudgement,
    Document,
    Extraction,
    Failure,
    JudgementState,
    KeptJudgement,
    Ledger,
)
from claimant.names import as_kept, distinct
from claimant.records import assessment_record
from claimant.results import Added, Material, Progress, Result, quiet
from claimant.settings import Settings
from claimant.store import CaseRow, Store, open_store
from claimant.tell.exchange.folder import read_folder

T = TypeVar("T")

BATCH = 50
"""Documents between two commits: what is lost at most, and has not been reported as done, when the process is killed."""


class Workspace:
    """Cases over time, in one store. Use as a context manager, or call `close`."""

    def __init__(self, store: Store, settings: Settings | None = None) -> None:
        """Work on an open store. Raises CareError where the setting for names of private persons cannot be followed."""
        self.store = store
        self.settings = settings or Settings.from_environment()
        try:
            self._care = resolve.care_of(self.settings.care, self.settings.care_reason)
        except CareError:
            store.close()
            raise

    @classmethod
    def open(
        cls, folder: Path | str | None = None, settings: Settings | None = None, *, begin: bool = True
    ) -> Workspace:
        """The workspace in `folder` (claimant.sqlite is made there), or the user's own where None.

        Raises StoreError where the file cannot be used, and, without `begin`, NothingToDo where there is none.
        """
        base = Path(folder) if folder is not None else cls.own_folder()
        file = base / "claimant.sqlite"
        if not begin and not file.is_file():
            raise NothingToDo(f"{base}: no case is kept there. Begin one: claimant add SOURCE... --case {base}")
        return cls(open_store(file), settings)

    @staticmethod
    def own_folder() -> Path:
        """The user's own folder of cases."""
        return user_data_path("claimant", appauthor=False)

    @classmethod
    def in_memory(cls, settings: Settings | None = None) -> Workspace:
        """A workspace that is gone when it is closed."""
        return cls(open_store(None), settings)

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back the file."""
        self.store.close()

    # ------------------------------------------------------------ cases

    def cases(self) -> tuple[CaseRow, ...]:
        """All cases by name."""
        return self.store.cases()

    def add(
        self,
        case: str,
        sources: Iterable[str],
        *,
        question: str | None = None,
        stdin: BinaryIO | None = None,
        only: bool = False,
        under: Path | None = None,
        progress: Progress = quiet,
    ) -> Added:
        """Collect sources into a case, which is begun if it is new. `only`: the case then has these sources and no others.

        `under`: files are named relative to this folder, so that a brief does not depend on where it lies.
        `progress` is told of what has been kept for good.
        """
        self.store.put_case(case, as_kept(question) or self.store.question(case) or "Who did it?")
        failures: list[Failure] = []
        places: dict[str, str] = {}
        waiting: list[Capture] = []
        before = self.store.members(case)
        collected = 0

        def keep() -> None:
            fresh: dict[str, str] = {}
            for key, capture in zip(self.store.put_captures(waiting), waiting, strict=True):
                # Of several places with the same bytes the first by name is shown, in whatever order they were given.
                fresh[key] = places[key] = min(places.get(key, capture.source), capture.source)
            if not only:
                self.store.add_members(case, fresh)
            waiting.clear()

        for found in collect(sources, using=self.settings, stdin=stdin):
            if isinstance(found, Failure):
                failures.append(found)
                continue
            waiting.append(found if under is None else replace(found, source=found.source.removeprefix(f"{under}/")))
            collected += 1
            if len(waiting) == BATCH:
                keep()
                progress("Collecting", collected, None)
        keep()
        if only:
            self.store.set_members(case, places)
        progress("Collecting", collected, collected)
        return Added(collected=collected, new=len(places.keys() - before.keys()), failures=tuple(failures))

    # ------------------------------------------------------------ the way of the data

    def documents(self, case: str, *, progress: Progress = quiet) -> tuple[tuple[Document, ...], tuple[Failure, ...]]:
        """The documents of a case, reading what this version has not read yet; and what could not be read."""
        documents, failures = self.documents_by_capture(case, progress=progress)
        return tuple(documents.values()), failures

    def documents_by_capture(
        self, case: str, *, progress: Progress = quiet
    ) -> tuple[dict[str, Document], tuple[Failure, ...]]:
        """The same by the key of the capture that each was read from."""
        places = self.store.members(case)
        have = self.store.documents(list(places), self._read_version)
        for some in _batches([key for key in places if key not in have]):
            made = [(key, self._read(key)) for key in some]
            self.store.put_documents(made, self._read_version)
            have.update(made)
            progress("Reading", len(have), len(places))
        documents: list[tuple[str, Document]] = []
        failures: list[Failure] = []
        for key, place in places.items():  # where this case found it, which another case may have found elsewhere
            match have[key]:
                case Document() as document:
                    documents.append((key, replace(document, source=replace(document.source, found_at=place))))
                case Failure() as failure:
                    failures.append(replace(failure, source=place))
        return distinct(documents), tuple(failures)

    @property
    def _read_version(self) -> str:
        """What decides how a capture is read: under another limit, what was refused may be read, and the other way."""
        return f"{read.VERSION} {self.settings.max_bytes} {self.settings.max_characters}"

    def _read(self, key: str) -> Document | Failure:
        capture = self.store.capture(key)
        try:
            return read.read(capture, using=self.settings)
        except SourceError as error:
            return Failure(source=error.source, problem=error.problem, remedy=error.remedy)
        except Exception as error:  # a reader's library failed on hostile bytes: name it, and go on with the others
            return Failure(
                source=capture.source,
                problem=f"could not be read ({type(error).__name__}: {str(error)[:120]}).",
                remedy="Save it as plain text or HTML and add that instead.",
            )

    def _known(self) -> resolve.Gazetteer:
        return resolve.with_own(Path(self.settings.actors) if self.settings.actors else None)

    def extractions(
        self, documents: Sequence[Document], *, progress: Progress = quiet
    ) -> tuple[tuple[Extraction, ...], tuple[Failure, ...]]:
        """What is found in each document, extracting what this version has not seen yet; and where that failed."""
        kind = self.settings.extractor
        names = self._known().spoken_names() if kind == "rules" else ()
        version = f"{extract.version(kind)} {sha256(chr(10).join(names).encode()).hexdigest()[:12]}"
        have = self.store.extractions(documents, version)
        todo = [document for document in documents if document.id not in have]
        if not todo:
            return tuple(have[document.id] for document in documents), ()
        using = extract.extractor(kind, names)
        failures: list[Failure] = []
        for some in _batches(todo):
            made: list[tuple[Document, Extraction]] = []
            with ThreadPoolExecutor() as pool:
                for document, found in zip(some, pool.map(partial(_heard, using), some), strict=True):
                    if isinstance(found, Failure):
                        failures.append(found)
                    else:
                        made.append((document, found))
            self.store.put_extractions(made, version)
            have.update((document.id, found) for document, found in made)
            progress("Extracting", len(have), len(documents))
        return tuple(have[document.id] for document in documents if document.id in have), tuple(failures)

    def material(self, name: str, *, progress: Progress = quiet) -> Material:
        """What the case's sources give, without judgements. Raises NothingToDo where no source gave a document."""
        documents, unread = self.documents(name, progress=progress)
        if not documents:
            raise NothingToDo(
                "No source gave a text to read. See the lines above for each source, and add reports as text, HTML, PDF, "
                "DOCX, e-mail, a table with a column 'text', or web addresses."
            )
        extractions, unheard = self.extractions(documents, progress=progress)
        found = read.origins(documents, using=self.settings)
        heads = frozenset(origin.head for origin in found)
        days, known = self.settings.incident_days, self._known()
        return Material(
            documents=documents,
            extractions=extractions,
            origins=found,
            failures=(*unread, *unheard),
            ground=resolve.ground(self._asked(name), documents, heads, days=days, known=known),
        )

    def _asked(self, name: str) -> str:
        return self.store.question(name) or "Who did it?"

    def case(
        self,
        name: str,
        *,
        judgements: Sequence[CaseJudgement] | None = None,
        material: Material | None = None,
        progress: Progress = quiet,
    ) -> tuple[Case, tuple[Failure, ...]]:
        """Everything about the case's incident, from its sources, with people's judgements on it; or with these instead.

        `material` is what the sources gave, where it is known already. Raises NothingToDo where no source gave a document.
        """
        given = material or self.material(name, progress=progress)
        judgements = self.store.judgements(name) if judgements is None else judgements
        standing = stand(judgements, documents={document.id: document for document in given.documents})
        ledger = Ledger(
            question=self._asked(name),
            documents=given.documents,
            origins=read.judged_origins(given.origins, given.documents, standing.origins),
            extractions=given.extractions,
            hypotheses=self.settings.hypotheses,
            days=self.settings.incident_days,
            care=self._care,
        )
        progress("Weighing", 0, 1)
        case = resolve.resolve(ledger, using=self._known(), judgements=judgements, on=given.ground)
        return case, given.failures

    def judge(
        self, name: str, new: Sequence[CaseJudgement], *, expected: int | None = None, progress: Progress = quiet
    ) -> tuple[KeptJudgement, ...]:
        """Keep judgements on a case, all or none, and give all of the case with what has become of each. See `judged`."""
        return self.judged(name, new, expected=expected, progress=progress).judgements

    def judged(
        self,
        name: str,
        new: Sequence[CaseJudgement],
        *,
        expected: int | None = None,
        material: Material | None = None,
        progress: Progress = quiet,
    ) -> Case:
        """Keep judgements on a case, all or none, and give the case as it then is.

        Those that are kept already are left as they are. Raises JudgementRefused for the first that cannot be applied: it
        names nobody who is known, or words that are not there, or contradicts itself. `expected` is the number of the last
        judgement that was seen (default: what is kept now); raises Conflict where another was kept in the meantime.
        """
        before = self.store.judgements(name)
        known = {one.id for one in before}
        fresh = [one for one in new if one.id not in known]
        case, _ = self.case(name, judgements=[*before, *fresh], material=material, progress=progress)
        for number, kept in enumerate(case.judgements[len(before) :], 1):
            if kept.state in {JudgementState.REFUSED, JudgementState.ORPHAN}:
                raise JudgementRefused("the judgement" if len(fresh) == 1 else f"new judgement {number}", kept.note)
        self.store.add_judgements(name, fresh, expected=len(before) if expected is None else expected)
        return case

    def assess(self, name: str, *, progress: Progress = quiet) -> tuple[Assessment, tuple[Failure, ...]]:
        """The assessment of a case: its hypotheses with probabilities and reasons."""
        case, failures = self.case(name, progress=progress)
        assessment = weigh.weigh(tell.withhold(case))
        progress("Weighing", 1, 1)
        return assessment, failures

    def brief(
        self,
        name: str,
        *,
        imprint: tell.Imprint = tell.Imprint(),  # noqa: B008 (frozen)
        since: Mapping[str, Any] | None = None,
        progress: Progress = quiet,
    ) -> Result:
        """The brief of a case, as files; nothing is written.

        `imprint` is what its publisher adds; `since` is what an earlier edition's brief.json holds, and the brief then says what
        changed. Raises ClaimantError where that is no brief.json that can be compared.
        """
        assessment, failures = self.assess(name, progress=progress)
        if since is not None:
            imprint = replace(imprint, changes=_changes(since, assessment))
        return Result(brief=tell.tell(assessment, imprint), assessment=assessment, failures=failures)

    # ------------------------------------------------------------ exchange

    def take_in(self, name: str, folder: Path, *, progress: Progress = quiet) -> Added:
        """Add the case of a folder that `exchange.folder` gave; a new case gets its question, one that is there keeps its own.

        All of it is checked before any of it is kept; judgements too are taken in, each once. Failures name texts that this version reads otherwise, and what the
        store cannot keep. Raises NotACaseFolder.
        """
        given = read_folder(folder, most_bytes=self.settings.max_bytes, most_members=self.settings.max_members)
        before = self.store.members(name)
        self.store.put_case(name, self.store.question(name) or as_kept(given.question) or "Who did it?")
        hashes: dict[str, str | None] = {}
        for some in _batches(given.members):
            keys = self.store.put_captures([kept.capture() for kept in some])
            self.store.add_members(name, {key: kept.place for key, kept in zip(keys, some, strict=True)})
            hashes.update((key, kept.text_sha256) for key, kept in zip(keys, some, strict=True))
            progress("Collecting", len(hashes), len(given.members))
        documents, _ = self.documents_by_capture(name, progress=progress)
        failures = [
            Failure(
                source=self.store.members(name)[key],
                problem="This version of Claimant reads another text from its bytes than the folder shows.",
                remedy="The case goes by what it reads now; export it again to see the difference.",
            )
            for key, hashed in hashes.items()
            if hashed != (documents[key].source.sha256 if key in documents else None)
        ]
        self.store.add_judgements(name, given.judgements)  # those kept already stay as they are
        return Added(collected=len(given.members), new=len(hashes.keys() - before.keys()), failures=tuple(failures))


def _changes(earlier: Mapping[str, Any], assessment: Assessment) -> tell.Changes:
    """What changed since an earlier edition, with the day that it stood at."""
    try:
        at = earlier["case"]["as_of"]
        since = date.fromisoformat(at["day"]) if at else None
        lines = weigh.differences(earlier["assessment"], assessment_record(assessment))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ClaimantError(
            f"The earlier edition is no brief.json as Claimant writes it ({type(error).__name__}: {str(error)[:80]})."
        ) from error
    return tell.Changes(since=since, lines=tuple(lines))


def _heard(using: Extractor, document: Document) -> Extraction | Failure:
    """What an extractor finds in one document; one strange text must not take the others with it."""
    try:
        return extract.extract(document, using=using)
    except Exception as error:
        return Failure(
            source=document.source.found_at,
            problem=f"No statements could be taken from it ({type(error).__name__}: {str(error)[:120]}).",
            remedy="Please report this text to Claimant's developers; the brief goes on without it.",
        )


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
