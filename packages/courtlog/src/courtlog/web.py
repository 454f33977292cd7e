"""The little HTTP that the ledger's programs serve (WSGI) and ask for; every size and every wait has a limit."""

import contextlib
import ipaddress
import socket
import threading
import time
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, ClassVar, Protocol

from courtlog.errors import CourtlogError, LogError, Malformed

TEXT = "text/plain; charset=utf-8"
Environ = dict[str, Any]
Start = Callable[[str, list[tuple[str, str]]], object]
Application = Callable[[Environ, Start], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""


class Unreachable(CourtlogError):  # noqa: N818  # reads as a judgement, like its siblings
    """Another program did not answer in time, or not with what was asked for; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an HTTP request is answered with."""

    status: int
    body: bytes = b""
    content_type: str = TEXT
    headers: tuple[tuple[str, str], ...] = ()

    def send(self, start: Start) -> list[bytes]:
        """Give the answer through WSGI."""
        headers = [("Content-Type", self.content_type), ("Content-Length", str(len(self.body))), *self.headers]
        start(f"{self.status} {HTTPStatus(self.status).phrase}", headers)
        return [self.body]


def wsgi(answer: Callable[[Environ], Answer]) -> Application:
    """Make a WSGI application of what answers single requests."""

    def respond(environ: Environ, start: Start) -> list[bytes]:
        body = answer(environ).send(start)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else body

    return respond


def read_body(environ: Environ, limit: int) -> bytes | None:
    """Read a request's body; None when it is longer than `limit` bytes, of which no more are ever held."""
    stated = environ.get("CONTENT_LENGTH") or ""
    if stated.isascii() and stated.isdigit():
        if len(stated) > len(str(limit)) or int(stated) > limit:
            return None
        wanted = int(stated)
    else:
        wanted = limit + 1 if environ.get("HTTP_TRANSFER_ENCODING") else 0
    data = bytes(environ["wsgi.input"].read(wanted))
    return data if len(data) <= limit else None


def serve(load: Callable[[], Application], host: str, port: int, threads: int = 16) -> None:
    """Serve an application until the process is told to stop; it is loaded in the process that answers.

    One process answers, and starts again when it dies. Needs the extra `[serve]`; raises `LogError` without it.
    """
    try:
        from granian.constants import Interfaces  # noqa: PLC0415  # an extra: the core runs without it
        from granian.server import Server  # noqa: PLC0415
    except ImportError as error:
        raise LogError("Serving needs the extra: pip install 'courtlog[serve]'.") from error
    try:
        ipaddress.ip_address(host)
    except ValueError as error:
        raise Malformed(f"{host!r} is no IP address to listen on, such as 127.0.0.1.") from error
    server = Server(
        "courtlog", address=host, port=port, interface=Interfaces.WSGI, workers=1, blocking_threads=threads,
        backlog=1024, respawn_failed_workers=True, websockets=False, log_access=False,
    )  # fmt: skip
    server.serve(target_loader=load, wrap_loader=False)


class Source(Protocol):
    """A place from which published files are read: the layout of C2SP tlog-tiles."""

    def read(self, path: str, limit: int) -> bytes | None:
        """Give a file, None when it is absent; raises `Unreachable`, also when it is longer than `limit` bytes."""


class DirectorySource:
    """A published folder on this machine."""

    def __init__(self, directory: Path) -> None:
        """Read below `directory`."""
        self._directory = directory

    def read(self, path: str, limit: int) -> bytes | None:
        """Give a file."""
        try:
            with (self._directory / path).open("rb") as file:
                data = file.read(limit + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Unreachable(f"{self._directory / path} cannot be read: {error.strerror}") from error
        if len(data) > limit:
            raise Unreachable(f"{self._directory / path} is longer than {limit} bytes.")
        return data


class HttpClient:
    """One server, asked with a total time for each request; keeps connections. Needs the extra `[serve]`."""

    transport: ClassVar[type[Any] | None] = None
    """A transport of httpx through which all requests go, for programs that judge addresses before they connect."""

    def __init__(self, url: str, seconds: float = 10.0) -> None:
        """Ask below the prefix `url`; each request ends after `seconds`, however slowly bytes drip in."""
        try:
            import httpx  # noqa: PLC0415  # an extra: the core runs without it
        except ImportError as error:
            raise LogError("Asking over HTTP needs the extra: pip install 'courtlog[serve]'.") from error
        if not url.startswith(("http://", "https://")):
            raise Malformed(f"{url!r} is no address of a server: it must begin with http:// or https://.")
        self.url, self._seconds = url.rstrip("/"), seconds
        self._stream: Any = None
        self._errors = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError)
        gate, plain = self.transport() if self.transport else None, {"Accept-Encoding": "identity"}
        self._client = httpx.Client(transport=gate, timeout=seconds, trust_env=False, headers=plain)
        weakref.finalize(self, self._client.close)

    def ask(
        self, method: str, path: str, limit: int, content: bytes | None = None, content_type: str | None = None
    ) -> tuple[int, str, bytes]:
        """Give status, content type and body of an answer; raises `Unreachable`."""
        end = time.monotonic() + self._seconds
        address = f"{self.url}/{path}"
        headers = {"Content-Type": content_type} if content_type else {}
        late = threading.Timer(self._seconds, self._cut)
        late.start()
        try:
            with self._client.stream(
                method, address, content=content, headers=headers, extensions={"trace": self._connected}
            ) as answer:
                body = b""
                for part in answer.iter_raw():  # never unpacked, so that no small answer grows large
                    body += part
                    if len(body) > limit or time.monotonic() > end:
                        raise Unreachable(f"{address} answers more than {limit} bytes, or too slowly.")
                return answer.status_code, answer.headers.get("content-type", ""), body
        except self._errors as error:
            why = error if str(error) and time.monotonic() < end else "no whole answer in time"
            raise Unreachable(f"{address} cannot be reached: {why}.") from error
        finally:
            late.cancel()

    def _connected(self, event: str, info: Mapping[str, Any]) -> None:
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._stream = info["return_value"]

    def _cut(self) -> None:
        """End a request whose head drips in: httpx limits the wait for each byte, not for all of them."""
        with contextlib.suppress(OSError, AttributeError):
            self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def read(self, path: str, limit: int) -> bytes | None:
        """Give a published file."""
        status, _, body = self.ask("GET", path, limit)
        if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return None
        if status != HTTPStatus.OK:
            raise Unreachable(f"{self.url}/{path} answers with status {status}.")
        return body


def source_of(place: str) -> Source:
    """Give the source at a web address, or in a folder."""
    return HttpClient(place) if place.startswith(("http://", "https://")) else DirectorySource(Path(place))
