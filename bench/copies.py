"""Planted near copies: how many pairs of texts with one origin are found, how many found pairs are true, and how fast.

    python -m bench.copies DATA_DIR [--texts 10000] [--seed 7] [--rounds 3]

Texts: the messages of muc4 (train, dev), the texts of modern (train, dev), and the sentences of polnear/train shuffled
and put together anew, each used once (no text marked test is read). Of them up to six in ten are kept as they are; the
rest of `--texts` are copies of these by a fixed seed, a third of them of fifty much copied texts and a quarter of them
made from a copy. A copy has one to four of: words changed (1 to 6 in a hundred), paragraphs or sentences cut (the longer
part stays), paragraphs in another order, another headline, another date line, an agency's line, a date line in another
language; and a publisher and a day of its own, or no day.

A true pair is two texts of one family (a text and its copies). The corpora have reprints of their own, which are no
errors: two texts that shared OWN_RUNS runs of eight words before anything was planted are left out of judgement, and so
are their copies with each other. This is counted on plain text, without the code that is measured. Their number is printed.

Seconds are those of `read.origins` alone, the median of the rounds, in one process: by the clock, and of the processor,
which is the fairer figure where other work runs beside it.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from time import perf_counter, process_time

from bench.tables import rows

from claimant.model import Document, Moment, Source
from claimant.read import origins, segment
from claimant.read.agencies import agency_line

TABLES = ("muc4/train", "muc4/dev", "modern/train", "modern/dev")
FEWEST_WORDS = 60
"""Words of a text that is taken: of a shorter one a cut copy would be a sentence."""
KEPT = 0.6
FAMOUS = 50
RUN, OWN_RUNS = 8, 12


@dataclass(frozen=True, slots=True)
class Planted:
    """One text with the number of the family that it belongs to, its publisher and its day."""

    family: int
    text: str
    publisher: str | None
    day: date | None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA_DIR")
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    kept = bases(options.data, chance)[: max(1, int(KEPT * options.texts))]
    planted = [*kept, *copies(kept, options.texts - len(kept), chance)]
    documents = [document(number, one) for number, one in enumerate(planted)]
    alike = alike_before(kept)
    words = sum(len(one.text.split()) for one in planted)
    print(
        f"{len(planted)} texts ({words} words): {len(kept)} as they are, {len(planted) - len(kept)} copies; {os.cpu_count()} cores"
    )
    print(f"{len(alike)} pairs of texts were alike before planting; they and their copies are left out of judgement")

    seconds, busy = [], []
    for _ in range(options.rounds):
        began, working = perf_counter(), process_time()
        found = origins(documents)
        seconds.append(perf_counter() - began)
        busy.append(process_time() - working)
    family = {one.id: planted[number].family for number, one in enumerate(documents)}
    right = wrong = aside = 0
    for origin in found:
        for one, other in combinations([family[id] for id in origin.documents], 2):
            if one == other:
                right += 1
            elif (min(one, other), max(one, other)) in alike:
                aside += 1
            else:
                wrong += 1
    true = sum(size * (size - 1) // 2 for size in Counter(family.values()).values())
    hows = Counter(link.how for origin in found for link in origin.links)
    print(
        f"pairs put to one origin: {right} true, {wrong} false, {aside} of texts alike before planting; {true} planted"
    )
    print(f"precision {right / max(1, right + wrong):.4f}, recall {right / max(1, true):.4f}")
    print(f"{len(found)} origins, the largest of {max(len(one.documents) for one in found)} texts; links: {dict(hows)}")
    print(
        f"{statistics.median(seconds):.2f} s (median of {options.rounds}), of the processor {statistics.median(busy):.2f} s"
    )
    return 0


# ---------------------------------------------------------------- texts


def bases(data: Path, chance: random.Random) -> list[Planted]:
    """The texts as they are, in a mixed order, each a family of its own."""
    found: list[tuple[str, str | None]] = []
    for table in TABLES:
        for row in rows(data / f"{table}.jsonl.gz"):
            found.append((row["text"], row.get("source")))
    found.extend((text, None) for text in anew(data / "polnear" / "train.jsonl.gz", chance))
    found = [(text, publisher) for text, publisher in found if len(text.split()) >= FEWEST_WORDS]
    chance.shuffle(found)
    return [
        Planted(number, text, publisher, _day(chance, date(2031, 1, 1), 60))
        for number, (text, publisher) in enumerate(found)
    ]


def anew(table: Path, chance: random.Random) -> Iterable[str]:
    """Texts of 100 to 250 words put together from shuffled sentences, each used once, three to a paragraph."""
    sentences: dict[str, None] = {}
    for row in rows(table):
        for start, end in segment(row["text"])[1]:
            sentences[row["text"][start:end]] = None
    pool = list(sentences)
    chance.shuffle(pool)
    some: list[str] = []
    wanted = chance.randint(100, 250)
    for sentence in pool:
        some.append(sentence)
        if sum(len(one.split()) for one in some) >= wanted:
            yield "\n\n".join(" ".join(some[at : at + 3]) for at in range(0, len(some), 3))
            some, wanted = [], chance.randint(100, 250)


def copies(kept: Sequence[Planted], count: int, chance: random.Random) -> list[Planted]:
    """So many near copies of the texts, or of earlier copies of them."""
    made: list[Planted] = []
    latest: dict[int, Planted] = {}
    for _ in range(count):
        base = kept[chance.randrange(min(FAMOUS, len(kept)))] if chance.random() < 1 / 3 else chance.choice(kept)
        model = latest.get(base.family, base) if chance.random() < 1 / 4 else base
        text = model.text
        for change in chance.sample(CHANGES, chance.randint(1, 4)):
            text = change(text, chance)
        day = None if chance.random() < 0.1 else _day(chance, model.day or base.day or date(2031, 1, 1), 3)
        copy = Planted(base.family, text, f"Paper {chance.randrange(400)}", day)
        latest[base.family] = copy
        made.append(copy)
    return made


def document(number: int, one: Planted) -> Document:
    """As the workspace would read it."""
    paragraphs, sentences = segment(one.text)
    source = Source(
        id=f"t{number:06}",
        sha256=sha256(one.text.encode()).hexdigest(),
        capture="",
        publisher=one.publisher,
        date=Moment(one.day) if one.day else None,
        agency=agency_line(one.text, one.publisher, None),
        language="en",
        length=len(one.text),
    )
    return Document(source=source, text=one.text, paragraphs=paragraphs, sentences=sentences)


def _day(chance: random.Random, first: date, within: int) -> date:
    return first + timedelta(days=chance.randrange(within))


# ---------------------------------------------------------------- changes


def words_changed(text: str, chance: random.Random) -> str:
    """One to six in a hundred words are another word of the text, gone, or doubled."""
    parts = re.split(r"(\s+)", text)
    places = range(0, len(parts), 2)
    others = parts[::2]
    for place in chance.sample(places, max(1, int(len(places) * chance.uniform(0.01, 0.06)))):
        parts[place] = chance.choice(["", chance.choice(others), f"{parts[place]} {chance.choice(others)}"])
    return "".join(parts)


def cut(text: str, chance: random.Random) -> str:
    """The end is cut off after a paragraph, or a part in the middle is left out; half to nine tenths stay."""
    parts, join = _parts(text)
    if len(parts) < 2:
        return text
    total, left = len(text), chance.uniform(0.5, 0.9)
    kept = list(parts)
    while len(kept) > 1:
        gone = len(kept) - 1 if chance.random() < 0.7 else chance.randrange(1, len(kept))
        rest = kept[:gone] + kept[gone + 1 :]
        if sum(map(len, rest)) < left * total:
            break
        kept = rest
    return join.join(kept)


def reordered(text: str, chance: random.Random) -> str:
    """The paragraphs after the first in another order."""
    parts, join = _parts(text)
    rest = parts[1:]
    chance.shuffle(rest)
    return join.join([*parts[:1], *rest])


def headline(text: str, chance: random.Random) -> str:
    """A line of six to ten words of the text above it."""
    words = text.split()
    return " ".join(chance.choice(words) for _ in range(chance.randint(6, 10))) + "\n\n" + text


def date_line(text: str, chance: random.Random) -> str:
    """A place and a day before the first word."""
    place = chance.choice(("HARROW", "PORT VELL", "NORTH QUAY", "LOWER STRAND"))
    return f"{place}, {chance.randint(1, 28)} {chance.choice(('January', 'February', 'March'))} — {text}"


def agencys_line(text: str, chance: random.Random) -> str:
    """An agency's name in the date line, or at the end."""
    name = chance.choice(("Northline Wire", "Strand Press Agency", "AFP", "EFE"))
    return f"HARROW ({name}) - {text}" if chance.random() < 0.5 else f"{text}\n\nSource: {name}"


