"""No written brief gives away a private person, however the name is written and wherever it stands."""

from __future__ import annotations

import html
import json
import re
import tempfile
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimant import tell
from claimant.errors import CareError
from claimant.model import Brief, Case
from claimant.settings import Settings
from claimant.spellings import COMMON
from claimant.verify import verify
from claimant.workspace import Workspace

QUESTION = "Who bombed the bridge at Vell?"
HEAD = {"publisher": "Coast Herald", "date": "2031-05-04", "place": "Kyiv"}


def made(*rows: dict[str, str], **setting: str) -> tuple[Case, Brief]:
    """The case as it is kept, and its brief, of a table of documents."""
    lines = "".join(f"{json.dumps(HEAD | row, ensure_ascii=False)}\n" for row in rows)
    with tempfile.TemporaryDirectory() as folder, Workspace.in_memory(replace(Settings(extractor="rules"), **setting)) as workspace:  # type: ignore[arg-type]  # fmt: skip
        table = Path(folder) / "table.jsonl"
        table.write_text(lines, encoding="utf-8")
        workspace.add("case", [str(table)], question=QUESTION)
        return workspace.case("case")[0], workspace.brief("case").brief


def told(brief: Brief) -> str:
    """All files as a reader or a program sees them: entities and percent signs read, no accents, no invisible signs."""
    text = unquote(unquote(html.unescape("\n".join(text for _, text in brief.files))))
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in {"Mn", "Cf"}).casefold()


