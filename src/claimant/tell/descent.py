"""One origin as a tree: which document has its words from which, how that shows, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from claimant.model import Link, Origin, Passage, Source
from claimant.tell.blocks import Data, Item, Items, Line, Run, Strong
from claimant.tell.clean import one_line
from claimant.tell.prose import counted

DEEPEST = 4
"""Levels of the tree that are set in; copies of copies below stand on the last one."""
PARTS_SHOWN = 5
"""Passages from elsewhere that are named for one document; the rest is counted (all are in brief.json)."""
HIGH, MODERATE = 0.9, 0.7
"""Confidence in a link from which it is called high, or moderate."""

_HOW = {
    "exact": "The same text",
    "near": "Nearly the same text",
    "agency": "The same agency’s text",
    "sentences": "Mostly the same sentences",
    "credit": "Tells its report",
    "translation": "The same text in other words",
}


def confidence_word(confidence: float) -> str:
    """High, moderate or low: how sure a link is, in the words that also describe the confidence in the answer."""
    return "high" if confidence >= HIGH else "moderate" if confidence >= MODERATE else "low"


@dataclass(frozen=True, slots=True)
class _Tree:
    origin: Origin
    known: Mapping[str, Source]
    told: Callable[[Source], Line]
    links: Mapping[str, Link]
    below: Mapping[str, list[str]]


def descent(origin: Origin, known: Mapping[str, Source], told: Callable[[Source], Line]) -> Item:
    """The origin as a list entry, its documents below each other; `told` gives the line of one source."""
    links = {link.document: link for link in origin.links}
    present = [document for document in origin.documents if document in known]
    head = origin.head if origin.head in known else present[0]
    below: dict[str, list[str]] = {}
    for document in present:
        link = links.get(document)
        parent = link.parent if link else head
        if origin.outside and parent == origin.root:
            below.setdefault(origin.root, []).append(document)
        elif document != head:
            below.setdefault(parent if parent in present and parent != document else head, []).append(document)
    tree = _Tree(origin, known, told, links, below)
    if origin.outside and origin.root in below:
        line: Line = (Strong("A report of "), Strong(one_line(origin.outside), data=True), ", not among the documents.")
        return Item(line, _below(origin.root, tree, 1))
    wire: Line = ("Wire text of ", Data(one_line(origin.agency)), ": ") if origin.agency else ()
    return Item((*wire, *told(known[head])), (*_below(head, tree, 1), *_parts(head, origin)))


def _below(parent: str, tree: _Tree, level: int) -> tuple[Items, ...]:
    """The documents that hang on `parent`, each with its own below it, down to DEEPEST."""
    items: list[Item] = []
    waiting = list(reversed(tree.below.get(parent, ())))
    while waiting:
        document = waiting.pop()
        line = (*_copied(tree.links.get(document), tree), *tree.told(tree.known[document]))
        deeper = _below(document, tree, level + 1) if level < DEEPEST else ()
        if level == DEEPEST:
            waiting.extend(reversed(tree.below.get(document, ())))
        items.append(Item(line, (*deeper, *_parts(document, tree.origin))))
    return (Items(tuple(items), "sources"),) if items else ()


def _copied(link: Link | None, tree: _Tree) -> Line:
    if link is None:
        return (Strong("Same origin. "),)
    parent = tree.known.get(link.parent)
    if link.how == "judged":  # nobody measured how like the two are
        of = Data(one_line(parent.name)) if parent else "another document"
        why: Line = (" (", Data(one_line(link.reason).rstrip(".")), ")") if link.reason else ()
        return (Strong("Put here by a person, as coming from "), of, *why, ": ")
    line: list[Run] = [Strong(_HOW.get(link.how, one_line(link.how)))]
    if link.how != "credit":
        line.append(" as ")
        line.append(Data(one_line(parent.name)) if parent else "another document")
        line.append(f", {round(link.likeness * 100)}\u00a0% alike")
    line.append(f"; confidence in the link: {confidence_word(link.confidence)}")
    if link.reason:
        line.extend((" (", Data(one_line(link.reason).rstrip(".")), ")"))
    return (*line, ": ")


def _parts(document: str, origin: Origin) -> tuple[Items, ...]:
    """What a document has from elsewhere, while the rest is its own."""
    counts: dict[str, int] = {}
    for passage in origin.passages:
        if passage.document == document:
            counts[_told(passage)] = counts.get(_told(passage), 0) + 1
    if not counts:
        return ()
    line: list[Run] = [Strong("In part from elsewhere"), ": "]
    for number, (reason, times) in enumerate(list(counts.items())[:PARTS_SHOWN]):
        line.append("; " if number else "it ")
        line.append(Data(reason))
        if times > 1:
            line.append(f" ({times} times)")
    rest = len(counts) - PARTS_SHOWN
    line.append(f"; and {counted(rest, 'further passage')}." if rest > 0 else ".")
    return (Items((Item(tuple(line)),), "sources"),)


def _told(passage: Passage) -> str:
    return f"{one_line(passage.reason)} (confidence {confidence_word(passage.confidence)})"
