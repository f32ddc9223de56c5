"""Every quote as a Web Annotation, and from annotations back to the exact places."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimant.model import (
    Actor,
    ActorKind,
    Case,
    Document,
    Heard,
    Incident,
    Linked,
    Moment,
    Source,
    Stance,
    Statement,
    Unnamed,
)
from claimant.tell.exchange.annotations import AROUND, Anchor, NotAnnotations, anchored, web_annotations

from .. import makers

DOCUMENTS = tuple(makers.DOCUMENTS.values())
TEXTS = {document.id: document.text for document in DOCUMENTS}


def items(case: Case) -> list[dict[str, Any]]:
    return json.loads(web_annotations(case, TEXTS, generator="claimant test"))["first"]["items"]


def selectors(one: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {selector["type"]: selector for selector in one["target"]["selector"]}


def quotes(case: Case) -> list[tuple[str, int, int]]:
    spans = [h.statement.quote for h in case.heard] + [toll.figure.quote for toll in case.tolls]
    return [(span.document, span.start, span.end) for span in spans]


def test_every_quote_comes_back_to_its_exact_place():
    case = makers.case()
    found = anchored(web_annotations(case, TEXTS, generator="x"), DOCUMENTS)
    assert [(one.span.document, one.span.start, one.span.end) for one in found if one.span] == quotes(case)
    assert {one.anchor for one in found} == {Anchor.EXACT}


letters = st.text(st.characters(exclude_categories=["Cs", "Lu"]), min_size=1, max_size=60)
words = st.sampled_from([" Juna Maretti ", " Maretti ", "e\u0301", "👩‍👩‍👧", "𝕏", "שלום", "\u202e", "\n", " said "])
texts = st.lists(letters | words, min_size=1, max_size=8).map("".join)


@given(st.lists(texts, min_size=1, max_size=3, unique=True), st.data())
def test_so_does_any_span_of_any_text_and_no_name_goes_out(bodies: list[str], data: st.DataObject):
    documents = [
        Document(source=Source(id=f"d{n}", sha256=hashlib.sha256(body.encode()).hexdigest(), capture=""), text=body)
        for n, body in enumerate(bodies)
    ]
    heard = []
    for document in documents:
        start = data.draw(st.integers(0, len(document.text) - 1))
        quote = document.span(start, data.draw(st.integers(start + 1, len(document.text))))
        said = Statement(quote=quote, cue=quote, speaker=None, target=None, stance=Stance.BLAMES)
        heard.append(Heard(statement=said, speaker=Unnamed(), target=Unnamed()))
    person = Actor(id="p", name="Juna Maretti", kind=ActorKind.PERSON, public=False)
    case = Case(
        question="?",
        incident=Incident(id="i", title="?"),
        as_of=None,
        actors=(person,),
        sources=tuple(document.source for document in documents),
        heard=tuple(heard),
    )
    text = web_annotations(case, {document.id: document.text for document in documents}, generator="x")
    found = anchored(text, documents)
    assert [one.span and (one.span.document, one.span.start, one.span.end) for one in found] == quotes(case)
    for one in json.loads(text)["first"]["items"]:
        quote = selectors(one).get("TextQuoteSelector", {})
        place = selectors(one)["TextPositionSelector"]
        body = next(d.text for d in documents if d.source.sha256 in one["target"]["state"]["cached"])
        prefix, suffix = quote.get("prefix", ""), quote.get("suffix", "")
        assert len(prefix) <= AROUND and len(suffix) <= AROUND
        if quote:
            assert body[place["start"] - len(prefix) : place["end"] + len(suffix)] == prefix + quote["exact"] + suffix
        assert "Juna Maretti" not in prefix + quote.get("exact", "") + suffix


def test_the_context_has_no_name_and_no_half_of_one():
    at_d07 = [one for one in items(makers.case()) if "d07" in one["body"]["value"].get("statement", "")]
    for one in at_d07:
        words = selectors(one).get("TextQuoteSelector", {})
        assert not any(
            "Maret" in words.get(key, "") or "Juna" in words.get(key, "") for key in ("exact", "prefix", "suffix")
        )
    assert at_d07, "the person speaks in d07"
    assert [set(selectors(one)) for one in at_d07] == [
        {"TextQuoteSelector", "TextPositionSelector"},
        {"TextPositionSelector"},  # its words have the name in them
    ]


def test_an_annotation_has_what_the_recommendation_asks_for():
    made = items(makers.case())
    assert len({one["id"] for one in made}) == len(made)
    for one in made:
        assert one["type"] == "Annotation" and one["id"].startswith("urn:uuid:") and one["created"].endswith("Z")
        assert one["motivation"] in {"classifying", "describing"}
        assert one["target"]["source"].startswith("https://")
        assert set(one["target"]["state"]) == {"type", "cached", "sourceDateStart", "sourceDateEnd"}
        place = selectors(one)["TextPositionSelector"]
        assert 0 <= place["start"] < place["end"]
    hourly = replace(makers.case().sources[2], date=Moment.parse("2031-05-05T03:30+03:00"))
    case = makers.case()
    case = replace(case, sources=tuple(hourly if one.id == hourly.id else one for one in case.sources))
    (state,) = [one["target"]["state"] for one in items(case) if "d03:" in one["body"]["value"].get("statement", "")]
    assert state["sourceDate"] == "2031-05-05T00:30:00Z"


# ---------------------------------------------------------------- texts that have changed


def changed(id: str, text: str) -> tuple[Document, ...]:
    """The documents, one of them with another text under the same address."""
    old = makers.DOCUMENTS[id]
    source = replace(old.source, sha256=hashlib.sha256(text.encode()).hexdigest())
    return tuple(Document(source=source, text=text) if one.id == id else one for one in DOCUMENTS)


def of_d03(documents: tuple[Document, ...]) -> list[Any]:
    text = web_annotations(makers.case(), TEXTS, generator="x")
    ids = [one["id"] for one in json.loads(text)["first"]["items"] if "d03-" in one["target"]["source"]]
    return [one for one in anchored(text, documents) if one.id in ids]


def test_a_quote_that_moved_is_found_by_its_words():
    found = of_d03(changed("d03", "Updated. " + TEXTS["d03"]))
    assert {one.anchor for one in found} == {Anchor.MOVED}
    assert found[0].span.start == 9 and found[0].span.text.startswith("The Tide Front claimed")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("Nothing of it is left.", "nowhere"), (TEXTS["d03"] * 2, "several"), (TEXTS["d03"].replace("video", "film"), "nowhere")],
)  # fmt: skip
def test_a_quote_without_one_exact_place_is_an_orphan(text: str, reason: str):
    one = of_d03(changed("d03", text))[0]
    assert one.anchor == Anchor.ORPHAN and one.span is None and reason in one.reason


def test_the_words_of_a_hash_that_fits_must_stand_at_their_place():
    made = json.loads(web_annotations(makers.case(), TEXTS, generator="x"))
    first = made["first"]["items"][0]
    selectors(first)["TextPositionSelector"]["start"] += 1
    assert anchored(json.dumps(made), DOCUMENTS)[0].anchor == Anchor.MOVED
    selectors(first)["TextQuoteSelector"]["exact"] = "The Tide Front denied"
    assert anchored(json.dumps(made), DOCUMENTS)[0].anchor == Anchor.ORPHAN


@pytest.mark.parametrize("place", [{"start": -1, "end": 4}, {"start": True, "end": 4}, {"start": 4, "end": 2}, {"start": 0, "end": 10**9}, {}, {"start": "0", "end": 3}])  # fmt: skip
def test_a_place_that_is_none_is_no_place(place: dict[str, object]):
    state = {"cached": f"urn:sha256:{DOCUMENTS[0].source.sha256}"}
    one = {"target": {"selector": {"type": "TextPositionSelector", **place}, "state": state}}
    assert anchored(json.dumps(one), DOCUMENTS)[0].anchor == Anchor.ORPHAN


@pytest.mark.parametrize(
    "text", ["", "[[[", "[" * 100_000, "3", '{"items": [3]}', '{"target": "https://a.example/"}', "[{}]"]
)
def test_what_is_no_annotation_is_refused(text: str):
    with pytest.raises(NotAnnotations):
        anchored(text, DOCUMENTS)


def test_other_peoples_annotations_are_read_by_their_words_and_address():
    address = DOCUMENTS[2].source.address
    one = {
        "target": {
            "source": address,
            "selector": [None, 3, {"type": "TextQuoteSelector", "exact": "31 people"}],
            "state": 3,
        }
    }
    (found,) = anchored(json.dumps([one]), DOCUMENTS)
    assert found.anchor == Anchor.MOVED and found.span and found.span.text == "31 people"


def test_an_undecided_speaker_is_said_to_be_so():
    case = makers.case()
    heard = replace(case.heard[0], speaker=Linked("tide-front"))
    assert items(replace(case, heard=(heard,), tolls=()))[0]["body"]["value"]["speaker"] == "Tide Front"
