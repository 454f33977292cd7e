"""How the platform is let in by its mail server, as `platform.toml` and the environment say."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

PASSWORD = "TONGBAN_MAIL_PASSWORD"  # noqa: S105 # nosec B105 - the name of a variable
"""In the environment: the password, where it does not stand in `platform.toml`."""
NONE, STARTTLS, TLS = "none", "starttls", "tls"


@dataclass(frozen=True, slots=True)
class MailAccess:
    """Whether the connection is encrypted (`security`: none, starttls, tls), and as whom the platform signs in.

    `roots`: certificates that vouch for the server (PEM), None for those that the machine trusts.
    """

    security: str = NONE
    user: str = ""
    password: str = field(default="", repr=False)
    roots: Path | None = None


def mail_access_of(raw: Mapping[str, Any], home: Path, *, fail: Callable[[str], Exception]) -> MailAccess:
    """The table [mail_access]; `fail` makes the exception for a sentence that says what is wrong."""
    table, names = raw.get("mail_access", {}), [one.name for one in fields(MailAccess)]
    if not isinstance(table, dict) or not set(table) <= set(names) or not all(map(_is_text, table.values())):
        raise fail(f"[mail_access] sets {', '.join(names)} as texts, and nothing else")
    user, password = table.get("user", ""), os.environ.get(PASSWORD) or table.get("password", "")
    if bool(user) != bool(password):
        raise fail(f"[mail_access] needs both `user` and a password, as `password` or in {PASSWORD}")
    security = table.get("security", STARTTLS if user else NONE)
    if security not in {NONE, STARTTLS, TLS}:
        raise fail(f"[mail_access] `security` is {NONE}, {STARTTLS} or {TLS}")
    if user and security == NONE:
        raise fail(f"[mail_access] no password goes out unencrypted: `security` must be {STARTTLS} or {TLS}")
    roots = home / table["roots"] if table.get("roots") else None
    if roots and not roots.is_file():
        raise fail(f"[mail_access] there is no file {roots}: `roots` holds the certificates of the server's authority")
    return MailAccess(security, user, password, roots)


def _is_text(value: object) -> bool:
    return isinstance(value, str)
