"""Every domain type: frozen, plain, no input or output. The words are those of docs/reference/vocabulary.md.

The way of the data, and the type that each stage gives:

    collect -> Capture      the bytes, as they were found
    read    -> Document     one text with its Source; only a document cuts spans
    extract -> Extraction   statements and casualty figures, as exact spans
    resolve -> Case         actors, positions, hypotheses: everything about one incident
    weigh   -> Assessment   hypotheses with probabilities, every number with its reasons
    tell    -> Brief        the assessment told to a reader
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Literal

from claimant.errors import SpanOutsideText

# ---------------------------------------------------------------- words


class Stance(StrEnum):
    """What the speaker does with the attribution."""

    CLAIMS = "claims"
    BLAMES = "blames"
    DENIES = "denies"
    CLEARS = "clears"
    DOUBTS = "doubts"


class Role(StrEnum):
    """What the target is said to have done."""

    CARRIED_OUT = "carried_out"
    DIRECTED = "directed"
    SUPPORTED = "supported"
    STAGED = "staged"


class Basis(StrEnum):
    """What the speaker shows for it, as the document tells it."""

    NONE = "none"
    ASSERTED = "asserted"
    PATTERN = "pattern"
    WITNESS = "witness"
    WARNING = "warning"
    INTERCEPT = "intercept"
    ARREST = "arrest"
    RECORDING = "recording"
    FORENSIC = "forensic"
    FINDING = "finding"


class Certainty(StrEnum):
    """How sure the speaker's words are."""

    STATED = "stated"
    LIKELY = "likely"
    POSSIBLE = "possible"


class By(StrEnum):
    """Who made a mark: the rules, the trained model, or a person."""

    RULES = "rules"
    MODEL = "model"
    PERSON = "person"


class Harm(StrEnum):
    """What a casualty figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"


# ---------------------------------------------------------------- time

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?)?$")


@dataclass(frozen=True, slots=True)
class Moment:
    """A calendar day, with the hour where it is known.

    `day` is the day as the document gives it, in its own zone; `at` is the exact time, or None where only the
    day is known. Moments are ordered by `key`: those without an hour come first in their day.
    """

    day: date
    at: datetime | None = None

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read an ISO 8601 day or time ("2024-03-22", "2024-03-22T23:15+03:00"); a time without a zone is UTC.

        Raises ValueError where the text is neither.
        """
        match = _MOMENT.match(text.strip())
        if not match:
            raise ValueError(f"{text!r} is not a day or time like 2024-03-22 or 2024-03-22T23:15+03:00")
        if not match[2]:
            return cls(date.fromisoformat(match[1]))
        zone = (match[3] or "+00:00").replace("Z", "+00:00")
        at = datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}")
        try:
            at.astimezone(UTC)
        except OverflowError:
            raise ValueError(f"{text!r} is before the first or after the last day that can be counted") from None
        return cls(at.date(), at)

    def iso(self) -> str:
        """The day, or the time with its zone, in ISO 8601."""
        return self.at.isoformat(timespec="minutes") if self.at else self.day.isoformat()

    @property
    def key(self) -> tuple[date, datetime]:
        """Sorts moments by day, then by time."""
        return self.day, (self.at or datetime.combine(self.day, datetime.min.time(), UTC)).astimezone(UTC)


# ---------------------------------------------------------------- collect


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What came with the bytes and is not in them: columns of a table row, fields of a feed entry or a header."""

    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    place: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes as collected; never changed.

    `source` is where the user would find it again ("reports/a.html", "table.jsonl row 17", an address);
    `media_type` is a MIME type as found or guessed; `charset` only where the outside named one;
    `collected` is in UTC; `sha256` is the hexadecimal hash of `data`.
    """

    __pydantic_config__ = {"ser_json_bytes": "base64", "val_json_bytes": "base64"}  # noqa: RUF012  # how records.py writes bytes

    data: bytes
    sha256: str
    source: str
    address: str | None
    media_type: str
    charset: str | None
    collected: datetime
    hints: Hints = Hints()