def foreign_date_line(text: str, chance: random.Random) -> str:
    """A date line in Spanish, French or German."""
    line = chance.choice(("{place}, {day} de enero", "{place}, le {day} janvier", "{place}, {day}. Januar"))
    return line.format(place=chance.choice(("BOGOTÁ", "LIMA", "WIEN")), day=chance.randint(2, 28)) + f". {text}"


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    words_changed, cut, reordered, headline, date_line, agencys_line, foreign_date_line,
)  # fmt: skip


def _parts(text: str) -> tuple[list[str], str]:
    """Paragraphs, or the sentences of a text that has only one or two."""
    paragraphs = text.split("\n\n")
    if len(paragraphs) > 2:
        return paragraphs, "\n\n"
    return [text[start:end] for start, end in segment(text)[1]], " "


# ---------------------------------------------------------------- alike before


def alike_before(kept: Sequence[Planted]) -> set[tuple[int, int]]:
    """The pairs of families whose texts share OWN_RUNS runs of RUN words or more, before anything was planted."""
    holders: dict[int, list[int]] = {}
    for one in kept:
        words = re.findall(r"\w+", one.text.lower())
        for run in {hash(tuple(words[at : at + RUN])) for at in range(len(words) - RUN + 1)}:
            holders.setdefault(run, []).append(one.family)
    shared: Counter[tuple[int, int]] = Counter()
    for families in holders.values():
        if 1 < len(families) <= 50:
            shared.update(combinations(sorted(families), 2))
    return {pair for pair, runs in shared.items() if runs >= OWN_RUNS}


if __name__ == "__main__":
    sys.exit(main())
