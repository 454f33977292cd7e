"""What an e-mail says of itself: its headers, its plain text, what hangs on it, and whether its DKIM signatures hold.

Nothing in it is opened, run or loaded from elsewhere; the only thing asked outside is the signer's key in the DNS.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from tongban.evidence.rules import dkim

LookUpKey = Callable[[str], str | None]
"""The key record at a DNS name; None when the name has none. Raises `NoAnswer` when the DNS cannot be asked."""
TEXT = 20_000
"""Characters of the text that are shown; the file holds all."""
_FIELD = 500
_MANY = 30
_SHORT_RSA = 1024
_SILENT = frozenset({"script", "style", "head", "title"})


class NoAnswer(OSError):  # noqa: N818 - it names what happened
    """The DNS did not answer: nothing is known about the key."""


def asking_dns(servers: Sequence[tuple[str, int]] = (), seconds: float = 5) -> LookUpKey:
    """Ask `servers` (address and port) for key records, or those of this machine when none are named."""

    def ask(name: str) -> str | None:
        import dns.exception
        import dns.nameserver
        import dns.resolver

        try:
            resolver = dns.resolver.Resolver(configure=not servers)
            if servers:
                resolver.nameservers = [dns.nameserver.Do53Nameserver(address, port) for address, port in servers]
            found = resolver.resolve(name, "TXT", lifetime=seconds)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return None
        except (dns.exception.DNSException, OSError) as error:
            raise NoAnswer(str(error)) from error
        return next((b"".join(one.strings).decode("utf-8", "replace") for one in found), None)

    return ask


def read_mail(content: bytes, *, look_up: LookUpKey) -> dict[str, Any]:
    """Everything shown about an e-mail, as plain JSON. Never raises for what is in the message."""
    try:
        message = message_from_bytes(content)
    except RecursionError:
        # Parts within parts without end: the headers stay readable.
        message = BytesHeaderParser(policy=compat32).parsebytes(content)
    text, from_html = _text(message)
    return {
        **{name: _shown(message, name) for name in ("from", "to", "cc", "date", "subject", "message-id")},
        "received": [_tidy(value) for value in message.get_all("received", [])[:_MANY]],
        "text": text[:TEXT],
        "cut": len(text) > TEXT,
        "from_html": from_html,
        "attachments": _attachments(message),
        "dkim": check_signatures(content, look_up=look_up),
    }


def check_signatures(content: bytes, *, look_up: LookUpKey) -> list[dict[str, str]]:
    """Each DKIM signature with its result: valid, broken, no_key, revoked, weak_key, not_checked, unreadable.

    `signs_from`: whether the signer's domain is that of the sender's address; `whole`: whether all text is signed.
    """
    fields, body = dkim.split(content)
    sender = next((value for name, value in fields if name.strip().lower() == b"from"), b"")
    domain = parseaddr(re.sub(r"\s+", " ", sender.decode("utf-8", "replace")))[1].rpartition("@")[2].lower()
    found = []
    for field in dkim.signatures(fields):
        try:
            one = dkim.read(field)
        except dkim.NotASignature as wrong:
            found.append({"result": "unreadable", "why": str(wrong)[:120]})
            continue
        aligned = domain == one.domain or domain.endswith(f".{one.domain}")
        found.append(
            {
                "domain": one.domain,
                "selector": one.selector,
                "signed": ", ".join(one.names)[:_FIELD],
                "signs_from": "yes" if aligned else "no",
                "whole": "yes" if dkim.whole(one, body) else "no",
                "result": _result(one, fields, body, look_up),
            }
        )
    return found


def _result(one: dkim.Signature, fields: list[dkim.Header], body: bytes, look_up: LookUpKey) -> str:
    if not dkim.body_agrees(one, body):
        return "broken"
    try:
        record = look_up(one.key_name)
    except NoAnswer:
        return "not_checked"
    key = dkim.key_of(record, one.algorithm) if record else None
    if key is None:
        return "revoked" if record and dkim.revoked(record) else "no_key"
    try:
        return "valid" if _holds(key, one, dkim.signed_data(one, fields)) else "weak_key"
    except InvalidSignature:
        return "broken"
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return "no_key"


def _holds(key: bytes, one: dkim.Signature, data: bytes) -> bool:
    """Raises `InvalidSignature`; False when the key is too short to prove anything (RFC 8301)."""
    if one.algorithm == "ed25519-sha256":
        Ed25519PublicKey.from_public_bytes(key).verify(one.value, hashlib.sha256(data).digest())
        return True
    public = load_der_public_key(key)
    if not isinstance(public, RSAPublicKey):
        raise TypeError("the key is none of RSA")
    if public.key_size < _SHORT_RSA:
        return False
    public.verify(one.value, data, PKCS1v15(), SHA256())
    return True


def _tidy(value: object) -> str:
    """One header in readable form, on one line."""
    raw = str(value)
    try:
        text = str(make_header(decode_header(raw)))
    except (ValueError, LookupError, MessageError):
        text = raw
    return " ".join(text.encode("utf-8", "replace").decode().replace("\x00", "").split())[:_FIELD]


def _shown(message: Message, name: str) -> str:
    raw = next((value for field, value in message.raw_items() if field.lower() == name), "")
    return _tidy(str(raw).encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _text(message: Message) -> tuple[str, bool]:
    """The first plain text; else the words of the first HTML part, without anything that it would load or run."""
    for wanted in ("text/plain", "text/html"):
        for part in message.walk():
            if part.get_content_type() == wanted and not part.get_filename():
                text = _decoded(part)
                return (text, False) if wanted == "text/plain" else (_words(text), True)
    return "", False


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        text = payload.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        text = payload.decode("utf-8", "replace")
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._silent += tag in _SILENT
        self.found.append("\n" if tag in {"p", "br", "div", "tr", "li"} else "")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in _SILENT))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def _words(html: str) -> str:
    reader = _Words()
    try:
        reader.feed(html[: 20 * TEXT])
    except (AssertionError, ValueError):
        return ""
    return re.sub(r"\n\s*\n+", "\n\n", "".join(reader.found)).strip()


def _attachments(message: Message) -> list[dict[str, str]]:
    found = []
    for part in message.walk():
        if part.is_multipart() or not (part.get_filename() or part.get_content_disposition() == "attachment"):
            continue
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
        # Only the last part is a name: folders in it are a trick, or tell of a stranger's disk.
        name, kind = (
            _tidy(part.get_filename() or "-").replace("\\", "/").rpartition("/")[2],
            part.get_content_type()[:80],
        )
        found.append(
            {"name": name, "kind": kind, "size": str(len(content)), "sha256": hashlib.sha256(content).hexdigest()}
        )
    return found[:_MANY]
