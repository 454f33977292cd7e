"""The pages of the law in a real browser: a telephone is enough, axe finds nothing, questions wait for their answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from urllib.parse import urlencode
from wsgiref.simple_server import WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, sync_playwright

from tests.entrances.test_face_browser import CHROMIUM, Quiet, flaws, visiting

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LOAN = {"matter": "private_lending", "plaintiff": "成都市武侯区", "defendant": "重庆市渝中区", "amount": "186500"}
CLAIMS = {
    "kind": "property",
    "amount": "100000",
    "claimant": "甲",
    "claim_1_kind": "property",
    "claim_1_claimant": "乙",
} | {"claim_1_amount": "50000"}
PAGES = (
    "/law/",
    "/law/fees/",
    f"/law/fees/?{urlencode(CLAIMS)}",
    f"/law/courts/?{urlencode({**LOAN, 'foreign': 'on', 'weight': 'major_in_area'})}",
    "/law/periods/appeal_judgment/?on=2026-02-01&handed_in=2026-03-01",
    "/law/procedures/simplified/",
)


@pytest.fixture
def address(db: None) -> Iterator[str]:
    """The portal served by a thread of this process."""
    del db
    handler = StaticFilesHandler(WSGIHandler())
    server: WSGIServer = make_server("127.0.0.1", 0, handler, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def browser(address: str) -> Iterator[Browser]:
    """A browser for one test: while it runs, the thread of the test may not touch the database."""
    del address
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**CHROMIUM)
        yield chromium
        chromium.close()


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 360), ("en", 1280)])
def test_a_telephone_is_enough_and_axe_finds_nothing(browser: Browser, address: str, language: str, width: int) -> None:
    with visiting(browser, address, width, language=language) as page:
        for path in PAGES:
            page.goto(path)
            assert flaws(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_question_waits_for_the_answer_that_makes_it_relevant(browser: Browser, address: str) -> None:
    with visiting(browser, address, 360, language="en") as page:
        page.goto("/law/courts/?matter=private_lending")
        performer = page.locator("[name=performer]")
        assert not performer.is_visible()
        page.select_option("[name=claim]", "other")
        assert performer.is_visible()
        assert performer.is_enabled()
        page.select_option("[name=claim]", "money")
        assert not performer.is_visible()
        assert performer.is_disabled(), "what is not shown is not sent"


def test_without_scripts_every_question_is_shown_and_works(browser: Browser, address: str) -> None:
    with visiting(browser, address, 360, scripts=False, language="en") as page:
        page.goto(f"/law/courts/?{urlencode(LOAN)}")
        assert page.locator("[name=performer]").is_visible()
        page.click("text=Find the court")
        assert "may take the case" in page.locator("#answer").inner_text()


def test_further_claims_appear_one_by_one(browser: Browser, address: str) -> None:
    with visiting(browser, address, 360, language="en") as page:
        page.goto("/law/fees/?kind=property")
        page.click("text=More than one claim in the same case")
        assert not page.locator("[name=claim_2_kind]").is_visible()
        page.select_option("[name=claim_1_kind]", "divorce")
        assert page.locator("[name=claim_2_kind]").is_visible()
        page.fill("[name=amount]", "186500")
        page.click("text=Work it out")
        assert "CNY 4,030.00" in page.locator("#answer").inner_text()
