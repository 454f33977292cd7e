"""A web page taken as evidence: what it showed, every byte it was made of, and how it was taken, in one container."""

from __future__ import annotations

import hashlib
import io
import platform
import threading
import time
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from importlib.metadata import version as installed
from typing import Any
from urllib.parse import urljoin

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tongban.evidence.adapters import chromium
from tongban.evidence.adapters.chromium import (
    NOTHING,
    Asked,
    BrowserFailed,
    BrowserTooFull,
    BrowserTooSlow,
    Chromium,
    Given,
    Looked,
    PageDidNotOpen,
)
from tongban.evidence.adapters.fetching import Chain, Fetched, Resolve, fetch, fingerprint
from tongban.evidence.rules.findings import storable
from tongban.evidence.rules.webpages import (
    HOUSE,
    ONE_FILE,
    REDIRECTED,
    REDIRECTS,
    REQUESTS,
    SECONDS,
    WHOLE_PAGE,
    Place,
    screen_address,
    screen_answer,
)
from tongban.frame.outbound import look_up
from tongban.kernel.facts import canonical
from tongban.kernel.networks import Network
from tongban.kernel.refusal import Refusal

FORMAT = "tongban web capture 1"
_NOT_PASSED = frozenset({"content-encoding", "content-length", "set-cookie"})
_READS = frozenset({"GET", "HEAD"})
_TOO_LARGE = Refusal("evidence.page_too_large", HOUSE, ("address",), (("limit", f"{WHOLE_PAGE >> 20} MB"),))


@dataclass(frozen=True, slots=True)
class Captured:
    """What a capture yields: the container (ZIP), the picture in it (PNG), and what is shown about it."""

    container: bytes
    picture: bytes
    finding: dict[str, str]


@dataclass(slots=True)
class _Visit:
    """Everything that the browser asked for while it looked at one page; several threads fetch for it at once.

    `over`: what comes now comes too late to be kept.
    """

    allowed: tuple[Network, ...]
    resolve: Resolve
    until: float
    warc: WARCWriter
    refused: Refusal | None = None
    hops: list[dict[str, str]] = field(default_factory=list)
    page: Fetched | None = None
    left_out: list[dict[str, str]] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    chains: dict[str, Chain] = field(default_factory=dict)
    asked: int = 0
    size: int = 0
    over: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, asked: Asked) -> Given:
        """Fetch what the page asks for, when it may have it; else note why it is left out."""
        with self.lock:
            self.asked += 1
        got = self._fetch(asked)
        with self.lock:
            return NOTHING if self.over else self._kept(asked, got)

    def end(self) -> None:
        """Keep nothing more."""
        with self.lock:
            self.over = True

    def _kept(self, asked: Asked, got: Fetched | Refusal) -> Given:
        if not isinstance(got, Refusal) and self.size + len(got.raw) > WHOLE_PAGE:
            got = _TOO_LARGE
        if isinstance(got, Refusal):
            self.left_out.append({"url": asked.url[:300], "why": got.reason, **dict(got.facts)})
            if asked.document:
                self.refused = got
            return NOTHING
        self.size += len(got.raw)
        _record(self.warc, asked.method, got)
        if got.chain:
            self.chains.setdefault(got.place.host, got.chain)
        headers = tuple((n, v) for n, v in got.headers if n.lower() not in _NOT_PASSED)
        return Given(got.status, headers, got.body)

    def _fetch(self, asked: Asked) -> Fetched | Refusal:
        if asked.method not in _READS:
            return Refusal("evidence.page_would_send", HOUSE, ("address",), (("method", asked.method[:20]),))
        if self.asked > REQUESTS or self.size >= WHOLE_PAGE:
            return _TOO_LARGE
        place = screen_address(asked.url, self.allowed)
        if isinstance(place, Refusal):
            return place
        if asked.document and len(self.hops) > REDIRECTS:
            return Refusal("evidence.page_redirects", HOUSE, ("address",), (("limit", str(REDIRECTS)),))
        limit = min(ONE_FILE, WHOLE_PAGE - self.size)
        ways = {"resolve": self._resolved, "allowed": self.allowed, "limit": limit, "until": self.until}
        got = fetch(place, asked.method, asked.headers, **ways)  # type: ignore[arg-type]
        if isinstance(got, Refusal) or not asked.document:
            return got
        hop = {"url": asked.url, "status": str(got.status), "server": got.address}
        if got.status in REDIRECTED:
            to = urljoin(asked.url, got.header("location"))
            self.hops.append(hop | {"to": to[:2000]})
            # The browser refuses some of these by itself, without a word: what is wrong is said here.
            onward = screen_address(to, self.allowed)
            return onward if isinstance(onward, Refusal) else got
        self.hops.append(hop)
        self.page = got
        return screen_answer(got.header("content-type"), got.header("content-disposition")) or got

    def _resolved(self, host: str) -> list[str]:
        found = self.resolve(host)
        with self.lock:
            known = self.names.setdefault(host, [])
            known += [address for address in found if address not in known]
        return found


