"""The family tree of Claimant's errors.

ClaimantError
├── SourceError            a source could not be collected or read; names it and says what to do
│   ├── UnsafeAddress      a web address that must not be fetched
│   └── TooLarge           a source over a stated limit
├── CaseFileError          a coded case that does not follow the format
├── SpanOutsideText        a span that the document does not have
├── MissingExtra           an optional library is not installed
├── PangoMissing           the system's library for PDF is not installed (tell/pdf.py)
├── UnknownExtractor       the setting names no way of finding statements
├── JudgementRefused       a person's judgement on a case that cannot be kept; names it and the cause
├── Conflict               somebody else judged the case in the meantime
├── CareError              the setting for names of private persons cannot be followed
├── ModelUnusable          the trained extractor's files are missing or damaged; names the fallback
└── NothingToDo            no source gave a document, so there is nothing to weigh
"""

from __future__ import annotations


class ClaimantError(Exception):
    """Anything that Claimant raises on purpose. The message says what was wrong, where, and what to do next."""


class SourceError(ClaimantError):
    """One source could not be used. The others go on.

    `source` is what the user named, with the row where it is a table ("reports.csv row 17").
    `problem` says what is wrong, `remedy` what to do next; both are one sentence without the source's name.
    """

    def __init__(self, source: str, problem: str, remedy: str) -> None:
        super().__init__(f"{source}: {problem} {remedy}")
        self.source, self.problem, self.remedy = source, problem, remedy


class UnsafeAddress(SourceError):
    """The address is not http(s), or it leads to a private, loopback or link-local machine."""


class TooLarge(SourceError):
    """The source is over a size limit; nothing of it was kept."""


class CaseFileError(ClaimantError):
    """A coded case does not follow the format. `where` is a path such as "statements[3].stance"."""

    def __init__(self, case: str, where: str, problem: str) -> None:
        super().__init__(f"{case}: {where}: {problem}")
        self.case, self.where = case, where


class SpanOutsideText(ClaimantError):
    """A span was asked for that the document's text does not have."""

    def __init__(self, document: str, start: int, end: int, length: int) -> None:
        super().__init__(
            f"The span [{start}, {end}) is not in document {document}, which has {length} characters. "
            "Offsets count the characters of the stored text, not of the original page."
        )
        self.document, self.start, self.end = document, start, end


class MissingExtra(ClaimantError):
    """An optional library is needed for what was asked."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs the extra '{extra}': pip install 'claimant[{extra}]'.")
        self.extra = extra


class UnknownExtractor(ClaimantError):
    """The setting names no way of finding statements."""

    def __init__(self, kind: str, kinds: tuple[str, ...]) -> None:
        super().__init__(
            f"There is no extractor '{kind}'. Choose {' or '.join(kinds)}, with --extractor or CLAIMANT_EXTRACTOR."
        )


class CareError(ClaimantError):
    """The setting for names of private persons is none that there is, or lacks its reason."""


class ModelUnusable(ClaimantError):
    """The trained extractor cannot be used. The message says how to read by rules instead."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"{problem}. Install Claimant again, or read by rules, which find less: add --extractor rules, "
            "or set CLAIMANT_EXTRACTOR=rules."
        )


class NothingToDo(ClaimantError):
    """No source gave a document."""


class JudgementError(ClaimantError):
    """A judgement of the weighing cannot be applied. `number` counts from 0, in the order given."""

    def __init__(self, number: int, problem: str) -> None:
        super().__init__(f"judgements[{number}]: {problem}.")
        self.number = number


class JudgementRefused(ClaimantError):
    """A person's judgement on a case cannot be kept. `which` names it ("the judgement", "mine.jsonl line 3", "judgement 4")."""

    def __init__(self, which: str, problem: str) -> None:
        super().__init__(f"{which}: {problem[:1_000].rstrip('.')}.")
        self.which, self.problem = which, problem


class Conflict(ClaimantError):
    """Somebody else judged the case in the meantime. `number` and `id` are those of the newest judgement."""

    def __init__(self, case: str, number: int, id: str, by: str) -> None:
        super().__init__(
            f"{case}: judgement {number} ({id}, by {by}) was made in the meantime, so yours was not kept. "
            "Look at it (claimant judge --list), and decide again."
        )
        self.case, self.number, self.id = case, number, id


class MatrixError(ClaimantError):
    """A matrix of hypotheses and evidence cannot be read. `row` and `column` count from 1."""

    def __init__(self, row: int, column: int, problem: str) -> None:
        super().__init__(f"matrix, row {row}, column {column}: {problem}.")
        self.row, self.column = row, column


class GazetteerError(ClaimantError):
    """A file of actors does not follow the form. `where` names the entry and the key."""

    def __init__(self, file: str, where: str, problem: str) -> None:
        super().__init__(f"{file}: {where}: {problem}.")
        self.file, self.where = file, where
