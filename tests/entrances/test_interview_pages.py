"""Pages of an interview lead on: by what was told, to what an answer brings, no further than the court can go."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.test import Client
from lxml import html

from tests.builders import House
from tests.entrances.portal_people import browser
from tests.rules.filing_people import credit_code
from tongban.filing.actions.draft import LONGEST_ANSWER
from tongban.filing.queries import draft_of, interview_of
from tongban.people.vocabulary import PersonView
from tongban.portal.forms.filing import prefilled

pytestmark = pytest.mark.django_db
STORY = "他借了我五万块不还"


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def begun(client: Client, interview: str, **sent: str) -> str:
    """The address of a new draft."""
    return str(client.post(f"/file/start/{interview}/", sent).url).split("pages/")[0]


def test_who_told_a_story_finds_it_in_the_form_and_may_change_it(house: House) -> None:
    client = browser(house, house.lin.uid)
    found = client.post("/file/", {"said": STORY}).content.decode()
    assert f'name="said" value="{STORY}"' in found
    draft = begun(client, "private_lending", said=STORY)
    page = client.get(f"{draft}pages/story/").content.decode()
    assert STORY in page
    assert client.post(f"{draft}pages/story/", {"story.text": "去年三月的事。"}).status_code == 302
    kept = draft_of(house.viewer(house.lin.uid), UUID(draft.split("/")[2])).answers
    assert kept["story.text"] == "去年三月的事。"
    assert kept["plaintiff.kind"] == "natural"
    again = begun(client, "divorce")
    assert not {"story.text", "plaintiff.kind"} & set(
        draft_of(house.viewer(house.lin.uid), UUID(again.split("/")[2])).answers
    ), "nothing is put down that was not told or is not asked"


def test_the_paper_is_a_resident_card_until_another_one_is_chosen(house: House) -> None:
    client = browser(house, house.lin.uid)
    address = f"{begun(client, 'sale')}pages/defendant/"
    box = html.document_fromstring(client.get(address).content).xpath("//select[@name='defendant.id_kind']")[0]
    assert box.xpath("option[@selected]/@value") == ["resident"]
    told = {"defendant.kind": "natural", "defendant.name": "JOHN SMITH", "defendant.id_number": "E12345678"}
    told |= {"defendant.where": "here", "defendant.division": "500103", "defendant.address": "示例街2号"}
    refused = client.post(address, told)
    assert refused.status_code == 422
    assert 'href="#id_defendant.id_number"' in refused.content.decode()
    assert client.post(address, told | {"defendant.id_kind": "passport"}).status_code == 302


def test_an_account_fills_in_its_paper_whatever_it_is() -> None:
    about = {"address": "", "division": "", "email": "", "phone": "", "platform": "test", "kind": "natural"}
    firm = PersonView(UUID(int=2), "legal", "示例公司", "credit_code", credit_code(1), "", "", "", "", "test")
    found = prefilled(firm, interview_of("sale"))
    assert found["plaintiff.credit_code"] == credit_code(1)
    assert not {"plaintiff.id_kind", "plaintiff.id_number"} & set(found)
    paper = {"id_kind": "passport", "id_number": "E12345678", "born": date(1990, 1, 1)}
    whom = PersonView(uid=UUID(int=1), name="JOHN SMITH", **about, **paper)  # type: ignore[arg-type]
    found = prefilled(whom, interview_of("sale"))
    told = (found["plaintiff.id_kind"], found["plaintiff.id_number"], found["plaintiff.born"])
    assert told == ("passport", "E12345678", "1990-01-01")


def test_the_reason_of_a_suggestion_is_shown(house: House) -> None:
    client = browser(house, house.lin.uid)
    assert "借了" in client.post("/file/", {"said": STORY}).content.decode().split('id="found"')[1]
    guess = client.post("/file/", {"said": "he does not want to let me out of it"}).content.decode()
    assert "这张表格适用于类似这样的情况" in guess.split('id="found"')[1]


def test_what_an_answer_brings_is_asked_before_the_next_page(house: House) -> None:
    client = browser(house, house.lin.uid)
    address = f"{begun(client, 'sale')}pages/plaintiff/"
    shown = ["plaintiff.kind", "plaintiff.name", "plaintiff.id_number", "plaintiff.phone", "plaintiff.email"]
    shown += ["plaintiff.division", "plaintiff.address", "plaintiff.more"]
    told = {
        "plaintiff.kind": "legal",
        "plaintiff.name": "示例公司",
        "plaintiff.phone": "13800000000",
        "plaintiff.division": "510107",
        "plaintiff.address": "示例路1号",
    }
    sent = client.post(address, told | {"shown": shown})
    assert sent.status_code == 302
    where = urlsplit(sent.url)
    assert (where.path, where.fragment) == (address, "further")
    assert parse_qs(where.query) == {"further": ["plaintiff.credit_code"]}
    page = client.get(sent.url).content.decode()
    assert page.index('id="further"') < page.index('name="plaintiff.credit_code"')
    shown += ["plaintiff.credit_code", "plaintiff.representative"]
    assert client.post(address, told | {"shown": shown}).status_code == 422, "now they are missing"


def test_nobody_is_reproached_for_a_question_that_was_not_there(house: House) -> None:
    client = browser(house, house.lin.uid)
    address = f"{begun(client, 'sale')}pages/plaintiff/"
    shown = ["plaintiff.kind", "plaintiff.name", "plaintiff.id_number"]
    sent = client.post(address, {"plaintiff.kind": "legal", "plaintiff.name": "", "shown": shown})
    body = sent.content.decode()
    assert sent.status_code == 422
    assert 'href="#id_plaintiff.name"' in body
    assert 'href="#id_plaintiff.credit_code"' not in body


def test_what_may_lift_a_bar_is_asked_before_the_bar_is_told(house: House) -> None:
    client = browser(house, house.lin.uid)
    draft = begun(client, "divorce")
    assert client.post(f"{draft}save/", {"marriage.role": "husband"}).status_code == 204
    shown = ["marriage.apart", "marriage.pregnancy", "marriage.damages"]
    asked = client.post(f"{draft}pages/reasons/", {"marriage.pregnancy": "pregnant", "shown": shown})
    assert asked.status_code == 302
    assert parse_qs(urlsplit(asked.url).query) == {"further": ["marriage.necessary"]}
    told = {"marriage.pregnancy": "pregnant", "marriage.necessary": "no", "shown": [*shown, "marriage.necessary"]}
    assert client.post(f"{draft}pages/reasons/", told).status_code == 422
    told["marriage.necessary"] = "yes"
    assert client.post(f"{draft}pages/reasons/", told).status_code == 302


def test_a_story_of_any_length_begins_a_draft(house: House) -> None:
    draft = begun(browser(house, house.lin.uid), "private_lending", said="说" * 9000)
    kept = draft_of(house.viewer(house.lin.uid), UUID(draft.split("/")[2])).answers
    assert kept["story.text"] == "说" * LONGEST_ANSWER


@pytest.mark.parametrize("odd", ["nothing", "<script>", "a" * 5000, "plaintiff.name"])
def test_whatever_stands_in_the_address_the_page_opens(house: House, odd: str) -> None:
    client = browser(house, house.lin.uid)
    page = client.get(f"{begun(client, 'sale')}pages/plaintiff/", {"further": odd})
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().split("<main")[1]


def test_what_the_court_cannot_take_is_told_on_its_page(house: House) -> None:
    client = browser(house, house.lin.uid)
    draft = begun(client, "labour")
    side = {"work.side": "worker", "work.ended": "dismissed", "shown": ["work.side", "work.ended"]}
    assert client.post(f"{draft}pages/side/", side).status_code == 302
    told = client.post(f"{draft}pages/arbitration/", {"arbitration.state": "none", "shown": ["arbitration.state"]})
    assert told.status_code == 422
    body = told.content.decode()
    assert "12333" in body, "who helps is named"
    assert "您已填写的内容会为您保留" in body
    later = {"arbitration.state": "none", "shown": ["arbitration.state"], "later": "yes"}
    assert client.post(f"{draft}pages/arbitration/", later).status_code == 302
    decided = {"arbitration.state": "decided", "shown": ["arbitration.state"]}
    assert client.post(f"{draft}pages/arbitration/", decided).status_code == 302
