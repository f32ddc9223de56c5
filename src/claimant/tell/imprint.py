"""What a publisher adds to a brief: number, author, date, picture, grades of sources, corrections, what readers can do.

It is read from one YAML file (docs/how-to/publish.md) and kept in brief.json, so that the pages can be made again from it.
Nothing of it changes a number.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from claimant.errors import ClaimantError
from claimant.tell.clean import one_line, safe_address

T = TypeVar("T")

LARGEST, LONGEST, MOST = 200_000, 2_000, 200
"""Bounds of the file: bytes, characters of a text, entries of a list."""
LARGEST_PICTURE = 400_000
"""Bytes of the picture: the page holds it, and is to stay under a megabyte."""

_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
RELIABILITY, CREDIBILITY = "ABCDEF", "123456"
"""The two scales of the Admiralty system (NATO STANAG 2511): of a source, and of what it says; F and 6 are "cannot be judged"."""


class ImprintError(ClaimantError):
    """The file of the imprint does not follow the form. `where` names the key."""

    def __init__(self, file: str, where: str, problem: str) -> None:
        super().__init__(f"{file}: {where}: {problem}.")
        self.file, self.where = file, where


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture above the text: `data` is a data: address of a PNG or JPEG file."""

    data: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was wrong in an earlier edition, and when it was put right."""

    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """An editor's grade: reliability A-F of a publisher, or credibility 1-6 of what one document says; apart, with the reason."""

    of: str
    grade: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """An organisation that a reader can turn to: what it does, for which topics and countries (none: for all)."""

    name: str
    address: str
    does: str
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed since an earlier edition, in sentences, and the day that one stood at."""

    since: date | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who published the brief, on which day, and, where a check did not hold, why all the same."""

    by: str
    day: date
    despite: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """All that a publisher adds; everything may be missing."""

    series: str = ""
    number: int | None = None
    author: str = ""
    day: date | None = None
    photo: Photo | None = None
    topics: tuple[str, ...] = ()
    country: str = ""
    newsletter: str = ""
    newsletter_address: str = ""
    grades: tuple[Grade, ...] = ()
    corrections: tuple[Correction, ...] = ()
    resources: tuple[Resource, ...] = ()
    changes: Changes | None = None
    signed: Signature | None = None


def read_imprint(path: Path) -> Imprint:
    """The imprint in a YAML file; a picture is read from beside it. Raises ImprintError naming the key."""
    file = str(path)
    given = _yaml(path)
    if not isinstance(given, Mapping):
        raise ImprintError(file, "(whole file)", "must be a list of keys with values, such as author: Ines Marlow")
    form = _Form(file, given)
    form.only(
        "series number author date picture topics country newsletter grades corrections resources".split(),
        "(whole file)",
    )
    newsletter = _Form(file, form.mapping("newsletter"), "newsletter, ")
    newsletter.only(["text", "address"], "newsletter")
    return Imprint(
        series=form.text("series"),
        number=form.number("number"),
        author=form.text("author"),
        day=form.day("date"),
        photo=_photo(path, form),
        topics=form.texts("topics"),
        country=form.text("country"),
        newsletter=newsletter.text("text"),
        newsletter_address=newsletter.address("address"),
        grades=form.each("grades", _grade),
        corrections=form.each("corrections", _correction),
        resources=form.each("resources", resource),
    )


def _yaml(path: Path) -> Any:
    try:
        with path.open("rb") as opened:
            text = opened.read(LARGEST + 1)
        if len(text) > LARGEST:
            raise ImprintError(str(path), "(whole file)", f"has more than {LARGEST:,} bytes")
        return yaml.safe_load(text.decode("utf-8")) or {}
    except OSError as error:
        raise ImprintError(str(path), "(whole file)", f"cannot be read ({error.strerror}); check the name") from error
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError) as error:
        first = (str(error) or type(error).__name__).splitlines()[0]
        raise ImprintError(str(path), "(whole file)", f"is no YAML in UTF-8 ({first})") from error


