"""The worker's timer for time stamps on the ledger's heads."""

from __future__ import annotations

from datetime import timedelta

from tongban.documents.actions.time_stamps import authority_roots
from tongban.register.actions.stamps import stamp_once, trust_roots
from tongban.wiring.clock import Clock
from tongban.wiring.platform import Platform

_START = timedelta(seconds=60)
"""The process that answers as the platform's own authority starts along with the worker."""


class Stamper:
    """Has the newest head stamped each time the platform's interval of business time is over, call by call."""

    def __init__(self, platform: Platform, clock: Clock) -> None:
        self._platform, self._clock = platform, clock
        self._next = clock.now() + _START

    def __call__(self) -> bool:
        """One pass; a failure is tried again at the next one. Never reports that it was busy."""
        asked, now = self._platform.time_stamps, self._clock.now()
        if not asked.address or now < self._next:
            return False
        roots = asked.roots.read_bytes() if asked.roots else authority_roots()
        if roots is None:
            return False
        trust_roots(self._platform.home, roots)
        if stamp_once(self._platform.home, asked.address, now):
            self._next = now + asked.every
        return False
