"""What binds two documents to one origin, how sure that is, and whether it passes on to a third."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimant.model import Document
from claimant.read.agencies import agency_key
from claimant.read.credits import Credit, Credits
from claimant.read.likeness import Shared, Vocabulary, Wording, pairs, shared
from claimant.read.translations import anchors, near_in_time, translated

FEWEST_WORDS = 12
"""Shorter texts are grouped by exact copy only: a sentence alone is no evidence of copying."""
CUT_COPY = 0.8
"""The share of a shorter text inside a longer one above which it is a cut copy of it ..."""
CUT_COPY_WORDS = 40
"""... if it has this many words."""
MOSTLY = 0.5
"""The share of a shorter text (of CUT_COPY_WORDS or more) that stands word for word in another, from which most of it comes
from there. In 2,659 texts of the project's corpora with nothing planted no pair lies between .27 and .5. Of the five between
.5 and .8 four are two versions of one report; the fifth, at .51, shares a list of links that the reader took for text."""
AGENCY_OVERLAP = 0.35
"""The share of the shorter text that two texts with one agency line must have in common."""
COMMON = 8
"""Shingles (12 words in a row, or several shorter rows) that a text must share with the one it credits."""
COMMON_ANCHORS, COMMON_NUMBERS = 5, 2
"""Or so many names and numbers within CREDIT_DAYS, among them so many numbers and two
names at least, that it must share with it, or with another text that credits the same outlet."""
CREDIT_DAYS, NEAREST = 2, 32
"""A report is credited within so many days; so many of a publisher's reports, the nearest in time, are compared."""

CONFIDENCE = {
    "exact": 1.0,
    "near": 0.99,
    "agency": 0.9,
    "sentences": 0.71,
    "credit": 0.85,
    "told": 0.7,
    "translation": 0.75,
    "outside": 0.6,
}
"""How sure a bond is. near: none of 29,000 pairs so found with planted copies was false (bench.copies), less one in a hundred
for what no corpus shows. sentences: four of the five pairs in the corpora, by the rule of succession (4 + 1) / (5 + 2).
agency: argued, well above that, since the line says so as well. credit: argued; the text names its source and shares words
with it. told: less, since it shares names and numbers only, which an event explains as well. translation: argued; the four
pairs that the corpora hold are true, (4 + 1) / (4 + 2) = .83, less something, since none is in two languages. outside:
argued, the least: two texts credit one outlet within two days and share words, or names and numbers, but it may have made
two reports."""
ONE_TONGUE = 0.6
"""The confidence in a translation into the same language, where a common event explains the same names better."""


@dataclass(frozen=True, slots=True)
class Bond:
    """Two documents (by place) with one origin: how, how like they are and how sure that is, both from 0 to 1.

    `strong` bonds pass on: what is bound to either is bound to both. Of a weak one `other` is the child; it passes nothing
    on. `shorter` is the place of the shorter text.
    """

    one: int
    other: int
    how: str
    likeness: float
    confidence: float
    strong: bool
    shorter: int


def exact(texts: Sequence[Wording]) -> Iterator[Bond]:
    """Each text with the first of the same words."""
    first: dict[bytes, int] = {}
    for place, text in enumerate(texts):
        head = first.setdefault(text.digest, place)
        if head != place:
            yield Bond(head, place, "exact", 1.0, 1.0, True, place)


def compared(texts: Sequence[Wording]) -> Iterator[tuple[int, int, Shared]]:
    """The pairs of distinct texts that may share wording, with what they share."""
    alone = [place for place, text in enumerate(texts) if len(text.words) >= FEWEST_WORDS]
    distinct = list({texts[place].digest: place for place in reversed(alone)}.values())[::-1]
    for left, right in pairs([texts[place] for place in distinct]):
        one, other = distinct[left], distinct[right]
        yield one, other, shared(texts[one], texts[other])


def alike(
    documents: Sequence[Document],
    texts: Sequence[Wording],
    ranks: Sequence[int],
    one: int,
    other: int,
    common: Shared,
    overlap: float,
) -> Bond | None:
    """The bond between two texts by their wording, or None. Of a weak one the text with the lower rank is the parent."""
    shorter = one if len(texts[one].words) < len(texts[other].words) else other
    long_enough = len(texts[shorter].words) >= CUT_COPY_WORDS
    cut = common.contained >= CUT_COPY and long_enough
    if cut or common.jaccard >= overlap:
        # A collection that takes in two texts whole binds each of them to itself, and not to one another.
        strong = common.jaccard >= min(MOSTLY, overlap)
        how, likeness = "near", common.contained if cut else common.jaccard
    elif common.contained >= AGENCY_OVERLAP and agency_of(documents[one], documents[other]):
        how, likeness, strong = "agency", common.contained, False
    elif common.contained >= MOSTLY and long_enough:
        how, likeness, strong = "sentences", common.contained, False
    else:
        return None
    parent, child = (one, other) if ranks[one] < ranks[other] else (other, one)
    return Bond(parent, child, how, likeness, CONFIDENCE[how], strong, shorter)


