"""Private keys and the making of signatures; nothing in the verification path imports this file."""

import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from courtlog import cbor, sm2
from courtlog import note as notes
from courtlog.cosignature import cosigned_message, pack_time
from courtlog.errors import Malformed, Missing
from courtlog.note import COSIGNATURE, ED25519, ML_DSA_44, Note, NoteSignature, VerifierKey
from courtlog.receipt import encode_path
from courtlog.statement import SignedStatement, thumbprint, to_be_signed
from courtlog.tlogproof import TlogProof

PREFIX = "PRIVATE+KEY+"
"""What every secret key begins with."""
SEED_SIZE = 32
"""Bytes in the seed of a key of any type, and in each number of an SM2 signature."""
_LEADS = {**{one: bytes([one]) for one in (ED25519, COSIGNATURE, ML_DSA_44)}, sm2.TYPE: bytes([sm2.TYPE]) + sm2.LABEL}
"""What stands before the seed in a secret key, by type of signature."""


@dataclass(frozen=True, slots=True)
class SignerKey:
    """A name, a type of signature and a seed of 32 bytes. One key per role: never let two roles share a seed."""

    name: str
    algorithm: int
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse names and seeds that no verifier could express."""
        notes.check_name(self.name)
        if len(self.seed) != SEED_SIZE or self.algorithm not in _LEADS:
            raise Malformed("A signing key needs a seed of 32 bytes and a known signature type.")
        if self.algorithm == sm2.TYPE and not 0 < int.from_bytes(self.seed, "big") < sm2.ORDER - 1:
            raise Malformed("An SM2 key needs a secret number of 32 bytes below the order of its curve.")

    @classmethod
    def generate(cls, name: str, algorithm: int = ED25519) -> "SignerKey":
        """Make a fresh key from the system's random source; `COSIGNATURE` or `ML_DSA_44` for a witness.

        What can be a secret number of SM2 is as good a seed for the others.
        """
        return cls(name, algorithm, (1 + secrets.randbelow(sm2.ORDER - 2)).to_bytes(SEED_SIZE, "big"))

    @classmethod
    def parse(cls, skey: str) -> "SignerKey":
        """Read `PRIVATE+KEY+name+hex id+base64(type || seed)`, the encoding of Go's sumdb/note; raises `Malformed`."""
        if not skey.startswith(PREFIX):
            raise Malformed("A signing key must read PRIVATE+KEY+name+id+seed.")
        name, hex_id, data = notes.split_key(skey.removeprefix(PREFIX))
        key = cls(name, data[0], data.removeprefix(_LEADS.get(data[0], b"")))
        if key.verifier.id.hex() != hex_id:
            raise Malformed("The signing key's id belongs to another key.")
        return key

    @property
    def verifier(self) -> VerifierKey:
        """The public counterpart."""
        return VerifierKey(self.name, self.algorithm, _public(self.algorithm, self.seed))

    def __str__(self) -> str:
        """Encode as an skey: a secret, never to be printed or logged."""
        return PREFIX + notes.join_key(self.name, self.verifier.id.hex(), _LEADS[self.algorithm] + self.seed)

    def sign_raw(self, message: bytes) -> bytes:
        """Give the bare signature of `message`, for formats with a domain separation of their own (COSE)."""
        key = _loaded(self.algorithm, self.seed)
        if self.algorithm != sm2.TYPE:
            return bytes(key.sign(message))
        from tongsuopy.crypto import hashes  # noqa: PLC0415  # an extra, which `_loaded` has found
        from tongsuopy.crypto.asymciphers import ec  # noqa: PLC0415

        numbers = decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SM3())))
        return b"".join(one.to_bytes(SEED_SIZE, "big") for one in numbers)


@lru_cache(maxsize=64)
def _loaded(algorithm: int, seed: bytes) -> Any:  # noqa: ANN401  # one of three libraries' keys
    """Keep a key ready: making it anew costs as much as two signatures."""
    try:
        if algorithm == sm2.TYPE:
            from tongsuopy.crypto.asymciphers import ec  # noqa: PLC0415  # an extra

            return ec.derive_private_key(int.from_bytes(seed, "big"), ec.SM2())
        if algorithm == ML_DSA_44:
            from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey  # noqa: PLC0415  # may be absent

            return MLDSA44PrivateKey.from_seed_bytes(seed)
    except (ImportError, UnsupportedAlgorithm) as error:
        raise Missing("SM2 keys need the extra courtlog[sm], keys of type ML-DSA-44 a newer cryptography.") from error
    return Ed25519PrivateKey.from_private_bytes(seed)


@lru_cache(maxsize=64)
def _public(algorithm: int, seed: bytes) -> bytes:
    public = _loaded(algorithm, seed).public_key()
    if algorithm != sm2.TYPE:
        return bytes(public.public_bytes_raw())
    point = public.public_numbers()
    return sm2.LABEL + b"\4" + b"".join(one.to_bytes(SEED_SIZE, "big") for one in (point.x, point.y))


def sign_note(text: str, *keys: SignerKey) -> Note:
    """Sign a text that ends in a newline, as a note of type 0x01; keys of type 0xff add a line with SM2."""
    for key in keys:
        if key.algorithm not in (ED25519, sm2.TYPE):
            raise Malformed(f"{key.name} is a witness key; it may not sign notes.")
    return Note(text, tuple(NoteSignature(one.name, one.verifier.id, one.sign_raw(text.encode())) for one in keys))


def cosign(note: Note, key: SignerKey, time: int) -> Note:
    """Add a cosignature line: `key` states that at `time` (POSIX seconds) this was the largest head it knew.

    The caller must have checked that the head is consistent with every earlier head that the key cosigned.
    """
    if key.algorithm not in (COSIGNATURE, ML_DSA_44):
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
