"""One request at a time to a public machine: the name is looked up here, judged, and the connection pinned to it.

No redirect is followed by itself: each one is a new request, judged anew. Nothing is sent that tells who asks: no
cookies, no credentials. A certificate that does not hold is noted and does not stop a capture: that is a finding.
"""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from tongban.evidence.rules.webpages import HOUSE, ONE_FILE, Place, screen_route
from tongban.kernel.networks import Network
from tongban.kernel.refusal import Refusal

Resolve = Callable[[str], list[str]]
_PASSED_ON = frozenset({"user-agent", "accept", "accept-language", "referer", "origin"})
_HOPS = frozenset({"connection", "keep-alive", "transfer-encoding", "trailer", "upgrade", "proxy-authenticate", "te"})
_CHUNK = 1 << 16
_CUT = 0.5
"""Seconds before the end from which on a connection that breaks was cut by us."""
_PATIENCE = 15.0
"""Seconds without a byte after which a server is given up."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The certificates a server showed (PEM, its own first) and whether they hold for its name; `why` not."""

    host: str
    protocol: str
    valid: bool
    why: str
    certificates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the server sent: raw bytes as they came, and `body` with its compression undone."""

    place: Place
    address: str
    sent: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    body: bytes
    chain: Chain | None

    def header(self, name: str) -> str:
        """The first header of this name, "" without one."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def fetch(
    place: Place,
    method: str,
    headers: Mapping[str, str],
    *,
    resolve: Resolve,
    allowed: Iterable[Network],
    limit: int = ONE_FILE,
    until: float,
) -> Fetched | Refusal:
    """Ask `place` once, before `until` (monotonic seconds); at most `limit` bytes."""
    route = screen_route(place.host, [place.host] if _numeric(place.host) else resolve(place.host), allowed)
    if isinstance(route, Refusal):
        return route
    sent = [(n, v) for n, v in headers.items() if n.lower() in _PASSED_ON] + [("Accept-Encoding", "identity")]
    try:
        connection, chain = _connect(place, str(route), until)
        # A server that drips a byte now and then keeps within every single wait: the whole has an end too.
        ending = threading.Timer(max(0.1, until - time.monotonic()), _cut, (connection,))
        ending.start()
        try:
            connection.request(method, place.target, headers=dict(sent))
            answer = connection.getresponse()
            raw = _read(answer, min(limit, ONE_FILE), until)
            # What was cut by us may look complete: an answer without a length ends with its connection.
            _left(until)
        finally:
            ending.cancel()
            connection.close()
        got = tuple((n, v) for n, v in answer.getheaders() if n.lower() not in _HOPS)
        body = _plain(raw, answer.getheader("Content-Encoding", ""), limit)
    except _TooLarge:
        return Refusal("evidence.page_too_large", HOUSE, ("address",), (("limit", f"{limit >> 20} MB"),))
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        if isinstance(error, TimeoutError) or time.monotonic() >= until - _CUT:
            return Refusal("evidence.page_too_slow", HOUSE, ("address",))
        facts = (("host", place.host), ("why", f"{type(error).__name__}: {error}"[:160]))
        return Refusal("evidence.page_unreachable", HOUSE, ("address",), facts)
    return Fetched(place, str(route), tuple(sent), answer.status, answer.reason, got, raw, body, chain)


def _cut(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


class _TooLarge(Exception):  # noqa: N818 - it never leaves this module
    """More bytes than may be taken."""


def _numeric(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdecimal()


def _connect(place: Place, address: str, until: float) -> tuple[http.client.HTTPConnection, Chain | None]:
    """A connection to the very address that was judged: the name is not looked up again."""
    connection = http.client.HTTPConnection(place.host, place.port, timeout=_left(until))
    if place.scheme == "http":
        connection.sock = socket.create_connection((address, place.port), _left(until))
        return connection, None
    why = ""
    try:
        connection.sock = _secured(place, address, until, ssl.create_default_context())
    except ssl.SSLCertVerificationError as error:
        why = error.verify_message
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        connection.sock = _secured(place, address, until, trusting)
    return connection, _chain(place.host, connection.sock, why)


def _secured(place: Place, address: str, until: float, context: ssl.SSLContext) -> ssl.SSLSocket:
    plain = socket.create_connection((address, place.port), _left(until))
    try:
        return context.wrap_socket(plain, server_hostname=place.host)
    except BaseException:
        plain.close()
        raise


def _chain(host: str, sock: Any, why: str) -> Chain:  # noqa: ANN401 - the standard library's types lag behind
    # From Python 3.13 on the chain has a public door; before, the same call stood one room further in.
    shown = sock if hasattr(sock, "get_unverified_chain") else sock._sslobj  # noqa: SLF001
    ders = [c if isinstance(c, bytes) else c.public_bytes(2) for c in shown.get_unverified_chain() or ()]
    pems = tuple(x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM).decode() for der in ders)
    return Chain(host, str(sock.version()), not why, why, pems)


def fingerprint(pem: str) -> str:
    """The SHA-256 of a certificate."""
    return hashlib.sha256(x509.load_pem_x509_certificate(pem.encode()).public_bytes(Encoding.DER)).hexdigest()


def _left(until: float) -> float:
    left = min(until - time.monotonic(), _PATIENCE)
    if left <= 0:
        raise TimeoutError
    return left


def _read(answer: http.client.HTTPResponse, limit: int, until: float) -> bytes:
    found = bytearray()
    while part := answer.read1(_CHUNK):
        found += part
        if len(found) > limit:
            raise _TooLarge
        _left(until)
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return bytes(found)


def _plain(raw: bytes, encoding: str, limit: int) -> bytes:
    """The bytes without compression: a server may compress although it was asked not to."""
    kind = encoding.strip().lower()
    if kind in {"", "identity"} or not raw:
        return raw
    if kind not in {"gzip", "x-gzip", "deflate"}:
        message = f"content encoding {kind[:20]}"
        raise ValueError(message)
    unpack = zlib.decompressobj(47)
    found = unpack.decompress(raw, limit + 1)
    if len(found) > limit:
        raise _TooLarge
    return found
