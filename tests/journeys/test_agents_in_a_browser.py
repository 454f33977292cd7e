"""In Chromium: a special authority is refused, then granted; a yes to the online hearing is taken back before it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIServer, make_server

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.acts.conduct import consent, prepared
from tests.builders import House, id_number, person, picture
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser as portal_browser
from tests.entrances.test_face_browser import CHROMIUM, Quiet, flaws

pytestmark = pytest.mark.once

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.fixture
def address(committed_house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The platform served by a thread of this process, at the time of the house."""
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", committed_house.clock)
    handler = StaticFilesHandler(WSGIHandler())
    server: WSGIServer = make_server("127.0.0.1", 0, handler, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


class Visitors:
    """Browsers of persons who have signed in; each page that they come to is looked at by axe, and never scrolls."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium, self.address = chromium, address

    def page(self, session: str, size: dict[str, int], language: str) -> Page:
        """A page of the person with this session."""
        context: BrowserContext = self.chromium.new_context(
            viewport=size,  # type: ignore[arg-type]
            base_url=self.address,
            locale=language,
        )
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.LANGUAGE_COOKIE_NAME: language}
        context.add_cookies([{"name": name, "value": value, "url": self.address} for name, value in cookies.items()])
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page


def session(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def seen(page: Page) -> None:
    """Nothing bars anybody from the page, and a telephone is wide enough."""
    assert flaws(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1")


def hand_in(page: Page, case: str, paper: Path, powers: tuple[str, ...]) -> None:
    page.goto(f"/cases/{case}/agents/new/")
    seen(page)
    page.check('input[name="kind"][value="lawyer"]')
    page.fill('input[name="name"]', "陈律师")
    page.fill('input[name="id_number"]', id_number(31))
    page.fill('input[name="firm"]', "示例律师事务所")
    page.check(f'input[name="scope"][value="{"special" if powers else "general"}"]')
    for power in powers:
        page.check(f'input[name="powers"][value="{power}"]')
    page.fill('input[name="since"]', "2026-11-01")
    page.check('input[name="state_secret"][value="no"]')
    page.set_input_files('input[name="files"]', paper)
    page.click('main form button[type="submit"]')
    page.wait_for_url(f"**/cases/{case}/agents/")
    seen(page)


def accept(page: Page, case: str) -> None:
    page.goto(f"/desk/cases/{case}/agents")
    seen(page)
    page.locator("main h2 a").first.click()
    seen(page)
    page.click('button:has-text("Accept")')
    page.wait_for_url(f"**/desk/cases/{case}/agents")


def answer(page: Page, case: str) -> None:
    page.goto(f"/cases/{case}/answer/")
    for field in ("claim_1", "claim_2", "facts"):
        page.check(f'input[name="{field}"][value="accept"]')
    page.click('main form button[type="submit"]')
    page.wait_for_load_state()


@pytest.mark.timeout(240)
def test_a_power_is_refused_then_granted_and_a_yes_is_taken_back(
    committed_house: House, address: str, tmp_path: Path
) -> None:
    house = committed_house
    view = prepared(house)
    consent(house, view, "hearing")
    chen, case = person("陈律师", 31), str(view.uid)
    paper = tmp_path / "委托书.png"
    paper.write_bytes(picture().read())
    sessions = [session(portal_browser(house, one)) for one in (house.zhou.uid, chen.uid)]
    sessions += [session(signed_in(house, one.person)) for one in (house.clerk, house.judge)]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        visitors = Visitors(chromium, address)
        zhou, lawyer = (visitors.page(one, PHONE, "zh-hans") for one in sessions[:2])
        clerk, judge = (visitors.page(one, DESK, "en") for one in sessions[2:])
        hand_in(zhou, case, paper, ())
        accept(clerk, case)
        answer(lawyer, case)
        assert "未写明该项特别授权：代为承认" in lawyer.inner_text("main")
        seen(lawyer)
        zhou.goto(f"/cases/{case}/agents/")
        zhou.locator('a[href$="/revoke/"]').first.click()
        seen(zhou)
        zhou.click('main form button[type="submit"]')
        zhou.wait_for_url(f"**/cases/{case}/agents/")
        hand_in(zhou, case, paper, ("admit", "settle"))
        accept(clerk, case)
        answer(lawyer, case)
        assert lawyer.url.endswith(f"/cases/{case}/")
        assert "陈律师（代理周志强）" in lawyer.inner_text("main")
        seen(lawyer)

        zhou.goto(f"/cases/{case}/consent/hearing/")
        zhou.locator('a[href$="/take-back/"]').click()
        seen(zhou)
        zhou.fill('textarea[name="reasons"]', "家中没有电脑。")
        zhou.click('main form button[type="submit"]')
        zhou.wait_for_url(f"**/cases/{case}/consent/hearing/")
        judge.goto(f"/desk/cases/{case}/online")
        seen(judge)
        judge.locator('a:has-text("Review")').click()
        seen(judge)
        judge.check('input[name="outcome"][value="allow"]')
        judge.fill('textarea[name="reasons"]', "理由正当。")
        judge.click('main form button[type="submit"]')
        judge.wait_for_url(f"**/desk/cases/{case}/online")
        zhou.reload()
        assert "已转为线下" in zhou.inner_text("main")
        seen(zhou)
