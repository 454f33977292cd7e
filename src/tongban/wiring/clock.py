"""Business time. The only module that reads the machine's clock for the court's business."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """Machine time plus an offset kept in one file (whole seconds); absent file: no offset.

    The demo moves its clock forward by writing a larger number (`advance`). Time never goes back: a smaller number
    is ignored. Sessions, one-time codes and TLS keep `wall` time.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: tuple[int, int] = (0, 0)
        self._offset = 0

    def now(self) -> datetime:
        """Business time, aware, UTC."""
        return self.wall() + timedelta(seconds=self._read())

    @staticmethod
    def wall() -> datetime:
        """The machine's time."""
        return datetime.now(UTC)

    def advance(self, by: timedelta) -> datetime:
        """Move business time forward for every process that shares the file; returns the new time."""
        if by < timedelta(0):
            message = "business time never goes back"
            raise ValueError(message)
        total = self._read() + int(by.total_seconds())
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(str(total))
        fresh.replace(self._file)
        return self.now()

    def _read(self) -> int:
        try:
            state = self._file.stat()
        except FileNotFoundError:
            return self._offset
        if (state.st_mtime_ns, state.st_ino) != self._seen:
            self._offset = max(self._offset, int(self._file.read_text() or 0))
            self._seen = (state.st_mtime_ns, state.st_ino)
        return self._offset
