"""Three numbers from the casualty ledger, by rules that data sets of events use.

- `best`: of the last day with a figure, the number that most independent origins give; without a majority, the lowest
  (the rule of the GTD codebook for figures that contradict each other).
- `low`, `high`: the least and the greatest of what each speaker said last, so that the count of a first evening, since
  corrected by the same speaker, is no bound any more. "At least 40" contradicts no higher number, and so is no `low`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from claimant.model import Case, Harm, Linked
from claimant.tell.toll import Count, Course, courses


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """The three numbers for one harm. `carried` are the figures behind `best`; `agreed` whether one number had a majority."""

    harm: Harm
    low: int
    best: int
    high: int
    carried: tuple[Count, ...]
    agreed: bool


def reckoned(case: Case) -> dict[Harm, Reckoned]:
    """The numbers of each harm for which the case has a figure."""
    return {course.harm: _reckoned(case, course) for course in courses(case)}


def _reckoned(case: Case, course: Course) -> Reckoned:
    origin_of = {document: origin.id for origin in case.origins for document in origin.documents}
    dated = [count for count in course.counts if count.day] or list(course.counts)
    last = max(count.day or date.min for count in dated)
    newest = [count for count in dated if (count.day or date.min) == last]
    carriers: dict[int, set[str]] = {}
    for count in newest:
        documents = {toll.figure.document for toll in count.tolls}
        carriers.setdefault(count.low, set()).update(origin_of.get(document, document) for document in documents)
    every = set().union(*carriers.values())
    majority = [number for number, origins in carriers.items() if 2 * len(origins) > len(every)]
    best = min(majority or carriers)
    standing = _latest_of_each_speaker(case, course)
    return Reckoned(
        harm=course.harm,
        low=min([best, *(count.low for count in standing if count.high is not None)]),
        best=best,
        high=max([best, *(count.high or count.low for count in standing)]),
        carried=tuple(count for count in newest if count.low == best),
        agreed=bool(majority),
    )


def _latest_of_each_speaker(case: Case, course: Course) -> list[Count]:
    """The figures that speakers gave last; a document's own figure is its publisher's."""
    publishers = {source.id: source.publisher or source.id for source in case.sources}
    latest: dict[tuple[str, str], list[Count]] = {}
    for count in course.counts:  # in order of time
        document = count.tolls[0].figure.document
        speaker = (
            ("actor", count.speaker.actor)
            if isinstance(count.speaker, Linked)
            else ("publisher", publishers.get(document, document))
        )
        before = latest.get(speaker)
        if before and before[0].day == count.day:
            before.append(count)
        else:
            latest[speaker] = [count]
    return [count for counts in latest.values() for count in counts]
