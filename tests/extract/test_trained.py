"""The trained extractor around its network: whatever the network says, what comes out has exact spans."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant.extract.decode import GROUPS, PAIRS, SIZE, STANCES, TAGGERS, VOICES, Scores
from claimant.extract.trained import Calibration, Trained
from claimant.extract.windows import LONGEST, Window
from claimant.extract.wordpiece import WordPiece
from claimant.model import By, Stance

from .makers import document

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,;:'\"!?-"
VOCABULARY = WordPiece.of(["[PAD]", "[UNK]", *LETTERS, *(f"##{letter}" for letter in LETTERS)])
DISTANCE = np.zeros((len(PAIRS) * 2, 20), dtype=np.float32)
WIDE = len(PAIRS) * 2


def by_chance(seed: int):
    """A network that says anything."""

    def network(looks: Sequence[Window]) -> list[Scores]:
        draw, out = np.random.default_rng(seed), []
        for look in looks:
            assert len(look) <= LONGEST
            n = len(look.head) + len(look.words)

            def table(*shape: int) -> np.ndarray:
                return (draw.normal(size=shape) * 4).astype(np.float32)

            out.append(
                Scores(
                    table(n, len(TAGGERS), 3),
                    table(n, WIDE * SIZE),
                    table(n, WIDE * SIZE),
                    table(n, WIDE),
                    table(n, 25),
                    0.0,
                )
            )
        return out

    return network


class Reader:
    """A network that has learnt one sentence pattern: the word before the cue speaks, the word after it is meant."""

    def __init__(self, cue: str, stance: Stance = Stance.BLAMES, voice: str = "named") -> None:
        self.cue, self.stance, self.voice, self.text = cue, stance, voice, ""

    def __call__(self, looks: Sequence[Window]) -> list[Scores]:
        return [self.scores(look) for look in looks]

    def scores(self, look: Window) -> Scores:
        words = (*look.head, *look.words)
        n, unary, lean = len(words), np.zeros((len(words), len(TAGGERS), 3)), np.zeros((len(words), WIDE))
        unary[:, :, 0], lean[:] = 5, -9
        labels = np.zeros((n, 25))
        for i, word in enumerate(words):
            if i >= len(look.head) and self.text[word.start : word.end] == self.cue:
                unary[i, 0] = (0, 9, 0)
                lean[i - 1, PAIRS.index("speaker") * 2] = 9
                lean[i + 1, PAIRS.index("target") * 2] = 9
                labels[i, STANCES.index(self.stance)] = 9
                labels[i, sum(size for _, size in GROUPS[:-1]) + VOICES.index(self.voice)] = 9
        zero = np.zeros((n, WIDE * SIZE))
        return Scores(*(t.astype(np.float32) for t in (unary, zero, zero, lean, labels)), 0.0)


def statements(text: str, network: Reader, **source: str | None):
    network.text = text
    return Trained(VOCABULARY, network, DISTANCE)(document(text, **source)).statements  # type: ignore[arg-type]


def test_speaker_and_target_are_cut_from_the_text():
    (one,) = statements("It rained. Norland blamed Ostria today.", Reader("blamed"))
    assert (one.speaker.text, one.cue.text, one.target.text) == ("Norland", "blamed", "Ostria")  # type: ignore[union-attr]
    assert (one.stance, one.quote.text, one.by) == (Stance.BLAMES, "Norland blamed Ostria today.", By.MODEL)
    assert one.confidence > 0.9


def test_the_narrator_has_no_speaker():
    (one,) = statements("Ravens bombed Selm.", Reader("bombed", voice="narrator"))
    assert one.own and one.speaker is None


def test_nobody_named_is_not_the_narrator():
    (one,) = statements("He is blamed Ostria.", Reader("blamed", voice="unnamed"))
    assert not one.own and one.speaker is None


def test_a_publisher_before_the_text_moves_nothing():
    text = "😀 Norland blamed Ostria."
    (one,) = statements(text, Reader("blamed"), publisher="Harbour Courier")
    assert text[one.speaker.start : one.speaker.end] == "Norland"  # type: ignore[union-attr]


def test_a_name_that_the_network_cuts_short_is_cut_whole():
    (one,) = statements("Norland blamed Red Ravens and Ostria.", Reader("blamed"))
    assert one.target.text == "Red Ravens"  # type: ignore[union-attr]
    (one,) = statements("Norland blamed the army.", Reader("blamed"))
    assert one.target.text == "the army"  # type: ignore[union-attr]


def test_in_capitals_only_words_that_end_no_name_lead_on():
    (one,) = statements("NORLAND BLAMED OSTRIA TODAY.", Reader("BLAMED"))
    assert one.target.text == "OSTRIA"  # type: ignore[union-attr]


def test_nobody_is_accused_by_what_somebody_did_not_say():
    assert not statements("He did not say that Norland bombed Selm.", Reader("bombed"))


def test_what_nothing_shows_is_doubted():
    (one,) = statements("There is no sign yet that Norland bombed Selm.", Reader("bombed"))
    assert one.stance is Stance.DOUBTS


def test_a_negated_accusation_clears():
    (one,) = statements("Police say Norland not bombed Selm.", Reader("bombed"))
    assert one.stance is Stance.CLEARS


def test_whoever_names_another_accuses_and_claims_nothing():
    (one,) = statements("Norland named Ostria.", Reader("named", Stance.CLAIMS))
    assert (one.stance, one.target.text) == (Stance.BLAMES, "Ostria")  # type: ignore[union-attr]
    (one,) = statements("Norland praised fighters.", Reader("praised", Stance.CLAIMS))
    assert one.stance is Stance.CLAIMS


def test_what_is_less_sure_than_the_limit_is_left_out():
    reader = Reader("blamed")
    reader.text = "Norland blamed Ostria."
    unsure = Calibration(kept=0.5, weights=(-9.0, 0.1, 0.1, 0.1, 0.1))
    assert not Trained(VOCABULARY, reader, DISTANCE, calibration=unsure)(document(reader.text)).statements


def test_what_the_gate_holds_back_is_not_read():
    reader = Reader("blamed")
    reader.text = "Norland blamed Ostria."
    using = Trained(VOCABULARY, reader, DISTANCE, gate=lambda sentences: [False] * len(sentences))
    assert not using(document(reader.text)).statements


def test_more_certain_numbers_make_more_confidence():
    calibration = Calibration(weights=(-1.0, 0.5, 0.2, 0.5, 0.5))
    assert calibration.confidence(0.6, 0.6, 0.6, 0.6) < calibration.confidence(0.9, 0.6, 0.6, 0.6) < 1
    assert calibration.confidence(0.0, 0.0, 0.0, 0.0) == 0.01


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=600), st.integers(0, 999))
def test_whatever_the_network_says_every_span_is_the_text_at_its_place(text, seed):
    one = document(text)
    found = Trained(VOCABULARY, by_chance(seed), DISTANCE)(one)
    assert list(found.statements) == sorted(found.statements, key=lambda s: s.quote.start)
    assert len({s.id for s in found.statements}) == len(found.statements)
    for statement in found.statements:
        for span in (statement.quote, statement.cue, statement.speaker, statement.target, statement.via):
            assert span is None or text[span.start : span.end] == span.text
        assert statement.quote.start <= statement.cue.start < statement.quote.end  # type: ignore[union-attr]
        assert not (statement.own and statement.speaker)
        if statement.stance not in {Stance.CLAIMS, Stance.DENIES}:
            assert statement.target
