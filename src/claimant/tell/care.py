"""Care for the accused: names of private persons are taken out before anything is drawn.

An actor of kind person with `public=False` is never printed by name. The names are taken out of the case itself,
once, so that the page, the Markdown and the data (with the case in it) all lack them. What is taken out:

1. the words of every mention of that person, cut by its offsets, wherever a quote of the same document covers them;
2. every form of the name and each of its words, in every other string (titles, notes, reasons, ids, addresses).

The words of a name that a public actor also bears stay where they stand alone. Spans keep their offsets, so that a
reader with the document can still check the passage; only their text is withheld. Withholding twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar, cast
from urllib.parse import unquote

from claimant.model import Actor, ActorKind, Assessment, Case, Linked, Source, Span, Undecided, Who

T = TypeVar("T")

MASK = "[name withheld]"
"""Stands in quotes where a private person's name stood."""

SETTING = "Names of private persons: withheld"
REASON = (
    "A person who holds no public office and was only accused, suspected or overheard can be harmed for life by a brief "
    "that turns out wrong, and the answer does not depend on the name."
)

_LABEL = "a private person (name withheld)"
_LABELS = re.compile(r"a private person(?: no\. \d+)? \(name withheld\)$")
# A run of letters, with the invisible signs and combining marks that could hide a name inside it.
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u00ad\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u200b-\u200d\u2060\ufeff])*")
_REPEATED = re.compile(re.escape(MASK) + r"(?:[\s\-’'.]*" + re.escape(MASK) + ")+")
# Words that stand beside a name without being one; they are not withheld when they stand alone.
_BESIDE = frozenset(
    [
        "the",
        "mrs",
        "miss",
        "doctor",
        "president",
        "minister",
        "general",
        "colonel",
        "captain",
        "police",
        "officer",
        "witness",
        "suspect",
        "resident",
        "survivor",
        "son",
        "daughter",
        "brother",
        "sister",
        "bin",
        "ibn",
        "van",
        "von",
        "abu",
        "der",
        "del",
        "dos",
        "das",
        "los",
        "las",
        "and",
        "from",
    ]
)
_SHORTEST = 3
_ENDINGS = 3  # letters that an inflected name may have more than its dictionary form
_HASH = re.compile(r"(?<![^\W_])(?=[0-9a-f]*\d)[0-9a-f]{10,}(?![^\W_])")  # its letters are no words


@dataclass(frozen=True, slots=True)
class _Forms:
    """What to take out.

    `words` of names and those that `stay` because public actors bear them, both folded; `ids` of actors that give a
    name away, with new ones; `labels` for the names; `places` of mentions by document; `whole` names of several words.
    """

    words: frozenset[str]
    stay: frozenset[str]
    ids: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    places: Mapping[str, tuple[tuple[int, int], ...]]
    whole: tuple[re.Pattern[str], ...]


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
    return sum(_private(actor) for actor in case.actors)


def _private(actor: Actor) -> bool:
    return actor.kind == ActorKind.PERSON and not actor.public


# ---------------------------------------------------------------- what to take out


def _forms(case: Case) -> _Forms | None:
    private = [actor for actor in case.actors if _private(actor)]
    named = [actor for actor in private if not _LABELS.match(actor.name)]
    if not named:
        return None
    ids = {actor.id for actor in named}
    mentions = list(_mentions(case, ids))
    # only who is known beyond these documents keeps the words of a name: "Voss's lawyer" must not give Voss away
    stay = {word for actor in case.actors if actor.known and not _private(actor) for word in _words(actor.name)}
    words = {word for actor in named for word in _words(actor.name)}
    for span in mentions:
        words |= {_fold(word) for word in _WORD.findall(span.text) if _is_name(word)}
    words = {word for word in words if len(word) >= _SHORTEST and word not in _BESIDE}
    places: dict[str, list[tuple[int, int]]] = {}
    for span in mentions:
        places.setdefault(span.document, []).append((span.start, span.end))
    labels = {
        actor.id: _LABEL if len(private) == 1 else f"a private person no. {number} (name withheld)"
        for number, actor in enumerate(private, 1)
    }
    telling = [actor for actor in named if {_fold(word) for word in _WORD.findall(actor.id)} & words]
    return _Forms(
        words=frozenset(words),
        stay=frozenset(stay),
        ids=tuple((actor.id, f"private-person-{private.index(actor) + 1}") for actor in telling),
        labels=tuple((actor.name, labels[actor.id]) for actor in named),
        places={document: _joined(spans) for document, spans in places.items()},
        whole=tuple(_whole(actor.name) for actor in named if len(_WORD.findall(actor.name)) > 1),
    )


