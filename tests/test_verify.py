"""A brief is checked against itself and against its sources, and what does not hold is named."""

from __future__ import annotations

import gzip
import json
import mailbox
import re
import socket
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from claimant.model import Span
from claimant.settings import Settings
from claimant.verify import WITHHELD, Finding, NotABrief, _fits, verify
from claimant.workspace import Workspace
from scene import HERALD, PAGE, QUESTION, ROWS, reports


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's folder: reports/ in it, and we stand in it."""
    reports(tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(out: Path, *sources: str, question: str = QUESTION) -> Path:
    with Workspace.in_memory() as workspace:
        workspace.add("case", sources, question=question)
        brief = workspace.brief("case").brief
    out.mkdir(exist_ok=True)
    for name, text in brief.files:
        (out / name).write_text(text, encoding="utf-8", newline="\n")
    return out


def found(out: Path, *sources: str) -> dict[str, Finding]:
    findings = {finding.what: finding for finding in verify(out, sources)}
    assert list(findings)[:2] == ["numbers", "record"] and list(findings)[-2:] == ["sources", "quotes"]
    return findings


def failing(findings: dict[str, Finding]) -> set[str]:
    return {what for what, finding in findings.items() if finding.holds is False}


def unknown(findings: dict[str, Finding]) -> set[str]:
    return {what for what, finding in findings.items() if finding.holds is None}


# ---------------------------------------------------------------- itself


def test_an_untouched_brief_holds_in_everything(folder: Path):
    findings = found(write(folder / "out", "reports"))
    assert all(finding.holds for finding in findings.values())
    assert set(findings) == {
        "numbers",
        "record",
        "brief.html",
        "brief-one-page.html",
        "brief.md",
        "brief.json",
        "sources",
        "quotes",
    }
    assert findings["sources"].details == "5 of 5 texts are at hand and have the same SHA-256"
    passages = re.match(r"(\d+) of (\d+) passages", findings["quotes"].details)
    assert passages and passages[1] == passages[2] != "0"


def _number(text: str) -> str:
    return re.sub(r'("probability": 0\.)(\d)', lambda m: m[1] + str((int(m[2]) + 1) % 10), text, count=1)


def _bit(text: str) -> str:
    return re.sub(r'("ratio": )([\d.]+)', r"\g<1>9.5", text, count=1)


def _stance(text: str) -> str:
    before, after = text.split('"case": {')
    return before + '"case": {' + re.sub(r'"stance": "blames"', '"stance": "clears"', after)


def _quote(text: str) -> str:
    return text.replace("Ukraine blamed Russia for the attack.", "Ukraine blamed Russia for this attack.")


def _date(text: str) -> str:
    return text.replace('"2031-05-02"', '"2031-05-01"', 1)


def _space(text: str) -> str:
    return text.rstrip("\n")


@pytest.mark.parametrize("change", [_number, _bit, _stance, _quote, _date, _space])
def test_a_change_in_the_record_does_not_hold(folder: Path, change: Callable[[str], str]):
    out = write(folder / "out", "reports")
    text = (out / "brief.json").read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    (out / "brief.json").write_text(changed, encoding="utf-8", newline="\n")
    assert failing(found(out)) & {"brief.json", "quotes"}


def test_a_changed_number_or_quote_is_found_where_it_is(folder: Path):
    out = write(folder / "out", "reports")
    text = (out / "brief.json").read_text(encoding="utf-8")
    (out / "brief.json").write_text(_number(text), encoding="utf-8", newline="\n")
    findings = found(out)
    assert failing(findings) == {"numbers", "brief.json"} and "other numbers" in findings["numbers"].details
    (out / "brief.json").write_text(_quote(text), encoding="utf-8", newline="\n")
    findings = found(out)
    assert {"quotes", "brief.html"} <= failing(findings)
    assert "Ukraine blamed Russia for this attack." in findings["quotes"].details


@pytest.mark.parametrize("name", ["brief.html", "brief.md"])
def test_one_changed_letter_of_a_page_does_not_hold_and_its_line_is_named(folder: Path, name: str):
    out = write(folder / "out", "reports")
    text = (out / name).read_text(encoding="utf-8")
    place = text.rindex("Kremlin")
    (out / name).write_text(text[:place] + "G" + text[place + 1 :], encoding="utf-8", newline="\n")
    findings = found(out)
    assert failing(findings) == {name}
    line = text[:place].count("\n") + 1
    assert findings[name].details == f"differs from what the case gives, first in line {line}"


def test_a_page_that_is_missing_is_unknown_and_one_that_is_longer_does_not_hold(folder: Path):
    out = write(folder / "out", "reports")
    (out / "brief.md").unlink()
    with (out / "brief.html").open("a") as page:
        page.write("<p>more</p>")
    findings = found(out)
    assert unknown(findings) == {"brief.md"} and failing(findings) == {"brief.html"}


def test_a_brief_by_another_version_says_so_where_its_pages_differ(folder: Path):
    out = write(folder / "out", "reports")
    record = json.loads((out / "brief.json").read_text(encoding="utf-8"))
    record["claimant"] = "9.9"
    (out / "brief.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert "written by claimant 9.9" in found(out)["brief.json"].details


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", "{}", '{"case": {}}', '{"case": []}', '{"case": null}', "[" * 100_000, '{"case": ' * 50_000, "\x00", '{"case": {"question": "\\ud800"}}'],
)  # fmt: skip
def test_what_is_no_brief_is_refused_with_what_to_do(tmp_path: Path, text: str):
    (tmp_path / "brief.json").write_text(text)
    with pytest.raises(NotABrief, match="Name the folder that `claimant brief -o` wrote"):
        verify(tmp_path)


def test_a_folder_without_a_brief_is_refused(tmp_path: Path):
    with pytest.raises(NotABrief, match="there is none"):
        verify(tmp_path / "nowhere")


def test_a_record_that_can_no_longer_be_weighed_does_not_hold(folder: Path, monkeypatch: pytest.MonkeyPatch):
    out = write(folder / "out", "reports")
    monkeypatch.setattr("claimant.weigh.weigh", lambda _: {}["gone"])
    findings = found(out)
    assert {"numbers", "pages"} <= failing(findings)


# ---------------------------------------------------------------- its sources


def test_a_changed_source_does_not_hold_and_is_named(folder: Path):
    out = write(folder / "out", "reports")
    (folder / "reports" / "herald.txt").write_text(HERALD.replace("12 people", "13 people"))
    findings = found(out)
    assert failing(findings) == {"sources"} and unknown(findings) == {"quotes"}
    assert "changed since the brief was written: reports/herald.txt" in findings["sources"].details
    assert failing(found(out, "reports")) == {"sources"}


def test_a_changed_row_of_a_table_is_named_and_the_other_rows_hold(folder: Path):
    out = write(folder / "out", "reports")
    rows = [*ROWS[:2], dict(ROWS[2], text="Nobody said anything.")]
    (folder / "reports" / "wires.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    details = found(out)["sources"].details
    assert details.startswith("4 of 5 texts") and details.endswith(
        "changed since the brief was written: reports/wires.jsonl row 3"
    )


def test_rows_that_only_moved_in_their_table_hold(folder: Path):
    out = write(folder / "out", "reports")
    rows = [{"text": "A row of another matter, put first."}, *ROWS[::-1]]
    (folder / "reports" / "wires.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    assert all(finding.holds for finding in found(out).values())


def test_a_missing_source_is_unknown_and_named_with_what_to_do(folder: Path):
    out = write(folder / "out", "reports")
    (folder / "reports" / "herald.txt").unlink()
    findings = found(out)
    assert not failing(findings) and unknown(findings) == {"sources", "quotes"}
    assert "not at hand: reports/herald.txt (name them" in findings["sources"].details
    assert re.search(r"; \d+ could not be checked$", findings["quotes"].details)


def test_sources_that_moved_are_found_where_they_are_said_to_be(folder: Path):
    out = write(folder / "out", "reports")
    (folder / "reports").rename(folder / "archive")
    assert unknown(found(out)) == {"sources", "quotes"}
    assert all(finding.holds for finding in found(out, "archive").values())
    (folder / "archive" / "mail.html").rename(folder / "page.html")
    assert all(finding.holds for finding in found(out, "archive", "page.html").values())
    (folder / "page.html").write_text(PAGE.replace("14", "15"))
    assert unknown(found(out, "archive", "page.html")) == {"sources", "quotes"}
    (folder / "page.html").rename(folder / "archive" / "mail.html")
    assert failing(found(out, "archive")) == {"sources"}
    assert "no such file" in found(out, "archiv")["sources"].details


def test_relative_places_hold_wherever_one_stands(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
):
    out = write(folder / "out", "reports")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert all(finding.holds for finding in found(out).values())


def test_parts_of_tables_archives_and_mailboxes_are_read_again(folder: Path):
    (folder / "wires.jsonl.gz").write_bytes(gzip.compress((folder / "reports" / "wires.jsonl").read_bytes()))
    post = mailbox.mbox(str(folder / "desk row 5.mbox"))
    for number in (1, 2):
        letter = EmailMessage()
        letter["Subject"], letter["From"], letter["Date"] = (
            f"Note {number}",
            "desk@news.example",
            "Fri, 02 May 2031 10:00:00 +0000",
        )
        letter.set_content(f"Ukraine blamed Russia for the bombing of the bridge at Vell, note {number} says.")
        post.add(letter)
    post.close()
    feed = '<rss version="2.0"><channel><title>Feed</title><item><title>x</title><description>Russia denied that it bombed the bridge at Vell.</description></item></channel></rss>'
    (folder / "news.xml").write_text(feed)
    body = PAGE.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://mail.example/1\r\nWARC-Date: 2031-05-03T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    (folder / "site.warc").write_bytes(head.encode() + http + b"\r\n\r\n")
    out = write(folder / "out", "wires.jsonl.gz", "desk row 5.mbox", "news.xml", "site.warc")
    record = json.loads((out / "brief.json").read_text(encoding="utf-8"))
    assert {document["found_at"] for document in record["documents"]} == {
        *(f"wires.jsonl.gz row {n}" for n in (1, 2, 3)),
        *(f"desk row 5.mbox message {n}" for n in (1, 2)),
        "news.xml entry 1",
        "site.warc record 1",
    }
    assert all(finding.holds for finding in found(out).values())


def test_documents_with_the_same_text_are_each_checked(folder: Path):
    out = write(folder / "out", "reports/wires.jsonl")
    record = json.loads((out / "brief.json").read_text(encoding="utf-8"))
    assert len({document["sha256"] for document in record["documents"]}) == 2 < len(record["documents"])
    findings = found(out)
    assert findings["sources"].details.startswith("3 of 3 texts") and findings["quotes"].holds


def test_a_brief_from_somebody_else_makes_us_fetch_and_open_nothing_but_plain_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    out = write(folder / "out", "reports")
    text = (out / "brief.json").read_text(encoding="utf-8")
    (folder / "private").mkdir()
    (folder / "private" / "letter.txt").write_text("A private letter.")
    opened: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *words, **_: opened.append(words) or [])
    monkeypatch.setattr("sys.stdin", None)
    for place in (
        "http://a.example/",
        "HTTP://a.example/",
        "ftp://a.example/x",
        "-",
        "",
        "/**",
        "private",
        "*",
        "/dev/zero",
        "/dev/stdin",
        "a\\u0000b",
        "x" * 5000,
    ):
        (out / "brief.json").write_text(text.replace("reports/herald.txt", place), encoding="utf-8")
        details = found(out)["sources"].details
        assert details.startswith("4 of 5 texts"), place
        assert "letter" not in details
    assert not opened


def test_a_source_over_the_limit_is_named(folder: Path):
    out = write(folder / "out", "reports")
    (folder / "reports" / "herald.txt").write_text("x " * 100_000)
    limit = (out / "brief.json").stat().st_size + 1
    findings = {finding.what: finding for finding in verify(out, using=Settings(max_bytes=limit))}
    assert findings["sources"].holds is None and "not readable: reports/herald.txt" in findings["sources"].details


# ---------------------------------------------------------------- withheld names

PRIVATE = """---
publisher: Coast Herald
date: 2031-05-04
---
The police blamed Ilgar Tomesku, a taxi driver, for the bombing of the bridge at Vell in Ukraine. Tomesku denied that he bombed the bridge.
"""


def test_quotes_with_withheld_names_hold(folder: Path):
    (folder / "private.txt").write_text(PRIVATE)
    out = write(folder / "out", "private.txt", "reports")
    text = (out / "brief.json").read_text(encoding="utf-8")
    assert WITHHELD in text and "Tomesku" not in text
    assert all(finding.holds for finding in found(out).values())


@pytest.mark.parametrize(
    ("quote", "holds"),
    [
        ("Ann Bly said it was X.", True),
        (f"{WITHHELD} said it was X.", True),
        (f"{WITHHELD} said it was {WITHHELD}.", True),
        (f"Ann {WITHHELD} said it was X.", True),
        (WITHHELD, True),
        (f"{WITHHELD} said it was Y.", False),
        (f"Bly said it was {WITHHELD}", False),
        (f"{WITHHELD} said it was X", False),
        (f"{WITHHELD} it was {WITHHELD} said {WITHHELD}", False),
        (f"Ann Bly said it was X.{WITHHELD}Ann Bly said it was X.", False),
        ("Ann Bly said it was X", False),
    ],
)
def test_a_withheld_name_stands_for_any_words_and_nothing_else_does(quote: str, holds: bool):
    text = "Ann Bly said it was X."
    assert _fits(Span("d", 0, len(text), quote), text) is holds
