"""A brief against itself and its sources: the same numbers, the same pages, the same sources, the same quotes.

What is checked, with brief.json as the record:
1. the assessment computed again from the case in it gives the same numbers;
2. brief.html, brief-one-page.html, brief.md and brief.json made again from it are the same, byte for byte;
3. each source that can be read again has the text it had;
4. each quote is the text at its offsets in such a source.

A brief may come from anybody, so what it names is never fetched, and only read where it is the name of a plain file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimant import read, tell, weigh
from claimant.collect import collect
from claimant.errors import ClaimantError, SourceError
from claimant.model import Assessment, Brief, Case, Document, Failure, Source, Span
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
    """Check the brief in `folder`. `sources` are read again for the quotes; without them, the files that the brief names.

    Those are looked for from here, then from the folder that the brief's own folder is in. Raises NotABrief where there
    is no brief.json, or one that this version cannot read.
    """
    using = using or Settings.from_environment()
    record, case, imprint = _record(folder / "brief.json", using)
    again, brief = _made_again(case, imprint)
    at_hand = _look_again(case, folder, tuple(sources), using)
    return (
        *_numbers(record, case, again),
        *_pages(folder, brief, _written_by(record, brief)),
        _sources(case, at_hand),
        _quotes(case, at_hand),
    )


def _record(path: Path, using: Settings) -> tuple[Mapping[str, Any], Case, tell.Imprint]:
    try:
        with path.open("rb") as file:
            text = file.read(using.max_bytes + 1)
        if len(text) > using.max_bytes:
            raise ValueError("too large")
        record = json.loads(text)
        if not isinstance(record, dict):
            raise TypeError("no JSON object")
        imprint = load(tell.Imprint, json.dumps(record.get("imprint") or {}))
        return record, load(Case, json.dumps(record["case"])), imprint
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        problem = "there is none" if isinstance(error, FileNotFoundError) else type(error).__name__
        raise NotABrief(
            f"{path}: not a brief that this version can read ({problem}). Name the folder that `claimant brief -o` wrote."
        ) from error


def _made_again(case: Case, imprint: tell.Imprint) -> tuple[Assessment | Exception, Brief | Exception]:
    """What the case gives now; the error where it gives nothing, since a record may have been changed to anything."""
    try:
        assessment = weigh.weigh(case)
    except Exception as error:
        return error, error
    try:
        return assessment, tell.tell(assessment, imprint)
    except Exception as error:
        return assessment, error


# ---------------------------------------------------------------- against itself


def _numbers(record: Mapping[str, Any], case: Case, again: Assessment | Exception) -> Iterator[Finding]:
    if isinstance(again, Exception):
        yield Finding(what="numbers", holds=False, details=f"the case cannot be weighed again ({type(again).__name__})")
    else:
        holds = json.loads(json.dumps(assessment_record(again))) == record.get("assessment")
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


def _written_by(record: Mapping[str, Any], brief: Brief | Exception) -> str:
    """Says so where other methods wrote the brief, which makes other pages without anybody having changed them."""
    if isinstance(brief, Exception):
        return ""
    now = json.loads(brief["brief.json"])
    if record.get("claimant") == now["claimant"] and record.get("methods") == now["methods"]:
        return ""
    return f"; it says that it was written by claimant {record.get('claimant')}, and this is claimant {now['claimant']}"


def _pages(folder: Path, brief: Brief | Exception, version: str) -> Iterator[Finding]:
    if isinstance(brief, Exception):
        yield Finding(what="pages", holds=False, details=f"they cannot be made again ({type(brief).__name__})")
        return
    for name, text in brief.files:
        path = folder / name
        try:
            printed = path.read_bytes()
        except OSError:
            yield Finding(what=name, holds=None, details="not in the folder")
            continue
        holds = printed == text.encode()
        details = "the same, byte for byte" if holds else _difference(printed, text.encode()) + version
        yield Finding(what=name, holds=holds, details=details)


def _difference(printed: bytes, made: bytes) -> str:
    lines = zip(printed.split(b"\n"), made.split(b"\n"), strict=False)
    number = next((number for number, (one, other) in enumerate(lines, 1) if one != other), None)
    return "differs from what the case gives, " + (f"first in line {number}" if number else "in its length")


# ---------------------------------------------------------------- against its sources


@dataclass(slots=True)
class _AtHand:
    """The sources read again: `texts` by document id, those whose text has changed, and what could not be read."""

    texts: dict[str, str] = field(default_factory=dict)
    changed: list[Source] = field(default_factory=list)
    missing: list[Source] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


def _look_again(case: Case, folder: Path, sources: tuple[str, ...], using: Settings) -> _AtHand:
    at_hand = _AtHand()
    by_hash: dict[str, list[Source]] = {}
    for source in case.sources:
        by_hash.setdefault(source.sha256, []).append(source)
    others: set[str] = set()
    for named, place in sources and [(s, s) for s in sources] or _files(case, folder):
        for document in _read_again(place, using, at_hand.failures):
            same = by_hash.get(document.source.sha256, ())
            at_hand.texts |= {source.id: document.text for source in same}
            if not same:
                others.add(named + document.source.found_at.removeprefix(place))
    names = {_last(place) for place in others}
    for source in case.sources:
        if source.id not in at_hand.texts:
            # Sources that moved are known by the end of their name; a text of its own under that name is another text.
            is_there = source.found_at in others or (sources and _last(source.found_at) in names)
            (at_hand.changed if is_there else at_hand.missing).append(source)
    return at_hand


_PART = re.compile(r" (?:row|record|message|entry) \d+$")


def _last(place: str) -> str:
    """The last part of a place: "reports/table.csv row 3" ends in "table.csv row 3"."""
    return re.split(r"[/\\]", place)[-1]


def _files(case: Case, folder: Path) -> Iterator[tuple[str, str]]:
    """The files that the sources were found in: by the name in the brief, and by that from here."""
    names = (source.found_at for source in case.sources)
    for name in dict.fromkeys(name for full in names for name in (full, _PART.sub("", full))):
        for path in (Path(name), folder.resolve().parent / name):
            try:
                is_file = bool(name) and name != "-" and "://" not in name and path.is_file()
            except (OSError, ValueError):
                is_file = False
            if is_file:
                yield name, str(path)
                break


def _read_again(place: str, using: Settings, failures: list[Failure]) -> Iterator[Document]:
    for found in collect([place], using=using):
        if isinstance(found, Failure):
            failures.append(found)
            continue
        try:
            yield read.read(found, using=using)
        except SourceError as error:
            failures.append(Failure(source=error.source, problem=error.problem, remedy=error.remedy))
        except Exception as error:
            problem = f"It cannot be read ({type(error).__name__})."
            failures.append(Failure(source=found.source, problem=problem, remedy="Check the file."))


def _sources(case: Case, at_hand: _AtHand) -> Finding:
    same = len(case.sources) - len(at_hand.changed) - len(at_hand.missing)
    details = f"{same} of {len(case.sources)} texts are at hand and have the same SHA-256"
    if at_hand.changed:
        details += f"; changed since the brief was written: {_some(s.found_at for s in at_hand.changed)}"
    if at_hand.missing:
        details += f"; not at hand: {_some(s.found_at for s in at_hand.missing)} (name them, or saved copies: claimant verify FOLDER SOURCE...)"
    if at_hand.failures:
        details += f"; not readable: {_some(f'{f.source}: {f.problem}' for f in at_hand.failures)}"
    return Finding(
        what="sources", holds=False if at_hand.changed else None if at_hand.missing else True, details=details
    )


def _quotes(case: Case, at_hand: _AtHand) -> Finding:
    spans = list(dict.fromkeys(_spans(case)))
    checked = [span for span in spans if span.document in at_hand.texts]
    wrong = [span for span in checked if not _fits(span, at_hand.texts[span.document])]
    details = f"{len(checked) - len(wrong)} of {len(spans)} passages are the text at their offsets"
    if wrong:
        details += f"; not so: {_some(f'{s.document}[{s.start}:{s.end}] {s.text[:60]!r}' for s in wrong)}"
    if len(checked) < len(spans):
        details += f"; {len(spans) - len(checked)} could not be checked"
    return Finding(
        what="quotes", holds=False if wrong else True if len(checked) == len(spans) else None, details=details
    )


def _some(items: Iterable[str], most: int = 5) -> str:
    every = list(items)
    return ", ".join(every[:most]) + (f" and {len(every) - most} more" if len(every) > most else "")


def _spans(case: Case) -> Iterator[Span]:
    for heard in (*case.heard, *case.overruled):
        s = heard.statement
        yield from (span for span in (s.quote, s.speaker, s.cue, s.target, s.via) if span is not None)
    for toll in case.tolls:
        yield from (span for span in (toll.figure.quote, toll.figure.number, toll.figure.speaker) if span is not None)
    yield from (told.detail.quote for told in case.told)
    yield from (person.quote for person in case.care.persons if person.quote is not None)


def _fits(span: Span, text: str) -> bool:
    """Whether the text at the offsets is the span's; a withheld name may stand for any words."""
    there = text[span.start : span.end]
    first, *rest = span.text.split(WITHHELD)
    if not rest:
        return there == first
    if not there.startswith(first):
        return False
    at = len(first)
    for part in rest[:-1]:
        at = there.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return len(there) - len(rest[-1]) >= at and there.endswith(rest[-1])
