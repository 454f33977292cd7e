"""In a real browser: axe finds nothing in any theme, nothing breaks the policy, a phone and a keyboard are enough."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.entrances.face_site import OVERRIDES

pytestmark = pytest.mark.once

GUIDE, DESK = "/face/styleguide/", "/face/styleguide/desk/"
CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-background-networking"]}


class Quiet(WSGIRequestHandler):
    """Keeps requests out of the report."""

    def log_message(self, *_parts: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The face served by a thread of this process."""
    with override_settings(**OVERRIDES):
        handler = StaticFilesHandler(WSGIHandler())
        server: WSGIServer = make_server("127.0.0.1", 0, handler, handler_class=Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**CHROMIUM)
        yield chromium
        chromium.close()


@contextmanager
def visiting(
    browser: Browser, address: str, width: int = 1280, *, scripts: bool = True, expected: str = "", **cookies: str
) -> Iterator[Page]:
    """A page of a fresh visitor; whatever else than `expected` the browser complains about fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts, base_url=address
    )
    names = {"language": "django_language"}
    context.add_cookies(
        [
            {"name": names.get(name, f"tongban_{name}"), "value": value, "url": address}
            for name, value in cookies.items()
        ]
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        yield page
    finally:
        context.close()
    assert [text for text in complaints if not (expected and re.search(expected, text))] == []


def flaws(page: Page) -> list[str]:
    """What axe finds, each with the first place."""
    found = Axe().run(page).response["violations"]
    return [f"{flaw['id']}: {flaw['nodes'][0]['html'][:200]}" for flaw in found]


@pytest.mark.parametrize("path", [GUIDE, DESK, "/face/preferences/", "/confirm/", "/refused/"])
@pytest.mark.parametrize(
    ("theme", "language", "width"),
    [("light", "zh-hans", 1280), ("dark", "en", 360), ("contrast", "zh-hans", 360)],
)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, theme: str, language: str, width: int) -> None:
    with visiting(browser, address, width, expected="status of 422", theme=theme, language=language) as page:
        page.goto(path)
        assert flaws(page) == []


@pytest.mark.parametrize("path", [GUIDE, DESK, "/face/preferences/"])
@pytest.mark.parametrize("text", ["normal", "larger"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_phone_never_scrolls_sideways(browser: Browser, address: str, path: str, text: str, language: str) -> None:
    with visiting(browser, address, 360, text=text, language=language) as page:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_first_tab_leads_to_the_main_content(browser: Browser, address: str) -> None:
    with visiting(browser, address, language="en") as page:
        page.goto(DESK)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_every_focus_can_be_seen(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        page.goto(GUIDE)
        unseen = []
        for _press in range(60):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                " return e === document.body || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)"
                " || e.type === 'date' ? '' : e.outerHTML.slice(0, 120) })()"
            )
            unseen += [seen] if seen else []
        assert unseen == []


def test_colours_change_at_once_and_last(browser: Browser, address: str) -> None:
    with visiting(browser, address, language="en") as page:
        page.goto(GUIDE)
        page.fill("#id_resumed-story", "half a sentence")
        with page.expect_response("**/face/preferences/"):
            page.click("header button[name=theme][value=dark]")
        assert page.input_value("#id_resumed-story") == "half a sentence"
        assert page.get_attribute("html", "data-theme") == "dark"
        page.goto(DESK)
        assert page.get_attribute("html", "data-theme") == "dark"


def test_without_scripts_the_switches_work_and_copy_buttons_hide(browser: Browser, address: str) -> None:
    with visiting(browser, address, 360, scripts=False) as page:
        page.goto(GUIDE)
        page.click("header button[name=language][value=en]")
        assert page.get_attribute("html", "lang") == "en"
        assert page.url.endswith(GUIDE)
        assert not page.locator("[data-copy]").first.is_visible()


def test_the_desk_is_worked_with_keys(browser: Browser, address: str) -> None:
    with visiting(browser, address, language="en") as page:
        page.goto(DESK)
        page.keyboard.press("a")
        page.wait_for_url("**#accept")
        page.keyboard.press("g")
        page.keyboard.press("o")
        page.wait_for_url("**#overdue")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.textContent") == "（2026）渝0112民初1240号"
        page.keyboard.press("?")
        listed = page.locator("dialog").inner_text()
        assert "Accept the filing" in listed
        assert flaws(page) == []
        page.keyboard.press("Escape")
        assert not page.locator("dialog").is_visible()


def test_keys_stay_silent_where_a_person_types_or_has_switched_them_off(browser: Browser, address: str) -> None:
    with visiting(browser, address, language="en", keys="off") as page:
        page.goto(DESK)
        page.keyboard.press("a")
        assert not page.url.endswith("#accept")
        assert not page.locator(".key").first.is_visible()


def test_a_chosen_file_shows_size_and_digest_and_a_large_one_is_stopped(browser: Browser, address: str) -> None:
    with visiting(browser, address, language="en") as page:
        page.goto(GUIDE)
        field = page.locator("#id_resumed-evidence")
        field.set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"foo"})
        status = page.locator("[data-upload-status]")
        status.get_by_text("SHA-256 2c26b46b 68ffc68f").wait_for()
        page.evaluate("document.querySelector('#id_resumed-evidence').dataset.limit = '2'")
        field.set_input_files({"name": "b.txt", "mimeType": "text/plain", "buffer": b"foo"})
        status.get_by_text("larger than the limit").wait_for()
        assert field.evaluate("field => field.validity.customError")


@pytest.mark.parametrize("answer", [429, 500, 503])
def test_a_draft_that_a_busy_court_did_not_take_is_sent_again_by_itself(
    browser: Browser, address: str, answer: int
) -> None:
    with visiting(
        browser, address, language="en", expected="responded with a status|Response Status Error|htmx:"
    ) as page:
        sent: list[str] = []

        def reply(route: Route) -> None:
            sent.append(route.request.post_data or "")
            route.fulfill(status=answer if len(sent) == 1 else 204)

        page.route("**/autosave/", reply)
        page.goto(GUIDE)
        page.fill("#id_resumed-claimant", "李华")
        page.press("#id_resumed-claimant", "Tab")
        page.locator("[data-autosave-status]", has_text="Not saved").wait_for()
        page.locator("[data-autosave-status]", has_text="Draft saved at").wait_for()
        assert len(sent) == 2
        assert sent[0] == sent[1]


def test_what_is_typed_back_while_a_saving_is_on_the_way_is_saved_again(browser: Browser, address: str) -> None:
    with visiting(browser, address, language="en", expected="ERR_FAILED|htmx:") as page:
        sent: list[Route] = []

        def reply(route: Route) -> None:
            sent.append(route)
            if len(sent) != 2:  # the second one is on the way for long
                route.fulfill(status=204)

        page.route("**/autosave/", reply)
        page.goto(GUIDE)
        page.fill("#id_resumed-claimant", "李")
        page.press("#id_resumed-claimant", "Tab")
        page.locator("[data-autosave-status]", has_text="Draft saved at").wait_for()
        with page.expect_request("**/autosave/"):
            page.fill("#id_resumed-claimant", "李华")
        with page.expect_request("**/autosave/") as last:
            page.fill("#id_resumed-claimant", "李")
        assert "resumed-claimant=%E6%9D%8E&" in f"{last.value.post_data}&", "the court has what stands there"


@pytest.mark.parametrize(("answer", "text"), [(204, "Draft saved at"), (0, "Not saved")])
def test_a_person_is_told_whether_the_draft_was_saved(browser: Browser, address: str, answer: int, text: str) -> None:
    with visiting(browser, address, language="en", expected="ERR_FAILED|htmx:") as page:
        sent: list[str] = []

        def reply(route: Route) -> None:
            sent.append(route.request.post_data or "")
            route.fulfill(status=answer) if answer else route.abort()

        page.route("**/autosave/", reply)
        page.goto(GUIDE)
        page.fill("#id_resumed-claimant", "李华")
        page.press("#id_resumed-claimant", "Tab")
        page.locator("[data-autosave-status]", has_text=text).wait_for()
        assert "resumed-claimant=" in sent[0]
        assert "csrfmiddlewaretoken=" in sent[0]
        assert "resumed-story" not in sent[0]