# ---------------------------------------------------------------- read


@dataclass(frozen=True, slots=True)
class Span:
    """`[start, end)` in the characters (code points) of one document's text, with the text it covers.

    Made by `Document.span` alone, so that place and text cannot drift.
    """

    document: str
    start: int
    end: int
    text: str

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character of the same document."""
        return self.document == other.document and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published one text, when and where it was found, with the hashes that prove it: a document without its text.

    `id` is short and stable: the table's own id, else the first 12 digits of the text's hash.
    `sha256` is the hash of the stored text (UTF-8), `capture` that of the bytes it was read from.
    `agency` is the wire agency whose line the text carries, as printed. `length` counts characters.
    """

    id: str
    sha256: str
    capture: str
    origin: str = ""
    found_at: str = ""
    address: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: Moment | None = None
    language: str | None = None
    place: str | None = None
    agency: str | None = None
    note: str | None = None
    kind: str = "text"
    length: int = 0

    @property
    def name(self) -> str:
        """What a reader would call it: publisher, else title, else where it was found."""
        return self.publisher or self.title or self.found_at or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text that reports on an incident. Its text never changes after reading.

    `sentences` and `paragraphs` are [start, end) pairs in order, inside the text and without overlap.
    `alignment` leads back to the decoded original where there is one: triples (start in text, start in original, length).
    `times` are moments that hold from an offset of the text on (entries of a live blog), in order.
    """

    source: Source
    text: str
    sentences: tuple[tuple[int, int], ...] = ()
    paragraphs: tuple[tuple[int, int], ...] = ()
    alignment: tuple[tuple[int, int, int], ...] = ()
    times: tuple[tuple[int, Moment], ...] = ()

    @property
    def id(self) -> str:
        """The source's id."""
        return self.source.id

    def span(self, start: int, end: int) -> Span:
        """Cut `[start, end)` out of the text. Raises SpanOutsideText where the text has no such characters."""
        if not 0 <= start < end <= len(self.text):
            raise SpanOutsideText(self.source.id, start, end, len(self.text))
        return Span(self.source.id, start, end, self.text[start:end])

    def moment(self, offset: int) -> Moment | None:
        """When the words at `offset` were published: the live blog entry's time, else the document's."""
        at = self.source.date
        for start, moment in self.times:
            if start > offset:
                break
            at = moment
        return at

    def original(self, offset: int) -> int | None:
        """The offset in the decoded original that `offset` of the text was read from, or None where it has none."""
        for text_start, original_start, length in self.alignment:
            if text_start <= offset < text_start + length:
                return original_start + offset - text_start
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why one document shares its origin with another.

    `how` is "exact", "near", "agency", "sentences", "credit", "translation" or "judged" (by a person); `likeness` is the wording (or, in a
    translation, the names and numbers) that both have, `confidence` the belief that the link is right; both 0 to 1.
    `parent` is a document, or "outside:" and a name where a credit leads to a source that is not among the documents.
    """

    document: str
    parent: str
    how: str
    likeness: float
    reason: str
    confidence: float = 1.0

    @property
    def id(self) -> str:
        """Names the pair, whatever else is known of it: document and parent."""
        return f"{self.document} > {self.parent}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words [start, end) of a document that come from elsewhere, while the document as a whole has an origin of its own.

    `how` is "credit" (the document names the source), "sentences" (an earlier one has them word for word) or "quote" (the
    same quoted words stand in another document: one utterance, heard by both). `parents` are where the words may come
    from, the nearest first: ids of origins, or "outside:" and a name; of a quote, the id of the utterance.
    """

    document: str
    start: int
    end: int
    how: str
    parents: tuple[str, ...]
    reason: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the words of one or several documents come from; counts once. `head`, the first of `documents`, is the earliest,
    or the one that the others credit; the rest follow in time.

    `agency` is set where the words are a wire agency's, whether or not the agency's own text is in the case. `outside` is
    the source that the documents credit for what they tell, where its own report is not among the documents. `passages`
    are the words of these documents that come from elsewhere.
    """

    id: str
    head: str
    documents: tuple[str, ...]
    links: tuple[Link, ...] = ()
    agency: str | None = None
    outside: str | None = None
    passages: tuple[Passage, ...] = ()

    @property
    def root(self) -> str:
        """What its reports are counted as: the source outside the documents that its head credits, else the origin itself."""
        return self.links[0].parent if self.outside and self.links and self.links[0].document == self.head else self.id


# ---------------------------------------------------------------- extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """In one document: speaker — stance — target, with basis, certainty, date and exact spans.

    `speaker` is None for the narrator (`own` is True) and for a passive that names nobody ("is blamed for").
    `target` may be None where the speaker is its own target (claims, denies) or nobody is named.
    `via` is who relays the words. `exclusive`: a claim with material that only the doers would likely have.
    `cue` may be None only for a person's mark. `confidence` is 0 to 1.
    """

    quote: Span
    cue: Span | None
    speaker: Span | None
    target: Span | None
    via: Span | None = None
    stance: Stance
    role: Role = Role.CARRIED_OUT
    basis: Basis = Basis.NONE
    certainty: Certainty = Certainty.STATED
    own: bool = False
    exclusive: bool = False
    date: Moment | None = None
    confidence: float = 1.0
    by: By = By.RULES

    @property
    def document(self) -> str:
        """The id of the document it stands in."""
        return self.quote.document

    @property
    def id(self) -> str:
        """Stable inside a case: document, place of the cue, stance and target."""
        cue, target = self.cue or self.quote, f"-{self.target.start}" if self.target else ""
        speaker = f"-{self.speaker.start}" if self.speaker else ""
        return f"{self.document}:{cue.start}:{self.stance}:{self.role}{target}{speaker}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One casualty figure as one document gives it: at least `low`, at most `high` (None: "at least").

    `speaker` is None for the narrator and for figures with nobody named.
    """

    quote: Span
    number: Span
    harm: Harm
    low: int
    high: int | None
    speaker: Span | None = None
    date: Moment | None = None
    by: By = By.RULES

    @property
    def document(self) -> str:
        """The id of the document it stands in."""
        return self.quote.document


