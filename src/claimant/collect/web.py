"""Web addresses; the one door to httpx, and the only place where Claimant speaks to the network.

Each address, and each that it redirects to, is checked, resolved once, and connected to at the very IP address that
was checked: between a check of the name and a second look-up, the name could be turned to a machine inside
(DNS rebinding). The certificate is still verified against the name.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from time import monotonic
from types import TracebackType
from typing import Any, Self

import httpx

from claimant.collect.addresses import is_public, resolve
from claimant.collect.captures import shown, words
from claimant.collect.kinds import content_type
from claimant.collect.unpack import inflate, too_large
from claimant.errors import SourceError, UnsafeAddress
from claimant.settings import Settings

_ACCEPT = "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, */*;q=0.5"
_REDIRECTS = {301, 302, 303, 307, 308}
_HOST = re.compile(rb"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){0,30}\.?|[0-9A-Fa-f:.]{2,45}")
_MOST_TRIED = 4
"""IP addresses of one host that are tried."""

_SAVE = "Open it in a browser, save the page and give the file."
_LATER = "Try again later, or open it in a browser, save the page and give the file."


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: the body without its packing, where it was in the end, and what the server called it."""

    data: bytes
    address: str
    media_type: str | None
    charset: str | None


def fetch(address: str, using: Settings) -> Answer:
    """The page at an http(s) address, after redirects.

    Raises UnsafeAddress where the address, or one it redirects to, must not be asked; TooLarge above
    `using.max_bytes` unpacked; SourceError for everything else, `using.fetch_timeout` seconds after the start at the latest.
    """
    source = without_credentials(address)
    deadline = monotonic() + using.fetch_timeout
    url = _checked(address, source)
    for _ in range(max(using.fetch_redirects, 0) + 1):
        answer = _ask(url, source, using, deadline)
        if isinstance(answer, Answer):
            return answer
        url = _checked(str(answer), source)
    raise SourceError(source, f"It redirects more than {using.fetch_redirects} times.", _SAVE)


def without_credentials(address: str) -> str:
    """The address as it may be shown: without a user name and password."""
    scheme, mark, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return shown(scheme + mark + host.rpartition("@")[2] + slash + path)


