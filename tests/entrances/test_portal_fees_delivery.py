"""The portal's pages about the fee and about papers that were served."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.acts.service import NONE, letter_of, paid, quick_papers
from tests.builders import House
from tests.entrances.desk import signed_in
from tongban.delivery.models import Dispatch
from tongban.fees.models import Charge

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def test_the_payer_reads_the_slip_with_its_working(house: House) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    code = Charge.objects.get(case=case.uid).code
    lin = signed_in(house, house.lin.uid)
    page = lin.get(f"/cases/{case.uid}/fees/").content.decode()
    assert code in page
    assert "2,015.00" in page
    assert "It is halved" in page
    assert "Pay the court fee" in lin.get(f"/cases/{case.uid}/").content.decode()


def test_after_the_bank_reported_the_slip_becomes_a_receipt(house: House) -> None:
    case = paid(house)
    code = Charge.objects.get(case=case.uid).code
    page = signed_in(house, house.lin.uid).get(f"/cases/{case.uid}/fees/").content.decode()
    assert f"EB-{code}" in page
    assert "How to pay" not in page


@pytest.mark.parametrize("page", ["fees/", "served/", f"served/{UUID(int=5)}/"])
def test_the_pages_do_not_exist_for_others(house: House, page: str) -> None:
    case = house.case()
    assert signed_in(house, house.zhou.uid).get(f"/cases/{case.uid}/{page}").status_code == 404
    assert signed_in(house, house.clerk.person).get(f"/cases/{case.uid}/{page}").status_code == 404


def test_papers_are_read_and_their_receipt_confirmed_by_post_only(house: House) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    lin = signed_in(house, house.lin.uid)
    dispatch = Dispatch.objects.get(case=case.uid, purpose="payment")
    assert "Served on" in lin.get(f"/cases/{case.uid}/served/{dispatch.uid}/").content.decode()
    dispatch.refresh_from_db()
    assert dispatch.read_at is None
    assert lin.post(f"/cases/{case.uid}/served/{dispatch.uid}/").status_code == 302
    dispatch.refresh_from_db()
    assert dispatch.read_at == house.at
    assert "receipt confirmed" in lin.get(f"/cases/{case.uid}/served/").content.decode()


def test_the_other_sides_papers_do_not_exist(house: House) -> None:
    case = paid(house)
    theirs = letter_of(case).dispatch.uid
    lin = signed_in(house, house.lin.uid)
    assert lin.get(f"/cases/{case.uid}/served/{theirs}/").status_code == 404
    assert lin.post(f"/cases/{case.uid}/served/{theirs}/").status_code == 404
