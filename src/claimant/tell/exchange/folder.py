"""A case as a folder of plain files, which goes into a store again without loss and shows well in a diff.

    case.json          the form of this folder, and the question
    captures.jsonl     one capture a line, in the order of the case: where, when and how it was found, and its hash
    captures/HASH      the bytes as they were collected, named by their SHA-256
    texts/NAME.txt     what was read from each: a head of facts, and the text
    statements.jsonl   what was found in the texts, a statement a line, sorted by document and place
    figures.jsonl      the casualty figures, the same way
    judgements.jsonl   what persons decided, in the order in which they did

Lines have sorted keys, so that one change is one line. Kept exactly, both ways: the question, the captures with every
fact about them, their order and places, the judgements. Texts, statements and figures are made again from the bytes:
they are there for readers and for git, and reading the folder refuses a text that was changed by hand. Not in the folder:
what older versions read or found, when the case last changed, and its name.

The reports are in it whole, with the names of everybody in them. Nothing is withheld.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from claimant import records
from claimant.errors import ClaimantError
from claimant.model import Capture, CaseJudgement, Document, Extraction, Hints
from claimant.tell.exchange.notation import json_line, json_text

T = TypeVar("T")

FORM = "claimant case folder 1"
"""Names the form of the folder; another number for one that older versions cannot read."""

ATTRIBUTES = "captures/* binary\ntexts/* -text\n*.jsonl text eol=lf\n*.json text eol=lf\n"
"""For git: bytes and texts must come back as they were, on every system."""

LONGEST_LINE = 5_000_000
"""Characters of a line of captures.jsonl or judgements.jsonl that is read."""

_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9-]{1,100}\.txt")


class NotACaseFolder(ClaimantError):
    """The folder is not one that `claimant export --as folder` wrote, or was changed. The message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One capture of a case: the place where the case found it, and what was read from it (None: nothing could be)."""

    capture: Capture
    place: str
    document: Document | None = None


# ---------------------------------------------------------------- out


def folder_files(
    question: str,
    members: Iterable[Member],
    extractions: Iterable[Extraction],
    judgements: Iterable[CaseJudgement] = (),
) -> Iterator[tuple[str, bytes]]:
    """The files of the folder, one after the other: (path in it, bytes). The same case gives the same bytes."""
    yield ".gitattributes", ATTRIBUTES.encode()
    yield "case.json", json_text({"form": FORM, "question": question}).encode()
    lines, kept = [], set()
    for member in members:
        capture = member.capture
        text = None
        if member.document:
            text = text_name(member)
            yield f"texts/{text}", _text_file(member.document)
        if capture.sha256 not in kept:
            kept.add(capture.sha256)
            yield f"captures/{capture.sha256}", capture.data
        facts = {key: value for key, value in records.plain(capture).items() if key != "data"}
        lines.append(json_line(facts | {"place": member.place, "text": text}))
    yield "captures.jsonl", "".join(lines).encode()
    found = sorted(extractions, key=lambda one: one.document)
    statements = (one for each in found for one in each.statements)
    yield "statements.jsonl", "".join(json_line(records.statement_record(one)) for one in statements).encode()
    figures = (one for each in found for one in each.figures)
    yield "figures.jsonl", "".join(json_line(records.plain(one)) for one in figures).encode()
    yield "judgements.jsonl", "".join(json_line(records.plain(one)) for one in judgements).encode()


def text_name(member: Member) -> str:
    """A name that sorts by day, says who published it, and is the same every time: "2024-03-22-coast-courier-1a2b3c4d.txt"."""
    assert member.document is not None
    source, capture = member.document.source, member.capture
    day = source.date.day.isoformat() if source.date else "undated"
    words = "-".join(re.findall(r"[a-z0-9]+", source.name.lower()))[:40].strip("-")
    facts = json.dumps([capture.sha256, capture.media_type, capture.address, records.plain(capture.hints), source.id])
    return "-".join(filter(None, (day, words, sha256(facts.encode()).hexdigest()[:8]))) + ".txt"


def _text_file(document: Document) -> bytes:
    """A head between lines of three dashes, each fact as JSON (which YAML reads too), then the text and a line end."""
    source: dict[str, Any] = records.plain(document.source)
    shown = ("id", "title", "publisher", "author", "date", "language", "place", "agency", "address", "note", "sha256")
    facts = {key: source[key] for key in shown if source[key] is not None}
    if document.source.date:
        facts["date"] = document.source.date.iso()
    head = "".join(f"{key}: {json_line(value)}" for key, value in facts.items())
    return f"---\n{head}---\n{document.text}\n".encode("utf-8", "surrogatepass")


# ---------------------------------------------------------------- back


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One capture of a folder, without its bytes until they are asked for; `text_sha256` is the hash of its text, or None."""

    folder: Path
    record: Mapping[str, Any]
    place: str
    text_sha256: str | None
    most: int

    def capture(self) -> Capture:
        """The capture with its bytes. Raises NotACaseFolder where these are not what the hash says."""
        hashed = self.record.get("sha256")
        if not isinstance(hashed, str) or not _HASH.fullmatch(hashed):
            raise NotACaseFolder(
                f"{self.folder / 'captures.jsonl'}: {hashed!r:.80} is no SHA-256. Export the case again."
            )
        path = self.folder / "captures" / hashed
        data = _bytes(path, self.most)
        if sha256(data).hexdigest() != hashed:
            raise NotACaseFolder(
                f"{path}: its bytes are not those that its name says. Take the file from where it came."
            )
        hints = _loaded(Hints, self.record.get("hints"), path)
        whole = {**self.record, "data": "", "hints": records.plain(hints)}
        capture = _loaded(Capture, whole, path)
        return Capture(**{name: getattr(capture, name) for name in _FACTS}, data=data)


