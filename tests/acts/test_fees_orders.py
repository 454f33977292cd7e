"""What was paid for a payment order: who applied bears it (交纳办法 36), or it counts on the action (SI 195(1))."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from tests.acts.further import OFF, serve
from tests.acts.money import books, take
from tests.acts.service import quick_papers
from tests.acts.test_fees_wages import typeset_words
from tests.acts.test_payment_orders import objects, reached
from tests.builders import House, step
from tongban.cases.actions.turns import take_turn
from tongban.cases.law import At, Do
from tongban.cases.models import Turn
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Stage
from tongban.documents.models import Document
from tongban.fees.models import Charge
from tongban.fees.queries import asked_for, standing_of
from tongban.fees.queries.fiscal import kept_of
from tongban.fees.vocabulary import Account, ChargeState
from tongban.filing.actions.decide import accept
from tongban.filing.models import Filing
from tongban.kernel.money import Money

pytestmark = pytest.mark.django_db
ORDER, ACTION = 10_000, 15_000
"""Of 20,000 yuan, in fen: a third of the fee of the tariff, and half of it."""


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def ordered_and_paid(house: House) -> tuple[CaseView, Charge]:
    case = reached(house)
    charge = Charge.objects.get(case=case.uid)
    take(house, f"EB-O,2026-11-23,100.00,CNY,{charge.code},林晓梅,申请费", name="o.csv")
    assert house.work(without=OFF) == []
    return case, charge


def lapsed_into_an_action(house: House, case: CaseView) -> CaseView:
    """The debtor objected, and the creditor did not say that it wants no action."""
    objects(house, case, house.zhou.uid)
    said = "异议成立，终结督促程序。"
    step(house.judge, house.at, lambda record: take_turn(record, case.uid, Do.UPHOLD_OBJECTION, words=said))
    creditor = next(one for one in case.parties if one.name == "林晓梅")
    serve(house, case, creditor.uid, *map(UUID, Turn.objects.get(act=Do.UPHOLD_OBJECTION).papers), purpose="decision")
    house.clock.forward(days=8)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.ORDER_VOID
    made = accept(Filing.objects.get(interview="general").uid, by=house.clerk, at=house.at)
    assert house.work(without=OFF) == []
    return made


def test_the_fee_of_an_order_that_binds_is_income(house: House) -> None:
    case, charge = ordered_and_paid(house)
    house.clock.forward(days=16)
    assert house.work(without=OFF) == []
    assert case_by_uid(case.uid).stage is At.ENFORCEABLE
    assert standing_of(charge.uid).prepaid == 0
    assert books() == {Account.BANK: ORDER, Account.INCOME: -ORDER}


def test_an_action_that_a_lapsed_order_became_costs_the_difference(house: House) -> None:
    case, order = ordered_and_paid(house)
    made = lapsed_into_an_action(house, case)
    charge = Charge.objects.get(case=made.uid)
    assert (charge.amount_minor, standing_of(charge.uid).due) == (ACTION, ACTION - ORDER)
    assert charge.article.endswith("SI 195(1)")
    assert books() == {Account.BANK: ORDER, Account.DUE: ACTION - ORDER, Account.PREPAID: -ACTION}
    assert asked_for(made.uid) == Money(ACTION), "the judgment lays the whole fee on the parties"
    notice = Document.objects.get(uid=charge.notice)
    told = notice.data.replace(" ", "")
    assert '"total":{"amount":"50.00","currency":"CNY"}' in told
    assert '"counted":{"before":"100.00","whole":"150.00"}' in told
    shown = typeset_words("fees/payment_notice", json.loads(notice.data))
    assert "应当交纳150.00元，减去申请支付令时已经交纳的100.00元" in shown
    take(house, f"EB-A,2026-12-10,50.00,CNY,{charge.code},林晓梅,诉讼费", name="a.csv")
    assert house.work(without=OFF) == []
    charge.refresh_from_db()
    order.refresh_from_db()
    assert charge.state == ChargeState.PAID
    assert case_by_uid(made.uid).stage is Stage.PREPARATION
    assert (kept_of(charge), kept_of(order)) == (ACTION, 0), "the treasury's receipts say the same"


def test_an_order_that_nobody_paid_for_saves_nothing(house: House) -> None:
    case = reached(house)
    made = lapsed_into_an_action(house, case)
    assert standing_of(Charge.objects.get(case=made.uid).uid).due == ACTION
    assert Charge.objects.get(case=case.uid).state == ChargeState.CLOSED


def test_who_declines_the_action_bears_what_the_order_cost(house: House) -> None:
    case, charge = ordered_and_paid(house)
    objects(house, case, house.zhou.uid)
    step(house.judge, house.at, lambda record: take_turn(record, case.uid, Do.UPHOLD_OBJECTION, words="异议成立。"))
    assert house.work(without=OFF) == []
    assert standing_of(charge.uid).held == 0
    assert books() == {Account.BANK: ORDER, Account.INCOME: -ORDER}
