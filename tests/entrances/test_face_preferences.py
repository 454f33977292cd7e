"""Language, text size and colours are one press away, work without scripts, and send nobody astray."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html

from tests.entrances.face_site import site  # noqa: F401 - a fixture

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("site")]

PAGE = "/face/styleguide/"
SWITCH = "/face/preferences/"


def root(client: Client, page: str = PAGE) -> html.HtmlElement:
    return html.document_fromstring(client.get(page).content)


@pytest.mark.parametrize(
    ("name", "value", "attribute"),
    [
        ("text", "larger", "data-text"),
        ("theme", "contrast", "data-theme"),
        ("keys", "off", "data-keys"),
        ("language", "en", "lang"),
    ],
)
def test_one_press_changes_the_page_and_comes_back_to_it(name: str, value: str, attribute: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert root(client).get(attribute) != value
    answer = client.post(SWITCH, {name: value, "next": PAGE})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert root(client).get(attribute) == value


def test_every_page_carries_the_switches(client: Client) -> None:
    names = {"language", "text", "theme"}
    for page in (PAGE, "/face/styleguide/desk/", "/nowhere/", "/confirm/"):
        assert names <= set(root(client, page).xpath("//form[@data-preferences]//button/@name")), page


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "/\\elsewhere", ""]
)
def test_a_switch_never_leads_to_another_site(client: Client, away: str) -> None:
    assert client.post(SWITCH, {"text": "large", "next": away})["Location"] == SWITCH


def test_an_unknown_value_changes_nothing(client: Client) -> None:
    answer = client.post(SWITCH, {"text": "huge", "theme": "<b>", "language": "xx"})
    assert not answer.cookies
    client.cookies["tongban_theme"] = "nonsense"
    assert root(client).get("data-theme") == "auto"


def test_another_site_cannot_switch(client: Client) -> None:
    answer = client.post(SWITCH, {"language": "en"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not answer.cookies


def test_a_page_without_forms_of_its_own_stays_cacheable(client: Client) -> None:
    answer = client.get(SWITCH)
    assert "csrftoken" not in answer.cookies


def test_a_demonstration_says_that_it_has_no_legal_effect(client: Client, settings: object) -> None:
    assert "演示 · 无法律效力" in client.get(SWITCH).content.decode()
    settings.TONGBAN_PRODUCTION = True  # type: ignore[attr-defined]
    assert "演示" not in client.get(SWITCH).content.decode()


def test_the_style_guide_is_not_shown_in_production(client: Client, settings: object) -> None:
    settings.TONGBAN_PRODUCTION = True  # type: ignore[attr-defined]
    assert client.get(PAGE).status_code == 404
    assert client.get("/face/styleguide/desk/").status_code == 404
