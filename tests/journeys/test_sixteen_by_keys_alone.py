"""In Chromium at 360 pixels, by keyboard alone: each kind of dispute from a story in own words to an accepted case."""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from wsgiref.simple_server import WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import sync_playwright
from pytest_django import DjangoDbBlocker

from tests.builders import furnish, picture
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import browser as portal_browser
from tests.entrances.test_face_browser import CHROMIUM, Quiet
from tests.entrances.test_interviews_filed import MOST_ANSWERS, life
from tests.journeys.keys_alone import KeysAlone
from tests.journeys.test_agents_in_a_browser import DESK, PHONE, Visitors, session
from tests.plugins.databases import own_database
from tests.rules.held_out import stories_of
from tongban.courts.queries import court_name
from tongban.filing.rules.interview import interviews

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def transactional_db(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """One database for all that is filed here."""
    with own_database(django_db_blocker, tmp_path_factory.mktemp("sixteen")):
        yield


@dataclass
class World:
    """A platform with its server and a browser, and who has signed in."""

    visitors: Visitors
    day: date
    lin: str
    clerks: dict[str, tuple[str, str]]
    """By code of the court: its name, and the session of its clerk."""
    looked: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def world(transactional_db: None) -> Iterator[World]:
    """Made once: the server is a thread of this process. While the browser lives this thread may ask no database."""
    house = furnish()
    with override_settings(TONGBAN_CLOCK=house.clock):
        day = timezone.localtime(house.at).date()
        lin = session(portal_browser(house, house.lin.uid))
        clerks = {
            by.court: (court_name(by.court, day), session(signed_in(house, by.person)))
            for by in (house.clerk, house.wuhou_clerk)
        }
        handler = StaticFilesHandler(WSGIHandler())
        server: WSGIServer = make_server("127.0.0.1", 0, handler, handler_class=Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(**CHROMIUM)  # type: ignore[arg-type]
            yield World(Visitors(chromium, f"http://127.0.0.1:{server.server_port}"), day, lin, clerks)
            chromium.close()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.heavy(keep=1)
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("interview", sorted(interviews()))
def test_a_story_becomes_an_accepted_case_by_keys_alone(
    world: World, tmp_path: Path, interview: str, language: str
) -> None:
    person = somebody(world, tmp_path, interview, language)
    begin(person, interview)
    while "/pages/" in person.path:
        person.fill_page()
    choose_court(person, world)
    assert not person.at()["errors"], person.page.inner_text("main")
    person.forward(lambda at: at["name"] == "confirmed")
    person.enter()
    assert len(person.given) <= MOST_ANSWERS, sorted(person.given)
    assert not person.path.endswith("/hand-in/"), person.page.inner_text("main")
    number = accepted(world, person)
    person.page.reload()
    person.forward(lambda at: at["href"].startswith("/cases/"))
    person.enter()
    assert number in person.page.inner_text("main")
    person.page.context.close()


def somebody(world: World, folder: Path, interview: str, language: str) -> KeysAlone:
    """Lin at the first page, with a story after which no word was chosen: with each seed another one."""
    page = world.visitors.page(world.lin, PHONE, language)

    def paper() -> Path:
        file = folder / f"{len(list(folder.iterdir()))}.png"
        file.write_bytes(picture().read())
        return file

    draw = random.Random(f"{os.environ.get('TONGBAN_SEED', '0')}:{interview}:{language}")
    said = draw.choice(stories_of(interview, language))
    told = life(interview, world.day) | {"said": said, "amount": "30000"}
    if language == "en":  # the same suit in two languages would be filed twice (CPL 127(5))
        told["defendant.name"] = "何文静"
    person = KeysAlone(page, language, world.day, world.looked, told, paper)
    page.goto("/file/")
    return person


def begin(person: KeysAlone, interview: str) -> None:
    """Tell the story, and take the form that fits: among those that are proposed, or else from the list of all."""
    person.look()
    person.forward(lambda at: at["type"] == "submit" and not at["action"].startswith("/file/start/"))
    person.enter()
    person.given -= {"said", "amount"}
    person.forward(lambda at: at["type"] == "submit" and at["action"] == f"/file/start/{interview}/")
    person.given.add("the kind of dispute")
    person.enter()


def choose_court(person: KeysAlone, world: World) -> None:
    """The court, where there is a choice; else on to the answers."""
    offered = person.page.locator("input[name=court]").evaluate_all("all => all.map(one => one.value)")
    person.told = {"court": next((court for court in offered if court in world.clerks), "")}
    person.forward(lambda at: at["href"].endswith("/check/") or person.sends(at))
    person.enter()


def accepted(world: World, person: KeysAlone) -> str:
    """The clerk goes to the queue, to the filing in it, and registers it; the number of the case."""
    said, filing = person.page.inner_text("main"), person.path.strip("/").rpartition("/")[2]
    clerk_session = next(kept for name, kept in world.clerks.values() if name in said)
    page = world.visitors.page(clerk_session, DESK, person.language)
    clerk = KeysAlone(page, person.language, world.day, world.looked, {}, Path)
    page.goto("/desk/")
    clerk.onward("g", "f")
    for _row in range(len(interviews())):
        clerk.press("j")
        if filing in clerk.at()["href"]:
            break
    else:
        raise AssertionError(f"{filing} is not in the queue")
    for key in ("Enter", "a"):
        clerk.onward(key)
        clerk.look(walk=False)
    number = page.inner_text("main .big")
    page.context.close()
    return number
