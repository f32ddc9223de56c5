"""A brief tells what people decided over the machine, and who, when and why."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from claimant.judging import stand
from claimant.model import Assessment, Case, CaseJudgement, ComesFrom, Link, Mended, Rejected, Same, Stance
from claimant.records import dump, load
from claimant.tell import tell, withhold

from . import makers
from .pages import ALLOWED, seen

AT = datetime(2031, 5, 9, 8, tzinfo=UTC)


def judged(case: Case, *decisions, by="A. Editor", reason="the agency corrected itself") -> Case:
    some = [CaseJudgement(id=f"j{n}", by=by, at=AT, reason=reason, decision=d) for n, d in enumerate(decisions)]
    return replace(case, judgements=stand(some).history)


def told(case: Case):
    return tell(makers.assessment(case))


def test_each_judgement_stands_on_the_page_with_who_when_and_why(made: Assessment):
    seen_one = made.case.heard[0].statement
    decisions = (Same(actor="tide-front-north", into="tide-front"), Rejected(statement=seen_one), Mended(statement=seen_one, into=replace(seen_one, stance=Stance.DOUBTS)))  # fmt: skip
    brief = told(judged(made.case, *decisions))
    page = seen(brief["brief.html"])
    assert not page.faults and set(page.tags) <= ALLOWED
    titles = [text for level, text in page.headings if level == 2]
    assert titles[titles.index("Corrections by a person") + 1] == "Method and limits"
    for text in (brief["brief.md"], page.text):
        plain = " ".join(text.replace("\\", "").replace("**", "").replace("\u00a0", " ").split())
        assert "Three judgements by people" in plain and "two of them stand" in plain
        assert (
            "Tide Front, Northern Wing is the same actor as Tide Front. A. Editor, 9 May 2031: the agency corrected"
            in plain
        )
        assert "Does not stand: judgement 3, which is later, decides on the same." in plain


def test_many_are_folded(made: Assessment):
    brief = told(judged(made.case, *[Same(actor=f"a{n}", into="tide-front") for n in range(30)]))
    assert "18 earlier corrections" in seen(brief["brief.html"]).text


def test_a_brief_without_judgements_has_no_such_part(made: Assessment, brief):
    assert "Corrections" not in brief["brief.md"]
    assert not {"judgements", "overruled"} & set(json.loads(brief["brief.json"]))


def test_the_data_has_them_and_the_case_reads_back(made: Assessment):
    heard = made.case.heard[0]
    case = replace(judged(made.case, Rejected(statement=heard.statement)), overruled=(heard,))
    data = json.loads(told(withhold(case))["brief.json"])
    (one,) = data["judgements"]
    assert (one["number"], one["by"], one["kind"], one["state"]) == (1, "A. Editor", "rejected", "stands")
    assert one["at"] == "2031-05-09T08:00:00+00:00" and one["said"].startswith("No such statement")
    assert data["overruled"][0]["quote"]["text"] == heard.statement.quote.text
    assert load(Case, json.dumps(data["case"])) == withhold(case)


@pytest.mark.parametrize("where", ["by", "reason"])
def test_nothing_that_a_person_writes_becomes_markup(made: Assessment, where: str):
    bad = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) \u202e\x1b[31m"
    brief = told(judged(made.case, Same(actor="tide-front-north", into="tide-front"), **{where: bad}))
    page = seen(brief["brief.html"])
    assert not page.faults and set(page.tags) <= ALLOWED and "\u202e" not in brief["brief.html"]
    assert "<img" not in brief["brief.html"] and "\x1b" not in brief["brief.md"]


def test_the_name_of_a_private_person_is_withheld_in_judgements_too(made: Assessment):
    private = next(actor for actor in made.case.actors if not actor.public)
    case = judged(made.case, Same(actor=private.id, into="tide-front"), reason=f"{makers.PRIVATE} is nobody of theirs")
    name = makers.PRIVATE.split()[-1]
    assert name in dump(case) and name not in dump(withhold(case))
    for _, text in told(withhold(case)).files:
        assert name.lower() not in text.lower()


def test_a_document_that_a_person_put_to_an_origin_says_so_without_a_likeness(made: Assessment):
    origin = next(one for one in made.case.origins if one.links)
    link = replace(origin.links[0], how="judged", likeness=0.0, reason="A. Editor decided so: same author")
    assert isinstance(link, Link)
    links = (link, *origin.links[1:])
    origins = tuple(replace(one, links=links) if one is origin else one for one in made.case.origins)
    decision = ComesFrom(document=link.document, parent=link.parent)
    text = told(judged(replace(made.case, origins=origins), decision))["brief.md"]
    assert "Put here by a person" in text and "same author" in text and "0\u00a0% alike" not in text
