"""In Chromium at 360 pixels, by keyboard alone: each kind of dispute from a story in own words to an accepted case."""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from wsgiref.simple_server import WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from tests.builders import House, furnish, picture
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser as portal_browser
from tests.entrances.test_face_browser import CHROMIUM, Quiet
from tests.entrances.test_interviews_filed import MOST_ANSWERS, life, story
from tests.journeys.keys_alone import At, KeysAlone
from tests.journeys.test_agents_in_a_browser import DESK, PHONE, Visitors, seen, session
from tests.plugins.databases import own_database
from tongban.cases.models import Case
from tongban.filing.models import Filing
from tongban.filing.rules.interview import interviews

pytestmark = pytest.mark.once
LANGUAGES = {"zh-hans": "zh-CN", "en": "en-US"}
"""Of the pages, and of the browser."""
BEGINS = re.compile(r"/file/start/(\w+)/")
_stories = itertools.count()


@pytest.fixture(scope="module")
def transactional_db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """One database for all that is filed here."""
    with own_database(django_db_blocker, tmp_path_factory.mktemp("sixteen")):
        yield


@dataclass
class World:
    """A platform with its server, a browser, and who has signed in."""

    house: House
    chromium: Browser
    visitors: Visitors
    lin: str
    clerks: dict[str, str]
    """By court."""
    looked: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def world(transactional_db: None) -> Iterator[World]:
    """Made once: the server is a thread of this process."""
    house = furnish()
    with override_settings(TONGBAN_CLOCK=house.clock), sync_playwright() as playwright:
        handler = StaticFilesHandler(WSGIHandler())
        server: WSGIServer = make_server("127.0.0.1", 0, handler, handler_class=Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        chromium = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
        clerks = {"渝0103": house.clerk, "川0107": house.wuhou_clerk}
        yield World(
            house,
            chromium,
            Visitors(chromium, f"http://127.0.0.1:{server.server_port}"),
            session(portal_browser(house, house.lin.uid)),
            {court: session(signed_in(house, clerk.person)) for court, clerk in clerks.items()},
        )
        chromium.close()
        server.shutdown()
        server.server_close()
        thread.join()


def begins(at: At) -> bool:
    return BEGINS.fullmatch(at["action"]) is not None and at["tag"] == "button"


@pytest.mark.heavy(keep=2)
@pytest.mark.timeout(240)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("interview", sorted(interviews()))
def test_a_story_becomes_an_accepted_case_by_keys_alone(
    world: World, tmp_path: Path, interview: str, language: str
) -> None:
    filed = set(Filing.objects.values_list("uid", flat=True))
    person = somebody(world, tmp_path, interview, language)
    begin(person, interview)
    while "/pages/" in person.path:
        person.fill_page()
    choose_court(person, world)
    hand_in(person)
    assert len(person.given) <= MOST_ANSWERS, sorted(person.given)
    filing = Filing.objects.exclude(uid__in=filed).get()
    assert filing.interview == interview
    accept(world, filing, language)
    number = Case.objects.get(uid=filing.of_case).number
    person.page.reload()
    person.forward(lambda at: at["href"] == f"/cases/{filing.of_case}/")
    person.enter()
    assert number in person.page.inner_text("main")
    person.page.context.close()


def somebody(world: World, folder: Path, interview: str, language: str) -> KeysAlone:
    """Lin at the first page, with a story that somebody told, and other ones in other runs of this process."""
    page = world.visitors.page(world.lin, PHONE, language)
    page.goto("/file/")

    def paper() -> Path:
        file = folder / f"{len(list(folder.iterdir()))}.png"
        file.write_bytes(picture().read())
        return file

    day = timezone.localtime(world.house.at).date()
    said = story(interview, language, next(_stories))
    told = life(interview, day) | {"said": said, "amount": "30000"}
    return KeysAlone(page, language, day, world.looked, told, paper)


def begin(person: KeysAlone, interview: str) -> None:
    """Tell the story and take the first form that is proposed."""
    person.look()
    person.forward(lambda at: at["type"] == "submit" and not begins(at))
    person.enter()
    person.given -= {"said", "amount"}
    first = person.forward(begins)
    assert first["action"] == f"/file/start/{interview}/", "the first form that is proposed is the one that fits"
    person.given.add("the kind of dispute")
    person.enter()


def choose_court(person: KeysAlone, world: World) -> None:
    """The court, where there is a choice; else on to the answers."""
    offered = person.page.locator("input[name=court]").evaluate_all("all => all.map(one => one.value)")
    person.told = {"court": next((court for court in offered if court in world.clerks), "")}
    person.forward(lambda at: at["href"].endswith("/check/") or (at["type"] == "submit" and bool(offered)))
    person.enter()


def hand_in(person: KeysAlone) -> None:
    """Read all answers and hand in."""
    assert not person.at()["errors"], person.page.inner_text("main")
    person.forward(lambda at: at["name"] == "confirmed")
    person.enter()


def accept(world: World, filing: Filing, language: str) -> None:
    """The clerk goes to the queue, to the filing in it, and registers it."""
    clerk = world.visitors.page(world.clerks[filing.court], DESK, language)
    clerk.goto("/desk/")
    keys = clerk.keyboard
    with clerk.expect_navigation():
        keys.press("g")
        keys.press("f")
    for _row in range(len(interviews())):
        keys.press("j")
        if str(filing.uid) in clerk.evaluate("document.activeElement.href"):
            break
    for key in ("Enter", "a"):
        with clerk.expect_navigation(wait_until="load"):
            keys.press(key)
        seen(clerk)
    clerk.context.close()
    filing.refresh_from_db()
