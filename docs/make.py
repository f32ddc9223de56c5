"""Writes the generated parts of the documentation: `make docs`. tests/test_docs.py fails where they are out of date.

A generated part stands between two comment lines, `<!-- generated:NAME -->` and `<!-- end -->`. The measured parts are
made anew only where CLAIMANT_SHARED names the evaluation data; elsewhere they stay as they are.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from math import exp
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from claimant.cli import app
from claimant.settings import Settings
from claimant.weigh.library import library as cases
from claimant.weigh.ratios import (
    CERTAINTY,
    CHORUS_MOST,
    FLOOR,
    FURTHER,
    FURTHER_MOST,
    NINETY_FIVE,
    RATIOS,
    ROLE,
    SAME_SIDE,
)

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PART = re.compile(r"(<!-- generated:([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def command_line() -> str:
    """The help of `claimant` and of each of its commands."""
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    pages: list[tuple[str, list[str]]] = [("claimant", [])] + [(f"claimant {name}", [name]) for name in names]
    return "\n".join(f"## {title}\n\n```text\n{_help(arguments)}\n```\n" for title, arguments in pages)


def _help(arguments: list[str]) -> str:
    result = CliRunner().invoke(app, [*arguments, "--help"], prog_name="claimant", env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    return "\n".join(line.rstrip() for line in result.output.strip().splitlines())


def settings() -> str:
    """Every option with its variable, default and help."""
    rows = ["| variable | default | what it does |", "|---|---|---|"]
    for item in fields(Settings):
        default = ("no", "yes")[item.default] if isinstance(item.default, bool) else item.default
        rows.append(f"| `CLAIMANT_{item.name.upper()}` | `{default}` | {item.metadata['help']} |")
    return "\n".join(rows) + "\n"


def ratios() -> str:
    """The table of the weighing, with the counts behind each row."""
    rows = ["| kind of statement | ratio | 95 % range | seen | about the right one | where the number comes from |"]
    rows.append("|---|--:|--:|--:|--:|---|")
    for name, row in RATIOS.items():
        low, high = (row.value * exp(sign * NINETY_FIVE * row.spread) for sign in (-1, 1))
        rows.append(
            f"| {name} | {row.value:.2g} | {low:.2g} to {high:.2g} | {row.n or '–'} | {row.k if row.n else '–'} | {row.rests_on} |"
        )
    return "\n".join(rows) + "\n"


def constants() -> str:
    """The numbers of the weighing that are no ratios."""
    steps = ", ".join(f"{word} {value:g}" for word, value in CERTAINTY.items())
    roles = ", ".join(f"{word} {value:g}" for word, value in ROLE.items())
    return (
        "| number | value | where it comes from |\n|---|--:|---|\n"
        f"| power of a statement about another actor of the hypothesis' side | {SAME_SIDE:g} | fitted before, on 62 incidents; other values change little |\n"
        f"| weight of a side's further voices on the same answer | {FURTHER:g} | fitted before, on 62 incidents; other values change little |\n"
        f"| most that all further voices of a side weigh together | {FURTHER_MOST:g} | set; changes no figure on the coded incidents |\n"
        f"| most sides whose bare words count for one answer | {CHORUS_MOST} | set; changes no figure on the coded incidents |\n"
        f"| share spread evenly over all answers at the end | {FLOOR:g} | fitted before, on 62 incidents |\n"
        f"| power by certainty | {steps} | set; not measured |\n"
        f"| power by role | {roles} | set; not measured |\n"
    )


@cache
def measured() -> str | None:
    """What bench/cases.py prints, or None without the evaluation data."""
    shared = os.environ.get("CLAIMANT_SHARED")
    if not shared:
        return None
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.cases", f"{shared}/data/cases", f"{folder}/out.json", "--leave-one-out"]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return str(done.stdout)


FORECASTS = ("all answers equal", "majority, one vote a side", "naive Bayes on stance and basis", "Claimant")
LINE = re.compile(r"(\d\.\d+) \[(\d\.\d+), (\d\.\d+)\] +(\d\.\d+) +(\d\.\d+) +(\d\.\d+)$")
SIZE = re.compile(r"holds (\S+) of (\S+) answers")
LED = re.compile(r"'leading' in (\d+) of (\d+) cases.*right in (\d+)")
PAIRED = re.compile(r"paired: (\S+) bits \[(\S+), (\S+)\]")


def _block(printed: str, name: str) -> tuple[int, dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The number of cases of one part of what was printed, the figures of each forecast, and the paired difference."""
    part = printed.split(f"\n{name}: ")[1].split("\n\n")[0]
    figures = {}
    for forecast in FORECASTS:
        line = next(line for line in part.splitlines() if line.strip().startswith(f"{forecast} "))
        figures[forecast] = LINE.search(line).groups()  # type: ignore[union-attr]
    return int(part.split()[0]), figures, PAIRED.search(part).groups()  # type: ignore[union-attr]


