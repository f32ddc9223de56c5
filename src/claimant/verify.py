"""A brief against itself and its sources: the same numbers, the same pages, the same quotes.

What is checked, with brief.json as the record:
1. the assessment computed again from the case in it gives the same numbers;
2. brief.html and brief.md made again from it are the same, byte for byte;
3. each quote is the text at its offsets, wherever the source can be read again and has the same hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from claimant import read, tell, weigh
from claimant.collect import collect
from claimant.errors import ClaimantError, SourceError
from claimant.model import Case, Document, Span
from claimant.records import assessment_record, load, plain
from claimant.settings import Settings

WITHHELD = "[name withheld]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check: what was checked, whether it holds (None: it could not be checked here), and the particulars."""

    what: str
    holds: bool | None
    details: str


class NotABrief(ClaimantError):
    """The folder has no readable brief.json."""


def verify(folder: Path, sources: Iterable[str] = (), *, using: Settings | None = None) -> tuple[Finding, ...]:
    """Check the brief in `folder`. `sources` are read again for the quotes; without them, those that the brief names.

    Raises NotABrief where there is no brief.json, or one that this version cannot read.
    """
    path = folder / "brief.json"
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        case = load(Case, json.dumps(record["case"]))
    except (OSError, ValueError, KeyError) as error:
        raise NotABrief(
            f"{path}: not a brief that this version can read ({type(error).__name__}). Name the folder that `claimant brief -o` wrote."
        ) from error
    return (
        *_numbers(record, case),
        *_pages(folder, case),
        *_quotes(case, tuple(sources), using or Settings.from_environment()),
    )


def _numbers(record: Mapping[str, object], case: Case) -> Iterator[Finding]:
    again = assessment_record(weigh.weigh(case))
    printed = record.get("assessment")
    holds = json.loads(json.dumps(again)) == printed
    yield Finding(
        what="numbers",
        holds=holds,
        details=f"{len(case.positions)} positions weighed again: "
        + ("the same numbers" if holds else "other numbers than printed"),
    )
    same = json.loads(json.dumps(plain(case))) == record.get("case")
    yield Finding(
        what="record",
        holds=same,
        details="the case reads back " + ("as it was written" if same else "otherwise than it was written"),
    )


def _pages(folder: Path, case: Case) -> Iterator[Finding]:
    brief = tell.tell(weigh.weigh(case))
    for name, text in brief.files:
        path = folder / name
        try:
            printed = path.read_bytes()
        except OSError:
            yield Finding(what=name, holds=None, details="not in the folder")
            continue
        holds = printed == text.encode()
        yield Finding(
            what=name, holds=holds, details="the same, byte for byte" if holds else "differs from what the case gives"
        )


def _quotes(case: Case, sources: tuple[str, ...], using: Settings) -> Iterator[Finding]:
    spans = list(dict.fromkeys(_spans(case)))
    places = sources or tuple(dict.fromkeys(_file(s.found_at) for s in case.sources if s.found_at))
    wanted = {source.sha256: source.id for source in case.sources}
    texts: dict[str, Document] = {}
    ids = {source.sha256: [s.id for s in case.sources if s.sha256 == source.sha256] for source in case.sources}
    for document in _read_again(places, using):
        if document.source.sha256 in wanted:
            for id in ids[document.source.sha256]:
                texts[id] = document
    wrong = [span for span in spans if span.document in texts and not _fits(span, texts[span.document].text)]
    checked = sum(span.document in texts for span in spans)
    missing = len({span.document for span in spans} - texts.keys())
    holds = False if wrong else True if checked == len(spans) else None
    details = f"{checked - len(wrong)} of {len(spans)} passages are the text at their offsets"
    if wrong:
        details += "; not so: " + "; ".join(f"{s.document}[{s.start}:{s.end}] {s.text[:60]!r}" for s in wrong[:5])
    if missing:
        details += f"; {missing} sources are not at hand (name them: claimant verify FOLDER SOURCE...)"
    yield Finding(what="quotes", holds=holds, details=details)


def _spans(case: Case) -> Iterator[Span]:
    for heard in case.heard:
        s = heard.statement
        yield from (span for span in (s.quote, s.speaker, s.cue, s.target, s.via) if span is not None)
    for toll in case.tolls:
        yield from (span for span in (toll.figure.quote, toll.figure.number, toll.figure.speaker) if span is not None)


def _file(found_at: str) -> str:
    """The file of a table row: "reports.jsonl row 17" is in reports.jsonl."""
    name, _, row = found_at.rpartition(" row ")
    return name if row.isdigit() else found_at


def _read_again(places: Iterable[str], using: Settings) -> Iterator[Document]:
    local = [place for place in places if not place.startswith(("http://", "https://"))]
    for capture in collect(local, using=using):
        try:
            if hasattr(capture, "data"):
                yield read.read(capture, using=using)  # type: ignore[arg-type]  # a Failure has no data
        except SourceError:
            continue


def _fits(span: Span, text: str) -> bool:
    """Whether the text at the offsets is the span's; withheld names may stand for any words."""
    there = text[span.start : span.end]
    if WITHHELD not in span.text:
        return there == span.text
    at = 0
    for part in span.text.split(WITHHELD):
        found = there.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True
