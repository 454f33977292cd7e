"""Pages of licences: the desk's register and its list, a lawyer's own page, the letters of a firm."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.acts.licences import LAWYER, licence_line, registers, table, worker_line
from tests.acts.test_licences import firm_of
from tests.builders import OPERATOR, YUZHONG, House, staff
from tests.entrances.desk import signed_in
from tongban.people.actions.licences import take_licences, write_letter
from tongban.people.models import FirmLetter, LicenceRecord
from tongban.people.queries.licences import licence_of
from tongban.people.vocabulary import Role

DAY = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


def taken(house: House, **changed: str) -> None:
    take_licences(table(licence_line(**changed)), source="重庆市司法局", as_of=DAY, by=OPERATOR, at=house.at)


def sent(house: House, content: bytes, *, by: Client | None = None, as_of: str = "2026-11-01") -> Any:  # noqa: ANN401 - Django's response
    client = by or signed_in(house, staff(YUZHONG, Role.PRESIDENT, "罗建国").person)
    form = {"file": SimpleUploadedFile("list.csv", content), "source": "重庆市司法局 11月", "as_of": as_of}
    return client.post(reverse("desk:lawyers_list"), form)


def test_the_president_takes_a_list_in_and_finds_who_is_in_it(house: House) -> None:
    client = signed_in(house, staff(YUZHONG, Role.PRESIDENT, "罗建国").person)
    answer = client.post(
        reverse("desk:lawyers_list"),
        {"file": SimpleUploadedFile("l.csv", table(licence_line())), "source": "重庆市司法局", "as_of": "2026-11-01"},
        follow=True,
    )
    assert "Taken in: 1 licences, 1 of them new" in answer.content.decode()
    page = client.get(reverse("desk:lawyers"), {"q": LAWYER}).content.decode()
    assert "重庆示例律师事务所" in page
    assert "May act for parties today" in page


def test_every_wrong_line_is_shown_and_nothing_comes_in(house: House) -> None:
    answer = sent(house, table(licence_line(姓名=""), worker_line(状态="?")))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2, column 姓名" in page
    assert "Line 3, column 状态" in page
    assert not LicenceRecord.objects.exists()


@pytest.mark.parametrize("as_of", ["", "gestern", "2030-01-01"])
def test_a_day_that_cannot_be_is_refused(house: House, as_of: str) -> None:
    assert sent(house, table(licence_line()), as_of=as_of).status_code == 422


def test_who_is_no_president_looks_up_and_takes_nothing_in(house: House) -> None:
    clerk = signed_in(house, house.clerk.person)
    page = clerk.get(reverse("desk:lawyers")).content.decode()
    assert "Take in a list" not in page
    assert sent(house, table(licence_line()), by=clerk).status_code == 404


def test_the_register_tells_what_stands_against_somebody_and_what_it_said_before(house: House) -> None:
    taken(house)
    stopped = table(licence_line(状态="停止执业", 状态起="2026-11-10"))
    take_licences(stopped, source="重庆市司法局", as_of=DAY + timedelta(days=9), by=OPERATOR, at=house.at)
    page = signed_in(house, house.judge.person).get(reverse("desk:lawyers"), {"q": "林晓梅"}).content.decode()
    assert "suspended from practice" in page
    assert "What the register said before" in page


def test_a_lawyer_proves_the_licence_on_the_own_page(house: House) -> None:
    taken(house)
    client = signed_in(house, house.lin.uid)
    assert "Show your licence" in client.get(reverse("portal:licences")).content.decode()
    answer = client.post(reverse("portal:licence_prove"), {"kind": "lawyer", "number": LAWYER}, follow=True)
    page = answer.content.decode()
    assert "The court knows your licence now." in page
    assert "重庆示例律师事务所" in page


@pytest.mark.parametrize(
    ("number", "said"), [("", "17 digits"), ("15", "17 digits"), ("15001201510999999", "does not know this number")]
)
def test_a_number_that_does_not_fit_is_told_with_its_remedy(house: House, number: str, said: str) -> None:
    taken(house)
    answer = signed_in(house, house.lin.uid).post(reverse("portal:licence_prove"), {"kind": "?", "number": number})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_page_asks_the_online_register(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with registers(tmp_path, table(licence_line())) as service:
        known = dataclasses.replace(settings.TONGBAN, licence_service=service)
        monkeypatch.setattr(settings, "TONGBAN", known)
        client = signed_in(house, house.lin.uid)
        assert client.post(reverse("portal:licence_prove"), {"kind": "lawyer", "number": LAWYER}).status_code == 302
    assert service.name in client.get(reverse("portal:licences")).content.decode()


def test_who_tries_many_numbers_has_to_wait(house: House) -> None:
    client = signed_in(house, house.lin.uid)
    answers = [client.post(reverse("portal:licence_prove"), {"number": "1"}).status_code for _ in range(30)]
    assert (answers[0], answers[-1]) == (422, 429)


def test_a_licence_is_noted_at_the_counter(house: House) -> None:
    taken(house, 身份证号="")
    client = signed_in(house, house.clerk.person)
    address = reverse("desk:counter_licence", args=[house.lin.uid])
    assert client.post(address, {"licence": "15"}).status_code == 422
    assert client.post(address, {"licence": LAWYER}).status_code == 302
    assert f"Licence {LAWYER}" in client.get(reverse("desk:counter_person", args=[house.lin.uid])).content.decode()
    assert licence_of(house.lin.uid, house.at.date())
    assert signed_in(house, house.judge.person).post(address, {"licence": LAWYER}).status_code == 404


def test_a_firm_writes_and_takes_back_on_its_page(house: House) -> None:
    taken(house)
    firm, _head = firm_of(house)
    client = signed_in(house, house.zhou.uid)
    client.post(reverse("portal:beside_go", args=[firm.uid]))
    told = {"number": "（2026）函1号", "licence": LAWYER, "client": "王小明", "matter": "借贷"}
    assert client.post(reverse("portal:letter_write"), told | {"client": ""}).status_code == 422
    assert client.post(reverse("portal:letter_write"), told).status_code == 302
    assert "（2026）函1号" in client.get(reverse("portal:licences")).content.decode()
    client.post(reverse("portal:letter_withdraw", args=[FirmLetter.objects.get().uid]))
    assert "taken back" in client.get(reverse("portal:licences")).content.decode()


def test_nobody_else_touches_a_firms_letter(house: House) -> None:
    taken(house)
    _firm, head = firm_of(house)
    write_letter("1", LAWYER, "王小明", "借贷", by=head, at=house.at)
    letter = FirmLetter.objects.get().uid
    for stranger in (signed_in(house, house.lin.uid), Client()):
        stranger.post(reverse("portal:letter_withdraw", args=[letter]))
        assert FirmLetter.objects.get().withdrawn_at is None
