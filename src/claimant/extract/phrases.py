"""Noun phrases next to a cue: who stands before it, who stands after it, and whether that is somebody.

Places are indices into the tokens of one sentence; a phrase is a pair [first, past the last).
"""

from __future__ import annotations

from collections.abc import Sequence

from claimant.extract.tokens import Token, Words

Phrase = tuple[int, int]

_OPEN, _CLOSE = {"(", "["}, {")", "]"}
_QUOTES = {'"', "“", "”", "'", "«", "»", "‘", "’"}
_JOINS = {"of", "for", "from", "in", "at", "against", "on"}
_REFUSES = frozenset({"denied", "denies", "deny", "denying"})
_LONGEST = 24
"""Most tokens in one phrase or apposition; longer runs are no single phrase."""
_FARTHEST = 60
"""Most tokens between a verb and its subject: no clause of a report is longer."""


def before(words: Sequence[Token], index: int, kinds: Words) -> Phrase | None:
    """The noun phrase that ends before token `index`, as the subject of a verb that begins there.

    Auxiliaries, adverbs and days between are passed over; so is an apposition or a relative "who":
    "Gen. X, director of the police, blamed" gives "Gen. X".
    """
    last = _skip_left(words, index - 1, kinds)
    if last >= 0 and words[last].low in {"who", "which", "that"}:
        last -= 1
        if last >= 0 and words[last].low == ",":
            last -= 1
    elif last >= 0 and words[last].low in {",", "--", "–", "—"}:
        opening = _opening(words, last, kinds)
        if opening is not None:
            last = opening - 1
        else:
            last = _skip_left(words, last - 1, kinds)
    if last < 0:
        return None
    return _leftward(words, last, kinds)


def _skip_left(words: Sequence[Token], index: int, kinds: Words) -> int:
    while index >= 0:
        low = words[index].low
        if low in kinds.auxiliaries or kinds.is_adverb(low) or low in kinds.days or low in _QUOTES:
            index -= 1
        elif low.isdigit() and index and words[index - 1].low in kinds.days:
            index -= 1
        elif (
            low in {"on", "early", "late", "last", "this"}
            and index + 1 < len(words)
            and words[index + 1].low in kinds.days
        ):
            index -= 1
        elif low in _CLOSE:
            index = _bracket(words, index) - 1 if _bracket(words, index) > 0 else index - 1
            return index if index < 0 or words[index].is_word else _skip_left(words, index, kinds)
        else:
            return index
    return index


def _bracket(words: Sequence[Token], closing: int) -> int:
    """Where the bracket that closes at `closing` opens; 0 where it does not."""
    for index in range(closing - 1, max(-1, closing - _LONGEST), -1):
        if words[index].low in _OPEN:
            return index
    return 0


def _opening(words: Sequence[Token], closing: int, kinds: Words) -> int | None:
    """The comma or dash that opens the apposition closed at `closing`, if what stands between is no clause."""
    mark, verbal = words[closing].low, False
    for index in range(closing - 1, max(0, closing - _LONGEST), -1):
        low = words[index].low
        if low == mark and index > 0 and (words[index - 1].text[-1:].isalnum() or words[index - 1].low in _CLOSE):
            begins = words[index + 1].low
            described = begins in kinds.determiners or begins in {"who", "which", "whose"} or mark == "--"
            return index if closing - index > 1 and (described or not verbal) else None
        verbal = verbal or low in kinds.auxiliaries
    return None


def before_including(words: Sequence[Token], last: int, kinds: Words) -> Phrase | None:
    """The noun phrase whose last token is `last`."""
    return _leftward(words, last, kinds)


def _leftward(words: Sequence[Token], last: int, kinds: Words) -> Phrase | None:
    while last >= 0 and not (words[last].is_word or words[last].low in _CLOSE):
        last -= 1
    first = last + 1
    index = last
    while index >= 0 and last - index < _LONGEST:
        token = words[index]
        low = token.low
        if low in _CLOSE:
            opened = _bracket(words, index)
            if not opened and words[0].low not in _OPEN:
                break
            index = opened - 1
            first = opened
            continue
        if low in {"-", "/"} and index and words[index - 1].end < token.start:
            break  # a dash between words, as after a dateline
        if low in _QUOTES or low in {"-", "/", "&", "'", "’"}:
            index -= 1
            continue
        if low in kinds.determiners:
            first = index
            if index and words[index - 1].low == "of" and _noun(words, index - 2, kinds):
                index -= 1
                continue
            if index > 1 and words[index - 1].low in _JOINS and words[index - 2].low in kinds.spokespeople:
                index -= 1
                continue
            break
        if low in _JOINS:
            if index and (low == "of" and _noun(words, index - 1, kinds)) or _joins(words, index, kinds):
                index -= 1
                continue
            break
        if not token.is_word or low in kinds.days or (kinds.ends_phrase(low) and not _name_like(token)):
            break
        first = index
        index -= 1
    return (first, last + 1) if first <= last else None


