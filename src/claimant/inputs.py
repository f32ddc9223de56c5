"""A text file that somebody names on the command line, read within bounds."""

from __future__ import annotations

from pathlib import Path

from claimant.errors import ClaimantError


def read_text(path: Path, *, most: int) -> str:
    """The UTF-8 text of a file of at most `most` bytes, without a byte order mark. Raises ClaimantError with what to do."""
    try:
        with path.open("rb") as file:
            text = file.read(most + 1)
        if len(text) > most:
            raise ClaimantError(f"{path}: has more than {most:,} bytes; name another file.")
        return text.decode("utf-8-sig")
    except OSError as error:
        raise ClaimantError(f"{path}: cannot be read ({error.strerror}). Check the name.") from error
    except UnicodeDecodeError as error:
        raise ClaimantError(f"{path}: is no UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
