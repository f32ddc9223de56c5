"""Tables: CSV, JSONL and JSON lists, one document a row. The bytes of a row's capture are its text in UTF-8."""

from __future__ import annotations

import csv
import io
import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claimant.collect.captures import Found, capture, hints, mended, part, shown, web_address
from claimant.collect.kinds import DELIMITERS, MEDIA_TYPES, Kind
from claimant.errors import SourceError
from claimant.model import Capture, Failure

_UNDECODED = re.compile("[\udc80-\udcff]")
"""Bytes that were not UTF-8, as the decoder's "surrogateescape" leaves them."""

_MOST_READ_AGAIN = 3
"""How often a broken CSV table's characters are read again, all in all: a bound on work."""

_CSV_UTF8 = "Save the table again as CSV UTF-8."
_RENAME = "Rename the column that holds the documents' text to text."


@dataclass(frozen=True, slots=True)
class Broken:
    """Why one row cannot be used, and what to do."""

    problem: str
    remedy: str


_EMPTY = Broken("Its text is empty.", "Fill the column text, or leave the row out.")

Row = tuple[int, Mapping[str, object] | Broken]
"""A row's number, and its columns by lower-case name."""


def documents(found: Found, rows: Iterable[Row]) -> Iterator[Capture | Failure]:
    """One capture per row that has a text, named "SOURCE row N"; one failure for every other row."""
    for number, row in rows:
        if isinstance(row, Mapping) and not isinstance(text := row.get("text"), str):
            row = _without_text(row, text)
        elif isinstance(row, Mapping) and not str(row["text"]).strip():
            row = _EMPTY
        if isinstance(row, Broken):
            yield Failure(source=f"{found.source} row {number}", problem=row.problem, remedy=row.remedy)
            continue
        url = row.get("url")
        yield capture(
            part(
                found,
                f"row {number}",
                mended(str(row["text"])).encode(),
                address=web_address(mended(url).strip() if isinstance(url, str) else None),
                hints=hints(row),
            ),
            MEDIA_TYPES[Kind.TEXT],
        )


def _without_text(row: Mapping[str, object], text: object) -> Broken:
    if text is None and "text" in row:
        return _EMPTY
    if text is None:
        return Broken(f"It has no column text ({columns_found(row)}).", _RENAME)
    return Broken("Its column text holds something other than text.", "Put one text into it.")


def columns_found(names: Iterable[str]) -> str:
    """The names of the columns there are, for a message; the first twelve."""
    listed = [shown(name[:40]) for name in names]
    return f"found: {', '.join(listed[:12]) + (', …' if len(listed) > 12 else '') or 'none'}"


def lower_names(columns: Mapping[str, object]) -> dict[str, object]:
    """The columns by trimmed lower-case name; the first of several equal names wins."""
    named: dict[str, object] = {}
    for name, value in columns.items():
        named.setdefault(name.strip().lower(), value)
    return named


# ---------------------------------------------------------------- CSV


def csv_rows(found: Found) -> Iterator[Row]:
    """The rows of a CSV or TSV table with a header line, counted from 1 after it; blank lines are not counted.

    A row that breaks the rules of CSV (RFC 4180) is Broken, and reading goes on at its second line, so that a quote
    that is never closed does not swallow the rest. Raises SourceError where there is no column `text`.
    """
    lines = io.StringIO(_decoded(found), newline="").readlines()
    if not found.whole and lines and not lines[-1].endswith(("\n", "\r")):
        lines.pop()  # the row that was cut
    if lines and re.match(r"sep=.\r?\n", lines[0]):
        lines.pop(0)  # Excel's own mark
    while lines and not lines[0].strip():
        lines.pop(0)
    if not lines:
        return
    # The module's own limit (128 KiB a field) is below a long report's length. It is never lowered here.
    csv.field_size_limit(max(csv.field_size_limit(), len(found.data) + 1))
    records = _records(lines, _delimiter(lines[0]))
    header = next(records)
    if isinstance(header, Broken):
        raise SourceError(found.source, f"Its header line is broken. {header.problem}", header.remedy)
    names = [name.strip().lower() for name in header]
    if "text" not in names:
        raise SourceError(found.source, f"It has no column text ({columns_found(header)}).", _RENAME)
    for number, fields in enumerate(records, start=1):
        yield number, _columns(names, fields)


