"""Files, folders, patterns and standard input: finding them, and reading their bytes without being trapped by them."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from claimant.collect.captures import failure, shown, words
from claimant.collect.unpack import too_large
from claimant.errors import SourceError
from claimant.model import Failure

DEEPEST = 40
"""Levels of folders inside folders that are followed."""

MOST_MATCHES = 1_000_000
"""Names that a pattern may match; a pattern above it is a mistake."""

_CHUNK = 1 << 20
_PATTERN = re.compile(r"[*?\[]")


def paths(source: str) -> list[Path]:
    """The files and folders that the user named: the path itself, or what a pattern with * ? [ ] matches, sorted.

    Hidden names match only where the pattern has a hidden name too. Raises SourceError where there is none.
    """
    path = Path(source)
    if exists(path, source) or not _PATTERN.search(source):
        return [path]
    matches = _matches(path, source)
    if not matches:
        raise SourceError(
            shown(source), "No file matches this pattern.", "Check its folder, or give the folder itself."
        )
    return matches


def _matches(path: Path, source: str) -> list[Path]:
    fixed = Path(*(parts := path.parts)[: next(i for i, part in enumerate(parts) if _PATTERN.search(part))])
    pattern = str(path.relative_to(fixed)) if fixed.parts else str(path)
    if parts[-1] == "**":
        return [fixed] if exists(fixed, source) else []
    hidden_too = any(part.startswith(".") for part in Path(pattern).parts)
    found: list[Path] = []
    try:
        for match in fixed.glob(pattern):  # does not follow links to folders for **, so loops end
            inside = match.relative_to(fixed).parts
            if not hidden_too and any(part.startswith(".") for part in inside):
                continue
            # Below ** every file matches by itself; taking its folder too would take it twice.
            if "**" in parts and is_folder(match):
                continue
            found.append(match)
            if len(found) > MOST_MATCHES:
                raise SourceError(shown(source), "This pattern matches too many files.", "Give a narrower one.")
    except (ValueError, NotImplementedError, OSError) as error:
        raise SourceError(
            shown(source), f"This pattern cannot be used ({words(error)}).", "Give the folder itself."
        ) from None
    return sorted(found)


def exists(path: Path, source: str) -> bool:
    """Whether there is something of that name. Raises SourceError where the name itself is impossible."""
    try:
        path.stat()
    except FileNotFoundError:
        return path.is_symlink()
    except ValueError:
        raise SourceError(shown(source), "It is no name that a file can have.", "Check the spelling.") from None
    except OSError:
        return True  # reading it says what is wrong
    return True


def is_folder(path: Path) -> bool:
    """Whether it is a folder, or a link to one; False where that cannot be seen."""
    try:
        return path.is_dir()
    except OSError:
        return False


def read_file(path: Path, source: str, most: int) -> bytes:
    """The bytes of a regular file. Raises SourceError where it is missing, closed to us, empty, or no regular file,
    and TooLarge (before reading) where it has more than `most` bytes.

    Devices and pipes are never opened: opening some of them already does something, or waits for ever.
    """
    try:
        _refuse_what_is_no_file(path.stat(), source)
        # Not blocking, and checked again: the name may by now lead to a pipe.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            _refuse_what_is_no_file(status, source)
            if status.st_size > most:
                raise too_large(source, most)
            return _bytes(file, source, most)
    except OSError as error:
        raise _file_error(source, error) from None
    except ValueError:
        raise SourceError(source, "It is no name that a file can have.", "Check the spelling.") from None


def read_stdin(stream: BinaryIO | None, most: int) -> bytes:
    """All bytes of standard input, or of `stream`. Raises SourceError where it is closed or empty, TooLarge above `most`."""
    source = "standard input"
    try:
        given = stream if stream is not None else sys.stdin.buffer
        return _bytes(given, source, most)
    except (OSError, ValueError, AttributeError):
        raise SourceError(source, "It cannot be read.", "Send the text into the command with < or |.") from None


def walk(folder: Path) -> Iterator[Path | Failure]:
    """The files of a folder and the folders in it, sorted by name at every level, without hidden ones.

    Links to files are followed inside the folder only; links to folders are not followed, because what they
    lead to inside the folder is taken at its own place, and what lies outside was not given. Folders that cannot be
    opened, and links that lead out or nowhere, are failures.
    """
    try:
        root = folder.resolve()
    except (OSError, RuntimeError) as error:
        yield Failure(source=shown(str(folder)), problem=f"It cannot be opened ({words(error)}).", remedy=_OWN_COPY)
        return
    yield from _walk(folder, root, 0)


def _walk(folder: Path, root: Path, depth: int) -> Iterator[Path | Failure]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        yield failure(_file_error(shown(str(folder)), error))
        return
    for entry in listed:
        path = folder / entry.name
        if entry.is_symlink():
            yield from _link(path, root)
        elif not entry.is_dir(follow_symlinks=False):
            yield path
        elif depth < DEEPEST:
            yield from _walk(path, root, depth + 1)
        else:
            yield Failure(
                source=shown(str(path)),
                problem=f"It lies more than {DEEPEST} folders deep and was left out.",
                remedy="Give that folder itself.",
            )


def _link(path: Path, root: Path) -> Iterator[Path | Failure]:
    try:
        target = path.resolve(strict=True)
        inside, is_folder = target.is_relative_to(root), target.is_dir()
    except (OSError, RuntimeError):
        yield Failure(source=shown(str(path)), problem="It is a link that leads nowhere.", remedy="Leave it out.")
        return
    if not inside:
        yield Failure(
            source=shown(str(path)),
            problem="It is a link that leads out of the folder, and was not followed.",
            remedy="Give what it leads to by its own name.",
        )
    elif not is_folder:
        yield path


_QUOTES = "names with spaces need quotation marks"
_OWN_COPY = "Ask for permission to read it, or give a copy of your own."


def _refuse_what_is_no_file(status: os.stat_result, source: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise SourceError(
            source, "It is a device, pipe or socket, not a file.", "Send its text to standard input and give - instead."
        )


def _bytes(file: BinaryIO, source: str, most: int) -> bytes:
    pieces, size = [], 0
    while piece := file.read(min(_CHUNK, most + 1 - size)):  # a file may grow while it is read
        size += len(piece)
        if size > most:
            raise too_large(source, most)
        pieces.append(piece)
    if not size:
        raise SourceError(source, "It is empty.", "Check that the text was saved.")
    return b"".join(pieces)


def _file_error(source: str, error: OSError) -> SourceError:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            looks_like_address = re.match(r"www\.|[\w-]+(\.[\w-]+)+/", source)
            other = "if it is a web address, write https:// before it" if looks_like_address else _QUOTES
            return SourceError(source, "There is no such file or folder.", f"Check the spelling; {other}.")
        case PermissionError():
            return SourceError(source, "You have no permission to read it.", _OWN_COPY)
        case _:
            return SourceError(
                source, f"It cannot be read ({error.strerror or words(error)}).", "Check it, or give a copy."
            )
