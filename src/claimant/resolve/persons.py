"""A document -> the persons it names, with what its own words say of each: as what they stand in it, how old, in which office.

Names are found by their capitals, and kept only where words beside them say that somebody's person is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from claimant.model import ActorKind, Document, PersonRole
from claimant.resolve import cues
from claimant.resolve.gazetteer import Gazetteer, Match
from claimant.spellings import COMMON, SILENT, fold, shadow
from claimant.text import fold as small

NEAR = 100
"""Characters before and behind a name in which words can say who it is."""

CLOSE = 30
"""The same before a lone word, which is less likely to be a name."""

LONGEST_NAME = 6
"""Words of a name; a longer run of capitals is a headline."""

LONGEST_ACRONYM = 6
"""Letters of a lone word in capitals that is taken for an acronym."""

LONGEST_RUN = 100
"""Words of a run of capitals inside a sentence that is still taken for a name, however strange."""

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|\u00ad|['’](?=[^\W\d_])|-(?=[^\W\d_]))*")
_JOINED = re.compile(r"(?:[ \u00a0]|\n(?!\n)|\. ?|[ ]?[*_]{1,2}[ ]?|[ ]?\u00ad+[ ]?)")
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|em|br|div|span|font|mark|small|strong|script|sub|sup)\b[^<>]{0,200}>", re.IGNORECASE
)
_LISTED = re.compile(
    r"(?:,? (?:of|from) [a-z-]+)?(?:,| and|, and| &|;|/|,? together with)(?: \d{1,2},?)?(?: (?:the )?[a-z]{4,12}(?:ian|ard|ese|ish))? ?"
)
_GIVES_OFFICE = 60
_LONGEST_OFFICE = 120
"""Characters before a name in which an office of several words stands."""


@dataclass(slots=True, eq=False)
class Mention:
    """One name at [start, end) of a text; `at` is "text" or "title". `words` are folded, in order.

    `ages` as given beside the name; `minor` where they or other words say so; `office` where words give a public one,
    with its `title` where that stands before the name. `named_as`: only "identified as" says that somebody is meant.
    """

    document: str
    at: str
    start: int
    end: int
    name: str
    words: tuple[str, ...]
    sentence: tuple[int, int]
    roles: set[PersonRole] = field(default_factory=set)
    ages: list[int] = field(default_factory=list)
    minor: bool = False
    office: bool = False
    title: str = ""
    named_as: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """All mentions of one document, and whether it speaks of a suspected minor without naming one."""

    mentions: tuple[Mention, ...]
    unnamed_minor: bool = False


def people(document: Document, matches: Sequence[Match], known: Gazetteer) -> People:
    """The names of persons in text and title. `matches` are the known names of the text, in order."""
    found = list(_read(document, document.text, "text", document.sentences, matches, known))
    loose = _minors(document.text, document.sentences, found)
    title = document.source.title
    if title:
        own = known.find(small(title), title)
        above = list(_read(document, title, "title", ((0, len(title)),), own, known))
        said = _minors(title, ((0, len(title)),), above)
        if said:  # a headline is about the one whom the text names
            for mention in found:
                mention.minor |= PersonRole.ACCUSED in mention.roles and not any(age >= 18 for age in mention.ages)
        loose, found = loose or said, [*found, *above]
    return People(tuple(found), loose)


# ---------------------------------------------------------------- names


def _read(
    document: Document,
    text: str,
    at: str,
    sentences: Sequence[tuple[int, int]],
    matches: Sequence[Match],
    known: Gazetteer,
) -> Iterator[Mention]:
    seen = _TAG.sub(lambda tag: SILENT * len(tag[0]), shadow(text))
    low = small(seen)
    starts = [start for start, _ in sentences]
    year = document.source.date.day.year if document.source.date else None
    signed = bool(document.source.publisher or document.source.agency)
    mentions: list[Mention] = []
    for tokens in _runs(seen, sentences, starts):
        for start, end, title in _names(tokens, low):
            place = bisect_right(starts, start) - 1
            sentence = sentences[place] if place >= 0 else (0, len(text))
            mention = _mention(document.id, at, seen, low, start, end, sentence, year)
            _give_office(mention, low, title, signed)
            if _may_be_person(mention, low, matches, known):
                mentions.append(mention)
    _share(mentions, low)
    yield from mentions


def _runs(seen: str, sentences: Sequence[tuple[int, int]], starts: Sequence[int]) -> Iterator[list[re.Match[str]]]:
    """Words with capitals that stand side by side, particles between them included."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(seen):
        word = token[0]
        if run and not (_JOINED.fullmatch(seen, run[-1].end(), token.start()) and _goes_on(seen, run[-1], token)):
            yield run
            run = []
        small_start = cues.BEFORE_CAPITAL.match(word)
        if (
            word[small_start.end() if small_start else 0].isupper()
            or word[0].isupper()
            or (run and fold(word) in cues.PARTICLES)
        ):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _goes_on(seen: str, before: re.Match[str], token: re.Match[str]) -> bool:
    """A full stop joins only behind an initial or a title: "K. Voss"."""
    between = seen[before.end() : token.start()]
    return "." not in between or len(fold(before[0])) <= 3


