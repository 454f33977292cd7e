"""The front room of a web process: a request comes in whole before the court's work on it begins, an answer is whole
before it goes out.

The pages run in a few threads. If one of them waited for a body that drips in, or for a reader who does not read, a
handful of slow lines would stop the court. Here they wait in the event loop, where each costs a few kilobytes.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import unquote_to_bytes

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

LARGEST = 320 * 2**20
"""Bytes of a request: three of the largest files at once, or the largest that a peer sends."""
IN_MEMORY = 2**18
"""Bytes of a request or an answer that stay in memory; more go to a file without a name."""
ROOM = 2**31
"""Bytes of requests on their way that lie in files together. Where more come, those that have been sending the longest
give way: nobody fills the disk, or the memory behind it, with requests that never end."""
GRACE, SLOWEST = 30.0, 4096
"""A request may take `GRACE` seconds, and one more for every `SLOWEST` bytes: a line in the mountains is faster."""
READING = 120.0
"""Seconds that a reader may take for one piece of an answer."""
_PIECE = 2**16
_TOO_LARGE = """请求过大，法院网站未予接收。请分成几份发送，或者将存储设备带到诉讼服务中心。
This is more than the court takes at once. Send it in parts, or bring it to the service hall.
"""
_TOO_SLOW = """发送中断或者过慢，法院网站未收到完整内容。
请换用更稳定的网络再次发送；期间当日届满的，请致电法院。
What was sent did not arrive whole in time. Send it again; if your period ends today, call the court.
"""
_NO_ROOM = """法院网站正忙，暂时无法接收大文件。请稍后再次发送；期间当日届满的，请致电法院。
The court is taking in too many large files now. Send it again later; if your period ends today, call the court.
"""


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    """Why a request is not taken in: a status and a text."""


@dataclass(eq=False)
class _Coming:
    """A request on its way: what has come of it, and whether it had to give way."""

    body: IO[bytes]
    size: int = 0
    gave_way: bool = False


class Front:
    """An ASGI application around a WSGI one, whose pages run in `threads` threads."""

    def __init__(self, pages: Wsgi, *, threads: int, grace: float = GRACE, room: int = ROOM) -> None:
        self._pages, self._grace, self._room = pages, grace, room
        self._coming: dict[_Coming, None] = {}
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return None
        with SpooledTemporaryFile(IN_MEMORY) as body:
            coming = _Coming(body)
            self._coming[coming] = None
            try:
                whole = await self._taken_in(scope, receive, coming)
            except _Refused as no:
                return await _say(send, *no.args)
            except TimeoutError:
                return await _say(send, 408, _TOO_SLOW)
            finally:
                del self._coming[coming]
            if not whole:
                return None
            body.seek(0)
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._threads, _answer, self._pages, _environ(scope, body, coming.size))
        with answer.content:
            return await answer.go_out(send)

    async def _taken_in(self, scope: Scope, receive: Receive, coming: _Coming) -> bool:
        """Take the body in; False for a line that broke. Raises `_Refused`, and TimeoutError when it is too slow."""
        stated = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if not stated.isdigit() or int(stated[:20]) > LARGEST:
            raise _Refused(413, _TOO_LARGE)
        loop = asyncio.get_running_loop()
        began, more = loop.time(), True
        while more:
            until = began + self._grace + coming.size / SLOWEST
            part = await asyncio.wait_for(receive(), max(until - loop.time(), 0.001))
            if part["type"] == "http.disconnect":
                return False
            content, more = part.get("body", b""), part.get("more_body", False)
            coming.size += len(content)
            if coming.size > LARGEST:
                raise _Refused(413, _TOO_LARGE)
            coming.body.write(content)
            self._make_room()
            if coming.gave_way:
                raise _Refused(503, _NO_ROOM)
        return True

    def _make_room(self) -> None:
        """Let go of what has come of the requests that began first, until the others fit."""
        lying = [one for one in self._coming if one.size > IN_MEMORY and not one.gave_way]
        over = sum(one.size for one in lying) - self._room
        for one in lying:
            if over <= 0:
                return
            over, one.gave_way = over - one.size, True
            one.body.seek(0)
            one.body.truncate()


class _Answer:
    """What a page answered, whole."""

    def __init__(self) -> None:
        self.status, self.headers = 500, list[tuple[bytes, bytes]]()
        self.content: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it has gone out

    def start(self, status: str, headers: list[tuple[str, str]], error: Any = None) -> Callable[[bytes], object]:  # noqa: ANN401, ARG002 - WSGI's signature
        """WSGI's `start_response`."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return self.content.write

    async def go_out(self, send: Send) -> None:
        """Send it; a reader who does not read is left."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        self.content.seek(0)
        more = True
        while more:
            piece = self.content.read(_PIECE)
            more = len(piece) == _PIECE
            part = {"type": "http.response.body", "body": piece, "more_body": more}
            await asyncio.wait_for(send(part), READING)


def _answer(pages: Wsgi, environ: dict[str, Any]) -> _Answer:
    answer = _Answer()
    parts = pages(environ, answer.start)
    try:
        for part in parts:
            answer.content.write(part)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    return answer


def _environ(scope: Scope, body: IO[bytes], size: int) -> dict[str, Any]:
    """The request as WSGI has it (PEP 3333). A header with an underscore could pass for another one: it is dropped."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    path = unquote_to_bytes((scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0])
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": path.decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1] or 0),
        "REMOTE_ADDR": str(client[0]),
        "CONTENT_LENGTH": str(size),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw, value in scope["headers"]:
        name = raw.decode("latin-1").replace("-", "_").upper()
        if b"_" in raw or name in {"CONTENT_LENGTH", "TRANSFER_ENCODING"}:
            continue
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        joint = "; " if key == "HTTP_COOKIE" else ","
        text = value.decode("latin-1")
        environ[key] = f"{environ[key]}{joint}{text}" if key in environ else text
    return environ


async def _say(send: Send, status: int, text: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode(), "more_body": False})
