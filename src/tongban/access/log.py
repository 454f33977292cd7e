"""The access log: who read what of which case, in which capacity, for what. Files of its own, no table.

One line of JSON for each request that read case data, appended before the answer leaves: to the file of the hour, and
to that of each case, where its parties look it up. What is appended survives the death of the process; a power cut
loses what the system has not written out, at most `WRITE_OUT` seconds of it. A full hour is closed: its digest goes
into the register, and what comes too late for it goes into a further file of the same hour.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from tongban.access.vocabulary import Viewer

WRITE_OUT = 60
"""Seconds after which the worker has the open files written out."""
GRACE = 300
"""Seconds after its end for which an hour stays open for requests that are on their way."""
_BEGINS = b'{"at":'
"""How a line begins; within a text of JSON its marks would be escaped."""
_OPEN, _CLOSED, _RECORDED, _HOUR = ".log", ".closed", ".recorded", "%Y-%m-%dT%H"


@dataclass(frozen=True, slots=True)
class Read:
    """One request that read case data. `roles`: functions at `court`, or "party"; `tied`: as party, judge or clerk of
    the case, or with a stated task in it; `task`: the page, by the name of its address; `items`: kinds of what was
    read. `case`: uid of the case, or of the filing, errand or person where there is none; "" for a list.
    """

    at: str
    person: str
    roles: tuple[str, ...]
    court: str
    helper: str
    task: str
    case: str
    tied: bool
    items: tuple[str, ...]


_FIELDS = tuple(field.name for field in fields(Read))
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed file of an hour."""

    name: str
    reads: int
    digest: str


def note(home: Path, reads: Iterable[Read]) -> None:
    """Append; raises `OSError` when that cannot be done: then nothing is shown either."""
    for read in reads:
        line = _written({name: getattr(read, name) for name in _FIELDS}).encode() + b"\n"
        hour = datetime.fromisoformat(read.at).astimezone(UTC).strftime(_HOUR)
        _append(_hours(home) / f"{hour}{_OPEN}", line)
        if read.case:
            _append(_case_file(home, read.case), line)


def reads_by(viewer: Viewer, *, at: datetime, task: str, helper: str = "") -> list[Read]:
    """What was shown to `viewer` in one request, for `note`; `helper`: who stands beside the viewer, "" for nobody."""
    return [
        Read(
            at=at.isoformat(),
            person=str(viewer.person or ""),
            roles=tuple(sorted(role for role, held in viewer.roles if held == court)) or _outside(kinds),
            court=court,
            helper=helper,
            task=task,
            case=str(case or ""),
            tied=any(
                case in mine for mine in (viewer.cases, viewer.panels, viewer.kept, viewer.opened, viewer.mediating)
            ),
            items=tuple(sorted(kinds)),
        )
        for (court, case), kinds in viewer.noted.items()
    ]


def _outside(kinds: set[str]) -> tuple[str]:
    """In which capacity somebody without a function looked."""
    return ("witness",) if "testimony" in kinds else ("party",)


def reads_of(home: Path, case: UUID) -> Iterator[Read]:
    """The reads of a case, the oldest first."""
    return _lines(_case_file(home, str(case)))


def reads_since(home: Path, since: datetime) -> Iterator[Read]:
    """Every read of the hours from `since` on, in the order of the files."""
    first = since.astimezone(UTC).strftime(_HOUR)
    for path in sorted(_hours(home).glob("*.*")) if _hours(home).is_dir() else ():
        if path.name[: len(first)] >= first:
            yield from _lines(path)


def write_out(home: Path) -> None:
    """Have the system write the open files of hours to the disk."""
    for path in _hours(home).glob(f"*{_OPEN}"):
        with path.open("rb") as log:
            os.fsync(log.fileno())


def close_hours(home: Path, now: datetime) -> list[Closed]:
    """Close every file whose hour is over; returns the closed ones that are not recorded yet, oldest first."""
    until = (now - timedelta(seconds=GRACE)).astimezone(UTC).strftime(_HOUR)
    for path in sorted(_hours(home).glob(f"*{_OPEN}")):
        hour = path.name.removesuffix(_OPEN)
        if hour < until:
            part = len([*_hours(home).glob(f"{hour}.*")])
            path.rename(path.with_name(f"{hour}.{part}{_CLOSED}"))
    return [closed_as_it_is(path) for path in sorted(_hours(home).glob(f"*{_CLOSED}"))]


def recorded(home: Path, name: str) -> None:
    """The digest of the closed file `name` stands in the register."""
    path = _hours(home) / f"{name}{_CLOSED}"
    path.rename(path.with_suffix(_RECORDED))


def recorded_as_it_is(home: Path, name: str) -> Closed | None:
    """What the recorded file `name` holds now; None when it is gone."""
    path = _hours(home) / f"{name}{_RECORDED}"
    return closed_as_it_is(path) if path.exists() else None


def closed_as_it_is(path: Path) -> Closed:
    """What a closed file holds now."""
    content = path.read_bytes()
    return Closed(path.stem, content.count(b"\n"), hashlib.sha256(content).hexdigest())


def _hours(home: Path) -> Path:
    return home.joinpath("access", "hours")


def _case_file(home: Path, case: str) -> Path:
    return home.joinpath("access", "cases", case[-2:], f"{case}{_OPEN}")


def _append(path: Path, line: bytes) -> None:
    """One write to the end of the file: lines of several processes never mix. Not whole, it was not noted."""
    try:
        log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.write(log, line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
    finally:
        os.close(log)


def _lines(path: Path) -> Iterator[Read]:
    """A line that broke off on a full disk has the next one behind it; what is left of it was never shown."""
    if not path.exists():
        return
    with path.open("rb") as log:
        for line in log:
            with suppress(ValueError):
                told = json.loads(line[max(line.rfind(_BEGINS), 0) :])
                yield Read(**told | {"roles": tuple(told["roles"]), "items": tuple(told["items"])})
