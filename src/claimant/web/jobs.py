"""What runs while people go on working: collecting and reading sources, one job a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock, Thread

from claimant.errors import ClaimantError
from claimant.model import Failure
from claimant.results import Progress


class Busy(ClaimantError):
    """The case has a job already."""

    def __init__(self, case: str) -> None:
        super().__init__(f"{case}: sources are being added already. Wait until that is done, then add these.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """How far a job is: its step with counts, whether it is done, what came of it, what could not be used, and why it broke off."""

    step: str = "Starting"
    done: int = 0
    total: int | None = None
    running: bool = True
    said: str = ""
    failures: tuple[Failure, ...] = ()
    error: str = ""


Work = Callable[[Progress], tuple[str, tuple[Failure, ...]]]
"""Does the work, and gives what to say of it and what failed."""


class Jobs:
    """The latest job of each case."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()

    def of(self, case: str) -> Job | None:
        """The latest job on the case, running or done."""
        return self._jobs.get(case)

    def start(self, case: str, work: Work) -> None:
        """Begin work on a case in a thread of its own. Raises Busy where the case has a job that runs."""
        with self._lock:
            if (there := self._jobs.get(case)) and there.running:
                raise Busy(case)
            self._jobs[case] = Job()
        Thread(target=self._run, args=(case, work), name=f"job {case}", daemon=True).start()

    def _run(self, case: str, work: Work) -> None:
        def progress(step: str, done: int, total: int | None) -> None:
            self._jobs[case] = replace(self._jobs[case], step=step, done=done, total=total)

        try:
            said, failures = work(progress)
            self._jobs[case] = replace(self._jobs[case], running=False, said=said, failures=failures)
        except ClaimantError as error:
            self._jobs[case] = replace(self._jobs[case], running=False, error=str(error))
        except Exception as error:  # it must end, or the case waits for ever
            words = f"Claimant failed ({type(error).__name__}), which is its own fault. What was read before is kept; try again."
            self._jobs[case] = replace(self._jobs[case], running=False, error=words)
