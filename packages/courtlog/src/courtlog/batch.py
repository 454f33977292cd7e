"""Batches: a gateway signs one statement for many commitments, and each of them is proven alone.

A batch is a file of records, 64 bytes each: a member's commitment with SHA-256, then the one with SM3. Its statement is
an ordinary one about that file, of type `register-batch`, whose payload bears one more key: `members`, an array of the
number of records and the RFC 9162 root over them. A member proof is text: `court-member/v1`, `index N`, then the
inclusion path, base64, one hash a line.
"""

import base64
import io
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from courtlog.checkpoint import parse_decimal
from courtlog.commitment import Commitments, Salt
from courtlog.disk import Disk
from courtlog.errors import Contradiction, Malformed, Missing
from courtlog.issue import Issued, issue
from courtlog.merkle import HASH_SIZE, leaf_hash, leaf_hashes, nodes_of, range_hash, verify_inclusion
from courtlog.note import decode_base64
from courtlog.proofs import inclusion_path
from courtlog.signing import SignerKey
from courtlog.statement import Kind, Statement

HEADER = "court-member/v1"
"""First line of a member proof."""
RECORD = 2 * HASH_SIZE
"""Bytes in a record."""
MAX_MEMBERS = 65_536
"""Most members of one batch."""
_MAX_PATH = MAX_MEMBERS.bit_length()


def encode_records(members: Iterable[Commitments]) -> bytes:
    """Give the file of a batch."""
    return b"".join(one.sha256 + one.sm3 for one in members)


def split_records(records: bytes) -> list[bytes]:
    """Give the records of a batch; raises `Malformed` for none, too many, or a part of one."""
    if not records or len(records) % RECORD or len(records) > MAX_MEMBERS * RECORD:
        raise Malformed(
            f"A batch must hold 1 to {MAX_MEMBERS} records of {RECORD} bytes; this has {len(records)} bytes."
        )
    return [records[at : at + RECORD] for at in range(0, len(records), RECORD)]


def members_of(records: bytes) -> tuple[int, bytes]:
    """Give what the statement says under `members`: the number of records and the root over them."""
    leaves = leaf_hashes(split_records(records))
    return len(leaves), range_hash(0, len(leaves), nodes_of(leaves))


def issue_batch(  # noqa: PLR0913  # as `issue`
    records: bytes, *, name: str, subject: str, key: SignerKey, at: int, salt: Salt | None = None
) -> Issued:
    """Sign the statement of a batch; keep its bytes to hand them in again, which gives the same deposit."""
    source, members = io.BytesIO(records), members_of(records)
    return issue(source, name=name, kind=Kind.REGISTER_BATCH, subject=subject, key=key, at=at, salt=salt,
                 members=members)  # fmt: skip


def check_batch(statement: Statement, records: bytes) -> bytes:
    """Check that a statement is about exactly these records; gives the root. Raises `Malformed`, `Contradiction`."""
    if statement.kind is not Kind.REGISTER_BATCH or statement.members is None:
        raise Malformed("The statement is not about a batch: its type or its members are others.")
    if statement.members != members_of(records):
        raise Contradiction("The records are not those that the statement of the batch counts and hashes.")
    return statement.members[1]


@dataclass(frozen=True, slots=True)
class MemberProof:
    """Shows that a member belongs to the batch of a statement, without the other members."""

    index: int
    path: tuple[bytes, ...]

    @classmethod
    def of(cls, records: bytes, index: int) -> "MemberProof":
        """Prove member `index` (from 0); raises `Malformed` when there is none."""
        leaves = leaf_hashes(split_records(records))
        return cls(index, tuple(inclusion_path(index, len(leaves), nodes_of(leaves))))

    @classmethod
    def parse(cls, data: bytes) -> "MemberProof":
        """Read a member proof; raises `Malformed`."""
        try:
            first, second, *lines, last = data.decode("ascii").split("\n")
        except ValueError as error:
            raise Malformed("A member proof has two or more lines of plain characters.") from error
        if first != HEADER or not second.startswith("index ") or last or len(lines) > _MAX_PATH:
            raise Malformed(f"A member proof begins with {HEADER} and an index, and has at most {_MAX_PATH} hashes.")
        index = parse_decimal(second.removeprefix("index "), "The index in a member proof")
        return cls(index, tuple(decode_base64(line, "A hash in a member proof") for line in lines))

    def encode(self) -> bytes:
        """Give the bytes that `parse` reads."""
        lines = [HEADER, f"index {self.index}", *(base64.b64encode(one).decode() for one in self.path), ""]
        return "\n".join(lines).encode()

    def verify(self, member: Commitments, statement: Statement) -> None:
        """Check a member against the batch's statement, whose own proof is another check.

        Raises `Malformed` or `Contradiction`.
        """
        if statement.kind is not Kind.REGISTER_BATCH or statement.members is None:
            raise Malformed("The statement is not about a batch: its type or its members are others.")
        count, root = statement.members
        verify_inclusion(self.index, count, leaf_hash(encode_records([member])), self.path, root)


class Batches:
    """The records of the batches on a ledger, a file each, named by their root: members are proven from them."""

    def __init__(self, log: Path, disk: Disk | None = None) -> None:
        """Keep them in `batches/` of the log's directory."""
        self._directory = log / "batches"
        self._disk = disk or Disk(self._directory)
        self._mutex = threading.Lock()

    def keep(self, root: bytes, records: bytes) -> None:
        """Store records durably; once is enough. Call before the statement is deposited."""
        path = self._directory / root.hex()
        with self._mutex:
            if path.is_file():
                return
            self._disk.write({path: records})

    def faults(self) -> Iterator[str]:
        """Give one sentence for each file whose records are not those of its root."""
        for path in sorted(one for one in self._directory.glob("*") if one.is_file()):
            try:
                sound = members_of(path.read_bytes())[1].hex() == path.name
            except Malformed:
                sound = False
            if not sound:
                yield f"The records of batch {path.name} are damaged."

    def prove(self, root: str, index: int) -> MemberProof:
        """Prove a member of the batch with this root in hexadecimal; raises `Missing`, `Malformed`, `Contradiction`."""
        if not re.fullmatch(r"[0-9a-f]{64}", root) or not (path := self._directory / root).is_file():
            raise Missing(f"This log keeps no batch {root[:64]}.")
        records = path.read_bytes()
        if members_of(records)[1].hex() != root:
            raise Contradiction(f"The stored records of batch {root} are damaged.")
        return MemberProof.of(records, index)
