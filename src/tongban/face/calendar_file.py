"""A calendar as programs read it (iCalendar, RFC 5545): the small part that dates of cases need.

Moments are written in UTC, days as days, so that no table of time zones has to travel along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"
_WIDTH = 75
"""Octets of a line (RFC 5545 3.1)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Entry:
    """One date: `starts` is a day or an aware moment; `uid` stays the same when the date moves."""

    uid: str
    starts: date | datetime
    title: str
    place: str = ""
    link: str = ""


def calendar_file(name: str, entries: Iterable[Entry], *, made_at: datetime) -> bytes:
    """The calendar called `name` with `entries`, as the bytes of a file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tongban//Dates of cases//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}"]
    for entry in entries:
        lines += _entry(entry, made_at)
    lines.append("END:VCALENDAR")
    return b"".join(folded for line in lines for folded in _folded(line))


def _entry(entry: Entry, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_moment(made_at)}"
    if isinstance(entry.starts, datetime):
        yield f"DTSTART:{_moment(entry.starts)}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.starts:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.starts + timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(entry.title)}"
    if entry.place:
        yield f"LOCATION:{_text(entry.place)}"
    if entry.link:
        yield f"URL:{entry.link}"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    return value.translate(_ESCAPED)


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, none cut within a character; each further one begins with a blank."""
    piece = b""
    for sign in line:
        encoded = sign.encode()
        if len(piece) + len(encoded) > _WIDTH:
            yield piece + b"\r\n"
            piece = b" "
        piece += encoded
    yield piece + b"\r\n"
