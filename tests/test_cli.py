"""The command line: each command does what its help says, names what failed, and ends with the status that DESIGN.md gives."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from claimant import __version__
from claimant.cli import app, main
from claimant.workspace import Workspace
from scene import HERALD, PAGE, QUESTION, reports

COMMANDS = {command.name or command.callback.__name__: command for command in app.registered_commands}  # type: ignore[union-attr]

CASE: dict[str, Any] = {
    "id": "vell",
    "question": QUESTION,
    "date": "2031-05-01",
    "as_of": "2031-05-10",
    "place": "Vell",
    "victim": "ukraine",
    "actors": [
        {"id": "ukraine", "name": "Ukraine", "kind": "state"},
        {"id": "russia", "name": "Russia", "kind": "state"},
        {"id": "is", "name": "Islamic State", "kind": "armed_group"},
    ],
    "relations": [{"a": "ukraine", "b": "russia", "sign": -1}],
    "hypotheses": ["russia", "is", "unnamed"],
    "statements": [
        {"speaker": "is", "stance": "claims", "target": "is", "date": "2031-05-02"},
        {"speaker": "ukraine", "stance": "blames", "target": "russia", "basis": "intercept", "date": "2031-05-03"},
        {"speaker": "russia", "stance": "denies", "target": "russia", "date": "2031-05-03"},
    ],
}


@dataclass
class Ran:
    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test works in a folder of its own with the reports in it; the user's data folder is beside it."""
    work = tmp_path / "work"
    reports(work / "reports")
    (work / "case.json").write_text(json.dumps(CASE))
    monkeypatch.chdir(work)
    monkeypatch.setattr("claimant.workspace.user_data_path", lambda *_, **__: tmp_path / "data")
    for name in [name for name in os.environ if name.startswith("CLAIMANT_") and name != "CLAIMANT_SHARED"]:
        monkeypatch.delenv(name)
    return work


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the program in this process as the shell would."""

    def running(*words: str | Path, stdin: str = "", terminal: bool = False) -> Ran:
        monkeypatch.setattr(sys, "argv", ["claimant", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return running


# ---------------------------------------------------------------- help


def test_the_program_says_what_it_can_do(run: Run):
    shown = run("--help")
    assert shown.status == 0
    assert {"brief", "demo", "extract", "weigh", "verify", "add", "list", "show", "export", "import"} <= set(COMMANDS)
    assert all(f" {name} " in shown.out for name in COMMANDS)
    assert run("--version").out == f"claimant {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str):
    shown = run(command, "--help")
    assert shown.status == 0
    assert f"Example: claimant {command}" in " ".join(shown.out.split())


def test_the_examples_of_the_help_pages_run_as_they_stand(run: Run, folder: Path):
    def example(command: str) -> Ran:
        words = shlex.split(str(COMMANDS[command].epilog).removeprefix("Example: "))
        words = words[: words.index(">")] if ">" in words else words
        assert words[:2] == ["claimant", command]
        fetched = command == "brief"  # nothing is fetched in tests
        return run(*(word for word in words[1:] if not (fetched and word.startswith("https://"))))

    assert run("brief", "reports", "-q", QUESTION).status == 0  # what `verify` and others begin with
    (folder / "monday").mkdir()
    (folder / "monday" / "brief.json").write_bytes((folder / "brief" / "brief.json").read_bytes())
    examples = (
        "brief",
        "extract",
        "weigh",
        "compare",
        "cases",
        "actors",
        "verify",
        "add",
        "list",
        "show",
        "export",
        "judge",
        "publish",
        "site",
    )
    for command in examples:
        ran = example(command)
        assert (ran.status, ran.err) == (0, ""), command + ran.err
        assert ran.out.strip(), command
    assert json.loads(example("export").out)["question"] == "Who bombed the bridge?"
    assert run("export", "--case", "bridge", "--as", "folder", "-o", "bridge-files").status == 0
    assert example("import").out == "5 captures read, 5 of them new to the case.\n"
    (folder / "readers.txt").write_text("ida@example.org\n", encoding="utf-8")
    letter = example("mail").out
    assert "To: ida@example.org" in letter and "https://briefs.example/leave?who=ida@example.org" in letter
    assert set(COMMANDS) - {*examples, "import", "mail", "demo", "pdf"} == set()  # the last two have tests of their own


def test_the_worked_example_is_made_whole_and_its_brief_verifies(run: Run, folder: Path):
    ran = run("demo", "--no-open")
    assert (ran.status, ran.err) == (0, "")
    assert "Who attacked the Moscow concert?" in ran.out and "Open demo/brief.html" in ran.out.replace("\\", "/")
    assert {path.name for path in (folder / "demo").iterdir()} == {
        "brief.html",
        "brief-one-page.html",
        "brief.md",
        "brief.json",
    }


# ---------------------------------------------------------------- brief


def test_a_brief_is_three_files_and_a_summary(run: Run, folder: Path):
    ran = run("brief", "reports", "-q", QUESTION, "-o", "out/deep")
    assert (ran.status, ran.err) == (0, "")
    assert QUESTION in ran.out and "5 documents of 4 origins" in ran.out
    assert sorted(path.name for path in (folder / "out" / "deep").iterdir()) == [
        "brief-one-page.html",
        "brief.html",
        "brief.json",
        "brief.md",
    ]
    record = json.loads((folder / "out" / "deep" / "brief.json").read_text(encoding="utf-8"))
    assert {"question", "incident", "assessment", "statements", "documents", "actors", "casualties"} <= set(record)


def test_sources_that_failed_are_named_with_what_to_do_and_the_others_go_on(run: Run, folder: Path):
    (folder / "reports" / "broken.pdf").write_bytes(b"%PDF-1.7\n\x00\x01nonsense")
    ran = run("brief", "reports", "missing.txt", "-q", QUESTION)
    assert ran.status == 1
    named = ran.err.splitlines()
    assert [line.split(":")[0] for line in named] == ["missing.txt", "reports/broken.pdf"]
    assert all(line.endswith(".") and line.count(". ") for line in named)
    assert (folder / "brief" / "brief.html").exists()


def test_nothing_could_be_done_where_no_source_gave_a_text(run: Run, folder: Path):
    ran = run("brief", "missing.txt", "-q", QUESTION)
    assert ran.status == 2 and ran.out == ""
    assert ran.err.startswith("missing.txt: There is no such file") and "Traceback" not in ran.err
    assert not (folder / "brief").exists()
    assert run("brief").status == 2
    assert run("brief", "--case", "nowhere").status == 2
    assert not (folder / "nowhere").exists()


def test_a_brief_may_be_one_object_for_programs(run: Run):
    (summary,) = run("brief", "reports", "-q", QUESTION, "--json").lines
    assert summary["out"] == "brief" and summary["documents"] == 5 and summary["origins"] == 4
    assert set(summary["assessment"]) >= {"verdict", "hypotheses", "evidence", "hinges"}


def test_without_a_case_the_sources_are_kept_in_the_users_data_folder(run: Run, folder: Path):
    assert run("list", "--json").lines == [[]]
    assert not (folder.parent / "data").exists()
    assert run("brief", "reports", "-q", QUESTION).status == 0
    assert (folder.parent / "data" / "claimant.sqlite").exists()
    assert run("brief", "reports/mail.html", "-q", QUESTION).status == 0
    (rows,) = run("list", "--json").lines
    assert [(row["question"], row["sources"]) for row in rows] in ([(QUESTION, 5), (QUESTION, 1)], [(QUESTION, 1), (QUESTION, 5)])  # fmt: skip
    assert run("list").out.count(QUESTION) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="the folder has another name elsewhere")
def test_the_users_data_folder_follows_xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    Workspace.open().close()
    assert (tmp_path / "xdg" / "claimant" / "claimant.sqlite").exists()


def test_with_a_case_sources_accumulate_and_may_be_left_out(run: Run, folder: Path):
    assert run("brief", "reports/herald.txt", "-q", QUESTION, "--case", "bridge", "-o", "one").status == 0
    added = run("add", "reports", "--case", "bridge")
    assert (added.status, added.out) == (0, "5 documents collected, 4 of them new to the case.\n")
    assert run("brief", "--case", "bridge", "-o", "two").status == 0
    assert run("brief", "reports", "-q", QUESTION, "-o", "three").status == 0
    assert (folder / "two" / "brief.json").read_bytes() == (folder / "three" / "brief.json").read_bytes()
    assert len(json.loads((folder / "one" / "brief.json").read_text())["documents"]) == 1
    assert run("show", "--case", "bridge", "--json").lines[0]["question"] == QUESTION
    assert "Hypothesis" in run("show", "--case", "bridge").out
    assert run("verify", "two").status == 0


def test_add_has_the_same_three_ends(run: Run):
    assert run("add", "reports", "--case", "c").status == 0
    assert run("add", "reports", "missing.txt", "--case", "c").status == 1
    assert run("add", "missing.txt", "--case", "c").status == 2


@pytest.mark.parametrize("command", ["show", "export"])
def test_looking_at_a_case_that_is_not_there_makes_nothing(run: Run, folder: Path, command: str):
    ran = run(command, "--case", "nowhere")
    assert (
        ran.status == 2
        and ran.err == "nowhere: no case is kept there. Begin one: claimant add SOURCE... --case nowhere\n"
    )
    assert not (folder / "nowhere").exists()


def test_a_folder_that_cannot_be_written_is_said_before_the_work(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder / "taken").write_text("a file")
    monkeypatch.setattr(Workspace, "brief", lambda *_, **__: pytest.fail("the work was begun"))
    for out in ("taken", "taken/inside"):
        ran = run("brief", "reports", "-o", out)
        assert ran.status == 2
        assert ran.err.startswith(out) and "-o" in ran.err and ran.err.count("\n") == 1


# ---------------------------------------------------------------- extract


def test_extract_prints_one_statement_a_line_with_exact_places(run: Run, folder: Path):
    ran = run("extract", "reports", "-q", QUESTION, "--jsonl")
    assert (ran.status, ran.err) == (0, "")
    with Workspace.in_memory() as workspace:
        workspace.add("x", ["reports"])
        texts = {document.id: document.text for document in workspace.documents("x")[0]}
    assert len(ran.lines) >= 8
    for record in ran.lines:
        assert set(record) == {
            *(
                "document quote speaker cue target via stance role basis certainty own incident incident_id date confidence by".split()
            ),
            *("id incident_id exclusive speaker_actor target_actor about reason".split()),
        }
        for part in ("quote", "speaker", "cue", "target", "via"):
            if (span := record[part]) is not None:
                assert texts[record["document"]][span["start"] : span["end"]] == span["text"] != ""
        assert record["stance"] in {"claims", "blames", "denies", "clears", "doubts"}
        assert isinstance(record["own"], bool) and 0 <= record["confidence"] <= 1
    said = {(record["speaker"]["actor"], record["stance"]) for record in ran.lines if record["speaker"]}
    assert {("islamic-state", "claims"), ("ukraine", "blames")} <= said


def test_extract_reads_standard_input(run: Run):
    ran = run("extract", "-", stdin=HERALD)
    assert ran.status == 0 and ran.lines
    assert run("extract", "-").status == 2


def test_extract_is_for_people_on_a_terminal_and_for_programs_elsewhere(run: Run):
    assert run("extract", "reports/herald.txt").lines
    shown = run("extract", "reports/herald.txt", terminal=True).out
    assert "Ukraine — blames — Russia" in shown and "“Ukraine blamed Russia for the attack.”" in shown


# ---------------------------------------------------------------- weigh


def test_weigh_prints_the_contract(run: Run):
    ran = run("weigh", "case.json", "--json")
    assert (ran.status, ran.err) == (0, "")
    (record,) = ran.lines
    assert {"question", "as_of", "verdict", "hypotheses", "evidence", "hinges"} <= set(record)
    assert record["question"] == QUESTION and record["as_of"] == "2031-05-10"
    verdict = record["verdict"]
    assert verdict["state"] in {"leading", "not_established"} and verdict["sentence"]
    assert (verdict["hypothesis"] is None) == (verdict["state"] == "not_established")
    assert {one["id"] for one in record["hypotheses"]} == {"russia", "is", "unnamed"}
    assert sum(one["probability"] for one in record["hypotheses"]) == pytest.approx(1, abs=1e-5)
    for one in record["hypotheses"]:
        assert set(one) == {"id", "label", "probability", "low", "high", "words"}
        assert 0 <= one["low"] <= one["probability"] <= one["high"] <= 1
    for one in record["evidence"]:
        assert one["id"] and set(one["bits"]) <= {"russia", "is", "unnamed"}
    assert "Islamic State" in run("weigh", "case.json").out


def test_of_several_cases_a_broken_one_does_not_stop_the_others(run: Run, folder: Path):
    broken = json.loads(json.dumps(CASE))
    broken["statements"][1]["stance"] = "shouts"
    (folder / "broken.json").write_text(json.dumps(broken))
    (folder / "no.json").write_text("[" * 100_000)
    (folder / "list.json").write_text("[]")
    ran = run("weigh", "broken.json", "case.json", "no.json", "missing.json", "list.json", "case.json", "--json")
    assert ran.status == 1 and len(ran.lines) == 2
    lines = ran.err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["broken.json", "no.json", "missing.json", "list.json"]
    assert lines[0].startswith("broken.json: statements[1].stance: ")
    assert run("weigh", "broken.json", "missing.json").status == 2


# ---------------------------------------------------------------- verify


def test_verify_ends_with_what_it_found(run: Run, folder: Path):
    run("brief", "reports", "-q", QUESTION, "-o", "out")
    ran = run("verify", "out")
    assert (ran.status, ran.err) == (0, "") and all(line.startswith("holds") for line in ran.out.splitlines())
    (findings,) = run("verify", "out", "--json").lines
    assert all(set(finding) == {"what", "holds", "details"} and finding["holds"] for finding in findings)

    page = folder / "out" / "brief.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Kyiv", "Kyev", 1), encoding="utf-8")
    ran = run("verify", "out")
    assert ran.status == 2 and "FAILS    brief.html: differs from what the case gives, first in line" in ran.out

    run("brief", "reports", "-q", QUESTION, "-o", "out")
    (folder / "reports" / "mail.html").rename(folder / "away.html")
    ran = run("verify", "out")
    assert ran.status == 1 and "not at hand: reports/mail.html" in ran.out
    assert run("verify", "out", "reports", "away.html").status == 0

    ran = run("verify", "reports")
    assert ran.status == 2 and "brief.json: not a brief" in ran.err


# ---------------------------------------------------------------- settings and surroundings


@pytest.mark.parametrize(
    "words",
    [
        ["brief", "reports"],
        ["extract", "reports"],
        ["add", "reports", "--case", "c"],
        ["list"],
        ["show", "--case", "c"],
        ["export", "--case", "c"],
        ["verify", "out"],
        ["demo", "--no-open"],
    ],
    ids=lambda words: words[0],
)
def test_a_wrong_setting_in_the_environment_is_one_clear_line(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
):
    monkeypatch.setenv("CLAIMANT_MAX_BYTES", "abc")
    ran = run(*words)
    assert ran.status == 2 and ran.out == ""
    assert ran.err.startswith("CLAIMANT_MAX_BYTES='abc'") and ran.err.count("\n") == 1
    assert not (folder / "c").exists() and not (folder.parent / "data").exists()


def test_a_setting_in_the_environment_is_heeded(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CLAIMANT_MAX_BYTES", "100")
    assert run("brief", "reports").status == 2


@pytest.fixture
def address() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/report"
    server.shutdown()
    server.server_close()
    thread.join()


def test_private_addresses_are_fetched_only_where_that_is_allowed(run: Run, address: str):
    for command in (["brief"], ["extract"], ["add", "--case", "c"]):
        refused = run(*command, address)
        assert refused.status == 2 and refused.err.startswith(address)
        assert run(*command, address, "--allow-private").status == 0


def test_errors_are_plain_lines_where_standard_error_is_no_terminal(run: Run, folder: Path):
    (folder / "reports" / "odd\x1b[31m:bomb:\u202e.pdf").write_bytes(b"")
    for words in (["brief", "reports"], ["extract", "reports"], ["add", "reports", "--case", "c"]):
        ran = run(*words)
        assert ran.status == 1 and ":bomb:" in ran.err
        assert not [sign for sign in ran.err + ran.out if ord(sign) < 32 and sign != "\n" or sign in "\x7f\x9b\u202e"]


def test_words_of_a_source_cannot_steer_the_terminal(run: Run, folder: Path):
    trick = HERALD.replace("Ukraine blamed Russia", "Ukraine\x1b]0;owned\x07 blamed \u202eRussia\u202c")
    (folder / "trick.txt").write_text(trick, encoding="utf-8")
    shown = run("extract", "trick.txt", terminal=True)
    assert shown.status == 0 and "Ukraine" in shown.out
    assert run("brief", "trick.txt", "-q", "Who \x1b[2J bombed Vell?").status == 0
    shown.out += run("list").out + run("brief", "trick.txt", "-q", "Who \x1b[2J?").out + run("verify", "brief").out
    assert not [sign for sign in shown.out if ord(sign) < 32 and sign != "\n" or sign in "\x7f\x9b\u202e"]


def test_what_libraries_log_of_a_source_does_not_reach_the_terminal(run: Run, folder: Path):
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2031-05-03T00:00:00Z\r\n"
        "WARC-Target-URI: https://a.example/\x1b[31m red\r\nContent-Type: application/http; msgtype=response\r\n"
    )
    (folder / "a.warc").write_bytes(f"{head}Content-Length: {len(body)}\r\n\r\n{body}\r\n\r\n".encode())
    program = [sys.executable, "-m", "claimant", "extract", "a.warc"]
    ran = subprocess.run(program, capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"") and ran.stdout


def test_an_unexpected_fault_says_so_and_is_no_partial_success(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Workspace, "brief", lambda *_, **__: {}["nothing"])
    ran = run("brief", "reports")
    assert ran.status == 2 and "its own fault" in ran.err and "KeyError" in ran.err


def test_a_reader_that_stops_listening_ends_the_program_quietly(folder: Path):
    many = "\n\n".join(f"On 2 May 2031 Ukraine blamed Russia for attack number {n} on the bridge." for n in range(150))
    (folder / "many.txt").write_text(many)
    environment = dict(os.environ, PYTHONIOENCODING="ascii", XDG_DATA_HOME=str(folder))
    program = subprocess.Popen(
        [sys.executable, "-m", "claimant", "extract", "many.txt", "--jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert program.stdout and program.stderr
    assert json.loads(program.stdout.readline())
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(30) == 1


# ---------------------------------------------------------------- which extractor


@pytest.mark.parametrize(("option", "by"), [((), "model"), (("--extractor", "rules"), "rules")])
def test_statements_say_which_extractor_found_them(run: Run, option: tuple[str, ...], by: str):
    ran = run("extract", "reports", "--jsonl", *option)
    assert {line["by"] for line in ran.lines} == {by}


def test_an_extractor_that_there_is_not_is_named_with_those_that_there_are(run: Run):
    ran = run("extract", "reports", "--extractor", "oracle")
    assert ran.status == 2
    assert "no extractor 'oracle'" in ran.err
    assert "model or rules" in ran.err


# ---------------------------------------------------------------- actors, cases, compare


def test_an_actor_is_shown_in_full_where_it_is_the_only_one(run: Run):
    ran = run("actors", "iswap")
    assert ran.status == 0 and "part of: Islamic State" in ran.out and "hostile to Nigeria" in ran.out
    (record,) = json.loads(run("actors", "iswap", "--json").out)
    assert record["from"] == 2015 and {"actor": "islamic-state", "from": 2015, "until": None} in record["part_of"]


def test_an_actor_is_shown_with_its_record_in_the_case_library(run: Run):
    ran = run("actors", "hezbollah")
    assert ran.status == 0 and "Of its" not in ran.out.split("in the case library:")[0]
    assert "Its one claim that can be judged was true (Buenos Aires 1992)." in ran.out
    assert "case israel_embassy1992." in ran.out
    (record,) = json.loads(run("actors", "hezbollah", "--json").out)
    claimed = [one for one in record["past"] if one["part"] == "claimed"]
    assert [(one["case"], one["held"]) for one in claimed] == [("israel_embassy1992", True)]
    assert "in the case library" not in run("actors", "iswap").out  # nothing is said where there is nothing


def test_your_own_actors_are_known_beside_the_others_and_a_wrong_file_is_named(run: Run, folder: Path):
    (folder / "mine.yaml").write_text("- {id: reed-column, name: Reed Column, kind: armed_group}", encoding="utf-8")
    assert "Reed Column" in run("actors", "reed", "--file", "mine.yaml").out
    (folder / "mine.yaml").write_text("- {id: reed-column, kind: armed_group}", encoding="utf-8")
    ran = run("actors", "reed", "--file", "mine.yaml")
    assert ran.status == 2 and "mine.yaml: entry 1, name: is missing" in ran.err


def test_the_library_of_cases_is_searched_by_all_words(run: Run):
    ran = run("cases", "buenos", "aires", "embassy")
    assert ran.status == 0 and "1992-03-17" in ran.out and ran.out.strip().endswith("1 coded incident.")


def test_judgements_are_shown_beside_the_machines_answer_and_a_wrong_one_is_named(run: Run, folder: Path):
    case = {
        "id": "bridge",
        "question": "Who blew up the bridge?",
        "actors": [{"id": "front", "name": "Tide Front", "kind": "armed_group"}],
        "hypotheses": ["front", "unnamed"],
        "statements": [{"speaker": "front", "stance": "claims"}],
    }
    (folder / "bridge.json").write_text(json.dumps(case), encoding="utf-8")
    drop = {"change": "drop", "about": "s1", "by": "A. Analyst", "at": {"day": "2024-05-02"}, "reason": "A hoax"}
    (folder / "mine.json").write_text(json.dumps([drop]), encoding="utf-8")
    assert "With judgements" in run("weigh", "bridge.json", "--judgements", "mine.json").out
    both = json.loads(run("weigh", "bridge.json", "--judgements", "mine.json", "--json").out)
    assert both["evidence"] == [] and len(both["machine"]["evidence"]) == 1
    assert [one["reason"] for one in both["judgements"]] == ["A hoax"]
    for wrong, named in (({"resaon": "typo"}, "resaon"), ({"at": None}, "at")):
        (folder / "mine.json").write_text(json.dumps([drop, drop | wrong]), encoding="utf-8")
        ran = run("weigh", "bridge.json", "--judgements", "mine.json")
        assert ran.status == 2 and "judgements[1]" in ran.err and named in ran.err
    (folder / "mine.json").write_text(json.dumps([drop | {"about": "s9"}]), encoding="utf-8")
    ran = run("weigh", "bridge.json", "--judgements", "mine.json")
    assert ran.status == 2 and "judgements[0]" in ran.err and "s9" in ran.err
    (folder / "mine.json").write_text("{}", encoding="utf-8")
    ran = run("weigh", "bridge.json", "--judgements", "mine.json")
    assert ran.status == 2 and "judge-the-weighing.md" in ran.err


def test_what_changed_between_two_assessments_is_told(run: Run, folder: Path):
    old = {"verdict": {"sentence": "Not established."}, "hypotheses": [{"label": "Tide Front", "probability": 0.4}]}
    new = {"verdict": {"sentence": "Not established."}, "hypotheses": [{"label": "Tide Front", "probability": 0.6}]}
    (folder / "old.json").write_text(json.dumps(old), encoding="utf-8")
    (folder / "new.json").write_text(json.dumps(new), encoding="utf-8")
    assert run("compare", "old.json", "new.json").out.strip() == "Tide Front went from 40 % to 60 %."
    assert run("compare", "old.json", "old.json").out.strip() == "Nothing changed."
    for hostile in (
        "[]",
        '{"hypotheses": [{}]}',
        '{"assessment": []}',
        '{"hypotheses": [], "evidence": [{"ratio": null}]}',
    ):
        (folder / "new.json").write_text(hostile, encoding="utf-8")
        ran = run("compare", "old.json", "new.json")
        assert ran.status == 2 and "new.json" in ran.err and "fault" not in ran.err


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_pdf_names_what_it_wrote_and_says_where_no_brief_is(run: Run, folder: Path, weasyprint: None):
    assert run("brief", "reports", "-q", QUESTION).status == 0
    ran = run("pdf", "brief")
    assert (ran.status, ran.err) == (0, "")
    assert [line.split(":")[0].replace("\\", "/") for line in ran.out.splitlines()] == [
        "brief/brief.pdf",
        "brief/brief-one-page.pdf",
    ]
    nowhere = run("pdf", "nowhere")
    assert nowhere.status == 2 and "there is no brief.html" in nowhere.err
