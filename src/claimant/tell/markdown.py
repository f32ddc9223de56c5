"""The page as Markdown (GitHub's dialect: tables and footnotes), for those who forward, paste and compare.

Nothing from the case can become markup: signs that mean something in Markdown or HTML are escaped, lines are joined.
"""

from __future__ import annotations

import re

from claimant.tell.blocks import (
    Address,
    Aside,
    Cite,
    Data,
    Items,
    Line,
    Live,
    Note,
    Notes,
    Page,
    Row,
    Shown,
    Small,
    Strong,
    Table,
)
from claimant.tell.blocks import Block as AnyBlock
from claimant.tell.clean import one_line

_SIGNS = re.compile(r"([\\`*_\[\]|~!$])")
_START = re.compile(r"^(\s*)([#+\-=>:]|\d+[.)])")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ISOLATE, _END = "\u2068", "\u2069"


def markdown(page: Page) -> str:
    """The file's text."""
    parts = [f"# {escaped(page.title)}", _line(page.kicker)]
    parts.extend(_blocks(page.opening))
    for section in page.sections:
        parts.append(f"## {escaped(section.title)}")
        parts.extend(_blocks(section.blocks))
    parts.extend(("---", _line(page.foot)))
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """The text on one line, as Markdown that shows exactly its words; right-to-left words are isolated."""
    plain = one_line(text)
    plain = plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = _SIGNS.sub(r"\\\1", plain)
    plain = plain.replace("://", ":\\//").replace("www.", "www\\.")  # no address becomes a link by itself
    return f"{_ISOLATE}{plain}{_END}" if _RIGHT_TO_LEFT.search(plain) else plain


def _line(line: Line) -> str:
    return "".join(_run(run) for run in line)


def _opened(line: Line) -> str:
    """A line at the start of a block, where some signs would make a list, heading or quote of it."""
    return _START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", _line(line))


def _run(run: object) -> str:
    match run:
        case str():
            # Our own words keep their spaces at the ends, where they join other runs.
            return f"{_before(run)}{escaped(run)}{_after(run)}" if run.strip() else run
        case Data(text):
            return escaped(text)
        case Strong(text):
            return f"**{escaped(text)}**{_after(text)}" if text.strip() else ""
        case Small(text, code):
            if code:
                return f"`{one_line(text).replace('`', '')}`"
            return f"{_before(text)}{escaped(text)}{_after(text)}" if text.strip() else text
        case Aside(text):
            return f", {escaped(text)}"
        case Cite(numbers, more):
            return "".join(f"[^{number}]" for number in numbers) + (f" (+{more})" if more else "")
        case Address():
            return _address(run)
    return ""


def _before(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _after(text: str) -> str:
    return text[len(text.rstrip()) :]


def _address(address: Address, target: str | None = None) -> str:
    if not address.href:
        return escaped(address.text)
    # safe_address lets no bracket, quote or space through but ( and ), which end a Markdown link.
    href = (target or address.href).replace("(", "%28").replace(")", "%29")
    return f"[{escaped(address.text)}](<{href}>)"


def _blocks(blocks: tuple[AnyBlock, ...]) -> list[str]:
    return [part for block in blocks for part in _block(block)]


def _block(block: AnyBlock) -> list[str]:
    match block.kind:
        case "paragraph":
            text = _opened(block.line)  # type: ignore[union-attr]
            return [f"**{text.strip()}**" if getattr(block, "tone", "") == "lead" else text]
        case "heading":
            return [f"### {_line(block.line)}"]  # type: ignore[union-attr]
    if isinstance(block, Items):
        return [_items(block)]
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Shown):  # a picture of hundreds of kilobytes is nothing for a text
        return [f"*Picture: {escaped(block.alt)} ({escaped(block.credit)})*"]
    if isinstance(block, Live):
        return []
    if isinstance(block, Notes):
        return ["\n".join(_note(note) for note in block.notes)]
    inner = getattr(block, "blocks", None)
    if inner is not None:
        return _blocks(inner)
    table: Table = block.table  # type: ignore[union-attr]
    return [f"*{_line(block.caption)}*", *_table(table)]  # type: ignore[union-attr]


def _items(block: Items, indent: str = "") -> str:
    lines = []
    for number, item in enumerate(block.items, 1):
        mark = f"{number}." if block.ordered else "-"
        lines.append(f"{indent}{mark} {_opened(item.line)}")
        lines.extend(_items(part, indent + "  ") for part in item.blocks if isinstance(part, Items))
    return "\n".join(lines)


def _table(table: Table) -> list[str]:
    if not table.rows:
        return []
    rule = ["--:" if place in table.numbers else "---" for place in range(len(table.head))]
    rows = [[escaped(name) for name in table.head], rule]
    rows.extend(_cells(row) for row in table.rows)
    return [f"{_line(table.caption)}:", "\n".join(f"| {' | '.join(row)} |" for row in rows)]


def _cells(row: Row) -> list[str]:
    cells = [_line(cell.line) for cell in row.cells]
    if row.opening:
        # What opens below a row on the page stands in its last cell here.
        cells[-1] = _line((Cite((*(note.number for note in row.opening.notes), *row.opening.rest)),))
    return cells


def _note(note: Note) -> str:
    title = f", “{escaped(note.title)}”" if note.title else ""
    masked = "; a private person’s name is withheld" if note.masked else ""
    return (
        f"[^{note.number}]: “{escaped(note.text)}” {escaped(note.source)}{title}, {note.day}. "
        f"{_address(note.address, note.fragment)}. Characters {note.start} to {note.end} of document "
        f"{escaped(note.document)}; {note.marked}{masked}."
    )
