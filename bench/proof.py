"""Whether briefs prove themselves: every quote, number, source and page, by `claimant verify`.

    python -m bench.proof [--cases 200] [--seed 7] [--extractor model] [--briefs OUT]

Makes the brief of the worked example and of the generated cases of bench.care (reports that name private persons in many
spellings, so quotes with names taken out are among them), and verifies each against the sources that it was made from.
With --briefs also those that `python -m bench.incidents DATA_DIR --briefs OUT` left in OUT.

Printed: how many briefs, how many passages are the text at their offsets, and each check that did not hold; the status is 1 if any.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

from bench import care

from claimant.settings import Settings
from claimant.verify import Finding, verify
from claimant.workspace import Workspace

_PASSAGES = re.compile(r"(\d+) of (\d+) passages")


def made(folder: Path, name: str, question: str, source: Path, using: Settings) -> tuple[Finding, ...]:
    """The checks of the brief of these sources, made and verified in a folder of its own."""
    out = folder / name
    out.mkdir()
    with Workspace.in_memory(using) as workspace:
        workspace.add(name, [str(source)], question=question, under=source.parent)
        brief = workspace.brief(name).brief
    for file, text in brief.files:
        (out / file).write_text(text, encoding="utf-8", newline="\n")
    return verify(out, [str(source)], using=using)


def checks(options: argparse.Namespace, using: Settings, folder: Path) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """(name, checks) of each brief."""
    with as_file(files("claimant") / "example" / "reports") as example:
        yield "example", made(folder, "example", "Who attacked the Moscow concert?", example, using)
    for number, one in enumerate(care.cases(options.cases, options.seed)):
        table = folder / f"{number}.jsonl"
        table.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in one.rows), encoding="utf-8")
        yield f"case {number}", made(folder, table.stem, care.QUESTION, table, using)
    for brief in sorted(options.briefs.glob("*/brief.json")) if options.briefs else ():
        yield brief.parent.name, verify(brief.parent, [str(brief.parent / "reports.jsonl")], using=using)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--extractor", default="rules")
    parser.add_argument("--briefs", type=Path, metavar="OUT")
    options = parser.parse_args(arguments)
    briefs = wrong = exact = passages = 0
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for name, found in checks(options, replace(Settings(), extractor=options.extractor), Path(folder)):
            briefs += 1
            for one in found:
                if said := _PASSAGES.match(one.details):
                    exact, passages = exact + int(said[1]), passages + int(said[2])
                if one.holds is not True:
                    wrong += 1
                    print(f"{name}: {one.what}: {one.details}")
    seconds = time.perf_counter() - began
    print(f"{briefs} briefs in {seconds:.0f} s: {exact} of {passages} passages exact; {wrong} checks did not hold")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
