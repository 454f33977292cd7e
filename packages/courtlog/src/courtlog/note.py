"""C2SP signed notes: text with signature lines, and the key encodings of Go's sumdb/note (vkey, skey).

Ed25519 notes (type 0x01) are checked here; types 0x04 and 0x06 in `courtlog.cosignature`, SM2 lines (type 0xff) in
`courtlog.sm2`. Lines by unknown keys are ignored.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from courtlog.errors import Contradiction, Malformed

ED25519 = 0x01
"""Signature type of a note signed by a log."""
COSIGNATURE = 0x04
"""Signature type of a timestamped witness cosignature (C2SP tlog-cosignature, v1)."""
ML_DSA_44 = 0x06
"""Signature type of a timestamped post-quantum cosignature (C2SP tlog-cosignature, subtree/v1; FIPS 204)."""
MAX_NOTE = 1_000_000
"""Longest note in bytes (as in Go's sumdb/note)."""
MAX_SIGNATURES = 100
"""Most signature lines in a note (as in Go's sumdb/note)."""
KEY_SIZE = 32
"""Length of an Ed25519 public key or seed in bytes."""
_ID_SIZE = 4
_KEY_SIZES = {ED25519: KEY_SIZE, COSIGNATURE: KEY_SIZE, ML_DSA_44: 1312}


def decode_base64(text: str, what: str) -> bytes:
    """Decode canonical standard base64; any second spelling of the same bytes is refused."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed(f"{what} is not base64.") from error
    if base64.b64encode(data).decode() != text:
        raise Malformed(f"{what} is not canonical base64.")
    return data


def check_name(name: str) -> None:
    """Refuse a key name that is empty, not valid Unicode, or holds spaces, plus signs or control characters."""
    if not name or "+" in name or any(c.isspace() or c < " " or "\ud800" <= c <= "\udfff" for c in name):
        raise Malformed(f"{name!r} is not a key name: it must not be empty nor hold spaces or plus signs.")


def key_id(name: str, algorithm: int, public: bytes) -> bytes:
    """Give the 4-byte key id: SHA-256(name || LF || type || public key), truncated."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([algorithm]) + public).digest()[:_ID_SIZE]


def check_ed25519(public: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether an Ed25519 signature (RFC 8032) is right; a malformed key or signature is a wrong one."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def split_key(text: str) -> tuple[str, str, bytes]:
    """Split `name+hex id+base64` of any key into name, id and bytes, of which there is one at least."""
    name, hex_id, encoded = [*text.split("+", 2), "", ""][:3]
    check_name(name)
    data = decode_base64(encoded, f"The key of {name}")
    if not data:
        raise Malformed("A key must read name+id+key.")
    return name, hex_id, data


def join_key(name: str, hex_id: str, data: bytes) -> str:
    """Give the text that `split_key` reads."""
    return f"{name}+{hex_id}+{base64.b64encode(data).decode()}"


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A name bound to a public key and to one type of signature. Equal keys accept the same signatures."""

    name: str
    algorithm: int
    public: bytes

    @classmethod
    def parse(cls, vkey: str) -> "VerifierKey":
        """Read `name+hex id+base64(type || key)`; raises `Malformed`, also when the id belongs to another key."""
        name, hex_id, data = split_key(vkey)
        if len(data) - 1 != _KEY_SIZES.get(data[0]):
            raise Malformed(f"The key of {name} is of a kind that this version cannot check.")
        key = cls(name, data[0], data[1:])
        if hex_id != key.id.hex():
            raise Malformed(f"The key of {name} does not have the id {hex_id}.")
        return key

    @property
    def id(self) -> bytes:
        """The 4-byte key id."""
        return key_id(self.name, self.algorithm, self.public)

    def __str__(self) -> str:
        """Encode as a vkey."""
        return join_key(self.name, self.id.hex(), bytes([self.algorithm]) + self.public)


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: who claims to have signed, and the signature bytes after the key id."""

    name: str
    key_id: bytes
    data: bytes

    def __str__(self) -> str:
        """Encode as a signature line with its newline."""
        return f"\u2014 {self.name} {base64.b64encode(self.key_id + self.data).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text (with its final newline) and its signature lines, of which none is checked yet."""

    text: str
    signatures: tuple[NoteSignature, ...]

    @classmethod
    def parse(cls, data: bytes) -> "Note":
        """Read a note; raises `Malformed` for anything that is not byte for byte in the format."""
        if len(data) > MAX_NOTE:
            raise Malformed(f"A signed note of {len(data)} bytes is over the limit of {MAX_NOTE}.")
        try:
            whole = data.decode()
        except UnicodeDecodeError as error:
            raise Malformed("A signed note is not UTF-8.") from error
        if any(c < " " and c != "\n" for c in whole):
            raise Malformed("A signed note holds control characters.")
        text, blank, lines = whole.rpartition("\n\n")
        if not blank or not lines.endswith("\n"):
            raise Malformed("A signed note lacks its signature lines.")
        signatures = tuple(_parse_signature(line) for line in lines[:-1].split("\n"))
        if len(signatures) > MAX_SIGNATURES:
            raise Malformed(f"A signed note has more than {MAX_SIGNATURES} signatures.")
        return cls(text + "\n", signatures)

    def encode(self) -> bytes:
        """Give the bytes that `parse` reads."""
        return (self.text + "\n" + "".join(map(str, self.signatures))).encode()

    def by(self, key: VerifierKey) -> bytes | None:
        """Give the first signature that claims to be by `key` (same name and id), unchecked, or None."""
        claims = (one.data for one in self.signatures if one.name == key.name and one.key_id == key.id)
        return next(claims, None)

    def signed_by(self, keys: Iterable[VerifierKey]) -> list[VerifierKey]:
        """Give those log keys (type 0x01) that signed the text; raises `Contradiction` on a wrong signature by one."""
        signers = []
        for key in keys:
            signature = self.by(key)
            if key.algorithm != ED25519 or signature is None:
                continue
            if not check_ed25519(key.public, signature, self.text.encode()):
                raise Contradiction(f"The text is not what {key.name} signed: its signature is wrong.")
            signers.append(key)
        return signers


def _parse_signature(line: str) -> NoteSignature:
    mark, name, encoded = [*line.split(" "), "", ""][:3]
    if mark != "\u2014" or line != f"{mark} {name} {encoded}":
        raise Malformed("A signed note has a line among its signatures that is none.")
    check_name(name)
    data = decode_base64(encoded, f"The signature of {name}")
    if len(data) <= _ID_SIZE:
        raise Malformed(f"The signature of {name} is too short.")
    return NoteSignature(name, data[:_ID_SIZE], data[_ID_SIZE:])
