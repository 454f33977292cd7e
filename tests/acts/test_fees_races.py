"""Two at one moment: no yuan is taken twice, none goes back twice, and nobody is told that something failed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from tests.acts.money import ACCOUNT, FEE, books, camt, credit, entry, owing, paid, refund_sent
from tests.acts.money_world import world_of
from tests.acts.service import NONE, quick_papers, statement
from tests.builders import YUZHONG, House, refused, staff
from tongban.cases.actions.opening import open_file
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import Stage
from tongban.fees.actions.bank_import import import_file, import_once
from tongban.fees.actions.costs import settle_costs
from tongban.fees.actions.gateway import Asker
from tongban.fees.actions.paying_out import write_orders
from tongban.fees.actions.payments import assign_payment, return_payment
from tongban.fees.actions.refunds import approve_refund, name_payee, propose_refund
from tongban.fees.actions.treasury import note_remittance
from tongban.fees.models import BankFile, Charge, Payment, Posting, Refund, RefusedRow
from tongban.fees.vocabulary import Account, RefundEvent
from tongban.frame.acts import act
from tongban.kernel.actor import Actor
from tongban.kernel.money import Money
from tongban.kernel.refusal import Refused
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

WHY = "电话核实"


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def at_once(*works: Callable[[], object]) -> list[str]:
    """All begin at one moment, each in a thread; what was refused, by its reason. Any other error fails the test."""
    start, lost, failed = threading.Barrier(len(works)), [], []

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        except Refused as no:
            lost.append(no.refusals[0].reason)
        except Exception as error:  # noqa: BLE001 - whatever it was, the test shows it
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    return sorted(lost)


def facts(event: str) -> int:
    return Entry.objects.filter(event=event).count()


def test_one_person_in_two_windows_approves_a_refund_once(committed_house: House) -> None:
    house = committed_house
    charge = Charge.objects.get(case=paid(house).uid).uid
    today = house.at.date()
    uid = propose_refund(charge, RefundEvent.DISMISSED, effective=today, by=house.clerk, at=house.at)
    name_payee(uid, payee="林晓梅", bank="示例银行", account=ACCOUNT, by=house.clerk, at=house.at)

    def approve() -> None:
        approve_refund(uid, by=house.judge, at=house.at)

    assert at_once(approve, approve) == ["refund.other_person"]
    assert Refund.objects.get().state == "checked"
    with refused("refund.not_your_act"):
        approve_refund(uid, by=house.clerk, at=house.at)


def test_two_persons_who_approve_at_one_moment_send_the_money_once(committed_house: House, tmp_path: Path) -> None:
    house = committed_house
    case = paid(house)
    charge = Charge.objects.get(case=case.uid).uid
    uid = propose_refund(charge, RefundEvent.DISMISSED, effective=house.at.date(), by=house.clerk, at=house.at)
    name_payee(uid, payee="林晓梅", bank="示例银行", account=ACCOUNT, by=house.clerk, at=house.at)
    lost = at_once(
        lambda: approve_refund(uid, by=house.clerk, at=house.at),
        lambda: approve_refund(uid, by=house.judge, at=house.at),
    )
    # Either the clerk was first, or the clerk cannot be the second.
    assert (lost, Refund.objects.get().state) in [([], "approved"), (["refund.not_your_act"], "checked")]
    if lost:
        second = staff(YUZHONG, Role.PRESIDENT, "院长甲")
        open_file(case_by_uid(case.uid).number, "批准退费", by=second, at=house.at)
        approve_refund(uid, by=second, at=house.at)
    at_once(*[lambda: write_orders(tmp_path, house.clock)] * 2)
    assert len(list(tmp_path.glob("*.xml"))) == 1
    assert facts("refund_sent") == 1


def test_two_refunds_of_one_fee_at_one_moment_are_one(committed_house: House) -> None:
    house = committed_house
    charge = Charge.objects.get(case=paid(house).uid).uid

    def propose() -> None:
        propose_refund(charge, RefundEvent.DISMISSED, effective=house.at.date(), by=house.judge, at=house.at)

    assert at_once(propose, propose) == ["fees.nothing_goes_back"]
    assert books() == {Account.BANK: FEE, Account.REFUNDS: -FEE}


def test_the_same_file_taken_in_by_two_is_taken_in_once(committed_house: House, tmp_path: Path) -> None:
    house = committed_house
    _, charge = owing(house)
    rows = [f"EB{n},2026-11-23,1.00,CNY,,林晓梅,诉讼费" for n in range(20)]
    content = statement(*rows, "bad,row", f"EB99,2026-11-23,2015.00,CNY,{charge.code},林晓梅,诉讼费")
    (tmp_path / "a.csv").write_bytes(content)
    assert at_once(*[lambda: import_once(tmp_path, house.clock)] * 3) == []
    import_once(tmp_path, house.clock)
    assert (BankFile.objects.count(), Payment.objects.count(), RefusedRow.objects.count()) == (1, 21, 1)
    assert (facts("bank_file_imported"), facts("bank_row_refused"), facts("charge_paid")) == (1, 1, 1)
    assert books() == {Account.BANK: FEE + 2000, Account.UNIDENTIFIED: -2000, Account.PREPAID: -FEE}


def test_two_files_that_pay_one_fee_at_one_moment_settle_it_once(committed_house: House) -> None:
    house = committed_house
    case, charge = owing(house)

    def take(name: str, *references: str) -> Callable[[], object]:
        rows = [f"{one},2026-11-23,2015.00,CNY,{charge.code},林晓梅,诉讼费" for one in references]
        return lambda: import_file(statement(*rows), name, at=house.at)

    assert at_once(take("a.csv", "EB1", "EB2"), take("b.csv", "EB2", "EB3")) == []
    assert sorted(Payment.objects.values_list("held", flat=True)) == ["", "paid_before", "paid_before"]
    assert RefusedRow.objects.count() == 0
    assert facts("charge_paid") == 1
    assert books() == {Account.BANK: 3 * FEE, Account.UNIDENTIFIED: -2 * FEE, Account.PREPAID: -FEE}
    assert house.work(without=NONE) == []
    assert case_by_uid(case.uid).stage is Stage.PREPARATION


def test_a_fee_paid_online_and_at_the_bank_at_one_moment_is_paid_once(
    committed_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = committed_house
    world = world_of(house, tmp_path, monkeypatch)
    _, charge = owing(house)
    message = world.shop.pay(world.order(charge), world.today)
    told: list[Any] = []
    row = f"EB1,2026-11-23,2015.00,CNY,{charge.code},林晓梅,诉讼费"
    asker = Asker(house.clock)
    house.clock.forward(minutes=3)
    lost = at_once(
        lambda: told.append(world.tell(message)),
        lambda: told.append(world.tell(message)),
        lambda: import_file(statement(row), "a.csv", at=house.at),
        asker,
    )
    assert (lost, told) == ([], [None, None])
    assert sorted(Payment.objects.values_list("held", flat=True)) == ["", "paid_before"]
    assert facts("charge_paid") == 1
    found = books()
    assert (found[Account.BANK], found[Account.GATEWAY]) == (FEE, FEE)
    assert found[Account.UNIDENTIFIED] == -FEE


def test_a_payment_that_two_clerks_decide_about_at_one_moment_is_decided_once(committed_house: House) -> None:
    house = committed_house
    _, charge = owing(house)
    payment = credit(house, "EB1", "2015.00").uid
    lost = at_once(
        lambda: assign_payment(payment, code=charge.code, reasons=WHY, by=house.clerk, at=house.at),
        lambda: return_payment(payment, reasons=WHY, by=house.judge, at=house.at),
    )
    assert lost == ["fees.payment_dealt_with"]
    assert facts("payment_assigned") + facts("payment_returned") == 1
    books()


def test_a_refund_that_two_statements_confirm_at_one_moment_is_paid_once(
    committed_house: House, tmp_path: Path
) -> None:
    house = committed_house
    refund = refund_sent(house, tmp_path)

    def tell(name: str, reference: str, more: str = "") -> Callable[[], object]:
        return lambda: import_file(camt(entry(reference, "DBIT", refund), more), name, at=house.at)

    assert at_once(tell("a.xml", "EBO1"), tell("b.xml", "EBO1", "<!-- again -->")) == []
    assert (facts("refund_paid"), books()) == (1, {})
    assert RefusedRow.objects.count() == 0
    # Under another reference it is other money, which nobody ordered.
    tell("c.xml", "EBO2")()
    assert (facts("refund_paid"), RefusedRow.objects.get().flaws) == (1, ["unknown_refund"])


def test_income_that_two_hand_over_at_one_moment_is_handed_over_once(committed_house: House) -> None:
    house = committed_house
    _, charge = owing(house)
    credit(house, "EB1", "2015.00", charge.code)
    with_income(house, charge)
    president = staff(YUZHONG, Role.PRESIDENT, "院长甲")

    def hand_over(reference: str) -> Callable[[], None]:
        return lambda: note_remittance(reference, Money(FEE), house.at.date(), by=president, at=house.at)

    assert at_once(hand_over("T1"), hand_over("T2")) == ["fees.more_than_earned"]
    assert books() == {Account.INCOME: -FEE, Account.TREASURY: FEE}
    assert Posting.objects.filter(debit=Account.TREASURY).count() == 1


def with_income(house: House, charge: Charge) -> None:
    """The fee falls on its payer for good."""
    assert charge.case is not None
    case = case_by_uid(charge.case)
    with act(by=Actor.office(YUZHONG, "test"), at=house.at) as record:
        settle_costs(record, case, {charge.payer: Money(FEE)}, house.at.date())
