"""The parts of a page, before it is HTML or Markdown: both are drawn from the same blocks, so they say the same.

Nothing here is trusted or escaped: the two renderers escape every string, ours and theirs alike.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

# ---------------------------------------------------------------- inside a line


@dataclass(frozen=True, slots=True)
class Data:
    """Somebody else's words (a name, a title, a quote): set apart, so that their writing direction stays inside."""

    kind: ClassVar[str] = "data"
    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of weight; `data` is True where they are somebody else's."""

    kind: ClassVar[str] = "strong"
    text: str
    data: bool = False


@dataclass(frozen=True, slots=True)
class Small:
    """Words of less weight: a hash, an offset, a remark."""

    kind: ClassVar[str] = "small"
    text: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A remark on what stands before it, on a line of its own where there is room: "in its own voice"."""

    kind: ClassVar[str] = "aside"
    text: str


@dataclass(frozen=True, slots=True)
class Cite:
    """Numbers of quotes in the list at the end; `more` further ones stand at `anchor`."""

    kind: ClassVar[str] = "cite"
    numbers: tuple[int, ...]
    more: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a text was found: a link where `href` is a safe http(s) address, else only its text."""

    kind: ClassVar[str] = "address"
    text: str
    href: str | None = None


Run = str | Data | Strong | Small | Aside | Cite | Address
"""A piece of a line; a plain string is our own words."""

Line = tuple[Run, ...]

# ---------------------------------------------------------------- quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One quote with all that is needed to find it again: `start` and `end` count characters of the stored text."""

    number: int
    text: str
    language: str | None
    source: str
    title: str | None
    day: str
    address: Address
    fragment: str | None
    document: str
    start: int
    end: int
    marked: str
    masked: bool = False


# ---------------------------------------------------------------- below each other


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `tone` is "" or "lead" (the answer), "confidence", "remark"."""

    kind: ClassVar[str] = "paragraph"
    line: Line
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    kind: ClassVar[str] = "heading"
    line: Line
    id: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with what stands below it."""

    line: Line
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `tone` is "" or "sources"."""

    kind: ClassVar[str] = "items"
    items: tuple[Item, ...]
    tone: str = ""
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """The quotes of a row, to be opened where they are cited: the first in full, of the `rest` their numbers."""

    kind: ClassVar[str] = "opening"
    notes: tuple[Note, ...]
    rest: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `number` cells are set right, `head` cells name their row."""

    line: Line
    number: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `id` can be linked to. `opening` holds its quotes, to be read below it at full width."""

    cells: tuple[Cell, ...]
    id: str = ""
    opening: Opening | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its caption; `head` are the names of the columns, those in `numbers` are set right.

    `tone` is "" or "held" (positions), "evidence": tables whose columns have widths of their own.
    """

    kind: ClassVar[str] = "table"
    id: str
    caption: Line
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: tuple[int, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """What is closed at first, with what it holds."""

    kind: ClassVar[str] = "more"
    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A drawn figure in two widths (SVG text, made by `claimant.tell.pictures`) with the same figures as a table."""

    kind: ClassVar[str] = "picture"
    id: str
    caption: Line
    wide: str
    narrow: str
    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A photograph that the publisher gave: a data: address, what it shows, and whose it is."""

    kind: ClassVar[str] = "shown"
    data: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class Live:
    """A place where the page's script puts something to try ("losses", "frames" or "filter"); nothing without scripts."""

    kind: ClassVar[str] = "live"
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The list of quotes."""

    kind: ClassVar[str] = "notes"
    notes: tuple[Note, ...]


Block = Paragraph | Heading | Items | Table | More | Picture | Shown | Live | Notes


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; sections without blocks are left out."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole brief. `opening` stands above the first section, without a heading of its own; `live` is what can be tried, as JSON.

    `full` is the name of the full brief, where this page is its one-page form and the quotes stand there.
    """

    title: str
    kicker: Line
    opening: tuple[Block, ...]
    sections: tuple[Section, ...]
    foot: Line
    live: str = ""
    full: str = ""


def folded(rows: tuple[Row, ...], table: Table, first: int, one: str, several: str = "") -> tuple[Block, ...]:
    """The table with its first rows, and the others closed below it: "12 further positions"."""
    if not rows:
        return ()
    if len(rows) <= first:
        return (replace(table, rows=rows),)
    rest = replace(table, id=f"{table.id}-rest", caption=(*table.caption, ", continued"), rows=rows[first:])
    left = len(rows) - first
    return replace(table, rows=rows[:first]), More(
        f"{left} further {one if left == 1 else several or one + 's'}", (rest,)
    )
