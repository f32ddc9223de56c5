"""Texts made comparable without moving a character: the result is exactly as long, so that places carry over."""

from __future__ import annotations

import unicodedata

_STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\n": " ", "\t": " ", "\u00a0": " "}
)


def fold(text: str) -> str:
    """Lower case, straight quotes, plain spaces."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters grow when lowered (İ); those stay as they are
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.translate(_STRAIGHT)


def fold_name(text: str) -> str:
    """As `fold`, and without accents: "Élysée" and "elysee" are one name."""
    folded = fold(text)
    if folded.isascii():
        return folded
    return "".join(char if char.isascii() else _bare(char) for char in folded)


def _bare(char: str) -> str:
    apart = unicodedata.normalize("NFD", char)
    base, marks = apart[0], apart[1:]
    accented = len(base) == 1 and all(unicodedata.combining(mark) for mark in marks)
    return base if accented else char  # a Korean syllable comes apart into letters, which are no accents
