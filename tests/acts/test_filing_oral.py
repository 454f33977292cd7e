"""At the counter a person tells a complaint: the clerk takes it down, reads it aloud, and it is on record as oral."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.builders import WUHOU, House, refused, staff
from tests.entrances.portal_people import browser
from tests.rules.test_documents_papers import words
from tongban.cooperation.actions.correct import begin_correction
from tongban.documents.actions.blobs import read_blob
from tongban.documents.actions.paper import render
from tongban.documents.models import Document
from tongban.filing.actions.decide import ask_correction
from tongban.filing.models import Filing
from tongban.kernel.actor import Actor
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def at_the_counter(house: House, helper: Actor) -> Client:
    """The browser of somebody at the counter who works beside Lin."""
    client = browser(house, helper.person)
    client.get("/desk/")
    assert client.post(f"/desk/counter/{house.lin.uid}/help").status_code == 302
    return client


def test_the_record_takes_the_place_of_the_complaint_and_names_clerk_and_way(house: House) -> None:
    draft = house.read_aloud(house.draft(), oral__way="marked")
    uid = house.hand_in(draft, helper=house.wuhou_clerk).filing
    row = Filing.objects.get(uid=uid)
    paper = Document.objects.get(subject=uid, kind="complaint")
    assert paper.title == "口头起诉笔录"
    told = json.loads(paper.data)
    assert (told["way"], told["place"]) == ("按指印", "四川省成都市武侯区人民法院立案窗口")
    assert told["clerk"]
    assert (told["signer"], told["medium"]) == ("林晓梅", "打印的纸质笔录")
    assert row.answers["oral.court"] == "川0107"
    noted = Entry.objects.get(event="oral_complaint_recorded")
    said, who = json.loads(noted.body), json.loads(noted.actor)
    assert (said["way"], said["court"], said["medium"]) == ("marked", "川0107", "paper")
    assert "林晓梅" not in noted.body
    assert who["helper"] == str(house.wuhou_clerk.person)


def test_the_record_shows_how_the_sum_comes_about_like_the_typed_form(house: House) -> None:
    interest = {"loan__interest": "agreed", "loan__rate": "6"}
    oral = house.read_aloud(house.draft(**interest))
    typed = house.filing(**interest, loan__amount="186600")
    uid = house.hand_in(oral, helper=house.wuhou_clerk).filing
    papers = [Document.objects.get(subject=one, kind="complaint") for one in (uid, typed)]
    told, other = (json.loads(one.data)["schedule"] for one in papers)
    assert len(told) > 1
    assert [line | {"amount": ""} for line in told] == [line | {"amount": ""} for line in other]
    assert told[0]["amount"] == {"amount": "186500.00", "currency": "CNY"}
    assert told[1]["rate"] == "6"
    text = "".join(words(read_blob(render(papers[0].uid).kept.sha256)).split())
    assert "金额计算清单" in text
    assert "年利率6%" in text


def test_nobody_alone_and_no_other_helper_files_orally(house: House) -> None:
    draft = house.read_aloud(house.draft())
    with refused("filing.oral_at_counter"):
        house.hand_in(draft)
    with refused("filing.oral_at_counter"):
        house.hand_in(draft, helper=house.judge)
    with refused("filing.oral_at_counter"):
        house.hand_in(draft, helper=replace(house.clerk, court="川0107"))
    with refused("filing.oral_way_unknown"):
        house.hand_in(house.draft(oral__way="spoken"), helper=house.wuhou_clerk)
    assert not Filing.objects.exists()


def test_a_correction_that_the_person_writes_is_no_oral_one(house: House) -> None:
    uid = house.hand_in(house.read_aloud(house.draft()), helper=house.wuhou_clerk).filing
    assert uid
    ask_correction(uid, ["请写明借款用途"], by=house.clerk, at=house.at)
    house.hand_in(begin_correction(house.viewer(house.lin.uid), uid))
    titles = Document.objects.filter(subject=uid, kind="complaint").order_by("id").values_list("title", flat=True)
    assert list(titles) == ["口头起诉笔录", "民事起诉状"]
    assert "oral.way" not in Filing.objects.get(uid=uid).answers


def test_nobody_signs_a_record_before_it_was_shown_as_it_stands(house: House) -> None:
    signed = {"oral__way": "signed", "oral__medium": "paper", "oral__signer": "林晓梅"}
    draft = house.draft(**signed)
    with refused("filing.oral_not_shown"):
        house.hand_in(draft, helper=house.wuhou_clerk)
    house.amend(house.read_aloud(draft), loan__amount="99000")
    with refused("filing.oral_not_shown"):
        house.hand_in(draft, helper=house.wuhou_clerk)
    house.read_aloud(draft, oral__medium="", oral__signer=" ")
    with refused("filing.oral_medium_missing", "filing.oral_signer_missing"):
        house.hand_in(draft, helper=house.wuhou_clerk)
    house.read_aloud(draft)
    assert house.hand_in(draft, helper=house.wuhou_clerk).filing


def test_no_typed_answer_says_that_the_record_was_shown(house: House) -> None:
    draft = house.draft()
    saved = house.amend(draft, oral__shown="0" * 64)
    assert "oral.shown" not in saved.answers


def test_the_clerk_shows_the_record_and_presses_for_the_person(house: House) -> None:
    draft = house.draft()
    client = at_the_counter(house, house.wuhou_clerk)
    page = client.get(f"/file/{draft.uid}/check/").content.decode()
    assert f"/file/{draft.uid}/record/" in page
    signed = {"confirmed": "yes", "oral": "signed", "medium": "screen", "signer": "林晓梅"}
    early = client.post(f"/file/{draft.uid}/hand-in/", signed)
    assert early.status_code == 422
    assert "filing.oral_not_shown" in early.content.decode()
    assert not Filing.objects.exists()
    shown = client.post(f"/file/{draft.uid}/record/", follow=True).content.decode()
    assert "口头起诉笔录" in shown
    assert "186,500.00" in shown
    assert client.post(f"/file/{draft.uid}/hand-in/", signed | {"medium": ""}).status_code == 422
    answer = client.post(f"/file/{draft.uid}/hand-in/", signed)
    assert answer.status_code == 302
    row = Filing.objects.get()
    assert (row.applicant, row.answers["oral.way"], row.answers["oral.medium"]) == (house.lin.uid, "signed", "screen")
    desk = browser(house, house.clerk.person).get(f"/desk/filings/{row.uid}").content.decode()
    assert row.answers["oral.clerk"] in desk
    assert "签名板或者屏幕" in desk


def test_who_is_no_clerk_helps_at_the_counter_and_takes_no_complaint_down(house: House) -> None:
    draft = house.draft()
    client = at_the_counter(house, staff(WUHOU, Role.LIAISON, "冯敏"))
    assert f"/file/{draft.uid}/record/" not in client.get(f"/file/{draft.uid}/check/").content.decode()
    assert client.post(f"/file/{draft.uid}/record/").status_code == 404
    answer = client.post(f"/file/{draft.uid}/hand-in/", {"confirmed": "yes", "oral": "signed"})
    assert answer.status_code == 302
    assert Filing.objects.get().answers.get("oral.way", "") == ""


def test_without_a_clerk_the_page_does_not_ask_and_takes_no_answer(house: House) -> None:
    draft = house.draft()
    client = browser(house, house.lin.uid)
    assert f"/file/{draft.uid}/record/" not in client.get(f"/file/{draft.uid}/check/").content.decode()
    assert client.post(f"/file/{draft.uid}/record/").status_code == 404
    client.post(f"/file/{draft.uid}/hand-in/", {"confirmed": "yes", "oral": "signed"})
    assert Filing.objects.get().answers.get("oral.way", "") == ""
