"""A person's hand in a real browser: the same story as over plain HTTP, with Chromium's clicks, axe on every page."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from playwright.sync_api import Error as BrowserError

from tongban.cli.demo.hand import Interrupted, NotOnPage

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
_VARYING = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|\d+")


class Crawl:
    """What axe found on every kind of page that any hand has opened, and how each looked."""

    def __init__(self, pictures: Path) -> None:
        self.pictures = pictures
        self.seen: set[str] = set()
        self.opened: dict[int, set[str]] = {}
        """By width, the kinds of address that a walk has opened."""
        self.violations: list[str] = []
        self.axe = Axe()

    def look(self, page: Page, width: int) -> None:
        """Check each kind of page once per width."""
        kind = f"{width}{_VARYING.sub('*', urlsplit(page.url).path)}|{_VARYING.sub('*', page.title())}"
        if kind in self.seen or not page.url.startswith("http"):
            return
        self.seen.add(kind)
        found = self.axe.run(page).response["violations"]
        self.violations += [f"{kind}: {v['id']}: {v['help']}: {json.dumps(v['nodes'][0]['html'])[:200]}" for v in found]
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
        if wide:
            self.violations.append(f"{kind}: scrolls sideways")
        if os.environ.get("TONGBAN_TIER") == "all":
            page.screenshot(path=str(self.pictures / f"{len(self.seen):03}-{width}.png"), full_page=True)


def _view(path: str) -> str:
    """The name of the page at this address; the address itself where there is none, so that it is looked at."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def _unfold(target: Locator) -> None:
    """Open what the element is folded into, as a person would."""
    for fold in target.locator("xpath=ancestor::details[not(@open)]").all():
        fold.locator("> summary").click()


class ChromiumHand:
    """See `tongban.cli.demo.hand.Hand`. Parties use a phone, staff a desk's screen."""

    def __init__(self, browser: Browser, base: str, language: str, crawl: Crawl) -> None:
        size = DESK if language.startswith("en") else PHONE
        self.base, self.crawl, self.width = base, crawl, size["width"]
        self.context: BrowserContext = browser.new_context(base_url=base, viewport=size, locale=language)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)

    def go(self, address: str) -> None:
        """See `Hand.go`."""
        for attempt in range(60):
            try:
                self.page.goto(urljoin(self.base, address))
                break
            except BrowserError:
                if attempt == 59:
                    raise
                self.page.wait_for_timeout(500)
        self._arrived()

    def fill(self, name: str, value: str) -> None:
        """See `Hand.fill`."""
        fields = self.page.locator(f'input[name="{name}"], select[name="{name}"], textarea[name="{name}"]')
        if not fields.count():
            self._missing(f"a field {name}")
        first = fields.first
        tag = first.evaluate("e => e.tagName + ':' + (e.type || '')").lower()
        _unfold(first)
        if tag.endswith((":radio", ":checkbox")):
            exact = self.page.locator(f'input[name="{name}"][value="{value}"]')
            (exact if exact.count() else first).check()
        elif tag.startswith("select"):
            first.select_option(value)
        else:
            first.fill(value)

    def offered(self, name: str) -> list[str]:
        """See `Hand.offered`."""
        boxes = self.page.locator(f'input[name="{name}"], select[name="{name}"] option')
        return [value for box in boxes.all() if (value := box.get_attribute("value"))]

    def attach(self, name: str, *files: Path) -> None:
        """See `Hand.attach`."""
        self.page.locator(f'input[type=file][name="{name}"]').set_input_files([str(file) for file in files])

    def press(self, selector: str) -> None:
        """See `Hand.press`."""
        target = self.page.locator(selector).first
        if not self.page.locator(selector).count():
            self._missing(selector)
        _unfold(target)
        in_place = target.evaluate("e => !!(e.form && e.form.hasAttribute('hx-post'))")
        if in_place:
            with self.page.expect_response(lambda answer: answer.request.method == "POST"):
                target.click()
            self._arrived()
            return
        try:
            with self.page.expect_navigation():
                target.click()
        except BrowserError as error:
            if "ERR_CONNECTION" in str(error) or "ERR_EMPTY" in str(error):
                raise Interrupted(str(error)) from error
            raise
        if self.page.url.startswith("chrome-error"):
            raise Interrupted(selector)
        self._arrived()

    def has(self, selector: str) -> bool:
        """See `Hand.has`."""
        return self.page.locator(selector).count() > 0

    def shows(self, text: str) -> bool:
        """See `Hand.shows`."""
        return text in " ".join(self.page.locator("body").inner_text().split())

    def text(self, selector: str) -> str:
        """See `Hand.text`."""
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def links(self, selector: str) -> list[str]:
        """See `Hand.links`."""
        found = self.page.locator(selector).evaluate_all("links => links.map(link => link.href)")
        return list(dict.fromkeys(found))

    def address(self) -> str:
        """See `Hand.address`."""
        return self.page.url

    def download(self, selector: str) -> bytes:
        """See `Hand.download`."""
        href = self.page.locator(selector).first.get_attribute("href")
        return self.context.request.get(urljoin(self.page.url, href or "")).body()

    def close(self) -> None:
        """See `Hand.close`."""
        self.context.close()

    def walk(self, starts: tuple[str, ...]) -> None:
        """Follow every link from `starts` and look at one page of each kind, also where the story does not lead.

        What another visitor with the same screen has opened is not opened again.
        """
        waiting = [urljoin(self.base, start) for start in starts]
        known = self.crawl.opened.setdefault(self.width, set())
        known.difference_update(_view(urlsplit(address).path) for address in waiting)
        while waiting:
            address = waiting.pop(0).partition("#")[0]
            kind = _view(urlsplit(address).path)
            if kind in known or not address.startswith(self.base) or "logout" in address:
                continue
            known.add(kind)
            answer = self.context.request.get(address)
            assert answer.status < 500, f"{address} answered {answer.status}"
            kept = answer.headers.get("content-disposition", "").startswith("attachment")
            if kept or not answer.headers["content-type"].startswith("text/html"):
                continue
            self.page.goto(address)
            self._arrived()
            waiting += self.page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")

    def _arrived(self) -> None:
        self.page.wait_for_load_state("load")
        self.crawl.look(self.page, self.width)

    def _missing(self, what: str) -> None:
        shown = " ".join(self.page.locator("body").inner_text().split())[:600]
        message = f"{self.page.url} does not offer {what}. It shows: {shown}"
        raise NotOnPage(message)
