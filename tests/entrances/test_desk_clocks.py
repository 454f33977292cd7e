"""Running periods at the desk, and what both sides see of them; outages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from tests.acts.service import NONE, quick_papers
from tests.builders import OPERATOR, WUHOU, YUZHONG, House, staff, step
from tests.entrances.desk import signed_in
from tongban.cases.actions.clocks import start_clock
from tongban.cases.models import Clock, ClockIncident
from tongban.cases.queries import clocks_of
from tongban.cases.vocabulary import CaseView, Stage
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db
TRIAL = "trial_simplified"


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


@pytest.fixture
def case(house: House) -> CaseView:
    return house.put_at(house.case(), Stage.PREPARATION, defendant=house.zhou)


@pytest.fixture
def president(house: House) -> Actor:
    return staff(YUZHONG, Role.PRESIDENT, "院长甲")


def page_of(case: CaseView, rule: str = TRIAL) -> str:
    uid = next(one.uid for one in clocks_of(case.uid) if one.rule == rule)
    return f"/desk/cases/{case.uid}/clocks/{uid}"


def text(browser: Client, address: str, language: str = "en") -> str:
    answer = browser.get(address, headers={"accept-language": language})
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_case_page_leads_to_each_period_and_its_reasons(house: House, case: CaseView) -> None:
    judge, page = signed_in(house, house.judge.person), page_of(case)
    assert page in text(judge, f"/desk/cases/{case.uid}")
    shown = text(judge, page)
    assert "Counting months (3) leads to 2027-02-23." in shown
    assert "Nothing befell it" in shown
    assert f"{page}/exclude" in shown
    assert f"{page}/extend" in shown


def test_a_judge_leaves_days_out_and_both_sides_see_the_new_day_and_why(house: House, case: CaseView) -> None:
    judge, page = signed_in(house, house.judge.person), page_of(case)
    assert "expert appraisal · days do not count · SI 243" in text(judge, f"{page}/exclude")
    told = {"ground": "appraisal", "first": "2027-01-04", "last": "2027-01-13"}
    assert judge.post(f"{page}/exclude", told).status_code == 302
    shown = text(judge, page)
    assert "What befell this period (1)" in shown
    assert "5 March 2027" in shown
    on_desk = text(judge, f"/desk/cases/{case.uid}")
    assert "from 2027-01-04 to 2027-01-13 (expert appraisal)" in on_desk
    for person in (house.lin, house.zhou):
        side = signed_in(house, person.uid)
        english, chinese = text(side, f"/cases/{case.uid}/"), text(side, f"/cases/{case.uid}/", "zh-hans")
        assert "5 March 2027" in english
        assert "Days of a period do not count (expert appraisal)" in english
        assert "these days (10 more) are not counted" in english
        assert "2027年3月5日" in chinese
        assert "扣除期间（鉴定期间）：简易程序审限" in chinese
    assert "扣除期间：简易程序审限，自2027-01-04至2027-01-13（鉴定期间）" in text(
        judge, f"/desk/cases/{case.uid}", "zh-hans"
    )


def test_a_period_that_stands_still_says_so_everywhere_until_its_end_is_noted(house: House, case: CaseView) -> None:
    house.clock.at = datetime(2027, 1, 4, 2, tzinfo=UTC)
    judge, page = signed_in(house, house.judge.person), page_of(case)
    assert judge.post(f"{page}/exclude", {"ground": "appraisal", "first": "2027-01-04"}).status_code == 302
    for browser, address in (
        (judge, page),
        (judge, f"/desk/cases/{case.uid}"),
        (signed_in(house, house.zhou.uid), f"/cases/{case.uid}/"),
    ):
        assert "Stands still since 4 January 2027" in text(browser, address)
    closing = f"/desk/cases/{case.uid}/clock-incidents/{ClockIncident.objects.get().uid}/end"
    assert closing in text(judge, page)
    assert judge.post(closing, {"last": "2027-02-01"}).status_code == 422
    house.clock.forward(days=30)
    assert judge.post(closing, {"last": "2027-02-01"}).status_code == 302
    assert "Stands still" not in text(judge, page)
    assert Clock.objects.get(rule=TRIAL).due == date(2027, 3, 24)


def test_what_the_law_does_not_know_comes_back_with_article_and_remedy(house: House, case: CaseView) -> None:
    judge, page = signed_in(house, house.judge.person), page_of(case)
    answer = judge.post(f"{page}/exclude", {"ground": "auction", "first": "2027-01-04", "last": "2027-01-03"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "is no ground for this" in shown
    assert "CPL 164" in shown
    assert judge.post(f"{page}/exclude", {}).status_code == 422
    assert judge.post(f"{page}/extend", {"amount": "x"}).status_code == 422
    assert not ClockIncident.objects.exists()


def test_a_fixed_period_shows_why_nothing_moves_it(house: House, case: CaseView) -> None:
    step(
        OPERATOR,
        house.at,
        lambda record: start_clock(record, case, "third_party_revocation", start=house.at, owed_by="court"),
    )
    judge, page = signed_in(house, house.judge.person), page_of(case, "third_party_revocation")
    shown = text(judge, page)
    assert "This period is fixed" in shown
    assert "/exclude" not in shown
    more = {"approver": "president", "amount": "1", "unit": "month", "reason": "x"}
    answer = judge.post(f"{page}/extend", more)
    assert answer.status_code == 422
    assert "SI 127" in answer.content.decode()


def test_the_president_finds_the_proposal_in_the_inbox_and_approves_it(
    house: House, case: CaseView, president: Actor
) -> None:
    judge, page = signed_in(house, house.judge.person), page_of(case)
    shown = text(judge, f"{page}/extend")
    assert "the president of the court · at most 1 months · CPL 164; SI 258" in shown
    told = {"approver": "president", "amount": "1", "unit": "month", "reason": "需要补充鉴定"}
    assert judge.post(f"{page}/extend", told).status_code == 302
    assert "waits for a decision" in text(judge, page)
    chief = signed_in(house, president.person)
    decision = f"/desk/cases/{case.uid}/clock-incidents/{ClockIncident.objects.get().uid}/decide"
    assert decision in text(chief, "/desk/")
    assert decision in text(chief, page)
    assert "需要补充鉴定" in text(chief, decision)
    assert judge.get(decision).status_code == 404
    assert "需要补充鉴定" not in text(signed_in(house, house.lin.uid), f"/cases/{case.uid}/")
    assert chief.post(decision, {}).status_code == 422
    assert chief.post(decision, {"decision": "yes"}).status_code == 302
    assert chief.post(decision, {"decision": "no"}).status_code == 422
    assert "院长甲" in text(judge, page)
    assert "approved by: the president of the court" in text(signed_in(house, house.lin.uid), f"/cases/{case.uid}/")
    assert "No extension waits" in text(chief, "/desk/")


def test_pages_of_periods_do_not_exist_for_others(house: House, case: CaseView) -> None:
    page = page_of(case)
    other = house.case()
    elsewhere = page.replace(str(case.uid), str(other.uid))
    for person, address in (
        (house.clerk.person, f"{page}/exclude"),
        (house.clerk.person, f"{page}/extend"),
        (house.wuhou_judge.person, page),
        (house.lin.uid, page),
        (house.judge.person, elsewhere),
        (house.judge.person, f"/desk/cases/{case.uid}/clock-incidents/{case.uid}/end"),
        (house.judge.person, "/desk/outages"),
    ):
        assert signed_in(house, person).get(address).status_code == 404, address


def test_the_president_records_an_outage_and_sees_what_it_moved(house: House, case: CaseView, president: Actor) -> None:
    def run(rule: str, start: datetime, owed_by: str) -> None:
        step(OPERATOR, house.at, lambda record: start_clock(record, case, rule, start=start, owed_by=owed_by))

    run("defence", house.at, str(case.parties[1].uid))
    run("filing_decision", datetime(2026, 12, 1, 2, tzinfo=UTC), "court")
    chief = signed_in(house, president.person)
    assert "No outage is recorded." in text(chief, "/desk/outages")
    told = {"began_at": "2026-12-08T14:00", "ended_at": "2026-12-08T17:00", "record": "故障〔2026〕1号"}
    early = chief.post("/desk/outages", told)
    assert early.status_code == 422
    assert "has not ended yet" in early.content.decode()
    house.clock.at = datetime(2026, 12, 9, 2, tzinfo=UTC)
    assert chief.post("/desk/outages", told).status_code == 302
    shown = text(chief, "/desk/outages")
    assert "Periods whose end it hit (2)" in shown
    assert "9 December 2026" in shown
    assert "does not move: it binds the court" in shown
    assert house.work(without=NONE) == []
    side = text(signed_in(house, house.zhou.uid), f"/cases/{case.uid}/", "zh-hans")
    assert "2026年12月9日" in side
    assert "故障〔2026〕1号" in side
    assert chief.post("/desk/outages", told).status_code == 422
    other = signed_in(house, staff(WUHOU, Role.PRESIDENT, "院长乙").person)
    assert "No outage is recorded." in text(other, "/desk/outages")
