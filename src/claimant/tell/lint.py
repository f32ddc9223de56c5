"""Checks of a finished page against the tradecraft standards of ICD 203 (2015), and against what Claimant promises.

Each rule names the standard, whether it holds, and where it does not. They run on every brief, on the words as printed,
so that no template can break them unseen; the result is printed in the brief.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimant.model import Assessment, HypothesisKind
from claimant.tell.blocks import (
    Block,
    Cite,
    Data,
    Heading,
    Items,
    Line,
    More,
    Paragraph,
    Picture,
    Section,
    Small,
    Strong,
    Table,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: what it asks, the standard that it is from, whether it holds, and where it does not."""

    asks: str
    standard: str
    holds: bool
    where: str = ""


_LIKELIHOOD = re.compile(
    r"\b(?:almost no chance|remote|(?:very |un)?likely|very unlikely|(?:im)?probabl[ey]|highly (?:im)?probable|roughly even|almost certain(?:ly)?|nearly certain)\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(r"\bconfidence\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:might|could (?:have|be)|perhaps|conceivably|it is believed|reportedly|sources say)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\b(?:0|100)\u00a0%(?! alike)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")

CITED = {"happened", "positions"}
"""Sections that tell what happened and who said what: their rows and sentences of fact must lead to quotes."""


def lint(assessment: Assessment, opening: Sequence[Block], sections: Sequence[Section]) -> tuple[Rule, ...]:
    """All rules, in the order of the standards."""
    texts = [("the answer", line) for line in _lines(opening)]
    texts += [(section.title, line) for section in sections for line in _lines(section.blocks)]
    own = [(where, _own(line)) for where, line in texts]
    ids = {section.id for section in sections}
    case = assessment.case
    answer = " ".join(_own(line, data=True) for line in _lines(opening))

    def rule(asks: str, standard: str, wrong: Sequence[str]) -> Rule:
        some = "; ".join(dict.fromkeys(wrong[:3])) + (f" and {len(wrong) - 3} more" if len(wrong) > 3 else "")
        return Rule(asks=asks, standard=standard, holds=not wrong, where=some)

    def have(*wanted: tuple[bool, str]) -> list[str]:
        return [what for there, what in wanted if not there]

    return (
        rule(
            "Every source is described: who published it, when, and what it goes back to",
            "sources",
            have((not case.sources or "sources" in ids, "no list of sources")),
        ),
        rule(
            "Every sentence of fact leads to its quotes",
            "sources",
            [f"{title}: “{text[:60]}”" for title, text in _uncited(assessment, sections)],
        ),
        rule(
            "The uncertainty is given as a range, and its cause is said",
            "uncertainty",
            have(
                (
                    all(one.low <= one.probability <= one.high for one in assessment.hypotheses),
                    "an answer without a range",
                ),
                (bool(assessment.verdict.cause.strip()), "no cause of the confidence"),
            ),
        ),
        rule(
            "No sentence mixes a likelihood with a level of confidence",
            "uncertainty",
            [
                f"{where}: “{sentence[:60]}”"
                for where, text in [*own, ("the answer", answer)]
                for sentence in _SENTENCE.split(text)
                if _LIKELIHOOD.search(sentence) and _CONFIDENCE.search(sentence)
            ],
        ),
        rule(
            "No figure claims certainty: nothing stands at 0 or at 100 %",
            "uncertainty",
            [f"{where}: “{text[:60]}”" for where, text in own if _NUMBER.search(text)],
        ),
        rule(
            "What was said, what is assumed and what is concluded stand apart",
            "judgement",
            have(
                (not case.positions or "positions" in ids, "nothing on who says what"),
                ("method" in ids or not sections, "no method"),
            ),
        ),
        rule(
            "Other answers are weighed, and “someone not named yet” among them",
            "alternatives",
            have(
                (len(assessment.hypotheses) > 1, "only one answer"),
                (
                    any(one.hypothesis.kind is HypothesisKind.UNNAMED for one in assessment.hypotheses),
                    "no room for someone not named",
                ),
            ),
        ),
        rule(
            "The answer comes first, and says what it hangs on",
            "argument",
            have((bool(answer.strip()), "no answer"), ("hinges" in ids or not assessment.hinges, "no hinges")),
        ),
        rule(
            "No word of ours hedges outside the scale of likelihood",
            "argument",
            [f"{where}: “{text[:60]}”" for where, text in own if _HEDGE.search(text)],
        ),
        rule(
            "Every picture has its figures as a table",
            "figures",
            [picture.id for section in sections for picture in _pictures(section.blocks) if not picture.table.rows],
        ),
    )


def _own(line: Line, *, data: bool = False) -> str:
    """Our own words of a line; somebody else's (names, quotes) only with `data`."""
    parts = []
    for run in line:
        if isinstance(run, str):
            parts.append(run)
        elif isinstance(run, Strong):
            parts.append(run.text if data or not run.data else "…")
        elif isinstance(run, Small):
            parts.append("" if run.code else run.text)
        elif isinstance(run, Data):
            parts.append(run.text if data else "…")
    return "".join(parts)


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    """Every line of running text, lists and cells of tables; quotes are nobody's words of ours."""
    for block in blocks:
        match block:
            case Paragraph(line) | Heading(line):
                yield line
            case Items(items):
                for item in items:
                    yield item.line
                    yield from _lines(item.blocks)
            case Table():
                for row in block.rows:
                    for cell in row.cells:
                        yield cell.line
            case More(_, inner):
                yield from _lines(inner)
            case Picture():
                yield from _lines((block.table,))


def _pictures(blocks: Sequence[Block]) -> Iterator[Picture]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, More):
            yield from _pictures(block.blocks)


def _uncited(assessment: Assessment, sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """Rows and list entries of the parts that tell facts which lead to no quote, where the case has quotes at all."""
    if not assessment.case.heard:
        return
    for section in sections:
        if section.id not in CITED:
            continue
        for line, opened in _facts(section.blocks):
            if not opened and not any(isinstance(run, Cite) for run in line):
                yield section.title, _own(line, data=True)


def _facts(blocks: Sequence[Block]) -> Iterator[tuple[Line, bool]]:
    """Table rows as one line each, and whether they open their own quotes."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield tuple(run for cell in row.cells for run in cell.line), row.opening is not None
        elif isinstance(block, More):
            yield from _facts(block.blocks)