def _checked(address: str, source: str) -> httpx.URL:
    """The address, taken apart once. Raises UnsafeAddress where it is not a plain http(s) address."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise UnsafeAddress(source, f"It is not a valid web address ({words(error)}).", "Check it.") from None
    if url.scheme not in {"http", "https"}:
        leads = "It leads to" if address != source else "It is"
        raise UnsafeAddress(
            source,
            f"{leads} a {shown(url.scheme)} address; only http and https are fetched.",
            _SAVE if address != source else "Give the file itself.",
        )
    if not _HOST.fullmatch(url.raw_host) or not 0 < (url.port or 80) < 65536:
        raise UnsafeAddress(source, "It is not a valid web address.", "Check it.")
    if url.userinfo:
        raise UnsafeAddress(
            source, "It has a user name or password in it, which Claimant doesn't send.", "Leave them out."
        )
    return url.copy_with(fragment=None)


def _ask(url: httpx.URL, source: str, using: Settings, deadline: float) -> Answer | httpx.URL:
    """One request: the answer, or the address that it redirects to."""
    machines = _machines(url, source, using, deadline)[:_MOST_TRIED]
    for tried, machine in enumerate(machines, start=1):
        left = deadline - monotonic()
        # A machine that never answers may use up its share only, so that the host's others get theirs.
        timeout = httpx.Timeout(max(left, 0.001), connect=max(left / (len(machines) - tried + 1), 0.001))
        with _Watch(left) as watch:
            try:
                return _talk(url, machine, source, using, timeout, watch)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                if tried == len(machines) or monotonic() >= deadline:
                    raise _trouble(source, url, error, watch, using) from None
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as error:
                raise _trouble(source, url, error, watch, using) from None
    raise AssertionError("a host always has a machine")


def _machines(url: httpx.URL, source: str, using: Settings, deadline: float) -> list[str]:
    host = url.raw_host.decode("ascii")
    try:
        machines = resolve(host, url.port or (443 if url.scheme == "https" else 80), deadline - monotonic())
    except TimeoutError:
        raise _too_slow(source, using) from None
    except OSError:
        raise SourceError(
            source, f"There is no machine called {shown(url.host)}.", "Check the address and the network."
        ) from None
    # One private machine among public ones is refused too: no honest name has both.
    if not using.allow_private and not all(is_public(machine) for machine in machines):
        raise UnsafeAddress(
            source,
            f"{shown(url.host)} is a machine on a private network, which Claimant doesn't ask.",
            "If you trust it, say --allow-private.",
        )
    return machines


def _talk(
    url: httpx.URL, machine: str, source: str, using: Settings, timeout: httpx.Timeout, watch: _Watch
) -> Answer | httpx.URL:
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": using.user_agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",  # what `inflate` unpacks with a limit; httpx's own unpacking has none
    }
    name = url.raw_host.decode("ascii").rstrip(".")
    request = httpx.Request(
        "GET",
        url.copy_with(host=machine),
        headers=headers,
        extensions={"sni_hostname": name, "trace": watch.see, "timeout": timeout.as_dict()},
    )
    # The transport and no client: no cookies, no redirects of its own; and a new one for each request, because a
    # connection kept open was verified for one name only, and would be used for every name on that machine.
    with httpx.HTTPTransport(verify=_certificates(), trust_env=False) as transport:
        response = transport.handle_request(request)
        try:
            if response.status_code in _REDIRECTS and "Location" in response.headers:
                return _next(url, response.headers["Location"], source)
            if response.status_code != 200:
                raise _refusal(source, response.status_code)
            data = _body(response, source, using, watch)
        finally:
            response.close()
    if not data:
        raise SourceError(source, "The page is empty.", _SAVE)
    declared, charset = content_type(response.headers.get("Content-Type"))
    return Answer(data, str(url), declared, charset)


def _next(url: httpx.URL, location: str, source: str) -> httpx.URL:
    try:
        return url.join(location)
    except (httpx.InvalidURL, ValueError):
        raise UnsafeAddress(source, "It leads to an address that is not a valid web address.", _SAVE) from None


def _body(response: httpx.Response, source: str, using: Settings, watch: _Watch) -> bytes:
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and len(announced) < 20 and int(announced) > using.max_bytes:
        raise too_large(source, using.max_bytes)
    sent = 0

    def counted() -> Any:
        nonlocal sent
        for chunk in response.iter_raw(1 << 16):
            sent += len(chunk)
            if sent > using.max_bytes:
                raise too_large(source, using.max_bytes)
            if watch.is_over:
                raise _too_slow(source, using)
            yield chunk

    pieces, size = [], 0
    for piece in inflate(counted(), response.headers.get("Content-Encoding", "").strip().lower(), source):
        size += len(piece)
        if size > using.max_bytes:
            raise too_large(source, using.max_bytes, unpacked=True)
        pieces.append(piece)
    if watch.is_over:  # a body without a length ends where the connection does, even where it was we who ended it
        raise _too_slow(source, using)
    return b"".join(pieces)


@cache
def _certificates() -> ssl.SSLContext:
    """The certificate authorities that httpx brings along, not those of the environment."""
    return httpx.create_ssl_context(trust_env=False)


class _Watch:
    """Ends a conversation at its deadline, even where the other side sends one byte at a time.

    httpx counts its time limits anew with every byte; this one closes the connection under it.
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = seconds <= 0
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(max(seconds, 0.001), self._end)
        self._timer.daemon = True

    def see(self, event: str, info: Mapping[str, Any]) -> None:
        """Called by httpx at every step ("trace" extension); remembers the connection once there is one."""
        if event in {"connection.connect_tcp.complete", "connection.start_tls.complete"}:
            self._socket = info["return_value"].get_extra_info("socket")
            if self.is_over:
                self._end()

    def _end(self) -> None:
        self.is_over = True
        if self._socket is not None:
            with suppress(OSError):  # closed already
                # The plain socket's way: that of a TLS socket changes state which the reading thread is using.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        self._socket = None


def _trouble(source: str, url: httpx.URL, error: Exception, watch: _Watch, using: Settings) -> SourceError:
    if watch.is_over or isinstance(error, httpx.TimeoutException):
        return _too_slow(source, using)
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return SourceError(
            source, f"{shown(url.host)} cannot prove who it is (its certificate fails).", "Check the address."
        )
    if isinstance(error, httpx.ConnectError):
        return SourceError(source, f"{shown(url.host)} cannot be reached.", "Check the address and the network.")
    return SourceError(source, f"The connection failed ({words(error)}).", _LATER)


def _too_slow(source: str, using: Settings) -> SourceError:
    return SourceError(source, f"It did not answer completely in {using.fetch_timeout:g} seconds.", _LATER)


def _refusal(source: str, status: int) -> SourceError:
    """What an HTTP status means for the user (RFC 9110)."""
    match status:
        case 401 | 402 | 403 | 407 | 451:
            said, remedy = "The site does not give it to programs, or wants a login", _SAVE
        case 404 | 410:
            said, remedy = "The page is not there", "Check the address, or look for a copy in a web archive."
        case 429:
            said, remedy = "The site has had too many requests", "Wait a while and try again."
        case _ if status >= 500:
            said, remedy = "The site has trouble of its own", _LATER
        case _:
            said, remedy = "The site gave no page", _SAVE
    return SourceError(source, f"{said} (HTTP status {status}).", remedy)
