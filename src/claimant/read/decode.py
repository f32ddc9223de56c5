"""Bytes to characters: which encoding a source is in, and refusing what is no text."""

from __future__ import annotations

import codecs
import re

from claimant.errors import SourceError
from claimant.read.wordsets import word_set

# Only encodings of text that news is met in. Python knows others (unicode_escape, utf-7 ...) that would let a source
# smuggle characters past later checks.
_KNOWN = word_set(
    "utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be ascii cp437 cp850 cp852 cp855 cp866 cp874 cp932 cp949 cp950 "
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859-1 iso8859-2 iso8859-3 iso8859-4 "
    "iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 "
    "iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic gb2312 gbk gb18030 big5 euc_jp shift_jis iso2022_jp "
    "euc_kr tis-620"
)
# As browsers do (WHATWG Encoding Standard): who says Latin-1 or ASCII nearly always means its Windows superset.
_SUPERSET = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,500}?charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_BROKEN = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufffd\ud800-\udfff]")
_LETTERS = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile("[а-яёА-ЯЁіїєґІЇЄҐ]")
_CYRILLIC_VOWELS = re.compile("[аеиоуыэюяіїє]", re.IGNORECASE)
_CYRILLIC_SWAPPED = re.compile("[а-яёіїєґ][А-ЯЁІЇЄҐ]")
_WESTERN = re.compile("[€‚„…†‡‰‹‘’“”•–—™›¡-¬®-ÿŠŒŽšœžŸƒ]")

BROKEN_SHARE = 0.02
"""The share of characters that may be broken (undecodable, or control characters) before a text is refused."""

_REMEDY = "Save it as plain text in UTF-8, or give the page, PDF or DOCX it comes from."


def decode(data: bytes, charset: str | None, source: str, *, markup: bool = False) -> str:
    """The characters of `data`: by its byte order mark, the `charset` the outside named, HTML meta, UTF-8, or a guess.

    `markup` looks for an HTML meta charset in the first 4,096 bytes. The result has no byte order mark and no lone
    surrogates. Raises SourceError for what is no text: NUL bytes, too many broken characters, no fitting encoding.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(name, "replace"), source)
    named = [charset, *(match.decode("ascii") for match in _META.findall(data[:4096]) if markup)]
    text = _by_name(data, named) or _guess(data)
    if text is None:
        raise SourceError(source, "The text is in an encoding that could not be told.", _REMEDY)
    return _checked(text, source)


def _by_name(data: bytes, named: list[str | None]) -> str | None:
    plain_utf8 = _strict(data, "utf-8")
    for label in named:
        name = _known(label)
        # Bytes beyond ASCII that are valid UTF-8 are UTF-8: servers say Latin-1 by habit, accidents do not validate.
        if name and plain_utf8 is not None and not name.startswith(("utf", "iso2022", "hz")):
            return plain_utf8
        if name and name.startswith(("utf-16", "utf-32")) and plain_utf8 is not None and "\0" not in plain_utf8:
            return plain_utf8
        text = _strict(data, name) if name else None
        if text is not None:
            return text
        if name == "utf-8":
            mended = data.decode("utf-8", "replace")
            if mended.count("\ufffd") <= BROKEN_SHARE / 4 * len(mended):
                return mended
    return plain_utf8


def _known(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().lower()).name
    except (LookupError, ValueError, UnicodeError):
        return None
    return _SUPERSET.get(name, name) if name in _KNOWN else None


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return data.decode("latin-1") if name == "cp1252" else None


def _guess(data: bytes) -> str | None:
    """One of UTF-8 with a few broken bytes, Windows Cyrillic, Windows Western or Latin-1, or None where none fits.

    Cyrillic text in cp1251 is mostly high bytes whose letters have vowels as Russian or Ukrainian has; Western text
    has few high bytes, all of them letters or marks of print.
    """
    if b"\0" in data:
        return data.decode("latin-1")  # refused by the next check, with its own line
    mended = data.decode("utf-8", "replace")
    if mended.count("\ufffd") <= BROKEN_SHARE / 4 * len(mended):
        return mended
    high = sum(byte >= 0x80 for byte in data[:20_000])
    cyrillic = data.decode("cp1251", "replace")[:20_000]
    letters = len(_LETTERS.findall(cyrillic))
    own = len(_CYRILLIC.findall(cyrillic))
    if high >= 8 and own > 0.4 * letters and own >= 0.85 * high:
        vowels = len(_CYRILLIC_VOWELS.findall(cyrillic)) / own
        # Capitals behind small letters: another Cyrillic encoding (KOI8-R) has the two cases the other way round.
        swapped = len(_CYRILLIC_SWAPPED.findall(cyrillic)) / own
        return data.decode("cp1251", "replace") if 0.3 <= vowels <= 0.6 and swapped < 0.02 else None
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = data.decode("latin-1")
    sample = western[:20_000]
    if high <= max(2, 0.25 * len(_LETTERS.findall(sample))) and len(_WESTERN.findall(sample)) >= 0.95 * high:
        return western
    return None


def _checked(text: str, source: str) -> str:
    if "\0" in text:
        raise SourceError(source, "It holds NUL bytes, so it is not text.", _REMEDY)
    broken = len(_BROKEN.findall(text))
    if broken > BROKEN_SHARE * len(text):
        raise SourceError(source, f"{broken:,} of its {len(text):,} characters are not readable as text.", _REMEDY)
    return _BROKEN_SURROGATES.sub("\ufffd", text).removeprefix("\ufeff")


_BROKEN_SURROGATES = re.compile("[\ud800-\udfff]")
