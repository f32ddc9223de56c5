"""Reports that try to make a withheld name stand somewhere: in no file of the brief, of an export or of the site does it."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest

from claimant import exchange, publish, tell
from claimant.errors import ClaimantError
from claimant.records import dump
from claimant.settings import Settings
from claimant.tell.exchange import Terms
from claimant.tell.site import Publication
from claimant.workspace import Workspace

QUESTION = "Who bombed the bridge at Vell?"
HEAD = {"publisher": "Coast Herald", "date": "2031-05-04", "place": "Kyiv"}
DEED = "for the bombing of the bridge at Vell"
ARRESTED = "Police arrested {}, a welder, on suspicion of the bombing of the bridge at Vell."


def everything(folder: Path, rows: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Every file that the case is ever written as, with its name and address."""
    table = folder / "table.jsonl"
    table.write_text("".join(f"{json.dumps(HEAD | row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    with Workspace.in_memory(Settings(extractor="rules")) as workspace:
        workspace.add("case", [str(table)], question=QUESTION)
        brief = workspace.brief("case").brief
        assessment, _ = workspace.assess("case")
        yield "title", brief.title
        yield from brief.files
        yield "case.json", dump(tell.withhold(workspace.case("case")[0]))
        for kind in exchange.KINDS:
            if kind != "claimreview":
                yield from exchange.export(workspace, "case", kind)[0]
        for position in assessment.case.positions:
            terms = Terms(signed_off="Desk", positions=(position.id,), address="https://desk.example/b")
            try:
                yield from exchange.export(workspace, "case", "claimreview", terms=terms)[0]
            except ClaimantError:
                continue  # a doubt, or an answer that was not weighed
    (folder / "brief").mkdir()
    for name, text in brief.files:
        (folder / "brief" / name).write_text(text, encoding="utf-8")
    publish.publish(folder / "brief", folder / "site", by="Desk", day=date(2031, 5, 5), despite="a test")
    publish.build(folder / "site", Publication(title="Desk", address="https://desk.example/"))
    for path in (folder / "site").rglob("*"):
        yield "path", str(path.relative_to(folder))
        if path.suffix in {".html", ".json", ".xml", ".md", ".txt", ".js", ".ics"}:
            yield str(path), path.read_text(encoding="utf-8")


def plain(text: str) -> str:
    """As a reader or a program sees it: entities, percent signs and escapes read, no accents, no invisible signs."""
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), unquote(unquote(html.unescape(text))))
    text = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in text if unicodedata.category(sign) not in {"Mn", "Cf"}).casefold()


