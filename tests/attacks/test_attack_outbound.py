"""Addresses that lead into the court's own network: by name, number, redirect, or a name that changes its mind."""

from __future__ import annotations

import ast
import dataclasses
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_network
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from django.conf import settings

from courtlog.web import HttpClient, Unreachable
from tongban.federation.adapters.post import PeerUnreachable, carry
from tongban.frame import outbound
from tongban.frame.outbound import Judged, line
from tongban.kernel.refusal import Refused
from tongban.people.adapters.talking import asked, client

pytestmark = pytest.mark.once
SRC = Path(outbound.__file__).parent.parent
PRIVATE = (
    *("127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1"),
    *("::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"),
)


class _Machine(http.server.BaseHTTPRequestHandler):
    asked_for: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked_for.append(f"{self.headers['Host']} {self.path}")
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
        else:
            self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_GET  # noqa: N815 - http.server's name

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def machine() -> Iterator[int]:
    _Machine.asked_for.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Machine) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@contextmanager
def opened(monkeypatch: pytest.MonkeyPatch, *networks: str) -> Iterator[None]:
    """Only these private networks are reached."""
    named = tuple(ip_network(one) for one in networks)
    with monkeypatch.context() as now:
        now.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, private_networks=named))
        yield


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_not_reached(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    with opened(monkeypatch), line(timeout=2) as out, pytest.raises(httpx.ConnectError, match="not public"):
        out.get(f"http://{host}/")


@pytest.mark.parametrize("spelt", ["2130706433", "0x7f000001", "017700000001", "127.1", "localhost", "LOCALHOST."])
def test_no_spelling_hides_this_machine(monkeypatch: pytest.MonkeyPatch, machine: int, spelt: str) -> None:
    with opened(monkeypatch), line(timeout=2) as out, pytest.raises((httpx.ConnectError, httpx.InvalidURL)):
        out.get(f"http://{spelt}:{machine}/")
    assert _Machine.asked_for == []


def test_a_name_that_leads_to_both_kinds_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "look_up", lambda _: ["8.8.8.8", "10.0.0.1"])
    with opened(monkeypatch), line(timeout=2) as out, pytest.raises(httpx.ConnectError, match="not public"):
        out.get("http://both.example/")


def test_a_name_is_looked_up_once_and_the_connection_goes_there(monkeypatch: pytest.MonkeyPatch, machine: int) -> None:
    """Who owns a name cannot answer "public" for the judge and "10.0.0.1" for the connection."""
    answers = [["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]]
    monkeypatch.setattr(outbound, "look_up", lambda _: answers.pop(0))
    with opened(monkeypatch, "127.0.0.0/8"), line(timeout=2) as out:
        assert out.get(f"http://mind.example:{machine}/x").status_code == 200
        assert _Machine.asked_for == [f"mind.example:{machine} /x"], "asked under the name that was meant"
        with pytest.raises(httpx.ConnectError, match="not public"):
            out.get(f"http://mind.example:{machine}/x")


def test_no_redirect_is_followed_and_a_followed_one_is_judged(monkeypatch: pytest.MonkeyPatch, machine: int) -> None:
    with opened(monkeypatch, "127.0.0.0/8"), line(timeout=2) as out:
        answer = out.get(f"http://127.0.0.1:{machine}/away")
        assert answer.status_code == 302
        with pytest.raises(httpx.ConnectError, match="not public"):
            out.get(f"http://127.0.0.1:{machine}/away", follow_redirects=True)


def test_peers_providers_and_ledgers_go_by_the_one_gate(monkeypatch: pytest.MonkeyPatch, machine: int) -> None:
    here = f"http://127.0.0.1:{machine}"
    assert HttpClient.transport is Judged
    with opened(monkeypatch):
        with pytest.raises(PeerUnreachable, match="not public"):
            carry(here, "token", files=(), content_of=str.encode, grant_of=str)
        with client() as out, pytest.raises(Refused):
            asked(out, "GET", here)
        with pytest.raises(Unreachable, match="not public"):
            HttpClient(here).read("checkpoint", 100)
    assert _Machine.asked_for == []
    with opened(monkeypatch, "127.0.0.0/8"):
        assert HttpClient(here).read("checkpoint", 100) == b"{}"
        with client() as out:
            assert asked(out, "GET", here) == {}


GATES = {"frame/outbound.py", "evidence/adapters/fetching.py"}
"""The gate, and the stricter one for pages that parties name."""
MAIL_AND_SCANNER = {"documents/adapters/scanning.py", "evidence/adapters/chromium.py", "cli"}
"""Sockets that lead to this machine's own programs, and the demonstration, which plays people outside."""


def test_nobody_connects_past_the_gates() -> None:
    """No module makes a client of HTTP or a connection of its own: what is new must go by a gate."""
    made = {
        "Client",
        "AsyncClient",
        "get",
        "post",
        "put",
        "request",
        "stream",
        "create_connection",
        "urlopen",
        "socket",
    }
    found = []
    for path in SRC.rglob("*.py"):
        name = path.relative_to(SRC).as_posix()
        if name in GATES | MAIL_AND_SCANNER or name.startswith("cli/"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called: Any = node.func if isinstance(node, ast.Call) else None
            owner = called.value if isinstance(called, ast.Attribute) else None
            if isinstance(owner, ast.Name) and owner.id in {"httpx", "socket", "requests"} and called.attr in made:
                found.append(f"{name}: {owner.id}.{called.attr}")
    assert found == []
