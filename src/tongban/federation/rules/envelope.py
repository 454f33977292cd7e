"""The form of envelopes and receipts: RFC 8785 JSON in a compact JWS (RFC 7515), signed with Ed25519 (RFC 9864).

A file gateway can carry the same text that HTTP carries: nothing outside the signed text is believed.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from tongban.federation.vocabulary import Attachment, Envelope
from tongban.kernel.facts import canonical
from tongban.kernel.refusal import Refusal

ALGORITHM = "Ed25519"
LIMIT = 4 * 2**20
"""Largest envelope text in bytes; files travel beside it."""
_LAW = "house rule: federation, form of envelopes"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError)
"""What JSON of another form raises where it is read."""
_SENDER = re.compile(r"[a-z][a-z0-9-]{1,30}")
_KIND = re.compile(r"[a-z][a-z-]{0,39}")


def digest_of(token: str) -> str:
    """The digest by which an envelope is named in registers and receipts."""
    return hashlib.sha256(token.encode()).hexdigest()


def sealed(envelope: Envelope, key: OKPKey) -> str:
    """The envelope as signed text."""
    return signed(
        {
            "type": "envelope",
            "uid": envelope.uid,
            "sender": envelope.sender,
            "recipient": envelope.recipient,
            "kind": envelope.kind,
            "at": envelope.at,
            "body": envelope.body,
            "attachments": list(envelope.attachments),
        },
        envelope.sender,
        key,
    )


def receipt_for(token: str, *, uid: UUID, by: str, at: datetime, key: OKPKey) -> str:
    """The recipient's signed word that exactly this text arrived at `at`."""
    return signed({"type": "receipt", "envelope": uid, "digest": digest_of(token), "received_at": at}, by, key)


def file_grant(sha256: str, *, sender: str, recipient: str, key: OKPKey) -> str:
    """The sender's signed word that this file belongs to its envelopes; goes in the Authorization header."""
    return signed({"type": "file", "sha256": sha256, "recipient": recipient}, sender, key)


def grant_problem(grant: str, key: OKPKey, *, sha256: str, recipient: str) -> Refusal | None:
    """Why a file may not come in, or None."""
    content = opened_as("file", grant, key)
    if isinstance(content, Refusal):
        return content
    if (content.get("sha256"), content.get("recipient")) != (sha256, recipient):
        return Refusal("federation.not_for_us", _LAW)
    return None


def signed(content: dict[str, Any], kid: str, key: OKPKey) -> str:
    """Plain content as signed text; its `type` says what it is."""
    header = {"alg": ALGORITHM, "kid": kid}
    return jws.serialize_compact(header, canonical(content), key, algorithms=[ALGORITHM])


def claimed_sender(token: str) -> str | Refusal:
    """The key name in the header, not yet believed."""
    if len(token) > LIMIT:
        return Refusal("federation.too_large", _LAW)
    try:
        named = str(jws.extract_compact(token.encode()).headers().get("kid", ""))
    except (JoseError, ValueError, UnicodeError, RecursionError, AttributeError, TypeError):
        return Refusal("federation.unreadable", _LAW)
    return named if _SENDER.fullmatch(named) else Refusal("federation.unreadable", _LAW)


def claimed_text(token: str) -> str:
    """What a signed text says, not yet believed; "" when it cannot be read. For looking what it names."""
    try:
        return jws.extract_compact(token.encode()).payload.decode()
    except (JoseError, ValueError, UnicodeError, RecursionError, AttributeError, TypeError):
        return ""


def opened_as(kind: str, token: str, key: OKPKey) -> dict[str, Any] | Refusal:
    """The content of a signed text of this `type`, or why it is not taken."""
    try:
        found = jws.deserialize_compact(token, key, algorithms=[ALGORITHM])
        content = json.loads(found.payload)
    except (JoseError, ValueError, UnicodeError, RecursionError, AttributeError, TypeError):
        return Refusal("federation.bad_signature", _LAW)
    if not isinstance(content, dict) or content.get("type") != kind or not _is_plain(content):
        return Refusal("federation.unreadable", _LAW)
    return content


def _is_plain(content: dict[str, Any]) -> bool:
    """Whether it is JSON as RFC 8785 has it: no half of a character, no number without end."""
    try:
        json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        return False
    return True


def opened(token: str, key: OKPKey, *, recipient: str) -> Envelope | Refusal:
    """The envelope inside a signed text, or why it is not taken."""
    content = opened_as("envelope", token, key)
    if isinstance(content, Refusal):
        return content
    try:
        envelope = Envelope(
            uid=UUID(content["uid"]),
            sender=str(content["sender"]),
            recipient=str(content["recipient"]),
            kind=str(content["kind"]),
            at=datetime.fromisoformat(content["at"]),
            body=dict(content["body"]),
            attachments=tuple(
                Attachment(str(a["sha256"]), int(a["size"]), str(a["media_type"]), str(a["name"]))
                for a in content["attachments"]
            ),
        )
    except _MALFORMED:
        return Refusal("federation.unreadable", _LAW)
    digests_fit = all(_DIGEST.fullmatch(a.sha256) for a in envelope.attachments)
    if not _KIND.fullmatch(envelope.kind) or envelope.at.tzinfo is None or not digests_fit:
        return Refusal("federation.unreadable", _LAW)
    if envelope.recipient != recipient:
        return Refusal("federation.not_for_us", _LAW, facts=(("recipient", envelope.recipient[:40]),))
    return envelope


@dataclass(frozen=True, slots=True)
class Receipt:
    """A checked receipt."""

    envelope: UUID
    received_at: datetime


def opened_receipt(text: str, key: OKPKey, *, token: str) -> Receipt | Refusal:
    """The receipt for `token`, or why it is none."""
    content = opened_as("receipt", text, key)
    if isinstance(content, Refusal):
        return content
    if content.get("digest") != digest_of(token):
        return Refusal("federation.receipt_for_another", _LAW)
    try:
        receipt = Receipt(UUID(content["envelope"]), datetime.fromisoformat(content["received_at"]))
    except _MALFORMED:
        return Refusal("federation.unreadable", _LAW)
    return receipt if receipt.received_at.tzinfo else Refusal("federation.unreadable", _LAW)
