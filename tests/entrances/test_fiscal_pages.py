"""The treasury's receipt on the payer's page and at the desk."""

from __future__ import annotations

import dataclasses

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.acts.money import owing, paid
from tests.acts.service import NONE, quick_papers, take
from tests.acts.test_fees_fiscal import answer, mode
from tests.builders import House
from tests.entrances.desk import signed_in
from tests.links import linked
from tests.rules.test_fees_fiscal import CODE
from tongban.cases.vocabulary import Stage
from tongban.fees.models import Charge, FiscalReceipt

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)
    mode(monkeypatch, fiscal_receipts="asked")


def read(client: Client, page: str, status: int = 200) -> str:
    found = client.get(page)
    assert found.status_code == status
    return found.content.decode()


def test_the_payer_asks_in_the_name_of_who_paid_and_reads_what_became_of_it(house: House) -> None:
    case, charge = owing(house)
    fees, page = f"/cases/{case.uid}/fees/", f"/cases/{case.uid}/fees/{charge.uid}/receipt/"
    lin = signed_in(house, house.lin.uid)
    assert "receipt of the treasury" not in read(lin, fees)
    read(lin, page, 404)
    take(house, f"EB-9,2026-11-23,2015.00,CNY,{charge.code},示例科技有限公司,诉讼费")
    assert house.work(without=NONE) == []
    assert page in read(lin, fees)
    # Who paid is the bank's word to the court, not to the party.
    assert "示例科技有限公司" not in read(lin, page)
    assert "Who paid, by the name that the bank told the court" in read(lin, page)
    house.put_at(case, Stage.PREPARATION, defendant=house.zhou)
    read(signed_in(house, house.zhou.uid), page, 404)
    said = {"whose": "payer", "kind": "organisation", "credit_code": "12"}
    wrong = lin.post(page, said)
    assert wrong.status_code == 422
    assert "no unified social credit code" in wrong.content.decode()
    for _twice in range(2):
        asked = lin.post(page, said | {"credit_code": CODE})
        assert (asked.status_code, asked["Location"]) == (302, fees)
    shown = read(lin, fees)
    assert "asked for; the treasury has not issued it yet" in shown
    assert CODE in shown
    read(lin, page, 404)
    row = FiscalReceipt.objects.get()
    clerk = signed_in(house, house.clerk.person)
    sent = answer(f"{row.number},开具,成功,2015.00,DEMO2026,0000000001,a1b2c3,2026-11-23,DEMO 示例财政,")
    done = clerk.post("/desk/fiscal/taken", {"file": SimpleUploadedFile("list.csv", sent)})
    assert "1 rows: 1 taken, 0 known before, 0 bad." in done.content.decode()
    shown = read(lin, fees)
    assert all(part in shown for part in ("DEMO2026", "0000000001", "a1b2c3", "· DEMO"))


def test_the_desk_writes_the_list_takes_it_in_and_puts_right_what_was_refused(house: House) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    lin, clerk = signed_in(house, house.lin.uid), signed_in(house, house.clerk.person)
    asked = lin.post(f"/cases/{case.uid}/fees/{charge.uid}/receipt/", {"whose": "party", "kind": "person"})
    assert asked.status_code == 302
    row = FiscalReceipt.objects.get()
    page = f"/desk/fiscal/{row.uid}"
    assert page in read(clerk, "/desk/fiscal")
    assert row.number in clerk.get(linked(clerk, "/desk/fiscal/list")).content.decode("utf-8-sig")
    bad = SimpleUploadedFile("list.csv", answer(f"{row.number},开具,失败,,,,,,,名称有误", "CPX,开具"))
    taken = clerk.post("/desk/fiscal/taken", {"file": bad}).content.decode()
    assert "CPX,开具" in taken
    assert "The row has more or fewer cells than the head." in taken
    unread = clerk.post("/desk/fiscal/taken", {"file": SimpleUploadedFile("list.csv", b"a,b\n")})
    assert unread.status_code == 422
    assert "lacks columns" in unread.content.decode()
    assert clerk.post("/desk/fiscal/taken", {}).status_code == 422
    assert page in read(clerk, "/desk/")
    assert "名称有误" in read(clerk, page)
    assert page in read(clerk, f"/desk/cases/{case.uid}/fees")
    assert clerk.post(page, {"do": "drop", "why-reasons": ""}).status_code == 422
    assert clerk.post(page, {"do": "dance"}).status_code == 404
    assert clerk.post(page, {"do": "retry", "whose": "party", "kind": "person"}).status_code == 302
    assert FiscalReceipt.objects.get().state == "asked"


def test_receipts_of_a_court_are_nobody_elses(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    case = paid(house)
    charge = Charge.objects.get(case=case.uid)
    lin = signed_in(house, house.lin.uid)
    lin.post(f"/cases/{case.uid}/fees/{charge.uid}/receipt/", {"whose": "party", "kind": "person"})
    page = f"/desk/fiscal/{FiscalReceipt.objects.get().uid}"
    other = signed_in(house, house.wuhou_clerk.person)
    read(other, page, 404)
    assert other.get(linked(other, "/desk/fiscal/list")).content.decode("utf-8-sig").count("\n") == 1
    for who in (house.lin.uid, house.judge.person):
        read(signed_in(house, who), "/desk/fiscal", 404)
    monkeypatch.setattr(settings, "TONGBAN", dataclasses.replace(settings.TONGBAN, fiscal_receipts="none"))
    clerk = signed_in(house, house.clerk.person)
    assert "has not set them up" in read(clerk, "/desk/fiscal")
    read(clerk, linked(clerk, "/desk/fiscal/list"), 404)
