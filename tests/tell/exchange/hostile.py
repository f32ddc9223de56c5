"""The made-up assessment with one text in every place where a text may come from outside."""

from __future__ import annotations

from dataclasses import replace

from claimant.model import Assessment, Case, Span, Undecided, Unnamed

from ..makers import assessment, case


def attacked(text: str) -> Assessment:
    made = attacked_case(text)
    whole = assessment(made)
    verdict = replace(whole.verdict, sentence=text, cause=text)
    answers = tuple(replace(w, hypothesis=replace(w.hypothesis, label=text), words=text) for w in whole.hypotheses)
    return replace(whole, verdict=verdict, hypotheses=answers, method=text)


def attacked_case(text: str) -> Case:
    made = case()
    sources = tuple(
        replace(source, address=text, title=text, publisher=text, author=text, note=text, found_at=text, place=text, language=text)
        for source in made.sources
    )  # fmt: skip
    first, *others = made.heard
    quote = first.statement.quote
    said = replace(
        first.statement,
        quote=Span(quote.document, quote.start, quote.start + max(1, len(text)), text or "x"),
        speaker=Span(quote.document, 0, max(1, len(text)), text or "x"),
    )
    positions = (
        replace(made.positions[0], speaker=Undecided(text, (("tide-front", 0.5),)), target=Unnamed(text, text)),
        *made.positions[1:],
    )
    return replace(
        made,
        question=text,
        incident=replace(made.incident, title=text, place=text, kind=text, names=(text,)),
        actors=tuple(replace(actor, name=text, source=text) for actor in made.actors),
        hypotheses=tuple(replace(hypothesis, label=text) for hypothesis in made.hypotheses),
        positions=positions,
        sources=sources,
        heard=(replace(first, statement=said, reason=text, incident=text), *others),
    )
