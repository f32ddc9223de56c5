"""Care for the accused: names of private persons are taken out before anything is drawn.

Whose, `resolve.care` decides: they are the masked persons of `case.care`, and the actors of kind person with
`public=False`. The names are taken out of the case itself, once, so that the page, the Markdown and the data (with the
case in it) all lack them. What is taken out:

1. the words of every mention of that person, cut by its offsets, wherever a quote of the same document covers them;
2. every form of the name and each of its words (`forms`), in every other string: titles, notes, reasons, ids, addresses.

Spans keep their offsets, so that a reader with the document can still check the passage; only their text is withheld.
Withholding twice changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar, cast
from urllib.parse import unquote

from claimant.model import (
    Actor,
    ActorKind,
    Assessment,
    Care,
    Case,
    Linked,
    Person,
    PersonRole,
    Source,
    Span,
    Undecided,
    Who,
)
from claimant.spellings import COMMON, romanised
from claimant.tell.forms import Names, Place, joined, kept_words, name_words

T = TypeVar("T")

MASK = "[name withheld]"
"""Stands in quotes where a private person's name stood."""

_LABEL = "a private person (name withheld)"
_LABELS = re.compile(r"a private person(?: no\. \d+)? \(name withheld\)$")
_REPEATED = re.compile(re.escape(MASK) + r"(?:[\s\-’'.·_]*" + re.escape(MASK) + ")+")
_HASH = re.compile(r"(?<![^\W_])(?=[0-9a-f]*\d)[0-9a-f]{10,}(?![^\W_])")  # its letters are no words
_ADDRESS_DEPTH = 4
"""Times that percent signs of an address are read, at most."""


@dataclass(slots=True)
class _Forms:
    """What to take out: `names`; `ids` that give a name away, with new ones; `labels` for actors; `places` by document."""

    names: Names
    ids: Mapping[str, str]
    in_text: re.Pattern[str] | None
    fixed: re.Pattern[str] | None
    labels: Mapping[str, str]
    places: Mapping[str, list[Place]]
    known: dict[tuple[str, str, bool], str] = field(default_factory=dict)


def withhold(case: Case) -> Case:
    """The case without the names of its private persons; the same case where it has none.

    Apply it before weighing where the assessment should be made again, to the byte, from the case in brief.json.
    """
    forms = _forms(case)
    return _mask(case, forms) if forms else case


def withheld(assessment: Assessment) -> Assessment:
    """The assessment, with its case, sentences and reasons, without the names of private persons."""
    forms = _forms(assessment.case)
    return _mask(assessment, forms) if forms else assessment


def withholding(case: Case) -> Callable[[T], T]:
    """What masks any other value (a span, a source, a text) as `withhold` masks the case; changes nothing where it would not.

    `case` is the case before its names are withheld: a masked one no longer says which words to take out.
    """
    forms = _forms(case)
    return (lambda value: _mask(value, forms)) if forms else lambda value: value


def persons_withheld(case: Case) -> int:
    """How many private persons of the case have had their names withheld."""
    return sum(roles_withheld(case).values())


def roles_withheld(case: Case) -> Counter[PersonRole | None]:
    """How many of them stand as what in the documents; None for those whom the case itself marks as private."""
    masked = [person for person in case.care.persons if person.masked]
    told = {actor for person in case.care.persons for actor in person.actors}
    alone = sum(_private(actor) and actor.id not in told for actor in case.actors)
    return Counter({role: n for role, n in (*Counter(person.role for person in masked).items(), (None, alone)) if n})


def _private(actor: Actor) -> bool:
    return actor.kind == ActorKind.PERSON and not actor.public


# ---------------------------------------------------------------- what to take out


