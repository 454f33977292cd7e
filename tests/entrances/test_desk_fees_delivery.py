"""The desk's pages about payments, letters and service."""

from __future__ import annotations

import pytest

from tests.acts.service import NONE, letter_of, paid, quick_papers, take
from tests.builders import House
from tests.entrances.desk import signed_in
from tongban.delivery.models import Attempt, Dispatch
from tongban.fees.models import Charge

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def papers(monkeypatch: pytest.MonkeyPatch) -> None:
    quick_papers(monkeypatch)


def test_held_money_bad_rows_and_files_are_listed(house: House) -> None:
    case = house.case()
    assert house.work(without=NONE) == []
    charge = Charge.objects.get(case=case.uid)
    take(house, f"EB1,2026-11-24,9.00,CNY,{charge.code},林晓梅,<b>x", "EB2,never,-1,CNY,c,p,<script>", name="day.csv")
    clerk = signed_in(house, house.clerk.person)
    page = clerk.get("/desk/payments").content.decode()
    assert "Less was paid than is due." in page
    assert "the amount is none" in page
    assert "day.csv" in page
    assert "<script>" not in page
    assert charge.code in clerk.get(f"/desk/cases/{case.uid}/fees").content.decode()


@pytest.mark.parametrize("page", ["payments", "letters", "service"])
def test_the_lists_do_not_exist_for_parties(house: House, page: str) -> None:
    assert signed_in(house, house.lin.uid).get(f"/desk/{page}").status_code == 404


def test_a_clerk_posts_a_letter_and_notes_its_slip(house: House) -> None:
    letter = letter_of(paid(house))
    clerk = signed_in(house, house.clerk.person)
    assert str(letter.uid) in clerk.get("/desk/letters").content.decode()
    page = clerk.get(f"/desk/letters/{letter.uid}").content.decode()
    assert "参加诉讼告知函" in page
    late = clerk.post(f"/desk/letters/{letter.uid}/post", {"day": "2027-01-01", "tracking": ""})
    assert late.status_code == 422
    ahead = clerk.post(f"/desk/letters/{letter.uid}/post", {"day": "2027-01-01", "tracking": "EMS1"})
    assert "lies ahead" in ahead.content.decode()
    assert clerk.post(f"/desk/letters/{letter.uid}/post", {"day": "2026-11-23", "tracking": "EMS1"}).status_code == 302
    house.clock.forward(days=2)
    assert clerk.post(f"/desk/letters/{letter.uid}/slip", {"day": "2026-11-24", "signer": "周志强"}).status_code == 302
    letter.refresh_from_db()
    assert letter.state == "arrived"
    assert "周志强" in clerk.get("/desk/service").content.decode()


def test_a_returned_letter_is_sent_again_from_the_case(house: House) -> None:
    case = paid(house)
    letter = letter_of(case)
    clerk = signed_in(house, house.clerk.person)
    clerk.post(f"/desk/letters/{letter.uid}/post", {"day": "2026-11-23", "tracking": "EMS1"})
    assert clerk.post(f"/desk/letters/{letter.uid}/return", {"reason": "moved"}).status_code == 302
    dispatch = Dispatch.objects.get(id=letter.dispatch_id)
    address = f"/desk/cases/{case.uid}/service/{dispatch.uid}"
    assert address in clerk.get(f"/desk/cases/{case.uid}/service").content.decode()
    assert "Send another letter" in clerk.get(address).content.decode()
    assert clerk.post(f"{address}/letter").status_code == 302
    assert Attempt.objects.filter(dispatch=dispatch, state="queued").count() == 1


def test_another_courts_letter_does_not_exist(house: House) -> None:
    case = paid(house)
    letter = letter_of(case)
    other = signed_in(house, house.wuhou_clerk.person)
    assert other.get(f"/desk/letters/{letter.uid}").status_code == 404
    assert other.post(f"/desk/letters/{letter.uid}/return", {"reason": "moved"}).status_code == 404
    assert other.get(f"/desk/cases/{case.uid}/service").status_code == 404
    assert str(letter.uid) not in other.get("/desk/letters").content.decode()
