"""A clock that stands still, a server of our own on the loopback, and a stand-in for the name service."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from claimant.collect import collect
from claimant.model import Capture, Failure
from claimant.settings import Settings

NOON = datetime(2024, 3, 23, 12, tzinfo=UTC)
LOCAL = Settings(allow_private=True, fetch_timeout=5.0)


def gather(*sources: str | Path, **options: object) -> tuple[list[Capture], list[Failure]]:
    """Everything that the sources give, captures and failures apart."""
    found = list(collect([str(source) for source in sources], **({"now": lambda: NOON} | options)))
    return (
        [item for item in found if isinstance(item, Capture)],
        [item for item in found if isinstance(item, Failure)],
    )


def one_capture(*sources: str | Path, **options: object) -> Capture:
    captures, failures = gather(*sources, **options)
    assert not failures
    assert len(captures) == 1
    return captures[0]


def one_failure(*sources: str | Path, **options: object) -> Failure:
    captures, failures = gather(*sources, **options)
    assert not captures
    assert len(failures) == 1
    return failures[0]


@dataclass
class Site:
    """A web server on the loopback: what each path answers, and which requests came."""

    port: int = 0
    pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    requests: list[dict[str, str]] = field(default_factory=list)

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def gives(self, path: str, body: bytes, kind: str | None = "text/html", status: int = 200, **headers: str) -> str:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            if kind:
                request.send_header("Content-Type", kind)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        return self.does(path, answer)

    def redirects(self, path: str, to: str) -> str:
        return self.gives(path, b"", status=302, Location=to)

    def does(self, path: str, answer: Callable[[BaseHTTPRequestHandler], None]) -> str:
        self.pages[path] = answer
        return self.at(path)


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.requests.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
            answer = served.pages.get(self.path)
            try:
                if answer:
                    answer(self)
                else:
                    self.send_error(404)
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield served
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The name service: host names and the IP addresses they stand for; literal addresses stand for themselves."""
    known: dict[str, list[str]] = {}

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        machines = known.get(host) or ([host] if host[0].isdigit() or ":" in host else [])
        if not machines:
            raise socket.gaierror(-2, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (machine, port)) for machine in machines]

    monkeypatch.setattr("claimant.collect.addresses.getaddrinfo", look_up)
    return known
