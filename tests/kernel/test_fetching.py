"""Asking others for a page: nothing of our own network answers, whatever the address or the redirection says."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from minga.kernel import fetching
from minga.kernel.fetching import NotFetched, fetch, is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:0:0:0:0:80ff:fffe"),
    ],
)
def test_addresses_of_our_own_network_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_open_internet_are_public(address):
    assert is_public(address)


def failed(url: str, **values) -> str:
    with pytest.raises(NotFetched) as caught:
        fetch(url, agent="Minga", **values)
    return caught.value.code


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "gopher://ejemplo.ec/", "ftp://ejemplo.ec/", "http://", "//ejemplo.ec", "javascript:1"),
        *("http://ejemplo.ec:22/", "https://ejemplo.ec:80/", "http://ejemplo.ec:443/", "http://a:b@ejemplo.ec/"),
        *("http://ejemplo.ec:99999999/", "http://[::1/"),
    ],
)
def test_only_pages_on_their_usual_ports_are_asked_for(url):
    assert failed(url) == "address"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "0x7f000001", "2130706433", "127.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"],
)
def test_however_it_is_written_our_own_machine_is_not_asked(host):
    assert failed(f"http://{host}/") in ("private", "unknown-host")


def test_a_name_that_leads_into_our_network_is_not_asked(monkeypatch):
    asked = []
    monkeypatch.setattr(fetching.socket, "getaddrinfo", _names(**{"malo.ejemplo": ["10.0.0.8"]}))
    monkeypatch.setattr(fetching.socket, "create_connection", lambda *told, **_more: asked.append(told))
    assert failed("http://malo.ejemplo/") == "private"
    assert not asked


def test_a_name_of_which_only_some_addresses_are_public_is_not_asked(monkeypatch):
    monkeypatch.setattr(fetching.socket, "getaddrinfo", _names(**{"malo.ejemplo": ["8.8.8.8", "127.0.0.1"]}))
    assert failed("http://malo.ejemplo/") == "private"


def test_the_connection_is_made_to_the_address_that_was_looked_at(monkeypatch):
    """A name that leads elsewhere the second time (DNS rebinding) is not looked up a second time."""
    looked, connected = [], []

    def lookup(host, _port, **_more):
        looked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8" if len(looked) == 1 else "127.0.0.1", 80))]

    def connect(address, **_more):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(fetching.socket, "getaddrinfo", lookup)
    monkeypatch.setattr(fetching.socket, "create_connection", connect)
    assert failed("http://cambia.ejemplo/") == "unreachable"
    assert (looked, connected) == (["cambia.ejemplo"], [("8.8.8.8", 80)])


def _names(**known):
    def lookup(host, port, **_more):
        if host not in known:
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host]]

    return lookup


# A real server behind a public name


class Handler(BaseHTTPRequestHandler):
    seen: list[dict[str, str]] = []

    def do_GET(self):
        Handler.seen.append(dict(self.headers) | {"path": self.path})
        answer = getattr(self, f"answer_{self.path.strip('/').partition('?')[0] or 'page'}", self.answer_missing)
        answer()

    def answer_page(self):
        self.send("hola".encode("latin-1"), "text/html; charset=latin-1")

    def answer_missing(self):
        self.send_response(404)
        self.end_headers()

    def answer_local(self):
        self.send_response(302)
        self.send_header("Location", "http://127.0.0.1/secreto")
        self.end_headers()

    def answer_file(self):
        self.send_response(301)
        self.send_header("Location", "file:///etc/passwd")
        self.end_headers()

    def answer_moved(self):
        self.send_response(301)
        self.send_header("Location", "/page?x=ñ")
        self.send_header("Set-Cookie", "a=b")
        self.end_headers()

    def answer_circle(self):
        self.send_response(302)
        self.send_header("Location", "/circle")
        self.end_headers()

    def answer_endless(self):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(bytes(65536))

    def answer_slow(self):
        self.send_response(200)
        self.end_headers()
        for _piece in range(60):
            self.wfile.write(b"x")
            time.sleep(0.2)

    def answer_drip(self):
        for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 60:
            self.wfile.write(bytes([letter]))
            time.sleep(0.2)

    def send(self, content, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_told):
        pass

    def handle(self):
        with suppress(OSError):
            super().handle()


@pytest.fixture
def site(monkeypatch) -> Iterator[str]:
    """A server of this machine that seems to stand at a public address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.seen.clear()
    known, real, connect = _names(**{"sitio.ejemplo": ["8.8.8.8"]}), socket.getaddrinfo, socket.create_connection

    def lookup(host, *told, **more):
        return real(host, *told, **more) if host == "127.0.0.1" else known(host, *told, **more)

    monkeypatch.setattr(fetching.socket, "getaddrinfo", lookup)
    monkeypatch.setattr(
        fetching.socket,
        "create_connection",
        lambda address, timeout: connect(server.server_address, timeout) if address == ("8.8.8.8", 80) else None,
    )
    yield "http://sitio.ejemplo"
    server.shutdown()
    server.server_close()


def test_a_page_comes_with_its_type_and_its_bytes(site):
    answer = fetch(f"{site}/", agent="Minga (+https://minga.example)")
    assert (answer.status, answer.media_type, answer.charset, answer.content) == (200, "text/html", "latin-1", b"hola")
    assert answer.url == f"{site}/"
    (seen,) = Handler.seen
    assert (seen["User-Agent"], seen["Host"]) == ("Minga (+https://minga.example)", "sitio.ejemplo")


def test_a_redirection_is_followed_without_cookies(site):
    assert fetch(f"{site}/moved", agent="Minga").url == f"{site}/page?x=ñ"
    assert all("Cookie" not in seen for seen in Handler.seen)


def test_a_redirection_into_our_network_is_not_followed(site):
    assert failed(f"{site}/local") == "private"
    assert failed(f"{site}/file") == "address"


def test_a_circle_of_redirections_ends(site):
    assert failed(f"{site}/circle") == "circle"
    assert len(Handler.seen) == fetching.REDIRECTIONS + 1


def test_what_is_not_there_says_so(site):
    assert fetch(f"{site}/nada", agent="Minga").status == 404


def test_no_more_is_taken_than_allowed(site):
    assert failed(f"{site}/endless", largest=1_000_000) == "too-large"


@pytest.mark.parametrize("path", ["slow", "drip"])
def test_a_server_that_sends_a_byte_now_and_then_is_left_in_time(site, path):
    begun = time.monotonic()
    assert failed(f"{site}/{path}", seconds=1) == "slow"
    assert time.monotonic() - begun < 6
