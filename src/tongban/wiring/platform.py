"""One platform's own configuration: the file `platform.toml` in its home folder."""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_address
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from tongban.courts.law import readings_of
from tongban.federation.vocabulary import Zone
from tongban.kernel.periods import Readings
from tongban.kernel.refusal import Refusal
from tongban.people.vocabulary import OutsideService, Provider
from tongban.wiring.local_fees import LocalFees, local_fees_of
from tongban.wiring.mail import MailAccess, mail_access_of
from tongban.wiring.protection import protection_of
from tongban.wiring.providers import providers_of, services_of
from tongban.wiring.zones import rest_key_of, zone_of


class PlatformMisconfigured(RuntimeError):  # noqa: N818 - the message is what the operator reads
    """`platform.toml` is missing something or holds something impossible; the text says what and where."""


@dataclass(frozen=True, slots=True)
class TimeStamps:
    """Who stamps the ledger's heads: the `address` of an authority ("": nobody), its `roots` (PEM), and how often.

    `roots` is None for the authority that the platform runs itself.
    """

    address: str
    roots: Path | None
    every: timedelta


@dataclass(frozen=True, slots=True)
class Platform:
    """What distinguishes this installation from another.

    `slug` names it among its peers; `tree` lists the codes of the highest courts it hosts (with all courts below
    them); `public_url` is how browsers and peers reach it; `mail` the SMTP address "host:port" ("" = letters only).
    `capture_networks`: networks whose web pages may be captured although they are not public, for tests alone.
    `private_networks`: networks that are not public, in which machines named by the operator stand (peers, providers of
    sign-in, chain nodes). `proxies`: networks of the operator's own proxies, whose word on a client's address counts.
    `scanner`: what looks for malicious programs in files that come in, None when there is nothing.
    `security_contacts`: where weaknesses are reported, as addresses (`mailto:`, `https:`, `tel:`).
    `staff_idle`: after how long without a request a session of staff ends, `staff_longest`: after how long in any case.
    `several_machines`: whether more than one machine serves the pages; counts of attempts then lie in the database.
    `chain_nodes`: addresses (JSON-RPC) of nodes that the court trusts, by the number of their chain.
    `dns_servers`: addresses that are asked for keys of e-mail signatures; none: those of the machine.
    `time_stamps`: who stamps the heads of its ledger.
    `watch`: seconds between two rounds of mirror and monitor over the courts' ledgers, 0 for none; `mirrors`: addresses
    of other courts' mirrors, whose copies the monitor compares.
    `readings`: how courts read what the law of periods leaves open, by court code, "" for all others.
    `local_fees`: what provinces fixed where the tariff of fees leaves a range, by the sign of the province.
    `zone`: which of the two zones of a platform this node is, None for both; `rest_key`: the key for what it keeps.
    `providers`: outside places at which persons sign in by OpenID Connect. `face_service`: who compares faces,
    if any; `licence_service`: the online register of licences; `organisation_service`: that of organisations;
    `payment_gateway`: where fees are paid online; `fiscal_service`: who issues the treasury's receipts, and
    `fiscal_receipts` for whom (none, asked, automatic). `bank_outbox`: where the bank finds orders to pay.
    `post_outbox`: where the post finds lists of letters, `post_inbox`: where it tells what became of them;
    `returned_mail`: the maildir, or folder, of the mail that comes back. `messages`: the folder of a message service,
    None for none. `mail_from`: the address from which the court writes and to which mail comes back; `mail_access`: how
    its mail server lets it in.
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
    bank_outbox: Path
    post_inbox: Path
    post_outbox: Path
    returned_mail: Path
    messages: Path | None
    readings: Mapping[str, Readings]
    local_fees: LocalFees
    time_stamps: TimeStamps
    capture_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    private_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    scanner: str | None = None
    security_contacts: tuple[str, ...] = ()
    staff_idle: timedelta = timedelta(minutes=30)
    staff_longest: timedelta = timedelta(hours=12)
    several_machines: bool = False
    chain_nodes: Mapping[int, str] = field(default_factory=dict)
    dns_servers: tuple[tuple[str, int], ...] = ()
    watch: int = 0
    mirrors: tuple[str, ...] = ()
    providers: tuple[Provider, ...] = ()
    face_service: OutsideService | None = None
    licence_service: OutsideService | None = None
    organisation_service: OutsideService | None = None
    payment_gateway: OutsideService | None = None
    fiscal_service: OutsideService | None = None
    fiscal_receipts: str = "none"
    zone: Zone | None = None
    rest_key: Path | None = None
    mail_from: str = ""
    mail_access: MailAccess = field(default_factory=MailAccess)

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

        def fail(what: str) -> PlatformMisconfigured:
            return PlatformMisconfigured(f"{path}: {what}")

        zone = zone_of(raw, fail=fail)
        for needed in ("slug",) if zone and zone.internet else ("slug", "tree"):
            if not raw.get(needed):
                message = f"{path} must set `{needed}`"
                raise PlatformMisconfigured(message)
        production = raw.get("profile", "demo") == "production"
        database = os.environ.get("TONGBAN_DATABASE_URL") or raw.get("database", "")
        return cls(
            home=home,
            slug=raw["slug"],
            name=raw.get("name", raw["slug"]),
            name_en=raw.get("name_en", raw["slug"]),
            tree=tuple(raw.get("tree", ())),
            public_url=raw.get("public_url", "http://localhost:8001").rstrip("/"),
            time_zone=raw.get("time_zone", "Asia/Shanghai"),
            production=production,
            database=database,
            **_mail(path, raw, fail),
            clock_file=Path(raw.get("clock_file", home / "clock")),
            bank_inbox=Path(raw.get("bank_inbox", home / "bank")),
            bank_outbox=Path(raw.get("bank_outbox", home / "bank-out")),
            **_carriers(raw, home),
            readings=_readings(path, raw.get("readings", {})),
            local_fees=local_fees_of(raw, fail=fail),
            time_stamps=_time_stamps(path, raw),
            **protection_of(raw, production=production, database=database, fail=fail),
            chain_nodes=_nodes(path, raw.get("chain_nodes", {})),
            dns_servers=_dns_servers(path, raw.get("dns_servers", [])),
            zone=zone,
            rest_key=rest_key_of(raw, home, fail=fail),
            **_watch(path, raw.get("ledger", {})),
            providers=providers_of(raw.get("provider", []), production=production, fail=fail),
            **services_of(raw, production=production, fail=fail),
        )

    def provider(self, slug: str) -> Provider | None:
        """The provider of this slug, or None."""
        return next((one for one in self.providers if one.slug == slug), None)


def _mail(path: Path, raw: dict[str, Any], fail: Callable[[str], Exception]) -> dict[str, Any]:
    """The mail server, how it lets the platform in, and from which address the court writes."""
    access = mail_access_of(raw, path.parent, fail=fail)
    return {"mail": raw.get("mail", ""), "mail_access": access, "mail_from": _mail_from(path, raw)}


def _mail_from(path: Path, raw: dict[str, Any]) -> str:
    """The court's own address; that of a demonstration leads nowhere, and no mail comes back to it."""
    address = str(raw.get("mail_from", f"{raw['slug']}@tongban.example"))
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address):
        message = f'{path}: `mail_from` is an address such as "service@court.example"'
        raise PlatformMisconfigured(message)
    return address


