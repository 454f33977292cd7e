"""A calendar is written as RFC 5545 asks: lines of 75 octets, escaped signs, moments in UTC, days as days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.face.calendar_file import Entry, calendar_file

pytestmark = pytest.mark.once
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def written(*entries: Entry) -> bytes:
    return calendar_file("诉讼期日", entries, made_at=NOW)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_sign_is_cut(title: str) -> None:
    content = written(Entry("a", date(2026, 11, 30), title))
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() is not None for line in lines), "each line is whole characters"
    summary = next(line for line in unfolded(content) if line.startswith("SUMMARY:"))[8:]
    assert summary.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\") == title


def test_a_title_cannot_write_a_line_of_its_own() -> None:
    lines = unfolded(written(Entry("a", date(2026, 11, 30), "一\r\nATTENDEE:x\n二; 三, 四\\")))
    assert "SUMMARY:一\\nATTENDEE:x\\n二\\; 三\\, 四\\\\" in lines
    assert not any(line.startswith("ATTENDEE") for line in lines)


def test_moments_stand_in_utc_and_days_as_days() -> None:
    china = timezone(timedelta(hours=8))
    hearing = Entry(
        "h", datetime(2026, 12, 1, 9, 30, tzinfo=china), "开庭", place="一号法庭", link="https://court.example/"
    )
    lines = unfolded(written(hearing, Entry("p", date(2026, 12, 31), "答辩")))
    assert "DTSTART:20261201T013000Z" in lines
    assert [x for x in lines if ";VALUE=DATE" in x] == ["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"]
    assert {"LOCATION:一号法庭", "URL:https://court.example/", "DTSTAMP:20261126T120000Z"} <= set(lines)
    assert [lines.count(f"{word}:VEVENT") for word in ("BEGIN", "END")] == [2, 2]
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
