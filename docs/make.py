"""Writes the generated parts of the documentation: `make docs`. tests/test_docs.py fails where they are out of date.

A generated part stands between two comment lines, `<!-- generated:NAME -->` and `<!-- end -->`. The measured parts are
made anew only where CLAIMANT_SHARED names the evaluation data; elsewhere they stay as they are.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from math import exp
from pathlib import Path

from typer.testing import CliRunner

from claimant.cli import app
from claimant.settings import Settings
from claimant.weigh.ratios import CERTAINTY, FLOOR, FURTHER, FURTHER_MOST, NINETY_FIVE, RATIOS, ROLE, SAME_SIDE

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
            f"| {name} | {row.value:g} | {low:.2g} to {high:.2g} | {row.n or '–'} | {row.k if row.n else '–'} | {row.rests_on} |"
        )
    return "\n".join(rows) + "\n"


def constants() -> str:
    """The numbers of the weighing that are no ratios."""
    steps = ", ".join(f"{word} {value:g}" for word, value in CERTAINTY.items())
    roles = ", ".join(f"{word} {value:g}" for word, value in ROLE.items())
    return (
        "| number | value | where it comes from |\n|---|--:|---|\n"
        f"| power of a statement about another actor of the hypothesis' side | {SAME_SIDE:g} | fitted |\n"
        f"| weight of a side's further voices on the same answer | {FURTHER:g} | fitted |\n"
        f"| most that all further voices of a side weigh together | {FURTHER_MOST:g} | set; changes no figure on the coded incidents |\n"
        f"| share spread evenly over all answers at the end | {FLOOR:g} | fitted |\n"
        f"| power by certainty | {steps} | set; not measured |\n"
        f"| power by role | {roles} | set; not measured |\n"
    )


@cache
def measured() -> str | None:
    """What bench/cases.py prints, or None without the evaluation data."""
    shared = os.environ.get("CLAIMANT_SHARED")
    if not shared:
        return None
    scorer = Path(shared) / "tools" / "score_cases.py"
    command = [sys.executable, str(ROOT / "bench" / "cases.py"), f"{shared}/data/cases", "--scorer", str(scorer)]
    done = subprocess.run([*command, "--folds", "10"], check=True, capture_output=True, text=True)
    return str(done.stdout)


FORECASTS = {
    "uniform": "all answers equal",
    "majority": "majority of accusations, one vote a side",
    "claimant": "Claimant, on the incidents it was fitted on",
    "fitted anew, 10 folds": "the same model, fitted anew for each tenth of the incidents without it",
}
MEASURE = re.compile(r"(\w+) (\d\.\d+) \[(\d\.\d+), (\d\.\d+)\]")


def _figures(printed: str, forecast: str) -> dict[str, tuple[float, float, float]]:
    """Measure -> value and 95 % interval of one forecast."""
    line = next(line for line in printed.splitlines() if line.startswith(f"{forecast} "))
    return {name: (float(value), float(low), float(high)) for name, value, low, high in MEASURE.findall(line)}


def weighing() -> str | None:
    """The figures of the weighing as a table."""
    printed = measured()
    if printed is None:
        return None
    cases, method = re.search(r"^(\d+) cases, method (\S+)", printed).groups()  # type: ignore[union-attr]
    led, right = re.search(r"'leading' in (\d+) of \d+ cases, right in (\d+)", printed).groups()  # type: ignore[union-attr]
    rows = [
        f"On {cases} incidents, method version {method}, it printed:\n",
        "| forecast | first answer right | bits, lower is better | Brier score, lower is better |\n|---|--:|--:|--:|",
    ]
    for name, words in FORECASTS.items():
        found = _figures(printed, name)
        cells = ("{:.2f} [{:.2f}, {:.2f}]".format(*found[measure]) for measure in ("top1", "bits", "brier"))
        rows.append(f"| {words} | {' | '.join(cells)} |")
    rows.append(
        f'\nThe verdict was "leading" in {led} of the {cases} incidents, and right in {right} of them; this is on the incidents of the fit.'
    )
    return "\n".join(rows) + "\n"


def summary() -> str | None:
    """The figures of the weighing in a sentence."""
    printed = measured()
    if printed is None:
        return None
    cases = printed.split()[0]
    fitted, anew, vote = (
        "{:.0%} (95 % interval {:.0%} to {:.0%})".format(*_figures(printed, name)["top1"])
        .replace("%", " %")
        .replace("  ", " ")
        for name in ("claimant", "fitted anew, 10 folds", "majority")
    )
    return (
        f"On {cases} coded incidents whose author was later established, its first answer was the right one in\n{fitted}. "
        f"It was fitted on these incidents, so this flatters. Fitted anew for each tenth of them\nwithout it: {anew}; "
        f"a plain vote of the accusing sides: {vote}.\n"
    )


PARTS: dict[str, Callable[[], str | None]] = {
    "command-line": command_line,
    "settings": settings,
    "ratios": ratios,
    "constants": constants,
    "weighing": weighing,
    "summary": summary,
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
