"""A clock that refuses to be wrong: whoever puts times under heads of others must not follow a clock that jumps."""

import time
from collections.abc import Callable

from courtlog.errors import LogError

TOLERANCE = 60
"""Seconds by which a clock may be corrected while a program runs, and by which two sound clocks may differ."""
_EARLIEST = 1_767_225_600  # 2026-01-01: no sound clock shows less, a machine that lost its clock does


class ClockWrong(LogError):  # noqa: N818  # reads as a judgement, like its siblings
    """The clock jumped, or stands before a time that was signed already; nothing may be signed until it is set."""


class SteadyClock:
    """Gives POSIX seconds; compares the wall clock with the machine's running time since this object was made."""

    def __init__(self, wall: Callable[[], float] = time.time, running: Callable[[], float] | None = None) -> None:
        """Take the first reading. `running` never jumps and counts also while the machine sleeps."""
        self._wall = wall
        self._running = running or (lambda: time.clock_gettime(time.CLOCK_BOOTTIME))
        self._offset = self._wall() - self._running()

    def __call__(self) -> int:
        """Read the clock; raises `ClockWrong`."""
        now = self._wall()
        drift = now - self._running() - self._offset
        if abs(drift) > TOLERANCE or now < _EARLIEST:
            raise ClockWrong(f"The clock shows {int(now)} and has jumped by {int(drift)} seconds; set it and restart.")
        return int(now)


def not_before(now: int, last: int) -> int:
    """Give a time that is no earlier than the last one signed; raises `ClockWrong` when the clock is far behind it."""
    if now < last - TOLERANCE:
        raise ClockWrong(f"The clock shows {now}, but {last} was signed already; set it.")
    return max(now, last)
