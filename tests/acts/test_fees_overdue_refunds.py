"""The court pays back within fifteen days (交纳办法 53(2)); what it has not paid by then is a task that stands out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from tests.acts.money import ACCOUNT, entry, paid, refund_sent, told
from tests.acts.service import NONE, quick_papers
from tests.builders import House
from tests.entrances.desk import signed_in
from tongban.fees.actions.refunds import approve_refund, name_payee, propose_refund, stop_refund
from tongban.fees.models import Charge, Refund
from tongban.fees.queries import refunds_overdue
from tongban.fees.vocabulary import RefundEvent, RefundState
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
LATE = "Refunds that the court has not paid in time"


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


@pytest.fixture
def proposed(house: House) -> Refund:
    """What was paid goes back until 8 December."""
    charge = Charge.objects.get(case=paid(house).uid)
    day = date(2026, 11, 23)
    uid = propose_refund(charge.uid, RefundEvent.DISMISSED, effective=day, by=house.judge, at=house.at)
    row = Refund.objects.get(uid=uid)
    assert row.due == date(2026, 12, 8)
    return row


def overdue(house: House) -> list[UUID]:
    return [one.uid for one in refunds_overdue(house.viewer(house.judge.person), house.at.date())]  # type: ignore[arg-type]


def noted() -> int:
    return Entry.objects.filter(event="refund_overdue").count()


def test_a_refund_that_is_not_paid_by_its_last_day_becomes_a_task_and_stands_in_the_register(
    house: House, proposed: Refund
) -> None:
    judge, page = signed_in(house, house.judge.person), f"/desk/refunds/{proposed.uid}"
    house.clock.forward(days=15)
    assert house.work(without=NONE) == []
    assert (overdue(house), noted()) == ([], 0), "the whole last day counts"
    assert f"{LATE} (1)" not in judge.get("/desk/").content.decode()
    house.clock.forward(days=1)
    for _twice in range(2):
        assert house.work(without=NONE) == []
    assert (overdue(house), noted()) == ([proposed.uid], 1)
    found = Entry.objects.get(event="refund_overdue")
    assert '"state":"proposed"' in found.body
    assert found.basis == "交纳办法 53(2)"
    shown = judge.get("/desk/").content.decode()
    assert f"{LATE} (1)" in shown
    assert page in shown
    name_payee(proposed.uid, payee="林晓梅", bank="示例银行", account=ACCOUNT, by=house.clerk, at=house.at)
    approve_refund(proposed.uid, by=house.clerk, at=house.at)
    assert overdue(house) == [proposed.uid], "approved by one is not paid"


def test_what_was_stopped_or_paid_in_time_is_not_overdue(house: House, proposed: Refund) -> None:
    stop_refund(proposed.uid, reasons="金额有误", by=house.judge, at=house.at)
    house.clock.forward(days=20)
    assert house.work(without=NONE) == []
    assert (overdue(house), noted()) == ([], 0)


def test_a_refund_that_comes_back_from_the_bank_after_its_last_day_is_a_task_again(
    house: House, tmp_path: Path
) -> None:
    row = refund_sent(house, tmp_path)
    told(house, "out.xml", entry("EB7", "DBIT", row))
    assert Refund.objects.get().state == RefundState.PAID
    house.clock.forward(days=20)
    assert house.work(without=NONE) == []
    assert (overdue(house), noted()) == ([], 0)
    told(house, "back.xml", entry("EB8", "CRDT", row))
    assert Refund.objects.get().state == RefundState.FAILED
    assert overdue(house) == [row.uid]
