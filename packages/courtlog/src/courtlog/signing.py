"""Private keys and the making of signatures; nothing in the verification path imports this file."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from courtlog import cbor
from courtlog.cosignature import cosigned_message, pack_time
from courtlog.errors import LogError, Malformed, Missing
from courtlog.note import (
    COSIGNATURE,
    ED25519,
    KEY_SIZE,
    ML_DSA_44,
    Note,
    NoteSignature,
    VerifierKey,
    check_name,
    join_key,
    split_key,
)
from courtlog.receipt import encode_path
from courtlog.statement import SignedStatement, thumbprint, to_be_signed
from courtlog.tlogproof import TlogProof

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

T = TypeVar("T")
PREFIX = "PRIVATE+KEY+"
"""What every secret key begins with."""


@dataclass(frozen=True, slots=True)
class SignerKey:
    """A name, a type of signature and a seed of 32 bytes. One key per role: never let two roles share a seed."""

    name: str
    algorithm: int
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse names and seeds that no verifier could express."""
        check_name(self.name)
        if len(self.seed) != KEY_SIZE or self.algorithm not in (ED25519, COSIGNATURE, ML_DSA_44):
            raise Malformed("A signing key needs a seed of 32 bytes and a known signature type.")

    @classmethod
    def generate(cls, name: str, algorithm: int = ED25519) -> "SignerKey":
        """Make a fresh key from the system's random source; `COSIGNATURE` or `ML_DSA_44` for a witness."""
        return cls(name, algorithm, secrets.token_bytes(KEY_SIZE))

    @classmethod
    def parse(cls, skey: str) -> "SignerKey":
        """Read `PRIVATE+KEY+name+hex id+base64(type || seed)`, the encoding of Go's sumdb/note; raises `Malformed`."""
        if not skey.startswith(PREFIX):
            raise Malformed("A signing key must read PRIVATE+KEY+name+id+seed.")
        name, hex_id, data = split_key(skey.removeprefix(PREFIX))
        key = cls(name, data[0], data[1:])
        if key.verifier.id.hex() != hex_id:
            raise Malformed("The signing key's id belongs to another key.")
        return key

    @property
    def verifier(self) -> VerifierKey:
        """The public counterpart."""
        return VerifierKey(self.name, self.algorithm, _public(self.algorithm, self.seed))

    def __str__(self) -> str:
        """Encode as an skey: a secret, never to be printed or logged."""
        return PREFIX + join_key(self.name, self.verifier.id.hex(), bytes([self.algorithm]) + self.seed)

    def sign_raw(self, message: bytes) -> bytes:
        """Give the bare signature of `message`, for formats with a domain separation of their own (COSE)."""
        return _loaded(self.algorithm, self.seed).sign(message)


def read_secret(path: Path, parse: Callable[[str], T]) -> T:
    """Read a secret key of any kind from its file; raises `LogError`."""
    try:
        with path.open("rb") as file:
            return parse(file.read(10_000).decode().strip())
    except (OSError, UnicodeDecodeError, Malformed, Missing) as error:
        raise LogError(f"The key file {path} cannot be used: {error}") from error


@lru_cache(maxsize=64)
def _loaded(algorithm: int, seed: bytes) -> "Ed25519PrivateKey | MLDSA44PrivateKey":
    """Keep a key ready: making it anew costs as much as two signatures."""
    if algorithm != ML_DSA_44:
        return Ed25519PrivateKey.from_private_bytes(seed)
    try:
        from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey  # noqa: PLC0415  # may be absent

        return MLDSA44PrivateKey.from_seed_bytes(seed)
    except (ImportError, UnsupportedAlgorithm) as error:
        raise Missing("Keys of type ML-DSA-44 need a newer cryptography than the installed one.") from error


@lru_cache(maxsize=64)
def _public(algorithm: int, seed: bytes) -> bytes:
    return _loaded(algorithm, seed).public_key().public_bytes_raw()


def sign_note(text: str, key: SignerKey) -> Note:
    """Sign a text that ends in a newline, as a note of type 0x01."""
    if key.algorithm != ED25519:
        raise Malformed(f"{key.name} is a witness key; it may not sign notes.")
    signature = NoteSignature(key.name, key.verifier.id, key.sign_raw(text.encode()))
    return Note(text, (signature,))


def cosign(note: Note, key: SignerKey, time: int) -> Note:
    """Add a cosignature line: `key` states that at `time` (POSIX seconds) this was the largest head it knew.

    The caller must have checked that the head is consistent with every earlier head that the key cosigned.
    """
    if key.algorithm == ED25519:
        raise Malformed(f"{key.name} is not a witness key.")
    own = key.verifier
    data = pack_time(time) + key.sign_raw(cosigned_message(note.text, time, own))
    return Note(note.text, (*note.signatures, NoteSignature(key.name, own.id, data)))


def sign_receipt(entry: bytes, proof: TlogProof, key: SignerKey) -> bytes:
    """Give the COSE receipt of an entry under a head that `key` has signed before: it never signs another root.

    The same entry and head always give the same bytes. Raises `Missing` when the head is not signed by `key`, or
    whatever the check of the proof raises.
    """
    own = key.verifier
    proof.verify(entry)
    if not Note.parse(proof.head).signed_by([own]):
        raise Missing(f"The head in the proof is not signed by {own.name}; no receipt is made under it.")
    claims: dict[int | str, cbor.Value] = {1: own.name, 2: SignedStatement.parse(entry).statement.subject}
    protected = cbor.encode({1: -8, 4: thumbprint(own.public), 15: claims, 395: 1})
    signature = key.sign_raw(to_be_signed(protected, proof.checkpoint.root))
    return cbor.encode(cbor.Tag(18, [protected, {396: {-1: [encode_path(proof)]}}, None, signature]))
