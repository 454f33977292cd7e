"""The whole story in Chromium: parties in Chinese on a phone, staff in English at a desk; axe finds nothing."""

from __future__ import annotations

import json
import os
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.chromium_hand import ChromiumHand, Crawl
from tongban.cli.demo.cast import sign_in
from tongban.cli.demo.run import play_all
from tongban.cli.demo.stage import CHONGQING, PASSWORD, SICHUAN, PlatformPlan, Stage, free_port
from tongban.wiring.clock import Clock

pytestmark = [pytest.mark.once, pytest.mark.long]
WALKERS = 1
"""How many walk in `make test`."""

CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    "args": ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
}


def _pair_of_ports() -> int:
    """Two neighbouring ports that are free now."""
    while True:
        port = free_port()
        if port + 1 < 65_536:
            return port


def _visitors() -> Iterator[tuple[PlatformPlan, str, str]]:
    """Every account with the language of its people, and a stranger in both languages: platform, login, language."""
    for plan, party in ((CHONGQING, "borrower"), (SICHUAN, "lender")):
        yield from ((plan, "", "zh-hans"), (plan, "", "en"), (plan, party, "zh-hans"))
        yield from ((plan, staff.login, "en") for staff in plan.staff)


def _drawn(visitors: list[tuple[PlatformPlan, str, str]]) -> list[tuple[PlatformPlan, str, str]]:
    """Who walks through all pages afterwards: everybody in `make test-all`, else a few whom TONGBAN_SEED draws."""
    if os.environ.get("TONGBAN_TIER") == "all":
        return visitors
    return random.Random(os.environ.get("TONGBAN_SEED", "0")).sample(visitors, WALKERS)


@pytest.mark.timeout(900)
def test_people_play_the_whole_story_by_their_own_clicks(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "demo", _pair_of_ports(), Clock.wall)
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    crawl = Crawl(pictures)
    try:
        stage.prepare()
        stage.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**CHROMIUM)

            def make(plan: PlatformPlan, language: str) -> ChromiumHand:
                return ChromiumHand(browser, stage.url(plan), language, crawl)

            assert play_all(stage, make, tmp_path / "summary.json", threading.Event())
            for plan, login, language in _drawn(list(_visitors())):
                hand = make(plan, language)
                if login:
                    sign_in(hand, login, PASSWORD)
                hand.walk(("/", "/desk/") if language == "en" else ("/",))
                hand.close()
            browser.close()
    finally:
        stage.stop()
    summary = json.loads((tmp_path / "summary.json").read_text())
    assert len(summary["steps"]) >= 20
    assert all(step["ok"] for step in summary["steps"])
    assert len(crawl.seen) >= 40, "the crawl saw fewer kinds of pages than the story opens"
    assert not crawl.violations, "\n".join(crawl.violations)
