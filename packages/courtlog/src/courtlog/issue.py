"""Making a statement about a file: measure, commit, sign. What a depositor does before the ledger sees anything.

An entry may also hold its content, for all to read: policies, changes of keys, heads of other logs. Such a public entry
is an ordinary statement with one more key in its payload, `content`. Its salt is no secret: it is
SHA-256("court-public/v1" NUL || content), so everybody can check the commitment, and the same content by the same
issuer is the same deposit.
"""

import hashlib
import io
from dataclasses import dataclass
from typing import IO

from courtlog import cbor
from courtlog.commitment import ChunkProof, Commitments, FileDigests, Salt, chunk_salt, commit, measure, size_class
from courtlog.errors import Contradiction, Malformed
from courtlog.merkle import nodes_of
from courtlog.note import COSIGNATURE, ED25519
from courtlog.opening import Opening
from courtlog.proofs import inclusion_path
from courtlog.signing import SignerKey
from courtlog.statement import SIGN1, Kind, SignedStatement, Statement, encode_statement, thumbprint, to_be_signed

_TAG = b"court-public/v1\x00"
_LONGEST = 60_000


@dataclass(frozen=True, slots=True)
class Issued:
    """The public half (`statement`, the bytes to deposit) and the secret half (`opening`) of one deposit."""

    statement: bytes
    opening: Opening


def sign_statement(statement: Statement, key: SignerKey, public: bytes | None = None) -> bytes:
    """Sign a statement, with its content if that is public; gives the bytes of `statement.cose`, always the same."""
    if key.algorithm not in (ED25519, COSIGNATURE):
        raise Malformed(f"{key.name} is no Ed25519 key, with which statements are signed.")
    protected, payload = encode_statement(statement, thumbprint(key.verifier.public), public)
    signature = key.sign_raw(to_be_signed(protected, payload))
    return cbor.encode(cbor.Tag(SIGN1, [protected, {}, payload, signature]))


def issue(  # noqa: PLR0913  # a statement has this many facts, all but the file by name
    file: IO[bytes], *, name: str, kind: Kind, subject: str, key: SignerKey, at: int,
    manifest: bytes | None = None, salt: Salt | None = None, members: tuple[int, bytes] | None = None,
) -> Issued:  # fmt: skip
    """Measure a file and sign a statement about it.

    `subject` is an opaque id (it becomes public: never a name or case number); `at` the issuer's time in POSIX
    seconds; `manifest` a salted commitment to a description; `members` those of a batch. The same
    salt gives the same deposit again.
    """
    salt = salt or Salt.new()
    digests = measure(file, salt)
    opening = Opening.of(name, digests, salt, (key.name, key.verifier.public))
    made = commit(digests, salt)
    statement = Statement(kind, made, size_class(digests.size), key.name, subject, at, manifest, digests.chunks,
                          members)  # fmt: skip
    return Issued(sign_statement(statement, key), opening)


def prove_chunk(digests: FileDigests, salt: Salt, index: int) -> ChunkProof:
    """Make the proof for one chunk (from 0) of a measured file."""
    leaves = digests.chunk_leaves
    path = inclusion_path(index, len(leaves), nodes_of(leaves))
    return ChunkProof(index, len(leaves), chunk_salt(salt, index), tuple(path))


def issue_public(kind: Kind, subject: str, content: bytes, key: SignerKey, at: int) -> bytes:
    """Sign a statement that carries its content; gives the bytes to deposit. Raises `Malformed` when it is too long."""
    if len(content) > _LONGEST:
        raise Malformed(f"A public entry holds at most {_LONGEST} bytes, not {len(content)}.")
    statement = Statement(kind, _commit(content), size_class(len(content)), key.name, subject, at)
    return sign_statement(statement, key, content)


def content_of(entry: bytes) -> tuple[SignedStatement, bytes] | None:
    """Give an entry and its public content, None when it has none; the issuer's signature is not checked here.

    Raises `Malformed` for what is no statement, and `Contradiction` when the content is not what was committed to.
    """
    signed = SignedStatement.parse(entry)
    fields = cbor.decode(signed.payload)
    content = fields.get("content") if isinstance(fields, dict) else None
    if not isinstance(content, bytes):
        return None
    if _commit(content) != signed.statement.commitments:
        raise Contradiction("The public content of the entry is not what its issuer committed to.")
    return signed, content


def _commit(content: bytes) -> Commitments:
    salt = Salt(hashlib.sha256(_TAG + content).digest())
    return commit(measure(io.BytesIO(content), salt), salt)
