"""Web archives and mailboxes: pages with their own addresses and times."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from claimant.settings import Settings

from .conftest import NOON, gather, one_failure

HTML = b"<html><p>The army denied it.</p></html>"


def archive(*records: dict[str, object], packed: bool) -> bytes:
    """A web archive written by hand (ISO 28500): one record for each, and one gzip member for each where packed."""
    pieces = []
    for number, record in enumerate(records, start=1):
        headers = {"Content-Type": record.get("type", "text/html; charset=ISO-8859-1"), **record.get("headers", {})}
        lines = [f"HTTP/1.1 {record.get('status', '200 OK')}", *(f"{name}: {value}" for name, value in headers.items())]
        block = "\r\n".join(lines).encode() + b"\r\n\r\n" + record.get("body", HTML)
        outer = [
            "WARC/1.0",
            f"WARC-Type: {record.get('kind', 'response')}",
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>",
            f"WARC-Target-URI: {record.get('address', f'https://paper.example/{number}')}",
            f"WARC-Date: {record.get('date', '2024-03-22T20:15:00Z')}",
            "Content-Type: application/http; msgtype=response",
            f"Content-Length: {len(block)}",
        ]
        pieces.append("\r\n".join(outer).encode() + b"\r\n\r\n" + block + b"\r\n\r\n")
    return b"".join(gzip.compress(piece) if packed else piece for piece in pieces)


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_in_a_web_archive_keeps_its_address_time_and_charset(tmp_path, packed):
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(archive({}, {"type": "text/plain", "body": b"words"}, {"body": b"%PDF-1.7"}, packed=packed))
    captures, failures = gather(path)
    assert not failures
    assert [each.media_type for each in captures] == ["text/html", "text/plain", "application/pdf"]
    page = captures[0]
    assert (page.data, page.address, page.charset) == (HTML, "https://paper.example/1", "iso-8859-1")
    assert page.collected == datetime(2024, 3, 22, 20, 15, tzinfo=UTC)
    assert page.source == f"{path} record 1"


def test_only_successful_pages_with_text_are_taken(tmp_path):
    (tmp_path / "a.warc").write_bytes(
        archive(
            {"status": "404 Not Found"},
            {"status": "301 Moved"},
            {"type": "image/png"},
            {"address": "https://paper.example/robots.txt", "type": "text/plain"},
            {"kind": "metadata"},
            {"address": "https://paper.example/good"},
            packed=False,
        )
    )
    captures, failures = gather(tmp_path / "a.warc")
    assert [each.address for each in captures] == ["https://paper.example/good"]
    assert not failures


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(HTML, mtime=0), {"Content-Encoding": "gzip"}),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(HTML), HTML), {"Transfer-Encoding": "chunked"}),
    ],
)
def test_pages_sent_packed_or_in_chunks_are_put_together(tmp_path, body, headers):
    (tmp_path / "a.warc").write_bytes(archive({"body": body, "headers": headers}, packed=False))
    assert gather(tmp_path / "a.warc")[0][0].data == HTML


def test_a_page_that_unpacks_above_the_limit_ends_the_reading(tmp_path):
    bomb = {"body": gzip.compress(bytes(5_000_000)), "headers": {"Content-Encoding": "gzip"}}
    (tmp_path / "a.warc").write_bytes(archive({}, bomb, {}, packed=False))
    captures, failures = gather(tmp_path / "a.warc", using=Settings(max_bytes=100_000))
    assert len(captures) == 1
    assert "larger than 100,000 bytes when unpacked" in failures[0].problem


def test_a_packing_that_is_not_read_fails_for_its_page_alone(tmp_path):
    odd = {"headers": {"Content-Encoding": "br"}}
    (tmp_path / "a.warc").write_bytes(archive(odd, {}, packed=False))
    captures, failures = gather(tmp_path / "a.warc")
    assert len(captures) == len(failures) == 1
    assert failures[0].source.endswith("record 1")


@pytest.mark.parametrize("cut", [3, 20, 60, 150, 300])
@pytest.mark.parametrize("packed", [False, True])
def test_of_a_cut_archive_the_pages_before_are_kept_and_the_cut_is_told(tmp_path, capsys, packed, cut):
    whole = archive({}, {}, packed=False)
    data = gzip.compress(whole)[: -3 - cut // 30] if packed else whole[:-cut]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(data)
    captures, failures = gather(path)
    assert [each.data for each in captures] in ([HTML], [HTML, HTML])
    assert any("breaks off" in each.problem or "damaged" in each.problem for each in failures)
    assert capsys.readouterr() == ("", "")


def test_an_archive_without_pages_or_with_a_broken_time_is_no_trouble(tmp_path):
    (tmp_path / "none.warc").write_bytes(archive({"type": "image/png"}, packed=False))
    assert "no page" in one_failure(tmp_path / "none.warc").problem
    (tmp_path / "time.warc").write_bytes(archive({"date": "yesterday"}, packed=False))
    assert gather(tmp_path / "time.warc")[0][0].collected == NOON


def test_what_only_begins_like_an_archive_is_a_failure(tmp_path):
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\nnothing more")
    assert one_failure(tmp_path / "a.warc").remedy


def test_a_mailbox_gives_one_capture_a_message(tmp_path):
    box = (
        b"From a@b.example Fri Mar 22 10:00:00 2024\nFrom: A\nSubject: 1\n\nThe army denied it.\n>From now on, no.\n\n"
        b"From c@d.example Fri Mar 22 11:00:00 2024\nFrom: C\nSubject: 2\n\nIt was us.\nFrom here on.\n"
    )
    (tmp_path / "a.mbox").write_bytes(box)
    captures, failures = gather(tmp_path / "a.mbox")
    assert not failures
    assert [each.source.rpartition("a.mbox ")[2] for each in captures] == ["message 1", "message 2"]
    assert b"\nFrom now on, no." in captures[0].data
    assert captures[1].data.endswith(b"From here on.\n")
