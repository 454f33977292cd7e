"""In Chromium, by keyboard alone: a clean filing is registered in few keys on few pages, and several at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.acts.bulk import lines, packed, sent
from tests.builders import House
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser as portal_browser
from tests.entrances.test_face_browser import CHROMIUM
from tests.journeys.test_agents_in_a_browser import DESK, PHONE, Visitors, address, seen, session
from tongban.cases.models import Case

__all__ = ["address"]
pytestmark = pytest.mark.once
MOST_KEYS, MOST_PAGES = 12, 3


class Keyboard:
    """Presses keys and counts them, and the pages that they open."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.pages = page, 0, 0
        page.on("domcontentloaded", self._opened)

    def _opened(self, _page: Page) -> None:
        self.pages += 1

    def press(self, *keys: str) -> None:
        """One after the other, on the page that is open."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def onward(self, *keys: str) -> None:
        """The same, until the next page is there."""
        with self.page.expect_navigation(wait_until="load"):
            self.press(*keys)


@pytest.mark.timeout(240)
def test_a_clean_filing_is_looked_through_and_registered_by_twelve_keys_on_three_pages(
    committed_house: House,
    address: str,
) -> None:
    house = committed_house
    house.filing()
    clerk_session = session(signed_in(house, house.clerk.person))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        clerk = Visitors(chromium, address).page(clerk_session, DESK, "en")
        hand = Keyboard(clerk)
        clerk.goto("/desk/")
        hand.onward("j", "Enter")
        assert "the machine has no doubt" in clerk.inner_text("body")
        assert "Look at this:" not in clerk.inner_text("body")
        hand.onward("a")
        shown = clerk.inner_text("main")
        seen(clerk)
        chromium.close()
    assert Case.objects.get().number in shown
    assert hand.keys <= MOST_KEYS
    assert hand.pages <= MOST_PAGES


@pytest.mark.timeout(240)
def test_all_clean_filings_of_a_page_are_registered_by_keyboard(
    committed_house: House,
    address: str,
) -> None:
    house = committed_house
    for amount, story in (("60001", "多次催要。"), ("60002", "多次催要。"), ("60002", "再次起诉。")):
        house.filing(loan__amount=amount, story__text=story)
    clerk_session = session(signed_in(house, house.clerk.person))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        clerk = Visitors(chromium, address).page(clerk_session, DESK, "en")
        hand = Keyboard(clerk)
        clerk.goto("/desk/")
        hand.onward("g", "f")
        seen(clerk)
        hand.onward("x")
        hand.onward("a")
        assert "Registered: 2 of 2" in clerk.inner_text("main")
        seen(clerk)
        chromium.close()
    assert Case.objects.count() == 2
    assert hand.keys <= MOST_KEYS


@pytest.mark.timeout(240)
def test_filing_in_bulk_bars_nobody_on_a_telephone(
    committed_house: House,
    address: str,
) -> None:
    house = committed_house
    rows = lines(2)
    rows[1]["loan.amount"] = "viel"
    batch = sent(house, packed(rows))
    house.work()
    fresh = sent(house, packed(rows), key="k2")
    lin_session = session(portal_browser(house, house.lin.uid))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        lin = Visitors(chromium, address).page(lin_session, PHONE, "zh-hans")
        for path in ("/bulk/", "/bulk/columns/bank/", f"/bulk/{fresh.uid}/", f"/bulk/{batch.uid}/"):
            lin.goto(path)
            seen(lin)
        lin.click('main form button[type="submit"]')
        lin.wait_for_load_state()
        assert "提交中" in lin.inner_text("main")
        chromium.close()
