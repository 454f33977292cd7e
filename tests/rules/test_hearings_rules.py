"""When a hearing may be asynchronous, when it may be set, and what stands in its record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from tongban.cases.vocabulary import Track
from tongban.hearings.rules.asynchronous import Situation, may_be_asynchronous
from tongban.hearings.rules.record import check_correction, content_of, current
from tongban.hearings.rules.schedule import check_hearing, may_open
from tongban.hearings.vocabulary import LineView, Part, Speaker

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
FIT = Situation("work", "双方工作时间不同。", exchanged=True)


def test_when_every_condition_of_rule_20_2_is_met_nothing_stands_in_the_way() -> None:
    assert may_be_asynchronous(FIT) == []


@pytest.mark.parametrize(
    ("changed", "reason", "law"),
    [
        ({"difficulty": ""}, "async_no_difficulty", "在线诉讼规则 20(2)(i)"),
        ({"difficulty": "bored"}, "async_no_difficulty", "在线诉讼规则 20(2)(i)"),
        ({"application": "  "}, "async_no_application", "在线诉讼规则 20(2)(ii)"),
        ({"withheld": ("周志强",)}, "async_consent", "在线诉讼规则 20(2)(ii)"),
        ({"exchanged": False}, "async_no_exchange", "在线诉讼规则 20(2)(iii)"),
        ({"silent": ("周志强",)}, "async_no_answer", "在线诉讼规则 20(2)(iii)"),
        ({"denying": ("周志强",)}, "async_facts_disputed", "在线诉讼规则 20(2)(iii)"),
        ({"contested": ("原告证据1",)}, "async_evidence_disputed", "在线诉讼规则 20(2)(iii)"),
    ],
)
def test_each_condition_is_named_when_it_fails_alone(changed: dict[str, Any], reason: str, law: str) -> None:
    (no,) = may_be_asynchronous(replace(FIT, **changed))
    assert (no.reason, no.law) == (f"hearings.{reason}", law)


def test_an_overlong_application_is_refused_by_a_house_rule() -> None:
    (no,) = may_be_asynchronous(replace(FIT, application="长" * 1001))
    assert no.reason == "hearings.too_long"


def test_notice_of_three_days_counts_days_not_hours() -> None:
    late = datetime(2026, 11, 25, 23, 0, tzinfo=CHINA)
    early = datetime(2026, 11, 26, 9, 0, tzinfo=CHINA)
    assert [no.reason for no in check_hearing(place="一庭", starts_at=late, now=NOW, track=Track.ORDINARY)] == [
        "hearings.notice_too_short"
    ]
    assert check_hearing(place="一庭", starts_at=early, now=NOW, track=Track.ORDINARY) == []
    assert check_hearing(place="一庭", starts_at=late, now=NOW, track=Track.SIMPLIFIED) == []


def test_a_hearing_opens_on_its_day_or_later() -> None:
    assert may_open(set_for=date(2026, 11, 24), today=date(2026, 11, 23)) is not None
    assert may_open(set_for=date(2026, 11, 24), today=date(2026, 11, 24)) is None


def line(number: int, text: str, corrects: int | None = None) -> LineView:
    return LineView(number, Part.DEBATE, Speaker.JUDGE, "李明", text, NOW, corrects)


def test_a_correction_takes_the_place_of_the_line_and_may_be_corrected_itself() -> None:
    lines = [line(1, "甲"), line(2, "乙"), line(3, "甲改", 1), line(4, "甲再改", 3)]
    assert [shown.text for shown in current(lines)] == ["甲再改", "乙"]


def test_every_line_changes_the_digested_content() -> None:
    lines = [line(1, "甲"), line(2, "乙")]
    assert content_of(lines) != content_of(lines[:1])
    assert content_of(lines) == content_of(list(lines))
    assert content_of([line(1, "甲"), line(2, "乙", 1)]) != content_of(lines)


def test_only_an_existing_line_is_corrected() -> None:
    assert check_correction(None, []) is None
    assert check_correction(1, [line(1, "甲")]) is None
    assert check_correction(2, [line(1, "甲")]) is not None
