import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.errors import CaseFileError
from claimant.model import Basis, Certainty, HypothesisKind, Linked, Role, Unnamed
from claimant.weigh import coded, weigh

FILE = {
    "id": "harbour",
    "question": "Who mined the harbour?",
    "date": "2021-05-02",
    "place": "Eastport",
    "as_of": "2021-05-06",
    "victim": "eastland",
    "actors": [
        {"id": "eastland", "name": "Eastland", "kind": "state"},
        {"id": "navy", "name": "Navy of Eastland", "kind": "agency", "part_of": "eastland"},
        {"id": "divers", "name": "Free Divers", "kind": "armed_group"},
        {"id": "daily", "name": "Daily Post", "kind": "media"},
    ],
    "relations": [{"a": "eastland", "b": "divers", "sign": -1, "basis": "insurgency"}],
    "hypotheses": ["divers", "staged:eastland", "accident", "unnamed"],
    "statements": [
        {"speaker": "navy", "date": "2021-05-02", "stance": "blames", "target": "divers", "basis": "witness"},
        {"speaker": "divers", "date": "2021-05-03", "stance": "denies", "target": None, "basis": "none"},
        {
            "speaker": "daily",
            "date": "2021-05-03",
            "stance": "blames",
            "target": "accident",
            "basis": "none",
            "via": "fax",
        },
        {
            "speaker": "daily",
            "date": "2021-05-04",
            "stance": "blames",
            "target": "divers",
            "basis": "none",
            "via": "navy",
        },
    ],
    "truth": "divers",
}


def changed(path, value):
    data = copy.deepcopy(FILE)
    place = data
    *way, last = path
    for step in way:
        place = place[step]
    place[last] = value
    return data


def test_a_case_file_becomes_a_case_with_positions():
    case = coded(FILE)
    assert [position.id for position in case.positions] == ["s1", "s2", "s3", "s4"]
    assert case.side("navy") == "eastland"
    assert [hypothesis.kind for hypothesis in case.hypotheses] == [
        HypothesisKind.ACTOR,
        HypothesisKind.STAGED,
        HypothesisKind.ACCIDENT,
        HypothesisKind.UNNAMED,
    ]
    assert case.positions[0].basis is Basis.WITNESS
    assert case.incident.victim == "eastland"


def test_a_denial_without_target_is_about_the_speaker_and_an_accusation_without_target_about_nobody():
    assert coded(FILE).positions[1].target == Linked("divers")
    assert coded(changed(["statements", 0, "target"], None)).positions[0].target == Unnamed()


def test_only_a_via_that_names_another_actor_of_the_case_makes_a_copy():
    copied = [position.copied for position in coded(FILE).positions]
    assert copied == [False, False, False, True]
    assert not coded(changed(["statements", 3, "via"], "daily")).positions[3].copied


def test_role_and_certainty_may_be_given():
    position = coded(
        changed(["statements", 0], FILE["statements"][0] | {"role": "staged", "certainty": "likely"})
    ).positions[0]
    assert (position.role, position.certainty) == (Role.STAGED, Certainty.LIKELY)


class Sealed(dict):
    """A case file whose answer and notes must not be touched."""

    def _check(self, key):
        assert not str(key).startswith("truth") and key not in {"eval_tags", "note"}, f"{key} was read"

    def __getitem__(self, key):
        self._check(key)
        return super().__getitem__(key)

    def get(self, key, default=None):
        self._check(key)
        return super().get(key, default)

    def __iter__(self):
        raise AssertionError("all keys were read")

    items = values = keys = __iter__


def test_the_answer_is_never_read():
    data = Sealed(FILE | {"truth": object(), "truth_basis": 3, "eval_tags": None})
    data["statements"] = [Sealed(entry | {"note": "n"}) for entry in FILE["statements"]]
    weigh(coded(data))


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (["statements", 3, "stance"], "hints", "statements[3].stance"),
        (["statements", 0, "stance"], None, "statements[0].stance"),
        (["statements", 0, "stance"], ["blames"], "statements[0].stance"),
        (["statements", 1, "speaker"], "nobody", "statements[1].speaker"),
        (["statements", 1, "target"], "nobody", "statements[1].target"),
        (["statements", 2, "basis"], "rumour", "statements[2].basis"),
        (["statements", 2, "date"], "2021-13-01", "statements[2].date"),
        (["statements", 2, "date"], "2021-05-07", "statements[2].date"),
        (["statements", 2, "exclusive"], "yes", "statements[2].exclusive"),
        (["statements", 2], "text", "statements[2]"),
        (["statements"], {}, "statements"),
        (["statements"], [{}] * 250_001, "statements"),
        (["hypotheses", 0], "nobody", "hypotheses[0]"),
        (["hypotheses", 1], "staged:nobody", "hypotheses[1]"),
        (["hypotheses", 1], "divers", "hypotheses[1]"),
        (["hypotheses", 1], 4, "hypotheses[1]"),
        (["hypotheses"], [], "hypotheses"),
        (["actors", 1, "id"], "eastland", "actors[1].id"),
        (["actors", 1, "id"], "accident", "actors[1].id"),
        (["actors", 1, "name"], "", "actors[1].name"),
        (["actors", 1, "name"], "x" * 2001, "actors[1].name"),
        (["actors", 1, "name"], "\ud800", "actors[1].name"),
        (["actors", 1, "kind"], "ghost", "actors[1].kind"),
        (["actors", 1, "part_of"], "nowhere", "actors[1].part_of"),
        (["actors", 0, "part_of"], "navy", "actors[0].part_of"),
        (["relations", 0, "sign"], 2, "relations[0].sign"),
        (["relations", 0, "sign"], True, "relations[0].sign"),
        (["relations", 0, "b"], "nobody", "relations[0].b"),
        (["victim"], "nobody", "victim"),
        (["date"], "soon", "date"),
        (["question"], None, "question"),
        (["id"], 7, "id"),
    ],
)
def test_what_is_wrong_is_named_with_its_exact_path(path, value, where):
    with pytest.raises(CaseFileError) as caught:
        coded(changed(path, value))
    assert caught.value.where == where


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PATHS = [["id"], ["date"], ["actors"], ["actors", 0], ["relations"], ["relations", 0, "sign"], ["hypotheses"]]
PATHS += [["statements"], ["statements", 0], ["statements", 0, "basis"], ["statements", 0, "via"], ["victim"]]


@given(st.sampled_from(PATHS), JSON)
def test_any_damage_gives_a_case_or_a_case_file_error(path, value):
    try:
        weigh(coded(changed(path, value)))
    except CaseFileError as error:
        assert error.where


def test_what_is_no_object_is_refused():
    with pytest.raises(CaseFileError, match="must be an object"):
        coded(json.loads("[1]"))
