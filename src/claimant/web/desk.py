"""What is open on the desk: cases held in memory, so that a judgement waits for resolving and weighing alone.

A case is made again only where its sources, its question or its judgements have changed in the store, by whomever.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, RLock
from typing import TYPE_CHECKING

from claimant import tell, weigh
from claimant.errors import ClaimantError, NothingToDo
from claimant.judging import Standing, judgement, stand
from claimant.model import (
    Assessment,
    Brief,
    Case,
    CaseJudgement,
    Decision,
    Document,
    Failure,
    JudgementState,
    KeptJudgement,
)
from claimant.publish import Published, publish
from claimant.results import Material
from claimant.tell.lint import Rule
from claimant.web.jobs import Jobs
from claimant.weigh import Numbers
from claimant.workspace import Workspace

if TYPE_CHECKING:
    from claimant.web.review import Sheet

OPEN = 6
"""Cases that are held in memory; the one that was not looked at for the longest time is let go."""


class NoSuchCase(ClaimantError):
    """The store has no case of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name[:200]!r}: no case of that name is kept here. The list of cases is on the first page.")


class NothingToUndo(ClaimantError):
    """No judgement of this person stands, or that number is none."""


@dataclass(slots=True)
class View:
    """A case as it stands after `seen` judgements, with what people look at. `machine` are the numbers without any of them."""

    name: str
    case: Case
    documents: dict[str, Document]
    standing: Standing
    numbers: Numbers
    machine: Numbers
    failures: tuple[Failure, ...]
    assessment: Assessment | None = None
    told: tuple[Brief, tuple[Rule, ...]] | None = None
    sheets: tuple[Sheet, ...] | None = None

    @property
    def seen(self) -> int:
        """The number of the last judgement in it."""
        return len(self.case.judgements)


@dataclass(slots=True)
class _Held:
    lock: RLock = field(default_factory=RLock)
    sources: tuple[object, ...] = ()
    material: Material | None = None
    machine: Numbers | None = None
    view: View | None = None


