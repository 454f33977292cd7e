"""A party's case: the page, its papers, its decisions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import House
from tests.entrances.portal_people import browser
from tests.links import linked
from tongban.cases.queries import consents_of
from tongban.cases.vocabulary import Choice, Stage, Step
from tongban.kernel.ids import new_id
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
PAGES = ("", "mediation/", "consent/", "consent/exchange/")


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


@pytest.mark.parametrize("page", PAGES)
def test_a_case_has_its_page_for_its_parties_alone(house: House, page: str) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION)
    address = f"/cases/{case.uid}/{page}"
    assert browser(house, house.lin.uid).get(address).status_code == 200
    assert browser(house, house.zhou.uid).get(address).status_code == 404
    assert browser(house, house.clerk.person).get(address).status_code == 404
    assert browser(house).get(address).status_code == 302
    assert browser(house, house.lin.uid).get(f"/cases/{new_id()}/{page}").status_code == 404


def test_the_page_says_where_the_case_stands_and_what_to_do(house: House) -> None:
    case = house.case()
    house.work()
    body = browser(house, house.lin.uid).get(f"/cases/{case.uid}/").content.decode()
    assert case.number in body
    assert f"/cases/{case.uid}/mediation/" in body


def test_declining_mediation_is_recorded_with_its_reason(house: House) -> None:
    case = house.case()
    house.work()
    client = browser(house, house.lin.uid)
    assert client.post(f"/cases/{case.uid}/mediation/", {"reason": "because"}).status_code == 422
    assert client.post(f"/cases/{case.uid}/mediation/").status_code == 422
    assert client.post(f"/cases/{case.uid}/mediation/", {"reason": "tried_before"}).status_code == 302
    assert "tried_before" in Entry.objects.get(event="mediation_declined").body


def test_no_step_is_ticked_beforehand_and_each_is_asked_apart(house: House) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION)
    client = browser(house, house.lin.uid)
    address = f"/cases/{case.uid}/consent/exchange/"
    assert " checked" not in client.get(address).content.decode()
    assert client.post(address, {"notice_version": "2026-11"}).status_code == 422
    assert client.post(address, {"choice": "online", "notice_version": "2026-11"}).status_code == 302
    given = consents_of(case.uid)
    assert [(step, view.choice) for (_party, step), view in given.items()] == [(Step.EXCHANGE, Choice.ONLINE)]


@pytest.mark.parametrize("step", ["nonsense", "exchange1", "-"])
def test_a_step_that_the_law_does_not_know_has_no_page(house: House, step: str) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION)
    assert browser(house, house.lin.uid).get(f"/cases/{case.uid}/consent/{step}/").status_code == 404


def test_an_act_at_the_wrong_stage_is_refused_in_words(house: House) -> None:
    case = house.put_at(house.case(), Stage.EFFECTIVE)
    answer = {"choice": "online", "notice_version": "2026-11"}
    page = browser(house, house.lin.uid).post(f"/cases/{case.uid}/consent/exchange/", answer)
    assert page.status_code == 422
    body = page.content.decode()
    assert "阶段不能办理此事项" in body
    assert body.count("procedure.not_at_this_stage") == 1, "the code stands there once, to be quoted"
    assert '<code translate="no">procedure.not_at_this_stage</code>' in body


def test_papers_open_for_the_party_and_for_nobody_else(house: House) -> None:
    case = house.case()
    house.work()
    client, stranger = browser(house, house.lin.uid), browser(house, house.zhou.uid)
    body = client.get(f"/cases/{case.uid}/").content.decode()
    address = body.split(f"/cases/{case.uid}/papers/")[1].split("/")[0]
    paper = f"/cases/{case.uid}/papers/{address}/"
    for page in (paper, f"{paper}file/", f"{paper}pages/1/"):
        shown = client.get(linked(client, page))
        b"".join(getattr(shown, "streaming_content", ()))
        assert shown.status_code == 200, page
        assert stranger.get(linked(stranger, page)).status_code == 404, page
    assert client.get(linked(client, f"{paper}proof/")).status_code == 404, (
        "nothing is proven before the ledger has sealed it"
    )
    assert client.get(linked(client, f"{paper}pages/99999/")).status_code == 404
    assert client.get(f"{paper}?page=99").status_code == 404
    assert client.get(f"{paper}?page=x").status_code == 200
    assert client.get(f"/cases/{case.uid}/papers/{new_id()}/").status_code == 404


def test_the_first_page_leads_to_the_case(house: House) -> None:
    case = house.case()
    body = browser(house, house.lin.uid).get("/").content.decode()
    assert f"/cases/{case.uid}/" in body
    assert case.number in body
    assert case.number not in browser(house, house.zhou.uid).get("/").content.decode()
    assert case.number not in browser(house, house.clerk.person).get("/").content.decode()
