"""Refunds: two persons approve, the bank gets one file, its statement says what became of each; a failed one waits."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from tests.acts.money import ACCOUNT, FEE, books, entry, refund_sent, told
from tests.acts.service import paid, quick_papers
from tests.builders import House, refused
from tongban.cli.bank import Bank
from tongban.fees.actions.bank_import import import_once
from tongban.fees.actions.paying_out import note_failure, write_orders
from tongban.fees.actions.refunds import approve_refund, name_payee, propose_refund, stop_refund
from tongban.fees.models import Charge, Refund, RefundOrder, RefusedRow
from tongban.fees.vocabulary import Account, RefundEvent, RefundFailure
from tongban.frame.guard import lifted
from tongban.kernel.money import Money

pytestmark = pytest.mark.django_db
BANK = "示例银行（虚构）"


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def test_one_person_alone_sends_no_money_out(house: House, tmp_path: Path) -> None:
    case = paid(house)
    charge, today = Charge.objects.get(case=case.uid).uid, date(2026, 11, 23)
    with refused("fees.nothing_goes_back"):
        propose_refund(charge, RefundEvent.TERMINATED, effective=today, by=house.clerk, at=house.at)
    with refused("fees.effective_ahead"):
        propose_refund(charge, RefundEvent.DISMISSED, effective=date(2026, 11, 24), by=house.clerk, at=house.at)
    with refused("fees.still_due_missing"):
        propose_refund(charge, RefundEvent.LESS_IS_DUE, effective=today, by=house.clerk, at=house.at)
    with refused("fees.no_such_charge"):
        propose_refund(charge, RefundEvent.DISMISSED, effective=today, by=house.wuhou_clerk, at=house.at)
    half = Money(FEE // 2)
    uid = propose_refund(charge, RefundEvent.LESS_IS_DUE, effective=today, by=house.clerk, at=house.at, still_due=half)
    assert books() == {Account.BANK: FEE, Account.PREPAID: -FEE // 2, Account.REFUNDS: -FEE // 2}
    with refused("refund.payee_named"):
        approve_refund(uid, by=house.clerk, at=house.at)
    with refused("fees.payee_missing", "fees.account_malformed"):
        name_payee(uid, payee="", bank=BANK, account="12", by=house.clerk, at=house.at)
    name_payee(uid, payee="林晓梅", bank=BANK, account=ACCOUNT, by=house.clerk, at=house.at)
    with refused("fees.no_such_refund"):
        approve_refund(uid, by=house.wuhou_judge, at=house.at)
    approve_refund(uid, by=house.judge, at=house.at)
    with refused("refund.other_person"):
        approve_refund(uid, by=house.judge, at=house.at)
    with refused("refund.not_your_act"):
        approve_refund(uid, by=house.clerk, at=house.at)
    assert not write_orders(tmp_path, house.clock)
    # Another account: what was approved is approved no more.
    name_payee(uid, payee="林晓梅", bank=BANK, account="6222000000009999", by=house.clerk, at=house.at)
    assert Refund.objects.get().state == "proposed"
    with refused("refund.not_your_act"):
        stop_refund(uid, reasons="写错", by=house.clerk, at=house.at)
    stop_refund(uid, reasons="应交数额没有减少", by=house.judge, at=house.at)
    assert books() == {Account.BANK: FEE, Account.PREPAID: -FEE}


def test_the_bank_gets_one_file_and_its_statement_closes_the_refund(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    assert not write_orders(tmp_path, house.clock)
    (path,) = tmp_path.iterdir()
    content = path.read_bytes()
    found = {element.tag.rpartition("}")[2]: element.text for element in fromstring(content, forbid_dtd=True).iter()}
    assert (found["EndToEndId"], found["InstdAmt"], found["CtrlSum"]) == (refund.code, "2015.00", "2015.00")
    # Killed before it was noted as written: the same order gives the same bytes.
    RefundOrder.objects.update(written_at=None)
    assert write_orders(tmp_path, house.clock)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [content]
    assert books()[Account.REFUNDS] == -FEE
    told(house, "a.xml", entry("EBO1", "DBIT", refund))
    refund.refresh_from_db()
    assert (refund.state, books()) == ("paid", {})
    # Told again in another file it is nothing new.
    told(house, "b.xml", entry("EBO1", "DBIT", refund), entry("EBO2", "DBIT", refund))
    assert RefusedRow.objects.get().flaws == ["unknown_refund"]
    assert books() == {}


def test_a_refund_that_comes_back_waits_for_a_person_and_is_paid_again(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    told(house, "a.xml", entry("EBO1", "DBIT", refund), entry("EBI1", "CRDT", refund))
    refund.refresh_from_db()
    assert (refund.state, refund.failure) == ("failed", "came_back")
    assert books() == {Account.BANK: FEE, Account.REFUNDS: -FEE}
    name_payee(refund.uid, payee="林晓梅", bank=BANK, account="6222000000007777", by=house.clerk, at=house.at)
    approve_refund(refund.uid, by=house.clerk, at=house.at)
    approve_refund(refund.uid, by=house.judge, at=house.at)
    assert write_orders(tmp_path, house.clock)
    told(house, "b.xml", entry("EBO2", "DBIT", refund))
    refund.refresh_from_db()
    assert (refund.state, refund.failure, books()) == ("paid", "", {})


def test_what_the_bank_pays_out_otherwise_is_refused_and_kept(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    told(house, "a.xml", entry("EBO1", "DBIT", refund, "2015.01"), entry("EBI1", "CRDT", refund))
    assert [row.flaws for row in RefusedRow.objects.order_by("id")] == [["unknown_refund"], ["unknown_refund"]]
    refund.refresh_from_db()
    assert refund.state == "sent"
    assert books() == {Account.BANK: FEE, Account.REFUNDS: -FEE}


def test_the_bank_pays_what_the_court_orders_and_tells_it(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path / "bank-out")
    (tmp_path / "bank-out" / "torn.xml").write_bytes(b"<Document")
    bank = Bank(tmp_path / "orders", {"court": tmp_path / "bank"})
    assert (bank.pay_out(), bank.pay_out()) == (2, 0)
    assert sorted(path.parent.name for path in (tmp_path / "bank-out").rglob("*.xml")) == ["done", "unfit"]
    assert [import_once(tmp_path / "bank", house.clock) for _ in range(3)] == [True, True, False]
    refund.refresh_from_db()
    assert (refund.state, books()) == ("paid", {})
    assert refund.accepted_at is not None, "the bank's answer was read, too"
    # Killed before the order was noted as written, the court writes it again: the bank knows its number.
    RefundOrder.objects.update(written_at=None)
    with lifted("test: the order as it was when the court was killed"):
        Refund.objects.update(state="sent")
    assert write_orders(tmp_path / "bank-out", house.clock)
    assert (bank.pay_out(), bank.pay_out()) == (1, 0)
    assert list((tmp_path / "bank").glob("*.xml")) == []


def test_an_order_found_after_a_kill_leaves_out_what_failed_meanwhile(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    (path,) = tmp_path.iterdir()
    path.unlink()
    RefundOrder.objects.update(written_at=None)
    note_failure(refund.code, RefundFailure.REFUSED_BY_BANK, by=house.clerk, at=house.at)
    name_payee(refund.uid, payee="林晓梅", bank=BANK, account="6222000000009999", by=house.clerk, at=house.at)
    # Nobody has approved the new account: the old order pays nobody.
    assert write_orders(tmp_path, house.clock)
    assert not write_orders(tmp_path, house.clock)
    assert list(tmp_path.iterdir()) == []


def test_what_the_statement_says_was_paid_is_paid_and_not_ordered_again(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    note_failure(refund.code, RefundFailure.REFUSED_BY_BANK, by=house.clerk, at=house.at)
    name_payee(refund.uid, payee="林晓梅", bank=BANK, account="6222000000009999", by=house.clerk, at=house.at)
    told(house, "a.xml", entry("EBO1", "DBIT", refund))
    refund.refresh_from_db()
    assert (refund.state, books()) == ("paid", {})
    with refused("refund.not_at_this_stage"):
        approve_refund(refund.uid, by=house.clerk, at=house.at)


def test_a_refund_that_was_never_ordered_is_not_believed_from_a_statement(house: House) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid).uid
    uid = propose_refund(charge, RefundEvent.DISMISSED, effective=date(2026, 11, 23), by=house.clerk, at=house.at)
    told(house, "a.xml", entry("EBO1", "DBIT", Refund.objects.get(uid=uid)))
    assert RefusedRow.objects.get().flaws == ["unknown_refund"]
    assert Refund.objects.get().state == "proposed"
