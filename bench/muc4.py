"""Who did what to whom with what, as MUC-4 asks: strings of perpetrators, targets, victims and weapons of a message.

    python -m bench.muc4 DATA OUT [--scorer score_muc4.py]

DATA is a table of messages ("id", "text"; gzip too), OUT the file to write: a line a message with its "entities" by
role. With --scorer DATA is the gold too, and its table is printed. The network reads the whole text.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.polnear import windows
from bench.tables import documents

from claimant.extract.decode import TAGGERS, strings
from claimant.extract.network import load
from claimant.extract.trained import Trained
from claimant.model import Document

LEAST = (0.35, 0.35, 0.25, 0.35, 0.2)
"""How probable a string must be at its best place, by role in the order of TAGGERS (chosen on dev)."""
RELEVANT = 0.0
"""Log-odds that the message is about an attack, at its likeliest window, below which nothing is given (chosen on dev)."""
ROLES = TAGGERS[2:]
_LEADING = re.compile(r"^(?:THE|A|AN|SOME|SEVERAL|ALLEGED|SUSPECTED) ", re.I)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--scorer", type=Path)
    options = parser.parse_args()
    using = load()
    with options.out.open("w", encoding="utf-8") as out:
        for document in documents(options.data):
            out.write(json.dumps({"id": document.id, "entities": entities(found(using, document))}) + "\n")
    if options.scorer:
        subprocess.run([sys.executable, options.scorer, options.data, options.out], check=True)
    return 0


Found = tuple[str, str, float]
"""Role, string and probability of one mention."""


def found(using: Trained, document: Document, lowest: float = 0.1) -> tuple[float, list[Found]]:
    """Log-odds that the message is relevant, and its mentions down to ``lowest``."""
    looks = list(windows(using, document))
    best, mentions = -99.0, []
    for look, scores in zip(looks, using.network(looks) if looks else (), strict=True):
        best = max(best, scores.relevant)
        head = len(look.head)
        words = (*look.head, *look.words)
        for role, (a, b), probability in strings(scores, (head, len(words)), [lowest] * len(ROLES)):
            mentions.append((role, document.text[words[a].start : words[b - 1].end], probability))
    return best, mentions


def entities(
    given: tuple[float, Sequence[Found]], least: Sequence[float] = LEAST, relevant: float = RELEVANT
) -> dict[str, list[list[str]]]:
    """One mention an entity: those sure enough, without those that only repeat another in fewer words."""
    odds, mentions = given
    out: dict[str, list[list[str]]] = {role: [] for role in ROLES}
    if odds < relevant:
        return out
    for role, threshold in zip(ROLES, least, strict=True):
        best: dict[str, float] = {}
        for name, text, probability in mentions:
            if name == role:
                key = _LEADING.sub("", " ".join(text.split()))
                best[key] = max(best.get(key, 0.0), probability)
        out[role] = [
            [text] for text in distinct(t for t, p in sorted(best.items(), key=lambda i: -i[1]) if p >= threshold)
        ]
    return out


def distinct(texts: Iterable[str]) -> list[str]:
    """Those whose words are not all in one that is kept, nor the other way round."""
    kept: list[tuple[str, set[str]]] = []
    for text in texts:
        words = set(re.findall(r"\w+", text.lower()))
        if words and not any(words <= other or other <= words for _, other in kept):
            kept.append((text, words))
    return [text for text, _ in kept]


if __name__ == "__main__":
    sys.exit(main())
