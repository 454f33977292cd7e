"""Requests that drip in, readers who do not read, requests without end: the others are served meanwhile."""

from __future__ import annotations

import asyncio
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tongban.wiring.front import IN_MEMORY, Front

pytestmark = pytest.mark.once
SLOW = 8
"""So many at once: more than pages have threads."""
PAGES = """
from tongban.wiring.front import Front


def pages(environ, start):
    body = environ["wsgi.input"].read()
    said = repr([len(body), environ["PATH_INFO"], environ["QUERY_STRING"], environ.get("HTTP_X_FORWARDED_FOR", "")])
    content = b"x" * 50_000_000 if environ["PATH_INFO"] == "/large" else said.encode()
    start("200 OK", [("Content-Length", str(len(content))), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    if environ["PATH_INFO"] == "/broken":
        raise RuntimeError("broken")
    return [content]


application = Front(pages, threads=2, grace=2.0)
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A web process as `tongban serve` starts it, around a page of the test's own."""
    folder: Path = tmp_path_factory.mktemp("slow")
    (folder / "slow_pages.py").write_text(PAGES, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface=asginl", f"--port={number}", "--workers=1", "--no-ws"]
    with subprocess.Popen([*command, "slow_pages:application"], cwd=folder) as running:
        for _ in range(200):
            try:
                ask(number)
                break
            except OSError:
                time.sleep(0.1)
        yield number
        running.terminate()


def line(port: int, text: str) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=15)
    made.sendall(text.encode())
    return made


def ask(port: int, path: str = "/", body: bytes = b"", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    connection.request("POST" if body else "GET", path, body or None, headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def test_slow_senders_hold_nobody_up_and_are_told_that_they_are_slow(port: int) -> None:
    slow = [line(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nabc") for _ in range(SLOW)]
    began = time.monotonic()
    assert ask(port)[0] == 200
    assert time.monotonic() - began < 10
    told = [one.recv(20) for one in slow]
    for one in slow:
        one.close()
    assert {text[:12] for text in told} == {b"HTTP/1.1 408"}


def test_readers_who_do_not_read_hold_nobody_up(port: int) -> None:
    slow = [line(port, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(SLOW)]
    time.sleep(0.5)
    assert ask(port)[0] == 200
    for one in slow:
        one.close()


def test_a_request_without_end_is_refused_before_it_is_taken_in(port: int) -> None:
    with line(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n") as endless:
        assert endless.recv(20).startswith(b"HTTP/1.1 413")
    with line(port, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n") as wrong:
        assert wrong.recv(20)[:10] in {b"HTTP/1.1 4", b""}


def test_a_request_arrives_as_it_was_sent(port: int) -> None:
    status, content = ask(port, "/a%20b/%2e/x?q=%E4%B8%AD&r=1", b"z" * 1_000_000)
    assert status == 200
    assert content == b"[1000000, '/a b/./x', 'q=%E4%B8%AD&r=1', '']"
    assert ask(port, "/large")[1] == b"x" * 50_000_000
    assert ask(port, "/a%3Fb=1/c?q=1")[1] == b"[0, '/a?b=1/c', 'q=1', '']"


def test_a_header_with_an_underscore_passes_for_no_other(port: int) -> None:
    assert ask(port, "/", X_Forwarded_For="6.6.6.6")[1].endswith(b"'']")
    assert ask(port, "/", **{"X-Forwarded-For": "6.6.6.6"})[1].endswith(b"'6.6.6.6']")


def test_a_page_that_breaks_breaks_alone(port: int) -> None:
    assert ask(port, "/broken")[0] == 500
    assert ask(port)[0] == 200


class Line:
    """A browser's line to the front room, played by the test: it sends `parts`, and waits for `go` before the last."""

    def __init__(self, *parts: bytes) -> None:
        self.parts, self.go, self.said = list(parts), asyncio.Event(), list[Any]()

    async def receive(self) -> dict[str, Any]:
        if len(self.parts) == 1:
            await self.go.wait()
        return {"type": "http.request", "body": self.parts.pop(0), "more_body": bool(self.parts)}

    async def send(self, part: Any) -> None:  # noqa: ANN401 - a message of ASGI
        self.said.append(part)

    async def ask(self, front: Front) -> int:
        scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "http_version": "1.1"}
        await front(scope | {"headers": []}, self.receive, self.send)
        return int(self.said[0]["status"])


def test_large_requests_that_never_end_give_way_to_those_that_come() -> None:
    sizes: list[int] = []

    def pages(environ: dict[str, Any], start: Any) -> list[bytes]:  # noqa: ANN401 - WSGI
        sizes.append(len(environ["wsgi.input"].read()))
        start("200 OK", [])
        return [b""]

    async def meet() -> list[int]:
        front = Front(pages, threads=1, room=5 * IN_MEMORY)
        lines = [Line(b"x" * size, b"x") for size in (2 * IN_MEMORY, 2 * IN_MEMORY, 10, 2 * IN_MEMORY)]
        asked = [asyncio.create_task(line.ask(front)) for line in lines]
        await asyncio.sleep(0.1)
        for line in reversed(lines):
            line.go.set()
            await asyncio.sleep(0.1)
        return [await one for one in asked]

    assert asyncio.run(meet()) == [503, 200, 200, 200]
    assert sorted(sizes) == [11, 2 * IN_MEMORY + 1, 2 * IN_MEMORY + 1]
