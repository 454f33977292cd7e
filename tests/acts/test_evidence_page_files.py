"""A page of many files from many hosts: fetched side by side, each judged by itself, within the bounds of the whole."""

from __future__ import annotations

import contextlib
import io
import json
import threading
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.acts.test_evidence_fetching import certified
from tongban.evidence.adapters import capturing
from tongban.evidence.adapters.capturing import Captured, capture
from tongban.evidence.rules.webpages import Place, screen_address
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once
LOCAL = (ip_network("127.0.0.1/32"),)
AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
PIECE = b"x" * (1 << 20)


class Hosts:
    """One server under many names; `pages` are texts by host and path, `resolve` knows the names."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        self.sent = self.running = self.most = 0
        self.asked: list[str] = []
        self.leads: dict[str, list[list[str]]] = {}
        self.lock = threading.Lock()
        hosts = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with hosts.lock:
                    hosts.running += 1
                    hosts.most = max(hosts.most, hosts.running)
                    hosts.asked.append(self.headers["Host"].partition(":")[0] + self.path)
                if self.path.startswith("/slow"):
                    time.sleep(0.4)
                # Who asked goes on when the last byte is there, and that may be before this thread does.
                with hosts.lock:
                    hosts.running -= 1
                with contextlib.suppress(OSError):
                    hosts.answer(self)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Send what stands at the address: endless, large, in a circle, or plain."""
        host, path = request.headers["Host"].partition(":")[0], request.path
        if path.startswith("/circle"):
            request.send_response(302)
            request.send_header("Location", f"{path}x")
            request.end_headers()
            return
        kind, text = self.pages.get(host + path, ("image/svg+xml", DOT))
        request.send_response(200)
        request.send_header("Content-Type", kind)
        if path.startswith(("/large", "/drip")):
            request.end_headers()
            for _ in range(100):
                request.wfile.write(PIECE if path.startswith("/large") else b" ")
                self.sent += len(PIECE)
                time.sleep(0.3 if path.startswith("/drip") else 0)
            return
        request.send_header("Content-Length", str(len(text.encode())))
        request.end_headers()
        request.wfile.write(text.encode())

    def resolve(self, host: str) -> list[str]:
        """The next of the answers that are planned for a name, then this machine."""
        planned = self.leads.get(host)
        return planned.pop(0) if planned else ["127.0.0.1"]

    def take(self, body: str, seconds: float = 60) -> Captured | Refusal:
        """Capture a page with this body at shop.example.com."""
        text = f"<!doctype html><meta charset=utf-8><title>示例</title>{body}".replace("PORT", str(self.port))
        self.pages["shop.example.com/"] = ("text/html", text)
        place = screen_address(f"http://shop.example.com:{self.port}/", LOCAL)
        assert isinstance(place, Place)
        return capture(place, at=AT, wall=AT, allowed=LOCAL, resolve=self.resolve, seconds=seconds)

    def told(self, body: str, seconds: float = 60) -> tuple[dict[str, Any], zipfile.ZipFile]:
        """What the container of such a capture says."""
        found = self.take(body, seconds)
        assert isinstance(found, Captured), found
        container = zipfile.ZipFile(io.BytesIO(found.container))
        return json.loads(container.read("capture.json")), container


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    made = Hosts()
    yield made
    made.server.shutdown()
    made.server.server_close()


def kept(container: zipfile.ZipFile) -> set[str]:
    records = ArchiveIterator(io.BytesIO(container.read("page.warc.gz")))
    return {r.rec_headers.get_header("WARC-Target-URI") for r in records if r.rec_type == "response"}


def reasons(told: dict[str, Any]) -> list[str]:
    return sorted(one["why"].removeprefix("evidence.") for one in told["left_out"])


