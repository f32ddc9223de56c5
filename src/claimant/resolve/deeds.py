"""Deeds that a sentence speaks of: of what kind, and whom or what they struck, as the words say it.

"The murder of the two judges", "a bomb destroyed the depot", "the priests were shot": a kind of deed with its object. The
object is what tells two deeds of one kind in one city in one week apart, and most names of an incident are made of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

KINDS = {
    "killing": r"murder|kill|assassinat|massacr|slay|slain|slaughter|shot|shoot|gunned|execut(?=ed\b|ions?\b)",
    "bombing": r"bomb|explo(?=d|s)|dynamit|blast|detonat|blew up|blown up|grenade|missile|rocket|mortar|shell(?=ed|ing)|air raid|air ?strike",
    "kidnapping": r"kidnap|abduct|hostage|taken captive",
    "poisoning": r"poison|nerve agent|novichok",
    "hijacking": r"hijack",
    "downing": r"downed|shot down|downing|crash(?=ed|es|\b)",
    "sabotage": r"sabotag|arson|burn(?=ed|t|ing)|torch(?=ed)|set (?:\w+ )?fire|blacked out",
    "robbery": r"robb(?=ed|ery|eries)|bank raid",
    "attack": r"attack|assault|ambush|raid(?=ed|s\b|\b)|atrocit|outrage|strafed|storm(?=ed)|clash|siege|fired (?:on|at|against|upon|into)\b",
}
"""Kinds of deed by the words that name them; "attack" is of no kind of its own. In this order, so that "shot down" is a downing."""
SERIES = "series"
"""Not one deed but many: "systematic killings", "thousands of murders"."""

_ORDER = ("downing", *(kind for kind in KINDS if kind != "downing"))
_FIRST = "".join(sorted({word[0] for words in KINDS.values() for word in words.split("|") if word[0].isalpha()}))
# Most words begin with none of these letters, and are passed over at once: four times as fast.
_DEED = re.compile(rf"\b(?=[{_FIRST}])(?:" + "|".join(rf"(?P<{kind}>(?:{KINDS[kind]})[\w-]*)" for kind in _ORDER) + ")")
_ALSO = {
    "killing": {"bombing", "downing", "poisoning", "kidnapping", "sabotage", "hijacking", "robbery"},
    "kidnapping": {"killing", "hijacking"},
    "bombing": {"downing", "sabotage"},
    "sabotage": {"bombing"},
    "downing": {"bombing", "hijacking"},
    "hijacking": {"kidnapping", "downing"},
}
"""Words of this kind are also used of deeds of those kinds: people are killed by a bombing, but nobody is bombed by a shooting."""

_NOUN_END = re.compile(
    r"(?:ings?|ions?|ders?|cres?|asts?|acks?|aults?|ush(?:es)?|raids?|strikes?|ages?|arson|bery|siege|ities|ity|crimes?|cides?)$"
)
_OF = re.compile(
    r" ?(?:(?!(?:was|were|is|are|be|been|being|had|has|have|did|said|that|who|which|and|or)\b)\w+ )?(?:of|on|against|at|in|near|outside|inside) |"
    r" (?:\w+ )?(?:hit|struck|destroyed|damaged|tore through|ripped through|rocked|shook|levell?ed|targeted|wrecked|went off (?:at|in|near|outside)) "
)
_UPON = re.compile(r"attack|assault|raid|strike|siege|fired|air|missile|rocket|mortar|bomb|grenade")
_VERB = re.compile(r"(?:ed|up|down|slain|slew|shot|kill|kills|burnt)$")
_DOER = re.compile(r"^(?:assassins?|(?:attack|bomb|kill|murder|shoot|kidnapp|hijack|raid|poison|assail|ambush)ers?)$")
_MODAL = re.compile(r"\b(?:must|should|will|would|could|can|may|might|to|not) $")
"""What is wished, feared or denied struck nobody."""
_AUXILIARY = re.compile(r"\b(?:was|were|been|being|be|is|are) (?:\w+ly |also |later |then )?$")
_TOKEN = re.compile(r"(?:[a-z]\.){2,}|(?:dr|mr|mrs|ms|msgr|gen|col|lt|capt|sgt|st)\.|[\w'-]+|[^\w\s]")
_NO_MODIFIER = re.compile(
    r"(?:al|ic|ive|ous|ly|able|ible|ed|ing|ent|ate|est|ier|less|ful)$|(?:car|truck|suicide|bomb|mass|similar|extreme|horrible|brutal|other|same|held|taken|take|"
    r"takes|out|carry|carries|commit|new|recent|previous|past|earlier|latest|first|second|last|two|alleged|no|any|such|more|fatal|late|early|big|large|"
    r"small|major|deadly|air|armed|terror|terrorist|enemy|army|police|rebel|guerrilla|dynamite|gun|rocket|grenade|mortar|missile|nerve|gas|arson)$"
)
"""Words before the name of a deed that tell of what sort it was, by whom or when, not whom it struck."""
_YEAR = re.compile(r"(?:19|20)\d\d$")
_DETERMINERS = frozenset("the this these that those his her its their our your my".split())
_NEW = frozenset("a an another other others".split())
_FRESH = frozenset(
    "a an another one two three four five six seven eight nine ten dozen dozens eleven twelve some several many more other various hundreds thousands all "
    "numerous any".split()
)
_END = frozenset(
    "on at by for with from who whom which that where when while as after before since but was were is are be been has have had to in into if "
    "because though although during near outside inside against over under until than so not did does do will would could may might can and or "
    "said says told it they he she we i you carried committed perpetrated took place took occurred happened left caused under about via "
    "week weeks month months year years day days hour hours time yesterday today tonight last early late through whose there here including between among also only just then later must".split()
)
_NEUTRAL = frozenset(
    "people person persons man men him her them me us you woman women civilian civilians child children victim victims citizen citizens others "
    "someone anyone everyone nobody everybody himself herself themselves it itself responsibility crime crimes case act acts deed deeds way time "
    "times day days night week weeks month months year years morning afternoon evening monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december members member number group part kind order part "
    "dozens hundreds thousands least dead deaths death lives life mr mrs ms dr col gen capt lt colonel general captain lieutenant leader "
    "brutal brutally cowardly terrorist terrorists terrorism alleged country capital city town area attack attacks bombing bombings murder murders "
    "killing killings massacre assassination explosion bomb bombs device devices car early recent recently same former head of which whose "
    "well-known known prominent so-called self-styled many several some all each every both either more most other another new".split()
)


_SAID_IN = frozenset(
    "statement statements video videos message messages letter letters communique communiques broadcast broadcasts interview interviews "
    "recording recordings post posts note notes call calls leaflet leaflets speech address report reports tape telegram".split()
)
"""What a deed is claimed or blamed in, which nobody struck."""

KNOWN, BARE, NEW, PLACE = 0, 1, 2, 3
_Object = tuple[int, int, int]
"""Where an object begins and ends, and how it is brought in."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed as a sentence names it, at [start, end) of the text with its object's words.

    `words` are the words of its object that tell something; `phrase` is [start, end) of the object in the text, or None.
    `told` is how the object is brought in: "a bank" as NEW, "two soldiers" and "soldiers" as BARE, "the bank" as KNOWN, and
    "in the old town" as a PLACE.
    """

    kind: str
    start: int
    end: int
    words: frozenset[str] = frozenset()
    phrase: tuple[int, int] | None = None
    told: int = 0


def deeds(folded: str, start: int, end: int) -> Iterator[Deed]:
    """The deeds that folded[start:end] names, in order. Give a sentence: objects are not looked for outside."""
    return (_deed(folded, match, start, end) for match in _DEED.finditer(folded, start, end))


def by_sentence(folded: str, sentences: Sequence[tuple[int, int]]) -> dict[int, list[Deed]]:
    """The deeds of each sentence that has any, by its index, in one pass over the text."""
    found: dict[int, list[Deed]] = {}
    index = 0
    for match in _DEED.finditer(folded):
        while index < len(sentences) and sentences[index][1] <= match.start():
            index += 1
        if index == len(sentences):
            break
        start, end = sentences[index]
        if start <= match.start() and match.end() <= end:
            found.setdefault(index, []).append(_deed(folded, match, start, end))
    return found


def _deed(folded: str, match: re.Match[str], start: int, end: int) -> Deed:
    kind = match.lastgroup or "attack"
    object = _object(folded, match.start(), match.end(), start, end)
    if object is None:
        return Deed(kind, match.start(), match.end())
    a, b, told = object
    words = frozenset(content(folded[a:b]))
    return Deed(kind, min(a, match.start()), max(b, match.end()), words, (a, b), told)


def kinds(folded: str) -> frozenset[str]:
    """The kinds of deed that the words speak of."""
    return frozenset(match.lastgroup for match in _DEED.finditer(folded) if match.lastgroup) - {"attack"}


def fits(kind: str, wanted: frozenset[str]) -> bool:
    """Whether a deed of this kind may be one of the wanted kinds; "attack" may be any, and any may be where none is wanted."""
    return kind == "attack" or not wanted or kind in wanted or bool(_ALSO.get(kind, set()) & wanted)


def content(folded: str) -> list[str]:
    """The words that tell one object from another: no numbers, no articles, not "people"."""
    return [
        word
        for word in re.findall(r"[^\W\d_][\w-]+", folded)
        if word not in _NEUTRAL and word not in _FRESH and word not in _DETERMINERS and word not in _END
    ]


def _object(folded: str, start: int, end: int, low: int, high: int) -> _Object | None:
    """The object of the deed at [start, end): after it ("the murder of X", "murdered X") or before it ("X was murdered")."""
    word = folded[start:end]
    if _DOER.search(word) or word.startswith("hostage"):
        return None
    passive = _AUXILIARY.search(folded, max(low, start - 24), start)
    if passive:
        wished = _MODAL.search(folded, max(low, passive.start() - 8), passive.start())
        return None if wished else _before(folded, passive.start(), low)
    if _VERB.search(word) and not folded.startswith((" against", " on ", " at "), end):
        return _after(folded, end, high) or _before(folded, start, low)
    of = _OF.match(folded, end, min(high, end + 24))
    if of and of[0].endswith(" on ") and not _UPON.match(word):
        of = None  # "killed on the minister's orders"
    if _NOUN_END.search(word) or of:
        after = _after(folded, of.end(), high) if of else None
        if after and of and of[0].endswith(" in "):
            said = _SAID_IN & set(content(folded[after[0] : after[1]]))  # "claimed the attack in a statement"
            after = None if said else (after[0], after[1], PLACE)
        if after and content(folded[after[0] : after[1]]):
            return after
        return _modifier(folded, start, low) or after
    return None


def _after(folded: str, at: int, high: int) -> _Object | None:
    """The noun phrase that begins at `at`: at most nine words, "of" included, up to the next word that ends it."""
    first = last = None
    told, seen = BARE, 0
    for token in _TOKEN.finditer(folded, at, min(high, at + 90)):
        word = token[0]
        if first is None and seen == 0 and word in {'"', "[", "("}:
            continue
        if not (word[0].isalnum() or word[0] in "'-"):
            break
        if word == "and" and first is not None and seen < 8:
            continue  # "the judge and his driver"; the cut comes at the next word that ends it
        if word in _END or seen == 9 or _DEED.match(word) or (first is not None and word in _DETERMINERS):
            break
        if seen == 0:
            told = _told(word)
            first = token.start()
        seen += 1
        last = token.end()
    return (first, last, told) if first is not None and last is not None else None


def _before(folded: str, at: int, low: int) -> _Object | None:
    """The noun phrase that ends at `at`, at most nine words."""
    tokens = list(_TOKEN.finditer(folded, max(low, at - 90), at))
    found: list[re.Match[str]] = []
    for token in reversed(tokens):
        word = token[0]
        if not (word[0].isalnum() or word[0] in "'-") or word in _END or len(found) == 9 or _YEAR.match(word):
            break
        found.append(token)
        if word in _DETERMINERS or word in _FRESH or word[0].isdigit():
            break
    if not found:
        return None
    first = found[-1]
    return first.start(), found[0].end(), _told(first[0])


def _modifier(folded: str, start: int, low: int) -> _Object | None:
    """What stands before the noun: "the station bombing", "the judges' murder"; two words at most."""
    tokens = list(_TOKEN.finditer(folded, max(low, start - 40), start))[-3:]
    found: list[re.Match[str]] = []
    for token in reversed(tokens):
        word = token[0]
        if (
            not word[0].isalnum()
            or word in _END
            or word in _DETERMINERS
            or word in _FRESH
            or word == "of"
            or len(found) == 2
        ):
            break
        if _NO_MODIFIER.search(word) or word.removesuffix("'s") in _NEUTRAL:
            break
        found.append(token)
    return (found[-1].start(), found[0].end(), BARE) if found else None


def _told(word: str) -> int:
    """How the first word of an object brings it in."""
    return NEW if word in _NEW else KNOWN if word in _DETERMINERS else BARE
