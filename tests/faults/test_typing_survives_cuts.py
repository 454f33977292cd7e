"""Somebody files on a phone while, at every field and step, the server is killed, the connection breaks, or the browser
is closed: what was typed and what was uploaded is there afterwards.
"""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.builders import answers
from tests.entrances.test_face_browser import CHROMIUM
from tests.faults.platforms import Platform

pytestmark = [pytest.mark.once, pytest.mark.long, pytest.mark.timeout(1200)]

PASSWORD = "kein wort geht verloren"
ZONE_HAND = Path(__file__).with_name("zone_hand.py")
WAITING = """() => document.querySelector("[data-unsaved]") !== null
  || Object.keys(localStorage).some(key => key.startsWith("tongban-unsaved"))"""
PHONE = {"width": 360, "height": 740}
GO_ON = "#answers button[type=submit]:not([name], [form])"
_PAGE = re.compile(r"/file/[^/]+/pages/[^/]+/")


@dataclass
class Filer:
    """A person who files on a phone, on a platform that can be killed."""

    browser: Browser
    platform: Platform
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)
    files: int = 0
    """Questions that were answered by files."""
    pictures: int = 0

    def begin(self) -> None:
        """A browser that knows nothing yet: the person signs in."""
        self.context = self.browser.new_context(base_url=self.platform.url, viewport=PHONE, locale="en")
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.go("/sign-in/login/")
        self.page.fill("input[name=login]", "lin")
        self.page.fill("input[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.click("form[action*='/sign-in/login/'] button[type=submit]")

    def go(self, address: str) -> None:
        """Open an address, again and again while the platform is starting."""
        for _attempt in range(240):
            try:
                self.page.goto(address)
            except BrowserError:
                self.page.wait_for_timeout(500)
                continue
            if not self.page.url.startswith("chrome-error"):
                return
        pytest.fail(f"{address} never came")

    def type(self, name: str, value: str) -> None:
        """Answer one question as a person does."""
        target = self.page.locator(f'[name="{name}"]').first
        kind = target.evaluate("e => e.tagName + ':' + (e.type || '')").lower()
        if kind.endswith((":radio", ":checkbox")):
            self.page.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind.startswith("select"):
            target.select_option(value)
        elif kind.endswith(":date"):  # its keys follow the language of the browser
            target.fill(value)
        else:
            target.fill("")
            target.press_sequentially(value)

    def answer(self, name: str) -> str | None:
        """What stands in a field of the page."""
        target = self.page.locator(f'[name="{name}"]')
        kind = target.first.evaluate("e => e.type || ''")
        if kind in {"radio", "checkbox"}:
            chosen = self.page.locator(f'[name="{name}"]:checked')
            return chosen.first.get_attribute("value") if chosen.count() else None
        return target.first.input_value()

    def names(self, selector: str) -> list[str]:
        """The questions on the page, each once."""
        return self.page.eval_on_selector_all(selector, "all => [...new Set(all.map(e => e.name))]")

    def picture(self) -> FilePayload:
        """A photo of its own."""
        self.pictures += 1
        content = BytesIO()
        Image.new("RGB", (40, 30), (self.pictures, 90, 120)).save(content, "PNG")
        return {"name": f"photo-{self.pictures}.png", "mimeType": "image/png", "buffer": content.getvalue()}

    def saved(self) -> None:
        """Wait until the court has everything: nothing is kept in the browser any more."""
        self.page.locator("[data-autosave-status]", has_text="Draft saved").wait_for()
        for _attempt in range(600):
            if not self.page.evaluate(WAITING):
                return
            self.page.wait_for_timeout(100)
        pytest.fail("something stayed unsaved")

    def not_saved(self) -> None:
        """Wait until the page says that it could not save."""
        self.page.locator("[data-autosave-status]", has_text="Not saved yet").wait_for()


def _server(filer: Filer, do: Callable[[], None]) -> None:
    """The server dies before the answer is typed and comes back afterwards; the page saves by itself."""
    filer.platform.kill()
    do()
    filer.not_saved()
    filer.platform.start()
    filer.saved()


def _network(filer: Filer, do: Callable[[], None]) -> None:
    """The connection breaks and comes back."""
    filer.context.set_offline(True)
    do()
    filer.not_saved()
    filer.context.set_offline(False)
    filer.saved()


def _closed(filer: Filer, do: Callable[[], None]) -> None:
    """Without connection the page is closed and opened again: what was typed is put back and saved."""
    address = filer.page.url
    filer.context.set_offline(True)
    do()
    filer.not_saved()
    filer.page.close(run_before_unload=False)
    filer.context.set_offline(False)
    filer.page = filer.context.new_page()
    filer.page.set_default_timeout(60_000)
    filer.go(address)
    filer.saved()


def _elsewhere(filer: Filer, do: Callable[[], None]) -> None:
    """The browser dies a moment after the last key; the person goes on with another one."""
    address = filer.page.url
    do()
    filer.saved()
    filer.context.close()
    filer.begin()
    filer.go(address)


CUTS = (_server, _network, _closed, _elsewhere)


@pytest.fixture
def filer(tmp_path: Path) -> Iterator[Filer]:
    platform = Platform(tmp_path / "chongqing", "chongqing", "渝")
    subprocess.run([sys.executable, str(ZONE_HAND), PASSWORD], env=platform.env, check=True, capture_output=True)
    platform.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**CHROMIUM)
            made = Filer(browser, platform)
            made.begin()
            yield made
            browser.close()
    finally:
        platform.kill()


