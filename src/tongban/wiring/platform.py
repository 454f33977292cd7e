"""One platform's own configuration: the file `platform.toml` in its home folder."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tongban.courts.law import readings_of
from tongban.kernel.periods import Readings
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import FaceService, Provider
from tongban.wiring.providers import face_service_of, providers_of


class PlatformMisconfigured(RuntimeError):  # noqa: N818 - the message is what the operator reads
    """`platform.toml` is missing something or holds something impossible; the text says what and where."""


@dataclass(frozen=True, slots=True)
class Platform:
    """What distinguishes this installation from another.

    `slug` names it among its peers; `tree` lists the codes of the highest courts it hosts (with all courts below
    them); `public_url` is how browsers and peers reach it; `mail` the SMTP address "host:port" ("" = letters only).
    `capture_networks`: networks whose web pages may be captured although they are not public, for tests alone.
    `readings`: how courts read what the law of periods leaves open, by court code, "" for all others.
    `providers`: outside places at which persons sign in by OpenID Connect. `face_service`: who compares faces, if any.
    """

    home: Path
    slug: str
    name: str
    name_en: str
    tree: tuple[str, ...]
    public_url: str
    time_zone: str
    production: bool
    database: str
    mail: str
    clock_file: Path
    bank_inbox: Path
    readings: Mapping[str, Readings]
    capture_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    providers: tuple[Provider, ...] = ()
    face_service: FaceService | None = None

    @property
    def secret_key(self) -> str:
        """Django's secret, made at the first start and kept in the home folder, readable by the owner alone."""
        path = self.home / "secret_key"
        if not path.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(50))
        return path.read_text()

    @classmethod
    def load(cls, home: Path) -> Platform:
        """Read `home/platform.toml`; every setting has a default except the slug and the court tree."""
        path = home / "platform.toml"
        try:
            raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as missing:
            message = f"{path} is missing: make one with `tongban init` or point TONGBAN_HOME at a platform's home"
            raise PlatformMisconfigured(message) from missing
        except tomllib.TOMLDecodeError as broken:
            message = f"{path} is not valid TOML: {broken}"
            raise PlatformMisconfigured(message) from broken
        for needed in ("slug", "tree"):
            if not raw.get(needed):
                message = f"{path} must set `{needed}`"
                raise PlatformMisconfigured(message)
        production = raw.get("profile", "demo") == "production"

        def fail(what: str) -> PlatformMisconfigured:
            return PlatformMisconfigured(f"{path}: {what}")

        return cls(
            home=home,
            slug=raw["slug"],
            name=raw.get("name", raw["slug"]),
            name_en=raw.get("name_en", raw["slug"]),
            tree=tuple(raw["tree"]),
            public_url=raw.get("public_url", "http://localhost:8001").rstrip("/"),
            time_zone=raw.get("time_zone", "Asia/Shanghai"),
            production=production,
            database=os.environ.get("TONGBAN_DATABASE_URL") or raw.get("database", ""),
            mail=raw.get("mail", ""),
            clock_file=Path(raw.get("clock_file", home / "clock")),
            bank_inbox=Path(raw.get("bank_inbox", home / "bank")),
            readings=_readings(path, raw.get("readings", {})),
            capture_networks=_networks(path, raw),
            providers=providers_of(raw.get("provider", []), production=production, fail=fail),
            face_service=face_service_of(raw.get("face_service"), production=production, fail=fail),
        )

    def provider(self, slug: str) -> Provider | None:
        """The provider of this slug, or None."""
        return next((one for one in self.providers if one.slug == slug), None)


def _networks(path: Path, raw: dict[str, Any]) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks that are opened to captures of web pages: a court that serves people opens none."""
    named = raw.get("capture_networks", [])
    if named and raw.get("profile", "demo") == "production":
        message = f"{path}: `capture_networks` is for tests; a production platform captures public web pages only"
        raise PlatformMisconfigured(message)
    try:
        return tuple(ip_network(one) for one in named)
    except (TypeError, ValueError) as wrong:
        message = f'{path}: `capture_networks` must list networks such as "127.0.0.0/8": {wrong}'
        raise PlatformMisconfigured(message) from wrong


def _readings(path: Path, table: object) -> Mapping[str, Readings]:
    """The readings of the platform under "", those of single courts under their codes (docs/law/periods.md)."""
    chosen: dict[str, Any] = dict(table) if isinstance(table, dict) else {"readings": table}
    courts = {court: chosen.pop(court) for court, value in list(chosen.items()) if isinstance(value, dict)}
    found = {}
    for court, own in {"": {}, **courts}.items():
        readings = readings_of({name: str(value) for name, value in {**chosen, **own}.items()})
        if isinstance(readings, Refusal):
            known = dict(readings.facts)
            message = f"{path}: [readings] does not know {known['name']}; it knows {known['known']}"
            raise PlatformMisconfigured(message)
        found[court] = readings
    return MappingProxyType(found)
