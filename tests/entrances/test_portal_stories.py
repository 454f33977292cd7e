"""The page that takes a story in plain words: what it says in danger, in doubt, and where nothing is told yet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from lxml import html

from tests.builders import House
from tests.entrances.portal_people import browser
from tongban.filing.queries import draft_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def told(house: House, said: str, **more: str) -> html.HtmlElement:
    client = browser(house, house.lin.uid)
    client.cookies["django_language"] = "zh-hans"
    return html.document_fromstring(client.post("/file/", {"said": said, **more}).content)


def starts(page: html.HtmlElement) -> list[str]:
    return [action.split("/")[3] for action in page.xpath("//div[@id='found']//form/@action")]


def test_who_is_in_danger_reads_the_number_before_any_form(house: House) -> None:
    body = told(house, "老公喝了酒拿着刀要杀我，我想离婚").text_content()
    assert "110" in body
    assert body.index("110") < body.index("推荐依据")


def test_a_doubt_is_one_question_with_a_button_for_each_answer(house: House) -> None:
    page = told(house, "在工地上干了两个月，老板说包工头没给钱")
    assert "您给谁干活？" in page.text_content()
    assert set(starts(page)) == {"labour", "service_contract"}


def test_words_that_name_nothing_are_asked_for_more(house: House) -> None:
    assert "看不出是什么纠纷" in told(house, "你好").text_content()
    assert "看不出是什么纠纷" not in told(house, "朋友借钱不还").text_content()


def test_another_procedure_is_begun_at_once_or_from_the_case(house: House) -> None:
    assert starts(told(house, "我想申请支付令")) == ["payment_order"]
    page = told(house, "判决下来半年了，他一分钱没给")
    assert starts(page) == []
    assert "申请执行" in page.text_content()


def test_what_was_told_stands_in_the_form_to_be_checked(house: House) -> None:
    client = browser(house, house.lin.uid)
    client.cookies["django_language"] = "zh-hans"
    address: str = client.post("/file/start/private_lending/", {"said": "表弟借了我两万三，一直不还"}).url
    uid = address.split("/")[2]
    assert draft_of(house.viewer(house.lin.uid), UUID(uid)).answers["loan.amount"] == "23000.00"
    body = client.get(f"/file/{uid}/pages/loan/").content.decode()
    assert "请核对" in body
    client.post(f"/file/{uid}/save/", {"loan.amount": "20000"})
    assert "请核对" not in client.get(f"/file/{uid}/pages/loan/").content.decode()


def test_an_amount_as_people_say_it_tells_the_cost(house: House) -> None:
    """30,000 yuan cost 550, and half of it in the simplified procedure."""
    for said, amount in (("朋友借钱不还", "3w"), ("朋友借了我三万不还", "")):
        assert "275" in told(house, said, amount=amount).text_content()
