"""What the documents call the question's incident: letters beside a name, short forms, and what the same deed struck."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from claimant.model import Document
from claimant.resolve.deeds import Deed, content, fits, kinds
from claimant.resolve.gazetteer import Gazetteer
from claimant.text import fold_name

Texts = Sequence[tuple[Document, str]]
"""Documents, each with its folded text."""

STOP = frozenset(
    "who what was is were did does the a an of in on at by for with to from it this that and or behind responsible really carried out which "
    "whom whose how why when where attack attacked attacks kill killed murder murdered bomb bombed shoot shot blew up blow assassinate "
    "assassinated assassination explosion bombing incident massacre poisoned poisoning hijacked kidnapped perpetrated committed ordered "
    "has have had been be are near outside against its his her their into destroyed downed staged".split()
)  # fmt: skip

LEAST_NEAR, LEAST_SHARE, LEAST_DOCUMENTS = 3, 0.7, 2
"""A word of what was struck is learned as the incident's where at least three sentences with the question's words have it, in two
documents, and seven in ten of the sentences that have it stand next to such a one. Chosen on the worked example and two incidents."""


def stems(words: Iterable[str]) -> set[str]:
    """The words without their plural."""
    return {word[:-1] if word.endswith("s") and len(word) > 4 else word for word in words}


_HEAD_WORDS = (
    "street square station road avenue airport hall university hospital school market bridge building church city town village hotel bank party "
    "union front headquarters embassy center centre theatre theater palace police army national international central state republic people river "
    "north south east west northern southern eastern western mosque cathedral metro house park office port beach club stadium".split()
)  # fmt: skip
HEADS = frozenset(_HEAD_WORDS) | stems(_HEAD_WORDS)
"""Words of names that others bear too, so that they do not stand for a name alone."""


def pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Any of the words at a word's beginning, with its plural."""
    stemmed = [re.escape(w[:-1] if w.endswith("s") and len(w) > 4 and " " not in w else w) for w in words]
    return re.compile(rf"\b(?:{'|'.join(stemmed)})s?\b") if stemmed else None


def acronyms(phrases: Sequence[str], folded: Sequence[str]) -> list[str]:
    """The letters that the documents put beside a name of the question: "NTU [Northern Teachers Union]"."""
    found: list[str] = []
    for phrase in phrases:
        letters = sorted(word[0] for word in phrase.split())
        beside = re.compile(
            rf"\b{re.escape(phrase)}\b,? [(\[](\w{{2,8}})[)\]]|\b(\w{{2,8}}) [(\[]{re.escape(phrase)}[)\]]"
        )
        for text in folded:
            found.extend(a or b for a, b in beside.findall(text) if set(a or b) <= set(letters))
    return list(dict.fromkeys(found))


def short_forms(phrase: str, gazetteer: Gazetteer) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """What finds two words of a name close together, and one of them: "Elena Marsh", and then "Marsh"."""
    words = [
        word
        for word in phrase.split()
        if len(word) > 3
        and word not in HEADS
        and word not in STOP
        and not any(m.sort in {"state", "capital", "demonym"} for m in gazetteer.find(word))
    ]
    if not words:
        return None
    every = "|".join(re.escape(word) for word in phrase.split() if len(word) > 2)
    return (
        re.compile(rf"\b(?P<one>{every})\b.{{1,40}}\b(?!(?P=one)\b)(?:{every})\b"),
        re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"),
    )


def objects(
    core: re.Pattern[str],
    texts: Texts,
    done: Mapping[str, Mapping[int, Sequence[Deed]]],
    known: Iterable[str],
    wanted: frozenset[str],
) -> tuple[list[str], dict[str, tuple[int, int]], set[str]]:
    """Words of what the deeds near the question's words struck: other names of the same incident; and where each word stands.

    The counts are, for each word of an object, in how many deeds it stands near the question's words, and in how many at
    all; the last are all words of sentences with the question's.
    """
    beside_core: set[str] = set()
    near: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    own: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    asked = {word for phrase in known for word in content(phrase)}
    for document, text in texts:
        has = core.search(text) is not None
        if has and not document.text.isupper():
            beside_core.update(
                w for a, b in document.sentences if core.search(text, a, b) for w in stems(content(text[a:b]))
            )
        for index, some in done[document.id].items():
            sentences = document.sentences[max(0, index - 1) : index + 2]
            start, end = document.sentences[index]
            here = has and core.search(text, start, end) is not None
            beside = has and (here or any(core.search(text, a, b) for a, b in sentences))
            # Where one deed of the sentence struck what the question names, only its object is another name for that.
            naming = [deed for deed in some if deed.words & asked]
            for deed in some:
                for word in stems(deed.words):
                    everywhere[word] += 1
                    near[word] += beside
                    if here and fits(deed.kind, wanted) and (deed in naming or not naming):
                        own[word] += 1
                        where.setdefault(word, set()).add(document.id)
    taken = stems(w for phrase in known for w in content(phrase))
    found = [
        (count, word)
        for word, count in own.items()
        if count >= LEAST_NEAR
        and len(where[word]) >= LEAST_DOCUMENTS
        and near[word] >= LEAST_SHARE * everywhere[word]
        and count * 2 >= everywhere[word]
        and word not in taken
        and not kinds(word)
    ]
    learned = [word for _, word in sorted(found, key=lambda item: (-item[0], item[1]))[:12]]
    return learned, {word: (near[word], count) for word, count in everywhere.items()}, beside_core


_STRUCK = re.compile(
    r"\b(?:[Aa]ttack|[Ss]hooting|[Mm]assacre|[Kk]illings?|[Bb]ombing|[Mm]urders?|[Bb]last|[Ee]xplosion|[Ff]ire|[Ss]iege|[Ss]trike|[Aa]ssault)s? "
    r"(?:on|at|in|of|near|against) (?:the )?((?:[A-ZÀ-Ž][\w'-]+ ?){1,4})"
)


def struck_names(core: re.Pattern[str], texts: Texts, gazetteer: Gazetteer) -> list[str]:
    """Names of what was struck ("the attack on Crocus City Hall"), for mixed-case texts: where a name follows the deed in at
    least a fifth of the documents, and half of the documents that have it have the question's words as well.
    """
    with_core = [
        bool(core.search(text) or core.search(fold_name(document.source.title or ""))) for document, text in texts
    ]
    counted: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for (document, _), has in zip(texts, with_core, strict=True):
        if document.text.isupper():
            continue
        here = {fold_name(match[1]).strip() for match in _STRUCK.finditer(document.text)}
        counted.update(here)
        both.update(here if has else ())
    least = max(2.0, 0.2 * sum(with_core))
    return [
        name
        for name, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        if count >= least
        and both[name] >= 0.5 * count
        and not any(m.sort in {"state", "capital", "demonym"} for m in gazetteer.find(name))
    ][:4]


def usual_kinds(core: re.Pattern[str] | None, texts: Texts) -> frozenset[str]:
    """The kinds of deed that a third of the sentences with the question's words speak of."""
    counted: Counter[str] = Counter()
    total = 0
    for document, text in texts:
        if core is None or not core.search(text):
            continue
        for start, end in document.sentences:
            if core.search(text, start, end):
                found = kinds(text[start:end])
                total += bool(found)
                counted.update(found)
    return frozenset(name for name, count in counted.items() if count * 3 >= total > 2)
