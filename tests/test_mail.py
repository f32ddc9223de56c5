"""A newsletter edition: one letter for each subscriber, a way out in each, and nobody twice, whatever breaks."""

from __future__ import annotations

import json
import socket
from collections import Counter
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from claimant import mail
from claimant.mail import MailError, Server, Subscriber, messages, prepared, send, subscribers
from claimant.publish import build, publish
from claimant.tell import tell
from claimant.tell.site import Publication
from claimant.weigh import weigh
from tell import makers

OUT = {"sender": "Harbour Briefs <briefs@example.org>", "unsubscribe": "https://briefs.example/leave?who={address}"}


class Box:
    """Takes letters; after `dies_after` of them the line breaks before an answer, without the letter being taken."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.refuses: set[str] = set()
        self.dies_after: list[int] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (aiosmtpd calls it so)
        if address in self.refuses:
            return "550 no such reader"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.dies_after and len(self.letters) >= self.dies_after[0]:
            self.dies_after.pop(0)
            server.transport.close()
            return "421 gone"
        self.letters.append(envelope.content)
        return "250 OK"

    def to(self) -> list[str]:
        return [message_from_bytes(one, policy=policy.default)["To"] for one in self.letters]


@pytest.fixture
def box() -> Iterator[tuple[Box, Server]]:
    taken = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(taken, hostname="127.0.0.1", port=port)
    controller.start()
    yield taken, Server(host="127.0.0.1", port=port, secure=False)
    controller.stop()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mail")
    (folder / "brief").mkdir()
    for name, text in tell(weigh(makers.case())).files:
        (folder / "brief" / name).write_text(text, encoding="utf-8")
    publish(folder / "brief", folder / "site", by="Ines Marlow", day=date(2031, 5, 9))
    build(folder / "site", Publication(title="Harbour Briefs", address="https://briefs.example/"))
    return folder / "site"


@pytest.fixture
def slug(site: Path) -> Iterator[str]:
    (folder,) = (site / "editions").iterdir()
    yield folder.name
    for journal in (site / "mail").glob("*"):
        journal.unlink()


def readers(count: int) -> tuple[Subscriber, ...]:
    return tuple(Subscriber(address=f"reader{number}@example.org") for number in range(count))


def test_each_gets_one_letter_in_text_and_html_with_a_way_out(site: Path, slug: str, box):
    taken, server = box
    done = send(site, slug, readers(3), server, **OUT)
    assert (done.now, done.before, done.refused) == (3, 0, ())
    letter = message_from_bytes(taken.letters[1], policy=policy.default)
    assert letter["To"] == "reader1@example.org"
    assert letter["List-Unsubscribe"] == "<https://briefs.example/leave?who=reader1@example.org>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert "leave?who=reader1@example.org" in letter.get_body(("plain",)).get_content()
    assert "reader2" not in taken.letters[1].decode()


def test_the_same_command_again_sends_nothing(site: Path, slug: str, box):
    taken, server = box
    send(site, slug, readers(3), server, **OUT)
    again = send(site, slug, readers(5), server, **OUT)
    assert (again.now, again.before) == (2, 3)
    assert Counter(taken.to()).most_common(1)[0][1] == 1


def test_a_thousand_readers_and_a_server_that_dies_three_times(site: Path, slug: str, box):
    taken, server = box
    taken.dies_after = [100, 431, 900]
    done = send(site, slug, readers(1000), server, wait=0.01, **OUT)
    assert done.now == 1000
    assert sorted(taken.to()) == sorted(one.address for one in readers(1000))


def test_a_server_that_stays_away_leaves_a_run_that_goes_on_later(
    site: Path, slug: str, box, monkeypatch: pytest.MonkeyPatch
):
    taken, server = box
    monkeypatch.setattr(mail, "ATTEMPTS", 2)
    taken.dies_after = [4] * 2
    with pytest.raises(MailError, match="4 letters were sent now, 6 are left"):
        send(site, slug, readers(10), server, wait=0.01, **OUT)
    done = send(site, slug, readers(10), server, **OUT)
    assert (done.now, done.before) == (6, 4)
    assert len(set(taken.to())) == len(taken.to()) == 10


def test_a_reader_whom_the_server_refuses_stops_nobody_else(site: Path, slug: str, box):
    taken, server = box
    taken.refuses = {"reader1@example.org"}
    done = send(site, slug, readers(3), server, **OUT)
    assert done.now == 2 and done.refused[0][0] == "reader1@example.org" and "550" in done.refused[0][1]
    assert send(site, slug, readers(3), server, **OUT).now == 0


def test_a_line_of_the_journal_that_was_cut_off_is_sent_again_and_the_rest_is_not(site: Path, slug: str, box):
    _, server = box
    (site / "mail").mkdir(exist_ok=True)
    (site / "mail" / f"{slug}.jsonl").write_text('{"to": "reader0@example.org"}\n{"to": "reader1@exa')
    assert send(site, slug, readers(3), server, **OUT).now == 2
    kept = [
        json.loads(line)["to"]
        for line in (site / "mail" / f"{slug}.jsonl").read_text().splitlines()
        if line.endswith("}")
    ]
    assert sorted(kept) == sorted(one.address for one in readers(3))


def test_the_same_reader_has_the_same_message_id(site: Path, slug: str):
    written, publication, name = prepared(site, slug)
    first, second = (
        [message.as_bytes() for _, message in messages(written, publication, name, readers(2), **OUT)] for _ in range(2)
    )
    assert first == second


def test_lists_are_read_with_names_remarks_and_doubles(tmp_path: Path):
    path = tmp_path / "readers.txt"
    path.write_text("# readers\nIda Marlow <ida@example.org>\n\nbo@example.org # new\nIDA@example.org\n")
    assert [(one.name, one.address) for one in subscribers(path)] == [
        ("Ida Marlow", "ida@example.org"),
        ("", "bo@example.org"),
    ]


@pytest.mark.parametrize("line", ["nobody", "a@b@c", "a b@example.org", "x@example.org, y@example.org", "<@>"])
def test_a_line_that_is_no_address_is_named(tmp_path: Path, line: str):
    path = tmp_path / "readers.txt"
    path.write_text(f"ok@example.org\n{line}\n")
    with pytest.raises(MailError, match="line 2"):
        subscribers(path)


def test_an_edition_that_is_not_there_is_named_with_those_that_are(site: Path, slug: str):
    with pytest.raises(MailError, match=slug):
        prepared(site, "99")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "leave", "ftp://x.example/"])
def test_letters_without_a_way_out_are_not_sent(site: Path, slug: str, box, link: str):
    with pytest.raises(MailError, match="able to leave"):
        send(site, slug, readers(1), box[1], sender=OUT["sender"], unsubscribe=link)
