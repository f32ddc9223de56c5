"""The door to the web: what is fetched, what is refused, and that nothing can hold it up."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from claimant.settings import Settings

from .conftest import LOCAL, gather, one_capture, one_failure

PAGE = b"<html><p>The army denied it.</p></html>"
QUICK = Settings(allow_private=True, fetch_timeout=0.4)


@pytest.fixture
def public(names, monkeypatch):
    """The loopback plays the public internet, under the name news.example; every other machine stays what it is."""
    names["news.example"] = ["127.0.0.1"]
    monkeypatch.setattr("claimant.collect.web.is_public", lambda machine: machine == "127.0.0.1")
    return names


def test_a_page_is_captured_with_address_charset_and_type(site):
    address = site.gives("/report?id=1", PAGE, "text/html; charset=Windows-1251")
    page = one_capture(address + "#part", using=LOCAL)
    assert (page.data, page.media_type, page.charset) == (PAGE, "text/html", "windows-1251")
    assert page.source == address + "#part"
    assert page.address == address


def test_the_server_hears_who_asks_and_nothing_else(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    gather(site.gives("/a", PAGE, Set_Cookie="a=b"), site.at("/a"), using=LOCAL)
    assert len(site.requests) == 2
    assert site.requests[1]["user-agent"] == LOCAL.user_agent
    assert site.requests[1]["accept-encoding"] == "gzip, deflate"
    assert not {"cookie", "referer", "authorization"} & set(site.requests[1])


@pytest.mark.parametrize(("kind", "media_type"), [("text/plain", "text/plain"), (None, "text/plain")])
def test_a_text_without_html_is_text(site, kind, media_type):
    assert one_capture(site.gives("/a", b"The army denied it.", kind), using=LOCAL).media_type == media_type


def test_the_bytes_win_over_the_declared_type(site):
    assert one_capture(site.gives("/a", b"%PDF-1.7", "text/html"), using=LOCAL).media_type == "application/pdf"


def test_a_table_on_the_web_is_a_table(site):
    captures, failures = gather(site.gives("/t.csv", b"id,text\n1,a\n2,b\n", "text/csv"), using=LOCAL)
    assert [each.source for each in captures] == [site.at("/t.csv row 1"), site.at("/t.csv row 2")]
    assert not failures


def test_redirects_are_followed_and_the_last_address_is_kept(site):
    site.redirects("/a", "/b")
    site.redirects("/b", site.at("/c"))
    site.gives("/c", PAGE)
    page = one_capture(site.at("/a"), using=LOCAL)
    assert (page.source, page.address) == (site.at("/a"), site.at("/c"))


def test_a_circle_of_redirects_ends(site):
    site.redirects("/a", "/b")
    site.redirects("/b", "/a")
    assert one_failure(site.at("/a"), using=LOCAL).problem == "It redirects more than 5 times."
    assert len(site.requests) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://127.0.0.2/",
        "http://inside.example/",
    ],
)
def test_a_redirect_to_a_private_machine_is_refused(site, public, target):
    public["inside.example"] = ["192.168.0.7"]
    site.redirects("/a", target)
    assert "private network" in one_failure(site.at("/a", "news.example")).problem
    assert len(site.requests) == 1


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://news.example/a", "gopher://news.example/", "javascript:1"]
)
def test_a_redirect_to_another_kind_of_address_is_refused(site, public, target):
    site.redirects("/a", target)
    assert "only http and https" in one_failure(site.at("/a", "news.example")).problem


@pytest.mark.parametrize("target", ["http://[::1/", "http://ne ws.example/"])
def test_a_redirect_to_nonsense_is_refused(site, public, target):
    site.redirects("/a", target)
    assert "valid web address" in one_failure(site.at("/a", "news.example")).problem


def test_a_redirect_that_brings_a_password_is_refused(site, public):
    site.redirects("/a", "http://user:secret@news.example/")
    failure = one_failure(site.at("/a", "news.example"))
    assert "password" in failure.problem
    assert "secret" not in str(failure)


def test_private_machines_are_not_asked_unless_the_user_says_so(site):
    address = site.gives("/a", PAGE)
    failure = one_failure(address)
    assert "private network" in failure.problem
    assert "--allow-private" in failure.remedy
    assert not site.requests
    assert one_capture(address, using=LOCAL)


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_no_spelling_of_a_private_machine_gets_through(host):
    assert one_failure(f"http://{host}/", using=Settings(fetch_timeout=3.0)).problem.startswith(
        ("There is no machine", f"{host.strip('[]')} is a machine on a private")
    )


def test_a_name_with_one_private_machine_among_public_ones_is_refused(names):
    names["two.example"] = ["93.184.216.34", "10.0.0.1"]
    assert "private network" in one_failure("http://two.example/").problem


def test_a_name_is_looked_up_once_so_that_it_cannot_turn_to_another_machine_after_the_check(site, public, monkeypatch):
    asked = []

    def turning(host, port, **_):
        asked.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if len(asked) == 1 else "10.0.0.1", port))]

    monkeypatch.setattr("claimant.collect.addresses.getaddrinfo", turning)
    site.gives("/a", PAGE)
    connected = []
    connect = httpx.HTTPTransport.handle_request
    monkeypatch.setattr(
        httpx.HTTPTransport,
        "handle_request",
        lambda self, request: connected.append(request.url.host) or connect(self, request),
    )
    page = one_capture(site.at("/a", "news.example"))
    assert page.address == site.at("/a", "news.example")
    assert asked == ["news.example"]
    assert connected == ["127.0.0.1"]
    assert site.requests[0]["host"] == f"news.example:{site.port}"


def test_hosts_in_other_scripts_are_asked_under_their_encoded_name(site, public):
    public["xn--e1afmkfd.xn--p1ai"] = ["127.0.0.1"]
    site.gives("/%D1%8F", PAGE)
    one_capture(site.at("/я", "пример.рф"))
    assert site.requests[0]["host"] == f"xn--e1afmkfd.xn--p1ai:{site.port}"


def test_the_second_machine_of_a_host_is_tried_where_the_first_is_dead(site, names):
    names["two.example"] = ["127.0.0.99", "127.0.0.1"]
    site.gives("/a", PAGE)
    assert one_capture(site.at("/a", "two.example"), using=LOCAL)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://news.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@news.example/", "password"),
        ("http://user@news.example/", "password"),
        ("http:///path", "not a valid web address"),
        ("http://news.example:99999/", "not a valid web address"),
        ("http://ne ws.example/", "valid web address"),
        ("http://a\\@news.example/", "password"),
        ("https://[::1/", "valid web address"),
        ("http://" + "a" * 70 + ".example/", "valid web address"),
        ("http://nowhere.example/", "no machine called nowhere.example"),
    ],
)
def test_addresses_that_cannot_or_must_not_be_fetched_say_why(names, address, words):
    failure = one_failure(address)
    assert words in failure.problem
    assert failure.remedy
    assert "secret" not in str(failure)


@pytest.mark.parametrize(
    ("status", "problem", "remedy"),
    [
        (403, "wants a login (HTTP status 403)", "save the page"),
        (404, "not there (HTTP status 404)", "web archive"),
        (429, "too many requests (HTTP status 429)", "Wait"),
        (503, "trouble of its own (HTTP status 503)", "later"),
        (206, "no page (HTTP status 206)", "browser"),
    ],
)
def test_an_error_of_the_site_is_told_with_its_status_and_what_to_do(site, status, problem, remedy):
    failure = one_failure(site.gives("/a", PAGE, status=status), using=LOCAL)
    assert problem in failure.problem
    assert remedy in failure.remedy


def test_an_empty_page_is_a_failure(site):
    assert one_failure(site.gives("/a", b""), using=LOCAL).problem == "The page is empty."


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("identity", PAGE),
    ],
)
def test_packed_pages_are_unpacked(site, encoding, body):
    assert one_capture(site.gives("/a", body, Content_Encoding=encoding), using=LOCAL).data == PAGE


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("gzip", gzip.compress(bytes(30_000_000), mtime=0), "larger than 1,000,000 bytes when unpacked"),
        ("gzip", gzip.compress(PAGE, mtime=0)[:-10], "breaks off"),
        ("gzip", b"nothing packed", "damaged"),
        ("br", PAGE, "packed in a way"),
    ],
)
def test_bombs_and_damaged_packings_are_failures(site, encoding, body, words):
    address = site.gives("/a", body, Content_Encoding=encoding)
    assert words in one_failure(address, using=Settings(allow_private=True, max_bytes=1_000_000)).problem


def test_a_page_announced_above_the_limit_is_not_read(site):
    address = site.gives("/a", bytes(2_000))
    assert one_failure(address, using=Settings(allow_private=True, max_bytes=1_000)).problem == (
        "It is larger than 1,000 bytes."
    )


def test_a_page_without_end_is_cut_off_at_the_limit(site):
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"more " * 2_000)

    failure = one_failure(site.does("/a", endless), using=Settings(allow_private=True, max_bytes=300_000))
    assert "larger than 300,000 bytes" in failure.problem


def dripping_body(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(100):
        request.wfile.write(b"a")
        time.sleep(0.05)


def dripping_headers(request: BaseHTTPRequestHandler) -> None:
    for _ in range(100):
        request.wfile.write(b"H")
        time.sleep(0.05)


def silent(request: BaseHTTPRequestHandler) -> None:
    time.sleep(5)


@pytest.mark.parametrize("answer", [dripping_body, dripping_headers, silent])
def test_the_time_limit_holds_for_the_whole_however_slowly_it_drips(site, answer):
    start = time.monotonic()
    failure = one_failure(site.does("/a", answer), using=QUICK)
    assert failure.problem == "It did not answer completely in 0.4 seconds."
    assert time.monotonic() - start < 3  # the site itself would take five


def test_redirects_share_one_time_limit(site):
    def slow_redirect(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.25)
        request.send_response(302)
        request.send_header("Location", "/a")
        request.end_headers()

    start = time.monotonic()
    assert "0.4 seconds" in one_failure(site.does("/a", slow_redirect), using=QUICK).problem
    assert time.monotonic() - start < 3  # the site itself would take five


def test_a_server_that_hangs_up_or_talks_nonsense_is_a_failure(site):
    def nonsense(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"SSH-2.0-hello\r\n")
        request.close_connection = True

    def short(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"a")
        request.close_connection = True

    for answer in (nonsense, short):
        assert "connection failed" in one_failure(site.does("/a", answer), using=LOCAL).problem


def test_a_dead_port_is_a_failure():
    assert "cannot be reached" in one_failure("http://127.0.0.1:1/", using=LOCAL).problem


# ---------------------------------------------------------------- certificates


@pytest.fixture
def certificate(tmp_path):
    """Key and certificate for news.example, made for this test alone."""
    if not shutil.which("openssl"):
        pytest.skip("needs the openssl command to make a certificate")
    key, signed = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example", "-keyout", key, "-out", signed],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, signed


def test_the_certificate_is_verified_against_the_name_though_the_connection_goes_to_the_checked_machine(
    certificate, public, monkeypatch
):
    key, signed = certificate
    seen: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(signed, key)
    context.sni_callback = lambda _socket, name, _context: seen.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    monkeypatch.setattr("claimant.collect.web._certificates", lambda: ssl.create_default_context(cafile=str(signed)))
    public["other.example"] = ["127.0.0.1"]
    try:
        port = server.server_address[1]
        assert one_capture(f"https://news.example:{port}/").data == PAGE
        assert seen == ["news.example"]
        assert "certificate fails" in one_failure(f"https://other.example:{port}/").problem
        assert "certificate fails" in one_failure(f"https://127.0.0.1:{port}/").problem
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
