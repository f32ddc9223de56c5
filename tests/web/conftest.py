"""A desk over the small made-up incident, for tests of its pages and of its interface."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from claimant.settings import Settings
from claimant.web import Desk, Session, make_app
from claimant.workspace import Workspace
from scene import QUESTION, reports

PORT = 8321
HOME = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "kept", Settings.from_environment()) as opened:
        opened.add("case", [str(reports(tmp_path / "reports"))], question=QUESTION, under=tmp_path)
        yield opened


@pytest.fixture
def desk(workspace: Workspace, tmp_path: Path) -> Desk:
    return Desk(workspace, site=tmp_path / "site", first="case")


@pytest.fixture
def session() -> Session:
    return Session(port=PORT)


@pytest.fixture
def stranger(desk: Desk, session: Session) -> TestClient:
    """A browser that has not been given the token."""
    return TestClient(make_app(desk, session), base_url=HOME, follow_redirects=False)


@pytest.fixture
def browser(stranger: TestClient, session: Session) -> TestClient:
    """A browser that came by the address that was printed, and has said who judges."""
    assert stranger.get(f"/?token={session.token}").status_code == 303
    assert stranger.post("/name", data={"form_token": session.form, "name": "Ines Marlow"}).status_code == 303
    return stranger


@pytest.fixture
def program(desk: Desk, session: Session) -> TestClient:
    """A program that uses the interface."""
    headers = {"Authorization": f"Bearer {session.token}"}
    return TestClient(make_app(desk, session), base_url=HOME, headers=headers)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Desk, Session]]:
    """A desk that listens on a free port of this machine, with no case in it yet."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    session = Session(port=listening.getsockname()[1])
    with listening, Workspace.open(tmp_path / "kept", Settings.from_environment()) as opened:
        desk = Desk(opened, site=tmp_path / "site", first="case")
        server = uvicorn.Server(uvicorn.Config(make_app(desk, session), log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield desk, session
        server.should_exit = True
        thread.join(10)
