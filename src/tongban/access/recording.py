"""Full hours of the access log go into the register, by their digest; it is compared with the files ever after."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from tongban.access.events import ReadsRecorded
from tongban.access.log import close_hours, recorded, recorded_as_it_is
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.register.queries import newest_of_event

RULE = "house rule: the access log"
LATEST = 200
"""Recorded hours that are looked at again: what a worker recorded before it died, and whether files are whole."""


def record_reads(home: Path, now: datetime) -> bool:
    """Record every file that was closed; False when there was none. A file is recorded once, whoever dies when."""
    closed = close_hours(home, now)
    known = {entry.body["file"] for entry in newest_of_event(ReadsRecorded.NAME, LATEST)} if closed else set()
    for one in closed:
        if one.name not in known:
            with act(by=Actor.office("", RULE, settings.TONGBAN.slug), at=now) as record:
                record(ReadsRecorded(file=one.name, reads=one.reads, digest=one.digest), under=RULE)
        recorded(home, one.name)
    return bool(closed)


def altered_hours(home: Path) -> list[str]:
    """Those of the newest recorded hours whose file is gone, or is not what it was."""
    known = {entry.body["file"]: entry.body["digest"] for entry in newest_of_event(ReadsRecorded.NAME, LATEST)}
    now = {name: recorded_as_it_is(home, name) for name in known}
    return sorted(name for name, found in now.items() if found is None or found.digest != known[name])
