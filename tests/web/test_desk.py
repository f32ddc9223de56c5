"""The desk's pages and interface: who is let in, what is kept, what happens to stale forms, and exact places."""

from __future__ import annotations

import asyncio
import re

import pytest

from claimant.web import make_app
from claimant.web.review import pieces, sheets
from scene import HERALD, QUESTION

JUDGE = "/cases/case/judge"
PORT = 8321


def first(desk):
    view = desk.view("case")
    return next(item for sheet in sheets(view) for item in sheet.items if item.counts)


def form(session, item, action, **values):
    s = item.statement
    return {
        "form_token": session.form,
        "expected": "0",
        "statement": s.id,
        "document": s.document,
        "action": action,
        **values,
    }


# ---------------------------------------------------------------- who is let in


@pytest.mark.parametrize("path", ["/", "/cases/case", "/api/cases", "/api/openapi.json", "/static/desk.css"])
def test_without_the_token_nothing_is_shown(stranger, path):
    answer = stranger.get(path)
    assert answer.status_code == 403 and "claimant serve" in answer.text


def test_a_wrong_host_is_refused_even_with_the_token(browser):
    assert browser.get("/", headers={"Host": "desk.example:8321"}).status_code == 421


@pytest.mark.parametrize("path", ["/", "/cases/case", "/api/cases", "/static/desk.css"])
@pytest.mark.parametrize("host", ["rebound.example", "rebound.example:8321", "127.0.0.1", "127.0.0.1:80", "127.0.0.1.rebound.example:8321", "0.0.0.0:8321", "[::1]:8321", ""])  # fmt: skip
def test_no_name_that_was_bound_to_this_machine_reads_anything(browser, program, host, path):
    for client in (browser, program):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 421 and "bridge" not in answer.text and "set-cookie" not in answer.headers


def test_a_request_with_two_hosts_is_refused(session, desk):
    sent = []

    async def ask() -> None:
        async def receive():
            return {"type": "http.request", "body": b""}

        async def send(message):
            sent.append(message)

        ours = f"127.0.0.1:{PORT}".encode()
        headers = [
            (b"host", b"rebound.example"),
            (b"host", ours),
            (b"authorization", f"Bearer {session.token}".encode()),
        ]
        scope = {"type": "http", "method": "GET", "path": "/api/cases", "query_string": b"", "headers": headers}
        await make_app(desk, session)(scope, receive, send)

    asyncio.run(ask())
    assert sent[0]["status"] == 421


