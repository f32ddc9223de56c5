"""Where texts come from: copies, agency texts, credited reports and translations are grouped, so that each origin counts once."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimant.model import Document, Link, Origin
from claimant.read.bonds import (
    CONFIDENCE,
    CUT_COPY,
    Bond,
    agency_of,
    alike,
    compared,
    credited,
    exact,
    outside,
    published,
    translations,
)
from claimant.read.credits import Credit, Credits, Outlets, credits
from claimant.read.likeness import Vocabulary, wordings
from claimant.read.passages import Bearings, called, outside_id, passages
from claimant.read.quotations import utterances
from claimant.settings import Settings


def origins(documents: Iterable[Document], *, using: Settings = Settings()) -> tuple[Origin, ...]:  # noqa: B008
    """Group documents by the origin of their words; every document is in exactly one group.

    Texts with the same words are exact copies. Near copies share `using.echo_overlap` of their word 5-grams (Jaccard),
    or the longer holds 80 % of a shorter one of 40 words or more. Two texts with the same agency line (or one by the
    agency itself) that share 35 % are both the agency's; half of a text word for word in another comes from there. A
    text whose lead credits an outlet's report goes back to it, and so does a translation to its original.

    Copies are bound to all that their copies are bound to. The other links pass nothing on: a document that hangs on
    another by one of them is nobody's parent, so that no chain of likely links makes one origin of a whole archive.
    Each link leads to the most alike document that is already joined to the head: the earliest, or what the others credit.

    What a document only partly takes from elsewhere (a credited sentence, sentences word for word, a quotation) is a
    `Passage` of its origin. The order of `documents` does not matter. Of documents with the same id the first in time
    stands for all.
    """
    ordered = _in_time(documents)
    known = Vocabulary()
    texts = wordings((document.text for document in ordered), known)
    ranks = _ranks(ordered, [len(text.words) for text in texts])
    outlets = Outlets.of(ordered)
    named = {place: found for place, one in enumerate(ordered) if (found := credits(one, outlets)).found}
    spoken = utterances(ordered, known)
    heard: dict[int, set[int]] = {}
    for number, utterance in enumerate(spoken):
        for quotation in utterance:
            heard.setdefault(quotation.document, set()).add(number)

    bonds = list(exact(texts))
    likenesses = list(compared(texts))
    for one, other, common in likenesses:
        bond = alike(ordered, texts, ranks, one, other, common, using.echo_overlap)
        if bond:
            bonds.append(bond)
    by = published(ordered)
    copied = {bond.other for bond in bonds if bond.how == "exact"}
    telling = {
        place: found for place, found in named.items() if place not in copied
    }  # a reprint credits what its text did
    inside = list(credited(ordered, texts, telling, by, heard))
    bonds.extend(inside)
    bonds.extend(outside(ordered, texts, telling, ranks, frozenset(bond.other for bond in inside), heard))
    bound = {(min(bond.one, bond.other), max(bond.one, bond.other)) for bond in bonds}
    bonds.extend(translations(ordered, texts, known, ranks, bound))

    accepted, hanging = _accepted(ranks, bonds)
    groups = _grown(ordered, accepted, hanging, telling, frozenset(bond.other for bond in inside))
    return passages(groups, Bearings(ordered, texts, named, by, likenesses, spoken))


def _in_time(documents: Iterable[Document]) -> list[Document]:
    """By date, those without one last, then by id."""

    def key(document: Document) -> tuple[object, ...]:
        date = document.source.date
        return (date is None, date.key if date else (), document.id, document.source.found_at, document.source.name)

    ordered: dict[str, Document] = {}
    for document in sorted(documents, key=key):
        ordered.setdefault(document.id, document)
    return list(ordered.values())


def _ranks(ordered: Sequence[Document], lengths: Sequence[int]) -> list[int]:
    """Who can be another's parent, the lowest first: by day, of one day the longer text, since papers cut; undated last."""

    def key(place: int) -> tuple[object, ...]:
        date = ordered[place].source.date
        return (date is None, date.day if date else (), -lengths[place], ordered[place].id)

    ranks = [0] * len(ordered)
    for rank, place in enumerate(sorted(range(len(ordered)), key=key)):
        ranks[place] = rank
    return ranks


# ---------------------------------------------------------------- groups


def _accepted(ranks: Sequence[int], bonds: Sequence[Bond]) -> tuple[list[Bond], frozenset[int]]:
    """The strong bonds, and of the weak ones those that make a star: groups on their parent, none on a child.

    And the places of the documents that hang on another group by a weak one.

    Groups of strongly bound documents take their parents in the order of their ranks, each the surest and most alike
    that hangs on nothing itself; a group on which another hangs takes none.
    """
    roots = list(range(len(ranks)))

    def top(place: int) -> int:
        while roots[place] != place:
            roots[place] = roots[roots[place]]
            place = roots[place]
        return place

    accepted = [bond for bond in bonds if bond.strong]
    for bond in accepted:
        one, other = top(bond.one), top(bond.other)
        if one != other:
            low, high = (one, other) if ranks[one] < ranks[other] else (other, one)
            roots[high] = low
    offers: dict[int, list[tuple[float, float, int, int, Bond]]] = {}
    for bond in bonds:
        parent, child = top(bond.one), top(bond.other)
        if bond.strong or parent == child:
            continue
        if bond.how != "credit" and ranks[parent] > ranks[child]:  # what a group credits is its parent whenever it came
            parent, child = child, parent
        offers.setdefault(child, []).append((-bond.confidence, -bond.likeness, ranks[parent], parent, bond))
    hanging: set[int] = set()
    parents: set[int] = set()
    for child in sorted(offers, key=ranks.__getitem__):
        if child in parents:
            continue
        for *_, parent, bond in sorted(offers[child], key=lambda offer: (*offer[:3], offer[4].one, offer[4].other)):
            if parent not in hanging:
                hanging.add(child)
                parents.add(parent)
                accepted.append(bond)
                break
    return accepted, frozenset(place for place in range(len(ranks)) if top(place) in hanging)


