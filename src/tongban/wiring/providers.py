"""The outside places at which persons of this platform sign in and prove themselves, as `platform.toml` names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

from tongban.people.vocabulary import OutsideService, Provider

_NEEDED = ("slug", "name", "issuer", "client_id", "client_secret")
_SERVICES = ("face_service", "licence_service", "organisation_service", "payment_gateway", "fiscal_service")
_KNOWN = {field.name: field.type for field in fields(Provider)}


def providers_of(tables: object, *, production: bool, fail: Callable[[str], Exception]) -> tuple[Provider, ...]:
    """The providers as configured; `fail` makes the exception for a sentence that says what is wrong."""
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise fail("providers are written as tables: [[provider]]")
    found = tuple(_provider(one, production=production, fail=fail) for one in tables)
    if len({one.slug for one in found}) < len(found):
        raise fail("two [[provider]] tables have the same slug")
    return found


def _provider(table: Mapping[str, Any], *, production: bool, fail: Callable[[str], Exception]) -> Provider:
    missing = [name for name in _NEEDED if not table.get(name)]
    if missing:
        raise fail(f"a [[provider]] must set {', '.join(missing)}")
    unknown = sorted(set(table) - set(_KNOWN))
    if unknown:
        raise fail(f"[[provider]] {table['slug']} does not know {', '.join(unknown)}")
    wrong = [name for name, value in table.items() if not isinstance(value, bool if _KNOWN[name] == "bool" else str)]
    if wrong:
        raise fail(f"[[provider]] {table['slug']}: {', '.join(sorted(wrong))} must be {_KNOWN[wrong[0]]}")
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,30}", table["slug"]):
        raise fail(f"[[provider]] {table['slug']!r}: a slug takes small letters, digits and hyphens, a letter first")
    if not _reachable(table["issuer"], production=production):
        raise fail(f"[[provider]] {table['slug']}: the issuer must be an https address")
    return Provider(**{"name_en": table["name"]} | dict(table))


_FISCAL = ("none", "asked", "automatic")


def services_of(raw: Mapping[str, Any], *, production: bool, fail: Callable[[str], Exception]) -> dict[str, Any]:
    """The outside services of the platform by the name of their table, None for those that it does not have; and for
    whom it gives receipts of the treasury.
    """
    mode = raw.get("fiscal_receipts", "none")
    if mode not in _FISCAL:
        raise fail(f"`fiscal_receipts` must be one of {', '.join(_FISCAL)}")
    found: dict[str, Any] = {name: _service(raw, name, production=production, fail=fail) for name in _SERVICES}
    return found | {"fiscal_receipts": mode}


def _service(
    raw: Mapping[str, Any], name: str, *, production: bool, fail: Callable[[str], Exception]
) -> OutsideService | None:
    table = raw.get(name)
    if table is None:
        return None
    names = [field.name for field in fields(OutsideService)]
    if (
        not isinstance(table, dict)
        or sorted(table) != sorted(names)
        or not all(isinstance(v, str) for v in table.values())
    ):
        raise fail(f"[{name}] must set {', '.join(names)}, and nothing else")
    if not _reachable(table["address"], production=production):
        raise fail(f"[{name}]: the address must be an https address")
    return OutsideService(**table | {"address": table["address"].rstrip("/")})


def _reachable(address: str, *, production: bool) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ({"https"} if production else {"https", "http"}) and bool(parts.netloc)