# Each field gets each of the cuts in one of the four runs; minutes each, so they belong to `make test-all`.
@pytest.mark.heavy(keep=0)
@pytest.mark.parametrize("first", range(len(CUTS)))
def test_what_was_typed_and_uploaded_survives_a_cut_at_every_field_and_step(filer: Filer, first: int) -> None:
    told, given = answers(), set()
    filer.go("/file/")
    with filer.page.expect_navigation():
        filer.page.eval_on_selector("form[action$='/file/start/private_lending/']", "form => form.requestSubmit()")
    while (found := _PAGE.search(filer.page.url)) is not None:
        here = found.group()
        for name in filer.names("[data-autosave]"):
            if name in told:
                CUTS[(first + len(given)) % len(CUTS)](filer, partial(filer.type, name, told[name]))
                assert filer.answer(name) == told[name], name
                given.add(name)
        for name in filer.names("input[type=file]"):
            _upload(filer, here, name)
        _go_on(filer, here, {name: told[name] for name in filer.names("[data-autosave]") if name in given})
    assert set(told) - given <= {"agreement.kind"}
    (kept,) = filer.platform.rows("SELECT count(*) FROM filing_draftfile")
    assert kept[0] == 2 * filer.files


def _upload(filer: Filer, here: str, name: str) -> None:
    """One file arrives; the server dies while a second is sent; the first is there, and the second is sent anew."""
    first, second = filer.picture(), filer.picture()
    _send(filer, name, first)
    filer.page.get_by_text(first["name"]).first.wait_for()
    filer.platform.kill()
    with contextlib.suppress(BrowserError):  # the error page of the browser
        _send(filer, name, second)
    filer.platform.start()
    filer.go(here)
    filer.page.get_by_text(first["name"]).first.wait_for()
    if not filer.page.get_by_text(second["name"]).count():
        _send(filer, name, second)
    filer.page.get_by_text(second["name"]).first.wait_for()
    filer.files += 1


def _send(filer: Filer, name: str, file: FilePayload) -> None:
    filer.page.set_input_files(f'input[type=file][name="{name}"]', file)
    with filer.page.expect_navigation(timeout=15_000):
        filer.page.locator("section.files", has=filer.page.locator(f'[name="{name}"]')).locator("[name=add]").click()


def _go_on(filer: Filer, here: str, answered: dict[str, str]) -> None:
    """The page is sent while the server is dead; afterwards all answers are there, and the next page comes."""
    filer.platform.kill()
    with contextlib.suppress(BrowserError):  # the error page of the browser
        filer.page.click(GO_ON, timeout=15_000)
        filer.page.wait_for_timeout(1000)
    filer.platform.start()
    filer.go(here)
    assert {name: filer.answer(name) for name in answered} == answered
    with filer.page.expect_navigation():
        filer.page.click(GO_ON)
    assert here not in filer.page.url, filer.page.inner_text("main")
