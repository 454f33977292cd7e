"""Statements: the entries of the ledger, COSE_Sign1 (RFC 9052) in deterministic CBOR, signed with Ed25519.

Protected header: 1 algorithm (-8, EdDSA), 4 key id (the COSE key thumbprint of RFC 9679), 15 CWT claims (RFC 9597):
1 issuer, 2 subject (an opaque id), 6 the time that the issuer states, POSIX seconds. Payload: the six pinned keys;
further keys may follow in later versions and are ignored here, though the signature covers them.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeGuard

from courtlog import cbor
from courtlog.commitment import Commitments
from courtlog.errors import Contradiction, Malformed
from courtlog.merkle import HASH_SIZE
from courtlog.note import check_ed25519

MAX_STATEMENT = 65_535
"""Longest statement in bytes: a longer one fits into no entry bundle of C2SP tlog-tiles."""
SIGN1, _EDDSA = 18, -8
_ALGORITHM, _CRITICAL, _KEY_ID, _CLAIMS = 1, 2, 4, 15
_ISSUER, _SUBJECT, _ISSUED_AT = 1, 2, 6


class Kind(StrEnum):
    """What an entry is about; the word stands in the payload under `type`."""

    EVIDENCE = "evidence"
    AGREEMENT = "agreement"
    FILE_VERSION = "e-file-version"
    SERVICE_RECEIPT = "service-receipt"
    ENFORCEMENT_ACT = "enforcement-act"
    REGISTER_BATCH = "register-batch"
    KEY_OR_POLICY = "key-or-policy"
    FOREIGN_CHECKPOINT = "foreign-checkpoint"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Statement:
    """One entry as its issuer means it. `at` is the issuer's claim; `manifest` a commitment, `chunks` a root.

    `members` stands in statements about a batch only (`courtlog.batch`): how many, and the root over them.
    """

    kind: Kind
    commitments: Commitments
    size_class: int
    issuer: str
    subject: str
    at: int
    manifest: bytes | None = None
    chunks: bytes | None = None
    members: tuple[int, bytes] | None = None


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """A statement as read from its bytes; the signature is unchecked until `verify`."""

    statement: Statement
    key_id: bytes
    protected: bytes
    payload: bytes
    signature: bytes

    @classmethod
    def parse(cls, data: bytes) -> "SignedStatement":
        """Read the bytes of `statement.cose`; raises `Malformed`."""
        if len(data) > MAX_STATEMENT:
            raise Malformed(f"The statement has {len(data)} bytes; the limit of an entry is {MAX_STATEMENT}.")
        match cbor.decode(data):
            case cbor.Tag(18, [bytes(protected), dict(unprotected), bytes(payload), bytes(signature)]):
                header, content = cbor.decode(protected), cbor.decode(payload)
            case _:
                raise Malformed("The statement is not a COSE_Sign1 message of three byte strings.")
        if unprotected:
            raise Malformed("The statement has an unprotected header.")
        if not isinstance(header, dict) or not isinstance(content, dict):
            raise Malformed("The statement's header or payload is not a map.")
        if header.get(_ALGORITHM) != _EDDSA or _CRITICAL in header:
            raise Malformed("The statement is signed in a way that this version does not know.")
        key_id = header.get(_KEY_ID)
        if not is_hash(key_id):
            raise Malformed("The statement does not name its issuer's key.")
        return cls(_statement(header.get(_CLAIMS), content), key_id, protected, payload, signature)

    def verify(self, public: bytes) -> None:
        """Check the issuer's signature with a key that has the statement's key id; raises `Contradiction`."""
        if not check_ed25519(public, self.signature, to_be_signed(self.protected, self.payload)):
            raise Contradiction("The statement is not what its issuer signed: the signature is wrong.")


def to_be_signed(protected: bytes, payload: bytes) -> bytes:
    """Give the Sig_structure of RFC 9052, 4.4, without external data."""
    return cbor.encode(["Signature1", protected, b"", payload])


def encode_statement(statement: Statement, key_id: bytes, public: bytes | None = None) -> tuple[bytes, bytes]:
    """Give the protected header and the payload of a statement by the key with this id; `public` is its content."""
    if not isinstance(statement.commitments, Commitments):
        raise TypeError("A statement needs Commitments: bare hashes of court files can be guessed.")
    claims: dict[int | str, cbor.Value] = {
        _ISSUER: statement.issuer, _SUBJECT: statement.subject, _ISSUED_AT: statement.at}  # fmt: skip
    header: dict[int | str, cbor.Value] = {_ALGORITHM: _EDDSA, _KEY_ID: key_id, _CLAIMS: claims}
    content: dict[int | str, cbor.Value] = {
        "type": statement.kind.value,
        "commitment-sha256": statement.commitments.sha256,
        "commitment-sm3": statement.commitments.sm3,
        "size-class": statement.size_class,
        "manifest": statement.manifest,
        "chunks": statement.chunks,
    }
    if statement.members:
        content["members"] = list(statement.members)
    if public is not None:
        content["content"] = public
    _statement(claims, content)
    return cbor.encode(header), cbor.encode(content)


def thumbprint(public: bytes) -> bytes:
    """Give the key id of an issuer's Ed25519 key: its COSE key thumbprint with SHA-256 (RFC 9679)."""
    return hashlib.sha256(cbor.encode({1: 1, -1: 6, -2: public})).digest()


def is_hash(value: object) -> TypeGuard[bytes]:
    """Tell whether a decoded value is 32 bytes."""
    return isinstance(value, bytes) and len(value) == HASH_SIZE


def _statement(claims: cbor.Value, content: dict[int | str, cbor.Value]) -> Statement:
    if not isinstance(claims, dict):
        raise Malformed("The statement does not say who issued it.")
    issuer, subject, at = claims.get(_ISSUER), claims.get(_SUBJECT), claims.get(_ISSUED_AT)
    if not isinstance(issuer, str) or not isinstance(subject, str) or not _is_natural(at):
        raise Malformed("The statement's issuer, subject or time is missing.")
    sha256, sm3 = content.get("commitment-sha256"), content.get("commitment-sm3")
    manifest, chunks, size_class = content.get("manifest"), content.get("chunks"), content.get("size-class")
    if not is_hash(sha256) or not is_hash(sm3):
        raise Malformed("The statement does not hold two commitments of 32 bytes.")
    if not (manifest is None or is_hash(manifest)) or not (chunks is None or is_hash(chunks)):
        raise Malformed("The statement's manifest or chunk root is not 32 bytes.")
    if not _is_natural(size_class) or {"manifest", "chunks"} - content.keys():
        raise Malformed("The statement's size class, manifest or chunk root is missing.")
    try:
        kind = Kind(str(content.get("type")))
    except ValueError as error:
        raise Malformed("The statement is of a type that this version does not know.") from error
    made, members = Commitments(sha256, sm3), _members(content.get("members"))
    return Statement(kind, made, size_class, issuer, subject, at, manifest, chunks, members)


def _members(value: cbor.Value) -> tuple[int, bytes] | None:
    match value:
        case None:
            return None
        case [int(count), bytes(root)] if is_hash(root) and count > 0 and not isinstance(count, bool):
            return count, root
    raise Malformed("The statement's members are not a number and a root.")


def _is_natural(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
