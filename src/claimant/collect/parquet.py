"""Parquet tables; the one door to pyarrow, which is an extra."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimant.collect.captures import Found, words
from claimant.collect.kinds import COLUMNS
from claimant.collect.tables import Broken, Row, columns_found, lower_names
from claimant.collect.unpack import too_large
from claimant.errors import MissingExtra, SourceError

_BATCH = 64
"""Rows unpacked at once."""

_THRIFT_STRING, _THRIFT_CONTAINER = 10_000_000, 1_000_000
"""Bytes and members of one value in the file's own description; a description above them is an attack."""


def parquet_rows(found: Found, most: int) -> Iterator[Row]:
    """The rows of a Parquet table, counted from 1, with the columns that Claimant uses.

    Raises MissingExtra without pyarrow, SourceError where the file is damaged or has no column `text`, TooLarge
    where its columns, or the texts read so far, have more than `most` bytes unpacked.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as missing:
        raise MissingExtra("parquet", "Reading Parquet tables") from missing
    try:
        yield from _rows(found, most, pyarrow)
    except pyarrow.lib.ArrowException as error:
        raise _damaged(found.source, error) from None
    except (OSError, MemoryError) as error:  # pyarrow raises OSError for damaged pages
        raise _damaged(found.source, error) from None


def _rows(found: Found, most: int, pyarrow: Any) -> Iterator[Row]:
    file = _opened(found, pyarrow)
    schema = file.schema_arrow
    names = [name for name in schema.names if name.strip().lower() in COLUMNS]
    if not any(name.strip().lower() == "text" for name in names):
        raise SourceError(
            found.source,
            f"It has no column text ({columns_found(schema.names)}).",
            "Rename the column that holds the documents' text to text.",
        )
    if _declared_size(file, set(names)) > most:
        raise too_large(found.source, most, unpacked=True)
    # A dictionary kept as one: a few bytes may otherwise stand for the same long text a million times.
    texts = [name for name in names if pyarrow.types.is_string(schema.field(schema.get_field_index(name)).type)]
    file = _opened(found, pyarrow, read_dictionary=texts)
    number = size = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=names, use_threads=False):
        columns = dict(zip(batch.schema.names, batch.columns, strict=True))
        for index in range(batch.num_rows):
            number += 1
            try:
                row = lower_names({name: column[index].as_py() for name, column in columns.items()})
            except (ValueError, OverflowError) as error:
                yield number, Broken(f"It cannot be read ({words(error)}).", "Write the table again as UTF-8.")
                continue
            text = row.get("text")
            size += len(text) if isinstance(text, str) else 0
            if size > most:
                raise too_large(found.source, most, unpacked=True)
            yield number, row


def _opened(found: Found, pyarrow: Any, **options: Any) -> Any:
    return pyarrow.parquet.ParquetFile(
        pyarrow.BufferReader(found.data),
        thrift_string_size_limit=_THRIFT_STRING,
        thrift_container_size_limit=_THRIFT_CONTAINER,
        **options,
    )


def _declared_size(file: Any, names: set[str]) -> int:
    groups = (file.metadata.row_group(index) for index in range(file.metadata.num_row_groups))
    columns = (group.column(index) for group in groups for index in range(group.num_columns))
    return sum(column.total_uncompressed_size for column in columns if column.path_in_schema in names)


def _damaged(source: str, error: BaseException) -> SourceError:
    return SourceError(source, f"The Parquet table is damaged ({words(error)}).", "Write the table again.")
