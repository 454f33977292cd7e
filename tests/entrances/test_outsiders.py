"""What outsiders try: codes one after another, other people's addresses, header tricks, looks that write."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.builders import House, staff
from tests.entrances.desk import signed_in
from tongban.cases.models import Party
from tongban.people.vocabulary import Role
from tongban.wiring.limits import limit_of

_JOIN = limit_of("POST", "join/")
assert _JOIN
TRIES = _JOIN.together


def test_codes_cannot_be_tried_one_after_another(house: House) -> None:
    house.case()
    browser = Client()
    answers = [browser.post("/join/", {"code": f"AAAA-{n:04d}"}) for n in range(TRIES + 3)]
    assert {answer.status_code for answer in answers[:TRIES]} == {422}
    assert {answer.status_code for answer in answers[TRIES:]} == {429}
    plain = re.compile(r"AAAA-\d{4}|(?<=csrf)[^>]*value=\"[^\"]*\"")
    texts = {plain.sub("", answer.content.decode()) for answer in answers[:TRIES]}
    assert len(texts) == 1, "a wrong code tells nothing by its words"


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP"])
def test_a_header_does_not_make_somebody_else_of_an_address(house: House, header: str) -> None:
    browser = Client()
    for n in range(TRIES):
        browser.post("/join/", {"code": f"AAAA-{n:04d}"}, headers={header: f"10.0.0.{n % 250}"})
    assert browser.post("/join/", {"code": "AAAA-9999"}, headers={header: "10.0.1.1"}).status_code == 429


def test_after_too_many_tries_the_right_code_opens_nothing_either(house: House) -> None:
    house.case()
    browser = Client()
    for n in range(TRIES + 1):
        browser.post("/join/", {"code": f"AAAA-{n:04d}"})
    assert browser.get("/join/letter/").status_code == 302
    assert not Party.objects.filter(side="defendant", person__isnull=False).exists()


@pytest.mark.parametrize("where", ["/cases/{case}/", "/cases/{case}/evidence/", "/cases/{case}/readers/"])
def test_a_strangers_address_and_a_wrong_address_look_the_same(house: House, where: str) -> None:
    case = house.case()
    stranger = signed_in(house, house.zhou.uid)
    real = stranger.get(where.format(case=case.uid))
    wrong = stranger.get(where.format(case="00000000-0000-7000-8000-000000000000"))
    assert (real.status_code, wrong.status_code) == (404, 404)
    assert real.content.replace(str(case.uid).encode(), b"") == wrong.content.replace(
        b"00000000-0000-7000-8000-000000000000", b""
    )


@pytest.mark.parametrize("header", ["X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-Forwarded-Host"])
def test_header_tricks_open_no_door(house: House, header: str) -> None:
    case = house.case()
    page = f"/desk/cases/{case.uid}"
    stranger = signed_in(house, house.zhou.uid)
    assert stranger.get("/", headers={header: page}).content == stranger.get("/").content
    assert stranger.get(page, headers={header: "GET"}).status_code == 404


def test_who_signs_in_on_the_way_comes_back_to_this_platform_only(house: House) -> None:
    answer = Client().get("/account/")
    assert answer.url == "/sign-in/login/?next=/account/"
    away = Client().get("//elsewhere.example/account/")
    assert away.status_code in {301, 302, 404}
    assert not str(away.headers.get("Location", "/")).startswith("//")


def test_a_liaison_officer_opens_no_file_of_a_case(house: House) -> None:
    case = house.case()
    liaison = signed_in(house, staff("渝0103", Role.LIAISON, "冯敏").person)
    pages = ["", "/evidence", "/hearings", "/judgments", "/service", "/fees"]
    assert {liaison.get(f"/desk/cases/{case.uid}{page}").status_code for page in pages} == {404}
