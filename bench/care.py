"""How many names of private persons leak into a brief, and how many office-holders are masked in error.

    python -m bench.care [--cases 240] [--seed 7] [--extractor rules] [--show 10]

Cases are put together from templates and name lists written for this file; no real person is meant. Each has one to three
private persons (accused, relative, witness, victim, minor), an official, and documents that write the names in many ways:
in capitals, reversed, with initials, possessive, with signs inside, in another romanisation or script, in titles,
addresses, file names, authors and notes. Some are charged (and must be named, with the quote), some only seem to be.

Goals: no leak, no minor and nobody wrongly named; at most 1 % of the mentions of office-holders masked.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote, unquote

from claimant import tell
from claimant.settings import Settings
from claimant.spellings import COMMON
from claimant.workspace import Workspace

QUESTION = "Who bombed the Harrow bridge?"

NAMES = (
    ("Dilnoza", "Karimova"), ("Tomasz", "Wierzbicki"), ("Ilgar", "Tomesku"), ("Karl-Heinz", "Dornfeld"), ("Siobhan", "O'Grattan"), ("Mehmet", "Yildirgan"),
    ("Aigerim", "Zhumabekova"), ("Luka", "Sarchevic"), ("Nadezhda", "Kholodova"), ("Jusuf", "al-Rashwani"), ("Mirela", "Popescanu"), ("Anselm", "Voss"),
    ("Bertrand", "de Quillac"), ("Ingeborg", "Lindqvarn"), ("Oyelaran", "Adeboyejo"), ("Thandeka", "Mkhizwayo"), ("Ximena", "Arredonda"), ("Farrukh", "Tashmatov"),
    ("Will", "Day"), ("Rose", "Marchetti-Klum"), ("Jordan", "Pellworth"), ("Paris", "Underhay"), ("Zoltan", "Kereskenyi"), ("Evgeny", "Shcherbatov"),
)  # fmt: skip
"""First name and surname, made up; some are common words, states or cities, some are often romanised otherwise."""

OTHER_SPELLINGS = {
    "Karimova": ("Kerimova", "Karimowa", "Каримова"), "Dilnoza": ("Dilnosa", "Дильноза"), "Zhumabekova": ("Dzhumabekova", "Жумабекова"),
    "Aigerim": ("Aygerim", "Айгерим"), "Kholodova": ("Holodova", "Kholodowa", "Холодова"), "Nadezhda": ("Nadjezhda", "Надежда"), "Jusuf": ("Yusuf", "Yousouf"),
    "Tashmatov": ("Tashmatoff", "Ташматов"), "Farrukh": ("Farruh", "Фаррух"), "Shcherbatov": ("Schtscherbatow", "Щербатов"), "Evgeny": ("Evgenii", "Евгений"),
    "Sarchevic": ("Sarcevic", "Sarčević"), "Lindqvarn": ("Lindkvarn",), "Yildirgan": ("Yıldırgan",), "Popescanu": ("Popescănu",), "Voss": ("Voß",),
}  # fmt: skip

OFFICIALS = (
    "Interior Minister Ana Brelova", "President Stepan Orlenko", "Foreign Ministry spokeswoman Ludmila Tarn", "Mayor Henrik Solberg-Aas", "Police Chief Radu Minculescu",
    "General Viktor Hasanli", "Ambassador Claire Montrobert", "Prosecutor Ilir Gashaj", "Governor Pedro Quintanal", "Judge Amara Diallonde",
)  # fmt: skip

ACCUSED = (
    "An anonymous caller blamed {full} for the bombing of the Harrow bridge in Ukraine.",
    "A source close to the inquiry said that {full} carried out the attack on the Harrow bridge.",
    "Police arrested {full}, a taxi driver, and accused {last} of planting the bomb at the Harrow bridge.",
    "{full} was detained on Monday and is suspected of bombing the Harrow bridge, police said.",
    "Ukraine blamed {full} for the attack on the Harrow bridge. {last} denied any involvement in the bombing.",
    "Users of a message board accused {full} of the bombing of the Harrow bridge.",
)
AGAIN = (
    "Police said on Friday that {form} was behind the attack on the Harrow bridge.",
    "Ukraine accused {form} of the bombing of the Harrow bridge.",
    "A lawyer for {form} said that {form} had nothing to do with the attack on the Harrow bridge.",
    "The Security Service of Ukraine said that {form} bombed the Harrow bridge on orders from Russia.",
    "Russia denied that it had hired {form} for the bombing of the Harrow bridge.",
)
RELATIVE = (
    "{full}, {first0}'s sister, said that Russia bombed the Harrow bridge.",
    "His brother {full} told reporters that Russia was behind the attack on the Harrow bridge.",
    "The suspect's mother, {full}, blamed Russia for the attack on the Harrow bridge.",
)
WITNESS = (
    "{full}, a witness, said that Russia bombed the Harrow bridge.",
    "{full}, who saw the blast from the bank, blamed Russia for the attack on the Harrow bridge.",
    "Resident {full} said that two men of Islamic State bombed the Harrow bridge.",
)
VICTIM = (
    "The hospital said that 12 people were killed at the Harrow bridge, among them the nurse {full}.",
    "{full}, 34, was killed in the attack on the Harrow bridge; Ukraine blamed Russia for it.",
)
MINOR = (
    "Police arrested {full}, a 17-year-old, and blamed {last} for the bombing of the Harrow bridge.",
    "A boy of 15, {full}, was charged with murder over the attack on the Harrow bridge, and police said {last} bombed it.",
    "Ukraine blamed {full} for the attack on the Harrow bridge. The teenager was convicted of murder in May.",
    "The school pupil {full} bombed the Harrow bridge, police said. Prosecutors charged {full} with terrorism.",
    "Police said that {full} (16) carried out the attack on the Harrow bridge. {full} was convicted of murder.",
    "Ukraine blamed {full}, who was 17 at the time, for the bombing of the Harrow bridge.",
)
OFFICIAL = (
    "{office} blamed Russia for the attack on the Harrow bridge.",
    "{office} said that Islamic State bombed the Harrow bridge.",
    "Russia accused {office} of the attack on the Harrow bridge.",
)
CHARGED = (
    "Police blamed {full} for the bombing of the Harrow bridge. {full} was charged with murder on Tuesday.",
    "Ukraine blamed {full} for the attack on the Harrow bridge. Prosecutors charged {full} with terrorism over the blast.",
    "Police said that {full} bombed the Harrow bridge. {full} pleaded guilty to murder in court.",
    "Ukraine accused {full} of the attack on the Harrow bridge. {full} was convicted of the bombing by a court in Kyiv.",
    "Police said that {full} bombed the Harrow bridge. {full} claimed responsibility for the attack in a video.",
    "Ukraine blamed {full} for the bombing of the Harrow bridge. {full}, 41, has been charged with terrorism, prosecutors said.",
)
NOT_CHARGED = (
    "Police blamed {full} for the bombing of the Harrow bridge. An anonymous source said that {full} was charged with murder.",
    "Ukraine blamed {full} for the attack on the Harrow bridge. {full} was not charged with murder.",
    "Police said that {full} bombed the Harrow bridge. {full} could be charged with terrorism.",
    "Ukraine blamed {full} for the attack on the Harrow bridge. The brother of {full} was charged with murder.",
    "Police blamed {full} for the bombing of the Harrow bridge. {full} was charged with murder, but the charges were dropped.",
    "Ukraine blamed {full} for the attack on the Harrow bridge. {full} was convicted of theft in 2009.",
    "Police said that {full} bombed the Harrow bridge. {full} confessed to the bombing in custody.",
    "Police blamed {full} for the bombing of the Harrow bridge. Prosecutors want to charge {full} with murder.",
    "Ukraine blamed {full} for the attack on the Harrow bridge. Was {full} charged with murder?",
    "Police blamed {full} for the bombing of the Harrow bridge. A man who met {full} was charged with murder.",
    "Ukraine blamed {full} for the attack on the Harrow bridge. According to Telegram channels, {full} was charged with terrorism.",
    "Police blamed {full} for the bombing of the Harrow bridge. Prosecutors charged a friend of {full} with murder.",
)
TITLES = (
    "{full} held over bridge blast",
    "Who is {full}?",
    "{UPPER} BLAMED FOR BRIDGE BOMB",
    "The {last} file",
    "Harrow bridge: what we know",
    "Neighbours of {last} speak",
)
PLACES = (
    "ukraine/{slug}-held.html",
    "2031/05/{glued}.html",
    "story?name={encoded}",
    "bridge/{kslug}",
    "news/{rslug}-profile",
    "harrow-bridge-blast",
)


@dataclass(frozen=True, slots=True)
class Someone:
    """A private person of a case: what the brief must do with the name."""

    first: str
    last: str
    role: str
    named: bool = False

    @property
    def full(self) -> str:
        """First name and surname."""
        return f"{self.first} {self.last}"

    @property
    def words(self) -> set[str]:
        """The words by which a leak is known, in all spellings that the case uses."""
        every = (self.first, self.last, *OTHER_SPELLINGS.get(self.first, ()), *OTHER_SPELLINGS.get(self.last, ()))
        words = {bare(word) for name in every for word in re.findall(r"[^\W\d_]+", name)}
        return {word for word in words if len(word) > 2 and word not in COMMON and word not in {"jordan", "paris"}}


@dataclass(slots=True)
class Made:
    """One generated case: its documents as rows of a table, and what is to be masked and to be named."""

    persons: list[Someone]
    official: str
    rows: list[dict[str, str]] = field(default_factory=list)


def bare(text: str) -> str:
    """Small letters without accents and invisible signs."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in plain if unicodedata.category(sign) not in {"Mn", "Cf"}).casefold()


