"""Filing for a client by pages: begun by a lawyer, found and ended by the client; what is refused says why."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.acts.for_client import FIRM_NAME, UNKNOWN, drafted, filed, lawyer, licensed, told_of
from tests.acts.licences import COMPANY
from tests.builders import House, id_number, person, picture
from tests.entrances.portal_people import browser
from tongban.filing.actions.decide import accept, refuse
from tongban.filing.models import Draft, Filing
from tongban.filing.vocabulary.agent import FILED_BY
from tongban.people.vocabulary import PersonView

pytestmark = pytest.mark.django_db
NEW = {
    "client": "new",
    "kind": "natural",
    "name": "黄立新",
    "id_kind": "resident",
    "id_number": id_number(40),
    "acts_as": "lawyer",
    "interview": "private_lending",
}
ORGANISATION = {"kind": "legal", "name": "重庆示例商贸有限公司", "id_number": COMPANY}
FOREIGNER = {"name": "Anna Novak", "id_kind": "passport", "id_number": "AB1234567"}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, house: House) -> None:
    monkeypatch.setattr("django.conf.settings.TONGBAN_CLOCK", house.clock)


@pytest.fixture
def chen(house: House) -> PersonView:
    return lawyer(house)


def begin(browser_of: Client, **changed: str) -> tuple[int, str]:
    answer = browser_of.post("/clients/new/", NEW | changed)
    return answer.status_code, answer.content.decode()


def test_a_lawyer_begins_for_somebody_new_and_says_the_rest_on_one_page(house: House, chen: PersonView) -> None:
    client = browser(house, chen.uid)
    assert "为委托人起诉" in client.get("/clients/").content.decode()
    assert begin(client)[0] == 302
    draft = Draft.objects.get()
    told = draft.answers
    assert (told["plaintiff.name"], told["plaintiff.id_number"]) == ("黄立新", id_number(40))
    assert (told["agent.name"], told["agent.firm"], told[FILED_BY]) == ("陈律师", FIRM_NAME, str(chen.uid))
    page = client.get(f"/file/{draft.uid}/").content.decode()
    assert "您代理委托人：黄立新" in page
    assert "黄立新" in client.get("/clients/").content.decode()
    form = {"kind": "lawyer", "name": "冒名者", "firm": FIRM_NAME, "scope": "special", "powers": ["settle"]}
    form |= {"since": "2026-11-01", "state_secret": "no", "files": SimpleUploadedFile("委托书.png", picture().read())}
    answer = client.post(f"/file/{draft.uid}/agent/", form)
    assert (answer.status_code, "缺少证明您代理人资格的材料" in answer.content.decode()) == (422, True)
    form |= {"files": (), "proofs": SimpleUploadedFile("所函.png", picture().read())}
    assert client.post(f"/file/{draft.uid}/agent/", form).status_code == 302
    draft.refresh_from_db()
    assert (draft.answers["agent.name"], draft.answers["agent.powers"]) == ("陈律师", "settle")
    client.post(f"/file/{draft.uid}/agent/", {"nobody": "yes"})
    draft.refresh_from_db()
    assert draft.answers["agent.name"] == "陈律师", "who files as agent stays the agent"


@pytest.mark.parametrize("who", [ORGANISATION, FOREIGNER])
def test_a_client_may_be_an_organisation_or_a_foreigner(house: House, chen: PersonView, who: dict[str, str]) -> None:
    status, page = begin(browser(house, chen.uid), **who)
    assert status == 302, page
    told = Draft.objects.get().answers
    number = told.get("plaintiff.credit_code") or told["plaintiff.id_number"]
    assert (told["plaintiff.name"], number) == (who["name"], who["id_number"])


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": ""}, "这个问题需要回答"),
        ({"id_number": "123"}, "证件号码"),
        ({"id_number": id_number(31)}, "这是您本人的证件号码"),
        ({"acts_as": "statutory"}, "代理人"),
        ({"acts_as": "legal_worker"}, "执业"),
        ({"interview": "none"}, "选"),
    ],
)
def test_what_keeps_a_draft_from_beginning_is_said_at_once(
    house: House, chen: PersonView, changed: dict[str, str], says: str
) -> None:
    status, page = begin(browser(house, chen.uid), **changed)
    assert status == 422
    assert says in page
    assert not Draft.objects.exists()


def test_a_client_who_is_represented_already_is_chosen(house: House, chen: PersonView) -> None:
    accept(filed(house, chen), by=house.clerk, at=house.at)
    client = browser(house, chen.uid)
    page = client.get("/clients/").content.decode()
    assert "林晓梅" in page
    shown = client.get("/clients/new/").content.decode()
    uid = shown.partition('name="client" value="')[2].partition('"')[0]
    assert begin(client, client=uid, kind="", name="", id_number="")[0] == 302
    told = Draft.objects.latest("id").answers
    assert (told["plaintiff.name"], told["plaintiff.id_number"]) == ("林晓梅", id_number(1))


def test_the_look_before_handing_in_names_all_that_is_in_the_way(house: House, chen: PersonView) -> None:
    draft = drafted(house, chen, agent_told=told_of(chen, special="", since="2026-12-01"))
    licensed(house, 考核年度="2024")
    client = browser(house, chen.uid)
    page = client.get(f"/file/{draft.uid}/check/").content.decode()
    for said in ("2026-12-01起", "由您的委托人", "年度考核"):
        assert said in page
    client.post(f"/file/{draft.uid}/hand-in/", {"confirmed": "yes"})
    assert not Filing.objects.exists()


def test_the_client_finds_the_filing_on_the_first_page_and_ends_the_authority(house: House, chen: PersonView) -> None:
    filing = filed(house, chen, **UNKNOWN)
    huang = person("黄立新", 40)
    client, agent, stranger = (browser(house, one.uid) for one in (huang, chen, house.zhou))
    assert "凭同一证件号码登录" in agent.get(f"/filings/{filing}/").content.decode()
    assert client.get(f"/filings/{filing}/").status_code == 404
    assert stranger.get(f"/filed-for-me/{filing}/").status_code == 404
    assert f"/filed-for-me/{filing}/" in client.get("/").content.decode()
    assert "陈律师" in client.get(f"/filed-for-me/{filing}/").content.decode()
    assert client.post(f"/filed-for-me/{filing}/").status_code == 302
    assert "不再由该代理人代理" in client.get(f"/filings/{filing}/").content.decode()
    assert agent.get(f"/filings/{filing}/agent/").status_code == 404
    assert client.get(f"/filings/{filing}/agent/").status_code == 200
    assert client.post(f"/filings/{filing}/agent/").status_code == 302
    assert agent.get(f"/filings/{filing}/").status_code == 404
    assert client.get(f"/filings/{filing}/").status_code == 200
    assert client.get(f"/filings/{filing}/agent/").status_code == 404, "there is no agent any more"


def test_the_appeal_that_the_authority_does_not_name_is_refused_on_its_page(house: House, chen: PersonView) -> None:
    filing = filed(house, chen, agent_told=told_of(chen, special="choose_online"))
    refuse(filing, "不符合起诉条件。", by=house.judge, at=house.at)
    agent, client = browser(house, chen.uid), browser(house, house.lin.uid)
    answer = agent.post(f"/filed/{filing}/appeal/", {"reasons": "借款由原告转出。"})
    assert answer.status_code == 422
    assert "未写明该项特别授权：上诉" in answer.content.decode()
    assert f"/filed/{filing}/appeal/" not in client.get(f"/filings/{filing}/").content.decode(), "the agent does it"


def test_another_lawyer_of_the_firm_sees_nothing(house: House, chen: PersonView) -> None:
    filing = filed(house, chen)
    colleague = browser(house, person("吴律师", 33).uid)
    assert colleague.get(f"/filings/{filing}/").status_code == 404
    assert "林晓梅" not in colleague.get("/clients/").content.decode()


def test_the_case_opens_for_both_once_the_office_has_done_its_part(house: House, chen: PersonView) -> None:
    """The office notes what the agent answered about electronic service: nobody acted there but the office."""
    case = accept(filed(house, chen), by=house.clerk, at=house.at)
    assert house.work() == []
    for who in (chen, house.lin):
        page = browser(house, who.uid).get(f"/cases/{case.uid}/")
        assert page.status_code == 200
        assert case.number in page.content.decode()