def _names(tokens: list[re.Match[str]], low: str) -> Iterator[tuple[int, int, str]]:
    """The name in a run: without the words before it that are none, with whether an office stands among those."""
    title = ""
    last = len(tokens)
    while last and (fold(tokens[last - 1][0]) in cues.PARTICLES or fold(tokens[last - 1][0]) in cues.NO_NAME):
        last -= 1
    # what is further back than any name is long decides nothing, and a run may be as long as the text
    tokens = tokens[max(0, last - LONGEST_RUN - 2) : last]
    for number in range(len(tokens) - 1, -1, -1):
        end = tokens[number].end()
        before = low[max(0, tokens[0].start() - 20, end - _LONGEST_OFFICE) : end]
        office = cues.OFFICE_BEFORE.search(before) if number < len(tokens) - 1 else None
        if office and fold(tokens[number][0]) not in cues.ALSO_SURNAMES:
            none = cues.NO_OFFICE.search(low[max(0, tokens[0].start() - _GIVES_OFFICE) : tokens[number].start()])
            title, tokens = "" if none else office["office"], tokens[number + 1 :]
            break
    while tokens and (fold(tokens[0][0]) in cues.NO_NAME or (fold(tokens[0][0]) in COMMON and len(tokens) > 2)):
        tokens = tokens[1:]
    if len(tokens) > 3 and all(token[0].isupper() for token in tokens):
        return  # a headline in capitals has no names that could be told from its words
    longest = LONGEST_NAME if not tokens or _opens(low, tokens[0].start()) else LONGEST_RUN
    if tokens and len(tokens) <= longest:
        end = tokens[-1].end()
        if re.search(r"['’]s\u00ad*$", tokens[-1][0]):
            end -= len(re.search(r"['’]s\u00ad*$", tokens[-1][0])[0])  # type: ignore[index]
        yield tokens[0].start(), end, title


def _opens(low: str, start: int) -> bool:
    """Whether nothing of a sentence stands before: there a headline may begin."""
    before = low[max(0, start - 20) : start].rstrip()
    return not before or before[-1] in ".!?:;"


def _mention(
    document: str, at: str, seen: str, low: str, start: int, end: int, sentence: tuple[int, int], year: int | None
) -> Mention:
    name = seen[start:end].replace(SILENT, "")
    parts = tuple(folded for word in re.findall(r"[^\W\d_]+", name) if (folded := fold(word)))
    mention = Mention(document, at, start, end, name, parts, sentence)
    first, last = sentence
    before, after = low[max(first, start - NEAR) : start], low[end : min(last, end + NEAR)].replace(SILENT, "")
    after = re.sub(r"^'s?(?= )", "'s", after)
    beside = before if len(parts) > 1 else before[-CLOSE:]
    for role, pattern in cues.BEFORE:
        if pattern.search(beside):
            mention.roles.add(role)
    for role, pattern in cues.AFTER:
        if pattern.search(after):
            mention.roles.add(role)
    if given := cues.NAMED_AS.search(before):
        spoken_of = before[: given.start()].rstrip(" ,")
        mention.roles |= {role for role, pattern in cues.BEFORE if pattern.search(f"{spoken_of} ")}
        mention.named_as = True
    for pattern in (*cues.AGE_BEFORE, *cues.AGE_AFTER):
        hit = pattern.search(before if pattern in cues.AGE_BEFORE else after)
        if hit and "born" in pattern.groupindex:
            if year:
                mention.ages.append(year - int(hit["born"]) - 1)
        elif hit and 0 < cues.years(hit["age"]) < 120:
            mention.ages.append(cues.years(hit["age"]))
    mention.minor = any(age < 18 for age in mention.ages) or bool(
        not any(age >= 20 for age in mention.ages)
        and (cues.CHILD_BEFORE.search(before) or cues.CHILD_AFTER.search(after))
    )
    return mention


def _give_office(mention: Mention, low: str, title: str, signed: bool) -> None:
    """Read the office before the name (`title`: inside its run of capitals) and behind it.

    One that a rumour can give anybody ("commander") counts only in a `signed` document, and not on an anonymous word.
    """
    first, last = mention.sentence
    before, after = (
        low[max(first, mention.start - NEAR) : mention.start],
        low[mention.end : min(last, mention.end + NEAR)],
    )
    ahead, behind = cues.OFFICE_BEFORE.search(before), cues.OFFICE_AFTER.search(after)
    if not title and ahead and not cues.NO_OFFICE.search(before[: ahead.start("office")]):
        title = ahead["office"]
    other = behind["office"] if behind and not cues.NO_OFFICE.search(after[: behind.start("office")]) else ""
    around = low[max(first, mention.start - 3 * NEAR) : min(last, mention.end + 3 * NEAR)]
    for office in (title, other):
        if office and not (cues.WEAK_OFFICE.match(office) and (not signed or cues.ANONYMOUS.search(around))):
            mention.office = True
            mention.title = title


