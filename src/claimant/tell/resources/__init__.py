"""What readers can do: organisations chosen by the topics and the country of a case, from a list kept here and the publisher's own."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from claimant.model import Case
from claimant.tell.clean import one_line
from claimant.tell.imprint import Imprint, Resource, listed_resources

SHOWN = 6
"""Organisations on a page; a longer list helps nobody choose."""
OFTEN = 3
"""Quotes that must use a topic's words before the case counts as being about it (or its question does)."""

_LIST = "tell/resources/organisations.yaml"


def resources() -> tuple[Resource, ...]:
    """The list of the package."""
    return listed_resources(_LIST, _file("organisations.yaml"))


def topics() -> dict[str, str]:
    """The topics that organisations may have, with what they are about in words, in the order in which they are shown."""
    return {name: row["title"] for name, row in _file("topics.yaml").items()}


def topics_of(case: Case, imprint: Imprint) -> tuple[str, ...]:
    """What the case is about: topics named by the publisher, in the question, or in OFTEN quotes on its incident; then those of every case."""
    question = case.question.casefold()
    quotes = [heard.statement.quote.text.casefold() for heard in case.heard if heard.about == "question"]
    found, always = [], []
    for name, row in _file("topics.yaml").items():
        if row["words"] == ["always"]:
            always.append(name)
            continue
        pattern = re.compile("|".join(rf"\b{re.escape(word)}" for word in row["words"]))
        said = sum(bool(pattern.search(quote)) for quote in quotes)
        if name in imprint.topics or pattern.search(question) or said >= OFTEN:
            found.append(name)
    return (*found, *always)


def chosen(case: Case, imprint: Imprint) -> tuple[Resource, ...]:
    """The publisher's own first, then of the list those of the country, then one for each topic; at most SHOWN, each once.

    The country is the publisher's, else the incident's.
    """
    wanted = topics_of(case, imprint)
    country = (imprint.country or _country(case)).casefold()
    fitting = [one for one in resources() if set(one.topics) & set(wanted)]
    near = [one for one in fitting if country and country in {name.casefold() for name in one.countries}]
    by_topic = [[one for one in fitting if topic in one.topics and not one.countries] for topic in wanted]
    in_turn = [group[turn] for turn in range(2) for group in by_topic if turn < len(group)]
    found: dict[str, Resource] = {}
    for one in (*imprint.resources, *near[:2], *in_turn):
        found.setdefault(one_line(one.name).casefold(), one)
    return tuple(found.values())[:SHOWN]


def _country(case: Case) -> str:
    """The incident's country by name, where resolving found one."""
    known = {actor.id: actor.name for actor in case.actors}
    id = case.incident.country or ""
    return known.get(id, id.replace("-", " "))


@cache
def _file(name: str) -> Any:
    return yaml.safe_load((files("claimant.tell.resources") / name).read_text(encoding="utf-8"))
