"""Asking another server for a page whose address somebody typed, without letting that address reach into our own network.

Only `http` and `https` on their usual ports; the host's addresses are looked up once, each must be public, and the
connection is made to the very address that was looked at, so that a name that changes meanwhile changes nothing. Every
redirection is looked at in the same way. No cookies, no proxies, no passwords; a limit on time and on bytes.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
REDIRECTIONS = 5
PIECE = 65_536
NAT64 = ipaddress.ip_network("64:ff9b::/96")
MOVED = (301, 302, 303, 307, 308)
SAFE = "/%:;,@&=+$!~*'()?-._"


@dataclass(frozen=True)
class Answer:
    """What stands behind an address: where it was found in the end, its status, its type, and its bytes."""

    url: str
    status: int
    media_type: str = ""
    charset: str = ""
    content: bytes = b""


class NotFetched(Exception):
    """Nothing was fetched, and why.

    `code` is `address`, `private`, `unknown-host`, `unreachable`, `slow`, `insecure`, `too-large`, `circle` or `broken`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def fetch(url: str, *, agent: str, seconds: float = 15, largest: int = 10 * 1024 * 1024) -> Answer:
    """What an address answers, after at most five redirections.

    Args:
        url: typed by somebody.
        agent: who asks, with where to complain.
        seconds: for all of it, save the looking up of names.
        largest: most bytes that are taken.

    Raises:
        NotFetched: when nothing public answers in time with what is not too large.
    """
    until = monotonic() + seconds
    for _step in range(REDIRECTIONS + 1):
        answer = _ask(_address(url), agent, until, largest)
        if answer.status not in MOVED:
            return answer
        url = urljoin(url, answer.url)
    raise NotFetched("circle")


def is_public(address: str) -> bool:
    """Whether an IP address, or the one that is wrapped in it, belongs to the open internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if inner is None and found in NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _address(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotFetched("address") from None
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None or parts.password is not None:
        raise NotFetched("address")
    if port is not None and port != PORTS[parts.scheme]:
        raise NotFetched("address")
    return parts


def _looked_up(host: str, port: int) -> list[str]:
    """The addresses of a host, all of them public."""
    try:
        found = socket.getaddrinfo(host.encode("idna").decode("ascii"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotFetched("unknown-host") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise NotFetched("unknown-host")
    if not all(is_public(address) for address in addresses):
        raise NotFetched("private")
    return addresses


def _connected(addresses: list[str], port: int, until: float) -> socket.socket:
    slow = False
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=_left(until))
        except TimeoutError:
            slow = True
        except OSError:
            continue
    raise NotFetched("slow" if slow else "unreachable")


def _left(until: float) -> float:
    left = until - monotonic()
    if left <= 0:
        raise NotFetched("slow")
    return left


def _ask(parts: SplitResult, agent: str, until: float, largest: int) -> Answer:
    host, port = str(parts.hostname), PORTS[parts.scheme]
    line = _connected(_looked_up(host, port), port, until)
    watched = line.dup()
    cut = Timer(_left(until), _cut, [watched])  # a server that sends a byte now and then ends in time as well
    cut.start()
    try:
        if parts.scheme == "https":
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host.encode("idna").decode("ascii"))
        answer = _spoken(line, parts, agent, until, largest)
    except ssl.SSLCertVerificationError:
        raise NotFetched("insecure") from None
    except (OSError, http.client.HTTPException, ValueError):
        _left(until)
        raise NotFetched("broken") from None
    finally:
        cut.cancel()
        watched.close()
        line.close()
    _left(until)
    return answer


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _spoken(line: socket.socket, parts: SplitResult, agent: str, until: float, largest: int) -> Answer:
    connection = http.client.HTTPConnection(str(parts.hostname), PORTS[parts.scheme])
    connection.sock = line
    path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    headers = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    line.settimeout(_left(until))
    connection.request("GET", path, headers=headers)
    with connection.getresponse() as response:
        if response.status in MOVED:
            return Answer(response.getheader("Location") or "", response.status)
        said = Message()
        said["Content-Type"] = response.getheader("Content-Type") or ""
        kind, charset = said.get_content_type(), said.get_content_charset() or ""
        content = _taken(line, response, until, largest) if response.status == HTTPStatus.OK else b""
        return Answer(parts.geturl(), response.status, kind, charset, content)


def _taken(line: socket.socket, response: http.client.HTTPResponse, until: float, largest: int) -> bytes:
    taken = bytearray()
    while True:
        line.settimeout(_left(until))
        piece = response.read1(PIECE)
        if not piece:
            return bytes(taken)
        taken += piece
        if len(taken) > largest:
            raise NotFetched("too-large")
