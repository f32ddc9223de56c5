"""The trained extractor: windows of a document to the network, and its readings back to exact spans.

What the network is, is not known here: anything that gives scores for windows will do (network.py by onnxruntime, the
training code by torch), so that training measures the very code that readers run.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np

from claimant.extract import details, figures, shades
from claimant.extract.decode import Numbers, Part, Reading, Run, Scores, readings
from claimant.extract.windows import Window, parts, runs, window
from claimant.extract.wordpiece import Word, WordPiece
from claimant.model import By, Document, Extraction, Span, Stance, Statement
from claimant.text import fold

Network = Callable[[Sequence[Window]], Sequence[Scores]]
"""Windows in, what the network says of each out, in the same order."""
Gate = Callable[[Sequence[Sequence[Word]]], Sequence[bool]]
"""The sentences of a text in, out whether each is worth the network's time."""

_PRONOUNS = frozenset(
    "i we he she it they us him her them you who which that this these those his its their our".split()
)

_LEADS_ON = frozenset("the a an of its their his her our this that these those several some two three four".split())
"""Words with which no name ends."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the network's probabilities become one confidence (training/calibrate.py fits it on the dev marks)."""

    least: float = 0.5
    """A cue is one when it is at least so probable."""
    also: float = 0.5
    """A second speaker or target of one cue is asked so much."""
    kept: float = 0.0
    """A statement is kept when its confidence is at least this."""
    weights: tuple[float, ...] = (0.0, 1.0, 1.0, 1.0, 1.0)
    """Constant, cue, stance, speaker, target: of a logistic regression over log-odds."""

    def confidence(self, *probabilities: float) -> float:
        """The probability that speaker, stance and target are all right, from .01 to .99."""
        odds = self.weights[0] + sum(w * log_odds(p) for w, p in zip(self.weights[1:], probabilities, strict=True))
        return round(float(min(0.99, max(0.01, 1 / (1 + np.exp(-odds))))), 2)


def everything(sentences: Sequence[Sequence[Word]]) -> Sequence[bool]:
    """The gate that lets all pass."""
    return [True] * len(sentences)


@dataclass(frozen=True, slots=True)
class Trained:
    """The extractor: vocabulary, network, the distance table of its heads, gate, and calibration."""

    vocabulary: WordPiece
    network: Network
    distance: Numbers
    gate: Gate = everything
    calibration: Calibration = field(default_factory=Calibration)

    def __call__(self, document: Document) -> Extraction:
        """All statements and casualty figures of one document, in the order of the text.

        The network sees a document's windows by themselves: in eight bits what it says of a window depends a little on
        what is beside it, and a document's statements must not depend on its neighbours.
        """
        looks = list(self.windows(document))
        return self.heard(document, looks, self.network(looks) if looks else ())

    def heard(self, document: Document, looks: Sequence[Window], said: Sequence[Scores]) -> Extraction:
        """What a document says when the network says `said` of its windows."""
        found = [
            statement
            for look, scores in zip(looks, said, strict=True)
            for statement in self._statements(document, look, scores)
            if statement.confidence >= self.calibration.kept
        ]
        folded = fold(document.text)
        return Extraction(
            document=document.id,
            statements=tuple(sorted(distinct(found), key=lambda s: (s.quote.start, (s.cue or s.quote).start, s.id))),
            figures=figures.figures(document, folded),
            details=details.details(document, folded),
        )

    def many(self, documents: Sequence[Document], workers: int = 0) -> list[Extraction]:
        """The same for many documents, on all cores (or as many as `workers`)."""
        with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
            return list(pool.map(self, documents))

    def windows(self, document: Document) -> Iterator[Window]:
        """What the network will see of a document: the sentences that the gate chooses, with what stands around them."""
        sentences = [part for pair in document.sentences for part in parts(self.vocabulary.words(document.text, *pair))]
        chosen = self.gate(sentences)
        if not any(chosen):
            return
        head = self.vocabulary.words(header(document.source.publisher, document.source.title))
        lengths = [sum(len(word.pieces) for word in sentence) for sentence in sentences]
        for first, last in runs(lengths, chosen):
            yield from window(head, sentences, first, last)

    def _statements(self, document: Document, look: Window, scores: Scores) -> Iterator[Statement]:
        head = len(look.head)
        focus = (head + look.focus[0], head + look.focus[1])
        pronouns = [
            head + i for i, word in enumerate(look.words) if document.text[word.start : word.end].lower() in _PRONOUNS
        ]
        for reading in readings(
            scores,
            self.distance,
            focus,
            head,
            least=self.calibration.least,
            also=self.calibration.also,
            pronouns=pronouns,
        ):
            yield from self._said(document, look, reading)

    def _said(self, document: Document, look: Window, reading: Reading) -> Iterator[Statement]:
        cue = _span(document, look, reading.cue.run)
        quote = _sentence(document, cue)
        via = _span(document, look, reading.via[0].run) if reading.via else None
        speakers: tuple[Part | None, ...] = reading.speakers or (None,)
        targets: tuple[Part | None, ...] = reading.targets or (None,)
        stance = _beside(reading.stance, fold(document.text[quote.start : cue.start]), bool(speakers[0]))
        if stance is None:
            return
        around_cue = fold(document.text[max(quote.start, cue.start - 160) : min(quote.end, cue.end + 160)])
        for who in speakers:
            for whom in targets:
                speaker = _name(document, look, who.run) if who else None
                target = _name(document, look, whom.run) if whom else None
                said = _of_another(stance, speaker, target)
                if speaker is not None and target is not None and speaker.overlaps(target):
                    if said in {Stance.CLAIMS, Stance.DENIES}:
                        target = None
                    elif len(speakers) > 1:
                        continue
                heard = reading.voice_probability * (who.probability if who else 1.0)
                meant = whom.probability if whom else reading.target_probability
                yield Statement(
                    quote=quote,
                    cue=cue,
                    speaker=speaker,
                    target=target,
                    via=via if via is not None and (speaker is None or not via.overlaps(speaker)) else None,
                    stance=said,
                    role=reading.role,
                    basis=reading.basis,
                    certainty=reading.certainty,
                    own=reading.voice == "narrator",
                    exclusive=said is Stance.CLAIMS and bool(shades.EXCLUSIVE.search(around_cue)),
                    date=document.moment(cue.start),
                    confidence=self.calibration.confidence(
                        reading.cue.probability, reading.stance_probability, heard, meant
                    ),
                    by=By.MODEL,
                )


