"""The portal's open doors: first page, sign-in, joining by code, checking a paper."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.builders import OPERATOR, House, id_number, step
from tests.entrances.portal_people import browser
from tests.links import linked
from tongban.cases.actions.join import issue_code
from tongban.cases.models import Party
from tongban.cases.queries import case_by_uid
from tongban.cases.vocabulary import CaseView, Side, Stage
from tongban.people.models import Account

pytestmark = pytest.mark.django_db
JOINER = {
    "name": "周志强",
    "id_number": id_number(3),
    "login": "zhou2026",
    "password": "a-long-password-1",
    "email": "",
}


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def letter(house: House) -> tuple[CaseView, str]:
    """A case that waits for its defendant, and the code of the letter to a person who has no account."""
    case = house.put_at(house.case(defendant__id_number=id_number(3)), Stage.PREPARATION)
    defendant = case.of_side(Side.DEFENDANT)[0]
    return case, step(OPERATOR, house.at, lambda record: issue_code(record, case.uid, defendant.uid))


def reader(house: House, code: str) -> Client:
    """A stranger who has typed the code."""
    client = browser(house)
    assert client.post("/join/", {"code": code}).url == "/join/letter/"
    return client


@pytest.mark.parametrize(
    "address", ["/", "/file/", "/join/", "/verify/", "/sign-in/login/", "/sign-in/password/forgotten/"]
)
def test_open_doors_are_open_to_everybody(house: House, address: str) -> None:
    for who in (None, house.lin.uid, house.clerk.person):
        assert browser(house, who).get(address).status_code in {200, 302}


@pytest.mark.parametrize("address", ["/sign-in/closed/", "/sign-in/email/", "/sign-in/signup/"])
def test_nobody_signs_up_alone(house: House, address: str) -> None:
    assert browser(house).get(address).status_code == 404


def test_the_account_page_is_for_who_signed_in(house: House) -> None:
    assert browser(house).get("/account/").status_code == 302
    assert "林晓梅" in browser(house, house.lin.uid).get("/account/").content.decode()


def test_the_letter_is_read_before_any_account_exists(house: House) -> None:
    case, code = letter(house)
    body = reader(house, code).get("/join/letter/").content.decode()
    assert case.number in body
    assert "林晓梅" in body
    assert case_by_uid(case.uid).of_side(Side.DEFENDANT)[0].person is None


def test_without_a_code_there_is_no_letter(house: House) -> None:
    assert browser(house).get("/join/letter/").url == "/join/"
    assert browser(house).get("/join/identity/").url == "/join/"


def test_joining_opens_the_account_and_the_case(house: House) -> None:
    case, code = letter(house)
    client = reader(house, code)
    answer = client.post("/join/identity/", JOINER)
    assert answer.url == f"/cases/{case.uid}/"
    assert client.get(answer.url).status_code == 200
    assert Account.objects.filter(login="zhou2026").exists()


def test_a_wrong_code_a_wrong_name_and_a_wrong_number_get_the_same_answer(house: House) -> None:
    _case, code = letter(house)
    client = reader(house, code)
    said = set()
    for page in (
        browser(house).post("/join/", {"code": "AAAA-BBBB-CCCC"}),
        client.post("/join/identity/", JOINER | {"name": "周志"}),
        client.post("/join/identity/", JOINER | {"id_number": id_number(7)}),
    ):
        assert page.status_code == 422
        said.add(re.sub(r"<[^>]+>|\s", "", page.content.decode().split('class="errors__list">')[1].split("</li>")[0]))
    assert len(said) == 1


@pytest.mark.parametrize("code", ["", " ", "\x00", "x" * 5000, "' OR 1=1", "七"])
def test_nonsense_instead_of_a_code_is_answered_politely(house: House, code: str) -> None:
    assert browser(house).post("/join/", {"code": code}).status_code == 422
    assert browser(house).get("/join/", {"code": code}).status_code == 200


def test_somebody_else_who_is_signed_in_cannot_join(house: House) -> None:
    case, code = letter(house)
    client = browser(house, house.lin.uid)
    client.post("/join/", {"code": code})
    assert client.post("/join/identity/", {"agreed": "on"}).status_code == 422
    assert Party.objects.get(case=case.uid, side=Side.DEFENDANT).person is None


def test_a_person_known_here_joins_signed_in(house: House) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION)
    defendant = case.of_side(Side.DEFENDANT)[0]
    code = step(OPERATOR, house.at, lambda record: issue_code(record, case.uid, defendant.uid))
    client = browser(house, house.zhou.uid)
    client.post("/join/", {"code": code})
    assert client.post("/join/identity/", {"agreed": "on"}).url == f"/cases/{case.uid}/"


@pytest.mark.parametrize("code", ["TB-0000-0000-0001", "nonsense", "TB-7K3M-9QXA-2D5C", "%00", "七" * 90])
def test_an_unknown_code_is_explained(house: House, code: str) -> None:
    assert browser(house).get(f"/verify/{code}").status_code == 404
    assert browser(house).post("/verify/", {"code": code}).status_code == 422


def test_a_paper_is_found_by_its_code_and_by_its_bytes(house: House) -> None:
    house.filing()
    house.work(without=frozenset())
    page = browser(house, house.lin.uid).get("/")
    address = page.content.decode().split("/filings/")[1].split("/")[0]
    body = browser(house, house.lin.uid).get(f"/filings/{address}/").content.decode()
    code = "TB-" + body.split("TB-")[1][:14]
    found = browser(house).get(f"/verify/{code}")
    assert found.status_code == 200
    assert "渝中区人民法院" in found.content.decode()
    assert "林晓梅" not in found.content.decode()
    papers = [
        f"/filings/{address}/papers/{part.split('/')[0]}/" for part in body.split(f"/filings/{address}/papers/")[1:]
    ]
    lin = browser(house, house.lin.uid)
    files = [b"".join(lin.get(linked(lin, paper)).streaming_content) for paper in papers]
    paper = next(file for file in files if file.startswith(b"%PDF"))
    for content, known in ((paper, True), (paper + b" ", False)):
        page = browser(house).post("/verify/", {"paper": SimpleUploadedFile("paper.pdf", content)})
        digits = "".join(page.content.decode().split())
        assert hashlib.sha256(content).hexdigest() in digits
        assert ("逐字节" in digits or "TB-" in digits) is known


def test_an_empty_file_is_measured_like_any_other(house: House) -> None:
    assert browser(house).post("/verify/", {"paper": SimpleUploadedFile("x", b"")}).status_code == 200
    assert browser(house).post("/verify/", {}).status_code == 422


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("", "zh-Hans"), ("fr-FR,fr;q=0.9", "zh-Hans"), ("en-GB", "en"), ("fr, en;q=0.5", "en")],
)
@pytest.mark.parametrize("address", ["/", "/verify/", "/sign-in/login/"])
def test_who_asks_for_neither_chinese_nor_english_reads_chinese(
    house: House, asked: str, shown: str, address: str
) -> None:
    visitor = Client(headers={"accept-language": asked} if asked else {})
    assert f'<html lang="{shown}"' in visitor.get(address).content.decode()