def _noun(words: Sequence[Token], index: int, kinds: Words) -> bool:
    return index >= 0 and words[index].is_word and not kinds.ends_phrase(words[index].low)


def _joins(words: Sequence[Token], index: int, kinds: Words) -> bool:
    """Whether the preposition at `index` ties a body or an office to what follows: "front for the liberation"."""
    return index > 0 and words[index - 1].low in kinds.spokespeople


def _name_like(token: Token) -> bool:
    """A capitalised word of a mixed-case text that happens to look like a verb or adverb ("Ahmed", "Red Hand")."""
    return token.text[:1].isupper() and token.text[1:].islower() and len(token.text) > 3 and token.low.endswith("ed")


def subject(
    words: Sequence[Token], index: int, kinds: Words, names: frozenset[int] = frozenset(), *, speaks: bool = False
) -> Phrase | None:
    """The subject of the verb at `index`: the phrase before it, unless that hangs on a preposition or is missing.

    `speaks`: a verb of saying, whose subject may stand far before it ("the group had by then claimed").

    "The group, in a statement sent to a newspaper, claimed" and "X rejected the version and accused" both go back to
    the first actor of the clause.
    """
    found = before(words, index, kinds)
    last = index - 1
    while last >= 0 and (kinds.is_adverb(words[last].low) or words[last].low in kinds.auxiliaries):
        last -= 1
    joined = last >= 0 and words[last].low in {"and", "but", "or", ","} or words[index].low.endswith("ing")
    hangs = (
        found is not None
        and found[0] > 0
        and words[found[0] - 1].low in kinds.prepositions - {"that", "because", "while"}
    )
    if found is not None and not hangs and not (joined and words[index].low.endswith("ing")):
        return found
    if joined or hangs or (found is None and speaks):
        return first_actor(words, index, kinds, names) or found
    return found


def _hangs(words: Sequence[Token], phrase: Phrase, kinds: Words) -> bool:
    """Whether the phrase hangs on a preposition, also as one of several: "bombs in Y, Moscow and Z"."""
    first, end = phrase
    back = first - 1
    listed = end < len(words) and words[end].low in {",", "and", "or"}
    if back > 0 and words[back].low == "," and not listed:
        return False  # "in the words of the general, the rebels did it": no list
    while back > 0 and words[back].low in {",", "and", "or"} and first - back < _FARTHEST:
        earlier = _leftward(words, back - 1, kinds)
        if not earlier or earlier[1] != back:
            return False
        back = earlier[0] - 1
    return back >= 0 and words[back].low in kinds.prepositions - {"because", "while", "that"}


def first_actor(words: Sequence[Token], index: int, kinds: Words, names: frozenset[int]) -> Phrase | None:
    """The first actor of the clause that ends at `index` which hangs on no preposition."""
    start = max(0, index - _FARTHEST)
    for back in range(index - 1, start - 1, -1):
        if (
            words[back].low == "that"
            and back
            and words[back - 1].low in _REFUSES
            and words[index - 1].low in {"and", "but"}
        ):
            continue  # "denied that the army did it and blamed the rebels": whoever denied it blames
        if words[back].low in {"that", ";", ":"}:
            start = back + 1
            break
    while start < index:
        phrase = after(words, start, kinds)
        if phrase and phrase[1] <= index and is_somebody(words, phrase, kinds, names):
            if not _hangs(words, phrase, kinds):
                return phrase
        start = phrase[1] if phrase else start + 1
    return None


