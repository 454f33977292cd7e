"""What costs nothing in the end is paid back: an action that was dismissed, an appeal that led to a new trial
(交纳办法 8(2), 27, 53(2)).
"""

from __future__ import annotations

import pytest

from tests.acts.further import OFF, serve
from tests.acts.money import FEE, books, owing, paid
from tests.acts.service import quick_papers, take
from tests.acts.test_appeals import above
from tests.acts.test_results_above import recorded
from tests.builders import YUZHONG, House, staff
from tongban.cases.actions.turns import take_court_turn
from tongban.cases.law import At, Do
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView
from tongban.documents.models import Document
from tongban.fees.models import Charge, Refund
from tongban.fees.vocabulary import Account
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def dismissed_for_good(house: House, case: CaseView) -> None:
    """The action was dismissed, and nobody appealed in time."""
    words = "原告与本案没有直接利害关系。\n驳回原告林晓梅的起诉。"
    take_court_turn(case.uid, Do.DISMISS, words=words, found=(), by=house.judge, at=house.at)
    house.work(without=OFF)
    ruling = Document.objects.get(kind="decision", title="民事裁定书")
    for one in case.parties:
        serve(house, case, one.uid, ruling.uid, purpose="decision")
    assert not Refund.objects.exists(), "the ruling can still be appealed"
    house.clock.forward(days=15)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.DISMISSED


def test_what_was_paid_for_an_action_goes_back_when_it_is_dismissed_for_good(house: House) -> None:
    dismissed_for_good(house, paid(house))
    refund = Refund.objects.get()
    assert (refund.amount_minor, refund.event) == (FEE, "dismissed")
    assert refund.article == "交纳办法 27(2); 交纳办法 53(2)"
    assert books() == {Account.BANK: FEE, Account.REFUNDS: -FEE}


def test_nobody_is_asked_any_more_for_the_fee_of_an_action_that_was_dismissed(house: House) -> None:
    case, charge = owing(house)
    dismissed_for_good(house, case)
    charge.refresh_from_db()
    assert charge.state == "closed"
    assert books() == {}
    assert not Refund.objects.exists()


def test_what_an_appeal_cost_goes_back_when_the_case_is_tried_anew(house: House) -> None:
    case, _filing = above(house)
    charge = Charge.objects.get(case=case.uid, period="fee_appeal_notice")
    take(house, f"EB-A,2026-12-13,2300.00,CNY,{charge.code},周志强,诉讼费")
    assert house.work(without=OFF) == []
    staff(YUZHONG, Role.JUDGE, "何静", at=house.at)
    recorded(house, case, Do.REMAND)
    refund = Refund.objects.get()
    assert (refund.charge_id, refund.amount_minor, refund.event) == (charge.pk, 230_000, "remanded")
    first = Charge.objects.exclude(pk=charge.pk).get(case=case.uid)
    assert first.state == "open", "the first instance goes on, and costs what it costs"