def _carriers(raw: dict[str, Any], home: Path) -> dict[str, Any]:
    """The folders of those who carry papers for the court."""
    return {
        "post_inbox": Path(raw.get("post_inbox", home / "post")),
        "post_outbox": Path(raw.get("post_outbox", home / "post-out")),
        "returned_mail": Path(raw.get("returned_mail", home / "returned-mail")),
        "messages": Path(raw["messages"]) if raw.get("messages") else None,
    }


def _time_stamps(path: Path, raw: dict[str, Any]) -> TimeStamps:
    """An authority that others run needs its roots: an answer that nobody vouches for is no time stamp."""
    table, production = raw.get("time_stamps", {}), raw.get("profile", "demo") == "production"
    if not isinstance(table, dict) or not table.keys() <= {"address", "minutes", "roots"}:
        message = f"{path}: [time_stamps] knows `address`, `minutes` and `roots`, and nothing else"
        raise PlatformMisconfigured(message)
    minutes = table.get("minutes", 60 if production else 5)
    if type(minutes) is not int or minutes < 1:
        message = f"{path}: [time_stamps] `minutes` must be a whole number, one at the least"
        raise PlatformMisconfigured(message)
    address, roots, every = str(table.get("address", "")), str(table.get("roots", "")), timedelta(minutes=minutes)
    if not address:
        own = raw.get("public_url", "http://localhost:8001").rstrip("/") + "/ledger/tsa"
        return TimeStamps("" if production else own, None, every)
    if not (path.parent / roots).is_file():
        message = f"{path}: [time_stamps] needs `roots`, the file with the authority's root certificates (PEM)"
        raise PlatformMisconfigured(message)
    return TimeStamps(address, path.parent / roots, every)


def _watch(path: Path, table: dict[str, Any]) -> dict[str, Any]:
    """Whether this court mirrors and monitors the courts' ledgers, and which further mirrors it compares."""
    watch, mirrors = table.get("watch", 0), table.get("mirrors", [])
    if not isinstance(watch, int) or watch < 0:
        message = f"{path}: `watch` in [ledger] is the number of seconds between two rounds, 0 for none"
        raise PlatformMisconfigured(message)
    if not isinstance(mirrors, list) or not all(str(one).startswith(("https://", "http://")) for one in mirrors):
        message = f'{path}: `mirrors` in [ledger] lists addresses such as "https://court.example/ledger/mirror"'
        raise PlatformMisconfigured(message)
    return {"watch": watch, "mirrors": tuple(mirrors)}


def _nodes(path: Path, table: object) -> Mapping[int, str]:
    """Nodes of chains by the chain's number."""
    named = dict(table) if isinstance(table, dict) else {"": table}
    if not all(number.isdecimal() and _is_web(url) for number, url in named.items()):
        message = (
            f'{path}: [chain_nodes] must give addresses by the chain\'s number, such as 1 = "http://node.court:8545"'
        )
        raise PlatformMisconfigured(message)
    return MappingProxyType({int(number): str(url) for number, url in named.items()})


def _is_web(url: object) -> bool:
    return isinstance(url, str) and url.startswith(("http://", "https://"))


def _dns_servers(path: Path, named: object) -> tuple[tuple[str, int], ...]:
    """Address and port of each, port 53 when none is named."""
    try:
        parts = [urlsplit(f"//{one}") for one in named] if isinstance(named, list) else [urlsplit("")]
        return tuple((str(ip_address(part.hostname or "")), part.port or 53) for part in parts)
    except ValueError as wrong:
        message = f'{path}: `dns_servers` must list addresses such as "10.0.0.53" or "10.0.0.53:5353": {wrong}'
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