def _forms(case: Case) -> _Forms | None:
    private = [actor for actor in case.actors if _private(actor)]
    named = [actor for actor in private if not _LABELS.match(actor.name)]
    written = [form for person in case.care.persons if person.masked for form in person.forms]
    if not named and not written:
        return None
    names = Names(kept=dict(kept_words(case.care.kept)))
    for name in (*(actor.name for actor in named), *written):
        names.hide(name)
    ids = {actor.id for actor in named}
    mentions = list(_mentions(case, ids))
    for span, actors in mentions:
        _hide_foreign(names, span, actors)
    for name in case.care.public:
        names.show(name)
    for actor in case.actors:
        # only what is known beyond these documents keeps its name and its words: "The Voss Files" must not give Voss away
        if not _private(actor) and actor.known:
            names.show(actor.name)
            if actor.kind != ActorKind.PERSON:
                names.stay |= set(name_words(actor.name))
    places: dict[str, list[Place]] = {}
    for document, start, end in (*case.care.places, *((s.document, s.start, s.end) for s, _ in mentions)):
        places.setdefault(document, []).append((start, end))
    labels = {
        actor.id: _LABEL if len(private) == 1 else f"a private person no. {number} (name withheld)"
        for number, actor in enumerate(private, 1)
    }
    new = _new_ids(case, named, private, names)
    ordered = sorted(new, key=lambda id: (-len(id), id))
    return _Forms(
        names=names,
        ids=new,
        in_text=re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, ordered))})(?![^\W_])") if new else None,
        fixed=_alternatives(actor.id for actor in case.actors if actor.known and not _private(actor)),
        labels={actor.name: labels[actor.id] for actor in named},
        places={document: joined(spans) for document, spans in places.items()},
    )


def _alternatives(ids: Iterable[str]) -> re.Pattern[str] | None:
    """Any of these ids, whole, also inside a composed id; the ids are those of the gazetteer, and hold nothing of the documents."""
    ordered = sorted(ids, key=lambda id: (-len(id), id))
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, ordered))})(?![\w-])") if ordered else None


def _new_ids(case: Case, named: list[Actor], private: list[Actor], names: Names) -> dict[str, str]:
    """New ids for the actors and documents whose ids give a name away, each another one."""
    numbers = {actor.id: number for number, actor in enumerate(private, 1)}
    new = {actor.id: f"private-person-{numbers[actor.id]}" for actor in named if names.find(actor.id, any_case=True)}
    for number, source in enumerate(case.sources, 1):
        if names.find(source.id, any_case=True):
            new[source.id] = f"document-{number}-renamed"
    return new


def _mentions(case: Case, ids: set[str]) -> Iterator[tuple[Span, list[Actor]]]:
    """The spans that mean, or may mean, one of the persons."""
    by_id = {actor.id: actor for actor in case.actors if actor.id in ids}
    said = (*case.heard, *case.overruled)
    spoken = [(heard.statement.speaker, heard.speaker) for heard in said]
    spoken += [(heard.statement.target, heard.target) for heard in said]
    spoken += [(toll.figure.speaker, toll.speaker) for toll in case.tolls]
    for span, who in spoken:
        meant = [by_id[id] for id in _means(who) if id in by_id]
        if span and meant:
            yield span, meant


def _means(who: Who) -> list[str]:
    match who:
        case Linked(actor):
            return [actor]
        case Undecided(_, candidates):
            return [actor for actor, _ in candidates]
    return []


def _hide_foreign(names: Names, span: Span, actors: list[Actor]) -> None:
    """A mention that shares no word with the name is the name in another form: a nickname, another script."""
    own = {romanised(word) for actor in actors for word in name_words(actor.name)}
    said = re.findall(r"[^\W\d_]\S*", span.text)
    written = [w for word in said if _is_name(word) for w in name_words(word)]
    if not own & {romanised(word) for word in written}:
        for word in written:
            if len(word) >= 3 and word not in COMMON:
                names.hide_word(word)


def _is_name(word: str) -> bool:
    """Whether it is written as a name is: with a capital, or in a script that has none."""
    return word[0].isupper() or word[0].upper() == word[0].lower()


# ---------------------------------------------------------------- taking it out


