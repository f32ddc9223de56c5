"""What a second process does to a store; alone here, so that starting it is quick."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from claimant.errors import Conflict
from claimant.model import Capture, CaseJudgement, Failure, Hints, Same
from claimant.store import open_store

NOON = datetime(2031, 4, 2, 12, tzinfo=UTC)
TEXT = "A bomb went off at the market of Orrin on Tuesday, killing 12. Russia blamed Ukraine. Kyiv denied it."


def capture(data: bytes | str = TEXT, source: str = "reports/a.txt", **more: object) -> Capture:
    data = data.encode() if isinstance(data, str) else data
    given: dict[str, object] = {
        "address": None,
        "media_type": "text/plain",
        "charset": None,
        "collected": NOON,
        "hints": Hints(publisher="The Orrin Post", date="2031-04-02"),
    }
    return Capture(data=data, sha256=hashlib.sha256(data).hexdigest(), source=source, **(given | more))  # type: ignore[arg-type]


def keep(path: Path, numbers: range) -> None:
    store = open_store(path)
    store.put_case("shared", "Who?")
    for number in numbers:
        (key,) = store.put_captures([capture(f"{TEXT} {number}")])
        store.add_members("shared", {key: str(number)})
        store.put_documents([(key, Failure(source=str(number), problem="no."))], "1")
    store.close()


def judge(path: Path, by: str, count: int) -> None:
    """Each time as one who looks first, and again where somebody else was quicker."""
    store = open_store(path)
    for number in range(count):
        decision = Same(actor=f"{by}{number}", into="b")
        one = CaseJudgement(id=f"{by}{number}", by=by, at=NOON, reason="so it is", decision=decision)
        while True:
            try:
                store.add_judgement("bridge", one, expected=len(store.judgements("bridge")))
                break
            except Conflict:
                continue
    store.close()