def agency_of(one: Document, other: Document) -> str | None:
    """The agency, as printed, that both documents' lines name, or that publishes one and stands in the other's line."""
    for first, second in ((one, other), (other, one)):
        if first.source.agency:
            key = agency_key(first.source.agency)
            for name in (second.source.agency, second.source.publisher):
                if name and agency_key(name) == key:
                    return first.source.agency
    return None


# ---------------------------------------------------------------- credits


def published(documents: Sequence[Document]) -> dict[str, list[int]]:
    """The places of the documents that each outlet published or whose line they carry, by its key."""
    found: dict[str, list[int]] = {}
    for place, document in enumerate(documents):
        for key in {agency_key(name) for name in (document.source.publisher, document.source.agency) if name}:
            found.setdefault(key, []).append(place)
    return found


def credited(
    documents: Sequence[Document],
    texts: Sequence[Wording],
    named: Mapping[int, Credits],
    by: Mapping[str, Sequence[int]],
    heard: Mapping[int, set[int]],
) -> Iterator[Bond]:
    """Bonds to a report of the outlet that a text credits as a whole, where they share wording, a quotation, or names and numbers.

    `heard` are the utterances that a document quotes.
    """
    names: dict[int, frozenset[str]] = {}
    for child, credit in _wholes(named):
        nearby = [one for one in by.get(credit.key, ()) if one != child and _earlier(documents[one], documents[child])]
        found: list[Bond] = []
        for parent in nearby[-NEAREST:]:
            common = shared(texts[parent], texts[child])
            same = common.shingles >= COMMON or bool(heard.get(parent, set()) & heard.get(child, set()))
            if same or _named_alike(documents, names, parent, child):
                confidence = CONFIDENCE["credit"] if same else CONFIDENCE["told"]
                shorter = min(parent, child, key=lambda place: (len(texts[place].words), place))
                found.append(Bond(parent, child, "credit", common.contained, confidence, False, shorter))
        if found:
            yield max(found, key=lambda bond: (bond.confidence, bond.likeness, -bond.one))


def outside(
    documents: Sequence[Document],
    texts: Sequence[Wording],
    named: Mapping[int, Credits],
    ranks: Sequence[int],
    inside: frozenset[int],
    heard: Mapping[int, set[int]],
) -> Iterator[Bond]:
    """Bonds between texts that credit one outlet's report which is not among the documents, and tell the same of it."""
    groups: dict[str, list[int]] = {}
    for place, credit in _wholes(named):
        if place not in inside:
            groups.setdefault(credit.key, []).append(place)
    names: dict[int, frozenset[str]] = {}
    for places in groups.values():
        for number, child in enumerate(places):
            for parent in places[max(0, number - NEAREST) : number]:
                common = shared(texts[parent], texts[child])
                same = common.shingles >= COMMON or bool(heard.get(parent, set()) & heard.get(child, set()))
                same = same or _named_alike(documents, names, parent, child)
                if same and near_in_time(documents[parent], documents[child], CREDIT_DAYS):
                    first, second = (parent, child) if ranks[parent] < ranks[child] else (child, parent)
                    yield Bond(first, second, "outside", common.contained, CONFIDENCE["outside"], False, second)


def _named_alike(documents: Sequence[Document], names: dict[int, frozenset[str]], one: int, other: int) -> bool:
    """Whether two texts of the same days share names and numbers enough; `names` keeps what was looked up."""
    if not near_in_time(documents[one], documents[other], CREDIT_DAYS):
        return False
    for place in (one, other):
        if place not in names:
            names[place] = frozenset(anchors(documents[place].text))
    same = names[one] & names[other]
    digits = sum(anchor.isdigit() for anchor in same)
    return digits >= COMMON_NUMBERS and len(same) >= COMMON_ANCHORS and len(same) > digits + 1


def _wholes(named: Mapping[int, Credits]) -> Iterator[tuple[int, Credit]]:
    for place, credits in named.items():
        if credits.whole:
            yield place, credits.whole


def _earlier(report: Document, document: Document) -> bool:
    """Whether a report can be what a document credits: not of a later day; a document without a date may be of any day."""
    a, b = report.source.date, document.source.date
    return a is None or b is None or a.day <= b.day


# ---------------------------------------------------------------- translations


def translations(
    documents: Sequence[Document],
    texts: Sequence[Wording],
    known: Vocabulary,
    ranks: Sequence[int],
    bound: set[tuple[int, int]],
) -> Iterator[Bond]:
    """Bonds between translations of one text, leaving out the pairs that their wording binds already."""
    for one, other, share in translated(documents, texts, known):
        if (one, other) not in bound:
            tongues = {(documents[place].source.language or "").split("-")[0] for place in (one, other)}
            confidence = CONFIDENCE["translation"] if len(tongues) > 1 else ONE_TONGUE
            parent, child = (one, other) if ranks[one] < ranks[other] else (other, one)
            yield Bond(parent, child, "translation", share, confidence, False, child)
