"""Looks for malicious programs in a file that came in: ClamAV, by its daemon (INSTREAM) or by its program.

The port is `Scanner`. A scanner that does not answer has found no clean file: `ScannerSilent`.
"""

from __future__ import annotations

import os
import socket
import struct
import subprocess
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Protocol

_CHUNK = 1 << 16
_PATIENCE = 60.0
"""Seconds for one file: the daemon needs some for an archive, the program half of it for loading its signatures."""
_ANSWER = 4096
_CLEAN, _FOUND = 0, 1
"""How clamscan ends."""


class ScannerSilent(ConnectionError):  # noqa: N818 - it names what happened
    """The scanner did not answer, or did not say that it looked the file through; nothing is known about it."""


class Scanner(Protocol):
    """What looks files through."""

    def scan(self, content: BinaryIO) -> str:
        """The name of what was found in the stream, "" for nothing. Raises `ScannerSilent`."""
        ...

    def answers(self) -> bool:
        """Whether it can be asked now; cheap enough for a page."""
        ...


def scanner_at(place: str) -> Scanner:
    """The scanner at `place`: a program, the daemon's socket, or "host:port" of a daemon."""
    if place.startswith("/"):
        return Program(place) if place.endswith("clamscan") else Daemon(place)
    host, _, port = place.rpartition(":")
    return Daemon((host, int(port)))


@dataclass(frozen=True, slots=True)
class Daemon:
    """clamd at a socket of this machine, or at a host and port."""

    address: str | tuple[str, int]

    def scan(self, content: BinaryIO) -> str:
        """See `Scanner`."""
        family = socket.AF_UNIX if isinstance(self.address, str) else socket.AF_INET
        try:
            with socket.socket(family) as line:
                line.settimeout(_PATIENCE)
                line.connect(self.address)
                line.sendall(b"zINSTREAM\0")
                while block := content.read(_CHUNK):
                    line.sendall(struct.pack(">I", len(block)) + block)
                line.sendall(struct.pack(">I", 0))
                said = _answer(line)
        except OSError as error:
            raise ScannerSilent(f"{self.address}: {type(error).__name__}: {error}") from error
        return _verdict(said)

    def answers(self) -> bool:
        """See `Scanner`."""
        try:
            return self.scan(BytesIO(b"nothing in it")) == ""
        except ScannerSilent:
            return False


@dataclass(frozen=True, slots=True)
class Program:
    """clamscan, started for each file: slow, and enough for a small court."""

    path: str

    def scan(self, content: BinaryIO) -> str:
        """See `Scanner`."""
        asked = [self.path, "--no-summary", "--infected", "-"]
        try:
            done = subprocess.run(
                asked, input=content.read(), capture_output=True, timeout=_PATIENCE, check=False
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            raise ScannerSilent(f"{self.path}: {type(error).__name__}: {error}") from error
        if done.returncode == _CLEAN:
            return ""
        if done.returncode == _FOUND:
            return _verdict(done.stdout.decode("utf-8", "replace").strip())
        raise ScannerSilent(f"{self.path}: {done.stderr.decode('utf-8', 'replace').strip()[:200]}")

    def answers(self) -> bool:
        """See `Scanner`; starting it would take half a minute."""
        return os.access(self.path, os.X_OK)


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _ANSWER and (part := line.recv(_ANSWER)):
        said += part
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(said: str) -> str:
    """ClamAV says "stream: OK" or "stream: Name-Of-It FOUND", anything else in an error."""
    _, _, verdict = said.partition(": ")
    if verdict == "OK":
        return ""
    if verdict.endswith(" FOUND"):
        return verdict.removesuffix(" FOUND")
    raise ScannerSilent(said[:200] or "an empty answer")
