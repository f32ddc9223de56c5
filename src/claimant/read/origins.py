"""Where texts come from: exact copies, near copies and agency texts are grouped, so that each origin counts once."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from claimant.model import Document, Link, Origin
from claimant.read.agencies import agency_key
from claimant.read.likeness import Wording, pairs, shared, wording
from claimant.settings import Settings

FEWEST_WORDS = 12
"""Shorter texts are grouped by exact copy only: a sentence alone is no evidence of copying."""
CUT_COPY = 0.8
"""The share of a shorter text inside a longer one above which it is a cut copy of it ..."""
CUT_COPY_WORDS = 40
"""... if it has this many words."""
AGENCY_OVERLAP = 0.35
"""The share of the shorter text that two texts with one agency line must have in common."""


@dataclass(frozen=True, slots=True)
class _Bond:
    """Two documents (by place) with one origin: how, and how like they are from 0 to 1."""

    one: int
    other: int
    how: str
    likeness: float
    shorter: int


def origins(documents: Iterable[Document], *, using: Settings = Settings()) -> tuple[Origin, ...]:  # noqa: B008
    """Group documents by the origin of their words; every document is in exactly one group.

    Texts with the same words are exact copies. Near copies share `using.echo_overlap` of their word 5-grams (Jaccard),
    or the longer holds 80 % of a shorter one of 40 words or more. Two texts with the same agency line (or one by the
    agency itself) that share 35 % are both the agency's. Groups are transitive, while each link keeps its own
    likeness: it leads to the most alike document that is already joined to the head, the earliest of the group.

    The order of `documents` does not matter. Of documents with the same id the first in time stands for all.
    """
    ordered = _in_time(documents)
    known: dict[str, int] = {}
    texts = [wording(document.text, known) for document in ordered]
    bonds = [*_exact(texts), *_near(ordered, texts, using.echo_overlap)]
    beside: dict[int, list[_Bond]] = {}
    for bond in bonds:
        beside.setdefault(bond.one, []).append(bond)
        beside.setdefault(bond.other, []).append(bond)
    joined: set[int] = set()
    groups: list[Origin] = []
    for head in range(len(ordered)):
        if head not in joined:
            groups.append(_grown(head, ordered, beside, joined))
    return tuple(groups)


def _in_time(documents: Iterable[Document]) -> list[Document]:
    """By date, those without one last, then by id."""

    def key(document: Document) -> tuple[object, ...]:
        date = document.source.date
        return (date is None, date.key if date else (), document.id, document.source.found_at, document.source.name)

    ordered: dict[str, Document] = {}
    for document in sorted(documents, key=key):
        ordered.setdefault(document.id, document)
    return list(ordered.values())


def _exact(texts: list[Wording]) -> Iterator[_Bond]:
    first: dict[bytes, int] = {}
    for place, text in enumerate(texts):
        head = first.setdefault(text.digest, place)
        if head != place:
            yield _Bond(head, place, "exact", 1.0, place)


def _near(ordered: list[Document], texts: list[Wording], overlap: float) -> Iterator[_Bond]:
    alone = [place for place, text in enumerate(texts) if len(text.words) >= FEWEST_WORDS]
    distinct = list({texts[place].digest: place for place in reversed(alone)}.values())[::-1]
    for left, right in pairs([texts[place] for place in distinct]):
        one, other = distinct[left], distinct[right]
        bond = _bond(ordered, texts, one, other, overlap)
        if bond:
            yield bond


def _bond(ordered: list[Document], texts: list[Wording], one: int, other: int, overlap: float) -> _Bond | None:
    common = shared(texts[one], texts[other])
    shorter = one if len(texts[one].words) < len(texts[other].words) else other
    if common.contained >= CUT_COPY and len(texts[shorter].words) >= CUT_COPY_WORDS:
        return _Bond(one, other, "near", common.contained, shorter)
    if common.jaccard >= overlap:
        return _Bond(one, other, "near", common.jaccard, shorter)
    if common.contained >= AGENCY_OVERLAP and _agencies(ordered[one], ordered[other]):
        return _Bond(one, other, "agency", common.contained, shorter)
    return None


def _agencies(one: Document, other: Document) -> str | None:
    """The agency, as printed, that both documents' lines name, or that publishes one and stands in the other's line."""
    for first, second in ((one, other), (other, one)):
        if first.source.agency:
            key = agency_key(first.source.agency)
            for name in (second.source.agency, second.source.publisher):
                if name and agency_key(name) == key:
                    return first.source.agency
    return None


def _grown(head: int, ordered: list[Document], beside: dict[int, list[_Bond]], joined: set[int]) -> Origin:
    """The group around `head`: from it, always the most alike document next (a maximum spanning tree, Prim's way)."""
    members, links = [head], []
    joined.add(head)
    waiting: list[tuple[float, int, int, _Bond]] = []

    def offer(member: int) -> None:
        for bond in beside.get(member, ()):
            new = bond.other if bond.one == member else bond.one
            if new not in joined:
                heapq.heappush(waiting, (-bond.likeness, new, member, bond))

    offer(head)
    while waiting:
        _, new, member, bond = heapq.heappop(waiting)
        if new in joined:
            continue
        joined.add(new)
        members.append(new)
        links.append(_link(ordered, new, member, bond))
        offer(new)
    members.sort()
    place = {ordered[member].id: number for number, member in enumerate(members)}
    links.sort(key=lambda link: place[link.document])
    documents = [ordered[member] for member in members]
    return Origin(
        id=f"origin:{ordered[head].id}",
        head=ordered[head].id,
        documents=tuple(document.id for document in documents),
        links=tuple(links),
        agency=next((document.source.agency for document in documents if document.source.agency), None),
    )


def _link(ordered: list[Document], child: int, parent: int, bond: _Bond) -> Link:
    name = _called(ordered[parent])
    percent = f"{100 * bond.likeness:.0f} %"
    if bond.how == "exact":
        reason = f"has the same words as {name}"
    elif bond.how == "agency":
        agency = _agencies(ordered[child], ordered[parent])
        reason = f"carries the words of {agency}, as {name} does, and shares {percent} of its wording with it"
    elif bond.shorter == parent and bond.likeness >= CUT_COPY:
        reason = f"holds {percent} of the wording of {name}"
    else:
        reason = f"shares {percent} of its wording with {name}"
    return Link(
        document=ordered[child].id, parent=ordered[parent].id, how=bond.how, likeness=bond.likeness, reason=reason
    )


def _called(document: Document) -> str:
    date = document.source.date
    return f"{document.source.name}, {date.day.day} {date.day:%B %Y}" if date else document.source.name
