"""Whose turn it is to write to a SQLite file: whoever comes, until somebody has waited too long; then he is next.

SQLite lets a waiting writer sleep, longer each time, and try again. Whoever tries most often wins, so that under load
somebody waits until his patience ends. Strict order would be fair and slow, because each turn then costs a change of
thread or process. So all may try at any time, as long as nobody is `hungry`; who has waited for `HUNGRY` seconds locks
a small file beside the database, and until he has begun nobody else tries. Threads and processes are treated alike, and
the kernel gives the lock back when a process dies.
"""

from __future__ import annotations

import fcntl
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 30.0
"""Seconds that a writer waits for a turn: thousands of acts. Only a writer that hangs makes others wait so long."""

HUNGRY = 1.0
"""Seconds after which a writer lets nobody in before him."""

SHORTEST, LONGEST, LONGEST_AT_THE_HEAD = 0.001, 0.03, 0.002
"""Seconds between two tries: longer and longer, because trying costs the writer at work his time."""


class NoTurn(Exception):  # noqa: N818 - it says what happened
    """The patience ended."""


def begin(path: str, tried: Callable[[], bool]) -> None:
    """Call `tried` until it says that it has begun to write to `path`, in turn; `NoTurn` after `PATIENCE` seconds."""
    came = time.monotonic()
    with _gate(path) as gate:
        for _ in _tries(came + HUNGRY, LONGEST):
            if _passed(gate, fcntl.LOCK_SH):
                if tried():
                    return
                fcntl.flock(gate, fcntl.LOCK_UN)
        _until(came, lambda: _passed(gate, fcntl.LOCK_EX), LONGEST)
        _until(came, tried, LONGEST_AT_THE_HEAD)


@contextmanager
def alone(path: str) -> Iterator[None]:
    """Let nobody begin to write to `path` during the block; `NoTurn` after `PATIENCE` seconds."""
    came = time.monotonic()
    with _gate(path) as gate:
        _until(came, lambda: _passed(gate, fcntl.LOCK_EX), LONGEST)
        yield


def patiently(tried: Callable[[], bool]) -> None:
    """Call `tried` until it says that it is done, with short rests; `NoTurn` after `PATIENCE` seconds."""
    _until(time.monotonic(), tried, LONGEST_AT_THE_HEAD)


def _until(came: float, done: Callable[[], bool], longest: float) -> None:
    if not any(done() for _ in _tries(came + PATIENCE, longest)):
        raise NoTurn


def _tries(end: float, longest: float) -> Iterator[None]:
    """Once at once, then after rests that grow up to `longest`, drawn by chance so that no two writers keep step."""
    yield
    rest = SHORTEST
    while time.monotonic() < end:
        rest = min(2 * rest, longest)
        time.sleep(random.uniform(SHORTEST, rest))  # noqa: S311 - no secret # nosec
        yield


@contextmanager
def _gate(path: str) -> Iterator[int]:
    gate = os.open(f"{path}-queue", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        yield gate
    finally:
        os.close(gate)


def _passed(gate: int, how: int) -> bool:
    try:
        fcntl.flock(gate, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