def _mask(value: T, forms: _Forms) -> T:
    """The same value, with every string in it masked: spans by their offsets, sources with care for addresses."""
    masked: Any = value
    match value:
        case Actor() if _private(value) and value.name in forms.labels:
            label = forms.labels[value.name]
            masked = replace(_each(value, lambda part: _mask(part, forms)), name=label, source="")
        case Person() if value.masked:
            masked = _each(replace(value, forms=()), lambda part: _mask(part, forms))
        case Care():
            bare = replace(value, places=(), public=(), kept=())
            masked = _each(bare, lambda part: _mask(part, forms))
        case Span():
            masked = replace(value, document=_string(value.document, forms), text=_cut(value, forms))
        case Source():
            masked = _source(value, forms)
        case str():
            # A word of the vocabulary (an enumeration) is a string too, and is nobody's name.
            masked = _string(value, forms) if type(value) is str else value
        case tuple():
            masked = tuple(_mask(part, forms) for part in value)
        case _ if is_dataclass(value):
            masked = _each(value, lambda part: _mask(part, forms))
    return cast(T, masked)


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    """The dataclass with every field changed; the same object where nothing changes."""
    new = {item.name: change(getattr(value, item.name)) for item in fields(value)}
    return value if all(new[name] is getattr(value, name) for name in new) else replace(value, **new)


def _cut(span: Span, forms: _Forms) -> str:
    places: list[Place] = []
    if len(span.text) == span.end - span.start:
        known = forms.places.get(span.document, [])
        first = bisect_right(known, span.start, key=lambda place: place[1])  # joined, so that ends are in order too
        for start, end in known[first : bisect_left(known, span.end, key=lambda place: place[0])]:
            if start < span.end and span.start < end:
                places.append((max(start - span.start, 0), min(end, span.end) - span.start))
    return _text(span.text, forms, span.document, places)


def _source(source: Source, forms: _Forms) -> Source:
    address, found_at = source.address, source.found_at
    # Hashes stay as they are; addresses are looked at in their readable form, and go as a whole.
    bare = replace(source, address=None, found_at="", sha256="", capture="", title=None, note=None)
    plain = replace(
        _each(bare, lambda part: _mask(part, forms)),
        sha256=source.sha256,
        capture=source.capture,
        title=_text(source.title, forms, source.id) if source.title else source.title,
        note=_text(source.note, forms, source.id) if source.note else source.note,
    )
    if address and _gives_away(address, forms):
        address = None
    if _gives_away(found_at, forms):
        found_at = MASK
    return cast(Source, replace(plain, address=address, found_at=found_at))


def _gives_away(address: str, forms: _Forms) -> bool:
    """Whether an address or path names somebody, however often its signs are encoded."""
    for _ in range(_ADDRESS_DEPTH):
        host = re.sub(r"xn--([a-z0-9-]+)", lambda match: _from_punycode(match[1]), address.lower())
        apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", address)
        if any(forms.names.find(one, any_case=True) for one in {address, host, apart}):
            return True
        address, before = unquote(address), address
        if address == before:
            return False
    return True  # nobody encodes an address five times without something to hide


def _from_punycode(label: str) -> str:
    try:
        return label.encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return label


def _string(text: str, forms: _Forms) -> str:
    if text in forms.labels:
        return forms.labels[text]
    if text in forms.ids:
        return forms.ids[text]
    if forms.in_text:
        text = forms.in_text.sub(lambda match: forms.ids[match[0]], text)
    if any(sign.isspace() for sign in text):
        return _text(text, forms)
    # Ids have no spaces and may be written small throughout; those of known actors give nobody away.
    parts = forms.fixed.split(text) if forms.fixed else [text]
    return "".join(part if place % 2 else _text(part, forms, any_case=True) for place, part in enumerate(parts))


def _text(
    text: str, forms: _Forms, document: str = "", places: list[Place] | None = None, *, any_case: bool = False
) -> str:
    key = text, document, any_case
    if not places and key in forms.known:
        return forms.known[key]
    new, stay = text, [match.span() for match in _HASH.finditer(text)]
    stay += [match.span() for match in re.finditer(re.escape(MASK), text)]
    found = forms.names.find(text, document, any_case=any_case, cut=places or ())
    for start, end in reversed(found):
        if not any(low <= start and end <= high for low, high in stay):
            new = new[:start] + MASK + new[end:]
    new = text if new == text else _REPEATED.sub(MASK, new)
    if not places:
        forms.known[key] = new
    return new
