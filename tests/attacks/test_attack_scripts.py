"""Marked scripts in every text that people write: no page runs them, whoever wrote them and whoever reads them."""

from __future__ import annotations

import re

import pytest

from tests.attacks.crawl import Page, crawl, forms
from tests.attacks.world import WHOLE, World, draw, taken_back
from tests.entrances.canary import BIRD, Flock, planted
from tests.entrances.canary_people import peopled
from tests.entrances.canary_worlds import here

READERS = ("nobody", "plaintiff", "defendant", "clerk", "judge", "president", "another judge", "clerk elsewhere")
MARK = "'\"><script>QZreflectedZQ()</script>"
RAW = re.compile(rb"<script[^>]*>\s*QZ|<script>QZ|javascript:QZ", re.IGNORECASE)
LEADS = re.compile(
    rb"(?:href|src|action|formaction|hx-get|hx-post)\s*=\s*[\"']?\s*(?:javascript|data(?!:image/)|vbscript):",
    re.IGNORECASE,
)
"""Addresses that run something; a picture runs nothing, not even one in SVG."""


class ScriptFlock(Flock):
    """Canaries that are scripts: a page that lets one through runs it."""

    def hatch(self, place: str, *labels: object) -> str:
        """A new one, which the flock still knows by its bare word."""
        bird = super().hatch(place, *labels)  # type: ignore[arg-type]
        return f"'\"><script>{bird}()</script>"


@pytest.fixture
def poisoned(db: None) -> World:
    """A world in whose every free text there is a script."""
    house, _ = here()
    world = peopled(house, Flock())
    flock = ScriptFlock()
    planted(flock)
    world.flock = flock
    return world


def running(page: Page) -> list[str]:
    """Scripts that the page lets through."""
    if not page.is_html:
        return []
    return [f"{page.path}: {found!r}" for found in RAW.findall(page.content) + LEADS.findall(page.content)]


@pytest.mark.timeout(7200 if WHOLE else 1200)
def test_no_page_runs_what_people_wrote(poisoned: World) -> None:
    sung, found = set(), []
    for who in READERS if WHOLE else draw("readers of scripts").sample(READERS, 3):
        for page in crawl(poisoned.browsers[who], each=3 if WHOLE else 2):
            found += [f"{who}: {one}" for one in running(page)]
            found += [f"{who}: {page.path} breaks"] if page.status >= 500 else []
            sung |= set(BIRD.findall(page.content))
    assert found == []
    assert len(sung) > 20, "texts were read, with their scripts made harmless"


@pytest.mark.timeout(7200 if WHOLE else 1200)
@pytest.mark.parametrize("who", READERS[:6] if WHOLE else draw("senders of scripts").sample(READERS[:6], 2))
def test_no_answer_runs_what_was_sent(world: World, who: str) -> None:
    """Every text field of every form, filled with a script and sent; every key of a query, too."""
    found, seen = [], set()
    browser = world.browsers[who]
    for page in list(crawl(browser, each=2)):
        for form in forms(page) if page.status == 200 else ():
            if form.key in seen or not form.texts:
                continue
            seen.add(form.key)
            told = {**form.values, **dict.fromkeys(form.texts, MARK)}
            with taken_back():
                answer = (browser.post if form.method == "post" else browser.get)(form.action, told, follow=True)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            shown = Page(form.action, "", page.path, answer.status_code, dict(answer.headers.items()), content)
            found += running(shown)
            found += [f"{form.action} breaks"] if answer.status_code >= 500 else []
    assert found == []
    assert seen


def test_no_address_is_read_back_as_a_page(world: World) -> None:
    for path in (
        "/verify/{}",
        "/law/causes/{}/",
        "/join/?code={}",
        "/open?q={}",
        "/law/causes/?q={}",
        "/x{}",
        "/ledger/?entry={}",
    ):
        for mark in (MARK, "<img src=x onerror=QZ>", "{{ 7*7 }}QZ", "%3Cscript%3EQZ"):
            answer = world.browsers["nobody"].get(path.format(mark))
            assert not RAW.search(answer.content), path
            assert b"<img src=x" not in answer.content
            assert b"49QZ" not in answer.content