class _Form:
    """The keys of one mapping, each taken in the kind that it must have."""

    def __init__(self, file: str, given: Mapping[Any, Any], under: str = "") -> None:
        self.file, self.given, self.under = file, given, under

    def error(self, key: str, problem: str) -> ImprintError:
        return ImprintError(self.file, f"{self.under}{key}", problem)

    def only(self, keys: list[str], where: str) -> None:
        for key in self.given:
            if key not in keys:
                raise ImprintError(self.file, f"{self.under}{key}", f"is no key here ({', '.join(keys)})")

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self.given.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not one_line(value) or len(value) > LONGEST:
            raise self.error(key, f"must be a text of 1 to {LONGEST:,} characters; put it in quotes")
        return one_line(value)

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.given.get(key) or []
        if not isinstance(values, list) or len(values) > MOST:
            raise self.error(key, f"must be a list of at most {MOST} texts")
        return tuple(_Form(self.file, {key: value}, self.under).text(key, needed=True) for value in values)

    def number(self, key: str) -> int | None:
        value = self.given.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10**9):
            raise self.error(key, "must be a whole number above 0")
        return value

    def day(self, key: str, *, needed: bool = False) -> date | None:
        value = self.given.get(key)
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                value = ""
        if value is None and not needed:
            return None
        if type(value) is not date:
            raise self.error(key, "must be a day, such as 2024-04-01")
        return value

    def address(self, key: str, *, needed: bool = False) -> str:
        value = self.text(key, needed=needed)
        if value and safe_address(value) is None:
            raise self.error(key, f"{value!r} is no web address; it must begin with https:// or http://")
        return value

    def mapping(self, key: str) -> Mapping[Any, Any]:
        value = self.given.get(key) or {}
        if not isinstance(value, Mapping):
            raise self.error(key, "must have keys of its own")
        return value

    def each(self, key: str, make: Callable[[_Form], T]) -> tuple[T, ...]:
        values = self.given.get(key) or []
        if not isinstance(values, list) or len(values) > MOST:
            raise self.error(key, f"must be a list of at most {MOST} entries")
        made = []
        for place, value in enumerate(values, 1):
            if not isinstance(value, Mapping):
                raise self.error(f"{key}, entry {place}", "must have keys of its own")
            made.append(make(_Form(self.file, value, f"{self.under}{key}, entry {place}, ")))
        return tuple(made)


def _grade(form: _Form) -> Grade:
    form.only(["of", "grade", "because"], "grades")
    grade = form.text("grade", needed=True)
    if len(grade) != 1 or grade not in RELIABILITY + CREDIBILITY:
        raise form.error(
            "grade", "must be a letter A to F for a publisher, or 1 to 6 in quotes for what a document says"
        )
    return Grade(of=form.text("of", needed=True), grade=grade, because=form.text("because", needed=True))


def _correction(form: _Form) -> Correction:
    form.only(["date", "text"], "corrections")
    day = form.day("date", needed=True)
    assert day is not None  # needed
    return Correction(day=day, text=form.text("text", needed=True))


def resource(form: _Form) -> Resource:
    """One organisation of a list."""
    form.only(["name", "address", "does", "topics", "countries"], "resources")
    return Resource(
        name=form.text("name", needed=True),
        address=form.address("address", needed=True),
        does=form.text("does", needed=True),
        topics=form.texts("topics"),
        countries=form.texts("countries"),
    )


def listed_resources(file: str, rows: list[Any]) -> tuple[Resource, ...]:
    """The organisations of a list as it stands in a file. Raises ImprintError naming the entry and key."""
    return _Form(file, {"resources": rows}).each("resources", resource)


def _photo(path: Path, form: _Form) -> Photo | None:
    given = form.mapping("picture")
    if not given:
        return None
    picture = _Form(form.file, given, "picture, ")
    picture.only(["file", "alt", "credit"], "picture")
    name = picture.text("file", needed=True)
    try:
        with (path.parent / name).open("rb") as opened:
            data = opened.read(LARGEST_PICTURE + 1)
    except OSError as error:
        raise picture.error(
            "file", f"{name!r} cannot be read ({error.strerror}); it is looked for beside this file"
        ) from error
    if len(data) > LARGEST_PICTURE:
        raise picture.error(
            "file", f"{name!r} has more than {LARGEST_PICTURE:,} bytes; make it smaller, the page holds it"
        )
    kind = next((kind for start, kind in _PICTURES.items() if data.startswith(start)), None)
    if kind is None:
        raise picture.error("file", f"{name!r} is neither PNG nor JPEG")
    return Photo(
        data=f"data:image/{kind};base64,{base64.b64encode(data).decode()}",
        alt=picture.text("alt", needed=True),
        credit=picture.text("credit", needed=True),
    )
