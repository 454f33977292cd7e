"""Facts of the access log."""

from __future__ import annotations

from tongban.kernel.facts import Fact


class ReadsRecorded(Fact):
    """An hour of the access log is over: its file `file` holds `reads` lines with the SHA-256 `digest`."""

    file: str
    reads: int
    digest: str
