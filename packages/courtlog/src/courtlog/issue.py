"""Making a statement about a file: measure, commit, sign. What a depositor does before the ledger sees anything."""

from dataclasses import dataclass
from typing import IO

from courtlog.commitment import ChunkProof, FileDigests, Salt, chunk_salt, commit, measure, size_class
from courtlog.errors import Malformed
from courtlog.merkle import nodes_of
from courtlog.note import COSIGNATURE, ED25519
from courtlog.opening import Opening
from courtlog.proofs import inclusion_path
from courtlog.signing import SignerKey
from courtlog.statement import Kind, Statement, encode_signed, encode_statement, thumbprint, to_be_signed


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
    return encode_signed(protected, payload, key.sign_raw(to_be_signed(protected, payload)))


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