def header(publisher: str | None, title: str | None) -> str:
    """What stands before every window of a document: its publisher and its title, as far as known."""
    return ". ".join(part for part in (publisher, title) if part)


def distinct(statements: Sequence[Statement]) -> Iterator[Statement]:
    """One statement for each speaker, stance, target and role of a sentence, and one of the narrator's for each act: the surest."""
    best: dict[tuple[object, ...], Statement] = {}
    for statement in statements:
        speaker = (statement.speaker.start, statement.speaker.end) if statement.speaker else statement.own
        target = (statement.target.start, statement.target.end) if statement.target else None
        key = (statement.quote.start, speaker, statement.stance, statement.role, target)
        if key not in best or best[key].confidence < statement.confidence:
            best[key] = statement
    yield from best.values()


def _span(document: Document, look: Window, run: Run) -> Span:
    words = (*look.head, *look.words)[run[0] : run[1]]
    return document.span(words[0].start, words[-1].end)


def _name(document: Document, look: Window, run: Run) -> Span:
    """The span of a speaker or target, with the rest of a name that the network cut short ("the United" States)."""
    words, last = (*look.head, *look.words), run[1]

    def text(index: int) -> str:
        return document.text[words[index].start : words[index].end]

    capitals = document.text.isupper()
    while last < len(words) and document.text[words[last - 1].end : words[last].start] == " ":
        before, after = text(last - 1), text(last)
        both = not capitals and before[0].isupper() and after[0].isupper()
        if not (both or before.lower() in _LEADS_ON):
            break
        last += 1
    return _span(document, look, (run[0], last))


def _sentence(document: Document, cue: Span) -> Span:
    index = bisect_right(document.sentences, (cue.start, len(document.text) + 1)) - 1
    start, end = document.sentences[index] if index >= 0 else (cue.start, cue.end)
    if not start <= cue.start < end:  # no sentence holds it
        start, end = cue.start, cue.end
    return document.span(start, max(end, cue.end))


def _beside(stance: Stance, lead: str, named: bool) -> Stance | None:
    """The stance with the words before the cue in mind: nobody is accused by a sentence that says that he is not.

    The network reads negations rightly as a rule; this guards the rule's exceptions, which would do most harm.
    """
    if stance is not Stance.BLAMES:
        return stance
    if shades.is_unsaid(lead[-110:]):
        return None
    if shades.is_unshown(lead):
        return Stance.DOUBTS
    if shades.is_refuted(lead) or shades.is_negated(lead[-14:]):
        return Stance.CLEARS if named else None
    return stance


def _of_another(stance: Stance, speaker: Span | None, target: Span | None) -> Stance:
    """Whoever names another as the doer accuses: "the spokeswoman says that the Red Ravens did it" is no claim of hers.

    Only where the target has a name of its own, which texts in capitals do not show.
    """
    if stance is not Stance.CLAIMS or speaker is None or target is None or target.overlaps(speaker):
        return stance
    named = [word for word in target.text.split() if word[0].isupper() and word.lower() not in _LEADS_ON]
    shared = any(word in speaker.text for word in named)
    return Stance.BLAMES if named and not shared and not speaker.text.isupper() else stance


def log_odds(probability: float) -> float:
    """The logarithm of the odds, of a probability kept between .001 and .999 so that none outweighs all others."""
    kept = min(0.999, max(0.001, probability))
    return float(np.log(kept / (1 - kept)))
