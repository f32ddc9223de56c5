"""The marked sets as windows with labels: what one training step sees.

Sets, each with what it teaches (everything else is masked there):

* statements (wires, modern texts, PolNeAR articles and our own sentences): cue, speaker, target, stance, role, basis,
  certainty, who speaks. Unsure marks teach no cue, and half of the rest.
* PolNeAR: cue of any attribution, its source and content.
* MUC-4 answer keys: strings of perpetrators, targets, victims and weapons; whether the message is relevant.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from claimant.extract.decode import BASES, CERTAINTIES, ROLES, STANCES, TAGGERS, VOICES
from claimant.extract.trained import header
from claimant.extract.windows import AFTER, BEFORE, FOCUS, Window, runs, window
from claimant.extract.wordpiece import Word, WordPiece
from claimant.read import segment
from training.marks import rows

IGNORE = -100
SLOTS = {
    "PerpInd": "PERP: INDIVIDUAL ID",
    "PerpOrg": "PERP: ORGANIZATION ID",
    "Target": "PHYS TGT: ID",
    "Victim": "HUM TGT: NAME",
    "Weapon": "INCIDENT: INSTRUMENT ID",
}
Span = tuple[int, int]


@dataclass
class Cue:
    """One cue with all that hangs on it, as character spans."""

    kind: int  # 0 statement, 1 attribution
    span: Span
    pairs: dict[str, list[Span]]
    labels: dict[str, str] = field(default_factory=dict)
    sure: bool = True


@dataclass
class Text:
    """One document ready to be cut: sentences of words, and its marks."""

    id: str
    head: list[Word]
    sentences: list[list[Word]]
    cues: list[Cue] | None  # None: no statement marks here
    attributions: list[Cue] | None
    strings: dict[str, list[Span]] | None
    relevant: bool | None
    weight: float = 1.0


@dataclass
class Example:
    """One window with the labels of its words; arrays are over words (head first)."""

    pieces: list[int]
    first: list[int]  # index of each word's first piece
    unary: np.ndarray  # [len(TAGGERS), words]
    cues: list[tuple[int, int, int, dict[str, np.ndarray], dict[str, int], float]]  # kind, first word, last word
    relevant: int
    weight: float


def read_text(vocabulary: WordPiece, row: dict[str, Any], **marks: Any) -> Text:
    text = row["text"]
    _, sentences = segment(text)
    return Text(
        id=row["id"] if "id" in row else row["doc"],
        head=vocabulary.words(header(row.get("source") or row.get("publisher"), row.get("title"))),
        sentences=[vocabulary.words(text, a, b) for a, b in sentences],
        cues=marks.get("cues"),
        attributions=marks.get("attributions"),
        strings=marks.get("strings"),
        relevant=marks.get("relevant"),
        weight=marks.get("weight", 1.0),
    )


def statement_cues(statements: Sequence[dict[str, Any]]) -> list[Cue]:
    """The statements of one document, those that share a cue, a stance and a role joined to one."""
    joined: dict[tuple[Any, ...], Cue] = {}
    for s in statements:
        cue = tuple(s.get("cue") or s["quote"])
        kind = "narrator" if s.get("own") else "named" if s.get("speaker") else "unnamed"
        key = (cue, s["stance"], kind)
        one = joined.setdefault(
            key,
            Cue(0, cue, {"speaker": [], "target": [], "via": []}, {}, False),
        )
        one.sure = one.sure or not s.get("unsure")
        one.labels = {
            "stance": s["stance"],
            "role": s.get("role") or "carried_out",
            "basis": s.get("basis") or "none",
            "certainty": s.get("certainty") or "stated",
            "voice": kind,
        }
        for name in ("speaker", "target", "via"):
            if s.get(name) and tuple(s[name]) not in one.pairs[name]:
                one.pairs[name].append(tuple(s[name]))
    return list(joined.values())


def attribution_cues(attributions: Sequence[dict[str, Any]]) -> list[Cue]:
    out = []
    for a in attributions:
        if a["cue"]:
            span = (a["cue"][0][0], a["cue"][0][1])
            out.append(Cue(1, span, {n: [tuple(p) for p in a[n]] for n in ("source", "content")}))
    return out


def template_strings(row: dict[str, Any]) -> dict[str, list[Span]]:
    """Every place in the text of every string of the answer key, by role."""
    text, out = row["text"], {}
    for role, slot in SLOTS.items():
        spans: set[Span] = set()
        for template in row["templates"]:
            for fill in template["slots"].get(slot) or []:
                for alt in fill["alts"]:
                    if alt:
                        for match in re.finditer(r"(?<!\w)" + re.escape(alt) + r"(?!\w)", text):
                            spans.add(match.span())
        kept: list[Span] = []
        for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
            if not any(span[0] < b and a < span[1] for a, b in kept):
                kept.append(span)
        out[role] = sorted(kept)
    return out


def wires(vocabulary: WordPiece, table: Path, *marks: Path, keys: bool = True) -> list[Text]:
    """MUC-4 messages with their answer keys, and with statement marks where a file has them."""
    marked = {row["doc"]: row["statements"] for path in marks for row in rows(path)}
    return [
        read_text(
            vocabulary,
            row,
            cues=statement_cues(marked[row["id"]]) if row["id"] in marked else None,
            strings=template_strings(row) if keys else None,
            relevant=bool(row["templates"]) if keys else None,
        )
        for row in rows(table)
    ]


def marked_texts(vocabulary: WordPiece, table: Path | None, marks: Path, weight: float = 1.0) -> list[Text]:
    """Texts with statement marks; where ``table`` is None the marks carry their texts."""
    texts = {row["id"]: row for row in rows(table)} if table else {}
    return [
        read_text(vocabulary, texts.get(row["doc"], row), cues=statement_cues(row["statements"]), weight=weight)
        for row in rows(marks)
    ]


def articles(vocabulary: WordPiece, table: Path, marks: Path | None = None) -> list[Text]:
    """PolNeAR articles with their attributions, and with statement marks where a file has them."""
    marked = {row["doc"]: row["statements"] for row in rows(marks)} if marks else {}
    return [
        read_text(
            vocabulary,
            row | {"source": row.get("publisher"), "title": None},
            attributions=attribution_cues(row["attributions"]),
            cues=statement_cues(marked[row["id"]]) if row["id"] in marked else None,
        )
        for row in rows(table)
    ]


def cut(
    text: Text, chance: random.Random | None, focus: int = FOCUS, before: int = BEFORE, after: int = AFTER
) -> Iterator[Window]:
    """All windows of a text; with ``chance`` the cuts fall elsewhere each time."""
    lengths = [sum(len(w.pieces) for w in s) for s in text.sentences]
    most = int(focus * chance.choice((0.5, 0.75, 1, 1, 1))) if chance else focus
    before = int(before * chance.choice((0.3, 0.6, 1, 1))) if chance else before
    for first, last in runs(lengths, [True] * len(lengths), most):
        yield from window(text.head, text.sentences, first, last, before=before, after=after, focus=focus)


class Places:
    """Where words stand, so that a character span finds its words at once."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.starts = np.array([w.start for w in words])
        self.ends = np.array([w.end for w in words])

    def labels(self, spans: Sequence[Span]) -> np.ndarray:
        """B-I-O (1, 2, 0) of the words for character spans."""
        out = np.zeros(len(self.starts), dtype=np.int64)
        for start, end in spans:
            first = int(np.searchsorted(self.ends, start, "right"))
            last = int(np.searchsorted(self.starts, end, "left"))
            if first < last:
                out[first] = 1
                out[first + 1 : last] = 2
        return out