LEAKS = {
    "parts of the name": (
        [
            {"text": f"{ARRESTED.format('Tavian Orlowecki')} Ukraine blamed Orlowecki {DEED}."},
            {"title": "Tavian's long night", "text": f"Russia blamed Tavian {DEED}. The Kremlin said that Tavian O. bombed the bridge at Vell. Russia blamed a man named Orlowecky {DEED}."},
        ],
        "tavian orloweck",
    ),
    "initials": (
        [
            {"text": f"An anonymous caller blamed Tavian Piotr Orlowecki {DEED}."},
            {"text": f"Ukraine blamed T. P. Orlowecki {DEED}. Russia blamed T.P.Orlowecki {DEED}. The Kremlin said that T.P.O. bombed the bridge at Vell."},
        ],
        "tavian orlowecki t.p.",
    ),
    "organisations and places": (
        [
            {"text": ARRESTED.format("Tavian Orlowecki")},
            {
                "publisher": "Orlowecki Media", "author": "T. Orlowecki", "title": "Statement of Orlowecki Logistics", "place": "Orlowecki Farm", "note": "bought from Tavian",
                "text": f"Orlowecki Logistics denied that it bombed the bridge at Vell. Ukraine blamed Orlowecki & Sons Ltd {DEED}. The Committee to Free Tavian Orlowecki blamed Russia {DEED}. "
                "Police said that 12 people were killed at the bridge at Vell on Orlowecki Street.",
            },
        ],
        "tavian orlowecki",
    ),
    "possessives": (
        [
            {"text": f"A source blamed Tavian Orlowess {DEED}."},
            {"text": f"Ukraine said that Orlowess' car bombed the bridge at Vell. Russia blamed Orlowess’s cousin {DEED}. Ukraine blamed the Orlowesses {DEED}. Ukraine blamed an Orlowess-led gang {DEED}. Police blamed pro-Orlowess militants {DEED}."},
        ],
        "tavian orlowess",
    ),
    "addresses, ids and authors": (
        [
            {"text": "A blogger accused Tavian Orlowecki of the bombing of the bridge at Vell."},
            {
                "id": "tavian_orlowecki", "url": "https://x.example/p/tAvIaN%2DoRlOwEcKi", "author": "tavian.orlowecki@mail.example", "title": "orlowecki.tavian", "publisher": "tavianorlowecki.example",
                "text": f"Ukraine blamed Russia {DEED}. Russia blamed tavian.orlowecki@mail.example {DEED}. Russia blamed @torlowecki {DEED}. Ukraine blamed #JusticeForTavian {DEED}.",
            },
        ],
        "tavian orlowecki",
    ),
    "scripts and accents": (
        [
            {"text": ARRESTED.format("Timofei Zhuravkov")},
            {"text": f"Ukraine blamed Тимофей Журавков {DEED}. Russia blamed Тимофея Журавкова {DEED}. Ukraine blamed Tymofiy Zhuravkov {DEED}. Russia blamed Timofej Schurawkow {DEED}. Ukraine blamed Ţïmöfeï Žuravkóv {DEED}."},
        ],
        "timof тимоф журавк zhurav schuraw zurav tymof",
    ),
    "capitals, and letters set apart": (
        [
            {"text": f"POLICE ARRESTED TAVIAN ORLOWECKI OVER THE BOMBING OF THE BRIDGE AT VELL. UKRAINE BLAMED TAVIAN ORLOWECKI {DEED.upper()}."},
            {"title": "TAVIAN ORLOWECKI BLAMED", "text": f"Ukraine blamed ORLOWECKI {DEED}. Russia blamed tavian orlowecki {DEED}. Ukraine blamed O R L O W E C K I {DEED}. Russia blamed O-R-L-O-W-E-C-K-I {DEED}."},
        ],
        "tavian|orlowecki|o r l o|o-r-l-o",
    ),
    "hyphens and line ends": (
        [
            {"text": f"An unnamed official blamed Tavian Orlowecki-Brandt {DEED}."},
            {"text": f"Ukraine blamed Tavian Orlo-\nwecki {DEED}. Russia blamed Ta-\nvian Orlowecki {DEED}. Ukraine blamed Tavian Orlo- wecki {DEED}. Russia blamed Brandt {DEED}."},
        ],
        "tavian orlo wecki brandt",
    ),
    "misspelt, and digits for letters": (
        [
            {"text": f"Police blamed Tavian Orlowecki {DEED}, citing an anonymous tip."},
            {"text": f"Ukraine blamed Travian Orlowekci {DEED}. Russia blamed Tavain Orlovecki {DEED}. Ukraine blamed Orlwecki {DEED}. Ukraine blamed 0rlowecki {DEED}. Russia blamed Tav1an Or1owecki {DEED}."},
        ],
        "tavian travian tavain orlow orlov orlwe rlowecki tav1an or1o",
    ),
    "a minor by the surname alone": (
        [
            {"text": f"Ukraine blamed Tavian Orlowecki {DEED}. Tavian Orlowecki, 19, was convicted of murder by a court in Kyiv."},
            {"text": "Ukraine said that Orlowecki was 17 when he bombed the bridge at Vell."},
        ],
        "tavian orlowecki",
    ),
    "an anonymous word for a charge": (
        [{"text": f"A source said that Tavian Orlowecki, who was charged with murder on Monday, bombed the bridge at Vell. Users of a forum blamed Egon Marquardt {DEED}. According to an anonymous blogger, Egon Marquardt was convicted of murder."}],
        "tavian orlowecki egon marquardt",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "names"), LEAKS.values(), ids=LEAKS)
