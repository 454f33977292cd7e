"""DKIM signatures as RFC 6376 and RFC 8463 define them: canonical forms, the hash of the body, what a key record says.

Pure: the key comes from outside, and whoever has it checks the signature over `signed_data`.
"""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest

Header = tuple[bytes, bytes]
"""Name and raw value, folded as it came, without its last line end."""
ALGORITHMS = frozenset({"rsa-sha256", "ed25519-sha256"})
MOST = 5
"""Signatures of one message that are looked at."""
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*")
_TAG = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


class NotASignature(ValueError):  # noqa: N818 - it names what was found
    """The field does not follow RFC 6376, or asks for something that no longer proves anything."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The tags of one DKIM-Signature field that matter."""

    algorithm: str
    header_form: str
    body_form: str
    domain: str
    selector: str
    names: tuple[str, ...]
    body_hash: bytes
    value: bytes
    length: int | None
    field: Header

    @property
    def key_name(self) -> str:
        """Where the key stands in the DNS."""
        return f"{self.selector}._domainkey.{self.domain}"


def split(message: bytes) -> tuple[list[Header], bytes]:
    """Header fields and body of a message; line ends become CRLF first, as they were on the wire."""
    text = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    head, _, body = text.partition(b"\r\n\r\n")
    fields: list[Header] = []
    for line in re.split(rb"\r\n(?![ \t])", head):
        name, colon, value = line.partition(b":")
        if colon:
            fields.append((name, value))
    return fields, body


def signatures(fields: list[Header]) -> list[Header]:
    """The DKIM-Signature fields, at most `MOST`."""
    return [field for field in fields if field[0].strip().lower() == b"dkim-signature"][:MOST]


def read(field: Header) -> Signature:
    """The signature in `field`. Raises `NotASignature`."""
    tags = tags_of(field[1])
    try:
        forms = tags.get("c", "simple/simple").lower().partition("/")
        names = tuple(name.strip().lower() for name in tags["h"].split(":"))
        found = Signature(
            algorithm=tags["a"].lower(),
            header_form=forms[0],
            body_form=forms[2] or "simple",
            domain=tags["d"].lower().rstrip("."),
            selector=tags["s"].lower(),
            names=names,
            body_hash=_base64(tags["bh"]),
            value=_base64(tags["b"]),
            length=_length(tags["l"]) if "l" in tags else None,
            field=field,
        )
    except (KeyError, ValueError) as wrong:
        raise NotASignature(str(wrong)) from wrong
    if found.algorithm not in ALGORITHMS or not {found.header_form, found.body_form} <= {"simple", "relaxed"}:
        raise NotASignature(found.algorithm)
    if tags.get("v") != "1" or "from" not in names or not _NAME.fullmatch(found.key_name):
        message = "a tag that RFC 6376 requires is missing or wrong"
        raise NotASignature(message)
    return found


def tags_of(value: bytes) -> dict[str, str]:
    """The list of tags in a signature or a key record. Raises `NotASignature` when a tag stands twice."""
    found: dict[str, str] = {}
    for part in value.decode("utf-8", "replace").split(";"):
        name, _, text = part.strip().partition("=")
        name = name.strip()
        if name in found or (name and not _TAG.fullmatch(name)):
            message = f"the tag {name[:20]} stands twice or is none"
            raise NotASignature(message)
        if name:
            found[name] = text.strip()
    return found


def body_agrees(signature: Signature, body: bytes) -> bool:
    """Whether the body, or that part of it that was signed, has the hash that the signature names."""
    text = _body(body, signature.body_form)
    if signature.length is not None:
        if signature.length > len(text):
            return False
        text = text[: signature.length]
    return compare_digest(sha256(text).digest(), signature.body_hash)


def whole(signature: Signature, body: bytes) -> bool:
    """False when text may have been added below what was signed (RFC 6376, 8.2)."""
    return signature.length is None or signature.length >= len(_body(body, signature.body_form))


def signed_data(signature: Signature, fields: list[Header]) -> bytes:
    """What the signature was put on: the named fields from below, then its own field with an empty `b`."""
    left: dict[str, list[Header]] = {}
    for field in fields:
        left.setdefault(field[0].strip().lower().decode("ascii", "replace"), []).append(field)
    taken = [left[name].pop() for name in signature.names if left.get(name)]
    lines = [_header(field, signature.header_form) + b"\r\n" for field in taken]
    name, value = signature.field
    own = (name, re.sub(rb"(^|;)(\s*b\s*=)[^;]*", rb"\1\2", value))
    return b"".join(lines) + _header(own, signature.header_form)


def key_of(record: str, algorithm: str) -> bytes | None:
    """The public key in a DNS record, for this algorithm; None when it is revoked or for another."""
    try:
        tags = tags_of(record.encode())
        key = _base64(tags.get("p", ""))
    except ValueError:
        return None
    kind, usable = algorithm.partition("-")[0], tags.get("h", "sha256").lower().split(":")
    return (
        key
        if key and tags.get("v", "DKIM1") == "DKIM1" and tags.get("k", "rsa") == kind and "sha256" in usable
        else None
    )


def _length(text: str) -> int:
    """RFC 6376, 3.5: up to 76 digits and nothing else; Python would read a sign or an underscore too."""
    if not re.fullmatch(r"[0-9]{1,76}", text):
        message = "the length of the signed text is no number"
        raise NotASignature(message)
    return int(text)


def revoked(record: str) -> bool:
    """Whether the record says that its key is withdrawn: `p` stands there, empty (RFC 6376, 3.6.1)."""
    try:
        return tags_of(record.encode()).get("p") == ""
    except NotASignature:
        return False


def _base64(text: str) -> bytes:
    return b64decode(re.sub(r"\s", "", text), validate=True)


def _header(field: Header, form: str) -> bytes:
    name, value = field
    if form == "simple":
        return name + b":" + value
    plain = re.sub(rb"[ \t]+", b" ", value.replace(b"\r\n", b"")).strip(b" \t")
    return name.strip().lower() + b":" + plain


def _body(body: bytes, form: str) -> bytes:
    text = body
    if form == "relaxed":
        text = b"\r\n".join(re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in text.split(b"\r\n"))
    text = text.rstrip(b"\r\n")
    return b"" if form == "relaxed" and not text else text + b"\r\n"