def given_away(brief: Brief, name: str) -> list[str]:
    """The words of the name that the files hold, but for ordinary words; long ones also inside of others."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Mn", "Cf"}).casefold()
    words = [word for word in re.findall(r"[^\W\d_]{3,}", letters) if word not in COMMON]
    seen = told(brief)
    return [word for word in words if (word in seen if len(word) > 4 else re.search(rf"\b{word}\b", seen))]


# ---------------------------------------------------------------- any name, written in any way

FIRST = st.sampled_from(
    "Dilnoza Tomasz Ilgar Mehmet Aigerim Thandeka Oyelaran Nadezhda Zoltan Ximena Will Karl-Heinz".split()
)
LAST = st.sampled_from("Karimova Wierzbicki Tomesku Yildirgan Zhumabek Mkhizwayo Adeboyejo Kholodova O'Grattan Lindqvarn Marchetti-Klum Day".split())  # fmt: skip
SAID = st.sampled_from(
    [
        "An anonymous caller blamed {} for the bombing of the bridge at Vell.",
        "Police said that {} bombed the bridge at Vell.",
        "Police arrested {}, a taxi driver, who is suspected of bombing the bridge at Vell.",
        "Police said that {}, 16, bombed the bridge at Vell and was charged with murder.",
        "{}, a witness, said that Russia bombed the bridge at Vell.",
        "His brother {} blamed Russia for the bombing of the bridge at Vell.",
    ]
)
AGAIN = st.sampled_from(
    [
        "Ukraine blamed {} for the bombing of the bridge at Vell.",
        "Russia denied that it had hired {} for the bombing of the bridge at Vell.",
        "The Kremlin said that friends of {} bombed the bridge at Vell.",
    ]
)
WAYS = st.sampled_from(
    [
        lambda f, s: f"{f} {s}",
        lambda f, s: s,
        lambda f, s: f"{f} {s}".upper(),
        lambda f, s: f"{f} {s}".lower(),
        lambda f, s: f"{s}, {f}",
        lambda f, s: f"{f[0]}. {s}",
        lambda f, s: f"{f} {s[0]}.",
        lambda f, s: f"{s}'s lawyer",
        lambda f, s: f"Mr {s}’s",
        lambda f, s: f"{f} Emil {s}",
        lambda f, s: f"<b>{f}</b> <i>{s}</i>",
        lambda f, s: f"**{f}** _{s}_",
        lambda f, s: f"{f[:2]}\u200b{f[2:]} {s[:1]}\u00ad{s[1:]}",
        lambda f, s: f"\u202b{f} {s}\u202c",
        lambda f, s: unicodedata.normalize("NFD", f"{f} {s[:-1]}{s[-1]}\u0301"),
        lambda f, s: f"{f}\u00a0{s}",
        lambda f, s: f"{f}{s}",
        lambda f, s: f"@{f}_{s}".lower(),
        lambda f, s: f"{f}-{s}",
        lambda f, s: f"{f} {s.replace('a', 'а').replace('o', 'о')}",  # letters of another alphabet that look alike
    ]
)  # fmt: skip
PLACES = st.sampled_from(
    [
        lambda n: f"https://news.example/{'-'.join(n.lower().split())}-held",
        lambda n: f"https://news.example/?who={quote(n)}",
        lambda n: f"https://news.example/{quote(quote(n))}",
        lambda n: f"https://news.example/{''.join(n.lower().split())}.html",
        lambda n: f"https://{''.join(re.findall('[a-z]+', n.lower()))}.example/",
    ]
)


@settings(max_examples=40)
@given(st.data(), FIRST, LAST)
def test_no_file_of_the_brief_has_a_word_of_the_name(data: st.DataObject, first: str, last: str):
    name = f"{first} {last}"
    rows = [{"id": "a", "text": data.draw(SAID).format(name)}]
    for number in range(data.draw(st.integers(1, 3))):
        written = data.draw(WAYS)(first, last)
        rows.append(
            {
                "id": data.draw(st.sampled_from([f"r{number}", f"{first}-{last}-{number}".lower()])),
                "text": data.draw(AGAIN).format(written),
                "title": data.draw(st.sampled_from(["What we know", "{} held", "Who is {}?", "The {} file"])).format(
                    written
                ),
                "url": data.draw(PLACES)(name),
                "author": data.draw(st.sampled_from(["Staff", name])),
                "publisher": data.draw(st.sampled_from(["Coast Herald", f"The {last} Files"])),
            }
        )
    _, brief = made(*rows)
    assert given_away(brief, name) == []


# ---------------------------------------------------------------- strange names


@pytest.mark.parametrize(
    "name",
    [
        "Karlo " * 49 + "Vossen",
        "Vossen" + "o" * 294,
        "Karlo <script>Vossen</script>",
        "Karlo](javascript:0) Vossen",
        "يوسف الرشواني",
        "\u202eKarlo Vossen\u202c",
        "Ka\u0301\u0302\u0303rlo Vos\u0308sen",
        "Kar\u200b\u200c\u200dlo Vos\u2060\ufeffsen",
        "Jordan Pellworth",
        "Will Dayle",
        "Yusuf ibn al-Rashwani",
        "李伟强",
    ],
)
def test_a_strange_name_is_withheld_too(name: str):
    text = f"Police said that {name} bombed the bridge at Vell in Ukraine. Ukraine blamed {name} for the bombing of the bridge at Vell."
    _, brief = made({"text": text, "title": f"{name} held"})
    assert set(given_away(brief, name)) <= {"script", "javascript", "jordan"}


def test_a_thousand_accused_cost_seconds():
    names = [f"{a}{b} {b}{a}sen" for a in ("Kar", "Vel", "Tor", "Min", "Dag", "Ulf", "Pir", "Sol") for b in ("mov", "lind", "tash", "ger", "bek", "qvar")]  # fmt: skip
    names = [f"{name}{end}" for name in names for end in ("", "off", "ik", "eb", "ul", "am", "ost", "ar", "uz", "ez", "ok", "ip", "un", "ad", "yr", "og", "ul", "ea", "io", "uk", "aw")]  # fmt: skip
    text = "\n\n".join(f"Ukraine blamed {name.title()} for the bombing of the bridge at Vell." for name in names[:1000])
    began = time.process_time()
    case, brief = made({"text": text})
    assert time.process_time() - began < 90
    assert len(case.care.persons) > 500
    seen = told(brief)
    assert not [name for name in names[:1000] if name.split()[1].casefold() in seen]


# ---------------------------------------------------------------- who is named


def test_an_official_and_a_suspect_of_one_surname_are_told_apart():
    text = (
        "Interior Minister Ana Brelova blamed Russia for the bombing of the bridge at Vell. "
        "Police arrested Tomas Brelova, a student, and accused him of the bombing. Ukraine blamed Brelova for the bombing of the bridge at Vell."
    )
    _, brief = made({"text": text})
    assert "Ana Brelova blamed Russia" in brief["brief.md"] and "Tomas" not in brief["brief.md"]


def test_a_minister_who_is_accused_is_named():
    text = "Russia blamed Ana Brelova for the bombing of the bridge at Vell. Interior Minister Ana Brelova denied any part in the bombing."
    _, brief = made({"text": text})
    assert "Russia blamed Ana Brelova for the bombing" in brief["brief.md"]


def test_a_state_of_the_same_name_is_named():
    text = "Ukraine blamed Jordan Pellworth for the bombing of the bridge at Vell. Jordan condemned it. The king of Jordan blamed Russia for the bombing of the bridge at Vell."
    _, brief = made({"text": text})
    assert "The king of Jordan blamed Russia" in brief["brief.md"] and "Pellworth" not in brief["brief.md"]


CHARGED = "Ukraine blamed Karlo Vossen for the bombing of the bridge at Vell. Karlo Vossen, 41, was charged with murder on Monday."


def test_who_was_charged_is_named_with_the_passage_that_says_so(tmp_path: Path):
    (tmp_path / "a.txt").write_text(f"---\npublisher: Coast Herald\ndate: 2031-05-04\n---\n{CHARGED}", encoding="utf-8")
    with Workspace.in_memory(Settings(extractor="rules")) as workspace:
        workspace.add("case", [str(tmp_path / "a.txt")], question=QUESTION)
        brief = workspace.brief("case").brief
    assert "Karlo Vossen (charged): “Karlo Vossen, 41, was charged with murder on Monday.” [^" in brief["brief.md"]
    assert "blamed Karlo Vossen" in brief["brief.html"]
    record = json.loads(brief["brief.json"])["withheld"]
    assert (record["persons"], record["named"][0]["lifted"]) == (0, "charged")
    out = tmp_path / "out"
    out.mkdir()
    for name, text in brief.files:
        (out / name).write_text(text, encoding="utf-8")
    assert all(finding.holds for finding in verify(out, [str(tmp_path / "a.txt")]))
    # the passage is one of the quotes that verify checks
    changed = (out / "brief.json").read_text(encoding="utf-8").replace("41, was charged", "42, was charged")
    (out / "brief.json").write_text(changed, encoding="utf-8")
    assert {f.what: f.holds for f in verify(out, [str(tmp_path / "a.txt")])}["quotes"] is False


# ---------------------------------------------------------------- the setting

SEVERAL = (
    "Ukraine blamed Karlo Vossen for the bombing of the bridge at Vell. His mother Ada Kernow blamed Russia for the bombing of the bridge at Vell. "
    "Mirela Popescanu, a witness, said that Russia bombed the bridge at Vell. Police said that 16-year-old Luka Sarchevic bombed the bridge at Vell. "
    "The analyst Ines Marquart said that Russia bombed the bridge at Vell."
)


def line(brief: Brief) -> str:
    """The line of the method that says what care was taken."""
    return next(line for line in brief["brief.md"].splitlines() if "Names of private persons" in line)


def test_the_brief_says_how_many_are_masked_and_why_and_names_nobody():
    _, brief = made({"text": SEVERAL})
    assert "setting: default" in line(brief)
    assert (
        "Masked here: 4 persons (1 minor, or perhaps one, 1 accused without a charge, 1 relative, 1 witness)."
        in line(brief)
    )
    assert json.loads(brief["brief.json"])["withheld"]["roles"] == {
        "minor": 1,
        "accused": 1,
        "relative": 1,
        "witness": 1,
    }
    assert "Ines Marquart" in brief["brief.md"]


def test_all_masks_speakers_too():
    _, brief = made({"text": f"{SEVERAL} {CHARGED}"}, care="all", care_reason="All live near the bridge.")
    assert "setting: all" in line(brief) and "Reason given: “All live near the bridge.”" in line(brief)
    for name in ("Karlo Vossen", "Ada Kernow", "Mirela Popescanu", "Luka Sarchevic", "Ines Marquart"):
        assert given_away(brief, name) == []


def test_none_prints_names_and_the_reason_but_no_minor():
    _, brief = made({"text": SEVERAL}, care="none", care_reason="All of them agreed.")
    assert "setting: none" in line(brief) and "Reason given: “All of them agreed.”" in line(brief)
    assert "Karlo Vossen" in brief["brief.md"] and given_away(brief, "Luka Sarchevic") == []


def test_none_without_a_reason_is_refused_before_anything_is_read():
    with pytest.raises(CareError, match="CLAIMANT_CARE_REASON"):
        Workspace.in_memory(Settings(care="none"))


@pytest.mark.parametrize("setting", [{}, {"care": "all"}, {"care": "none", "care_reason": "They agreed."}])
def test_what_is_withheld_stays_so_when_the_case_is_read_again(setting: dict[str, str]):
    case, _ = made({"text": SEVERAL}, **setting)
    once = tell.withhold(case)
    assert tell.withhold(once) is once and not once.care.places and not once.care.public and not once.care.kept
    masked: Sequence[object] = [person for person in once.care.persons if person.masked and person.forms]
    assert masked == []
