"""The desk's pages about the court's money: by role, in two languages, what was typed kept when it is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.acts.money import ACCOUNT, books, credit, entry, owing, paid, refund_sent, told
from tests.acts.service import NONE, quick_papers
from tests.builders import OPERATOR, YUZHONG, House, staff, step
from tests.entrances.desk import signed_in
from tongban.cases.vocabulary import Side
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.reconcile import reconcile_day
from tongban.fees.models import Charge, DayDifference, Payment, Refund
from tongban.fees.vocabulary import Account
from tongban.kernel.money import Money
from tongban.people.vocabulary import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def read(client: Client, page: str, status: int = 200) -> str:
    """The page's text."""
    answer = client.get(page)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_clerk_puts_a_payment_without_a_code_against_its_fee(house: House) -> None:
    case, charge = owing(house)
    payment = credit(house, "EB1", "2020.00")
    clerk, page = signed_in(house, house.clerk.person), f"/desk/payments/{payment.uid}"
    assert page in read(clerk, "/desk/payments")
    assert page in read(clerk, "/desk/")
    assert "EB1" in read(clerk, page)
    wrong = clerk.post(page, {"do": "assign", "code": "2026-1", "reasons": "付款人电话说明"})
    assert wrong.status_code == 422
    assert "付款人电话说明" in wrong.content.decode()
    assert "check digits" in wrong.content.decode()
    assert clerk.post(page, {"do": "assign", "code": charge.code, "reasons": "付款人电话说明"}).status_code == 302
    assert clerk.get(page).status_code == 404
    shown = read(clerk, f"/desk/cases/{case.uid}/fees")
    assert "to be paid back" in shown
    assert "Waiting money put against a fee" in shown
    chinese = clerk.get(f"/desk/cases/{case.uid}/fees", headers={"accept-language": "zh-hans"}).content.decode()
    assert "本案款项明细" in chinese
    assert "应退诉讼费" in chinese


def test_a_payment_is_returned_and_two_persons_send_it_back(house: House) -> None:
    payment = credit(house, "EB1", "5.00")
    # A payment of no case is the business of the clerk's office and of the president.
    president = signed_in(house, staff(YUZHONG, Role.PRESIDENT, "院长甲").person)
    clerk, page = signed_in(house, house.clerk.person), f"/desk/payments/{payment.uid}"
    assert clerk.post(page, {"do": "return", "back-reasons": ""}).status_code == 422
    assert clerk.post(page, {"do": "return", "back-reasons": "无法查明用途"}).status_code == 302
    refund = f"/desk/refunds/{Refund.objects.get().uid}"
    assert refund in read(clerk, "/desk/refunds")
    assert refund in read(president, "/desk/")
    early = clerk.post(refund, {"do": "approve"})
    assert early.status_code == 422
    assert "which account" in early.content.decode()
    bad = clerk.post(refund, {"do": "name_payee", "payee": "林晓梅", "bank": "", "account": "12"})
    assert bad.status_code == 422
    assert bad.content.decode().count("no account number") >= 1
    given = {"do": "name_payee", "payee": "林晓梅", "bank": "示例银行", "account": ACCOUNT}
    assert clerk.post(refund, given).status_code == 302
    assert clerk.post(refund, {"do": "approve"}).status_code == 302
    again = clerk.post(refund, {"do": "approve"})
    assert again.status_code == 422
    assert president.post(refund, {"do": "approve"}).status_code == 302
    assert Refund.objects.get().state == "approved"
    assert clerk.post(refund, {"do": "dance"}).status_code == 404


def test_a_judge_stops_a_refund_and_grants_relief_and_a_clerk_cannot(house: House) -> None:
    case, charge = owing(house)
    clerk, judge = signed_in(house, house.clerk.person), signed_in(house, house.judge.person)
    relief = f"/desk/charges/{charge.uid}/relief"
    assert clerk.get(relief).status_code == 404
    assert relief in read(judge, f"/desk/cases/{case.uid}/fees")
    lacking = judge.post(relief, {"ground": "minimum_living", "decision": "yes", "reasons": "低保户"})
    assert lacking.status_code == 422
    refused = judge.post(relief, {"ground": "disaster", "decision": "no", "reasons": "证据不足", "new_day": ""})
    assert refused.status_code == 422
    proofs = {"proofs": ["written", "hardship", "livelihood"]}
    sent = judge.post(relief, {"ground": "minimum_living", "decision": "yes", "reasons": "低保户", **proofs})
    assert sent.status_code == 302
    assert house.work(without=NONE) == []
    assert books()[Account.RELIEF] == 201_500