def test_no_file_gives_the_name_away(rows: list[dict[str, str]], names: str, tmp_path: Path):
    words = names.split("|") if "|" in names else names.split()
    rows = [{"id": str(number)} | row for number, row in enumerate(rows)]
    found = [(name, word) for name, text in everything(tmp_path, rows) for word in words if word in plain(text)]
    assert found == []


@pytest.mark.parametrize(
    "later",
    [
        "A court in Kyiv acquitted Tavian Orlowecki of the bombing of the bridge at Vell.",
        "An appeals court threw out the conviction of Tavian Orlowecki.",
        "The verdict against Orlowecki was struck down on appeal.",
        "Prosecutors dropped the case against Tavian Orlowecki.",
        "Judges found Orlowecki not guilty.",
        "Tavian Orlowecki walked free from court on Monday after the judges found no evidence against him.",
        "Tavian Orlowecki was declared innocent by the court.",
        "Tavian Orlowecki came home. His mother wept. The court had overturned his conviction.",
        "Das Gericht hat Tavian Orlowecki freigesprochen.",
    ],
)
def test_whoever_was_acquitted_later_is_not_named(later: str, tmp_path: Path):
    charged = f"Ukraine blamed Tavian Orlowecki {DEED}. Tavian Orlowecki was convicted of murder on Monday."
    rows = [{"id": "a", "text": charged}, {"id": "b", "date": "2032-09-04", "text": later}]
    assert not [name for name, text in everything(tmp_path, rows) if re.search("tavian|orlowecki", plain(text))]


def test_a_plea_of_not_guilty_does_not_undo_a_conviction(tmp_path: Path):
    text = f"Ukraine blamed Tavian Orlowecki {DEED}. Tavian Orlowecki was convicted of murder on Monday. Tavian Orlowecki had pleaded not guilty."
    files = dict(everything(tmp_path, [{"id": "a", "text": text}]))
    assert "Ukraine blamed Tavian Orlowecki" in files["brief.md"]


def test_an_organisation_that_is_accused_is_named(tmp_path: Path):
    text = f"Police blamed the Ostrava Cartel {DEED}. A militant outfit Ruvanda has claimed responsibility {DEED}."
    rows = [{"id": "a", "text": text}]
    files = dict(everything(tmp_path, rows))
    assert "Ostrava Cartel" in files["brief.md"] and "Ruvanda" in files["brief.md"]


def test_of_two_who_stood_trial_the_convicted_one_is_named(tmp_path: Path):
    text = f"Ukraine blamed Tavian Orlowecki {DEED}. Ukraine blamed Egon Marquardt {DEED}. Tavian Orlowecki was convicted of murder on Monday. Egon Marquardt was acquitted."
    files = dict(everything(tmp_path, [{"id": "a", "text": text}]))
    assert "Ukraine blamed Tavian Orlowecki" in files["brief.md"] and "Marquardt" not in files["brief.md"]


def test_the_id_of_a_known_actor_stays_whole_whatever_a_person_is_called(tmp_path: Path):
    rows = [
        {
            "text": "Karl Salvador, 31, was arrested. Police accused Karl Salvador of the bombing at Vell. "
            "The Armed Forces of El Salvador denied that they carried out the bombing at Vell.",
            "publisher": "Herald",
            "date": "2024-05-04",
        }
    ]
    table = tmp_path / "rows.jsonl"
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    with Workspace.in_memory() as workspace:
        workspace.add("case", [str(table)], question="Who carried out the bombing at Vell?")
        case, _ = workspace.case("case")
    masked = tell.withhold(case)
    assert masked != case, "the person is withheld"
    known = {actor.id for actor in case.actors if actor.known}
    assert "el-salvador-armed-forces" in known
    assert known <= {actor.id for actor in masked.actors}
