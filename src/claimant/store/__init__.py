"""The only SQL: captures, documents, extractions, cases and judgements, kept so that nothing done is done again.

Every write is one transaction, so that a process killed at any moment has kept all that it reported as done. What is
kept beside a text is JSON as `claimant.records` writes it, with the version of the code that made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from claimant.errors import ClaimantError, Conflict, JudgementRefused
from claimant.model import Capture, CaseJudgement, Document, Extraction, Failure, Hints
from claimant.records import dump, load

__all__ = ["CaseRow", "Store", "StoreError", "capture_key", "open_store"]

_META = MetaData()
_CAPTURES = Table(
    "captures",
    _META,
    Column("key", String(64), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("address", Text),
    Column("media_type", String(120), nullable=False),
    Column("charset", String(40)),
    Column("collected", String(40), nullable=False),
    Column("hints", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
_DOCUMENTS = Table(
    "documents",
    _META,
    Column("capture", String(64), ForeignKey("captures.key"), primary_key=True),
    Column("version", String(60), primary_key=True),
    Column("document", Text),
    Column("failure", Text),
)
_EXTRACTIONS = Table(
    "extractions",
    _META,
    Column("document", String(120), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("version", String(60), primary_key=True),
    Column("extraction", Text, nullable=False),
)
_CASES = Table(
    "cases",
    _META,
    Column("name", String(200), primary_key=True),
    Column("question", Text, nullable=False),
    Column("changed", String(40), nullable=False),
)
_MEMBERS = Table(
    "members",
    _META,
    Column("case", String(200), ForeignKey("cases.name"), primary_key=True),
    Column("capture", String(64), ForeignKey("captures.key"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("place", Text, nullable=False),
)
_JUDGEMENTS = Table(
    "judgements",
    _META,
    Column("case", String(200), ForeignKey("cases.name"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("id", String(300), nullable=False),
    Column("record", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(40), nullable=False),
    UniqueConstraint("case", "id"),
)
"""Only ever added to: nothing here changes or deletes a row."""


class StoreError(ClaimantError):
    """The file or the server that keeps the cases cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as the list shows it: its name, question, how many sources it has, and when it last changed (UTC)."""

    name: str
    question: str
    sources: int
    changed: datetime


def capture_key(capture: Capture) -> str:
    """The same bytes with the same accompanying facts are the same capture, whenever and wherever they were found."""
    facts = f"{capture.sha256}\n{capture.media_type}\n{capture.address or ''}\n{dump(capture.hints)}"
    return sha256(facts.encode()).hexdigest()


class Store:
    """Keeps captures, what was read and extracted from them, which of them make a case, and what people decided on it. Made by `open_store`."""

    def __init__(self, engine: Engine) -> None:
        """Create what is missing of the tables. Raises StoreError where that cannot be done."""
        self._engine = engine
        with self._write() as connection:
            for table in _META.sorted_tables:  # another process may be creating them at the same moment
                connection.execute(CreateTable(table, if_not_exists=True))

    def close(self) -> None:
        """Give back the file or the connections."""
        self._engine.dispose()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """One transaction. The first thing done in it must be a write, so that two processes wait for each other."""
        with self._named(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self._named(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(
                f"{self._engine.url.database or 'The store in memory'}: cannot be used as a store of cases ({error.orig}). "
                "Check that there is room on the disk and that you may write there, or name another folder."
            ) from error

    def _insert(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *change: str) -> None:
        """Insert rows; those already there stay as they are, but for the columns to `change`."""
        if not rows:
            return
        insert = (postgresql.insert if self._engine.dialect.name == "postgresql" else sqlite.insert)(table)
        if change:
            new = {column: insert.excluded[column] for column in change}
            insert = insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=new)
        else:
            insert = insert.on_conflict_do_nothing()
        connection.execute(insert, list(rows))

    # ------------------------------------------------------------ cases

    def put_case(self, name: str, question: str) -> None:
        """Begin a case, or change its question."""
        row = {"name": name, "question": question, "changed": datetime.now(UTC).isoformat(timespec="seconds")}
        with self._write() as connection:
            self._insert(connection, _CASES, [row], "question", "changed")

    def cases(self) -> tuple[CaseRow, ...]:
        """All cases by name."""
        counted = (
            select(_CASES.c.name, _CASES.c.question, _CASES.c.changed, func.count(_MEMBERS.c.capture))
            .outerjoin(_MEMBERS, _MEMBERS.c.case == _CASES.c.name)
            .group_by(_CASES.c.name, _CASES.c.question, _CASES.c.changed)
            .order_by(_CASES.c.name)
        )
        with self._read() as connection:
            rows = connection.execute(counted).all()
        return tuple(
            CaseRow(name=name, question=question, sources=count, changed=datetime.fromisoformat(changed))
            for name, question, changed, count in rows
        )

    def question(self, name: str) -> str | None:
        """The question of a case, or None where there is no such case."""
        with self._read() as connection:
            return connection.execute(select(_CASES.c.question).where(_CASES.c.name == name)).scalar_one_or_none()

    def members(self, name: str) -> dict[str, str]:
        """The capture keys of a case in the order in which they were added, each with the place where it was found."""
        query = select(_MEMBERS.c.capture, _MEMBERS.c.place).where(_MEMBERS.c.case == name)
        with self._read() as connection:
            rows = connection.execute(query.order_by(_MEMBERS.c.position, _MEMBERS.c.capture)).all()
        return {row.capture: row.place for row in rows}

    def set_members(self, name: str, places: Mapping[str, str]) -> None:
        """Make the case consist of exactly these captures (key: place), in this order."""
        with self._write() as connection:
            connection.execute(delete(_MEMBERS).where(_MEMBERS.c.case == name))
            self._insert(connection, _MEMBERS, _member_rows(name, places, 0))

    def add_members(self, name: str, places: Mapping[str, str]) -> None:
        """Add captures (key: place) to a case; those already in it keep their position, and get the new place."""
        first = len(self.members(name))
        with self._write() as connection:
            self._insert(connection, _MEMBERS, _member_rows(name, places, first), "place")

    # ------------------------------------------------------------ judgements

    def add_judgement(self, case: str, judgement: CaseJudgement, *, expected: int | None = None) -> int:
        """Keep a judgement, after all that are there, and give its number (from 1). See `add_judgements`."""
        return self.add_judgements(case, [judgement], expected=expected)[0]

    def add_judgements(
        self, case: str, judgements: Sequence[CaseJudgement], *, expected: int | None = None
    ) -> tuple[int, ...]:
        """Keep judgements in this order, all or none, and give their numbers; one whose id is there already keeps its own.

        `expected` is the number of the last judgement that whoever decides has seen (0: none). Raises Conflict where there
        is a later one by now, JudgementRefused where the id belongs to another judgement, StoreError where there is no such case.
        """
        with self._write() as connection:
            # The first write locks the case's row, so that of several at once each sees what the one before it kept.
            now = {"changed": datetime.now(UTC).isoformat(timespec="seconds")}
            if not connection.execute(update(_CASES).where(_CASES.c.name == case).values(now)).rowcount:
                raise StoreError(f"{case}: no such case. Begin it: claimant add SOURCE... --case DIR")
            mine = select(_JUDGEMENTS).where(_JUDGEMENTS.c.case == case)
            latest = connection.execute(mine.order_by(_JUDGEMENTS.c.number.desc()).limit(1)).one_or_none()
            last = latest.number if latest else 0
            numbers: list[int] = []
            for one in judgements:
                there = connection.execute(mine.where(_JUDGEMENTS.c.id == one.id)).one_or_none()
                if there is not None:
                    if there.record != dump(one):
                        raise JudgementRefused(f"judgement {one.id}", "its id is that of another one; leave the id out")
                    numbers.append(there.number)
                    continue
                if latest is not None and expected is not None and expected < latest.number:
                    raise Conflict(case, latest.number, latest.id, latest.who)
                last += 1
                numbers.append(last)
                row = {"case": case, "number": last, "id": one.id, "record": dump(one), "who": one.by}
                connection.execute(insert(_JUDGEMENTS), row | {"at": one.at.isoformat()})
        return tuple(numbers)

    def judgements(self, case: str) -> tuple[CaseJudgement, ...]:
        """All judgements on a case in the order in which they were kept: the first is number 1."""
        query = select(_JUDGEMENTS.c.record).where(_JUDGEMENTS.c.case == case).order_by(_JUDGEMENTS.c.number)
        with self._read() as connection:
            return tuple(load(CaseJudgement, record) for record in connection.execute(query).scalars())

    # ------------------------------------------------------------ captures

    def put_captures(self, captures: Sequence[Capture]) -> tuple[str, ...]:
        """Keep captures; those already kept are left as they were. Gives their keys, in order."""
        keys = tuple(capture_key(capture) for capture in captures)
        rows = [
            {
                "key": key,
                "sha256": capture.sha256,
                "source": capture.source,
                "address": capture.address,
                "media_type": capture.media_type,
                "charset": capture.charset,
                "collected": capture.collected.isoformat(),
                "hints": dump(capture.hints),
                "data": capture.data,
            }
            for key, capture in zip(keys, captures, strict=True)
        ]
        with self._write() as connection:
            self._insert(connection, _CAPTURES, rows)
        return keys

    def capture(self, key: str) -> Capture:
        """The capture of that key. Raises KeyError where there is none."""
        with self._read() as connection:
            row = connection.execute(select(_CAPTURES).where(_CAPTURES.c.key == key)).one_or_none()
        if row is None:
            raise KeyError(key)
        return Capture(
            data=row.data,
            sha256=row.sha256,
            source=row.source,
            address=row.address,
            media_type=row.media_type,
            charset=row.charset,
            collected=datetime.fromisoformat(row.collected),
            hints=load(Hints, row.hints),
        )

    # ------------------------------------------------------------ what was made of them

    def put_documents(self, made: Iterable[tuple[str, Document | Failure]], version: str) -> None:
        """Keep what reading gave for each capture key: a document, or why there is none."""
        rows = [
            {
                "capture": key,
                "version": version,
                "document": dump(result) if isinstance(result, Document) else None,
                "failure": dump(result) if isinstance(result, Failure) else None,
            }
            for key, result in made
        ]
        with self._write() as connection:
            self._insert(connection, _DOCUMENTS, rows)

    def documents(self, keys: Sequence[str], version: str) -> dict[str, Document | Failure]:
        """What reading gave for these captures, as far as this version has read them."""
        found: dict[str, Document | Failure] = {}
        for some in _chunks(keys):
            query = select(_DOCUMENTS).where(_DOCUMENTS.c.capture.in_(some), _DOCUMENTS.c.version == version)
            with self._read() as connection:
                for row in connection.execute(query):
                    found[row.capture] = load(Document, row.document) if row.document else load(Failure, row.failure)
        return found

    def put_extractions(self, made: Iterable[tuple[Document, Extraction]], version: str) -> None:
        """Keep what was found in each document."""
        rows = [
            {"document": d.id, "sha256": d.source.sha256, "version": version, "extraction": dump(e)} for d, e in made
        ]
        with self._write() as connection:
            self._insert(connection, _EXTRACTIONS, rows)

    def extractions(self, documents: Sequence[Document], version: str) -> dict[str, Extraction]:
        """By document id: what this version of the extractor found in exactly these texts, as far as it has."""
        wanted = {(d.id, d.source.sha256) for d in documents}
        found: dict[str, Extraction] = {}
        for some in _chunks([d.id for d in documents]):
            query = select(_EXTRACTIONS).where(_EXTRACTIONS.c.document.in_(some), _EXTRACTIONS.c.version == version)
            with self._read() as connection:
                for row in connection.execute(query):
                    if (row.document, row.sha256) in wanted:
                        found[row.document] = load(Extraction, row.extraction)
        return found


def _member_rows(name: str, places: Mapping[str, str], first: int) -> list[dict[str, object]]:
    return [
        {"case": name, "capture": key, "position": position, "place": place}
        for position, (key, place) in enumerate(places.items(), first)
    ]


def _chunks(keys: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    """SQLite takes a limited number of values in one query."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def open_store(path: Path | None) -> Store:
    """Open or create the store in the file `path`; None keeps everything in memory. Raises StoreError where it cannot.

    SQLite in write-ahead mode with full synchronisation: what a commit has returned from survives a killed process.
    """
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{path.parent}: cannot be made ({error.strerror}). Name another folder.") from error
    engine = create_engine(URL.create("sqlite", database=str(path) if path is not None else None))

    @event.listens_for(engine, "connect")
    def _pragmas(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return Store(engine)
