"""Asking the court on the portal, answering at the desk, and the calendar that a person takes along."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.builders import YUZHONG, House, party, staff
from tests.entrances.desk import signed_in
from tests.entrances.portal_people import account_of, browser
from tongban.cases.actions.outages import record_outage
from tongban.cases.models import Clock
from tongban.cases.vocabulary import CaseView, Stage
from tongban.filing.actions.decide import ask_correction
from tongban.frame.guard import lifted
from tongban.hearings.queries import days_of_hearings
from tongban.helpline.actions import answer
from tongban.helpline.models import CalendarFeed, Ticket
from tongban.helpline.vocabulary import News
from tongban.kernel.actor import Actor
from tongban.people.actions.dispute import dispute_act, reject, uphold
from tongban.people.vocabulary import Role
from tongban.register.models import Entry

pytestmark = pytest.mark.django_db
WORDS = "什么时候开庭？"


@pytest.fixture(autouse=True)
def _clock(settings: Any, house: House) -> None:  # noqa: ANN401 - the type of this fixture is private
    settings.TONGBAN_CLOCK = house.clock


def asked(client: Client, case: CaseView, category: str = "progress") -> Ticket:
    sent = {"category": category, "concerns": str(case.uid), "words": WORDS}
    answer = client.post("/questions/new/", sent)
    assert answer.status_code == 302, answer.content.decode()[:4000]
    return Ticket.objects.order_by("-id")[0]


def test_a_question_is_asked_answered_read_and_asked_again(house: House) -> None:
    case = house.case()
    lin, clerk = browser(house, house.lin.uid), signed_in(house, house.clerk.person)
    assert str(case.uid) in lin.get(f"/questions/new/?case={case.uid}").content.decode()
    ticket = asked(lin, case)
    assert ticket.reference in lin.get("/questions/").content.decode()
    assert ticket.reference in clerk.get("/desk/helpline").content.decode()
    assert ticket.reference in clerk.get("/desk/").content.decode()
    assert clerk.get(f"/desk/helpline?reference={ticket.reference}").url == f"/desk/helpline/{ticket.uid}"  # type: ignore[attr-defined]
    desk = f"/desk/helpline/{ticket.uid}"
    assert WORDS in clerk.get(desk).content.decode()
    assert clerk.post(desk, {"do": "assign", "to": str(house.clerk.person)}).status_code == 302
    assert clerk.post(desk, {"do": "answer", "words": ""}).status_code == 422
    assert clerk.post(desk, {"do": "answer", "words": "下周一开庭。"}).status_code == 302
    assert ticket.reference in lin.get("/").content.decode(), "an answer waits on the first page"
    page = f"/questions/{ticket.uid}/"
    assert "下周一开庭。" in lin.get(page).content.decode()
    assert lin.post(f"{page}rate/", {"stars": "9"}).status_code == 422
    assert lin.post(f"{page}rate/", {"stars": "4"}).status_code == 302
    assert ticket.reference not in lin.get("/").content.decode()
    assert lin.post(f"{page}more/", {"words": " "}).status_code == 422
    assert lin.post(f"{page}more/", {"words": "几点？"}).status_code == 302
    assert "几点？" in clerk.get(desk).content.decode()


def test_a_question_does_not_exist_for_others(house: House) -> None:
    case = house.case()
    ticket = asked(browser(house, house.lin.uid), case)
    page = f"/questions/{ticket.uid}/"
    zhou = browser(house, house.zhou.uid)
    assert zhou.get(page).status_code == 404
    assert zhou.post(f"{page}more/", {"words": "？"}).status_code == 404
    assert zhou.post(f"{page}rate/", {"stars": "1"}).status_code == 404
    assert signed_in(house, house.judge.person).get(f"/desk/helpline/{ticket.uid}").status_code == 404
    assert WORDS not in browser(house, house.lin.uid).get(f"/cases/{case.uid}/").content.decode()


def test_a_complaint_reaches_the_president_and_no_clerk(house: House) -> None:
    ticket = asked(browser(house, house.lin.uid), house.case(), "delay")
    desk = f"/desk/helpline/{ticket.uid}"
    president = staff(YUZHONG, Role.PRESIDENT, "程普")
    assert signed_in(house, house.clerk.person).get(desk).status_code == 404
    assert signed_in(house, president.person).post(desk, {"do": "answer", "words": "已督促。"}).status_code == 302


def test_a_call_is_taken_down_and_its_reference_read_out(house: House) -> None:
    clerk = signed_in(house, house.clerk.person)
    assert clerk.post("/desk/helpline/new", {}).status_code == 422
    sent = {"channel": "phone", "category": "question", "caller": "黄盖", "phone": "13800000000", "words": WORDS}
    answer = clerk.post("/desk/helpline/new", sent, follow=True)
    assert Ticket.objects.get().reference in answer.content.decode()


def test_a_refusal_names_the_courts_own_counter(house: House) -> None:
    president = signed_in(house, staff(YUZHONG, Role.PRESIDENT, "程普").person)
    told = {"phone": "023-0000 0000", "place": "一楼三号窗口", "hours": "9:00-12:00, 14:00-17:30"}
    assert president.post("/desk/helpline/window", told | {"hours": "never"}).status_code == 422
    assert president.post("/desk/helpline/window", told).status_code == 302
    case = house.case()
    house.work()
    page = browser(house, house.lin.uid).post(f"/cases/{case.uid}/mediation/").content.decode()
    for part in ("023-0000 0000", "一楼三号窗口", "09:00–12:00, 14:00–17:30", "重庆市渝中区人民法院"):
        assert part in page
    stranger = browser(house, house.zhou.uid).get(f"/cases/{case.uid}/")
    assert stranger.status_code == 404
    assert "一楼三号窗口" not in stranger.content.decode()
    assert "12368" in stranger.content.decode()


def test_a_problem_of_the_api_names_whom_to_ask(house: House) -> None:
    body = browser(house).get("/api/v1/law/deadlines/nothing").json()
    assert body["contact"]["phone"] == "12368"
    assert body["contact"]["name"]


def test_a_late_court_is_told_plainly_with_what_follows_and_where_to_complain(house: House) -> None:
    case = house.put_at(house.case(), Stage.PREPARATION)
    with lifted("a day of a test"):
        Clock.objects.filter(case=case.uid, owed_by="court").update(due="2026-11-01")
    page = browser(house, house.lin.uid).get(f"/cases/{case.uid}/").content.decode()
    assert "法院已超过期限" in page
    assert f"/questions/new/?case={case.uid}&amp;category=delay" in page
    assert "期满后：" in page


def secret_of(client: Client, address: str, **sent: str) -> str:
    page = client.post(address, sent).content.decode()
    found = re.search(r"<code[^>]*>http://testserver(\S+\.ics)</code>", page)
    assert found, page
    return found[1]


def test_a_calendar_shows_own_dates_without_names_until_the_person_chooses(house: House) -> None:
    case = house.put_at(house.case(), Stage.HEARING_SET)
    mine = case.party_of(house.lin.uid)
    assert mine
    with lifted("a period of a test"):
        Clock.objects.filter(case=case.uid, owed_by="court").update(owed_by=str(mine.uid))
    lin, anybody = browser(house, house.lin.uid), browser(house)
    first = secret_of(lin, "/account/calendar/")
    answer = anybody.get(first)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    text = answer.content.decode().replace("\r\n ", "")
    assert "UID:period-" in text
    for one in case.parties:
        assert one.name not in text
    assert case.number not in text
    second = secret_of(lin, "/account/calendar/", named="on")
    assert anybody.get(first).status_code == 404, "a renewed address opens nothing"
    assert case.number in anybody.get(second).content.decode().replace("\r\n ", "")
    assert browser(house, house.zhou.uid).get("/calendar/guess.ics").status_code == 404
    assert lin.post("/account/calendar/", {"close": "1"}).status_code == 200
    assert anybody.get(second).status_code == 404
    assert second.split("/")[-1][:-4] not in str(list(CalendarFeed.objects.values()))


def test_a_calendar_tells_until_when_a_filing_is_to_be_corrected(house: House) -> None:
    uid = house.filing()
    address = secret_of(browser(house, house.lin.uid), "/account/calendar/")
    assert f"UID:correction-{uid}" not in browser(house).get(address).content.decode()
    ask_correction(uid, ["请写明借款的交付方式。"], by=house.clerk, at=house.at)
    text = browser(house).get(address).content.decode().replace("\r\n ", "")
    assert f"UID:correction-{uid}" in text
    assert "DTSTART;VALUE=DATE:20261208" in text
    assert f"/filings/{uid}/" in text


def test_a_closed_account_closes_its_calendar(house: House) -> None:
    lin = browser(house, house.lin.uid)
    address = secret_of(lin, "/account/calendar/")
    account: Any = account_of(house, house.lin.uid)
    with lifted("a closed account of a test"):
        account.is_active = False
        account.save()
    assert browser(house).get(address).status_code == 404


def test_an_address_from_an_account_that_somebody_else_used_opens_nothing_any_more(house: House) -> None:
    house.filing()
    address = secret_of(browser(house, house.lin.uid), "/account/calendar/")
    entries = list(Entry.objects.filter(event="filing_handed_in").values_list("uid", flat=True))

    def disputed() -> UUID:
        house.clock.forward(minutes=1)
        return dispute_act(entries.pop(), "不是我", court=YUZHONG, by=party(house.lin.uid), at=house.at)

    assert browser(house).get(address).status_code == 200
    house.filing(loan__amount="1001")
    entries.append(Entry.objects.filter(event="filing_handed_in").latest("id").uid)
    first = disputed()
    assert browser(house).get(address).status_code == 404, "the account stands still"
    reject(first, "登录记录显示本人操作。", by=house.clerk, at=house.at)
    assert browser(house).get(address).status_code == 200
    uphold(disputed(), "登录记录显示他人操作。", by=house.clerk, at=house.at)
    house.clock.forward(minutes=1)
    assert browser(house).get(address).status_code == 404
    lin = browser(house, house.lin.uid)
    assert lin.get("/account/calendar/").context["since"] is None
    assert browser(house).get(secret_of(lin, "/account/calendar/")).status_code == 200


def test_a_judges_calendar_shows_hearings_and_what_the_court_owes(house: House) -> None:
    case = house.put_at(house.case(), Stage.HEARING_SET)
    judge = signed_in(house, house.judge.person)
    address = secret_of(judge, "/desk/calendar", named="on")
    text = browser(house).get(address).content.decode().replace("\r\n ", "")
    set_for = days_of_hearings(house.viewer(house.judge.person), [case.uid])
    assert text.count("UID:hearing-") == len(set_for)
    assert "UID:period-" in text
    assert case.number in text
    assert browser(house).get(address.replace("/desk", "")).status_code == 404, "each kind has its own address"


def test_news_are_counted_read_and_sent_as_the_person_chooses(house: House) -> None:
    lin = browser(house, house.lin.uid)
    ticket = asked(lin, house.case())
    answer(ticket.uid, "已答复。", by=house.clerk, at=house.at)
    house.work()
    assert "未读消息" in lin.get("/").content.decode()
    page = lin.get("/account/news/").content.decode()
    assert f"/questions/{ticket.uid}/" in page
    assert 'name="period_moved" value="never"' not in page, "what a right hangs on is not switched off"
    assert lin.post("/account/news/read/").status_code == 302
    assert "未读消息" not in lin.get("/").content.decode()
    chosen = {kind.value: "at_once" for kind in News} | {"answer": "never", "hearing": "daily"}
    assert lin.post("/account/news/", chosen | {"period_moved": "never"}).status_code == 422
    assert lin.post("/account/news/", chosen).status_code == 302


def test_everybody_reads_which_outages_moved_periods(house: House) -> None:
    began = house.at - timedelta(hours=3)
    operator = Actor.office("", "the operator's record of an outage")
    record_outage(
        court="", began_at=began, ended_at=began + timedelta(hours=1), record_number="故障-1", by=operator, at=house.at
    )
    page = browser(house).get("/outages/").content.decode()
    assert "故障-1" in page
    assert "本平台" in page