_FACTS = ("sha256", "source", "address", "media_type", "charset", "collected", "hints")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFolder:
    """What a folder holds: the question, the captures in their order, and the judgements."""

    question: str
    members: tuple[Kept, ...]
    judgements: tuple[CaseJudgement, ...] = ()


def read_folder(folder: Path, *, most_bytes: int, most_members: int) -> CaseFolder:
    """Read and check a whole folder; nothing of it is trusted.

    `most_bytes` is the largest capture, `most_members` the most captures. Raises NotACaseFolder, naming file and line, where
    a file is missing, too large, no plain file, or not as it was written.
    """
    path = folder / "case.json"
    try:
        case = json.loads(_bytes(path, LONGEST_LINE))
    except (ValueError, RecursionError) as error:
        raise NotACaseFolder(f"{path}: is no JSON. Name a folder that `claimant export --as folder` wrote.") from error
    if not isinstance(case, dict) or case.get("form") != FORM or not isinstance(case.get("question"), str):
        raise NotACaseFolder(f"{path}: is not of the form {FORM!r}. Export the case again with this version.")
    members = []
    for number, record in _lines(folder / "captures.jsonl"):
        if number > most_members:
            raise NotACaseFolder(f"{folder / 'captures.jsonl'}: has more than {most_members:,} captures.")
        members.append(_kept(folder, number, record, most_bytes))
    for kept in members:
        kept.capture()
    judgements = folder / "judgements.jsonl"
    decided = _lines(judgements) if judgements.exists() else ()
    return CaseFolder(
        question=case["question"],
        members=tuple(members),
        judgements=tuple(_loaded(CaseJudgement, record, f"{judgements}, line {number}") for number, record in decided),
    )


def _kept(folder: Path, number: int, record: Mapping[str, Any], most: int) -> Kept:
    where = f"{folder / 'captures.jsonl'}, line {number}"
    facts = dict(record)
    place, text = facts.pop("place", None), facts.pop("text", None)
    if not isinstance(place, str) or set(facts) != set(_FACTS):
        raise NotACaseFolder(f"{where}: has not the keys of a capture. Export the case again.")
    hashed = None
    if text is not None:
        if not isinstance(text, str) or not _NAME.fullmatch(text):
            raise NotACaseFolder(f"{where}: {text!r:.80} is no name of a text. Export the case again.")
        hashed = _checked_text(folder / "texts" / text, most)
    return Kept(folder=folder, record=facts, place=place, text_sha256=hashed, most=most)


def _checked_text(path: Path, most: int) -> str:
    """The hash of the text in the file, which must be the one in its head."""
    data = _bytes(path, 5 * most)
    head, closed, body = data.removeprefix(b"---\n").partition(b"\n---\n")
    stated = re.search(rb'^sha256: "([0-9a-f]{64})"$', head, re.MULTILINE)
    hashed = sha256(body.removesuffix(b"\n")).hexdigest()
    if not closed or not stated or stated[1].decode() != hashed:
        raise NotACaseFolder(
            f"{path}: the text was changed. A case's texts are read from the bytes in captures/; take the change back, and "
            "add a corrected text as a source of its own (claimant add)."
        )
    return hashed


def _bytes(path: Path, most: int) -> bytes:
    try:
        if path.is_symlink() or not path.is_file():
            raise NotACaseFolder(
                f"{path}: is missing, or no plain file. Name a folder that `claimant export --as folder` wrote."
            )
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise NotACaseFolder(f"{path}: cannot be read ({error.strerror}).") from error
    if len(data) > most:
        raise NotACaseFolder(f"{path}: has more than {most:,} bytes. Raise CLAIMANT_MAX_BYTES if you trust it.")
    return data


def _lines(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """(number from 1, object) of each line."""
    if path.is_symlink() or not path.is_file():
        raise NotACaseFolder(
            f"{path}: is missing, or no plain file. Name a folder that `claimant export --as folder` wrote."
        )
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE + 1), ""), 1):
                record = json.loads(line) if len(line) <= LONGEST_LINE else None
                if not isinstance(record, dict):
                    raise NotACaseFolder(f"{path}, line {number}: is no JSON object. Export the case again.")
                yield number, record
    except OSError as error:
        raise NotACaseFolder(f"{path}: cannot be read ({error.strerror}).") from error
    except (ValueError, RecursionError) as error:
        raise NotACaseFolder(f"{path}: is no JSONL in UTF-8 ({str(error)[:120]}). Export the case again.") from error


_CALLED: dict[type[Any], str] = {CaseJudgement: "judgement"}


def _loaded(kind: type[T], record: Any, where: object) -> T:
    try:
        return records.load(kind, json.dumps(record))
    except (ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())[:200]
        raise NotACaseFolder(
            f"{where}: no {_CALLED.get(kind, kind.__name__.lower())} as Claimant writes it ({problem})."
        ) from error
