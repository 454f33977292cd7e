"""What protects a platform, as `platform.toml` says: networks, proxies, the scanner, who hears of weaknesses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Fail = Callable[[str], Exception]
_LOOPBACK = ("127.0.0.0/8", "::1/128")
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_SOCKETS = ("/run/clamav/clamd.ctl", "/var/run/clamav/clamd.ctl")
"""Where Debian's clamav-daemon listens."""
_CONTACTS = ("mailto:", "https://", "tel:")


def protection_of(raw: dict[str, Any], *, production: bool, database: str, fail: Fail) -> dict[str, Any]:
    """The fields of a `Platform` that protect it; `fail` makes the exception for a sentence that says what is wrong."""
    address = urlsplit(str(raw.get("public_url", "http://localhost")))
    if production and address.scheme != "https" and address.hostname not in _THIS_MACHINE:
        raise fail("`public_url` must be an https address: passwords and files do not travel unencrypted")
    captured = _networks(raw, "capture_networks", (), fail)
    if captured and production:
        raise fail("`capture_networks` is for tests; a production platform captures public web pages only")
    return {
        "capture_networks": captured,
        "private_networks": _networks(raw, "private_networks", () if production else _LOOPBACK, fail),
        "proxies": _networks(raw, "proxies", (), fail),
        "scanner": _scanner(raw.get("scanner"), fail),
        "security_contacts": _contacts(raw.get("security_contacts", []), fail),
        "staff_idle": timedelta(minutes=_whole(raw, "staff_idle_minutes", 30, fail)),
        "staff_longest": timedelta(hours=_whole(raw, "staff_session_hours", 12, fail)),
        "several_machines": _several(raw.get("several_machines", False), database, fail),
    }


def _networks(
    raw: dict[str, Any], name: str, otherwise: tuple[str, ...], fail: Fail
) -> tuple[IPv4Network | IPv6Network, ...]:
    named, needed = raw.get(name, list(otherwise)), f'`{name}` must list networks such as "127.0.0.0/8"'
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        raise fail(needed)
    try:
        return tuple(ip_network(one) for one in named)
    except ValueError as wrong:
        raise fail(f"{needed}: {wrong}") from wrong


def _scanner(named: object, fail: Fail) -> str | None:
    """As named, "none" for nothing; unnamed, what is on this machine."""
    if named is None:
        return next((one for one in _SOCKETS if Path(one).exists()), None) or shutil.which("clamscan")
    host, colon, port = str(named).rpartition(":")
    if named == "none":
        return None
    if isinstance(named, str) and (named.startswith("/") or (host and colon and port.isdecimal())):
        return named
    raise fail('`scanner` is the socket of clamd, its "host:port", the path of clamscan, or "none"')


def _whole(raw: dict[str, Any], name: str, otherwise: int, fail: Fail) -> int:
    number = raw.get(name, otherwise)
    if type(number) is not int or number < 1:
        raise fail(f"`{name}` must be a whole number, one at the least")
    return number


def _several(named: object, database: str, fail: Fail) -> bool:
    if not isinstance(named, bool) or (named and not database.startswith("postgres")):
        raise fail("`several_machines` is true or false, and true with PostgreSQL as `database` alone")
    return named


def _contacts(named: object, fail: Fail) -> tuple[str, ...]:
    if isinstance(named, list) and all(isinstance(one, str) and one.startswith(_CONTACTS) for one in named):
        return tuple(named)
    raise fail('`security_contacts` lists addresses such as "mailto:security@court.example"')
