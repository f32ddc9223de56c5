"""How one name may be written: with signs inside it, with look-alike letters, in another script, in another romanisation.

    words(text)       every word with its place, seen through what could hide a name inside it
    fold(word)        one form for all capitals, accents and look-alikes
    romanised(folded) one form for the ordinary ways of writing a name in Latin letters
    frame(romanised)  its consonants, which nearly all ways of writing it share

The letters follow the common romanisations of news agencies; the tables were written for this program.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

SILENT = "\u00ad"
"""Stands in a shadow where a sign is that no reader sees, or that only decorates the letter before it."""

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|\u00ad)*")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_INSIDE = re.compile(r"(?<=[^\W\d_])(?:</?[A-Za-z][^<>]{0,60}>|[*_~`|^\\]{1,3})+(?=[^\W\d_])")
_SPREAD = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-_·*]{1,2}){3,}[^\W\d_](?![^\W_])")
_BETWEEN = re.compile(r"[ .\-_·*]+")
_DISGUISED = re.compile(
    r"(?<![^\W_])(?=[^\W_]*[^\W\d_]{2})(?:[01345][^\W\d_]|[^\W\d_]+[01345])(?:[^\W\d_]|[01345](?=[^\W\d_]))*(?![^\W_])"
)
_DIGITS = str.maketrans("0345", "oeas")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by their class, and invisible


@lru_cache(maxsize=4096)
def _silent(sign: str) -> bool:
    return unicodedata.category(sign) in {"Mn", "Mc", "Me", "Cf"} or sign in _FILLERS


def shadow(text: str) -> str:
    """The text, sign for sign, with entities and percent signs read, and SILENT for what hides between letters."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: _padded(html.unescape(match[0]), match[0]), text)
    if "%" in text:
        text = _PERCENT.sub(lambda match: _padded(_unquoted(match[0]), match[0]), text)
    if text.isascii():
        return text
    return "".join(SILENT if not sign.isascii() and _silent(sign) else sign for sign in text)


def _padded(read: str, written: str) -> str:
    return read + SILENT * (len(written) - len(read)) if len(read) <= len(written) else written


def _unquoted(text: str) -> str:
    return bytes.fromhex(text.replace("%", "")).decode("utf-8", "replace")


def shadows(text: str) -> tuple[str, ...]:
    """The shadow, and others where something could hide a word in it.

    One without markup inside words ("K<i>a</i>rl"), one with letters that stand apart put together ("K A R L"), and two
    with digits read as the letters that they look like ("Kar1").
    """
    plain = shadow(text)
    joined = _INSIDE.sub(lambda match: SILENT * len(match[0]), plain)
    spread = _SPREAD.sub(lambda match: _BETWEEN.sub(lambda gap: SILENT * len(gap[0]), match[0]), plain)
    read = [_DISGUISED.sub(lambda match, as_one=as_one: _lettered(match[0], as_one), plain) for as_one in "il"]  # type: ignore[misc]
    return tuple(dict.fromkeys((plain, joined, spread, *read)))


def _lettered(word: str, as_one: str) -> str:
    letters = word.translate(_DIGITS).replace("1", as_one)
    return letters[0].upper() + letters[1:]


def words(seen: str) -> Iterator[tuple[int, int, str]]:
    """The words of a shadow as (start, end, folded)."""
    for match in _WORD.finditer(seen):
        if folded := fold(match[0]):
            yield match.start(), match.end(), folded


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Without case, accents and invisible signs; look-alikes of another alphabet are read as the letters they look like."""
    plain = unicodedata.normalize("NFKD", word)
    letters = "".join(sign for sign in plain if sign.isalpha() and not _silent(sign)).casefold()
    if letters.isascii() or not any(sign.isascii() for sign in letters):
        return letters
    return letters.translate(_ALIKE)


@lru_cache(maxsize=100_000)
def romanised(folded: str) -> str:
    """A folded word in one Latin spelling: "Каримова", "Karimowa" and "Karimova" give the same."""
    text = folded if folded.isascii() else folded.translate(_LATIN)
    if not text.isascii():
        return text
    for pattern, plain in _SAME_SOUND:
        text = pattern.sub(plain, text)
    return text


@lru_cache(maxsize=100_000)
def frame(roman: str) -> str:
    """The consonants of a romanised word: "mohamad" and "muhamed" share theirs."""
    return re.sub("[aeiou]", "", roman) if roman.isascii() else roman


def is_abjad(folded: str) -> bool:
    """Whether the word is in a script that leaves vowels out (Arabic, Hebrew)."""
    return bool(folded) and ("\u0590" <= folded[0] <= "\u06ff" or "\u0750" <= folded[0] <= "\u077f")


def bones(roman: str) -> str:
    """The consonants that an abjad writes whatever the vowels: without v and i, which it also uses for vowels."""
    return re.sub("[v]|(?<=.)h$", "", frame(roman))


def spaceless(folded: str) -> bool:
    """Whether the word is in a script that puts no spaces between words (Chinese, Japanese, Thai and their neighbours)."""
    return any("\u0e00" <= sign <= "\u0eff" or "\u3040" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" for sign in folded)  # fmt: skip


def near(one: str, other: str) -> bool:
    """Whether two romanised words may be one name: the same consonants, and at most a third of the letters otherwise."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or frame(one) != frame(other):
        return False
    return _distance(one, other) <= max(1, min(len(one), len(other)) // 3)


def alike(one: str, other: str) -> bool:
    """A looser likeness, for a word that stands beside another word of the same name: at most a third of the letters differ."""
    longest = max(len(one), len(other))
    return abs(len(one) - len(other)) <= longest // 3 and _distance(one, other) <= max(1, longest // 3)


def _distance(one: str, other: str) -> int:
    """Letters to change, add or take out (Levenshtein); words are short."""
    row = list(range(len(other) + 1))
    for number, left in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, right in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (left != right))
    return row[-1]