def _mentions(case: Case, ids: set[str]) -> Iterator[Span]:
    """The spans that mean, or may mean, one of the persons."""
    for heard in (*case.heard, *case.overruled):
        statement = heard.statement
        if statement.speaker and _means(heard.speaker, ids):
            yield statement.speaker
        if statement.target and _means(heard.target, ids):
            yield statement.target
    for toll in case.tolls:
        if toll.figure.speaker and _means(toll.speaker, ids):
            yield toll.figure.speaker


def _means(who: Who, ids: set[str]) -> bool:
    match who:
        case Linked(actor):
            return actor in ids
        case Undecided(_, candidates):
            return any(actor in ids for actor, _ in candidates)
    return False


def _words(name: str) -> set[str]:
    return {_fold(word) for word in _WORD.findall(name)}


def _is_name(word: str) -> bool:
    """Whether it is written as a name is: with a capital, or in a script that has none."""
    return word[0].isupper() or word[0].upper() == word[0].lower()


def _whole(name: str) -> re.Pattern[str]:
    """Finds a name of several words however it is capitalised and joined ("juna maretti", "juna-maretti")."""
    words = r"[\s._·-]+".join(re.escape(word) for word in _WORD.findall(name))
    return re.compile(rf"(?<![^\W\d_]){words}(?![^\W\d_])", re.IGNORECASE)


def _fold(word: str) -> str:
    """Without case, accents and invisible signs."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in plain if sign.isalpha()).casefold()


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In order, with those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return tuple(found)


# ---------------------------------------------------------------- taking it out


def _mask(value: T, forms: _Forms) -> T:
    """The same value, with every string in it masked: spans by their offsets, sources with care for addresses."""
    masked: Any = value
    match value:
        case Actor() if _private(value) and any(value.name == name for name, _ in forms.labels):
            label = dict(forms.labels)[value.name]
            masked = replace(_each(value, lambda part: _mask(part, forms)), name=label, source="")
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
    text = span.text
    for start, end in reversed(forms.places.get(span.document, ())):
        if start < span.end and span.start < end and len(span.text) == span.end - span.start:
            low, high = max(start - span.start, 0), min(end, span.end) - span.start
            text = text[:low] + MASK + text[high:]
    return _text(text, forms)


def _source(source: Source, forms: _Forms) -> Source:
    address, found_at = source.address, source.found_at
    # Hashes stay as they are; addresses are looked at in their readable form, and go as a whole.
    plain = replace(
        _each(replace(source, address=None, found_at="", sha256="", capture=""), lambda part: _mask(part, forms)),
        sha256=source.sha256,
        capture=source.capture,
    )
    if address and _text(unquote(address), forms, any_case=True) != unquote(address):
        address = None
    if _text(unquote(found_at), forms, any_case=True) != unquote(found_at):
        found_at = MASK
    return cast(Source, replace(plain, address=address, found_at=found_at))


def _string(text: str, forms: _Forms) -> str:
    for name, label in forms.labels:
        if text == name:
            return label
    for old, new in forms.ids:
        text = re.sub(rf"(?<![^\W_]){re.escape(old)}(?![^\W_])", new, text)
    # Ids have no spaces and may be written small throughout.
    return _text(text, forms, any_case=not any(sign.isspace() for sign in text))


def _text(text: str, forms: _Forms, any_case: bool = False) -> str:
    hashes = [match.span() for match in _HASH.finditer(text)]

    def changed(match: re.Match[str]) -> str:
        word = match[0]
        if not (any_case or _is_name(word)) or any(start <= match.start() < end for start, end in hashes):
            return word
        return MASK if _gives_away(_fold(word), forms) else word

    new = text
    for name in forms.whole:
        new = name.sub(MASK, new)
        hashes = hashes if new == text else [match.span() for match in _HASH.finditer(new)]
    new = _WORD.sub(changed, new)
    return text if new == text else _REPEATED.sub(MASK, new)


def _gives_away(word: str, forms: _Forms) -> bool:
    if word in forms.stay:
        return False
    # a word that public actors bear gives nobody away in its other forms either: "Russian" beside "Russia"
    return word in forms.words or any(_inflects(word, name) for name in forms.words - forms.stay)


def _inflects(word: str, name: str) -> bool:
    """Whether the word may be the name with an ending; outside Latin script its last letter may give way to one."""
    if len(name) <= _SHORTEST or len(word) > len(name) + _ENDINGS:
        return False
    stem = name if name[0] < "\u0370" or len(name) < 5 else name[:-1]
    return word.startswith(stem)