def _may_be_person(mention: Mention, low: str, matches: Sequence[Match], known: Gazetteer) -> bool:
    """Whether a name is taken for a person's: never a known name of something else, nor one that ends as institutions do."""
    if not mention.words or mention.words[-1] in cues.NO_PERSON or not any(len(word) > 1 for word in mention.words):
        return False
    first = bisect_right(matches, mention.start, key=lambda match: match.end)
    covered = 0
    for match in matches[first:]:
        if match.start >= mention.end:
            break
        if match.sort in {"body", "office"} or match.end <= mention.start:
            continue
        person = all(id in known.entries and known.entries[id].kind is ActorKind.PERSON for id in match.actors)
        if match.sort == "name" and person and match.end - match.start >= (mention.end - mention.start) * 0.6:
            mention.office = True
            return True
        if not person:
            covered += min(match.end, mention.end) - max(match.start, mention.start)
    if cues.GROUP_BEFORE.search(low[max(0, mention.start - NEAR) : mention.start]):
        return False
    said = bool(mention.roles - {PersonRole.SPEAKER} or mention.ages or mention.minor or mention.named_as)
    if covered >= mention.end - mention.start - 1:
        return False
    if covered:
        return said and len(mention.words) > 1
    if len(mention.words) == 1:
        return _may_stand_alone(mention, low) and (mention.words[0] not in COMMON or said)
    return said or len(mention.words) <= LONGEST_NAME


def _may_stand_alone(mention: Mention, low: str) -> bool:
    """Whether one word with a capital may be a surname: not an acronym, a people, or an ordinary word that opens a sentence."""
    word, after = mention.words[0], low[mention.end : mention.end + 40]
    if word in cues.PEOPLES or (mention.name.isupper() and 1 < len(mention.name) <= LONGEST_ACRONYM):
        return False
    if mention.at == "title":
        return True
    opens = _opens(low, mention.start)
    if opens and (word.endswith("ly") or cues.SEVERAL.match(after)):
        return False
    return bool(cues.STANDS_ALONE.match(after))


def _share(mentions: list[Mention], low: str) -> None:
    """In a list of names each has the roles of the others: "Karl Voss and Ada Kern were arrested"."""
    pairs = list(pairwise(mentions))
    for one, other in [*pairs, *reversed(pairs)]:
        if one.sentence == other.sentence and _LISTED.fullmatch(low, one.end, other.start):
            both = (one.roles | other.roles) - {PersonRole.SPEAKER}
            one.roles |= both
            other.roles |= both
    for mention in mentions:
        if mention.named_as and not mention.roles - {PersonRole.SPEAKER}:
            mention.roles.add(PersonRole.ACCUSED)


# ---------------------------------------------------------------- minors without a name beside them


def _minors(text: str, sentences: Sequence[tuple[int, int]], mentions: list[Mention]) -> bool:
    """Give "the boy, 15," to whom it means; True where a suspected minor is spoken of and nobody near is named."""
    low = small(shadow(text))
    starts = [start for start, _ in sentences]
    loose = False
    ordered = [mention.start for mention in mentions]
    for hit in cues.CHILD_ANYWHERE.finditer(low):
        place = bisect_right(starts, hit.start()) - 1
        first, last = sentences[place] if place >= 0 else (0, len(low))
        if cues.CHILD_HARMED_BEFORE.search(
            low[max(first, hit.start() - 60) : hit.start()]
        ) or cues.CHILD_HARMED_AFTER.search(low[hit.end() : min(last, hit.end() + 60)]):
            continue
        here = bisect_right(ordered, hit.start())
        around = mentions[max(0, here - 4) : here + 2]
        if any(mention.minor and mention.start - NEAR <= hit.start() <= mention.end + NEAR for mention in around):
            continue
        earlier = sentences[max(0, place - 1)][0] if place >= 0 else 0
        later = sentences[min(len(sentences) - 1, place + 1)][1] if place >= 0 else len(low)
        near = [m for m in reversed(mentions[max(0, here - 4) : here]) if m.start >= earlier and not m.office]
        near += [m for m in mentions[here : here + 2] if m.end <= later and not m.office]
        grown = [m for m in near if any(age >= 18 for age in m.ages)]
        near = [m for m in near if m not in grown]
        suspected = cues.SUSPECTED.search(low, first, last)
        accused = [m for m in near if PersonRole.ACCUSED in m.roles]
        for mention in accused[:1] or [m for m in near if suspected and len(m.words) > 1][:1]:
            mention.minor = True
        loose |= bool(suspected) and not accused and not grown
    return loose
