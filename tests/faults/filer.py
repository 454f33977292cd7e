"""A person who fills in forms on a phone, on a platform that can be killed, and the four ways of being cut off.

A cut hits everything that is typed on the pages open at that time: one kill and one start serve for all their fields.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.entrances.test_face_browser import CHROMIUM
from tests.faults.platforms import Platform

PASSWORD = "kein wort geht verloren"
HAND = Path(__file__).with_name("filer_hand.py")
WAITING = """() => document.querySelector("[data-unsaved]") !== null
  || Object.keys(localStorage).some(key => key.startsWith("tongban-unsaved"))"""
PHONE = {"width": 360, "height": 740}
_OFFERED = """all => all.flatMap(
  e => e.options ? [...e.options].map(option => option.value) : e.type === "radio" ? [e.value] : [])"""
UNREACHED = "chrome-error"
"""What the address of the browser's own page begins with that says that nothing answers."""
_PATIENCE = 180_000
"""Milliseconds; a platform that was killed comes up among other tests."""
_LAST = 3
"""The turn in which the final answer is typed; before it others are, so that each turn has something to lose."""
_OTHERS = "甲乙丙"

Deed = Callable[[], None]


@dataclass
class Filer:
    """`tabs`: the pages that are open; `page`: the one at which the person looks."""

    browser: Browser
    platform: Platform
    context: BrowserContext = field(init=False)
    tabs: list[Page] = field(init=False)
    page: Page = field(init=False)
    pictures: int = 0

    def begin(self) -> None:
        """A browser that knows nothing yet: the person signs in."""
        self.context = self.browser.new_context(base_url=self.platform.url, viewport=PHONE, locale="en")
        self.context.set_default_timeout(_PATIENCE)
        self.page = self.context.new_page()
        self.tabs = [self.page]
        self.go("/sign-in/login/")
        self.page.fill("input[name=login]", "lin")
        self.page.fill("input[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.click("form[action*='/sign-in/login/'] button[type=submit]")

    def look(self) -> Iterable[Page]:
        """Look at each open page in turn."""
        for page in self.tabs:
            self.page = page
            page.bring_to_front()
            yield page

    def typing(self) -> Iterable[Page]:
        """The same of those in which something is kept as it is typed."""
        return (page for page in self.look() if page.locator("[data-autosave]").count())

    def open(self, addresses: Sequence[str]) -> None:
        """Open these addresses, each in a page of its own; pages that are open already are led there."""
        alive = [page for page in self.tabs if not page.is_closed()]
        for page in alive[len(addresses) :]:
            page.close(run_before_unload=False)
        self.tabs = (alive + [self.context.new_page() for _address in addresses[len(alive) :]])[: len(addresses)]
        for _page, address in zip(self.look(), addresses, strict=True):
            self.go(address)
        self.page = self.tabs[0]

    @property
    def addresses(self) -> list[str]:
        """Where the open pages are."""
        return [page.url for page in self.tabs]

    def go(self, address: str) -> None:
        """Open an address, again and again while the platform is starting."""
        for _attempt in range(480):
            try:
                self.page.goto(address)
            except BrowserError:
                self.page.wait_for_timeout(250)
                continue
            if not self.page.url.startswith(UNREACHED):
                return
        pytest.fail(f"{address} never came")

    def type(self, name: str, value: str) -> None:
        """Answer one question as a person does."""
        target = self.page.locator(f'main [name="{name}"]')
        kind = target.first.evaluate("e => e.tagName + ':' + (e.type || '')").lower()
        if kind.endswith(":checkbox") and target.count() == 1:
            target.check()
        elif kind.endswith((":radio", ":checkbox")):
            self.page.locator(f'main [name="{name}"][value="{value}"]').check()
        elif kind.startswith("select"):
            target.select_option(value)
        elif kind.endswith(":date"):  # its keys follow the language of the browser
            target.fill(value)
        else:
            target.first.fill("")
            target.first.press_sequentially(value)

    def fill(self, told: Mapping[str, str]) -> None:
        """Answer several questions of the page."""
        for name, value in told.items():
            self.type(name, value)

    def other(self, name: str, final: str, turn: int) -> str:
        """What is typed in this turn where `final` is to stand in the end; a choice of one leaves no other."""
        target = self.page.locator(f'main [name="{name}"]')
        offered: list[str] = target.evaluate_all(_OFFERED)
        if turn == _LAST:
            return final
        if offered := [value for value in offered if value]:
            return offered[(offered.index(final) + _LAST - turn) % len(offered)] if final in offered else offered[0]
        if target.first.get_attribute("type") == "date":
            return f"2025-03-0{turn + 1}"
        return _OTHERS[turn] + final

    def answer(self, name: str) -> str | None:
        """What stands in a field of the page."""
        target = self.page.locator(f'main [name="{name}"]')
        kind = target.first.evaluate("e => e.type || ''")
        if kind in {"radio", "checkbox"}:
            chosen = self.page.locator(f'main [name="{name}"]:checked')
            return chosen.first.get_attribute("value") if chosen.count() else None
        return target.first.input_value()

    def answers(self, names: Iterable[str]) -> dict[str, str | None]:
        """What stands in several fields of the page."""
        return {name: self.answer(name) for name in names}

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
        for page in self.typing():
            page.locator("[data-autosave-status]", has_text="Draft saved").first.wait_for()
        for page in self.typing():
            for _attempt in range(600):
                if not page.evaluate(WAITING):
                    break
                page.wait_for_timeout(100)
            else:
                self.fail("something stayed unsaved")

    def not_saved(self) -> None:
        """Wait until each page says that it could not save."""
        for page in self.typing():
            page.locator("[data-autosave-status]", has_text="Not saved yet").first.wait_for()

    def pressed(self, cut: Cut, press: Deed) -> None:
        """On each page `press` is done, and what `cut` cuts, breaks before an answer is there; then all is as before.

        A browser that dies may or may not have sent the form: whoever asks finds what was typed, or what was done.
        """
        addresses, reached = self.addresses, cut in (closed, elsewhere)
        if cut is server:
            self.platform.kill()
        if cut is network:
            self.context.set_offline(True)
        for _page in self.look():
            with contextlib.suppress(BrowserError):
                press()
            if not reached:
                self._broken()
        if cut is server:
            self.platform.start()
        if cut is network:
            self.context.set_offline(False)
        if cut is closed:
            for page in self.tabs:
                page.close(run_before_unload=False)
        if cut is elsewhere:
            self.context.close()
            self.begin()
        self.open(addresses)

    def _broken(self) -> None:
        """Wait until the browser has noticed that nothing answers."""
        for _attempt in range(300):
            if self.page.url.startswith(UNREACHED):
                return
            self.page.wait_for_timeout(50)
        self.fail("the form went somewhere")

    def done(self, event: str) -> int:
        """How often the register says that this was done; a second word is one that the fact holds."""
        name, _, held = event.partition(" ")
        counted = "SELECT count(*) FROM register_entry WHERE event = ? AND body LIKE ?"
        return int(self.platform.rows(counted, name, f"%{held}%")[0][0])

    def fail(self, why: str) -> NoReturn:
        """Say what the person sees."""
        pytest.fail(f"{why}: {self.page.url}\n{self.page.inner_text('main')}")


Cut = Callable[[Filer, Deed], None]


def server(filer: Filer, do: Deed) -> None:
    """The server dies before the answers are typed and comes back afterwards; the pages save by themselves."""
    filer.platform.kill()
    do()
    filer.not_saved()
    filer.platform.start()
    filer.saved()


def network(filer: Filer, do: Deed) -> None:
    """The connection breaks and comes back."""
    filer.context.set_offline(True)
    do()
    filer.not_saved()
    filer.context.set_offline(False)
    filer.saved()


def closed(filer: Filer, do: Deed) -> None:
    """Without connection the pages are closed and opened again: what was typed is put back and saved."""
    addresses = filer.addresses
    filer.context.set_offline(True)
    do()
    filer.not_saved()
    for page in filer.tabs:
        page.close(run_before_unload=False)
    filer.context.set_offline(False)
    filer.open(addresses)
    filer.saved()


def elsewhere(filer: Filer, do: Deed) -> None:
    """The browser dies a moment after the last key; the person goes on with another one."""
    addresses = filer.addresses
    do()
    filer.saved()
    filer.context.close()
    filer.begin()
    filer.open(addresses)


CUTS: tuple[Cut, ...] = (server, network, closed, elsewhere)


@contextmanager
def at_work(folder: Path) -> Iterator[tuple[Filer, dict[str, Any]]]:
    """The person, signed in where filer_hand.py has laid out every form; and what it told of them."""
    platform = Platform(folder / "chongqing", "chongqing", "渝")
    told = platform.hand("forms", PASSWORD, script=HAND)
    platform.start()
    try:
        with sync_playwright() as playwright:
            # Dozens of pages of one site: they share what they would else each hold in memory.
            arguments = [*CHROMIUM["args"], "--renderer-process-limit=2"]
            browser = playwright.chromium.launch(**CHROMIUM | {"args": arguments})
            made = Filer(browser, platform)
            made.begin()
            yield made, told
            browser.close()
    finally:
        platform.kill()
