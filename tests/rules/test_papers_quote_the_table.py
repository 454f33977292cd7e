"""Papers quote the table of periods, and write a sum in one form."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tongban.cases.law import told_of_small_claims
from tongban.cases.vocabulary import PartyData, Side, Track
from tongban.courts.law import period_amount, period_rules
from tongban.delivery.rules import papers as service
from tongban.documents.vocabulary import Material
from tongban.fees.vocabulary import FeeKind
from tongban.filing.rules import papers as filing
from tongban.filing.vocabulary import Pleading
from tongban.judgments.rules.composing import in_words
from tongban.judgments.rules.text import in_han
from tongban.kernel.money import Money

pytestmark = pytest.mark.once

DAY = date(2026, 1, 15)
PERIODS = period_rules()


@pytest.mark.parametrize(
    ("track", "rule"),
    [
        (Track.SMALL_CLAIMS, "evidence_small_claims"),
        (Track.SIMPLIFIED, "evidence_simplified"),
        (Track.ORDINARY, "evidence_ordinary"),
    ],
)
def test_a_notice_on_evidence_gives_the_days_of_its_procedure(track: Track, rule: str) -> None:
    """SI 99, 266."""
    data = service.evidence_notice(
        court_name="示例法院", number="", to="甲", other="乙", cause="", dated=DAY, track=track, online=False
    )
    assert data["period"]["days"] == PERIODS[rule].amount


@pytest.mark.parametrize(("abroad", "rule"), [(False, "defence"), (True, "defence_foreign")])
def test_a_notice_to_answer_gives_the_days_of_the_table(abroad: bool, rule: str) -> None:
    """CPL 128, 285."""
    data = service.defence_notice(
        court_name="示例法院",
        number="",
        to="甲",
        plaintiffs="乙",
        cause="",
        dated=DAY,
        enclosed=[],
        judge="",
        track=Track.SIMPLIFIED,
        abroad=abroad,
    )
    assert data["defence_days"] == PERIODS[rule].amount


def test_a_period_that_stands_in_no_table_is_a_slip_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        period_amount("no_such_period")


def test_a_complaint_lists_the_files_of_one_question_once_with_all_their_pages() -> None:
    files = [
        Material("files.iou", "借条.jpg", "a" * 64, "", 1, "image/jpeg", 1),
        Material("files.messages", "一.png", "b" * 64, "", 1, "image/png", 2),
        Material("files.messages", "二.png", "c" * 64, "", 1, "image/png", 3),
    ]
    sides = ((Side.PLAINTIFF, "甲"), (Side.DEFENDANT, "乙"))
    parties = tuple(PartyData(side, name, "natural") for side, name in sides)
    pleading = Pleading(
        parties=parties, claim=Money(100, "CNY"), claims=(), facts="", cause="", fee_kind=FeeKind.PROPERTY
    )
    signed = datetime(2026, 1, 15, tzinfo=UTC)
    data = filing.complaint(pleading, court_name="示例法院", cause="", materials=files, dated=DAY, signed_at=signed)
    assert [(line["name"], line["pages"]) for line in data["evidence"]] == [("借条", 1), ("聊天记录及其他材料", 5)]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("借款186,500.00元", "借款186500元"),
        ("借款186500元", "借款186500元"),
        ("已还10,000.50元和3元", "已还10000.50元和3元"),
        ("利息12.5元", "利息12.50元"),
        ("2025-03-12借款1,000元", "2025年3月12日借款1000元"),
        ("约18.65万元", "约18.65万元"),
    ],
)
def test_a_judgment_writes_a_sum_in_one_form(typed: str, written: str) -> None:
    assert in_words(typed) == written


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (15, "十五"), (30, "三十"), (99, "九十九"), (100, "100"), (0, "0")]
)
def test_days_are_written_as_the_paper_writes_them(number: int, written: str) -> None:
    assert in_han(number) == written


@pytest.mark.parametrize(("track", "told"), [(Track.SMALL_CLAIMS, 2), (Track.SIMPLIFIED, None), (Track.ORDINARY, None)])
def test_only_in_small_claims_are_the_parties_told_of_small_claims(track: Track, told: int | None) -> None:
    """SI 274."""
    assert told_of_small_claims(track, DAY).get("small_claims", {}).get("months") == told
