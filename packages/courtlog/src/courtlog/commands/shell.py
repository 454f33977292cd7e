"""What all commands share: how they speak, read small files, and which exit statuses they give."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

from courtlog.errors import CourtlogError, Malformed
from courtlog.note import VerifierKey
from courtlog.opening import parse_public
from courtlog.policy import Policy
from courtlog.report import printable

USAGE, UNREADABLE, FAULTY, REFUSED = 64, 66, 2, 1
"""Exit statuses besides those of the verdicts: wrong usage, unreadable input, `fsck` found faults, the log refused."""
_LONGEST_INPUT = 1_000_000


def say(text: object) -> None:
    """Write one line to standard output."""
    sys.stdout.write(f"{text}\n")


def read_small(path: Path) -> bytes:
    """Read a policy, key or head; raises `Malformed` when it is longer than any of them."""
    with path.open("rb") as file:
        data = file.read(_LONGEST_INPUT + 1)
    if len(data) > _LONGEST_INPUT:
        raise Malformed(f"{path} is too long for a policy, a key or a head.")
    return data


def read_optional(path: Path | None) -> bytes | None:
    """Read a small file, if one was named."""
    return read_small(path) if path else None


def read_text(given: str) -> str:
    """Read a key given as such or as a file; raises `Malformed`."""
    try:
        return (read_small(Path(given)).decode() if Path(given).is_file() else given).strip()
    except (OSError, ValueError) as error:
        raise Malformed("A public key cannot be read.") from error


def read_key(given: str) -> VerifierKey:
    """Read a verifier key, given as such or as a file; raises `Malformed`."""
    return VerifierKey.parse(read_text(given))


def read_issuer_key(given: str) -> bytes:
    """Read an issuer's public key, `ed25519:HEX` or a vkey, given as such or as a file; raises `Malformed`."""
    text = read_text(given)
    return VerifierKey.parse(text).public if "+" in text else parse_public(text)


def read_address(text: str) -> tuple[str, int]:
    """Read HOST:PORT; raises `Malformed`."""
    host, _, port = text.rpartition(":")
    if not host or not (port.isascii() and port.isdigit() and len(port) < 6 and 0 < int(port) < 1 << 16):  # noqa: PLR2004
        raise Malformed(f"{text!r} is no HOST:PORT.")
    return host.strip("[]"), int(port)


def again(every: int | None, go: Callable[[], int]) -> int:
    """Run once, or for ever: then a round that fails is told and followed by the next."""
    if every is None:
        return go()
    while True:
        try:
            go()
        except (CourtlogError, OSError) as error:
            complain(str(error))
        time.sleep(every)


def each_log(policy: Policy, act: Callable[[VerifierKey], int | None]) -> int:
    """Do something for each log whose address stands in a policy; gives the worst status. Failures are told."""
    worst = 0
    for log in policy.logs:
        if log in policy.urls:
            try:
                worst = max(worst, act(log) or 0)
            except CourtlogError as error:
                complain(f"{log.name}: {error}")
                worst = max(worst, FAULTY)
    return worst


def complain(text: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(printable(f"courtlog: {text}\n"))
    sys.stderr.flush()