class DetailKind(StrEnum):
    """What a document tells of the deed itself: how it went, or a weapon."""

    DEED = "deed"
    WEAPON = "weapon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A sentence that tells the deed (`label` "plain" where nobody is blamed in it), or one that names a weapon (`label`: which kind)."""

    kind: DetailKind
    quote: Span
    label: str = ""
    date: Moment | None = None
    by: By = By.RULES

    @property
    def document(self) -> str:
        """The id of the document it stands in."""
        return self.quote.document


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one document, in the order of the text."""

    document: str
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    details: tuple[Detail, ...] = ()


# ---------------------------------------------------------------- resolve


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    GOVERNMENT = "government"
    AGENCY = "agency"
    ARMED_GROUP = "armed_group"
    PARTY = "party"
    COMPANY = "company"
    MEDIA = "media"
    PERSON = "person"
    INTERNATIONAL_ORG = "international_org"
    NGO = "ngo"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PartOf:
    """Membership of a side, in the years [start, end] where they are known."""

    actor: str
    start: int | None = None
    end: int | None = None

    def holds(self, day: date | None) -> bool:
        """Whether it held on that day; always where no day or no years are known."""
        return day is None or ((self.start or 0) <= day.year <= (self.end or 9999))


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who can speak, act or be blamed. `known` is False for a name that only the documents give.

    `public` is False for a private person, whose name a brief must not print. `start` and `end` are the years in which it
    was founded and ended, where the gazetteer knows them; `based` is the name of the state `country`, to which it belongs or
    in which it is based; `source` is the record that the entry rests on.
    """

    id: str
    name: str
    kind: ActorKind = ActorKind.OTHER
    part_of: tuple[PartOf, ...] = ()
    country: str | None = None
    known: bool = True
    public: bool = True
    source: str = ""
    start: int | None = None
    end: int | None = None
    based: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """The mention is this actor. `score` is 0 to 1."""

    actor: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Undecided:
    """The mention is one of several actors (id, score), best first; nobody has decided."""

    phrase: str
    candidates: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Nobody is named: an anonymous speaker, "unknown gunmen", a passive. `side` where the words give one."""

    phrase: str = ""
    side: str | None = None


Who = Linked | Undecided | Unnamed
"""Whom a mention means: decided, undecided, or nobody named. Doubt is a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two actors stand to each other: hostile (-1), none known (0), friendly (+1); symmetric; with its basis."""

    a: str
    b: str
    sign: int
    basis: str = ""
    start: int | None = None
    end: int | None = None


class About(StrEnum):
    """Which incident a statement or figure is about."""

    QUESTION = "question"
    OTHER = "other"
    UNDECIDED = "undecided"


class Standing(StrEnum):
    """When another incident was, seen from the question's."""

    EARLIER = "earlier"
    SAME_TIME = "same_time"
    LATER = "later"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherIncident:
    """Another incident than the question's that the documents tell of: context or precedent, shown and never weighed.

    `label` is what the documents call it, with its time; `names` are all they call it. It happened between `first` and
    `last` where its days are known; `time` is that, or the documents' words ("last year"), or empty. `documents` and
    `statements` are the ids of those that tell of it.
    """

    id: str
    label: str
    kind: str | None = None
    first: date | None = None
    last: date | None = None
    time: str = ""
    standing: Standing = Standing.UNKNOWN
    place: str | None = None
    names: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A statement with its actors and its incident: who said it, of whom, about what, and why we think so.

    `incident` names the other incident where it is about one, and `other` is its id among the case's `incidents`.
    """

    statement: Statement
    speaker: Who
    target: Who
    about: About = About.QUESTION
    incident: str | None = None
    reason: str = ""
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A casualty figure with its speaker as an actor, and the incident it is about."""

    figure: Figure
    speaker: Who
    about: About = About.QUESTION
    incident: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A detail of the deed, and the incident it is about."""

    detail: Detail
    about: About = About.QUESTION
    incident: str | None = None


class CareSetting(StrEnum):
    """Whose names a brief withholds: private persons' (default), everybody's who holds no office, or only minors'."""

    DEFAULT = "default"
    ALL = "all"
    NONE = "none"


