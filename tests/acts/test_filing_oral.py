"""At the counter a person tells a complaint: the clerk takes it down, reads it aloud, and it is on record as oral."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.builders import WUHOU, House, refused, staff
from tests.entrances.portal_people import browser
from tongban.cooperation.actions.correct import begin_correction
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
    draft = house.draft(oral__way="marked")
    uid = house.hand_in(draft, helper=house.wuhou_clerk).filing
    row = Filing.objects.get(uid=uid)
    paper = Document.objects.get(subject=uid, kind="complaint")
    assert paper.title == "口头起诉笔录"
    told = json.loads(paper.data)
    assert (told["way"], told["place"]) == ("按指印", "四川省成都市武侯区人民法院立案窗口")
    assert told["clerk"]
    assert row.answers["oral.court"] == "川0107"
    noted = Entry.objects.get(event="oral_complaint_recorded")
    said, who = json.loads(noted.body), json.loads(noted.actor)
    assert (said["way"], said["court"]) == ("marked", "川0107")
    assert who["helper"] == str(house.wuhou_clerk.person)


def test_nobody_alone_and_no_other_helper_files_orally(house: House) -> None:
    draft = house.draft(oral__way="signed")
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
    uid = house.hand_in(house.draft(oral__way="signed"), helper=house.wuhou_clerk).filing
    assert uid
    ask_correction(uid, ["请写明借款用途"], by=house.clerk, at=house.at)
    house.hand_in(begin_correction(house.viewer(house.lin.uid), uid))
    titles = Document.objects.filter(subject=uid, kind="complaint").order_by("id").values_list("title", flat=True)
    assert list(titles) == ["口头起诉笔录", "民事起诉状"]
    assert "oral.way" not in Filing.objects.get(uid=uid).answers


def test_the_clerk_runs_the_same_pages_and_presses_for_the_person(house: House) -> None:
    draft = house.draft()
    client = at_the_counter(house, house.wuhou_clerk)
    page = client.get(f"/file/{draft.uid}/check/").content.decode()
    assert 'name="oral"' in page
    answer = client.post(f"/file/{draft.uid}/hand-in/", {"confirmed": "yes", "oral": "signed"})
    assert answer.status_code == 302
    row = Filing.objects.get()
    assert (row.applicant, row.answers["oral.way"]) == (house.lin.uid, "signed")
    desk = browser(house, house.clerk.person).get(f"/desk/filings/{row.uid}").content.decode()
    assert row.answers["oral.clerk"] in desk


def test_who_is_no_clerk_helps_at_the_counter_and_takes_no_complaint_down(house: House) -> None:
    draft = house.draft()
    client = at_the_counter(house, staff(WUHOU, Role.LIAISON, "冯敏"))
    assert 'name="oral"' not in client.get(f"/file/{draft.uid}/check/").content.decode()
    answer = client.post(f"/file/{draft.uid}/hand-in/", {"confirmed": "yes", "oral": "signed"})
    assert answer.status_code == 302
    assert Filing.objects.get().answers.get("oral.way", "") == ""


def test_without_a_clerk_the_page_does_not_ask_and_takes_no_answer(house: House) -> None:
    draft = house.draft()
    client = browser(house, house.lin.uid)
    assert 'name="oral"' not in client.get(f"/file/{draft.uid}/check/").content.decode()
    client.post(f"/file/{draft.uid}/hand-in/", {"confirmed": "yes", "oral": "signed"})
    assert Filing.objects.get().answers.get("oral.way", "") == ""
