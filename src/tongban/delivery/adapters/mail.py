"""Sending e-mail through a real SMTP server (`mail = "host:port"` in platform.toml)."""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

ATTACHED_LIMIT = 8 * 2**20
"""Bytes of attachments that a mail server can be expected to take."""
MESSAGE_HOST = "%s.tongban.example"
"""The right side of a Message-ID of the platform with this slug."""
_FINAL = 500


class MailRefused(Exception):  # noqa: N818 - the server's answer
    """The server refused this address or this message for good; `code` is its answer."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(str(code))


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail. `key` becomes its Message-ID: sent twice after a kill, mail programs show it once."""

    key: str
    to: str
    subject: str
    body: str
    attachments: Sequence[tuple[str, bytes, str]]


def mail_is_on() -> bool:
    """True when this platform has a mail server."""
    return bool(settings.TONGBAN.mail)


def send_mail(letter: Letter) -> str:
    """Hand the message to the mail server; returns the digest of what it accepted.

    Raises `MailRefused` for a refusal that will stand; other failures (OSError, SMTPException) may be tried again.
    """
    host, _, port = settings.TONGBAN.mail.partition(":")
    connection = get_connection(
        "django.core.mail.backends.smtp.EmailBackend", host=host, port=int(port or 25), timeout=settings.EMAIL_TIMEOUT
    )
    message = EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.to],
        headers={
            "Message-ID": f"<{letter.key}@{MESSAGE_HOST % settings.TONGBAN.slug}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )
    for name, content, media_type in letter.attachments:
        message.attach(name, content, media_type)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()))[0]
        if code >= _FINAL:
            raise MailRefused(code) from refused
        raise
    except smtplib.SMTPResponseException as answer:
        if answer.smtp_code >= _FINAL:
            raise MailRefused(answer.smtp_code) from answer
        raise
    return hashlib.sha256(message.message().as_bytes()).hexdigest()