class PersonRole(StrEnum):
    """As what a private person stands in the documents, gravest first."""

    MINOR = "minor"
    ACCUSED = "accused"
    RELATIVE = "relative"
    VICTIM = "victim"
    WITNESS = "witness"
    SPEAKER = "speaker"


class Lifted(StrEnum):
    """Why a private person is named after all."""

    CHARGED = "charged"
    CONVICTED = "convicted"
    SELF_IDENTIFIED = "self_identified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A private person of the documents: as what, under which actors' ids, and whether the name is `masked` in a brief.

    `forms` are the names as the documents write them; none once they are withheld. Where the mask is `lifted`, `quote`
    is the passage that says why.
    """

    role: PersonRole
    forms: tuple[str, ...] = ()
    masked: bool = True
    actors: tuple[str, ...] = ()
    lifted: Lifted | None = None
    quote: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Whose names a brief of this case withholds, by which setting, and the reason that was given for it.

    What is needed to withhold them, and empty afterwards: `places` are mentions of masked persons (document, start,
    end); `public` are names that share a word with a masked one, and stay; `kept` are words that stay where they stand
    alone, by document ("" for all).
    """

    setting: CareSetting = CareSetting.DEFAULT
    reason: str = ""
    persons: tuple[Person, ...] = ()
    places: tuple[tuple[str, int, int], ...] = ()
    public: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What is known of the documents before anybody is recognised: the one value that `resolve` takes.

    `extractions` are those of the documents, in any order. `hypotheses` is the most actors that become hypotheses of
    their own; `days` is how long after the incident a report is taken to be about it; `care` gives setting and reason.
    """

    question: str
    documents: tuple[Document, ...]
    origins: tuple[Origin, ...]
    extractions: tuple[Extraction, ...]
    hypotheses: int = 9
    days: int = 45
    care: Care = Care()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The contested event. `names` are words by which the documents call it; `country` is the id of the state where it was."""

    id: str
    title: str
    date: Moment | None = None
    place: str | None = None
    country: str | None = None
    victim: str | None = None
    kind: str | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document that carries a position: which statement, in which document, of which origin."""

    statement: str
    document: str
    origin: str
    date: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one actor holds on one day, whoever reports it. It counts once, however often it is printed.

    `basis` and `certainty` are the strongest that any of its reports gives. `via` is the actor whose statement
    this one only copies (coded cases). `confidence` is the belief that it was said at all, 0 to 1.
    `copied` is True where `via` names an actor of the case, so that it adds nothing of its own.
    """

    id: str
    speaker: Who
    stance: Stance
    target: Who
    role: Role = Role.CARRIED_OUT
    basis: Basis = Basis.NONE
    certainty: Certainty = Certainty.STATED
    exclusive: bool = False
    date: Moment | None = None
    via: str | None = None
    copied: bool = False
    confidence: float = 1.0
    narrator: bool = False
    reports: tuple[Report, ...] = ()
    bounds: tuple[float, float] | None = None

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins that carry it, in order of first report."""
        return tuple(dict.fromkeys(report.origin for report in self.reports))


class HypothesisKind(StrEnum):
    """What sort of answer a hypothesis is."""

    ACTOR = "actor"
    DIRECTED = "directed"
    SUPPORTED = "supported"
    STAGED = "staged"
    ACCIDENT = "accident"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One answer to "who did it?". The set always has "someone not named yet" in it; answers exclude each other.

    Ids follow the case files: an actor's id, `directed:<actor>`, `supported:<actor>`, `staged:<actor>`, `accident`, `unnamed`.
    """

    id: str
    label: str
    kind: HypothesisKind = HypothesisKind.ACTOR
    actor: str | None = None