def example(text: Text, w: Window, *, chance: random.Random | None = None) -> Example:
    """The labels of one window. Cues are asked for in its focus only, everything else of it where it stands."""
    inputs = (*w.head, *w.words)
    heads = len(w.head)
    n = len(inputs)
    pieces, first = [101], []
    for word in inputs:
        first.append(len(pieces))
        pieces.extend(word.pieces)
    pieces.append(102)
    a, b = w.focus
    where = Places(w.words)
    unary = np.full((len(TAGGERS), n), IGNORE, dtype=np.int64)
    cues = []
    focus = slice(heads + a, heads + b)
    for which, (index, given) in enumerate(((0, text.cues), (1, text.attributions))):
        if given is None:
            continue
        unary[index, focus] = 0
        for cue in given:
            place = where.labels([cue.span])
            if not place.any():
                continue
            at = np.flatnonzero(place)
            if not (a <= at[0] < b):
                continue
            if cue.sure:
                inside = slice(heads + at[0], heads + at[-1] + 1)
                unary[index, inside] = place[at[0] : at[-1] + 1]
            else:
                unary[index, heads + at[0] : heads + at[-1] + 1] = IGNORE
            pairs = {}
            for name, spans in cue.pairs.items():
                found = where.labels(spans)
                if name == "speaker" and cue.labels["voice"] == "named" and not found.any():
                    continue  # the name stands outside the window: nothing to learn of its place
                if name in ("target", "via") and spans and not found.any():
                    continue
                pairs[name] = np.concatenate([np.full(heads, IGNORE), found])
            named = {
                "stance": STANCES,
                "role": ROLES,
                "basis": BASES,
                "certainty": CERTAINTIES,
                "voice": VOICES,
            }
            tags = {k: named[k].index(v) for k, v in cue.labels.items()}
            cues.append((which, heads + int(at[0]), heads + int(at[-1]), pairs, tags, 1.0 if cue.sure else 0.5))
    if text.strings is not None:
        for offset, role in enumerate(SLOTS):
            unary[2 + offset, heads:] = where.labels(text.strings[role])
    return Example(pieces, first, unary, cues, IGNORE if text.relevant is None else int(text.relevant), text.weight)


__all__ = ["Example", "Text", "articles", "cut", "example", "marked_texts", "wires"]
