"""Translations of one communiqué have its names and numbers in its order, in other words."""

from __future__ import annotations

import pytest

from claimant.read import origins
from claimant.read.translations import name_key

from .makers import document

ENGLISH = (
    "The Ministry of Defence of Ostria said on Tuesday that 37 drones had attacked the port of Vell and the refinery at Harrow "
    "between 02:15 and 04:40. General Anton Korvin said that 29 were shot down over Lake Maren. Eight came down near the village "
    "of Tolsk, where 12 people were hurt, among them Irina Dahl. Moravia denied it through its envoy, Pavel Stern."
)
RUSSIAN = (
    "Во вторник Министерство обороны Острии сообщило: 37 беспилотников атаковали порт Велл и завод в Харроу с 02:15 до 04:40. "
    "По словам генерала Антона Корвина, 29 сбиты над озером Марен. Восемь упали у деревни Тольск, пострадали 12 человек, "
    "в их числе Ирина Даль. Моравия отрицает это устами посланника, это Павел Штерн."
)
AGAIN = (
    "In Ostria, so its defence ministry, 37 unmanned aircraft struck at Vell, its harbour, and at the oil works of Harrow, from "
    "02:15 until 04:40. As its general, Anton Korvin, put it, 29 of these were brought down above Lake Maren. The rest fell by "
    "Tolsk; there 12 inhabitants suffered wounds, and one is Irina Dahl. The Moravian envoy, Pavel Stern, rejects this."
)
OWN_REPORT = (
    "In Tolsk the windows are gone. Irina Dahl, 54, has 12 neighbours in hospital. She heard the first of 37 drones at 03:10, and "
    "the last at 04:40. The ministry in Ostria names 29 that General Anton Korvin had shot down; at Harrow the refinery burns."
)


@pytest.mark.parametrize(
    "one, other",
    [
        ("Захарова", "Zakharova"),
        ("Путина", "Putin"),
        ("Зеленский", "Zelensky"),
        ("Зеленський", "Zelenskyy"),
        ("Müller", "Muller"),
    ],
)
def test_the_spellings_of_a_name_have_one_key(one: str, other: str):
    assert name_key(one)[:3] == name_key(other)[:3]


def test_a_translation_shares_its_originals_origin_with_modest_confidence():
    a = document("a", ENGLISH, "2031-03-01", language="en")
    b = document("b", RUSSIAN, "2031-03-02", language="ru")
    (origin,) = origins([b, a])
    (link,) = origin.links
    assert (link.document, link.parent, link.how) == ("b", "a", "translation")
    assert 0.6 <= link.confidence < 0.8
    assert (
        link.reason
        == f"has {100 * link.likeness:.0f} % of its names and numbers in the same order as a, 1 March 2031, in other words"
    )


def test_another_translation_into_the_same_language_is_less_sure():
    a = document("a", ENGLISH, "2031-03-01", language="en")
    b = document("b", AGAIN, "2031-03-02", language="en")
    first = origins([a, document("c", RUSSIAN, "2031-03-02", language="ru")])[0].links[0]
    found = origins([a, b])
    assert len(found) == 1 and found[0].links[0].confidence < first.confidence


def test_another_report_of_the_same_event_is_no_translation():
    a = document("a", ENGLISH, "2031-03-01", language="en")
    assert len(origins([a, document("b", OWN_REPORT, "2031-03-02", language="en")])) == 2


def test_a_text_of_other_days_is_no_translation():
    a = document("a", ENGLISH, "2031-03-01", language="en")
    assert len(origins([a, document("b", RUSSIAN, "2031-03-20", language="ru")])) == 2
