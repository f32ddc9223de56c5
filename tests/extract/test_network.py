"""The shipped model: whole or named as damaged, the same for a text whatever is beside it, and safe on hostile texts."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from importlib.resources import as_file
from time import process_time

import pytest

from claimant.errors import ClaimantError, ModelUnusable, UnknownExtractor
from claimant.extract import extractor, version
from claimant.extract.network import load, load_from, shipped
from claimant.extract.trained import everything
from claimant.model import By, Extraction, Stance

from .makers import document, line

LARGEST = 30_000_000


def read(text: str) -> Extraction:
    found = load()(document(text))
    for statement in found.statements:
        for span in (statement.quote, statement.cue, statement.speaker, statement.target, statement.via):
            assert span is None or text[span.start : span.end] == span.text
        assert 0 < statement.confidence < 1
        assert statement.by is By.MODEL
    return found


def told(text: str) -> list[str]:
    return [line(statement) for statement in read(text).statements]


@pytest.fixture
def copy(tmp_path):
    with as_file(shipped()) as folder:
        return shutil.copytree(folder, tmp_path / "model")


# ---------------------------------------------------------------- the files


def test_all_files_together_stay_small():
    with as_file(shipped()) as folder:
        assert sum(file.stat().st_size for file in folder.iterdir()) < LARGEST


def test_a_damaged_file_is_named_with_the_fallback(copy):
    whole = bytearray((copy / "reader.onnx").read_bytes())
    whole[1000] ^= 1
    (copy / "reader.onnx").write_bytes(whole)
    with pytest.raises(ModelUnusable, match=r"reader\.onnx.*damaged.*--extractor rules"):
        load_from(copy)


@pytest.mark.parametrize("name", ["reader.onnx", "vocabulary.txt", "gate.npz", "model.json"])
def test_a_missing_file_is_named_with_the_fallback(copy, name):
    (copy / name).unlink()
    with pytest.raises(ModelUnusable, match=rf"{name}.*--extractor rules"):
        load_from(copy)


def test_a_card_that_is_no_card_is_no_crash(copy):
    (copy / "model.json").write_text(json.dumps(["files"]), encoding="utf-8")
    with pytest.raises(ModelUnusable):
        load_from(copy)


def test_only_what_there_is_can_be_chosen():
    with pytest.raises(UnknownExtractor, match="model or rules"):
        extractor("oracle")
    assert issubclass(UnknownExtractor, ClaimantError)
    assert version("model") != version("rules")


# ---------------------------------------------------------------- plain sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Red Ravens claimed responsibility for the bombing of the market in a statement on Telegram.",
            "The Red Ravens | claims",
        ),
        (
            "President Ilse Morn blamed the Cedar Front for the attack that killed twelve people.",
            "President Ilse Morn | blames | the Cedar Front",
        ),
        (
            "The Cedar Front denied any involvement in the bombing on Tuesday.",
            "The Cedar Front | denies",
        ),
    ],
)
def test_what_any_reader_would_find(text, expected):
    assert [one for one in told(text) if one.startswith(expected)], told(text)


def test_weather_says_nothing():
    assert not told("It rained in Port Selm on Tuesday, and the ferry was late. The market opened at nine.")


def test_a_text_says_the_same_whatever_is_beside_it():
    texts = [
        "The Red Ravens claimed responsibility for the bombing.",
        "Norland accused Ostria of shooting down the aircraft. " * 9,
        "Police said that members of the Cedar Front had set fire to the station.",
    ]
    alone = [load()(document(text)) for text in texts]
    assert load().many([document(text) for text in texts]) == alone
    assert load().many([document(text) for text in reversed(texts)]) == alone[::-1]


def test_the_gate_lets_the_plain_ones_pass():
    text = "It rained. The Red Ravens claimed responsibility for the bombing of the market. The ferry was late."
    open_gate = replace(load(), gate=everything)
    assert [line(s) for s in load()(document(text)).statements] == [
        line(s) for s in open_gate(document(text)).statements
    ]


# ---------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "\x00" * 1000,
        "\x00The Red Ravens\x00 claimed\x00 responsibility for the bombing.\x00",
        "ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺᚾᛁᛃ ᛈᛇᛉᛊᛏᛒ ᛖᛗᛚᛜᛟᛞ. " * 50,
        "أعلنت الجماعة مسؤوليتها عن الهجوم. " * 50,
        "\u202eThe Red Ravens claimed responsibility for the bombing.\u202c",
        "😀👩‍👩‍👧 “The Red Ravens claimed responsibility for the bombing,” 😀 police said.",
        "e\u0301" * 3000,
        "İstanbul’da İİİ claimed responsibility for the attack.",
    ],
)
def test_strange_texts_give_exact_spans_or_none(text):
    read(text)


def test_two_megabytes_without_a_full_stop_are_read_in_bounded_time():
    began = process_time()
    read("the ferry was late and the market stayed open until nine while it rained in the port and " * 23_000)
    assert process_time() - began < 120


def test_a_long_tirade_without_a_full_stop_is_read_in_bounded_time():
    began = process_time()
    read("the rebels attacked the village and burned it down while nobody watched and " * 2_600)
    assert process_time() - began < 120


def test_a_word_of_two_megabytes_is_no_word():
    assert not read("x" * 2_000_000).statements


def test_ten_thousand_cues_are_read_in_bounded_time():
    began = process_time()
    found = read("The army blamed the Red Ravens for the attack. " * 2_500 + "claimed responsibility " * 2_500)
    assert process_time() - began < 200
    assert found.statements
    assert {s.stance for s in found.statements} >= {Stance.BLAMES}
