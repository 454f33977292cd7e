"""Parties' pages in a real browser: every script runs its way, every control has a name, keys and old apps suffice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.entrances.odd_languages import BACKWARDS, LANGUAGES, LONG, odd_catalogues
from tests.entrances.party_pages import Place, place, place_with_papers
from tests.entrances.test_face_browser import CHROMIUM, flaws

__all__ = ["place", "place_with_papers"]
pytestmark = pytest.mark.once

UNSAVED = "Object.keys(localStorage).filter(key => key.startsWith('tongban-unsaved')).length"
WIDE = "document.documentElement.scrollWidth"
CONTROLS = {"button", "link", "textbox", "checkbox", "radio", "combobox", "searchbox", "spinbutton", "listbox", "Date"}
IN_AN_APP = (
    "Mozilla/5.0 (Linux; Android 8.1.0; V1813A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/66.0.3359.126 MQQBrowser/6.2 TBS/044807 Mobile Safari/537.36 MicroMessenger/7.0.6.1460 NetType/4G"
)
POOR = """
delete window.PublicKeyCredential;
Object.defineProperty(Navigator.prototype, "credentials", { get: () => undefined });
Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
for (const store of ["localStorage", "sessionStorage", "indexedDB"]) {
  Object.defineProperty(window, store, { get: () => { throw new DOMException("denied", "SecurityError"); } });
}
delete HTMLDialogElement.prototype.showModal;
delete Array.prototype.at;
delete HTMLFormElement.prototype.requestSubmit;
"""
"""What a browser inside a chat app does not have."""


@pytest.fixture
def odd(settings: Any, tmp_path: Path) -> None:  # noqa: ANN401 - the type of this fixture is private
    """The two languages of no people, offered beside Chinese and English."""
    settings.LOCALE_PATHS = odd_catalogues(tmp_path / "odd")
    settings.LANGUAGES = LANGUAGES


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**CHROMIUM)
        yield chromium
        chromium.close()


@contextmanager
def visiting(browser: Browser, place: Place, language: str, *, poor: bool = False, **more: Any) -> Iterator[Page]:
    """A page of the plaintiff, who is signed in and reads `language`; whatever breaks in a script fails the test."""
    size = {"width": 360, "height": 800}
    context = browser.new_context(base_url=place.address, viewport=size, accept_downloads=not poor, **more)
    cookies = place.session | {"django_language": language}
    context.add_cookies([{"name": name, "value": value, "url": place.address} for name, value in cookies.items()])
    if poor:
        context.add_init_script(POOR)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert broken == []


def tree(page: Page) -> list[tuple[str, str, dict[str, Any]]]:
    """What a screen reader is told: role, name and properties of everything that is not ignored."""
    found = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [
        (
            node["role"]["value"],
            node.get("name", {}).get("value", "").strip(),
            {one["name"]: one["value"].get("value") for one in node.get("properties", [])},
        )
        for node in found
        if not node["ignored"] and "role" in node
    ]


def unclear(page: Page) -> list[str]:
    """What a person who only hears the page would not understand."""
    told = tree(page)
    roles = [role for role, _name, _more in told]
    wrong = [f"a {role} without a name" for role, name, _more in told if role in CONTROLS and not name]
    wrong += [f"{roles.count(mark)} x {mark}" for mark in ("main", "banner", "contentinfo") if roles.count(mark) != 1]
    wrong += ["navigation without a name" for role, name, _more in told if role == "navigation" and not name]
    levels = [more["level"] for role, _name, more in told if role == "heading"]
    if levels[:1] != [1] or levels.count(1) != 1:
        wrong.append(f"headings begin {levels[:3]}")
    wrong += [f"heading {low} is followed by {high}" for low, high in pairwise(levels) if high > low + 1]
    wrong += page.evaluate(
        "[...document.querySelectorAll('table')].filter(t => !t.querySelector('caption')"
        " || [...t.querySelectorAll('thead th')].some(h => h.scope !== 'col')).map(() => 'a table without heads')"
    )
    return wrong


@pytest.mark.usefixtures("odd")
def test_a_script_from_the_right_and_long_words_fit_a_phone(place_with_papers: Place, browser: Browser) -> None:
    for language, direction in ((BACKWARDS, "rtl"), (LONG, "ltr")):
        with visiting(browser, place_with_papers, language) as page:
            for path in (*place_with_papers.own, *place_with_papers.open_to_all):
                page.goto(path)
                assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == direction
                assert page.evaluate(WIDE) <= 360, path


def test_every_control_of_every_page_is_named_and_every_page_has_its_landmarks(
    place_with_papers: Place, browser: Browser
) -> None:
    with visiting(browser, place_with_papers, "vi") as page:
        for path in (*place_with_papers.own, *place_with_papers.open_to_all):
            page.goto(path)
            assert unclear(page) == [], path
        assert flaws(page) == [], "the page that does not exist"
        page.goto(f"/cases/{place_with_papers.case}/")
        assert flaws(page) == []


def test_all_errors_are_heard_at_once_and_lead_to_their_fields(place: Place, browser: Browser) -> None:
    with visiting(browser, place, "ru") as page:
        page.goto(f"/file/{place.draft}/pages/loan/")
        page.fill("[name='loan.amount']", "много")
        page.keyboard.press("Enter")
        page.locator("[data-errors]").wait_for()
        assert page.evaluate("document.activeElement.hasAttribute('data-errors')")
        assert ("alert" in [role for role, _name, _more in tree(page)]) or page.get_attribute("[data-errors]", "role")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.name") == "loan.amount"
        assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
        assert unclear(page) == []


def test_saving_is_told_without_moving_the_person(place: Place, browser: Browser) -> None:
    with visiting(browser, place, "es") as page:
        page.goto(f"/file/{place.draft}/pages/loan/")
        status = page.locator("[data-autosave-status]")
        assert status.get_attribute("role") == "status"
        page.fill("[name='loan.amount']", "12000")
        page.keyboard.press("Tab")
        status.get_by_text("Borrador guardado").wait_for()
        assert page.evaluate("document.activeElement.name") == "loan.happened"


def test_what_was_typed_comes_through_an_ended_session_and_a_busy_court_and_goes_with_its_form(
    place: Place, browser: Browser
) -> None:
    form, send, words = "/questions/new/", "form:has([data-autosave]) button[type=submit]", "什么时候开庭？"
    with visiting(browser, place, "en") as page:
        page.goto(form)
        for name in place.session:
            page.context.clear_cookies(name=name)
        page.fill("[name=words]", words)
        page.keyboard.press("Tab")
        page.locator("[data-autosave-status]", has_text="You may have to sign in first").wait_for()
        assert "Sign in" not in page.title()
        page.click(send)
        page.wait_for_url("**/sign-in/login/**")
        page.context.add_cookies([{"name": n, "value": v, "url": place.address} for n, v in place.session.items()])
        page.route("**/typed/**", lambda route: route.fulfill(status=503))
        page.goto(form)
        assert page.input_value("[name=words]") == words
        page.click(send)
        page.locator("[data-errors]").wait_for()
        page.check("[name=category][value=question]")
        page.select_option("[name=court]", "渝0103")
        assert page.input_value("[name=words]") == words
        assert page.evaluate(UNSAVED) == 3
        page.click(send)
        page.wait_for_url(re.compile("/questions/[0-9a-f-]{36}/"))
        page.locator("h1").wait_for()
        assert page.evaluate(UNSAVED) == 0
        assert "tongban_taken" not in page.evaluate("document.cookie")
        page.goto(form)
        assert page.input_value("[name=words]") == ""


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until the element is reached; every stop on the way must be visible."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        assert page.evaluate(
            "(() => { const at = document.activeElement.getBoundingClientRect(); return at.width * at.height > 0 })()"
        )
    pytest.fail(f"{wanted} is not reached by Tab")


def test_a_person_joins_and_files_with_keys_alone(place: Place, browser: Browser) -> None:
    with visiting(browser, place, "ky") as page:
        page.goto("/join/")
        tab_to(page, "[name=code]")
        page.keyboard.type("0000-0000-0000")
        page.keyboard.press("Enter")
        page.locator("[data-errors]").wait_for()
        page.goto(f"/file/{place.draft}/pages/loan/")
        tab_to(page, "[name='loan.amount']")
        page.keyboard.press("Control+A")
        page.keyboard.type("9000")
        tab_to(page, "[name='loan.paid_how']")
        page.keyboard.press("ArrowDown")
        chosen = page.evaluate("document.activeElement.value")
        tab_to(page, "#answers button[type=submit]")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/pages/loan/" not in url)
        page.goto(f"/file/{place.draft}/pages/loan/")
        assert page.input_value("[name='loan.amount']") == "9000"
        assert page.is_checked(f"[name='loan.paid_how'][value='{chosen}']")


def test_motion_and_forced_colours_follow_the_device(place: Place, browser: Browser) -> None:
    with visiting(browser, place, "zh-hant", reduced_motion="reduce", forced_colors="active") as page:
        for path in ("/", f"/cases/{place.case}/", f"/file/{place.draft}/pages/loan/"):
            page.goto(path)
            moving = "[...document.querySelectorAll('*')].some(e => parseFloat(getComputedStyle(e).transitionDuration))"
            assert not page.evaluate(moving)
            bare = (
                "[...document.querySelectorAll('.button, input:not([type=hidden], [type=file], [type=radio])')]"
                ".some(e => !parseFloat(getComputedStyle(e).borderTopWidth))"
            )
            assert not page.evaluate(bare), "a control must keep its outline where colours are taken away"


def test_the_browser_inside_a_chat_app_is_enough(place: Place, browser: Browser) -> None:
    with visiting(browser, place, "zh-hans", poor=True, user_agent=IN_AN_APP, has_touch=True) as page:
        for path in (*place.own, *place.open_to_all):
            page.goto(path)
            assert page.locator("h1").is_visible(), path
        page.goto(f"/file/{place.draft}/pages/evidence/")
        assert "image/*" in str(page.get_attribute("[name='files.messages'], input[type=file]", "accept"))
        odd = {"name": "image", "mimeType": "", "buffer": b"not a picture"}
        page.locator("input[type=file]").last.set_input_files(odd)
        page.locator("button[name=add]").last.click()
        page.locator("[data-errors]").wait_for()
        page.goto("/face/preferences/")
        assert "设备自带的浏览器" in page.inner_text("main")


def test_without_cookies_a_person_is_told_what_to_do(place: Place, browser: Browser) -> None:
    context = browser.new_context(base_url=place.address, locale="ru", extra_http_headers={"Accept-Language": "ru"})
    page = context.new_page()
    page.goto("/sign-in/login/")
    page.fill("[name=login]", "somebody")
    page.fill("[name=password]", "a-long-password")
    context.clear_cookies()
    page.keyboard.press("Enter")
    page.get_by_text("cookie").wait_for()
    assert "браузере вашего устройства" in page.inner_text("main")
    context.close()