# ---------------------------------------------------------------- a person's word


class DecisionKind(StrEnum):
    """What a judgement on a case decides."""

    SAME = "same"
    APART = "apart"
    PART_OF = "part_of"
    MEANS = "means"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MENDED = "mended"
    ADDED = "added"
    INCIDENT = "incident"
    ORIGIN = "origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """`actor` is `into` under another name: it is merged into it."""

    actor: str
    into: str
    kind: Literal[DecisionKind.SAME] = DecisionKind.SAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """`actor` and `other` are never the same. `mentions` of the one mean the other: the two are split.

    With a `name`, `other` is an actor of that name that nobody knew before, of the same kind as `actor`.
    """

    actor: str
    other: str
    mentions: tuple[Span, ...] = ()
    name: str = ""
    kind: Literal[DecisionKind.APART] = DecisionKind.APART


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """`actor` is part of `side` in the years [start, end], or of nobody (None); in place of what the machine takes it for."""

    actor: str
    side: str | None
    start: int | None = None
    end: int | None = None
    kind: Literal[DecisionKind.PART_OF] = DecisionKind.PART_OF


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """These words, where they stand as a speaker or target, mean `actor`, or nobody in particular (None)."""

    mention: Span
    actor: str | None
    kind: Literal[DecisionKind.MEANS] = DecisionKind.MEANS


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The statement is right as it was read; it stays, whatever a later extractor reads there."""

    statement: Statement
    kind: Literal[DecisionKind.ACCEPTED] = DecisionKind.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """What was read as this statement is none."""

    statement: Statement
    kind: Literal[DecisionKind.REJECTED] = DecisionKind.REJECTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The statement as it was read, and as it is: `into` has another stance, role, basis, certainty, speaker or target."""

    statement: Statement
    into: Statement
    kind: Literal[DecisionKind.MENDED] = DecisionKind.MENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A statement that was not found."""

    statement: Statement
    kind: Literal[DecisionKind.ADDED] = DecisionKind.ADDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerns:
    """The statement is about the question's incident (None), or about another one, called `incident`."""

    statement: Statement
    incident: str | None
    kind: Literal[DecisionKind.INCIDENT] = DecisionKind.INCIDENT


