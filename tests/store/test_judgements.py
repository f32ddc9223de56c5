"""Judgements are only ever added; of several who write at once, none is lost, doubled or overtaken unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import text

from claimant.errors import Conflict, JudgementRefused
from claimant.model import CaseJudgement, Same
from claimant.store import Store, StoreError, open_store

from .keeper import judge

AT = datetime(2031, 5, 4, 12, tzinfo=UTC)


def judgement(id: str, by: str = "A. Editor") -> CaseJudgement:
    return CaseJudgement(id=id, by=by, at=AT, reason="so it is", decision=Same(actor=id, into="b"))


@pytest.fixture(params=["a file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "claimant.sqlite" if request.param == "a file" else None)
    opened.put_case("bridge", "Who?")
    yield opened
    opened.close()


def test_judgements_come_back_equal_and_in_order_with_numbers_from_one(store: Store):
    some = [judgement("z"), CaseJudgement(id="u", by="B", at=AT, reason="r", undoes="z"), judgement("a")]
    assert [store.add_judgement("bridge", one) for one in some] == [1, 2, 3]
    assert store.judgements("bridge") == tuple(some)


def test_each_case_has_its_own(store: Store):
    store.put_case("market", "Who?")
    assert (store.add_judgement("bridge", judgement("a")), store.add_judgement("market", judgement("a"))) == (1, 1)
    assert store.judgements("nowhere") == ()


def test_one_that_is_there_already_is_kept_once_also_when_others_came_since(store: Store):
    store.add_judgements("bridge", [judgement("a"), judgement("b")])
    assert store.add_judgement("bridge", judgement("a"), expected=0) == 1
    assert len(store.judgements("bridge")) == 2


def test_an_id_cannot_be_taken_by_another_judgement(store: Store):
    store.add_judgement("bridge", judgement("a"))
    with pytest.raises(JudgementRefused, match="judgement a: its id is that of another"):
        store.add_judgement("bridge", replace(judgement("a"), reason="otherwise"))
    assert store.judgements("bridge") == (judgement("a"),)


def test_who_has_not_seen_the_newest_is_told_which_it_is_and_keeps_nothing(store: Store):
    store.add_judgement("bridge", judgement("a"), expected=0)
    store.add_judgement("bridge", judgement("b", by="B. Editor"), expected=1)
    with pytest.raises(Conflict, match=r"judgement 2 \(b, by B. Editor\)") as caught:
        store.add_judgements("bridge", [judgement("c"), judgement("d")], expected=1)
    assert (caught.value.number, caught.value.id) == (2, "b")
    assert len(store.judgements("bridge")) == 2
    assert store.add_judgement("bridge", judgement("c"), expected=2) == 3


def test_several_are_kept_all_or_none(store: Store):
    store.add_judgement("bridge", judgement("a"))
    with pytest.raises(JudgementRefused):
        store.add_judgements("bridge", [judgement("b"), replace(judgement("a"), by="C")])
    assert len(store.judgements("bridge")) == 1


def test_a_case_that_is_not_there_cannot_be_judged(store: Store):
    with pytest.raises(StoreError, match="claimant add"):
        store.add_judgement("nowhere", judgement("a"))


def test_a_judgement_shows_as_a_change_of_the_case(store: Store):
    (before,) = store.cases()
    with store._engine.begin() as connection:
        connection.execute(text("UPDATE cases SET changed = '2001-01-01T00:00:00+00:00'"))
    store.add_judgement("bridge", judgement("a"))
    (after,) = store.cases()
    assert after.changed >= before.changed


def test_a_store_of_an_earlier_version_gets_the_table(tmp_path: Path):
    path = tmp_path / "claimant.sqlite"
    old = open_store(path)
    old.put_case("bridge", "Who?")
    with old._engine.begin() as connection:
        connection.execute(text("DROP TABLE judgements"))
    old.close()
    new = open_store(path)
    assert new.judgements("bridge") == () and new.add_judgement("bridge", judgement("a")) == 1
    new.close()


def test_of_several_processes_that_judge_at_once_none_loses_one(tmp_path: Path):
    path = tmp_path / "claimant.sqlite"
    store = open_store(path)
    store.put_case("bridge", "Who?")
    workers = [get_context("spawn").Process(target=judge, args=(path, name, 15)) for name in ("A", "B", "C")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    kept = store.judgements("bridge")
    store.close()
    assert sorted(one.id for one in kept) == sorted(f"{name}{n}" for name in "ABC" for n in range(15))
    for name in "ABC":
        assert [one.id for one in kept if one.by == name] == [f"{name}{n}" for n in range(15)], "each in its own order"
