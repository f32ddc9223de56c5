"""The one normalisation that every text passes, once; what comes out is stored and never changes again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from claimant.read.traced import Edit, Traced

# Marks without width or ink: soft hyphen, zero-width spaces and joiners, direction marks and overrides (which can
# make a page show other words than the text holds), byte order marks, and control characters other than white space.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+"
)
_LINE_END = re.compile("\r\n?|[\x0b\x85\u2028]")
_PARAGRAPH_END = re.compile("[\x0c\u2029]")
_BLANKS = str.maketrans(
    dict.fromkeys(
        "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    )
)
_SPACES = re.compile(" +")
_NEWLINES = re.compile("\n{3,}")
_NON_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_BLOCK = re.compile(r"(?:[^\n]+\n?)+")
_LINE_ENDS_SENTENCE = re.compile(r"[.!?…:؟۔。！？][\"'’”»)\]]*$")

LONG_LINE = 200
"""Characters; nobody wraps lines by hand at this width, so a longer line is a whole paragraph."""


def normalise(traced: Traced) -> Traced:
    """The text in composed Unicode (NFC), without invisible marks, with \\n line ends and at most one blank line.

    Blanks of every kind become spaces, runs of spaces inside a line stay. Where every line is a paragraph of its own,
    blank lines are put between them. Normalising twice changes nothing.
    """
    traced = traced.substituted(_LINE_END, "\n").substituted(_PARAGRAPH_END, "\n\n")
    traced = traced.substituted(_INVISIBLE, "")
    traced = Traced(traced.text.translate(_BLANKS), traced.places)  # one for one, so every place stays
    traced = traced.replaced(_composing(traced.text))
    traced = traced.replaced(_outer_spaces(traced.text))
    traced = traced.substituted(_NEWLINES, "\n\n")
    kept = traced.text.strip()
    start = traced.text.find(kept) if kept else 0
    traced = traced.cut(start, start + len(kept))
    return traced.replaced(_paragraph_breaks(traced.text))


def _outer_spaces(text: str) -> Iterator[Edit]:
    """Spaces at either end of a line; what looks like white space to Python but is none of ours stays as it is."""
    for match in _SPACES.finditer(text):
        start, end = match.span()
        if start == 0 or end == len(text) or text[start - 1] == "\n" or text[end] == "\n":
            yield start, end, ""


def _paragraph_breaks(text: str) -> Iterator[Edit]:
    """A second line end after each line of a block whose lines are not wrapped by hand."""
    for block in _BLOCK.finditer(text):
        lines = block[0].rstrip("\n").split("\n")
        if len(lines) < 2:
            continue
        finished = sum(bool(_LINE_ENDS_SENTENCE.search(line[-4:])) for line in lines)
        if any(len(line) >= LONG_LINE for line in lines) or (len(lines) >= 3 and finished >= 0.7 * len(lines)):
            offset = block.start()
            for line in lines[:-1]:
                offset += len(line) + 1
                yield offset, offset, "\n"


# ---------------------------------------------------------------- composing


def _composing(text: str) -> Iterator[Edit]:
    """The edits that make the text NFC, as small as they can be cut without changing the result.

    A cut is exact before a character that never joins what stands before it (UAX #15, "stable code points").
    """
    if unicodedata.is_normalized("NFC", text):
        return
    for run in _NON_ASCII.finditer(text):
        if unicodedata.is_normalized("NFC", run[0]):
            continue
        start = run.start()
        for position in range(run.start() + 1, run.end() + 1):
            if position == run.end() or _stands_alone(text[position]):
                piece = text[start:position]
                composed = unicodedata.normalize("NFC", piece)
                if composed != piece:
                    yield start, position, composed
                start = position


def _stands_alone(character: str) -> bool:
    first = unicodedata.normalize("NFD", character)[0]
    return not unicodedata.combining(first) and first not in _joining()


@cache
def _joining() -> frozenset[str]:
    """Characters without a combining class that still may merge with the one before: vowel signs, Korean letters."""
    joining = {chr(code) for start, end in ((0x1161, 0x1176), (0x11A8, 0x11C3)) for code in range(start, end)}
    for code in range(0x12000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            joining.add(chr(int(parts[1], 16)))
    return frozenset(joining)
