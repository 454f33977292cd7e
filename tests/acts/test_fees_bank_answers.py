"""The bank answers to an order (pain.002): what it refuses is a task of a person, and the books balance throughout."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from tests.acts.money import ACCOUNT, FEE, books, entry, refund_sent, told
from tests.acts.service import quick_papers
from tests.builders import House
from tests.entrances.desk import signed_in
from tests.rules.test_fees_statuses import block, one, report
from tongban.cli.bank import Bank
from tongban.fees.actions.bank_import import import_file, import_once
from tongban.fees.actions.paying_out import write_orders
from tongban.fees.actions.refunds import approve_refund, name_payee
from tongban.fees.models import BankFile, Refund, RefusedRow
from tongban.fees.vocabulary import Account
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
OWED = {Account.BANK: FEE, Account.REFUNDS: -FEE}


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def answered(house: House, refund: Refund, *told: str, order: str = "", name: str = "s.xml", **more: str) -> BankFile:
    assert refund.order
    return import_file(report(*told, order=order or refund.order.number, **more), name, at=house.at)


def flaws() -> list[list[str]]:
    return list(RefusedRow.objects.order_by("id").values_list("flaws", flat=True))


def test_what_the_bank_refuses_waits_for_a_person_with_the_reason(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    done = answered(house, refund, block(one(refund.code, "RJCT", reason="AC04", amount="2015.00")))
    refund.refresh_from_db()
    assert (refund.state, refund.failure, refund.bank_reason) == ("failed", "refused_by_bank", "AC04")
    assert (books(), done.refused, done.repeated) == (OWED, 0, 0)
    browser = signed_in(house, house.clerk.person)
    assert "the account was closed" in browser.get(reverse("desk:refund", args=[refund.uid])).content.decode()
    assert reverse("desk:refund", args=[refund.uid]) in browser.get(reverse("desk:inbox")).content.decode()
    # Another account, two approvals, a new order; the answer to the old one changes nothing.
    name_payee(
        refund.uid, payee="林晓梅", bank="示例银行（虚构）", account="6222000000009999", by=house.clerk, at=house.at
    )
    approve_refund(refund.uid, by=house.clerk, at=house.at)
    approve_refund(refund.uid, by=house.judge, at=house.at)
    assert write_orders(tmp_path, house.clock)
    old = refund.order
    refund.refresh_from_db()
    assert (refund.state, refund.bank_reason) == ("sent", "")
    assert old
    answered(house, refund, block(one(refund.code, "RJCT", reason="AC04")), order=old.number, name="again.xml")
    assert flaws() == [["other_order"]]
    told(house, "paid.xml", entry("EBO1", "DBIT", refund))
    refund.refresh_from_db()
    assert (refund.state, books()) == ("paid", {})


def test_what_the_bank_takes_on_is_paid_by_its_statement_alone(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    answered(house, refund, block(one(refund.code, "ACSC")))
    again = answered(house, refund, block(one(refund.code, "ACSP")), name="again.xml")
    refund.refresh_from_db()
    assert (refund.state, refund.accepted_at, books()) == ("sent", house.at, OWED)
    assert again.repeated == 1
    assert Entry.objects.filter(event="refund_accepted").count() == 1
    told(house, "paid.xml", entry("EBO1", "DBIT", refund))
    late = answered(house, refund, block(one(refund.code, "RJCT")), name="late.xml")
    refund.refresh_from_db()
    assert (refund.state, books(), late.refused, flaws()) == ("paid", {}, 1, [["contradicts"]])


def test_a_whole_order_that_is_refused_refuses_each_refund_in_it(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    answered(house, refund, group="<GrpSts>RJCT</GrpSts>")
    refund.refresh_from_db()
    assert (refund.state, refund.bank_reason, books()) == ("failed", "OTHER", OWED)
    same = answered(house, refund, group="<GrpSts>RJCT</GrpSts>", name="b.xml")
    assert same.refused == 0
    answered(house, refund, group="<GrpSts>RJCT</GrpSts>", order="TFDNONE", name="c.xml")
    assert flaws() == [["other_order"]]


def test_what_fits_no_refund_goes_to_a_person_and_moves_nothing(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path)
    done = answered(
        house,
        refund,
        block(
            one("TKNONE", "RJCT"),
            one(refund.code, "RJCT", amount="1.00"),
            one(refund.code, "CANC"),
        ),
    )
    refund.refresh_from_db()
    assert (refund.state, books(), done.refused) == ("sent", OWED, 3)
    assert flaws() == [["unknown_refund"], ["contradicts"], ["unknown_status"]]


def test_the_bank_of_the_tests_refuses_a_closed_account_and_pays_the_others(house: House, tmp_path: Path) -> None:
    refund = refund_sent(house, tmp_path / "bank-out")
    closed = tmp_path / "orders" / "closed"
    closed.mkdir(parents=True)
    (closed / ACCOUNT).touch()
    bank = Bank(tmp_path / "orders", {"court": tmp_path / "bank"})
    assert bank.pay_out() == 1
    assert [import_once(tmp_path / "bank", house.clock) for _ in range(2)] == [True, False]
    refund.refresh_from_db()
    assert (refund.state, refund.bank_reason, books()) == ("failed", "AC04", OWED)
