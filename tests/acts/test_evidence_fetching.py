"""One request at a time: pinned to the address that was judged, bounded in bytes and time, its certificates kept."""

from __future__ import annotations

import gzip
import io
import json
import socket
import ssl
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tongban.evidence.adapters.capturing import Captured, capture
from tongban.evidence.adapters.fetching import Fetched, fetch, fingerprint
from tongban.evidence.rules.webpages import Place
from tongban.frame.outbound import look_up
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once
LOCAL = (ip_network("127.0.0.1/32"),)
NAME = "shop.example.com"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"


@contextmanager
def answering(speak: Callable[[socket.socket], None], context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that hands each connection, after reading the request, to `speak`."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) if context else plain as one:
                    one.recv(65536)
                    speak(one)
            except OSError:
                plain.close()

    thread = threading.Thread(target=serve)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def asked(
    port: int, *, scheme: str = "http", seconds: float = 5, limit: int = 1 << 20, **sent: str
) -> Fetched | Refusal:
    return fetch(
        Place(scheme, NAME, port, "/a?b"),
        "GET",
        sent,
        resolve=lambda _: ["127.0.0.1"],
        allowed=LOCAL,
        limit=limit,
        until=time.monotonic() + seconds,
    )


def reason(found: Fetched | Refusal) -> str:
    assert isinstance(found, Refusal)
    return found.reason.removeprefix("evidence.")


def test_the_request_goes_to_the_judged_address_under_the_sites_name_and_tells_nothing_of_who_asks() -> None:
    heard: list[bytes] = []

    def speak(one: socket.socket) -> None:
        one.sendall(ANSWER)

    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        one, _ = listener.accept()
        with one:
            heard.append(one.recv(65536))
            speak(one)

    thread = threading.Thread(target=serve)
    thread.start()
    port = listener.getsockname()[1]
    found = asked(port, Cookie="a=b", Authorization="Basic x", Referer="https://shop.example.com/")
    thread.join()
    listener.close()
    assert isinstance(found, Fetched)
    assert (found.address, found.status, found.body) == ("127.0.0.1", 200, b"hello")
    lines = heard[0].decode().split("\r\n")
    assert lines[0] == "GET /a?b HTTP/1.1"
    assert f"Host: {NAME}:{port}" in lines
    assert "Referer: https://shop.example.com/" in lines
    assert not any(line.startswith(("Cookie", "Authorization")) for line in lines)


def test_a_name_that_leads_inside_is_never_connected_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.1)
        place = Place("http", NAME, trap.getsockname()[1], "/")
        for answer in (["10.0.0.1"], ["127.0.0.1", "10.0.0.1"], ["::ffff:127.0.0.1"], ["fe80::1%lo"]):
            found = fetch(place, "GET", {}, resolve=lambda _, a=answer: a, allowed=LOCAL, until=time.monotonic() + 1)
            assert reason(found) == "address_not_public"
        with pytest.raises(TimeoutError):
            trap.accept()


def test_this_machines_resolver_gives_addresses_or_none() -> None:
    assert look_up("localhost")
    assert look_up("no-such-name.invalid") == []
    assert look_up("a" * 300) == []


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", "page_unreachable"),
        (b"not http at all\r\n\r\n", "page_unreachable"),
        (b"", "page_unreachable"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nhello", "page_unreachable"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", "page_unreachable"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n" + b"x" * 2_000_000, "page_too_large"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", "page_unreachable"),
    ],
    ids=["cut short", "no HTTP", "nothing", "unknown compression", "false compression", "too large", "long header"],
)
def test_what_is_no_answer_of_a_web_site_is_refused(sent: bytes, expected: str) -> None:
    with answering(lambda one: one.sendall(sent)) as port:
        assert reason(asked(port)) == expected


def test_a_small_file_that_unpacks_into_a_large_one_is_refused() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(bomb)}\r\n\r\n".encode()
    with answering(lambda one: one.sendall(head + bomb)) as port:
        assert reason(asked(port)) == "page_too_large"


def test_compressed_answers_are_kept_as_they_came_and_read_unpacked() -> None:
    packed = gzip.compress("你好".encode())
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n".encode()
    with answering(lambda one: one.sendall(head + packed)) as port:
        found = asked(port)
    assert isinstance(found, Fetched)
    assert (found.raw, found.body) == (packed, "你好".encode())


def test_a_server_that_drips_is_given_up_when_the_time_is_over() -> None:
    def drip(one: socket.socket) -> None:
        one.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100):
            one.sendall(b"X-Wait: 1\r\n")
            time.sleep(0.1)

    began = time.monotonic()
    with answering(drip) as port:
        found = asked(port, seconds=1.5)
        assert time.monotonic() - began < 4
    assert reason(found) == "page_too_slow"


def certified(place: Path, name: str) -> tuple[ssl.SSLContext, bytes]:
    """A server's context with a certificate that it made itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    who, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(Encoding.PEM)
    file = place / "server.pem"
    file.write_bytes(pem + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context, pem


def test_a_certificate_that_does_not_hold_is_a_finding_and_no_obstacle(tmp_path: Path) -> None:
    context, pem = certified(tmp_path, NAME)
    with answering(lambda one: one.sendall(ANSWER), context) as port:
        found = asked(port, scheme="https")
    assert isinstance(found, Fetched)
    assert found.chain is not None
    assert not found.chain.valid
    assert "self" in found.chain.why
    assert found.chain.protocol.startswith("TLS")
    assert [fingerprint(one) for one in found.chain.certificates] == [fingerprint(pem.decode())]


@pytest.mark.parametrize(("name", "valid"), [(NAME, True), ("other.example.com", False)])
def test_a_certificate_holds_for_its_own_name_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, valid: bool
) -> None:
    context, pem = certified(tmp_path, name)
    trusted = tmp_path / "trusted.pem"
    trusted.write_bytes(pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with answering(lambda one: one.sendall(ANSWER), context) as port:
        found = asked(port, scheme="https")
    assert isinstance(found, Fetched)
    assert found.chain is not None
    assert (found.chain.valid, bool(found.chain.why)) == (valid, not valid)


def test_an_encrypted_page_is_taken_with_its_certificates_in_the_container(tmp_path: Path) -> None:
    context, pem = certified(tmp_path, NAME)
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 28\r\n\r\n<title>shop</title><p>20</p>"
    now = datetime.now(UTC)
    with answering(lambda one: one.sendall(page), context) as port:
        place = Place("https", NAME, port, "/")
        found = capture(place, at=now, wall=now, allowed=LOCAL, resolve=lambda _: ["127.0.0.1"])
    assert isinstance(found, Captured)
    assert (found.finding["tls"], found.finding["title"]) == ("invalid", "shop")
    assert found.finding["certificate"] == fingerprint(pem.decode())
    with zipfile.ZipFile(io.BytesIO(found.container)) as container:
        told = json.loads(container.read("capture.json"))
        assert container.read("tls/1.pem") == pem
    assert told["names"] == {NAME: ["127.0.0.1"]}
    assert told["tls"][0]["why"] == found.finding["tls_why"] == "self-signed certificate"
