"""A real process of the treasury that loses answers, refuses and errs: each fee has one true receipt in the end."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.acts.conduct import does
from tests.acts.money import ACCOUNT, FEE, entry, owing, paid, told
from tests.acts.service import NONE, quick_papers, take
from tests.builders import House, refused
from tests.rules.test_fees_fiscal import CODE
from tongban.cases.models import Party
from tongban.cases.vocabulary import CaseView, Stage
from tongban.fees.actions.fiscal import drop_receipt, retry_receipt, reverse_receipt
from tongban.fees.actions.fiscal_told import FiscalAsker, take_list, write_list
from tongban.fees.actions.paying_out import write_orders
from tongban.fees.actions.reconcile import reconcile_day
from tongban.fees.actions.refunds import approve_refund, name_payee, propose_refund
from tongban.fees.models import Charge, DayDifference, FiscalReceipt, Refund
from tongban.fees.queries.reconciling import day_to_look_at_again
from tongban.fees.vocabulary import LIST_COLUMNS, FiscalListFlaw, ListTaken, RefundEvent
from tongban.frame.guard import lifted
from tongban.kernel.money import Money
from tongban.people.vocabulary import OutsideService
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
KEY = "a key that court and treasury share"
MINE = {"whose": "party", "kind": "person"}


@dataclass
class Office:
    """The treasury's process."""

    house: House
    address: str

    def tell(self, **said: Any) -> None:
        urllib.request.urlopen(self.address + "/tell", json.dumps(said).encode(), timeout=10).close()  # noqa: S310 - our own process

    def asked(self, asker: FiscalAsker) -> int:
        """How many questions the worker has now."""
        self.tell(clock=int(self.house.at.timestamp()))
        count = 0
        while asker():
            count += 1
        assert self.house.work(without=NONE) == []
        return count


def mode(monkeypatch: pytest.MonkeyPatch, **changed: object) -> None:
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, **changed))  # type: ignore[arg-type]


