"""A story told before signing in is not told twice, and is shown to nobody who has not said that it is the own."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.builders import House
from tests.entrances.portal_people import account_of, browser
from tongban.filing.queries import draft_of
from tongban.portal.story import PATIENCE, PATIENCE_SHARED
from tongban.wiring.sessions import SessionStore

pytestmark = pytest.mark.django_db
STORY = "他借了我五万块不还"
PASSWORD = "a-long-password-1"
GO_ON, MINE, DROP = "/file/go-on/", "/file/go-on/mine/", "/file/go-on/drop/"


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def told(client: Client) -> str:
    """A stranger tells a story and presses the button of the first form; the address of the sign-in page."""
    page = html.document_fromstring(client.post("/file/", {"said": STORY}).content)
    keep = page.xpath("//form[starts-with(@action, '/file/keep/')]")[0]
    sent = {one.get("name"): one.get("value") for one in keep.xpath(".//input[@name='said']")}
    return str(client.post(keep.get("action"), sent).url)


def sign_in(house: House, client: Client, address: str, person: UUID | None = None) -> str:
    account: Any = account_of(house, person or house.lin.uid)
    there = parse_qs(urlsplit(address).query)["next"][0]
    return str(client.post(reverse("account_login"), {"login": account.login, "password": PASSWORD, "next": there}).url)


def test_who_signs_in_after_telling_finds_the_story_in_the_form(house: House) -> None:
    client = browser(house)
    address = told(client)
    assert "借" not in address
    assert "%" not in parse_qs(urlsplit(address).query)["next"][0], "the story is in no address"
    assert sign_in(house, client, address) == GO_ON
    assert f'href="{GO_ON}"' in client.get("/file/").content.decode(), "whoever went elsewhere first finds it"
    asked = client.get(GO_ON).content.decode()
    assert STORY not in asked
    assert (f'action="{MINE}"' in asked, f'action="{DROP}"' in asked) == (True, True)
    assert client.post(MINE).url == GO_ON
    page = html.document_fromstring(client.get(GO_ON).content)
    assert STORY in page.text_content()
    begin = page.xpath("//form[@action='/file/start/private_lending/']")[0]
    sent = {"said": begin.xpath(".//input[@name='said']/@value")[0]}
    draft = UUID(client.post(begin.get("action"), sent).url.split("/")[2])
    assert draft_of(house.viewer(house.lin.uid), draft).answers["story.text"] == STORY
    assert client.get(GO_ON).url == "/file/", "it has become a draft"


def test_the_story_moves_to_a_new_session_and_the_old_one_opens_nothing(house: House) -> None:
    client = browser(house)
    address = told(client)
    before = client.session.session_key
    sign_in(house, client, address)
    assert client.session.session_key != before
    assert STORY in client.post(MINE, follow=True).content.decode()
    assert not SessionStore(before).exists(before)
    other = browser(house, house.zhou.uid)
    assert other.get(GO_ON).url == "/file/"
    thief = browser(house)
    thief.cookies[configured.SESSION_COOKIE_NAME] = before
    assert STORY not in thief.post(MINE, follow=True).content.decode()


def test_it_is_the_first_person_s_and_nobody_else_s_in_the_same_browser(house: House) -> None:
    client = browser(house)
    sign_in(house, client, told(client))
    assert STORY in client.post(MINE, follow=True).content.decode()
    kept = client.session["story"]
    client.force_login(account_of(house, house.zhou.uid))  # type: ignore[arg-type]
    assert client.get(GO_ON).url == "/file/"
    session = client.session
    session["story"] = kept
    session.save()
    assert STORY not in client.post(MINE, follow=True).content.decode(), "a clerk sits beside one person after another"
    assert "story" not in client.session


def test_who_did_not_tell_it_is_shown_nothing_and_throws_it_away(house: House) -> None:
    """At a screen of the court's hall somebody tells a story and leaves; somebody else signs in."""
    client = browser(house)
    sign_in(house, client, told(client), house.zhou.uid)
    for page in ("/file/", GO_ON, "/"):
        assert STORY not in client.get(page).content.decode(), page
    assert client.post(DROP).url == "/file/"
    assert "story" not in client.session
    assert f'href="{GO_ON}"' not in client.get("/file/").content.decode()


def test_it_is_offered_no_more_once_the_browser_was_closed(house: House) -> None:
    client = browser(house)
    address = told(client)
    assert not client.cookies[configured.TONGBAN_STORY_COOKIE]["max-age"]
    del client.cookies[configured.TONGBAN_STORY_COOKIE]
    sign_in(house, client, address)
    assert f'href="{GO_ON}"' not in client.get("/file/").content.decode()
    assert STORY not in client.post(MINE, follow=True).content.decode()


def test_it_is_kept_for_minutes_in_a_browser_that_several_use(house: House) -> None:
    client = browser(house)
    assert "no-store" not in client.post("/file/", {"said": STORY}).get("Cache-Control", "")
    for person in (house.lin.uid, house.zhou.uid):
        sign_in(house, client, "/?next=/", person)
        client.post(reverse("account_logout"))
    shown = client.post("/file/", {"said": STORY})
    assert f"{PATIENCE_SHARED // 60} 分钟" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"], "nobody reads it by going back"
    address = told(client)
    house.clock.forward(seconds=PATIENCE_SHARED + 1)
    sign_in(house, client, address)
    assert client.get(GO_ON).url == "/file/"


def test_it_is_kept_for_half_an_hour_and_thrown_away_with_one_press(house: House) -> None:
    client = browser(house)
    address = told(client)
    house.clock.forward(seconds=PATIENCE + 1)
    sign_in(house, client, address)
    assert client.get(GO_ON).url == "/file/"
    address = told_again(client)
    assert address == GO_ON
    assert STORY in client.get(GO_ON).content.decode()
    assert client.post(DROP).url == "/file/"
    assert client.get(GO_ON).url == "/file/"


def told_again(client: Client) -> str:
    return str(client.post("/file/keep/private_lending/", {"said": STORY}).url)


@pytest.mark.parametrize(
    ("form", "said", "status"), [("nothing", STORY, 404), ("sale", "", 302), ("sale", "说" * 2001, 302)]
)
def test_what_is_no_story_or_no_form_is_not_kept(house: House, form: str, said: str, status: int) -> None:
    client = browser(house)
    assert client.post(f"/file/keep/{form}/", {"said": said}).status_code == status
    assert "story" not in client.session
