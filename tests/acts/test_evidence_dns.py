"""Keys of e-mail signatures asked of a real name server: answers, refusals, silence, doubtful keys."""

from __future__ import annotations

import base64
import hashlib
import socket
import socketserver
import struct
import threading
from collections.abc import Iterator

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tongban.evidence.adapters.mail import asking_dns, check_signatures
from tongban.evidence.rules import dkim

pytestmark = pytest.mark.once
LETTER = b"From: lin@mail.example\r\nTo: zhou@example.com\r\nSubject: loan\r\n\r\nI owe you 30,000 yuan.\r\n"
Key = Ed25519PrivateKey | RSAPrivateKey
EDWARDS = Ed25519PrivateKey.from_private_bytes(b"k" * 32)


def _on_one_port(
    datagram: type[socketserver.BaseRequestHandler], stream: type[socketserver.BaseRequestHandler]
) -> tuple[socketserver.UDPServer, socketserver.TCPServer]:
    """A server for either way on the same number, which another program may hold for one of them."""
    while True:
        udp = socketserver.ThreadingUDPServer(("127.0.0.1", 0), datagram)
        try:
            return udp, socketserver.ThreadingTCPServer(("127.0.0.1", udp.server_address[1]), stream)
        except OSError:
            udp.server_close()


class Names:
    """An authoritative name server over UDP and TCP for the key records of one domain."""

    def __init__(self) -> None:
        self.records: dict[str, str] = {}
        self.rcode, self.silent = dns.rcode.NOERROR, False
        self.over: list[str] = []
        names = self

        class Datagram(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                data, sock = self.request
                if answer := names.answer(data, "udp"):
                    sock.sendto(answer, self.client_address)

        class Stream(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                (size,) = struct.unpack("!H", self.request.recv(2))
                if answer := names.answer(self.request.recv(size), "tcp"):
                    self.request.sendall(struct.pack("!H", len(answer)) + answer)

        self.udp, self.tcp = _on_one_port(Datagram, Stream)
        self.port = self.udp.server_address[1]
        for server in (self.udp, self.tcp):
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, data: bytes, over: str) -> bytes:
        """What is said to one question; nothing when silent."""
        if self.silent:
            return b""
        self.over.append(over)
        asked = dns.message.from_wire(data)
        said = dns.message.make_response(asked)
        said.flags |= dns.flags.AA
        name = asked.question[0].name
        record = self.records.get(name.to_text(omit_final_dot=True))
        said.set_rcode(self.rcode if self.rcode or record is not None else dns.rcode.NXDOMAIN)
        if record is not None and not self.rcode:
            pieces = " ".join(f'"{record[at : at + 200]}"' for at in range(0, len(record), 200)) or '""'
            said.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", pieces))
        return said.to_wire(max_size=512 if over == "udp" else 65_535, prefer_truncation=True)

    def close(self) -> None:
        for server in (self.udp, self.tcp):
            server.shutdown()
            server.server_close()


@pytest.fixture
def names() -> Iterator[Names]:
    made = Names()
    yield made
    made.close()


@pytest.fixture(scope="module")
def rsa() -> RSAPrivateKey:
    return generate_private_key(65_537, 2048)


def published(key: Key) -> str:
    if isinstance(key, Ed25519PrivateKey):
        raw, kind = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw), "ed25519"
    else:
        raw, kind = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo), "rsa"
    return f"v=DKIM1; k={kind}; p={base64.b64encode(raw).decode()}"


def signed(key: Key, selector: str, headers: str = "from:to:subject", letter: bytes = LETTER, **more: str) -> bytes:
    """The letter with one more signature on top, in relaxed form."""
    fields, body = dkim.split(letter)
    kind = "ed25519" if isinstance(key, Ed25519PrivateKey) else "rsa"
    digest = base64.b64encode(hashlib.sha256(dkim._body(body, "relaxed")).digest()).decode()
    tags = {"v": "1", "a": f"{kind}-sha256", "c": "relaxed/relaxed", "d": "mail.example", "s": selector, "h": headers}
    value = "; ".join(f"{name}={text}" for name, text in (tags | more | {"bh": digest, "b": ""}).items())
    data = dkim.signed_data(dkim.read((b"DKIM-Signature", f" {value}".encode())), fields)
    if isinstance(key, Ed25519PrivateKey):
        made = key.sign(hashlib.sha256(data).digest())
    else:
        made = key.sign(data, PKCS1v15(), SHA256())
    return f"DKIM-Signature: {value}{base64.b64encode(made).decode()}\r\n".encode() + letter


def results(letter: bytes, names: Names, seconds: float = 5) -> list[str]:
    ask = asking_dns([("127.0.0.1", names.port)], seconds)
    return [one["result"] for one in check_signatures(letter, look_up=ask)]


