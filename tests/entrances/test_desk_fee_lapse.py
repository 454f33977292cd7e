"""A fee that is not paid: the desk proposes that the case counts as withdrawn, the judge confirms (SI 213)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.acts.money import FEE, books
from tests.acts.service import NONE, paid, quick_papers
from tests.builders import YUZHONG, House, refused, staff
from tests.entrances.desk import signed_in
from tongban.cases.actions.convert import convert_procedure
from tongban.cases.law import TOP_UP
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Circumstance, Stage, Track
from tongban.fees.actions.lapse import lapse_unpaid
from tongban.fees.models import Charge, Refund
from tongban.fees.vocabulary import Account
from tongban.frame.guard import lifted
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


@pytest.fixture
def unpaid(house: House) -> CaseView:
    """A registered case whose fee was to be paid by 30 November, a Monday."""
    case = house.case()
    assert house.work(without=NONE) == []
    with lifted("test: the notice was served on Monday"):
        Charge.objects.filter(case=case.uid).update(due=date(2026, 11, 30))
    return case


def test_the_last_day_passes_the_judge_sees_the_proposal_and_confirms_once(house: House, unpaid: CaseView) -> None:
    judge, page = signed_in(house, house.judge.person), f"/desk/cases/{unpaid.uid}/fees/lapse"
    assert page in judge.get(f"/desk/cases/{unpaid.uid}").content.decode()
    house.clock.forward(days=7)
    assert "Treat as withdrawn" not in judge.get(page).content.decode()
    assert judge.post(page).status_code == 422
    house.clock.forward(days=1)
    assert "Treat as withdrawn" in judge.get(page).content.decode()
    assert judge.post(page).status_code == 302
    assert judge.post(page).status_code == 422
    assert case_by_uid(unpaid.uid).stage is Stage.WITHDRAWN
    assert Entry.objects.filter(event="fee_lapsed").count() == 1
    assert "the case counts as withdrawn" in judge.get(f"/desk/cases/{unpaid.uid}").content.decode()


def test_the_inbox_shows_a_fee_that_is_overdue_and_what_may_follow(house: House, unpaid: CaseView) -> None:
    judge, link = signed_in(house, house.judge.person), f"/desk/cases/{unpaid.uid}/fees/lapse"
    house.clock.forward(days=7)
    assert link not in judge.get("/desk/").content.decode()
    house.clock.forward(days=1)
    page = judge.get("/desk/").content.decode()
    assert link in page
    assert "may count as withdrawn; the judge confirms" in page
    with lifted("test: a fee of a judgment"):
        Charge.objects.filter(case=unpaid.uid).update(period="fee_recovery")
    page = judge.get("/desk/").content.decode()
    assert link not in page
    assert f"/desk/cases/{unpaid.uid}/fees" in page


def test_nothing_lapses_before_the_notice_is_served_or_once_it_is_paid(house: House) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    with lifted("test: the notice is under way"):
        Charge.objects.filter(case=case.uid).update(due=None)
    house.clock.forward(days=30)
    with refused("procedure.fee_period_over"):
        lapse_unpaid(case.uid, by=house.judge, at=house.at)
    house.clock.forward(days=-30)
    paid(house, case)
    house.clock.forward(days=30)
    with refused("procedure.not_at_this_stage"):
        lapse_unpaid(case.uid, by=house.judge, at=house.at)


def test_the_half_that_a_conversion_cost_is_not_paid_and_half_of_the_rest_goes_back(house: House) -> None:
    """SI 199(2)."""
    case = house.put_at(paid(house), Stage.PREPARATION, defendant=house.zhou)
    told = {"reasons": "案情复杂。", "by": house.judge, "at": house.at}
    convert_procedure(case.uid, to=Track.ORDINARY, found=[Circumstance.NOT_SIMPLE], **told)  # type: ignore[arg-type]
    assert house.work(without=NONE) == []
    with lifted("test: the notice was served on Monday"):
        Charge.objects.filter(case=case.uid, period=TOP_UP).update(due=date(2026, 11, 30))
    judge, page = signed_in(house, house.judge.person), f"/desk/cases/{case.uid}/fees/lapse"
    assert judge.post(page).status_code == 422
    house.clock.forward(days=8)
    assert page in judge.get("/desk/").content.decode()
    assert page not in judge.get(f"/desk/cases/{case.uid}").content.decode(), "it is no next step of every case"
    assert "Half of what was paid goes back" in judge.get(page).content.decode()
    assert judge.post(page).status_code == 302
    assert case_by_uid(case.uid).stage is Stage.WITHDRAWN
    assert books() == {Account.BANK: FEE, Account.REFUNDS: -(FEE // 2), Account.INCOME: FEE // 2 - FEE}
    assert Refund.objects.get().article.startswith("SI 199(2)")


def test_only_the_judge_of_the_case_confirms(house: House, unpaid: CaseView) -> None:
    house.clock.forward(days=9)
    page = f"/desk/cases/{unpaid.uid}/fees/lapse"
    assert signed_in(house, house.clerk.person).get(page).status_code == 404
    assert signed_in(house, house.lin.uid).post(page).status_code == 404
    with refused("cases.not_the_judge_of_this_case"):
        lapse_unpaid(unpaid.uid, by=staff(YUZHONG, Role.JUDGE, "他人"), at=house.at)
    with refused("procedure.not_your_act"):
        lapse_unpaid(unpaid.uid, by=house.clerk, at=house.at)
    assert case_by_uid(unpaid.uid).stage is Stage.DOCKETED