def _delimiter(header: str) -> str:
    """The character between columns: one that gives a column `text`, else the one that gives the most columns."""
    split = {each: [name.strip(' "\r\n').lower() for name in header.split(each)] for each in DELIMITERS}
    return max(DELIMITERS, key=lambda each: ("text" in split[each], len(split[each])))


def _records(lines: list[str], delimiter: str) -> Iterator[list[str] | Broken]:
    position, budget = 0, _MOST_READ_AGAIN * sum(map(len, lines))

    def following() -> Iterator[str]:
        nonlocal position
        while position < len(lines):
            position += 1
            yield lines[position - 1]

    reader = csv.reader(following(), delimiter=delimiter, strict=True)
    while True:
        start = position
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            budget -= sum(map(len, lines[start + 1 : position]))
            swallowed = f"; the {position - start - 1:,} lines after it were lost with it" if budget < 0 else ""
            yield Broken(f"It breaks the rules of CSV ({error}){swallowed}.", "Check its quotation marks.")
            if budget >= 0:
                position = start + 1
            reader = csv.reader(following(), delimiter=delimiter, strict=True)
            continue
        if record:
            yield record


def _columns(names: list[str], fields: list[str] | Broken) -> Mapping[str, object] | Broken:
    if isinstance(fields, Broken):
        return fields
    if len(fields) != len(names):
        return Broken(
            f"It has {len(fields)} columns, the header line {len(names)}.",
            "Put quotation marks around a text that has the separating character in it.",
        )
    if any(_UNDECODED.search(field) for field in fields):
        return Broken("It has bytes that are not UTF-8.", _CSV_UTF8)
    columns: dict[str, object] = {}
    for name, field in zip(names, fields, strict=True):
        columns.setdefault(name, field)
    return columns


def _decoded(found: Found) -> str:
    """The table's text: by its byte order mark, else by the charset that the outside named, else UTF-8.

    Never guessed: what is not UTF-8 stays marked, and fails row by row.
    """
    if found.data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return found.data.decode("utf-16", "replace")
    if found.charset and not found.data.startswith(BOM_UTF8):
        try:
            return found.data.decode(found.charset)
        except (LookupError, ValueError):
            pass  # a header that is wrong, or names no charset we know
    return found.data.decode("utf-8-sig", "surrogateescape")


# ---------------------------------------------------------------- JSON


def jsonl_rows(found: Found) -> Iterator[Row]:
    """The objects of a JSONL file, numbered by line. Raises SourceError where the name `text` is nowhere in it."""
    text = _decoded(found)
    _require_text(found, text)
    lines = text.split("\n")
    if not found.whole:
        lines.pop()  # the line that was cut, or what follows the last line break
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if _UNDECODED.search(line):
            yield number, Broken("It has bytes that are not UTF-8.", "Save the file again as UTF-8.")
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            what = f"{error.msg}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else "a number"
            yield number, Broken(f"It is not valid JSON ({what}).", "Write one JSON object on one line.")
        except RecursionError:
            yield number, Broken("Its JSON is nested too deeply.", "Write one flat JSON object on one line.")
        else:
            yield number, _object(value)


def json_rows(found: Found) -> Iterator[Row]:
    """The objects of a JSON list, or one object, counted from 1. Raises SourceError where it is neither."""
    text = _decoded(found)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = (
            f"{error.msg}, line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "nested or long numbers"
        )
        raise SourceError(found.source, f"It is not valid JSON ({what}).", "Write it again, or use JSONL.") from None
    if not isinstance(value, list):
        value = [value]
    if not any(isinstance(row, dict) for row in value):
        raise SourceError(found.source, "It is JSON, but no list of objects.", "Give a list of objects with a text.")
    _require_text(found, text)
    for number, row in enumerate(value, start=1):
        yield number, _object(row)


def _require_text(found: Found, text: str) -> None:
    """One failure for a table of something else, in place of one for each row of it."""
    if '"text"' in text.lower():
        return
    try:
        value = json.loads(text if text.lstrip().startswith("[") else text.lstrip().split("\n", 1)[0])
    except (ValueError, RecursionError):
        return  # the rows say what is wrong
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, dict):
        raise SourceError(found.source, f"It has no column text ({columns_found(first)}).", _RENAME)


def _object(value: object) -> Mapping[str, object] | Broken:
    if isinstance(value, dict):
        return lower_names(value)
    return Broken("It is not a JSON object.", 'Write it as {"text": "…", "title": "…"}.')
