"""Entries whose content is public and stands in the entry itself: policies, changes of keys, heads of other logs.

They are ordinary statements with one more key in their payload, `content`. Their salt is no secret: it is
SHA-256("court-public/v1" NUL || content), so everybody can check the commitment, and the same content by the same
issuer is the same deposit.
"""

import hashlib
import io

from courtlog import cbor
from courtlog.commitment import Commitments, Salt, commit, measure, size_class
from courtlog.errors import Contradiction, Malformed
from courtlog.issue import sign_statement
from courtlog.signing import SignerKey
from courtlog.statement import Kind, SignedStatement, Statement

_TAG = b"court-public/v1\x00"
_LONGEST = 60_000


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
