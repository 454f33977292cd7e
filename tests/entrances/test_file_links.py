"""Links to files: for one reader, one address, one manner and a quarter of an hour."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from tests.attacks.crawl import crawl
from tests.builders import House, TestClock, make_demo_authority
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser
from tests.links import linked
from tongban.access.downloads import LASTS, is_delivering
from tongban.cases.vocabulary import CaseView
from tongban.cooperation.queries import sheet_of

pytestmark = pytest.mark.django_db
LINK = re.compile(r'(?:href|src)="([^"]+)"')


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, house: House) -> TestClock:
    """The house's clock is that of the pages."""
    monkeypatch.setattr(settings, "TONGBAN_CLOCK", house.clock)
    return house.clock


@pytest.fixture
def case(house: House, clock: TestClock) -> CaseView:
    make_demo_authority()
    made = house.case()
    assert house.work() == []
    return made


def paper_page(house: House, case: CaseView) -> str:
    uid = next(one["uid"] for one in sheet_of(house.viewer(house.lin.uid), case.uid)["papers"])
    return f"/cases/{case.uid}/papers/{uid}/"


def links(client: Client, page: str) -> list[str]:
    """The links to files on a page, as a browser takes them."""
    content = client.get(page).content.decode()
    found = [html.unescape(one) for one in LINK.findall(content)]
    return [one for one in found if one.startswith("/") and _is_file(one)]


def _is_file(address: str) -> bool:
    try:
        return is_delivering(resolve(urlsplit(address).path).func)
    except Exception:  # noqa: BLE001 - what resolves to nothing is no file
        return False


def body(answer: object) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def test_the_links_of_a_page_open_its_files_for_their_reader(house: House, case: CaseView) -> None:
    client = browser(house, house.lin.uid)
    found = links(client, paper_page(house, case))
    assert len(found) >= 2, "the file and the picture of its page"
    for link in found:
        answer = client.get(link)
        assert answer.status_code == 200
        assert body(answer)
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_without_its_link_a_file_does_not_exist(house: House, case: CaseView) -> None:
    client = browser(house, house.lin.uid)
    for link in links(client, paper_page(house, case)):
        assert client.get(urlsplit(link).path).status_code == 404


def test_a_file_is_only_looked_at(house: House, case: CaseView) -> None:
    for client, page in (
        (browser(house, house.lin.uid), paper_page(house, case)),
        (browser(house, house.clerk.person), f"/desk/cases/{case.uid}"),
    ):
        found = links(client, page)
        assert found
        assert {client.post(link).status_code for link in found} == {405}


@pytest.mark.parametrize("change", ["until", "as", "sign", "path", "twice"])
def test_an_altered_link_opens_what_does_not_exist(house: House, case: CaseView, change: str) -> None:
    client = browser(house, house.lin.uid)
    file, picture = (
        next(one for one in links(client, paper_page(house, case)) if part in one) for part in ("/file/", "/pages/")
    )
    told = {name: values[0] for name, values in parse_qs(urlsplit(file).query).items()}
    path = urlsplit(file).path
    match change:
        case "until":
            told["until"] = str(int(told["until"]) + 3600)
        case "as":
            told["as"] = "show"
        case "sign":
            told["sign"] = told["sign"][:-1] + ("0" if told["sign"][-1] != "0" else "1")
        case "path":
            path = urlsplit(picture).path
        case "twice":
            told["until"] += "0"
    assert client.get(f"{path}?{urlencode(told)}").status_code == 404


def test_a_link_passed_on_opens_nothing_for_anybody_else(house: House, case: CaseView) -> None:
    link = links(browser(house, house.lin.uid), paper_page(house, case))[0]
    assert browser(house, house.zhou.uid).get(link).status_code == 404
    assert browser(house).get(link).status_code == 302


def test_a_link_made_for_somebody_opens_nothing_that_she_may_not_see(house: House, case: CaseView) -> None:
    stranger = browser(house, house.clerk.person)
    address = f"{paper_page(house, case)}file/"
    assert stranger.get(linked(stranger, address)).status_code == 404


def test_a_link_that_ran_out_offers_a_new_one(house: House, case: CaseView, clock: TestClock) -> None:
    client = browser(house, house.lin.uid)
    link = next(one for one in links(client, paper_page(house, case)) if "/file/" in one)
    clock.forward(seconds=LASTS)
    page = client.get(link)
    assert page.status_code == 410
    text = page.content.decode()
    assert "链接已失效" in text
    assert "15" in text
    (again,) = [html.unescape(one) for one in LINK.findall(text) if "/file/?" in one]
    assert body(client.get(again))
    assert browser(house, house.zhou.uid).get(link).status_code == 404, "what ran out tells others nothing either"


def test_staff_see_files_in_place_and_parties_save_them(house: House, case: CaseView) -> None:
    clerk, party = signed_in(house, house.clerk.person), browser(house, house.lin.uid)
    shown = [one for one in links(clerk, f"/desk/cases/{case.uid}?whole=1") if "/documents/" in one]
    saved = next(one for one in links(party, paper_page(house, case)) if "/file/" in one)
    assert shown
    seen = clerk.get(shown[0])
    assert seen.headers["Content-Disposition"].startswith("inline")
    assert body(seen)
    kept = party.get(saved)
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert body(kept)


def test_every_link_to_a_file_that_a_reader_meets_is_signed(house: House, case: CaseView) -> None:
    met: set[UUID | str] = set()
    for client in (browser(house, house.lin.uid), signed_in(house, house.clerk.person)):
        for page in crawl(client, each=1, most=120):
            if _is_file(page.path):
                assert page.status == 200, (page.path, page.found_on)
                met.add(page.route)
    assert len(met) >= 4


def test_the_store_s_folder_tells_nobody_what_the_files_are(house: House, case: CaseView) -> None:
    sheet = sheet_of(house.viewer(house.lin.uid), case.uid)
    names = {path.name.partition(".")[0] for path in Path(settings.TONGBAN_CONTENT).rglob("*") if path.is_file()}
    digests = {file["sha256"] for paper in sheet["papers"] for file in paper["files"]}
    assert digests
    assert not digests & names