@dataclass(frozen=True, slots=True, kw_only=True)
class ComesFrom:
    """The words of `document` come from those of `parent`, so that both have one origin; or, where not `does`, they do not."""

    document: str
    parent: str
    does: bool = True
    kind: Literal[DecisionKind.ORIGIN] = DecisionKind.ORIGIN


Decision = Same | Apart | Within | Means | Accepted | Rejected | Mended | Added | Concerns | ComesFrom
"""What a person can decide on a case. Whole statements are kept as they were seen, so that a later extractor changes none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseJudgement:
    """A person's judgement on a case: who decided what, when (UTC) and why. Kept for good; undoing is a judgement too.

    Exactly one of `decision` and `undoes` (the id of an earlier judgement) is given. Which of two is the later is told by
    their order in the case, never by `at`, for clocks differ.
    """

    id: str
    by: str
    at: datetime
    reason: str
    decision: Decision | None = None
    undoes: str | None = None


class JudgementState(StrEnum):
    """What has become of a judgement: it stands, or another one or the documents took its ground away."""

    STANDS = "stands"
    UNDONE = "undone"
    OVERTAKEN = "overtaken"
    ORPHAN = "orphan"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptJudgement:
    """A judgement with its number in the case (from 1) and what has become of it.

    `through` is the number of the judgement that undid it or took its place. An orphan's words or document are not there
    any more; a refused one names what nobody knows, or contradicts itself. `note` says so in words.
    """

    number: int
    judgement: CaseJudgement
    state: JudgementState = JudgementState.STANDS
    through: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything about one incident. Documents and statements are empty in a coded case, which has positions only.

    `victim` is the actor on whose side the victims were. `heard` and `tolls` hold those about other incidents too,
    so that nothing found is lost; `positions` only those about the question's incident. `incidents` are the others.
    `overruled` are statements as the machine read them where a person decided otherwise: shown, never weighed.
    `judgements` are all that were ever made.
    """

    question: str
    incident: Incident
    as_of: Moment | None
    actors: tuple[Actor, ...]
    relations: tuple[Relation, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    positions: tuple[Position, ...] = ()
    sources: tuple[Source, ...] = ()
    origins: tuple[Origin, ...] = ()
    heard: tuple[Heard, ...] = ()
    tolls: tuple[Toll, ...] = ()
    told: tuple[Told, ...] = ()
    overruled: tuple[Heard, ...] = ()
    judgements: tuple[KeptJudgement, ...] = ()
    incidents: tuple[OtherIncident, ...] = ()
    care: Care = Care()

    def actor(self, id: str) -> Actor:
        """The actor of that id. Raises KeyError where the case has none."""
        for actor in self.actors:
            if actor.id == id:
                return actor
        raise KeyError(id)

    def sides(self, id: str, day: date | None = None) -> tuple[str, ...]:
        """The actor itself, then what it is part of, then what that is part of; nearest first, without repeats."""
        known = {actor.id: actor for actor in self.actors}
        found, queue = dict.fromkeys([id]), [id]
        while queue:
            actor = known.get(queue.pop(0))
            for part in actor.part_of if actor else ():
                if part.holds(day) and part.actor not in found:
                    found[part.actor] = None
                    queue.append(part.actor)
        return tuple(found)

    def side(self, id: str, day: date | None = None) -> str:
        """The outermost actor that this one is part of: the state of a ministry, the group of a unit."""
        return self.sides(id, day)[-1]


# ---------------------------------------------------------------- weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One hypothesis with its probability, the ends of its 95 % interval (all 0 to 1), and the words for it."""

    hypothesis: Hypothesis
    probability: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one position adds: its likelihood ratio, its weight (1, .25 or 0) and the bits it gives each hypothesis.

    `bits` are log2 of the factor on that hypothesis' odds before normalising: pairs (hypothesis id, bits); hypotheses
    that it does not bear on are left out. `ratio` is the likelihood ratio of the table, [low, high] its 95 % range.
    `reason` says in words where the ratio and the weight come from.
    """

    id: str
    position: Position
    ratio: float
    low: float
    high: float
    weight: float
    bits: tuple[tuple[str, float], ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hinge:
    """What the answer hangs on: without `dropped` (evidence ids) the leader is `leader`, at `probability`.

    `flips` is True where that leader is another one than with all evidence, or the verdict changes.
    """

    dropped: tuple[str, ...]
    leader: str
    probability: float
    change: float
    flips: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A kind of evidence that nobody has shown yet, and what it would do: `probability` of `hypothesis` if it came.

    `chance` is how likely it is to come, from how often it came in coded incidents and how probable the hypothesis is;
    `bits` is the expected information about the answer of looking for it: what it tells if it comes and if it does not.
    """

    what: str
    hypothesis: str
    probability: float
    chance: float = 0.0
    bits: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A node of the tree above the answers: one side, with the sum of the answers in it (`leaves`, ids) and its interval."""

    id: str
    label: str
    leaves: tuple[str, ...]
    probability: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tip:
    """The value of one row of the table at which `rival` would come first instead: `value` is what it has now."""

    row: str
    value: float
    tips_at: float
    rival: str


class Omitted(StrEnum):
    """What a loss leaves out: what only one origin reports, what one side says, or all of one basis."""

    ORIGIN = "origin"
    SPEAKER = "speaker"
    BASIS = "basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """The assessment without all positions of one origin, side or basis: probabilities in the order of `hypotheses` of the case.

    `id` is an origin's, an actor's or a basis; `positions` how many are left out.
    """

    omitted: Omitted
    id: str
    positions: int
    probabilities: tuple[float, ...]
    leader: str
    leads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The assessment as of one moment, from what had been said by then: probabilities in the order of `hypotheses` of the case.

    `moved` are the positions that came since the frame before, those that moved the answer most first, each with the
    change of the then leader's probability (-1 to 1) that its loss would undo.
    """

    at: Moment
    probabilities: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    leader: str
    leads: bool
    moved: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """A coded incident that is like this one: how like (0 to 1), in what, and how it ended."""

    id: str
    question: str
    date: Moment | None
    place: str
    likeness: float
    shared: tuple[str, ...]
    truth: str | None
    established: str
    outcome: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceClass:
    """How often it was so in coded incidents: `hits` of `n`, with a 95 % interval; never shown without its n."""

    sentence: str
    hits: int
    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What one speaker's side would have of one answer: +1 it gains, -1 it loses, by relations and roles; `why` in words."""

    actor: str
    hypothesis: str
    sign: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How two sides stand to each other in a case: hostile (-1) or friendly (+1), and by what."""

    a: str
    b: str
    sign: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocs:
    """The best division of a case's sides in two: `frustrated` are the ties that contradict it, `index` their share.

    `outside` are the sides that no bloc holds; `with_neutral` is the share of contradiction left when they stand apart,
    a tie with a side that stands apart counting a half.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    ties: tuple[Tie, ...]
    frustrated: tuple[Tie, ...]
    index: float
    outside: tuple[str, ...]
    with_neutral: float


class Part(StrEnum):
    """What an actor had to do with an earlier incident: it did it, claimed it, accused somebody of it, or was blamed for it."""

    DID = "did"
    CLAIMED = "claimed"
    ACCUSED = "accused"
    BLAMED = "blamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One part that an actor had in a coded incident (`case` is its id in the library), as established later.

    `others` names whom it accused, or who blamed it; `through` who acted, spoke or was named for it, where that was a part of
    it; `staged` is True for an act that was made to look like another's. `held` tells whether the claim, the accusation or the
    blame named the one who had done it: None where that was never established, or where another part of the same side had
    done it. `established` is how the author was: court, commission, admission, consensus or none.
    """

    case: str
    question: str
    date: Moment | None
    place: str
    part: Part
    others: tuple[str, ...] = ()
    through: str = ""
    staged: bool = False
    held: bool | None = None
    established: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """A side that an actor is part of on the day of the incident: `path` leads from the actor to it, both included."""

    path: tuple[str, ...]

    @property
    def actor(self) -> str:
        """The side."""
        return self.path[-1]

    @property
    def steps(self) -> int:
        """How many times "part of" lies between the two."""
        return len(self.path) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Another incident with which the case's documents name an actor: as claimed by it, or blamed on it."""

    incident: str
    stance: Stance
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of one actor of a case: that is an answer, speaks, is blamed, or is the side of one that does.

    `hypotheses` are the answers that name it. `sides` are those of the day, nearest first; `former` those that had ended.
    `relations` are those with other actors of the case, of the day or earlier, with `a` the actor itself. `past` is its part
    in earlier coded incidents, in order of time, of the political order of `since` on where its state has had several.
    """

    actor: str
    hypotheses: tuple[str, ...] = ()
    speaks: bool = False
    blamed: bool = False
    sides: tuple[Above, ...] = ()
    former: tuple[PartOf, ...] = ()
    relations: tuple[Relation, ...] = ()
    past: tuple[Past, ...] = ()
    since: int | None = None
    elsewhere: tuple[Elsewhere, ...] = ()

    def settled(self, part: Part) -> tuple[Past, ...]:
        """The incidents that a count of this part rests on: those in which it was established whether it held."""
        return tuple(one for one in self.past if one.part is part and one.held is not None)


class Change(StrEnum):
    """What a judgement of the weighing changes."""

    RATIO = "ratio"
    DROP = "drop"
    ADD = "add"
    MERGE = "merge"
    PRIOR = "prior"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An analyst's decision in the weighing, with name, time and reason; the machine's own answer stays beside it.

    RATIO: the evidence `about` has the ratio `value`, or one between `low` and `high`. DROP: `about` is left out. ADD:
    `position` is weighed too. MERGE: `about` says the same as `into`, and counts once. PRIOR: the hypothesis `about`
    starts at the odds `value` against 1.
    """

    change: Change
    by: str
    at: Moment
    reason: str
    about: str = ""
    into: str = ""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    position: Position | None = None


class VerdictState(StrEnum):
    """Whether the evidence decides."""

    LEADING = "leading"
    NOT_ESTABLISHED = "not_established"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The answer line: a leading hypothesis, or "not established". `confidence` is low, moderate or high, with its cause."""

    state: VerdictState
    hypothesis: str | None
    sentence: str
    confidence: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The hypotheses with probabilities, what each piece of evidence contributed, and what would change it.

    `hypotheses` are sorted by probability, then id; probabilities sum to 1. `method` names the model and its version.
    `likely` is the 95 % set: the fewest answers, best first, that together reach 95 %. `profiles` are those of the actors,
    those that matter most first.
    """

    case: Case
    hypotheses: tuple[Weighed, ...]
    evidence: tuple[Evidence, ...]
    verdict: Verdict
    hinges: tuple[Hinge, ...] = ()
    missing: tuple[Missing, ...] = ()
    method: str = ""
    likely: tuple[str, ...] = ()
    branches: tuple[Branch, ...] = ()
    tips: tuple[Tip, ...] = ()
    frames: tuple[Frame, ...] = ()
    losses: tuple[Loss, ...] = ()
    precedents: tuple[Precedent, ...] = ()
    classes: tuple[ReferenceClass, ...] = ()
    interests: tuple[Interest, ...] = ()
    blocs: Blocs | None = None
    profiles: tuple[Profile, ...] = ()

    def __iter__(self) -> Iterator[Weighed]:
        return iter(self.hypotheses)

    @property
    def leader(self) -> Weighed:
        """The most probable hypothesis."""
        return self.hypotheses[0]


# ---------------------------------------------------------------- tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The assessment told to a reader, as the files that are written: (name, text)."""

    files: tuple[tuple[str, str], ...]
    title: str = ""

    def __getitem__(self, name: str) -> str:
        return dict(self.files)[name]


# ---------------------------------------------------------------- failures


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source, or a part of one, that could not be used, and what to do next; the rest went on."""

    source: str
    problem: str
    remedy: str = ""
    kept: tuple[str, ...] = field(default=())
