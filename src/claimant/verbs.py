"""The verbs of the command line as functions: `brief`, `extract_statements`, `weigh_case`, `verify_brief`.

Two have longer names than on the command line, since `claimant.extract` and `claimant.weigh` are the stages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claimant.model import Assessment, Case
from claimant.settings import Settings
from claimant.verify import Finding, verify
from claimant.weigh import coded, weigh
from claimant.workspace import Result, Workspace


def brief(sources: Sequence[str | Path], question: str, *, using: Settings | None = None) -> Result:
    """A brief on the question from any mix of sources; nothing is written or kept.

    The result's `brief` holds the files as texts (`result.brief["brief.md"]`), `assessment` the numbers with their
    reasons, `failures` the sources that could not be used. Raises NothingToDo where no source gave a text.
    """
    with Workspace.in_memory(using) as workspace:
        added = workspace.add("brief", [str(source) for source in sources], question=question)
        made = workspace.brief("brief")
    return Result(brief=made.brief, assessment=made.assessment, failures=(*added.failures, *made.failures))


def extract_statements(
    sources: Sequence[str | Path], question: str = "Who did it?", *, using: Settings | None = None
) -> Case:
    """The statements of the sources with their actors: `case.heard`. Raises NothingToDo where no source gave a text."""
    with Workspace.in_memory(using) as workspace:
        workspace.add("extract", [str(source) for source in sources], question=question)
        case, _ = workspace.case("extract")
    return case


def weigh_case(case: Case | Mapping[str, Any] | str | Path) -> Assessment:
    """The assessment of a case: one from `extract_statements`, a coded case as a mapping, or the path of its file.

    Raises CaseFileError, with the place, where a coded case does not follow the format.
    """
    if isinstance(case, Case):
        return weigh(case)
    if isinstance(case, (str, Path)):
        case = json.loads(Path(case).read_text(encoding="utf-8"))
    assert isinstance(case, Mapping)
    return weigh(coded(case))


def verify_brief(folder: str | Path, sources: Sequence[str | Path] = ()) -> tuple[Finding, ...]:
    """Check a written brief against its own quotes, hashes and numbers; see `claimant.verify.verify`."""
    return verify(Path(folder), [str(source) for source in sources])
