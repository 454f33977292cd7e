"""Facts of the courts domain."""

from __future__ import annotations

from tongban.kernel.facts import Fact


class CourtsImported(Fact):
    """A table of courts was taken into the platform: how many rows were new, changed and already known.

    `hosted` lists the highest courts whose cases live here; the courts below them are hosted too. `digest`
    is the SHA-256 of the canonical form of the whole table, so that anyone can tell which table it was.
    """

    rows: int
    created: int
    changed: int
    unchanged: int
    hosted: tuple[str, ...]
    digest: str


class CalendarAnnounced(Fact):
    """The working calendar of a year was taken in: how many festival and worked weekend days, by which notice.

    `changed` is false when the platform knew it so already. `digest` is the SHA-256 of the canonical form of the days.
    """

    year: int
    notice: str
    holidays: int
    working: int
    changed: bool
    digest: str
