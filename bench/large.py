"""A brief of 1,000 documents: how long each stage takes after extraction, part by part.

    python -m bench.large [--documents 1000] [--profile]

The documents are made here from sentences of our own about an invented attack: 40 publishers, ten days, one in five a copy of
an agency's text. They are read and searched by the rules first, which is not in the figures; then origins, resolving, weighing
and telling are timed, each by the clock and by the processor of this process (on a shared machine the second is the fairer).
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import TypeVar

from claimant import extract, read, resolve, tell, weigh
from claimant.model import Document, Ledger, Moment, Source
from claimant.read import segment

T = TypeVar("T")

QUESTION = "Who bombed the bridge at Vell?"
DEED = "the bombing of the bridge at Vell in Ukraine"
SEED = 7

SPEAKERS = (
    "The Russian Foreign Ministry", "The Ukrainian government", "The Kremlin", "Volodymyr Zelensky", "Vladimir Putin", "The White House",
    "The Pentagon", "Emmanuel Macron", "The British government", "The Polish government", "The Turkish Foreign Ministry", "Islamic State",
    "The Iranian government", "Hezbollah", "The Israeli government", "The German government", "NATO", "The Federal Security Service",
)  # fmt: skip
TARGETS = ("Russia", "Ukraine", "Islamic State", "the United States", "Britain", "Iran", "Hezbollah", "Israel", "Poland", "Turkey")  # fmt: skip
SENTENCES = (
    "{speaker} blamed {target} for {deed}.",
    "{speaker} denied that it carried out {deed}.",
    "{speaker} claimed responsibility for {deed}.",
    "{speaker} said that {target} was behind {deed}.",
    "{speaker} doubted that {target} carried out {deed}.",
    "{speaker} said it had intercepted calls which show that {target} ordered {deed}.",
    "{speaker} ruled out that {target} had a part in {deed}.",
    "{speaker} said that {killed} people were killed and {hurt} were injured in {deed}.",
)
FILLING = (
    "The river carries barges of grain in summer, and the bridge is the only one for forty kilometres.",
    "Schools in the district stayed closed, and buses were sent around by the northern road.",
    "Residents queued for water while engineers looked at the pillars from boats.",
)


def documents(number: int) -> tuple[Document, ...]:
    """The documents, the same ones each time."""
    chance = random.Random(SEED)
    agency = [_story(chance) for _ in range(20)]
    return tuple(_document(place, agency[place % 20] if place % 5 == 0 else _story(chance)) for place in range(number))


def _story(chance: random.Random) -> str:
    parts = []
    for _ in range(chance.randint(3, 7)):
        parts.append(
            chance.choice(SENTENCES).format(
                speaker=chance.choice(SPEAKERS),
                target=chance.choice(TARGETS),
                deed=DEED,
                killed=chance.randint(10, 40),
                hurt=chance.randint(50, 120),
            )
        )
        parts.append(f"{chance.choice(FILLING)} A clerk counted {chance.randint(100, 99_999)} cars that week.")
    return " ".join(parts)


def _document(place: int, text: str) -> Document:
    text = f"{text} Report {place} of this paper." if place % 5 else text
    paragraphs, sentences = segment(text)
    digest = sha256(text.encode()).hexdigest()
    source = Source(
        id=f"d{place:04}", sha256=digest, capture=digest, found_at=f"table.jsonl row {place + 1}", address=f"https://paper-{place % 40}.example/{place}",
        title=f"Report {place} on the bridge", publisher=f"Paper {place % 40}", date=Moment(date(2024, 5, 2 + place % 10)), language="en", length=len(text),
    )  # fmt: skip
    return Document(source=source, text=text, sentences=sentences, paragraphs=paragraphs)


def timed(name: str, work: Callable[[], T], clock: dict[str, tuple[float, float]], profile: bool) -> T:
    """What `work` gives; its seconds by the clock and by the processor go to `clock`."""
    profiler = cProfile.Profile() if profile else None
    began, worked = time.perf_counter(), time.process_time()
    if profiler:
        made = profiler.runcall(work)
    else:
        made = work()
    clock[name] = time.perf_counter() - began, time.process_time() - worked
    if profiler:
        print(f"--- {name}")
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(18)
    return made


def main() -> None:
    """Make the documents, find the statements, and time what follows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--profile", action="store_true", help="print where each stage spends its time (slower)")
    arguments = parser.parse_args()
    texts = documents(arguments.documents)
    known = resolve.gazetteer()
    using = extract.extractor("rules", known.spoken_names())
    found = tuple(extract.extract(one, using=using) for one in texts)
    ledger = Ledger(question=QUESTION, documents=texts, origins=(), extractions=found)
    clock: dict[str, tuple[float, float]] = {}
    profile = arguments.profile
    origins = timed("origins", lambda: read.origins(texts), clock, profile)
    case = timed("resolve", lambda: resolve.resolve(replace(ledger, origins=origins)), clock, profile)
    assessment = timed("weigh", lambda: weigh.weigh(tell.withhold(case)), clock, profile)
    brief = timed("tell", lambda: tell.tell(assessment), clock, profile)
    print(f"{len(case.sources)} documents of {len(case.origins)} origins, {len(case.heard)} statements, {len(case.positions)} positions, {len(case.tolls)} figures")  # fmt: skip
    for name, (seconds, worked) in clock.items():
        print(f"{name:8} {seconds:6.2f} s by the clock, {worked:6.2f} s of the processor")
    print(f"together {sum(one for one, _ in clock.values()):6.2f} s by the clock, {sum(one for _, one in clock.values()):6.2f} s of the processor")  # fmt: skip
    print(", ".join(f"{name} {len(text.encode()):,} bytes" for name, text in brief.files))


if __name__ == "__main__":
    main()
