"""Reading mail that came back: delivery status notifications of RFC 3464, as mail servers put them into a mailbox."""

from __future__ import annotations

import email
import hashlib
import re
from email.message import Message
from uuid import UUID

from tongban.delivery.vocabulary.post import Bounce

LIMIT = 20 * 2**20
"""Bytes of the largest message that is read: a server may send the whole mail back."""
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")
_OWN_ID = re.compile(r"<([0-9a-f-]{36})@([a-z0-9.-]+)>")
_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_ORIGINALS = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")


def read_bounce(content: bytes, host: str) -> Bounce | None:
    """What a notification says of a message of `host` (the right side of our Message-IDs); None when it is none.

    A vacation notice, an answer of a person or a report about somebody else's message is none.
    """
    if len(content) > LIMIT:
        return None
    message = email.message_from_bytes(content)
    report = next((part for part in message.walk() if part.get_content_type() in _REPORTS), None)
    attempt = _about(message, host)
    if report is None or attempt is None:
        return None
    fields = _fields(report)
    action, status = fields.get("action", "").lower(), fields.get("status", "")
    found = _STATUS.search(status)
    code = found[0] if found else ""
    if action not in ("failed", "delayed") and not code.startswith("5"):
        return None
    final = action == "failed" or (action != "delayed" and code.startswith("5"))
    return Bounce(attempt, code or "5.0.0", final, hashlib.sha256(content).hexdigest())


def _about(message: Message, host: str) -> UUID | None:
    """Which of our messages it is about: the one that it encloses, by its Message-ID."""
    for part in message.walk():
        if part.get_content_type() in _ORIGINALS:
            for enclosed in _enclosed(part):
                found = _OWN_ID.fullmatch(str(enclosed.get("Message-ID", "")).strip())
                if found and found[2] == host:
                    return _uid(found[1])
    return None


def _enclosed(part: Message) -> list[Message]:
    inside = part.get_payload()
    if isinstance(inside, list):
        return [one for one in inside if isinstance(one, Message)]
    text = part.get_payload(decode=True)
    return [email.message_from_bytes(text)] if isinstance(text, bytes) else []


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _fields(report: Message) -> dict[str, str]:
    """The fields of the last recipient that failed; of the only one, as a rule: our messages have one."""
    groups = report.get_payload()
    found: dict[str, str] = {}
    for group in groups if isinstance(groups, list) else []:
        if isinstance(group, Message):
            found |= {name.lower(): str(value) for name, value in group.items()}
    return found
