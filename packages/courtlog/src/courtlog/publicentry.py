"""Entries whose content is public and stands in the entry itself: policies, changes of keys, heads of other logs.

They are ordinary statements with one more key in their payload, `content`. Their salt is no secret: it is
SHA-256("court-public/v1" NUL || content), so everybody can check the commitment, and the same content by the same
issuer is the same deposit.
"""

import hashlib
import io

from courtlog import cbor
from courtlog.commitment import Salt, commit, measure, size_class
from courtlog.errors import Contradiction, Malformed
from courtlog.signing import SignerKey
from courtlog.statement import (
    Kind,
    SignedStatement,
    Statement,
    encode_signed,
    encode_statement,
    thumbprint,
    to_be_signed,
)

_TAG = b"court-public/v1\x00"
_LONGEST = 60_000


def issue_public(kind: Kind, subject: str, content: bytes, key: SignerKey, at: int) -> bytes:
    """Sign a statement that carries its content; gives the bytes to deposit. Raises `Malformed` when it is too long."""
    if len(content) > _LONGEST:
        raise Malformed(f"A public entry holds at most {_LONGEST} bytes, not {len(content)}.")
    salt = _salt(content)
    made = commit(measure(io.BytesIO(content), salt), salt)
    statement = Statement(kind, made, size_class(len(content)), key.name, subject, at)
    protected, payload = encode_statement(statement, thumbprint(key.verifier.public))
    fields = cbor.decode(payload)
    assert isinstance(fields, dict)  # noqa: S101  # made one line above
    payload = cbor.encode({**fields, "content": content})
    return encode_signed(protected, payload, key.sign_raw(to_be_signed(protected, payload)))


def content_of(entry: bytes) -> tuple[SignedStatement, bytes] | None:
    """Give an entry and its public content, None when it has none; the issuer's signature is not checked here.

    Raises `Malformed` for what is no statement, and `Contradiction` when the content is not what was committed to.
    """
    signed = SignedStatement.parse(entry)
    fields = cbor.decode(signed.payload)
    content = fields.get("content") if isinstance(fields, dict) else None
    if not isinstance(content, bytes):
        return None
    salt = _salt(content)
    if commit(measure(io.BytesIO(content), salt), salt) != signed.statement.commitments:
        raise Contradiction("The public content of the entry is not what its issuer committed to.")
    return signed, content


def _salt(content: bytes) -> Salt:
    return Salt(hashlib.sha256(_TAG + content).digest())
