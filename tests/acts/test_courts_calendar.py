"""A year's calendar is announced on a platform: recorded, used by acts, and waiting periods are counted again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings

from tests.builders import House, refused
from tests.rules.test_courts_calendars import FICTIONAL_2027
from tongban.cases.actions.clocks import start_clock
from tongban.cases.models import Clock
from tongban.courts import queries
from tongban.courts.actions.announcing import announce_year
from tongban.courts.models import CalendarYear
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.periods import AS_SHIPPED, Readings, RestDay
from tongban.register.models import Entry
from tongban.wiring import operator
from tongban.wiring.command import parser

pytestmark = pytest.mark.django_db

OFFICE = Actor.office("", "platform set-up")
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
NOTICE = "关于2027年部分节假日安排的通知（试验用）"


def announce(text: str = FICTIONAL_2027, notice: str = NOTICE) -> bool:
    return announce_year(text.encode(), year=2027, notice=notice, by=OFFICE, at=AT).changed


def test_an_announced_year_is_used_from_then_on_and_twice_is_once(house: House) -> None:
    assert queries.calendar().provisional(2027)
    assert announce()
    assert not announce()
    assert not queries.calendar().provisional(2027)
    assert queries.calendar().is_rest_day(date(2027, 2, 11))
    assert CalendarYear.objects.count() == 1
    bodies = [json.loads(entry.body) for entry in Entry.objects.filter(event="calendar_announced").order_by("id")]
    assert [body["changed"] for body in bodies] == [True, False]
    assert (bodies[0]["holidays"], bodies[0]["working"]) == (18, 1)


def test_a_corrected_notice_takes_the_place_of_the_first(house: House) -> None:
    announce()
    assert announce(FICTIONAL_2027.replace("2027-02-11,holiday,春节\n", ""))
    assert not queries.calendar().is_rest_day(date(2027, 2, 11))
    assert CalendarYear.objects.count() == 1


def test_a_file_with_flaws_is_refused_whole(house: House) -> None:
    with refused("calendar.not_a_table"):
        announce("nonsense")
    for notice in ("  ", "x" * 201):
        with refused("calendar.notice_missing"):
            announce(notice=notice)
    assert not CalendarYear.objects.exists()
    assert queries.calendar().provisional(2027)


def test_a_period_that_waited_for_the_notice_is_counted_again(house: House) -> None:
    case = house.case()
    with act(by=OFFICE, at=AT) as record:
        start_clock(record, case, "defence", start=datetime(2027, 1, 25, 2, tzinfo=UTC), owed_by="court")
        start_clock(record, case, "fee_refund", start=AT, owed_by="court")
    clock = Clock.objects.get(rule="defence", case=case.uid)
    assert (clock.due, clock.provisional) == (date(2027, 2, 9), True)
    announce()
    assert house.work() == []
    clock.refresh_from_db()
    assert (clock.due, clock.provisional) == (date(2027, 2, 12), False)
    assert any("2027-02-12" in fact for step in clock.steps for fact in step["facts"])
    renewed = json.loads(Entry.objects.get(event="clock_renewed").body)
    assert (renewed["rule"], renewed["before"], renewed["due"]) == ("defence", "2027-02-09", "2027-02-12")


def test_the_operator_announces_a_year_from_a_file(
    house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "2027.csv"
    file.write_text(FICTIONAL_2027, encoding="utf-8")
    words = ["calendar", "2027", str(file), "--notice", NOTICE]
    assert operator.run(parser().parse_args(words)) == operator.OK
    assert "18 rest days" in capsys.readouterr().out
    assert operator.run(parser().parse_args(["calendar", "2027", str(tmp_path / "none"), "--notice", "x"])) == 1
    assert operator.run(parser().parse_args(["calendar", "1912", str(file), "--notice", "x"])) == operator.FAILED


def test_a_court_that_reads_otherwise_counts_otherwise(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    case = house.case()
    start = datetime(2026, 2, 10, 2, tzinfo=UTC)
    own = {"": AS_SHIPPED, case.court: Readings(rest_day=RestDay.MOVES)}
    monkeypatch.setattr(settings, "TONGBAN", replace(settings.TONGBAN, readings=own))
    with act(by=OFFICE, at=AT) as record:
        start_clock(record, case, "filing_decision", start=start, owed_by="court")
    assert Clock.objects.get(rule="filing_decision", case=case.uid).due == date(2026, 2, 24)
    assert queries.readings("川0107") == AS_SHIPPED


def test_the_shipped_reading_plans_for_the_earlier_day(house: House) -> None:
    case = house.case()
    with act(by=OFFICE, at=AT) as record:
        start_clock(record, case, "filing_decision", start=datetime(2026, 2, 10, 2, tzinfo=UTC), owed_by="court")
    assert Clock.objects.get(rule="filing_decision", due=date(2026, 2, 17), case=case.uid).owed_by == "court"
