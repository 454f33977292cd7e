"""Sending e-mail through a real SMTP server (`mail = "host:port"` and [mail_access] in platform.toml)."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils.functional import cached_property

ATTACHED_LIMIT = 8 * 2**20
"""Bytes of attachments that a mail server can be expected to take."""
MESSAGE_HOST = "%s.tongban.example"
"""The right side of a Message-ID of the platform with this slug."""
_FINAL = 500
_OF_ACCESS = frozenset({530, 534, 535, 538})
"""Answers to who is not let in (RFC 4954, 6): they say nothing of the address."""
_PORTS = {"none": 25, "starttls": 587, "tls": 465}


class MailRefused(Exception):  # noqa: N818 - the server's answer
    """The server refused this address or this message for good; `code` is its answer."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(str(code))


class MailAccessRefused(RuntimeError):  # noqa: N818 - the text is what the operator reads
    """The server does not let this platform in, or is not the one that it should be; nothing was sent.

    Nobody but the operator can mend it: what waits is tried again, and `tongban check` tells of it.
    """


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


def mail_answers() -> bool | None:
    """Whether the mail server lets the platform in now; None without one. Nothing is sent.

    Raises `MailAccessRefused`.
    """
    if not mail_is_on():
        return None
    try:
        with _let_in(), closing(_connection()) as connection:
            connection.open()
    except OSError:
        return False
    return True


class _Connection(EmailBackend):
    @cached_property
    def ssl_context(self) -> ssl.SSLContext:
        roots = settings.TONGBAN.mail_access.roots
        return ssl.create_default_context(cafile=str(roots) if roots else None)


def _connection() -> EmailBackend:
    access = settings.TONGBAN.mail_access
    host, _, port = settings.TONGBAN.mail.partition(":")
    return _Connection(
        host=host,
        port=int(port or _PORTS[access.security]),
        username=access.user,
        password=access.password,
        use_tls=access.security == "starttls",
        use_ssl=access.security == "tls",
        timeout=settings.EMAIL_TIMEOUT,
    )


@contextmanager
def _let_in() -> Iterator[None]:
    """Whatever means that the platform is not let in, as `MailAccessRefused`."""
    try:
        yield
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError, ssl.SSLError) as no:
        raise _access_refused(no) from no
    except smtplib.SMTPResponseException as no:
        if no.smtp_code in _OF_ACCESS:
            raise _access_refused(no) from no
        raise


def _access_refused(no: Exception) -> MailAccessRefused:
    host = settings.TONGBAN.mail
    return MailAccessRefused(
        f"{host} does not let this platform in: {no}; see `mail` and [mail_access] in platform.toml"
    )


def send_mail(letter: Letter) -> str:
    """Hand the message to the mail server; returns the digest of what it accepted.

    Raises `MailRefused` for a refusal that will stand; other failures (`MailAccessRefused`, OSError, SMTPException) may
    be tried again.
    """
    connection = _connection()
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
        with _let_in(), closing(connection):
            message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()))[0]
        if code in _OF_ACCESS:
            raise _access_refused(refused) from refused
        if code >= _FINAL:
            raise MailRefused(code) from refused
        raise
    except smtplib.SMTPResponseException as answer:
        if answer.smtp_code >= _FINAL:
            raise MailRefused(answer.smtp_code) from answer
        raise
    return hashlib.sha256(message.message().as_bytes()).hexdigest()
