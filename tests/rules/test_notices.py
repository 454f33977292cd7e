"""News go out at once, next morning or never; what a right hangs on is never switched off."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tongban.helpline.rules.notices import goes_out, judge_choices
from tongban.helpline.rules.tickets import TICKET
from tongban.helpline.rules.windows import read_hours
from tongban.helpline.vocabulary import Manner, News
from tongban.kernel.refusal import Refusal

pytestmark = pytest.mark.once
CHONGQING = ZoneInfo("Asia/Shanghai")
ALL = {kind.value: Manner.AT_ONCE.value for kind in News}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHONGQING)


@pytest.mark.parametrize(
    ("manner", "now", "then"),
    [
        (Manner.AT_ONCE, "2026-11-26T22:10", "2026-11-26T22:10"),
        (Manner.DAILY, "2026-11-26T22:10", "2026-11-27T08:00"),
        (Manner.DAILY, "2026-11-26T07:59", "2026-11-26T08:00"),
        (Manner.DAILY, "2026-11-26T08:00", "2026-11-26T08:00"),
        (Manner.DAILY, "2026-12-31T09:00", "2027-01-01T08:00"),
    ],
)
def test_news_go_out_at_once_or_in_the_morning(manner: Manner, now: str, then: str) -> None:
    assert goes_out(manner, at(now)) == at(then)


def test_news_that_a_person_does_not_want_do_not_go_out() -> None:
    assert goes_out(Manner.NEVER, at("2026-11-26T22:10")) is None


def test_many_news_of_one_kind_are_gathered_for_the_morning() -> None:
    now = at("2026-11-26T22:10")
    assert goes_out(Manner.AT_ONCE, now, lately=True) == at("2026-11-27T08:00")
    assert goes_out(Manner.NEVER, now, lately=True) is None


def test_what_a_right_hangs_on_is_never_switched_off() -> None:
    assert judge_choices(ALL) == []
    found = judge_choices(ALL | {kind.value: "never" for kind in News})
    assert [(no.reason, no.fields) for no in found] == [
        ("helpline.news_needed", (kind,))
        for kind in ("period_moved", "original", "correction", "refused", "other_court", "taken_back", "fee", "refund")
    ]
    assert {no.reason for no in judge_choices({})} == {"helpline.manner_missing"}
    assert len(judge_choices(ALL | {"answer": "by pigeon"})) == 1


def test_the_table_of_tickets_is_whole() -> None:
    assert TICKET.problems() == []


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", 0),
        ("9:00-12:00", 1),
        ("09:00至12:00，14：00—17：30", 2),
        ("8:30-11:30 13:30-16:00 18:00-20:00", 3),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, spans: int) -> None:
    found = read_hours(typed)
    assert not isinstance(found, Refusal)
    assert len(found) == spans


@pytest.mark.parametrize(
    "typed", ["always", "9-12", "12:00-9:00", "9:00-12:00, 11:00-14:00", "25:00-26:00", "9:00", "1:00-2:00," * 4]
)
def test_hours_that_make_no_sense_are_refused(typed: str) -> None:
    found = read_hours(typed)
    assert isinstance(found, Refusal)
    assert found.reason == "helpline.hours_unclear"
