"""Reading mail that came back: notifications of RFC 3464 and RFC 6533, as mail servers put them into a mailbox, and the
letters in plain words that some of them write instead.
"""

from __future__ import annotations

import email
import hashlib
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from uuid import UUID

from tongban.delivery.vocabulary.post import Bounce

LIMIT = 20 * 2**20
"""Bytes of the largest message that is read: a server may send the whole mail back."""
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")
_OWN_ID = re.compile(r"<([0-9a-f-]{36})@([a-z0-9.-]+)>")
_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_ORIGINALS = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
_NAMING = ("In-Reply-To", "References", "X-Original-Message-ID")
"""Headers in which a server names the message that came back when it does not enclose it."""
_ROBOTS = frozenset({"mailer-daemon", "postmaster"})
_LATER = re.compile(r"delay|warning|延迟|推迟|暂时", re.IGNORECASE)
_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")
_UNKNOWN = "5.0.0"
"""The code of a failure of which the server tells no more (RFC 3463)."""


def read_bounce(content: bytes, host: str) -> Bounce | None:
    """What a notification says of a message of `host` (the right side of our Message-IDs); None when it is none.

    A vacation notice, an answer of a person or a report about somebody else's message is none. A server that writes
    plain words and names our message is believed to have failed for good: a person looks at it before anything follows.
    """
    if len(content) > LIMIT:
        return None
    message = email.message_from_bytes(content)
    report = next((part for part in message.walk() if part.get_content_type() in _REPORTS), None)
    attempt = _about(message, host)
    digest = hashlib.sha256(content).hexdigest()
    if report is None:
        told = attempt or _in_words(message, host)
        return Bounce(told, _UNKNOWN, final=True, digest=digest) if told and _by_a_server(message) else None
    if attempt is None:
        return None
    fields = _fields(report)
    action, status = fields.get("action", "").lower(), fields.get("status", "")
    found = _STATUS.search(status)
    code = found[0] if found else ""
    if action not in ("failed", "delayed") and not code.startswith("5"):
        return None
    final = action == "failed" or (action != "delayed" and code.startswith("5"))
    return Bounce(attempt, code or _UNKNOWN, final, digest)


def _about(message: Message, host: str) -> UUID | None:
    """Which of our messages it is about: the one that it encloses, else the one that its headers name."""
    enclosed = (
        str(one.get("Message-ID", ""))
        for part in message.walk()
        if part.get_content_type() in _ORIGINALS
        for one in _enclosed(part)
    )
    named = (str(text) for name in _NAMING for text in message.get_all(name, ()))
    return next((uid for text in (*enclosed, *named) if (uid := _own(text, host))), None)


def _in_words(message: Message, host: str) -> UUID | None:
    """Which of our messages is named in its text; the signs of a Message-ID are the same in every charset of mail."""
    bodies = (part.get_payload(decode=True) for part in message.walk() if part.get_content_maintype() == "text")
    texts = (body.decode("ascii", "replace") for body in bodies if isinstance(body, bytes))
    return next((uid for text in texts if (uid := _own(text, host))), None)


def _by_a_server(message: Message) -> bool:
    """Whether a mail server wrote it, and not only that it still tries."""
    name = parseaddr(str(message.get("From", "")))[1].partition("@")[0].lower()
    return name in _ROBOTS and not _LATER.search(_readable(message.get("Subject", "")))


def _readable(header: object) -> str:
    try:
        return str(make_header(decode_header(str(header))))
    except (HeaderParseError, ValueError, LookupError):
        return str(header)


def _own(text: str, host: str) -> UUID | None:
    found = next((one for one in _OWN_ID.finditer(text) if one[2] == host), None)
    return _uid(found[1]) if found else None


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
    found: dict[str, str] = {}
    for group in _groups(report):
        found |= {name.lower(): str(value) for name, value in group.items()}
    return found


def _groups(report: Message) -> Iterator[Message]:
    """Its groups of fields. Of the form for addresses in all scripts (RFC 6533) the library reads the first alone, and
    what is encoded not at all.
    """
    inside = report.get_payload()
    for group in inside if isinstance(inside, list) else []:
        if not isinstance(group, Message):
            continue
        yield group
        rest = group.get_payload()
        if isinstance(rest, str) and rest.strip():
            for block in _BLANK.split(_decoded(rest, str(report.get("Content-Transfer-Encoding", "")))):
                yield email.message_from_string(block.strip())


def _decoded(text: str, how: str) -> str:
    carried = Message()
    carried["Content-Transfer-Encoding"] = how
    carried.set_payload(text)
    plain = carried.get_payload(decode=True) if how.lower() in ("base64", "quoted-printable") else None
    return plain.decode("utf-8", "replace") if isinstance(plain, bytes) else text