def forms(person: Someone, dice: random.Random) -> list[str]:
    """Ways in which a text may write the name."""
    first, last = person.first, person.last
    other = [dice.choice((name, *OTHER_SPELLINGS.get(name, ()))) for name in (first, last)]
    inside = dice.choice(("\u200b", "\u00ad", "\u2060", "\u200d", "\u202e"))
    at = dice.randrange(1, len(last))
    return [
        person.full, last, f"{last}'s", f"{last}’s brother", person.full.upper(), f"{last}, {first}", f"{first} {last[0]}.", f"{first[0]}. {last}", " ".join(other), other[1],
        f"{first} {last[:at]}{inside}{last[at:]}", f"Mr {last}", f"{first} Emil {last}", f"{first}-{last}", f"{first} <b>{last}</b>", f"*{first}* _{last}_", f"the {last}s",
        unicodedata.normalize("NFD", person.full), f"{first}\u00a0{last}", f"@{first.lower()}{last.lower().replace(chr(39), '')}",
    ]  # fmt: skip


def make(dice: random.Random) -> Made:
    """One case."""
    chosen = dice.sample(NAMES, 3)
    kind = dice.choice(
        ("accused", "accused", "accused", "minor", "minor", "charged", "not charged", "relative", "witness", "victim")
    )
    first = Someone(*chosen[0], role=kind, named=kind == "charged")
    made = Made([first], dice.choice(OFFICIALS))
    opening = {"minor": MINOR, "charged": CHARGED, "not charged": NOT_CHARGED}.get(kind, ACCUSED)
    texts = [fill(dice.choice(opening), first)]
    if kind in {"relative", "witness", "victim"}:
        second = Someone(*chosen[1], role=kind)
        made.persons.append(second)
        texts.append(
            fill(dice.choice({"relative": RELATIVE, "witness": WITNESS, "victim": VICTIM}[kind]), second, first)
        )
    texts.append(dice.choice(OFFICIAL).format(office=made.official))
    target = made.persons[0]
    for number in range(dice.randrange(2, 5)):
        if number:
            who = dice.choice(made.persons)
            texts = [dice.choice(AGAIN).format(form=dice.choice(forms(who, dice))) for _ in range(dice.randrange(1, 3))]
            texts.append(dice.choice(OFFICIAL).format(office=made.official))
        who = dice.choice(made.persons)
        lead = "A bomb tore through the Harrow bridge in Ukraine on Thursday, killing 12 people."
        made.rows.append(
            {
                "id": dice.choice((f"r{number}", f"{slug(target)}-{number}")),
                "publisher": dice.choice(("Harrow Herald", "Coast Wire", "Evening Mail", f"The {target.last} Files"))
                if number
                else "Harrow Herald",
                "author": dice.choice(("Staff", target.full, "Ines Marquart")),
                "title": fill(dice.choice(TITLES), who),
                "date": f"2031-05-{number + 2:02}",
                "url": f"https://news.example/{place(who, dice)}",
                "place": "Kyiv",
                "text": "\n\n".join([lead, *texts]),
            }
        )
    return made


