"""A daemon that speaks ClamAV's INSTREAM and finds one thing: the test file that every scanner knows (EICAR)."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""Harmless, and agreed on to be found (www.eicar.org); in two parts, so that no scanner takes this file for it."""


class _Line(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        if self.rfile.read(len(b"zINSTREAM\0")) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.looked_at.append(len(content))
        said = self.server.says or ("stream: Eicar-Test-Signature FOUND" if EICAR in content else "stream: OK")
        self.wfile.write(said.encode() + b"\0")


class Daemon(socketserver.ThreadingUnixStreamServer):
    """Listens on a socket of this machine; `says` makes it say something else, `looked_at` are sizes it was given."""

    daemon_threads = True
    says = ""

    def __init__(self, place: Path) -> None:
        self.looked_at: list[int] = []
        super().__init__(str(place), _Line)


@contextmanager
def daemon(place: Path) -> Iterator[Daemon]:
    """Running until the block ends."""
    with Daemon(place) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()
