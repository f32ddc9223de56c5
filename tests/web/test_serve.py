"""The command `serve`: on this machine only, until it is ended."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimant.cli import app


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "desk.example", "127.0.0.1.desk.example", ""])
def test_the_desk_listens_on_nothing_but_this_machine_and_says_why(host, tmp_path, monkeypatch):
    monkeypatch.setattr(socket.socket, "bind", lambda *_: pytest.fail("it listens"))
    ran = CliRunner().invoke(app, ["serve", "--case", str(tmp_path / "case"), "--host", host, "--no-open"])
    words = str(ran.exception) + ran.output
    assert ran.exit_code != 0
    assert "this machine only" in words and "accounts are not there yet" in words and "ssh -L" in words
    assert not (tmp_path / "case").exists()


def test_it_serves_the_folder_whose_address_it_printed_and_ends_when_it_is_told(tmp_path: Path):
    words = [sys.executable, "-m", "claimant", "serve", "--case", str(tmp_path / "case"), "--port", "0", "--no-open"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=\S+", running.stdout.readline())
            assert address is not None
            with pytest.raises(urllib.error.HTTPError, match="403"):
                urllib.request.urlopen(f"http://127.0.0.1:{address[1]}/", timeout=20)
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with opener.open(address[0], timeout=20) as answer:
                assert "Who judges?" in answer.read().decode()
                assert "token" not in answer.url
        finally:
            running.send_signal(signal.SIGINT)
            _, err = running.communicate(timeout=30)
    assert (running.returncode, err) == (130, "")  # as a program that Ctrl-C ended
    assert (tmp_path / "case" / "claimant.sqlite").is_file()


def test_a_port_that_is_taken_is_named_with_what_to_do(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = CliRunner().invoke(app, ["serve", "--case", str(tmp_path), "--port", str(port), "--no-open"])
    assert ran.exit_code != 0
    assert (
        f"Port {port} cannot be used" in str(ran.exception) + ran.output and "--port" in str(ran.exception) + ran.output
    )