@dataclass(frozen=True, slots=True)
class _Grove:
    """What the groups are grown from: documents in time, bonds beside each, and who credits a report outside the case."""

    ordered: Sequence[Document]
    beside: dict[int, list[Bond]]
    outside: dict[int, Credit]


def _grown(
    ordered: Sequence[Document],
    bonds: Sequence[Bond],
    hanging: frozenset[int],
    named: dict[int, Credits],
    inside: frozenset[int],
) -> list[Origin]:
    """The groups, each from the first document of it that hangs on no other."""
    beside: dict[int, list[Bond]] = {}
    for bond in bonds:
        beside.setdefault(bond.one, []).append(bond)
        beside.setdefault(bond.other, []).append(bond)
    away = {place: found.whole for place, found in named.items() if found.whole and place not in inside}
    grove = _Grove(ordered, beside, away)
    joined: set[int] = set()
    return [_tree(head, grove, joined) for head in range(len(ordered)) if head not in hanging and head not in joined]


def _tree(head: int, grove: _Grove, joined: set[int]) -> Origin:
    """The group around `head`: from it, always the most alike document next (a maximum spanning tree, Prim's way)."""
    ordered = grove.ordered
    members, grown = [head], []
    joined.add(head)
    waiting: list[tuple[float, int, int, Bond]] = []

    def offer(member: int) -> None:
        for bond in grove.beside.get(member, ()):
            new = bond.other if bond.one == member else bond.one
            if new not in joined:
                heapq.heappush(waiting, (-bond.likeness, new, member, bond))

    offer(head)
    while waiting:
        _, new, member, bond = heapq.heappop(waiting)
        if new not in joined:
            joined.add(new)
            members.append(new)
            grown.append((new, member, bond))
            offer(new)
    # The group goes back to a report outside the case where its head credits one, or where that credit binds others to it.
    away = next((bond for _, _, bond in grown if bond.how == "outside"), None)
    credit = grove.outside.get(head) or (grove.outside[away.one] if away else None)
    links = [_link(ordered, new, member, bond) for new, member, bond in grown if bond.how != "outside"]
    if credit:
        links.append(
            _credit(ordered, head, head, credit, 0.0, CONFIDENCE["credit" if head in grove.outside else "outside"])
        )
        links.extend(
            _credit(ordered, new, head, credit, bond.likeness, bond.confidence)
            for new, _, bond in grown
            if bond.how == "outside"
        )
    members.sort(key=lambda member: (member != head, member))
    place = {ordered[member].id: number for number, member in enumerate(members)}
    links.sort(key=lambda link: place[link.document])
    documents = [ordered[member] for member in members]
    return Origin(
        id=f"origin:{ordered[head].id}",
        head=ordered[head].id,
        documents=tuple(document.id for document in documents),
        links=tuple(links),
        agency=next((document.source.agency for document in documents if document.source.agency), None),
        outside=credit.name if credit else None,
    )


def _credit(
    ordered: Sequence[Document], place: int, head: int, credit: Credit, likeness: float, confidence: float
) -> Link:
    return Link(
        document=ordered[place].id,
        parent=outside_id(credit, ordered[head]),
        how="credit",
        likeness=likeness,
        confidence=confidence,
        reason=f"tells what {credit.name} reported, which is not among the documents",
    )


def _link(ordered: Sequence[Document], child: int, parent: int, bond: Bond) -> Link:
    name = called(ordered[parent])
    percent = f"{100 * bond.likeness:.0f} %"
    if bond.how == "exact":
        reason = f"has the same words as {name}"
    elif bond.how == "agency":
        agency = agency_of(ordered[child], ordered[parent])
        reason = f"carries the words of {agency}, as {name} does, and shares {percent} of its wording with it"
    elif bond.how == "credit":
        credits = "credits" if bond.other == child else "is credited by"
        common = "names and numbers" if bond.confidence < CONFIDENCE["credit"] else "words"
        reason = f"{credits} {name}, and has {common} in common with it"
    elif bond.how == "translation":
        reason = f"has {percent} of its names and numbers in the same order as {name}, in other words"
    elif bond.how == "near" and bond.shorter == parent and bond.likeness >= CUT_COPY:
        reason = f"holds {percent} of the wording of {name}"
    elif bond.how == "sentences":
        reason = f"shares {percent} of the shorter text’s wording, word for word, with {name}"
    else:
        reason = f"shares {percent} of its wording with {name}"
    return Link(
        document=ordered[child].id,
        parent=ordered[parent].id,
        how=bond.how,
        likeness=bond.likeness,
        confidence=bond.confidence,
        reason=reason,
    )