def test_files_of_many_hosts_are_fetched_side_by_side_and_all_are_kept(hosts: Hosts) -> None:
    pictures = "".join(f'<img src="http://cdn{n % 3}.example.net:PORT/slow{n}.svg">' for n in range(12))
    hosts.pages["css.example.org/a.css"] = (
        "text/css",
        f"@import '/b.css'; body {{background: url(http://cdn0.example.net:{hosts.port}/bg.svg)}}",
    )
    hosts.pages["css.example.org/b.css"] = ("text/css", "h1 {color: red}")
    hosts.pages["frame.example.org/in"] = ("text/html", f'<img src="http://cdn1.example.net:{hosts.port}/inner.svg">')
    told, container = hosts.told(
        '<link rel=stylesheet href="http://css.example.org:PORT/a.css"><iframe src="http://frame.example.org:PORT/in">'
        f"</iframe><h1>x</h1>{pictures}"
    )
    assert 2 <= hosts.most <= 4, "neither one after the other nor more than the bound at once"
    found = {url.partition("//")[2].replace(f":{hosts.port}", "") for url in kept(container)}
    wanted = {f"cdn{n % 3}.example.net/slow{n}.svg" for n in range(12)}
    wanted |= {"css.example.org/a.css", "css.example.org/b.css", "cdn0.example.net/bg.svg"}
    wanted |= {"frame.example.org/in", "cdn1.example.net/inner.svg", "shop.example.com/"}
    assert wanted <= found
    assert told["complete"] is True
    assert set(told["names"]) == {one.partition("/")[0] for one in wanted}


def test_a_file_of_100_megabytes_is_left_out_long_before_its_end(hosts: Hosts) -> None:
    told, _ = hosts.told('<img src="/large.svg"><img src="/dot.svg">')
    assert reasons(told) == ["page_too_large"]
    assert hosts.sent < 40 * len(PIECE)


def test_the_whole_page_has_its_bound_however_many_files_come_at_once(
    hosts: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capturing, "WHOLE_PAGE", 300_000)
    hosts.pages |= {f"shop.example.com/slow{n}.svg": ("image/svg+xml", DOT + " " * 100_000) for n in range(8)}
    told, container = hosts.told("".join(f'<img src="/slow{n}.svg">' for n in range(8)))
    assert reasons(told) == ["page_too_large"] * 6
    assert sum("/slow" in url for url in kept(container)) == 2


def test_a_file_that_drips_or_goes_in_circles_lets_the_page_be_taken(hosts: Hosts) -> None:
    began = time.monotonic()
    told, container = hosts.told('<img src="/circle"><img src="/drip.svg"><img src="/dot.svg">', 16)
    assert time.monotonic() - began < 18
    assert told["complete"] is False
    assert any(url.endswith("/dot.svg") for url in kept(container))
    assert not any(url.endswith("/drip.svg") for url in kept(container))
    assert sum("/circle" in one for one in hosts.asked) <= 25


def test_names_that_lead_inside_are_never_asked_also_when_they_lead_there_only_the_second_time(hosts: Hosts) -> None:
    inside = ["10.0.0.1", "169.254.169.254", "192.168.1.1", "127.0.0.2", "::1", "fd00::1", "0.0.0.0"]  # noqa: S104
    hosts.leads = {f"in{n}.example.net": [[address]] * 3 for n, address in enumerate(inside)}
    hosts.leads["turns.example.net"] = [["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]]
    hosts.leads["both.example.net"] = [["127.0.0.1", "10.0.0.1"]] * 3
    bodies = [f'<img src="http://{name}:PORT/a.svg">' for name in hosts.leads]
    hosts.pages["shop.example.com/late.js"] = (
        "text/javascript",
        f"setTimeout(() => new Image().src = 'http://turns.example.net:{hosts.port}/second.svg', 600)",
    )
    told, _ = hosts.told("".join(bodies) + '<script src="/late.js"></script>')
    assert {one for one in hosts.asked if "example.net" in one} == {"turns.example.net/a.svg"}
    assert reasons(told) == ["address_not_public"] * (len(inside) + 2)


def test_a_file_behind_a_certificate_that_does_not_hold_is_kept_and_says_so(hosts: Hosts, tmp_path: Path) -> None:
    context, _root = certified(tmp_path, "other.example.net")
    secure = ThreadingHTTPServer(("127.0.0.1", 0), hosts.server.RequestHandlerClass)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    threading.Thread(target=secure.serve_forever, args=(0.05,), daemon=True).start()
    try:
        told, container = hosts.told(f'<img src="https://cdn.example.net:{secure.server_port}/safe.svg">')
    finally:
        secure.shutdown()
        secure.server_close()
    (chain,) = told["tls"]
    assert (chain["host"], chain["valid"]) == ("cdn.example.net", False)
    assert chain["why"]
    assert any(url.endswith("/safe.svg") for url in kept(container))
