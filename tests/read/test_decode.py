from __future__ import annotations

import pytest

from claimant.errors import SourceError
from claimant.read.decode import decode

FRENCH = "Le ministère a démenti l’attaque contre la forêt près de Hâvreville, où neuf personnes sont mortes."
RUSSIAN = "Министерство обороны опровергло сообщение об ударе по рынку, где погибли девять человек."


def test_a_byte_order_mark_is_believed_before_anything_else():
    assert decode("Déjà vu".encode("utf-16"), "utf-8", "a") == "Déjà vu"
    assert decode(b"\xef\xbb\xbfD\xc3\xa9j\xc3\xa0", "latin-1", "a") == "Déjà"


def test_the_charset_named_from_outside_is_used():
    assert decode(RUSSIAN.encode("koi8-r"), "KOI8-R", "a") == RUSSIAN


def test_latin_1_said_of_valid_utf_8_is_a_slip():
    assert decode(FRENCH.encode(), "iso-8859-1", "a") == FRENCH


def test_the_meta_element_of_a_page_names_its_charset():
    page = f'<html><head><meta charset="windows-1251"></head><p>{RUSSIAN}'
    assert decode(page.encode("cp1251"), None, "a", markup=True) == page


@pytest.mark.parametrize(
    ("text", "encoding"), [(FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (FRENCH, "utf-8"), (RUSSIAN, "utf-8")]
)
def test_without_a_name_the_encoding_is_told_from_the_bytes(text, encoding):
    assert decode(text.encode(encoding), None, "a") == text


def test_a_name_python_knows_but_news_never_uses_is_not_followed():
    assert decode(rb"\u0041 said so", "unicode_escape", "a") == r"\u0041 said so"


def test_one_broken_byte_in_a_long_utf_8_text_stays_marked():
    text = decode(("The army denied it. " * 50).encode() + b"\xff", None, "a")
    assert text.endswith("it. \ufffd")


@pytest.mark.parametrize(
    "data", [b"\x00\x01\x02\x03" * 50, bytes(range(1, 32)) * 20, b"\x89PNG\r\n" + bytes(range(128, 256)) * 9]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(SourceError, match=r"a\.bin: .*(NUL|readable|could not be told).* UTF-8"):
        decode(data, None, "a.bin")


def test_cyrillic_in_another_encoding_is_refused_not_guessed():
    with pytest.raises(SourceError, match="encoding that could not be told"):
        decode(("Москва и Киев. " * 9 + RUSSIAN).encode("koi8-r"), None, "a")