def weighing() -> str | None:
    """The figures of the weighing as tables."""
    printed = measured()
    if printed is None:
        return None
    method, others = re.search(r"method (\S+), fitted on (\d+) others", printed).groups()  # type: ignore[union-attr]
    rows = []
    titles = {
        "all": "the 62 incidents",
        "first blame wrong": "those of the 62 whose first blame was wrong",
        "the library": "the solved incidents of the library",
        "the library, first blame wrong": "those of the library whose first blame was wrong",
    }
    for name, title in titles.items():
        count, figures, paired = _block(printed, name)
        rows += [
            f"On {title} ({count}), method version {method}:\n",
            "| forecast | bits, lower is better | Brier score | first answer right | truth in the 95 % set |\n|---|--:|--:|--:|--:|",
        ]
        for forecast, (bits, low, high, brier, top, inside) in figures.items():
            rows.append(f"| {forecast} | {bits} [{low}, {high}] | {brier} | {float(top):.0%} | {float(inside):.0%} |")
        size = SIZE.search(printed.split(f"\n{name}: ")[1]).groups()  # type: ignore[union-attr]
        rows.append(
            f"\nClaimant against naive Bayes, case by case: {paired[0]} bits [{paired[1]}, {paired[2]}]. "
            f"The 95 % set holds {size[0]} of {size[1]} answers on average.\n"
        )
    led, every, right = map(int, LED.search(printed).groups())  # type: ignore[union-attr]
    rows.append(
        f"**The verdict named somebody in {led} of the {every} incidents, and rightly in {right} of these ({right / led:.0%}).**\n\n".replace(
            "%", " %"
        )
        + f"The table was fitted for each incident on all others of these {every}, {others} of them the library's. "
        f"Reliability, over all answers of all incidents coded, the library's too, each by a table fitted without it:\n\n{printed[printed.index('| probability given') :].strip()}"
    )
    return "\n".join(rows) + "\n"


def summary() -> str | None:
    """The figures of the weighing in a sentence."""
    printed = measured()
    if printed is None:
        return None
    count, figures, _ = _block(printed, "all")
    led, every, right = map(int, LED.search(printed).groups())  # type: ignore[union-attr]
    ours, vote = figures["Claimant"], figures["majority, one vote a side"]
    return (
        f"On {count} coded incidents whose author was later established, each left out of the fit, its first answer was right in\n"
        f"{float(ours[4]):.0%}, and the truth cost {ours[0]} bits [{ours[1]}, {ours[2]}]; a plain vote of the accusing sides: "
        f"{float(vote[4]):.0%} and {vote[0]} bits [{vote[1]}, {vote[2]}].\nThe verdict named somebody in {led} of {every} coded incidents, and "
        f"was right in {right / led:.0%} of them.\n"
    ).replace("%", " %")


def library() -> str:
    """What the case library holds."""
    known = cases()
    solved = [one for one in known if one.truth]
    regions = Counter(one.region for one in known)
    how = Counter(one.strength for one in solved)
    years = [one.case.incident.date.day.year for one in known if one.case.incident.date]
    statements = sum(len(one.case.positions) for one in known)
    return (
        f"{len(known)} incidents of {min(years)} to {max(years)} with {statements} statements: "
        + ", ".join(f"{region} {count}" for region, count in regions.most_common())
        + f". The author of {len(solved)} was later established ("
        + ", ".join(f"{count} by {name}" for name, count in how.most_common())
        + f"); that of {len(known) - len(solved)} never was.\n"
    )


PARTS: dict[str, Callable[[], str | None]] = {
    "command-line": command_line,
    "settings": settings,
    "ratios": ratios,
    "constants": constants,
    "weighing": weighing,
    "summary": summary,
    "library": library,
}


def filled(text: str) -> str:
    """The page with every generated part made anew."""

    def made(match: re.Match[str]) -> str:
        part = PARTS[match[2]]()
        return match[0] if part is None else f"{match[1]}{part}{match[3]}"

    return PART.sub(made, text)


def pages() -> list[Path]:
    """The pages that have generated parts."""
    return [
        path
        for path in [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
        if PART.search(path.read_text(encoding="utf-8"))
    ]


if __name__ == "__main__":
    for page in pages():
        page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
