"""Lines of a page, as PDF has them, put together to the paragraphs they were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_ENDS_PARAGRAPH = re.compile(r"[.!?…:。！？؟][\"'’”»)\]]*$")
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_CONTINUES = re.compile(r"([^\W\d_]+)")
_BULLET = re.compile(r"^(?:[-•▪‣*–]|\d{1,2}[.)])\s+\S")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
SHORT = 0.7
"""The share of the usual line length below which a line ends its paragraph."""


def paragraphs(pages: Sequence[str]) -> str:
    """The text of the pages with wrapped lines joined, words cut at line ends mended, and running heads left out.

    A paragraph ends at a blank line, and after a line that is much shorter than the page's lines are. It goes on
    over the end of a page. A word cut by a hyphen is joined, unless the text has it with its hyphen elsewhere.
    """
    whole = "\n".join(pages)
    for ligature, letters in _LIGATURES.items():
        if ligature in whole:
            pages = [page.replace(ligature, letters) for page in pages]
    kept = _without_running_heads([[line.strip() for line in page.splitlines()] for page in pages])
    widths = sorted(len(line) for page in kept for line in page if line)
    usual = widths[int(0.8 * (len(widths) - 1))] if widths else 0
    hyphenated = {word.lower() for word in re.findall(r"[^\W\d_]+-[^\W\d_]+", whole)}

    done: list[str] = []
    open_lines: list[str] = []
    for page in kept:
        for line in page:
            if not line or _BULLET.match(line):
                done += _joined(open_lines, hyphenated)
                open_lines = []
            if line:
                open_lines.append(line)
                if len(line) < SHORT * usual and not _HYPHENATED.search(line):
                    done += _joined(open_lines, hyphenated)
                    open_lines = []
        # A page's end is a paragraph's end only where a sentence ends with it.
        if open_lines and _ENDS_PARAGRAPH.search(open_lines[-1]):
            done += _joined(open_lines, hyphenated)
            open_lines = []
    return "\n\n".join(done + _joined(open_lines, hyphenated))


def _joined(lines: list[str], hyphenated: set[str]) -> list[str]:
    if not lines:
        return []
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        cut, goes_on = _HYPHENATED.search(line), _CONTINUES.match(following)
        if cut and goes_on and goes_on[1][0].islower():
            keep = f"{cut[1]}-{goes_on[1]}".lower() in hyphenated
            parts.append(line[:-1] + ("-" if keep else ""))
        else:
            parts.append(line + " ")
    return ["".join(parts).strip()]


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the first and last lines that most pages share but for their numbers."""
    if len(pages) < 3:
        return pages
    heads: Counter[str] = Counter()
    for page in pages:
        edges = [line for line in page if line]
        heads.update({_form(line) for line in (*edges[:2], *edges[-2:])})
    running = {form for form, count in heads.items() if count >= max(3, 0.6 * len(pages)) and len(form) <= 120}
    kept = []
    for page in pages:
        filled = [place for place, line in enumerate(page) if line]
        outer = {*filled[:2], *filled[-2:]}
        kept.append([line for place, line in enumerate(page) if place not in outer or _form(line) not in running])
    return kept


def _form(line: str) -> str:
    return re.sub(r"\d+", "0", line)