# ---------------------------------------------------------------- tables

_ALIKE = str.maketrans("аеорсухіјѕԁһкмтвнԛԝοαρνυκιτχεη", "aeopcyxijsdhkmtbhqwoapvukitxen")

_LATIN = str.maketrans(
    {
        **dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya".split(" "), strict=True)),
        **dict(zip("іїєґўқғҳҷӣӯәөүұңһјљњћђџѓќѕ", "i i e g u k g h j i u a o u u n h j l n c dj dj g k dz".split(), strict=True)),
        **dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t i f ch ps o".split(), strict=True)),
        **dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئپچژگک", "a b t th j h kh d dh r z s sh s d t z  gh f q k l m n h v i a a  a a a v i p ch zh g k".split(" "), strict=True)),
        **dict(zip("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d h v z h t i k k l m m n n s  p p ts ts k r sh t".split(" "), strict=True)),
        "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ŋ": "n",
    }
)  # fmt: skip

_SAME_SOUND = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("(?:tsch|tch|cz|ch)", "c"),
        ("(?:shch|sch|sh|sz)", "s"),
        ("dzh|dsch|^dj|zh|(?<=.)j(?=[^aeiouy]|$)", "z"),
        ("ts|tz", "c"),
        ("ck|q|c(?=[aou])", "k"),
        ("kh", "h"),
        ("x", "ks"),
        ("ph", "f"),
        ("([tdgbr])h", r"\1"),
        ("w", "v"),
        ("[yj]", "i"),
        ("ou|oo|ue", "u"),
        ("oe", "o"),
        ("ae|aa", "a"),
        ("ee|ie|i+", "i"),
        ("(?:off|of)$", "ov"),
        ("(?:eff|ef)$", "ev"),
        ("ovich$", "ovic"),
        (r"(.)\1+", r"\1"),
        ("(?<=[aeiou])h$", ""),
    )
)

ALWAYS_CAPITAL = frozenset(
    """
    april august christian december east english february french friday german islam january jihad july june march may monday muslim
    north november october roman saturday september south sunday thursday tuesday wednesday west
    """.split()
)
"""Words that have a capital wherever they stand: a capital alone does not make a name of them."""

COMMON = ALWAYS_CAPITAL | frozenset(
    """
    a about abu after again against all also although always among an and another any are army arrest art as ash at attack aunt
    autumn away back baker baron bass bay be bear because beck become been before began behind being bell below ben berg berry best
    between bill bin bint bird bishop black blake blue bomb bombing bond books boss both bow bridge bright brook brother brown bull
    burn burns bush but by came can captain cash castle chance charge chase chief child church city clean close cloud colonel come
    cook cotton could country court cousin crane cross das daughter dawn day days dear del della der did do doctor does done dos
    down dr dream duke during each either else end even ever every fair faith father fellow few field fields first fish flood flower
    for ford forest fort found freedom from fry full further garden gave gay general get give given glass go going gold golden gone
    good got governor grand grant grave gray green grey guest had half hall hand hart harvest has have having hay he head hear heart
    heaven held help her herald here hers hill hills him his home hook hope horn house how however hunt hunter husband i ibn ice if
    in into iron is it its itself ivory jewel job judge just justice keen keep kept key kid kind king knew knight know known lady
    lake lance land lane las last late later law leaf least leave left less let like link lion little live lock long look lord los
    lost lot love low luck made mail main major make man many mark marshal mayor me mean men mercy merry might mile mill miller mine
    minister mint miss money moody moon more most mother mount mountain mr mrs ms much murder must my name names near never new news
    next no nobody nor not nothing now of off officer often old on once one only open or other ould our out over own page palm park
    parks part peace pearl people pepper person persons pike pine place pleasant pointer police pool pope poppy post power powers
    president press price pride prince prior private prof prudence put queen quite rain ram read real relative report reports
    resident rice rich ring river rock rose rush sad sage said saint sales same san sand santa saw say says sea see seen self
    sergeant set sharp she shepherd short should show side silver since sir sister sky slate small smart snow so some somebody
    someone son song soon source sources speaker spear spring square star stark state steel stern still stone storm street strong
    such summer sun sung sure survivor suspect swan sweet swift take taken tell temple than that the their them then there these
    they thing think this thorn those though three through thus tiger time times to today together told tomorrow tonight too took
    toward tower town trial true two umm uncle under until up upon us use used van very victim victims video von wall want was way
    we well went were what wheat when where which while white who whole whom whose why wife wild will wind winds winter wire wise
    with withheld within without witness woman women wood word words work world would year years yellow yes yesterday yet you young
    your
    """.split()
)
"""Words of ordinary texts, some of which are names as well: alone they give nobody away, unless they are written as a name."""
