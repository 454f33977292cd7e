"""A party chooses among seven languages, staff between two; a translation says what it is worth."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from lxml import html

from tests.builders import House
from tests.entrances.portal_people import browser

pytestmark = pytest.mark.django_db
NAMES = ["简体中文", "繁體中文", "English", "Tiếng Việt", "Español", "Русский", "Кыргызча"]


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def page(client: Client, address: str, language: str = "") -> html.HtmlElement:
    if language:
        client.cookies["django_language"] = language
    return html.document_fromstring(client.get(address).content)


def offered(root: html.HtmlElement) -> list[str]:
    return [button.text for button in root.xpath("//header//button[@name='language']")]


@pytest.mark.parametrize(
    ("language", "tag", "said"),
    [
        ("en", "en", "article 273"),
        ("vi", "vi", "Điều 273"),
        ("es", "es", "art. 273"),
        ("ru", "ru", "ст. 273"),
        ("ky", "ky", "273-берене"),
    ],
)
def test_a_foreign_page_says_that_the_chinese_text_governs(house: House, language: str, tag: str, said: str) -> None:
    client = browser(house, house.lin.uid)
    for address in ("/", "/file/", f"/file/{house.draft().uid}/court/", "/law/fees/", "/nowhere/"):
        root = page(client, address, language)
        assert root.get("lang") == tag
        assert said in root.xpath("//p[@class='translated']")[0].text, address


def test_a_page_in_simplified_chinese_is_no_translation(house: House) -> None:
    root = page(browser(house), "/", "zh-hans")
    assert root.get("lang") == "zh-Hans"
    assert root.xpath("//p[@class='translated']") == []


def test_a_page_in_traditional_characters_says_that_the_simplified_text_governs(house: House) -> None:
    root = page(browser(house), "/", "zh-hant")
    assert root.get("lang") == "zh-Hant"
    (said,) = root.xpath("//p[@class='translated']")
    assert "以簡體中文文本為準" in said.text


def test_the_switch_names_every_language_in_itself_and_the_choice_lasts(house: House) -> None:
    client = browser(house)
    assert offered(page(client, "/")) == NAMES
    client.post("/face/preferences/", {"language": "ky", "next": "/"})
    assert page(client, "/join/").get("lang") == "ky"
    pressed = page(client, "/").xpath("//header//button[@name='language'][@aria-pressed='true']")
    assert [button.get("lang") for button in pressed] == ["ky"]


@pytest.mark.parametrize(("wanted", "spoken"), [("ru", "en"), ("vi", "en"), ("zh-hant", "zh-Hans"), ("en", "en")])
def test_staff_work_in_chinese_or_english_alone(house: House, wanted: str, spoken: str) -> None:
    client = browser(house, house.clerk.person)
    root = page(client, "/desk/", wanted)
    assert root.get("lang") == spoken
    assert offered(root) == ["简体中文", "English"]
    assert root.xpath("//p[@class='translated']") == []
    assert page(client, "/").get("lang").lower() == wanted, "the choice itself is kept for parties' pages"


@pytest.mark.parametrize(
    ("asked", "spoken"), [("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("ru-KZ", "ru"), ("th", "zh-Hans")]
)
def test_the_browser_is_asked_when_nobody_chose(house: House, asked: str, spoken: str) -> None:
    del house
    assert page(Client(headers={"accept-language": asked}), "/").get("lang") == spoken


@pytest.mark.parametrize("language", ["vi", "es", "ru", "ky"])
def test_no_chinese_words_slip_into_the_pages_that_everybody_opens(house: House, language: str) -> None:
    """Names stay Chinese: of the platform, of languages, and in what is marked as Chinese."""
    client = browser(house)
    everybody = ("/", "/sign-in/login/", "/join/", "/verify/", "/file/", "/law/", "/open", "/face/preferences/")
    for address in (*everybody, "/nowhere/"):
        root = page(client, address, language)
        for marked in root.xpath("//*[@lang='zh-Hans' or @lang='zh-hans' or @lang='zh-hant'] | //script | //style"):
            marked.text = ""
        texts = root.xpath(
            "//body//text() | //body//@placeholder | //body//@aria-label | //body//@title | //title/text()"
        )
        assert [text for text in texts if re.search("[一-鿿]", text.replace("通办", ""))] == [], address


def test_every_question_of_a_form_is_asked_in_every_language_in_which_it_is_named(house: House) -> None:
    """Forms that are not yet named in other languages than Chinese and English are asked in these."""
    from django.conf import settings

    from tests.architecture.test_languages import in_traditional
    from tongban.filing.queries import interviews_offered

    every = {code for code, _name in settings.LANGUAGES}
    assert any(set(interview.title) == every for interview in interviews_offered())
    for interview in interviews_offered():
        codes = set(interview.title)
        for page_ in interview.pages:
            told = [page_.title, *(question.label for question in page_.questions)]
            assert all(codes <= set(texts) for texts in told), page_.id
            both = [t for t in told if "zh-hant" in t]
            assert [t["zh-hant"] for t in both] == in_traditional([t["zh-hans"] for t in both])
