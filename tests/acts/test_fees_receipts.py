"""Each payment has its receipt on the file and on the portal; an open fee has a slip with its code, to print."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from tests.acts.money import credit, owing, paid
from tests.acts.service import NONE, quick_papers
from tests.builders import House
from tests.entrances.desk import signed_in
from tongban.documents.models import Document, Version
from tongban.fees.actions.payments import assign_payment
from tongban.fees.models import Charge, Payment

pytestmark = pytest.mark.django_db
WHY = "付款人来电说明系本案诉讼费。"


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def receipts() -> list[dict[str, object]]:
    return [json.loads(row.data) for row in Document.objects.filter(kind="fee_receipt").order_by("id")]


def test_what_was_paid_at_once_has_one_receipt_that_is_read_on_the_portal(house: House) -> None:
    case = paid(house)
    payment = Payment.objects.get()
    paper = Document.objects.get(kind="fee_receipt")
    assert (paper.subject, paper.holder, paper.layer) == (payment.uid, house.lin.uid, "case")
    (told,) = receipts()
    code = Charge.objects.get(case=case.uid).code
    assert told["number"] == f"{code}-1"
    assert told["total"] == {"amount": "2015.00", "currency": "CNY"}
    assert "left" not in told
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    href = reverse("portal:paper", args=[case.uid, paper.uid])
    assert href in page
    shown = signed_in(house, house.lin.uid).get(href).content.decode()
    sha256 = Version.objects.get(document=paper).sha256
    assert sha256[:8] in shown, "the digest stands beside the paper"


def test_each_part_has_a_receipt_of_its_own_that_says_what_is_left(house: House) -> None:
    case, charge = owing(house)
    first, second = credit(house, "EB1", "2000.00", charge.code), credit(house, "EB2", "15.00", charge.code)
    assign_payment(first.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    (told,) = receipts()
    assert told["left"] == {"amount": "15.00", "currency": "CNY"}
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    assert "Receipt for the court fee" in page
    assign_payment(second.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    numbers = [(one["number"], one["total"], one.get("left")) for one in receipts()]
    assert numbers == [
        (f"{charge.code}-1", {"amount": "2000.00", "currency": "CNY"}, {"amount": "15.00", "currency": "CNY"}),
        (f"{charge.code}-2", {"amount": "15.00", "currency": "CNY"}, None),
    ]


def test_parts_that_were_put_together_say_each_what_was_left_after_it(house: House) -> None:
    _case, charge = owing(house)
    for money in (credit(house, "EB1", "2000.00", charge.code), credit(house, "EB2", "15.00", charge.code)):
        assign_payment(money.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    assert [one.get("left") for one in receipts()] == [{"amount": "15.00", "currency": "CNY"}, None]


def test_what_came_above_the_fee_is_not_on_its_receipt(house: House) -> None:
    _case, charge = owing(house)
    more = credit(house, "EB1", "3000.00", charge.code)
    assign_payment(more.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    assert house.work(without=NONE) == []
    (told,) = receipts()
    assert told["total"] == {"amount": "2015.00", "currency": "CNY"}


def test_the_slip_shows_what_is_owed_at_this_moment_to_payer_and_desk(house: House) -> None:
    case, charge = owing(house)
    part = credit(house, "EB1", "2000.00", charge.code)
    ours = reverse("portal:fees_print", args=[case.uid, charge.uid])
    desk = reverse("desk:charge_slip", args=[charge.uid])
    lin, clerk = signed_in(house, house.lin.uid), signed_in(house, house.clerk.person)
    for browser, href in ((lin, ours), (clerk, desk)):
        page = browser.get(href).content.decode()
        assert charge.code in page
        assert "<svg" in page
        assert "人民币贰仟零壹拾伍元整" in page
    assert ours in lin.get(f"/cases/{case.uid}/fees/").content.decode()
    assert desk in clerk.get(reverse("desk:fees_case", args=[case.uid])).content.decode()
    assign_payment(part.uid, code=charge.code, reasons=WHY, by=house.clerk, at=house.at)
    assert "人民币壹拾伍元整" in lin.get(ours).content.decode()
    for browser, href in ((signed_in(house, house.zhou.uid), ours), (signed_in(house, house.wuhou_clerk.person), desk)):
        assert browser.get(href).status_code == 404


def test_what_is_paid_has_no_slip(house: House) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    lin, clerk = signed_in(house, house.lin.uid), signed_in(house, house.clerk.person)
    assert lin.get(reverse("portal:fees_print", args=[case.uid, charge.uid])).status_code == 404
    assert clerk.get(reverse("desk:charge_slip", args=[charge.uid])).status_code == 404


def test_the_notice_to_pay_carries_the_code_as_a_picture(house: House) -> None:
    _case, charge = owing(house)
    notice = json.loads(Document.objects.get(uid=charge.notice).data)
    assert str(notice["qr"]).startswith("<svg")