@pytest.fixture
def office(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    quick_papers(monkeypatch)
    key = tmp_path / "treasury.key"
    key.write_text(KEY)
    command = [sys.executable, "-m", "tongban.cli.demo.treasury", "0", str(key)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = f"http://127.0.0.1:{int(process.stdout.readline())}"
        service = OutsideService(address=address, key=KEY, name="示例财政", name_en="Example Treasury")
        local = (ip_network("127.0.0.0/8"),)
        mode(monkeypatch, fiscal_service=service, fiscal_receipts="asked", private_networks=local)
        yield Office(house, address)
        process.terminate()


@pytest.fixture
def by_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)
    mode(monkeypatch, fiscal_receipts="asked")


def ask(house: House, case: CaseView, **said: str) -> FiscalReceipt:
    charge = Charge.objects.filter(case=case.uid).earliest("id")
    does(house, house.lin, "ask_receipt", case, charge=str(charge.uid), **(MINE | said))
    return FiscalReceipt.objects.latest("id")


def goes_back(house: House, folder: Path, case: CaseView, still_due: Money | None = None) -> Refund:
    """The fee leaves the court's account, but for what is still due."""
    charge = Charge.objects.get(case=case.uid)
    event = RefundEvent.LESS_IS_DUE if still_due else RefundEvent.DISMISSED
    today = house.at.date()
    uid = propose_refund(charge.uid, event, effective=today, by=house.judge, at=house.at, still_due=still_due)
    name_payee(uid, payee="林晓梅", bank="示例银行（虚构）", account=ACCOUNT, by=house.clerk, at=house.at)
    approve_refund(uid, by=house.clerk, at=house.at)
    approve_refund(uid, by=house.judge, at=house.at)
    assert write_orders(folder, house.clock)
    refund = Refund.objects.get(uid=uid)
    amount = Money(refund.amount_minor).decimal_text
    told(house, f"{refund.code}.xml", entry(f"BK{refund.code[-6:]}", "DBIT", refund, amount))
    assert house.work(without=NONE) == []
    return refund


def states() -> list[tuple[str, int]]:
    return [(row.state, row.amount_minor) for row in FiscalReceipt.objects.order_by("id")]


def test_a_payer_asks_once_and_gets_the_treasurys_receipt(
    house: House, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    case = paid(house)
    row = ask(house, case)
    assert (row.state, row.title, row.amount_minor, row.layer, row.holder) == (
        "asked",
        "林晓梅",
        FEE,
        "counter",
        house.lin.uid,
    )
    with refused("fees.fiscal_asked"):
        ask(house, case)
    assert office.asked(FiscalAsker(house.clock)) == 1
    row.refresh_from_db()
    assert (row.state, row.code, row.bill, row.issued_on) == ("issued", "DEMO2026", "0000000001", house.at.date())
    assert row.issuer.startswith("DEMO")
    with urllib.request.urlopen(row.view_at, timeout=10) as shown:  # noqa: S310 - our own process
        assert "DEMO 财政电子票据" in shown.read().decode()
    assert KEY not in caplog.text + "".join(Entry.objects.values_list("body", flat=True))


def test_an_answer_that_was_lost_is_asked_for_again_and_one_that_is_false_goes_to_a_clerk(
    house: House, office: Office
) -> None:
    row, asker = ask(house, paid(house)), FiscalAsker(house.clock)
    office.tell(faults=["lose", "signature"])
    assert office.asked(asker) == 1
    assert office.asked(asker) == 0  # not at once: the treasury is given some minutes
    house.clock.forward(minutes=6)
    assert office.asked(asker) == 1
    assert states() == [("asked", FEE)]
    house.clock.forward(minutes=6)
    assert office.asked(asker) == 1
    row.refresh_from_db()
    # Issued at the first question, whatever became of its answer: it is the first receipt, not the third.
    assert (row.state, row.bill) == ("issued", "0000000001")
    other = ask(house, paid(house))
    office.tell(faults=["amount"])
    office.asked(asker)
    other.refresh_from_db()
    assert (other.state, other.flaw, other.told) == ("failed", "other", "金额与申请不一致")


def test_a_refused_name_is_put_right_by_a_clerk_or_given_up(house: House, office: Office) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    charge = Charge.objects.get(case=case.uid)
    take(house, f"EB-9,2026-11-23,2015.00,CNY,{charge.code},示例科技有限公司,诉讼费")
    assert house.work(without=NONE) == []
    for said, reason in (
        ({"whose": "payer", "kind": "organisation", "credit_code": "123"}, "fees.credit_code_wrong"),
        ({"whose": "nobody"}, "fees.fiscal_title_missing"),
    ):
        with refused(reason):
            ask(house, case, **said)
    row = ask(house, case, whose="payer", kind="organisation", credit_code=CODE)
    assert (row.title, row.credit_code, row.whose) == ("示例科技有限公司", CODE, "payer")
    office.tell(faults=["title"])
    office.asked(FiscalAsker(house.clock))
    row.refresh_from_db()
    assert (row.state, row.flaw, row.told) == ("failed", "title", "交款人信息不符")
    right = {"whose": "party", "kind": "person", "credit_code": ""}
    with refused("fiscal_receipt.not_your_act"):
        retry_receipt(row.uid, **right, by=house.judge, at=house.at)
    with refused("fees.no_such_fiscal_receipt"):
        retry_receipt(row.uid, **right, by=house.wuhou_clerk, at=house.at)
    retry_receipt(row.uid, **right, by=house.clerk, at=house.at)
    with refused("fiscal_receipt.not_at_this_stage"):
        retry_receipt(row.uid, **right, by=house.clerk, at=house.at)
    office.tell(faults=["unit"])
    office.asked(FiscalAsker(house.clock))
    with refused("fees.reasons_missing"):
        drop_receipt(row.uid, reasons=" ", by=house.clerk, at=house.at)
    drop_receipt(row.uid, reasons="当事人不再需要", by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    assert states() == [("dropped", FEE)]
    ask(house, case)
    office.asked(FiscalAsker(house.clock))
    assert states() == [("dropped", FEE), ("issued", FEE)]


def test_a_receipt_in_a_wrong_name_is_reversed_and_the_payer_asks_anew(house: House, office: Office) -> None:
    case, asker = paid(house), FiscalAsker(house.clock)
    row = ask(house, case)
    office.asked(asker)
    office.tell(faults=["stock"])
    reverse_receipt(row.uid, reasons="抬头应为单位", by=house.clerk, at=house.at)
    office.asked(asker)
    row.refresh_from_db()
    assert (row.state, row.flaw) == ("unreversed", "stock")
    retry_receipt(row.uid, whose="", kind="", credit_code="", by=house.clerk, at=house.at)
    office.asked(FiscalAsker(house.clock))
    row.refresh_from_db()
    assert (row.state, row.red_code, row.red_bill) == ("reversed", "DEMO2026", "0000000002")
    # Nobody asks for another by itself: the payer says in whose name.
    assert states() == [("reversed", FEE)]
    ask(house, case)


def test_money_that_goes_back_reverses_the_receipt_and_what_is_left_gets_another(
    house: House, office: Office, tmp_path: Path
) -> None:
    case, asker = paid(house), FiscalAsker(house.clock)
    ask(house, case)
    office.asked(asker)
    part = goes_back(house, tmp_path / "out", case, still_due=Money(100_000))
    assert states() == [("reversing", FEE)]
    while office.asked(asker):
        pass
    assert states() == [("reversed", FEE), ("issued", FEE - part.amount_minor)]
    second = FiscalReceipt.objects.latest("id")
    assert second.title == "林晓梅"
    # The money comes back, because the account was closed: the receipt says too little now.
    told(house, "back.xml", entry("BK-BACK", "CRDT", part, Money(part.amount_minor).decimal_text))
    assert house.work(without=NONE) == []
    while office.asked(asker):
        pass
    assert states()[1:] == [("reversed", FEE - part.amount_minor), ("issued", FEE)]


def test_a_fee_that_went_back_before_its_receipt_was_issued_ends_without_one(
    house: House, office: Office, tmp_path: Path
) -> None:
    case, asker = paid(house), FiscalAsker(house.clock)
    ask(house, case)
    office.tell(faults=["title"])
    office.asked(asker)
    goes_back(house, tmp_path / "out", case)
    assert states() == [("dropped", FEE)]
    other = paid(house)
    ask(house, other)
    goes_back(house, tmp_path / "out", other)
    assert states()[1:] == [("asked", FEE)], "the treasury may be issuing it this moment"
    while office.asked(asker):
        pass
    assert states()[1:] == [("reversed", FEE)]
    with refused("fees.fiscal_not_paid"):
        ask(house, other)


def test_a_refused_receipt_for_money_that_went_back_meanwhile_is_no_task_for_a_clerk(
    house: House, office: Office, tmp_path: Path
) -> None:
    case = paid(house)
    ask(house, case)
    goes_back(house, tmp_path / "out", case)
    office.tell(faults=["title"])
    office.asked(FiscalAsker(house.clock))
    assert states() == [("dropped", FEE)]


def test_a_day_is_looked_at_again_for_the_receipts_that_it_names_and_for_no_others(
    house: House, office: Office, tmp_path: Path
) -> None:
    row, other, asker = ask(house, paid(house)), paid(house), FiscalAsker(house.clock)
    house.clock.forward(days=1)
    day = house.at.date()
    office.tell(clock=int(house.at.timestamp()))
    reconcile_day(day, tmp_path, at=house.at)
    assert DayDifference.objects.get(kind="no_receipt").reference == row.charge.code
    house.clock.forward(days=1)
    ask(house, other)
    assert day_to_look_at_again(house.at.date()) is None, "another receipt was asked for"
    assert office.asked(asker) == 2
    assert day_to_look_at_again(house.at.date()) == day


def test_where_receipts_are_given_by_themselves_the_payer_has_a_day_to_name_somebody(
    house: House, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mode(monkeypatch, fiscal_receipts="automatic")
    paid(house)
    company = paid(house)
    with lifted("test: a company without a code sues"):
        Party.objects.filter(case=company.uid, side="plaintiff").update(kind="legal")
    own = ask(house, paid(house))
    assert FiscalReceipt.objects.count() == 1
    house.clock.forward(days=1)
    assert house.work(without=NONE) == []
    rows = list(FiscalReceipt.objects.order_by("id"))
    assert rows[0].uid == own.uid
    assert sorted((row.state, row.flaw) for row in rows) == [("asked", ""), ("asked", ""), ("failed", "title")]
    failed = next(row for row in rows if row.state == "failed")
    retry_receipt(failed.uid, whose="party", kind="", credit_code=CODE, by=house.clerk, at=house.at)
    assert office.asked(FiscalAsker(house.clock)) == 3
    assert {state for state, _amount in states()} == {"issued"}


def test_a_court_that_gives_none_refuses_with_a_way_out(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)
    case = paid(house)
    with refused("fees.no_fiscal_receipts"):
        ask(house, case)
    mode(monkeypatch, fiscal_receipts="asked")
    unpaid, _charge = owing(house)
    with refused("fees.fiscal_not_paid"):
        ask(house, unpaid)
    with refused("fees.no_such_charge"):
        joined = house.put_at(case, Stage.PREPARATION, defendant=house.zhou)
        does(house, house.zhou, "ask_receipt", joined, charge=str(Charge.objects.earliest("id").uid), **MINE)
    with refused("fees.no_such_charge"):
        does(house, house.lin, "ask_receipt", case, charge="x", **MINE)


def test_the_day_names_fees_without_receipts_and_receipts_without_fees(
    house: House, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, asker = paid(house), FiscalAsker(house.clock)
    row = ask(house, case)
    office.asked(asker)
    day = house.at.date()

    def found() -> set[tuple[str, str]]:
        reconcile_day(day, tmp_path, at=house.at)
        rows = DayDifference.objects.filter(cleared_at=None, kind__contains="receipt")
        return {(one.kind, one.reference) for one in rows}

    assert found() == set()
    office.tell(add="CP-STRANGE", forget=row.number)
    assert found() == {("receipt_alone", "CP-STRANGE"), ("receipt_unknown", row.number)}
    with lifted("test: somebody writes into the table"):
        FiscalReceipt.objects.update(amount_minor=1)
    assert ("receipt_amount", row.charge.code) in found()
    mode(monkeypatch, fiscal_receipts="automatic")
    other = paid(house)
    house.clock.forward(days=1)
    day = house.at.date()
    office.tell(clock=int(house.at.timestamp()))
    assert ("no_receipt", Charge.objects.get(case=other.uid).code) in found()


def answer(*rows: str) -> bytes:
    return "\n".join([",".join(LIST_COLUMNS), *rows]).encode()


@pytest.mark.usefixtures("by_lists")
def test_lists_take_the_place_of_the_interface_and_each_row_counts_once(house: House, tmp_path: Path) -> None:
    case = paid(house)
    row, other = ask(house, case), ask(house, paid(house))
    assert house.clerk.person
    viewer = house.viewer(house.clerk.person)
    listed = write_list(viewer, row.court).decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in listed[1:]] == [row.number, other.number]
    assert "林晓梅,个人" in listed[1]
    assert listed[1].endswith("DEMO")
    bill = "50060126,0000000001,a1b2c3,2026-11-23,示例财政局,"
    content = answer(
        f"{row.number},开具,成功,2015.00,{bill}",
        f"{other.number},开具,成功,2015.00,{bill}",
        f"{other.number},开具,成功,15.00,50060126,0000000002,a1b2c3,2026-11-23,示例财政局,",
        "CPX,开具,成功,2015.00,50060126,0000000003,a1b2c3,2026-11-23,示例财政局,",
        f"{row.number}R,冲红,成功,2015.00,50060126,0000000004,a1b2c3,2026-11-23,示例财政局,",
        f"{other.number},开具,失败,,,,,,,交款人名称有误",
    )
    done = take_list(content, by=house.clerk, at=house.at)
    assert isinstance(done, ListTaken)
    assert (done.rows, done.taken, done.repeated) == (6, 2, 0)
    flaws = [(bad.line, [flaw.value for flaw in bad.flaws]) for bad in done.bad]
    assert flaws == [(3, ["twice"]), (4, ["amount"]), (5, ["number"]), (6, ["stage"])]
    again = take_list(content, by=house.clerk, at=house.at)
    assert isinstance(again, ListTaken)
    assert (again.taken, again.repeated) == (0, 2)
    assert states() == [("issued", FEE), ("failed", FEE)]
    assert take_list(b"", by=house.clerk, at=house.at) is FiscalListFlaw.EMPTY
    with refused("fiscal_receipt.not_your_act"):
        take_list(content, by=house.judge, at=house.at)
    elsewhere = take_list(content, by=house.wuhou_clerk, at=house.at)
    assert isinstance(elsewhere, ListTaken)
    assert {flaw.value for bad in elsewhere.bad for flaw in bad.flaws} == {"number"}
    goes_back(house, tmp_path / "out", case)
    red = write_list(viewer, row.court).decode("utf-8-sig").splitlines()
    assert red[1].startswith(f"{row.number}R,冲红,")
    assert "50060126,0000000001" in red[1]
    reverse = answer(f"{row.number}R,冲红,成功,2015.00,50060126,0000000009,a1b2c3,2026-11-23,示例财政局,")
    take_list(reverse, by=house.clerk, at=house.at)
    assert states()[0] == ("reversed", FEE)