def after(words: Sequence[Token], index: int, kinds: Words) -> Phrase | None:
    """The noun phrase that begins at or just after token `index`, as the object of what stands before."""
    while index < len(words) and (
        kinds.is_adverb(words[index].low) or words[index].low in _QUOTES or words[index].low in kinds.days
    ):
        index += 1
    first = index
    while index < len(words) and index - first < _LONGEST:
        token = words[index]
        low = token.low
        if low in _OPEN:
            closing = next(
                (k for k in range(index + 1, min(len(words), index + _LONGEST)) if words[k].low in _CLOSE), None
            )
            if closing is None:
                break
            index = closing + 1
            continue
        if low in _QUOTES or low in {"-", "/", "&"}:
            index += 1
            continue
        if low in kinds.determiners and (
            index == first or words[index - 1].low in _JOINS or words[index - 1].low in kinds.determiners
        ):
            index += 1
            continue
        if low in _JOINS and index > first:
            if low == "of" and index + 1 < len(words) and not _act_follows(words, index + 1, kinds):
                index += 1
                continue
            if _joins(words, index, kinds) and not _act_follows(words, index + 1, kinds):
                index += 1
                continue
            break
        if not token.is_word or (kinds.ends_phrase(low) and not _name_like(token)):
            break
        index += 1
    end = index
    while end > first and not (words[end - 1].is_word or words[end - 1].low in _CLOSE):
        end -= 1
    while end > first and (
        words[end - 1].low in _JOINS or words[end - 1].low in kinds.determiners or words[end - 1].low in kinds.days
    ):
        end -= 1
    return (first, end) if end > first else None


def _act_follows(words: Sequence[Token], index: int, kinds: Words) -> bool:
    """Whether "of" or "for" introduces the deed rather than the rest of a name: "accused the army of killing"."""
    for token in words[index : index + 4]:
        if token.low in kinds.acts or token.low in {
            "having",
            "being",
            "involvement",
            "complicity",
            "responsibility",
            "trying",
        }:
            return True
        if token.low.endswith("ing") and token.low not in {"intelligence"} and token.low not in kinds.somebody:
            return True
        if token.low not in kinds.determiners and token.low not in kinds.adverbs:
            return False
    return False


def coordinated(words: Sequence[Token], phrase: Phrase, kinds: Words) -> list[Phrase]:
    """The phrase and those joined to it by commas and a final "and": "blamed X, Y and Z for" gives three.

    A comma alone joins nothing: "murdered by the military, the president said".
    """
    found, sure = [phrase], 1
    index = phrase[1]
    while index < len(words) and len(found) < 6:
        step = index + 1 if words[index].low == "," else index
        last = step < len(words) and words[step].low in {"and", "or"}
        step += last
        if step == index:
            break
        further = after(words, step, kinds)
        if not further or further[0] != step or not is_somebody(words, further, kinds):
            break
        found.append(further)
        index = further[1]
        if last:
            sure = len(found)
    return found[:sure]


def coordinated_left(
    words: Sequence[Token], phrase: Phrase, kinds: Words, names: frozenset[int] = frozenset()
) -> list[Phrase]:
    """The phrase and those joined to it on the left: "the government and the army are responsible" gives both."""
    found = [phrase]
    first = phrase[0]
    if _hangs(words, phrase, kinds):
        return []
    while first > 1 and len(found) < 6:
        if words[first - 1].low not in ({"and", "or"} if len(found) == 1 else {"and", "or", ","}):
            break
        earlier = _leftward(words, first - 2, kinds)
        if earlier and earlier[1] - earlier[0] == 1 and words[earlier[0]].low in kinds.spokespeople:
            break  # "members or supporters of the group": one phrase
        if not earlier or earlier[1] != first - 1 or not is_somebody(words, earlier, kinds, names):
            break
        found.append(earlier)
        first = earlier[0]
    return found[::-1]


def is_somebody(words: Sequence[Token], phrase: Phrase, kinds: Words, names: frozenset[int] = frozenset()) -> bool:
    """Whether the phrase can be an actor: an agent noun, a known name (`names`: token indices), an acronym or a capitalised name."""
    inside = words[phrase[0] : phrase[1]]
    if any(index in names for index in range(*phrase)):
        return True
    if inside[-1].low in kinds.things:
        return False
    if any(token.low in kinds.somebody for token in inside):
        return True
    mixed = any(token.text.islower() for token in words if token.is_word)
    if mixed:
        return any(
            token.text[:1].isupper()
            and token.low not in kinds.determiners
            and token.low not in kinds.acts
            and token.low not in kinds.days
            for token in inside
            if token.start > words[0].start or token.text.isupper() and len(token.text) > 2
        )
    return False


def is_nobody(words: Sequence[Token], phrase: Phrase, kinds: Words) -> bool:
    """Whether the phrase names nobody: "gunmen", "two men", "unidentified persons"."""
    content = [
        t for t in words[phrase[0] : phrase[1]] if t.is_word and t.low not in kinds.determiners and not t.low.isdigit()
    ]
    plain = {
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "armed",
        "masked",
        "hooded",
        "unidentified",
        "unknown",
        "heavily",
        "group",
        "of",
    }
    return bool(content) and all(t.low in kinds.nobody or t.low in plain for t in content)
