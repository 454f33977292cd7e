"""Where a demo plays: one folder for the demo that stays open, one for `--once`, and one lock on each.

Neither ever touches the other's folder, so that a story played once leaves an open demo as it is.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

from tongban.cli.demo.stage import StageFailed

OPEN, ONCE = "open", "once"
PLATFORMS = 2
"""Ports that a demo takes, one after the other."""


class Place:
    """The folder of one demo, locked while the demo runs: the lock ends with the process, however it ends."""

    def __init__(self, folder: Path, *, port: int, once: bool) -> None:
        """`folder` holds the demos of this checkout. Raises `StageFailed` when one that runs stands in the way."""
        name, other = (ONCE, OPEN) if once else (OPEN, ONCE)
        self.folder, self.newest = folder / name, folder / "summary.json"
        self.summary = self.folder / "summary.json"
        folder.mkdir(parents=True, exist_ok=True)
        beside = _running(folder / f"{other}.lock")
        if beside is not None and abs(beside - port) < PLATFORMS:
            message = (
                f"a demo runs already at http://127.0.0.1:{beside} ({folder / other}): stop it with Ctrl-C in its "
                "terminal, or let this one play beside it, `make demo PORT=8711`"
            )
            raise StageFailed(message)
        self._lock = os.open(folder / f"{name}.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            there = os.read(self._lock, 16).decode()
            os.close(self._lock)
            message = (
                f"a demo runs already in {self.folder}, at http://127.0.0.1:{there}: use that one, or stop it first "
                "with Ctrl-C in its terminal"
            )
            raise StageFailed(message) from held
        os.ftruncate(self._lock, 0)
        os.write(self._lock, str(port).encode())
        if once or not self.summary.exists():
            # A story that broke off is played from its beginning.
            shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def played(self) -> bool:
        """Whether the story was played here before."""
        return self.summary.exists()

    def publish(self) -> None:
        """Let the newest summary be found where the guides say."""
        shutil.copyfile(self.summary, self.newest)

    def leave(self) -> None:
        """Let go of the lock."""
        os.close(self._lock)


def _running(lock: Path) -> int | None:
    """The first port of the demo that holds this lock; None when nobody does."""
    try:
        with lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        return int(lock.read_text() or "0")
    return None