class Desk:
    """The open workspace, as the pages and the interface use it. Safe to use from several threads."""

    def __init__(self, workspace: Workspace, *, site: Path, first: str = "") -> None:
        """`site` is where signed briefs go; `first` is what the first case of an empty store is called."""
        self.workspace, self.site, self.first, self.jobs = workspace, site, first, Jobs()
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def _case(self, name: str) -> Iterator[_Held]:
        with self._lock:
            held = self._held.setdefault(name, _Held())
            self._held.move_to_end(name)
            if len(self._held) > OPEN:
                self._held.popitem(last=False)
        with held.lock:
            yield held

    def question(self, name: str) -> str:
        """The question of a case. Raises NoSuchCase."""
        question = self.workspace.store.question(name)
        if question is None:
            raise NoSuchCase(name)
        return question

    def view(self, name: str) -> View:
        """The case as it stands now. Raises NoSuchCase, and NothingToDo where no source gave a document."""
        with self._case(name) as held:
            return self._view(name, held)

    def _view(self, name: str, held: _Held) -> View:
        question = self.question(name)
        members = self.workspace.store.members(name)
        judgements = self.workspace.store.judgements(name)
        sources = (question, *members.items())
        if held.material is None or held.sources != sources:
            held.material, held.sources = self.workspace.material(name), sources
            held.machine = held.view = None
        if held.view is None or held.view.seen != len(judgements):
            held.view = self._made(name, held, judgements)
        return held.view

    def _made(self, name: str, held: _Held, judgements: Sequence[CaseJudgement], case: Case | None = None) -> View:
        material = held.material
        assert material is not None
        if case is None:
            case, _ = self.workspace.case(name, judgements=judgements, material=material)
        numbers = weigh.numbers(tell.withhold(case))
        if held.machine is None:
            alone, _ = self.workspace.case(name, judgements=[], material=material) if judgements else (case, ())
            held.machine = weigh.numbers(tell.withhold(alone)) if judgements else numbers
        documents = {document.id: document for document in material.documents}
        return View(
            name=name,
            case=case,
            documents=documents,
            standing=stand(judgements, documents=documents),
            numbers=numbers,
            machine=held.machine,
            failures=material.failures,
        )

    # ------------------------------------------------------------ judgements

    def judge(self, name: str, decisions: Sequence[Decision], *, by: str, reason: str, expected: int) -> View:
        """Keep decisions, all or none, at one moment. Raises JudgementRefused, and Conflict where `expected` is not the last."""
        now = datetime.now(UTC)
        return self._keep(name, [judgement(one, by=by, reason=reason, at=now) for one in decisions], expected)

    def undo(self, name: str, *, by: str, reason: str, expected: int, number: int | None = None) -> View:
        """Undo what this person decided last, or judgement `number`, with what was decided at the same moment.

        Raises NothingToUndo, and as `judge`.
        """
        kept = self.view(name).case.judgements
        if number is None:
            mine = [one for one in kept if one.judgement.by == by and one.judgement.decision and _stands(one)]
            if not mine:
                raise NothingToUndo(f"Nothing that {by} decided on this case is in force.")
            last = mine[-1]
        elif 1 <= number <= len(kept) and kept[number - 1].state is not JudgementState.UNDONE:
            last = kept[number - 1]
        else:
            raise NothingToUndo(f"There is no judgement {number} that could be undone; the list has them all.")
        whole = [one for one in kept if _together(one.judgement, last.judgement) and _stands(one)] or [last]
        now = datetime.now(UTC)
        new = [judgement(undoes=one.judgement.id, by=by, reason=reason, at=now) for one in reversed(whole)]
        return self._keep(name, new, expected)

    def _keep(self, name: str, new: Sequence[CaseJudgement], expected: int) -> View:
        with self._case(name) as held:
            self._view(name, held)  # so that the material is there
            case = self.workspace.judged(name, new, expected=expected, material=held.material)
            held.view = self._made(name, held, [one.judgement for one in case.judgements], case)
            return held.view

    # ------------------------------------------------------------ what takes longer

    def assessment(self, name: str) -> Assessment:
        """The whole assessment of the case as it stands, made once."""
        view = self.view(name)
        with self._case(name):
            if view.assessment is None:
                view.assessment = weigh.weigh(tell.withhold(view.case))
            return view.assessment

    def brief(self, name: str) -> tuple[Brief, tuple[Rule, ...]]:
        """The brief of the case as it stands, and how the rules of tradecraft hold for it; made once."""
        view = self.view(name)
        assessment = self.assessment(name)
        with self._case(name):
            if view.told is None:
                view.told = tell.tell(assessment), tell.checked(assessment)
            return view.told

    def sign(self, name: str, *, by: str, despite: str, expected: int) -> Published:
        """Check the brief, sign it and keep it on the site. Raises as `claimant.publish.publish`; Stale where it is another brief by now."""
        view = self.view(name)
        if view.seen != expected:
            raise Stale(view.case.judgements[expected:])
        brief, _ = self.brief(name)
        with TemporaryDirectory(prefix="claimant-") as folder:
            for file, text in brief.files:
                (Path(folder) / file).write_text(text, encoding="utf-8", newline="\n")
            return publish(
                Path(folder),
                self.site,
                by=by,
                day=datetime.now(UTC).astimezone().date(),
                despite=despite,
                using=self.workspace.settings,
            )


class Stale(ClaimantError):
    """The case was judged while somebody looked at its brief."""

    def __init__(self, since: Sequence[KeptJudgement]) -> None:
        by = ", ".join(dict.fromkeys(one.judgement.by for one in since)) or "somebody"
        super().__init__(
            f"{by} judged the case since this page was opened, so it is another brief now. Look at it again, then sign."
        )


def _stands(one: KeptJudgement) -> bool:
    return one.state is JudgementState.STANDS


def _together(one: CaseJudgement, other: CaseJudgement) -> bool:
    return (one.by, one.at, one.decision is None) == (other.by, other.at, other.decision is None)


__all__ = ["Desk", "NoSuchCase", "NothingToDo", "NothingToUndo", "Stale", "View"]
