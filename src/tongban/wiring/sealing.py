"""The worker's ledger: opened when its witnesses answer, while all other work goes on without it."""

from __future__ import annotations

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import courtlog
from tongban.register.actions.seal import seal_once
from tongban.register.adapters.governing import handed_in
from tongban.register.adapters.ledger import Ledger
from tongban.wiring.clock import Clock

log = logging.getLogger("tongban.serve")
HOUR = 3600
"""Seconds between two entries of the other courts' heads (ledger.md)."""
PAUSE = 1.0
"""Seconds before a ledger that its witnesses did not let open is tried again."""


class AnotherWorker(RuntimeError):  # noqa: N818 - the operator reads it
    """Another worker of this platform is running; two would do the same work twice."""


@contextmanager
def only_worker(home: Path) -> Iterator[None]:
    """Hold the platform's one place for a worker; raises `AnotherWorker` when it is taken."""
    with (home / "worker.lock").open("ab") as place:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            message = f"another worker runs on {home}"
            raise AnotherWorker(message) from taken
        yield


class Sealer:
    """Seals what waits, call by call. Without witnesses nothing is signed, and what waits goes on waiting."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self._home, self._clock = home, clock
        self._ledger: Ledger | None = None
        self._retry = 0.0
        self._anchor_at = 0

    def __call__(self) -> bool:
        """One pass; False when nothing changed."""
        if self._ledger is None:
            if time.monotonic() < self._retry:
                return False
            try:
                self._ledger = Ledger(self._home, seconds=lambda: int(self._clock.now().timestamp()))
            except courtlog.Missing as missing:
                self._retry = time.monotonic() + PAUSE
                log.warning("the ledger is not opened yet: %s", missing)
                return False
        return seal_once(self._ledger, self._clock)

    def anchor(self) -> bool:
        """Enter the other courts' newest heads, once in an hour of business time; never reports that it was busy."""
        now = int(self._clock.now().timestamp())
        if self._ledger is not None and now >= self._anchor_at:
            self._ledger.anchor(now)
            self._ledger.refresh()  # a quiet court, too, shows each hour that it goes on
            self._anchor_at = now + HOUR
        return False

    def enter(self) -> bool:
        """Make the entries that the operator handed in, say of a key; False without any."""
        return self._ledger is not None and self._ledger.enter(handed_in(self._home))

    def __enter__(self) -> Self:
        """The sealer itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give up the writer's place."""
        if self._ledger is not None:
            self._ledger.close()
