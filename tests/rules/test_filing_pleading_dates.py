"""How the complaint tells its dates."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tongban.filing.rules.interview import interviews
from tongban.filing.rules.papers import complaint
from tongban.filing.rules.pleading import pleading_of
from tongban.filing.vocabulary import Pleading

pytestmark = pytest.mark.once

ANSWERS = {
    "plaintiff.name": "林晓梅",
    "defendant.name": "周志强",
    "loan.amount": "186500",
    "loan.happened": "2025-03-12",
    "loan.due": "2025-12-31",
    "story.text": "约在2025-03-12见面。",
}


def test_dates_stand_in_a_complaint_as_chinese_papers_write_them_and_free_text_stays_as_typed() -> None:
    applicant = UUID("01a20000-0000-7000-8000-000000000000")
    found = pleading_of(
        interviews()["private_lending"], ANSWERS, applicant=applicant, platform="test", on=date(2026, 3, 2)
    )
    assert isinstance(found, Pleading)
    assert found.facts.startswith("2025年3月12日，被告周志强")
    assert "约定于2025年12月31日前归还" in found.facts
    assert "约在2025-03-12见面。" in found.facts


def test_several_rows_make_one_sentence_and_the_payments_are_told() -> None:
    applicant = UUID("01a20000-0000-7000-8000-000000000000")
    told = {"loan.interest": "agreed", "loan.rate": "6", "loan.repaid": "3000", "loan.dated": "yes"}
    told |= {"back.day": "2025-05-01", "back.amount": "1000", "back.more": "yes"}
    told |= {"back.2.day": "2025-06-01", "back.2.amount": "2000"}
    interview = interviews()["private_lending"]
    found = pleading_of(interview, ANSWERS | told, applicant=applicant, platform="test", on=date(2026, 3, 2))
    assert isinstance(found, Pleading)
    assert "被告于2025年5月1日还款1,000.00元；被告于2025年6月1日还款2,000.00元。" in found.facts
    assert found.claims[1].startswith("判令被告周志强向原告林晓梅支付利息（还款先抵充利息、再抵充本金")


def test_the_complaint_lists_how_its_sum_comes_about_and_a_bare_principal_needs_no_list() -> None:
    applicant = UUID("01a20000-0000-7000-8000-000000000000")
    interview, day = interviews()["private_lending"], date(2026, 3, 2)
    papers = []
    for told in ({}, {"loan.interest": "overdue"}):
        found = pleading_of(interview, ANSWERS | told, applicant=applicant, platform="test", on=day)
        assert isinstance(found, Pleading)
        signed = datetime(2026, 3, 2, 9, tzinfo=UTC)
        papers.append(
            complaint(found, court_name="某院", cause="民间借贷纠纷", materials=(), dated=day, signed_at=signed)
        )
    bare, with_interest = papers
    assert "schedule" not in bare
    assert [(line["days"], line["rate"]) for line in with_interest["schedule"]] == [(0, ""), (60, "3")]
    assert with_interest["schedule"][1]["amount"] == {"amount": "919.73", "currency": "CNY"}
    assert with_interest["schedule"][1]["basis"].startswith("民法典第676条")
