"""What can be tried on the page: figures that were computed before, in a form that cannot end its element."""

from __future__ import annotations

import json
from dataclasses import replace

from claimant.model import Assessment, Loss, Moment, Omitted
from claimant.model import Frame as Was
from claimant.tell import tell, withhold
from claimant.tell.live import data
from claimant.weigh import weigh

from . import makers


def weighed() -> Assessment:
    return weigh(withhold(makers.assessment().case))


def test_losses_and_frames_are_those_of_the_assessment():
    assessment = weighed()
    tried = json.loads(data(assessment))
    assert len(tried["answers"]) == len(tried["now"]) == len(assessment.hypotheses)
    for loss in tried["losses"]:
        assert loss["now"] != tried["now"]
        assert loss["now"][loss["first"]] == max(loss["now"])
    assert len(tried["frames"]) == len(assessment.frames)
    assert tried["frames"][-1]["now"] == tried["now"]  # by the last day all has been said


def test_the_table_says_the_same_without_scripts():
    assessment = weighed()
    text = tell(assessment)["brief.md"]
    for loss in json.loads(data(assessment))["losses"]:
        assert f"{loss['kind']}: {loss['label']}" in text.replace("\\", "")


def test_an_assessment_with_nothing_to_try_has_no_data(made: Assessment):
    assert data(replace(made, losses=(), frames=())) == ""
    assert 'id="claimant-data"' not in tell(replace(made, losses=(), frames=()))["brief.html"]


def test_no_label_can_end_the_element(made: Assessment):
    evil = "</script><script>alert(1)</script><!--\u2028"
    labelled = replace(made.hypotheses[0], hypothesis=replace(made.hypotheses[0].hypothesis, label=evil))
    count = len(made.case.hypotheses)
    loss = Loss(
        omitted=Omitted.ORIGIN,
        id=evil,
        positions=1,
        probabilities=(1 / count,) * count,
        leader=made.case.hypotheses[0].id,
        leads=False,
    )
    at = Was(
        at=Moment.parse("2031-05-04"),
        probabilities=loss.probabilities,
        low=loss.probabilities,
        high=loss.probabilities,
        leader=loss.leader,
        leads=False,
    )
    hostile = replace(made, hypotheses=(labelled, *made.hypotheses[1:]), losses=(loss,), frames=(at, at))
    text = data(hostile)
    assert "<" not in text and "\u2028" not in text
    assert json.loads(text)["losses"][0]["label"].startswith("</script>")