def test_an_event_sends_the_fee_back_and_a_wrong_one_says_so(house: House) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    clerk, page = signed_in(house, house.clerk.person), f"/desk/charges/{charge.uid}/refund"
    for event, day in (("terminated", "2026-11-23"), ("dismissed", "2030-01-01"), ("nothing", "2026-11-23")):
        assert clerk.post(page, {"event": event, "effective": day}).status_code == 422
    assert clerk.post(page, {"event": "dismissed", "effective": "2026-11-23"}).status_code == 302
    uid = Refund.objects.get().uid
    stop = {"do": "stop", "stop-reasons": "裁定被撤销"}
    assert clerk.post(f"/desk/refunds/{uid}", stop).status_code == 422
    assert signed_in(house, house.judge.person).post(f"/desk/refunds/{uid}", stop).status_code == 302
    assert Refund.objects.get().state == "stopped"


def test_the_day_and_its_differences_are_shown_and_explained(house: House, tmp_path: Path) -> None:
    credit(house, "EB1", "5.00")
    reconcile_day(house.at.date(), tmp_path, at=house.at)
    clerk = signed_in(house, house.clerk.person)
    one = DayDifference.objects.get()
    page = f"/desk/differences/{one.uid}"
    assert page in read(clerk, "/desk/reconciliation")
    assert "EB1" in read(clerk, "/desk/reconciliation/2026-11-23")
    assert clerk.get("/desk/reconciliation/yesterday").status_code == 404
    assert clerk.post(page, {"reasons": ""}).status_code == 422
    assert clerk.post(page, {"reasons": "银行次日补发对账单"}).status_code == 302
    assert "银行次日补发对账单" in read(clerk, "/desk/reconciliation/2026-11-23")


def test_the_money_of_a_court_is_nobody_elses(house: House) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    credit(house, "EB9", "5.00", charge.code)
    payment = Payment.objects.get(reference="EB9")
    liaison = staff(YUZHONG, Role.LIAISON, "联络员")
    pages = ["refunds", "reconciliation", f"payments/{payment.uid}", f"charges/{charge.uid}/refund"]
    for who in (house.lin.uid, liaison.person):
        client = signed_in(house, who)
        assert {client.get(f"/desk/{page}").status_code for page in pages} == {404}
    other = signed_in(house, house.wuhou_clerk.person)
    assert {other.get(f"/desk/{page}").status_code for page in pages[2:]} == {404}


def test_the_payer_sees_what_is_owed_and_what_comes_back(house: House, tmp_path: Path) -> None:
    case, charge = owing(house)
    lin, page = signed_in(house, house.lin.uid), f"/cases/{case.uid}/fees/"
    payment = credit(house, "EB1", "1000.00", charge.code)
    clerk = signed_in(house, house.clerk.person)
    clerk.post(f"/desk/payments/{payment.uid}", {"do": "assign", "code": charge.code, "reasons": "分两次交"})
    shown = re.sub(r"\s+", " ", read(lin, page))
    assert "paid in part" in shown
    assert "1,015.00" in shown
    more = credit(house, "EB2", "1020.00", charge.code)
    clerk.post(f"/desk/payments/{more.uid}", {"do": "assign", "code": charge.code, "reasons": "多交五元"})
    shown = read(lin, page)
    assert "What you get back" in shown
    assert "being checked" in shown
    # No gateway stands in this platform's configuration.
    assert "Pay online" not in shown
    sent = lin.post(f"{page}{charge.uid}/pay/")
    assert sent.status_code == 422
    assert "takes no payments online" in sent.content.decode()


def test_a_refund_that_arrived_is_told_to_the_payer(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    told(house, "a.xml", entry("EBO1", "DBIT", refund))
    page = read(signed_in(house, house.lin.uid), f"/cases/{refund.case}/fees/")
    assert "paid back" in page


def test_the_president_notes_what_went_to_the_treasury(house: House) -> None:
    case, charge = owing(house)
    credit(house, "EB1", "2015.00", charge.code)
    plaintiff = case.of_side(Side.PLAINTIFF)[0].uid
    step(OPERATOR, house.at, lambda record: settle_costs(record, case, {plaintiff: Money(201_500)}, house.at.date()))
    boss = signed_in(house, staff(YUZHONG, Role.PRESIDENT, "院长甲").person)
    page = "/desk/payments/treasury"
    assert signed_in(house, house.clerk.person).get(page).status_code == 404
    sent = {"reference": "EBT1", "amount": "2015.00", "day": "2026-11-23"}
    for wrong in ({"amount": "2015.01"}, {"reference": ""}, {"reference": "EB1"}, {"day": "2030-01-01"}):
        assert boss.post(page, sent | wrong).status_code == 422
    assert boss.post(page, sent).status_code == 302
    assert books() == {Account.INCOME: -201_500, Account.TREASURY: 201_500}
    assert boss.post(page, sent).status_code == 422


def test_an_order_that_the_bank_refused_waits_for_a_person(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    clerk, page = signed_in(house, house.clerk.person), f"/desk/refunds/{refund.uid}"
    assert "The bank refused the order" in read(clerk, page)
    assert clerk.post(page, {"do": "fail"}).status_code == 302
    assert "the bank refused the order" in read(clerk, page)
    assert clerk.post(page, {"do": "fail"}).status_code == 422
