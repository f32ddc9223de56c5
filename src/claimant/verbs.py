"""The verbs of the command line as functions: `brief`, `extract_statements`, `weigh_case`,
`compare_assessments`, `find_actors`, `find_cases`, `verify_brief`.

Two have longer names than on the command line, since `claimant.extract` and `claimant.weigh` are the stages.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claimant.errors import CaseFileError
from claimant.model import Actor, Assessment, Case, Judgement
from claimant.resolve import with_own
from claimant.results import Result
from claimant.settings import Settings
from claimant.text import fold
from claimant.verify import Finding, verify
from claimant.weigh import coded, differences, weigh
from claimant.weigh.library import Known, library
from claimant.workspace import Workspace


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
    """The statements of the sources with their actors: `case.heard`.

    Warns of every source that could not be used. Raises NothingToDo where no source gave a text.
    """
    with Workspace.in_memory(using) as workspace:
        added = workspace.add("extract", [str(source) for source in sources], question=question)
        case, failures = workspace.case("extract")
    for failure in (*added.failures, *failures):
        warnings.warn(f"{failure.source}: {failure.problem} {failure.remedy}", stacklevel=2)
    return case


def weigh_case(case: Case | Mapping[str, Any] | str | Path, judgements: Sequence[Judgement] = ()) -> Assessment:
    """The assessment of a case: one from `extract_statements`, a coded case as a mapping, or the path of its file.

    With an analyst's `judgements` the answer is theirs; ask without them too, and show both. Raises CaseFileError, with the
    file and the place in it, where a coded case does not follow the format, and JudgementError where a judgement does not fit.
    """
    match case:
        case Case():
            return weigh(case, judgements)
        case str() | Path():
            return weigh(_coded_file(Path(case)), judgements)
    return weigh(coded(case), judgements)


def compare_assessments(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """What changed between two assessments, in sentences: contents of brief.json, or what `claimant weigh --json` prints."""
    return differences(old.get("assessment", old), new.get("assessment", new))


def find_actors(words: Sequence[str] = (), *, using: Settings | None = None) -> tuple[Actor, ...]:
    """The known actors in whose names all the words stand; with the user's own file of `using.actors` merged over.

    Raises GazetteerError where that file does not follow its form.
    """
    settings = using or Settings.from_environment()
    return with_own(Path(settings.actors) if settings.actors else None).search(words)


def find_cases(words: Sequence[str] = ()) -> tuple[Known, ...]:
    """The incidents of the library in which every word stands somewhere: question, place, country, region, attack or outcome."""
    wanted = [fold(word) for word in words]

    def text(one: Known) -> str:
        place = one.case.incident.place or ""
        parts = (one.id, one.case.question, place, one.country, one.region, one.attack, one.outcome)
        return fold(" ".join(parts))

    return tuple(one for one in library() if all(word in text(one) for word in wanted))


def _coded_file(path: Path) -> Case:
    most = Settings().max_bytes
    try:
        with path.open("rb") as file:
            text = file.read(most + 1)
        if len(text) > most:
            raise ValueError(f"it has more than {most:,} bytes")
        return coded(json.loads(text))
    except CaseFileError as error:
        problem = str(error).removeprefix(f"{error.case}: {error.where}: ")
        raise CaseFileError(str(path), error.where, problem) from error
    except OSError as error:
        problem = f"cannot be read ({error.strerror}). Check the name."
    except (ValueError, RecursionError) as error:
        problem = f"is no JSON ({error}). A coded case is one JSON object; see docs/reference/case-files.md."
    raise CaseFileError(str(path), "(whole file)", problem)


def verify_brief(folder: str | Path, sources: Sequence[str | Path] = ()) -> tuple[Finding, ...]:
    """Check a written brief against its own quotes, hashes and numbers; see `claimant.verify.verify`."""
    return verify(Path(folder), [str(source) for source in sources])