def test_a_key_that_the_name_server_gives_lets_the_signature_hold(names: Names, rsa: RSAPrivateKey) -> None:
    names.records = {"s._domainkey.mail.example": published(EDWARDS), "r._domainkey.mail.example": published(rsa)}
    assert results(signed(EDWARDS, "s"), names) == ["valid"]
    assert names.over == ["udp"]
    assert results(signed(rsa, "r"), names) == ["valid"]
    assert results(signed(rsa, "r").replace(b"30,000", b"90,000"), names) == ["broken"]


def test_a_record_too_long_for_one_packet_is_asked_for_again_over_tcp(names: Names, rsa: RSAPrivateKey) -> None:
    names.records = {"r._domainkey.mail.example": published(rsa) + "; n=" + "x" * 900}
    assert results(signed(rsa, "r"), names) == ["valid"]
    assert names.over == ["udp", "tcp"]


def test_two_signatures_are_told_apart(names: Names, rsa: RSAPrivateKey) -> None:
    names.records = {"s._domainkey.mail.example": published(EDWARDS)}
    both = signed(rsa, "gone", letter=signed(EDWARDS, "s"))
    assert results(both, names) == ["no_key", "valid"]
    assert results(both.replace(b"Subject: loan", b"Subject: gift"), names) == ["no_key", "broken"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (None, "no_key"),
        ("", "no_key"),
        ("v=spf1 -all", "no_key"),
        ("v=DKIM1; k=ed25519; p=", "revoked"),
        ("p=", "revoked"),
        ("v=DKIM1; k=rsa; p=AAAA", "no_key"),
        ("v=DKIM1; k=ed25519; p=AAAA", "no_key"),
        ("v=DKIM1; k=ed25519; p=%%%", "no_key"),
        ("v=DKIM1; p=x; p=y", "no_key"),
    ],
)
def test_without_a_key_that_can_be_used_nothing_is_claimed(names: Names, record: str | None, expected: str) -> None:
    names.records = {} if record is None else {"s._domainkey.mail.example": record}
    assert results(signed(EDWARDS, "s"), names) == [expected]


def test_a_key_too_short_to_be_safe_proves_nothing(names: Names) -> None:
    weak = generate_private_key(65_537, 1024)  # noqa: S505 - what the standard still takes (RFC 8301)
    names.records = {"w._domainkey.mail.example": published(weak)}
    assert results(signed(weak, "w"), names) == ["valid"]
    short = (
        "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAKuL2pRF3nQ0UOGYdVb1mu2kzHBA8Cj3ObHvDbeVLWJCAzDhdCpJ"
        "HBsV9bhGlAlxJYyvUs7Yqvzd5sV6Y4hUC0kCAwEAAQ=="
    )
    names.records = {"w._domainkey.mail.example": f"v=DKIM1; k=rsa; p={short}"}
    assert results(signed(weak, "w"), names) == ["weak_key"]


def test_a_header_signed_as_absent_may_not_be_added(names: Names) -> None:
    names.records = {"s._domainkey.mail.example": published(EDWARDS)}
    letter = signed(EDWARDS, "s", "from:from:subject:subject:reply-to")
    assert results(letter, names) == ["valid"]
    for added in (b"Subject: gift\r\n", b"From: other@mail.example\r\n", b"Reply-To: other@mail.example\r\n"):
        assert results(letter.replace(b"From: lin", added + b"From: lin"), names) == ["broken"]
    loose = signed(EDWARDS, "s", "from:subject")
    assert results(b"Reply-To: other@mail.example\r\n" + loose, names) == ["valid"]


@pytest.mark.parametrize("rcode", [dns.rcode.SERVFAIL, dns.rcode.REFUSED])
def test_a_name_server_that_refuses_leaves_the_signature_unchecked(names: Names, rcode: dns.rcode.Rcode) -> None:
    names.records, names.rcode = {"s._domainkey.mail.example": published(EDWARDS)}, rcode
    assert results(signed(EDWARDS, "s"), names, 2) == ["not_checked"]


def test_a_name_server_that_is_silent_or_absent_leaves_the_signature_unchecked(names: Names) -> None:
    names.silent = True
    assert results(signed(EDWARDS, "s"), names, 1) == ["not_checked"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ask = asking_dns([("127.0.0.1", port)], 1)
    assert check_signatures(signed(EDWARDS, "s"), look_up=ask)[0]["result"] == "not_checked"


def test_a_body_that_was_changed_is_broken_and_no_name_server_is_asked(names: Names) -> None:
    names.records = {"s._domainkey.mail.example": published(EDWARDS)}
    assert results(signed(EDWARDS, "s") + b"P.S. twice that\r\n", names) == ["broken"]
    assert names.over == []
