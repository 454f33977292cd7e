"""Salted commitments to a file, with SHA-256 and SM3, and the chunk root that proves a part of a large file alone.

commitment = H("court-evidence/v1" NUL || salt || H(file)). A bare hash of a court form can be guessed from its
contents, so the types here leave no way to put one on the ledger: a `Commitments` is made from a `Salt` only.
"""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from cryptography.hazmat.primitives import hashes

from courtlog.errors import Contradiction, Malformed
from courtlog.merkle import leaf_hash, nodes_of, range_hash, verify_inclusion

DOMAIN = "court-evidence/v1"
"""Domain name in `opening.json`; its bytes and one NUL are the tag under every commitment."""
CHUNK = 1 << 20
"""Bytes in a chunk; a file that fits in one has no chunk root."""
SALT_SIZE = 32
"""Bytes in a salt."""
_TAG = DOMAIN.encode() + b"\x00"
_CHUNK_TAG = b"court-chunk/v1\x00"
_LEAST_CLASS = 10
_LEAST_VARIETY = 8


@dataclass(frozen=True, slots=True)
class Salt:
    """32 secret random bytes, known only to those who may check the file. Destroying it unlinks the entry."""

    value: bytes

    def __post_init__(self) -> None:
        """Refuse lengths and contents that no random source gives."""
        if len(self.value) != SALT_SIZE or len(set(self.value)) < _LEAST_VARIETY:
            raise Malformed("A salt must be 32 random bytes.")

    @classmethod
    def new(cls) -> "Salt":
        """Draw a salt from the system's random source."""
        return cls(secrets.token_bytes(SALT_SIZE))


@dataclass(frozen=True, slots=True)
class FileDigests:
    """What was measured of a file: bytes, SHA-256 and SM3 digests, salted leaf hashes of its chunks."""

    size: int
    sha256: bytes
    sm3: bytes
    chunk_leaves: tuple[bytes, ...] = ()

    @property
    def chunks(self) -> bytes | None:
        """Root over the chunks, or None for a file of at most one chunk."""
        count = len(self.chunk_leaves)
        return range_hash(0, count, nodes_of(self.chunk_leaves)) if count > 1 else None


@dataclass(frozen=True, slots=True)
class Commitments:
    """The two salted commitments that go on the ledger; made by `commit`, never from bare digests."""

    sha256: bytes
    sm3: bytes


def sm3(data: bytes) -> bytes:
    """Hash with SM3 (GB/T 32905)."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def measure(file: IO[bytes], salt: Salt) -> FileDigests:
    """Read a file once, in chunks, and measure it; memory stays at one chunk."""
    sha256, sm3_digest = hashlib.sha256(), hashes.Hash(hashes.SM3())
    size, leaves = 0, []
    for number, chunk in enumerate(_chunks(file)):
        sha256.update(chunk)
        sm3_digest.update(chunk)
        leaves.append(leaf_hash(chunk_salt(salt, number) + chunk))
        size += len(chunk)
    return FileDigests(size, sha256.digest(), sm3_digest.finalize(), tuple(leaves))


def commit(digests: FileDigests, salt: Salt) -> Commitments:
    """Commit to a measured file; raises TypeError for a salt that is not a `Salt`."""
    if not isinstance(salt, Salt):
        raise TypeError("A commitment needs a Salt: unsalted hashes of court files can be guessed.")
    sha256 = hashlib.sha256(_TAG + salt.value + digests.sha256).digest()
    return Commitments(sha256, sm3(_TAG + salt.value + digests.sm3))


def size_class(size: int) -> int:
    """Give the smallest n >= 10 with size <= 2**n: enough to see the order of magnitude, too little to tell files."""
    return max(_LEAST_CLASS, (size - 1).bit_length())


@dataclass(frozen=True, slots=True)
class ChunkProof:
    """Shows chunk `index` of `count` alone; `salt` is that chunk's own, and reveals nothing about the others."""

    index: int
    count: int
    salt: bytes
    path: tuple[bytes, ...]

    def verify(self, chunk: bytes, root: bytes) -> None:
        """Check one chunk against the statement's chunk root; raises `Contradiction` or `Malformed`."""
        if len(self.salt) != SALT_SIZE or len(chunk) > CHUNK:
            raise Contradiction("The chunk or its salt has a wrong length.")
        verify_inclusion(self.index, self.count, leaf_hash(self.salt + chunk), self.path, root)


def chunk_salt(salt: Salt, number: int) -> bytes:
    """Derive the salt of one chunk: SHA-256("court-chunk/v1" NUL || salt || number in 8 bytes)."""
    return hashlib.sha256(_CHUNK_TAG + salt.value + number.to_bytes(8, "big")).digest()


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Read exact chunks, also from a source that gives fewer bytes than asked for."""
    while True:
        parts, length = [], 0
        while length < CHUNK and (part := file.read(CHUNK - length)):
            parts.append(part)
            length += len(part)
        if not length:
            return
        yield b"".join(parts)
