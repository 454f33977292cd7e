"""Which web address the court may open for a party: what is public and plain, nothing else (证据规定 14(1)).

The platform opens an address that a stranger names, from inside the court's network: whatever is not plainly a public
web page is refused, before a name is looked up and again for every address that the name leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import SplitResult, quote, urlsplit

from tongban.kernel.networks import Address, Network, is_public
from tongban.kernel.refusal import Refusal

HOUSE = "house rule: capture of web pages"
_LAW = "证据规定 14(1)"
LENGTH = 2000
"""Characters of an address."""
REDIRECTS = 10
REQUESTS = 400
"""Files that one page may load."""
ONE_FILE = 16 * 1024 * 1024
WHOLE_PAGE = 64 * 1024 * 1024
"""Bytes, of one file and of all files of a page."""
SECONDS = 120
"""Wall time for one capture."""
READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain", "image/png", "image/jpeg", "image/webp"})
"""What a browser shows by itself; anything else would be a download."""
REDIRECTED = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024
_STRANGE = re.compile(r"[\x00-\x20\x7f\\]|\s")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMERIC = re.compile(r"0x[0-9a-f]*|[0-9]+")
_OWN_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "corp", "home", "private", "onion")
"""Endings that lead to the machine itself or to a network of somebody's own (RFC 6761, 6762, 8375)."""
WAITING = 3
"""Captures of one party that may wait at the same time."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the web that passed: `host` in ASCII without closing dot, `target` as it goes into the request."""

    scheme: str
    host: str
    port: int
    target: str
    fragment: str = ""
    """The place within the page, which never leaves the browser."""

    @property
    def url(self) -> str:
        """The address in its one plain form."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}{'' if self.port == _PORTS[self.scheme] else f':{self.port}'}{self.target}"

    @property
    def opened(self) -> str:
        """What the browser is told to open."""
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


@dataclass(frozen=True, slots=True)
class Shown:
    """What a capture itself can say where a party has to show a record's origin (在线诉讼规则 18), as Chinese text."""

    source: str
    generation: str
    storage: str


def screen_address(typed: str, allowed: Iterable[Network] = ()) -> Place | Refusal:
    """The address that `typed` names, or why the court does not open it. Names are not looked up here.

    `allowed` are networks that the operator has opened although they are not public (none, outside tests).
    """
    text = typed.strip()
    if not text:
        return _no("address_missing", law=_LAW)
    too_long = _no("too_long", ("limit", str(LENGTH)), law="house rule: lengths of answers")
    if len(text) > LENGTH:
        return too_long
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return _no("address_malformed")
    if parts.scheme not in _PORTS:
        return _no("address_scheme", ("scheme", parts.scheme[:20] or "-"))
    if _STRANGE.search(text) or not parts.hostname:
        return _no("address_malformed")
    if "@" in parts.netloc:
        return _no("address_credentials")
    if port is None:
        port = _PORTS[parts.scheme]
    if port not in _PORTS.values() and port < _FIRST_FREE_PORT:
        return _no("address_port", ("port", str(port)))
    host = _host(parts, tuple(allowed))
    if isinstance(host, Refusal):
        return host
    place = Place(parts.scheme, host, port, _target(parts), _ascii(parts.fragment))
    return place if len(place.opened) <= LENGTH else too_long


def screen_route(host: str, found: Iterable[str], allowed: Iterable[Network] = ()) -> Address | Refusal:
    """The one address to which the connection is pinned; refused when any address of the name is not public."""
    addresses = []
    for text in found:
        try:
            addresses.append(ip_address(text))
        except ValueError:
            return _no("address_not_public", ("host", host))
    if not addresses:
        return _no("page_unresolved", ("host", host))
    if not all(is_public(address, allowed) for address in addresses):
        return _no("address_not_public", ("host", host))
    return next((a for a in addresses if a.version == 4), addresses[0])  # noqa: PLR2004 - the older protocol goes everywhere


def screen_answer(media_type: str, disposition: str) -> Refusal | None:
    """Whether what the page's address sends can be looked at: a download is no page."""
    kind = media_type.partition(";")[0].strip().lower()
    if kind in READABLE and not disposition.strip().lower().startswith("attachment"):
        return None
    return _no("page_is_a_download", ("kind", kind[:60] or "-"))


def screen_waiting(waiting: Iterable[str], url: str) -> Refusal | None:
    """Whether one more page may be ordered; `waiting` are the party's addresses that are not taken yet."""
    running = list(waiting)
    if url in running:
        return _no("capture_runs")
    return _no("captures_wait", ("limit", str(WAITING))) if len(running) >= WAITING else None


def shown_by(finding: Mapping[str, str]) -> Shown:
    """What a capture says about where it came from, how it was made and how it is kept."""
    at = f"{datetime.fromisoformat(finding['at']):%Y年%m月%d日%H时%M分%S秒}"
    return Shown(
        source=f"公开网页 {finding['final_url']}（服务器地址 {finding['server']}）",
        generation=f"{at}由本院平台使用 {finding['browser']} 自动访问并固定，未登录、未使用缓存和账户",
        storage=f"固定后即封装为压缩包并存入本院证据库，SHA-256 {finding['digest']}",
    )


def _host(parts: SplitResult, allowed: tuple[Network, ...]) -> str | Refusal:
    """The host in ASCII. Only the plain spelling of a numeric address is one: others hide where they lead."""
    host = (parts.hostname or "").lower().removesuffix(".")
    if ":" in host or (host.replace(".", "").isdecimal() and host.isascii()):
        try:
            address = ip_address(host)
        except ValueError:
            return _no("address_malformed")
        return str(address) if is_public(address, allowed) else _no("address_not_public", ("host", host))
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return _no("address_malformed")
    labels = host.split(".")
    # Browsers read 0x7f.1, 017700000001 and ①②⑦.0.0.1 as numbers: a name whose last part is one is no name.
    if not all(map(_LABEL.fullmatch, labels)) or _NUMERIC.fullmatch(labels[-1]):
        return _no("address_malformed")
    if len(labels) == 1 or any(host == own or host.endswith(f".{own}") for own in _OWN_NAMES):
        return _no("address_not_public", ("host", host))
    return host


def _target(parts: SplitResult) -> str:
    path = _ascii(parts.path or "/")
    return f"{path}?{_ascii(parts.query)}" if parts.query else path


def _ascii(text: str) -> str:
    return "".join(c if c.isascii() else quote(c) for c in text)


def _no(reason: str, *facts: tuple[str, str], law: str = HOUSE) -> Refusal:
    return Refusal(f"evidence.{reason}", law, ("address",), facts)
