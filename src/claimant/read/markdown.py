"""Markdown's marks taken off lightly: every word stays, and the way back to the original too."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from claimant.read.traced import Edit, Traced

# Each pattern runs in time linear in the text: none may scan past the mark that could start its next match.
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->)[^\0])*-->")
_FENCE = re.compile(r"^[ ]{0,3}(?:```|~~~)[^\n`]*$", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,3}(?:(?:\*[ ]?){3,}|(?:-[ ]?){3,}|(?:_[ ]?){3,}|={3,})[ ]*$", re.MULTILINE)
_TABLE_RULE = re.compile(r"^[ ]{0,3}\|?(?:[ ]?:?-{3,}:?[ ]?\|)+(?:[ ]?:?-{3,}:?)?[ ]*$", re.MULTILINE)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]+\]:[ \t]*\S+[^\n]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]*\](?:\((?:[^()\n]|\([^()\n]*\))*+\)|\[[^\[\]\n]*\])")
_LINK = re.compile(r"(?<!\\)\[([^\[\]\n]*)\](?:\((?:[^()\n]|\([^()\n]*\))*+\)|\[[^\[\]\n]*\])")
_ADDRESS = re.compile(r"<((?:https?|mailto):[^<>\s]*)>")
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+([^\n]*)$", re.MULTILINE)
_QUOTED = re.compile(r"^[ ]{0,3}(?:>[ ]?)+", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[-*+][ \t]+(?=\S)", re.MULTILINE)
_STRONG = re.compile(r"(?<!\\)(\*\*|__|~~)(?=\S)([^*_~\n]+)(?<=[^\s\\])\1")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])([^*_\n]+)(?<=[^\s\\])\1(?![\w*_])")
_CODE = re.compile(r"(?<!`)`++([^`\n]+)`++")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|p|div|span|a|br|hr|sup|sub|small|center|blockquote)(?:\s[^<>]*)?/?>", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~\"'])")


def unmarked(traced: Traced) -> Traced:
    """The text without headings' #, emphasis, link targets, images, rules, bullets, fences, simple tags and escapes.

    A heading and each item of a list become paragraphs of their own.
    """
    for pattern in (_COMMENT, _FENCE, _RULE, _TABLE_RULE, _DEFINITION, _IMAGE):
        traced = traced.substituted(pattern, "")
    traced = traced.reduced(_LINK).reduced(_ADDRESS)
    traced = traced.substituted(_TAG, lambda match: "\n" if match[0][:3].lower() == "<br" else "")
    traced = traced.substituted(_QUOTED, "")
    traced = traced.replaced(_headings(traced.text)).substituted(_BULLET, "\n\n")
    traced = traced.reduced(_STRONG, 2).reduced(_EMPHASIS, 2).reduced(_CODE)
    traced = traced.substituted(_ENTITY, lambda match: html.unescape(match[0]))
    return traced.reduced(_ESCAPE)


def title(text: str) -> str | None:
    """The first level-one heading, without its marks."""
    for match in _HEADING.finditer(text):
        if match[1] == "#" and _heading_words(match):
            return unmarked(Traced(_heading_words(match)[:500])).text.strip() or None
    return None


def _headings(text: str) -> Iterator[Edit]:
    for match in _HEADING.finditer(text):
        words = _heading_words(match)
        yield match.start(), match.start(2), "\n\n"
        yield match.start(2) + len(words), match.end(), "\n\n"


def _heading_words(match: re.Match[str]) -> str:
    words = match[2].rstrip()
    bare = words.rstrip("#")
    return bare.rstrip() if bare != words and bare[-1:] in {" ", "\t", ""} else words
