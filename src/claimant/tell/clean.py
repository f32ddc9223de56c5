"""Untrusted text made fit to print: control characters, writing direction, addresses that may become links."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

LONGEST_ADDRESS = 2_000
"""Longer addresses are printed, but not linked (characters; what browsers and servers take without trouble)."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$")


def printable(text: str) -> str:
    """The text with control characters (but tab and line ends) and lone surrogates shown as U+FFFD."""
    return _CONTROL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """A name, title or label on one line: no control characters, no marks that turn the writing direction."""
    return _SPACE.sub(" ", _DIRECTION.sub("", printable(text))).strip()


def shortened(text: str, characters: int) -> str:
    """At most so many characters, cut at a word where one is near, with an ellipsis."""
    text = one_line(text)
    if len(text) <= characters:
        return text
    cut = text[: max(1, characters - 1)]
    space = cut.rfind(" ")
    return (cut[:space] if space > characters * 0.6 else cut).rstrip(" ,;:") + "…"


def language(code: str | None) -> str | None:
    """The language code where it has the form of one (BCP 47), else None."""
    return code if code and _LANGUAGE.match(code) else None


def safe_address(address: str | None) -> str | None:
    """The address where it is plain http(s) with a host, of sane length, without spaces, controls or a login; else None."""
    if not address or len(address) > LONGEST_ADDRESS or one_line(address) != address or " " in address:
        return None
    if any(sign in address for sign in "\"'<>\\`{}|^"):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        return None
    return address


def fragment(address: str | None, text: str) -> str | None:
    """The address with a text fragment that leads to `text` on the page, or None where the address is no link.

    The form is `#:~:text=start,end` (WICG, URL Fragment Text Directives); long or many-lined quotes give their
    first and last five words, since a browser finds those across tags and line ends.
    """
    base = safe_address(address)
    if not base:
        return None
    base = base.split(":~:")[0]
    words = printable(text).split()
    if not words:
        return base
    if len(text) <= 120 and "\n" not in text:
        directive = _part(" ".join(words))
    elif len(words) > 10:
        directive = f"{_part(' '.join(words[:5]))},{_part(' '.join(words[-5:]))}"
    else:
        directive = _part(" ".join(text.strip().splitlines()[0].split())[:120])
    return f"{base}{'' if '#' in base else '#'}:~:text={directive}"


def _part(words: str) -> str:
    # Inside a directive "-", "," and "&" are signs of their own, so they are always written in percents.
    return quote(words, safe="").replace("-", "%2D")