def capture(
    place: Place,
    *,
    at: datetime,
    wall: datetime,
    allowed: Iterable[Network] = (),
    resolve: Resolve = look_up,
    seconds: float = SECONDS,
) -> Captured | Refusal:
    """Open `place` in a browser of its own and take it, within `seconds`; `at` is business time, `wall` the machine's.

    Raises `BrowserFailed` when the court's own browser does not work: then nothing is known about the page.
    """
    began = time.monotonic()
    warc = io.BytesIO()
    visit = _Visit(tuple(allowed), resolve, began + seconds, WARCWriter(warc, gzip=True))
    browser = chromium.version()
    about = {"software": browser, "format": "WARC File Format 1.1", "conformsTo": FORMAT}
    visit.warc.write_record(visit.warc.create_warcinfo_record("page.warc.gz", about))
    try:
        with Chromium(visit.answer, seconds) as running:
            looked = running.look(place.opened)
    except BrowserFailed as failed:
        if visit.refused is not None:
            return visit.refused
        found = _about_page(failed, place) if visit.asked or isinstance(failed, PageDidNotOpen) else None
        if found is None:
            raise
        return found
    finally:
        visit.end()
    if visit.refused is not None:
        return visit.refused
    if visit.page is None:
        message = f"the browser showed {looked.url} without having asked for it"
        raise BrowserFailed(message)
    told = _told(place, looked, visit, visit.page, browser)
    told["time"] = {"business": at.isoformat(), "machine": wall.isoformat(), "seconds": round(time.monotonic() - began)}
    return _packed(told, looked, visit, visit.page, warc.getvalue(), wall)


def _about_page(failed: BrowserFailed, place: Place) -> Refusal | None:
    """What a failure says about the page; None when it says something about the court's own browser."""
    match failed:
        case BrowserTooSlow():
            return Refusal("evidence.page_too_slow", HOUSE, ("address",))
        case BrowserTooFull():
            return _TOO_LARGE
        case PageDidNotOpen():
            facts = (("host", place.host), ("why", str(failed)[:160]))
            return Refusal("evidence.page_unreachable", HOUSE, ("address",), facts)
    return None


def _told(place: Place, looked: Looked, visit: _Visit, page: Fetched, browser: str) -> dict[str, Any]:
    """All of `capture.json` but the times and the files."""
    environment = {
        "browser": browser,
        "flags": list(chromium.FLAGS),
        "sandbox": chromium.sandboxed(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "warcio": installed("warcio"),
    }
    return {
        "format": FORMAT,
        "address": place.url,
        "final_url": looked.url,
        "title": looked.title[:300],
        "hops": visit.hops,
        "status": page.status,
        "headers": [list(pair) for pair in page.headers],
        "server": page.address,
        "names": visit.names,
        "tls": [
            {
                "host": chain.host,
                "protocol": chain.protocol,
                "valid": chain.valid,
                "why": chain.why,
                "certificates": [fingerprint(pem) for pem in chain.certificates],
            }
            for chain in visit.chains.values()
        ],
        "requests": visit.asked,
        "left_out": visit.left_out,
        "complete": looked.settled,
        "picture_height": looked.height,
        "environment": environment,
        "environment_digest": hashlib.sha256(canonical(environment)).hexdigest(),
    }


def _packed(
    told: dict[str, Any], looked: Looked, visit: _Visit, page: Fetched, warc: bytes, wall: datetime
) -> Captured:
    files = {"page.png": looked.picture, "page.pdf": looked.print, "page.html": looked.dom.encode("utf-8", "replace")}
    files |= {"page.warc.gz": warc}
    for number, chain in enumerate(visit.chains.values(), 1):
        files[f"tls/{number}.pem"] = "".join(chain.certificates).encode()
    told["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    told = storable(told)
    files = {"capture.json": canonical(told), **files}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in files.items():
            container.writestr(zipfile.ZipInfo(name, wall.timetuple()[:6]), content)
    chain_of_page = page.chain
    finding = {
        "at": told["time"]["business"],
        "machine_at": told["time"]["machine"],
        "address": told["address"],
        "final_url": told["final_url"][:2000],
        "title": told["title"],
        "status": f"{page.status} {HTTPStatus(page.status).phrase}" if page.status in _STATUSES else str(page.status),
        "server": page.address,
        "redirects": str(len(visit.hops) - 1),
        "tls": "none" if chain_of_page is None else "valid" if chain_of_page.valid else "invalid",
        "tls_why": chain_of_page.why if chain_of_page else "",
        "certificate": fingerprint(chain_of_page.certificates[0])
        if chain_of_page and chain_of_page.certificates
        else "",
        "requests": str(visit.asked),
        "left_out": str(len(visit.left_out)),
        "complete": "yes" if looked.settled else "no",
        "browser": told["environment"]["browser"],
        "environment": told["environment_digest"],
        "digest": hashlib.sha256(packed.getvalue()).hexdigest(),
    }
    return Captured(packed.getvalue(), looked.picture, finding)


_STATUSES = frozenset(int(status) for status in HTTPStatus)


def _record(warc: WARCWriter, method: str, got: Fetched) -> None:
    """The request and the answer as they went over the wire, each with the address that was asked (WARC 1.1)."""
    head = StatusAndHeaders(
        f"{method} {got.place.target} HTTP/1.1", [("Host", got.place.host), *got.sent], is_http_request=True
    )
    url, where = got.place.url, {"WARC-IP-Address": got.address}
    answer = StatusAndHeaders(f"{got.status} {got.reason}", list(got.headers), protocol="HTTP/1.1")
    response = warc.create_warc_record(
        url, "response", io.BytesIO(got.raw), http_headers=answer, warc_headers_dict=where
    )
    request = warc.create_warc_record(url, "request", io.BytesIO(b""), http_headers=head, warc_headers_dict=where)
    warc.write_request_response_pair(request, response)
    for record in (request, response):
        record.raw_stream.close()
