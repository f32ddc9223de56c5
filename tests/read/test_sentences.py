from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.read import segment


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in segment(text)[1]]


# "|" marks where a sentence ends; it stands where the text has a space, or "¦" where it has none.
@pytest.mark.parametrize(
    "marked",
    [
        "He met Lt. Col. J. R. Smith on Sept. 3.|They spoke.",
        "Gen. Marsh and Mr. Bell left.|Mrs. Bell stayed at No. 5 Harbour St. Mary Lane.",
        "The U.S. Army came to the U.S.|The rest left.",
        "Agents of the F.S.B. denied it.|It cost 3.5 million.",
        "The blast came at 6.50 p.m.|Police arrived at 7 p.m. Moscow time.",
        'He said: "We did it."|They left.',
        '"Stop!" he said.|Why?|Nobody knew.',
        "(The army denied it.)|Then it left.",
        "Wait... and see.|He left…|She stayed.",
        "It was on Jan. 5.|It was in Jan.|The month ended.",
        "Acme Inc.|The firm closed.",
        "It was the militia.|al-Nahr had denied it.",
        "They asked why.[12]|Nobody said.",
        "A spy in court.¦The judge left.",
        "1. The cause is open.|2. The end is not.",
        "HE DENIED IT IN SAN PEDRO.|PRESIDENT LARA [OF THE UNION] AGREED.",
        'GEN. LARA DID IT.|"WE WON!" SAID COL. ROJAS.|HE LEFT.',
        "IN THE U.S.|HE SPOKE TO THE U.S. ARMY.",
        "В. В. Орлов заявил об этом в 2024 г. в Гавани.|Он обвинил соседей.",
        "هل فعلوا ذلك؟|نعم فعلوا.|قال الوزير.",
        "کس نے کیا۔|معلوم نہیں۔",
        "他否认了。¦我们不知道！¦完",
        "Am 3. März war es still.|« Oui. »|Il part.",
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(marked):
    text = marked.replace("|", " ").replace("¦", "")
    assert split(text) == marked.replace("¦", "|").split("|")


def test_no_sentence_crosses_a_blank_line_and_a_line_break_is_a_space():
    text = "A headline without a stop\n\nThe army\nsaid no. It\nleft."
    assert split(text) == ["A headline without a stop", "The army\nsaid no.", "It\nleft."]
    assert [text[start:end] for start, end in segment(text)[0]] == [
        "A headline without a stop",
        "The army\nsaid no. It\nleft.",
    ]


def test_items_of_a_list_are_sentences_of_their_own():
    assert split("They want:\n- peace\n- bread") == ["They want:", "- peace", "- bread"]


@given(st.text(alphabet=st.one_of(st.sampled_from(" .\n!?\"'”)»[1]AbU.Sن؟。۔-•"), st.characters()), max_size=80))
def test_every_character_lies_in_exactly_one_sentence_and_one_paragraph(text):
    for pairs in segment(text):
        covered = [place for start, end in pairs for place in range(start, end)]
        assert covered == sorted(set(covered))
        assert all(0 <= start < end <= len(text) for start, end in pairs)
        assert {place for place, character in enumerate(text) if not character.isspace()} <= set(covered)


@given(st.text(alphabet="Ab. \n!", max_size=80))
def test_every_sentence_lies_in_one_paragraph(text):
    found, cut = segment(text)
    assert all(sum(start <= one and end >= other for start, end in found) == 1 for one, other in cut)


@pytest.mark.parametrize(
    "unit", ["The army said on Friday that it had not fired at the market of the town. ", '"', ".", "[1]", " \n"]
)
def test_two_million_characters_take_a_moment(unit):
    text = unit * (2_000_000 // len(unit))
    started = time.process_time()
    segment(text)
    assert time.process_time() - started < 3  # 0.3 s on an idle machine; the bound only catches a square
