"""A small made-up incident with its reports as files, for the tests of what stands above the stages."""

from __future__ import annotations

import json
from pathlib import Path

QUESTION = "Who bombed the bridge at Vell?"

HERALD = """---
title: Blast at Vell bridge
publisher: Coast Herald
date: 2031-05-02
---
A bomb tore through the bridge at Vell in Ukraine on Thursday, killing 12 people and injuring 30.

Ukraine blamed Russia for the attack. "Russia carried out this attack," a Foreign Ministry spokeswoman said.

The Kremlin denied any involvement in the bombing. Islamic State claimed responsibility for the attack in a statement.
"""

PAGE = """<!doctype html><html lang="en"><head><title>Kyiv points at Moscow</title>
<meta property="og:site_name" content="Vell Evening Mail"><meta name="author" content="Ada Orme">
<meta property="article:published_time" content="2031-05-03T08:00:00+03:00"></head><body><article>
<h1>Kyiv points at Moscow</h1>
<p>Two days after the bombing of the bridge at Vell the death toll rose to 14, the hospital said.</p>
<p>The Security Service of Ukraine said that intercepted calls show that Russia ordered the attack on the bridge.</p>
<p>Moscow rejected the accusation. "Russia has nothing to do with the explosion in Vell," the Kremlin said.</p>
</article></body></html>
"""

WIRE = "Islamic State said on Friday that it was behind the bombing of the bridge at Vell, which killed 12 people."

ROWS = [
    {"id": "w1", "publisher": "North Wire", "date": "2031-05-02", "text": WIRE},
    {"id": "w2", "publisher": "South Post", "date": "2031-05-03", "text": WIRE},
    {"id": "w3", "publisher": "Plain Dealer", "date": "2031-05-04", "text": "The United States said Islamic State bombed the bridge at Vell."},
]  # fmt: skip


def reports(folder: Path) -> Path:
    """Five documents of four origins: a text, a page and a table of three, of which two are copies."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "herald.txt").write_text(HERALD, encoding="utf-8")
    (folder / "mail.html").write_text(PAGE, encoding="utf-8")
    (folder / "wires.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), encoding="utf-8")
    return folder