def fill(template: str, person: Someone, other: Someone | None = None) -> str:
    return template.format(
        full=person.full,
        first=person.first,
        last=person.last,
        UPPER=person.full.upper(),
        first0=other.first if other else "",
    )


def slug(person: Someone) -> str:
    return re.sub(r"[^a-z]+", "-", bare(person.full)).strip("-")


def place(person: Someone, dice: random.Random) -> str:
    glued = slug(person).replace("-", "")
    kslug = bare(person.first)[0] + re.sub("[^a-z]", "", bare(person.last))
    rslug = "-".join(reversed(slug(person).split("-")))
    encoded = "".join(f"%{byte:02X}" for byte in quote(person.full).encode())
    return dice.choice(PLACES).format(slug=slug(person), glued=glued, encoded=encoded, kslug=kslug, rslug=rslug)


# ---------------------------------------------------------------- measuring


@dataclass(slots=True)
class Found:
    """What came of one case."""

    leaks: list[str] = field(default_factory=list)
    named: int = 0
    to_name: int = 0
    officials: int = 0
    officials_masked: int = 0


def leaks(text: str, words: set[str]) -> set[str]:
    """The words that a text holds, in whatever case, with its entities and percent signs read, also inside longer words."""
    seen = bare(unquote(unquote(html.unescape(text))))
    return {word for word in words if (word in seen if len(word) > 4 else re.search(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", seen))}  # fmt: skip


def measure(made: Made, folder: Path, extractor: str) -> Found:
    """Make the brief of a case, and look at every file of it."""
    table = folder / f"{slug(made.persons[0])}.jsonl"
    table.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in made.rows), encoding="utf-8")
    found = Found()
    with Workspace.in_memory(replace(Settings(), extractor=extractor)) as workspace:
        workspace.add("case", [str(table)], question=QUESTION)
        raw, _ = workspace.case("case")
        brief = workspace.brief("case").brief
    masked = tell.withhold(raw)
    private = {word for person in made.persons if not person.named for word in person.words}
    for name, text in brief.files:
        found.leaks.extend(f"{name}: {word}" for word in sorted(leaks(text, private)))
    said = json.loads(brief["brief.json"])["withheld"]["named"]
    for person in made.persons:
        if person.named:
            found.to_name += 1
            found.named += any(
                bare(one["name"]) == bare(person.full) and bare(person.last) in bare(one["quote"]["text"])
                for one in said
            )
    bearer = " ".join(made.official.split()[-2:])
    for before, after in zip(raw.heard, masked.heard, strict=True):
        if bearer in before.statement.quote.text:
            found.officials += 1
            found.officials_masked += bearer not in after.statement.quote.text
    return found


def cases(number: int, seed: int) -> Iterator[Made]:
    """The generated cases; the same seed gives the same."""
    dice = random.Random(seed)
    for _ in range(number):
        yield make(dice)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=240)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--extractor", default="rules")
    parser.add_argument("--show", type=int, default=10, help="print this many leaks")
    options = parser.parse_args(arguments)
    total, kinds, shown, began = Found(), Counter[str](), 0, time.process_time()
    leaking = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, made in enumerate(cases(options.cases, options.seed)):
            found = measure(made, Path(folder), options.extractor)
            kinds[made.persons[0].role] += 1
            leaking += bool(found.leaks)
            total.leaks += found.leaks
            total.named += found.named
            total.to_name += found.to_name
            total.officials += found.officials
            total.officials_masked += found.officials_masked
            if (found.leaks or found.named < found.to_name or found.officials_masked) and shown < options.show:
                shown += 1
                print(
                    f"case {number} ({made.persons[0].role}, {', '.join(p.full for p in made.persons)}): leaks {found.leaks}; named {found.named} of {found.to_name}; officials masked {found.officials_masked}"
                )
    seconds = time.process_time() - began
    persons = sum(kinds.values())
    print(f"{persons} cases ({', '.join(f'{n} {kind}' for kind, n in sorted(kinds.items()))}), {seconds:.0f} s")
    print(f"leaks: {len(total.leaks)} words in {leaking} cases (goal 0)")
    print(f"charged, convicted or self-identified, and named with the quote: {total.named} of {total.to_name}")
    share = total.officials_masked / max(1, total.officials)
    print(
        f"office-holders masked in error: {total.officials_masked} of {total.officials} mentions ({share:.1%}; goal at most 1 %)"
    )
    return 0 if not total.leaks and share <= 0.01 else 1


if __name__ == "__main__":
    sys.exit(main())
