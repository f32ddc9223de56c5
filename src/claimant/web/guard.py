"""Who may ask at all. The desk has no accounts yet, so it serves one person on the machine that it runs on.

A request must name our own host, carry the token of this process (in a cookie that no other site can send, or as a bearer),
come from no other origin, and be of bounded size. Forms carry a second token, which `form_token` checks.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SMALL, LARGE = 1_000_000, 200_000_000
"""Most bytes of a request: of any, and of one that uploads sources."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""Nothing from another host, and no script or style but our files."""

_SAFE = {"GET", "HEAD", "OPTIONS"}
_STRICT = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


@dataclass(frozen=True, slots=True)
class Session:
    """What this process goes by: its port, its secret, and the hosts by which it may be called."""

    port: int
    token: str = field(default_factory=lambda: token_urlsafe(32))
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")

    @property
    def cookie(self) -> str:
        """The cookie's name: browsers share cookies between ports, and two desks may be open."""
        return f"claimant-{self.port}"

    @property
    def address(self) -> str:
        """Where the browser begins."""
        return f"http://{self.hosts[0]}:{self.port}/?token={self.token}"

    @property
    def form(self) -> str:
        """The token of forms: made from the secret, and of no use without it."""
        return hmac.new(self.token.encode(), b"form", sha256).hexdigest()

    def owns(self, host: str) -> bool:
        """Whether a Host header, or the host of an origin, is ours."""
        return host in {f"{name}:{self.port}" for name in self.hosts}


def same(given: str, wanted: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing."""
    return hmac.compare_digest(given.encode(), wanted.encode())


class Guard:
    """Stands before the application; see the head of this module."""

    def __init__(self, app: App, session: Session) -> None:
        self.app, self.session = app, session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what must not pass, and hand on the rest with bounded size and our headers on the answer."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers: dict[str, str] = {}
        for name, value in scope["headers"]:  # of two Host or Origin headers neither is ours
            key, words = name.decode("latin-1"), value.decode("latin-1")
            headers[key] = f"{headers[key]}, {words}" if key in headers else words
        most = LARGE if scope["path"].endswith(("/sources", "/cases")) else SMALL
        refusal = self._refusal(scope, headers, most)
        if refusal is None:
            await self._hand_on(scope, receive, send, most)
        elif refusal == (303, ""):
            await _begin(self.session, _with_headers(send))
        else:
            await _say(*refusal, _with_headers(send))

    async def _hand_on(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        count = 0

        async def bounded() -> Message:
            nonlocal count
            message = await receive()
            count += len(message.get("body", b""))
            if count > most:
                raise TooMuch
            return message

        try:
            await self.app(scope, bounded, _with_headers(send))
        except Exception:  # the middleware in between may have put ours into a group
            if count <= most:
                raise
            await _say(413, _too_large(most), _with_headers(send))

    def _refusal(self, scope: Scope, headers: dict[str, str], most: int) -> tuple[int, str] | None:
        if not self.session.owns(headers.get("host", "")):
            return 421, f"This desk answers at {self.session.hosts[0]}:{self.session.port} only."
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or len(length) > 15 or int(length) > most:
            return 413, _too_large(most)
        if scope["method"] not in _SAFE and self._foreign(headers):
            return 403, "This form was sent from another site, so it was not read."
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
        if scope["method"] == "GET" and scope["path"] == "/" and same(query.get("token", [""])[0], self.session.token):
            return 303, ""
        if not self._known(scope, headers):
            return 403, (
                "This desk belongs to whoever started it. Open the address that `claimant serve` printed; it has a token at "
                "its end, a new one at every start."
            )
        return None

    def _foreign(self, headers: dict[str, str]) -> bool:
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin == "null":  # so a browser calls its own page, too, where the policy is to send no referrer
            return site != "same-origin"
        if origin is not None and not (origin.startswith("http://") and self.session.owns(origin[7:])):
            return True
        return site not in {None, "same-origin", "none"}

    def _known(self, scope: Scope, headers: dict[str, str]) -> bool:
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and same(bearer.strip(), self.session.token):
            scope["claimant.bearer"] = True
            return True
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self.session.cookie)
        except CookieError:
            return False
        return cookie is not None and same(cookie.value, self.session.token)


class TooMuch(Exception):
    """A body that goes on beyond its bound."""


def _too_large(most: int) -> str:
    return f"This is too large: at most {most:,} bytes at once. Add fewer files at a time."


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            there = {name.lower() for name, _ in headers}
            headers += [pair for pair in _STRICT if pair[0] not in there]
            if b"content-security-policy" not in there:
                headers += [(b"content-security-policy", POLICY.encode()), (b"x-frame-options", b"DENY")]
            if b"cache-control" not in there:
                headers.append((b"cache-control", b"no-store"))
            message["headers"] = headers
        await send(message)

    return sending


async def _begin(session: Session, send: Send) -> None:
    """Put the token into the cookie, and out of the address."""
    cookie = f"{session.cookie}={session.token}; Path=/; HttpOnly; SameSite=Strict"
    headers = [(b"location", b"/"), (b"set-cookie", cookie.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _say(status: int, words: str, send: Send) -> None:
    body = f"{words}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