def test_no_answer_lets_another_origin_read_it(browser):
    answer = browser.get("/api/cases", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    asked = browser.options(
        "/api/cases", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    )
    assert not [name for name in asked.headers if name.startswith("access-control-")]


def test_an_address_with_a_wrong_token_gives_none(stranger):
    answer = stranger.get("/?token=x")
    assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_the_token_is_kept_where_no_script_and_no_other_site_reads_it(stranger, session):
    cookie = stranger.get(f"/?token={session.token}").headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_is_not_read(browser, desk, session, headers):
    assert browser.post(JUDGE, data=form(session, first(desk), "accept"), headers=headers).status_code == 403
    assert desk.view("case").seen == 0


def test_no_changing_route_takes_a_form_without_its_token(browser):
    paths = [
        route.path
        for route in (*browser.app.routes, *(r for one in browser.app.routes for r in getattr(one, "routes", ())))
        if "POST" in (getattr(route, "methods", None) or ())
    ]
    for path in {*paths, "/name", "/cases", "/cases/case/sources", JUDGE, "/cases/case/undo", "/cases/case/sign"}:
        answer = browser.post(path.replace("{name}", "case"), data={"name": "x"})
        assert answer.status_code in {403, 422} and answer.status_code != 200, path
        if not path.startswith("/api"):
            assert answer.status_code == 403, path


def test_the_interface_changes_nothing_by_cookie_alone(browser, desk):
    body = {"action": "accept", "expected": 0, "by": "X", "statement": first(desk).statement.id}
    assert browser.post("/api/cases/case/judgements", json=body).status_code == 403
    assert desk.view("case").seen == 0


def test_every_answer_carries_the_headers(browser):
    for path in ("/", "/cases/case", "/nowhere", "/static/desk.css"):
        headers = browser.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"


def test_a_request_that_is_too_large_is_refused_before_it_is_read(browser, session):
    assert browser.post("/name", data={"form_token": session.form, "name": "x" * 1_100_000}).status_code == 413


def test_a_body_that_goes_on_without_saying_how_long_is_cut_off(browser, program):
    def endless():
        for _ in range(40):
            yield b"x" * 100_000

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert browser.post("/name", content=endless(), headers=kind).status_code == 413
    assert program.post("/api/cases/case/undo", content=endless()).status_code in {400, 413}


@pytest.mark.parametrize(
    "body", ["[" * 400_000, '{"a":' * 100_000, "1" * 900_000, "\ud800", "{", "null", '{"question": 7}']
)
def test_a_body_that_is_no_request_is_refused_as_such(program, body):
    answer = program.post(
        "/api/cases", content=body.encode("utf-8", "surrogatepass"), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in {400, 422} and len(answer.text) < 2_000


def test_a_form_of_too_many_fields_is_refused(browser, session):
    fields = {f"f{number}": "x" for number in range(300)}
    assert browser.post("/name", data={"form_token": session.form, "name": "A", **fields}).status_code == 400


# ---------------------------------------------------------------- what comes from outside stays text

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


def test_names_questions_and_titles_are_only_text(browser, desk, session):
    browser.post("/name", data={"form_token": session.form, "name": ATTACK})
    desk.workspace.store.put_case("case", f"{QUESTION} {ATTACK}")
    desk.view("case")
    found = first(desk)
    browser.post(JUDGE, data=form(session, found, "reject", reason=ATTACK))
    review = browser.get("/cases/case/review").headers["location"]
    for path in ("/", "/cases/case", review, "/cases/case/weighing", "/cases/case/judgements"):
        page = browser.get(path).text
        assert "alert(1)" in page and "<script>alert" not in page and "<img" not in page, path
        for script in re.findall(r"<script\b[^>]*>", page):
            assert 'src="/static/' in script or 'type="application/json"' in script
        assert not re.search(r"\sstyle=|\son\w+=\"", page)


def test_an_address_in_a_new_case_never_names_a_file_here(browser, session):
    data = {"form_token": session.form, "question": "Who?", "addresses": "/etc/passwd"}
    answer = browser.post("/cases", data=data)
    assert answer.status_code == 422 and "web address" in answer.text and "/etc/passwd" in answer.text


# ---------------------------------------------------------------- judgements


def test_an_accepted_statement_carries_the_name_and_a_reason(browser, desk, session):
    item = first(desk)
    assert browser.post(JUDGE, data=form(session, item, "accept")).status_code == 303
    (kept, *_) = desk.view("case").case.judgements
    assert (kept.judgement.by, kept.judgement.reason) == ("Ines Marlow", "Read in review")
    left = next(one for sheet in sheets(desk.view("case")) for one in sheet.items if one.key == item.key)
    assert left.state == "accepted"


@pytest.mark.parametrize("action", ["reject", "mend"])
def test_a_rejection_and_a_mend_need_a_reason(browser, desk, session, action):
    answer = browser.post(JUDGE, data=form(session, first(desk), action, basis="forensic"))
    assert answer.status_code == 422 and "say why" in answer.text
    assert desk.view("case").seen == 0


def test_a_stale_form_keeps_what_was_typed_and_shows_what_came_between(browser, desk, session):
    item = first(desk)
    assert browser.post(JUDGE, data=form(session, item, "accept", reason="I was first")).status_code == 303
    answer = browser.post(JUDGE, data=form(session, item, "reject", reason="Typed with care"))
    assert answer.status_code == 409
    assert "Typed with care" in answer.text and "I was first" in answer.text
    assert all(one.judgement.reason != "Typed with care" for one in desk.view("case").case.judgements)


def test_with_scripts_the_answer_brings_the_new_numbers(browser, desk, session):
    data = form(session, first(desk), "reject", reason="No such word")
    answer = browser.post(JUDGE, data=data, headers={"Accept": "application/json"}).json()
    assert answer["state"]["expected"] == desk.view("case").seen > 0
    assert sum(one["now"] for one in answer["state"]["answers"]) <= 104
    assert answer["cards"] and "data-at" in answer["text"]


# ---------------------------------------------------------------- copies


@pytest.fixture
def reprinted(desk, tmp_path):
    """The case with a reprint of one of its reports, which begins with a line and ends with a sentence of its own."""
    body = HERALD.rpartition("---\n")[2]
    facts = "---\ntitle: What the Herald says\npublisher: South Post\ndate: 2031-05-04\n---\n\n"
    page = tmp_path / "reprint.txt"
    page.write_text(
        f"{facts}VELL, from the Coast Herald\n\n{body}\nPoland blamed Russia for the attack.\n", encoding="utf-8"
    )
    desk.workspace.add("case", [str(page)], under=tmp_path)
    return desk


def shared(view):
    return next(item for sheet in sheets(view) for item in sheet.items if item.twins and item.statement.speaker)


def states(view, item):
    """What stands of an item and of each of its twins: the words of their basis, or None where it is rejected."""
    wanted = {(one.document, one.quote.text) for one in (item.statement, *(twin.statement for twin in item.twins))}
    heard = {(one.statement.document, one.statement.quote.text): one.statement for one in view.case.heard}
    return {key[0]: str(heard[key].basis) if key in heard else None for key in wanted}


def test_a_reprint_is_reviewed_only_for_what_it_alone_has(reprinted):
    view = reprinted.view("case")
    origin = next(one for one in view.case.origins if len(one.documents) == 2 and "w1" not in one.documents)
    (other,) = set(origin.documents) - {origin.head}
    shown = {sheet.document.id: sheet for sheet in sheets(view)}
    assert shown[origin.head].copies == (other,) and all(item.twins for item in shown[origin.head].items)
    assert [item.statement.quote.text for item in shown[other].items] == ["Poland blamed Russia for the attack."]
    assert not shown[other].copies


@pytest.mark.parametrize("values", [{"action": "reject"}, {"action": "mend", "basis": "forensic"}])
def test_a_judgement_counts_for_the_copies_and_an_undo_takes_all_back(reprinted, browser, session, values):
    before = reprinted.view("case")
    item = shared(before)
    after = None if values["action"] == "reject" else "forensic"
    browser.post(JUDGE, data=form(session, item, values["action"], reason="Not said", **_but_action(values)))
    judged = reprinted.view("case")
    assert set(states(judged, item).values()) == {after} and len(states(judged, item)) == 1 + len(item.twins) == 2
    undone = browser.post("/cases/case/undo", data={"form_token": session.form, "expected": str(judged.seen)})
    assert undone.status_code == 303
    assert states(reprinted.view("case"), item) == states(before, item)
    assert len(reprinted.view("case").case.heard) == len(before.case.heard)


def _but_action(values):
    return {key: value for key, value in values.items() if key != "action"}


def test_what_was_rejected_in_a_document_and_its_copy_is_accepted_again_in_both(reprinted, browser, session):
    item = shared(reprinted.view("case"))
    browser.post(JUDGE, data=form(session, item, "reject", reason="Not said"))
    seen = str(reprinted.view("case").seen)
    browser.post(JUDGE, data=form(session, item, "accept") | {"expected": seen})
    assert None not in states(reprinted.view("case"), item).values()


def test_a_sentence_that_stands_twice_is_judged_place_by_place_in_the_copy_too(desk, browser, session, tmp_path):
    said = "Ukraine blamed Russia for the attack on the bridge at Vell."
    text = f"{said}\n\nThe span fell at noon, and trains to the coast were stopped until night.\n\n{said}"
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(
            f"---\npublisher: {name} Post\ndate: 2031-05-06\n---\n\n{text}\n", encoding="utf-8"
        )
        desk.workspace.add("case", [str(tmp_path / f"{name}.txt")], under=tmp_path)
    items = [one for sheet in sheets(desk.view("case")) for one in sheet.items if one.statement.quote.text == said]
    assert [len(one.twins) for one in items] == [1, 1]
    for item in items:
        assert item.statement.quote.start == item.twins[0].statement.quote.start
    browser.post(JUDGE, data=form(session, items[0], "reject", reason="Said twice, and counted already"))
    left = [one.statement.quote.start for one in desk.view("case").case.heard if one.statement.quote.text == said]
    assert left == [items[1].statement.quote.start] * 2


# ---------------------------------------------------------------- places in the text


def test_a_selection_that_is_not_what_stands_there_is_refused(browser, desk, session):
    data = form(session, first(desk), "mend", speaker="0-3", speaker_words="zzz", reason="So it says")
    answer = browser.post(JUDGE, data=data)
    assert answer.status_code == 422 and "select it again" in answer.text
    assert browser.post(JUDGE, data=data | {"speaker": "0-999999", "speaker_words": ""}).status_code == 422


def test_the_pieces_of_a_text_are_the_text(desk):
    view = desk.view("case")
    for sheet in sheets(view):
        found = pieces(sheet.document, [item.statement for item in sheet.items])
        assert "".join(one.text for one in found) == sheet.document.text
        at = 0
        for one in found:
            assert one.at == at
            at += len(one.text)


def test_a_copy_is_not_reviewed_again(desk):
    shown = [sheet.document.id for sheet in sheets(desk.view("case"))]
    assert len({"w1", "w2"} & set(shown)) == 1


# ---------------------------------------------------------------- the interface, and signing


def test_the_interface_judges_and_says_what_stands(program, desk):
    found = program.get("/api/cases/case/statements").json()[0]
    body = {"action": "reject", "expected": 0, "by": "A. Editor", "reason": "No", "statement": found["id"]}
    made = program.post("/api/cases/case/judgements", json=body)
    assert made.status_code == 201 and made.json()["expected"] >= 1
    assert program.post("/api/cases/case/judgements", json=body).status_code == 409
    assert program.get("/api/cases/none").status_code == 404
    assert {"/api/cases/{name}/assessment", "/api/cases/{name}/judgements"} <= set(
        program.get("/api/openapi.json").json()["paths"]
    )


def test_a_brief_that_was_judged_meanwhile_is_not_signed(browser, desk, session):
    browser.get("/cases/case/brief")
    browser.post(JUDGE, data=form(session, first(desk), "accept"))
    answer = browser.post("/cases/case/sign", data={"form_token": session.form, "expected": "0"})
    assert answer.status_code == 409 and "Look at it again" in answer.text
    assert not desk.site.exists()
